"""A word's characters, each with the meaning of its reading and the words that have it too."""

from collections.abc import Iterable, Sequence

from shengci import pinyin
from shengci.lexicon import dictionary
from shengci.notes.markup import escape, listed
from shengci.records import RankedWord, Token

_MOST_WORDS = 3  # of those with the same character, the ones met first
_SEEN = ' class="seen"'
_MET = frozenset({"known", "too easy", "function word"})


class Breakdowns:
    """The breakdowns of a deck's words. Each shows the words that a learner meets before it.

    Those are the ones that are known, too easy for a card, or earlier in the order of study.
    """

    def __init__(self, words: Sequence[RankedWord], *, traditional: bool) -> None:
        self._traditional = traditional
        met = [word for word in words if word.status in _MET]
        cards = [word for word in words if word.status == "card" and word.token.kind == "word"]
        self._words_with: dict[str, list[Token]] = {}
        self._position: dict[Token, int] = {}
        for position, word in enumerate((*met, *cards)):
            self._position[word.token] = position
            for character in dict.fromkeys(word.token.headword):
                self._words_with.setdefault(character, []).append(word.token)

    def of(self, word: RankedWord) -> str:
        """Return a word's breakdown as a list; "" for a single character and for a name."""
        token = word.token
        if len(token.headword) < 2 or token.kind == "name":
            return ""
        shown = self._form(token)
        forms = shown if len(shown) == len(token.headword) else token.headword
        rows = [
            self._row(form, character, syllable, token)
            for form, character, syllable in zip(forms, token.headword, token.pinyin, strict=False)
        ]
        return listed("ul", [row for row in rows if row])

    def _row(self, form: str, character: str, syllable: str, token: Token) -> str:
        gloss = _gloss(character, syllable)
        if not gloss:
            return ""
        row = f"{self._span(form)} {escape(pinyin.marked(syllable))} {escape(gloss)}"
        seen = " ".join(map(self._form, self._met_before(character, syllable, token)))
        return f"{row} {self._span(seen, _SEEN)}" if seen else row

    def _met_before(self, character: str, syllable: str, token: Token) -> Iterable[Token]:
        """Return the words met before that have the character in this reading and in another word."""
        before = self._position.get(token, 0)
        found = [
            other
            for other in self._words_with.get(character, ())
            if self._position[other] < before
            and len(other.headword) > 1
            and other.headword != token.headword
            and _reading(other, character)[:-1] == syllable[:-1]
        ]
        return found[:_MOST_WORDS]

    def _form(self, token: Token) -> str:
        return token.traditional if self._traditional else token.headword

    def _span(self, text: str, attributes: str = "") -> str:
        lang = "zh-Hant" if self._traditional else "zh-Hans"
        return f'<span{attributes} lang="{lang}">{escape(text)}</span>'


def _reading(token: Token, character: str) -> str:
    at = token.headword.index(character)
    return token.pinyin[at] if at < len(token.pinyin) else ""


def _gloss(character: str, syllable: str) -> str:
    entries = [
        entry
        for entry in dictionary.entries_of(character)
        if not entry.is_name and entry.definitions
    ]
    same = [e for e in entries if e.pinyin[0] == syllable] or [
        e for e in entries if syllable.endswith("5") and e.pinyin[0][:-1] == syllable[:-1]
    ]
    return "; ".join(d.gloss for d in same[0].definitions[:2]) if same else ""
