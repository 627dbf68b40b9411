"""What speaks for two runs of text saying the same: embeddings, dictionary glosses, lengths, quotes.

A *run* is some neighbouring sentences (or paragraphs) of one language. Evidence is computed for every
pair of runs of an English and a Chinese list at once, one matrix a bead shape.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shengci import embeddings, english, script, text
from shengci.lexicon import dictionary
from shengci.pairing import marks
from shengci.records import Place, Role
from shengci.remembering import remembered_records

Matrix = NDArray[np.float64]
Shape = tuple[int, int]  # how many (English, Chinese) sentences a bead joins
Matrices = dict[Shape, Matrix]

_LONGEST_HEADWORD = 6
_LATIN = re.compile(r"[A-Za-z]+")
_HAN = re.compile(f"[{text.HAN}]")
# English letters to one Chinese character in translated prose, until the text itself says better.
_LETTERS_A_CHARACTER = 3.1
_PRIOR_CHARACTERS = 100
_NEIGHBOURS = 4  # of these nearest runs the mean similarity is the margin's measure
# A text in which fewer sentences than this speak in quotation marks tells nothing by them.
_LEAST_QUOTED = 0.04
_ENGLISH_QUOTE = re.compile(r"(?:^|(?<=[\s(—–-]))[\"“‘']+(?=[\w…—-])")
_ENGLISH_CLOSE = re.compile(r"[.,?!…—–-]\s?[\"”’']+$")
_NOTE = re.compile(r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕][.。]?")
_CHINESE_QUOTE = re.compile('[“「『‘"]')
_ROLE_SEAM = 4.0
_NOWHERE = Place("", 0)
_NONE: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
_CHINESE_CLOSE = re.compile('[”」』’"]$')


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, where the paragraph begins that it is in, and what role that plays."""

    text: str
    paragraph: Place = _NOWHERE
    role: Role = "body"

    @property
    def part(self) -> str:
        """Its role, but for a note in brackets (stage directions, applause): that is apart."""
        return "note" if _NOTE.fullmatch(self.text) else self.role


Sentences = Sequence[Sentence]


@dataclass(frozen=True, slots=True)
class Texts:
    """The sentences of both languages with what is known of each.

    `stems` are the word stems of each English sentence; `words` the Chinese words of each Chinese one,
    simplified; both hold the marks of numbers and names too. The weights say how much it tells to meet
    a stem or a word: the more, the fewer sentences have it.
    """

    english: tuple[Sentence, ...]
    chinese: tuple[Sentence, ...]
    stems: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]
    weight_of_stem: dict[str, float]
    weight_of_word: dict[str, float]
    letters_a_character: float
    has_speech: bool


def texts_of(english_sentences: Sentences, chinese_sentences: Sentences) -> Texts:
    """Return the two lists with their stems, words and weights."""
    english_texts = _lines(english_sentences)
    chinese_texts = _lines(chinese_sentences)
    names = [marks.names_in(line) for line in english_texts]
    simplified = simplified_texts(chinese_texts)
    read = marks.names_read(simplified, chain.from_iterable(names))
    stems = tuple(
        english_stems(line) | _name_marks(found)
        for line, found in zip(english_texts, names, strict=True)
    )
    words = tuple(
        chinese_words(line) | _name_marks(found)
        for line, found in zip(simplified, read, strict=True)
    )
    met = [frozenset(chain.from_iterable(map(glossed_stems, each))) for each in words]
    n, m = len(stems) + 1, len(words) + 1
    in_chinese = Counter(chain.from_iterable(met))
    weight_of_stem = {
        stem: math.log(n / k) * math.log(m / (in_chinese[stem] + 1))
        for stem, k in Counter(chain.from_iterable(stems)).items()
    }
    weight_of_word = {
        word: math.log(m / k) if glossed_stems(word) else 0.0
        for word, k in Counter(chain.from_iterable(words)).items()
    }
    letters = sum(map(len, english_texts)) + _LETTERS_A_CHARACTER * _PRIOR_CHARACTERS
    ratio = letters / (sum(map(len, chinese_texts)) + _PRIOR_CHARACTERS)
    quoted = _share(_ENGLISH_QUOTE, english_texts), _share(_CHINESE_QUOTE, chinese_texts)
    return Texts(
        tuple(english_sentences),
        tuple(chinese_sentences),
        stems,
        words,
        weight_of_stem,
        weight_of_word,
        ratio,
        min(quoted) > _LEAST_QUOTED,
    )


