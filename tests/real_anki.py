"""What the tests do in a student's Anki: import a package, review, look at a card."""

import html
import re
from pathlib import Path
from typing import Any

from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportLogWithChanges,
)
from anki.import_export_pb2 import IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER as IF_NEWER
from anki.scheduler.v3 import CardAnswer


def take(
    student: Collection, package: Path, *, merge: bool = False, update: int = IF_NEWER
) -> ImportLogWithChanges.Log:
    """Import a package as a double click on it does, or with the boxes of the dialog set otherwise."""
    options = ImportAnkiPackageOptions(
        update_notes=update, update_notetypes=update, merge_notetypes=merge
    )
    request = ImportAnkiPackageRequest(package_path=str(package), options=options)
    return student.import_anki_package(request).log


def counts(log: ImportLogWithChanges.Log) -> dict[str, int]:
    """Return how many notes the import put under each heading, without the empty ones."""
    return {
        descriptor.name: len(notes)
        for descriptor, notes in log.ListFields()
        if descriptor.name != "found_notes"
    }


def fields_of(student: Collection, word: str) -> dict[str, str]:
    (note_id,) = student.find_notes(f"Word:{word}")
    return dict(student.get_note(note_id).items())


def review_everything(student: Collection) -> list[Any]:
    """Answer every card as easy and return what the scheduler keeps about them."""
    for card_id in student.find_cards(""):
        card = student.get_card(card_id)
        card.start_timer()
        states = student._backend.get_scheduling_states(card_id)
        answer = student.sched.build_answer(card=card, states=states, rating=CardAnswer.EASY)
        student.sched.answer_card(answer)
    kept = schedule(student)
    assert all(kept)
    return kept


def schedule(student: Collection) -> list[Any]:
    assert student.db is not None
    cards = "SELECT id, nid, did, type, queue, due, ivl, factor, reps FROM cards WHERE reps > 0"
    return [student.db.all(cards), student.db.all("SELECT * FROM revlog")]


def visible(text: str) -> str:
    """Return what a learner sees without a tap on the sentence; a loudspeaker counts as something."""
    text = re.sub(r"(?s)<(style|script|rt)\b.*?</\1>", "", text)
    return html.unescape(re.sub(r"<[^>]+>", "", text)).strip()
