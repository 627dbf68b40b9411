"""The tokens of a sentence pair: each piece with its reading, its sense here and its counterpart."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shengci import script
from shengci.lexicon import dictionary
from shengci.lexicon.function_words import FUNCTION_WORDS
from shengci.records import Entry, Sense, Span, Token
from shengci.words import (
    candidates,
    forms,
    linking,
    name_matches,
    name_readings,
    readings,
    segmentation,
    senses,
)
from shengci.words.candidates import Option, Similarities, Window
from shengci.words.drafts import Draft
from shengci.words.evidence import Line, Unit
from shengci.words.grammar import Neighbour
from shengci.words.linking import Link
from shengci.words.names import Name
from shengci.words.readings import Heard
from shengci.words.segmentation import Piece
from shengci.words.senses import Said

Votes = Mapping[str, Counter[str]]  # glosses by headword

_MONTHS = {
    str(number): name
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(),
        1,
    )
}
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|s)$")
_SAME_THING = 0.7  # cosine of a word without an entry and an English phrase that can stand for it


def texts_of(drafts: Sequence[Draft]) -> Iterator[str]:
    """Yield every text whose embedding the drafts will ask for."""
    for draft in drafts:
        if not draft.words:
            continue
        for w in candidates.embedded_windows(draft.windows):
            yield draft.windows[w].text
        _, units = units_of(draft)
        for unit in units:
            if unit.is_compared:
                yield unit.headword
                for option in unit.options:
                    yield from candidates.wordings_of(option)


def line_of(draft: Draft) -> Line:
    breaks = candidates.breaks_of(draft.pair.english, draft.words)
    return Line(draft.pair.english, draft.words, draft.windows, breaks)


def units_of(draft: Draft) -> tuple[list[Piece], list[Unit]]:
    """Return the pieces that English words may answer, and what is known of each."""
    return _units(draft, _name_spans(draft))


def _units(draft: Draft, named: dict[int, Span | None]) -> tuple[list[Piece], list[Unit]]:
    pieces = [
        piece for piece in draft.pieces if piece.kind != "punctuation" and not piece.is_later_part
    ]
    stems = frozenset(word.stem for word in draft.words if not word.is_function_word)
    units = []
    for piece in pieces:
        headword = piece.of(draft.simplified)
        middle = (piece.start + piece.end) / 2 / max(1, len(draft.simplified))
        is_text = piece.kind in ("word", "name")
        place = named.get(piece.start) if piece.kind == "name" else None
        same = _words_in(draft, place) if place else frozenset()
        if not is_text:
            after = draft.simplified[piece.end : piece.end + 1]
            wanted = {_plain(headword), _MONTHS.get(headword, "") if after == "月" else ""}
            same = frozenset(e for e, word in enumerate(draft.words) if _plain(word.text) in wanted)
        options = candidates.options_of(headword) if is_text else ()
        is_compared = (
            is_text
            and place is None
            and headword not in FUNCTION_WORDS  # told by their glosses alone
            and not any(candidates.is_met(option, stems) for option in options)
        )
        units.append(Unit(headword, middle, options, same, is_compared))
    return pieces, units


def _plain(text: str) -> str:
    return _ORDINAL.sub("", text.replace(",", "").lower())


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


def linked_of(draft: Draft, table: Similarities) -> Linked:
    """Return the draft with its words linked to the English line."""
    heard = readings.readings_of(draft.simplified, draft.pieces)
    named = _name_spans(draft)
    pieces, units = _units(draft, named)
    line = line_of(draft)
    links = _beside_names(draft, pieces, linking.link(units, line, table), named)
    starts = [piece.start for piece in pieces]
    said = {
        piece.start: _said(draft, unit, link, line, table)
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


def votes_of(linked: Iterable[Linked]) -> Votes:
    """Return how often each sense of a word was told by the English words at its place, over an article."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in linked:
        for piece in each.draft.pieces:
            said = None if piece.is_later_part else each.said.get(piece.start)
            if said is not None and said.linked and said.whole:
                unit = each.units[piece.start]
                chosen = _ranked(each, piece, {})[0]
                votes[unit.headword][chosen.definition.gloss] += 1
    return votes


