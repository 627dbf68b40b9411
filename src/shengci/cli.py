"""The command line: parse, one library call, print.

Results go to stdout, progress and errors to stderr. Exit 0 good, 1 nothing made, 2 bad input.
"""

import gc
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated as Option
from typing import Literal

import typer

from shengci import __version__
from shengci.errors import PackageError, ShengciError, SourceError
from shengci.records import Article, Deck, Levels, Settings

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Vocabulary decks for Anki from bilingual English-Chinese articles.",
)

_LISTED, _SHOWN = 10, 40  # unsure pairs in the summary, characters of each side

ArticlePath = Option[
    Path | None,
    typer.Argument(metavar="ARTICLE", help="A text with English and Chinese paragraphs."),
]
Url = Option[
    str | None,
    typer.Option("--url", metavar="URL", help="Fetch the article from a web page instead."),
]
EnglishPath = Option[
    Path | None,
    typer.Option(
        "--english", metavar="FILE", help="The English, if ARTICLE holds only the Chinese."
    ),
]
StandardName = Literal["2025", "2021", "2.0"]
StandardOption = Option[
    StandardName,
    typer.Option(
        help="HSK list: 2025 is the examination syllabus in force since July 2026, 2021 the national standard, 2.0 the older examination."
    ),
]
MinLevel = Option[int, typer.Option(min=1, max=9, help="Leave out words below this HSK level.")]
MaxLevel = Option[
    int,
    typer.Option(min=1, max=9, help="Leave out words above this HSK level; 7 to 9 are one band."),
]
Limit = Option[
    int | None,
    typer.Option(min=1, metavar="N", help="Make at most N cards, of the most useful words."),
]
Known = Option[
    Path | None,
    typer.Option(metavar="FILE", help="Words that need no card, one a line, in either script."),
]
Names = Option[bool, typer.Option("--names", help="Make cards for names too, in a sub-deck.")]
MinScore = Option[
    float,
    typer.Option(
        min=0,
        max=1,
        metavar="SCORE",
        help="Make no card from sentence pairs less sure than this, 0 to 1.",
    ),
]
Json = Option[bool, typer.Option("--json", help="One JSON object a line.")]


def main() -> None:
    """Run the command line; bad input is one line on stderr and exit code 2."""
    for stream in (sys.stdout, sys.stderr):  # Chinese must come out under any locale
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    gc.disable()  # one article makes many records and hardly a cycle; collecting costs half a second
    try:
        sys.exit(app(standalone_mode=False))  # else Typer prints its errors itself, in four lines
    except ShengciError as error:
        problem = str(error)
    except typer.TyperException as error:
        problem = f"{error.format_message().rstrip('.')}: see --help"
    typer.echo(f"shengci: {' '.join(problem.splitlines())}", err=True)
    sys.exit(2)


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Option[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    if version:
        _print(f"shengci {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)


@app.command()
def build(
    article: ArticlePath = None,
    *,
    url: Url = None,
    english: EnglishPath = None,
    output: Option[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="The package; default decks/<article>.apkg."
        ),
    ] = None,
    previous: Option[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The package your students have, if it is not the one being replaced.",
        ),
    ] = None,
    deck_name: Option[
        str, typer.Option("--deck", metavar="NAME", help="The deck's name; default the title.")
    ] = "",
    standard: StandardOption = "2025",
    min_level: MinLevel = 3,
    max_level: MaxLevel = 9,
    limit: Limit = None,
    known: Known = None,
    names: Names = False,
    sandhi: Option[
        bool, typer.Option("--sandhi", help="Write 一 and 不 in the tone they are spoken in.")
    ] = False,
    min_score: MinScore = 0.5,
) -> None:
    """Make an Anki package of the words worth learning in one bilingual article."""
    chosen = _settings(standard, min_level, max_level, limit, known, names, min_score, deck_name)
    settings = replace(chosen, sandhi=sandhi)
    with _progress() as tell:
        from shengci.files import file_name
        from shengci.package import check_target, write_package
        from shengci.pipeline import make_deck

        source = _read(article, url, english)
        target = output or _default_output(article.stem if article else file_name(source.title))
        check_target(target, previous=previous)
        deck = make_deck(source, settings, tell)
        summary = write_package(deck, target, previous=previous) if deck.notes else None
    _print(_summary(deck, settings) + "\n")
    if summary is None:
        typer.echo(
            f"no word of {article.name if article else source.title} is left for a card: try a lower --min-level",
            err=True,
        )
        raise typer.Exit(1)
    changes = f"{summary.new} new, {summary.changed} changed, {summary.unchanged} as before"
    _print(
        f"{summary.path}: {summary.notes} notes ({changes}), {max(1, summary.bytes // 1024)} KB\n"
    )


