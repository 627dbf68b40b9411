"""The options that several commands share, and what they are made into: settings, an article."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated as Option

import typer

from shengci.errors import SourceError
from shengci.records import Article, Order, Settings, Standard

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
StandardOption = Option[
    Standard,
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
    typer.Option(
        metavar="FILE",
        help="Words that need no card, one a line, in either script, in place of those you have imported; none for none.",
    ),
]
Learner = Option[
    str | None,
    typer.Option(
        metavar="NAME", help="Whose known words need no card, if not yours; see shengci known."
    ),
]
StudyOrder = Option[
    Order,
    typer.Option(
        "--order",
        help="The order of study: i+1 brings as few new words as possible with each sentence.",
    ),
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


def settings_of(
    standard: Standard,
    min_level: int,
    max_level: int,
    limit: int | None,
    known: Path | None,
    names: bool,
    min_score: float,
    deck_name: str,
    order: Order,
    *,
    learner: str | None = None,
) -> Settings:
    from shengci import text
    from shengci.known import knowledge

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
        known=knowledge(known, learner),
        names=names,
        min_pair_score=min_score,
        order=order,
    )


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
