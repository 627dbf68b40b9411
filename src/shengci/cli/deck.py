"""`shengci deck`: class decks, from a teacher's articles and edits to what every student imports."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from typing import Annotated as Option

import typer

from shengci.cli.build import card_types
from shengci.cli.options import EnglishPath, Json, StandardOption, clean_name
from shengci.cli.output import Teller, print_out, progress
from shengci.errors import DeckError
from shengci.records import Voice

if TYPE_CHECKING:
    from shengci.classes.building import Built
    from shengci.classes.files import ClassDeck
    from shengci.decks.merging import Merged
    from shengci.decks.recipe import Lesson, LessonArticle

TextForm = Literal["tsv", "csv", "pleco"]

app = typer.Typer(
    help="Class decks: many articles, a teacher's edits, one package for every student.",
    no_args_is_help=True,
)

DeckName = Option[
    str,
    typer.Argument(
        metavar="DECK", help="Its name, for decks/DECK.toml, or the path of its recipe."
    ),
]
Articles = Option[
    list[Path],
    typer.Argument(metavar="ARTICLE...", help="Bilingual texts, each a lesson of its own."),
]
Previous = Option[
    Path | None,
    typer.Option(
        metavar="FILE", help="The package students have, if it is not the one beside the recipe."
    ),
]


@app.command()
def new(
    deck: DeckName,
    articles: Option[
        list[Path] | None,
        typer.Argument(metavar="ARTICLE...", help="Bilingual texts, each a lesson of its own."),
    ] = None,
    *,
    title: Option[
        str, typer.Option(metavar="TEXT", help="What students see; default the name.")
    ] = "",
    students: Option[str, typer.Option(metavar="TEXT", help="Who the class is.")] = "",
    level: Option[
        int | None,
        typer.Option(min=1, max=9, help="The HSK level of the class: easier words get no card."),
    ] = None,
    standard: StandardOption = "2025",
    limit: Option[
        int | None, typer.Option(min=1, metavar="N", help="At most N cards a lesson.")
    ] = None,
    lessons: Option[
        int, typer.Option(min=1, max=500, metavar="N", help="How many lessons there will be.")
    ] = 9,
    names: Option[bool, typer.Option("--names", help="Cards for names too, apart.")] = False,
    cards: Option[
        str, typer.Option(metavar="TYPES", help="The cards of each word, as for build.")
    ] = "recognition",
    audio: Option[Voice, typer.Option(help="Who speaks, as for build.")] = "system",
    exclude: Option[
        list[Path] | None,
        typer.Option(
            metavar="FILE", help="A deck, package or list whose words need no card; once for each."
        ),
    ] = None,
) -> None:
    """Make a class deck: a recipe and a table of words, both to edit."""
    with progress() as tell:
        from shengci.classes import files
        from shengci.decks.recipe import Recipe

        path = files.path_of(deck)
        folder = path.parent
        recipe = Recipe(
            title=clean_name(title) or path.stem,
            lessons=_lessons_of(articles or [], folder),
            students=clean_name(students),
            level=level,
            standard=standard,
            min_level=level or 3,
            limit=limit,
            names=names,
            cards=card_types(cards),
            audio=audio,
            exclude=tuple(_relative(each, folder) for each in exclude or []),
            digits=len(str(max(lessons, len(articles or [])))),
        )
        for article in articles or []:
            _check_there(article)
        made = _refreshed(files.create(path, recipe), tell)
    print_out(_state(made))


@app.command()
def add(
    deck: DeckName,
    articles: Articles,
    *,
    lesson: Option[
        int | None,
        typer.Option(min=1, metavar="N", help="Read them in this lesson, instead of new ones."),
    ] = None,
    title: Option[
        str, typer.Option(metavar="TEXT", help="The lesson's title; default the article's.")
    ] = "",
    english: EnglishPath = None,
) -> None:
    """Add articles to a class deck, each as a new lesson at its end."""
    with progress() as tell:
        from shengci.classes import files

        opened = files.load(files.path_of(deck))
        for article in (*articles, *filter(None, [english])):
            _check_there(article)
        if english is not None and len(articles) > 1:
            raise DeckError("--english goes with one ARTICLE: add the others on their own")
        if title and len(articles) > 1 and lesson is None:
            raise DeckError("--title names one lesson: add the articles one by one")
        added = _lessons_of(articles, opened.folder, english=english, title=clean_name(title))
        _check_new(opened, added)
        lessons = opened.recipe.lessons
        if lesson is None:
            lessons = (*lessons, *added)
        else:
            there = _lesson(opened, lesson)
            more = tuple(article for each in added for article in each.articles)
            changed = replace(
                there, title=clean_name(title) or there.title, articles=(*there.articles, *more)
            )
            lessons = (*lessons[: lesson - 1], changed, *lessons[lesson:])
        made = _refreshed(files.save_lessons(opened, lessons), tell)
    print_out(_state(made))


@app.command()
def remove(
    deck: DeckName,
    articles: Option[
        list[Path] | None, typer.Argument(metavar="ARTICLE...", help="Articles to take out.")
    ] = None,
    *,
    lesson: Option[
        int | None, typer.Option(min=1, metavar="N", help="Take this whole lesson out.")
    ] = None,
) -> None:
    """Take articles out of a class deck; rows that a teacher wrote in stay, and say so."""
    with progress() as tell:
        from shengci.classes import files
        from shengci.decks.refreshing import without_lessons

        opened = files.load(files.path_of(deck))
        if bool(articles) == (lesson is not None):
            raise DeckError("give either ARTICLE or --lesson: see --help")
        lessons = list(opened.recipe.lessons)
        if lesson is not None:
            _lesson(opened, lesson)
            lessons[lesson - 1] = replace(lessons[lesson - 1], articles=())
        for article in articles or []:
            _take_out(lessons, article, opened)
        gone = {n for n, each in enumerate(lessons, 1) if not each.articles}
        rows = without_lessons(opened.rows, gone)
        kept = tuple(each for each in lessons if each.articles)
        saved = files.save_lessons(opened, kept)
        made = _refreshed(replace(saved, rows=rows), tell)
    print_out(_state(made))


@app.command()
def build(
    deck: DeckName,
    *,
    output: Option[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE.apkg", help="Default: beside the recipe."),
    ] = None,
    previous: Previous = None,
    force: Option[
        bool,
        typer.Option(
            "--force", help="Build although students would not get all of it as an update."
        ),
    ] = False,
) -> None:
    """Write the package of a class and a handout for each lesson; only changed articles are read again."""
    with progress() as tell:
        from shengci.classes import files
        from shengci.classes.building import build_class

        if output is not None and output.suffix.lower() != ".apkg":
            raise DeckError(f"{output}: a package is named FILE.apkg; for a text see deck export")
        opened = files.load(files.path_of(deck))
        built = build_class(opened, output, previous=previous, force=force, progress=tell)
    print_out(_built(built))


@app.command()
def check(deck: DeckName) -> None:
    """Name what is wrong with a class deck, with file and line; exit code 1 if it can't be built."""
    with progress() as tell:
        from shengci.classes import files
        from shengci.classes.checking import check_class

        path = files.path_of(deck)
        files.check_there(path)
        problems = check_class(path, tell)
    errors = [problem for problem in problems if not problem.is_warning]
    warnings = [problem for problem in problems if problem.is_warning]
    lines = [f"error    {problem}" for problem in errors]
    lines += [f"look at  {problem}" for problem in warnings]
    lines.append(
        f"{path}: {_count(len(errors), 'error')}, {_count(len(warnings), 'thing')} to look at"
    )
    print_out("\n".join(lines) + "\n")
    if errors:
        raise typer.Exit(1)


