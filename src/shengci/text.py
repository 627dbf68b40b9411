"""What the characters of a text tell by themselves: its scripts, its language, its sentences.

Nothing here loads a table. The word lists are closed classes (abbreviations, function words, verbs
of saying); where they leave a choice, the comment or the case table in `tests/cases` says why.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

Script = Literal["han", "latin", "kana", "hangul", "other"]
LineLanguage = Literal["english", "chinese", "other script", "none"]

# Ideographs with extensions A to H, compatibility forms and the radicals that PDF files use for them.
_HAN = "〇々\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_LATIN = "A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿﬀ-ﬆＡ-Ｚａ-ｚ"
_KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff"
_SCRIPTS: dict[Script, re.Pattern[str]] = {
    "han": re.compile(f"[{_HAN}]"),
    "latin": re.compile(f"[{_LATIN}]+(?:['’][{_LATIN}]+)*"),
    "kana": re.compile(f"[{_KANA}]"),
    "hangul": re.compile(f"[{_HANGUL}]"),
}
# What is left when these are taken away and is a letter, is of another script. Bopomofo and modifier
# letters write Chinese sounds beside any script and count for none.
_KNOWN = re.compile(f"[{_HAN}{_LATIN}{_KANA}{_HANGUL}\u02b0-\u02ff\u3100-\u312f\u31a0-\u31bf]+")
# Control characters but for white space, zero-width and direction marks, soft hyphens.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    "|(?<![\ufe0f\u2600-\u27bf\U0001f000-\U0001faff])\u200d"  # a joiner inside an emoji is seen
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that names and titles of works hold as freely as sentences do ("Bank of America").
_CONNECTORS = _words("a an the of and in on at for from by with")
# Closed-class English words: a capitalised one after "U.S." or "Inc." starts a sentence. "Under",
# "May", "Will" and "Can" are left out: they are names and titles as well ("U.S. Under Secretary").
_CLOSED = _CONNECTORS | _words(
    """about after all also although among another any are as because been before both but despite
    did do does each even every few had has have he her here his how however i if instead is it its
    many meanwhile more moreover most much my neither no nor not now once one or other others our
    perhaps she since so some still such than that their then there these they this those though
    through throughout to today until upon was we were what when where whether which while who whose
    why without yes yet you your"""
)
# Words that no headline ends with: what follows them belongs to them.
_DANGLING = _CONNECTORS | _words("about are as but called is or say says than that to was were")

_QUOTED = re.compile(
    r"“[^“”]*”|「[^「」]*」|『[^『』]*』|《[^《》]*》|（[^（）]*）|\([^()]*\)|\"[^\"]*\""
)
_OPENERS = "“‘「『（(《【[〔"
_CLOSERS = "”’」』）)》】〉〕]"
_GLUED = re.compile(rf"(?:[A-Z0-9]+(?![a-z]))?[%。！？!?.…，：:—{re.escape(_CLOSERS)}]*")
_ENDING = re.compile(rf"[.!?…。！？｡．][\"'{re.escape(_CLOSERS)}]*$")


def fold(text: str) -> str:
    """Return the text with every run of white space made one space, and none at the ends.

    >>> fold("  在家\\t做 豆腐\\u3000")
    '在家 做 豆腐'
    """
    return " ".join(text.split())


def clean(text: str) -> str:
    """Return the text without what nobody sees: control, zero-width and soft marks."""
    return _HIDDEN.sub("", text)


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
    letters = re.findall(f"[{_HAN}{_LATIN}]", rest) or [""]
    weight = 1 + sum(_SCRIPTS["latin"].match(end) is not None for end in (letters[0], letters[-1]))
    return "chinese" if native and native >= weight * _n_plain_words(rest) else "english"


def _n_plain_words(text: str) -> int:
    """Return how many Latin words are in lower case or of a closed class, so that they name nothing."""
    words = _SCRIPTS["latin"].findall(text)
    return sum(word.islower() or word.lower() in _CLOSED for word in words)


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
    if stops and not _n_plain_words(masked[stops[-1] : han[0]]):
        return stops[-1]
    glued = re.search(rf"[^\s\"'”’.!?。！？]*$|[{_OPENERS}]*$", line[max(0, han[0] - 60) : han[0]])
    assert glued is not None
    return han[0] if re.fullmatch(r"[a-z]+", glued[0]) else han[0] - len(glued[0])


def _are_two_texts(english: str, chinese: str) -> bool:
    """Return whether each side could stand alone and say what the other says."""
    if not english or not chinese:
        return False
    bare = _QUOTED.sub(" ", english)
    words, n_han = _SCRIPTS["latin"].findall(english), count_scripts(chinese)["han"]
    if _SCRIPTS["han"].search(bare) or _n_plain_words(_QUOTED.sub(" ", chinese)):
        return False
    if ends_with_stop(english) != ends_with_stop(chinese) or chinese[0] in "，、；：,的是和与與及":
        return False
    if not 0.7 * len(words) <= n_han <= 5 * len(words):
        return False
    if ends_with_stop(english):
        return len(words) > 1 and n_han > 1 and _n_plain_words(bare) > 0
    lower = [word.lower() for word in words]
    is_whole = any(word in _CLOSED - _CONNECTORS for word in lower) and lower[-1] not in _DANGLING
    return (
        is_whole
        and len(words) > 2
        and n_han > 4
        and not re.search("[，：,:的是叫和说說]$", chinese)
    )


def english_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of an English text; joined, they give it back but for white space.

    A stop ends a sentence unless what follows is in lower case, or what stands before it is an
    abbreviation that the next word goes on from. Speech and its tag stay together.

    >>> english_sentences("We sell A.I. Chinese firms buy it. “Really?” he asked Mr. Li.")
    ('We sell A.I.', 'Chinese firms buy it.', '“Really?” he asked Mr. Li.')
    """
    return _cut(text, _english_ends(text))


