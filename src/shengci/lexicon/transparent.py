"""Words that say no more than their number and unit, or which day it is: 星期三, 十二月, 第二次, 半年.

A card for one teaches nothing beyond the numeral and the unit. Only closed patterns, and only in a meaning
that is said in numbers and units: 半天 as "a long time", 四周 "all around", 第二天 "the next day" are words.
"""

import re

_NUMERAL = "[一二两三四五六七八九十几数半]+"
_PATTERN = re.compile(
    rf"(?:星期|礼拜|周)[一二三四五六日天几]|{_NUMERAL}月份?"
    rf"|第{_NUMERAL}(?:[天年次个位名届周月轮季课页章]|季度|星期|世纪)"
    rf"|{_NUMERAL}(?:[天年月号日周岁次点秒倍]|个月|星期|小时|分钟|秒钟|点钟|世纪)"
)
_REMARK = re.compile(r"\s*\([^()]*\)")
_SAYS_SO = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    one two three four five six seven eight nine ten eleven twelve half several few some many a
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth once twice thrice
    day month year week hour minute quarter season century time round place position age fold times double
    of the o'clock how what which in on at number no old and""".split()
)


def is_transparent(headword: str, meaning: str) -> bool:
    """Return whether a simplified word, in this meaning, says no more than a number and its unit or a day's name.

    >>> is_transparent("星期三", "Wednesday"), is_transparent("四周", "all around"), is_transparent("总经理", "general manager")
    (True, False, False)
    """
    if not _PATTERN.fullmatch(headword):
        return False
    words = re.findall(r"[a-z']+", _REMARK.sub("", meaning).lower())
    return bool(words) and all(w in _SAYS_SO or w.removesuffix("s") in _SAYS_SO for w in words)
