"""The order of study, and the example each word has when its turn comes."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shengci.ranking.examples import cost_of, fit_places, shown_tokens
from shengci.records import Annotated, Occurrence, Order, RankedWord, Settings, WordKey

_NEW_WORD = 10.0  # characters longer that an example may be for one new word less


def in_order(
    cards: Sequence[RankedWord],
    new: frozenset[WordKey],
    annotated: Annotated,
    settings: Settings,
) -> list[RankedWord]:
    """Return the words that get a card in the order the settings ask for.

    `new` are all the words this learner does not know, those without a card too.
    """
    if settings.order == "i+1":
        return list(_few_new_words(cards, new, annotated, settings))
    return sorted(cards, key=_KEYS[settings.order])


_KEYS: Mapping[Order, Callable[[RankedWord], tuple[float, ...]]] = {
    "level": lambda word: (word.difficulty,),
    "frequency": lambda word: (-word.zipf,),
    "text": lambda word: (word.occurrences[0].pair, word.occurrences[0].token),
}


def usefulness(word: RankedWord) -> float:
    """Return how much it helps to know a word: how common it is, here and elsewhere, and listed."""
    listed = 0.5 if word.levels.estimate is None else 0.0
    return word.zipf + 0.6 * min(4, len(word.occurrences) - 1) + listed


@dataclass(frozen=True, slots=True)
class _Example:
    """A place that could show a word: what it costs, and the other new words of its sentence."""

    place: Occurrence
    cost: float
    others: frozenset[WordKey]


def _few_new_words(
    cards: Sequence[RankedWord],
    new: frozenset[WordKey],
    annotated: Annotated,
    settings: Settings,
) -> Iterator[RankedWord]:
    """Yield the words so that each example has as few other new words as can be when its turn comes.

    The next word is the one with the fewest, of those the most useful. The decks of a package are
    studied one after the other, so articles come in their order, and in each the core vocabulary
    first. Greedy: a word learned makes the sentences it is in easier.
    """
    bilingual = annotated.bilingual_articles
    examples = {
        number: _examples(word, new, annotated, bilingual, settings)
        for number, word in enumerate(cards)
    }
    waiting_for: dict[WordKey, list[int]] = defaultdict(list)
    for number, found in examples.items():
        for key in frozenset().union(*(example.others for example in found)):
            waiting_for[key].append(number)
    unknown = set(new)

    def turn(number: int) -> tuple[int, bool, int, float, int]:
        best = _best(examples[number], unknown)
        word = cards[number]
        article = annotated.pairs[best.place.pair].article
        return article, not word.is_core, len(best.others & unknown), -usefulness(word), number

    queue = [turn(number) for number in examples]
    heapq.heapify(queue)
    taken: set[int] = set()
    while queue:
        number = heapq.heappop(queue)[-1]
        if number in taken:
            continue  # its turn came when it had fewer new words
        taken.add(number)
        word = cards[number]
        best = _best(examples[number], unknown)
        yield _shown_at(word, best, unknown, annotated)
        unknown.discard(word.token.key)
        for other in waiting_for[word.token.key]:
            if other not in taken:
                heapq.heappush(queue, turn(other))


def _examples(
    word: RankedWord,
    new: frozenset[WordKey],
    annotated: Annotated,
    bilingual: frozenset[int],
    settings: Settings,
) -> list[_Example]:
    """Return the places fit to show a word, where it has a meaning as sure as that of its card."""
    assert word.token.meaning is not None
    assert word.example is not None
    found = []
    for place in fit_places(word.token, word.occurrences, annotated, bilingual, settings):
        meaning = annotated.token(place).meaning
        if meaning is not None and meaning.certain >= word.token.meaning.certain:
            keys = {token.key for token in shown_tokens(place, annotated)}
            others = frozenset(keys & new) - {word.token.key}
            found.append(_Example(place, cost_of(place, annotated), others))
    return found


def _best(examples: Sequence[_Example], unknown: set[WordKey]) -> _Example:
    return min(examples, key=lambda each: each.cost + _NEW_WORD * len(each.others & unknown))


def _shown_at(
    word: RankedWord, example: _Example, unknown: set[WordKey], annotated: Annotated
) -> RankedWord:
    n_new = len(example.others & unknown)
    reason = f"{n_new or 'no'} other new word{'' if n_new < 2 else 's'} in its example"
    return replace(
        word,
        token=annotated.token(example.place),
        example=example.place,
        reasons=(*word.reasons, reason),
    )
