"""The one sense a word has in its sentence, and how it is put on a card."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np

from shengci.lexicon import function_words
from shengci.pinyin import joined
from shengci.records import Definition, Sense
from shengci.remembering import remembered, remembered_records
from shengci.words import grammar, readings
from shengci.words.candidates import (
    LIGHT_VERBS,
    Option,
    Scores,
    Similarities,
    Window,
    alternative_stems,
    gloss_scores,
    option_scores,
)
from shengci.words.counterpart_parts import Side
from shengci.words.evidence import Line
from shengci.words.grammar import Neighbour
from shengci.words.sense_weights import WEIGHTS

LONGEST_GLOSS = 40  # characters of a meaning on a card
_MOST_SENSES = 8

FEATURES = (
    "labels", "rank", "usual rank", "usual", "gloss at place", "family at place", "cosine at place", "gloss anywhere",
    "reading at place", "reading", "reading asked for", "usual reading", "listed part of speech", "neighbours", "other form written",
    "other form guessed", "elsewhere", "frame", "part of the counterpart",
)  # fmt: skip
"""What speaks for a sense; `sense_weights.py` says how much."""
_AT_PLACE, _READING, _USUAL_READING, _LISTED, _OTHER_FORM, _ELSEWHERE, _FRAME, _PART = (
    FEATURES.index(name)
    for name in (
        "gloss at place", "reading at place", "usual reading", "listed part of speech", "other form written", "elsewhere",
        "frame", "part of the counterpart",
    )
)  # fmt: skip
_ANYWHERE_SENSE, _ANYWHERE_DISTANCE = 0.25, 0.5  # beside a gloss met whole, which counts 1
_LITTLE = 0.25
_WHOLE = 0.95
_SAYS_NOTHING = frozenset("to of the a an is are was were be do".split())
_TELLING = frozenset(
    "still also even only already again if too both yet once ever until always never because while then".split()
)
_TOLD = 10.0  # a reading that is decided outweighs everything
# Between two usual senses with nothing but their order to tell them there is .05. Of 318 untold words of the tuning
# articles and of `sense-lines-mended` the second was the right one for 6 of the 146 up to that, for one of the others.
_NEAR = 0.055


@dataclass(frozen=True, slots=True)
class Said:
    """What the English line says of each of a word's senses, and whether a gloss is met whole in it.

    `linked`: it was asked at the word's own place, else anywhere in the line. The scores are columns of
    `FEATURES`, weaker where the place is less sure.
    """

    scores: Scores  # (senses, 4): gloss, family, cosine at the place, gloss anywhere
    whole: bool
    linked: bool


@dataclass(frozen=True, slots=True)
class Ranked:
    """A word's senses, at least one, the likeliest first, and how far each one's score is behind the first's."""

    options: tuple[Option, ...]
    behind: tuple[float, ...] = (0.0,)

    @property
    def best(self) -> Option:
        """The likeliest sense."""
        return self.options[0]


def said_at(
    options: Sequence[Option],
    place: Window,
    sure: float,
    line: Line,
    table: Similarities | None,
) -> Said:
    """Return what the words at its own place, which is its with likelihood `sure`, say of a word's senses."""
    gloss = gloss_scores(options, (place,), with_particles=True)[:, 0]
    if place.is_function and place.text.lower() not in _TELLING:
        gloss = gloss / 2  # "do" hardly tells that 行 is "to do", nor "the" that 该 is "the said"
    scores = np.zeros((len(options), 4))
    scores[:, 0] = gloss
    scores[:, 1] = _family_scores(options, place, line)
    if table is not None:
        inside = [w for w in line.windows if place.first <= w.first and w.last <= place.last]
        scores[:, 2] = option_scores(options, inside, table).max(axis=1, initial=0.0)
        if place.text.lower() in LIGHT_VERBS:
            scores[:, 2] *= _LITTLE
    if place.text.lower() in _SAYS_NOTHING:
        sure = sure / 4
    return Said(scores * sure, bool((gloss >= _WHOLE).any()), linked=True)


def _family_scores(options: Sequence[Option], place: Window, line: Line) -> Scores:
    """Return the greatest share of a gloss's stems that words of the place are of one family with."""
    words = line.words[place.first : place.last + 1]
    stems = frozenset().union(*(word.family for word in words))
    shares = np.zeros(len(options))
    for o, option in enumerate(options):
        for alternative in option.definition.alternatives:
            wanted, _ = alternative_stems(alternative)
            if wanted:
                shares[o] = max(shares[o], len(wanted & stems) / len(wanted))
    return shares


def said_anywhere(
    options: Sequence[Option],
    middle: float,
    line: Line,
    table: Similarities | None,
    taken: Set[int] = frozenset(),
) -> Said:
    """Return what a line says of the senses of a word (at `middle`, 0..1) that has no place of its own.

    English words `taken`, by index, say what other words mean, not this one.
    """
    windows = [w for w in line.windows if taken.isdisjoint(w.indices)]
    gloss = gloss_scores(options, windows)
    scores = np.zeros((len(options), 4))
    if not gloss.shape[1]:
        return Said(scores, whole=False, linked=False)
    whole = np.where(gloss >= _WHOLE, gloss, 0.0)
    middles = [(line.words[w.first].start + line.words[w.last].end) / 2 for w in windows]
    distance = np.abs(np.array(middles) / max(1, len(line.text)) - middle)
    at = whole - _ANYWHERE_DISTANCE * distance
    if table is not None:
        at = at + _ANYWHERE_SENSE * option_scores(options, windows, table)
    scores[:, 3] = at.max(axis=1)
    return Said(scores, bool(whole.any()), linked=False)


