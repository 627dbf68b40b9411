"""A known name's place in the English line, its English form, its reading."""

import re
from collections.abc import Container, Iterable, Sequence

from shengci.english import EnglishWord, words_of
from shengci.lexicon import dictionary
from shengci.records import Span
from shengci.words.names import Name, is_plain_word
from shengci.words.segmentation import Piece

# Countries whose adjective or short form shares no beginning with the name the dictionary gives.
_ALSO_CALLED = {
    "美国": "U.S. U.S.A. US USA American Americans America",
    "英国": "British Britain Britons U.K. UK English England", "法国": "French", "德国": "German Germans",
    "荷兰": "Dutch", "瑞士": "Swiss", "西班牙": "Spanish", "希腊": "Greek", "泰国": "Thai", "丹麦": "Danish",
    "土耳其": "Turkish", "波兰": "Polish", "芬兰": "Finnish", "瑞典": "Swedish", "欧盟": "E.U. EU European",
    "联合国": "U.N. UN", "欧洲": "European", "中国": "Chinese", "日本": "Japanese", "菲律宾": "Filipino",
}  # fmt: skip


def repeated(
    sentence: str,
    pieces: Sequence[Piece],
    words: Sequence[EnglishWord],
    known: dict[str, str],
    found: Sequence[Name],
) -> Iterable[Name]:
    """Yield the sentence's names with those that other sentences of the article gave away.

    `known` maps such names to their English form; where the line has that form, or the part of it
    by which English calls people again (Jia Haojun, Mr. Jia), that is the counterpart. A name never
    cuts into a plain word (小满 in 大小满意), and a single character is no name by itself.
    """
    words_of_the_language = [
        (piece.start, piece.end)
        for piece in pieces
        if piece.kind == "word" and is_plain_word(sentence[piece.start : piece.end])
    ]
    names = [name for name in found if name.english is not None or name.reason == "dotted name"]
    for text in sorted(known, key=len, reverse=True):
        for match in re.finditer(re.escape(text), sentence):
            start, end = match.span()
            cuts = any(
                a < end and start < b and not (start <= a and b <= end)
                for a, b in words_of_the_language
            )
            if cuts or len(text) < 2:
                continue
            if all(end <= name.start or start >= name.end for name in names):
                names.append(
                    Name(match.start(), match.end(), None, "named elsewhere in the article")
                )
    for name in found:
        if all(name.end <= other.start or name.start >= other.end for other in names):
            names.append(name)
    used: set[int] = set()
    for name in sorted(names, key=lambda name: name.start):
        span = name.english or _again(words, known.get(sentence[name.start : name.end], ""), used)
        used.update(range(*span) if span else ())
        yield Name(name.start, name.end, span, name.reason)


def _again(words: Sequence[EnglishWord], form: str, used: set[int]) -> tuple[int, int] | None:
    parts = form.split()
    for first in range(len(words)):
        run = words[first : first + len(parts)]
        if (
            parts
            and [word.text for word in run] == parts
            and used.isdisjoint(range(run[0].start, run[-1].end))
        ):
            return run[0].start, run[-1].end
    for word in words:
        if word.text in parts and word.text[:1].isupper() and word.start not in used:
            return word.start, word.end
    return None


def span_by_gloss(
    headword: str, words: Sequence[EnglishWord], used: Container[int] = ()
) -> Span | None:
    """Return where the line has the English name the dictionary gives: 杭州, Hangzhou; 中国, Chinese.

    `used` are starts of English words that are another name's already.
    """
    free = [word for word in words if word.start not in used]
    return _by_gloss(headword, free) or _by_adjective(headword, free)


def _by_adjective(headword: str, words: Sequence[EnglishWord]) -> Span | None:
    also = _ALSO_CALLED.get(headword, "").split()
    names = [
        word.text
        for entry in dictionary.entries_of(headword)
        for definition in entry.definitions
        for word in words_of(definition.gloss)
        if word.text[:1].isupper() and len(word.text) > 3
    ]
    for word in words:
        close = any(
            word.text[:1].isupper() and len(word.text) > 4 and word.text[:4] == name[:4]
            for name in names
        )
        if word.text in also or close:
            return Span(word.start, word.end)
    return None


def _by_gloss(headword: str, words: Sequence[EnglishWord]) -> Span | None:
    for entry in dictionary.entries_of(headword):
        for definition in entry.definitions:
            for alternative in definition.alternatives:
                span = _capitalised_words(alternative.split(",")[0], words)
                if span is not None:
                    return span
    return None


def _capitalised_words(gloss: str, words: Sequence[EnglishWord]) -> Span | None:
    wanted = [word for word in words_of(gloss) if word.text[:1].isupper()]
    for length in range(len(wanted), 0, -1):
        stems = [word.stem for word in wanted[:length]]
        if not any(len(stem) > 2 for stem in stems):
            continue
        for first in range(len(words) - length + 1):
            run = words[first : first + length]
            if [word.stem for word in run] == stems and run[0].text[:1].isupper():
                return Span(run[0].start, run[-1].end)
    return None
