"""`shengci deck`: class decks, from a teacher's articles and edits to what every student imports."""

from pathlib import Path
from typing import Annotated as Option
from typing import Literal

import typer

from shengci.cli.card_choices import card_types
from shengci.cli.delivery import STDOUT
from shengci.cli.options import EnglishPath, Json, StandardOption, clean_name
from shengci.cli.output import print_out, progress
from shengci.errors import DeckError
from shengci.records import Voice

TextForm = Literal["tsv", "csv", "pleco"]

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
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
        from shengci.classes.changing import bring_up_to_date, lessons_of, relative
        from shengci.cli.deck_summaries import state
        from shengci.decks.recipe import Recipe

        path = files.path_of(deck)
        folder = path.parent
        recipe = Recipe(
            title=clean_name(title) or path.stem,
            lessons=lessons_of(articles or [], folder),
            students=clean_name(students),
            level=level,
            standard=standard,
            min_level=level or 3,
            limit=limit,
            names=names,
            cards=card_types(cards),
            audio=audio,
            exclude=tuple(relative(each, folder) for each in exclude or []),
            digits=len(str(max(lessons, len(articles or [])))),
        )
        said = state(bring_up_to_date(files.create(path, recipe), tell))
    print_out(said)


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
        from shengci.classes.changing import add_articles
        from shengci.cli.deck_summaries import state

        opened = files.load(files.path_of(deck))
        if english is not None and len(articles) > 1:
            raise DeckError("--english goes with one ARTICLE: add the others on their own")
        if title and len(articles) > 1 and lesson is None:
            raise DeckError("--title names one lesson: add the articles one by one")
        said = state(
            add_articles(
                opened,
                articles,
                lesson=lesson,
                title=clean_name(title),
                english=english,
                progress=tell,
            )
        )
    print_out(said)


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
        from shengci.classes.changing import remove_articles
        from shengci.cli.deck_summaries import state

        opened = files.load(files.path_of(deck))
        if bool(articles) == (lesson is not None):
            raise DeckError("give either ARTICLE or --lesson: see --help")
        said = state(remove_articles(opened, articles or (), lesson=lesson, progress=tell))
    print_out(said)


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
        from shengci.cli.deck_summaries import built_text

        if output is not None and output.suffix.lower() != ".apkg":
            raise DeckError(f"{output}: a package is named FILE.apkg; for a text see deck export")
        opened = files.load(files.path_of(deck))
        built = build_class(opened, output, previous=previous, force=force, progress=tell)
        said = built_text(built)
    print_out(said)


@app.command()
def check(deck: DeckName) -> None:
    """Name what is wrong with a class deck, with file and line; exit code 1 if it can't be built."""
    with progress() as tell:
        from shengci.classes import files
        from shengci.classes.checking import check_class
        from shengci.cli.deck_summaries import counted

        path = files.path_of(deck)
        files.check_there(path)
        problems = check_class(path, tell)
    errors = [problem for problem in problems if not problem.is_warning]
    warnings = [problem for problem in problems if problem.is_warning]
    lines = [f"error    {problem}" for problem in errors]
    lines += [f"look at  {problem}" for problem in warnings]
    lines.append(
        f"{path}: {counted(len(errors), 'error')}, {counted(len(warnings), 'thing')} to look at"
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
        from shengci.cli.deck_summaries import merged_text
        from shengci.decks.merging import merge as merged_rows
        from shengci.decks.row_table import read_rows

        opened = files.load(files.path_of(deck))
        merged = merged_rows(opened.rows, read_rows(theirs, must_exist=True))
        said = merged_text(merged, files.save_rows(opened, merged.rows))
    print_out(said)
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
        target = None if output == STDOUT else output
        if target is not None:
            check_text_target(target, TEXT_FORMS[form].beginning)
        analysed = analyse_class(opened, tell)
        made = make_class(analysed.deck, analysed.lessons, analysed.annotated, analysed.words)
        content = TEXT_FORMS[form].text_of(made)
        if target is not None:
            write_text(target, content)
            content = f"{target}: {len(made.notes)} notes\n"
    print_out(content)
