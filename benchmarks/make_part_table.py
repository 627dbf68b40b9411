"""Makes the table of what words mean inside longer words: src/shengci/lexicon/data/parts.tsv.gz.

    python benchmarks/make_part_table.py

Every entry of CC-CEDICT is a small piece of parallel text: 反对党 and "opposition party" together say that
反对 may be "opposition", which the entry 反对 itself does not. IBM model 1 (Brown and others, 1993), four
rounds of EM, over all headwords of Han characters that are no names, once whole and once cut into their
likeliest parts, against the stems of their glosses' content words. Takes half a minute.
"""

import gzip
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from shengci.english import words_of
from shengci.lexicon import dictionary
from shengci.words import segmentation

TABLE = Path(__file__).parents[1] / "src" / "shengci" / "lexicon" / "data" / "parts.tsv.gz"
ROUNDS = 4
NOTHING = ""  # the part that stands for what no part says
ITS_SHARE = 0.3  # of a part's own weight
LEAST_COUNT = 6.0  # expected uses of a part; what is rarer says no more than its own entry
LEAST_PROBABILITY = 0.02
LONGEST_GLOSS = 6  # content words
MOST_WORDINGS = 4

Example = tuple[tuple[str, ...], tuple[str, ...]]  # parts, English stems


def examples() -> Iterator[Example]:
    for headword in dictionary.headwords():
        if not segmentation.is_han(headword):
            continue
        cut = proper_parts(headword)
        for entry in dictionary.entries_of(headword):
            if entry.is_name:
                continue
            for definition in entry.definitions:
                for wording in definition.alternatives[:MOST_WORDINGS]:
                    stems = tuple(w.stem for w in words_of(wording) if not w.is_function_word)
                    if stems:
                        yield (headword,), stems[:LONGEST_GLOSS]
                        if len(cut) > 1:
                            yield cut, stems[:LONGEST_GLOSS]


def proper_parts(headword: str) -> tuple[str, ...]:
    """Return the likeliest cut of a headword into known words and characters, itself not among them."""
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for end in range(1, len(headword) + 1):
        options = []
        for start in range(end):
            part = headword[start:end]
            if part != headword and (len(part) == 1 or segmentation.is_known(part)):
                score, parts = best[start]
                options.append((score + segmentation.log_probability(part), (*parts, part)))
        best.append(max(options, default=(-math.inf, ())))
    return best[-1][1]


def probabilities(pairs: list[Example]) -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """Return p(stem | part), and the expected number of uses of each part."""
    together: defaultdict[tuple[str, str], float] = defaultdict(float)
    for parts, stems in pairs:
        for part in (*parts, NOTHING):
            for stem in stems:
                together[part, stem] += 1
    table, uses = _normalised(together, smoothing=0.0)
    for _ in range(ROUNDS):
        expected: defaultdict[tuple[str, str], float] = defaultdict(float)
        for parts, stems in pairs:
            for stem in stems:
                weights = [(part, table.get((part, stem), 1e-6)) for part in parts]
                weights.append((NOTHING, ITS_SHARE * table.get((NOTHING, stem), 1e-6)))
                total = sum(weight for _, weight in weights)
                for part, weight in weights:
                    expected[part, stem] += weight / total
        table, uses = _normalised(expected, smoothing=1.0)
    return table, uses


def _normalised(
    counts: dict[tuple[str, str], float], smoothing: float
) -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    uses: defaultdict[str, float] = defaultdict(float)
    for (part, _), count in counts.items():
        uses[part] += count
    return {key: count / (uses[key[0]] + smoothing) for key, count in counts.items()}, uses


def main() -> None:
    table, uses = probabilities(list(examples()))
    found: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for (part, stem), probability in table.items():
        if part != NOTHING and uses[part] > LEAST_COUNT and probability >= LEAST_PROBABILITY:
            found[part].append((probability, stem))
    lines = [
        part + "\t" + " ".join(f"{stem}:{p:.3f}" for p, stem in sorted(stems, reverse=True))
        for part, stems in sorted(found.items())
    ]
    TABLE.parent.mkdir(exist_ok=True)
    with gzip.GzipFile(TABLE, "wb", mtime=0) as file:
        file.write("\n".join(lines).encode())
    print(f"{len(lines)} parts, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
