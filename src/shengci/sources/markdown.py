"""Markdown: its headings, paragraphs, bullets, quotes, marks and comments to blocks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from shengci import text
from shengci.decoding import decode, refuse_markup
from shengci.files import check_lines
from shengci.records import Article, Block, Language, Place, Role
from shengci.sources import roles
from shengci.sources.articles import article_of
from shengci.sources.paragraphs import (
    Line,
    block_language,
    block_of,
    is_full,
    may_go_on,
    wrap_width,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

Kind = Literal["text", "heading", "item", "caption", "break"]

_ROLES: dict[Kind, Role] = {"heading": "heading", "caption": "caption", "break": "break"}
_FRONT_MATTER = re.compile(
    r"\ufeff?(---|\+\+\+)[ \t]*\n(.*?\n)?(?:\1|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL
)
_FIELD = re.compile(r"([\w-]+)\s*[:=：]\s*(.*\S)")
_TITLES = ("title", "title_zh", "title_en", "标题", "標題")
_DATES = ("date", "published", "日期")
_SOURCES = ("source", "url", "link", "original", "canonical_url", "来源", "來源", "原文", "链接")

# A footnote's mark would make a link of a note without spaces, which Chinese is.
_NOTE_MARK = re.compile(r"\[(?=\^[^\]\s]+\])")
_NOTE = re.compile(r"\s*\[\^[^\]\s]+\]:?")
_CHECKBOX = re.compile(r"\s*\[[ xX]\]\s+")
# Bold beside Chinese punctuation is no emphasis to CommonMark, and highlights are none at all.
_LEFT_OVER = re.compile(r"(\*\*|==|~~)(?=\S)(.+?)(?<=\S)\1")
_FILE_NAME = re.compile(
    r"(?:\S+\.(?:png|jpe?g|gif|webp|svg|heic)|image|img|图片|圖片)", re.IGNORECASE
)

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_MUTE = frozenset("script style pre table rt rp template".split())
_INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em font i ins kbd mark q rb ruby s samp small span strong sub sup time tt u var wbr".split()
)

_ENGLISH_SIDE = rf"[^{text.HAN}]*[A-Za-z][^{text.HAN}]*?"
_CHINESE_SIDE = rf"[《“「]?[{text.HAN}][^A-Za-z]*?"
_BETWEEN = r"(?:\s+[|｜/／—–·-]+\s+|\s*[|｜]\s*|\s*[(（](?=.*[)）]$))"
_MARKED_OFF, _SIDE_BY_SIDE = (
    re.compile(
        rf"(?:({_ENGLISH_SIDE}){between}({_CHINESE_SIDE})|({_CHINESE_SIDE}){between}({_ENGLISH_SIDE}))[)）]?"
    )
    for between in (_BETWEEN, r"\s*[:：]?\s*")
)

_LONGEST_SOFT = 3_000  # characters of complete lines that one paragraph may be made of
_DEEPEST = 60  # quotes and lists in one another


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line of text and what Markdown says of it; `hidden` when it stands in a comment."""

    line: Line
    kind: Kind
    hidden: bool


def read_markdown(data: bytes, name: str) -> Article:
    """Return the article in a Markdown file; its code and tables are left out.

    A comment is read where it is the translation of the paragraph above it. Title, date and source
    come from the front matter where it has them.
    """
    content = decode(data, name)
    check_lines(content, name)
    refuse_markup(content, name, "Markdown")
    content = text.with_line_feeds(content)
    fields, content = _front_matter(content)
    pieces = [*_titles(fields), *_split_headings(_without_remarks(list(_pieces(content))))]
    paragraphs = list(_paragraphs(_without_repeated_title(pieces, len(fields))))
    blocks = [
        replace(block_of([piece.line for piece in paragraph], name), role=_role(paragraph[0].kind))
        for paragraph in paragraphs
    ]
    known = {i for i, paragraph in enumerate(paragraphs) if _is_known(paragraph, blocks[i])}
    article = article_of(blocks, known)
    date = next((found for key in _DATES if (found := roles.date_in(fields.get(key, "")))), "")
    source = next((fields[key] for key in _SOURCES if roles.URL.fullmatch(fields.get(key, ""))), "")
    return replace(article, date=date or article.date, source=source or article.source)


def _role(kind: Kind) -> Role:
    return _ROLES.get(kind, "body")


def _is_known(paragraph: Sequence[_Piece], block: Block) -> bool:
    """Return whether Markdown tells a paragraph's role: a bullet is no heading, however short."""
    kind = paragraph[0].kind
    return kind in _ROLES or (kind == "item" and roles.role_of(block) == "heading")


