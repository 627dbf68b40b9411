"""Names in a Chinese sentence: the dictionary's, jieba's, and those the English line spells out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from shengci.english import FUNCTION_WORDS, EnglishWord, words_of
from shengci.lexicon import dictionary, hsk
from shengci.lexicon.frequency import english_zipf_of
from shengci.records import Entry, Span
from shengci.words.segmentation import Piece, is_known

_HAN = "\u3400-\u9fff\U00020000-\U000323af"
_DOTTED = re.compile(rf"[{_HAN}]+(?:[·•‧・][{_HAN}A-Za-z.]+)+")
_TITLES = frozenset("mr mrs ms miss dr prof professor president sir".split())
_LONGEST_NAME = 6  # characters of a name the English line spells in pinyin
_BORDER = re.compile(r"[一了在和与的是把被说对向为]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name's place in the Chinese sentence, and in the English line where that spells it."""

    start: int
    end: int
    english: tuple[int, int] | None
    reason: str


def names_of(sentence: str, pieces: Sequence[Piece], english: Sequence[EnglishWord]) -> list[Name]:
    """Return the names of a simplified sentence, in order, none overlapping another.

    Evidence, strongest first: Chinese whose pinyin the English line spells (贾皓钧, Jia Haojun); the
    dot between the parts of a foreign name; characters without a meaning together that sound like a
    capitalised English word (拉克菲尔德, Larkfield); a dictionary entry that has only a capitalised
    reading. Without an English line, jieba's tags on words that no dictionary knows.
    """
    found: list[Name] = []
    candidates = (
        *_spelt(sentence, english),
        *_dotted(sentence, pieces),
        *_sounding(sentence, pieces, english),
        *_listed(sentence, pieces, trust_form=not english),
    )
    for name in candidates:
        if all(name.end <= other.start or name.start >= other.end for other in found):
            found.append(name)
    return sorted(found, key=lambda name: name.start)


def repeated(
    sentence: str,
    line: str,
    words: Sequence[EnglishWord],
    known: dict[str, str],
    found: Sequence[Name],
) -> Iterable[Name]:
    """Yield the sentence's names with those that other sentences of the article gave away.

    `known` maps such names to their English form; where the line has that form, or the part of it
    by which English calls people again (Jia Haojun, Mr. Jia), that is the counterpart.
    """
    names = [name for name in found if name.english is not None or name.reason == "dotted name"]
    for text in sorted(known, key=len, reverse=True):
        for match in re.finditer(re.escape(text), sentence):
            if all(match.end() <= name.start or match.start() >= name.end for name in names):
                names.append(Name(match.start(), match.end(), None, "named elsewhere in the article"))
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
        if parts and [word.text for word in run] == parts and used.isdisjoint(range(run[0].start, run[-1].end)):
            return run[0].start, run[-1].end
    for word in words:
        if word.text in parts and word.text[:1].isupper() and word.start not in used:
            return word.start, word.end
    return None


def span_by_gloss(headword: str, words: Sequence[EnglishWord]) -> Span | None:
    """Return where the line has the English name the dictionary gives: 杭州, Hangzhou; 谷歌, Google."""
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


