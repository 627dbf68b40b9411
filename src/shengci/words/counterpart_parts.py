"""Whether an English word is a noun or a verb where it stands: "a complaint", "he complained", "the praise".

From the words beside it and its ending, by what any grammar of English has. Where they say nothing, as of
most words, nothing is said.
"""

from collections.abc import Sequence
from typing import Literal

from shengci.english import EnglishWord
from shengci.stems import lemma_of

Side = Literal["noun", "verb", ""]

_DETERMINERS = frozenset(
    """a an the my your his her its our their this these those every each no any some many several few more most much
    another other such both one two three four five six seven eight nine ten own whose""".split()
)
_PREPOSITIONS = frozenset(
    """of in by with for from at on about under into without between against during after before over through despite""".split()
)
_SUBJECTS = frozenset("i you he she it we they who".split())
_BEFORE_VERBS = frozenset(
    """to can could will would shall should may might must cannot do does did not never always often also just still let
    please""".split()
)
_BE = frozenset("be is are was were am been being".split())
_OBJECTS = frozenset(
    "me him her them us it themselves himself herself myself everyone everybody".split()
)
_ARTICLES = frozenset("the a an my your his its our their this these those".split())
_PARTICLES = frozenset(
    "up out off down over away back into for to on at with about forward".split()
)
_OF_ADJECTIVES = (
    "al",
    "ous",
    "ful",
    "ive",
    "ic",
    "able",
    "ible",
    "less",
    "ed",
    "ant",
    "ent",
    "ish",
)
_OF_NOUNS = ("tion", "sion", "ment", "ness", "ance", "ence", "ity", "ship")
_ADJECTIVES = frozenset(
    """great big good bad new old long short first last little small large high low strong heavy deep huge hard early late
    only main real true young poor rich happy sad serious clear warm kind free""".split()
)  # fmt: skip
# Words that end as nouns do and are verbs as well.
_BOTH = frozenset(
    """mention question position condition caution motion function station influence experience balance finance sentence
    silence distance advance reference comment document experiment implement supplement witness auction vision""".split()
)  # fmt: skip
_OF_VERBS = ("nize", "lize", "rize", "tize", "mize", "ify")
# Verbs that are no nouns, of Chinese words that are both.
_VERBS = frozenset(
    """achieve affect analyze apologize apply arrange assist become begin believe build celebrate choose collect communicate compare compete
    complain concentrate connect consider construct continue cooperate create cultivate decide declare defend deliver describe destroy
    determine develop differ discover discuss distribute educate elect emphasize encourage enrich enter establish evaluate examine exist
    expand explain explore express grow imagine improve include inform inspect install intend introduce invent invest
    investigate involve know learn liberate maintain manage observe obtain occur operate oppose participate
    perform persuade predict prepare prevent produce prohibit protect prove provide publish pursue react realize receive recognize
    recommend reduce reflect regulate remember replace represent require resist resolve restrict reveal select serve settle speak
    strengthen succeed suffer suggest supervise teach think threaten translate understand unite warn write""".split()
)
_FARTHEST = 3  # adjectives between a determiner and its noun


def part_at(line: str, words: Sequence[EnglishWord], first: int, last: int) -> Side:
    """Return what the one content word among the words from first to last is, "" where nothing tells.

    A verb may have its particle or preposition with it.
    """
    content = [i for i in range(first, last + 1) if not words[i].is_function_word]
    rest = {words[i].text.lower() for i in range(first, last + 1) if i not in content}
    if len(content) != 1 or not rest <= _PARTICLES | _ARTICLES | _BE:
        return ""
    at = content[0]
    return (
        _by_determiner(line, words, at) or _by_form(line, words, at) or _by_object(line, words, at)
    )


def _beside(line: str, one: EnglishWord, other: EnglishWord) -> bool:
    return not line[one.end : other.start].strip()


def _before(line: str, words: Sequence[EnglishWord], at: int) -> str:
    return words[at - 1].text.lower() if at and _beside(line, words[at - 1], words[at]) else ""


def _by_determiner(line: str, words: Sequence[EnglishWord], at: int) -> Side:
    """Return "noun" behind a determiner, a possessive or a preposition, adjectives between them aside."""
    word = words[at].text.lower()
    lemma = lemma_of(word)
    is_form = lemma != word and not word.endswith("s")
    if is_form and not word.endswith("ing"):
        return ""
    if _modifies(line, words, at):
        return ""
    for i in range(at, max(-1, at - _FARTHEST - 1), -1):
        gap = line[words[i - 1].end : words[i].start] if i else ""
        if gap in ("'s ", "’s ", "' ", "’ "):
            return "noun"
        before = _before(line, words, i)
        if before in _DETERMINERS or (before in _PREPOSITIONS and not is_form):
            return "noun"
        if not before or not (before in _ADJECTIVES or before.endswith(_OF_ADJECTIVES)):
            return ""
    return ""


def _modifies(line: str, words: Sequence[EnglishWord], at: int) -> bool:
    """Return whether a word may belong to the noun behind it: the losing side, a rainy day.

    Not so before what is a verb by its form or its object: her refusal hurt me.
    """
    if at + 1 >= len(words) or not _beside(line, words[at], words[at + 1]):
        return False
    after = words[at + 1].text.lower()
    return not (
        words[at + 1].is_function_word
        or lemma_of(after) != after
        or _by_object(line, words, at + 1)
    )


def _by_form(line: str, words: Sequence[EnglishWord], at: int) -> Side:
    """Return what the ending of a word tells, with the auxiliary or subject before it."""
    word, before = words[at].text.lower(), _before(line, words, at)
    if before.endswith("ly") and at > 1:
        before = _before(line, words, at - 1)
    is_form = lemma_of(word) != word
    if word.endswith("ing"):
        return "verb" if before in _BE else ""
    if is_form and not word.endswith("s"):
        return "" if before in _DETERMINERS else "verb"
    if before in _SUBJECTS or before in _BEFORE_VERBS or before.endswith(("n't", "n’t")):
        return "verb"
    if word.endswith(_OF_NOUNS) and word not in _BOTH:
        return "noun"
    lemma = lemma_of(word)
    return "verb" if lemma in _VERBS or (lemma.endswith(_OF_VERBS) and lemma != "prize") else ""


def _by_object(line: str, words: Sequence[EnglishWord], at: int) -> Side:
    """Return "verb" where a determiner or pronoun follows as its object: affect the crops."""
    if at + 1 >= len(words) or not _beside(line, words[at], words[at + 1]):
        return ""
    after = words[at + 1].text.lower()
    return "verb" if after in _ARTICLES or after in _OBJECTS else ""
