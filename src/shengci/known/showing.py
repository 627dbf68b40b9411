"""How much of each HSK level a learner knows, and the words as lists for other programs."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from shengci import pinyin, text
from shengci.known.words import KnownWord, knowledge_of
from shengci.lexicon import dictionary, hsk
from shengci.records import Standard

Form = Literal["txt", "csv", "pleco"]
STANDARDS: tuple[Standard, ...] = ("2025", "2021", "2.0")


@dataclass(frozen=True, slots=True)
class LevelShare:
    """How many words a level lists, and how many of them are known in any reading."""

    standard: Standard
    level: int
    known: int
    listed: int


def shares(words: Iterable[KnownWord]) -> tuple[LevelShare, ...]:
    """Return the share of every level of every standard that is known."""
    known = knowledge_of(words)
    heads = known.words | {word for word, _ in known.readings}
    out = []
    for standard in STANDARDS:
        listed = hsk.words(standard)
        for level in sorted(set(listed.values())):
            at_level = [word for word, at in listed.items() if at == level]
            n_known = sum(word in heads for word in at_level)
            out.append(LevelShare(standard, level, n_known, len(at_level)))
    return tuple(out)


def of_level(
    words: Iterable[KnownWord], level: int | None, standard: Standard
) -> tuple[KnownWord, ...]:
    """Return the words of one level, or those no level has for 0; all for None."""
    return tuple(
        word for word in words
        if level is None or (hsk.level_of(word.headword, standard) or 0) == level
    )  # fmt: skip


def readings_shown(word: KnownWord) -> tuple[tuple[str, ...], ...]:
    """Return the readings in which a word is known, as the dictionary writes them."""
    entries = dictionary.entries_of(word.headword)
    every = tuple(dict.fromkeys(entry.pinyin for entry in entries))
    own = tuple(r for r in every if tuple(map(str.lower, r)) == word.reading)
    plain = tuple(r for r in every if tuple(map(str.lower, r)) == r) or every
    return own or ((word.reading,) if word.reading else plain)


def table(words: Iterable[KnownWord], standard: Standard) -> str:
    """Return a line a word: word, readings, HSK level, source, with tabs between them."""
    return "".join(
        "\t".join(
            (
                word.headword,
                " ".join(map(pinyin.joined, readings_shown(word))),
                f"hsk {hsk.label(level)}" if (level := hsk.level_of(word.headword, standard)) else "",
                word.note,
            )
        ).rstrip()
        + "\n"
        for word in words
    )  # fmt: skip


def as_json(words: Iterable[KnownWord]) -> str:
    """Return a line of JSON a word."""
    return "".join(json.dumps(_row(word), ensure_ascii=False) + "\n" for word in words)


def _row(word: KnownWord) -> dict[str, object]:
    levels = {f"hsk{s}".replace("hsk2025", "hsk").replace("2.0", "2"): s for s in STANDARDS}
    return {
        "word": word.headword,
        "traditional": _traditional(word),
        "pinyin": [pinyin.aligned(reading) for reading in readings_shown(word)],
        "source": word.note,
        **{name: hsk.level_of(word.headword, standard) for name, standard in levels.items()},
    }


def _traditional(word: KnownWord) -> str:
    entries = dictionary.entries_of(word.headword)
    read = [e for e in entries if tuple(map(str.lower, e.pinyin)) == word.reading] or entries
    return read[0].traditional if read else word.headword


def exported(words: Sequence[KnownWord], form: Form) -> str:
    """Return words for another program: a plain list, a table with a header, flashcards for Pleco."""
    if form == "txt":
        return "".join(f"{word}\n" for word in dict.fromkeys(w.headword for w in words))
    if form == "csv":
        return _csv(words)
    return "".join(_pleco_line(word) for word in words)


def _csv(words: Iterable[KnownWord]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for n, word in enumerate(words):
        row = _row(word) | {"pinyin": " / ".join(map(pinyin.joined, readings_shown(word)))}
        if n == 0:
            writer.writerow(row)
        writer.writerow("" if v is None else text.formula_safe(str(v)) for v in row.values())
    return out.getvalue()


def _pleco_line(word: KnownWord) -> str:
    traditional = _traditional(word)
    head = word.headword if traditional == word.headword else f"{word.headword}[{traditional}]"
    reading = " ".join(readings_shown(word)[0]) if readings_shown(word) else ""
    return f"{head}\t{reading}\t\n"


def shares_table(found: Iterable[LevelShare], words: Iterable[KnownWord]) -> str:
    """Return a line a level for each standard: known, listed, share, and a bar; the number of words first."""
    n_words = len({word.headword for word in words})
    lines = [f"{n_words:,} words"]
    standard = ""
    for each in found:
        if each.standard != standard:
            standard = each.standard
            lines += ["", f"HSK {standard}"]
        share = each.known / each.listed
        bar = "█" * round(20 * share)
        numbers = f"{each.known:>6,} of {each.listed:>5,}  {share:>4.0%}"
        lines.append(f"  {hsk.label(each.level):<4}{numbers}  {bar}".rstrip())
    return "\n".join(lines) + "\n"


def shares_json(found: Iterable[LevelShare]) -> str:
    """Return a line of JSON a level."""
    return "".join(
        json.dumps({"standard": s.standard, "level": s.level, "known": s.known, "listed": s.listed})
        + "\n"
        for s in found
    )
