"""Which Chinese words an English line speaks of, as far as the dictionary tells."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shengci.english import EnglishWord, stem_of, weight_of, words_of
from shengci.lexicon import function_words
from shengci.remembering import remembered, remembered_records, remembered_wordings
from shengci.words import candidates, corpora
from shengci.words.vocabulary import base_of, is_coloured, is_number

_PER_CHARACTER = 5.0  # nats for a whole gloss met
_SINGLE = 0.9  # for a character alone, which has many senses
_LEAST_SHARE, _PARTIAL = 0.5, 1.5  # of a gloss's weight; the power by which less of it says less
_LONG = 3  # characters of a word that is hardly met by chance
_INHERITED = 0.55  # of what speaks for a part of a compound
_UNRELATED = 0.35  # of what speaks for a character of a word that shares no gloss's word with it: 扭打, to fight
_COMMON = 5e-7  # of all words; 声说 is rarer
# They change little in what a word means: 法国人, 多样化.
_SUFFIXES = frozenset("人者员家徒们儿子化性菜")
_UNSPOKEN = -3.0  # nats, for what may as well be several words of grammar
_PLAIN = 0.25  # a gloss of nothing but function words
_GENERAL, _FUNCTION = 0.5, 0.35
_UNUSUAL = -0.12  # the prior below which a sense is too rare to decide a cut

_LEAST_WEIGHT = 0.05  # of a function word, where a gloss has nothing else
_EMPTY = frozenset(("to", "be", "sth", "sb", "a", "an", "the", "one's"))

Wording = tuple[tuple[str, float], ...]
"""The stems of one wording of a sense, and what meeting each says."""


@dataclass(frozen=True, slots=True)
class Mention:
    """How well a line speaks of a word, in characters of it, and by which stems, the best first."""

    worth: float = 0.0
    by: tuple[frozenset[str], ...] = ()

    @property
    def stems(self) -> frozenset[str]:
        """Every stem that speaks for the word."""
        return frozenset().union(*self.by)


class Mentions:
    """What an English line says for each Chinese word that may be in its pair."""

    def __init__(self, words: Sequence[EnglishWord], line: str) -> None:
        self._count = Counter(word.stem for word in words)
        self._beside = {(a.stem, b.stem) for a, b in itertools.pairwise(words)}
        for first, second in itertools.pairwise(words):
            if line[first.end : second.start] == "-":
                self._count[stem_of(first.text + second.text)] += 1
        self._known: dict[str, Mention] = {}

    def bonus(self, word: str) -> float:
        """Return what the line adds to a word's log probability."""
        if is_number(word):
            return 0.0
        worth = self._of(word).worth
        if worth == 0.0 and len(word) > 1 and _is_grammar(word):
            return _UNSPOKEN
        return _PER_CHARACTER * worth

    def too_many(self, words: Sequence[str]) -> list[int]:
        """Return which of some words, by index, live on English words that others answer better.

        A word said again lives on what it did the first time: the line may leave it out there. Not so a
        name, which may be a part of another word: 印度 and 印度教徒, India and a Hindu.
        """
        left = Counter(self._count)
        spent: list[int] = []
        lives: set[str] = set()
        for i in sorted(range(len(words)), key=lambda i: -self._of(words[i]).worth):
            word = words[i]
            by = self._of(word).by
            if not by or word in lives:
                continue
            free = next((stems for stems in by if any(left[stem] > 0 for stem in stems)), None)
            if free is not None:
                left.subtract(free)
                if not corpora.tag_of(word).startswith(corpora.NAME_TAGS):
                    lives.add(word)
            elif len(word) == 1 or not function_words.FUNCTION_WORDS.issuperset(word):
                spent.append(i)  # 要是, if, and the like stay as they are
        return spent

    def _of(self, word: str) -> Mention:
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._told(word)
        return found

    def _told(self, word: str) -> Mention:
        base = base_of(word)
        if base:
            mention = self._of(base)
            return replace(mention, worth=mention.worth * len(word) / len(base))
        if is_coloured(word):
            mention = self._of(word[0])
            return replace(mention, worth=mention.worth * len(word))
        own = self._by_gloss(word)
        related = _related_parts(word)
        options = [own]
        for part in related:
            mention = self._of(part)
            whole = word.startswith(part) and word[len(part) :] in _SUFFIXES
            options.append(Mention(mention.worth * (1 if whole else _INHERITED), mention.by))
        if len(word) == 2 and not related and _is_common(word):
            for part in word:
                mention = self._of(part)
                options.append(Mention(mention.worth * _UNRELATED, mention.by))
        options += self._in_parts(word, related)
        options.sort(key=lambda mention: -mention.worth)
        return Mention(options[0].worth, tuple(by for option in options for by in option.by))

    def _in_parts(self, word: str, related: Sequence[str]) -> Iterator[Mention]:
        """Yield what speaks for the two halves of a word together, where something does for both.

        Halves that share no gloss's word with the whole count side by side: 欧元区, euro area.
        """
        for at in range(1, len(word)):
            halves = word[:at], word[at:]
            if not function_words.FUNCTION_WORDS.isdisjoint(halves):
                continue
            is_related = not {*related}.isdisjoint(halves)
            if not is_related and len(word) < _LONG:
                continue
            left, right = map(self._of, halves)
            if not (left.worth and right.worth):
                continue
            if is_related or self._are_beside(left.by[0], right.by[0]):
                yield Mention(left.worth + right.worth, (left.by[0] | right.by[0],))

    def _are_beside(self, left: frozenset[str], right: frozenset[str]) -> bool:
        return any((a, b) in self._beside for a in left for b in right)

    def _by_gloss(self, word: str) -> Mention:
        if _every_stem(word).isdisjoint(self._count):  # as of most words that could be in a line
            return Mention()
        found: list[tuple[float, frozenset[str]]] = []
        scale = _SINGLE if len(word) == 1 else len(word)
        scale *= _FUNCTION if word in function_words.FUNCTION_WORDS else 1.0
        for wording in _wordings(word):
            met = [(stem, weight) for stem, weight in wording if stem in self._count]
            share = sum(w for _, w in met) / sum(w for _, w in wording) if met else 0.0
            if share >= _LEAST_SHARE:
                most = max(weight for _, weight in met)
                special = _GENERAL + (1 - _GENERAL) * most if most > _LEAST_WEIGHT else _PLAIN
                found.append(
                    (scale * share**_PARTIAL * special, frozenset(stem for stem, _ in met))
                )
        found.sort(key=lambda each: -each[0])
        return Mention(found[0][0], tuple(stems for _, stems in found)) if found else Mention()


