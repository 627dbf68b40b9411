"""A stand-in for AnkiConnect in a running Anki, with a real collection behind it.

It speaks the add-on's protocol: the status is 200 whatever happens, but for a foreign origin; an
empty request gets a greeting; the key is asked for by every action but `requestPermission`.
"""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from anki.collection import Collection
from anki.importing import AnkiPackageImporter


@dataclass
class RunningAnki:
    """What Anki and its add-on are set to, and the requests that came in."""

    collection: Collection | None
    key: str | None = None
    version: int = 6
    requests: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""

    def answer(self, request: dict[str, Any], origin: str | None) -> object:
        self.requests.append(request)
        action, params = request["action"], request.get("params", {})
        try:
            if request.get("key") != self.key and action != "requestPermission":
                raise RuntimeError("valid api key must be provided")
            if action == "requestPermission":
                result = self.permission(origin)
            else:
                result = self.action(action)(**params)
        except Exception as error:  # AnkiConnect does the same
            return {"result": None, "error": str(error)}
        return {"result": result, "error": None}

    def permission(self, origin: str | None) -> dict[str, Any]:
        if origin is not None:
            return {"permission": "denied"}
        needs_key = self.key is not None
        return {"permission": "granted", "requireApikey": needs_key, "version": self.version}

    def action(self, name: str) -> Callable[..., object]:
        actions: dict[str, Callable[..., object]] = {
            "version": lambda: self.version,
            "findNotes": lambda query: list(self.opened().find_notes(query)),
            "notesInfo": self.notes_info,
            "deckNames": self.deck_names,
            "importPackage": self.import_package,
        }
        if name not in actions:
            raise RuntimeError("unsupported action")
        return actions[name]

    def opened(self) -> Collection:
        if self.collection is None:
            raise RuntimeError("collection is not available")
        return self.collection

    def notes_info(self, notes: Sequence[Any]) -> list[dict[str, Any]]:
        collection = self.opened()
        found = [collection.get_note(note_id) for note_id in notes]
        return [
            {
                "noteId": note.id,
                "modelName": (note.note_type() or {})["name"],
                "tags": note.tags,
                "cards": list(note.card_ids()),
                "fields": {
                    name: {"value": value, "order": order}
                    for order, (name, value) in enumerate(note.items())
                },
            }
            for note in found
        ]

    def deck_names(self) -> list[str]:
        return [deck.name for deck in self.opened().decks.all_names_and_ids()]

    def import_package(self, path: str) -> bool:
        if self.collection is None:
            return False
        AnkiPackageImporter(self.collection, path).run()  # as AnkiConnect calls it
        return True


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        anki, origin = self.server.anki, self.headers.get("Origin")
        if not body:
            return self.reply(200, f"AnkiConnect v.{anki.version}".encode())
        request = json.loads(body)
        if origin is not None and request["action"] != "requestPermission":
            return self.reply(403, b"")
        return self.reply(200, json.dumps(anki.answer(request, origin)).encode())

    def reply(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(HTTPServer):
    anki: RunningAnki


@contextmanager
def running(anki: RunningAnki) -> Iterator[RunningAnki]:
    """Let it answer on a free port of this computer, which `anki.url` names."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.anki = anki
        anki.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield anki
        finally:
            server.shutdown()
            thread.join()
