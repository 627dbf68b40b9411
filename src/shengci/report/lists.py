"""The lists of a report: new words, names, and pairs that a reader should look at."""

from collections.abc import Mapping, Sequence

from shengci import pinyin
from shengci.records import Annotated, AnnotatedPair, RankedWord, Settings, WordKey
from shengci.report.records import Line, Name, NewWord


def new_words_of(
    words: Sequence[RankedWord],
    running: Mapping[WordKey, int],
    settings: Settings,
    *,
    with_card: bool,
) -> tuple[NewWord, ...]:
    """Return the new words that get a card, or those that get none, in the order they are ranked in."""
    return tuple(
        _new_word(word, running, settings)
        for word in words
        if word.token.kind == "word" and word.is_new and (word.status == "card") == with_card
    )


def _new_word(word: RankedWord, running: Mapping[WordKey, int], settings: Settings) -> NewWord:
    token = word.token
    return NewWord(
        word=token.headword,
        traditional=token.traditional,
        pinyin=pinyin.joined(token.pinyin),
        meaning=token.meaning.gloss if token.meaning else "",
        level=word.levels.by(settings.standard),
        estimate=word.levels.estimate,
        zipf=word.zipf,
        running=running[token.key],
        difficulty_here=word.difficulty_here,
        status=word.status,
        reasons=word.reasons,
    )


def names_of(words: Sequence[RankedWord], annotated: Annotated) -> tuple[Name, ...]:
    """Return the names, most frequent first, then in the order of the text."""
    names = [word for word in words if word.token.kind == "name"]
    names.sort(key=lambda word: (-len(word.occurrences), word.occurrences[0].pair))
    return tuple(
        Name(
            name=word.token.headword,
            traditional=word.token.traditional,
            pinyin=pinyin.joined(word.token.pinyin),
            english=_english_of(word, annotated),
            name_type=word.token.name_type,
            running=len(word.occurrences),
        )
        for word in names
    )


def _english_of(name: RankedWord, annotated: Annotated) -> str:
    """Return a name as the English writes it where it is marked there, else what the dictionary calls it."""
    if name.token.meaning:
        return name.token.meaning.gloss
    for place in name.occurrences:
        token, pair = annotated.token(place), annotated.pairs[place.pair].pair
        if token.counterpart:
            return " … ".join(pair.english[span.start : span.end] for span in token.counterpart)
    return ""


def unpaired_of(annotated: Annotated) -> tuple[Line, ...]:
    """Return the lines that only one language has; of an article in Chinese alone, none."""
    if not annotated.bilingual_articles:
        return ()
    return tuple(_line(pair) for pair in annotated.pairs if pair.pair.kind != "pair")


def unsure_of(annotated: Annotated, settings: Settings) -> tuple[Line, ...]:
    """Return the pairs that are too unsure to make cards from, the least sure first."""
    unsure = [
        pair
        for pair in annotated.pairs
        if pair.pair.kind == "pair" and pair.pair.score < settings.min_pair_score
    ]
    return tuple(_line(pair) for pair in sorted(unsure, key=lambda pair: pair.pair.score))


def _line(annotated: AnnotatedPair) -> Line:
    pair = annotated.pair
    return Line(
        line=pair.place.line,
        kind=pair.kind,
        role=pair.role,
        score=round(pair.score, 3),
        chinese=pair.chinese,
        english=pair.english,
    )
