"""English words: tokens with their places, stems that inflection doesn't change, function words."""

import re
from typing import NamedTuple

from shengci.kin import family_of
from shengci.lexicon import frequency
from shengci.remembering import remembered_wordings, remembered_words
from shengci.stems import stem_of as stem_of

_LETTER = r"[^\W\d_\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af〇]"
_WORD = re.compile(
    rf"(?:[A-Za-z]\.){{2,}}|[A-Z]{{1,3}}&[A-Z]{{1,3}}(?!\w)|\d[\d,]*(?:\.\d+)?(?:(?:st|nd|rd|th|s)(?!\w))?"
    rf"|{_LETTER}+(?:['’](?!s\b){_LETTER}+)*"
)

FUNCTION_WORDS = frozenset(
    """a about above after again against all also am an and another any are as at be because been
            before being below between both but by can could did do does doing done going gonna let down during each either
            else etc even ever every few for from further had has have having he her here hers herself him
            himself his how however i if in into is it its itself just least less like many may me might
            mine more most much must my myself neither no nor not now of off on once one ones only onto or
            other others our ours ourselves out over own per quite rather s same sb shall she should since
            so some something somebody someone sth still such t than that the their theirs them themselves
            then there these they thing this those though through thus to together too toward towards under
            until up upon us very was we were what when where whether which while who whom whose why will
            with within without would yet you your yours yourself yourselves""".split()
)
"""Words that show little of a sentence's matter: they never decide a sense alone."""


class EnglishWord(NamedTuple):  # 20,000 an article: a tuple costs a third of a record
    """One word of an English line, `line[start:end] == text`; `stem` is its matching form."""

    text: str
    start: int
    end: int
    stem: str

    @property
    def family(self) -> frozenset[str]:
        """The stems it shares with words of its family (decide, decision), its own among them."""
        return family_of(self.text)

    @property
    def is_function_word(self) -> bool:
        """Whether it shows little of the line's matter."""
        return _is_function_word(self.text)


@remembered_wordings
def words_of(line: str) -> tuple[EnglishWord, ...]:
    """Return the words of a line with their places; possessive 's and punctuation are left out.

    >>> [word.text for word in words_of("Huawei’s A.I. start-ups can't pay $8.5 billion.")]
    ['Huawei', 'A.I.', 'start', 'ups', "can't", 'pay', '8.5', 'billion']
    """
    return tuple(
        EnglishWord(match[0], match.start(), match.end(), stem_of(match[0]))
        for match in _WORD.finditer(line)
        if not (match[0] == "s" and line[match.start() - 1 : match.start()] in ("'", "’"))
    )


@remembered_words
def _is_function_word(text: str) -> bool:
    low = text.lower().replace("’", "'")
    return low in FUNCTION_WORDS or low.endswith("n't") or low.partition("'")[0] in FUNCTION_WORDS


def stems_of(text: str) -> tuple[str, ...]:
    """Return the stems of a gloss's words in order, function words included."""
    return tuple(stem_of(match[0]) for match in _WORD.finditer(text))


@remembered_words
def weight_of(word: str) -> float:
    """Return how much meeting this word says, 0 for a function word up to about 1 for a rare one.

    An inverse document frequency on the Zipf scale: 6.5 and above say next to nothing.
    """
    if word.lower() in FUNCTION_WORDS:
        return 0.0
    return max(0.1, min(1.0, (7.0 - (frequency.english_zipf_of(word) or 1.5)) / 4.0))