@app.command()
def pair(
    first: Option[
        Path | None,
        typer.Argument(
            metavar="ARTICLE|ENGLISH", help="A bilingual text, or the English of two files."
        ),
    ] = None,
    second: Option[
        Path | None, typer.Argument(metavar="[CHINESE]", help="The Chinese of two files.")
    ] = None,
    *,
    url: Url = None,
    sentences: Option[
        bool,
        typer.Option("--sentences", help="Both files hold one sentence a line: align the lines."),
    ] = False,
    json: Json = False,
    tsv: Option[
        bool, typer.Option("--tsv", help="English, Chinese, score, tab-separated.")
    ] = False,
    tmx: Option[bool, typer.Option("--tmx", help="A translation memory, TMX 1.4.")] = False,
) -> None:
    """Show which English sentences and which Chinese ones say the same."""
    from shengci import exports

    if sentences:
        if first is None or second is None or url is not None:
            raise SourceError(
                "pair --sentences needs two files: the English sentences, then the Chinese ones"
            )
        from shengci.files import read_lines
        from shengci.pairing import align_sentences

        with _progress() as tell:
            tell("Pairing sentences")
            beads = align_sentences(read_lines(first), read_lines(second))
        _print(exports.beads_json(beads) if json else exports.beads_table(beads))
        return
    from shengci.pairing import pair_sentences

    with _progress() as tell:
        tell("Pairing sentences")
        article = _read(second or first, url, first if second else None)
        pairs = pair_sentences(article, Settings())
    form = (
        exports.pairs_json
        if json
        else exports.pairs_tsv
        if tsv
        else exports.pairs_tmx
        if tmx
        else exports.pairs_table
    )
    _print(form(pairs))


@app.command()
def words(
    article: ArticlePath = None,
    *,
    url: Url = None,
    english: EnglishPath = None,
    standard: StandardOption = "2025",
    min_level: MinLevel = 3,
    max_level: MaxLevel = 9,
    limit: Limit = None,
    known: Known = None,
    names: Names = False,
    min_score: MinScore = 0.5,
    json: Json = False,
    csv: Option[bool, typer.Option("--csv", help="A table for a spreadsheet.")] = False,
) -> None:
    """List every word of an article with its level, and why it gets a card or not."""
    settings = _settings(standard, min_level, max_level, limit, known, names, min_score, "")
    from shengci import exports
    from shengci.pipeline import analyse

    with _progress() as tell:
        _, annotated, ranked = analyse(_read(article, url, english), settings, tell)
    if json:
        _print(exports.words_json(ranked, annotated))
    else:
        _print(exports.words_csv(ranked, annotated) if csv else exports.words_table(ranked))


@app.command()
def annotate(
    file: Option[
        Path,
        typer.Argument(
            metavar="FILE", help="Lines of Chinese, or of Chinese, a tab, and its English."
        ),
    ],
    *,
    json: Json = False,
) -> None:
    """Read lines of Chinese word by word: reading, meaning here, counterpart in the English."""
    from shengci import exports
    from shengci.pipeline import annotate_pairs
    from shengci.sources.paired import read_paired_lines

    with _progress() as tell:
        tell("Reading words in context")
        annotated = annotate_pairs(read_paired_lines(file), Settings())
    _print(exports.annotated_json(annotated) if json else exports.annotated_table(annotated))


