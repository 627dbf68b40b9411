"""Web pages, as a browser saves them: the article out of its page, then its blocks."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from shengci import text
from shengci.decoding import refuse_markup
from shengci.errors import SourceError
from shengci.records import Article, Block
from shengci.sources import markup, roles, trees
from shengci.sources.articles import article_of
from shengci.sources.boilerplate import keep_article
from shengci.sources.trees import Element

_HEADER_LINE = re.compile(r"\s*[\w-]+: ")
_DATE_NAMES = text.word_set(
    """article:published_time date pubdate publishdate publish_date publish-date datepublished
    dc.date dc.date.issued dcterms.created dcterms.date weibo:article:create_at og:release_date"""
)
_DATE_WORDS = text.word_set("date time pubdate pubtime publish published")
_DATE_IN_SCRIPT = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_SITE_NAME = re.compile(r"\s+[|｜–—·-]\s+|\s*[_|｜]\s*")


def read_html(data: bytes, name: str) -> Article:
    """Return the article in a web page, without the menus, banners and lists of links around it.

    Raises:
        SourceError: the bytes are no web page, or one without text.
    """
    return article_in_page(trees.decode_markup(data, name), name)


def read_xhtml(data: bytes, name: str) -> Article:
    """Return the article in a web page that is XML, like `read_html`."""
    return article_in_page(trees.decode_markup(data, name), name, is_xml=True)


def article_in_page(content: str, name: str, *, is_xml: bool = False, source: str = "") -> Article:
    """Return the article in the text of a web page; `source` goes before the link it gives itself.

    Raises:
        SourceError: the text is no web page, or one without text.
    """
    if _HEADER_LINE.match(content) and "multipart/related" in content[:4000].lower():
        raise SourceError(f"{name}: is a web archive (MHTML): save the page again as HTML only")
    refuse_markup(content, name, "a web page", spare="an HTML page")
    if not content.strip():
        raise SourceError(f"{name}: is empty: give an article in English and Chinese")
    if not re.search("<[a-zA-Z!/]", content):
        raise SourceError(f"{name}: holds no HTML: rename it to .txt")
    parse = trees.xhtml_tree if is_xml else trees.html_tree
    root = parse(content, name)
    title, date = _title_of(root), _date_of(root, content)
    source = source or _source_of(root, content)
    blocks = _blocks_of(root, name)
    if _languages(blocks) < {"english", "chinese"}:
        # One language may have been taken for boilerplate; then rather all of the page.
        whole = markup.blocks_of(parse(content, name), name)
        blocks = whole if _languages(blocks) < _languages(whole) else blocks
    if not blocks:
        raise SourceError(
            f"{name}: holds no text: if a script shows it, save the page from the browser"
        )
    return article_of(_with_title(blocks, title), title=title, date=date, source=source)


def _blocks_of(root: Element, name: str) -> list[Block]:
    keep_article(root)
    return markup.blocks_of(root, name)


def _languages(blocks: list[Block]) -> set[str]:
    found = {text.language_of(block.text) for block in blocks}
    return {language for language in found if language in ("english", "chinese")}


def _with_title(blocks: list[Block], title: str) -> list[Block]:
    """Return the blocks, the one that the page's head names its title marked as such."""
    return [
        replace(block, role="title") if block.text == title and block.role == "body" else block
        for block in blocks
    ]


def _title_of(root: Element) -> str:
    """Return the title that the page's head gives, without the name of the site."""
    found = _meta(root, {"og:title", "twitter:title"})
    if not found:
        element = root.find(".//title")
        found = markup.text_of(element) if element is not None else ""
    return next((part for part in _SITE_NAME.split(text.fold(text.clean(found))) if part), "")


def _date_of(root: Element, content: str) -> str:
    candidates = [_meta(root, _DATE_NAMES)]
    candidates += [found[1] for found in _DATE_IN_SCRIPT.finditer(content)][:1]
    candidates += [element.get("datetime") or "" for element in root.iter("time")][:1]
    candidates += (
        markup.text_of(element)
        for element in root.iter("span", "em", "p", "td", "li", "div")
        if len(element) == 0 and not _DATE_WORDS.isdisjoint(_marks_of(element))
    )
    return next((date for found in candidates if (date := roles.date_in(found))), "")


def _marks_of(element: Element) -> list[str]:
    return [*markup.class_words(element), *re.findall("[a-z]+", (element.get("id") or "").lower())]


def _source_of(root: Element, content: str) -> str:
    links = [
        link.get("href") or ""
        for link in root.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    saved_from = _SAVED_FROM.search(content[:2000])
    candidates = [*links, _meta(root, {"og:url"}), saved_from[1] if saved_from else ""]
    return next((url.strip() for url in candidates if _is_address(url.strip())), "")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in url


def _meta(root: Element, names: set[str] | frozenset[str]) -> str:
    """Return the first value that the page's head gives under one of some names."""
    for element in root.iter("meta"):
        keys = (element.get(key) or "" for key in ("property", "name", "itemprop"))
        if any(key.lower() in names for key in keys) and (content := element.get("content")):
            return str(content)
    return ""