def choose(
    headword: str,
    options: tuple[Option, ...],
    said: Said | None,
    *,
    heard: tuple[str, ...],
    told: bool = False,
    beside: bool = False,
    form: str,
    written: bool,
    tag: str = "",
    around: tuple[Neighbour, Neighbour] = (Neighbour(), Neighbour()),
    votes: Counter[str],
    framed: str = "",
    counterpart_part: Side = "",
) -> Ranked:
    """Return a word's senses, ranked; the first has the likeliest reading too.

    `said` is what the English line says, None without one; `heard` is the reading the characters have in
    context, `told` whether that decides, `beside` whether the neighbours ask for it; `form` the word's
    traditional form, `written` whether the text itself has it so (else it is OpenCC's guess); `tag` is jieba's part of speech, `around` the words before and after, `votes`
    how often the article's other sentences tell each gloss; `counterpart_part` is what the English words
    at its place are, noun or verb.
    """
    if len(options) == 1:
        return Ranked(options)
    agreement = [readings.agreement_of(option.entry.pinyin, heard) for option in options]
    scores = (
        WEIGHTS
        @ features_of(
            headword,
            options,
            said,
            agreement,
            beside=beside,
            form=form,
            written=written,
            tag=tag,
            around=around,
            votes=votes,
            framed=framed,
            counterpart_part=counterpart_part,
        ).T
    )
    if told:
        scores = scores - _TOLD * (np.array(agreement) < max(agreement))
    # Rounded, or two senses of one score would stand as a processor happens to add.
    order = np.argsort(-scores.round(9), kind="stable")
    behind = scores[order[0]] - scores[order]
    return Ranked(tuple(options[i] for i in order), tuple(behind.tolist()))


def features_of(
    headword: str,
    options: tuple[Option, ...],
    said: Said | None,
    agreement: Sequence[float],
    *,
    beside: bool,
    form: str,
    written: bool,
    tag: str,
    around: tuple[Neighbour, Neighbour],
    votes: Counter[str],
    framed: str,
    counterpart_part: Side,
) -> Scores:
    """Return what speaks for each sense, a row a sense, a column one of `FEATURES`."""
    known = _known_of(options)
    rows = known.rows.copy()
    if said is not None:
        rows[:, _AT_PLACE : _AT_PLACE + 4] = said.scores
    is_linked = said is not None and said.linked
    rows[:, _READING + (2 if beside else 0 if is_linked else 1)] = agreement
    if usual := function_words.USUAL_READINGS.get(headword, ""):
        rows[:, _USUAL_READING] = [option.entry.pinyin == (usual,) for option in options]
    if {"noun", "verb"} - {*known.kinds}:
        counterpart_part = (
            ""  # the word has no choice: what is twisted (拧) may be a turn in English
        )
    of_kind = [
        (grammar.is_listed_as(kind, tag), grammar.fitness(headword, kind, *around))
        for kind in known.kinds
    ]
    rows[:, _LISTED : _LISTED + 2] = np.array(of_kind, dtype=np.float64)[known.kind_of]
    if counterpart_part:
        agreeing = [_agreement(kind, counterpart_part) for kind in known.kinds]
        rows[:, _PART] = np.array(agreeing)[known.kind_of]
    if {*known.forms} != {form}:
        rows[:, _OTHER_FORM + (not written)] = [form != other for other in known.forms]
    if votes:
        given = [votes.get(option.definition.gloss, 0) for option in options]
        rows[:, _ELSEWHERE] = np.array(given) / max(1, votes.total())
    if framed:
        rows[:, _FRAME] = [o.usual and _says(o.definition.gloss, framed) for o in options]
    return rows


@dataclass(frozen=True, slots=True)
class _Known:
    """What does not depend on the sentence: features, parts of speech, traditional forms."""

    rows: Scores  # (senses, features), those of a sentence 0
    kinds: tuple[str, ...]
    kind_of: list[int]  # of each sense, its part of speech among `kinds`
    forms: tuple[str, ...]


@remembered_records
def _known_of(options: tuple[Option, ...]) -> _Known:
    rows = np.zeros((len(options), len(FEATURES)))
    for row, option in zip(rows, options, strict=True):
        rank = (0.0, option.rank) if option.usual else (option.rank, 0.0)
        row[:_AT_PLACE] = option.prior, *rank, option.usual
    kinds = [grammar.part_of_speech(option.definition) for option in options]
    distinct = tuple(dict.fromkeys(kinds))
    forms = tuple(option.entry.traditional for option in options)
    return _Known(rows, distinct, [distinct.index(kind) for kind in kinds], forms)


