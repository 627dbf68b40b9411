"""What the page has made of a class deck: fresh words, mended pairs, a card, a report, the package."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from shengci.classes.building import build_class, fresh_rows
from shengci.classes.edits import class_words
from shengci.classes.files import ClassDeck
from shengci.classes.lessons import Lessons, read_lessons
from shengci.classes.making import make_class
from shengci.classes.reading import read
from shengci.decks.mending import Pairs
from shengci.decks.pair_table import pairs_text
from shengci.decks.recipe import Lesson, LessonArticle
from shengci.decks.rows import KEEP, Row
from shengci.errors import StructureError
from shengci.files import write_text
from shengci.lexicon import dictionary, frequency, levels
from shengci.pipeline import Progress
from shengci.ranking import rank_words, sentence_difficulties
from shengci.ranking.order import usefulness
from shengci.records import Note
from shengci.report import make_report
from shengci.report.comparing import in_reading_order
from shengci.report.html import reports_page
from shengci.web.places import NotHere, inside
from shengci.web.store import Changed, Store, signatures
from shengci.words.joining import join

Step = Callable[[Pairs], Pairs]

_MOST_KEPT = 4  # class decks whose lessons stay in memory, some 20 MB each


class Maker:
    """Makes things of the decks of a store, and keeps the lessons it has read. Safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        """Begin with nothing read."""
        self.store = store
        self._lessons: OrderedDict[str, tuple[object, Lessons]] = OrderedDict()
        self._reading = threading.Lock()
        self._pairs: dict[tuple[str, str], tuple[object, Pairs]] = {}

    # --- Words -----------------------------------------------------------------------------------

    def lessons(self, deck: ClassDeck, progress: Progress | None = None) -> Lessons:
        """Return the lessons of a deck, read anew only where its recipe or a file of it has changed."""
        with self._reading:
            seen = (deck.recipe, signatures(*_files_of(deck)))
            kept = self._lessons.get(deck.path.stem)
            if kept is not None and kept[0] == seen:
                return kept[1]
            lessons = read_lessons(deck, progress)
            self._lessons[deck.path.stem] = (seen, lessons)
            while len(self._lessons) > _MOST_KEPT:
                self._lessons.popitem(last=False)
            return lessons

    def refresh(self, name: str, progress: Progress) -> str:
        """Bring the words of a deck up to date with its articles; edits made meanwhile stay.

        Raises:
            ShengciError: a file can't be read, lies outside the folder, or has a mistake.
        """
        lessons = self.lessons(self.store.checked(name), progress)
        progress("Writing the words")
        deck = self.store.change(name, lambda deck: fresh_rows(deck, lessons))
        kept = sum(row.is_kept for row in deck.rows)
        return f"{kept} of {len(deck.rows)} words kept"

    def rearrange(
        self, name: str, seen: str, rearrange: Callable[[ClassDeck], ClassDeck], progress: Progress
    ) -> str:
        """Give a deck other lessons and bring its words up to date; edits made meanwhile stay.

        `rearrange` returns the deck with other lessons and its rows counted anew, and writes nothing.

        Raises:
            Changed: the lessons are not those of the stamp any more.
            ShengciError: as `refresh`; nothing is written then.
        """
        deck = self.store.checked(name)
        lessons = self.lessons(rearrange(deck), progress)
        progress("Writing the words")
        with self.store.locked(name):
            deck = self.store.checked(name)
            if lessons_stamp(deck) != seen:
                raise Changed("the lessons were changed in another window: load the page again")
            changed = rearrange(deck)
            rows = fresh_rows(changed, lessons)
            saved = self.store.set_lessons(name, deck, changed.recipe.lessons)
            self.store.save(name, saved, rows)
        return f"{sum(row.is_kept for row in rows)} of {len(rows)} words kept"

    def restore(self, name: str, guid: str, column: str) -> ClassDeck:
        """Return a deck with what is generated for one cell in the place of a teacher's edit."""
        lessons = self.lessons(self.store.checked(name))

        def change(deck: ClassDeck) -> Sequence[Row]:
            rows = tuple(
                row.with_cell(column, "") if row.guid == guid else row for row in deck.rows
            )
            return fresh_rows(replace(deck, rows=rows), lessons)

        return self.store.change(name, change)

    def note(self, name: str, guid: str) -> Note:
        """Return the note that a word of a deck makes, or would make if it were kept.

        Raises:
            NotHere: the deck has no such word.
            DeckError: no card can be made of it.
        """
        deck = self.store.checked(name)
        rows = tuple(replace(row, keep=KEEP) for row in deck.rows if row.guid == guid)[:1]
        if not rows or not guid:
            raise NotHere("this word is not in the class deck any more: load the page again")
        alone = replace(deck, rows=rows)
        lessons = self.lessons(deck)
        return make_class(alone, lessons, *class_words(alone, lessons)).notes[0]

    # --- Pairs -----------------------------------------------------------------------------------

    def pairs(self, name: str, file: str) -> Pairs:
        """Return the sentence pairs of an article, mended or as the pairer made them."""
        with self.store.locked(name):
            deck = self.store.deck(name)
            article = self.store.article(deck, file)
            seen = (article, signatures(*_files_of_article(deck, article)))
            known = self._pairs.get((name, file))
            if known is None or known[0] != seen:
                known = (seen, read(article, deck.folder).pairs)
                self._pairs[name, file] = known
            return known[1]

    def mend(self, name: str, file: str, stamp: str, mended_of: Step) -> Pairs:
        """Return the pairs after a step, which are in the deck's files by then.

        Raises:
            Changed: they are not those of the stamp any more.
            MendingError: the step can't be taken.
        """
        with self.store.locked(name):
            pairs = self.pairs(name, file)
            if pairs_stamp(pairs) != stamp:
                raise Changed(
                    "these pairs were changed in another window: here they are as they are now"
                )
            mended = mended_of(pairs)
            deck = self.store.deck(name)
            article = self.store.article(deck, file)
            table = article.pairs or f"{deck.path.stem}/{Path(file).stem}.pairs.tsv"
            path = inside(self.store.folder, deck.folder / table)
            path.parent.mkdir(exist_ok=True)
            write_text(path, pairs_text(mended))
            if not article.pairs:
                article = replace(article, pairs=table)
                deck = self.store.set_lessons(name, deck, _with(deck, article))
            seen = (article, signatures(*_files_of_article(deck, article)))
            self._pairs[name, file] = (seen, mended)
            return mended

    # --- Reports and packages --------------------------------------------------------------------

    def report(self, name: str, file: str) -> str:
        """Return the page that says how hard an article is for the class."""
        deck = self.store.checked(name)
        article = self.store.article(deck, file)
        settings = deck.recipe.settings(deck.folder)
        found = read(article, deck.folder)
        annotated = join([found.annotated], settings.characters)
        words = rank_words(annotated, settings)
        difficulties = sentence_difficulties(annotated, words, settings)
        report = make_report(found.article, annotated, words, difficulties, settings, usefulness)
        return reports_page(in_reading_order([report]))

    def build(self, name: str, progress: Progress, *, force: bool = False) -> str:
        """Write the package and the handouts of a deck, and return what is in them.

        Raises:
            ShengciError: as `refresh`; or nothing is kept.
            StructureError: students would not get it as an update, and it is not forced.
        """
        self.refresh(name, progress)
        deck = self.store.checked(name)
        for path in (
            deck.package_path,
            *map(deck.handout_path, range(1, len(deck.recipe.lessons) + 1)),
        ):
            inside(self.store.folder, path)
        # The words are written by now; whoever edits them meanwhile has the edit in the next package.
        try:
            built = build_class(deck, force=force, progress=progress, save=lambda deck, rows: deck)
        except StructureError as error:  # which speaks of commands
            problem = f"students would not get this as an update: {'; '.join(error.problems)}"
            raise StructureError(problem, error.problems) from error
        package = built.package
        return (
            f"{package.notes} words in the package: {package.new} new, {package.changed} changed,"
            f" {package.unchanged} as before"
        )


