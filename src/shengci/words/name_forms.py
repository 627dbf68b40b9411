"""Names that their form in the Chinese gives away: a dot, a title, 姓, title marks."""

import itertools
import re
from collections.abc import Iterator, Sequence

from shengci import sounds
from shengci.lexicon import dictionary
from shengci.lexicon.function_words import FUNCTION_WORDS
from shengci.words.name_lines import NameLine
from shengci.words.name_lists import (
    ADDRESS,
    COMMON_SURNAMES,
    DOTS,
    FAMILY,
    KIN,
    is_surname,
    surname_spellings,
)
from shengci.words.name_matches import BARE, Match, cuts_a_word, surname_matches
from shengci.words.name_wordings import headwords_in, meanings_of, name_wordings
from shengci.words.segmentation import Piece

_HAN = "\u3400-\u9fff\U00020000-\U000323af"
_DOTTED = re.compile(rf"[{_HAN}]+(?:[{DOTS}\-][{_HAN}]+)*[{DOTS}][{_HAN}]+(?:[{DOTS}\-][{_HAN}]+)*")
_BORDER = f"[{DOTS}-]"
_LONGEST_PART = 6  # characters between two dots
_LIKE_IN_PARTS = 0.55  # the dot has said already that it is a foreign name
_FAMILIAR = "老小阿"
_NAMING = frozenset(("叫", "叫做", "叫作", "名叫", "名为", "取名", "起名", "起名叫", "取名叫"))
_CALLED = frozenset("他她它我你")
_IN_QUOTES = re.compile(rf"[「“‘『]([{_HAN}]{{1,8}})[」”’』]")
_TITLED = re.compile(rf"《([{_HAN}·—－，：、]{{1,16}})》")


def dotted(
    sentence: str, pieces: Sequence[Piece], line: NameLine
) -> Iterator[tuple[int, int, tuple[int, int] | None, float]]:
    """Yield foreign names with a dot between their parts, where the line has them, and how surely.

    Where the first part begins and the last one ends (研究员凯尔·陈说) is told by the English name they
    sound like, else by jieba's pieces.
    """
    borders = {piece.start for piece in pieces} | {piece.end for piece in pieces}
    for match in _DOTTED.finditer(sentence):
        dots = [match.start() + i for i, char in enumerate(match[0]) if re.match(_BORDER, char)]
        best: tuple[float, int, int, tuple[int, int] | None] = (_LIKE_IN_PARTS, -1, -1, None)
        for start in range(max(match.start(), dots[0] - _LONGEST_PART), dots[0]):
            for end in range(dots[-1] + 2, min(match.end(), dots[-1] + 1 + _LONGEST_PART) + 1):
                likeness, span = _like_a_run(sentence[start:end], line)
                likeness += 0.05 * (start in borders) + 0.05 * (end in borders)
                likeness -= 0.15 * cuts_a_word(sentence, pieces, start, dots[0])
                likeness -= 0.05 * cuts_a_word(sentence, pieces, dots[-1] + 1, end)
                if likeness > best[0]:
                    best = likeness, start, end, span
        _, start, end, span = best
        if span is None:
            start, end = _by_pieces(pieces, dots)
        yield start, end, span, 0.98 if span else 0.9


def _by_pieces(pieces: Sequence[Piece], dots: Sequence[int]) -> tuple[int, int]:
    start = next((piece.start for piece in pieces if piece.end == dots[0]), dots[0] - 1)
    end = next((piece.end for piece in pieces if piece.start == dots[-1] + 1), dots[-1] + 2)
    return start, end


def _like_a_run(name: str, line: NameLine) -> tuple[float, tuple[int, int] | None]:
    """Return how much a dotted name sounds like some name words, part by part, and which."""
    parts = re.split(_BORDER, name)
    best: tuple[float, tuple[int, int] | None] = (0.0, None)
    for run in line.runs:
        for first, last in itertools.combinations(range(run.start, run.stop + 1), 2):
            if last - first < 2 or abs(last - first - len(parts)) > 1:
                continue
            words = [word.text for word in line.words[first:last]]
            if len(words) != len(parts):  # a middle name that one side leaves out
                words, said = [words[0], words[-1]], [parts[0], parts[-1]]
            else:
                said = parts
            alike = [_part_likeness(part, word) for part, word in zip(said, words, strict=True)]
            likeness = sum(alike) / len(alike) - 0.1 * abs(last - first - len(parts))
            if likeness > best[0]:
                best = likeness, (first, last)
    return best


