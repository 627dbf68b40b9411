"""`shengci build`: an article in, an Anki package or a text out, and what became of every word."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated as Option

import typer

from shengci.cli.card_choices import CardChoices, choosing_cards
from shengci.cli.choices import choosing_words
from shengci.cli.delivery import Delivery, Form, check, deliver, form_of, suffix_of
from shengci.cli.options import (
    ANKI_URL,
    AnkiKey,
    AnkiUrl,
    ArticlePaths,
    EnglishPath,
    Url,
    default_output,
    read_sources,
)
from shengci.cli.output import print_out, progress
from shengci.records import Deck, Levels, Settings, Standard

_LISTED, _SHOWN = 10, 40  # unsure pairs in the summary, characters of each side


@choosing_words()
@choosing_cards
def build(
    articles: ArticlePaths = None,
    *,
    settings: Settings,
    chosen_cards: CardChoices,
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
) -> None:
    """Make an Anki package of the words worth learning in a bilingual article, or in several."""
    settings = chosen_cards.on(settings)
    chosen_form = form_of(form, output)
    with progress() as tell:
        from shengci import media
        from shengci.pipeline import make_deck

        look = chosen_cards.look()
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
