"""Every record that passes from one stage to the next, and the settings they are made with.

Records are frozen and hold tuples, so that they can be shared, hashed, cached and sent to worker
processes. Offsets are half-open code-point offsets into the text as stored:
`sentence[start:end] == token.text`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Language = Literal["english", "chinese"]
Role = Literal["title", "heading", "date", "byline", "caption", "break", "body"]
PairKind = Literal["pair", "english only", "chinese only"]
TokenKind = Literal["word", "name", "number", "latin", "punctuation"]
NameType = Literal["person", "place", "organisation", "work", ""]
Layout = Literal["interleaved", "separate"]
Status = Literal[
    "card",
    "known",
    "name",
    "number",
    "latin",
    "function word",
    "too easy",
    "too hard",
    "no entry",
    "no good sentence",
    "uncertain",
    "over the limit",
]
Standard = Literal["2025", "2021", "2.0"]
CardType = Literal["recognition", "production", "listening", "cloze", "writing"]
Voice = Literal["none", "system", "espeak", "edge", "command"]
ToneColours = Literal["pleco", "dummitt", "none"]
Reading = Literal["pinyin", "zhuyin"]
Characters = Literal["article", "simplified", "traditional"]
HandoutPart = Literal["words", "article", "cloze", "key"]
EnglishPlace = Literal["facing", "following", "end", "none"]
Paper = Literal["A4", "letter"]
Order = Literal["i+1", "level", "frequency", "text"]
WordKey = tuple[str, tuple[str, ...]]
"""What makes two tokens the same word: headword and reading."""

_NOT_NEW: frozenset[Status] = frozenset(
    ("known", "too easy", "function word", "name", "number", "latin")
)
_RARE_BELOW = 3.3  # Zipf: twice in a million words
# Characters, a line on a phone; a longer sentence is shown in parts, if it has any.
_LONGEST_WHOLE = 20


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: a file's name and a line number that counts from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or stray line of an article, in one language.

    `text` has its white space folded. Lines without a letter (a section break, a number) count as
    English, the language of their script. Blocks that share a `row` are each other's translation
    because the file says so (a table's row, a translation unit, a cue); None where it says nothing.
    """

    text: str
    language: Language
    role: Role
    place: Place
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A text as it was read, bilingual or Chinese only: its blocks in the order of the file.

    `layout` is "interleaved" where the languages alternate, "separate" where all of one language
    stands before the other (two files, or two halves of one).
    """

    title: str
    blocks: tuple[Block, ...]
    layout: Layout
    date: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in a text."""

    start: int
    end: int

    def holds(self, other: "Span | Token") -> bool:
        """Whether all of another range lies in this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence pair: English clauses, and the Chinese clauses that say the same.

    The spans are offsets into the pair's `english` and `chinese`.
    """

    english: Span
    chinese: Span


@dataclass(frozen=True, slots=True)
class SentencePair:
    """One alignment bead: some English sentences and the Chinese ones that say the same.

    Either side may be empty (a caption without a source line). `score` is the pairer's confidence
    in 0..1; a one-sided bead has the confidence that nothing answers it. `parts` are what a long pair
    can be cut into, in order, two or more; together they hold both sides but for the space between two
    of English. Empty: it is short, or it is not sure where to cut.
    """

    english_sentences: tuple[str, ...]
    chinese_sentences: tuple[str, ...]
    score: float
    role: Role
    place: Place
    parts: tuple[Part, ...] = ()

    @property
    def english(self) -> str:
        """The English sentences, joined by a space."""
        return " ".join(self.english_sentences)

    @property
    def chinese(self) -> str:
        """The Chinese sentences, joined without a space."""
        return "".join(self.chinese_sentences)

    @property
    def whole(self) -> Part:
        """All of the pair, as one part."""
        return Part(Span(0, len(self.english)), Span(0, len(self.chinese)))

    @property
    def bead(self) -> tuple[int, int]:
        """How many (English, Chinese) sentences the bead joins."""
        return len(self.english_sentences), len(self.chinese_sentences)

    @property
    def kind(self) -> PairKind:
        """Whether both languages are there, or which one stands alone."""
        if not self.chinese_sentences:
            return "english only"
        return "pair" if self.english_sentences else "chinese only"