def _part_likeness(part: str, word: str) -> float:
    letters = sounds.plain_letters(word)
    if letters in surname_spellings(part) or sounds.is_read(part, letters):
        return 1.0
    from_dictionary = any(len(w) == 1 and w[0] == letters for w in name_wordings(part))
    return 0.97 if from_dictionary else sounds.likeness(word, part)


def addressed(
    sentence: str, pieces: Sequence[Piece], line: NameLine
) -> Iterator[tuple[int, int, tuple[int, int] | None, float]]:
    """Yield surnames before a title (陈先生), after 姓, or behind 老, 小, 阿, and where the line has them."""
    for i, piece in enumerate(pieces):
        word = sentence[piece.start : piece.end]
        after = sentence[piece.end : pieces[i + 1].end] if i + 1 < len(pieces) else ""
        before = sentence[pieces[i - 1].start : piece.start] if i else ""
        if not is_surname(word) or len(word) > 2:
            if len(word) == 2 and word[0] in _FAMILIAR and is_surname(word[1]):
                yield from _familiar(piece, word, line)
            if len(word) == 2 and word[1] in FAMILY and is_surname(word[0]):
                for at in surname_matches(word[0], line, family=True):
                    yield piece.start, piece.start + 1, (at, at + 1), 0.9
            if len(word) == 2 and word[1] in KIN and is_surname(word[0]):
                for at in surname_matches(word[0], line, surname_spellings(word[0])):
                    if line.is_titled(at):
                        yield piece.start, piece.start + 1, (at, at + 1), 0.95
            continue
        is_family = after[:1] in FAMILY
        places = list(surname_matches(word, line, surname_spellings(word), family=is_family))
        if before and before in _FAMILIAR and places:
            yield from _familiar(Piece(piece.start - 1, piece.end, "word"), before + word, line)
        is_common = word in COMMON_SURNAMES or len(word) > 1
        if (after in ADDRESS and is_common) or (before == "姓" and not line.words):
            yield piece.start, piece.end, None, 0.8
        for place in places:
            score = 0.0
            if after in ADDRESS or before == "姓":
                score = 0.97
            elif is_family:
                score = 0.9
            elif line.is_titled(place) and is_bare_surname(word):
                score = 0.85
            if score:
                yield piece.start, piece.end, (place, place + 1), score


def is_bare_surname(word: str) -> bool:
    """Return whether a character may be a surname without anything beside it in the Chinese."""
    return word in COMMON_SURNAMES or (len(word) == 1 and word not in FUNCTION_WORDS)


def _familiar(
    piece: Piece, word: str, line: NameLine
) -> Iterator[tuple[int, int, tuple[int, int] | None, float]]:
    """Yield 老张 for Old Zhang or Lao Zhang."""
    for place in surname_matches(word[1], line, surname_spellings(word[1])):
        if place and line.words[place - 1].text.lower() in (
            "old",
            "lao",
            "little",
            "young",
            "xiao",
            "ah",
            "big",
            "da",
        ):
            yield piece.start, piece.end, (place - 1, place + 1), 0.95


def romanised(sentence: str, pieces: Sequence[Piece], line: NameLine) -> Iterator[Match]:
    """Yield names of Hong Kong, Southeast Asia or Korea: a surname as it is spelt there, then a word a character.

    The given name (Ka-ho, 家浩) is not read; its syllables are counted.
    """
    for run in line.runs:
        for first, last in itertools.combinations(range(run.start, run.stop + 1), 2):
            if not 2 <= last - first <= 3 or not all(map(line.is_content, range(first, last))):
                continue
            for family, given in (
                (first, range(first + 1, last)),
                (last - 1, range(first, last - 1)),
            ):
                letters = sounds.plain_letters(line.words[family].text)
                for start, char in enumerate(sentence):
                    if letters not in surname_spellings(char):
                        continue
                    n_given = _n_syllables([line.words[i].text for i in given])
                    end = start + 1 + n_given
                    if 1 <= n_given <= 2 and _may_be_given(sentence, pieces, start, end):
                        yield Match(start, end, first, last, 0.9, "person")


def _n_syllables(words: Sequence[str]) -> int:
    return sum(len(re.findall("[aeiouy]+", word.lower())) for word in words)


