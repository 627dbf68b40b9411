"""The sentence that shows a word best: short, with its counterpart marked, and with few new words."""

from collections.abc import Collection, Sequence

from shengci.records import Annotated, AnnotatedPair, Occurrence, Settings, Token

_SHORTEST, _COMFORTABLE = 8, 40  # characters of an example sentence


def fit_places(
    word: Token,
    places: Sequence[Occurrence],
    annotated: Annotated,
    bilingual: Collection[int],
    settings: Settings,
) -> list[Occurrence]:
    """Return the places that a card may show, of the first article that has any, cheapest first.

    With that article the word is learned. Places of the same form as a name, or as a word, count. `bilingual`
    are the `bilingual_articles`, which the caller looks up once for all words.
    """
    fit = [
        place
        for place in places
        if annotated.token(place).kind == word.kind
        and _is_fit(annotated.pairs[place.pair], settings, bilingual)
    ]
    if len(fit) < 2:  # as of most words: there is nothing to compare
        return fit
    first = min(annotated.pairs[place.pair].article for place in fit)
    return sorted(
        (place for place in fit if annotated.pairs[place.pair].article == first),
        key=lambda place: (cost_of(place, annotated), place.pair, place.token),
    )


def cost_of(place: Occurrence, annotated: Annotated) -> float:
    """Return how much worse than a perfect example a place is, on the scale of characters too many."""
    pair = annotated.pairs[place.pair]
    token = pair.tokens[place.token]
    return _sentence_cost(pair, token) + (0 if token.counterpart else 25)


def _is_fit(annotated: AnnotatedPair, settings: Settings, bilingual: Collection[int]) -> bool:
    """Return whether a card may show a pair; a Chinese sentence alone if its article has no English."""
    pair = annotated.pair
    if pair.kind == "chinese only":
        return annotated.article not in bilingual and pair.role in ("title", "heading", "body")
    return pair.score >= settings.min_pair_score


def _sentence_cost(annotated: AnnotatedPair, token: Token) -> float:
    shown = annotated.shown_with(token)
    length = shown.chinese.end - shown.chinese.start
    too_short = max(0, _SHORTEST - length) * 8
    joined = 10 * (sum(annotated.pair.bead) - 2) if shown == annotated.pair.whole else 0
    heading = 15 if annotated.pair.role in ("title", "heading") else 0
    return length + max(0, length - _COMFORTABLE) * 0.5 + too_short + joined + heading


def shown_tokens(place: Occurrence, annotated: Annotated) -> list[Token]:
    """Return the tokens of what a card shows at a place."""
    pair = annotated.pairs[place.pair]
    shown = pair.shown_with(pair.tokens[place.token]).chinese
    return [token for token in pair.tokens if shown.holds(token)]