def part_of(texts: Texts, english_range: range, chinese_range: range) -> Texts:
    """Return a stretch of both sides with the weights and the length ratio of the whole."""
    e = slice(english_range.start, english_range.stop)
    c = slice(chinese_range.start, chinese_range.stop)
    return replace(
        texts,
        english=texts.english[e],
        chinese=texts.chinese[c],
        stems=texts.stems[e],
        words=texts.words[c],
    )


def _lines(sentences: Sentences) -> list[str]:
    return [sentence.text for sentence in sentences]


def simplified_texts(chinese_texts: Sequence[str]) -> Sequence[str]:
    """Return the texts in simplified characters, which the dictionary is asked in."""
    characters = frozenset(chain.from_iterable(map(_HAN.findall, chinese_texts)))
    unknown = sum(not dictionary.is_headword(character) for character in characters)
    # Nearly every simplified character is a headword: rare ones and oddities alone ask for no table.
    return (
        [script.to_simplified(line) for line in chinese_texts]
        if unknown > len(characters) / 50
        else chinese_texts
    )


def english_stems(line: str) -> frozenset[str]:
    """Return the stems of a line's words, function words left out, and the marks of its numbers."""
    words = (word for word in english.words_of(line) if not word.is_function_word)
    stems = frozenset(word.stem for word in words if not word.text[0].isdigit())
    return stems | marks.english_numbers(line)


def chinese_words(line: str) -> frozenset[str]:
    """Return the words of a simplified text, cut by the longest match, Latin words and numbers."""
    words = {match[0].lower() for match in _LATIN.finditer(line)} | marks.chinese_numbers(line)
    at = 0
    while at < len(line):
        ends = [e for e in dictionary.headword_ends(line, at) if e - at <= _LONGEST_HEADWORD]
        if ends:
            words.add(line[at : ends[-1]])
        at = ends[-1] if ends else at + 1
    return frozenset(words)


def _name_marks(names: Iterable[str]) -> frozenset[str]:
    return frozenset(f"@{name}" for name in names)


@remembered_records
def glossed_stems(word: str) -> frozenset[str]:
    """Return the stems an English sentence may show where a Chinese one has this word."""
    if word[0] in "#@":
        return frozenset((word,))
    if word.isascii():
        return frozenset((english.stem_of(word),))
    alternatives = (
        alternative
        for entry in dictionary.entries_of(word)
        for definition in entry.definitions
        for alternative in definition.alternatives
    )
    words = chain.from_iterable(english.words_of(alternative) for alternative in alternatives)
    return frozenset(word.stem for word in words if not word.is_function_word)


def _share(pattern: re.Pattern[str], lines: Sequence[str]) -> float:
    return sum(pattern.search(line) is not None for line in lines) / max(1, len(lines))


@dataclass(frozen=True, slots=True)
class Similarity:
    """For each bead shape matrices over (first English, first Chinese) sentence of the bead.

    `cosine`: of the runs' embeddings, -1..1. `overlap`: the share of the English stems' weight that
    the Chinese words' glosses meet, 0..1; `answered` the share of the Chinese words' weight whose
    glosses the English has, 0..1. `mismatch`: the squared log ratio of the lengths against what this
    text's ratio makes one expect, weighed by the bead's length. `quotes`: 1 where speech ends with
    one side only. `weakest_cosine` and `weakest_overlap`: of the bead's sentences, the one least like
    the other side; 0 for a bead of one sentence each. `seams`: how many times the bead goes on over the
    end of a paragraph, with 4 for each change of role, between its sentences or its sides.
    """

    cosine: Matrices
    overlap: Matrices
    answered: Matrices
    mismatch: Matrices
    quotes: Matrices
    weakest_cosine: Matrices
    weakest_overlap: Matrices
    seams: Matrices


Borders = tuple[frozenset[int], frozenset[int]]  # English and Chinese sentences a group begins with


