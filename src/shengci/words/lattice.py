"""The likeliest cut of a run of Chinese characters into words: the best path through all that could be."""

from collections.abc import Callable, Container
from dataclasses import dataclass

from shengci.words import borders, corpora, vocabulary

# Found by search on 500 sentences of newspaper-like text (UD Chinese GSDSimp, development set).
_TRANSITION = 0.6


@dataclass(frozen=True, slots=True)
class Edge:
    """A word that may stand at a place of a run, with jieba's tag."""

    start: int
    end: int
    tag: str
    text: str


Bonus = Callable[[str], float]
"""What else speaks for a word, in nats: the English line."""


def best_path(
    run: str,
    *,
    names: bool,
    bonus: Bonus | None = None,
    without: Container[tuple[int, int]] = (),
    before: str = "",
) -> list[Edge]:
    """Return the words of a run of Han characters, in order, covering it.

    Method: Viterbi over words, by their frequencies and by how likely their parts of speech follow
    each other. Places in `without` have no bonus; `before` is the tag of what stands before the run.
    """
    ending: list[list[tuple[float, Edge, int]]] = [[] for _ in range(len(run) + 1)]
    ending[0] = [(0.0, Edge(-2, 0, before, ""), 0)]
    for start in range(len(run)):
        if not ending[start]:
            continue
        for end in range(start + 1, min(len(run), start + vocabulary.LONGEST_WORD) + 1):
            word = run[start:end]
            score = vocabulary.log_probability(word, names)
            if score is None:
                continue
            if bonus is not None and (start, end) not in without:
                score += bonus(word)
            edge = Edge(
                start, end, "m" if vocabulary.is_number(word) else corpora.tag_of(word), word
            )
            reached, back = max(
                (total + _after(last, edge), -i) for i, (total, last, _) in enumerate(ending[start])
            )
            ending[end].append((reached + score, edge, -back))
    return _trace(ending, len(run))


def _after(last: Edge, edge: Edge) -> float:
    """Return what speaks for a word after another."""
    told = borders.worth_of(last.text, last.tag, edge.text)
    if told is not None:
        return told
    single = edge.end - edge.start == 1
    return _TRANSITION * corpora.follows(last.tag, last.end - last.start == 1, edge.tag, single)


def _trace(ending: list[list[tuple[float, Edge, int]]], end: int) -> list[Edge]:
    out: list[Edge] = []
    at = max(range(len(ending[end])), key=lambda i: ending[end][i][0])
    while end:
        _, edge, back = ending[end][at]
        out.append(edge)
        end, at = edge.start, back
    return out[::-1]
