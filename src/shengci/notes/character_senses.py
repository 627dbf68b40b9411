"""What a character means inside a word: 会 is "meeting" in 开会 and "can" in 会说.

The sense that shares words with the word's own meaning; without one, what a table of ours says it means inside words
(`inside`), what it means in most compounds of the dictionary (`parts`), or else its usual sense. CC-CEDICT's order would lead with what is
rare: 后 "empress", 效 "to imitate". The numbers are set by hand, on some 200 words drawn from the HSK lists.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shengci.english import EnglishWord, weight_of, words_of
from shengci.lexicon import dictionary, inside, parts, usual
from shengci.records import Definition
from shengci.remembering import remembered, remembered_records, remembered_wordings

_LEAST_SHARED = 0.5  # of a wording's weight, for a sense to be the one the word shows
_OTHER_MEANING = 0.7  # what counts a word in another meaning of the word, beside one in that here
_WORD_OF_GRAMMAR = 0.7  # "at", "after", "not", where a wording has nothing else
_FAMILY = 0.8  # and one that is only of its family: decide, decision
_USUAL, _RANK = 0.1, 0.02
_UNUSUAL = 0.25  # against what only CC-CEDICT says of a character whose usual senses are listed: 于 "to go; to take"
_GRAMMAR = 0.15  # against what a character means by itself and hardly inside a word
_GRAMMATICAL = frozenset(
    ("auxiliary", "complement", "conjunction", "interjection", "measure word", "particle", "preposition", "pronoun")
)  # fmt: skip
_RARE_LABELS = frozenset(
    ("surname", "classifier", "onom.", "old", "archaic", "dialect", "literary", "loanword", "Tw", "Cantonese", "slang", "vulgar",
     "derog.", "chemistry", "Internet slang", "variant of", "old variant of", "Japanese surname")
)  # fmt: skip
_RARE = 0.2
_LONG = 0.3  # against what no list has room for: the hours, months and animal of an earthly branch
_BESIDE = 0.05  # less for each word of grammar in a wording: "time" before "at the time of"
_WORDINGS, _ALL_WORDINGS = 3, 4  # that are shown, of a sense and of two
_SAYS_NOTHING = frozenset(
    """a an the to be is are was do have has get got of in on it its up out with for as by into sth sb something somebody""".split()
)
_LONGEST = 30  # characters of a wording with its remark in brackets
_LONGEST_GLOSS = 60  # characters of what CC-CEDICT says
_MAKE_NOUNS = frozenset("所")  # of the verb behind; at the end they mean something else: 所有, 场所
_REMARK = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True, eq=False)  # made once a reading: told apart by identity
class _Sense:
    definition: Definition
    prior: float
    usual: bool


@remembered
def gloss_in(meanings: tuple[str, ...], character: str, syllable: str, is_last: bool = True) -> str:
    """Return what a character means, read so (a numbered syllable), in a word of these meanings.

    The meaning the word has here comes first. `is_last`: whether the word ends in the character. "" for a character the dictionary has no such reading of.

    >>> gloss_in(("to hold a meeting",), "会", "hui4"), gloss_in(("to take for",), "当", "dang4")
    ('meeting; conference; party', 'to take for; to treat as; to regard as')
    """
    senses = _senses(character, syllable)
    if character in _MAKE_NOUNS:
        senses = tuple(s for s in senses if (s.definition.part_of_speech == "particle") != is_last)
    said = [_said_by(_REMARK.sub("", meaning)) for meaning in meanings]
    shares = {sense: _shared(sense.definition, said) for sense in senses}
    told = max(shares.values(), default=0.0) >= _LEAST_SHARED
    if not told and (listed := inside.gloss_of(character, syllable)):
        return listed
    ranked = sorted(senses, key=lambda sense: -(sense.prior + told * shares[sense]))
    best = ranked[:1]
    second = [
        s
        for s in ranked[1:]
        if s.usual == best[0].usual and not (_is_grammar(s.definition) or _is_rare(s.definition))
    ]
    return "; ".join(_wordings(best, said) if told else _wordings([*best, *second[:1]], ()))


@remembered_records
def _senses(character: str, syllable: str) -> tuple[_Sense, ...]:
    """Return the senses of a reading, the usual ones first; a light syllable may be of a full one."""
    if syllable.lower() != syllable:  # 中 of 中国 has the same senses as of 中间
        return _senses(character, syllable.lower())
    usually = usual.senses_of(character)
    entries = [entry for entry in dictionary.entries_of(character) if not entry.is_name]
    readings = {sense.pinyin[0] for sense in usually} | {entry.pinyin[0] for entry in entries}
    wanted = {syllable} & readings
    if not wanted and syllable.endswith("5"):
        wanted = {reading for reading in readings if reading[:-1] == syllable[:-1]}
    compounds = parts.stems_of(character)
    senses = [
        _Sense(
            sense.definition,
            _USUAL - _RANK * rank + _likelihood(sense.definition, compounds),
            usual=True,
        )
        for rank, sense in enumerate(s for s in usually if s.pinyin[0] in wanted)
    ]
    listed = [d for entry in entries if entry.pinyin[0] in wanted for d in entry.definitions]
    said = {wording for sense in senses for wording in sense.definition.alternatives}
    senses += [
        _Sense(
            definition,
            -_RANK * rank - _UNUSUAL * bool(senses) + _likelihood(definition, compounds),
            usual=False,
        )
        for rank, definition in enumerate(listed)
        if not said.issuperset(definition.alternatives)
    ]
    return tuple(senses)


def _likelihood(definition: Definition, compounds: dict[str, float]) -> float:
    """Return how likely a character is to mean this inside a word, less what speaks against it."""
    likely = max(
        (
            sum(compounds.get(stem, 0.0) for stem in _said_by(wording).stems)
            for wording in definition.alternatives
        ),
        default=0.0,
    )
    likely -= _GRAMMAR if _is_grammar(definition) else 0.0
    likely -= _LONG if len(definition.gloss) > _LONGEST_GLOSS else 0.0
    return likely - (_RARE if _is_rare(definition) else 0.0)


def _is_rare(definition: Definition) -> bool:
    return not _RARE_LABELS.isdisjoint(definition.labels)


def _is_grammar(definition: Definition) -> bool:
    return definition.part_of_speech in _GRAMMATICAL or "classifier" in definition.labels


def _shared(definition: Definition, said: Sequence["_Said"]) -> float:
    """Return the greatest share of a wording that the word's meanings have, 0 to 1, by weight."""
    if definition.part_of_speech == "interjection":  # 行, "all right", in a right
        return 0.0
    return max((_share(wording, said) for wording in definition.alternatives), default=0.0)