def _settings(
    standard: StandardName,
    min_level: int,
    max_level: int,
    limit: int | None,
    known: Path | None,
    names: bool,
    min_score: float,
    deck_name: str,
) -> Settings:
    from shengci import text
    from shengci.known import read_known

    if min_level > max_level:
        raise SourceError(
            f"--min-level {min_level} is above --max-level {max_level}: no word can be in between"
        )
    return Settings(
        deck_name=text.fold(text.clean(deck_name.encode("utf-8", "replace").decode())),
        standard=standard,
        min_level=min(min_level, 7),
        max_level=min(max_level, 7),
        limit=limit,
        known=read_known(known) if known else frozenset(),
        names=names,
        min_pair_score=min_score,
    )


def _read(article: Path | None, url: str | None, english: Path | None) -> Article:
    """Return the article a command was given, as a file or as an address."""
    from shengci.sources import read_article, read_page

    if article is not None and url is None:
        return read_article(article, english=english)
    if article is None and url is not None:
        return read_page(url, english=english)
    raise SourceError("give either ARTICLE or --url: see --help")


def _default_output(name: str) -> Path:
    folder = Path("decks")
    if not folder.exists():
        try:
            folder.mkdir()
        except OSError as error:
            raise SourceError(
                f"decks: can't be made here ({error.strerror}): name the package with -o FILE.apkg"
            ) from error
    return folder / f"{name}.apkg"


def _summary(deck: Deck, settings: Settings) -> str:
    kinds = Counter(pair.kind for pair in deck.pairs)
    statuses = Counter(word.status for word in deck.words)
    levels = Counter(
        _level_name(word.levels, settings.standard) for word in deck.words if word.status == "card"
    )
    one_sided = ", ".join(f"{n} {kind}" for kind, n in kinds.items() if kind != "pair")
    left_out = ", ".join(
        f"{n} {status}" for status, n in statuses.most_common() if status != "card"
    )
    by_level = ", ".join(f"{levels[name]} {name}" for name in sorted(levels))
    return "\n".join(
        (
            deck.name,
            f"  pairs     {kinds['pair']}" + (f" ({one_sided})" if one_sided else ""),
            f"  words     {len(deck.words)}",
            f"  cards     {statuses['card']}" + (f" ({by_level})" if by_level else ""),
            f"  left out  {left_out or 'nothing'}",
            *_doubts(deck, settings),
        )
    )


def _doubts(deck: Deck, settings: Settings) -> Iterator[str]:
    """Yield what a user should know of the pairing: no English at all, or pairs that make no card."""
    pairs = [pair for pair in deck.pairs if pair.kind == "pair"]
    if not pairs:
        yield "  no English: the cards have no source line, and their meanings are less sure"
    unsure = [pair for pair in pairs if pair.score < settings.min_pair_score]
    if unsure:
        yield f"  unsure    {len(unsure)} pairs below {settings.min_pair_score:g} make no card:"
    for pair in unsure[:_LISTED]:
        yield f"            line {pair.place.line} ({pair.score:.2f}): {_short(pair.chinese)} | {_short(pair.english)}"
    if len(unsure) > _LISTED:
        yield f"            and {len(unsure) - _LISTED} more: see them all with shengci pair"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _level_name(levels: Levels, standard: StandardName) -> str:
    from shengci.lexicon import hsk

    level = {"2025": levels.hsk, "2021": levels.hsk2021, "2.0": levels.hsk2}[standard]
    return f"HSK {hsk.label(level)}" if level else "unlisted"


def _print(text: str) -> None:
    try:
        typer.echo(text, nl=False)
    except OSError as error:
        # Python would try again to write the rest when it ends, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # the reader has seen enough
            raise typer.Exit from error
        raise PackageError(f"the output can't be written ({error.strerror}): make room") from error


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show the stage under way on a terminal; say nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda stage: None
        return
    from rich.console import Console

    with Console(stderr=True).status("Reading the article") as status:
        yield lambda stage: status.update(stage)


if __name__ == "__main__":
    main()
