"""The linker's models, and what the neighbours' links say."""

import numpy as np

import linked_pairs
from shengci.words import linking
from shengci.words.evidence import LEXICAL
from shengci.words.link_context import CONTEXT, in_context
from shengci.words.link_weights import weights


def test_weights_fit_the_features_they_weigh() -> None:
    model = weights()
    assert model.first.linear.shape == (len(LEXICAL),)
    assert model.second.linear.shape == (len(LEXICAL) + len(CONTEXT),)
    assert model.right.linear.shape == (len(linking.FACTS),)
    for network in (model.first, model.second):
        assert network.inner.shape == (len(network.linear), len(network.outer))
        assert network.inner_constant.shape == network.outer.shape


def test_word_between_linked_neighbours_is_told_what_is_free_there() -> None:
    features = np.zeros((3, 5, len(LEXICAL)))
    features[:, 2, LEXICAL.index("English function word")] = 1.0  # a of the b: one word of matter
    context = in_context(features, {0: [0], 2: [4]})[1, :, len(LEXICAL) :]
    between, share, alone = (
        context[:, CONTEXT.index(name)]
        for name in ("between the neighbours", "of the free words there", "alone there")
    )
    assert between.tolist() == [0, 1, 1, 1, 0]
    assert share.tolist() == [0, 0.5, 0.5, 0.5, 0]
    assert alone.tolist() == share.tolist()


def test_pairs_linked_by_hand_stand_in_their_lines_and_link_most_words() -> None:
    pairs = linked_pairs.pairs()
    assert len(pairs) >= 80
    for pair in pairs:
        assert all(link.sure <= link.possible and link.possible for link in pair.links)
        assert len(pair.links) >= 4, pair.chinese


def test_longer_link_gives_way_to_those_of_its_parts() -> None:
    (pair,) = (pair for pair in linked_pairs.pairs() if pair.chinese.startswith("律师提醒她"))
    look, clear, both = (
        {
            link.place
            for link in pair.links
            if pair.chinese[link.place.start : link.place.end] == text
        }.pop()
        for text in ("看", "清楚", "看清楚")
    )
    assert pair.of([look])[0].isdisjoint(pair.of([clear])[0])
    assert pair.of([both])[0] == pair.of([look])[0] | pair.of([clear])[0]
