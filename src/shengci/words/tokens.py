"""The tokens of a sentence pair: each piece with its reading, its sense here and its counterpart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shengci import script
from shengci.lexicon import dictionary
from shengci.records import Entry, Sense, Span, Token
from shengci.words import (
    candidates,
    composed,
    derived,
    forms,
    grammar,
    linking,
    name_readings,
    name_wordings,
    parts_of_speech,
    readings,
    segmentation,
    senses,
)
from shengci.words.candidates import Option, Similarities, Window
from shengci.words.drafts import Draft
from shengci.words.linked import (
    Linked,
    Votes,
    around,
    composed_of,
    counterpart_part_of,
    heard_of,
    ranked_senses,
    runs_of,
    window_of_link,
)
from shengci.words.linking import Link
from shengci.words.names import Name
from shengci.words.segmentation import Piece
from shengci.words.vocabulary import is_coloured

_SAME_THING = 0.7  # cosine of a word without an entry and an English phrase that can stand for it


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


def _word_token(linked: Linked, piece: Piece, table: Similarities, votes: Votes) -> Token:
    draft, unit, link = linked.draft, linked.units[piece.start], linked.links[piece.start]
    text = draft.pair.chinese[piece.start : piece.end]
    here = heard_of(linked, piece)
    spans = _spans(draft, link)
    score = _confidence(link)
    if not unit.options:
        return _composed(linked, piece, here, table)
    said = linked.said[piece.start]
    ranked = ranked_senses(linked, piece, votes)
    if other := _unlisted_sense(linked, piece, ranked.best):
        ranked = senses.Ranked((other,))
    chosen = ranked.best
    entry, definition = chosen.entry, chosen.definition
    unlisted = (
        len(text) == len(here) == 1
        and not draft.words
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
        part_of_speech=parts_of_speech.part_of_speech(definition, piece.tag),
        counterpart=spans,
        score=score,
        reasons=tuple(reasons),
    )
    return _as_said(piece, token) if piece.spots else token


def _unlisted_sense(linked: Linked, piece: Piece, sense: Option) -> Option | None:
    """Return the sense as the noun or verb that both lines ask for, or as the line says it word for word.

    None where it is as they ask.
    """
    link, headword = linked.links[piece.start], linked.units[piece.start].headword
    if link is None or len(headword) < 2 or piece.spots:
        return None  # 看 and 看看 are what somebody does, also where the line has "a look"
    words = [linked.draft.words[i] for i in link.words]
    options = linked.units[piece.start].options
    if link.score >= linking.CERTAIN and (said := derived.literal(options, sense, words)):
        return said
    beside = around(linked.draft, piece)
    part = counterpart_part_of(linked, piece, beside)
    if not part or part != grammar.part_asked(*beside):
        return None
    if part == "verb" and not piece.tag.startswith("v"):
        return None
    return derived.in_part(sense, part, words)


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


def _met_wording(draft: Draft, option: Option, link: Link | None) -> str:
    """Return the wording of the sense that the linked English words hold, "" if none does."""
    if link is None:
        return ""
    stems = window_of_link(draft, link).stems
    for wording in option.definition.alternatives:
        if candidates.alternative_stems(wording)[0] <= stems:
            return wording
    return ""


def _composed(linked: Linked, piece: Piece, heard: tuple[str, ...], table: Similarities) -> Token:
    """Return a word that no dictionary has, with what its counterpart or its parts say it means."""
    draft, link = linked.draft, linked.links[piece.start]
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
        _meaning_without_entry(draft, piece, link, table),
        part_of_speech=parts_of_speech.part_of_speech(None, piece.tag),
        counterpart=spans,
        score=_confidence(link),
        reasons=("no entry in the dictionary",),
    )


def _meaning_without_entry(
    draft: Draft, piece: Piece, link: Link | None, table: Similarities
) -> Sense | None:
    """Return what the English line says the word means, or what its parts do, None if neither is clear.

    An English counterpart counts where it says the word part by part, or is close to the whole word, not
    to a part of it; parts where each is a word of its own, or the line has a gloss of each.
    """
    headword = draft.simplified[piece.start : piece.end]
    if made := composed_of(draft, piece):
        return Sense(made.gloss, "counterpart")
    if link is not None and link.score >= linking.CERTAIN:
        counterpart = window_of_link(draft, link).text
        if float(table.between([headword], [counterpart])[0, 0]) >= _SAME_THING:
            return Sense(_lower(counterpart), "counterpart")
    if is_coloured(headword):
        return Sense(senses.short_gloss(candidates.options_of(headword[0])[0].definition), "parts")
    windows = candidates.windows_of(draft.pair.english, draft.words)
    glosses = [_part_gloss(part, windows) for part in composed.parts_of(headword)]
    if len(glosses) > 1 and all(glosses):
        return Sense(" + ".join(gloss for gloss in glosses if gloss), "parts")
    return None


def _part_gloss(part: str, windows: Sequence[Window]) -> str | None:
    options = [o for o in candidates.options_of(part) if not o.entry.is_name]
    if options and windows:
        met = candidates.gloss_scores(options, windows).max(axis=1)
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
        Span(draft.words[first].start, draft.words[last].end) for first, last in runs_of(link)
    )


def _confidence(link: Link | None) -> float:
    return round(link.score, 2) if link else 0.0


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
        name_wordings.is_proper(headword) and not name_wordings.is_name_of(headword, form)
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
    if text not in draft.pair.english:
        return None
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
