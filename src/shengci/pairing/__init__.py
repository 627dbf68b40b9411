"""The sentence pairer: which English sentences and which Chinese ones say the same."""

import itertools
from collections.abc import Iterable, Iterator, Sequence

from shengci import sentences
from shengci.errors import SourceError
from shengci.pairing import alignment, clauses, confidence, layout
from shengci.pairing.evidence import Sentence, Texts, part_of, texts_of
from shengci.records import Article, Block, SentencePair, Settings

Beads = list[tuple[range, range, float]]
Placed = list[tuple[Sentence, Block]]
Part = tuple[layout.How, alignment.Group]

_LONGEST_CAPTION = 120  # characters
MOST_SENTENCES = 200_000  # of one language; a Bible has 30,000 verses


def pair_sentences(article: Article, settings: Settings) -> tuple[SentencePair, ...]:
    """Return the article as beads in the order of its Chinese side, every sentence in exactly one.

    Rows are paired as the file gives them; paragraphs by their place on the page and by what they say;
    where the languages stand apart, or the page tells nothing, the text is aligned as a whole. Then
    the sentences are paired inside each group. Captions, dates and bylines that nothing answers stay
    one-sided, as does all of an article in Chinese only.

    Raises:
        SourceError: there are more sentences than can be aligned.
    """
    english: Placed = []
    chinese: Placed = []
    parts: list[Part] = []
    for group in layout.groups_of(article):
        at_e, at_c = len(english), len(chinese)
        english += _placed(group.english)
        chinese += _placed(group.chinese)
        parts.append((group.how, (range(at_e, len(english)), range(at_c, len(chinese)))))
    texts = _texts([s for s, _ in english], [s for s, _ in chinese])
    hows, beads = zip(*_aligned(texts, parts), strict=True) if parts else ((), ())
    is_bilingual = any(bead.english and bead.chinese for bead in beads)
    pairs = [
        _pair(bead, english, chinese, score, may_be_caption=is_bilingual)
        for bead, score in zip(beads, confidence.scores_of(beads, hows), strict=True)
    ]
    return clauses.with_parts(pairs)


def align_sentences(english: Sequence[str], chinese: Sequence[str]) -> Beads:
    """Return beads (English indices, Chinese indices, score 0..1) of sentences already split.

    Raises:
        SourceError: there are more sentences than can be aligned.
    """
    texts = _texts(list(map(Sentence, english)), list(map(Sentence, chinese)))
    beads = alignment.align_long(texts, alignment.SENTENCES)
    scores = confidence.scores_of(beads, ["whole"] * len(beads))
    return [(bead.english, bead.chinese, score) for bead, score in zip(beads, scores, strict=True)]


def _texts(english: Sequence[Sentence], chinese: Sequence[Sentence]) -> Texts:
    for language, side in (("English", english), ("Chinese", chinese)):
        if len(side) > MOST_SENTENCES:
            raise SourceError(
                f"{len(side):,} {language} sentences are more than can be paired at once"
                f" ({MOST_SENTENCES:,}): cut the text into several files"
            )
    return texts_of(english, chinese)


def _aligned(texts: Texts, parts: Iterable[Part]) -> Iterator[tuple[layout.How, alignment.Bead]]:
    """Yield the beads of each part, neighbours of one kind aligned together."""
    for how, run in itertools.groupby(parts, key=lambda part: part[0]):
        groups = [group for _, group in run]
        if how == "whole":
            found = [_whole(texts, *group) for group in groups]
        else:
            prices = alignment.ROWS if how == "row" else alignment.PARAGRAPHS
            found = alignment.align_groups(texts, groups, prices)
        yield from ((how, bead) for beads in found for bead in beads)


def _whole(texts: Texts, english: range, chinese: range) -> list[alignment.Bead]:
    beads = alignment.align_long(part_of(texts, english, chinese), alignment.SENTENCES)
    return [bead.moved(english.start, chinese.start) for bead in beads]


def _placed(blocks: Iterable[Block]) -> Iterator[tuple[Sentence, Block]]:
    """Yield the sentences of blocks, each with its block."""
    for block in blocks:
        for sentence in _sentences(block):
            yield Sentence(sentence, block.place, block.role), block


def _sentences(block: Block) -> tuple[str, ...]:
    split = (
        sentences.english_sentences if block.language == "english" else sentences.chinese_sentences
    )
    return split(block.text)


def _pair(
    bead: alignment.Bead, english: Placed, chinese: Placed, score: float, *, may_be_caption: bool
) -> SentencePair:
    parts_e = english[bead.english.start : bead.english.stop]
    parts_c = chinese[bead.chinese.start : bead.chinese.stop]
    first = (parts_c or parts_e)[0][1]
    role = first.role
    short = len(first.text) <= _LONGEST_CAPTION
    if role == "body" and may_be_caption and not parts_e and short:
        role = "caption"
    return SentencePair(
        tuple(s.text for s, _ in parts_e),
        tuple(s.text for s, _ in parts_c),
        score,
        role,
        first.place,
    )
