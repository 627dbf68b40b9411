"""Names that are found because nothing else is left, in the Chinese and in the English line."""

import itertools
from collections.abc import Iterator, Sequence

from shengci import sounds
from shengci.lexicon.frequency import english_zipf_of
from shengci.words.name_abbreviations import abbreviated
from shengci.words.name_lines import GENTILICS, TITLES, NameLine
from shengci.words.name_lists import HEADS, KIND_OF_ENGLISH, is_plain_word
from shengci.words.name_matches import BARE, parts_of
from shengci.words.name_overseas import with_english_given_name
from shengci.words.name_wordings import headwords_in, meanings_of
from shengci.words.names import OVERSEAS, SHORTENED, Name
from shengci.words.segmentation import Piece, is_known

LEFT_OVER = "an unknown word, and the English name left"
_NAME_TAGS = ("nr", "ns", "nt", "nz")
_BOUND = frozenset(("ng", "vg", "ag", "tg", "dg"))  # jieba's tags for what is no word by itself
_OPENING = 0.9  # how far a word is written like a name, at least, to begin one
_SHORT = 4  # letters; so short a word sounds like much
_VERY_MUCH = 0.9  # likeness that makes a name of one word sure
_MUCH = 0.8  # likeness that is more than chance if other words are left
_MOST_OF_A_PERSON = 3  # English words
_LONGEST_STRANGE = 5
_MOST_BEFORE_HEAD = 4  # words of an English name, its head with them
_A_LITTLE = 0.55  # likeness of sound that is more than chance, if nothing else is left
_RARE = 3.5  # Zipf of an English word; a more common one is in the dictionary of names


def left_over(
    sentence: str, pieces: Sequence[Piece], line: NameLine, chosen: Sequence[Name]
) -> Iterator[Name]:
    """Yield words that no dictionary knows for English names that nothing answers.

    Such a word must go on with one of the name's meaning (中芯国际, Semiconductor Manufacturing
    International Corporation), or be the only one left, and sound a little like the only name left
    (高通, Qualcomm).
    """
    words = [
        Piece(start, end, "word")
        for start, end in _unknown_words(sentence, pieces)
        if _is_free(start, end, chosen)
    ]
    runs = [run for run in _unjoined(line) if _is_unanswered(sentence, line, run, chosen)]
    for piece, run in itertools.product(tuple(words), tuple(runs)):
        end = piece.end
        for match in sorted(parts_of(sentence, line, run), key=lambda match: match.end):
            if match.start == end and match.end - match.start > 1:
                end = match.end
        if end > piece.end and piece in words and run in runs:
            words.remove(piece)
            runs.remove(run)
            yield Name(piece.start, end, line.span(run.start, run.stop), LEFT_OVER, 0.75)
    for start, end, run in abbreviated(sentence, pieces, line, runs):
        whole = next(whole for whole in line.runs if run.start in whole)
        has_of = any(line.words[i].text == "of" for i in run)  # … of Science and Technology
        stop = whole.stop if has_of else run.stop
        yield Name(start, end, line.span(run.start, stop), SHORTENED, 0.8)
    if len(words) == len(runs) == 1 and len(runs[0]) == 1:
        (piece,), (run,) = words, runs
        latin = line.words[run.start].text
        like = sounds.likeness(latin, sentence[piece.start : piece.end])
        is_family = latin.endswith("s") and sounds.is_read(
            sentence[piece.start], latin[:-1].lower()
        )
        is_rare = english_zipf_of(latin) < _RARE
        if like >= _A_LITTLE and len(latin) > _SHORT and is_rare and not is_family:
            yield Name(piece.start, piece.end, line.span(run.start, run.stop), LEFT_OVER, 0.75)
    yield from _overseas(sentence, pieces, line, chosen)
    yield from _surnames_left(sentence, pieces, line, chosen)
    yield from _headed(sentence, pieces, line, runs)


def _headed(
    sentence: str, pieces: Sequence[Piece], line: NameLine, runs: Sequence[range]
) -> Iterator[Name]:
    """Yield words before the only head of a name left, if they have to do with its other words: 月牙 湾, Crescent Bay."""
    for run in runs:
        content = [i for i in run if line.is_content(i)]
        head = line.words[content[-1]].text if content else ""
        if not 2 <= len(content) <= _MOST_BEFORE_HEAD or head not in KIND_OF_ENGLISH:
            continue
        places = [
            (i, piece)
            for i, piece in enumerate(pieces)
            if head in HEADS.get(sentence[piece.start : piece.end], ())
        ]
        if len(places) != 1:
            continue
        (at, last), stems = places[0], {line.words[i].stem for i in content[:-1]}
        for first in reversed(pieces[max(0, at - _MOST_BEFORE_HEAD) : at]):
            text = sentence[first.start : first.end]
            if first.kind != "word" or not BARE.isdisjoint(text) or not stems & _stems_in(text):
                break
            if last.start - first.start > 1:
                yield Name(first.start, last.end, line.span(run.start, run.stop), LEFT_OVER, 0.75)