@dataclass(frozen=True, slots=True)
class Definition:
    """One sense of a dictionary entry, cleaned.

    `gloss` is what a learner reads; `alternatives` its wordings without any remark, for matching
    against English text; `labels` the remarks that were taken out ("coll.", "surname", "old").
    `part_of_speech` is "" where the dictionary does not say it.
    """

    gloss: str
    alternatives: tuple[str, ...]
    labels: tuple[str, ...] = ()
    part_of_speech: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One dictionary entry: a headword with one reading.

    `pinyin` holds numbered syllables, one a character; a name's begin with a capital.
    `measure_words` are simplified characters with their reading ("个 gè").
    """

    simplified: str
    traditional: str
    pinyin: tuple[str, ...]
    definitions: tuple[Definition, ...]
    measure_words: tuple[str, ...] = ()

    @property
    def is_name(self) -> bool:
        """Whether the dictionary writes the reading with a capital: a proper noun or a surname."""
        return any(syllable[:1].isupper() and len(syllable) > 1 for syllable in self.pinyin)

    @property
    def is_surname(self) -> bool:
        """Whether one of the senses is a surname."""
        return any("surname" in definition.labels for definition in self.definitions)


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word, cleaned for a card.

    `gloss` is the text a learner reads; `origin` says where it comes from: the dictionary, the
    word's parts, or its counterpart in the English line. `certain` is False where nothing in the
    sentence tells which of several senses the word has; the gloss then shows two of them.
    """

    gloss: str
    origin: Literal["dictionary", "parts", "counterpart"] = "dictionary"
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a Chinese sentence, read in its context.

    `pinyin` holds one numbered syllable a character ("di4", "fang5"; a Latin letter stands for
    itself, 儿 of erhua is "r5"), and is empty where the token has no reading (numbers,
    punctuation, Latin words). `meaning` is the sense this sentence has, None where unknown;
    `senses` the other glosses. `counterpart` is empty unless the place in the English line is
    certain; `score` is how sure that link is, in 0..1. `name_type` says what a name is the name of, ""
    where nothing tells and for other words.

    A token may be a form of its headword (看看 of 看) or a part of it (投 and 票 of 投票 in 投了票):
    `pinyin`, `traditional` and the meaning are the headword's then, `spoken` are the text's syllables,
    and `parts` are where all parts of the word stand, each a token of its own with the same meaning.
    """

    text: str
    start: int
    end: int
    kind: TokenKind
    headword: str = ""
    traditional: str = ""
    pinyin: tuple[str, ...] = ()
    meaning: Sense | None = None
    senses: tuple[str, ...] = ()
    measure_words: tuple[str, ...] = ()
    part_of_speech: str = ""
    counterpart: tuple[Span, ...] = ()
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    name_type: NameType = ""
    spoken: tuple[str, ...] = ()
    parts: tuple[Span, ...] = ()

    @property
    def key(self) -> WordKey:
        """What the token has in common with the other places of the same word."""
        return self.headword, self.pinyin

    @property
    def syllables(self) -> tuple[str, ...]:
        """The text's numbered syllables: those of `pinyin` unless it is a form or a part of its headword."""
        return self.spoken or self.pinyin

    @property
    def is_later_part(self) -> bool:
        """Whether the word begins in an earlier token."""
        return bool(self.parts) and self.parts[0].start < self.start


@dataclass(frozen=True, slots=True)
class AnnotatedPair:
    """A sentence pair and the tokens of its Chinese side, which join back to it.

    `article` is the index of its article among those of one deck.
    """

    pair: SentencePair
    tokens: tuple[Token, ...]
    article: int = 0

    def shown_with(self, token: Token) -> Part:
        """Return what a card for one of the tokens shows: its part of the pair, else the whole pair.

        A short Chinese sentence stays whole. Where another part of the word or its counterpart is in
        another part of the pair, the cut is wrong for it and the whole is shown.
        """
        whole = self.pair.whole
        if whole.chinese.end <= _LONGEST_WHOLE:
            return whole
        for part in self.pair.parts:
            if (
                part.chinese.holds(token)
                and all(map(part.chinese.holds, token.parts))
                and all(map(part.english.holds, token.counterpart))
            ):
                return part
        return whole


@dataclass(frozen=True, slots=True)
class Annotated:
    """A whole article, annotated, or several. `traditional` says in which script the Chinese is."""

    pairs: tuple[AnnotatedPair, ...]
    traditional: bool = False

    def token(self, place: "Occurrence") -> Token:
        """Return the token at a place."""
        return self.pairs[place.pair].tokens[place.token]

    @property
    def bilingual_articles(self) -> frozenset[int]:
        """The articles of which any sentence has an English one beside it."""
        return frozenset(pair.article for pair in self.pairs if pair.pair.kind == "pair")


