"""From the bytes of a file to its text: which encoding they are in, or what they are instead."""

import codecs
import re
from functools import cache
from itertools import islice

from shengci.errors import SourceError

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    b"\x84\x31\x95\x33": "gb18030",
}
_RESAVE = "save its text as a UTF-8 file"
_AS_WORD = "save it as a Word document (.docx) or as text"
_UNPACK = "unpack it and name one of the files in it"
_MAGIC = {
    b"%PDF-": ("a PDF file", "rename it to .pdf"),
    b"\x89PNG": ("a PNG picture", _RESAVE),
    b"\xff\xd8\xff": ("a JPEG picture", _RESAVE),
    b"GIF8": ("a GIF picture", _RESAVE),
    b"\xd0\xcf\x11\xe0": ("an old Word or Excel file", "save it as .docx or as CSV"),
    b"{\\rtf": ("a Rich Text file", _AS_WORD),
    b"\x1f\x8b": ("a gzip archive", _UNPACK),
    b"7z\xbc\xaf": ("a 7z archive", _UNPACK),
    b"Rar!\x1a": ("a RAR archive", _UNPACK),
    b"bplist00": ("a Safari web archive", "save the page as HTML only"),
    b"SQLite format 3": ("an SQLite database", "export its table as CSV"),
}
_ZIP = {
    b"word/document": ("a Word document", "rename it to .docx"),
    b"application/epub+zip": ("an EPUB book", "rename it to .epub"),
    b"application/vnd.oasis.opendocument": ("an OpenDocument file", _AS_WORD),
    b"xl/workbook": ("an Excel workbook", "save the sheet as CSV UTF-8"),
    b"ppt/presentation": ("a PowerPoint file", _RESAVE),
}
_MARKUP = {
    re.compile(r"\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL): (
        "an HTML page",
        "rename it to .html",
    ),
    re.compile(r"\s*<\?xml[^>]*>\s*(?:<!DOCTYPE tmx[^>]*>\s*)?<tmx\b"): (
        "a translation memory",
        "rename it to .tmx",
    ),
    re.compile(r"WEBVTT\b"): ("a subtitle file", "rename it to .vtt"),
    re.compile(r"\s*\d+\s*\n\d+:\d\d:\d\d,\d{3} --> "): ("a subtitle file", "rename it to .srt"),
}
_ARCHIVE = ("a zip archive", _UNPACK)
# The encodings a web page may declare and mean, each by the larger one that browsers read it in.
_DECLARED = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
}
_ONE_BYTE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_RUN = re.compile(rb"[\x80-\xff]+")
# An emoji or a rare character in GB18030, whose halves look like single accented letters.
_FOUR_BYTES = re.compile(rb"(?:[\x81-\xfe][0-9]){2}")
_NOT_ASCII = re.compile("[^ -~]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b\x7f]")
# The share of ordinary characters below which a reading is refused. Measured on pieces of 60 characters
# and more of our articles and of six novel chapters, in both scripts: the right encoding gives .95
# and more, a wrong one .54 and less.
_LEAST = 0.75
_SAMPLE = 50_000
_COMMON = frozenset("的一是不了在人有我他这个们中来上大为和国這個們來為國")


def decode(data: bytes, name: str, *, declared: str = "") -> str:
    """Return the text that a file's bytes stand for.

    A byte order mark decides; then zero bytes speak for UTF-16 or UTF-32; then an encoding that the
    file declares, if it makes sense and more of it than UTF-8; then the text is UTF-8 if it can be;
    else GB18030, Big5, UTF-16 or, with single accented letters, Windows-1252, whichever reads best.

    Raises:
        SourceError: the bytes are no text, or in no encoding that makes sense.
    """
    refuse_other_kinds(data, name, "plain text")
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _checked(_strictly(data, encoding, len(mark), name), name)
    if b"\0" in data:
        return _checked(_wide(data, name), name)
    if text := _as_declared(data, declared):
        return _checked(text, name)
    try:
        return _checked(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        return _checked(_legacy(data, error, name), name)


def refuse_other_kinds(data: bytes, name: str, expected: str, *, spare: str = "") -> None:
    """Raise an error that names the cure if a file's first bytes show a well-known kind of file.

    `expected` is what its name promises; the one kind to `spare` is let pass.

    Raises:
        SourceError: it is a picture, an archive, a workbook, a document of another kind ...
    """
    kind, cure = kind_of(data)
    if kind and kind != spare:
        raise SourceError(f"{name}: this is {kind}, not {expected}: {cure}")


def kind_of(data: bytes) -> tuple[str, str]:
    """Return what a file is by its first bytes, and what to do with it; "" twice for what may be text."""
    if data.startswith(b"PK\x03\x04"):
        return next((kind for part, kind in _ZIP.items() if part in data), _ARCHIVE)
    return next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), ("", ""))


def refuse_markup(content: str, name: str, expected: str, *, spare: str = "") -> None:
    """Raise an error that names the cure if a text is written in a format that has a reader of its own.

    The one kind to `spare` is let pass.

    Raises:
        SourceError: it is a web page, a translation memory or a subtitle file.
    """
    for pattern, (kind, cure) in _MARKUP.items():
        if kind != spare and pattern.match(content):
            raise SourceError(f"{name}: this is {kind}, not {expected}: {cure}")


