"""What the characters of a text tell by themselves: its scripts and its language.

Nothing here loads a table. The word lists are closed classes (abbreviations, function words, verbs
of saying); where they leave a choice, the comment or the case table in `tests/cases` says why.
"""

import re
from collections import Counter
from typing import Literal

Script = Literal["han", "latin", "kana", "hangul", "other"]
LineLanguage = Literal["english", "chinese", "other script", "none"]

# Ideographs with extensions A to H, compatibility forms and the radicals that PDF files use for them.
HAN = "〇々\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_LATIN = "A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿﬀ-ﬆＡ-Ｚａ-ｚ"
_KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff"
_SCRIPTS: dict[Script, re.Pattern[str]] = {
    "han": re.compile(f"[{HAN}]"),
    "latin": re.compile(f"[{_LATIN}]+(?:['’][{_LATIN}]+)*"),
    "kana": re.compile(f"[{_KANA}]"),
    "hangul": re.compile(f"[{_HANGUL}]"),
}
# What is left when these are taken away and is a letter, is of another script. Bopomofo and modifier
# letters write Chinese sounds beside any script and count for none.
_KNOWN = re.compile(f"[{HAN}{_LATIN}{_KANA}{_HANGUL}\u02b0-\u02ff\u3100-\u312f\u31a0-\u31bf]+")
# Control characters but for white space, zero-width and direction marks, soft hyphens.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    "|(?<![\ufe0f\u2600-\u27bf\U0001f000-\U0001faff])\u200d"  # a joiner inside an emoji is seen
)


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list written as running text."""
    return frozenset(text.split())


# Words that names and titles of works hold as freely as sentences do ("Bank of America").
_CONNECTORS = word_set("a an the of and in on at for from by with")
# Closed-class English words: a capitalised one after "U.S." or "Inc." starts a sentence. "Under",
# "May", "Will" and "Can" are left out: they are names and titles as well ("U.S. Under Secretary").
CLOSED_CLASS = _CONNECTORS | word_set(
    """about after all also although among another any are as because been before both but despite
    did do does each even every few had has have he her here his how however i if instead is it its
    many meanwhile more moreover most much my neither no nor not now once one or other others our
    perhaps she since so some still such than that their then there these they this those though
    through throughout to today until upon was we were what when where whether which while who whose
    why without yes yet you your"""
)
# Words that no headline ends with: what follows them belongs to them.
_DANGLING = _CONNECTORS | word_set("about are as but called is or say says than that to was were")

_QUOTED = re.compile(
    r"“[^“”]*”|「[^「」]*」|『[^『』]*』|《[^《》]*》|（[^（）]*）|\([^()]*\)|\"[^\"]*\""
)
OPENERS = "“‘「『（(《【[〔"
CLOSERS = "”’」』）)》】〉〕]"
_GLUED = re.compile(rf"(?:[A-Z0-9]+(?![a-z]))?[%。！？!?.…，：:—{re.escape(CLOSERS)}]*")
_ENDING = re.compile(rf"[.!?…。！？｡．][\"'{re.escape(CLOSERS)}]*$")


def fold(text: str) -> str:
    """Return the text with every run of white space made one space, and none at the ends.

    >>> fold("  在家\\t做 豆腐\\u3000")
    '在家 做 豆腐'
    """
    return " ".join(text.split())


def clean(text: str) -> str:
    """Return the text without what nobody sees: control, zero-width and soft marks."""
    return _HIDDEN.sub("", text)


def with_line_feeds(content: str) -> str:
    r"""Return the content with the line ends of every system made line feeds.

    >>> with_line_feeds("a\r\nb\rc\n")
    'a\nb\nc\n'
    """
    return content.replace("\r\n", "\n").replace("\r", "\n")


def formula_safe(cell: str) -> str:
    """Return a cell for a spreadsheet, which would run one that begins like a formula.

    Excel takes the signs in full width for the plain ones where the system is Chinese or Japanese.

    >>> formula_safe("=1+1"), formula_safe("＠所有人"), formula_safe("1+1")
    ("'=1+1", "'＠所有人", '1+1')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def formula_free(cell: str) -> str:
    """Return what `formula_safe` was given.

    >>> formula_free("'=1+1"), formula_free("'tis"), formula_free(formula_safe("'-ing' of a verb"))
    ('=1+1', "'tis", "'-ing' of a verb")
    """
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell, 1) else cell


# An apostrophe before a sign is text that needs one more, or it would be taken off as ours.
_FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")


def count_scripts(text: str) -> Counter[Script]:
    """Return how much of each script a text holds: words for Latin, characters for the others.

    >>> sorted(count_scripts("Café 在二〇二六年开张。").items())
    [('han', 8), ('latin', 1)]
    """
    counts = Counter({script: len(found.findall(text)) for script, found in _SCRIPTS.items()})
    counts["other"] = sum(map(str.isalpha, _KNOWN.sub("", text)))
    return +counts