@app.command()
def diff(deck: DeckName, *, previous: Previous = None, json: Json = False) -> None:
    """Show what students will see after the update; exit code 1 if Anki would not update all."""
    with progress() as tell:
        from shengci.classes import files
        from shengci.classes.building import differences_of_class
        from shengci.package.difference_forms import differences_json, differences_text

        found = differences_of_class(files.load(files.path_of(deck)), previous, tell)
    print_out(differences_json(found) if json else differences_text(found))
    if found.obstacles:
        raise typer.Exit(1)


@app.command()
def merge(
    deck: DeckName,
    theirs: Option[
        Path,
        typer.Argument(metavar="THEIRS.tsv", help="The table of words that a colleague edited."),
    ],
) -> None:
    """Take a colleague's edits into a class deck, row by row; exit code 1 if any conflicts with yours."""
    with progress():
        from shengci.classes import files
        from shengci.decks.merging import merge as merged_rows
        from shengci.decks.rows import read_rows

        opened = files.load(files.path_of(deck))
        _check_there(theirs)
        merged = merged_rows(opened.rows, read_rows(theirs))
        files.save_rows(opened, merged.rows)
    print_out(_merged(merged, opened))
    if merged.conflicts:
        raise typer.Exit(1)


@app.command()
def export(
    deck: DeckName,
    *,
    form: Option[
        TextForm,
        typer.Option("--format", help="Text for Anki's import, a table, or text for Pleco."),
    ] = "csv",
    output: Option[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Default: stdout."),
    ] = None,
) -> None:
    """Write the words of a class as text for other programs, with all edits."""
    with progress() as tell:
        from shengci.classes import files
        from shengci.classes.building import analyse_class
        from shengci.classes.making import make_class
        from shengci.files import check_text_target, write_text
        from shengci.note_texts import TEXT_FORMS

        opened = files.load(files.path_of(deck))
        if output is not None and str(output) != "-":
            check_text_target(output, TEXT_FORMS[form].beginning)
        analysed = analyse_class(opened, tell)
        made = make_class(analysed.deck, analysed.lessons, analysed.annotated, analysed.words)
        content = TEXT_FORMS[form].text_of(made)
        if output is not None and str(output) != "-":
            write_text(output, content)
    if output is None or str(output) == "-":
        print_out(content)
    else:
        print_out(f"{output}: {len(made.notes)} notes\n")


