"""The readers: a file of any known format in, one `Article` out."""

import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from shengci import text
from shengci.errors import SourceError
from shengci.files import name_of, read_bytes
from shengci.records import Article, Block, Language
from shengci.sources.plain import read_plain

Reader = Callable[[bytes, str], Article]


def _later(module: str, name: str) -> Reader:
    """Return a reader whose module is loaded when it is first used: an article needs one of them."""

    def read(data: bytes, file_name: str) -> Article:
        reader: Reader = getattr(import_module(f"shengci.sources.{module}"), name)
        return reader(data, file_name)

    return read


_SUBTITLES = _later("subtitles", "read_subtitles")
_MARKDOWN = _later("markdown", "read_markdown")
_HTML = _later("webpage", "read_html")

# A reader takes a file's bytes and its name for messages. Its article may be in one language only,
# and its title "".
READERS: dict[str, Reader] = {
    "": read_plain,
    ".ass": _SUBTITLES,
    ".csv": _later("tables", "read_csv"),
    ".docx": _later("docx", "read_docx"),
    ".epub": _later("epub", "read_epub"),
    ".htm": _HTML,
    ".html": _HTML,
    ".markdown": _MARKDOWN,
    ".md": _MARKDOWN,
    ".pdf": _later("pdf", "read_pdf"),
    ".srt": _SUBTITLES,
    ".ssa": _SUBTITLES,
    ".tmx": _later("memories", "read_tmx"),
    ".tsv": _later("tables", "read_tsv"),
    ".txt": read_plain,
    ".vtt": _SUBTITLES,
    ".xhtml": _later("webpage", "read_xhtml"),
}

# Near relatives of these, and what to do with them.
_SHEETS = dict.fromkeys((".xlsx", ".xls", ".ods", ".numbers"), "save the sheet as CSV UTF-8")
_PAGES = dict.fromkeys((".mht", ".mhtml", ".webarchive"), "save the page as HTML only")
_INSTEAD = {**_SHEETS, **_PAGES, ".doc": "save it as .docx"}

ARTICLE_SUFFIXES = frozenset((*READERS, *_INSTEAD)) - {""}
"""What the name of an article in a folder ends in, those that can't be read but were meant to be too."""

