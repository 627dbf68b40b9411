"""A draft with its words linked to the English line, and what that says of their senses."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from shengci.english import EnglishWord
from shengci.lexicon.function_words import FUNCTION_WORDS
from shengci.records import Span
from shengci.words import (
    candidates,
    composed,
    counterpart_parts,
    frames,
    grammar,
    grammar_frames,
    linking,
    numerals,
    readings,
    segmentation,
    senses,
)
from shengci.words.candidates import Similarities, Window
from shengci.words.counterpart_parts import Side
from shengci.words.drafts import Draft
from shengci.words.evidence import Likeness, Line, Unit
from shengci.words.grammar import Neighbour
from shengci.words.linking import Link
from shengci.words.readings import Heard
from shengci.words.segmentation import Piece
from shengci.words.senses import Ranked, Said

Votes = Mapping[str, Counter[str]]  # glosses by headword
_NAME_TAGS = ("nr", "ns", "nt", "nz")  # jieba's, also of what is none here: 明白, 换, 美
_DENIED = (
    0.5  # how likely a link is at most whose Chinese word is denied and whose English word is not
)
_SETTLED = 0.6  # from this likelihood of a link on its English words speak for no other word
_MONTHS: dict[float, str] = dict(
    enumerate(
        "january february march april may june july august september october november december".split(),
        1,
    )
)


def texts_of(drafts: Sequence[Draft]) -> Iterator[str]:
    """Yield every text whose embedding the drafts will ask for."""
    for draft in drafts:
        if not draft.words:
            continue
        for word in draft.words:
            yield word.text
        _, units = units_of(draft)
        for unit in units:
            if unit.is_compared:
                yield unit.headword
                for option in unit.options:
                    yield from candidates.wordings_of(option)


def line_of(draft: Draft) -> Line:
    breaks = candidates.breaks_of(draft.pair.english, draft.words)
    windows = candidates.windows_of(draft.pair.english, draft.words)
    return Line(draft.pair.english, draft.words, windows, breaks)


def units_of(draft: Draft) -> tuple[list[Piece], list[Unit]]:
    """Return the pieces that English words may answer, and what is known of each."""
    return _units(draft, _name_spans(draft))


def _units(draft: Draft, named: dict[int, Span | None]) -> tuple[list[Piece], list[Unit]]:
    pieces = draft.linkable
    stems = frozenset(word.stem for word in draft.words if not word.is_function_word)
    said = tuple(numerals.said_in(draft.words))
    units = []
    for piece in pieces:
        headword = piece.of(draft.simplified)
        middle = (piece.start + piece.end) / 2 / max(1, len(draft.simplified))
        is_text = piece.kind in ("word", "name")
        place = named.get(piece.start) if piece.kind == "name" else None
        same = _words_in(draft, place) if place else frozenset()
        if not is_text:
            after = draft.simplified[piece.end : piece.end + 1]
            same = (
                _words_of_number(headword, after, draft.words, said)
                if piece.kind == "number"
                else frozenset(
                    e for e, word in enumerate(draft.words) if word.text.lower() == headword.lower()
                )
            )
        options = candidates.options_of(headword) if is_text else ()
        made = composed_of(draft, piece) if piece.kind == "word" and not options else None
        same = frozenset(made.words) if made is not None else same
        is_compared = (
            is_text
            and place is None
            and made is None
            and headword not in FUNCTION_WORDS  # told by their glosses alone
            and not any(candidates.is_met(option, stems) for option in options)
        )
        units.append(Unit(headword, middle, options, same, is_compared))
    return pieces, units


def composed_of(draft: Draft, piece: Piece) -> composed.Said | None:
    """Return what the line says a word without an entry means, None where it says nothing."""
    others = [p.of(draft.simplified) for p in draft.pieces if p.kind == "word" and p != piece]
    headword = piece.of(draft.simplified)
    return composed.said(headword, others, draft.pair.english, draft.words)


def _words_of_number(
    numeral: str,
    after: str,
    words: Sequence[EnglishWord],
    said: Iterable[tuple[float, tuple[int, ...]]],
) -> frozenset[int]:
    """Return the words that are worth as much as a number, or the month it is."""
    value = numerals.value_of(numeral)
    month = _MONTHS.get(value, "") if after == "月" and value is not None else ""
    found = {
        e
        for worth, places in said
        if value is not None and math.isclose(worth, value)
        for e in places
    }
    return frozenset(found | {e for e, word in enumerate(words) if word.text.lower() == month})


def _words_in(draft: Draft, span: Span) -> frozenset[int]:
    return frozenset(
        e for e, word in enumerate(draft.words) if span.start < word.end and word.start < span.end
    )


@dataclass(frozen=True, slots=True)
class Linked:
    """A draft with what its English line and its neighbours say of each piece, by where that begins."""

    draft: Draft
    line: Line
    heard: Heard
    named: dict[int, Span | None]
    units: dict[int, Unit]
    links: dict[int, Link | None]
    said: dict[int, Said | None]
    texts: tuple[str, ...]  # of all pieces, in order
    tags: tuple[str, ...]


def linked_of(draft: Draft, table: Similarities, likeness: Likeness) -> Linked:
    """Return the draft with its words linked to the English line."""
    heard = readings.readings_of(draft.simplified, draft.pieces, draft.pair.english)
    named = _name_spans(draft)
    pieces, units = _units(draft, named)
    line = line_of(draft)
    links = _beside_names(draft, pieces, linking.link(units, line, table, likeness), named)
    links = _unsure_where_denied(pieces, units, links, line)
    starts = [piece.start for piece in pieces]
    said = {
        piece.start: _said(
            draft, unit, link, line, table, _taken(unit, units, links) if link is None else set()
        )
        for piece, unit, link in zip(pieces, units, links, strict=True)
        if piece.kind == "word" and unit.options
    }
    return Linked(
        draft,
        line,
        heard,
        named,
        dict(zip(starts, units, strict=True)),
        dict(zip(starts, links, strict=True)),
        said,
        tuple(draft.simplified[piece.start : piece.end] for piece in draft.pieces),
        tuple(_neighbour(draft, piece).tag for piece in draft.pieces),
    )


def _beside_names(
    draft: Draft,
    pieces: Sequence[Piece],
    links: Sequence[Link | None],
    named: dict[int, Span | None],
) -> list[Link | None]:
    """Return the links without those of words to what is a name in the English line."""
    taken = {i for span in named.values() if span for i in _words_in(draft, span)}
    return [
        link if link is None or piece.kind == "name" or taken.isdisjoint(link.words) else None
        for piece, link in zip(pieces, links, strict=True)
    ]


def _unsure_where_denied(
    pieces: Sequence[Piece], units: Sequence[Unit], links: Sequence[Link | None], line: Line
) -> list[Link | None]:
    """Return the links, unsure where English says with one word what Chinese denies: 不 开门 and "closed"."""
    out = list(links)
    for at in range(1, len(out)):
        link, no = links[at], units[at - 1].headword
        is_beside = pieces[at - 1].end == pieces[at].start
        if link and not links[at - 1] and no in grammar_frames.NEGATION and is_beside:
            stems = {line.words[e].stem for e in link.words}
            if not any(candidates.is_met(option, stems) for option in units[at].options):
                out[at] = replace(link, score=min(link.score, _DENIED))
    return out


def votes_of(linked: Iterable[Linked]) -> Votes:
    """Return how often each sense of a word was told by the English words at its place, over an article.

    Of function words nothing is kept: an article has its subjects, but 也 is "also" in one line and "even" in the next.
    """
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in linked:
        for piece in each.draft.pieces:
            said = None if piece.is_later_part else each.said.get(piece.start)
            if said is not None and said.linked and said.whole:
                unit = each.units[piece.start]
                if unit.is_function_word:
                    continue
                chosen = ranked_senses(each, piece, {}).best
                votes[unit.headword][chosen.definition.gloss] += 1
    return votes


def ranked_senses(linked: Linked, piece: Piece, votes: Votes) -> Ranked:
    draft, unit = linked.draft, linked.units[piece.start]
    # Without a line the reading tells the sense. With one it is the other way round, but few lines
    # say which function word it is: its neighbours do.
    told = not draft.words or (unit.headword in FUNCTION_WORDS and piece.start in linked.heard.told)
    beside = around(draft, piece)
    return senses.choose(
        unit.headword,
        unit.options,
        linked.said[piece.start],
        heard=heard_of(linked, piece),
        told=told,
        beside=piece.start in linked.heard.told,
        form=piece.of(draft.traditional_text),
        written=draft.traditional,
        tag=piece.tag,
        around=beside,
        framed=_framed(linked, piece),
        counterpart_part=counterpart_part_of(linked, piece, beside),
        votes=votes.get(unit.headword, Counter()),
    )


def counterpart_part_of(linked: Linked, piece: Piece, beside: tuple[Neighbour, Neighbour]) -> Side:
    """Return whether the English words a piece is linked to are a noun or a verb, "" where that is not clear.

    The Chinese may say with a verb what the English says with a noun: where its neighbours ask for the
    other part, nothing is said.
    """
    link = linked.links[piece.start]
    if link is None or len(runs_of(link)) > 1:
        return ""
    draft = linked.draft
    part = counterpart_parts.part_at(draft.pair.english, draft.words, link.words[0], link.words[-1])
    asked = grammar.part_asked(*beside)
    return part if asked in ("", part) else ""


def heard_of(linked: Linked, piece: Piece) -> tuple[str, ...]:
    spots = piece.spots or range(piece.start, piece.end)
    return tuple(linked.heard.syllables[i] for i in spots)


def _taken(unit: Unit, units: Sequence[Unit], links: Sequence[Link | None]) -> Set[int]:
    """Return the English words, by index, that say what words other than the unit's mean."""
    return {
        e
        for other, link in zip(units, links, strict=True)
        if link is not None and link.score >= _SETTLED and other.headword != unit.headword
        for e in link.words
    }


