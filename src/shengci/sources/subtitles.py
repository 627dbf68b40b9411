"""Subtitles: cues in both languages, or in one language each and matched by time, to rows."""

import re
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from shengci import text
from shengci.decoding import decode, refuse_other_kinds
from shengci.errors import MissingExtra, SourceError
from shengci.records import Article, Block, Language, Place
from shengci.sources.articles import article_of, article_of_rows
from shengci.sources.paragraphs import block_language

MOST_CUES = 50_000  # a film has 1,500

# Cues that break inside a sentence are joined up to so many and so much time, in milliseconds, unless
# there is a pause between them. Set by hand.
_MOST_JOINED, _LONGEST_JOINED, _PAUSE = 4, 12_000, 1_500
# From this share of cues that end with a stop on, a language of a file uses punctuation.
_PUNCTUATED = 0.3
# Cues of two files belong together where they share half of the shorter one.
_SHARED = 0.5
_MOST_GROUPED = 4  # cues of one side in a row
# Files of one film may start apart: looked for up to so far, in steps, and believed where that brings
# so many more cues together than no shift.
_FARTHEST, _STEP, _GAIN = 300_000, 200, 1.3

_MOST_NEAR, _MOST_COMPARED = 400, 2_000_000  # cues within that distance, and pairs of cues in all
# Films run at 24 or 23.976 frames a second, on European television at 25.
_SPEEDS = (1.0, 25 / 23.976, 23.976 / 25, 25 / 24, 24 / 25)

_FORMATS = {".srt": "srt", ".vtt": "vtt", ".ass": "ass", ".ssa": "ass"}
SUFFIXES = tuple(_FORMATS)

_STAMPS = re.compile(r"\d{1,2}:\d{1,2}[.,:]\d{1,3}.*-->.*\d{1,2}:\d{1,2}[.,:]\d{1,3}")
_NOT_TEXT = re.compile(r"(?:NOTE|STYLE|REGION)\b")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|</?\d[\d:.]*>|\{\\[^{}]*\}")
# Where a font has no notes, # begins and ends what is sung; inside a line it is text: room #5, C#.
_MUSIC = re.compile(r"[♪♫♬♩]+|^\s*[#＃]+|[#＃]+\s*$|(?<!\S)[#＃]+(?!\S)")
_DASH = re.compile(r"[-–—‐]+\s*(?=[^\s\d-])")
_TURN = re.compile(r"\s+(?=[-–—]\s*[^\s\d-])")  # another speaker on the same line
_NOISE = re.compile(r"(?:\s*(?:\[[^\[\]]*\]|【[^【】]*】|\([^()]*\)|（[^（）]*）))+\s*")
_SPEAKER = re.compile(r"[A-Z][A-Z .]{1,20}:|[\u4e00-\u9fff]{1,5}[：:]")


@dataclass(frozen=True, slots=True)
class _Cue:
    """What is shown at a time, in milliseconds, in one language or both."""

    english: str
    chinese: str
    start: int
    end: int
    line: int
    file: str
    starts_new: bool = False  # another speaker, or a sound


def read_subtitles(data: bytes, name: str) -> Article:
    """Return the article in a subtitle file, each cue or sentence as a row.

    Cues of one language stand beside those of the other that are shown at the same time.

    Raises:
        MissingExtra: pysubs2 is not installed.
        SourceError: the file holds no cue, or too many.
    """
    return _article(_cues(data, name))


def read_two_subtitles(first: tuple[bytes, str], second: tuple[bytes, str]) -> Article:
    """Return the article in two files of subtitles, bytes and name each, matched by time."""
    one, other = _cues(*first), _cues(*second)
    return _article([*one, *_in_step(other, one)])


# From a file to its cues


