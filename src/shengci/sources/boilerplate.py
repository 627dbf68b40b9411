"""What of a web page is the article, and what only stands around it.

Measured by words outside links, in each language by itself, so that the smaller half of a bilingual
page is never taken for an appendix of the larger.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shengci import text
from shengci.sources import markup, trees
from shengci.sources.trees import Element

_NAMES = text.word_set(
    """ad ads adsbygoogle advert advertisement advertising banner breadcrumb breadcrumbs comment comments
    consent cookie cookies copyright disqus footer gdpr login menu modal nav navbar navigation newsletter
    pager pagination paywall popup promo recommend recommendation recommendations recommended related
    share sharing sidebar signup skip social sponsor sponsored subscribe subscription tags toolbar
    widget"""
)
_ROLES = text.word_set(
    "alert banner complementary contentinfo dialog menu menubar navigation search"
)
_VOID = text.word_set("br img hr wbr")
# Something that is named like boilerplate, but holds more of a language than this, is none.
_MOST_NAMED = 0.5
# An element is the article that has this share of both languages; where the page says itself that it
# is one (<article>, <main>), less: this of one language and of the other.
_WHOLE = 0.9
_MARKED, _MARKED_OTHER = 0.8, 0.5
# A list of links: of its blocks, at least three, so many are links, and a link has so many of its letters.
_LINKS, _LINKED = 0.7, 0.8
# A list of teasers: of its parts, at least three, so many are teasers: up to four short blocks, one of
# them a link that is at least so much of the whole. It may be longer than the article, in one language.
_TEASERS, _TEASED, _LONGEST_TEASER = 0.8, 0.15, 4


@dataclass(slots=True)
class _Amount:
    """How much an element holds.

    `english` and `chinese` are words and characters outside links; `own_…` is what stands in no block
    inside the element.
    """

    english: int = 0
    chinese: int = 0
    letters: int = 0
    linked: int = 0
    links: int = 0
    own_letters: int = 0
    own_linked: int = 0
    own_links: int = 0
    blocks: int = 0
    link_blocks: int = 0
    headlines: int = 0
    parts: int = 0
    teasers: int = 0

    def add(self, child: "_Amount", *, is_block: bool) -> None:
        """Add what a child holds."""
        self.english += child.english
        self.chinese += child.chinese
        self.letters += child.letters
        self.linked += child.linked
        self.links += child.links
        self.blocks += child.blocks
        self.headlines += child.headlines
        self.link_blocks += child.link_blocks
        if not is_block:
            self.own_letters += child.own_letters
            self.own_linked += child.own_linked
            self.own_links += child.own_links
        if child.blocks:
            self.parts += 1
            self.teasers += child.is_teaser

    @property
    def is_teaser(self) -> bool:
        """Whether this may be one entry in a list of articles."""
        return (
            0 < self.blocks <= _LONGEST_TEASER
            and self.link_blocks > 0
            and self.linked >= _TEASED * self.letters
        )

    def shares_of(self, whole: "_Amount") -> list[float]:
        """Return what part of each language of a whole this is; languages it has not are left out."""
        both = ((self.english, whole.english), (self.chinese, whole.chinese))
        return [part / amount for part, amount in both if amount]


def keep_article(root: Element) -> None:
    """Take out of a page's tree all that is not its article."""
    amounts = _amounts(root)
    whole = amounts[root]
    for element in list(_boilerplate(root, amounts, whole)):
        _remove(element)
    amounts = _amounts(root)
    article = _article_in(root, amounts)
    first = _headline_above(article, amounts)
    _remove_around(article, first if first is not None else article)


def remove_lists_of_links(root: Element) -> None:
    """Take the lists of links out of a chapter of a book: its contents, or the way to the next."""
    amounts = _amounts(root)
    lists = [
        element
        for element, amount in amounts.items()
        if element.tag in markup.BLOCKS and amount.letters and _is_list_of_links(amount)
    ]
    for element in lists:
        _remove(element)


def _amounts(root: Element) -> dict[Element, _Amount]:
    """Return what each element holds, without what is never text."""
    amounts: dict[Element, _Amount] = {}
    walker = trees.walk(root)
    dropped: Element | None = None
    n_links = 0
    for event, element in walker:
        if event == "start":
            if markup.is_dropped(element):
                dropped = element
                walker.skip_subtree()
                continue
            n_links += element.tag == "a"
            if element.tag in _VOID:
                continue
            amounts[element] = _Amount()
            _count(amounts[element], element.text, in_link=n_links > 0)
            continue
        if element is dropped:
            dropped = None
        elif element.tag not in _VOID:
            n_links -= element.tag == "a"
            amount = amounts[element]
            amount.headlines += element.tag == "h1"
            amount.links += element.tag == "a"
            amount.own_links += element.tag == "a"
            if element.tag in markup.BLOCKS and amount.own_letters:
                amount.blocks += 1
                amount.link_blocks += _is_link(amount, element)
        parent = element.getparent()
        if parent is not None and element is not root:
            if element in amounts:
                amounts[parent].add(amounts[element], is_block=element.tag in markup.BLOCKS)
            _count(amounts[parent], element.tail, in_link=n_links > 0)
    return amounts


