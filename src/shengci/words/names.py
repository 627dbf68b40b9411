"""Names in a Chinese sentence: the dictionary's, jieba's, and those the English line spells out."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from shengci import sounds
from shengci.english import FUNCTION_WORDS, EnglishWord
from shengci.lexicon import dictionary
from shengci.lexicon.frequency import english_zipf_of
from shengci.records import Entry
from shengci.words.segmentation import Piece, is_known, is_listed, with_names

_HAN = "\u3400-\u9fff\U00020000-\U000323af"
DOTS = "·•‧・"
_DOTTED = re.compile(rf"[{_HAN}]+(?:[{DOTS}][{_HAN}]+)+")
_TITLES = frozenset("""mr mrs ms miss dr prof professor president sir""".split())
_PLACE_ENDING = re.compile(r"[国州省市县京海]$")
_CAPITALISED_WORDS = re.compile(
    r".*(?:[语文节历]|汉字|拼音|话)$|(?:周|星期|礼拜)[一二三四五六日天末]$|.+[人菜式]$"
)
_LIKE = 0.8
_LIKE_IN_PARTS = 0.5  # the dot has said already that it is a foreign name
_SKIPPED = frozenset("的了在是和与及或也都就还不没把被对向从到说个这那有我你他她它们很更最又再只等")
LISTED = "name in the dictionary"
BY_FORM = "name by its form"
SOUNDS_ALIKE = "sounds like the English name"
TITLED = "surname before a title"


@dataclass(frozen=True, slots=True)
class Name:
    """A name's place in the Chinese sentence, and in the English line where that spells it."""

    start: int
    end: int
    english: tuple[int, int] | None
    reason: str


def names_of(
    sentence: str, pieces: Sequence[Piece], english: Sequence[EnglishWord], *, trust_form: bool
) -> list[Name]:
    """Return the names of a simplified sentence, in order, none overlapping another.

    Evidence, strongest first: Chinese whose pinyin the English line spells (贾皓钧, Jia Haojun); the
    dot between the parts of a foreign name; characters without a meaning together that sound like a
    capitalised English word (拉克菲尔德, Larkfield); a dictionary entry that has only a capitalised
    reading; a surname before a title (陈先生). With `trust_form`, for articles without any English,
    also words that no dictionary knows and that are built like names.
    """
    found: list[Name] = []
    # What only jieba takes for a name is split.
    plain = pieces if trust_form else with_names(sentence, pieces, ())
    candidates = (
        *_spelt(sentence, english),
        *_dotted(sentence, pieces, english),
        *(() if _is_headline(english) else _sounding(sentence, plain, english)),
        *_addressed(sentence, plain, english),
        *_listed(sentence, plain, trust_form=trust_form),
    )
    for name in candidates:
        if all(name.end <= other.start or name.start >= other.end for other in found):
            found.append(name)
    return sorted(found, key=lambda name: name.start)


def _dotted(
    sentence: str, pieces: Sequence[Piece], english: Sequence[EnglishWord]
) -> Iterable[Name]:
    """Yield foreign names with a dot between their parts.

    Where the first part begins and the last one ends (研究员凯尔·陈说) is told by the English name they
    sound like, else by jieba's pieces.
    """
    runs = _capitalised_runs(english)
    for match in _DOTTED.finditer(sentence):
        dots = [match.start() + i for i, char in enumerate(match[0]) if char in DOTS]
        starts = range(max(match.start(), dots[0] - sounds.LONGEST_NAME), dots[0])
        ends = range(dots[-1] + 2, min(match.end(), dots[-1] + 1 + sounds.LONGEST_NAME) + 1)
        borders = {piece.start for piece in pieces} | {piece.end for piece in pieces}
        best, name = _LIKE_IN_PARTS, Name(*_by_pieces(pieces, dots), None, "dotted name")
        for start in starts:
            for end in ends:
                likeness, span = _sounding_run(sentence[start:end], runs)
                likeness += 0.05 * (start in borders) + 0.05 * (end in borders)
                if likeness > best:
                    best, name = likeness, Name(start, end, span, "dotted name")
        yield name


def _by_pieces(pieces: Sequence[Piece], dots: Sequence[int]) -> tuple[int, int]:
    start = next((piece.start for piece in pieces if piece.end == dots[0]), dots[0] - 1)
    end = next((piece.end for piece in pieces if piece.start == dots[-1] + 1), dots[-1] + 2)
    return start, end


def _sounding_run(
    name: str, runs: Sequence[Sequence[EnglishWord]]
) -> tuple[float, tuple[int, int] | None]:
    """Return how much a dotted name sounds like some run of capitalised words, part by part, and where."""
    parts = [sounds.reading_skeleton(part) for part in re.split(f"[{DOTS}]", name)]
    best: tuple[float, tuple[int, int] | None] = (0.0, None)
    for run in runs:
        for first in range(len(run) - len(parts) + 1):
            words = run[first : first + len(parts)]
            alike = [
                sounds.likeness(sounds.latin_skeleton(w.text), part)
                for w, part in zip(words, parts, strict=True)
            ]
            likeness = sum(alike) / len(alike)
            if likeness > best[0]:
                best = likeness, (words[0].start, words[-1].end)
    return best


def is_plain_word(word: str) -> bool:
    """Return whether the dictionary has the word as something other than a name."""
    return len(word) > 1 and any(not entry.is_name for entry in dictionary.entries_of(word))


_ADDRESS = frozenset(
    "先生 女士 小姐 太太 老师 师傅 博士 教授 医生 大夫 律师 警官 主任 经理 总统 总理 部长 法官 阿姨 叔叔".split()
)


