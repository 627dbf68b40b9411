"""People who are known abroad by an English given name, at home by a Chinese one: 黄仁勋, Jensen Huang."""

import itertools
from collections.abc import Iterator, Sequence

from shengci import sounds
from shengci.lexicon import function_words
from shengci.words.name_lines import NameLine
from shengci.words.name_lists import ADDRESS, is_plain_word, is_surname, surname_spellings
from shengci.words.segmentation import Piece, is_known

_LONGEST_GIVEN = 2  # characters
# Behind a name, and in none: 吴弭 说.
_BEHIND = frozenset(
    "说称在和与是的就也都将对从被把向曾已又还不于为当等及有让请问带去来到给并则却正只能会要"
)
_PERSON = "nr"


def with_english_given_name(
    sentence: str, pieces: Sequence[Piece], line: NameLine, runs: Sequence[range]
) -> Iterator[tuple[int, int, range]]:
    """Yield where such a name stands, and the words of the run of the line's that it answers.

    The last word of the run is the surname, in any spelling. What it may be in the sentence is one stretch
    only, or one that jieba takes for a person.
    """
    for run in runs:
        if len(run) != _LONGEST_GIVEN or not all(map(line.is_content, run)):
            continue
        places = list(_places(sentence, pieces, line.words[run[-1]].text))
        people = [place for place in places if _is_person(pieces, *place)]
        found = people or places
        if len(found) == 1:
            yield *found[0], run


def _places(sentence: str, pieces: Sequence[Piece], latin: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of two or three characters that may be a name with this surname."""
    letters = sounds.plain_letters(latin)
    for i, piece in enumerate(pieces):
        surname = sentence[piece.start]
        if piece.kind != "word" or not is_surname(surname):
            continue
        if letters not in (*sounds.toneless_readings(surname), *surname_spellings(surname)):
            continue
        if piece.end - piece.start > 1:
            word = sentence[piece.start : piece.end]
            is_other = len(word) > 1 + _LONGEST_GIVEN or word[1:] in ADDRESS
            if not is_other and not is_known(word):
                yield piece.start, _with_last(sentence, pieces, i)
            continue
        ends = list(itertools.islice(_ends(sentence, pieces[i + 1 :]), _LONGEST_GIVEN))
        if ends:
            yield piece.start, ends[-1]


def _with_last(sentence: str, pieces: Sequence[Piece], at: int) -> int:
    """Return the end of an unknown word, with the single character behind it if it is of two: 苏姿 丰."""
    piece = pieces[at]
    if piece.end - piece.start > _LONGEST_GIVEN:
        return piece.end
    following = (end for end in _ends(sentence, pieces[at + 1 : at + 2]) if end == piece.end + 1)
    return next(following, piece.end)


def _ends(sentence: str, after: Sequence[Piece]) -> Iterator[int]:
    """Yield where a given name may end right behind a surname."""
    for n, piece in enumerate(after):
        word = sentence[piece.start : piece.end]
        if piece.kind != "word" or word[0] in _BEHIND or word in function_words.FUNCTION_WORDS:
            return
        if len(word) == 1:
            yield piece.end
            continue
        if n == 0 and len(word) == _LONGEST_GIVEN and not (is_plain_word(word) or word in ADDRESS):
            yield piece.end - (word[1] in _BEHIND)  # 丰说 is no word
        return


def _is_person(pieces: Sequence[Piece], start: int, end: int) -> bool:
    return any(p.start == start and p.end <= end and p.tag.startswith(_PERSON) for p in pieces)
