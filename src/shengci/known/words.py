"""Words as people write them in lists and on cards, and the headwords they stand for."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shengci import script, text
from shengci.known import readings
from shengci.known.readings import Syllables
from shengci.lexicon import dictionary, hsk
from shengci.records import Knowledge, Standard

LONGEST = 20  # characters; the longest headwords are proverbs of about that length
_STANDARDS: tuple[Standard, ...] = ("2025", "2021", "2.0")

_HAN = re.compile(f"[{text.HAN}]")
_UNSEEN = re.compile(
    r"<(rt|rp|rtc|style|script)\b.*?</\1\s*>|<!--.*?-->|\[(?:sound|anki):[^\]]*\]",
    re.DOTALL | re.IGNORECASE,
)
_LINE_END = re.compile(r"<(?:br|/?div|/?p|/?li|/?tr|/?td)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)
_CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::[^{}]*)?\}\}", re.DOTALL)
# The traditional form, a reading, or a part that may be left out: 国[國], 打(电话).
_BRACKETED = re.compile(
    r"\[[^\[\]]*\]|【[^【】]*】|（[^（）]*）|\([^()]*\)|〔[^〔〕]*〕|〖[^〖〗]*〗"
)
_SEPARATOR = re.compile(r"[\s/／、，,;；|｜]+")
_AROUND = "()（）[]【】 \t\u3000.。．!！?？…·•:：\"'“”‘’「」『』《》〈〉*＊~～-—–=+#"


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A headword that is known: in one reading, as the dictionary has it, or however it is read, ()."""

    headword: str
    reading: Syllables = ()
    note: str = ""  # where it comes from


def plain(field: str) -> str:
    """Return the text of a field of a note: no tags, sounds, readings above words or cloze marks.

    >>> plain("<ruby>夜<rt>yè</rt></ruby><b>市</b>&nbsp;[sound:ye.mp3]"), plain("{{c1::豆腐::food}}")
    ('夜市', '豆腐')
    """
    if "<" in field or "[" in field:
        field = _TAG.sub("", _LINE_END.sub(" / ", _UNSEEN.sub("", field)))
    field = _CLOZE.sub(r"\1", field) if "{{" in field else field
    return text.fold(text.clean(html.unescape(field))).strip("/ ")


def is_word(headword: str) -> bool:
    """Return whether the dictionary or an HSK list has a simplified headword."""
    return dictionary.is_headword(headword) or any(headword in hsk.words(s) for s in _STANDARDS)


def has_han(value: str) -> bool:
    """Return whether there is a Chinese character in a text."""
    return _HAN.search(value) is not None


def written_words(value: str) -> tuple[str, ...]:
    """Return the words a value names, as they are written; one that is no list of words comes whole.

    What stands in brackets and what has no Chinese in it is left out.

    >>> written_words("爸爸/爸"), written_words("国[國]"), written_words("1. 夜市 night market")
    (('爸爸', '爸'), ('国',), ('夜市',))
    >>> written_words("你叫什么名字？"), written_words("我来，你走")
    (('你叫什么名字',), ('我来，你走',))
    """
    whole = "".join(value.split())
    if not has_han(whole):
        return ()
    if _stands_for_a_word(whole):
        return (whole,)
    bare = _BRACKETED.sub("", value) if has_han(_BRACKETED.sub("", value)) else value
    pieces = [piece.strip(_AROUND) for piece in _SEPARATOR.split(bare)]
    pieces = [piece for piece in pieces if has_han(piece)]
    if len(pieces) < 2 or all(map(_stands_for_a_word, pieces)):
        return tuple(pieces)
    return (text.fold(bare).strip(_AROUND),)


def _stands_for_a_word(word: str) -> bool:
    return is_word(word) or bool(dictionary.simplified_headwords(word))


def are_traditional(words: Iterable[str]) -> bool:
    """Return whether a list is in traditional characters, by those of its words that are no simplified ones."""
    return script.is_traditional("".join(word for word in words if not is_word(word)))


