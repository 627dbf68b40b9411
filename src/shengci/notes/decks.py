"""The tree of Anki decks that a package's notes go to.

`Chinese::TITLE` for an article, or the name the user chose; below it `1 Core`, the words to learn first,
`2 Further`, rare words that no HSK list has, and `Names`. Several articles each have a branch of their own.
"""

import re
from collections.abc import Sequence

from shengci.records import Article, RankedWord, Settings

_ROOT = "Chinese"
_CORE, _FURTHER, _NAMES = "1 Core", "2 Further", "Names"


def deck_name(articles: Sequence[Article], settings: Settings) -> str:
    """Return the name of the deck that holds all of a package's."""
    return _branch(articles[0], settings) if len(articles) == 1 else _root(settings)


def deck_of(word: RankedWord, article: Article, n_articles: int, settings: Settings) -> str:
    """Return the name of the deck for a word that is learned with an article."""
    branch = (
        _branch(article, settings)
        if n_articles == 1
        else f"{_root(settings)}::{level_name(article.title)}"
    )
    return branch_of(branch, is_name=word.token.kind == "name", is_core=word.is_core)


def branch_of(deck: str, *, is_name: bool, is_core: bool) -> str:
    """Return the deck below another that a word of this kind goes to."""
    return f"{deck}::{_NAMES if is_name else _CORE if is_core else _FURTHER}"


def _root(settings: Settings) -> str:
    return settings.deck_name or _ROOT


def _branch(article: Article, settings: Settings) -> str:
    return settings.deck_name or f"{_ROOT}::{level_name(article.title)}"


def level_name(title: str) -> str:
    """Return a title as one level of the tree: two colons part the levels, so its own are full width.

    >>> level_name("Chips::What to know:")
    'Chips：：What to know：'
    """
    # One at the end would be the first of three: Anki would part them before the last.
    return re.sub("^:|:$", "：", title.replace("::", "：："))
