"""The articles of the lessons, read and annotated: each once for as long as its files stay the same."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from shengci import reading_cache
from shengci.decks.pair_table import read_pairs
from shengci.decks.recipe import LessonArticle
from shengci.errors import DeckError
from shengci.files import name_of, read_bytes
from shengci.pairing import pair_sentences
from shengci.pipeline import Progress, tell
from shengci.records import Annotated, Article, SentencePair, Settings
from shengci.sources import read_article
from shengci.words import annotate


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
    paths = [folder / name for name in named.files]
    for path in paths:
        if not path.exists():
            raise DeckError(
                f"{name_of(path)}: no such file: put it back, or take it out of the recipe"
            )
    key = _key(named, [read_bytes(path) for path in paths])
    kept = reading_cache.kept(ReadArticle, key)
    if kept is not None:
        return kept
    tell(progress, f"Pairing sentences of {paths[0].name}")
    english = folder / named.english if named.english else None
    article = read_article(folder / named.file, english=english)
    pairs = (
        read_pairs(folder / named.pairs, article.blocks[0].place.file)
        if named.pairs
        else pair_sentences(article, Settings())
    )
    tell(progress, f"Reading words of {paths[0].name}")
    annotated = annotate(pairs, Settings())
    made = ReadArticle(article, pairs, annotated)
    reading_cache.keep(key, made)
    return made


def _key(named: LessonArticle, contents: list[bytes]) -> str:
    """Return what a reading depends on: the files, what they are for, and the version of all that reads."""
    parts = [reading_cache.program_version(), named.file, named.english, named.pairs]
    parts += [hashlib.sha256(content).hexdigest() for content in contents]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
