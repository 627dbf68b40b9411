"""The article a command is given, and where what it makes goes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated as Option

import typer

from shengci.errors import SourceError
from shengci.records import Article, Standard

ArticlePath = Option[
    Path | None,
    typer.Argument(metavar="ARTICLE", help="A text with English and Chinese paragraphs."),
]
ArticlePaths = Option[
    list[Path] | None,
    typer.Argument(
        metavar="ARTICLE...", help="Texts with English and Chinese paragraphs, one or more."
    ),
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
StandardOption = Option[
    Standard,
    typer.Option(
        help="HSK list: 2025 is the examination syllabus in force since July 2026, 2021 the national standard, 2.0 the older examination."
    ),
]
AnkiUrl = Option[str, typer.Option("--anki-url", metavar="URL", help="Where AnkiConnect answers.")]
ANKI_URL = "http://127.0.0.1:8765"  # where the add-on answers unless its settings say otherwise
AnkiKey = Option[
    str | None,
    typer.Option(
        "--anki-key",
        metavar="KEY",
        envvar="ANKI_CONNECT_KEY",
        help="What AnkiConnect's setting apiKey holds.",
    ),
]
Json = Option[bool, typer.Option("--json", help="One JSON object a line.")]


def clean_name(name: str) -> str:
    """Return a name as it was typed, on one line and without what no text can hold."""
    from shengci import text

    return text.fold(text.clean(name.encode("utf-8", "replace").decode()))


def read_source(article: Path | None, url: str | None, english: Path | None) -> Article:
    """Return the article a command was given, as a file or as an address."""
    from shengci.sources import read_article, read_page

    if article is not None and url is None:
        return read_article(article, english=english)
    if article is None and url is not None:
        return read_page(url, english=english)
    raise SourceError("give either ARTICLE or --url: see --help")


def read_sources(articles: Sequence[Path], url: str | None, english: Path | None) -> list[Article]:
    """Return the articles a command was given, in their order, each once."""
    if len(articles) < 2:
        return [read_source(articles[0] if articles else None, url, english)]
    if english is not None:
        raise SourceError("--english goes with one ARTICLE: build the others on their own")
    return [read_source(path, url, None) for path in dict.fromkeys(articles)]


def default_output(
    articles: Sequence[Path], sources: Sequence[Article], suffix: str, what: str = "package"
) -> Path:
    """Return the file that is made where none is named: decks/ARTICLE with the suffix."""
    from shengci.files import file_name

    if len(articles) > 1:
        raise SourceError(f"several articles make one {what}: name it with -o FILE{suffix}")
    name = articles[0].stem if articles else file_name(sources[0].title)
    folder = Path("decks")
    if not folder.exists():
        try:
            folder.mkdir()
        except OSError as error:
            raise SourceError(
                f"decks: can't be made here ({error.strerror}): name the {what} with -o FILE{suffix}"
            ) from error
    return folder / f"{name}{suffix}"
