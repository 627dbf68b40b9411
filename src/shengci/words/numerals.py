"""What numbers are worth, in either language, so that 四万 and 40,000 are found to be one."""

import re
from collections.abc import Iterator, Sequence

from shengci.english import EnglishWord

_DIGITS = {digit: value % 10 for value, digit in enumerate("零一二三四五六七八九〇")} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_FIGURES = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)([十百千万亿兆]*)[%％‰°℃]?")
_WIDE = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
_ENGLISH_FIGURES = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th|s)?")
_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}  # fmt: skip
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def value_of(numeral: str) -> float | None:
    """Return what a Chinese numeral or figures, also with 万 and 亿, are worth; None for what is neither.

    >>> [value_of(numeral) for numeral in ("四万", "一九三七", "两千三百", "30亿", "2.4", "第十二")]
    [40000, 1937, 2300, 3000000000, 2.4, 12]
    """
    text = numeral.translate(_WIDE).removeprefix("第")
    if found := _FIGURES.fullmatch(text):
        value = float(found[1].replace(",", ""))
        for unit in found[2]:
            value *= _TENS.get(unit) or _MYRIADS[unit]
        return int(value) if value.is_integer() else value
    if not text or not all(c in _DIGITS or c in _TENS or c in _MYRIADS for c in text):
        return None
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    return _spelled(text)


def _spelled(text: str) -> int:
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        else:
            total = (total + section + digit) * _MYRIADS[char]
            section = digit = 0
    return total + section + digit


def said_in(words: Sequence[EnglishWord]) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Yield the numbers of an English line: what each is worth, and its words by index.

    >>> from shengci.english import words_of
    >>> list(said_in(words_of("Forty-two of 3 billion, on July 22nd")))
    [(42, (0, 1)), (3000000000, (3, 4)), (22, (7,))]
    """
    at = 0
    while at < len(words):
        value = _value_of_word(words[at].text)
        if value is None:
            at += 1
            continue
        end = at + 1
        while end < len(words):
            low = words[end].text.lower()
            if low in _SCALES:
                value *= _SCALES[low]
            elif low in _SMALL and 20 <= value < 100 and value % 10 == 0 and _SMALL[low] < 10:
                value += _SMALL[low]
            else:
                break
            end += 1
        yield int(value) if float(value).is_integer() else value, tuple(range(at, end))
        at = end


def _value_of_word(text: str) -> float | None:
    low = text.lower()
    if found := _ENGLISH_FIGURES.fullmatch(low):
        return float(found[1].replace(",", ""))
    return _SMALL.get(low, _ORDINALS.get(low))