# --- Lessons and articles ------------------------------------------------------------------------


def _lessons_of(
    articles: Sequence[Path], folder: Path, *, english: Path | None = None, title: str = ""
) -> "tuple[Lesson, ...]":
    """Return a lesson for each article, named as the recipe in `folder` writes it."""
    from shengci.decks.recipe import Lesson, LessonArticle

    return tuple(
        Lesson(
            title or _title(article, english),
            (
                LessonArticle(
                    _relative(article, folder), _relative(english, folder) if english else ""
                ),
            ),
        )
        for article in dict.fromkeys(articles)
    )


def _title(article: Path, english: Path | None) -> str:
    from shengci.sources import read_article

    _check_there(article)
    return read_article(article, english=english).title


def _relative(path: Path, folder: Path) -> str:
    """Return a path as it is named from a folder, with slashes on every system."""
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return path.resolve().as_posix()


def _check_there(path: Path) -> None:
    from shengci.files import read_bytes

    read_bytes(path)


def _check_new(deck: "ClassDeck", added: "Sequence[Lesson]") -> None:
    there = {article.file for lesson in deck.recipe.lessons for article in lesson.articles}
    for lesson in added:
        for article in lesson.articles:
            if article.file in there:
                raise DeckError(f"{article.file}: is in the deck already")


def _lesson(deck: "ClassDeck", number: int) -> "Lesson":
    lessons = deck.recipe.lessons
    if number > len(lessons):
        raise DeckError(f"--lesson {number}: the deck has {_count(len(lessons), 'lesson')}")
    return lessons[number - 1]


def _take_out(lessons: "list[Lesson]", article: Path, deck: "ClassDeck") -> None:
    name = _relative(article, deck.folder)
    for n, lesson in enumerate(lessons):
        kept = tuple(each for each in lesson.articles if not _is_named(each, name, article))
        if kept != lesson.articles:
            lessons[n] = replace(lesson, articles=kept)
            return
    raise DeckError(f"{article}: is in no lesson of {deck.path}: name it as the recipe does")


def _is_named(article: "LessonArticle", name: str, path: Path) -> bool:
    return article.file in (name, path.as_posix())


def _refreshed(deck: "ClassDeck", tell: Teller) -> "ClassDeck":
    from shengci.classes.building import refresh
    from shengci.classes.files import save_rows

    fresh, _ = refresh(deck, tell)
    return save_rows(fresh, fresh.rows)


# --- What is said ---------------------------------------------------------------------------------


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def _state(deck: "ClassDeck") -> str:
    """Return what a deck holds, lesson by lesson."""
    kept = Counter(row.number for row in deck.rows if row.is_kept)
    dropped = Counter(row.number for row in deck.rows if not row.is_kept)
    lines = [f"{deck.path}: {deck.recipe.title}"]
    for number, lesson in enumerate(deck.recipe.lessons, 1):
        name = f"lesson {number} {lesson.title}".rstrip()
        words = _count(kept[number], "word")
        lines.append(
            f"  {name}: {words}" + (f", {dropped[number]} left out" if dropped[number] else "")
        )
    lines.append(f"  edit the words in {deck.rows_path}, then: shengci deck build {_named(deck)}")
    return "\n".join(lines) + "\n"


def _named(deck: "ClassDeck") -> str:
    from shengci.classes.files import FOLDER

    return deck.path.stem if deck.path.parent == FOLDER else str(deck.path)


def _built(built: "Built") -> str:
    return "\n".join(_built_lines(built)) + "\n"


def _built_lines(built: "Built") -> Iterator[str]:
    package = built.package
    changes = f"{package.new} new, {package.changed} changed, {package.unchanged} as before"
    kilobytes = max(1, package.bytes // 1024)
    yield f"{package.path}: {_count(package.notes, 'note')} ({changes}), {kilobytes} KB"
    if package.gone:
        yield f"  {_count(package.gone, 'note')} of the last package is not in it: students keep the cards"
    for path in built.handouts:
        yield f"{path}: handout"
    for problem in built.deck.problems:
        yield f"  missing   {problem}"


def _merged(merged: "Merged", deck: "ClassDeck") -> str:
    lines = [f"{deck.rows_path}: {_count(merged.taken, 'edit')} taken"]
    for conflict in merged.conflicts:
        lines += [
            f"conflict  {conflict.word}, {conflict.column}",
            f"  yours   {conflict.ours}",
            f"  theirs  {conflict.theirs}",
        ]
    if merged.conflicts:
        lines.append(
            f"{_count(len(merged.conflicts), 'conflict')}: yours stayed; write theirs in by hand"
        )
    return "\n".join(lines) + "\n"