def _count(amount: _Amount, piece: str | None, *, in_link: bool) -> None:
    if not piece or not piece.strip():
        return
    counts = text.count_scripts(piece)
    letters = sum(map(str.isalnum, piece))
    amount.letters += letters
    amount.own_letters += letters
    if in_link:
        amount.linked += letters
        amount.own_linked += letters
    else:
        amount.english += counts["latin"]
        amount.chinese += counts["han"]


def _is_link(amount: _Amount, element: Element) -> bool:
    """Return whether a paragraph is one link or a row of links, and not a sentence full of them."""
    if amount.own_linked < _LINKED * amount.own_letters:
        return False
    return amount.own_links <= 2 or not text.ends_with_stop(markup.text_of(element))


def _boilerplate(
    root: Element, amounts: dict[Element, _Amount], whole: _Amount
) -> Iterator[Element]:
    """Yield the outermost elements that are boilerplate."""
    walker = trees.walk(root)
    for event, element in walker:
        if event == "end" or element is root or element.tag in ("head", "body"):
            continue
        if element not in amounts:  # never text
            walker.skip_subtree()
        elif _is_boilerplate(element, amounts[element], whole):
            yield element
            walker.skip_subtree()


def _is_boilerplate(element: Element, amount: _Amount, whole: _Amount) -> bool:
    if not amount.letters:
        return False
    if amount.headlines:
        return False
    shares = amount.shares_of(whole)
    if element.tag in markup.BLOCKS:
        if _is_list_of_links(amount):
            return True
        if (
            element.tag == "aside"
            and amount.link_blocks
            and 2 * amount.link_blocks >= amount.blocks
        ):
            return True
        if _is_list_of_teasers(amount):
            return min(shares, default=0) <= _MOST_NAMED and max(shares, default=0) < _MARKED
    words = [*markup.class_words(element), *re.findall("[a-z]+", (element.get("id") or "").lower())]
    is_named = (
        (element.tag == "footer" and not _is_in_article(element))
        or (element.get("role") or "") in _ROLES
        or not _NAMES.isdisjoint(words)
    )
    return is_named and max(shares, default=0) <= _MOST_NAMED


def _is_list_of_links(amount: _Amount) -> bool:
    if amount.blocks == 1:
        return bool(amount.link_blocks) and amount.links > 2
    return (
        amount.blocks > 2
        and amount.link_blocks >= _LINKS * amount.blocks
        and 2 * amount.linked >= amount.letters
    )


def _is_list_of_teasers(amount: _Amount) -> bool:
    return amount.parts > 2 and amount.teasers >= _TEASERS * amount.parts


def _is_in_article(element: Element) -> bool:
    return next(element.iterancestors("article", "blockquote"), None) is not None


def _article_in(root: Element, amounts: dict[Element, _Amount]) -> Element:
    """Return the smallest element that holds the article."""
    whole = amounts[root]
    marked = [
        element
        for element in amounts
        if element.tag in ("article", "main")
        or element.get("role") == "main"
        or element.get("itemprop") == "articleBody"
    ]
    marked = [
        element
        for element in marked
        if (shares := amounts[element].shares_of(whole))
        and max(shares) >= _MARKED
        and min(shares) >= _MARKED_OTHER
    ]
    if marked:
        return min(marked, key=lambda element: amounts[element].letters)
    article = root
    while True:
        inner = [
            child
            for child in article
            if child in amounts and min(amounts[child].shares_of(whole), default=0) >= _WHOLE
        ]
        if not inner or inner[0].tag not in markup.BLOCKS or inner[0].tag in ("tr", "p"):
            return article
        article = inner[0]


def _headline_above(article: Element, amounts: dict[Element, _Amount]) -> Element | None:
    """Return the first of the headlines above an article that has none in it, None where none is."""
    if next(article.iter("h1"), None) is not None:
        return None
    root = article.getroottree().getroot()
    above = []
    for element in root.iter():
        if element is article:
            break
        if element.tag == "h1" and element in amounts and amounts[element].letters:
            above.append(element)
    unlinked = [element for element in above if amounts[element].linked < amounts[element].letters]
    return (unlinked or above or [None])[-2:][0]


def _remove_around(article: Element, first: Element) -> None:
    """Take out all that ends before `first` begins, and all that begins after the article."""
    for element in (first, *first.iterancestors()):
        parent = element.getparent()
        if parent is None:
            break
        for before in list(element.itersiblings(preceding=True)):
            parent.remove(before)
        parent.text = None
    for element in (article, *article.iterancestors()):
        parent = element.getparent()
        if parent is None:
            break
        element.tail = None
        for after in list(element.itersiblings()):
            parent.remove(after)


def _remove(element: Element) -> None:
    """Take an element out of its tree and leave the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
