"""How near Chinese and English words are where they stand, told by the vectors of their sentences."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np

from shengci import embeddings
from shengci.words.drafts import Draft
from shengci.words.evidence import Likeness


def likenesses_of(drafts: Sequence[Draft]) -> list[Likeness]:
    """Return for each draft how near its pieces and English words are where they stand."""
    found = iter(_likenesses([draft for draft in drafts if draft.words]))
    nothing = np.zeros((0, 0))
    return [next(found) if draft.words else Likeness(nothing, nothing) for draft in drafts]


def _likenesses(drafts: Sequence[Draft]) -> list[Likeness]:
    pieces = [[(piece.start, piece.end) for piece in draft.linkable] for draft in drafts]
    words = [[(word.start, word.end) for word in draft.words] for draft in drafts]
    rows, columns = (pairwise([0, *accumulate(map(len, each))]) for each in (pieces, words))
    chinese = embeddings.in_context([draft.simplified for draft in drafts], pieces)
    english = embeddings.in_context([draft.pair.english for draft in drafts], words)
    return [
        Likeness(
            *(
                np.asarray(ours[slice(*row)] @ theirs[slice(*column)].T, dtype=np.float64)
                for ours, theirs in zip(chinese, english, strict=True)
            )
        )
        for row, column in zip(rows, columns, strict=True)
    ]
