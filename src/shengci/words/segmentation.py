"""Chinese text cut into the words a learner meets in a dictionary."""

import atexit
import logging
import math
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from shengci.lexicon import dictionary, frequency, function_words, hsk
from shengci.records import TokenKind

if TYPE_CHECKING:
    import jieba

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af〇"
_PIECE = re.compile(
    rf"(?P<number>[0-9０-９](?:[0-9０-９]|[,.:，．：](?=[0-9０-９]))*(?:[十百千万亿兆]+|[%％‰°℃])?)"
    rf"|(?P<latin>[^\W\d_{_HAN}](?:[^\W_{_HAN}]|[.&'’+/#-](?=[^\W_{_HAN}]))*)"
    rf"|(?P<han>[{_HAN}]+)|(?P<other>\s+|.)",
    re.DOTALL,
)
_NUMERALS = re.compile(r"[零〇一二三四五六七八九十百千万亿兆两]+(?:点[零〇一二三四五六七八九]+)?")
# Written with numerals but no numbers.
_NOT_NUMBERS = frozenset(("万一", "千万", "一一", "三八", "二百五", "万千", "两", "半百"))
_COUNTING = frozenset("一二两三四五六七八九十几数多每各")
_COUNTED = function_words.MEASURE_WORDS | frozenset(("人", "晚上", "早上", "国"))
_MOST_JOINED = 4  # pieces
_NAME_TAGS = ("nr", "ns", "nt")  # jieba's tags for people, places and organisations
_LONGEST_WORD = 8
_UNKNOWN_CHARACTER = -16.0  # log probability; a word of frequency 1e-7


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence: a word, name, number … with jieba's part-of-speech tag."""

    start: int
    end: int
    kind: TokenKind
    tag: str = ""


def pieces_of(sentence: str) -> list[Piece]:
    """Return the pieces of a simplified sentence; they join back to it, white space included.

    Words come from jieba; those that no dictionary knows are split into known words unless jieba
    takes them for a name.
    """
    out: list[Piece] = []
    for match in _PIECE.finditer(sentence):
        kind = match.lastgroup
        if kind == "han":
            out += _words(match[0], match.start())
        elif kind == "number":
            out.append(Piece(*match.span(), "number"))
        elif kind == "latin":
            out.append(Piece(*match.span(), "latin"))
        else:
            out.append(Piece(*match.span(), "punctuation"))
    return _join_listed(_join_mixed(out, sentence), sentence)


def with_names(
    sentence: str, pieces: Sequence[Piece], names: Sequence[tuple[int, int]]
) -> list[Piece]:
    """Return the pieces cut anew around the names, which become pieces of their own.

    What jieba took for a name and nothing confirms is split into known words.
    """
    out: list[Piece] = []
    for piece in pieces:
        clashing = [(start, end) for start, end in names if start < piece.end and piece.start < end]
        if not clashing:
            out += _resplit(sentence, piece)
            continue
        if piece.start < clashing[0][0]:
            out += _cut(sentence, piece.start, clashing[0][0])
        for start, end in clashing:
            if not out or out[-1].start != start or out[-1].kind != "name":
                out.append(Piece(start, end, "name"))
        if piece.end > clashing[-1][1]:
            out += _cut(sentence, clashing[-1][1], piece.end)
    return _join_listed(out, sentence)


def _resplit(sentence: str, piece: Piece) -> list[Piece]:
    word = sentence[piece.start : piece.end]
    if piece.kind != "word" or not piece.tag.startswith(_NAME_TAGS) or is_known(word):
        return [piece]
    return _cut(sentence, piece.start, piece.end)


def _cut(sentence: str, start: int, end: int) -> list[Piece]:
    if not is_han(sentence[start:end]):
        return [Piece(start, end, "punctuation")]
    out = []
    for part in best_split(sentence[start:end]):
        out.append(Piece(start, start + len(part), "number" if _is_number(part) else "word"))
        start += len(part)
    return out


def is_han(text: str) -> bool:
    """Return whether a text is of Chinese characters throughout."""
    return re.fullmatch(f"[{_HAN}]+", text) is not None


def is_known(word: str) -> bool:
    """Return whether a dictionary or an HSK list has the word."""
    return dictionary.is_headword(word) or is_listed(word)


def is_listed(word: str) -> bool:
    """Return whether one of the current HSK lists has the word."""
    return word in hsk.words("2025") or word in hsk.words("2021")


def _words(run: str, offset: int) -> Iterator[Piece]:
    at = offset
    for word, tag in _tagged(run):
        for part in _split(word, tag):
            kind: TokenKind = "number" if _is_number(part) else "word"
            yield Piece(at, at + len(part), kind, tag if part == word else "")
            at += len(part)


