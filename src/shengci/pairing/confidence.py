"""How sure a bead is, so that of those said to be 0.9 sure nine in ten are right."""

import math

from shengci.pairing.alignment import Bead
from shengci.pairing.layout import How

# Logistic fit of "this bead is right" on what it gains a sentence and how many it joins, over the
# 1,329 two-sided beads our alignment makes of MAC-Dev (.90 of them right).
_STRENGTH, _JOINED, _CONSTANT = 5.9, -0.32, 0.32
# Paragraphs set side by side by the article itself are surer; by how much was set by hand, not measured.
_LAYOUT: dict[How, float] = {"whole": 0.0, "page": 1.5, "row": 4.0}
# How sure a one-sided bead is, for want of a measure: as likely as not it hides a pairing error.
_ONE_SIDED = 0.5


def of(bead: Bead, how: How) -> float:
    """Return the confidence in a bead, 0..1, given how its group was found."""
    if not bead.english or not bead.chinese:
        return _ONE_SIDED
    joined = len(bead.english) + len(bead.chinese) - 2
    value = _STRENGTH * bead.strength + _JOINED * joined + _CONSTANT + _LAYOUT[how]
    return round(1 / (1 + math.exp(-value)), 3)
