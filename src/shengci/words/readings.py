"""Readings of the characters of a sentence: its words in the dictionary, its grammar, the contextual reader.

A word the English line explains takes its reading from the sense that is chosen for it; this is a voice
in that choice, and decides where there is no line, or no entry.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shengci.lexicon import dictionary, rare_characters, usual_readings
from shengci.remembering import remembered
from shengci.words import contexts, reader, segmentation
from shengci.words.reader import Reading
from shengci.words.segmentation import Piece

# What it is worth, as a logarithm of odds, that a reading is the word's usual one; and the least a
# syllable can be likely: where the contextual reader is certain it is wrong three times in a hundred.
_SETTLED, _LIKELIER = 6.0, 2.0
_UNHEARD = 0.01
_NEUTRAL, _OTHER_TONE = 0.9, 0.5  # what a syllable that differs in its tone alone agrees


@dataclass(frozen=True, slots=True)
class Heard:
    """How the characters of a sentence are read: one numbered syllable each, "" for what is not Han.

    `told` are the characters whose neighbours tell it; `likelihoods` what the contextual reader says.
    """

    syllables: tuple[str, ...]
    told: frozenset[int]
    likelihoods: tuple[tuple[Reading, ...], ...]


def readings_of(sentence: str, pieces: Sequence[Piece] = (), english: str = "") -> Heard:
    """Return the readings of a simplified sentence cut into these pieces; without any, by character.

    `english` is the English line, if there is one.

    >>> readings_of("银行，还").syllables
    ('yin2', 'hang2', '', 'hai2')
    """
    heard = reader.readings_heard(sentence)
    out = [_likeliest(sentence[at], heard[at]) for at in range(len(sentence))]
    told = dict(contexts.readings_told(sentence, pieces, english))
    for at, syllable in told.items():
        out[at] = syllable
    for run in reader.HAN_RUN.finditer(sentence):
        if len(run[0]) == 1:  # without neighbours the contextual reader only guesses
            told.pop(run.start(), None)
            out[run.start()] = usual_readings.reading_alone(run[0]) or out[run.start()]
    for start, end in _words(sentence, pieces):
        beside = sentence[max(0, start - 1) : start], sentence[end : end + 1]
        alone = not any(map(segmentation.is_han, beside))
        listed = _listed(sentence[start:end], heard[start:end], alone)
        if listed and start not in told:
            out[start:end] = listed
    return Heard(tuple(out), frozenset(told), heard)


def _words(sentence: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield where words of several characters stand, those without an entry cut into ones that have one."""
    for piece in pieces:
        word = sentence[piece.start : piece.end]
        if piece.kind != "word" or len(word) < 2:
            continue
        at = piece.start
        while at < piece.end:
            end = max(dictionary.headword_ends(sentence[: piece.end], at), default=at + 1)
            if end > at + 1:
                yield at, end
            at = end


def _listed(word: str, heard: Sequence[tuple[Reading, ...]], alone: bool) -> tuple[str, ...] | None:
    """Return the likeliest of the readings the dictionary lists for a word, None if it lists none.

    A word that stands alone has its usual one.
    """
    entries = [entry for entry in dictionary.entries_of(word) if len(entry.pinyin) == len(word)]
    usual = usual_readings.usual_reading(word)
    usually = usual.syllables if usual else ()
    plain = [e.pinyin for e in entries if not e.is_name or _lower(e.pinyin) == usually]
    found = list(dict.fromkeys(map(_lower, plain or [entry.pinyin for entry in entries])))
    prior = _SETTLED if usual and (usual.settled or alone) else _LIKELIER
    return max(
        found,
        key=lambda pinyin: likelihood_of(pinyin, heard) + prior * (pinyin == usually),
        default=None,
    )


def _lower(pinyin: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(syllable.lower() for syllable in pinyin)


def likelihood_of(pinyin: Sequence[str], heard: Sequence[tuple[Reading, ...]]) -> float:
    """Return the logarithm of how likely a word's reading is between its neighbours.

    The contextual reader hears citation tones: a neutral tone is as likely as the full ones.
    """
    total = 0.0
    for syllable, readings in zip(pinyin, heard, strict=False):
        wanted = syllable.lower()
        shares = (
            reading.likelihood
            for reading in readings
            if reading.syllable.lower() == wanted
            or (wanted.endswith("5") and reading.syllable[:-1].lower() == wanted[:-1])
        )
        total += math.log(max(sum(shares), _UNHEARD)) if readings else 0.0
    return total


def _likeliest(character: str, heard: tuple[Reading, ...]) -> str:
    if heard:
        return heard[0].syllable
    return _of_rare(character) if segmentation.is_han(character) else ""


@remembered
def agreement_of(pinyin: tuple[str, ...], heard: tuple[str, ...]) -> float:
    """Return the share of syllables that agree; a neutral tone can't be heard, so a full one nearly does."""
    if len(pinyin) != len(heard):
        return 0.0
    total = 0.0
    for said, other in zip(pinyin, heard, strict=True):
        if said.lower() == other.lower():
            total += 1
        elif said.rstrip("12345").lower() == other.rstrip("12345").lower():
            total += _NEUTRAL if "5" in (said[-1], other[-1:]) else _OTHER_TONE
    return total / len(pinyin)


def reading_alone(character: str) -> str:
    """Return how a character is read without a context: usually, else first in the dictionary."""
    if usual := usual_readings.reading_alone(character):
        return usual
    entries = [entry for entry in dictionary.entries_of(character) if not entry.is_name]
    return entries[0].pinyin[0] if entries else _of_rare(character)


def _of_rare(character: str) -> str:
    return rare_characters.reading_of(character) or character
