"""The sentence pairer: which English sentences and which Chinese ones say the same."""

import math
from collections.abc import Iterable, Iterator, Sequence

from shengci import sentences
from shengci.pairing import alignment, evidence, layout
from shengci.records import Article, Block, SentencePair, Settings

Beads = list[tuple[range, range, float]]
Placed = list[tuple[str, Block]]  # sentences, each with the block it stands in

# Logistic fit of "this bead is right" on what it gains a sentence and how many it joins, over the
# 1,329 two-sided beads our alignment makes of MAC-Dev (.90 of them right).
_STRENGTH, _JOINED, _CONSTANT = 5.9, -0.32, 0.32
# Paragraphs set side by side by the article itself are surer; by how much was set by hand, not measured.
_LAYOUT = 1.5
# How sure a one-sided bead is, for want of a measure: as likely as not it hides a pairing error.
_ONE_SIDED = 0.5
_LONGEST_CAPTION = 120  # characters


def pair_sentences(article: Article, settings: Settings) -> tuple[SentencePair, ...]:
    """Return the article as beads in the order of its Chinese side, every sentence in exactly one.

    Paragraphs are paired by their place on the page and by what they say, then the sentences inside
    each group; an article whose languages stand apart is aligned as a whole. Captions, dates and
    bylines that nothing answers stay one-sided.
    """
    if article.layout == "separate":
        return tuple(_pair_whole(article.blocks))
    groups = [(_placed(e), _placed(c)) for e, c in layout.pair_blocks(article.blocks)]
    english = [placed for side, _ in groups for placed in side]
    chinese = [placed for _, side in groups for placed in side]
    texts = evidence.texts_of([s for s, _ in english], [s for s, _ in chinese])
    found = alignment.align_groups(texts, list(_ranges(groups)), alignment.SENTENCES)
    return tuple(
        _pair(bead, english, chinese, _score(bead, _CONSTANT + _LAYOUT))
        for beads in found
        for bead in beads
    )


def _ranges(groups: Sequence[tuple[Placed, Placed]]) -> Iterator[alignment.Group]:
    at_e = at_c = 0
    for english, chinese in groups:
        end_e, end_c = at_e + len(english), at_c + len(chinese)
        yield range(at_e, end_e), range(at_c, end_c)
        at_e, at_c = end_e, end_c


def align_sentences(english: Sequence[str], chinese: Sequence[str]) -> Beads:
    """Return beads (English indices, Chinese indices, score 0..1) of sentences already split."""
    beads = alignment.align_long(evidence.texts_of(english, chinese), alignment.SENTENCES)
    return [(bead.english, bead.chinese, _score(bead)) for bead in beads]


def _score(bead: alignment.Bead, constant: float = _CONSTANT) -> float:
    if not bead.english or not bead.chinese:
        return _ONE_SIDED
    joined = len(bead.english) + len(bead.chinese) - 2
    return round(1 / (1 + math.exp(-(_STRENGTH * bead.strength + _JOINED * joined + constant))), 3)


def _pair_whole(blocks: tuple[Block, ...]) -> Iterator[SentencePair]:
    english = _placed(block for block in blocks if block.language == "english")
    chinese = _placed(block for block in blocks if block.language == "chinese")
    texts = evidence.texts_of([s for s, _ in english], [s for s, _ in chinese])
    for bead in alignment.align_long(texts, alignment.SENTENCES):
        yield _pair(bead, english, chinese, _score(bead))


def _placed(blocks: Iterable[Block]) -> Placed:
    """Return the sentences of blocks, each with its block."""
    return [(sentence, block) for block in blocks for sentence in _sentences(block)]


def _sentences(block: Block) -> tuple[str, ...]:
    split = (
        sentences.english_sentences if block.language == "english" else sentences.chinese_sentences
    )
    return split(block.text)


def _pair(bead: alignment.Bead, english: Placed, chinese: Placed, score: float) -> SentencePair:
    parts_e = english[bead.english.start : bead.english.stop]
    parts_c = chinese[bead.chinese.start : bead.chinese.stop]
    first = (parts_c or parts_e)[0][1]
    role = first.role
    if role == "body" and not parts_e and len(first.text) <= _LONGEST_CAPTION:
        role = "caption"
    return SentencePair(
        tuple(s for s, _ in parts_e), tuple(s for s, _ in parts_c), score, role, first.place
    )
