"""Long pairs cut at clauses, so that what a card shows of the English stays near the word.

One Chinese sentence often answers several English ones, each with some of its clauses. Where the
English goes on to the next sentence, the Chinese then goes on to the next clause: each border of
English sentences is looked for among the borders of clauses, and is a cut where one is clearly right.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, islice, pairwise

import numpy as np
from numpy.typing import NDArray

from shengci import embeddings, english, text
from shengci.clauses import clauses_of, quote_depths
from shengci.pairing import evidence
from shengci.records import Part, SentencePair, Span

# Nine in ten English sentences of our articles that are paired one to one have no more letters.
_LONG = 120
_NO_SENTENCES = 2000  # from so many characters of one side on nobody wrote sentences
_LEAST_HAN = 4  # in each part
_HAN = re.compile(f"[{text.HAN}]")
_SEMICOLON = re.compile(r"[；;]\s*$")
_QUOTE = re.compile('[“「『"]')

# How a clause begins that answers an English sentence with this first word.
_OPENINGS = {
    word: re.compile(rf"[“「『]?(?:{openings})")
    for words, openings in (
        ("but yet however though still", "但|可|不过|然而|只是|却"),
        ("if", "如果|要是|假如|若|倘"),
        ("so therefore thus", "所以|因此|于是|这样"),
        ("then after afterward afterwards", "然后|接着|于是|再|后来|之后|随后"),
        ("and", "而|并|还|也"),
        ("now", "现在|如今|眼下"),
        ("when", "当|等|[^，,]{0,4}一|[^，,]*时"),
        ("because", "因为"),
        ("otherwise", "否则|不然"),
        ("he she it they", "[他她它]"),
        ("i we", "我"),
        ("you", "[你您]"),
        ("this that these those", "[这那]"),
        ("there", "有|那|还有"),
        ("no not", "[没不别]"),
    )
    for word in words.split()
}

# Conditional logit over "after which clause, or nowhere" on 541 neighbours of beads 1-1 (MAC-Dev and our
# articles) whose Chinese was joined by a comma, a third of them by nothing so that nowhere is right. In
# cross-validation over documents about 92 % of the cuts that are _CERTAIN were right. Beads as they are,
# read one by one: of 103 pairs cut in MAC-Dev 1 is wrong and 3 may be argued about, of 20 in our articles
# none is wrong; both kinds of text were looked at while the rules were made. The semicolon is no part of
# the fit: so much likelier than a comma it was where a cut was sure.
_WEIGHTS = np.array([-5.2, 1.2, 1.8, 0.5, 1.9, -0.5, 0.9])
_NOWHERE = 0.65
_CERTAIN = 0.75

Vectors = Mapping[str, NDArray[np.float32]]
Facts = NDArray[np.float64]
Cut = tuple[int, int]  # how many English sentences and how many clauses stand before it


@dataclass(frozen=True, slots=True)
class _Long:
    """A pair worth cutting: its Chinese in clauses, as written and in simplified characters."""

    pair: SentencePair
    clauses: tuple[str, ...]
    simplified: tuple[str, ...]

    def halves(self, n_sentences: int) -> tuple[str, str]:
        """Return the English before and after a border of its sentences."""
        sentences = self.pair.english_sentences
        return " ".join(sentences[:n_sentences]), " ".join(sentences[n_sentences:])


def with_parts(pairs: Sequence[SentencePair]) -> tuple[SentencePair, ...]:
    """Return the pairs, those of much English and fewer Chinese sentences cut where that is sure."""
    long = _long_pairs(pairs)
    vectors = _vectors(long.values())
    return tuple(
        replace(pair, parts=_parts(long[p], _sure_cuts(long[p], vectors))) if p in long else pair
        for p, pair in enumerate(pairs)
    )


def _long_pairs(pairs: Sequence[SentencePair]) -> dict[int, _Long]:
    """Return the pairs worth cutting that have where to, by their index."""
    clauses = {
        p: found
        for p, pair in enumerate(pairs)
        if 0 < len(pair.chinese_sentences) < len(pair.english_sentences)
        and len(pair.english) > _LONG
        and max(len(pair.english), len(pair.chinese)) < _NO_SENTENCES
        and len(found := clauses_of(pair.chinese)) > 1
    }
    simplified = iter(evidence.simplified_texts(list(chain.from_iterable(clauses.values()))))
    return {
        p: _Long(pairs[p], found, tuple(islice(simplified, len(found))))
        for p, found in clauses.items()
    }


def _vectors(long: Iterable[_Long]) -> Vectors:
    """Return the embedding of every clause and of the English before and after every border."""
    texts: list[str] = []
    for each in long:
        texts += each.clauses
        for border in range(1, len(each.pair.english_sentences)):
            texts += each.halves(border)
    return dict(zip(texts, embeddings.encode(texts), strict=True))


def _sure_cuts(long: _Long, vectors: Vectors) -> list[Cut]:
    cuts = []
    for border in range(1, len(long.pair.english_sentences)):
        places = list(_places(long, border))
        strengths = np.array([_NOWHERE, *(_facts(long, border, vectors) @ _WEIGHTS)[places]])
        shares = np.exp(strengths - np.logaddexp.reduce(strengths))
        best = int(shares.argmax())
        if best and shares[best] >= _CERTAIN:
            cuts.append((border, places[best - 1] + 1))
    return cuts


def _places(long: _Long, border: int) -> Iterator[int]:
    """Yield each clause after which a border of English sentences may fall.

    A short one (现在，) belongs to what follows. Where the English goes on speaking, the Chinese can't
    begin to speak.
    """
    before, _ = long.halves(border)
    is_speaking = quote_depths(before)[-1] > 0
    for place, (clause, following) in enumerate(pairwise(long.clauses)):
        rest = "".join(long.clauses[place + 1 :])
        begins_to_speak = is_speaking and _QUOTE.match(following)
        if _can_stand_alone(clause) and _can_stand_alone(rest) and not begins_to_speak:
            yield place


def _can_stand_alone(chinese: str) -> bool:
    return len(_HAN.findall(chinese)) >= _LEAST_HAN


def _facts(long: _Long, border: int, vectors: Vectors) -> Facts:
    """Return what speaks for a border of English sentences falling after each clause but the last.

    How unlike the lengths are divided; how much more like its own side of the English each clause is
    than like the other, all together and those at the border alone; the same of the words at the
    border, by their glosses; whether the next clause begins as the next English sentence does, or does
    not where it might; whether the border is a semicolon.
    """
    before, after = long.halves(border)
    near = np.array([vectors[clause] for clause in long.clauses]) @ (
        vectors[before] - vectors[after]
    )
    words = np.array(_word_leans(long.simplified, before, after))
    ends = np.cumsum(list(map(len, long.clauses)))
    letters = np.log((len(before) + 10) / (len(after) + 10))
    characters = np.log((ends[:-1] + 3) / (ends[-1] - ends[:-1] + 3))
    return np.stack(
        [
            (letters - characters) ** 2,
            2 * np.cumsum(near)[:-1] - near.sum(),
            near[:-1] - near[1:],
            np.minimum(words[:-1], 1) - np.maximum(words[1:], -1),
            *_openings(long.simplified, after),
            [bool(_SEMICOLON.search(clause)) for clause in long.clauses[:-1]],
        ],
        axis=1,
    )


def _word_leans(clauses: Sequence[str], before: str, after: str) -> list[float]:
    """Return how much more of each clause's words are glossed by English before than after a border."""
    weight_of = {
        word.stem: english.weight_of(word.text) for word in english.words_of(f"{before} {after}")
    }
    stems = evidence.english_stems(before), evidence.english_stems(after)
    only_before, only_after = stems[0] - stems[1], stems[1] - stems[0]

    def heaviest(met: frozenset[str]) -> float:
        return max((weight_of.get(stem, 1.0) for stem in met), default=0.0)

    def lean(word: str) -> float:
        glossed = evidence.glossed_stems(word)
        sureness = 1.0 if len(word) > 1 else 0.5  # a single character has many senses
        return sureness * (heaviest(glossed & only_before) - heaviest(glossed & only_after))

    return [sum(map(lean, evidence.chinese_words(clause))) for clause in clauses]