def reading_of_name(name: str, heard: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name's reading, capitalised, a surname's own (单 Shàn, 曾 Zēng) before the usual one.

    A dot or a Latin letter in the name has an empty syllable.
    """
    surname = next((e.pinyin[0] for e in dictionary.entries_of(name[0]) if e.is_name and _is_surname(e)), "")
    syllables = [surname if i == 0 and surname and len(name) <= 4 and "·" not in name else s for i, s in enumerate(heard)]
    capital = True
    out = []
    for syllable, char in zip(syllables, name, strict=True):
        out.append(syllable.capitalize() if capital else syllable)
        capital = char in "·•‧・"
    return tuple(out)


def _is_surname(entry: Entry) -> bool:
    return any("surname" in definition.labels for definition in entry.definitions)


def _dotted(sentence: str, pieces: Sequence[Piece]) -> Iterable[Name]:
    for match in _DOTTED.finditer(sentence):
        # What stands before the first part belongs to the sentence: 研究员凯尔·陈, 是萨姆·奥尔特曼.
        dot = re.search("[·•‧・]", match[0])
        first = match.start() + (dot.start() if dot else 0)
        start = _start_of_first_part(sentence, pieces, match.start(), first)
        end = _end_of_last_part(sentence, pieces, match)
        yield Name(start, end, None, "dotted name")


def _start_of_first_part(sentence: str, pieces: Sequence[Piece], begin: int, dot: int) -> int:
    start = dot
    for piece in reversed(pieces):
        if piece.end > dot or piece.end <= begin:
            continue
        word = sentence[piece.start : piece.end]
        if piece.end != start or (len(word) > 1 and _is_plain_word(word)) or word in "是和与的在对向说":
            break
        start = piece.start
    return start if start < dot else max(begin, dot - 1)


def _end_of_last_part(sentence: str, pieces: Sequence[Piece], match: re.Match[str]) -> int:
    last_dot = max(match.start() + i for i, char in enumerate(match[0]) if char in "·•‧・")
    end = last_dot + 1
    for piece in pieces:
        if piece.start < end or piece.end > match.end():
            continue
        word = sentence[piece.start : piece.end]
        if piece.start != end or (end > last_dot + 1 and (_is_plain_word(word) or _BORDER.match(word))):
            break
        end = piece.end
    return max(end, last_dot + 2)


def _is_plain_word(word: str) -> bool:
    """Return whether the dictionary has the word as something other than a name."""
    return len(word) > 1 and any(not entry.is_name for entry in dictionary.entries_of(word))


def _listed(sentence: str, pieces: Sequence[Piece], *, trust_form: bool) -> Iterable[Name]:
    for piece in pieces:
        if piece.kind != "word":
            continue
        word = sentence[piece.start : piece.end]
        entries = dictionary.entries_of(word)
        if entries:
            if is_listed_name(word):
                yield Name(piece.start, piece.end, None, "name in the dictionary")
        elif trust_form and not is_known(word) and len(word) > 1 and piece.tag.startswith(("nr", "ns", "nt")):
            yield Name(piece.start, piece.end, None, "name by its form")


_PLACE_ENDING = re.compile(r"[国州省市县京海]$")
_LANGUAGES_AND_FEASTS = re.compile(r".*(?:[语文节历]|汉字|拼音|话)$")


@cache
def is_listed_name(word: str) -> bool:
    """Return whether the dictionary has the word as a proper noun only.

    Languages and feasts (英语, 春节), which it capitalises too, and words an HSK list teaches that are
    not places, are vocabulary.
    """
    entries = dictionary.entries_of(word)
    if len(word) < 2 or not entries or not all(entry.is_name for entry in entries):
        return False
    if _LANGUAGES_AND_FEASTS.match(word):
        return False
    glosses = " ".join(d.gloss for entry in entries for d in entry.definitions)
    if word in hsk.words("2025") or word in hsk.words("2021"):
        return bool(_PLACE_ENDING.search(word)) or glosses.startswith(("surname", "China"))
    return True


# --- names that sound like an English one ---------------------------------------------------------

_SOUND_CLASSES = (
    ("ng", "N"), ("zh", "S"), ("ch", "S"), ("sh", "S"), ("ph", "F"), ("th", "S"), ("ck", "K"), ("gh", ""),
    ("qu", "KW"), ("er", "L"), ("b", "P"), ("p", "P"), ("d", "T"), ("t", "T"), ("g", "K"), ("k", "K"),
    ("h", "H"), ("j", "S"), ("q", "S"), ("x", "S"), ("z", "S"), ("c", "S"), ("s", "S"), ("f", "F"), ("v", "F"),
    ("w", "W"), ("l", "L"), ("r", "L"), ("m", "M"), ("n", "N"), ("y", "Y"),
)  # fmt: skip
_LIKE = 0.8
_SKIPPED = frozenset("的了在是和与及或也都就还不没把被对向从到说个这那有我你他她它们很更最又再只等")


def _sounding(sentence: str, pieces: Sequence[Piece], english: Sequence[EnglishWord]) -> Iterable[Name]:
    stretches = list(_meaningless_stretches(sentence, pieces))
    if not stretches:
        return
    for i, word in enumerate(english):
        if not word.text[:1].isupper() or len(word.text) < 4 or word.is_function_word:
            continue
        if i == 0 and english_zipf_of(word.text) > 4:  # a common word that merely begins the line
            continue
        wanted = _skeleton(word.text.lower().replace("c", "k"), latin=True)
        if len(wanted) < 2:
            continue
        like = 1.0 if len(wanted) == 2 else _LIKE
        options = [
            (_likeness(wanted, _reading_skeleton(sentence[a:b])), b - a, a, b)
            for start, end in stretches
            for a in range(start, end - 1)
            for b in range(a + 2, min(end, a + _LONGEST_NAME) + 1)
        ]
        likeness, _, start, end = max(options, default=(0.0, 0, 0, 0))
        if likeness >= like and len(word.text) > 4:
            yield Name(start, end, (word.start, word.end), "sounds like the English name")


def _meaningless_stretches(sentence: str, pieces: Sequence[Piece]) -> Iterable[tuple[int, int]]:
    start = end = -1
    for piece in pieces:
        word = sentence[piece.start : piece.end]
        loose = piece.kind == "word" and word not in _SKIPPED and (len(word) == 1 or not is_known(word))
        if loose and piece.start == end:
            end = piece.end
        else:
            if end - start > 1:
                yield start, end
            start, end = (piece.start, piece.end) if loose else (-1, -1)
    if end - start > 1:
        yield start, end


def _reading_skeleton(characters: str) -> str:
    return "".join(_skeleton((toneless_readings(char) or ("",))[0]) for char in characters)


@cache
def _skeleton(letters: str, *, latin: bool = False) -> str:
    out, at = "", 0
    while at < len(letters):
        for spelling, sound in _SOUND_CLASSES:
            if letters.startswith(spelling, at) and not (latin and spelling == "er" and at == 0):
                if not (latin and out.endswith(sound) and letters[at] == letters[at - 1]):  # Larkfield, Matt
                    out += sound
                at += len(spelling)
                break
        else:
            at += 1
    return out


def _likeness(wanted: str, heard: str) -> float:
    """Return 1 for the same consonants in order, less for each one missing, added or changed.

    A liquid or nasal lost before another consonant (Larkfield without its r) costs half.
    """
    if not heard:
        return 0.0
    before = [float(j) for j in range(len(heard) + 1)]
    for i, sound in enumerate(wanted, 1):
        drop = 0.5 if sound in "LNHWY" else 1.0
        row = [before[0] + drop]
        for j, other in enumerate(heard, 1):
            row.append(min(before[j] + drop, row[-1] + (0.5 if other in "WYH" else 1.0), before[j - 1] + (sound != other)))
        before = row
    return 1 - before[-1] / max(len(wanted), len(heard))


# --- names that the English line spells in pinyin -------------------------------------------------


def _spelt(sentence: str, english: Sequence[EnglishWord]) -> Iterable[Name]:
    for run in _capitalised_runs(english):
        for first in range(len(run)):
            for last in range(len(run), first, -1):
                words = run[first:last]
                letters = "".join(re.sub(r"[^a-zü]", "", word.text.lower()) for word in words)
                span = _span_read(sentence, letters) if len(letters) > 3 else None
                if span is not None and not _is_plain_word(sentence[span[0] : span[1]]):
                    yield Name(*span, (words[0].start, words[-1].end), "spelt in the English line")


def _capitalised_runs(english: Sequence[EnglishWord]) -> list[list[EnglishWord]]:
    runs: list[list[EnglishWord]] = [[]]
    for i, word in enumerate(english):
        low = word.text.lower().rstrip(".")
        hyphenated = runs[-1] and i and word.start == english[i - 1].end + 1 and runs[-1][-1] is english[i - 1]
        if low in FUNCTION_WORDS or low in _TITLES or not (word.text[:1].isupper() or hyphenated):
            runs.append([])
        elif runs[-1] and word.start - runs[-1][-1].end > 1:
            runs.append([word])
        else:
            runs[-1].append(word)
    return [run for run in runs if run]


def _span_read(sentence: str, letters: str) -> tuple[int, int] | None:
    """Return the place of 2 to 6 characters that can be read as these letters, if there is one."""
    for start in range(len(sentence)):
        length = _read_from(sentence, start, letters, 0)
        if length is not None and length > 1:
            return start, start + length
    return None


def _read_from(sentence: str, at: int, letters: str, count: int) -> int | None:
    if not letters:
        return count
    if at >= len(sentence) or count >= _LONGEST_NAME:
        return None
    for reading in toneless_readings(sentence[at]):
        if letters.startswith(reading):
            length = _read_from(sentence, at + 1, letters[len(reading) :], count + 1)
            if length is not None:
                return length
    return None


@cache
def toneless_readings(character: str) -> tuple[str, ...]:
    """Return the dictionary's readings of a character without their tones, "nü" also as "nu"."""
    readings: dict[str, None] = {}
    for entry in dictionary.entries_of(character):
        letters = entry.pinyin[0].rstrip("12345").lower()
        for spelling in (letters.replace("u:", "ü"), letters.replace("u:", "u"), letters.replace("u:", "v")):
            readings[spelling] = None
    return tuple(readings)