def _cut(text: str, ends: Iterator[int]) -> tuple[str, ...]:
    """Return the pieces between the given ends, without those that are only white space."""
    starts = [0, *ends]
    pieces = (text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True))
    return tuple(piece for piece in pieces if piece)


_ENGLISH_STOP = re.compile(
    r"(?P<stop>(?:\. ){2,}\.|[.!?…。！？]+)"
    r"(?P<close>(?:[\"'”’)\]»」』）]|\[\d+\])*)"
    r"(?=\s|$|(?<=[”。！？])[“A-Z])"
)
_NEXT = re.compile(
    r"\s*(?P<open>(?:[\"'“‘(\[«¿¡]|[—–-]+\s?)*)(?P<word>\S{0,60})\s*(?P<more>(?:\S{1,60}\s+){0,4}\S{0,60})"
)
_TITLES = _words("""Mr Mrs Ms Mx Dr Prof Gen Sen Rep Gov Lt Col Sgt Capt Cmdr Maj Brig Cpl Adm Rev Hon Pres Supt
    Insp Messrs Mme Mlle Fr""")
_ALWAYS = _words("e.g i.e cf viz vs v ca approx")
_NUMBERED = _words("""No Nos no nos Vol vol Fig Figs fig Ch ch Sec sec Art art p pp Eq al Rs Jan Feb Mar Apr Jun Jul
    Aug Sep Sept Oct Nov Dec""")
# These end a sentence only where a word follows that starts one.
_MAYBE = _words(
    "Inc Ltd Co Corp Bros Jr Sr St Mt Ft Ave Blvd Rd Ph.D M.D B.A M.A B.S M.S al Dept Univ Assn"
)
_PLACES = _words("U.S U.K U.N E.U D.C L.A N.Y U.S.A U.A.E U.S.S.R P.R.C D.P.R.K R.O.C S.A.R")
# Two capitals with stops are taken for a person's initials (J.K. Rowling), but for these.
_PAIRS = _words(
    "A.I A.R C.D D.V E.V G.I G.P H.R I.D I.P I.Q I.T O.K P.C P.E P.M P.R P.S Q.A R.V T.V V.P V.R"
)
_CLOCK = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|(?:Sept|Nov|Dec)ember|October|Eastern|Pacific|Central|Mountain|Greenwich|[A-Z]{2,4}T|UTC"
    r"|[A-Z][a-z]+ [Tt]ime)\b"
)
_SAYS = re.compile(
    r"(?:[A-Z][\w’'.-]*\s+){1,4}(?:said|says|asks?|asked|replied|answered|shouted|cried|whispered|yelled"
    r"|added|exclaimed|wondered|called)\b"
)


