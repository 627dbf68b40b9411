"""Marks that both languages write down: numbers, and Chinese names spelled in pinyin.

Each becomes a word of its own ("#1900", "@guifen") that the two sides can have in common. They support
a pair and never veto one: translators convert money and round figures.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from shengci import sounds

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_FIGURE = r"\d[\d,]{0,20}(?:\.\d{1,9})?"
_CHINESE_NUMBER = re.compile(
    rf"(?:{_FIGURE}|[{''.join(_DIGITS)}{''.join(_TENS)}]{{1,20}})[万亿千百十]{{0,4}}"
)
_LEADING_FIGURE = re.compile(_FIGURE)

_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: 10 * tens
    for tens, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
} | {"dozen": 12}  # fmt: skip
_POWERS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ENGLISH_PIECE = re.compile(rf"{_FIGURE}|[A-Za-z]+")
# A spelled number below this says too little: 一 and 两 stand everywhere.
_LEAST_SPELLED = 10

_NAME = re.compile(r"\b[A-Z][a-z]+(?:[-'’][A-Za-z][a-z]+)*")
_SHORTEST_NAME = 4  # letters
_NAME_LENGTHS = (2, 3)  # characters; one alone is read like too many others


def english_numbers(text: str) -> frozenset[str]:
    """Return the marks of the numbers in an English text.

    >>> sorted(english_numbers("In 1998, $2.8 million for forty-two roofs"))
    ['#1998', '#2.8', '#2800000', '#42']
    """
    spoken = {value for value in _spoken(text) if value >= _LEAST_SPELLED}
    return frozenset(
        map(_mark, spoken | {_value(found) for found in _LEADING_FIGURE.findall(text)})
    )


def _spoken(text: str) -> Iterator[float]:
    """Yield the value of every run of figures and number words (2.8 million, three hundred and five)."""
    total, current = 0.0, None
    is_figure = False
    for match in _ENGLISH_PIECE.finditer(text):
        piece = match[0].lower()
        value = _value(piece) if piece[0].isdigit() else _WORDS.get(piece)
        power = _POWERS.get(piece)
        if power and current is not None:
            if power == 100:
                current *= power
            else:
                total, current = total + current * power, 0.0
            is_figure = False
            continue
        if piece == "and" and current is not None and current % 100 == 0 and not is_figure:
            continue
        goes_on = (
            current is not None and value is not None and not is_figure and not piece[0].isdigit()
        )
        if goes_on and current is not None and value is not None and _fits_behind(current, value):
            current += value
            continue
        if current is not None:
            yield total + current
        total, current, is_figure = 0.0, value, piece[0].isdigit()
    if current is not None:
        yield total + current


def _fits_behind(current: float, value: float) -> bool:
    """Return whether a number word adds to what stands before it (forty + two, hundred + five)."""
    return (
        current == 0
        or (value < 10 and current % 100 >= 20 and current % 10 == 0)
        or (value < 100 and current % 100 == 0)
    )


def chinese_numbers(text: str) -> frozenset[str]:
    """Return the marks of the numbers in a simplified Chinese text.

    >>> sorted(chinese_numbers("1998年花了2000万元,四十二个,二〇二二年"))
    ['#1998', '#20000000', '#2022', '#42']
    """
    found = ((match[0], _chinese_value(match[0])) for match in _CHINESE_NUMBER.finditer(text))
    return frozenset(
        _mark(value) for figure, value in found if value >= _LEAST_SPELLED or figure[0].isdigit()
    )


def _chinese_value(figure: str) -> float:
    if leading := _LEADING_FIGURE.match(figure):
        value = _value(leading[0])
        for unit in figure[leading.end() :]:
            value *= {**_TENS, **_MYRIADS}[unit]
        return value
    factor = 1
    while figure and figure[-1] in _MYRIADS:
        factor *= _MYRIADS[figure[-1]]
        figure = figure[:-1]
    if not any(char in _TENS for char in figure):  # a year read digit by digit
        return float("".join(str(_DIGITS[char]) for char in figure) or 0) * factor
    value, digit = 0, None
    for char in figure:
        if char in _TENS:
            value, digit = value + (1 if digit is None else digit) * _TENS[char], None
        elif char in _DIGITS:
            digit = _DIGITS[char]
    return float(value + (digit or 0)) * factor


def _value(figure: str) -> float:
    return float(figure.replace(",", ""))


def _mark(value: float) -> str:
    return f"#{value:g}" if value % 1 else f"#{value:.0f}"


def names_in(english: str) -> frozenset[str]:
    """Return the capitalised words of an English text, in lower case and without hyphens."""
    return frozenset(
        re.sub("[-'’]", "", name).lower()
        for name in _NAME.findall(english)
        if len(name) >= _SHORTEST_NAME
    )


def names_read(chinese_texts: Sequence[str], names: Iterable[str]) -> list[frozenset[str]]:
    """Return for each Chinese text which of the names some of its characters are read as.

    >>> names_read(["罗桂芬的摊位", "夜市"], ["guifen", "market"])
    [frozenset({'guifen'}), frozenset()]
    """
    wanted = frozenset(names)
    return [frozenset(wanted.intersection(_readings(text))) for text in chinese_texts]


def _readings(text: str) -> Iterator[str]:
    """Yield how runs of two and three characters are read, without tones, in every combination."""
    each = [sounds.toneless_readings(char) if char > "⺀" else () for char in text]
    for length in _NAME_LENGTHS:
        for start in range(len(text) - length + 1):
            yield from map("".join, itertools.product(*each[start : start + length]))
