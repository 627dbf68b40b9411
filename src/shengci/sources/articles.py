"""From the blocks of a file to an article: its title, date, source and layout."""

import re
from collections.abc import Collection, Sequence
from itertools import groupby

from shengci import text
from shengci.records import Article, Block, Layout
from shengci.sources import roles

# From this share of blocks on the right side of one cut, the languages stand apart; alternating
# paragraphs reach about half. A few captions and a pair of titles on top may stray.
_APART = 0.88


def article_of(
    blocks: Sequence[Block],
    known: Collection[int] = (),
    *,
    title: str = "",
    date: str = "",
    source: str = "",
) -> Article:
    """Return the article that some blocks make; its title is "" where no line looks like one.

    The blocks whose index is `known` keep the role their format gave them (see `with_roles`). `title`
    serves where the blocks have none, or none in Chinese and it is Chinese; `date` (ISO) and `source`
    go before what the blocks say.
    """
    blocks = roles.with_roles(blocks, known)
    own = _title_of(blocks)
    if title and (
        not own or {text.language_of(t): t for t in (own, title)}.get("chinese") == title
    ):
        own = title
    return Article(
        title=own,
        blocks=blocks,
        layout=layout_of(blocks),
        date=date or _date_of(blocks),
        source=source or _source_of(blocks),
    )


def article_of_rows(blocks: Sequence[Block]) -> Article:
    """Return the article of a file that pairs its lines itself: all are body, none is its title."""
    return Article(title="", blocks=tuple(blocks), layout="interleaved")


def layout_of(blocks: Sequence[Block]) -> Layout:
    """Return whether the languages alternate or all of one stands before the other.

    Decided by the best single cut: how many blocks it leaves on the side of their language.
    """
    languages = [
        block.language for block in blocks if block.role not in ("break", "date", "byline")
    ]
    n_runs = sum(1 for _ in groupby(languages))
    if n_runs == len(languages):
        return "interleaved"
    n_fit = languages.count(
        "chinese"
    )  # on their side of a cut at the top: English above, Chinese below
    fits = [n_fit]
    for language in languages:
        n_fit += 1 if language == "english" else -1
        fits.append(n_fit)
    best = max(*fits, len(languages) - min(fits))
    return "separate" if best >= _APART * len(languages) else "interleaved"


def _title_of(blocks: Sequence[Block]) -> str:
    """Return the Chinese title, else the English, without Markdown's marks."""
    titles = {block.language: block.text for block in reversed(blocks) if block.role == "title"}
    title = titles.get("chinese") or titles.get("english") or ""
    return re.sub(r"^#+\s+|\s+#+$", "", title)


def _date_of(blocks: Sequence[Block]) -> str:
    for role in ("date", "byline"):
        for block in blocks:
            if block.role == role and (date := roles.date_in(block.text)):
                return date
    return ""


def _source_of(blocks: Sequence[Block]) -> str:
    found = (roles.URL.fullmatch(block.text) for block in blocks)
    return next((url[1] for url in found if url), "")
