"""The article of a handout: its paragraphs as they stand, with readings over the chosen words."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from shengci import pinyin
from shengci.handout.markers import marker_of
from shengci.pages import split_closing, split_opening
from shengci.records import (
    AnnotatedPair,
    Article,
    Block,
    RankedWord,
    Reading,
    Role,
    Settings,
    Token,
)

WordKey = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and what stands over it: "" or a word's pinyin; in Zhuyin the symbols of one
    character, with its tone mark apart, which stands beside them.

    `head` and `tail` are the punctuation around it that may not end or begin a line; browsers would
    break there.
    """

    text: str
    reading: str = ""
    tone: str = ""
    head: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article and the English that says the same; either may be empty.

    `marker` is the bullet or number of a list's item.
    """

    role: Role
    chinese: tuple[Piece, ...]
    english: str
    marker: str = ""
    english_marker: str = ""


@dataclass(slots=True)
class _Draft:
    block: Block | None  # None: a paragraph of English alone
    role: Role
    tokens: list[Token] = field(default_factory=list)
    english: list[str] = field(default_factory=list)
    captions: list[bool] = field(default_factory=list)


def glossed_words(
    words: Sequence[RankedWord], settings: Settings, above: int | None
) -> frozenset[WordKey]:
    """Return the words that get a reading: those with a card, or all above an HSK level and the names.

    A word no list has counts by its estimated level. Known words get none.
    """
    return frozenset(
        (word.token.headword, word.token.pinyin)
        for word in words
        if (word.status == "card" if above is None else _is_above(word, settings, above))
    )


def _is_above(word: RankedWord, settings: Settings, above: int) -> bool:
    if word.status == "known" or word.token.kind not in ("word", "name"):
        return False
    level = word.levels.by(settings.standard) or word.levels.estimate
    return word.token.kind == "name" or level is None or level > above


def paragraphs_of(
    article: Article,
    pairs: Sequence[AnnotatedPair],
    glossed: Collection[WordKey],
    reading: Reading,
) -> tuple[Paragraph, ...]:
    """Return the paragraphs of an article in the order of its Chinese side, none lost or joined.

    English that nothing answers stands in the paragraph whose English it is from, else by itself.
    """
    drafts: list[_Draft] = []
    cursor = _Cursor([block for block in article.blocks if block.language == "chinese"])
    english_blocks = {
        block.place: block.text for block in article.blocks if block.language == "english"
    }
    for number, pair in enumerate(pairs):
        if pair.pair.kind == "english only":
            before = drafts[-1] if drafts else None
            source = english_blocks.get(pair.pair.place, pair.pair.english)
            if before is not None and before.english and before.english[-1] in source:
                before.english += pair.pair.english_sentences
            elif _begins_next(pairs[number + 1 : number + 2], source):
                cursor.waiting += pair.pair.english_sentences
            else:
                drafts.append(_Draft(None, pair.pair.role, english=[pair.pair.english]))
        else:
            _add(drafts, cursor, pair)
    return tuple(_paragraph(draft, glossed, reading) for draft in drafts)


class _Cursor:
    """How far the Chinese blocks of an article have been read, sentence by sentence."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._rest = list(blocks)[::-1]
        self._left = 0  # characters of the block not read yet, white space left out
        self.block: Block | None = None
        self.waiting: list[str] = []  # English that stands before the next sentence

    def reads(self, sentence: str) -> bool:
        """Read a sentence and return whether it begins a block."""
        begins = self._left <= 0 and bool(self._rest)
        if begins:
            self.block = self._rest.pop()
            self._left = len("".join(self.block.text.split()))
        self._left -= len("".join(sentence.split()))
        return begins


def _begins_next(following: Sequence[AnnotatedPair], source: str) -> bool:
    return bool(following and following[0].pair.kind == "pair") and (
        following[0].pair.english_sentences[0] in source
    )


def _add(drafts: list[_Draft], cursor: _Cursor, pair: AnnotatedPair) -> None:
    """Put the sentences of a pair into their paragraphs; its English into the first of these."""
    english = [*cursor.waiting, *pair.pair.english_sentences]
    cursor.waiting = []
    start = 0
    for sentence in pair.pair.chinese_sentences:
        begins = cursor.reads(sentence)
        if begins or not drafts or drafts[-1].block is not cursor.block:
            block = cursor.block
            drafts.append(_Draft(block, block.role if block else pair.pair.role))
        draft = drafts[-1]
        end = start + len(sentence)
        draft.tokens += [token for token in pair.tokens if start <= token.start < end]
        draft.captions.append(pair.pair.role == "caption")
        draft.english += english
        english = []
        start = end


def _paragraph(draft: _Draft, glossed: Collection[WordKey], reading: Reading) -> Paragraph:
    role = draft.role
    if role == "body" and draft.captions and all(draft.captions):
        role = "caption"
    pieces = list(_pieces(draft.tokens, glossed, reading))
    english = " ".join(draft.english)
    marker, mark = marker_of("".join(piece.head + piece.text for piece in pieces), role)
    english_marker, english_mark = marker_of(english, role)
    if mark:
        pieces[:1] = [Piece(rest)] if (rest := pieces[0].text[len(mark) :]) else []
    return Paragraph(role, tuple(pieces), english[len(english_mark) :], marker, english_marker)


def _pieces(
    tokens: Sequence[Token], glossed: Collection[WordKey], reading: Reading
) -> Iterator[Piece]:
    """Yield the tokens as pieces, the punctuation that closes a word with a reading as its tail."""
    pieces: list[Piece] = []
    for token in tokens:
        if (token.headword, token.pinyin) in glossed and any(token.syllables):
            before, head = split_opening(pieces.pop().text) if _ends_plain(pieces) else ("", "")
            pieces += [Piece(before)] if before else []
            first, *others = _read(token, reading)
            pieces += [replace(first, head=head), *others]
        elif pieces and pieces[-1].reading and not pieces[-1].tail:
            tail, rest = split_closing(token.text)
            pieces[-1] = replace(pieces[-1], tail=tail)
            pieces += [Piece(rest)] if rest else []
        elif _ends_plain(pieces):
            pieces[-1] = Piece(pieces[-1].text + token.text)
        else:
            pieces.append(Piece(token.text))
    yield from pieces


def _ends_plain(pieces: Sequence[Piece]) -> bool:
    return bool(pieces) and not pieces[-1].reading


def _read(token: Token, reading: Reading) -> Iterator[Piece]:
    syllables = token.syllables
    if reading == "pinyin" or len(syllables) != len(token.text):
        written = " ".join(pinyin.zhuyin(s) for s in syllables if s)
        yield Piece(token.text, written if reading == "zhuyin" else pinyin.joined(syllables))
        return
    for character, syllable in zip(token.text, syllables, strict=True):
        written = "" if syllable == character else pinyin.zhuyin(syllable)  # the · of a name
        symbols = written.rstrip("ˊˇˋ")
        yield Piece(character, symbols, written[len(symbols) :])