def tokens_of(
    linked: Linked, table: Similarities, votes: Votes, known: dict[str, str]
) -> Iterator[Token]:
    """Yield the tokens of a draft, in order; `votes` are what the article's other sentences say."""
    draft = linked.draft
    by_start = {name.start: name for name in draft.names}
    said: set[int] = set()  # where the line says the numbers and Latin words met so far
    for piece in draft.pieces:
        if piece.kind == "name":
            name = by_start[piece.start]
            yield _name_token(linked, piece, name, known)
        elif piece.is_later_part:
            first = next(p for p in draft.pieces if p.start == piece.spots[0])
            yield _later_part(draft, piece, _word_token(linked, first, table, votes))
        elif piece.kind == "word":
            yield _word_token(linked, piece, table, votes)
        else:
            yield _plain_token(draft, piece, linked.links.get(piece.start), said)


def _ranked(linked: Linked, piece: Piece, votes: Votes) -> list[Option]:
    draft, unit = linked.draft, linked.units[piece.start]
    # Without a line the reading tells the sense. With one it is the other way round, but few lines
    # say which function word it is: its neighbours do.
    told = not draft.windows or (
        unit.headword in FUNCTION_WORDS and piece.start in linked.heard.told
    )
    return senses.choose(
        unit.headword,
        unit.options,
        linked.said[piece.start],
        heard=_heard(linked, piece),
        told=told,
        beside=piece.start in linked.heard.told,
        form=piece.of(draft.traditional_text),
        written=draft.traditional,
        tag=piece.tag,
        around=_around(draft, piece),
        votes=votes.get(unit.headword, Counter()),
    )


def _word_token(linked: Linked, piece: Piece, table: Similarities, votes: Votes) -> Token:
    draft, unit, link = linked.draft, linked.units[piece.start], linked.links[piece.start]
    text = draft.pair.chinese[piece.start : piece.end]
    here = _heard(linked, piece)
    spans = _spans(draft, link)
    score = _confidence(link)
    if not unit.options:
        return _composed(draft, piece, here, link, table)
    said = linked.said[piece.start]
    ranked = _ranked(linked, piece, votes)
    chosen = ranked[0]
    entry, definition = chosen.entry, chosen.definition
    unlisted = (
        len(text) == len(here) == 1
        and not draft.windows
        and readings.agreement_of(entry.pinyin, here) < 1
    )
    met = _met_wording(draft, chosen, link)
    reasons = [f"sense of {len(unit.options)}" if len(unit.options) > 1 else "only sense"]
    if spans:
        reasons.append("counterpart met by gloss" if met else "counterpart close in meaning")
    token = Token(
        text,
        piece.start,
        piece.end,
        "word",
        headword=unit.headword,
        traditional=piece.of(draft.pair.chinese) if draft.traditional else entry.traditional,
        pinyin=here if unlisted else entry.pinyin,
        meaning=senses.sense_of(ranked, said, met),
        senses=senses.other_glosses(unit.options, chosen),
        measure_words=entry.measure_words,
        part_of_speech=senses.part_of_speech(definition, piece.tag),
        counterpart=spans,
        score=score,
        reasons=tuple(reasons),
    )
    return _as_said(piece, token) if piece.spots else token


def _heard(linked: Linked, piece: Piece) -> tuple[str, ...]:
    spots = piece.spots or range(piece.start, piece.end)
    return tuple(linked.heard.syllables[i] for i in spots)


def _as_said(piece: Piece, token: Token) -> Token:
    """Return a token of another headword than its text with the text's syllables, and its parts."""
    if piece.spots[-1] < piece.end:
        return replace(token, spoken=forms.spoken_of(token.text, token.pinyin))
    parts = (
        Span(piece.start, piece.end),
        Span(piece.spots[piece.end - piece.start], piece.spots[-1] + 1),
    )
    return replace(token, spoken=token.pinyin[: len(token.text)], parts=parts)


def _later_part(draft: Draft, piece: Piece, first: Token) -> Token:
    text = draft.pair.chinese[piece.start : piece.end]
    spoken = first.pinyin[-len(text) :]
    return replace(first, text=text, start=piece.start, end=piece.end, spoken=spoken)