def similarity_of(
    texts: Texts,
    shapes: Sequence[Shape],
    *,
    embed: bool = True,
    encode_runs: bool = True,
    borders: Borders = _NONE,
) -> Similarity:
    """Return the evidence for every bead of the given shapes.

    Without `embed` no model is loaded and every cosine is 0. Without `encode_runs` a run's vector is
    the mean of its texts', not that of the joined text: good enough for paragraphs, and a fourth of
    the work; on sentences it costs two points of F1. Runs that reach over a border are no beads, and
    need nothing better in any case.
    """
    fitting = [(a, b) for a, b in shapes if a <= len(texts.english) and b <= len(texts.chinese)]
    cosine = (
        _cosine(texts, fitting, encode_runs, borders)
        if embed
        else {shape: np.zeros(_size_of(texts, shape)) for shape in fitting}
    )
    overlap, answered = _coverage(texts, fitting)
    return Similarity(
        cosine,
        overlap,
        answered,
        _mismatch(texts, fitting),
        _quotes(texts, fitting),
        _weakest(cosine, cosine),
        _weakest(overlap, answered),
        _seams(texts, fitting),
    )


def _cosine(texts: Texts, shapes: Sequence[Shape], encode_runs: bool, borders: Borders) -> Matrices:
    english, chinese = _lines(texts.english), _lines(texts.chinese)
    english_vectors = _mean_vectors(english, {a for a, _ in shapes})
    chinese_vectors = _mean_vectors(chinese, {b for _, b in shapes})
    if encode_runs:
        _encode_runs(english_vectors, english, " ", borders[0])
        _encode_runs(chinese_vectors, chinese, "", borders[1])
    return {
        (a, b): (english_vectors[a] @ chinese_vectors[b].T).astype(np.float64) for a, b in shapes
    }


def _size_of(texts: Texts, shape: Shape) -> tuple[int, int]:
    """Return how many runs of a bead's shape each side has."""
    return len(texts.english) - shape[0] + 1, len(texts.chinese) - shape[1] + 1


def _mismatch(texts: Texts, shapes: Sequence[Shape]) -> Matrices:
    lengths_e = np.cumsum([0, *map(len, _lines(texts.english))])
    lengths_c = np.cumsum([0, *map(len, _lines(texts.chinese))])
    found = {}
    for a, b in shapes:
        letters = (lengths_e[a:] - lengths_e[:-a])[:, None]
        characters = (lengths_c[b:] - lengths_c[:-b])[None, :]
        log_ratio = np.log((letters + 5) / (texts.letters_a_character * characters + 5))
        found[a, b] = log_ratio**2 * np.minimum(1.5, np.sqrt(letters / 100))
    return found


def _quotes(texts: Texts, shapes: Sequence[Shape]) -> Matrices:
    ends_e = np.array([_ENGLISH_CLOSE.search(line) is not None for line in _lines(texts.english)])
    ends_c = np.array([_CHINESE_CLOSE.search(line) is not None for line in _lines(texts.chinese)])
    return {
        (a, b): (ends_e[a - 1 :, None] != ends_c[None, b - 1 :]) * float(texts.has_speech)
        for a, b in shapes
    }


def _seams(texts: Texts, shapes: Sequence[Shape]) -> Matrices:
    inside_e, inside_c = _breaks(texts.english), _breaks(texts.chinese)
    parts_e = np.array([sentence.part for sentence in texts.english])
    parts_c = np.array([sentence.part for sentence in texts.chinese])
    differ = _ROLE_SEAM * (parts_e[:, None] != parts_c[None, :])
    return {
        (a, b): (inside_e[a - 1 :] - inside_e[: len(inside_e) - a + 1])[:, None]
        + (inside_c[b - 1 :] - inside_c[: len(inside_c) - b + 1])[None, :]
        + differ[: len(parts_e) - a + 1, : len(parts_c) - b + 1]
        for a, b in shapes
    }


def _breaks(sentences: Sentences) -> Matrix:
    """Return for each sentence how many seams lie between it and the first."""
    steps = [
        float(above.paragraph != below.paragraph) + _ROLE_SEAM * (above.part != below.part)
        for above, below in pairwise(sentences)
    ]
    return np.cumsum([0.0, *steps])


def _weakest(by_english: Matrices, by_chinese: Matrices) -> Matrices:
    """Return how alike the least alike sentence of each bead is to the whole other side.

    An English sentence is measured in `by_english`, a Chinese one in `by_chinese`.
    """
    found = {}
    for (a, b), whole in by_english.items():
        members = [by_english[1, b][k : k + len(whole)] for k in range(a) if a > 1]
        members += [by_chinese[a, 1][:, k : k + whole.shape[1]] for k in range(b) if b > 1]
        found[a, b] = np.min(members, axis=0) if members else np.zeros_like(whole)
    return found


