"""Plain text: one paragraph a line, or hard-wrapped ones with blank lines between them."""

from shengci.decoding import decode, refuse_markup
from shengci.files import check_lines
from shengci.records import Article
from shengci.sources.articles import article_of
from shengci.sources.paragraphs import blocks_of, lines_of


def read_plain(data: bytes, name: str) -> Article:
    """Return the article in the bytes of a text file, whose title is "" if no line looks like one."""
    content = decode(data, name)
    check_lines(content, name)
    refuse_markup(content, name, "plain text")
    return article_of(blocks_of(lines_of(content), name))
