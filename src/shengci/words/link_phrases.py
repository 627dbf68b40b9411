"""Links that hold a part of a gloss which the line has whole: 迟早 to "later" of "sooner or later"."""

from collections.abc import Set

from shengci.english import EnglishWord, words_of
from shengci.remembering import remembered_records
from shengci.words.candidates import Option
from shengci.words.evidence import Line

# Where a gloss goes somewhere the line may come, or get there: 上岸, to go ashore, and "came ashore".
_MOTION = frozenset(("go", "come", "get", "head"))


def completed(
    words: tuple[int, ...], options: tuple[Option, ...], line: Line, taken: Set[int]
) -> tuple[int, ...]:
    """Return a link's English words with the other words of a gloss around them, if the line has it whole.

    `taken` are the words of all links: what is another word's stays its own. A gloss that would only add words of
    grammar (to want to) adds nothing; nor does one across punctuation.
    """
    glosses = _glosses(options)
    if not glosses:
        return words
    own, forms = set(words), _forms(line.words)
    for gloss in glosses:
        for start in range(max(0, words[-1] - len(gloss) + 1), words[0] + 1):
            run = range(start, start + len(gloss))
            added = set(run) - own
            if (
                forms[start : run.stop] == gloss
                and not added & taken
                and line.breaks.isdisjoint(run[:-1])
                and not all(line.words[e].is_function_word for e in added)
            ):
                return tuple(run)
    return words


@remembered_records
def _glosses(options: tuple[Option, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the wordings of some words of which one at least is none of grammar, without such at their ends."""
    found: dict[tuple[str, ...], None] = {}
    for wording in (w for option in options for w in option.definition.alternatives):
        inside = words_of(wording)
        content = [i for i, word in enumerate(inside) if not word.is_function_word]
        if len(content) > 1:
            found[_forms(tuple(inside[content[0] : content[-1] + 1]))] = None
    return tuple(found)


@remembered_records
def _forms(words: tuple[EnglishWord, ...]) -> tuple[str, ...]:
    return tuple(
        word.text.lower() if word.is_function_word else "go" if word.stem in _MOTION else word.stem
        for word in words
    )