def _front_matter(content: str) -> tuple[dict[str, str], str]:
    """Return the fields of a file's front matter, and the file with blank lines in its place."""
    found = _FRONT_MATTER.match(content)
    lines = (found[2] or "").split("\n") if found else []
    fields = {
        field[1].lower(): field[2].strip("\"'") for line in lines if (field := _FIELD.match(line))
    }
    if not found or not fields:
        return {}, content
    return fields, "\n" * found[0].count("\n") + content[found.end() :]


def _titles(fields: dict[str, str]) -> Iterator[_Piece]:
    for key in _TITLES:
        if title := text.fold(text.clean(fields.get(key, ""))):
            for part in _sides(title) or (title,):
                yield _Piece(Line(part, block_language(part), 1, 0), "heading", hidden=False)


def _without_repeated_title(pieces: Sequence[_Piece], n_fields: int) -> list[_Piece]:
    """Leave out what the front matter calls the title where a heading says it again."""
    below = {
        piece.line.text for piece in pieces if piece.line.number > 1 and piece.kind == "heading"
    }
    return [
        piece
        for piece in pieces
        if not n_fields or piece.line.number > 1 or piece.line.text not in below
    ]


# From Markdown to lines


def _pieces(content: str, number: int = 1, hidden: bool = False) -> Iterator[_Piece]:
    """Yield the lines of a Markdown text that begins at a line of the file."""
    from markdown_it import MarkdownIt  # not at the top: plain text has no use for it

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    scribe = _Scribe(number, hidden)
    in_table = n_lists = 0
    kind: Kind = "text"
    for token in parser.parse(_NOTE_MARK.sub(r"\\[", content)):
        if token.type in ("table_open", "table_close"):
            in_table += token.nesting
        elif token.type.endswith("_list_open") or token.type.endswith("_list_close"):
            n_lists += token.nesting
        elif token.type == "heading_open":
            kind = "heading"
        elif token.type == "heading_close":
            kind = "text"
        if in_table or token.map is None:
            continue
        scribe.begin(number + token.map[0], "item" if n_lists and kind == "text" else kind)
        if token.type == "inline":
            _write_inline(token.children or [], scribe)
        elif token.type == "hr":
            scribe.add("* * *", "break")
        elif token.type == "html_block":
            _HtmlBlock(scribe, number + token.map[0]).feed_all(token.content)
        yield from scribe.take()


def _write_inline(tokens: Sequence["Token"], scribe: "_Scribe") -> None:
    for token in tokens:
        if token.type == "softbreak":
            scribe.end_line()
        elif token.type == "hardbreak":
            scribe.end_line()
            scribe.end_paragraph()
        elif token.type == "image":
            scribe.add_caption(token.content)
        elif token.type == "html_inline":
            if comment := _COMMENT.fullmatch(token.content):
                scribe.add_comment(comment[1], scribe.number)
            elif tag := _TAG.match(token.content):
                alt = _ALT.search(token.content)
                scribe.tag(tag[2].lower(), not tag[1], (alt[1] or alt[2] or "") if alt else "")
            scribe.number += token.content.count("\n")
        elif token.type == "code_inline":
            scribe.write(token.content.replace("\\[^", "[^"))
        else:
            scribe.write(token.content)
    scribe.end_line()
    scribe.end_paragraph()


