"""A teacher's rows as words with a place in the text, so that every later stage sees the edits.

A row with another reading, sentence or source line than the article's gets a pair of its own, behind those
of the articles, in which the word stands as the teacher has it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shengci import pinyin, script
from shengci.classes.files import ClassDeck
from shengci.classes.lessons import Lessons
from shengci.decks import cells
from shengci.decks.rows import NOTHING, Column, Problem, Row
from shengci.errors import DeckError
from shengci.files import name_of
from shengci.lexicon import dictionary, frequency
from shengci.lexicon.levels import levels_of
from shengci.notetype import guid_for
from shengci.ranking.difficulty import level_of, word_difficulty
from shengci.records import (
    Annotated,
    AnnotatedPair,
    Occurrence,
    Place,
    RankedWord,
    Sense,
    SentencePair,
    Settings,
    Span,
    Token,
)
from shengci.words import annotate
from shengci.words.joining import in_script

_OWN_PAIR: tuple[Column, ...] = ("Pinyin", "Sentence", "SourceLine")


@dataclass(frozen=True, slots=True)
class ClassWord:
    """A word that gets a card: its row, its lesson, and the word as the teacher has it."""

    row: Row
    lesson: int
    ranked: RankedWord
    is_core: bool

    @property
    def guid(self) -> str:
        """The GUID of its note, which no edit changes."""
        token = self.ranked.token
        return self.row.guid or guid_for(token.headword, token.pinyin)


def class_words(deck: ClassDeck, lessons: Lessons) -> tuple[Annotated, tuple[ClassWord, ...]]:
    """Return the words that get a card, in the order of the rows, and the pairs that their examples are in.

    Raises:
        DeckError: a row names a lesson that there is not, or can't be made a card of: its file and line.
    """
    drafts, problems = _drafts(deck, lessons)
    if problems:
        raise DeckError(str(problems[0]))
    own = [draft for draft in drafts if draft.pair is not None]
    pairs = _annotated_pairs([draft.pair for draft in own if draft.pair], lessons)
    place_of: dict[str, Occurrence] = {}
    made: list[AnnotatedPair] = []
    for draft, pair in zip(own, pairs, strict=True):
        with_word, token = _with_word(pair, draft)
        place_of[draft.word.guid] = Occurrence(len(lessons.annotated.pairs) + len(made), token)
        made.append(with_word)
    annotated = replace(lessons.annotated, pairs=(*lessons.annotated.pairs, *made))
    words = tuple(_placed(draft, place_of, annotated) for draft in drafts)
    return annotated, words


def row_problems(deck: ClassDeck, lessons: Lessons) -> list[Problem]:
    """Return why rows can't be made cards of, all that `class_words` would raise an error for."""
    return _drafts(deck, lessons)[1]


def _drafts(deck: ClassDeck, lessons: Lessons) -> tuple[list["_Draft"], list[Problem]]:
    most = len(deck.recipe.lessons)
    drafts: list[_Draft] = []
    problems: list[tuple[int, Problem]] = []
    for row in deck.rows:
        if not row.is_kept:
            continue
        try:
            if row.number > most:
                raise RowError(
                    f"there is no lesson {row.number}, the recipe has {most}: write another number"
                )
            drafts.append(_drafted(row, lessons, name_of(deck.rows_path)))
        except RowError as error:
            place = f"{name_of(deck.rows_path)}:{row.line}"
            problems.append((row.line, Problem(place, f"{row.word}: {error}")))
    problems.sort(key=lambda found: found[0])
    return drafts, [problem for _, problem in problems]


class RowError(Exception):
    """A row that no card can be made of: why, and what to do."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A word with its edits, and the pair of its own that it needs, None where the article's will do.

    `spans` are where the word stands in the Chinese, `counterpart` what is marked in the English;
    `article` is the number of the article that the pair counts as one of.
    """

    word: ClassWord
    pair: SentencePair | None = None
    spans: tuple[Span, ...] = ()
    counterpart: tuple[Span, ...] = ()
    article: int = 0


def _drafted(row: Row, lessons: Lessons, file: str) -> _Draft:
    """Return the word of a row with its edits; `file` is the rows', for places.

    Raises:
        RowError: the sentence does not hold the word, or nobody says how the word is read.
    """
    found = lessons.words.get(row.guid)
    base = found.ranked if found else from_dictionary(row, lessons.settings)
    token = base.token
    reading = pinyin.parsed(cells.plain(row.pinyin), len(token.headword)) if row.pinyin else None
    if reading and row.is_edited("Pinyin"):
        token = replace(token, pinyin=reading)
    if row.is_edited("Meaning"):
        token = _meaning(token, row)
    ranked = replace(base, token=token, status="card")
    word = ClassWord(
        row,
        row.number or (found.lesson if found else 1),
        ranked,
        found.is_core if found else True,
    )
    if row.cell("Sentence") in ("", NOTHING):
        return _Draft(replace(word, ranked=replace(ranked, example=None)))
    if found and base.example and not any(map(row.is_edited, _OWN_PAIR)):
        return _Draft(word)
    return _with_pair(word, row, lessons, file)


def _meaning(token: Token, row: Row) -> Token:
    gloss = "" if row.meaning == NOTHING else cells.plain(row.meaning)
    others = tuple(sense for sense in token.senses if sense != gloss)
    return replace(token, meaning=Sense(gloss) if gloss else None, senses=others)