def _as_declared(data: bytes, declared: str) -> str:
    """Return the text in the encoding its file declares, "" where that is wrong or needs no telling."""
    encoding = _DECLARED.get(declared.lower(), "")
    text = _try(data, encoding) if encoding else ""
    plausibility = _plausibility(text)
    # Pages are often saved again as UTF-8 and go on declaring what they were before.
    is_right = plausibility >= _LEAST and plausibility > _plausibility_of_utf8(data)
    return text if is_right else ""


def _plausibility_of_utf8(data: bytes) -> float:
    text = _try(data, "utf-8")
    return _plausibility(text) if text else 0.0


def _strictly(data: bytes, encoding: str, skip: int, name: str) -> str:
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        line = _line_after(data[skip:][: error.start].decode(encoding, "ignore"))
        raise SourceError(
            f"{name}:{line}: byte 0x{data[skip + error.start]:02x} at offset {skip + error.start} is no"
            f" {encoding.upper()}, which the file claims to be: save it again as UTF-8"
        ) from error


def _wide(data: bytes, name: str) -> str:
    """Return text of two or four bytes a character, which its zero bytes give away."""
    encodings = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
    texts = [text for encoding in encodings if (text := _try(data, encoding)) and "\0" not in text]
    best = max(texts, key=_plausibility, default="")
    if best and _plausibility(best) >= _LEAST:
        return best
    offset = data.index(b"\0")
    line = _line_after(data[:offset].decode("latin-1"))
    raise SourceError(
        f"{name}:{line}: zero byte at offset {offset}: not a text file, or a damaged one: save it as UTF-8"
    )


def _legacy(data: bytes, error: UnicodeDecodeError, name: str) -> str:
    """Return text that is not UTF-8 in the encoding that makes most sense of it."""
    mended = data.decode("utf-8", "replace")
    n_bad = mended.count("\ufffd")
    n_good = sum(not char.isascii() for char in mended) - n_bad
    if n_good <= 10 * n_bad:  # else it is UTF-8 with some damage, and any other reading is nonsense
        rest = _FOUR_BYTES.sub(b"", data)
        rest = rest if _RUN.search(rest) else data  # £5£6, and nothing else that tells
        is_western = len(_ONE_BYTE.findall(rest)) > 0.8 * len(_RUN.findall(rest))
        if is_western and (text := _try(data, "cp1252")):
            return text
        encodings = ("gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
        texts = [text for encoding in encodings if (text := _try(data, encoding))]
        best = max(texts, key=_plausibility, default="")
        if best and _plausibility(best) >= _LEAST:
            return best
    line = _line_after(data[: error.start].decode("latin-1"))
    raise SourceError(
        f"{name}:{line}: byte 0x{data[error.start]:02x} at offset {error.start} is no UTF-8, and the file"
        " is no GB18030 or Big5 either: save it as UTF-8"
    )


def _try(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _plausibility(text: str) -> float:
    """Return the share of characters that ordinary text has, ASCII letters aside, in 0..1.

    Ordinary are the frequent halves of GB 2312 and Big5, which list characters by use, punctuation,
    emoji and accented letters. A long Chinese text without one of the commonest words is Korean or worse.
    """
    # Taken from the whole text: a web page may begin with a long script.
    sample = [found[0] for found in islice(_NOT_ASCII.finditer(text), _SAMPLE)]
    if not sample:
        return 1.0
    n_han = sum("一" <= char <= "鿿" for char in sample)
    if n_han > 100 and sum(char in _COMMON for char in sample) < n_han / 100:
        return 0.0
    return sum(char in _ordinary() for char in sample) / len(sample)


@cache
def _ordinary() -> frozenset[str]:
    gb2312 = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    big5 = (bytes((high, low)) for high in range(0xA4, 0xC7) for low in range(0x40, 0xFF))
    frequent = [_try(pair, "gb2312") for pair in gb2312] + [_try(pair, "big5") for pair in big5]
    letters = [chr(code) for code in (*range(0xA0, 0x180), *range(0xFF01, 0xFF5F))]
    marks = (
        "\t\n\v\f\r\u2028\u2029\u3000，。、；：…—–‘’“”《》〈〉「」『』（）【】〔〕·•〇々€①②③④⑤⑥⑦⑧⑨⑩"
    )
    emoji = map(chr, range(0x1F300, 0x1FB00))
    return frozenset([*frequent, *letters, *marks, *emoji])


def _checked(text: str, name: str) -> str:
    """Return the text, unless control characters show that it is none."""
    if found := re.search("\0", text):
        line = _line_after(text[: found.start()])
        raise SourceError(
            f"{name}:{line}: a NUL character: not a text file, or a damaged one: save it as UTF-8"
        )
    n_control = len(_CONTROL.findall(text))
    if n_control > 5 and n_control > len(text) / 200:
        raise SourceError(
            f"{name}: {n_control} control characters: this is no text file: save it as UTF-8"
        )
    return text


def _line_after(before: str) -> int:
    """Return the number of the line that follows some text."""
    return len(re.findall(r"\r\n|\r|\n", before)) + 1