def _share(wording: str, said: Sequence["_Said"]) -> float:
    """Return the greatest share of a wording that one of the meanings has; the first counts full."""
    if not said:
        return 0.0
    wanted = _said_by(wording)
    first, *others = said
    share = _share_in(wanted, first)
    for other in others:
        share = max(share, _OTHER_MEANING * _share_in(wanted, other))
    return share


@dataclass(frozen=True, slots=True)
class _Said:
    """What a wording says: its content words with their weights, their stems and families, its words of grammar.

    `weight` is that of its content, `beside` what counts against it for each word beside that.
    """

    content: tuple[tuple[EnglishWord, float], ...]
    stems: frozenset[str]
    families: frozenset[str]
    grammar: frozenset[str]
    weight: float
    beside: float


@remembered_wordings
def _said_by(wording: str) -> _Said:
    words = words_of(wording)
    content = tuple((word, weight_of(word.text)) for word in words if not word.is_function_word)
    grammar = {word.text.lower() for word in words if word.is_function_word} - _SAYS_NOTHING
    return _Said(
        content,
        frozenset(word.stem for word, _ in content),
        frozenset().union(*(word.family for word, _ in content)),
        frozenset(grammar),
        sum(weight for _, weight in content),
        _BESIDE * (len(wording.removeprefix("to ").split()) - len(content)),
    )


def _share_in(wanted: _Said, meaning: _Said) -> float:
    if not wanted.content:
        return _WORD_OF_GRAMMAR * bool(wanted.grammar & meaning.grammar)
    if wanted.families.isdisjoint(meaning.families):
        return -wanted.beside
    met = sum(
        weight * (1.0 if word.stem in meaning.stems else _FAMILY)
        for word, weight in wanted.content
        if word.stem in meaning.stems or not word.family.isdisjoint(meaning.families)
    )
    return met / wanted.weight - wanted.beside


def _wordings(senses: Sequence[_Sense], said: Sequence[_Said]) -> list[str]:
    """Return the wordings of the senses, each said once, those of the word's meanings first."""
    found: dict[str, str] = {}
    for sense in senses:
        wordings = sense.definition.gloss.split("; ")
        wordings.sort(key=lambda wording: -_share(_REMARK.sub("", wording), said))
        for wording in wordings[:_WORDINGS]:
            plain = _REMARK.sub("", wording).strip()
            shown = plain if plain and len(wording) > _LONGEST else wording
            found.setdefault(plain.removeprefix("to ").lower(), shown)
    return [*found.values()][:_ALL_WORDINGS]
