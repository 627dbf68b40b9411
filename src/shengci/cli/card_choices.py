"""The options that say what the cards are like, shared by the commands that make packages of articles.

A command that is `@choosing_cards` has them all and is given the `chosen_cards` they make in place of them.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args
from typing import Annotated as Option

import typer

from shengci.cli.choices import Command, gathering
from shengci.cli.options import clean_name
from shengci.errors import SourceError
from shengci.records import CardType, Characters, Reading, Settings, ToneColours, Voice

if TYPE_CHECKING:
    from shengci.card_templates import CardTemplates


@dataclass(frozen=True, slots=True)
class CardChoices:
    """What was chosen: settings that only concern cards, and the folder of the user's own templates."""

    chosen: Settings
    templates: Path | None

    def on(self, settings: Settings) -> Settings:
        """Return the settings that choose the words with these, which choose their cards."""
        chosen = self.chosen
        return replace(
            settings,
            deck_name=chosen.deck_name,
            sandhi=chosen.sandhi,
            cards=chosen.cards,
            characters=chosen.characters,
            reading=chosen.reading,
            tones=chosen.tones,
            voice=chosen.voice,
            voice_command=chosen.voice_command,
            strokes=chosen.strokes,
        )

    def look(self) -> "CardTemplates":
        """Return the card templates, the user's own in the place of ours."""
        from shengci import card_templates

        chosen = self.chosen
        return card_templates.load(self.templates, tones=chosen.tones, reading=chosen.reading)


def cards_chosen(
    *,
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
) -> CardChoices:
    """Return what these options choose."""
    chosen = Settings(
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
    _check_sound(chosen)
    return CardChoices(chosen, templates)


def choosing_cards(command: Command) -> Command:
    """Give a command the options of the cards, and call it with the `chosen_cards` they make."""
    return gathering(cards_chosen, "chosen_cards")(command)


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
