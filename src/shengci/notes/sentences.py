"""The fields that show the word in its sentences, beside the English line."""

import re
from collections import Counter

from shengci import pinyin
from shengci.field_html import escape
from shengci.notes.markup import chinese, listed, marked, ruby
from shengci.notes.speech import said
from shengci.records import (
    Annotated,
    AnnotatedPair,
    Occurrence,
    RankedWord,
    Settings,
    Span,
    Token,
)

_MORE_SENTENCES = 3


def sentence_fields(annotated: Annotated, word: RankedWord, settings: Settings) -> dict[str, str]:
    """Return the fields of the sentence that is a word's example, and of its other sentences."""
    assert word.example is not None
    pair = annotated.pairs[word.example.pair]
    token = pair.tokens[word.example.token]
    shown = pair.shown_with(token)
    traditional = annotated.traditional
    pieces = token.parts or [token]
    tokens = said([other for other in pair.tokens if shown.chinese.holds(other)], settings)
    blank = f'<b class="blank">{"＿" * len(token.text)}</b>'
    return {
        "Sentence": chinese(
            marked(pair.pair.chinese, pieces, shown.chinese), traditional=traditional
        ),
        "SentencePinyin": chinese(
            ruby(tokens, pieces, _zhuyin if settings.reading == "zhuyin" else _pinyin),
            traditional=traditional,
        ),
        "SourceLine": marked(pair.pair.english, token.counterpart, shown.english),
        "ClozeSentence": chinese(
            _blanked(pair, token, blank, shown.chinese), traditional=traditional
        ),
        "MoreSentences": _more_sentences(annotated, word),
    }


def _pinyin(token: Token) -> str:
    return pinyin.joined(token.syllables)


def _zhuyin(token: Token) -> str:
    return " ".join(pinyin.zhuyin(syllable) for syllable in token.syllables if syllable)


def _blanked(pair: AnnotatedPair, token: Token, blank: str, shown: Span) -> str:
    """Return the sentence with every place of the word blanked, also inside a longer one.

    The 煮 of 煮熟 would give away the one that is asked for.
    """
    forms = {t.text for t in pair.tokens if t.headword == token.headword}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))  # 看看 is one blank, not two
    text = pair.pair.chinese[shown.start : shown.end]
    whole, *others = longest_first
    parts = re.split("|".join(map(re.escape, longest_first)), text) if others else text.split(whole)
    return blank.join(map(escape, parts))


def _more_sentences(annotated: Annotated, word: RankedWord) -> str:
    """Return the whole of the pair that is shown in part, if it is, and the word's other sentences.

    Each article that has the word shows one before any shows a second.
    """
    assert word.example is not None
    example = annotated.pairs[word.example.pair]
    seen, shown_of = {word.example.pair}, Counter({example.article: 1})
    found: list[tuple[int, Occurrence]] = []
    for place in word.occurrences:
        pair = annotated.pairs[place.pair]
        if place.pair in seen or pair.pair.kind != "pair":
            continue
        seen.add(place.pair)
        found.append((shown_of[pair.article], place))
        shown_of[pair.article] += 1
    found.sort(key=lambda turn: turn[0])
    rows = [_row(annotated, place) for _, place in found[:_MORE_SENTENCES]]
    if example.shown_with(example.tokens[word.example.token]) != example.pair.whole:
        rows.insert(0, _row(annotated, word.example))
    return listed("ul", rows)


def _row(annotated: Annotated, place: Occurrence) -> str:
    pair = annotated.pairs[place.pair]
    token = pair.tokens[place.token]
    sentence = marked(pair.pair.chinese, token.parts or [token])
    return (
        chinese(sentence, traditional=annotated.traditional)
        + "<br>"
        + marked(pair.pair.english, token.counterpart)
    )