def _with_pair(word: ClassWord, row: Row, lessons: Lessons, file: str) -> _Draft:
    chinese, spans = cells.marked_text(row.sentence)
    english, counterpart = cells.marked_text("")
    if row.source_line != NOTHING:
        english, counterpart = cells.marked_text(row.source_line)
    if not spans:
        spans = _found(row.word, word.ranked.token, chinese)
    if not spans:
        raise RowError("is not in its sentence: put <b></b> around what stands for it")
    article = _article(word, lessons)
    pair = SentencePair(
        (english,) if english else (),
        (chinese,),
        1.0,
        "body",
        Place(file, row.line),
    )
    return _Draft(word, pair, spans, counterpart, article)


def _article(word: ClassWord, lessons: Lessons) -> int:
    """Return the number of the article that the word's own sentence counts as one of."""
    if word.ranked.example is not None:
        return lessons.annotated.pairs[word.ranked.example.pair].article
    return next((n for n, lesson in enumerate(lessons.lesson_of) if lesson == word.lesson), 0)


def _found(shown: str, token: Token, chinese: str) -> tuple[Span, ...]:
    for form in (shown, token.headword, token.traditional):
        if form and form in chinese:
            start = chinese.index(form)
            return (Span(start, start + len(form)),)
    return ()


def from_dictionary(row: Row, settings: Settings) -> RankedWord:
    """Return a word that no lesson has, as the dictionary knows it, or else as the row says.

    Raises:
        RowError: neither says how it is read.
    """
    headword = dictionary.simplified_headword(row.word)
    if len(headword) != len(row.word):
        headword = script.to_simplified(row.word)
    written = pinyin.parsed(cells.plain(row.pinyin), len(headword)) if row.pinyin else None
    entries = dictionary.entries_of(headword)
    entry = next((each for each in entries if each.pinyin == written), None)
    if entry is None and entries and (written is None or not row.meaning):
        entry = entries[0]
    reading = written or (entry.pinyin if entry else None)
    if reading is None:
        raise RowError("no lesson and no dictionary has it: write its reading into Pinyin")
    glosses = [definition.gloss for definition in entry.definitions] if entry else []
    token = Token(
        headword,
        0,
        len(headword),
        "word",
        headword,
        entry.traditional if entry else script.to_traditional(headword),
        reading,
        Sense(glosses[0]) if glosses else None,
        tuple(glosses[1:]),
        entry.measure_words if entry else (),
    )
    levels = levels_of(headword, settings.standard)
    zipf = frequency.zipf_of(headword)
    difficulty = word_difficulty(level_of(levels, settings.standard), zipf)
    return RankedWord(token, "card", (), levels, zipf, difficulty, (), None, difficulty)


# --- Pairs of the rows' own ----------------------------------------------------------------------


def _annotated_pairs(pairs: Sequence[SentencePair], lessons: Lessons) -> list[AnnotatedPair]:
    """Return the pairs with their words; a teacher's characters are those of the class."""
    if not pairs:
        return []
    read = annotate(pairs, lessons.settings)
    return list(in_script(read, traditional=lessons.annotated.traditional).pairs)


def _with_word(annotated: AnnotatedPair, draft: _Draft) -> tuple[AnnotatedPair, int]:
    """Return a pair in which the word of a row stands where its marks are, whole, and its token's number."""
    chinese = annotated.pair.chinese
    syllables = _syllables(annotated.tokens, len(chinese))
    word = draft.word.ranked.token
    tokens = [*_outside(annotated.tokens, draft.spans, syllables)]
    for span in draft.spans:
        text = chinese[span.start : span.end]
        is_whole = text in (word.headword, word.traditional)
        tokens.append(
            replace(
                word,
                text=text,
                start=span.start,
                end=span.end,
                counterpart=draft.counterpart,
                spoken=() if is_whole else tuple(syllables[span.start : span.end]),
                parts=draft.spans if len(draft.spans) > 1 else (),
                reasons=("the teacher's sentence",),
            )
        )
    tokens.sort(key=lambda token: token.start)
    number = next(n for n, token in enumerate(tokens) if token.start == draft.spans[0].start)
    pair = replace(annotated.pair, parts=())
    return AnnotatedPair(pair, tuple(tokens), draft.article), number


def _syllables(tokens: Sequence[Token], length: int) -> list[str]:
    """Return the syllable of each character of a sentence, "" where it has none."""
    found = [""] * length
    for token in tokens:
        if len(token.syllables) == token.end - token.start:
            found[token.start : token.end] = token.syllables
    return found


def _outside(
    tokens: Sequence[Token], spans: Sequence[Span], syllables: Sequence[str]
) -> Iterator[Token]:
    """Yield the tokens around some spans; of one that reaches into a span, what is left of it."""
    for token in tokens:
        covered = [span for span in spans if span.start < token.end and token.start < span.end]
        if not covered:
            yield token
            continue
        at = token.start
        for start, end in (*((span.start, span.end) for span in covered), (token.end, token.end)):
            if at < min(start, token.end):
                text = token.text[at - token.start : start - token.start]
                read = tuple(syllables[at:start])
                kind = token.kind if any(read) else "punctuation"
                yield Token(text, at, start, kind, text, text, read if any(read) else ())
            at = max(at, end)


def _placed(draft: _Draft, place_of: dict[str, Occurrence], annotated: Annotated) -> ClassWord:
    word = draft.word
    place = place_of.get(word.guid) if draft.pair is not None else None
    if place is None:
        return word
    token = annotated.token(place)
    return replace(word, ranked=replace(word.ranked, token=token, example=place))