class _Scribe:
    """Writes lines down as pieces: what is marked or stands in a comment becomes lines of its own."""

    def __init__(self, number: int, hidden: bool) -> None:
        self.number = number
        self._hidden = hidden
        self._kind: Kind = "text"
        self._paragraph = -1000 * number if hidden else 0  # no two comments share a paragraph
        self._segments: list[tuple[str, bool]] = []
        self._asides: list[_Piece] = []
        self._aside_is_last = False
        self._is_marked = False
        self._muted: list[str] = []
        self._pieces: list[_Piece] = []

    def begin(self, number: int, kind: Kind) -> None:
        """Start a new paragraph at a line of the file."""
        self.number, self._kind, self._muted, self._is_marked = number, kind, [], False
        self._paragraph += 1

    def take(self) -> list[_Piece]:
        """Return the pieces written so far, and forget them."""
        pieces, self._pieces = self._pieces, []
        return pieces

    def write(self, part: str) -> None:
        """Go on with the line."""
        if part and not self._muted:
            self._segments.append((part, self._is_marked))
            self._aside_is_last = self._aside_is_last and not part.strip()

    def tag(self, name: str, opens: bool, alt: str = "") -> None:
        """Take note of an HTML tag."""
        if name in _MUTE:
            if opens:
                self._muted.append(name)
            elif name in self._muted:
                self._muted.remove(name)
        elif name == "mark":
            self._is_marked = opens
        elif name == "img":
            self.add_caption(alt)
        elif name not in _INLINE:
            self._end_line_here()
            self.end_paragraph()

    def add(self, line: str, kind: Kind) -> None:
        """Write a line of another kind than its paragraph."""
        self._pieces.append(self._piece(line, kind))

    def add_caption(self, alt: str) -> None:
        """Write the description of a picture below the line or paragraph it stands in."""
        alt = text.fold(text.clean(alt))
        if alt and not _FILE_NAME.fullmatch(alt) and not self._muted:
            parts = text.split_mixed(alt)
            self._asides += [self._piece(part, "caption") for part in parts]
            self._aside_is_last = True

    def add_comment(self, comment: str, number: int) -> None:
        """Write a comment below the line or paragraph it stands in."""
        if self._hidden or self._muted:
            return
        lines = comment.lstrip(" \t")
        self._asides += _pieces(lines, number, hidden=True)
        self._aside_is_last = True

    def end_line(self) -> None:
        """End the line and count it; a comment or picture at its end ends the paragraph too."""
        self._end_line_here()
        self.number += 1

    def _end_line_here(self) -> None:
        for part, is_whole in _by_marks(self._segments):
            if part.startswith("\u3000"):  # the indent of a Chinese paragraph
                self._paragraph += 1
            for line in re.split("[\v\f\x1c-\x1e\x85\u2028\u2029\n]", text.clean(part)):
                self._add_line(_plain(line), is_whole)
            if is_whole:
                self._paragraph += 1
        self._segments = []
        if self._aside_is_last:
            self.end_paragraph()

    def _add_line(self, line: str, is_whole: bool) -> None:
        if not line:
            self._paragraph += 1
        elif is_whole or self._kind == "heading":
            self.add(line, self._kind)
        else:
            for part in text.split_mixed(line):
                self.add(part, self._kind)

    def end_paragraph(self) -> None:
        """End the paragraph: what follows is no part of it."""
        self._pieces += self._asides
        self._asides = []
        self._aside_is_last = False
        self._paragraph += 1

    def _piece(self, line: str, kind: Kind) -> _Piece:
        return _Piece(
            Line(line, block_language(line), self.number, self._paragraph), kind, self._hidden
        )


