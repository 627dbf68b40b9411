"""How sure a bead is, so that of those said to be 0.9 sure nine in ten are right."""

import math
from collections.abc import Sequence

from shengci.pairing.alignment import Bead
from shengci.pairing.layout import How

# Logistic fit of "this bead is right" on 6,200 two-sided beads that our alignment makes of novels
# (MAC-Dev), our own articles, a technical manual and scripture, each also with every fourteenth bead
# robbed of one side; kinds of text weigh the same. On documents left out of the fit, of beads said to
# be .80-.90, .90-.95, .95-.98 and above sure, .91, .93, .97 and .99 are right; on the novels alone
# .90, .91, .95 and .99. Fit again when the prices of the alignment change.
_CONSTANT, _STRENGTH, _JOINED, _NEIGHBOURS = 0.84, 5.85, -0.43, 1.06
# Paragraphs set side by side by the article itself are surer, and rows more so: how much was set by
# hand, since of the 540 beads of our articles that stand so nearly all are right.
_LAYOUT: dict[How, float] = {"whole": 0.0, "page": 1.5, "row": 4.0}
# Of 152 one-sided beads of the same texts .58 were right between weak neighbours, .82 between strong ones.
_ALONE, _ALONE_AMONG_STRONG = 0.58, 0.3


def scores_of(beads: Sequence[Bead], how: Sequence[How]) -> list[float]:
    """Return the confidence in each bead of a text, 0..1, given how its group was found.

    What stands beside a doubtful bead is doubtful too.
    """
    strengths = [bead.strength if bead.english and bead.chinese else -1.0 for bead in beads]
    around = [
        min(strengths[max(0, at - 1) : at] + strengths[at + 1 : at + 2], default=0.0)
        for at in range(len(beads))
    ]
    return [
        round(_score(bead, beside, by), 3)
        for bead, beside, by in zip(beads, around, how, strict=True)
    ]


def _score(bead: Bead, beside: float, how: How) -> float:
    if not bead.english or not bead.chinese:
        return _ALONE + _ALONE_AMONG_STRONG * min(1.0, max(0.0, beside))
    joined = len(bead.english) + len(bead.chinese) - 2
    value = _CONSTANT + _STRENGTH * bead.strength + _JOINED * joined + _NEIGHBOURS * beside
    return 1 / (1 + math.exp(-value - _LAYOUT[how]))