def _cues(data: bytes, name: str) -> list[_Cue]:
    try:
        import pysubs2
    except ModuleNotFoundError as error:
        raise MissingExtra(
            f"{name}: reading subtitles needs one more package: pip install 'shengci[subtitles]'"
        ) from error
    refuse_other_kinds(data, name, "a subtitle file")
    content = text.with_line_feeds(decode(data, name)).removeprefix("\ufeff")
    kind = _format_of(content, name)
    if kind == "ass":
        numbers = [
            i
            for i, line in enumerate(content.split("\n"), 1)
            if re.match("(?:Dialogue|Comment):", line)
        ]
    else:
        content = _without_numbers(content, is_vtt=kind == "vtt")
        numbers = [i for i, line in enumerate(content.split("\n"), 1) if _STAMPS.search(line)]
    if len(numbers) > MOST_CUES:
        raise SourceError(f"{name}: more than {MOST_CUES:,} cues: cut it into several files")
    try:
        with warnings.catch_warnings(action="ignore"):
            events = pysubs2.SSAFile.from_string(content, format_=kind).events
    except (pysubs2.exceptions.Pysubs2Error, ValueError, IndexError, KeyError) as error:
        raise SourceError(
            f"{name}: damaged subtitles ({error}): save them again as .srt"
        ) from error
    shown = [event for event in events if not event.is_comment and not event.is_drawing]
    if not shown:
        raise SourceError(
            f"{name}: no subtitle in it: a cue is a line like 00:00:01,000 --> 00:00:03,500 and its text"
        )
    lines = dict(zip(map(id, events), numbers, strict=False))
    cues: list[_Cue] = []
    above: list[str] = []  # what the cue before showed
    for event in shown:
        own = [line for part in event.plaintext.split("\n") if (line := _clean(part))]
        fresh = own[_n_repeated(above, own) :]
        cues += _parts(
            fresh, event.start, max(event.start, event.end), lines.get(id(event), 1), name
        )
        above = own or above
    return cues


def _format_of(content: str, name: str) -> str:
    """Return the format of subtitles by what they begin with: suffixes are often wrong."""
    if content.startswith("WEBVTT"):
        return "vtt"
    if re.search(r"^\[Script Info\]|^\[Events\]|^Dialogue:", content, re.MULTILINE):
        return "ass"
    if not _STAMPS.search(content):
        raise SourceError(
            f"{name}: no subtitle in it: a cue is a line like 00:00:01,000 --> 00:00:03,500 and its text"
        )
    return "srt" if re.search(r"\d+:\d+:\d+[.,]\d+\s*-->", content) else "vtt"


def _without_numbers(content: str, *, is_vtt: bool) -> str:
    """Return .srt or .vtt text with blank lines for what is neither time nor text.

    These are the numbers and names of cues, notes and styles; pysubs2 1.8 takes them for text. It
    takes a year alone on the last line of a cue for a number, which a mark nobody sees prevents.
    """
    lines = content.split("\n")
    in_note = False
    for i, line in enumerate(lines):
        starts = i == 0 or not lines[i - 1].strip()
        is_stamp = _STAMPS.search(line) is not None
        in_note = is_vtt and (
            (in_note and bool(line.strip())) or (starts and bool(_NOT_TEXT.match(line)))
        )
        below = lines[i + 1] if i + 1 < len(lines) else ""
        is_name = (
            not is_stamp
            and _STAMPS.search(below) is not None
            and (starts or line.strip().isdecimal())
        )
        if (in_note and not is_stamp) or is_name:
            lines[i] = ""
        elif line.strip().isdecimal():
            lines[i] = f"{line}\u200b"
    return "\n".join(lines)


def _clean(line: str) -> str:
    """Return a line of a cue without tags and notes of music."""
    return text.fold(_MUSIC.sub(" ", _TAG.sub("", text.clean(line))))


def _n_repeated(above: Sequence[str], lines: Sequence[str]) -> int:
    """Return how many lines are still those of the cue before, in captions that roll up."""
    for n in range(min(len(above), len(lines) - 1), 0, -1):
        if list(above[-n:]) == list(lines[:n]) and len(lines) > n:
            return n
    return 0


