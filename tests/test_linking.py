"""The linker's models, and what the neighbours' links say."""

import numpy as np

import linked_pairs
from shengci.english import words_of
from shengci.words import candidates, link_decoding, link_phrases, linking
from shengci.words.candidates import Similarities
from shengci.words.evidence import LEXICAL, Likeness, Line, Unit, lexical
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
    context = in_context(features, {0: [0], 2: [4]}, np.zeros((3, 5)))[1, :, len(LEXICAL) :]
    between, share, alone = (
        context[:, CONTEXT.index(name)]
        for name in ("between the neighbours", "of the free words there", "alone there")
    )
    assert between.tolist() == [0, 1, 1, 1, 0]
    assert share.tolist() == [0, 0.5, 0.5, 0.5, 0]
    assert alone.tolist() == share.tolist()


def test_word_with_a_rival_in_the_first_round_has_a_share_of_the_link() -> None:
    odds = np.array(
        [[5.0, 5.0], [5.0, -8.0]]
    )  # the second word asks for the first English one only
    context = in_context(np.zeros((2, 2, len(LEXICAL))), {}, odds)[..., len(LEXICAL) :]
    share = context[..., CONTEXT.index("share of both")]
    assert min(share[1, 0], share[0, 1]) > 0.7 and share[0, 0] < 0.3
    assert (share.sum(axis=0) < 1).all() and (share.sum(axis=1) < 1).all()


def test_pairs_linked_by_hand_stand_in_their_lines_and_link_most_words() -> None:
    pairs, held_out = linked_pairs.pairs(), linked_pairs.pairs(linked_pairs.HELD_OUT)
    assert len(pairs) >= 250 and len(held_out) >= 160
    assert {pair.chinese for pair in pairs}.isdisjoint(pair.chinese for pair in held_out)
    for pair in (*pairs, *held_out):
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


def test_features_tell_glosses_of_function_words_and_usual_counterparts() -> None:
    english = "He will leave at least one child there, to his satisfaction."
    words = tuple(words_of(english))
    line = Line(english, words, (), frozenset())
    units = [
        Unit(word, 0.5, candidates.options_of(word), is_compared=False)
        for word in ("至少", "放", "满意", "放下")
    ]
    nothing = np.zeros((len(units), len(words)))
    features = lexical(units, line, Similarities(()), Likeness(nothing, nothing))

    def met(u: int, name: str) -> list[str]:
        return [words[e].text for e in np.flatnonzero(features[u, :, LEXICAL.index(name)])]

    assert met(0, "gloss of function words") == ["at", "least"]
    assert met(1, "usual counterpart") == ["leave"]
    assert met(2, "usual counterpart") == []
    assert met(2, "usual counterpart of its family") == ["satisfaction"]
    assert "leave" in met(3, "usual counterpart of a part")


def line_of_words(english: str) -> Line:
    return Line(english, tuple(words_of(english)), (), frozenset())


def test_run_gives_back_what_another_word_fits_better() -> None:
    line = line_of_words("take countermeasures")
    odds = np.array([[3.9, -4.0], [2.1, 4.3]])  # 采取 反制
    assert link_decoding.decode(odds, line) == {0: (0,), 1: (1,)}
    alone = np.array([[-4.0, -4.0], [2.1, 4.3]])
    assert link_decoding.decode(alone, line) == {1: (0, 1)}


def test_faint_ends_of_a_likely_link_are_left_out() -> None:
    odds = np.array([[5.0, 0.2], [1.0, 0.2]])
    assert link_decoding.without_faint({0: (0, 1)}, odds) == {0: (0,)}
    assert link_decoding.without_faint({1: (0, 1)}, odds) == {1: (0, 1)}


def test_part_of_a_gloss_takes_the_rest_where_no_other_word_has_it() -> None:
    english = "Sooner or later, you will want to leave."
    words = tuple(words_of(english))
    line = Line(english, words, (), frozenset({2}))
    options = candidates.options_of("迟早")
    assert link_phrases.completed((2,), options, line, {2}) == (0, 1, 2)
    assert link_phrases.completed((2,), options, line, {0, 2}) == (2,)
    assert link_phrases.completed((5,), candidates.options_of("想"), line, {5}) == (5,)


def test_gloss_of_going_somewhere_is_met_where_the_line_comes_there() -> None:
    line = line_of_words("Pigs came ashore here.")
    assert link_phrases.completed((2,), candidates.options_of("上岸"), line, {2}) == (1, 2)