def _addressed(
    sentence: str, pieces: Sequence[Piece], english: Sequence[EnglishWord]
) -> Iterable[Name]:
    """Yield surnames before a title: 陈先生, 顾师傅."""
    for piece, after in itertools.pairwise(pieces):
        surname = sentence[piece.start : piece.end]
        if len(surname) != 1 or sentence[after.start : after.end] not in _ADDRESS:
            continue
        if any(entry.is_surname for entry in dictionary.entries_of(surname)):
            readings = sounds.toneless_readings(surname)
            match = next(
                (w for w in english if w.text[:1].isupper() and w.text.lower() in readings), None
            )
            yield Name(
                piece.start,
                piece.end,
                (match.start, match.end) if match else None,
                TITLED,
            )


def _is_headline(english: Sequence[EnglishWord]) -> bool:
    """Return whether a line writes its words with capitals, as headlines do: no sign of names then."""
    content = [word for word in english if not word.is_function_word]
    return len(content) > 2 and all(word.text[:1].isupper() for word in content)


def _listed(sentence: str, pieces: Sequence[Piece], *, trust_form: bool) -> Iterable[Name]:
    for piece in pieces:
        if piece.kind != "word":
            continue
        word = sentence[piece.start : piece.end]
        entries = dictionary.entries_of(word)
        if entries:
            if is_listed_name(word):
                yield Name(piece.start, piece.end, None, LISTED)
        elif trust_form and not is_known(word) and 1 < len(word) < 5 and piece.tag.startswith("nr"):
            yield Name(piece.start, piece.end, None, BY_FORM)


def _is_slang(entry: Entry) -> bool:
    return any("slang" in label for definition in entry.definitions for label in definition.labels)


@cache
def is_listed_name(word: str) -> bool:
    """Return whether the dictionary has the word as a proper noun only.

    Languages, feasts, days, peoples and cuisines (英语, 春节, 周一, 川菜), which it capitalises too, are
    vocabulary, and so are words an HSK list teaches that are not places.
    """
    entries = dictionary.entries_of(word)
    if len(word) < 2 or not entries or not all(entry.is_name for entry in entries):
        return False
    if _CAPITALISED_WORDS.match(word) or any(_is_slang(entry) for entry in entries):
        return False
    glosses = " ".join(d.gloss for entry in entries for d in entry.definitions)
    if is_listed(word):
        return bool(_PLACE_ENDING.search(word)) or glosses.startswith(("surname", "China"))
    return True


def _sounding(
    sentence: str, pieces: Sequence[Piece], english: Sequence[EnglishWord]
) -> Iterable[Name]:
    stretches = list(_meaningless_stretches(sentence, pieces))
    if not stretches:
        return
    for i, word in enumerate(english):
        if not word.text[:1].isupper() or len(word.text) < 4 or word.is_function_word:
            continue
        if i == 0 and english_zipf_of(word.text) > 4:  # a common word that merely begins the line
            continue
        wanted = sounds.latin_skeleton(word.text)
        if len(wanted) < 2:
            continue
        like = 1.0 if len(wanted) == 2 else _LIKE
        options = [
            (sounds.likeness(wanted, sounds.reading_skeleton(sentence[a:b])), b - a, a, b)
            for start, end in stretches
            for a in range(start, end - 1)
            for b in range(a + 2, min(end, a + sounds.LONGEST_NAME) + 1)
        ]
        likeness, _, start, end = max(options, default=(0.0, 0, 0, 0))
        if likeness >= like and len(word.text) >= (5 if len(wanted) == 2 else 4):
            yield Name(start, end, (word.start, word.end), SOUNDS_ALIKE)


def _meaningless_stretches(sentence: str, pieces: Sequence[Piece]) -> Iterable[tuple[int, int]]:
    start = end = -1
    for piece in pieces:
        word = sentence[piece.start : piece.end]
        loose = (
            piece.kind == "word"
            and word not in _SKIPPED
            and (len(word) == 1 or not (is_plain_word(word) or is_listed(word)))
        )
        if loose and piece.start == end:
            end = piece.end
        else:
            if end - start > 1:
                yield start, end
            start, end = (piece.start, piece.end) if loose else (-1, -1)
    if end - start > 1:
        yield start, end


def _spelt(sentence: str, english: Sequence[EnglishWord]) -> Iterable[Name]:
    for run in _capitalised_runs(english):
        for first in range(len(run)):
            for last in range(len(run), first, -1):
                words = run[first:last]
                letters = "".join(re.sub(r"[^a-zü]", "", word.text.lower()) for word in words)
                span = sounds.span_read(sentence, letters) if len(letters) > 3 else None
                if span is not None and not is_plain_word(sentence[span[0] : span[1]]):
                    yield Name(*span, (words[0].start, words[-1].end), "spelt in the English line")


def _capitalised_runs(english: Sequence[EnglishWord]) -> list[list[EnglishWord]]:
    runs: list[list[EnglishWord]] = [[]]
    for i, word in enumerate(english):
        low = word.text.lower().rstrip(".")
        hyphenated = (
            runs[-1]
            and i
            and word.start == english[i - 1].end + 1
            and runs[-1][-1] is english[i - 1]
        )
        if low in FUNCTION_WORDS or low in _TITLES or not (word.text[:1].isupper() or hyphenated):
            runs.append([])
        elif runs[-1] and word.start - runs[-1][-1].end > 1:
            runs.append([word])
        else:
            runs[-1].append(word)
    return [run for run in runs if run]
