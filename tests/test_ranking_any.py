"""What holds of ranking whatever the article: the same every time, whatever the order, and within what was asked for."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from any_text import examples
from handmade import article, latin, number, said_as, sentence
from shengci.ranking import rank_words
from shengci.ranking.difficulty import level_of
from shengci.records import Annotated, Knowledge, RankedWord, Settings, Status, Token, WordKey
from test_ranking import STANDARDS, STOP, WORDS

SENTENCES = st.lists(
    st.lists(
        st.one_of(
            st.sampled_from([*WORDS, number("3"), latin("OK")]),
            st.sampled_from(WORDS).map(lambda word: said_as(word, "line")),
        ),
        max_size=6,
    ),
    max_size=5,
)
CHOICES = st.builds(
    Settings,
    standard=st.sampled_from(STANDARDS),
    min_level=st.integers(1, 7),
    max_level=st.integers(1, 7),
    limit=st.sampled_from([None, 0, 1, 3]),
    names=st.booleans(),
    order=st.sampled_from(["i+1", "level", "frequency", "text"]),
    known=st.sets(st.sampled_from([each.headword for each in WORDS])).map(
        lambda words: Knowledge(frozenset(words))
    ),
)


def annotated(sentences: Sequence[Sequence[Token]]) -> Annotated:
    return article(*(sentence("A line.", *tokens, STOP) for tokens in sentences))


def statuses(ranked: Sequence[RankedWord]) -> dict[WordKey, Status]:
    return {word.token.key: word.status for word in ranked}


def cards(ranked: Sequence[RankedWord]) -> list[RankedWord]:
    return [word for word in ranked if word.status == "card"]


@examples(60)
@given(SENTENCES, CHOICES)
def test_what_is_asked_for_holds(sentences: list[list[Token]], chosen: Settings) -> None:
    ranked = rank_words(annotated(sentences), chosen)
    assert rank_words(annotated(sentences), chosen) == ranked
    assert chosen.limit is None or len(cards(ranked)) <= chosen.limit
    for word in cards(ranked):
        assert word.token.headword not in chosen.known.words
        assert word.token.kind == "word" or (word.token.kind == "name" and chosen.names)
        if word.token.kind == "word":
            level = level_of(word.levels, chosen.standard)
            assert chosen.min_level <= level <= chosen.max_level
    for word in ranked:
        assert 0 <= word.difficulty <= 10
        assert 0 <= word.difficulty_here <= 10
        assert 0 <= word.zipf <= 8


@examples(60)
@given(SENTENCES.flatmap(lambda made: st.tuples(st.just(made), st.permutations(made))), CHOICES)
def test_order_of_sentences_takes_no_word_in_or_out(
    both: tuple[list[list[Token]], list[list[Token]]], chosen: Settings
) -> None:
    one, other = (rank_words(annotated(sentences), chosen) for sentences in both)
    if chosen.limit is None:
        assert statuses(one) == statuses(other)
    else:
        assert len(cards(one)) == len(cards(other))


@examples(60)
@given(SENTENCES, CHOICES, st.sampled_from(WORDS))
def test_knowing_a_word_changes_nothing_of_the_others(
    sentences: list[list[Token]], chosen: Settings, word: Token
) -> None:
    unlimited = replace(chosen, limit=None)
    known = replace(unlimited, known=Knowledge(chosen.known.words | {word.headword}))
    before = statuses(rank_words(annotated(sentences), unlimited))
    after = statuses(rank_words(annotated(sentences), known))
    assert {**before, word.key: None} == {**after, word.key: None}
    assert after.get(word.key) != "card"
