"""Our sentence aligner beside others, and beside itself with some of its evidence left out.

    python benchmarks/pairing.py                       our own gold, tests/cases/pairing/*.jsonl
    python benchmarks/pairing.py GOLD.jsonl --runs 3   another one, in the same form
    python benchmarks/pairing.py --leave-out           each kind of evidence left out in turn
    python benchmarks/pairing.py --book 2000           a book of 2,000 sentences made of the gold

A gold file has a document a line: `{"english": [...], "chinese": [...], "beads": [[[English indices],
[Chinese indices]], ...]}`. Every method runs in a process of its own, one after the other, with its
tables and models loaded before the clock starts.

What is left out costs and gains nothing, and that alone would upset the balance of joining and
skipping. So where evidence is missing, `base`, `skip` and, where all that is left is one kind, a factor on
its prices were sought again, on a grid (base -.4 to 0, skip .04 to .13, factor 1 to 6), for the best
mean of the strict F1 on our own gold and on MAC-Dev: our own alone is so easy that what is best there
loses four points on novels. For "no quotes" and "no numbers, names" nothing beat the usual prices. Gale-Church is
nltk's with its own constants, on letters of English and on characters of Chinese times the ratio of the
two in the text (on bytes of UTF-8 it reaches half as much on novels, on bare characters nothing).
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from alignment_scores import Bead, Document, Scores, documents_of, scores
from book import book_of
from shengci.pairing import align_sentences, alignment, evidence

GOLD = sorted((Path(__file__).parents[1] / "tests" / "cases" / "pairing").glob("*.jsonl"))

Texts = Sequence[str]
Method = Callable[[Texts, Texts], list[Bead]]  # English, Chinese sentences


@dataclass(frozen=True, slots=True)
class Result:
    """What a method reached on all documents together, and what it took."""

    method: str
    scores: Scores
    seconds: float
    cpu_seconds: float  # of all threads; where the machine is busy they tell more
    peak_megabytes: float | None  # None where the system does not tell


def ours(english: Texts, chinese: Texts) -> list[Bead]:
    return [(tuple(e), tuple(c)) for e, c, _score in align_sentences(english, chinese)]


def gale_church(english: Texts, chinese: Texts) -> list[Bead]:
    from nltk.translate.gale_church import align_blocks

    letters_a_character = sum(map(len, english)) / max(1, sum(map(len, chinese)))
    links = align_blocks(
        [len(line) for line in english],
        [round(len(line) * letters_a_character) for line in chinese],
    )
    return _beads_of(links, len(english), len(chinese))


def _beads_of(links: Iterable[tuple[int, int]], n: int, m: int) -> list[Bead]:
    """Return links between sentences as beads; sentences without one stand alone.

    >>> _beads_of([(0, 0), (1, 0), (3, 2)], 4, 3)
    [((0, 1), (0,)), ((3,), (2,)), ((2,), ()), ((), (1,))]
    """
    beads: list[tuple[set[int], set[int]]] = []
    for i, j in sorted(links):
        if beads and (i in beads[-1][0] or j in beads[-1][1]):
            beads[-1][0].add(i)
            beads[-1][1].add(j)
        else:
            beads.append(({i}, {j}))
    linked_e, linked_c = (set().union(*(bead[side] for bead in beads)) for side in (0, 1))
    return [
        *((tuple(sorted(e)), tuple(sorted(c))) for e, c in beads),
        *(((i,), ()) for i in range(n) if i not in linked_e),
        *(((), (j,)) for j in range(m) if j not in linked_c),
    ]


def without(
    english: Texts, chinese: Texts, *, left_out: Sequence[str], prices: Mapping[str, float]
) -> list[Bead]:
    """Return what our aligner makes of it if some prices are nothing and others as given.

    Without embeddings a text is aligned in one piece (cutting it needs them), in memory that grows
    with the square of its length.
    """
    texts = evidence.texts_of(*(list(map(evidence.Sentence, side)) for side in (english, chinese)))
    if "marks" in left_out:
        texts = _without_marks(texts)
    nothing = {name: 0.0 for name in left_out if name != "marks"}
    changed = replace(alignment.SENTENCES, **prices, **nothing)
    align = alignment.align_long if changed.embeds else alignment.align
    return [(tuple(b.english), tuple(b.chinese)) for b in align(texts, changed)]


def _without_marks(texts: evidence.Texts) -> evidence.Texts:
    stems, words = (
        tuple(frozenset(word for word in each if word[0] not in "#@") for each in side)
        for side in (texts.stems, texts.words)
    )
    return replace(texts, stems=stems, words=words)


def _times(factor: float) -> dict[str, float]:
    """Return the prices of all that speaks for a bead, raised."""
    names = (*_EMBEDDINGS, *_DICTIONARY)
    return {name: factor * getattr(alignment.SENTENCES, name) for name in names}


def _ablation(left_out: Sequence[str], factor: float = 1, **prices: float) -> Method:
    raised = {name: price for name, price in _times(factor).items() if name not in left_out}
    return partial(without, left_out=left_out, prices=raised | prices)


_EMBEDDINGS = ("cosine", "margin", "weakest_cosine")
_DICTIONARY = ("overlap", "answered", "weakest_overlap")
_OTHERS = ("length", "quotes")
SIDE_BY_SIDE: dict[str, Method] = {
    "Gale-Church (nltk)": gale_church,
    "dictionary only": _ablation((*_EMBEDDINGS, *_OTHERS), 4, base=-0.3, skip=0.13),
    "embeddings only": _ablation((*_DICTIONARY, *_OTHERS), 2, base=-0.2, skip=0.13),
    "ours": ours,
}
LEAVING_OUT: dict[str, Method] = {
    "ours": ours,
    "no embeddings": _ablation(_EMBEDDINGS, 2, base=-0.3, skip=0.04),
    "no dictionary": _ablation(_DICTIONARY, base=-0.2),
    "no overlap": _ablation(("overlap", "weakest_overlap"), base=-0.1, skip=0.13),
    "no answered": _ablation(("answered",), skip=0.13),
    "no margin": _ablation(("margin",), base=-0.1, skip=0.04),
    "no lengths": _ablation(("length",), skip=0.13),
    "no quotes": _ablation(("quotes",)),
    "no weakest": _ablation(("weakest_cosine", "weakest_overlap"), base=-0.1, skip=0.13),
    "no numbers, names": _ablation(("marks",)),
}
METHODS = SIDE_BY_SIDE | LEAVING_OUT


def measure(names: Iterable[str], documents: Sequence[Document], *, runs: int = 1) -> list[Result]:
    """Return the results of the methods of these names, each from a fresh process."""
    found = []
    for name in names:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            found.append(process.submit(_result, name, documents, runs).result())
    return found


def _result(name: str, documents: Sequence[Document], runs: int) -> Result:
    method = METHODS[name]
    method(["At 10 Lin came home."] * 2, ["十点,林回家了。"] * 2)  # loads tables and models
    seconds, cpu_seconds = [], []
    for _ in range(runs):
        start, cpu_start = time.perf_counter(), time.process_time()
        aligned = [(d.beads, method(d.english, d.chinese)) for d in documents]
        seconds.append(time.perf_counter() - start)
        cpu_seconds.append(time.process_time() - cpu_start)
    return Result(
        name,
        scores(aligned),
        statistics.median(seconds),
        statistics.median(cpu_seconds),
        _peak_megabytes(),
    )


def _peak_megabytes() -> float | None:
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:  # Windows
        return None
    import sys

    kilobyte = 1024 if sys.platform != "darwin" else 1  # macOS tells bytes
    return getrusage(RUSAGE_SELF).ru_maxrss * kilobyte / 1e6


def table(results: Iterable[Result]) -> str:
    """Return the results as lines of a plain-text table."""
    lines = [f"{'':20} {'strict':^17}   {'lax':>5}", f"{'':20} {'P':>5} {'R':>5} {'F1':>5}   {'F1':>5} {'seconds':>9} {'of CPU':>8} {'peak MB':>8}"]  # fmt: skip
    for r in results:
        strict, lax = r.scores.strict, r.scores.lax
        peak = "-" if r.peak_megabytes is None else f"{r.peak_megabytes:.0f}"
        lines.append(
            f"{r.method:20} {strict.precision:5.3f} {strict.recall:5.3f} {strict.f1:5.3f}"
            f"   {lax.f1:5.3f} {r.seconds:9.2f} {r.cpu_seconds:8.2f} {peak:>8}"
        )
    return "\n".join(lines)


def as_json(result: Result) -> str:
    """Return a result as a line of JSON."""
    made = asdict(result)
    for name, score in (("strict", result.scores.strict), ("lax", result.scores.lax)):
        made["scores"][name]["f1"] = score.f1
    return json.dumps(made | made.pop("scores"), ensure_ascii=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", nargs="*", type=Path, default=GOLD, help="default: our own")
    parser.add_argument("--runs", type=int, default=1, help="seconds are the median of so many")
    parser.add_argument("--json", action="store_true", help="a line of JSON a method")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--leave-out", action="store_true", help="each kind of evidence in turn")
    what.add_argument("--book", type=int, metavar="N", help="ours, on N sentences in one text")
    chosen = parser.parse_args()
    documents = [document for path in chosen.gold for document in documents_of(path)]
    names: Iterable[str] = LEAVING_OUT if chosen.leave_out else SIDE_BY_SIDE
    if chosen.book:
        documents, names = [book_of(documents, chosen.book)], ["ours"]
    if not chosen.json:
        sizes = (
            sum(map(len, side))
            for side in zip(*((d.english, d.chinese, d.beads) for d in documents), strict=True)
        )
        print("{:,} English and {:,} Chinese sentences, {:,} beads".format(*sizes))
    results = measure(names, documents, runs=chosen.runs)
    print("\n".join(map(as_json, results)) if chosen.json else table(results))


if __name__ == "__main__":
    main()