def _openings(clauses: Sequence[str], after: str) -> tuple[list[bool], list[bool]]:
    """Return for each clause but the first whether it begins as the English does, and whether not.

    Neither is so where the first English word has no fixed answer.
    """
    first = next((word.text.lower() for word in english.words_of(after)), "")
    opening = _OPENINGS.get(first)
    begins = [opening is not None and opening.match(clause) is not None for clause in clauses[1:]]
    return begins, [opening is not None and not found for found in begins]


def _parts(long: _Long, cuts: Sequence[Cut]) -> tuple[Part, ...]:
    """Return the pair cut in these places; none where two of them leave no Chinese between them."""
    sentence_ends = [0, *accumulate(len(sentence) + 1 for sentence in long.pair.english_sentences)]
    clause_ends = [0, *accumulate(map(len, long.clauses))]
    borders = [(0, 0), *cuts, (len(sentence_ends) - 1, len(clause_ends) - 1)]
    parts = [
        Part(
            Span(sentence_ends[s], sentence_ends[next_s] - 1),
            Span(clause_ends[c], clause_ends[next_c]),
        )
        for (s, c), (next_s, next_c) in pairwise(borders)
    ]
    chinese = (long.pair.chinese[part.chinese.start : part.chinese.end] for part in parts)
    return tuple(parts) if cuts and all(map(_can_stand_alone, chinese)) else ()
