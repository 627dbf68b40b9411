"""Words in context: segmentation, readings, senses, counterparts and names of every sentence pair."""

from collections.abc import Sequence
from dataclasses import replace

from shengci import script
from shengci.records import Annotated, AnnotatedPair, SentencePair, Settings, Token
from shengci.words import drafts, linked, tokens
from shengci.words.candidates import Similarities
from shengci.words.likeness import likenesses_of
from shengci.words.parting import parts_of

_BATCH = 250  # pairs whose phrases are embedded together


def annotate(pairs: Sequence[SentencePair], settings: Settings) -> Annotated:
    """Return the pairs with the tokens of their Chinese sides, each read in its context.

    A name that one sentence gives away is a name in all of them.
    """
    traditional = script.is_traditional("".join(pair.chinese for pair in pairs))
    drafted, known_names = drafts.drafts_of(pairs, traditional)
    annotated: list[AnnotatedPair] = []
    while batch := drafted[:_BATCH]:
        del drafted[:_BATCH]  # a book has no room for the drafts of all its pairs
        table = Similarities(linked.texts_of(batch))
        found = [
            linked.linked_of(draft, table, likeness)
            for draft, likeness in zip(batch, likenesses_of(batch), strict=True)
        ]
        votes = linked.votes_of(found)
        annotated += [
            _annotated(each.draft.pair, tuple(tokens.tokens_of(each, table, votes, known_names)))
            for each in found
        ]
    return Annotated(tuple(annotated), traditional)


def _annotated(pair: SentencePair, found: tuple[Token, ...]) -> AnnotatedPair:
    """Return the pair with its tokens, cut further where their links allow it."""
    return AnnotatedPair(replace(pair, parts=parts_of(pair, found) or pair.parts), found)