def _said(
    draft: Draft,
    unit: Unit,
    link: Link | None,
    line: Line,
    table: Similarities,
    taken: Set[int],
) -> Said | None:
    if link is not None and not _tells_nothing(unit, link, line):
        return senses.said_at(
            unit.options,
            window_of_link(draft, link),
            link.score,
            line,
            table if unit.is_compared else None,
        )
    if unit.is_function_word or not line.words:
        return None
    return senses.said_anywhere(
        unit.options, unit.middle, line, table if unit.is_compared else None, taken
    )


def _tells_nothing(unit: Unit, link: Link, line: Line) -> bool:
    """Whether a link joins a word of matter to words of grammar alone, and is not sure: 白 to "for" of "for nothing"."""
    return (
        link.score < linking.CERTAIN
        and not unit.is_function_word
        and all(line.words[e].is_function_word for e in link.words)
    )


def window_of_link(draft: Draft, link: Link) -> Window:
    """Return a link's words as one window, those between its pieces left out."""
    runs = runs_of(link)
    windows = [candidates.window_of(draft.pair.english, draft.words, *run) for run in runs]
    return Window(
        link.words[0],
        link.words[-1],
        " ".join(window.text for window in windows),
        frozenset().union(*(window.stems for window in windows)),
        sum(window.weight for window in windows),
        all(window.is_function for window in windows),
        windows[0].compound if len(windows) == 1 else "",
    )


