"""Sentence pairs on their way to annotated ones: cut into pieces, their names agreed on.

What one sentence gives away about a name holds for the whole article.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shengci import english, script
from shengci.english import EnglishWord
from shengci.lexicon import frequency
from shengci.records import NameType, SentencePair
from shengci.words import (
    composed,
    forms,
    momentary,
    name_leftovers,
    name_lines,
    name_mentions,
    name_types,
    names,
    segmentation,
)
from shengci.words.mentions import Mentions
from shengci.words.name_lines import Cases, NameLine
from shengci.words.name_mentions import Known
from shengci.words.names import Name
from shengci.words.segmentation import Piece

_WELL_KNOWN = 4.2  # Zipf; 杭州 has 4.6, 临河 2.6


@dataclass(frozen=True, slots=True)
class Draft:
    """A pair on its way: its simplified text, English words, pieces and names.

    `candidates` are all the names it may have, `names` those it has.
    """

    pair: SentencePair
    simplified: str
    words: tuple[EnglishWord, ...]
    pieces: tuple[Piece, ...]
    traditional: bool  # whether the text is; `traditional_text` is it, or OpenCC's guess
    traditional_text: str
    line: NameLine
    candidates: tuple[Name, ...] = ()
    names: tuple[Name, ...] = ()

    @property
    def linkable(self) -> list[Piece]:
        """The pieces that English words may answer."""
        return [p for p in self.pieces if p.kind != "punctuation" and not p.is_later_part]

    def text_of(self, name: Name) -> str:
        """Return a name in simplified characters."""
        return self.simplified[name.start : name.end]


def drafts_of(
    pairs: Sequence[SentencePair], traditional: bool
) -> tuple[list[Draft], dict[str, str]]:
    """Return a draft of every pair with its names, and the English forms of the names of the article."""
    trust_form = not any(pair.english for pair in pairs)
    words = [english.words_of(pair.english) for pair in pairs]
    cases = name_lines.cases_of(
        (pair.english, line) for pair, line in zip(pairs, words, strict=True)
    )
    drafts = [
        _draft(pair, line, cases, traditional) for pair, line in zip(pairs, words, strict=True)
    ]
    drafts = [_with_candidates(draft, trust_form) for draft in drafts]
    if not trust_form:
        drafts = _without_chance_names(drafts)
    known = _known_names(drafts)
    drafts = _with_types([_with_names(draft, known) for draft in drafts])
    return drafts, {text: name.english for text, name in known.items()}


def _draft(
    pair: SentencePair, words: tuple[EnglishWord, ...], cases: Cases, traditional: bool
) -> Draft:
    simplified = script.to_simplified(pair.chinese) if traditional else pair.chinese
    mentions = Mentions(words, pair.english) if words else None
    return Draft(
        pair,
        simplified,
        words,
        tuple(segmentation.pieces_of(simplified, mentions)),
        traditional,
        pair.chinese if traditional else script.to_traditional(simplified),
        name_lines.line_of(pair.english, words, cases),
    )


def _with_candidates(draft: Draft, trust_form: bool) -> Draft:
    found = names.candidates_of(draft.simplified, draft.pieces, draft.line, trust_form=trust_form)
    best = names.best_of(found)
    if draft.words:
        found += name_leftovers.left_over(draft.simplified, draft.pieces, draft.line, best)
    return replace(draft, candidates=tuple(found), names=names.best_of(found))


def _without_chance_names(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out rare names that only the dictionary knows and no English line has: 临河, on a river."""
    met = {
        draft.text_of(name) for draft in drafts for name in draft.names if name.english is not None
    }

    def is_chance(draft: Draft, name: Name) -> bool:
        text = draft.text_of(name)
        rare = frequency.zipf_of(text) < _WELL_KNOWN and not names.is_foreign(text)
        return name.reason == names.LISTED and rare and text not in met

    return [
        replace(
            draft,
            candidates=tuple(n for n in draft.candidates if not is_chance(draft, n)),
            names=tuple(n for n in draft.names if not is_chance(draft, n)),
        )
        for draft in drafts
    ]


def _known_names(drafts: Iterable[Draft]) -> dict[str, Known]:
    """Return the names of the article with their English form and type."""
    votes: dict[str, Counter[NameType]] = {}
    forms: dict[str, Counter[str]] = {}
    for draft in drafts:
        for name in draft.names:
            text = draft.text_of(name)
            votes.setdefault(text, Counter()).update(
                name_types.votes_for(draft.simplified, name, draft.pair.english)
            )
            form = draft.pair.english[slice(*name.english)] if name.english else ""
            if name_mentions.is_given_away(name):
                forms.setdefault(text, Counter())[form] += 1
    return {
        text: Known(_best_form(forms.get(text, Counter())), name_types.type_of(votes[text]))
        for text in votes
        if text in forms
    }


def _with_types(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with the type of each name, which all its places decide together."""
    votes: dict[str, Counter[NameType]] = {}
    for draft in drafts:
        for name in draft.names:
            votes.setdefault(draft.text_of(name), Counter()).update(
                name_types.votes_for(draft.simplified, name, draft.pair.english)
            )
    kinds = {text: name_types.type_of(counted) for text, counted in votes.items()}
    for draft in drafts:
        for one, other in itertools.pairwise(draft.names):
            if draft.simplified[one.end : other.start] in name_types.AND:
                first, second = draft.text_of(one), draft.text_of(other)
                votes[first][kinds[second]] += name_types.BESIDE
                votes[second][kinds[first]] += name_types.BESIDE
    kinds = {text: name_types.type_of(counted) for text, counted in votes.items()}
    people = [text for text, kind in kinds.items() if kind == "person"]
    for text, kind in kinds.items():
        if not kind and any(whole.endswith(text) for whole in people):
            kinds[text] = "person"
    return [
        replace(d, names=tuple(replace(n, kind=kinds[d.text_of(n)]) for n in d.names))
        for d in drafts
    ]


def _best_form(forms: Counter[str]) -> str:
    """Return the English form met most often, the longest of several."""
    return max((form for form in forms), key=lambda f: (bool(f), forms[f], len(f), f), default="")


def _with_names(draft: Draft, known: dict[str, Known]) -> Draft:
    sure = {(n.start, n.end, n.english) for n in draft.names}
    candidates = [
        replace(n, score=max(n.score, 0.93)) if n in draft.names else n for n in draft.candidates
    ]
    again = name_mentions.mentions(draft.simplified, draft.pieces, draft.line, known)
    candidates += [n for n in again if (n.start, n.end, n.english) not in sure]
    found = names.best_of(candidates)
    pieces = segmentation.with_names(
        draft.simplified,
        draft.pieces,
        [(n.start, n.end) for n in found],
        Mentions(draft.words, draft.pair.english) if draft.words else None,
    )
    pieces = forms.with_headwords(draft.simplified, pieces, draft.words)
    pieces = composed.joined(draft.simplified, pieces, draft.pair.english, draft.words)
    pieces = momentary.as_words(draft.simplified, pieces)
    return replace(draft, pieces=tuple(pieces), names=found)