def ends_with_stop(text: str) -> bool:
    """Return whether a text ends with sentence-final punctuation, closing quotes and brackets aside."""
    return _ENDING.search(text) is not None


def language_of(line: str) -> LineLanguage:
    """Return the language a line is written in, or what else it is.

    Quotations and brackets are left aside where something else remains: an English sentence may
    quote Chinese, and the other way round. Han characters then stand against Latin words that are
    no names, each of these counting once, twice or three times as the line has no, one or both ends
    in Latin script.

    >>> language_of("OpenAI和DeepSeek的模型"), language_of("The word 生词 means new word.")
    ('chinese', 'english')
    """
    rest = _QUOTED.sub(" ", line)
    counts = count_scripts(rest)
    if not counts.total():
        rest, counts = line, count_scripts(line)
    if not counts.total():
        return "none"
    foreign, native = counts["kana"] + counts["hangul"] + counts["other"], counts["han"]
    if native <= 2 * counts["kana"]:  # Japanese: its Han characters are kanji
        foreign, native = foreign + native, 0
    if foreign > 2 * (native + counts["latin"]):
        return "other script"
    letters = re.findall(f"[{HAN}{_LATIN}]", rest) or [""]
    weight = 1 + sum(_SCRIPTS["latin"].match(end) is not None for end in (letters[0], letters[-1]))
    return "chinese" if native and native >= weight * n_plain_words(rest) else "english"


def n_plain_words(text: str) -> int:
    """Return how many Latin words are in lower case or of a closed class, so that they name nothing."""
    words = _SCRIPTS["latin"].findall(text)
    return sum(word.islower() or word.lower() in CLOSED_CLASS for word in words)


def split_mixed(line: str) -> tuple[str, ...]:
    """Return the two texts of a line that says all in one language, then in the other; else the line.

    A tab between the languages always splits. Otherwise both sides must look whole: of like length,
    both or neither with a final stop, the English side with words that are in no name, and nothing
    of the other language outside quotations. A bar, slash or dash between the two is dropped.

    >>> split_mixed("How to make tofu at home 在家做豆腐")
    ('How to make tofu at home', '在家做豆腐')
    >>> split_mixed("How to say 谢谢")
    ('How to say 谢谢',)
    """
    columns = [fold(part) for part in line.split("\t") if part.strip()]
    if len(columns) == 2 and {language_of(part) for part in columns} == {"english", "chinese"}:
        return tuple(columns)
    line = fold(line)
    cut = _script_change(line)
    left, right = line[:cut].rstrip(), line[cut:].lstrip()
    left = re.sub(r"\s+[|｜/／—–-]$", "", left)
    right = re.sub(r"^[|｜/／—–-]+\s+", "", right)
    if language_of(left) == "english" and _are_two_texts(left, right):
        return left, right
    if language_of(left) == "chinese" and _are_two_texts(right, left):
        return left, right
    return (line,)


def _script_change(line: str) -> int:
    """Return where the first language of a line may end, 0 where no such place is."""
    masked = _QUOTED.sub(lambda quoted: '"' * len(quoted[0]), line)
    han = [found.start() for found in _SCRIPTS["han"].finditer(masked)]
    latin = _SCRIPTS["latin"].search(masked)
    if not han or not latin:
        return 0
    if han[0] < latin.start():
        # What is glued to the last Han character goes with it, unless it is a word.
        glued = _GLUED.match(line, han[-1] + 1)
        return glued.end() if glued else 0
    stops = [found.end() for found in re.finditer(r"(?<!\d)[.!?。！？][\"”’)]*\s+", line[: han[0]])]
    if stops and not n_plain_words(masked[stops[-1] : han[0]]):
        return stops[-1]
    glued = re.search(rf"[^\s\"'”’.!?。！？]*$|[{OPENERS}]*$", line[max(0, han[0] - 60) : han[0]])
    assert glued is not None
    return han[0] if re.fullmatch(r"[a-z]+", glued[0]) else han[0] - len(glued[0])


def _are_two_texts(english: str, chinese: str) -> bool:
    """Return whether each side could stand alone and say what the other says."""
    if not english or not chinese:
        return False
    bare = _QUOTED.sub(" ", english)
    words, n_han = _SCRIPTS["latin"].findall(english), count_scripts(chinese)["han"]
    if _SCRIPTS["han"].search(bare) or n_plain_words(_QUOTED.sub(" ", chinese)):
        return False
    if ends_with_stop(english) != ends_with_stop(chinese) or chinese[0] in "，、；：,的是和与與及":
        return False
    if not 0.7 * len(words) <= n_han <= 5 * len(words):
        return False
    if ends_with_stop(english):
        return len(words) > 1 and n_han > 1 and n_plain_words(bare) > 0
    lower = [word.lower() for word in words]
    is_whole = (
        any(word in CLOSED_CLASS - _CONNECTORS for word in lower) and lower[-1] not in _DANGLING
    )
    return (
        is_whole
        and len(words) > 2
        and n_han > 4
        and not re.search("[，：,:的是叫和说說]$", chinese)
    )