def _is_number(word: str) -> bool:
    return _NUMERALS.fullmatch(word) is not None and word not in _NOT_NUMBERS


def _split(word: str, tag: str) -> list[str]:
    if len(word) == 1 or _is_number(word):
        return [word]
    if word[0] in _COUNTING and word[1:] in _COUNTED and not is_listed(word):
        return [word[0], word[1:]]
    if is_known(word) or tag.startswith(_NAME_TAGS):
        return [word]
    if len(word) == 2 and tag and function_words.FUNCTION_WORDS.isdisjoint(word):
        return [word]  # jieba lists it: half a word is worse than one without an entry
    if len(word) > 1 and word.endswith("儿") and is_known(word[:-1]):
        return [word]
    return best_split(word)


def best_split(run: str) -> list[str]:
    """Return the likeliest cut of a run of Han into known words and single characters.

    Method: the best path by word frequencies (a unigram model over wordfreq's counts).

    >>> best_split("人工智能初创企业")
    ['人工智能', '初创', '企业']
    """
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        options = []
        for start in range(max(0, end - _LONGEST_WORD), end):
            word = run[start:end]
            if end - start == 1 or is_known(word):
                options.append((best[start][0] + log_probability(word), start))
        best.append(max(options))
    words, end = [], len(run)
    while end:
        start = best[end][1]
        words.append(run[start:end])
        end = start
    return words[::-1]


def log_probability(word: str) -> float:
    """Return the natural logarithm of a word's share of running text, low for what was never seen."""
    zipf = frequency.zipf_of(word)
    return (zipf - 9) * math.log(10) if zipf else _UNKNOWN_CHARACTER * (1 + 0.3 * (len(word) - 1))


def _join_mixed(pieces: list[Piece], sentence: str) -> list[Piece]:
    """Join what a dictionary lists as one word across scripts: T恤, 卡拉OK."""
    out: list[Piece] = []
    for piece in pieces:
        if out and "latin" in (out[-1].kind, piece.kind):
            joint = sentence[out[-1].start : piece.end]
            if dictionary.is_headword(joint) and re.search(rf"[{_HAN}]", joint):
                out[-1] = Piece(out[-1].start, piece.end, "word")
                continue
        out.append(piece)
    return out


def _join_listed(pieces: list[Piece], sentence: str) -> list[Piece]:
    """Join neighbouring pieces that a dictionary lists as one word: 首席 执行 官, 软 实力.

    Two single characters are joined too (智 库), but never with a function word (把 手).
    """
    out: list[Piece] = []
    at = 0
    while at < len(pieces):
        last = at
        for end in range(min(len(pieces), at + _MOST_JOINED), at + 1, -1):
            if _is_one_word(pieces[at:end], sentence):
                last = end - 1
                break
        if last > at:
            out.append(Piece(pieces[at].start, pieces[last].end, "word"))
        else:
            out.append(pieces[at])
        at = last + 1
    return out


def _is_one_word(pieces: Sequence[Piece], sentence: str) -> bool:
    if any(piece.kind != "word" for piece in pieces):
        return False
    parts = [sentence[piece.start : piece.end] for piece in pieces]
    if not function_words.FUNCTION_WORDS.isdisjoint(parts):
        return False
    return is_known("".join(parts))


def _tagged(run: str) -> Iterator[tuple[str, str]]:
    tag_of = _tags()
    for word in _tokenizer().cut(run):
        yield word, tag_of.get(word) or ("nr" if _may_be_a_person(word) else "")


def tag_of(word: str) -> str:
    """Return jieba's part of speech of a word, "" where it lists none."""
    return _tags().get(word, "")


def _may_be_a_person(word: str) -> bool:
    """Return whether a word jieba doesn't list is built like a Chinese person's name."""
    return 1 < len(word) < 4 and any(e.is_surname for e in dictionary.entries_of(word[0]))


@cache
def _tags() -> dict[str, str]:
    """Return the part of speech jieba lists for each of its words.

    jieba.posseg reads the same table line by line, which takes half a second longer.
    """
    text = (files("jieba") / "dict.txt").read_text(encoding="utf-8").split()
    return dict(zip(text[0::3], text[2::3], strict=True))


@cache
def _tokenizer() -> "jieba.Tokenizer":
    """Return jieba's tokenizer, with its cache in a folder of the user's own.

    jieba (0.42.1) keeps its compiled dictionary as marshal in the shared temporary folder, where
    another user can plant one; and it reports on loading to stderr.
    """
    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    folder = platformdirs.user_cache_path("shengci")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:  # no home folder to write to
        private = tempfile.TemporaryDirectory(prefix="shengci-")
        atexit.register(private.cleanup)
        folder = Path(private.name)
    tokenizer.tmp_dir = str(folder)
    return tokenizer