def _english_ends(text: str) -> Iterator[int]:
    start = 0
    for match in _ENGLISH_STOP.finditer(text):
        after = _NEXT.match(text, match.end())
        assert after is not None
        if _ends_english(text, start, match, after):
            start = match.end()
            yield start


def _ends_english(text: str, start: int, match: re.Match[str], after: re.Match[str]) -> bool:
    word, stop = after["word"], match["stop"]
    if not word:
        return True
    if word[0] in ",;:" or (word[0].islower() and not re.match("[a-z]{1,3}[A-Z]", word)):
        return False
    if ")" not in match["close"] and _is_in_brackets(text, start, match.start()):
        return False
    before = re.search(
        r"[^\s(\[“\"‘'—–]*$", text[max(start, match.start() - 30) : match.start()].rstrip()
    )
    token = before[0] if before else ""
    if stop == ".":
        is_first = not text[start : match.start() - len(token)].strip(_OPENERS + "\"' ")
        return not _goes_on(token, is_first, after)
    if set(stop) <= set(".… "):  # a stammer: “I … I know”
        return (
            not re.match(re.escape(token.strip(".… ").lower()) + r"\b", word.lower()) or not token
        )
    tag = f"{word} {after['more']}"
    is_tag = word == "I" or re.match("[a-z’']*", word.lower())[0] not in _CLOSED  # type: ignore[index]
    return not (match["close"] and not after["open"] and is_tag and _SAYS.match(tag))


def _goes_on(token: str, is_first: bool, after: re.Match[str]) -> bool:
    """Return whether a full stop after the token belongs to an abbreviation inside a sentence."""
    word = after["word"]
    is_starter = re.match(r"[A-Za-z]+(?=[,’']|$)", word) is not None and (
        re.split("[,’']", word)[0].lower() in _CLOSED
    )
    if token in _TITLES or token.lower() in _ALWAYS:
        return True
    if is_first and re.fullmatch(r"\d{1,3}|[A-Za-z]|[ivxIVX]{1,4}|(?:[A-Z]\.)+[A-Z]", token):
        return True  # a numbered item, or an initialism that starts the sentence
    if word[0].isdigit():
        return token in _NUMBERED or token in _MAYBE
    if re.fullmatch("[aApP]\\.[mM]", token):
        return _CLOCK.match(f"{word} {after['more']}") is not None
    if re.fullmatch(r"[A-HJ-Z]", token) or token in _MAYBE:
        return not is_starter
    if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", token):
        is_name = token in _PLACES or (len(token) == 3 and token not in _PAIRS) or token[0] == "J"
        return is_name and not is_starter
    return False


def _is_in_brackets(text: str, start: int, position: int) -> bool:
    """Return whether a place is in round brackets that the sentence opened, and not with its start."""
    window = max(start, position - 400)
    opened = max(text.rfind("(", window, position), text.rfind("（", window, position))
    closed = max(text.rfind(")", window, position), text.rfind("）", window, position))
    if opened <= closed or not text[start:opened].strip():
        return False
    return ")" in text[position : position + 400] or "）" in text[position : position + 400]


