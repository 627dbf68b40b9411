"""The card builder: a ranked word to an Anki note, its fields escaped HTML in the note type's order."""

import html
import re
from collections.abc import Sequence
from dataclasses import replace

from shengci import pinyin
from shengci.lexicon import dictionary, hsk
from shengci.notetype import FIELDS, guid_for
from shengci.records import (
    Annotated,
    AnnotatedPair,
    Article,
    Note,
    Occurrence,
    RankedWord,
    Settings,
    Span,
    Token,
)

_MORE_SENTENCES = 3
_KIND_OF_NAME = {
    "person": "name of a person",
    "place": "name of a place",
    "organisation": "name of an organisation",
    "work": "title of a work",
}
_ORIGINS = {"parts": "put together from its parts", "counterpart": "as the English line has it"}


def make_notes(
    words: Sequence[RankedWord], annotated: Annotated, article: Article, settings: Settings
) -> tuple[Note, ...]:
    """Return a note for every word with the status "card", in their order; names in a sub-deck."""
    deck = deck_name(article, settings)
    cards = [word for word in words if word.status == "card"]
    return tuple(_note(word, annotated, article, deck, settings) for word in cards)


def deck_name(article: Article, settings: Settings) -> str:
    """Return the deck's name: the one chosen, else the article's title.

    Two colons part the levels of Anki's deck tree, so a title's own are written in full width.
    """
    return settings.deck_name or article.title.replace("::", "：：")


def _note(
    word: RankedWord, annotated: Annotated, article: Article, deck: str, settings: Settings
) -> Note:
    token = word.token
    values = dict.fromkeys(FIELDS, "")
    values.update(_word_fields(word, annotated.traditional, settings))
    if word.example is not None:
        values.update(_sentence_fields(annotated, word, settings))
    values["Article"] = escape(", ".join(filter(None, (article.title, article.date))))
    level = hsk.label(word.levels.hsk) or "unlisted"
    tags = (
        f"article::{_tag(article.title)}",
        f"hsk::{level}",
        *(("name", *filter(None, [token.name_type])) if token.kind == "name" else ()),
    )
    place = f"{deck}::Names" if token.kind == "name" else deck
    return Note(
        guid_for(token.headword, token.pinyin),
        tuple(values[field] for field in FIELDS),
        tags,
        place,
    )


def _word_fields(word: RankedWord, traditional: bool, settings: Settings) -> dict[str, str]:
    token, levels = word.token, word.levels
    (said,) = _said([replace(token, text=token.headword, spoken=())], settings)
    shown = token.traditional if traditional else token.headword
    return {
        "Word": escape(shown),
        "Traditional": escape(token.traditional) if token.traditional != shown else "",
        "Pinyin": coloured_pinyin(said.pinyin),
        "Zhuyin": escape(" ".join(filter(None, map(pinyin.zhuyin, said.pinyin)))),
        "Meaning": _meaning(token),
        "Senses": _list("ol", [escape(sense) for sense in token.senses]),
        "MeasureWords": escape(", ".join(token.measure_words)),
        "PartOfSpeech": escape(token.part_of_speech or _KIND_OF_NAME.get(token.name_type, "")),
        "HSK": hsk.label(levels.hsk),
        "HSK2021": hsk.label(levels.hsk2021),
        "HSK2": hsk.label(levels.hsk2),
        "Frequency": _frequency(word),
        "Breakdown": _breakdown(token, traditional),
    }


def _said(tokens: Sequence[Token], settings: Settings) -> list[Token]:
    """Return the tokens with the readings a card shows: of the dictionary, or as they are spoken."""
    if not settings.sandhi:
        return list(tokens)
    spoken = pinyin.spoken([(token.text, token.syllables) for token in tokens])
    return [
        replace(token, pinyin=said, spoken=()) for token, said in zip(tokens, spoken, strict=True)
    ]


def _sentence_fields(annotated: Annotated, word: RankedWord, settings: Settings) -> dict[str, str]:
    assert word.example is not None
    pair = annotated.pairs[word.example.pair]
    token = pair.tokens[word.example.token]
    shown = pair.shown_with(token)
    lang = "zh-Hant" if annotated.traditional else "zh-Hans"
    blank = f'<b class="blank">{"＿" * len(token.text)}</b>'
    tokens = [other for other in pair.tokens if shown.chinese.holds(other)]
    return {
        "Sentence": _chinese(
            _marked(pair.pair.chinese, token.parts or [token], shown.chinese), lang
        ),
        "SentencePinyin": escape(sentence_pinyin(_said(tokens, settings))),
        "SourceLine": _marked(pair.pair.english, token.counterpart, shown.english),
        "ClozeSentence": _chinese(_blanked(pair, token, blank, shown.chinese), lang),
        "MoreSentences": _more_sentences(annotated, word, lang),
    }


def escape(text: str) -> str:
    """Return text as HTML that shows it as it is, also where Anki would read its own marks in it.

    Those are braces (fields, clozes) and brackets (sounds, speech, LaTeX).

    >>> escape("a < b & {{Word}}")
    'a &lt; b &amp; &#123;&#123;Word&#125;&#125;'
    """
    return (
        html.escape(text, quote=False)
        .replace("{", "&#123;")
        .replace("}", "&#125;")
        .replace("[", "&#91;")
    )


