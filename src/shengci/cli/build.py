"""`shengci build`: an article in, an Anki package or a text out, and what became of every word."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated as Option
from typing import get_args

import typer

from shengci.cli.choices import choosing_words
from shengci.cli.delivery import Delivery, Form, check, deliver, form_of, suffix_of
from shengci.cli.options import (
    ANKI_URL,
    AnkiKey,
    AnkiUrl,
    ArticlePaths,
    EnglishPath,
    Url,
    clean_name,
    default_output,
    read_sources,
)
from shengci.cli.output import print_out, progress
from shengci.errors import SourceError
from shengci.records import (
    CardType,
    Characters,
    Deck,
    Levels,
    Reading,
    Settings,
    Standard,
    ToneColours,
    Voice,
)

_LISTED, _SHOWN = 10, 40  # unsure pairs in the summary, characters of each side


@choosing_words()
def build(
    articles: ArticlePaths = None,
    *,
    settings: Settings,
    url: Url = None,
    english: EnglishPath = None,
    output: Option[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="The package or text; default decks/<article>.apkg, - is stdout.",
        ),
    ] = None,
    form: Option[
        Form | None,
        typer.Option(
            "--format",
            help="What to write: an Anki package, text for Anki's import, a table, text for Pleco; default by the suffix of -o.",
        ),
    ] = None,
    push: Option[
        bool, typer.Option("--push", help="Import the package into the Anki that is open.")
    ] = False,
    anki_url: AnkiUrl = ANKI_URL,
    anki_key: AnkiKey = None,
    previous: Option[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The package your students have, if it is not the one being replaced.",
        ),
    ] = None,
    deck_name: Option[
        str,
        typer.Option("--deck", metavar="NAME", help="The deck's name; default Chinese::TITLE."),
    ] = "",
    sandhi: Option[
        bool, typer.Option("--sandhi", help="Write 一 and 不 in the tone they are spoken in.")
    ] = False,
    cards: Option[
        str,
        typer.Option(
            metavar="TYPES",
            help="The cards of each word, with commas: recognition (always made), production, listening, cloze, writing.",
        ),
    ] = "recognition",
    characters: Option[
        Characters, typer.Option(help="The characters that words and sentences are shown in.")
    ] = "article",
    reading: Option[
        Reading, typer.Option(help="What stands beside the word and above its sentence.")
    ] = "pinyin",
    tones: Option[
        ToneColours, typer.Option(help="Whose tone colours: Pleco's, Dummitt's, or none.")
    ] = "pleco",
    audio: Option[
        Voice,
        typer.Option(
            help="Who speaks: nobody, the system of the student, espeak-ng offline, Microsoft's voice over the network, a command of yours."
        ),
    ] = "system",
    voice_command: Option[
        str,
        typer.Option(
            metavar="COMMAND",
            help="The program of --audio command, with {text} or {pinyin}, and {out}, the file it writes.",
        ),
    ] = "",
    strokes: Option[
        Path | None,
        typer.Option(metavar="DIR", help="Stroke diagrams from this folder of hanzi-writer-data."),
    ] = None,
    templates: Option[
        Path | None,
        typer.Option(
            metavar="DIR", help="Card templates that take the place of ours: see templates copy."
        ),
    ] = None,
) -> None:
    """Make an Anki package of the words worth learning in a bilingual article, or in several."""
    settings = replace(
        settings,
        deck_name=clean_name(deck_name),
        sandhi=sandhi,
        cards=card_types(cards),
        characters=characters,
        reading=reading,
        tones=tones,
        voice=audio,
        voice_command=voice_command,
        strokes=strokes,
    )
    _check_sound(settings)
    chosen_form = form_of(form, output)
    with progress() as tell:
        from shengci import card_templates, media
        from shengci.pipeline import make_deck

        look = card_templates.load(templates, tones=tones, reading=reading)
        sources = read_sources(articles or [], url, english)
        target = output or default_output(articles or [], sources, suffix_of(chosen_form))
        anki = anki_url if push else None
        delivery = Delivery(chosen_form, target, previous, look, anki, anki_key)
        check(delivery)
        media.check(settings)
        deck = make_deck(sources, settings, tell)
        if chosen_form in ("apkg", "tsv"):  # the others can't hold sounds and pictures
            deck = media.add_media(deck, settings, progress=tell.count("Recording sounds"))
        delivered = deliver(deck, delivery, tell) if deck.notes else None
    if delivered is not None and delivered.content:  # stdout is for the text then
        typer.echo(_summary(deck, settings), err=True)
        print_out(delivered.content)
        return
    print_out(_summary(deck, settings) + "\n")
    if delivered is None:
        named = ", ".join(path.name for path in articles or []) or sources[0].title
        typer.echo(f"no word of {named} is left for a card: try a lower --min-level", err=True)
        raise typer.Exit(1)
    print_out(f"{delivered.report}\n")


def _check_sound(settings: Settings) -> None:
    if settings.voice == "none" and "listening" in settings.cards:
        raise SourceError("--cards listening has nothing to play with --audio none: leave one out")
    if (settings.voice == "command") != bool(settings.voice_command):
        raise SourceError("--audio command and --voice-command go together: give both or neither")


def card_types(text: str) -> tuple[CardType, ...]:
    """Return the card types that a list with commas names."""
    known = get_args(CardType)
    named = [name.strip().lower() for name in text.split(",") if name.strip()]
    for name in named:
        if name not in known:
            raise SourceError(f"--cards {name}: no such card: choose from {', '.join(known)}")
    return tuple(kind for kind in known if kind in named)


def _summary(deck: Deck, settings: Settings) -> str:
    kinds = Counter(pair.kind for pair in deck.pairs)
    statuses = Counter(word.status for word in deck.words)
    levels = Counter(
        _level_name(word.levels, settings.standard) for word in deck.words if word.status == "card"
    )
    one_sided = ", ".join(f"{n} {kind}" for kind, n in kinds.items() if kind != "pair")
    left_out = ", ".join(
        f"{n} {status}" for status, n in statuses.most_common() if status != "card"
    )
    by_level = ", ".join(f"{levels[name]} {name}" for name in sorted(levels))
    return "\n".join(
        (
            deck.name,
            f"  pairs     {kinds['pair']}" + (f" ({one_sided})" if one_sided else ""),
            f"  words     {len(deck.words)}",
            f"  cards     {statuses['card']}" + (f" ({by_level})" if by_level else ""),
            f"  left out  {left_out or 'nothing'}",
            *_whose(settings),
            *_doubts(deck, settings),
            *(f"  missing   {problem}" for problem in deck.problems),
        )
    )


def _whose(settings: Settings) -> Iterator[str]:
    """Yield where it is said what is known, which a user may not have named."""
    if settings.known:
        yield f"  known in  {settings.known.name} (--known none builds without)"


def _doubts(deck: Deck, settings: Settings) -> Iterator[str]:
    """Yield what a user should know of the pairing: no English at all, or pairs that make no card."""
    pairs = [pair for pair in deck.pairs if pair.kind == "pair"]
    if not pairs:
        yield "  no English: the cards have no source line, and their meanings are less sure"
    unsure = [pair for pair in pairs if pair.score < settings.min_pair_score]
    if unsure:
        yield f"  unsure    {len(unsure)} pairs below {settings.min_pair_score:g} make no card:"
    for pair in unsure[:_LISTED]:
        yield f"            line {pair.place.line} ({pair.score:.2f}): {_short(pair.chinese)} | {_short(pair.english)}"
    if len(unsure) > _LISTED:
        yield f"            and {len(unsure) - _LISTED} more: see them all with shengci pair"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _level_name(levels: Levels, standard: Standard) -> str:
    from shengci.lexicon import hsk

    level = levels.by(standard)
    return f"HSK {hsk.label(level)}" if level else "unlisted"
