"""`shengci known`: what a learner knows, from where they learned it, to see and to change."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from typing import Annotated as Option

import typer

from shengci.cli.options import ANKI_URL, AnkiKey, AnkiUrl, Json, StandardOption
from shengci.cli.output import print_out, progress
from shengci.errors import SourceError

if TYPE_CHECKING:
    from shengci.known.importing import Imported
    from shengci.known.learner import Lines
    from shengci.known.sources import Choice, Source
    from shengci.known.words import KnownWord
    from shengci.records import Standard

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=False,
    help="What you know already: words that need no card.",
)

_EXAMPLES = 5
_MOST_LEVEL = 9

Words = Option[list[str], typer.Argument(metavar="WORD...", help="Words in either script.")]
File = Option[
    Path | None,
    typer.Option(metavar="FILE", help="Keep the words in this file, not in your own one."),
]
Learner = Option[str, typer.Option(metavar="NAME", help="Whose words they are, if not yours.")]
OneReading = Option[
    str, typer.Option("--pinyin", metavar="READING", help="Only this reading of the one WORD.")
]
Level = Option[
    int | None,
    typer.Option(min=0, max=_MOST_LEVEL, help="Only words of this HSK level; 0: unlisted ones."),
]


@app.command("import")
def import_(
    source: Option[
        str | None,
        typer.Argument(
            metavar="SOURCE",
            help="A collection.anki2, .colpkg or .apkg of Anki, an export of Pleco or Skritter, a table or a list.",
        ),
    ] = None,
    *,
    interval: Option[
        int,
        typer.Option(min=1, metavar="DAYS", help="From Anki: cards of this interval and more."),
    ] = 21,
    deck: Option[
        str, typer.Option(metavar="NAME", help="From Anki: only this deck and those below it.")
    ] = "",
    notetype: Option[
        str, typer.Option(metavar="NAME", help="From Anki: only notes of this type.")
    ] = "",
    field: Option[
        str, typer.Option(metavar="NAME", help="The field or column that holds the words.")
    ] = "",
    anki_connect: Option[
        bool,
        typer.Option(
            "--anki-connect",
            help="From the Anki that is open, through its add-on AnkiConnect.",
        ),
    ] = False,
    anki_url: AnkiUrl = ANKI_URL,
    anki_key: AnkiKey = None,
    hsk: Option[
        int | None,
        typer.Option(
            min=1, max=_MOST_LEVEL, metavar="LEVEL", help="The words of this HSK level and below."
        ),
    ] = None,
    standard: StandardOption = "2025",
    text: Option[
        Path | None,
        typer.Option(metavar="FILE", help="A text you have read, whose words you know."),
    ] = None,
    min_count: Option[
        int,
        typer.Option(min=1, metavar="N", help="From --text: words that occur so often."),
    ] = 1,
    learner: Learner = "me",
    file: File = None,
) -> None:
    """Add the words you know from Anki, Pleco, Skritter, a list, an HSK level or a text."""
    given = [source is not None, anki_connect, hsk is not None, text is not None]
    if sum(given) != 1:
        raise SourceError("give one of SOURCE, --anki-connect, --hsk and --text: see --help")
    from shengci.known.importing import import_words, read_source_of_words
    from shengci.known.sources import Choice

    choice = Choice(interval, deck, notetype, field)
    path = _path(learner, file)
    with progress() as tell:
        tell("Reading what you know")
        if hsk is not None:
            found = _of_level(hsk, standard)
        elif text is not None:
            found = _of_text(text, min_count)
        elif anki_connect:
            found = _of_anki(anki_url, anki_key, choice)
        else:
            found = read_source_of_words(Path(source or ""), choice)
        imported = import_words(found, path, date.today())
    print_out(_report(found, imported, path))


def _of_level(level: int, standard: "Standard") -> "Source":
    from shengci.known.importing import words_of_level
    from shengci.lexicon.hsk import BAND

    return words_of_level(min(level, BAND), standard)


def _of_text(path: Path, min_count: int) -> "Source":
    from shengci.known.importing import words_of_text
    from shengci.pipeline import analyse
    from shengci.records import Settings
    from shengci.sources import read_article

    _, _, words = analyse([read_article(path)], Settings())
    return words_of_text(words, min_count, path.name)


def _of_anki(url: str, key: str | None, choice: "Choice") -> "Source":
    from shengci.anki_connect import anki_at
    from shengci.known.anki_connect import read_anki_connect

    return read_anki_connect(anki_at(url, key), choice)


def _report(source: "Source", imported: "Imported", path: Path) -> str:
    rows = [
        *source.told,
        f"  read      {imported.n_values:,}",
        f"  new       {_counted(imported.new)}",
        f"  before    {_counted(imported.known_before)}",
    ]
    if imported.phrases:
        rows.append(f"  no words  {_counted(imported.phrases)}, kept")
    if imported.sentences:
        rows.append(f"  sentences {_counted(imported.sentences)}, left out")
    rows.append(f"{path}: {imported.n_known:,} words")
    return "\n".join(rows) + "\n"


def _counted(words: tuple[str, ...]) -> str:
    """Return how many words there are, and some of them."""
    if not words:
        return "0"
    shown = "、".join(word if len(word) < 13 else f"{word[:12]}…" for word in words[:_EXAMPLES])
    return f"{len(words):,} ({shown}{' …' if len(words) > _EXAMPLES else ''})"


@app.command()
def show(
    *,
    level: Level = None,
    standard: StandardOption = "2025",
    json: Json = False,
    learner: Learner = "me",
    file: File = None,
) -> None:
    """List the words you know: word, reading, HSK level, where it comes from."""
    from shengci.known import showing

    words = showing.of_level(_words(_path(learner, file)), _band(level), standard)
    print_out(showing.as_json(words) if json else showing.table(words, standard))


@app.command()
def add(
    words: Words, *, pinyin: OneReading = "", learner: Learner = "me", file: File = None
) -> None:
    """Add words to those you know."""
    from shengci.known.learner import with_words, write_lines

    path = _path(learner, file)
    wanted = _written(words, pinyin)
    lines, new = with_words(_lines(path), wanted)
    if new:
        write_lines(path, lines)
    print_out(f"{path}: {len(new)} new\n")


@app.command()
def remove(
    words: Words, *, pinyin: OneReading = "", learner: Learner = "me", file: File = None
) -> None:
    """Take words out of those you know."""
    from shengci.known.learner import without_words, write_lines

    path = _path(learner, file)
    lines = _lines(path, must_exist=True)
    left, missing = without_words(lines, _written(words, pinyin))
    if missing:
        names = "、".join(dict.fromkeys(word.headword for word in missing))
        raise SourceError(f"{path}: {names} is not among the words: nothing was removed")
    write_lines(path, left)
    print_out(f"{path}: {len(lines) - len(left)} lines removed\n")


@app.command()
def export(
    *,
    format: Option[
        Literal["txt", "csv", "pleco"],
        typer.Option("--format", help="A plain list, a table, or flashcards for Pleco."),
    ] = "txt",
    output: Option[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write to this file, not to stdout."),
    ] = None,
    learner: Learner = "me",
    file: File = None,
) -> None:
    """Write the words you know for another program."""
    from shengci.known.learner import write_text
    from shengci.known.showing import exported

    path = _path(learner, file)
    content = exported(_words(path), format)
    if output is None:
        print_out(content)
        return
    if output.resolve() == path.resolve():
        raise SourceError(f"{output}: is the file the words are kept in: name another one")
    write_text(output, content)
    print_out(f"{output}: written\n")


@app.command()
def stats(*, json: Json = False, learner: Learner = "me", file: File = None) -> None:
    """Show how much of each HSK level you know, by each standard."""
    from shengci.known.showing import shares, shares_json, shares_table

    words = _words(_path(learner, file))
    print_out(shares_json(shares(words)) if json else shares_table(shares(words), words))


def _path(learner: str, file: Path | None) -> Path:
    from shengci.known.learner import path_of

    return path_of(learner) if file is None else file


def _lines(path: Path, *, must_exist: bool = False) -> "Lines":
    from shengci.known.learner import is_there, read_lines_of

    if not is_there(path):
        if must_exist:
            raise SourceError(f"{path}: no words are known yet: begin with shengci known import")
        return ()
    return read_lines_of(path)


def _words(path: Path) -> "list[KnownWord]":
    from shengci.known.learner import words_in

    return words_in(_lines(path, must_exist=True))


def _written(words: list[str], pinyin: str) -> "list[KnownWord]":
    """Return the words a user wrote on the command line."""
    from shengci.known.learner import words_of_line

    if pinyin and len(words) > 1:
        raise SourceError("--pinyin is the reading of one WORD: name the others without it")
    return [known for word in words for known in words_of_line(word, pinyin)]


def _band(level: int | None) -> int | None:
    from shengci.lexicon.hsk import BAND

    return None if level is None else min(level, BAND)
