"""How numbers in a Chinese sentence are said: written forms to numbered syllables."""

import re
import unicodedata

_DIGITS = ("ling2", "yi1", "er4", "san1", "si4", "wu3", "liu4", "qi1", "ba1", "jiu3")
_UNITS = ("", "shi2", "bai3", "qian1")  # of a figure within a group of four
_GROUPS = ("", "wan4", "yi4", "wan4 yi4")  # of a group of four figures
_LONGEST = 16  # figures; longer ones are said one by one
_SAID_AS = dict(zip("零一二三四五六七八九", _DIGITS, strict=True)) | {
    "〇": "ling2", "两": "liang3", "十": "shi2", "百": "bai3", "千": "qian1", "万": "wan4", "亿": "yi4",
    "半": "ban4", "第": "di4", "点": "dian3", "几": "ji3", "多": "duo1", "余": "yu2", "成": "cheng2",
    "年": "nian2", "月": "yue4", "日": "ri4", "号": "hao4", "元": "yuan2", "个": "ge4", "岁": "sui4",
}  # fmt: skip
_MONEY = {"$": "mei3 yuan2", "€": "ou1 yuan2", "£": "ying1 bang4", "¥": "yuan2"}
_SHARES = {"%": "bai3 fen1 zhi1", "‰": "qian1 fen1 zhi1"}
_NUMBER = re.compile(
    r"(?P<money>[$€£¥])?(?P<figures>\d+(?:,\d{3})*(?:\.\d+)?)(?P<share>[%‰])?(?P<group>[十百千万亿]*)"
)
_YEAR = re.compile(r"[1-9]\d{3}(?=年)")
_BETWEEN = {"-": "dao4", "–": "dao4", "—": "dao4", "~": "dao4", "/": "fen1 zhi1"}


def spoken(text: str, *, is_year: bool = False) -> tuple[str, ...] | None:
    """Return how a number is said, None where the text is not made of figures and numerals alone.

    `is_year` has four figures said one by one, as before 年.

    >>> spoken("2026", is_year=True)
    ('er4', 'ling2', 'er4', 'liu4')
    >>> " ".join(spoken("10,500.5亿"))
    'yi2 wan4 ling2 wu3 bai3 dian3 wu3 yi4'
    >>> spoken("35%"), spoken("1/3"), spoken("GDP")
    (('bai3', 'fen1', 'zhi1', 'san1', 'shi2', 'wu3'), ('san1', 'fen1', 'zhi1', 'yi1'), None)
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if not set(plain) - set("+-–—~/"):
        return None
    if re.fullmatch(r"\d+/\d+", plain):
        above, below = plain.split("/")
        return (*_figures(below), *_BETWEEN["/"].split(), *_figures(above))
    years = {found.start() for found in _YEAR.finditer(plain)}
    said: list[str] = []
    at = 0
    while at < len(plain):
        number = _NUMBER.match(plain, at)
        if number is not None:
            one_by_one = at in years or (is_year and len(plain) == 4)
            said += _number(number, one_by_one)
            at = number.end()
            continue
        sign = plain[at]
        if sign in "-+" and at == 0:
            said.append("fu4" if sign == "-" else "zheng4")
        elif sign in _SAID_AS or (said and sign in _BETWEEN):
            said += (_SAID_AS | _BETWEEN)[sign].split()
        else:
            return None
        at += 1
    return tuple(_yi(said))


def _yi(said: list[str]) -> list[str]:
    """Return the syllables with 一 in the tone it has before 百, 千, 万 and 亿."""
    tone = {"bai3": "yi4", "qian1": "yi4", "wan4": "yi2", "yi4": "yi2"}
    following = [*said[1:], ""]
    return [tone.get(b, a) if a == "yi1" else a for a, b in zip(said, following, strict=True)]


def _number(number: re.Match[str], one_by_one: bool) -> list[str]:
    whole, _, fraction = number["figures"].replace(",", "").partition(".")
    said = _SHARES[number["share"]].split() if number["share"] else []
    said += [_DIGITS[int(figure)] for figure in whole] if one_by_one else _figures(whole)
    if fraction:
        said += ["dian3", *(_DIGITS[int(figure)] for figure in fraction)]
    said += [_SAID_AS[sign] for sign in number["group"]]
    return said + (_MONEY[number["money"]].split() if number["money"] else [])


def _figures(figures: str) -> list[str]:
    """Return a whole number said as one: 10,500 is one ten-thousand, nothing, five hundred."""
    if len(figures) > _LONGEST or (figures[0] == "0" and len(figures) > 1):
        return [_DIGITS[int(figure)] for figure in figures]
    said: list[str] = []
    skipped = False  # whether figures were 0 since the last that was said
    places = len(figures)
    group_said = False
    for i, figure in enumerate(map(int, figures)):
        group, unit = divmod(places - i - 1, 4)
        if figure:
            if skipped and said:
                said.append(_DIGITS[0])
            skipped = False
            if not (figure == 1 and unit == 1 and not said):  # 15 is shí wǔ, 115 yìbǎi yīshíwǔ
                said.append(_DIGITS[figure])
            said += _UNITS[unit].split()
            group_said = True
        else:
            skipped = True
        if unit == 0:
            said += _GROUPS[group].split() if group_said else []
            group_said = False
    return said or [_DIGITS[0]]
