"""What ours is measured against: what a learner's tool could do with the packages and a dictionary alone."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np

from shengci import embeddings
from shengci.english import EnglishWord, stem_of, words_of
from shengci.lexicon import dictionary
from shengci.pinyin import aligned
from shengci.records import Span
from shengci.words import segmentation, senses
from word_gold import GoldWord, NameFound, Spans
from word_scores import Answer

_HAN_RUN = re.compile("[\u3400-\u9fff\U00020000-\U000323af〇]+")
_PUNCTUATION = re.compile(r"\W+")
_NAME_TAGS = {"nr": "person", "ns": "place", "nt": "organisation", "nz": "work"}
# Both sought on the hand-aligned news sentences for the lowest alignment error rate.
_DISTANCE, _LEAST_LIKE = 0.3, 0.3


def pypinyin_readings(sentence: str) -> list[str]:
    """Return pypinyin's numbered syllable of each character, the character itself where it has none."""
    from pypinyin import Style, lazy_pinyin

    found = lazy_pinyin(
        sentence, Style.TONE3, errors=list, neutral_tone_with_five=True, v_to_u=True
    )
    return [syllable.replace("ü", "u:") for syllable in found]


def g2pm_readings(sentence: str) -> list[str]:
    """Return g2pM's numbered syllable of each character; it is given runs of Chinese characters only."""
    out = list(sentence)
    for match in _HAN_RUN.finditer(sentence):
        out[match.start() : match.end()] = _g2pm()(match[0], char_split=True, tone=True)
    return out


@cache
def _g2pm() -> Any:  # noqa: ANN401 (g2pM has no types)
    from g2pM import G2pM

    return G2pM()


def jieba_words(sentence: str) -> list[str]:
    """Return the words jieba cuts a sentence into."""
    import jieba

    jieba.setLogLevel(40)
    return [*jieba.cut(sentence)]


def jieba_split(sentence: str) -> list[str]:
    """Return jieba's words, those that no dictionary knows split into words that one does."""
    out = []
    for word in jieba_words(sentence):
        known = segmentation.is_known(word) or not segmentation.is_han(word)
        out += [word] if known else segmentation.best_split(word)
    return out


def _placed(words: Sequence[str]) -> Iterator[tuple[str, Span]]:
    at = 0
    for word in words:
        yield word, Span(at, at + len(word))
        at += len(word)


def linked_by_gloss(chinese: str, english: str) -> dict[Span, Spans]:
    """Return jieba's words with the English words that share a stem with one of their glosses.

    Of several places with the same stem the one nearest in relative position.
    """
    words = words_of(english)
    return {
        span: tuple(Span(w.start, w.end) for w in _sharing_a_stem(word, _middle(span, chinese), words, english))
        for word, span in _placed(jieba_words(chinese))
        if not _PUNCTUATION.fullmatch(word)
    }  # fmt: skip


def _sharing_a_stem(
    word: str, middle: float, words: Sequence[EnglishWord], line: str
) -> list[EnglishWord]:
    nearest: dict[str, EnglishWord] = {}
    for each in sorted(words, key=lambda w: abs(_middle(w, line) - middle)):
        if each.stem in gloss_stems(word):
            nearest.setdefault(each.stem, each)
    return list(nearest.values())


@cache
def gloss_stems(headword: str) -> frozenset[str]:
    """Return the stems of the content words of a headword's glosses; of itself where it has none."""
    wordings = [
        wording
        for entry in dictionary.entries_of(headword)
        for definition in entry.definitions
        for wording in definition.alternatives
    ]
    found = {w.stem for text in wordings for w in words_of(text) if not w.is_function_word}
    return frozenset(found) or frozenset({stem_of(headword)})


def linked_by_gloss_and_meaning(chinese: str, english: str) -> dict[Span, Spans]:
    """Return the same, and words without a link linked to the nearest in meaning that is still free."""
    linked = linked_by_gloss(chinese, english)
    taken = {span.start for spans in linked.values() for span in spans}
    open_words = [span for span, spans in linked.items() if not spans]
    free = [w for w in words_of(english) if w.start not in taken and not w.is_function_word]
    if not (open_words and free):
        return linked
    vectors = embeddings.encode([chinese[s.start : s.end] for s in open_words])
    likeness = vectors @ embeddings.encode([word.text for word in free]).T
    middles = [[_middle(each, text) for each in side] for side, text in ((open_words, chinese), (free, english))]  # fmt: skip
    likeness = likeness - _DISTANCE * np.abs(np.subtract.outer(*middles))
    while likeness.max() > _LEAST_LIKE:
        c, e = np.unravel_index(int(likeness.argmax()), likeness.shape)
        linked[open_words[c]] = (Span(free[e].start, free[e].end),)
        likeness[c, :] = likeness[:, e] = -1
    return linked


def _middle(place: Span | EnglishWord, text: str) -> float:
    return (place.start + place.end) / 2 / max(1, len(text))


def first_sense(gold: GoldWord, chinese: str, english: str) -> Answer:
    """Return the first sense of a dictionary, pypinyin's reading, and the counterpart by glosses.

    The word is given: this is no judgement of jieba.
    """
    syllables = pypinyin_readings(chinese)
    reading = aligned(tuple(s for at in gold.pieces for s in syllables[at.start : at.end]))
    headword = dictionary.simplified_headword(gold.word)
    definitions = [d for entry in dictionary.entries_of(headword) for d in entry.definitions]
    found = _sharing_a_stem(headword, _middle(gold.place, chinese), words_of(english), english)
    return Answer(
        any(span == gold.place for _, span in _placed(jieba_words(chinese))),
        reading,
        senses.short_gloss(definitions[0]) if definitions else "",
        tuple(Span(word.start, word.end) for word in sorted(found, key=lambda w: w.start)),
    )


def posseg_names(pair: int, chinese: str) -> list[NameFound]:
    """Return the names jieba tags in a sentence: people, places, organisations, others."""
    from jieba import posseg

    tagged = [(each.word, each.flag) for each in posseg.cut(chinese)]
    places = _placed([word for word, _ in tagged])
    return [
        NameFound(pair, span, _NAME_TAGS[tag[:2]])
        for (_, tag), (_, span) in zip(tagged, places, strict=True)
        if tag[:2] in _NAME_TAGS
    ]