@dataclass(frozen=True, slots=True)
class Levels:
    """A word's level in the three HSK standards: 1 to 6, 7 for the band 7-9, None if unlisted.

    `estimate` is our guess, on the scale of the chosen standard, for a word it does not list.
    """

    hsk: int | None
    hsk2021: int | None
    hsk2: int | None
    estimate: int | None = None

    def by(self, standard: Standard) -> int | None:
        """Return the level the standard lists, None if it does not."""
        return {"2025": self.hsk, "2021": self.hsk2021, "2.0": self.hsk2}[standard]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a word stands: the index of the annotated pair and of the token in it."""

    pair: int
    token: int


@dataclass(frozen=True, slots=True)
class RankedWord:
    """One distinct word of the article, with what became of it and why.

    `example` is the occurrence a card shows, None where no sentence is fit to show.
    `difficulty` runs from 0 (everybody knows it) to 10, and so does `difficulty_here`, which takes in
    what the card shows with the word; `zipf` from 0 (never seen) to 8.
    """

    token: Token
    status: Status
    reasons: tuple[str, ...]
    levels: Levels
    zipf: float
    difficulty: float
    occurrences: tuple[Occurrence, ...]
    example: Occurrence | None
    difficulty_here: float = 0.0

    @property
    def is_new(self) -> bool:
        """Whether the learner does not know it, as far as can be told."""
        return self.status not in _NOT_NEW

    @property
    def is_core(self) -> bool:
        """Whether it is worth learning first: a list has it, it is not rare, or the text repeats it."""
        return self.levels.estimate is None or self.zipf >= _RARE_BELOW or len(self.occurrences) > 1


@dataclass(frozen=True, slots=True)
class SentenceDifficulty:
    """How hard a Chinese sentence is for a learner, 0 to 10, and what makes it so.

    `new_words` are headwords; `rarity` is 0 where all words are as common as 的 and 1 where none is
    ever seen; `structures` are those beyond the learner's level, with theirs.
    """

    score: float
    new_words: tuple[str, ...]
    n_words: int
    rarity: float
    n_characters: int
    structures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """What a voice is to say: the Chinese text, and how it is read.

    `syllables` are the numbered syllables as they are spoken ("bu2", "yao4"; 儿 of erhua is "r5"), and
    between them the punctuation marks at which a speaker pauses; for voices that are told the reading.
    """

    text: str
    syllables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """One Anki note: its GUID, its fields in the note type's order (HTML), its tags, its deck.

    `word` and `sentence` are what a voice says for it, None where there is nothing to say.
    """

    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str
    word: Speech | None = None
    sentence: Speech | None = None


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A sound or picture that a package carries: its name there, and where its bytes are now."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Deck:
    """What a package is made of, with what was left out on the way.

    `problems` are what could not be had (a voice that failed), a line each, for the user to see.
    """

    name: str
    description: str
    notes: tuple[Note, ...]
    pairs: tuple[SentencePair, ...]
    words: tuple[RankedWord, ...]
    media: tuple[MediaFile, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a learner knows: words, and single readings of words that have several.

    `words` are headwords known however they are read, simplified or traditional. `readings` are the
    others, each with a reading that is known: a learner of 长 cháng need not know zhǎng. A reading is the
    dictionary's numbered syllables, in small letters, a space between them. `name` says whose words
    these are, for messages.
    """

    words: frozenset[str] = frozenset()
    readings: frozenset[tuple[str, str]] = frozenset()
    name: str = ""

    def __bool__(self) -> bool:
        """Whether anything is known at all."""
        return bool(self.words or self.readings)

    def knows(self, headword: str, traditional: str, pinyin: tuple[str, ...]) -> bool:
        """Whether a word of this reading is known, under its simplified or its traditional form."""
        reading = " ".join(pinyin).lower()
        return any(
            word in self.words or (word, reading) in self.readings
            for word in (headword, traditional)
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a user may choose. Each stage reads only what concerns it."""

    deck_name: str = ""  # "" takes "Chinese", and below it the article's title
    standard: Standard = "2025"  # the HSK list that `min_level` and `max_level` speak of
    min_level: int = 3  # 1 to 7; easier words get no card
    max_level: int = 7  # 1 to 7, 7 being the band 7-9 and beyond
    limit: int | None = None  # at most so many cards, the most useful words first
    known: Knowledge = Knowledge()  # words that get no card
    names: bool = False  # cards for names too
    sandhi: bool = False  # 一 and 不 on cards in the tone they are spoken in
    order: Order = "i+1"  # in which cards are studied
    min_pair_score: float = 0.5  # 0..1; pairs the pairer trusts less make no card
    cards: tuple[CardType, ...] = ("recognition",)  # which cards each note makes
    characters: Characters = "article"  # the characters words and sentences are shown in
    reading: Reading = "pinyin"  # what stands beside the word and over the sentence
    tones: ToneColours = "pleco"  # whose colours the tones have
    voice: Voice = "system"  # who speaks the word and the sentence
    voice_command: str = ""  # the user's own voice, for "command"
    strokes: Path | None = None  # a folder of hanzi-writer-data; None: no stroke diagrams


@dataclass(frozen=True, slots=True)
class HandoutSettings:
    """What a handout holds and how it is laid out; what concerns its words is in `Settings`."""

    parts: tuple[HandoutPart, ...] = ("words", "article", "cloze", "key")  # in this order
    title: str = ""  # "" takes the article's
    gloss_above: int | None = (
        None  # 0 to 9, readings over words above this level; None: over the cards
    )
    english: EnglishPlace = "facing"  # where the article's English stands
    gaps: int = 10  # at most so many sentences in the exercise
    paper: Paper | None = None  # None leaves it to whoever prints


@dataclass(frozen=True, slots=True)
class Handout:
    """A handout as one HTML page, the parts that are in it, and how many of each thing."""

    html: str
    parts: tuple[HandoutPart, ...]
    words: int
    paragraphs: int
    gaps: int