def _stems_in(text: str) -> set[str]:
    """Return the stems of all that the words in a text may mean."""
    return {
        stem
        for start, end in headwords_in(text, len(text), 1)
        for wording in meanings_of(text[start:end])
        for stem in wording
    }


def _surnames_left(
    sentence: str, pieces: Sequence[Piece], line: NameLine, chosen: Sequence[Name]
) -> Iterator[Name]:
    """Yield single characters and unknown words together that sound like the last word of a name left: 默茨, Friedrich Merz."""
    people = [
        range(first, last)
        for run in line.runs
        for first, last in _without_connectors(line, run)
        if last - first <= _MOST_OF_A_PERSON
        and _is_unanswered(sentence, line, range(first, last), chosen)
        and len(line.words[last - 1].text) >= _SHORT
        and english_zipf_of(line.words[last - 1].text) < _RARE
    ]
    if not people:
        return
    strange = list(_strange(sentence, pieces, chosen))
    for run in people:
        latin = line.words[run.stop - 1].text
        alike = [(sounds.likeness(latin, sentence[a:b]), a - b, a, b) for a, b in strange]
        like, _, start, end = max(alike, default=(0.0, 0, 0, 0))
        if like >= (_MUCH if run.stop - run.start > 1 else _VERY_MUCH):
            yield Name(start, end, line.span(run.start, run.stop), LEFT_OVER, 0.75)


def _overseas(
    sentence: str, pieces: Sequence[Piece], line: NameLine, chosen: Sequence[Name]
) -> Iterator[Name]:
    """Yield people left whose surname alone the line spells, behind an English given name: 黄仁勋, Jensen Huang."""
    answered = [name for name in chosen if name.english is not None]
    free = [piece for piece in pieces if _is_free(piece.start, piece.end, answered)]
    people = [
        range(first, last)
        for run in line.runs
        for first, last in _without_connectors(line, run)
        if _is_unanswered(sentence, line, range(first, last), chosen)
    ]
    for start, end, run in with_english_given_name(sentence, free, line, people):
        yield Name(start, end, line.span(run.start, run.stop), OVERSEAS, 0.75)


def _is_free(start: int, end: int, chosen: Sequence[Name]) -> bool:
    """Return whether a stretch shares no character with a name."""
    return all(end <= name.start or name.end <= start for name in chosen)


def _without_connectors(line: NameLine, run: range) -> Iterator[tuple[int, int]]:
    first = run.start
    for i in (*(i for i in run if not line.is_content(i)), run.stop):
        if i > first:
            yield first, i
        first = i + 1


def _strange(
    sentence: str, pieces: Sequence[Piece], chosen: Sequence[Name]
) -> Iterator[tuple[int, int]]:
    """Yield stretches of two to five characters made of unknown words and single characters."""
    for i, first in enumerate(pieces):
        end = first.start
        for piece in pieces[i:]:
            text = sentence[piece.start : piece.end]
            taken = not _is_free(piece.start, piece.end, chosen)
            if taken or piece.kind != "word" or not BARE.isdisjoint(text):
                break
            if len(text) > 1 and (is_known(text) or is_plain_word(text)):
                break
            end = piece.end
            strange = sentence[first.start : end]
            foreign = sum(map(sounds.TRANSCRIBING.__contains__, strange))
            if 2 <= len(strange) <= _LONGEST_STRANGE and foreign >= len(strange) - (
                len(strange) > 2
            ):
                yield first.start, end


def _unknown_words(sentence: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield what jieba takes for a name, and a single character beside a bound one (中 芯)."""
    for piece in pieces:
        known = is_known(sentence[piece.start : piece.end])
        if piece.tag.startswith(_NAME_TAGS) and piece.end - piece.start > 1 and not known:
            yield piece.start, piece.end
    for one, other in itertools.pairwise(pieces):
        bound = not _BOUND.isdisjoint((one.tag, other.tag))
        if one.end - one.start == other.end - other.start == 1 and bound:
            yield one.start, other.end


def _unjoined(line: NameLine) -> Iterator[range]:
    """Yield the runs without an "and" in them, or a word before that only begins the sentence (Students of)."""
    for run in line.runs:
        first = run.start
        for i in (*(i for i in run if line.words[i].text == "and"), run.stop):
            while first < i and line.strength[first] < _OPENING:
                first += 1
            if first < i:
                yield range(first, i)
            first = i + 1


def _is_unanswered(sentence: str, line: NameLine, run: range, chosen: Sequence[Name]) -> bool:
    start, end = line.span(run.start, run.stop)
    return (
        all(line.strength[i] >= _OPENING for i in run if line.is_content(i))
        and not any(
            w.text.lower() in GENTILICS | TITLES or w.text in sentence
            for w in line.words[run.start : run.stop]
        )
        and all(n.english is None or n.english[1] <= start or end <= n.english[0] for n in chosen)
    )
