"""Where clauses end in Chinese: the smallest pieces of a sentence that can stand on a card."""

import re
from collections.abc import Iterator

# Half-width marks inside numbers, times and addresses end nothing.
_CLAUSE_END = re.compile(r"(?:[，；：。！？]|—+|[,;:!?](?![!-~])|(?<![!-~])[,;:!?])+\s*")
_OPENER_OF = dict(zip("”’」』）)》】]〕〉", "“‘「『（(《【[〔〈", strict=True))
# Words that bring in speech stay with it: 她想了想说，… But “……，”她说，
_SAYS = "(?:[说說问問答喊叫写寫]|(?<![味知街车車])道)[着著]?"
_SAYING = re.compile(rf"(?:[^”」』\"，,；;。！？：:]*{_SAYS}[，,]|.*{_SAYS}[：:])\s*", re.DOTALL)


def clauses_of(chinese: str) -> tuple[str, ...]:
    """Return the clauses of a text, which join back to it; no quotation or bracket is cut.

    >>> clauses_of("他说：“好，走吧。”她想了想，没走。")
    ('他说：“好，走吧。”她想了想，', '没走。')
    """
    return tuple(_clauses(chinese))


def _clauses(chinese: str) -> Iterator[str]:
    depths = quote_depths(chinese)
    start = 0
    for match in _CLAUSE_END.finditer(chinese):
        end = match.end()
        if depths[match.start()] == 0 and not _SAYING.fullmatch(chinese, start, end):
            yield chinese[start:end]
            start = end
    if start < len(chinese):
        yield chinese[start:]


def quote_depths(chinese: str) -> list[int]:
    """Return for each character of a text in how many quotations and brackets it stands."""
    depths: list[int] = []
    unclosed: list[str] = []
    for mark in chinese:
        opener = '"' if mark == '"' else _OPENER_OF.get(mark)
        if opener in unclosed:
            del unclosed[unclosed.index(opener) :]
        elif mark == '"' or mark in _OPENER_OF.values():
            unclosed.append(mark)
        depths.append(len(unclosed))
    return depths
