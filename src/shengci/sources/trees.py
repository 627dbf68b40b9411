"""From the bytes and texts of marked-up files to element trees, safe against files made to harm.

The only room that loads lxml. Nothing outside the file is ever opened, no entity is expanded, and
comments and processing instructions are gone from the trees.
"""

import html
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any, TypeAlias

from shengci.decoding import decode, refuse_other_kinds
from shengci.errors import MissingExtra, SourceError

Element: TypeAlias = Any  # lxml carries no types
Walker: TypeAlias = Any

MOST_TAGS = 1_000_000  # a verse a row, the whole Bible in two languages has half of it
MOST_ELEMENTS = 3_000_000  # of XML; 60 MB of a Word document have 2.5 million, and take 0.8 GB
_ENTITY = re.compile(r"&(\w+);")
_XML_ENTITIES = ("amp", "apos", "gt", "lt", "quot")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


def html_tree(content: str, name: str) -> Element:
    """Return the root element of a web page, however untidy; tags and attributes in lower case.

    Raises:
        MissingExtra: lxml is not installed.
        SourceError: it holds nothing at all, too many tags, or is nested past 2,000 levels.
    """
    etree = _etree(name)
    if content.count("<") > MOST_TAGS:
        raise SourceError(f"{name}: has more than {MOST_TAGS} tags: cut it into several files")
    parser = etree.HTMLParser(
        encoding="utf-8",
        huge_tree=True,  # of the limits only the depth is raised, from 256: HTML has no entities to expand
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(content.encode(), parser)
    # libxml2 2.14 leaves out all text below the depth it allows, and says so only here.
    if any("depth" in entry.message for entry in parser.error_log):
        raise SourceError(
            f"{name}: its elements are nested too deeply: save its text as a UTF-8 file"
        )
    if root is None:
        raise SourceError(f"{name}: is empty: give an article in English and Chinese")
    return root


def xhtml_tree(content: str, name: str) -> Element:
    """Return the root element of an XHTML page, without namespaces; as HTML where it is not well-formed.

    Raises:
        MissingExtra: lxml is not installed.
        SourceError: it declares entities, or holds nothing at all.
    """
    etree = _etree(name)
    content = _ENTITY.sub(_character, _DECLARATION.sub("", content, count=1))
    try:
        root = _parse(content.encode(), name)
    except etree.XMLSyntaxError:
        return html_tree(content, name)
    for element in root.iter():
        element.tag = local_name(element)
    return root


def xml_tree(data: bytes, name: str) -> Element:
    """Return the root element of an XML file.

    Raises:
        MissingExtra: lxml is not installed.
        SourceError: it is not well-formed, or declares entities.
    """
    etree = _etree(name)
    try:
        return _parse(data, name)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name}: is damaged ({error.msg}): save it again") from error


def walk(root: Element) -> Walker:
    """Return lxml's walker over a tree: (event, element) at each start and end, with `skip_subtree`."""
    from lxml import etree

    return etree.iterwalk(root, events=("start", "end"))


def local_name(element: Element) -> str:
    """Return an element's tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """Return an attribute's value, whatever its namespace, "" if there is none."""
    value = element.get(name)
    if value is None:
        value = next((v for key, v in element.items() if key.rpartition("}")[2] == name), "")
    return str(value)


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the children of an element that have one of the local names, in any namespace."""
    return (child for child in element if local_name(child) in names)


def decode_markup(data: bytes, name: str, charset: str = "") -> str:
    """Return the text of a page's bytes, by the encoding it declares if that makes sense.

    `charset` is what an HTTP header says; it goes before what the page says.
    """
    refuse_other_kinds(data, name, "a web page")
    found = re.search(
        rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]+)",
        data[:4096],
        re.IGNORECASE,
    )
    own = (found[1] or found[2]).decode() if found else ""
    return decode(data, name, declared=charset or own)


def _parse(data: bytes, name: str) -> Element:
    etree = _etree(name)
    if data.count(b"<") - data.count(b"</") > MOST_ELEMENTS:
        raise SourceError(
            f"{name}: has more than {MOST_ELEMENTS} elements: cut it into several files"
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(data, parser)
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and declared.entities():
        raise SourceError(
            f"{name}: declares XML entities, which no book or document needs: not read"
        )
    return root


def _character(entity: re.Match[str]) -> str:
    if entity[1] in _XML_ENTITIES:
        return entity[0]
    return html.escape(html.unescape(entity[0]), quote=False)


def _etree(name: str) -> ModuleType:
    try:
        from lxml import etree
    except ImportError as error:
        # A part of an archive is named "book.epub/OEBPS/ch1.xhtml".
        archive = re.match(r".*?\.(docx|epub)(?=/|$)", name, re.IGNORECASE)
        file, kind = (archive[0], archive[1].lower()) if archive else (name, "html")
        raise MissingExtra(
            f"{file}: reading .{kind} needs one more package: pip install 'shengci[{kind}]'"
        ) from error
    module: ModuleType = etree
    return module