def _agreement(kind: str, part: Side) -> float:
    """Return 1 for a part of speech that is that of the English words, -1 for a verb where they are a noun and the reverse."""
    if not part or kind not in ("noun", "verb"):
        return 0.0
    return 1.0 if kind == part else -1.0


def _says(gloss: str, wording: str) -> bool:
    return any(part == wording or part.startswith(f"{wording} (") for part in gloss.split("; "))


_EXAMPLES = re.compile(
    r"\s*\((?:[^()]*\b(?:etc|e\.g\.|esp\.|such as|usually)\b[^()]*|transitive|intransitive)\)"
)


def short_gloss(definition: Definition, met: str = "") -> str:
    """Return a sense's gloss in at most 40 characters, the wording `met` in the line first.

    >>> short_gloss(Definition("company; firm; enterprise; corporation; undertaking", ()), "firm")
    'firm; company; enterprise; corporation'
    """
    parts = [part.strip() for part in definition.gloss.split(";")]
    if met in parts:
        parts.remove(met)
        parts.insert(0, met)
    parts = [_EXAMPLES.sub("", part).strip() or part for part in parts]
    text = "; ".join(parts)
    while len(text) > LONGEST_GLOSS and len(parts) > 1:
        parts.pop()
        text = "; ".join(parts)
    if len(text) > LONGEST_GLOSS:
        text = re.sub(r"\s*\([^()]*\)", "", text).strip() or text
    return text if len(text) <= LONGEST_GLOSS else _cut(text)


def _cut(text: str) -> str:
    head = text[: LONGEST_GLOSS - 1]
    comma = head.rfind(", ")
    at = comma if comma > LONGEST_GLOSS // 3 else head.rfind(" ")
    return head[: at if at > 0 else None].rstrip(" ,:(") + "…"


def sense_of(ranked: Ranked, said: Said | None, met: str) -> Sense:
    """Return the meaning for a card: one sense where the English line tells it, else two if both are as likely.

    `met` is the wording the line has.
    """
    best = ranked.best
    rivals = [
        (option, behind)
        for option, behind in zip(ranked.options[1:], ranked.behind[1:], strict=True)
        if option.entry.pinyin == best.entry.pinyin
        and not {"surname", "classifier"} & set(option.definition.labels)
        and option.definition.gloss != best.definition.gloss
    ]
    told = said is not None and (said.linked or said.whole)
    if told or not rivals:
        return Sense(short_gloss(best.definition, met))
    first, (rival, behind) = short_gloss(best.definition), rivals[0]
    is_near = behind < _NEAR and rival.definition.part_of_speech == best.definition.part_of_speech
    is_near = is_near and best.definition.part_of_speech != "pronoun"
    wordings = dict.fromkeys([*first.split("; "), *short_gloss(rival.definition).split("; ")])
    both = "; ".join(wordings)
    gloss = both if is_near and len(both) <= LONGEST_GLOSS else first
    return Sense(gloss, certain=len(rivals) < 2)


@remembered_records
def other_glosses(options: tuple[Option, ...], chosen: Option) -> tuple[str, ...]:
    """Return the word's other senses, those of the same reading first, others with theirs in front.

    A sense is left out where another one says the same: all its wordings, or one of the chosen sense's. What
    the dictionary alone says beside the usual senses is left out where it shares a word with one of its reading:
    合作 "to cooperate", after "cooperation".
    """
    same = [o for o in options if o.entry.pinyin == chosen.entry.pinyin]
    others = [o for o in options if o.entry.pinyin != chosen.entry.pinyin]
    said = set(map(_wording, chosen.definition.alternatives))
    of_chosen = frozenset(said)
    has_usual = options[0].usual
    stems_said: dict[tuple[str, ...], set[str]] = {o.entry.pinyin: set() for o in options}
    stems_said[chosen.entry.pinyin] |= _content_stems(chosen) if has_usual else set()
    glosses = []
    for option in (*same, *others):
        wordings = set(map(_wording, option.definition.alternatives))
        is_said = bool(wordings) and (wordings <= said or not wordings.isdisjoint(of_chosen))
        stems = stems_said[option.entry.pinyin]
        repeats = has_usual and not option.usual and bool(_content_stems(option) & stems)
        if option is chosen or is_said or repeats or "surname" in option.definition.labels:
            continue
        said |= wordings
        stems |= _content_stems(option) if has_usual else set()
        is_same = option.entry.pinyin == chosen.entry.pinyin
        reading = "" if is_same else f"{joined(option.entry.pinyin)}: "
        glosses.append(reading + option.definition.gloss)
    return tuple(dict.fromkeys(g for g in glosses if g != chosen.definition.gloss))[:_MOST_SENSES]


@remembered
def _content_stems(option: Option) -> frozenset[str]:
    """Return the stems of a sense's wordings, verbs that say little aside."""
    stems = frozenset().union(*(alternative_stems(a)[0] for a in option.definition.alternatives))
    return stems - LIGHT_VERBS


def _wording(alternative: str) -> str:
    return alternative.lower().removeprefix("to ").removeprefix("a ").removeprefix("the ")
