"""Translation memories (.tmx): each unit a row, its English and its Chinese."""

import re
from collections import Counter
from collections.abc import Mapping
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from shengci import text
from shengci.decoding import decode, refuse_markup
from shengci.errors import SourceError
from shengci.records import Article, Block, Language, Place
from shengci.sources.articles import article_of_rows

MOST_UNITS = 200_000

_DECLARATION = re.compile(r"\ufeff?\s*<\?xml[^>]*\?>")
_CHUNK = 1 << 16
# What stands in these is code of the format a text came from, not text; the text marked by <hi> is.
_CODE = frozenset("bpt ept ph it ut sub".split())
_LANGUAGES: dict[str, Language] = {
    "en": "english",
    "eng": "english",
    "english": "english",
    "zh": "chinese",
    "chi": "chinese",
    "zho": "chinese",
    "cmn": "chinese",
    "chinese": "chinese",
}
_TRADITIONAL = frozenset("hant tw hk mo traditional".split())
_SIMPLIFIED = frozenset("hans cn sg simplified".split())


def read_tmx(data: bytes, name: str) -> Article:
    """Return the article in a translation memory, each unit as a row; other languages are left out.

    Of several Chinese versions of a unit the simplified one is taken.

    Raises:
        SourceError: the file is no TMX, is cut off, defines entities, or holds neither language.
    """
    content = decode(data, name)
    refuse_markup(content, name, "a translation memory", spare="a translation memory")
    # What the declaration says of the encoding is no longer true; its line stays, to count by.
    declaration = _DECLARATION.match(content)
    start = declaration.end() if declaration else 0
    units = _Units(name, (declaration[0] if declaration else "").count("\n"))
    parser = DefusedXMLParser(target=units, encoding="utf-8")
    units.parser = parser.parser
    try:
        for at in range(start, len(content), _CHUNK):
            parser.feed(content[at : at + _CHUNK].encode())
        parser.close()
    except ParseError as error:
        line = error.position[0] + units.lines_above
        raise SourceError(
            f"{name}:{line}: broken or cut off ({str(error).partition(':')[0]}): export the memory again as TMX 1.4"
        ) from error
    except DefusedXmlException as error:
        raise SourceError(
            f"{name}: defines entities of its own, which a translation memory never needs:"
            " export it again as TMX 1.4"
        ) from error
    if not units.blocks:
        told = ", ".join(sorted(units.others)[:8])
        raise SourceError(
            f"{name}: no English or Chinese unit in it{f', only {told}' if told else ''}:"
            " export a memory of these languages as TMX 1.4"
        )
    return article_of_rows(units.blocks)


class _Units:
    """Takes in the elements of a memory one by one, and makes blocks of each unit."""

    def __init__(self, name: str, lines_above: int) -> None:
        self.blocks: list[Block] = []
        self.others: Counter[str] = Counter()  # languages left out
        self.lines_above = lines_above
        self.parser: object = None
        self._name = name
        self._row = 0
        self._line = 0
        self._depth = 0
        self._source_language = ""
        self._language = ""
        self._versions: dict[str, str] = {}  # by language, as the file writes it
        self._parts: list[str] | None = None  # of the segment being read
        self._n_codes = 0  # how many elements of code are open

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take in the start of an element."""
        tag = tag.rpartition("}")[2].lower()
        self._depth += 1
        if self._depth == 1 and tag != "tmx":
            raise SourceError(
                f"{self._name}: this is XML, but no TMX (it begins with <{tag}>): export the memory as TMX 1.4"
            )
        if tag == "header":
            self._source_language = attributes.get("srclang", "")
        elif tag == "tu":
            self._line = getattr(self.parser, "CurrentLineNumber", 1) + self.lines_above
            self._versions = {}
        elif tag == "tuv":
            language = next(
                (v for k, v in attributes.items() if k.rpartition("}")[2] == "lang"), ""
            )
            self._language = language or self._source_language
        elif tag == "seg":
            self._parts, self._n_codes = [], 0
        elif tag in _CODE:
            self._n_codes += 1
            if self._parts and attributes.get("type") == "lb":
                self._parts.append(" ")

    def data(self, data: str) -> None:
        """Take in some characters."""
        if self._parts is not None and not self._n_codes:
            self._parts.append(data)

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        tag = tag.rpartition("}")[2].lower()
        self._depth -= 1
        if tag in _CODE:
            self._n_codes -= 1
        elif tag == "seg":
            line = text.fold(text.clean("".join(self._parts or ())))
            self._parts = None
            if line:
                self._versions.setdefault(self._language, line)
        elif tag == "tu":
            self._end_unit()

    def close(self) -> None:
        """Do nothing: an XML parser tells its target that the end is reached."""

    def _end_unit(self) -> None:
        best: dict[Language, str] = {}
        for language in sorted(self._versions, key=_rank):
            known = _LANGUAGES.get(_parts_of(language)[0])
            if known is None:
                self.others[language] += 1
            else:
                best.setdefault(known, self._versions[language])
        for known in ("english", "chinese"):
            if known in best:
                place = Place(self._name, self._line)
                self.blocks.append(Block(best[known], known, "body", place, self._row))
        self._row += bool(best)
        if self._row > MOST_UNITS:
            raise SourceError(
                f"{self._name}: more than {MOST_UNITS:,} units: cut it into several files"
            )


def _parts_of(language: str) -> list[str]:
    return re.split(r"[^a-z]+", language.lower())


def _rank(language: str) -> int:
    """Return where a version stands among those of its language: simplified Chinese comes first."""
    parts = set(_parts_of(language))
    return 2 if parts & _TRADITIONAL else 0 if parts & _SIMPLIFIED else 1