def _parts(lines: Sequence[str], start: int, end: int, number: int, name: str) -> list[_Cue]:
    """Return the cue that some lines make, or one for each speaker where both languages have as many."""
    sides: dict[Language, list[str]] = {"english": [], "chinese": []}
    lines = [
        turn for line in lines for turn in (_TURN.split(line) if _DASH.match(line) else [line])
    ]
    for line in lines:
        parts = text.split_mixed(line)
        for part in parts:
            sides[block_language(part)].append(part)
    dashes = [sum(bool(_DASH.match(line)) for line in side) for side in sides.values()]
    english, chinese = (
        [_DASH.sub("", line, count=1) if _DASH.match(line) else line for line in side]
        for side in sides.values()
    )
    starts_new = bool(lines) and any(
        pattern.match(line) for line in lines for pattern in (_DASH, _SPEAKER)
    )
    is_noise = bool(lines) and all(_NOISE.fullmatch(line) for line in lines)
    if len(english) == len(chinese) > 1 and dashes[0] > 1 and dashes[1] > 1:
        turns = list(zip(english, chinese, strict=True))
    else:
        turns = [(" ".join(english), _joined(chinese))]
    return [
        _Cue(e, c, start, end, number, name, starts_new or is_noise)
        for e, c in turns
        if text.count_scripts(e + c)
    ]


def _joined(parts: Sequence[str]) -> str:
    """Return pieces of Chinese as one: a space stands for the mark that subtitles leave out."""
    whole = ""
    for part in parts:
        needs_space = whole and (whole[-1].isalnum() and part[:1].isalnum())
        whole += (" " if needs_space else "") + part
    return whole


# From cues to rows


def _article(cues: Sequence[_Cue]) -> Article:
    both = [cue for cue in cues if cue.english and cue.chinese]
    english = [cue for cue in cues if not cue.chinese]
    chinese = [cue for cue in cues if not cue.english]
    units = sorted([*both, *_matched(english, chinese)], key=lambda cue: cue.start)
    n_paired = sum(bool(unit.english and unit.chinese) for unit in units)
    if english and chinese and not n_paired:  # the times say nothing
        blocks = [block for cue in [*english, *chinese] for block in _blocks(cue, None)]
        return article_of(blocks, range(len(blocks)))
    rows = _sentences(units)
    return article_of_rows([block for row, unit in enumerate(rows) for block in _blocks(unit, row)])


def _blocks(cue: _Cue, row: int | None) -> list[Block]:
    place = Place(cue.file, cue.line)
    sides: tuple[tuple[Language, str], ...] = (("english", cue.english), ("chinese", cue.chinese))
    return [Block(side, language, "body", place, row) for language, side in sides if side]


def _sentences(units: Sequence[_Cue]) -> list[_Cue]:
    """Join units that break inside a sentence, as told by the languages that use punctuation."""
    usual = {
        language: _uses_stops([getattr(unit, language) for unit in units])
        for language in ("english", "chinese")
    }
    rows: list[list[_Cue]] = []
    for unit in units:
        if rows and _goes_on(rows[-1], unit, usual):
            rows[-1].append(unit)
        else:
            rows.append([unit])
    return [_as_one(row) for row in rows]


def _uses_stops(lines: Sequence[str]) -> bool:
    held = [line for line in lines if line]
    return sum(map(text.ends_with_stop, held)) >= _PUNCTUATED * len(held) > 0


def _goes_on(row: Sequence[_Cue], unit: _Cue, usual: dict[str, bool]) -> bool:
    last = row[-1]
    if unit.starts_new or (last.starts_new and _NOISE.fullmatch(last.english + last.chinese)):
        return False
    if unit.start - last.end > _PAUSE or unit.end - row[0].start > _LONGEST_JOINED:
        return False
    sides = [(getattr(last, language), is_usual) for language, is_usual in usual.items()]
    is_open = any(side and is_usual and not text.ends_with_stop(side) for side, is_usual in sides)
    return is_open and len(row) < _MOST_JOINED


def _as_one(cues: Sequence[_Cue]) -> _Cue:
    return replace(
        cues[0],
        english=" ".join(cue.english for cue in cues if cue.english),
        chinese=_joined([cue.chinese for cue in cues if cue.chinese]),
        end=max(cue.end for cue in cues),
    )


