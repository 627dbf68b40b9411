"""Chinese text cut into the words a learner meets in a dictionary."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from shengci.lexicon import dictionary
from shengci.records import TokenKind
from shengci.words import corpora, lattice, recut
from shengci.words.corpora import tag_of
from shengci.words.mentions import Mentions
from shengci.words.vocabulary import HAN, is_han, is_known, is_listed, is_number

__all__ = [
    "Piece",
    "best_split",
    "is_han",
    "is_known",
    "is_listed",
    "pieces_of",
    "tag_of",
    "with_names",
]

_PIECE = re.compile(
    rf"(?P<number>[0-9０-９](?:[0-9０-９]|[,.:，．：](?=[0-9０-９]))*(?:[十百千万亿兆]+|[%％‰°℃])?)"
    rf"|(?P<latin>[^\W\d_{HAN}](?:[^\W_{HAN}]|[.&'’+/#-](?=[^\W_{HAN}]))*)"
    rf"|(?P<han>[{HAN}]+)|(?P<other>\s+|.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence: a word, name, number … with jieba's part-of-speech tag.

    `spots` are where the characters of its headword stand, where it is a form of another word (看看)
    or a part of one (投 and 票 of 投了票); empty where it is the headword itself.
    """

    start: int
    end: int
    kind: TokenKind
    tag: str = ""
    spots: tuple[int, ...] = ()

    def of(self, text: str) -> str:
        """Return the characters of the headword, in a text of the sentence's length."""
        return "".join(text[i] for i in self.spots) or text[self.start : self.end]

    @property
    def is_later_part(self) -> bool:
        """Whether the word begins in an earlier piece."""
        return bool(self.spots) and self.spots[0] < self.start


def pieces_of(sentence: str, mentions: Mentions | None = None) -> list[Piece]:
    """Return the pieces of a simplified sentence; they join back to it, white space included.

    Words are cut by frequency, by what may follow what, and by what the English line `mentions`.
    What nothing but jieba takes for a name is a piece of its own, tagged as a name.
    """
    out: list[Piece] = []
    runs: list[tuple[int, int]] = []
    for match in _PIECE.finditer(sentence):
        kind = match.lastgroup
        if kind == "han":
            runs.append(match.span())
            out += _words(match[0], match.start(), mentions, _tag_before(out, match.start()))
        elif kind == "number":
            out.append(Piece(*match.span(), "number"))
        elif kind == "latin":
            out.append(Piece(*match.span(), "latin"))
        else:
            out.append(Piece(*match.span(), "punctuation"))
    if mentions is not None:
        out = _within_means(sentence, out, runs, mentions)
    return _join_mixed(out, sentence)


def _within_means(
    sentence: str, pieces: list[Piece], runs: Sequence[tuple[int, int]], mentions: Mentions
) -> list[Piece]:
    """Return the pieces, cut anew in the runs where an English word speaks for more words than it may."""
    spent = _spent(sentence, pieces, mentions)
    for start, end in runs:
        without = {(s - start, e - start) for s, e in spent if start <= s < end}
        if without:
            first = next(i for i, piece in enumerate(pieces) if piece.start >= start)
            last = next((i for i, p in enumerate(pieces) if p.start >= end), len(pieces))
            before = _tag_before(pieces[:first], start)
            pieces[first:last] = _words(sentence[start:end], start, mentions, before, without)
    return pieces


def _spent(sentence: str, pieces: Sequence[Piece], mentions: Mentions) -> list[tuple[int, int]]:
    """Return the places of the words that live on English words others answer better, and of all in them."""
    words = [piece for piece in pieces if piece.kind == "word"]
    spent = mentions.too_many([sentence[piece.start : piece.end] for piece in words])
    # What spoke for the word would speak for a part of it, too: 门 of 门口.
    return [
        (start, end)
        for i in spent
        for start in range(words[i].start, words[i].end)
        for end in range(start + 1, words[i].end + 1)
    ]


def _words(
    run: str,
    offset: int,
    mentions: Mentions | None,
    before: str,
    without: Container[tuple[int, int]] = (),
) -> list[Piece]:
    path = _path(run, mentions, before, without, names=True)
    return [_piece(run, start, end, tag, offset) for start, end, tag in _with_people(run, path)]


def _path(
    run: str,
    mentions: Mentions | None,
    before: str,
    without: Container[tuple[int, int]] = (),
    *,
    names: bool,
) -> list[lattice.Edge]:
    bonus = mentions.bonus if mentions is not None else None
    path = lattice.best_path(run, names=names, bonus=bonus, without=without, before=before)
    for recut_by in recut.STEPS:
        path = recut_by(run, path)
    return path


def _piece(run: str, start: int, end: int, tag: str, offset: int) -> Piece:
    kind: TokenKind = "number" if is_number(run[start:end]) else "word"
    return Piece(offset + start, offset + end, kind, tag)