def coloured_pinyin(syllables: tuple[str, ...]) -> str:
    """Return a reading with each syllable in a span of its tone's class, t1 to t5.

    >>> coloured_pinyin(("di4", "fang5"))
    '<span class="t4">dì</span><span class="t5">fang</span>'
    """
    groups = pinyin.groups(tuple(filter(None, syllables)))
    return "".join(f'<span class="t{tone}">{escape(text)}</span>' for text, tone in groups)


def sentence_pinyin(tokens: Sequence[Token]) -> str:
    """Return a sentence in pinyin, word by word, with its punctuation in half width."""
    parts: list[str] = []
    for token in tokens:
        if token.syllables:
            parts.append(" " + pinyin.joined(token.syllables))
        elif token.kind == "punctuation":
            parts.append(token.text.translate(_HALF_WIDTH))
        else:
            parts.append(" " + token.text)
    text = re.sub(r"([“‘(《]) ", r" \1", "".join(parts))
    return re.sub(r"\s+", " ", text).strip()


_HALF_WIDTH = str.maketrans("，。！？；：（）、", ",.!?;:(),")


def _meaning(token: Token) -> str:
    if token.meaning is None:
        return ""
    origin = _ORIGINS.get(token.meaning.origin)
    if token.kind == "name" or origin is None:
        return escape(token.meaning.gloss)
    return f'{escape(token.meaning.gloss)} <span class="origin">{origin}</span>'


def _frequency(word: RankedWord) -> str:
    text = f"{word.zipf:.1f}" if word.zipf else "rare"
    if word.levels.estimate is not None and word.token.kind != "name":
        text += f"; estimated level {hsk.label(word.levels.estimate)}"
    return text


def _breakdown(token: Token, traditional: bool) -> str:
    if len(token.headword) < 2 or token.kind == "name":
        return ""
    forms = (
        token.traditional
        if traditional and len(token.traditional) == len(token.headword)
        else token.headword
    )
    rows = []
    for form, character, syllable in zip(forms, token.headword, token.pinyin, strict=False):
        gloss = _character_gloss(character, syllable)
        if gloss:
            lang = "zh-Hant" if traditional else "zh-Hans"
            rows.append(
                f'<span lang="{lang}">{escape(form)}</span> {escape(pinyin.marked(syllable))} {escape(gloss)}'
            )
    return _list("ul", rows)


def _character_gloss(character: str, syllable: str) -> str:
    entries = [
        entry
        for entry in dictionary.entries_of(character)
        if not entry.is_name and entry.definitions
    ]
    same = [e for e in entries if e.pinyin[0] == syllable] or [
        e for e in entries if syllable.endswith("5") and e.pinyin[0][:-1] == syllable[:-1]
    ]
    return "; ".join(d.gloss for d in same[0].definitions[:2]) if same else ""


def _more_sentences(annotated: Annotated, word: RankedWord, lang: str) -> str:
    """Return the whole of the pair that is shown in part, if it is, and the word's other sentences."""
    assert word.example is not None
    rows, seen = [], {word.example.pair}
    for place in word.occurrences:
        pair = annotated.pairs[place.pair]
        if place.pair in seen or pair.pair.kind != "pair":
            continue
        seen.add(place.pair)
        rows.append(_sentence_row(pair, place, lang))
    rows = rows[:_MORE_SENTENCES]
    example = annotated.pairs[word.example.pair]
    if example.shown_with(example.tokens[word.example.token]) != example.pair.whole:
        rows.insert(0, _sentence_row(example, word.example, lang))
    return _list("ul", rows)


def _sentence_row(pair: AnnotatedPair, place: Occurrence, lang: str) -> str:
    token = pair.tokens[place.token]
    chinese = _chinese(_marked(pair.pair.chinese, token.parts or [token]), lang)
    return chinese + "<br>" + _marked(pair.pair.english, token.counterpart)


def _marked(text: str, marked: Sequence[Span | Token], shown: Span | None = None) -> str:
    """Return what is shown of the text (None: all) with the marked pieces of it in bold."""
    at, stop = (shown.start, shown.end) if shown else (0, len(text))
    out = ""
    for piece in sorted(marked, key=lambda piece: piece.start):
        out += escape(text[at : piece.start]) + f"<b>{escape(text[piece.start : piece.end])}</b>"
        at = piece.end
    return out + escape(text[at:stop])


def _blanked(pair: AnnotatedPair, token: Token, blank: str, shown: Span) -> str:
    """Return the sentence with every place of the word blanked, also inside a longer one.

    The 煮 of 煮熟 would give away the one that is asked for.
    """
    forms = {t.text for t in pair.tokens if t.headword == token.headword}
    chinese = pair.pair.chinese[shown.start : shown.end]
    parts = re.split("|".join(map(re.escape, forms)), chinese)
    return blank.join(map(escape, parts))


def _chinese(markup: str, lang: str) -> str:
    return f'<span lang="{lang}">{markup}</span>'


def _list(kind: str, rows: Sequence[str]) -> str:
    return f"<{kind}>" + "".join(f"<li>{row}</li>" for row in rows) + f"</{kind}>" if rows else ""


def _tag(title: str) -> str:
    """Return a title as one tag: Anki splits tags at spaces and nests them at two colons.

    >>> _tag("A.I. 与夜市: 一篇 报道")
    'A.I._与夜市:_一篇_报道'
    """
    return re.sub(r":{2,}", ":", re.sub(r"[\s\"“”]+", "_", title.strip())).strip("_:") or "untitled"
