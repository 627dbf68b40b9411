"""Where sentences end, in English and in Chinese.

The word lists are closed classes (abbreviations, verbs of saying); where they leave a choice, the
comment or the case table in `tests/cases` says why.
"""

import re
from collections.abc import Iterator

from shengci.text import CLOSED_CLASS, CLOSERS, HAN, OPENERS, word_set


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
_TITLES = word_set(
    """Mr Mrs Ms Mx Dr Prof Gen Sen Rep Gov Lt Col Sgt Capt Cmdr Maj Brig Cpl Adm Rev Hon Pres Supt
    Insp Messrs Mme Mlle Fr"""
)
_ALWAYS = word_set("e.g i.e cf viz vs v ca approx")
_NUMBERED = word_set(
    """No Nos no nos Vol vol Fig Figs fig Ch ch Sec sec Art art p pp c Eq al Rs Est est Tel tel Ext Apt
    Rm Pop Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"""
)
# These end a sentence only where a word follows that starts one.
_MAYBE = word_set(
    """Inc Ltd Co Corp Bros Jr Sr St Mt Ft Ave Blvd Rd Ph.D M.D B.A M.A B.S M.S al Dept Univ Assn
    a.k.a"""
)
_PLACES = word_set("U.S U.K U.N E.U D.C L.A N.Y U.S.A U.A.E U.S.S.R P.R.C D.P.R.K R.O.C S.A.R")
# Two capitals with stops are taken for a person's initials (J.K. Rowling), but for these.
_PAIRS = word_set(
    """A.I A.R C.D D.V E.V G.I G.P H.R I.D I.P I.Q I.T O.K P.C P.E P.M P.R P.S Q.A R.V T.V V.P V.R"""
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
    line = text[max(start, match.start() - 30) : match.start()].rstrip()
    token = re.split(r"[\s(\[“\"‘'—–]", line)[-1]
    if stop == ".":
        is_first = not text[start : match.start() - len(token)].strip(OPENERS + "\"' ")
        return not _goes_on(token, is_first, after)
    if not stop.strip(".… "):  # an ellipsis, unless in a stammer: “I … I know”
        return not token or re.match(re.escape(token) + r"\b", word, re.IGNORECASE) is None
    is_tag = word == "I" or not _starts_sentence(word)
    is_speech = match["close"] and not after["open"] and is_tag
    return not (is_speech and _SAYS.match(f"{word} {after['more']}"))


def _starts_sentence(word: str) -> bool:
    """Return whether a capitalised word is of a closed class, so that it is part of no name."""
    return re.split("[,’']", word)[0].lower() in CLOSED_CLASS


def _goes_on(token: str, is_first: bool, after: re.Match[str]) -> bool:
    """Return whether a full stop after the token belongs to an abbreviation inside a sentence."""
    word = after["word"]
    if token in _TITLES or token.lower() in _ALWAYS:
        return True
    if is_first and re.fullmatch(r"\d{1,3}|[A-Za-z]|[ivxIVX]{1,4}|(?:[A-Z]\.)+[A-Z]", token):
        return True  # a numbered item, or an initialism that starts the sentence
    if word[0].isdigit():
        return token in _NUMBERED or token in _MAYBE
    if re.fullmatch(r"[aApP]\.[mM]", token):
        return _CLOCK.match(f"{word} {after['more']}") is not None
    if re.fullmatch(r"[A-HJ-Z]", token) or token in _MAYBE:
        return not _starts_sentence(word)
    if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", token):
        is_name = token in _PLACES or (len(token) == 3 and token not in _PAIRS) or token[0] == "J"
        return is_name and not _starts_sentence(word)
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
    rf"(?:[。｡！？!?…⋯]|\.{{2,}}|(?<=[{HAN}%％{re.escape(CLOSERS)}…])[.．](?![.．A-Za-z0-9]))+"
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
    r"(?!.{0,30}[没沒])[^。！？：…!?:“”「」『』\s]{0,30}"
    "(?:[^不别別小传傳听聽据據学學疑][说說问問喊]|回?答|[说說问問答喊叫笑][道着著])[。.]"
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
        while end < len(text) and (text[end] in CLOSERS or end in closing):
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
    if quote and before not in "，：,:" and _is_tag(rest.lstrip()):
        return False
    if _is_in_title(text, start, place) or _is_latin_inside(text, place, match.end()):
        return False
    if not stop.strip(".…⋯") and stop not in (".", "．"):
        return not rest or _is_last_ellipsis(text[start:place], rest, quote)
    if not rest or rest[0].isspace():
        return True
    if stop in ".．" and re.search(r"(?:^|\s)[一二三四五六七八九十]{1,3}$", text[start:place][-4:]):
        return False
    if _is_in_brackets(text, start, place) and (not close or stop[-1] not in "。."):
        return False
    # A part of a clause: 一句“你好！”让她笑了。
    is_part = (before.isalnum() and before not in "说說道问問喊叫") or before == "、"
    return not (is_part and stop[-1] in "！？!?")


def _is_tag(rest: str) -> bool:
    """Return whether what follows a quotation says who speaks: 他问。她笑着说，有一天，他这样问道。"""
    return _TAG.match(rest) is not None or _LATE_TAG.match(rest) is not None


def _is_last_ellipsis(before: str, rest: str, quote: str) -> bool:
    """Return whether an ellipsis ends more than a breath: it closes a quotation, or a gap follows."""
    if quote:
        return bool(before.strip())
    is_stammer = rest.lstrip()[:1] in before[-3:]
    return bool(before.strip()) and rest[0].isspace() and not is_stammer


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
