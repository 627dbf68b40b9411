"""The note type as a package holds it: the frozen structure dressed in templates and CSS."""

from typing import Any

import genanki

from shengci.card_templates import CardTemplates
from shengci.notetype import CARD_TEMPLATES, FIELDS, NOTE_TYPE_ID, NOTE_TYPE_NAME, digest
from shengci.package.rows import REQUIRED


def note_type_of(model: genanki.Model, earlier: dict[str, Any] | None, now: int) -> dict[str, Any]:
    """Return the note type as a package holds it; its time rises only if it changed."""
    note_type: dict[str, Any] = model.to_json(now, None)
    if earlier is not None:
        same = (note_type | {"mod": earlier["mod"]}) == earlier
        note_type["mod"] = earlier["mod"] if same else max(now, earlier["mod"] + 1)
    return note_type


def make_model(look: CardTemplates) -> genanki.Model:
    """Return the note type as genanki has it, with fixed ids for fields and card templates."""
    fields = [
        # Without one of its fields a student's note type would take no updates any more.
        {"name": name, "id": stable_id("field", name), "font": "Arial", "preventDeletion": True}
        for name in FIELDS
    ]
    templates = [
        {"name": name, "id": stable_id("card template", name), "qfmt": front, "afmt": back}
        for name, front, back in zip(CARD_TEMPLATES, look.fronts, look.backs, strict=True)
    ]
    model = genanki.Model(NOTE_TYPE_ID, NOTE_TYPE_NAME, fields, templates, look.css)
    # genanki would guess this by rendering every template with one field empty at a time.
    model._req = [[template, "all", [required]] for template, required in enumerate(REQUIRED)]
    return model


def stable_id(kind: str, name: str) -> int:
    """Return an id that nothing but the name decides, from 2^30 to 2^31 as genanki advises."""
    return (1 << 30) + int(digest(kind, name), 16) % (1 << 30)