def _matched(english: Sequence[_Cue], chinese: Sequence[_Cue]) -> list[_Cue]:
    """Return cues of one language with those of the other that are shown together, each cue once."""
    english, chinese = (sorted(side, key=lambda cue: cue.start) for side in (english, chinese))
    group_of = {id(cue): [cue] for cue in (*english, *chinese)}
    for _, e, c in sorted(_overlaps(english, chinese), key=lambda found: (-found[0], *found[1:])):
        one, other = group_of[id(english[e])], group_of[id(chinese[c])]
        if one is other:
            continue
        union = [*one, *other]
        n_english = sum(not cue.chinese for cue in union)
        if n_english <= _MOST_GROUPED and len(union) - n_english <= _MOST_GROUPED:
            for cue in union:
                group_of[id(cue)] = union
    groups = {id(group): sorted(group, key=lambda cue: cue.start) for group in group_of.values()}
    return [_group(group) for group in groups.values()]


def _group(cues: Sequence[_Cue]) -> _Cue:
    # A message should name the Chinese line.
    first = next((cue for cue in cues if cue.chinese), cues[0])
    return replace(
        _as_one(cues),
        line=first.line,
        file=first.file,
        starts_new=any(cue.starts_new for cue in cues[:1]),
    )


def _overlaps(english: Sequence[_Cue], chinese: Sequence[_Cue]) -> list[tuple[float, int, int]]:
    """Return (share of the shorter cue, English index, Chinese index) of cues shown together."""
    found = []
    first = 0
    longest = max((cue.end - cue.start for cue in chinese), default=0)
    for e, cue in enumerate(english):
        while first < len(chinese) and chinese[first].start + longest < cue.start:
            first += 1
        for c in range(first, min(len(chinese), first + 200)):
            other = chinese[c]
            if other.start >= max(cue.end, cue.start + 1):
                break
            shared = min(cue.end, other.end) - max(cue.start, other.start)
            shorter = max(1, min(cue.end - cue.start, other.end - other.start))
            share = 1.0 if cue.start == other.start else shared / shorter
            if share >= _SHARED:
                found.append((share * min(1.0, shared / 1000 + 0.01), e, c))
    return found


def _in_step(cues: Sequence[_Cue], with_cues: Sequence[_Cue]) -> list[_Cue]:
    """Return cues moved, and stretched where their film ran at another speed, to begin with others."""
    starts, others = (sorted({cue.start for cue in side}) for side in (with_cues, cues))
    if len(starts) < 3 or len(others) < 3:
        return list(cues)
    best = (1.0, 0, 0)  # speed, milliseconds to move, how many cues then begin together
    for speed in _SPEEDS:
        shift, n_together = _shift(starts, [round(speed * other) for other in others])
        if n_together > (best[2] if speed == 1.0 else _GAIN * best[2]):
            best = (speed, shift, n_together)
    speed, shift, _ = best
    return [
        replace(cue, start=round(speed * cue.start) + shift, end=round(speed * cue.end) + shift)
        for cue in cues
    ]


def _shift(starts: Sequence[int], others: Sequence[int]) -> tuple[int, int]:
    """Return by how much to move the others, and how many of both then are at the same time."""
    most = min(_MOST_NEAR, _MOST_COMPARED // len(starts))
    apart: list[int] = []
    first = 0
    for start in starts:
        while first < len(others) and others[first] < start - _FARTHEST:
            first += 1
        for at in range(first, min(len(others), first + most)):
            if others[at] > start + _FARTHEST:
                break
            apart.append(start - others[at])
    steps = Counter(round(gap / _STEP) for gap in apart)
    near = {step: n + steps[step - 1] + steps[step + 1] for step, n in steps.items()}
    if not near:
        return 0, 0
    best = max(near, key=lambda step: (near[step], -abs(step)))
    n_unmoved = max(near.get(step, 0) for step in (-1, 0, 1))
    if near[best] < _GAIN * n_unmoved or near[best] < 3 or abs(best) <= 1:
        return 0, n_unmoved
    return round(median(gap for gap in apart if abs(gap / _STEP - best) <= 1.5)), near[best]
