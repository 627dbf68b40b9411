"""Words that no dictionary has, made of words that it has, where the English line says what they mean.

铁门 is two words to the dictionary. Where the line has "iron gate" it is one that means that; a line with
neither part leaves it as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from shengci.english import EnglishWord
from shengci.lexicon.function_words import FUNCTION_WORDS
from shengci.remembering import remembered
from shengci.words import corpora, counterpart_parts, derived, grammar, segmentation
from shengci.words.candidates import breaks_of, is_met, options_of, stems_of
from shengci.words.segmentation import Piece
from shengci.words.vocabulary import is_coloured, is_known

_LONGEST = 3  # characters of a compound
# What makes words that jieba may not have counted of words of two characters and more: 外卖员, 登山者, 时尚界.
_WHO = frozenset("者员商师家手迷")  # who does what stands before: in English one word does for both
_SUFFIXES = _WHO | frozenset("费率界业厂感症")
_ONLY_WHO = frozenset("家手")  # 家 is a house, too: 外婆家
_DOERS = ("er", "or", "ist", "ian", "ant")
_VERBAL = (
    "v",
    "p",
    "d",
)  # jieba's tags of what has a noun for its object: 入冬 is no kind of winter
_USUAL_RANK = 2  # a sense further down is no help in telling what a compound means


@dataclass(frozen=True, slots=True)
class Said:
    """What an English line says for a compound: a gloss, and the words it is made of, by index."""

    gloss: str
    words: tuple[int, ...]


def joined(
    sentence: str, pieces: Sequence[Piece], line: str, words: Sequence[EnglishWord]
) -> list[Piece]:
    """Return the pieces with two in one where jieba counts both as a word and the line says what it means."""
    if not words:
        return list(pieces)
    out: list[Piece] = []
    for i, piece in enumerate(pieces):
        before = out[-1] if out else None
        if before is not None and _may_join(sentence, before, piece):
            others = [*_texts(sentence, pieces[: i - 1]), *_texts(sentence, pieces[i + 1 :])]
            parts = before.of(sentence), piece.of(sentence)
            if _said(parts, others, line, words):
                out[-1] = replace(before, end=piece.end, tag="n")
                continue
        out.append(piece)
    return out


def _texts(sentence: str, pieces: Iterable[Piece]) -> list[str]:
    return [piece.of(sentence) for piece in pieces if piece.kind == "word"]


def _may_join(sentence: str, before: Piece, piece: Piece) -> bool:
    if before.end != piece.start or not (before.kind == piece.kind == "word"):
        return False
    if before.spots or piece.spots:
        return False
    if piece.of(sentence) in _SUFFIXES and piece.start - before.start > 1:
        base = before.of(sentence)
        is_whole = not is_known(base + piece.of(sentence))
        return is_whole and (_may_describe(base) or not corpora.tag_of(base))
    if piece.end - before.start > _LONGEST:
        return False
    # In this order for speed: few words are left when it comes to the dictionary.
    if not (_may_describe(before.of(sentence)) and _is_noun(piece.of(sentence))):
        return False
    whole = sentence[before.start : piece.end]
    tag = corpora.tag_of(whole)
    return bool(tag) and not tag.startswith(corpora.NAME_TAGS) and not is_known(whole)


@remembered
def _may_describe(part: str) -> bool:
    """Return whether a word before a noun may be one word with it: 铁 门, 办公 桌, not 新 车 or 喝 水."""
    kinds = ("n",) if len(part) == 1 else ("n", "v", "b", "a")
    return part not in FUNCTION_WORDS and corpora.tag_of(part)[:1] in kinds


@remembered
def _is_noun(part: str) -> bool:
    if part in FUNCTION_WORDS:
        return False
    if corpora.tag_of(part)[:1] == "n":
        return True
    options = options_of(part)
    return (
        len(part) == 1
        and bool(options)
        and grammar.part_of_speech(options[0].definition) in ("", "noun")
    )


def parts_of(headword: str) -> tuple[str, ...]:
    """Return the words or characters that a word without an entry is likeliest made of.

    >>> parts_of("塘泥"), parts_of("塑料盒")
    (('塘', '泥'), ('塑料', '盒'))
    """
    parts = tuple(segmentation.best_split(headword))
    return parts if len(parts) > 1 else tuple(headword)


def _ways_of(headword: str) -> Iterator[tuple[str, str]]:
    """Yield the ways a word may be two, the likeliest first."""
    likeliest = parts_of(headword)
    if len(likeliest) == 2:
        yield likeliest[0], likeliest[1]
    for at in range(1, len(headword)):
        parts = headword[:at], headword[at:]
        if parts != likeliest and all(len(part) == 1 or is_known(part) for part in parts):
            yield parts


def said(
    headword: str, others: Sequence[str], line: str, words: Sequence[EnglishWord]
) -> Said | None:
    """Return what a line says a word without an entry means, beside the `others` of its sentence.

    None where it has no word for the parts.
    """
    if is_coloured(headword):
        found = _meant_by(headword[0], words)
        return Said(words[found[0]].text.lower(), (found[0],)) if found else None
    ways = (_said(parts, others, line, words) for parts in _ways_of(headword))
    return next(filter(None, ways), None)


def _said(
    parts: tuple[str, str], others: Sequence[str], line: str, words: Sequence[EnglishWord]
) -> Said | None:
    """Return the words side by side that say both parts, or the one for the last where none says the first.

    Beside a word for the first part a free one may say the last: plastic sheet, where 布 is "cloth".
    """
    first, last = _meant_by(parts[0], words), _meant_by(parts[1], words, noun=True)
    breaks = breaks_of(line, words)
    if parts[1] in _WHO:
        doers = (i for i in first if _is_doer(parts[0], words[i]))
        found = next(doers, None)
        if found is not None:
            return _as_said((found,), words)
        if parts[1] in _ONLY_WHO:
            return None
    for i in first:
        if i + 1 in last and i not in breaks and _is_nominal(i + 1, line, words):
            return _as_said((i, i + 1), words)
    for i in last:
        if i + 2 in first and words[i + 1].text.lower() == "of":
            gloss = f"{derived.singular(words[i].text)} of {words[i + 2].text}"
            return Said(gloss, (i, i + 1, i + 2))
    for i in first:
        if not last and i not in breaks and _is_free_noun(i + 1, others, line, words):
            both = words[i].family | words[i + 1].family
            if not any(_is_said(other, both) for other in others):
                return _as_said((i, i + 1), words)
    if first or corpora.tag_of(parts[0])[:1] in _VERBAL:
        return None
    alone = (i for i in last if _is_alone(i, others, line, words))
    return next((_as_said((i,), words) for i in alone), None)


def _is_doer(part: str, word: EnglishWord) -> bool:
    """Return whether a word says who does what a part means: visitor of "to visit", not grandmother of 外婆."""
    who = derived.singular(word.text).lower()
    wordings = (w for option in options_of(part) for w in option.definition.alternatives)
    return who.endswith(_DOERS) and not any(who in wording.split() for wording in wordings)


def _as_said(found: tuple[int, ...], words: Sequence[EnglishWord]) -> Said:
    *before, last = (words[i].text if i else words[i].text.lower() for i in found)
    return Said(" ".join([*before, derived.singular(last)]), found)


def _meant_by(part: str, words: Sequence[EnglishWord], *, noun: bool = False) -> list[int]:
    return [
        i for i, word in enumerate(words) if not word.is_function_word and _means(part, word, noun)
    ]


@remembered
def _means(part: str, word: EnglishWord, noun: bool) -> bool:
    """Return whether a word of the family is a whole wording of a sense of a part, one that is no verb if `noun`."""
    return any(
        is_met(option, {stem})
        for option in options_of(part)
        if not option.entry.is_name
        and option.rank <= _USUAL_RANK
        and not (noun and grammar.part_of_speech(option.definition) == "verb")
        for stem in word.family
    )


def _is_said(other: str, stems: frozenset[str]) -> bool:
    """Return whether a wording of another word has several of these stems and none beside: 制成品, manufactured goods."""
    wordings = (wording for option in options_of(other) for wording in stems_of(option))
    return any(len(wording) > 1 and wording <= stems for wording in wordings)


def _is_free(word: EnglishWord, others: Iterable[str]) -> bool:
    return not any(_means(other, word, False) for other in others if other not in FUNCTION_WORDS)


def _is_free_noun(at: int, others: Sequence[str], line: str, words: Sequence[EnglishWord]) -> bool:
    if at >= len(words) or words[at].is_function_word or not words[at].text.islower():
        return False
    return _is_nominal(at, line, words) and _is_free(words[at], others)


def _is_alone(at: int, others: Sequence[str], line: str, words: Sequence[EnglishWord]) -> bool:
    """Return whether a noun answers no other word, nor stands behind one that may say a part, too."""
    if counterpart_parts.part_at(line, words, at, at) != "noun" or not _is_free(words[at], others):
        return False
    before = (
        words[at - 1] if at and line[words[at - 1].end : words[at].start] in (" ", "-") else None
    )
    return before is None or before.is_function_word or not _is_free(before, others)


def _is_nominal(at: int, line: str, words: Sequence[EnglishWord]) -> bool:
    return counterpart_parts.part_at(line, words, at, at) != "verb"
