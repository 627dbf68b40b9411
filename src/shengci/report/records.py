"""What a report says of an article, as data; `docs/REPORT.md` defines every figure.

*Words* are distinct words, *running words* their places in the text; names, numbers and Latin words are
neither. Levels are 1 to 6, with 7 for the band 7-9 and beyond. Shares are kept as the two numbers they are made
of, so that nothing is rounded before it is shown.
"""

from dataclasses import dataclass

from shengci.records import NameType, PairKind, Role, SentenceDifficulty, Standard, Status


@dataclass(frozen=True, slots=True)
class Figures:
    """How much text there is.

    `characters` are Chinese characters, without punctuation, digits and Latin letters. A sentence's length counts
    its words, names, numbers and Latin words; the means are over the sentences of the body.
    """

    characters: int
    distinct_characters: int
    words: int
    running: int
    names: int
    numbers: int
    sentences: int
    mean_words: float
    mean_characters: float


@dataclass(frozen=True, slots=True)
class LevelRow:
    """The words of one level: those a standard lists there, and unlisted ones that we guess to be there."""

    level: int
    words: int
    running: int
    estimated_words: int
    estimated_running: int


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """The lowest level whose words, with those of all levels below, are `percent` of the running words.

    Unlisted words count at their estimate; a standard's highest level takes in all that is beyond it. `lowest` and `highest` are the same level if all of them were as easy,
    or as hard, as can be: no better estimate could lead out of that range.
    """

    percent: int
    level: int
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Profile:
    """The article by the levels of one standard: a row for each level, and the levels it can be read at."""

    standard: Standard
    rows: tuple[LevelRow, ...]
    reading_levels: tuple[ReadingLevel, ...]

    @property
    def unlisted(self) -> int:
        """How many words the standard does not list."""
        return sum(row.estimated_words for row in self.rows)

    @property
    def unlisted_running(self) -> int:
        """How many running words it does not list."""
        return sum(row.estimated_running for row in self.rows)

    def running_up_to(self, level: int) -> int:
        """Return how many running words are of a level or below, unlisted ones by their estimate."""
        return sum(row.running + row.estimated_running for row in self.rows if row.level <= level)


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many words, and running words, have a status, and so count as known or get no card."""

    status: Status
    words: int
    running: int


@dataclass(frozen=True, slots=True)
class Step:
    """A word to learn next for the sake of this article, and how many running words are known then."""

    word: str
    traditional: str
    pinyin: str
    meaning: str
    running: int
    known: int


@dataclass(frozen=True, slots=True)
class Goal:
    """How many of the steps, taken in order, make `percent` of the running words known.

    `words` is None where all words that get a card do not suffice.
    """

    percent: int
    words: int | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The share of the running words that is known now, and what would raise it.

    `known_as` says why words count as known, `no_card` why new ones can't be learned from a card. `steps` are
    the words that get a card, those that raise the share most first.
    """

    running: int
    known: int
    known_as: tuple[StatusCount, ...]
    no_card: tuple[StatusCount, ...]
    steps: tuple[Step, ...]
    goals: tuple[Goal, ...]

    @property
    def most(self) -> int:
        """How many running words are known once every word with a card is learned."""
        return self.steps[-1].known if self.steps else self.known

    def percent(self, known: int) -> float:
        """Return a number of running words as a percentage; of none at all, all are known."""
        return 100 * known / self.running if self.running else 100.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """The Chinese of one sentence pair, by number in the article, and how hard it is for this learner."""

    number: int
    line: int
    chinese: str
    english: str
    difficulty: SentenceDifficulty


@dataclass(frozen=True, slots=True)
class StructureUse:
    """A structure beyond the learner's level, and the sentences it is in, by number."""

    name: str
    level: int
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NewWord:
    """A word the learner does not know: its level by the chosen standard, or the estimate of it."""

    word: str
    traditional: str
    pinyin: str
    meaning: str
    level: int | None
    estimate: int | None
    zipf: float
    running: int
    difficulty_here: float
    status: Status
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name, its form in the English ("" where that is not known), what it names, how often it stands there."""

    name: str
    traditional: str
    pinyin: str
    english: str
    name_type: NameType
    running: int


@dataclass(frozen=True, slots=True)
class Line:
    """A pair to look at: one side is missing, or the pairer is not sure of it."""

    line: int
    kind: PairKind
    role: Role
    score: float
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that is said of one article.

    `difficulty` is the mean of its sentences', 0 to 10. `hardest` are numbers of sentences, hardest first.
    `known_in` names the file of the words listed as known, "" for none.
    `new_words` come in the order of study, `without_card` in that of the text.
    """

    title: str
    file: str
    date: str
    traditional: bool
    standard: Standard
    min_level: int
    max_level: int
    known_in: str
    figures: Figures
    difficulty: float
    profiles: tuple[Profile, ...]
    coverage: Coverage
    sentences: tuple[Sentence, ...]
    hardest: tuple[int, ...]
    structures: tuple[StructureUse, ...]
    new_words: tuple[NewWord, ...]
    without_card: tuple[NewWord, ...]
    names: tuple[Name, ...]
    unpaired: tuple[Line, ...]
    unsure: tuple[Line, ...]

    @property
    def profile(self) -> Profile:
        """The profile by the chosen standard."""
        return next(each for each in self.profiles if each.standard == self.standard)


@dataclass(frozen=True, slots=True)
class Ranked:
    """An article among several: which to read first, and what is known of it when its turn comes.

    `known_then` counts the running words that are known once the cards of all articles before it are learned.
    """

    place: int
    known_then: int
    report: Report
