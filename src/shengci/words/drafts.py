"""Sentence pairs on their way to annotated ones: cut into pieces, their names agreed on.

What one sentence gives away about a name holds for the whole article.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shengci import english, script
from shengci.english import EnglishWord
from shengci.lexicon import frequency
from shengci.records import SentencePair
from shengci.words import candidates, name_places, names, segmentation
from shengci.words.candidates import Window
from shengci.words.mentions import Mentions
from shengci.words.names import Name
from shengci.words.segmentation import Piece

_WELL_KNOWN = 4.2  # Zipf; 杭州 has 4.6, 临河 2.6


@dataclass(frozen=True, slots=True)
class Draft:
    """A pair on its way: its simplified text, English words and windows, pieces and names."""

    pair: SentencePair
    simplified: str
    words: tuple[EnglishWord, ...]
    windows: tuple[Window, ...]
    pieces: tuple[Piece, ...]
    names: tuple[Name, ...]
    traditional: bool  # whether the text is; `traditional_text` is it, or OpenCC's guess
    traditional_text: str


def drafts_of(
    pairs: Sequence[SentencePair], traditional: bool
) -> tuple[list[Draft], dict[str, str]]:
    """Return the pairs cut into pieces, and the names that some line gives away, with their English forms."""
    trust_form = not any(pair.english for pair in pairs)
    drafted = [draft_of(pair, traditional, trust_form) for pair in pairs]
    if not trust_form:
        drafted = without_chance_names(drafted)
    known = known_names_of(drafted)
    return [with_known_names(draft, known) for draft in drafted], known


def draft_of(pair: SentencePair, traditional: bool, trust_form: bool) -> Draft:
    simplified = script.to_simplified(pair.chinese) if traditional else pair.chinese
    words = english.words_of(pair.english)
    mentions = Mentions(words, pair.english) if words else None
    pieces = segmentation.pieces_of(simplified, mentions)
    found = names.names_of(simplified, pieces, words, trust_form=trust_form)
    windows = candidates.windows_of(pair.english, words)
    other = pair.chinese if traditional else script.to_traditional(simplified)
    return Draft(pair, simplified, words, windows, tuple(pieces), tuple(found), traditional, other)


def without_chance_names(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out rare names that only the dictionary knows and no English line has: 临河, on a river."""

    def text(draft: Draft, name: Name) -> str:
        return draft.simplified[name.start : name.end]

    by_chance = {
        text(draft, name)
        for draft in drafts
        for name in draft.names
        if name.reason == names.LISTED and frequency.zipf_of(text(draft, name)) < _WELL_KNOWN
    }
    for draft in drafts:
        by_chance -= {word for word in by_chance if name_places.span_by_gloss(word, draft.words)}
    return [
        replace(draft, names=tuple(n for n in draft.names if text(draft, n) not in by_chance))
        for draft in drafts
    ]


def known_names_of(drafts: Sequence[Draft]) -> dict[str, str]:
    """Return the names some English line gives away, with their English form ("" if it doesn't say)."""
    known: dict[str, str] = {}
    for draft in drafts:
        for name in draft.names:
            text = draft.simplified[name.start : name.end]
            if name.english is not None:
                known[text] = draft.pair.english[slice(*name.english)]
            elif name.reason == "dotted name":
                known.setdefault(text, "")
    return known


def with_known_names(draft: Draft, known: dict[str, str]) -> Draft:
    found = list(
        name_places.repeated(draft.simplified, draft.pieces, draft.words, known, draft.names)
    )
    pieces = segmentation.with_names(
        draft.simplified,
        draft.pieces,
        [(n.start, n.end) for n in found],
        Mentions(draft.words, draft.pair.english) if draft.words else None,
    )
    return replace(draft, pieces=tuple(pieces), names=tuple(found))
