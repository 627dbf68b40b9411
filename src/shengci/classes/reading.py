"""The articles of the lessons, read and annotated: each once for as long as its files stay the same."""

import hashlib
import json
import os
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import shengci
from shengci import caches
from shengci.decks.pair_table import read_pairs
from shengci.decks.recipe import LessonArticle
from shengci.errors import DeckError
from shengci.files import name_of, read_bytes
from shengci.pairing import pair_sentences
from shengci.records import Annotated, Article, SentencePair, Settings
from shengci.sources import read_article
from shengci.stored import as_stored, from_stored
from shengci.words import annotate

Progress = Callable[[str], None]

_MOST_KEPT = 400  # articles; some 60 KB each
_LARGEST = 60_000_000  # bytes of JSON, a long novel


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article of a lesson: what it says, its pairs before any cut into clauses, and their words."""

    article: Article
    pairs: tuple[SentencePair, ...]
    annotated: Annotated


def read(named: LessonArticle, folder: Path, progress: Progress | None = None) -> ReadArticle:
    """Return an article of a recipe in `folder`, from the cache where its files are as they were.

    Raises:
        SourceError: a file of it can't be read or is no bilingual article.
        DeckError: it is not there, or its table of pairs has a mistake.
    """
    paths = [folder / name for name in (named.file, named.english, named.pairs) if name]
    for path in paths:
        if not path.exists():
            raise DeckError(
                f"{name_of(path)}: no such file: put it back, or take it out of the recipe"
            )
    key = _key(named, [read_bytes(path) for path in paths])
    kept = _kept(key)
    if kept is not None:
        return kept
    _tell(progress, f"Pairing sentences of {paths[0].name}")
    english = folder / named.english if named.english else None
    article = read_article(folder / named.file, english=english)
    pairs = (
        read_pairs(folder / named.pairs, article.blocks[0].place.file)
        if named.pairs
        else pair_sentences(article, Settings())
    )
    _tell(progress, f"Reading words of {paths[0].name}")
    annotated = annotate(pairs, Settings())
    made = ReadArticle(article, pairs, annotated)
    _keep(key, made)
    return made


def _tell(progress: Progress | None, stage: str) -> None:
    if progress is not None:
        progress(stage)


# --- What was read before ------------------------------------------------------------------------


def _key(named: LessonArticle, contents: list[bytes]) -> str:
    """Return what a reading depends on: the files, what they are for, and the version of all that reads."""
    parts = [_version(), named.file, named.english, named.pairs]
    parts += [hashlib.sha256(content).hexdigest() for content in contents]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@cache
def _version() -> str:
    """Return what stands for the program and its tables: in a checkout they change without a new number."""
    from importlib.metadata import requires, version

    root = Path(shengci.__file__).parent
    states = []
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".tsv", ".txt") and path.is_file():
            status = path.stat()
            states.append(f"{path.relative_to(root)} {status.st_size} {status.st_mtime_ns}")
    needed = [each for each in requires("shengci") or () if "extra ==" not in each]
    names = [re.split(r"[^\w.-]", each)[0] for each in needed if "python_version" not in each]
    installed = [f"{name} {version(name)}" for name in sorted(names)]
    return hashlib.sha256(
        "\n".join([shengci.__version__, *states, *installed]).encode()
    ).hexdigest()


def _folder() -> Path | None:
    folder = caches.folder_of("articles")
    return caches.usable(folder) if folder else None


def _kept(key: str) -> ReadArticle | None:
    """Return what was kept under a key, None if nothing was or it is damaged."""
    folder = _folder()
    if folder is None:
        return None
    path = folder / f"{key}.json.z"
    try:
        unpack = zlib.decompressobj()
        content = unpack.decompress(path.read_bytes(), _LARGEST)
        if not unpack.eof:
            return None
        stored = json.loads(content)
        read = from_stored(ReadArticle, stored)
        os.utime(path)
    except (OSError, zlib.error, ValueError, RecursionError):
        return None
    return read


def _keep(key: str, read: ReadArticle) -> None:
    folder = _folder()
    if folder is None:
        return
    content = json.dumps(as_stored(read), ensure_ascii=False, separators=(",", ":")).encode()
    if len(content) > _LARGEST:
        return
    try:
        caches.write(folder / f"{key}.json.z", zlib.compress(content))
        kept = sorted(folder.glob("*.json.z"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[_MOST_KEPT:]:
            path.unlink(missing_ok=True)
    except OSError:
        return  # a full disk: it is only slower then