def margin_of(cosine: Matrix) -> Matrix:
    """Return how similar each run is to its nearest runs anyway, the mean over both languages.

    A cosine says little by itself: some sentences are close to everything. (The margin of Artetxe
    and Schwenk, 2019.)
    """
    rows = np.sort(cosine, axis=1)[:, -_NEIGHBOURS:].mean(axis=1)
    columns = np.sort(cosine, axis=0)[-_NEIGHBOURS:, :].mean(axis=0)
    return np.asarray((rows[:, None] + columns[None, :]) / 2)


def _mean_vectors(texts: Sequence[str], sizes: set[int]) -> dict[int, embeddings.Vectors]:
    sums = np.cumsum(np.vstack([np.zeros((1, 512), np.float32), embeddings.encode(texts)]), axis=0)
    means = {size: sums[size:] - sums[:-size] for size in sizes if size <= len(texts)}
    return {
        size: mean / (np.linalg.norm(mean, axis=1, keepdims=True) + 1e-9)
        for size, mean in means.items()
    }


def _encode_runs(
    vectors: dict[int, embeddings.Vectors],
    sentences: Sequence[str],
    joint: str,
    borders: frozenset[int],
) -> None:
    """Put the vectors of joined runs in place of the means, but for runs that reach over a border."""
    runs = [
        (size, start)
        for size, means in vectors.items()
        for start in range(len(means))
        if size > 1 and borders.isdisjoint(range(start + 1, start + size))
    ]
    joined = embeddings.encode([joint.join(sentences[at : at + size]) for size, at in runs])
    for (size, start), vector in zip(runs, joined, strict=True):
        vectors[size][start] = vector


def _coverage(texts: Texts, shapes: Sequence[Shape]) -> tuple[Matrices, Matrices]:
    """Return `overlap` and `answered` of `Similarity`."""
    column_of = {stem: i for i, stem in enumerate(sorted(frozenset().union(*texts.stems)))}
    row_of = {word: i for i, word in enumerate(sorted(frozenset().union(*texts.words)))}
    shown = _table(texts.stems, column_of)  # English sentence, stem
    has = _table(texts.words, row_of)  # Chinese sentence, word
    meets = _table((glossed_stems(word) for word in row_of), column_of)  # word, stem
    stem_weights = np.array([texts.weight_of_stem[stem] for stem in column_of], dtype=np.float32)
    word_weights = np.array([texts.weight_of_word[word] for word in row_of], dtype=np.float32)
    met = np.minimum(has @ meets, 1)  # Chinese sentence, stem
    weighted_stems, weighted_words = shown * stem_weights, has * word_weights
    overlap, answered = {}, {}
    for b in {b for _, b in shapes}:
        covered = _sums(weighted_stems @ _runs(met, b).T)
        for a in (a for a, other in shapes if other == b):
            overlap[a, b] = _share_of(covered, _sums(weighted_stems.sum(axis=1)), a)
    for a in {a for a, _ in shapes}:
        covered = _sums(weighted_words @ np.minimum(meets @ _runs(shown, a).T, 1))
        for b in (b for other, b in shapes if other == a):
            answered[a, b] = _share_of(covered, _sums(weighted_words.sum(axis=1)), b).T
    return overlap, answered


def _table(sets: Iterable[frozenset[str]], column_of: dict[str, int]) -> NDArray[np.float32]:
    """Return a row a set with 1 for each of its members that has a column."""
    rows = [[column_of[member] for member in each if member in column_of] for each in sets]
    table = np.zeros((len(rows), len(column_of)), dtype=np.float32)
    for row, columns in enumerate(rows):
        table[row, columns] = 1
    return table


def _runs(table: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Return for each run of `size` rows what any of them has."""
    n_runs = len(table) - size + 1
    return np.asarray(np.max([table[k : k + n_runs] for k in range(size)], axis=0))


def _sums(values: NDArray[np.floating[Any]]) -> Matrix:
    """Return the sums of the first 0, 1, 2 … rows."""
    return np.concatenate(
        [np.zeros((1, *values.shape[1:])), np.cumsum(values, axis=0, dtype=float)]
    )


def _share_of(covered: Matrix, total: Matrix, size: int) -> Matrix:
    """Return for each run of `size` sentences how much of its weight is covered."""
    weight = total[size:] - total[:-size]
    return np.asarray((covered[size:] - covered[:-size]) / (weight[:, None] + 1e-6))
