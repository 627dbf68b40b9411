"""What speaks for two runs of text saying the same: embeddings, dictionary glosses, lengths.

A *run* is some neighbouring sentences (or paragraphs) of one language. Evidence is computed for every
pair of runs of an English and a Chinese list at once, one matrix a bead shape.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from shengci import embeddings, english
from shengci.lexicon import dictionary

Matrix = NDArray[np.float64]
Shape = tuple[int, int]  # how many (English, Chinese) sentences a bead joins

_LONGEST_HEADWORD = 6
_LATIN_OR_NUMBER = re.compile(r"[A-Za-z]+|\d[\d,]*(?:\.\d+)?")
# English letters to one Chinese character in translated prose, until the text itself says better.
_LETTERS_A_CHARACTER = 3.1
_PRIOR_CHARACTERS = 100
_NEIGHBOURS = 4  # of these nearest runs the mean similarity is the margin's measure


@dataclass(frozen=True, slots=True)
class Texts:
    """The sentences of both languages with what is known of each: letters, stems, glosses met."""

    english: tuple[str, ...]
    chinese: tuple[str, ...]
    stems: tuple[frozenset[str], ...]
    glosses: tuple[frozenset[str], ...]
    weight_of: dict[str, float]
    letters_a_character: float


def texts_of(english_texts: Sequence[str], chinese_texts: Sequence[str]) -> Texts:
    """Return the two lists with their stems, gloss stems and the weight of each stem.

    A stem weighs the more the fewer English and the fewer Chinese texts (by their glosses) have it.
    """
    stems = tuple(_english_stems(text) for text in english_texts)
    glosses = tuple(_chinese_stems(text) for text in chinese_texts)
    in_english = Counter(chain.from_iterable(stems))
    in_chinese = Counter(chain.from_iterable(glosses))
    n, m = len(stems) + 1, len(glosses) + 1
    weights = {
        stem: math.log(n / k) * math.log(m / (in_chinese[stem] + 1))
        for stem, k in in_english.items()
    }
    letters = sum(map(len, english_texts)) + _LETTERS_A_CHARACTER * _PRIOR_CHARACTERS
    ratio = letters / (sum(map(len, chinese_texts)) + _PRIOR_CHARACTERS)
    return Texts(tuple(english_texts), tuple(chinese_texts), stems, glosses, weights, ratio)


def part_of(texts: Texts, english_range: range, chinese_range: range) -> Texts:
    """Return a stretch of both sides with the weights and the length ratio of the whole."""
    e, c = (
        slice(english_range.start, english_range.stop),
        slice(chinese_range.start, chinese_range.stop),
    )
    return Texts(
        texts.english[e],
        texts.chinese[c],
        texts.stems[e],
        texts.glosses[c],
        texts.weight_of,
        texts.letters_a_character,
    )


def _english_stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in english.words_of(text) if not word.is_function_word)


def _chinese_stems(text: str) -> frozenset[str]:
    """Return the stems of every gloss of the words of a Chinese text, cut by the longest match."""
    stems = {english.stem_of(match[0]) for match in _LATIN_OR_NUMBER.finditer(text)}
    at = 0
    while at < len(text):
        for length in range(min(_LONGEST_HEADWORD, len(text) - at), 0, -1):
            if dictionary.is_headword(text[at : at + length]):
                stems |= _gloss_stems(text[at : at + length])
                break
        at += length
    return frozenset(stems)


@cache
def _gloss_stems(headword: str) -> frozenset[str]:
    alternatives = (
        alternative
        for entry in dictionary.entries_of(headword)
        for definition in entry.definitions
        for alternative in definition.alternatives
    )
    words = chain.from_iterable(english.words_of(alternative) for alternative in alternatives)
    return frozenset(word.stem for word in words if not word.is_function_word)


@dataclass(frozen=True, slots=True)
class Similarity:
    """For each bead shape three matrices over (first English, first Chinese) sentence of the bead.

    `cosine`: of the runs' embeddings, -1..1. `overlap`: the share of the English stems' weight that
    the Chinese words' glosses meet, 0..1. `mismatch`: the squared log ratio of the lengths against
    what this text's ratio makes one expect, weighed by the bead's length.
    """

    cosine: dict[Shape, Matrix]
    overlap: dict[Shape, Matrix]
    mismatch: dict[Shape, Matrix]


def similarity_of(texts: Texts, shapes: Sequence[Shape], *, encode_runs: bool = True) -> Similarity:
    """Return the evidence for every bead of the given shapes.

    Without `encode_runs` a run's vector is the mean of its texts', not that of the joined text:
    good enough for paragraphs, and a sixth of the work.
    """
    vectors_of = _run_vectors if encode_runs else _mean_vectors
    english_vectors = vectors_of(texts.english, " ", {a for a, _ in shapes})
    chinese_vectors = vectors_of(texts.chinese, "", {b for _, b in shapes})
    lengths_e = np.cumsum([0, *map(len, texts.english)])
    lengths_c = np.cumsum([0, *map(len, texts.chinese)])
    cosine, overlap, mismatch = {}, {}, {}
    covered = {b: _covered(texts, b) for b in {b for _, b in shapes}}
    total = np.cumsum(
        [0.0, *(sum(texts.weight_of[stem] for stem in stems) for stems in texts.stems)]
    )
    for a, b in shapes:
        if a > len(texts.english) or b > len(texts.chinese):
            continue
        cosine[a, b] = (english_vectors[a] @ chinese_vectors[b].T).astype(np.float64)
        weight = (total[a:] - total[:-a])[:, None] + 1e-6
        met = covered[b]
        overlap[a, b] = (met[a:] - met[:-a]) / weight
        letters = (lengths_e[a:] - lengths_e[:-a])[:, None]
        characters = (lengths_c[b:] - lengths_c[:-b])[None, :]
        log_ratio = np.log((letters + 5) / (texts.letters_a_character * characters + 5))
        mismatch[a, b] = log_ratio**2 * np.minimum(1.5, np.sqrt(letters / 100))
    return Similarity(cosine, overlap, mismatch)


def margin_of(cosine: Matrix) -> Matrix:
    """Return how similar each run is to its nearest runs anyway, the mean over both languages.

    A cosine says little by itself: some sentences are close to everything. (The margin of Artetxe
    and Schwenk, 2019.)
    """
    rows = np.sort(cosine, axis=1)[:, -_NEIGHBOURS:].mean(axis=1)
    columns = np.sort(cosine, axis=0)[-_NEIGHBOURS:, :].mean(axis=0)
    return np.asarray((rows[:, None] + columns[None, :]) / 2)


def _run_vectors(
    sentences: tuple[str, ...], joint: str, sizes: set[int]
) -> dict[int, embeddings.Vectors]:
    runs = {
        size: [joint.join(sentences[i : i + size]) for i in range(len(sentences) - size + 1)]
        for size in sizes
        if size <= len(sentences)
    }
    vectors = embeddings.encode(list(chain.from_iterable(runs.values())))
    out, at = {}, 0
    for size, texts in runs.items():
        out[size] = vectors[at : at + len(texts)]
        at += len(texts)
    return out


def _mean_vectors(texts: tuple[str, ...], _: str, sizes: set[int]) -> dict[int, embeddings.Vectors]:
    sums = np.cumsum(np.vstack([np.zeros((1, 512), np.float32), embeddings.encode(texts)]), axis=0)
    means = {size: sums[size:] - sums[:-size] for size in sizes if size <= len(texts)}
    return {
        size: mean / np.linalg.norm(mean, axis=1, keepdims=True) for size, mean in means.items()
    }


def _covered(texts: Texts, size: int) -> Matrix:
    """Return cumulated over English sentences the stem weight that Chinese runs of `size` meet."""
    column_of = {stem: i for i, stem in enumerate(sorted(frozenset().union(*texts.stems)))}
    weights = np.zeros((len(texts.english), len(column_of)), dtype=np.float32)
    for i, stems in enumerate(texts.stems):
        for stem in stems:
            weights[i, column_of[stem]] = texts.weight_of[stem]
    met = np.zeros((len(texts.chinese), len(column_of)), dtype=np.float32)
    for j, glosses in enumerate(texts.glosses):
        met[j, [column_of[stem] for stem in glosses & column_of.keys()]] = 1.0
    n_runs = max(0, len(texts.chinese) - size + 1)
    in_run = np.max([met[k : k + n_runs] for k in range(size)], axis=0) if n_runs else met[:0]
    covered = np.zeros((len(texts.english) + 1, n_runs))
    covered[1:] = weights @ in_run.T
    return np.cumsum(covered, axis=0)