def _tag_before(pieces: Sequence[Piece], at: int) -> str:
    if not pieces or pieces[-1].end != at:
        return ""
    return {"number": "m", "latin": "n"}.get(pieces[-1].kind, pieces[-1].tag)


def _with_people(run: str, path: Sequence[lattice.Edge]) -> list[tuple[int, int, str]]:
    """Return a path with the people that jieba sees in runs of single characters."""
    out: list[tuple[int, int, str]] = []
    at = 0
    while at < len(path):
        last = at
        while last < len(path) and path[last].end - path[last].start == 1:
            last += 1
        start, end = path[at].start, path[max(at, last - 1)].end
        people = corpora.people_in(run[start:end]) if last - at > 1 else ()
        edges = path[at : max(at + 1, last)]
        for first, stop in people:
            if is_known(run[start + first : start + stop]):
                continue  # the path would have had a word where it is one: 门 锁 着
            out += [(e.start, e.end, e.tag) for e in edges if e.end <= start + first]
            out.append((start + first, start + stop, "nr"))
            edges = [e for e in edges if e.start >= start + stop]
        out += [(e.start, e.end, e.tag) for e in edges]
        at = max(at + 1, last)
    return out


def with_names(
    sentence: str,
    pieces: Sequence[Piece],
    names: Sequence[tuple[int, int]],
    mentions: Mentions | None = None,
) -> list[Piece]:
    """Return the pieces cut anew around the names, which become pieces of their own.

    What jieba took for a name and nothing confirms is split into known words.
    """
    out: list[Piece] = []
    at = 0
    for start, end in [*names, (len(sentence), len(sentence))]:
        stretch = [piece for piece in pieces if piece.start < start and piece.end > at]
        out += _cut_anew(sentence, stretch, at, start, mentions)
        if end > start:
            out.append(Piece(start, end, "name"))
        at = end
    return out


def _cut_anew(
    sentence: str, pieces: Sequence[Piece], start: int, end: int, mentions: Mentions | None
) -> list[Piece]:
    """Return the pieces between two names, those words cut anew whose neighbours are."""
    out: list[Piece] = []
    at = 0
    while at < len(pieces):
        last = at
        while last < len(pieces) and is_han(sentence[pieces[last].start : pieces[last].end]):
            last += 1
        run = pieces[at:last]
        if not run:
            out.append(pieces[at])
        elif (
            run[0].start >= start
            and run[-1].end <= end
            and not any(_is_unconfirmed(sentence, p) for p in run)
        ):
            out += run
        else:
            first, stop = max(start, run[0].start), min(end, run[-1].end)
            beside = [*pieces[:at], *pieces[last:]]
            out += _without_names(sentence, (first, stop), mentions, out, beside)
        at = max(last, at + 1)
    return out


def _without_names(
    sentence: str,
    stretch: tuple[int, int],
    mentions: Mentions | None,
    before: Sequence[Piece],
    beside: Sequence[Piece],
) -> list[Piece]:
    """Return the pieces of a stretch without names, given those before it and those beside its run."""
    start, end = stretch
    run, tag = sentence[start:end], _tag_before(before, start)
    path = _path(run, mentions, tag, names=False)
    pieces = [_piece(run, edge.start, edge.end, edge.tag, start) for edge in path]
    if mentions is None:
        return pieces
    spent = _spent(sentence, [*beside, *pieces], mentions)
    without = {(s - start, e - start) for s, e in spent if start <= s < end}
    if not without:
        return pieces
    path = _path(run, mentions, tag, without, names=False)
    return [_piece(run, edge.start, edge.end, edge.tag, start) for edge in path]


def _is_unconfirmed(sentence: str, piece: Piece) -> bool:
    word = sentence[piece.start : piece.end]
    return piece.kind == "word" and piece.tag.startswith(corpora.NAME_TAGS) and not is_known(word)


def best_split(run: str) -> list[str]:
    """Return the likeliest cut of a run of Han into words and single characters, names left out.

    >>> best_split("人工智能初创企业")
    ['人工智能', '初创', '企业']
    """
    return [run[edge.start : edge.end] for edge in lattice.best_path(run, names=False)]


def _join_mixed(pieces: list[Piece], sentence: str) -> list[Piece]:
    """Join what a dictionary lists as one word across scripts: T恤, 卡拉OK."""
    out: list[Piece] = []
    for piece in pieces:
        if out and "latin" in (out[-1].kind, piece.kind):
            joint = sentence[out[-1].start : piece.end]
            if dictionary.is_headword(joint) and re.search(rf"[{HAN}]", joint):
                out[-1] = Piece(out[-1].start, piece.end, "word")
                continue
        out.append(piece)
    return out
