"""A deck's notes as text for other programs: Anki's text import, a spreadsheet, Pleco.

What each form keeps and loses stands in docs/FORMATS.md, with what Anki does on the import.
"""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

from shengci import text
from shengci.notetype import FIELDS, NOTE_TYPE_NAME, guid_for
from shengci.records import Deck, Note, Token

_NOT_OURS = ("MyNotes", "Spare1", "Spare2")  # an import leaves fields that have no column alone
_TSV_FIELDS = tuple(name for name in FIELDS if name not in _NOT_OURS)
# Without our note type Anki would fill the first field of another with the first column, and make a
# note of every GUID; it refuses notes whose first field is empty (anki 26.9.3).
_TSV_COLUMNS = ("(empty)", "GUID", "Deck", *_TSV_FIELDS)
_TSV_HEAD = (
    "#separator:tab",
    "#html:true",
    f"#notetype:{NOTE_TYPE_NAME}",
    "#guid column:2",
    "#deck column:3",
    # Else Anki does what the student chose at the last import of any text.
    "#if matches:update current",
)

_CSV_COLUMNS = {
    "Word": "Word",
    "Traditional": "Traditional",
    "Pinyin": "Pinyin",
    "Zhuyin": "Zhuyin",
    "Meaning": "Meaning",
    "Other meanings": "Senses",
    "Measure words": "MeasureWords",
    "Part of speech": "PartOfSpeech",
    "HSK": "HSK",
    "HSK 2021": "HSK2021",
    "HSK 2.0": "HSK2",
    "Frequency": "Frequency",
    "Sentence": "Sentence",
    "Sentence in pinyin": "SentencePinyin",
    "English line": "SourceLine",
    "More sentences": "MoreSentences",
    "Breakdown": "Breakdown",
    "Article": "Article",
    "Teacher's note": "TeacherNote",
}
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes a CSV file for the system's old encoding

_PLECO_NEW_LINE = "\ueab1"  # private use; a plain line break would end the card


def deck_tsv(deck: Deck) -> str:
    """Return the notes as Anki's text import: HTML, matched by GUID, every field that is ours.

    The tags are those that all notes share: a column of tags would replace the student's own.
    """
    out = io.StringIO()
    out.write("".join(f"{line}\n" for line in _TSV_HEAD))
    tags = sorted(set.intersection(*(set(note.tags) for note in deck.notes)) if deck.notes else ())
    if tags:
        out.write(f"#tags:{' '.join(tags)}\n")
    out.write("#columns:" + "\t".join(_TSV_COLUMNS) + "\n")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for note in deck.notes:
        fields = dict(zip(FIELDS, note.fields, strict=True))
        cells = (text.with_line_feeds(fields[name]) for name in _TSV_FIELDS)
        writer.writerow(["", note.guid, note.deck, *cells])
    return out.getvalue()


