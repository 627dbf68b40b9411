"""From a tree of marked-up text (web page, chapter, converted document) to blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from shengci import text
from shengci.records import Block, Language, Role
from shengci.sources import columns, paragraphs, trees
from shengci.sources.trees import Element

# What is never text of an article. Of a ruby only the base is: its readings are our own task.
_DROPPED = text.word_set(
    """script style noscript template head svg canvas object iframe audio video map button input select
    option textarea datalist dialog rt rp rtc nav menu title meta link"""
)
BLOCKS = text.word_set(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav
    noframes ol p pre section summary table tbody td tfoot th thead tr ul"""
)
_ROLES: dict[str, Role] = {
    "h1": "title",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "figcaption": "caption",
    "caption": "caption",
    "address": "byline",
    "time": "date",
}
_ROLE_CLASSES: dict[str, Role] = {
    "caption": "caption",
    "byline": "byline",
    "author": "byline",
    "authors": "byline",
}
_INLINE = text.word_set("a b em font i span strong")
_LONGEST_BYLINE = 80  # characters; longer ones tell about the author
_LABELS: dict[str, Language] = {
    "en": "english",
    "eng": "english",
    "english": "english",
    "zh": "chinese",
    "cn": "chinese",
    "chi": "chinese",
    "chs": "chinese",
    "cht": "chinese",
    "zho": "chinese",
    "cmn": "chinese",
    "chinese": "chinese",
}
_HAN_SIDE = f"[{text.HAN}，。、；：？！…—“”‘’《》「」『』（）]"
_NEW_LINE = re.compile(rf"(?<={_HAN_SIDE})\n(?={_HAN_SIDE})")
_CLASS_WORD = re.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SPACE = re.compile(r"\s+")
_TWO_TITLES = re.compile(r"(.+?)\s*[/／|｜]\s*(.+)")
_SEPARATOR = re.compile(r"[|｜/／·•»›>]+")
_BREAK = "\v"  # an end of line that the page shows, in text whose own ends of line are spaces


@dataclass(frozen=True, slots=True)
class _Context:
    """What an element hands down to the text in it."""

    role: Role = "body"
    row: int | None = None
    label: Language | None = None
    is_preformatted: bool = False


def blocks_of(root: Element, name: str, *, first_row: int = 0) -> list[Block]:
    """Return the text of a tree as blocks, in order, with the roles that the markup gives.

    Places are lines of the file `name`. A table that sets the languages side by side gives its rows
    the numbers from `first_row` on; of such a table rows of labels, numbers and pinyin are left out.
    """
    return paragraphs.blocks_of(_Reading(root, first_row).lines(), name)


def label_of(element: Element) -> Language | None:
    """Return the language an element is marked as, by its `lang`, `data-lang`, `hreflang` or class."""
    marks = (trees.attribute(element, key) for key in ("lang", "data-lang", "hreflang"))
    if language := next(filter(None, marks), ""):
        return _LABELS.get(re.split("[-_]", language.lower())[0])
    words = [_LABELS.get(word) for word in class_words(element)]
    labels = {label for label in words if label}
    return labels.pop() if len(labels) == 1 else None


def class_words(element: Element) -> list[str]:
    """Return the words that the classes of an element are made of, in lower case.

    "articleCaption wp-caption" gives article, caption, wp, caption.
    """
    classes = element.get("class")
    return [word.lower() for word in _CLASS_WORD.findall(classes)] if classes else []


def is_dropped(element: Element) -> bool:
    """Return whether an element holds no text of an article, whatever is in it."""
    if element.tag in _DROPPED or is_pinyin(element):
        return True
    if element.tag == "summary":  # what unfolds the translation
        return columns.is_column_name(text_of(element))
    # A mark that leads to a note: its number is no part of the sentence.
    return element.tag == "sup" and (
        element.find(".//a") is not None
        or re.fullmatch(r"[\[［【]\w{1,3}[\]］】]", text_of(element)) is not None
    )


def is_pinyin(element: Element) -> bool:
    """Return whether an element is marked as the reading of some Chinese."""
    if re.match("zh(-[a-z]+)?-latn", trees.attribute(element, "lang").lower()):
        return True
    return element.tag in ("p", "div", "span", "td", "li") and "pinyin" in class_words(element)


def text_of(element: Element) -> str:
    """Return the whole text in an element, its white space folded."""
    return text.fold("".join(element.itertext()))