_FOREIGN = 0.1  # more letters of other scripts to a Han character are no mere quotation
_SCRIPT_NAMES = {"HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}


def read_article(path: Path, *, english: Path | None = None) -> Article:
    """Return the article in a file, or in two: the Chinese `path` and its `english`.

    One file may hold Chinese only.

    The blocks of two files come one file after the other, English first, also where the two were
    given the wrong way round; but subtitles are matched by time, and tables of as many rows keep
    them. The title is the Chinese one, else the English, else the file's stem.

    Raises:
        SourceError: a file can't be read, or one of the languages is not there.
    """
    article = _read(path)
    if english is None:
        return _alone(article, path.stem)
    other = _read(english)
    if _is_wrong_way_round(article, other):
        path, english, article, other = english, path, other, article
    whole = _of_two(article, other, path.stem)
    if READERS[path.suffix.lower()] is READERS[english.suffix.lower()] is _SUBTITLES:
        from shengci.sources.subtitles import read_two_subtitles

        timed = read_two_subtitles(*((read_bytes(p), name_of(p)) for p in (english, path)))
        return replace(timed, title=name_of(Path(path.stem)))
    return whole


def article_of(data: bytes, path: Path) -> Article:
    """Return the article that a file held, as `read_article` does; `path` is where it was.

    Raises:
        SourceError: as `read_article`.
    """
    _check_suffix(path)
    return _alone(_parsed(data, path), path.stem)


def read_page(url: str, *, english: Path | None = None) -> Article:
    """Return the bilingual article on a web page, or its Chinese and the `english` in a file.

    This, and nothing else in reading, uses the network. Without a title in the page the last part of
    its address serves.

    Raises:
        SourceError: the page can't be fetched or read, or one of the languages is not there.
    """
    from shengci.sources.fetching import fetch_article  # loads the standard library's network half

    article = fetch_article(url)
    if english is None:
        return _alone(article, _last_part_of(url))
    other = _read(english)
    if _is_wrong_way_round(article, other):
        return _of_two(other, article, english.stem)
    return _of_two(article, other, _last_part_of(url))


def _alone(article: Article, stem: str) -> Article:
    """Return an article that is all in one file; it may have no English, but nothing in its place."""
    amounts = _amounts(article.blocks)
    _require(article, "chinese", amounts)
    if amounts["other"] > _FOREIGN * amounts["chinese"]:
        _require(article, "english", amounts)
    return replace(article, title=article.title or name_of(Path(stem)))


def _is_wrong_way_round(chinese: Article, english: Article) -> bool:
    return _main_language(chinese) == "english" and _main_language(english) == "chinese"


def _of_two(chinese: Article, english: Article, stem: str) -> Article:
    """Return the article that one in each language makes, the English first."""
    _require(chinese, "chinese", _amounts(chinese.blocks))
    _require(english, "english", _amounts(english.blocks))
    blocks = english.blocks + chinese.blocks
    if _n_rows(english) != _n_rows(chinese):  # else two tables pair their rows by number
        blocks = tuple(replace(block, row=None) for block in blocks)
    return Article(
        title=chinese.title or english.title or name_of(Path(stem)),
        blocks=blocks,
        layout="separate",
        date=chinese.date or english.date,
        source=chinese.source or english.source,
    )


def _last_part_of(url: str) -> str:
    """Return the end of an address that names the page, without its suffix; else the host.

    >>> _last_part_of("https://example.org/2026/night-market.html?from=home")
    'night-market'
    """
    parts = urlsplit(url)
    return PurePosixPath(unquote(parts.path)).stem or parts.hostname or "page"


def _n_rows(article: Article) -> int:
    return 1 + max((block.row for block in article.blocks if block.row is not None), default=-1)


def _read(path: Path) -> Article:
    return _parsed(_bytes_of(path), path)


def _parsed(data: bytes, path: Path) -> Article:
    article = READERS[path.suffix.lower()](data, name_of(path))
    if not article.blocks:
        raise SourceError(f"{name_of(path)}: is empty: give an article in English and Chinese")
    return article


def _bytes_of(path: Path) -> bytes:
    if path.is_file():
        _check_suffix(path)
    return read_bytes(path)


def _check_suffix(path: Path) -> None:
    if path.suffix.lower() not in READERS:
        if cure := _INSTEAD.get(path.suffix.lower()):
            raise SourceError(f"{name_of(path)}: can't read {path.suffix} files: {cure}")
        known = ", ".join(suffix or "no suffix" for suffix in sorted(READERS, reverse=True))
        raise SourceError(
            f"{name_of(path)}: can't read {path.suffix} files: save it as one of {known}"
        )


def _amounts(blocks: tuple[Block, ...]) -> Counter[str]:
    """Return how much there is of each language and of other scripts, in Han characters or words."""
    amounts: Counter[str] = Counter()
    for block in blocks:
        if block.role in ("break", "date", "byline"):
            continue
        counts = text.count_scripts(block.text)
        if text.language_of(block.text) == "other script":
            amounts["other"] += counts.total() - counts["latin"]
        elif block.language == "chinese":
            amounts["chinese"] += counts["han"]
        else:
            amounts["english"] += counts["latin"]
    return amounts


def _main_language(article: Article) -> Language:
    amounts = _amounts(article.blocks)
    return "chinese" if amounts["chinese"] > amounts["english"] else "english"


def _require(article: Article, language: Language, amounts: Counter[str]) -> None:
    """Raise an error unless an article of these amounts has text in a language, and no more in a foreign one."""
    name = language.title()
    if 3 * amounts[language] > amounts["other"]:
        return
    if amounts["other"]:
        block = next(b for b in article.blocks if text.language_of(b.text) == "other script")
        raise SourceError(
            f"{block.place}: this is {_foreign_name(block.text)}, and there is not enough {name}:"
            " give an article in English and Chinese"
        )
    cure = {
        "chinese": "give the Chinese text as the article and this one with --english",
        "english": "give the English text with --english FILE",
    }
    raise SourceError(f"{article.blocks[0].place}: no {name} in it: {cure[language]}")


def _foreign_name(line: str) -> str:
    """Return what a line in another script is written in, as far as its script tells."""
    names = (unicodedata.name(char, "").split(" ")[0] for char in line if char.isalpha())
    foreign = Counter(
        _SCRIPT_NAMES.get(name, f"{name.title()} script")
        for name in names
        if name not in ("CJK", "LATIN")
    )
    return foreign.most_common(1)[0][0] if foreign else "another language"