def _said(
    draft: Draft, unit: Unit, link: Link | None, line: Line, table: Similarities
) -> Said | None:
    if link is not None:
        return senses.said_at(
            unit.options,
            _window(draft, link),
            link.score,
            line,
            table if unit.is_compared else None,
        )
    if unit.is_function_word or not line.words:
        return None
    return senses.said_anywhere(
        unit.options, unit.middle, line, table if unit.is_compared else None
    )


def _window(draft: Draft, link: Link) -> Window:
    """Return a link's words as one window, those between its pieces left out."""
    runs = _runs(link)
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


def _runs(link: Link) -> list[tuple[int, int]]:
    """Return the first and last index of each run of neighbouring words of a link."""
    runs: list[tuple[int, int]] = []
    for word in link.words:
        if runs and runs[-1][1] == word - 1:
            runs[-1] = (runs[-1][0], word)
        else:
            runs.append((word, word))
    return runs


def _around(draft: Draft, piece: Piece) -> tuple[Neighbour, Neighbour]:
    before = next((p for p in draft.pieces if p.end == piece.start), None)
    after = next((p for p in draft.pieces if p.start == piece.end), None)
    return _neighbour(draft, before), _neighbour(draft, after)


def _neighbour(draft: Draft, piece: Piece | None) -> Neighbour:
    if piece is None or piece.kind == "punctuation":
        return Neighbour()
    text = draft.simplified[piece.start : piece.end]
    tag = "n" if piece.kind in ("name", "latin") else "m" if piece.kind == "number" else piece.tag
    return Neighbour(text, tag or segmentation.tag_of(text))


def _met_wording(draft: Draft, option: candidates.Option, link: Link | None) -> str:
    """Return the wording of the sense that the linked English words hold, "" if none does."""
    if link is None:
        return ""
    stems = _window(draft, link).stems
    for wording in option.definition.alternatives:
        if candidates.alternative_stems(wording)[0] <= stems:
            return wording
    return ""


def _composed(
    draft: Draft,
    piece: Piece,
    heard: tuple[str, ...],
    link: Link | None,
    table: Similarities,
) -> Token:
    """Return a word that no dictionary has, with what its counterpart or its parts say it means."""
    headword = draft.simplified[piece.start : piece.end]
    text = draft.pair.chinese[piece.start : piece.end]
    spans = _spans(draft, link)
    traditional = text if draft.traditional else draft.traditional_text[piece.start : piece.end]
    pinyin = [s or readings.reading_alone(c) for s, c in zip(heard, headword, strict=True)]
    if len(headword) > 1 and headword.endswith("儿"):
        pinyin[-1] = "r5"
    return Token(
        text,
        piece.start,
        piece.end,
        "word",
        headword,
        traditional,
        tuple(pinyin),
        _meaning_without_entry(draft, headword, link, table),
        part_of_speech=senses.part_of_speech(None, piece.tag),
        counterpart=spans,
        score=_confidence(link),
        reasons=("no entry in the dictionary",),
    )


def _meaning_without_entry(
    draft: Draft, headword: str, link: Link | None, table: Similarities
) -> Sense | None:
    """Return what the English line says the word means, or what its parts do, None if neither is clear.

    An English counterpart counts where it is close to the whole word, not to a part of it; parts where
    each is a word of its own, or the line has a gloss of each.
    """
    if link is not None and link.score >= linking.CERTAIN:
        counterpart = _window(draft, link).text
        if float(table.between([headword], [counterpart])[0, 0]) >= _SAME_THING:
            return Sense(_lower(counterpart), "counterpart")
    glosses = [_part_gloss(part, draft) for part in segmentation.best_split(headword)]
    if len(glosses) > 1 and all(glosses):
        return Sense(" + ".join(gloss for gloss in glosses if gloss), "parts")
    return None