def runs_of(link: Link) -> list[tuple[int, int]]:
    """Return the first and last index of each run of neighbouring words of a link."""
    runs: list[tuple[int, int]] = []
    for word in link.words:
        if runs and runs[-1][1] == word - 1:
            runs[-1] = (runs[-1][0], word)
        else:
            runs.append((word, word))
    return runs


def around(draft: Draft, piece: Piece) -> tuple[Neighbour, Neighbour]:
    before = next((p for p in draft.pieces if p.end == piece.start), None)
    after = next((p for p in draft.pieces if p.start == piece.end), None)
    return _neighbour(draft, before), _neighbour(draft, after)


def _framed(linked: Linked, piece: Piece) -> str:
    """Return the wording of a usual sense that a frame of grammar asks for, "" where none does."""
    draft = linked.draft
    if not frames.has_frames(piece.of(draft.simplified)):
        return ""
    return frames.wording_asked(linked.texts, linked.tags, draft.pieces.index(piece))


def _neighbour(draft: Draft, piece: Piece | None) -> Neighbour:
    if piece is None or piece.kind == "punctuation":
        return Neighbour()
    text = draft.simplified[piece.start : piece.end]
    tag = "n" if piece.kind in ("name", "latin") else "m" if piece.kind == "number" else piece.tag
    # jieba has no tag for what we compose (变老): mostly its first character's serves
    tag = tag or segmentation.tag_of(text) or segmentation.tag_of(text[:1])
    return Neighbour(text, grammar.tag_of_common(text) if tag in _NAME_TAGS else tag)


def _name_spans(draft: Draft) -> dict[int, Span | None]:
    return {n.start: Span(*n.english) if n.english else None for n in draft.names}