def deck_csv(deck: Deck) -> str:
    """Return the notes as a table for a spreadsheet: plain text, a header, a byte order mark first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*_CSV_COLUMNS, "Deck", "Tags"])
    for note in deck.notes:
        fields = dict(zip(FIELDS, note.fields, strict=True))
        fields["SentencePinyin"] = _readings(fields["SentencePinyin"])
        cells = [plain(fields[name]) for name in _CSV_COLUMNS.values()]
        row = [*cells, note.deck, " ".join(note.tags)]
        writer.writerow([text.formula_safe(cell) for cell in row])
    return _BYTE_ORDER_MARK + out.getvalue()


def deck_pleco(deck: Deck) -> str:
    """Return the notes as Pleco's flashcard text: a category for each deck, a card a line.

    A card is `simplified[traditional]`, numbered pinyin as Pleco exports it (nü3er2), and a definition
    of several lines: the meaning, the other ones, the sentence, the English line, the teacher's note.
    """
    token_of = {guid_for(w.token.headword, w.token.pinyin): w.token for w in deck.words}
    categories: dict[str, list[str]] = {}
    for note in deck.notes:
        card = _pleco_card(note, token_of.get(note.guid))
        categories.setdefault(_pleco_category(note.deck), []).append(card)
    lines = (line for name, cards in categories.items() for line in (f"//{name}", *cards))
    return "".join(f"{line}\n" for line in lines)


def _pleco_category(deck: str) -> str:
    """Return a deck's name with Pleco's slash between the levels.

    >>> _pleco_category("夜市 24/7::Names")
    '夜市 24／7/Names'
    """
    return text.fold(deck).replace("/", "／").replace("::", "/")


def _pleco_card(note: Note, token: Token | None) -> str:
    fields = {name: plain(html) for name, html in zip(FIELDS, note.fields, strict=True)}
    if token is None:  # a note that no article stands behind
        simplified, traditional = fields["Word"], fields["Traditional"]
        reading = fields["Pinyin"]
    else:
        simplified, traditional = token.headword, token.traditional
        reading = _pleco_reading(token.pinyin)
    part_of_speech, senses = fields["PartOfSpeech"], fields["Senses"]
    definition = (
        (f"({part_of_speech}) " if part_of_speech else "") + fields["Meaning"],
        f"also: {senses}" if senses else "",
        fields["Sentence"],
        fields["SourceLine"],
        fields["TeacherNote"],
    )
    headword = f"{simplified}[{traditional}]" if traditional else simplified
    return "\t".join((headword, reading, _PLECO_NEW_LINE.join(filter(None, definition))))


def _pleco_reading(syllables: tuple[str, ...]) -> str:
    """Return numbered syllables in one piece, a given name set off.

    >>> _pleco_reading(("nu:3", "er2")), _pleco_reading(("Luo2", "Gui4", "fen1"))
    ('nü3er2', 'Luo2 Gui4fen1')
    """
    joined = "".join(f" {s}" if s[:1].isupper() and len(s) > 1 else s for s in syllables)
    return joined.replace("u:", "ü").replace("U:", "Ü").strip()


def plain(html: str) -> str:
    """Return what a learner reads of a field, on one line: no sounds, strokes or readings over characters.

    >>> plain('<ol><li>to open</li><li>R&amp;D<br>研发</li></ol>[sound:a.mp3]')
    'to open; R&D / 研发'
    """
    reader = _Reader()
    reader.feed(re.sub(r"\[(?:sound|anki):[^\]]*\]", "", html))
    reader.close()
    return " ".join("".join(reader.parts).split())


def _readings(html: str) -> str:
    """Return a sentence with its readings above it as the readings alone.

    >>> _readings("“<ruby>李明<rt>Lǐ Míng</rt></ruby>，<b><ruby>吃<rt>chī</rt></ruby></b>3<ruby>碗<rt>wǎn</rt></ruby>。”")
    '“Lǐ Míng, chī 3 wǎn.”'
    """
    said = plain(re.sub(r"<ruby>.*?<rt>(.*?)</rt></ruby>", r" \1 ", html))
    said = re.sub(r"\s*([，。！？；：、）])\s*", lambda mark: _HALF_WIDTH[mark[1]], said)
    said = re.sub(r"\s+([,.!?;:)…”’》」])", r"\1", said.replace("（", " ("))
    return re.sub(r"([(“‘《「])\s+", r"\1", said)


_HALF_WIDTH = dict(
    zip("，。！？；：、）", (", ", ". ", "! ", "? ", "; ", ": ", ", ", ") "), strict=True)
)


class _Reader(HTMLParser):
    """Collects the visible text of a field in `parts`."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0  # how many elements that nobody reads are open
        self._closers: list[str] = []  # what ends each open span

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self._hidden += 1
        elif tag == "span":
            is_remark = ("class", "origin") in attrs
            self.parts.append("(" if is_remark else "")
            self._closers.append(")" if is_remark else "")
        elif tag == "br":
            self.parts.append(" / ")
        elif tag == "li" and "".join(self.parts).strip():
            self.parts.append("; ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._hidden = max(0, self._hidden - 1)
        elif tag == "span" and self._closers:
            self.parts.append(self._closers.pop())

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


_UNREAD = {"rt", "rp", "svg", "style", "script"}


@dataclass(frozen=True, slots=True)
class TextForm:
    """A form of text: what its files are named and begin with, and what makes it of a deck."""

    suffix: str
    beginning: str
    text_of: Callable[[Deck], str]


TEXT_FORMS = {
    "tsv": TextForm(".tsv", "".join(f"{line}\n" for line in _TSV_HEAD[:3]), deck_tsv),
    "csv": TextForm(".csv", _BYTE_ORDER_MARK + ",".join(list(_CSV_COLUMNS)[:3]), deck_csv),
    "pleco": TextForm(".txt", "//", deck_pleco),
}
