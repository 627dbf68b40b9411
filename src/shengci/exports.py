"""The machine-readable forms: JSON lines, TSV, CSV and TMX. Keys may be added, never renamed."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree import ElementTree

from shengci import pinyin, text
from shengci.records import Annotated, AnnotatedPair, RankedWord, SentencePair, Span, Token

Beads = Iterable[tuple[range, range, float]]

# What XML 1.0 can't hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def pairs_json(pairs: Iterable[SentencePair]) -> str:
    """Return a line of JSON a pair."""
    return _lines(
        {
            "english": pair.english,
            "chinese": pair.chinese,
            "english_sentences": list(pair.english_sentences),
            "chinese_sentences": list(pair.chinese_sentences),
            "bead": list(pair.bead),
            "score": pair.score,
            "kind": pair.kind,
            "role": pair.role,
            "line": pair.place.line,
            "parts": [
                {"english": _ends(part.english), "chinese": _ends(part.chinese)}
                for part in pair.parts
            ],
        }
        for pair in pairs
    )


def _ends(span: Span) -> list[int]:
    return [span.start, span.end]


def beads_json(beads: Beads) -> str:
    """Return a line of JSON a bead of sentences given by number, counting from 0."""
    return _lines({"english": list(e), "chinese": list(c), "score": score} for e, c, score in beads)


def beads_table(beads: Beads) -> str:
    """Return a line a bead: English numbers, Chinese numbers, score."""
    rows = ((_numbers(e), _numbers(c), f"{score:.2f}") for e, c, score in beads)
    return "".join("\t".join(row) + "\n" for row in rows)


def _numbers(part: range) -> str:
    return ",".join(map(str, part)) or "-"


def pairs_tsv(pairs: Iterable[SentencePair]) -> str:
    """Return English, Chinese and score, tab-separated, a header first."""
    rows = [("english", "chinese", "score", "kind", "line")]
    rows += [(p.english, p.chinese, f"{p.score:.3f}", p.kind, str(p.place.line)) for p in pairs]
    return "".join("\t".join(cell.replace("\t", " ") for cell in row) + "\n" for row in rows)


def pairs_tmx(pairs: Iterable[SentencePair]) -> str:
    """Return the two-sided pairs as a translation memory, TMX 1.4."""
    root = ElementTree.Element("tmx", version="1.4")
    ElementTree.SubElement(
        root,
        "header",
        {
            "creationtool": "shengci",
            "creationtoolversion": "0.1",
            "segtype": "sentence",
            "o-tmf": "shengci",
            "adminlang": "en",
            "srclang": "en",
            "datatype": "plaintext",
        },
    )
    body = ElementTree.SubElement(root, "body")
    for pair in pairs:
        if pair.kind == "pair":
            unit = ElementTree.SubElement(body, "tu")
            for language, text in (("en", pair.english), ("zh", pair.chinese)):
                variant = ElementTree.SubElement(unit, "tuv", {"xml:lang": language})
                ElementTree.SubElement(variant, "seg").text = _NOT_XML.sub("\ufffd", text)
    ElementTree.indent(root)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + ElementTree.tostring(root, encoding="unicode")
        + "\n"
    )


def pairs_table(pairs: Iterable[SentencePair]) -> str:
    """Return the pairs to read: English above Chinese, with the line, the bead and the score."""
    out = []
    for pair in pairs:
        m, n = pair.bead
        what = f"{m}-{n} {pair.score:.2f}" if pair.kind == "pair" else f"{pair.kind} ({pair.role})"
        out.append(
            f"line {pair.place.line}: {what}\n"
            + "".join(f"  {t}\n" for t in (pair.english, pair.chinese) if t)
        )
    return "\n".join(out)


def annotated_json(annotated: Annotated) -> str:
    """Return a line of JSON a pair with its tokens; white space between tokens is left out."""
    return _lines(
        {
            "chinese": pair.pair.chinese,
            "english": pair.pair.english,
            "tokens": [_token(token) for token in pair.tokens if not token.text.isspace()],
        }
        for pair in annotated.pairs
    )


def _token(token: Token) -> dict[str, Any]:
    return {
        "text": token.text,
        "start": token.start,
        "end": token.end,
        "pinyin": pinyin.aligned(tuple(filter(None, token.syllables))),
        "kind": token.kind,
        "name_type": token.name_type,
        "meaning": token.meaning.gloss if token.meaning else None,
        "counterpart": [[span.start, span.end] for span in token.counterpart],
        "headword": token.headword,
        "traditional": token.traditional,
        "origin": token.meaning.origin if token.meaning else None,
        "senses": list(token.senses),
        "part_of_speech": token.part_of_speech,
        "score": token.score,
        "reasons": list(token.reasons),
    }


def annotated_table(annotated: Annotated) -> str:
    """Return each sentence with a line a word: reading, meaning, counterpart."""
    out = []
    for pair in annotated.pairs:
        rows = [f"{pair.pair.chinese}\n"] + (
            [f"{pair.pair.english}\n"] if pair.pair.english else []
        )
        rows += [
            f"  {_token_line(token, pair)}\n"
            for token in pair.tokens
            if token.kind in ("word", "name")
        ]
        out.append("".join(rows))
    return "\n".join(out)


def _token_line(token: Token, pair: AnnotatedPair) -> str:
    english = " … ".join(pair.pair.english[s.start : s.end] for s in token.counterpart)
    meaning = token.meaning.gloss if token.meaning else "no entry"
    return f"{token.text}  {pinyin.joined(token.syllables)}  {meaning}" + (
        f"  [{english}]" if english else ""
    )


def words_json(words: Iterable[RankedWord], annotated: Annotated) -> str:
    """Return a line of JSON a word."""
    return _lines(_word(word, annotated) for word in words)


def _word(word: RankedWord, annotated: Annotated) -> dict[str, Any]:
    token = word.token
    pair = annotated.pairs[word.example.pair] if word.example else None
    return {
        "word": token.headword,
        "traditional": token.traditional,
        "pinyin": pinyin.aligned(tuple(filter(None, token.pinyin))),
        "meaning": token.meaning.gloss if token.meaning else None,
        "hsk": word.levels.hsk,
        "hsk2021": word.levels.hsk2021,
        "hsk2": word.levels.hsk2,
        "estimate": word.levels.estimate,
        "zipf": word.zipf,
        "difficulty": word.difficulty,
        "difficulty_here": word.difficulty_here,
        "kind": token.kind,
        "name_type": token.name_type,
        "status": word.status,
        "reasons": list(word.reasons),
        "count": len(word.occurrences),
        "sentence": pair.pair.chinese if pair else None,
        "source_line": pair.pair.english if pair else None,
        "counterpart": [[span.start, span.end] for span in token.counterpart] if pair else [],
        "origin": token.meaning.origin if token.meaning else None,
    }


_CSV_COLUMNS = (
    "word", "traditional", "pinyin", "meaning", "hsk", "hsk2021", "hsk2", "estimate", "zipf", "difficulty",
    "kind", "status", "reasons", "count", "sentence", "source_line",
)  # fmt: skip


def words_csv(words: Iterable[RankedWord], annotated: Annotated) -> str:
    """Return a table for a spreadsheet, a header first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_CSV_COLUMNS)
    for word in words:
        row = _word(word, annotated) | {"reasons": "; ".join(word.reasons)}
        writer.writerow(
            [
                "" if row[name] is None else text.formula_safe(str(row[name]))
                for name in _CSV_COLUMNS
            ]
        )
    return out.getvalue()


def words_table(words: Sequence[RankedWord]) -> str:
    """Return a line a word: status, word, reading, meaning, reasons."""
    return "".join(
        f"{word.status}\t{word.token.headword}\t{pinyin.joined(word.token.pinyin)}\t"
        f"{word.token.meaning.gloss if word.token.meaning else ''}\t{'; '.join(word.reasons)}\n"
        for word in words
    )


def _lines(rows: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