class _Reading:
    """One walk through a tree: the text since the last end of a block, and where it began."""

    def __init__(self, root: Element, first_row: int) -> None:
        self._root = root
        self._table = columns.side_by_side(root, first_row)
        self._parts: list[str] = []
        self._has_text = False
        self._roles: set[Role] = set()  # of its pieces, which may be inline
        self._line = 1  # of the file, where the walk is
        self._start = 1  # of the file, where the text began
        self._paragraph = 0
        self._contexts = [_Context()]

    def lines(self) -> Iterator[paragraphs.Line]:
        """Yield the lines of text, those of one element in one paragraph."""
        walker = trees.walk(self._root)
        dropped: Element | None = None
        for event, element in walker:
            if event == "start":
                # lxml 6.1 knows no lines past 65535.
                self._line = max(self._line, element.sourceline or 0)
                if element in self._table.dropped or is_dropped(element):
                    dropped = element
                    walker.skip_subtree()
                    continue
                if element.tag in BLOCKS or _is_own_block(element):
                    yield from self._flush()
                self._contexts.append(self._context_in(element))
                if element.tag == "br":
                    self._parts.append(_BREAK)
                self._add(element.text)
                continue
            if element is dropped:
                dropped = None
            else:
                if element.tag in BLOCKS or _is_own_block(element):
                    yield from self._flush()
                self._contexts.pop()
            if element is not self._root:
                self._add(element.tail)
        yield from self._flush()

    def _context_in(self, element: Element) -> _Context:
        outer = self._contexts[-1]
        role = _ROLES.get(element.tag, outer.role)
        if role == "body" and element.tag != "body":
            words = class_words(element)
            if element.get("rel") == "author":
                words.append("author")
            role = next((_ROLE_CLASSES[word] for word in words if word in _ROLE_CLASSES), "body")
        # The language of a whole page says nothing about a paragraph of it.
        label = None if element.tag in ("html", "body") else label_of(element)
        return _Context(
            role=role,
            row=self._table.rows.get(element, outer.row),
            label=label or outer.label,
            is_preformatted=outer.is_preformatted or element.tag in ("pre", "listing"),
        )

    def _add(self, piece: str | None) -> None:
        if not piece:
            return
        context = self._contexts[-1]
        if piece.strip():
            if not self._has_text:
                leading = piece[: len(piece) - len(piece.lstrip())]
                self._start = self._line + leading.count("\n")
            self._has_text = True
            self._roles.add(context.role)
        self._line += piece.count("\n")
        self._parts.append(piece.replace("\n", f"{_BREAK}\n") if context.is_preformatted else piece)

    def _flush(self) -> Iterator[paragraphs.Line]:
        """Yield the lines of the text so far, and begin anew."""
        whole, has_text, found = "".join(self._parts), self._has_text, self._roles
        self._parts.clear()
        self._has_text, self._roles = False, set()
        if not has_text:
            return
        context = self._contexts[-1]
        if len(found) == 1:
            context = replace(context, role=found.pop())
        number = self._start
        self._paragraph += 1
        for piece in whole.strip().split(_BREAK):
            leading = piece[: len(piece) - len(piece.lstrip())].count("\n")
            yield from self._lines_of(piece.strip(), context, number + leading)
            number += piece.count("\n")

    def _lines_of(self, piece: str, context: _Context, number: int) -> Iterator[paragraphs.Line]:
        piece = text.clean(piece)
        if not context.is_preformatted:
            piece = _SPACE.sub(lambda space: "\n" if "\n" in space[0] else " ", piece)
            piece = text.fold(_NEW_LINE.sub("", piece))
        if not piece.strip():
            self._paragraph += 1
            return
        if _SEPARATOR.fullmatch(piece):
            return
        for part in _split(piece, context.role):
            yield paragraphs.Line(
                part,
                _language(part, context.label),
                number,
                self._paragraph,
                _role(part, context.role),
                context.row,
            )


def _split(piece: str, role: Role) -> tuple[str, ...]:
    """Return the two texts of a line in both languages; in a headline a slash or bar tells them apart."""
    found = _TWO_TITLES.fullmatch(piece) if role in ("title", "heading") else None
    if found and {text.language_of(part) for part in found.groups()} == {"english", "chinese"}:
        return found[1], found[2]
    return text.split_mixed(piece)


def _language(part: str, label: Language | None) -> Language:
    found = text.language_of(part)
    if label == "chinese" and found in ("english", "none") and not text.n_plain_words(part):
        return "chinese"  # a name or a number in a Chinese column
    return paragraphs.block_language(part)


def _role(part: str, role: Role) -> Role:
    is_long = len(part) > _LONGEST_BYLINE or text.ends_with_stop(part)
    return "body" if role == "byline" and is_long else role


def _is_own_block(element: Element) -> bool:
    """Return whether an inline element is the text of one language beside that of the other.

    Marks alone won't do: word processors mark every foreign name in a sentence.
    """
    if element.tag not in _INLINE or (label := label_of(element)) is None:
        return False
    for other in _beside(element):
        if label_of(other) in (None, label):
            continue
        own, content = text_of(element), text_of(other)
        english, chinese = (own, content) if label == "english" else (content, own)
        if (text.language_of(english), text.language_of(chinese)) != ("english", "chinese"):
            continue
        both_end = text.ends_with_stop(own) and text.ends_with_stop(content)
        if text.n_plain_words(english) and (both_end or _are_all(element, other)):
            return True
    return False


def _beside(element: Element) -> Iterator[Element]:
    """Yield the elements next to one, on both sides, ends of line aside."""
    for after in (False, True):
        other = element.getnext() if after else element.getprevious()
        if other is not None and other.tag == "br":
            other = other.getnext() if after else other.getprevious()
        if other is not None:
            yield other


def _are_all(element: Element, other: Element) -> bool:
    """Return whether two neighbours hold all text of their parent."""
    parent = element.getparent()
    return parent is not None and len(text_of(parent)) <= 3 + len(text_of(element)) + len(
        text_of(other)
    )