def headwords_of(word: str, *, traditional: bool = False) -> tuple[str, ...]:
    """Return the simplified headwords that a written word stands for; () if it is none.

    One that is a word in both scripts (乾, 著) is the simplified one, unless its list is `traditional`;
    then it is all it can be.

    >>> headwords_of("獸醫"), headwords_of("著"), headwords_of("著", traditional=True), headwords_of("夜市好")
    (('兽医',), ('著',), ('着', '著'), ())
    """
    if not traditional and is_word(word):
        return (word,)
    found = dictionary.simplified_headwords(word)
    if found:
        return found
    simplified = script.to_simplified(word)
    return tuple(each for each in dict.fromkeys((word, simplified)) if is_word(each))[:1]


def known_as(
    word: str, reading: str = "", *, traditional: bool = False, note: str = ""
) -> tuple[KnownWord, ...]:
    """Return what someone knows who knows a written word in a written reading ("" for any).

    A reading counts where the word has several. One that fits none of them, as a mistake in a deck
    would be, is no reason to think the word unknown: then any reading is known. What is no word is
    kept as it is, in simplified characters.

    >>> [(each.headword, each.reading) for each in known_as("長", "cháng")]
    [('长', ('chang2',))]
    """
    headwords = headwords_of(word, traditional=traditional) or (script.to_simplified(word),)
    whole = tuple(KnownWord(headword, (), note) for headword in headwords)
    if not reading or (len(headwords) == 1 and not dictionary.has_several_readings(headwords[0])):
        return whole
    meant = {each: readings.matching(reading, dictionary.readings_of(each)) for each in headwords}
    if not any(meant.values()):
        return whole
    return tuple(
        KnownWord(headword, read if dictionary.has_several_readings(headword) else (), note)
        for headword, found in meant.items()
        for read in found
    )


def knowledge_of(known: Iterable[KnownWord], name: str = "") -> Knowledge:
    """Return what a learner knows, with and without the erhua that changes no meaning.

    A word known in every reading it has is known however it is read.
    """
    words: set[str] = set()
    readings_known: dict[str, set[Syllables]] = {}
    for each in known:
        if each.reading:
            readings_known.setdefault(each.headword, set()).add(each.reading)
        else:
            words.add(each.headword)
    for headword, reading in [*_with_erhua(words, readings_known)]:
        if dictionary.has_several_readings(headword):
            readings_known.setdefault(headword, set()).add(reading)
        else:
            words.add(headword)
    words |= {w for w, read in readings_known.items() if read >= set(dictionary.readings_of(w))}
    return Knowledge(
        frozenset(words),
        frozenset(
            (word, " ".join(reading))
            for word, found in readings_known.items()
            for reading in found
            if word not in words
        ),
        name,
    )


def _with_erhua(
    words: Iterable[str], readings_known: dict[str, set[Syllables]]
) -> Iterator[tuple[str, Syllables]]:
    """Yield the words that differ from known ones in their erhua alone, with their reading.

    They do where the dictionary calls one the other's variant, or gives both a same meaning.
    """
    every = dict.fromkeys((*words, *readings_known))
    for word in every:
        longer = word if len(word) > 1 and word.endswith("儿") else f"{word}儿"
        shorter = longer[:-1]
        if not (dictionary.is_headword(longer) and dictionary.is_headword(shorter)):
            continue
        for reading in _erhua_readings(longer, shorter):
            other = (longer, reading) if word == shorter else (shorter, reading[:-1])
            own = reading[:-1] if word == shorter else reading
            if own in readings_known.get(word, (own,)):
                yield other


def _erhua_readings(longer: str, shorter: str) -> Iterator[Syllables]:
    meanings = {d.gloss for entry in dictionary.entries_of(shorter) for d in entry.definitions}
    for entry in dictionary.entries_of(longer):
        is_variant = any(
            "erhua variant of" in d.labels or d.gloss in meanings for d in entry.definitions
        )
        if entry.pinyin[-1] == "r5" and is_variant:
            yield tuple(map(str.lower, entry.pinyin))
