"""Word documents: their paragraphs, headings, tables and notes, by way of HTML.

Read from the XML itself: of the packages that do it, none limits what a document may unpack to, or
knows the number of a paragraph. A line of the HTML is a paragraph of the document, so that places
count paragraphs, those of tables too.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from posixpath import join, normpath

from shengci import text
from shengci.errors import SourceError
from shengci.records import Article
from shengci.sources import markup, roles, trees
from shengci.sources.archives import Archive
from shengci.sources.articles import article_of
from shengci.sources.trees import Element, attribute, children, local_name

# What was deleted or moved away, the old form of a picture that is there twice, and readings of rubies.
_GONE = (
    "del",
    "moveFrom",
    "Fallback",
    "rt",
    "instrText",
    "delText",
    "pPr",
    "rPr",
    "tblPr",
    "sectPr",
)
_CHARACTERS = {"tab": "\t", "cr": "<br>", "noBreakHyphen": "-"}
_UNTITLED = re.compile(
    r"untitled|document ?\d*|microsoft word|.*\.docx?$|文档\s*\d*|無標題|无标题", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says: its name in English, and its level in the outline, 0 for none."""

    name: str
    level: int


def read_docx(data: bytes, name: str) -> Article:
    """Return the article in a Word document; foot- and endnotes stand at its end.

    Hidden and deleted text, comments, headers, footers and tables of contents are left out.

    Raises:
        SourceError: the bytes are no Word document, an encrypted or damaged one, or it is too large.
    """
    archive = Archive(data, name, ".docx")
    main = _target(archive, "_rels/.rels", "officeDocument") or "word/document.xml"
    body = _xml(archive, main)
    if local_name(body) != "document":
        raise SourceError(f"{name}: is no Word document: give its name the right ending")
    styles = _styles(archive, main)
    lines = list(_lines(next(children(body, "body"), body), styles))
    for kind in ("footnotes", "endnotes"):
        if part := _target(archive, _rels_of(main), kind):
            for note in children(_xml(archive, part), "footnote", "endnote"):
                if attribute(note, "type") in ("", "normal"):
                    lines.extend(_lines(note, styles))
    root = trees.html_tree(f"<body>{''.join(lines)}</body>", name)
    title, date = _properties(archive)
    article = article_of(markup.blocks_of(root, name), title=title)
    return article if article.date else replace(article, date=date)


def _xml(archive: Archive, part: str) -> Element:
    return trees.xml_tree(archive.read(part), f"{archive.name}/{part}")


def _rels_of(part: str) -> str:
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def _target(archive: Archive, rels: str, kind: str) -> str:
    """Return the part that a list of relationships names for a kind, "" if there is none."""
    if rels not in archive:
        return ""
    folder = rels.removesuffix(rels[rels.rindex("_rels/") :])
    for relation in children(_xml(archive, rels), "Relationship"):
        if attribute(relation, "Type").endswith(f"/{kind}"):
            part = normpath(join("/", folder, attribute(relation, "Target"))).lstrip("/")
            return part if part in archive else ""
    return ""


def _styles(archive: Archive, main: str) -> dict[str, _Style]:
    part = _target(archive, _rels_of(main), "styles")
    if not part:
        return {}
    found = {}
    for style in children(_xml(archive, part), "style"):
        names = [attribute(element, "val").lower() for element in children(style, "name")]
        levels = [
            _level(element)
            for properties in children(style, "pPr")
            for element in children(properties, "outlineLvl")
        ]
        found[attribute(style, "styleId")] = _Style((names or [""])[0], (levels or [0])[0])
    return found


def _level(outline: Element) -> int:
    value = attribute(outline, "val")
    return int(value) + 1 if value in "012345" and value else 0


def _lines(parent: Element, styles: dict[str, _Style]) -> Iterator[str]:
    """Yield the paragraphs of a part of a document as HTML, one a line, its tables around theirs."""
    for element in parent:
        kind = local_name(element)
        if kind == "p":
            yield from _paragraph(element, styles)
        elif kind in ("tbl", "tr", "tc"):
            tag = {"tbl": "table", "tr": "tr", "tc": "td"}[kind]
            yield f"<{tag}>"
            yield from _lines(element, styles)
            yield f"</{tag}>"
        elif kind not in _GONE:
            yield from _lines(element, styles)


def _paragraph(paragraph: Element, styles: dict[str, _Style]) -> Iterator[str]:
    """Yield a paragraph as a line, and after it the paragraphs of the text boxes in it."""
    properties = next(children(paragraph, "pPr"), None)
    found = list(children(properties, "pStyle")) if properties is not None else []
    style = styles.get(attribute(found[0], "val") if found else "", _Style("", 0))
    levels = (
        [_level(e) for e in children(properties, "outlineLvl")] if properties is not None else []
    )
    boxes: list[Element] = []
    inner = "".join(_inline(paragraph, boxes))
    if re.match(r"(?:toc|index) ?\d|table of (?:figures|authorities)", style.name):
        inner = ""
    tag, classes = _tag_of(style, levels[0] if levels else 0)
    if tag == "p" and "\t" in inner:
        tag = "pre"  # a tab may stand between the languages
    yield f"<{tag}{classes}>{inner}</{tag}>\n" if inner else "\n"
    for box in boxes:
        yield from _lines(box, styles)


def _tag_of(style: _Style, level: int) -> tuple[str, str]:
    if style.name == "title":
        return "h1", ""
    if style.name == "caption":
        return "p", ' class="caption"'
    heading = re.fullmatch(r"heading (\d)", style.name)
    level = level or (int(heading[1]) if heading else style.level)
    # The title of a document is told by its style alone: chapters are headings of the first level.
    return (f"h{min(6, level + 1)}", "") if level or style.name == "subtitle" else ("p", "")


def _inline(parent: Element, boxes: list[Element]) -> Iterator[str]:
    """Yield the text inside a paragraph as HTML, and note the text boxes on the way."""
    for element in parent:
        kind = local_name(element)
        if kind == "t":
            yield html.escape(text.clean(element.text or ""), quote=False).replace("\n", " ")
        elif kind == "br":
            yield "" if attribute(element, "type") in ("page", "column") else "<br>"
        elif kind in _CHARACTERS:
            yield _CHARACTERS[kind]
        elif kind == "txbxContent":
            boxes.append(element)
        elif kind == "r" and _is_hidden(element):
            continue
        elif kind not in _GONE:
            yield from _inline(element, boxes)


def _is_hidden(run: Element) -> bool:
    return any(
        attribute(mark, "val") not in ("0", "false", "off")
        for properties in children(run, "rPr")
        for mark in children(properties, "vanish")
    )


def _properties(archive: Archive) -> tuple[str, str]:
    """Return the title and the date (ISO) in the document's properties, "" where they are not there."""
    part = _target(archive, "_rels/.rels", "core-properties")
    if not part:
        return "", ""
    core = _xml(archive, part)
    title = next((text.fold(element.text or "") for element in children(core, "title")), "")
    date = next((element.text or "" for element in children(core, "created")), "")
    return "" if _UNTITLED.match(title) else title, roles.date_in(date)