def warm_up() -> None:
    """Load the tables that every word table needs, half a second's work, before anybody asks for one."""
    headword = dictionary.simplified_headword("生词")
    levels.estimated_level(headword, "2025")
    frequency.zipf_of(headword)


def pairs_stamp(pairs: Pairs) -> str:
    """Return what tells these pairs from all others."""
    sentences = [(pair.english_sentences, pair.chinese_sentences, pair.role) for pair in pairs]
    return sha256(repr(sentences).encode()).hexdigest()[:16]


def lessons_stamp(deck: ClassDeck) -> str:
    """Return what tells the lessons of a deck from all others, whatever is written in its words."""
    return sha256(repr(deck.recipe.lessons).encode()).hexdigest()[:16]


def _files_of(deck: ClassDeck) -> list[Path]:
    named = [path for each in deck.recipe.articles for path in _files_of_article(deck, each)]
    excluded = [deck.folder / name for name in deck.recipe.exclude]
    return named + excluded + [path.with_suffix(".tsv") for path in excluded]


def _files_of_article(deck: ClassDeck, article: LessonArticle) -> list[Path]:
    return [deck.folder / name for name in article.files]


def _with(deck: ClassDeck, article: LessonArticle) -> tuple[Lesson, ...]:
    return tuple(
        replace(
            lesson,
            articles=tuple(
                article if each.file == article.file else each for each in lesson.articles
            ),
        )
        for lesson in deck.recipe.lessons
    )