class _HtmlBlock(HTMLParser):
    """Writes down the text of a piece of HTML that stands by itself in a Markdown file."""

    def __init__(self, scribe: _Scribe, number: int) -> None:
        super().__init__()
        self._scribe = scribe
        self._first = number

    def feed_all(self, content: str) -> None:
        """Write down all of the text."""
        self.feed(content)
        self.close()
        self._scribe._end_line_here()
        self._scribe.end_paragraph()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._scribe.tag(tag, True, dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        self._scribe.tag(tag, False)

    def handle_data(self, data: str) -> None:
        self._scribe.number = self._first + self.getpos()[0] - 1
        first, *others = data.split("\n")
        self._scribe.write(first)
        for line in others:
            self._scribe.end_line()
            self._scribe.write(line)

    def handle_comment(self, data: str) -> None:
        self._scribe.add_comment(data, self._first + self.getpos()[0] - 1)


def _by_marks(segments: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a line: its Chinese in <mark> apart where that translates the English.

    Each comes with whether it is such a part; a word highlighted in its sentence is none.
    """
    marks = [i for i, (_, is_marked) in enumerate(segments) if is_marked]
    if (marks and marks == list(range(marks[0], len(segments)))) or marks == list(
        range(len(marks))
    ):
        marked = "".join(segments[i][0] for i in marks)
        rest = "".join(part for part, is_marked in segments if not is_marked)
        if _translates(marked, rest):
            sides = ((rest, True), (marked, True))
            yield from sides if marks[0] else reversed(sides)
            return
    yield "".join(part for part, _ in segments), False


def _translates(marked: str, rest: str) -> bool:
    if text.language_of(marked) != "chinese" or text.language_of(rest) != "english":
        return False
    n_han, n_words = text.count_scripts(marked)["han"], text.count_scripts(rest)["latin"]
    return (
        text.ends_with_stop(rest.strip()) or text.ends_with_stop(marked.strip()) or n_han >= n_words
    )


def _plain(line: str) -> str:
    """Return a line without footnote marks and the emphasis CommonMark does not see."""
    line = _CHECKBOX.sub("", _NOTE.sub("", line), count=1) if "[" in line else line
    return text.fold(_LEFT_OVER.sub(r"\2", line))


# Which lines belong to the article, and which together


def _without_remarks(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Leave out comments that translate nothing.

    One that does is in the other language than the line above it. English comments count only in a
    file whose visible text is Chinese; below it, elsewhere, they are remarks.
    """
    amounts: dict[Language, int] = {"english": 0, "chinese": 0}
    for piece in pieces:
        if not piece.hidden:
            counts = text.count_scripts(piece.line.text)
            amounts["english"] += counts["latin"]
            amounts["chinese"] += counts["han"]
    may_hide: set[Language] = (
        {"chinese"} if 20 * amounts["english"] >= amounts["chinese"] else {"english"}
    )
    kept: list[_Piece] = []
    for piece in pieces:
        above = kept[-1] if kept else None
        is_answer = above is None or above.hidden or above.line.language != piece.line.language
        if not piece.hidden or (piece.line.language in may_hide and is_answer):
            kept.append(piece)
    return kept


def _split_headings(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Cut headings in both languages in two.

    Without a bar or a stroke between the languages this is sure only where all headings are such,
    or no heading beside it is its translation: others hold a name in the other script.
    """
    headings = [piece.line.text for piece in pieces if piece.kind == "heading"]
    all_have_two = all(_sides(heading) or _sides(heading, _SIDE_BY_SIDE) for heading in headings)
    is_bilingual = all(
        any(piece.kind != "heading" and piece.line.language == language for piece in pieces)
        for language in ("english", "chinese")
    )
    for i, piece in enumerate(pieces):
        line, parts = piece.line, None
        if piece.kind == "heading":
            beside = [*pieces[max(0, i - 1) : i], *pieces[i + 1 : i + 2]]
            is_alone = all(other.kind != "heading" for other in beside)
            parts = _sides(line.text)
            if not parts and is_bilingual and (all_have_two or is_alone):
                parts = _sides(line.text, _SIDE_BY_SIDE)
        for part in parts or (line.text,):
            yield replace(piece, line=replace(line, text=part, language=block_language(part)))


def _sides(heading: str, pattern: re.Pattern[str] = _MARKED_OFF) -> tuple[str, ...] | None:
    """Return the two texts of a heading in both languages, None if it is in one."""
    parts = text.split_mixed(heading)
    if len(parts) == 1 and (found := pattern.fullmatch(heading)):
        parts = tuple(side.strip() for side in found.groups() if side is not None)
    return parts if len(parts) == 2 else None


def _paragraphs(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Yield the lines of each paragraph."""
    lines = [piece.line for piece in pieces]
    widths = {
        "english": wrap_width(lines, "english"),
        "chinese": wrap_width(lines, "chinese"),
    }
    n_changes = Counter(
        above.paragraph
        for above, below in pairwise(lines)
        if above.paragraph == below.paragraph and above.language != below.language
    )
    paragraph = list(pieces[:1])
    length = 0
    for above, below in pairwise(pieces):
        length += len(above.line.text)
        goes_on = (
            (above.kind, above.hidden) == (below.kind, below.hidden)
            and may_go_on(above.line, below.line)
            and (
                is_full(above.line, below.line, widths[above.line.language])
                or _is_soft(above.line, below.line, length, n_changes[above.line.paragraph] > 2)
            )
        )
        if goes_on:
            paragraph.append(below)
        else:
            yield paragraph
            paragraph, length = [below], 0
    if paragraph:
        yield paragraph


def _is_soft(above: Line, below: Line, length: int, is_in_turn: bool) -> bool:
    """Return whether the end of a line means nothing, as in Markdown it does unless it looks meant.

    A title, date or byline is on a line of its own, and so are the lines of a text that has no blank
    ones between its paragraphs, which languages in turn or long runs of whole lines show.
    """
    if text.ends_with_stop(above.text) and (is_in_turn or length > _LONGEST_SOFT):
        return False
    role_above, role_below = (
        roles.role_of(Block(line.text, line.language, "body", Place("", line.number)))
        for line in (above, below)
    )
    if role_above == "heading":
        inside = re.search("[，。；]", above.text) if above.language == "chinese" else None
        return bool(inside) or below.text[0].islower()
    return role_above == "body" and role_below in ("body", "heading")
