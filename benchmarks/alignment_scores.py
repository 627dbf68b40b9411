"""How close a sentence alignment comes to gold: the measure of Vecalign and Bertalign."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

# The sentences a bead joins, (English, Chinese), by any number that tells each from the others.
Bead = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, each in 0..1, and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean, 0.0 where nothing is right."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """What an alignment is worth: a bead must be the same (strict), or overlap on both sides (lax)."""

    strict: Score
    lax: Score


@dataclass(frozen=True, slots=True)
class Document:
    """A text in both languages whose sentences are given, and its beads by their indices."""

    english: tuple[str, ...]
    chinese: tuple[str, ...]
    beads: tuple[Bead, ...]


def documents_of(gold: Path) -> list[Document]:
    """Return the documents of a gold file, one a line of JSON (tests/cases/pairing/README.md)."""
    lines = map(json.loads, gold.read_text(encoding="utf-8").splitlines())
    return [
        Document(
            tuple(line["english"]),
            tuple(line["chinese"]),
            tuple((tuple(e), tuple(c)) for e, c in line["beads"]),
        )
        for line in lines
    ]


def scores(documents: Iterable[tuple[Sequence[Bead], Sequence[Bead]]]) -> Scores:
    """Return the scores of (gold, found) beads, counted over all documents together.

    As in the reference measure, a bead with an empty side counts for precision and not for recall;
    under lax it is right only if gold has the very same.

    >>> gold = [((0,), (0,)), ((1, 2), (1,)), ((3,), ())]
    >>> found = [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), ())]
    >>> result = scores([(gold, found)])
    >>> result.strict, result.lax
    (Score(precision=0.5, recall=0.5), Score(precision=0.75, recall=1.0))
    """
    strict_found = strict_gold = lax_found = lax_gold = n_found = n_gold = 0
    for gold_beads, found_beads in documents:
        gold, found = _whole(gold_beads), _whole(found_beads)
        paired = {bead for bead in gold if all(bead)}
        n_found += len(found)
        n_gold += len(paired)
        strict_found += len(found & gold)
        strict_gold += len(found & paired)
        lax_found += sum(bead in gold or _overlaps(bead, gold) for bead in found)
        lax_gold += sum(bead in found or _overlaps(bead, found) for bead in paired)
    return Scores(
        Score(strict_found / max(n_found, 1), strict_gold / max(n_gold, 1)),
        Score(lax_found / max(n_found, 1), lax_gold / max(n_gold, 1)),
    )


def _whole(beads: Iterable[Bead]) -> set[Bead]:
    return {(tuple(sorted(english)), tuple(sorted(chinese))) for english, chinese in beads}


def _overlaps(bead: Bead, others: Iterable[Bead]) -> bool:
    english, chinese = map(set, bead)
    return any(not (english.isdisjoint(e) or chinese.isdisjoint(c)) for e, c in others)
