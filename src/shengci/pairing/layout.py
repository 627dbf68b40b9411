"""Which paragraphs belong together: the order on the page first, what they say second."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from shengci.pairing.alignment import Bonus, Prices, align
from shengci.pairing.evidence import Matrix, Sentence, Shape, texts_of
from shengci.records import Article, Block

How = Literal["row", "page", "whole"]


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that only each other may answer, and how they were found.

    "row": the file says so; "page": by their places on the page and by what they say; "whole": all
    that is there of both languages.
    """

    english: tuple[Block, ...]
    chinese: tuple[Block, ...]
    how: How = "page"


# A translation stands beside its paragraph, in the order the article keeps. That weighs so much that
# a caption repeating a paragraph's words two paragraphs on can't steal its translation. Set by hand
# on our own articles and one found in the wild: .25, .35 and .6 all pair every line of them right.
_TOGETHER = 0.35
_OTHER_ORDER = 0.05
_APART = -0.2  # for each paragraph that stands between, up to three
_ROLES_DIFFER = -0.15
_ALIKE = 0.35  # paragraphs this much alike may well be each other's translation
_SHAPES: tuple[Shape, ...] = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2))
_PRICES = Prices(overlap=0.3, answered=0.2, base=0.2, length=0.8, skip=0.03, merge=0.45, both=0.2)
# From this share of paragraphs in runs of one language on, they do not take turns one by one.
_IN_RUNS = 0.6
_STRETCH = 120  # so many blocks are aligned at a time


@dataclass(frozen=True, slots=True)
class _Page:
    """How the languages take turns: which comes first, and whether by paragraphs or by runs of them.

    `run_of` numbers for each block the run of blocks of one language that it stands in.
    """

    english_first: bool
    in_runs: bool
    run_of: tuple[int, ...]


def groups_of(article: Article) -> list[Group]:
    """Return groups of blocks that translate each other, every block of the article in one.

    Groups come in the order of the file; one side is empty where nothing answers a block. Blocks
    without a row stand between those that have one, and are paired among themselves.
    """
    found: list[Group] = []
    free: list[Block] = []
    rows: dict[int, list[Block]] = {}
    for block in article.blocks:
        if block.row is not None:
            rows.setdefault(block.row, []).append(block)
    for block in article.blocks:
        if block.row is None:
            free.append(block)
        elif block is rows[block.row][0]:
            if article.layout == "interleaved":
                found, free = found + _free_groups(free, article), []
            found.append(Group(*_by_language(rows[block.row]), "row"))
    return found + _free_groups(free, article)