def _may_be_given(sentence: str, pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Return whether a stretch is cut out of the sentence cleanly, as one name or as single characters."""
    inside = [p for p in pieces if p.start < end and start < p.end]
    if not inside or end > len(sentence) or inside[0].start < start or inside[-1].end > end:
        return False
    if sentence[start + 1 : end] in ADDRESS or sentence[start : start + 2] in FUNCTION_WORDS:
        return False  # 关先生; 关于这
    return all(p.kind == "word" for p in inside)


def japanese(
    sentence: str, pieces: Sequence[Piece], line: NameLine, found: Sequence[Match]
) -> Iterator[Match]:
    """Yield a surname the dictionary reads in Japanese with the given name that follows it: 木村健一."""
    for match in found:
        if match.how != "dictionary" or match.last - match.first != 1:
            continue
        if not _is_japanese_surname(
            sentence[match.start : match.end], line.words[match.first].text
        ):
            continue
        beside = next(
            (
                i
                for i in (match.first - 1, match.last)
                if any(i in r and match.first in r for r in line.runs) and line.is_content(i)
            ),
            None,
        )
        if beside is None:
            continue
        ends = [p.end for p in pieces if match.end < p.end <= match.end + 3]
        for end in ends:
            if not (BARE - {"一"}).isdisjoint(sentence[match.end : end]):
                continue
            score = 0.95 if end - match.end == 2 else 0.85
            first, last = min(beside, match.first), max(beside, match.first) + 1
            yield Match(match.start, end, first, last, score, "person")


def _is_japanese_surname(word: str, latin: str) -> bool:
    letters = sounds.plain_letters(latin)  # Satō is Sato in most lines
    return any(
        letters in map(sounds.plain_letters, definition.gloss.split())
        for entry in dictionary.entries_of(word)
        for definition in entry.definitions
        if "Japanese surname" in (*definition.labels, *re.findall(r"\((.*?)\)", definition.gloss))
    )


def titles(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield what stands in title marks: 《红楼梦》."""
    for match in _TITLED.finditer(sentence):
        yield match.span(1)


def quotations(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield what stands alone in quotation marks: 「豆浆」."""
    for match in _IN_QUOTES.finditer(sentence):
        yield match.span(1)


def called(sentence: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield what may stand behind a word of naming: 叫雪球, 叫慢慢 来."""
    for i, piece in enumerate(pieces):
        if sentence[piece.start : piece.end] not in _NAMING:
            continue
        first = i + 1
        if first < len(pieces) and sentence[pieces[first].start : pieces[first].end] in _CALLED:
            first += 1  # 叫 她 桂香
        for after in pieces[first : first + 3]:
            if after.kind != "word" or sentence[after.start : after.end] == "的":
                break
            yield pieces[first].start, after.end


def title_in(title: str, line: NameLine) -> tuple[int, int] | None:
    """Return the place of a work's English title: the run or quotation that means most of it, if one does."""
    places = [(m.start(1), m.end(1)) for m in _QUOTED.finditer(line.text)]
    places += [_widened(line, run) for run in line.runs]
    best, found = 0.0, None
    for start, end in places:
        inside = [w for w in line.words if start <= w.start and w.end <= end]
        content = [w for w in inside if not w.is_function_word] or inside
        if not content:
            continue
        met = _met(title, {w.stem for w in content}) / len(content)
        quoted = line.text[start - 1 : start] in ("“", '"', "‘", "*", "_")
        score = met + 0.3 * quoted
        if score > best and (met >= 0.5 or quoted):
            best, found = score, (start, end)
    return found


_QUOTED = re.compile(r"[“\"*_]([A-Z][^”\"*_]{1,80}?)[,.]?[”\"*_]")


def _met(title: str, stems: set[str]) -> int:
    met: set[str] = set()
    for start, end in headwords_in(title, 5, 1):
        for wording in (*meanings_of(title[start:end]), *name_wordings(title[start:end])):
            if set(wording) <= stems:
                met |= set(wording)
    return len(met)


def _widened(line: NameLine, run: range) -> tuple[int, int]:
    """Return a run's place with the article before it: The Old Man."""
    first = run.start
    if first and line.words[first - 1].text in ("The", "A", "An"):
        first -= 1
    return line.words[first].start, line.words[run.stop - 1].end
