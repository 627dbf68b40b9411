"""Where a deck goes: into a package, a text for another program, the Anki that is open."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from shengci.errors import AnkiError, SourceError
from shengci.records import Deck

if TYPE_CHECKING:
    from shengci.card_templates import CardTemplates

Form = Literal["apkg", "tsv", "csv", "pleco"]

STDOUT = Path("-")
_FORM_OF_SUFFIX: dict[str, Form] = {".apkg": "apkg", ".tsv": "tsv", ".csv": "csv"}


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the user asked for: the form, its file, the package students have, the look, the Anki to push to."""

    form: Form
    path: Path
    previous: Path | None
    templates: "CardTemplates"
    anki_url: str | None  # None: no push
    anki_key: str | None


@dataclass(frozen=True, slots=True)
class Delivered:
    """What to tell the user, and the text itself where it goes to stdout."""

    report: str
    content: str = ""


def form_of(form: Form | None, output: Path | None) -> Form:
    """Return the form that was chosen, by name or by the suffix of the file."""
    suffix = output.suffix.lower() if output else ""
    named = _FORM_OF_SUFFIX.get(suffix)
    if form is None:
        if suffix == ".txt":
            raise SourceError(
                f"{output}: may be two things: say --format pleco, or --format tsv for Anki"
            )
        return named or "apkg"
    if named is not None and named != form:
        raise SourceError(f"{output}: does not go with --format {form}: name it {suffix_of(form)}")
    return form


def suffix_of(form: Form) -> str:
    from shengci.note_texts import TEXT_FORMS

    return ".apkg" if form == "apkg" else TEXT_FORMS[form].suffix


def check(delivery: Delivery) -> None:
    """Raise an error now if the deck can't go there after all the work."""
    from shengci.files import check_text_target
    from shengci.note_texts import TEXT_FORMS
    from shengci.package import check_target

    if delivery.form == "apkg":
        if delivery.path == STDOUT:
            raise SourceError("-o -: a package can't be shown: name a file, or choose a --format")
        check_target(delivery.path, previous=delivery.previous)
        if delivery.anki_url is not None:
            from shengci import anki_connect

            anki_connect.check(delivery.anki_url, key=delivery.anki_key)
        return
    if delivery.previous is not None:
        raise SourceError(f"--previous goes with a package, not with --format {delivery.form}")
    if delivery.anki_url is not None:
        raise SourceError(f"--push takes a package, not --format {delivery.form}: leave one out")
    if delivery.path != STDOUT:
        check_text_target(delivery.path, TEXT_FORMS[delivery.form].beginning)


def deliver(deck: Deck, delivery: Delivery, tell: Callable[[str], None]) -> Delivered:
    """Write the deck where it was asked for, and push it if that was."""
    from shengci.files import write_text
    from shengci.note_texts import TEXT_FORMS

    if delivery.form == "apkg":
        return _deliver_package(deck, delivery, tell)
    content = TEXT_FORMS[delivery.form].text_of(deck)
    if delivery.path == STDOUT:
        return Delivered("", content)
    size = write_text(delivery.path, content)
    return Delivered(f"{delivery.path}: {len(deck.notes)} notes, {_kilobytes(size)}")


def _deliver_package(deck: Deck, delivery: Delivery, tell: Callable[[str], None]) -> Delivered:
    from shengci.package import write_package

    summary = write_package(
        deck, delivery.path, previous=delivery.previous, templates=delivery.templates
    )
    changes = f"{summary.new} new, {summary.changed} changed, {summary.unchanged} as before"
    report = f"{summary.path}: {summary.notes} notes ({changes}), {_kilobytes(summary.bytes)}"
    if delivery.anki_url is None:
        return Delivered(report)
    from shengci import anki_connect

    tell("Importing into Anki")
    try:
        pushed = anki_connect.push(summary.path, url=delivery.anki_url, key=delivery.anki_key)
    except AnkiError as error:
        raise AnkiError(f"{summary.path} is written, but not in Anki: {error}") from error
    there = summary.notes - pushed.added
    return Delivered(f"{report}\nAnki: {pushed.added} notes added, {there} were there already")


def _kilobytes(size: int) -> str:
    return f"{max(1, size // 1024)} KB"