def _by_language(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    blocks = tuple(blocks)
    return (
        tuple(block for block in blocks if block.language == "english"),
        tuple(block for block in blocks if block.language == "chinese"),
    )


def _free_groups(blocks: Sequence[Block], article: Article) -> list[Group]:
    if article.layout == "separate":
        return [Group(*_by_language(blocks), "whole")] if blocks else []
    return _pair_blocks(blocks)


def _pair_blocks(blocks: Sequence[Block]) -> list[Group]:
    english_first = _page_of(blocks).english_first
    return [
        group
        for stretch in _stretches(blocks, english_first)
        for group in _pair(stretch, replace(_page_of(stretch), english_first=english_first))
    ]


def _pair(blocks: Sequence[Block], page: _Page) -> list[Group]:
    paired = [i for i, block in enumerate(blocks) if block.role != "break"]
    english = [i for i in paired if blocks[i].language == "english"]
    chinese = [i for i in paired if blocks[i].language == "chinese"]

    texts = texts_of(*([Sentence(blocks[i].text) for i in side] for side in (english, chinese)))
    beads = align(
        texts,
        _PRICES,
        shapes=_SHAPES,
        bonus=_bonus_of(blocks, english, chinese, page),
        encode_runs=False,
    )
    groups = [
        (english[b.english.start : b.english.stop], chinese[b.chinese.start : b.chinese.stop])
        for b in beads
    ]
    for i, block in enumerate(blocks):
        if block.role == "break":
            _insert(groups, i, 0 if block.language == "english" else 1)
    return [Group(tuple(blocks[i] for i in e), tuple(blocks[j] for j in c)) for e, c in groups]


def _insert(groups: list[tuple[list[int], list[int]]], place: int, side: int) -> None:
    """Put a block that is never paired before the first group that goes on after it in its language."""
    at = next(
        (g for g, group in enumerate(groups) if group[side] and group[side][0] > place), len(groups)
    )
    groups.insert(at, ([place], []) if side == 0 else ([], [place]))


def _bonus_of(
    blocks: Sequence[Block], english: Sequence[int], chinese: Sequence[int], page: _Page
) -> Bonus:
    """Return what the places of blocks and their roles say for beads of them."""
    places_e, places_c = (
        np.array([page.run_of[i] if page.in_runs else i for i in side], dtype=int)
        for side in (english, chinese)
    )

    def bonus(shape: Shape, alike: Matrix) -> Matrix:
        a, b = shape
        first_e, last_e = _ends(places_e, a)
        first_c, last_c = _ends(places_c, b)
        first_e, last_e = first_e[:, None], last_e[:, None]
        roles_e = _roles(blocks, english, a)
        roles_c = _roles(blocks, chinese, b)
        same_roles = np.array([[e == c for c in roles_c] for e in roles_e], dtype=bool)
        any_order = same_roles & np.array(["body" not in roles for roles in roles_e])[:, None]
        # A bead takes one run of each language, if they take turns in runs.
        n_own = 2 if page.in_runs else a + b
        between = np.maximum(last_e, last_c) - np.minimum(first_e, first_c) + 1 - n_own
        in_order = last_e < first_c if page.english_first else last_c < first_e
        beside = np.where(in_order | any_order, _TOGETHER, _OTHER_ORDER)
        beside *= np.clip(
            alike / _ALIKE, 0.0, 1.0
        )  # where nothing is alike, this says nothing either
        worth = np.where(between != 0, _APART * np.minimum(3, between), beside)
        return np.asarray(worth + np.where(same_roles, 0.0, _ROLES_DIFFER))

    return bonus


def _ends(places: NDArray[np.intp], size: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the places of the first and the last block of each run of so many."""
    return places[: len(places) - size + 1], places[size - 1 :]


def _roles(blocks: Sequence[Block], side: Sequence[int], size: int) -> list[set[str]]:
    """Return the roles of the blocks of each run of so many."""
    return [{blocks[i].role for i in side[at : at + size]} for at in range(len(side) - size + 1)]


def _page_of(blocks: Sequence[Block]) -> _Page:
    languages = [block.language for block in blocks]
    changes = [above != below for above, below in itertools.pairwise(languages)]
    run_of = tuple(itertools.accumulate([0, *map(int, changes)]))[: len(blocks)]
    runs = [
        [block for block in run if block.role == "body"]
        for _, run in itertools.groupby(blocks, key=lambda block: block.language)
    ]
    runs = [run for run in runs if run]
    long = sum(len(run) for run in runs if len(run) > 1)
    in_runs = long > _IN_RUNS * sum(map(len, runs))
    return _Page(_english_comes_first(blocks, runs if in_runs else None), in_runs, run_of)


def _english_comes_first(blocks: Sequence[Block], runs: Sequence[Sequence[Block]] | None) -> bool:
    """Return whether English paragraphs stand above their Chinese: told by lengths that fit.

    Where there are `runs` of paragraphs, these are measured.
    """
    votes = 0.0
    for above, below in itertools.pairwise(runs or [[block] for block in blocks]):
        if above[0].language == below[0].language:
            continue
        if "body" not in (above[0].role, below[0].role):
            continue
        english, chinese = (above, below) if above[0].language == "english" else (below, above)
        ratio = _length(english) / (3.1 * _length(chinese))
        fit = min(ratio, 1 / ratio) if ratio else 0.0
        votes += fit**2 if above is english else -(fit**2)
    if votes:
        return votes > 0
    return bool(blocks) and blocks[0].language == "english"


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _stretches(blocks: Sequence[Block], english_first: bool) -> Iterator[Sequence[Block]]:
    """Cut a long article where a new pair of paragraphs begins."""
    first = "english" if english_first else "chinese"
    start = 0
    for i in range(1, len(blocks)):
        begins = blocks[i].language == first and blocks[i - 1].language != first
        if i - start >= _STRETCH and begins:
            yield blocks[start:i]
            start = i
    yield blocks[start:]