@remembered
def _is_grammar(word: str) -> bool:
    """Return whether a word may as well be several of grammar: 的话, if, or 才能.

    jieba counts 才能 as a verb, which the dictionary's talent is not.
    """
    if word in function_words.FUNCTION_WORDS:
        return word[0] in function_words.PARTICLES
    if not all(character in function_words.FUNCTION_WORDS for character in word):
        return False
    if corpora.tag_of(word)[:1] != "v":
        return False
    glosses = [words_of(option.definition.gloss) for option in candidates.options_of(word)]
    return not any(w.is_function_word for gloss in glosses for w in gloss)


@remembered_records
def _wordings(word: str) -> tuple[Wording, ...]:
    return tuple(
        _weighed(wording)
        for option in candidates.options_of(word)
        if option.prior > _UNUSUAL - 0.2 * (option.entry.is_name and len(word) > 1)
        for wording in option.definition.alternatives
    )


@remembered_records
def _every_stem(word: str) -> frozenset[str]:
    return frozenset(stem for wording in _wordings(word) for stem, _ in wording)


@remembered_wordings
def _weighed(wording: str) -> Wording:
    words = [word for word in words_of(wording) if word.text.lower() not in _EMPTY]
    content = [word for word in words if not word.is_function_word]
    return tuple((w.stem, max(_LEAST_WEIGHT, weight_of(w.text))) for w in content or words)


@remembered
def _related_parts(word: str) -> tuple[str, ...]:
    """Return the words a compound begins or ends with that share a gloss's word with it, if it has any."""
    if len(word) == 2 and word[0] in function_words.FUNCTION_WORDS:
        return ()  # 把手 is no kind of hand
    ends = {part for at in range(1, len(word)) for part in (word[:at], word[at:])}
    content = sorted(ends - function_words.FUNCTION_WORDS)
    if not _wordings(word):
        return tuple(content)
    mine = _stems(word)
    return tuple(part for part in content if mine & _stems(part) or _is_suffixed(word, part))


@remembered
def _is_common(word: str) -> bool:
    is_grammar = not function_words.FUNCTION_WORDS.isdisjoint(word)
    return not is_grammar and corpora.frequency_of(word) > _COMMON


def _is_suffixed(word: str, part: str) -> bool:
    return len(part) > 1 and word.startswith(part) and word[len(part) :] in _SUFFIXES


@remembered
def _stems(word: str) -> frozenset[str]:
    return frozenset(
        stem for wording in _wordings(word) for stem, weight in wording if weight > _LEAST_WEIGHT
    )
