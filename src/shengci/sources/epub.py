"""EPUB books: the chapters in the order of their spine, through the same code as web pages."""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urldefrag

from shengci import text
from shengci.errors import SourceError
from shengci.records import Article, Block
from shengci.sources import boilerplate, markup, roles, trees
from shengci.sources.archives import Archive
from shengci.sources.articles import article_of
from shengci.sources.trees import Element, attribute

# Fonts are often scrambled so that nobody copies them; that is no lock on the text.
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_NO_CHAPTERS = text.word_set("cover toc nav landmarks loi lot copyright colophon titlepage")
_PAGES = ("application/xhtml+xml", "text/html", "application/xml", "text/x-oeb1-document")


def read_epub(data: bytes, name: str) -> Article:
    """Return the text of a book, without its cover, title page, contents and copyright page.

    Places name the chapter's file: "book.epub/OEBPS/ch1.xhtml:12".

    Raises:
        SourceError: the bytes are no EPUB, a locked or damaged one, or it is too large.
    """
    archive = Archive(data, name, ".epub")
    package = _package_of(archive)
    _refuse_locked(archive)
    book = trees.xml_tree(archive.read(package), f"{name}/{package}")
    blocks: list[Block] = []
    for part in _chapters(book, package):
        place = f"{name}/{part}"
        content = trees.decode_markup(archive.read(part), place)
        if not content.strip():
            continue
        root = trees.xhtml_tree(content, place)
        if _is_no_chapter(root):
            continue
        boilerplate.remove_lists_of_links(root)
        rows = [block.row for block in blocks if block.row is not None]
        blocks += markup.blocks_of(root, place, first_row=max(rows, default=-1) + 1)
    if not blocks:
        raise SourceError(f"{name}: holds no text, perhaps only pictures of pages: give a text")
    return article_of(blocks, title=_first(book, "title"), date=_date_of(book))


def _package_of(archive: Archive) -> str:
    """Return which part lists all others."""
    if "META-INF/container.xml" not in archive:
        raise SourceError(f"{archive.name}: is no EPUB book, or a damaged one: download it again")
    container = trees.xml_tree(
        archive.read("META-INF/container.xml"), f"{archive.name}/META-INF/container.xml"
    )
    found = [attribute(file, "full-path") for file in container.iter("{*}rootfile")]
    if not found:
        raise SourceError(f"{archive.name}: names no list of its chapters: download it again")
    return found[0]


def _refuse_locked(archive: Archive) -> None:
    part = "META-INF/encryption.xml"
    if part not in archive:
        return
    root = trees.xml_tree(archive.read(part), f"{archive.name}/{part}")
    for encrypted in root.iter("{*}EncryptedData"):
        methods = [attribute(m, "Algorithm") for m in trees.children(encrypted, "EncryptionMethod")]
        if not set(methods) <= set(_FONTS):
            raise SourceError(f"{archive.name}: is locked (DRM): give a copy without a lock")


def _chapters(book: Element, package: str) -> Iterator[str]:
    """Yield the parts that hold the chapters, in the order of reading."""
    items = {attribute(item, "id"): item for item in book.iter("{*}item")}
    skipped = {
        _part(package, attribute(reference, "href"))
        for reference in book.iter("{*}reference")
        if attribute(reference, "type").lower() in ("cover", "toc", "title-page", "copyright-page")
    }
    seen = set()
    for reference in book.iter("{*}itemref"):
        item = items.get(attribute(reference, "idref"))
        if item is None or attribute(item, "media-type") not in _PAGES:
            continue
        part = _part(package, attribute(item, "href"))
        is_nav = "nav" in attribute(item, "properties").split()
        if not is_nav and part not in skipped and part not in seen:
            seen.add(part)
            yield part


def _part(package: str, href: str) -> str:
    """Return the part that an address in the package's list points to."""
    return normpath(join(dirname(package), unquote(urldefrag(href).url)))


def _is_no_chapter(root: Element) -> bool:
    """Return whether a page says of itself that it is a cover, contents or such."""
    body = root.find("body")
    if body is None:
        return False
    outer = [body, *body] if len(body) == 1 else [body]
    kinds = " ".join(attribute(element, "type") for element in outer).lower()
    return not _NO_CHAPTERS.isdisjoint(
        re.findall("[a-z]+", kinds.replace("copyright-page", "copyright"))
    )


def _first(book: Element, kind: str) -> str:
    found = (
        text.fold(element.text or "")
        for element in book.iter("{http://purl.org/dc/elements/1.1/}" + kind)
    )
    return next((value for value in found if value), "")


def _date_of(book: Element) -> str:
    return roles.date_in(_first(book, "date"))