def _part_gloss(part: str, draft: Draft) -> str | None:
    options = [o for o in candidates.options_of(part) if not o.entry.is_name]
    if options and draft.windows:
        met = candidates.gloss_scores(options, draft.windows).max(axis=1)
        if met.max() >= 1.0:
            return senses.short_gloss(options[int(met.argmax())].definition).split(";")[0]
    return (
        senses.short_gloss(options[0].definition).split(";")[0]
        if options and len(part) > 1
        else None
    )


def _lower(text: str) -> str:
    """Return text without the capital of a line's first word; acronyms and names keep theirs."""
    return text[0].lower() + text[1:] if text[1:] == text[1:].lower() else text


def _spans(draft: Draft, link: Link | None) -> tuple[Span, ...]:
    if link is None or link.score < linking.CERTAIN:
        return ()
    return tuple(
        Span(draft.words[first].start, draft.words[last].end) for first, last in _runs(link)
    )


def _confidence(link: Link | None) -> float:
    return round(link.score, 2) if link else 0.0


def _name_spans(draft: Draft) -> dict[int, Span | None]:
    return {n.start: Span(*n.english) if n.english else None for n in draft.names}


def _name_token(linked: Linked, piece: Piece, name: Name, known: dict[str, str]) -> Token:
    draft, heard, span = linked.draft, linked.heard, linked.named[piece.start]
    spans = (span,) if span else _spans(draft, linked.links[piece.start])
    headword = draft.simplified[piece.start : piece.end]
    text = draft.pair.chinese[piece.start : piece.end]
    entries = [entry for entry in dictionary.entries_of(headword) if entry.definitions]
    english_form = draft.pair.english[span.start : span.end] if span else known.get(headword, "")
    meaning = _meaning_of_name(headword, known.get(headword) or english_form, entries)
    return Token(
        text,
        piece.start,
        piece.end,
        "name",
        headword=headword,
        traditional=text
        if draft.traditional
        else (entries[0].traditional if entries else script.to_traditional(headword)),
        pinyin=name_readings.reading_of_name(
            headword,
            heard.syllables[piece.start : piece.end],
            heard.likelihoods[piece.start : piece.end],
            known.get(headword) or english_form,
            name.reason,
        ),
        meaning=meaning,
        counterpart=spans,
        score=0.97 if span else _confidence(linked.links[piece.start]),
        reasons=(name.reason,),
        name_type=name.kind,
    )


def _meaning_of_name(headword: str, form: str, entries: Sequence[Entry]) -> Sense | None:
    """Return a name's English form, or the dictionary's where the line has an adjective: China, not Chinese."""
    named = [entry for entry in entries if entry.is_name] or entries
    if form and not (
        name_matches.is_proper(headword) and not name_matches.is_name_of(headword, form)
    ):
        return Sense(form, "counterpart")
    return Sense(senses.short_gloss(named[0].definitions[0])) if named else None


def _plain_token(draft: Draft, piece: Piece, link: Link | None, said: set[int]) -> Token:
    text = draft.pair.chinese[piece.start : piece.end]
    spans: tuple[Span, ...] = ()
    pinyin: tuple[str, ...] = ()
    if piece.kind in ("latin", "number"):
        spans = tuple(span for span in _spans(draft, link) if span.start not in said)
        if not spans and (span := _said_as_it_is(text, draft, said)):
            spans = (span,)
        said.update(span.start for span in spans)
        pinyin = tuple(
            readings.reading_alone(char) if segmentation.is_han(char) else char
            for char in draft.simplified[piece.start : piece.end]
        )
    return Token(
        text,
        piece.start,
        piece.end,
        piece.kind,
        text,
        text,
        pinyin,
        counterpart=spans,
        score=float(bool(spans)),
    )


def _said_as_it_is(text: str, draft: Draft, said: set[int]) -> Span | None:
    """Return where the line has a number or Latin word as a whole, each place once."""
    whole = re.compile(rf"(?<![\w.,])(?<![A-Za-z]['’-]){re.escape(text)}(?!\w|[.,]\d)")
    for match in whole.finditer(draft.pair.english):
        taken = any(
            n.english and n.english[0] < match.end() and match.start() < n.english[1]
            for n in draft.names
        )
        if match.start() not in said and not taken:
            said.add(match.start())
            return Span(*match.span())
    return None
