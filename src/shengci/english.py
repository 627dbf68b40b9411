"""English words: tokens with their places, stems that inflection doesn't change, function words."""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from shengci.lexicon import frequency

if TYPE_CHECKING:
    from nltk.stem.snowball import SnowballStemmer

_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}|\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*", re.UNICODE
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

# Irregular forms and the word a dictionary lists them under; regular ones are the stemmer's business.
_IRREGULAR = dict(
    pair.split(":")
    for pair in """
    ate:eat eaten:eat beaten:beat became:become began:begin begun:begin bent:bend bit:bite
    bitten:bite bled:bleed blew:blow blown:blow bore:bear born:bear borne:bear bought:buy
    bound:bind bred:breed broke:break broken:break brought:bring built:build burnt:burn came:come
    caught:catch chose:choose chosen:choose clung:cling crept:creep dealt:deal drew:draw
    drawn:draw drank:drink drunk:drink driven:drive drove:drive dug:dig fallen:fall fell:fall
    fed:feed felt:feel fought:fight found:find fled:flee flew:fly flown:fly forbade:forbid
    forbidden:forbid forgave:forgive forgiven:forgive forgot:forget forgotten:forget froze:freeze
    frozen:freeze gave:give given:give gone:go went:go got:get gotten:get grew:grow grown:grow
    heard:hear held:hold hid:hide hidden:hide hung:hang kept:keep knew:know known:know knelt:kneel
    laid:lay led:lead leapt:leap learnt:learn left:leave lent:lend lit:light lost:lose made:make
    meant:mean met:meet paid:pay ran:run rang:ring rung:ring ridden:ride rode:ride risen:rise
    rose:rise said:say sang:sing sung:sing sank:sink sunk:sink sat:sit saw:see seen:see sent:send
    sewn:sew shaken:shake shook:shake shone:shine shot:shoot shown:show shrank:shrink
    shrunk:shrink slept:sleep slid:slide sold:sell sought:seek spent:spend spoke:speak
    spoken:speak sprang:spring sprung:spring stood:stand stole:steal stolen:steal stuck:stick
    stung:sting struck:strike sworn:swear swore:swear swam:swim swum:swim swept:sweep swung:swing
    taken:take took:take taught:teach thought:think threw:throw thrown:throw told:tell tore:tear
    torn:tear understood:understand woke:wake woken:wake won:win wore:wear worn:wear wove:weave
    woven:weave wound:wind wrote:write written:write withdrew:withdraw withdrawn:withdraw
    children:child men:man women:woman people:person feet:foot teeth:tooth mice:mouse geese:goose
    lives:life wives:wife knives:knife leaves:leaf halves:half shelves:shelf wolves:wolf
    better:good best:good worse:bad worst:bad further:far farther:far ran:run lain:lie lay:lie
    bigger:big larger:large fewer:few rebuilt:rebuild overcame:overcome undertook:undertake
    arose:arise arisen:arise awoke:wake wept:weep bade:bid strove:strive thrust:thrust dying:die
    lying:lie tying:tie ageing:age
    """.split()
)


@dataclass(frozen=True, slots=True)
class EnglishWord:
    """One word of an English line, `line[start:end] == text`; `stem` is its matching form."""

    text: str
    start: int
    end: int
    stem: str

    @property
    def is_function_word(self) -> bool:
        """Whether it shows little of the line's matter."""
        low = self.text.lower().replace("’", "'")
        return (
            low in FUNCTION_WORDS or low.endswith("n't") or low.partition("'")[0] in FUNCTION_WORDS
        )


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


def stems_of(text: str) -> tuple[str, ...]:
    """Return the stems of a gloss's words in order, function words included."""
    return tuple(stem_of(match[0]) for match in _WORD.finditer(text))


@cache
def stem_of(word: str) -> str:
    """Return the form under which inflections and plain derivations of a word meet.

    Source: nltk's Snowball stemmer, after a table of irregular forms and of abbreviations.

    >>> stem_of("developing") == stem_of("development") == stem_of("Develops")
    True
    >>> stem_of("bought") == stem_of("buys"), stem_of("A.I.")
    (True, 'ai')
    """
    low = (
        word.lower().replace("’", "'").replace(".", "")
        if not word[:1].isdigit()
        else word.replace(",", "")
    )
    return str(_stemmer().stem(_IRREGULAR.get(low, low)))


@cache
def _stemmer() -> "SnowballStemmer":
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")


@cache
def weight_of(word: str) -> float:
    """Return how much meeting this word says, 0 for a function word up to about 1 for a rare one.

    An inverse document frequency on the Zipf scale: 6.5 and above say next to nothing.
    """
    if word.lower() in FUNCTION_WORDS:
        return 0.0
    return max(0.1, min(1.0, (7.0 - (frequency.english_zipf_of(word) or 1.5)) / 4.0))