def chinese_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a Chinese text; joined, they give it back but for white space.

    Closing quotes and brackets stay with the sentence; a quotation stays with the words that say
    who speaks, or that it is a part of. A semicolon ends nothing, an ellipsis only what it closes.

    >>> chinese_sentences("“真的吗？”他问。我……我不知道。《你好！》是书名。")
    ('“真的吗？”他问。', '我……我不知道。', '《你好！》是书名。')
    """
    return _cut(text, _chinese_ends(text))


_CHINESE_STOP = re.compile(
    rf"(?:[。｡！？!?…⋯]|\.{{2,}}|(?<=[{_HAN}%％{re.escape(_CLOSERS)}…])[.．](?![.．A-Za-z0-9]))+"
)
_SAYING = (
    "(?<![小传傳据據听聽学學])[说說](?![明法服了着著完罢罷毕畢到])|(?<![学學访訪顾顧疑慰])[问問](?![题題世候])"
    "|答(?!案)|喊|嚷|吼|[骂罵]|[叹嘆歎]道|[叫笑哭唱接补補]道|大叫|(?<!知)道(?=$|[，,。])|[称稱](?=$|[，,。])"
    "|表示|指出|[补補]充|[写寫]道|嘀咕|嘟囔|低[语語]|解[释釋]|告[诉訴]|[强強][调調]|[认認][为為]|承[认認]"
    "|感[叹嘆]|惊呼|驚呼|回[应應]|坦言|透露"
)
_CLAUSE = "[^，。！？；：、…,.!?;:“”「」『』\\s]"
# A clause that ends in a colon brings in the next speech instead.
_TAG = re.compile(
    rf"(?!{_CLAUSE}{{0,14}}[没沒]){_CLAUSE}{{0,14}}?(?:{_SAYING}){_CLAUSE}*(?![：:]|{_CLAUSE})"
)
# A verb of saying that closes the narration tags a longer one too: “……？”有一天，她这样问道。
_LATE_TAG = re.compile(
    r"(?!.{0,30}[没沒])[^。！？：…!?:“”「」『』\s]{0,30}(?:[^不别別小传傳听聽据據学學疑][说說问問喊]|回?答|[说說问問答喊叫笑][道着著])[。.]"
)
_PART = re.compile(
    "[，、；：,;:。！？—]|[的等]|这[个句种样]|這[個句種樣]|之[类類]|一[类類词詞]|字[样樣]"
)
_QUOTES = {"”": "“", "’": "‘", "」": "「", "』": "『", '"': '"', "'": "'"}


def _chinese_ends(text: str) -> Iterator[int]:
    start = 0
    straight = [found.start() for found in re.finditer(r'"', text)]
    straight_single = [
        found.start() for found in re.finditer(r"(?<![A-Za-z])'|'(?![A-Za-z])", text)
    ]
    closing = {*straight[1::2], *straight_single[1::2]}
    for match in _CHINESE_STOP.finditer(text):
        end = match.end()
        while end < len(text) and (text[end] in _CLOSERS or end in closing):
            end += 1
        if _ends_chinese(text, start, match, end):
            start = end
            yield start


def _ends_chinese(text: str, start: int, match: re.Match[str], end: int) -> bool:
    stop, close, place = match[0], text[match.end() : end], match.start()
    rest = text[end : end + 40]
    quote = next((mark for mark in reversed(close) if mark in _QUOTES), "")
    before = _before_quote(text, place, quote)
    if _PART.match(rest) and (quote or rest[0] in "，、；：,;:。！？"):
        return False
    if (
        quote
        and before not in "，：,:"
        and any(tag.match(rest.lstrip()) for tag in (_TAG, _LATE_TAG))
    ):
        return False
    if _is_in_title(text, start, place) or _is_latin_inside(text, place, match.end()):
        return False
    if not rest:
        return True
    if not stop.strip(".…⋯") and stop not in (".", "．"):
        if not text[start:place].strip():
            return False
        is_stammer = rest.lstrip()[:1] in text[max(0, place - 3) : place]
        return bool(quote) or (rest[0].isspace() and not is_stammer)
    if rest[0].isspace():
        return True
    if stop in ".．" and re.search(
        r"(?:^|\s)[一二三四五六七八九十]{1,3}$", text[max(start, place - 4) : place]
    ):
        return False
    if _is_in_brackets(text, start, place) and (not close or stop[-1] not in "。."):
        return False
    # A part of a clause: 一句“你好！”让她笑了。
    is_part = (before.isalnum() and before not in "说說道问問喊叫") or before == "、"
    return not (is_part and stop[-1] in "！？!?")


def _before_quote(text: str, place: int, quote: str) -> str:
    """Return the character before the quotation that ends near a place; a space if there is none."""
    opened = text.rfind(_QUOTES[quote], max(0, place - 400), place) if quote else -1
    return text[opened - 1] if opened > 0 else " "


def _is_in_title(text: str, start: int, place: int) -> bool:
    """Return whether a place is between 《 and 》, which must be near."""
    opened = text.rfind("《", max(start, place - 60), place)
    return (
        opened > text.rfind("》", max(start, place - 60), place)
        and "》" in text[place : place + 60]
    )


def _is_latin_inside(text: str, place: int, end: int) -> bool:
    """Return whether a stop belongs to English words, an address or a number inside the Chinese."""
    if not re.match(r"[!?.…]", text[place]) or not re.match(r"[!-~]", text[place - 1 : place]):
        return False
    return re.match(r"[A-Za-z0-9]|\s+[A-Za-z]", text[end : end + 9]) is not None
