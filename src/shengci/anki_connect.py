"""The Anki that is running, through its add-on AnkiConnect (API version 6): asking it, giving it a package.

Anki itself opens the package, as on a double click: GUIDs, note type, media and reviews are treated
the same way. It has to be able to read the file, so it runs on this computer. The protocol is at
https://git.sr.ht/~foosoft/anki-connect; an answer is `{"result": …, "error": null or a text}`.
"""

import json
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from shengci.errors import AnkiError

URL = "http://127.0.0.1:8765"
_VERSION = 6
_ADD_ON = "AnkiConnect (code 2055492159)"
_PATIENCE = 10  # seconds to wait for an answer
_PATIENCE_FOR = {"findNotes": 60, "notesInfo": 60, "importPackage": 600}
_LONGEST_ERROR = 300  # characters


@dataclass(frozen=True, slots=True)
class PushSummary:
    """How many notes the collection had before the import, and has after it."""

    before: int
    after: int

    @property
    def added(self) -> int:
        """The notes that were new to it; the others of the package were there, and older ones are updated."""
        return self.after - self.before


def check(url: str = URL, *, key: str | None = None) -> None:
    """Raise AnkiError now if `push` would not be let in after all the work."""
    anki = anki_at(url, key)
    permission = anki.ask("requestPermission")
    if not isinstance(permission, dict) or permission.get("permission") != "granted":
        raise AnkiError(f"{url}: Anki does not allow it: say yes when it asks, and try again")
    version = anki.ask("version")
    if not isinstance(version, int) or version < _VERSION:
        raise anki.too_old()
    anki.count_notes()  # with no profile chosen there are none


def push(package: Path, *, url: str = URL, key: str | None = None) -> PushSummary:
    """Let the running Anki import a package, and return how many notes came in.

    `key` is what AnkiConnect's own setting `apiKey` holds, None if it holds nothing.

    Raises:
        AnkiError: Anki is not open, has no AnkiConnect or an old one, wants a key, can't import the
            file, or does not answer within ten minutes. Pushing again does no harm.
    """
    check(url, key=key)
    anki = anki_at(url, key)
    before = anki.count_notes()
    path = str(package.resolve())  # Anki would look for a relative one in its media folder
    if anki.ask("importPackage", path=path) is not True:
        raise anki.no_collection()
    return PushSummary(before, anki.count_notes())


def anki_at(url: str = URL, key: str | None = None) -> "Anki":
    """Return the Anki at an address, which is not asked yet.

    Raises:
        AnkiError: the address is none.
    """
    return Anki(_address(url), key)


def _address(url: str) -> SplitResult:
    try:
        address = urlsplit(url)
        is_good = address.scheme in ("http", "https") and address.hostname and address.port != 0
        (address.hostname or "").encode("idna")
    except ValueError:  # a port that is no number, half an IPv6 address, a name that is too long
        is_good = False
    if not is_good:
        raise AnkiError(f"{url}: is no address of AnkiConnect: write it like {URL}")
    return address


@dataclass(frozen=True, slots=True)
class Anki:
    """The Anki at an address, and the key it was given for it."""

    address: SplitResult
    key: str | None

    @property
    def url(self) -> str:
        return self.address.geturl()

    def count_notes(self) -> int:
        return len(self.ask("findNotes", query="deck:*"))

    def ask(self, action: str, **params: object) -> Any:  # noqa: ANN401 - as JSON has it
        """Return the result of one of AnkiConnect's actions."""
        request = {"action": action, "version": _VERSION, "params": params}
        if self.key:
            request["key"] = self.key
        status, body = self._exchange(
            json.dumps(request).encode(), _PATIENCE_FOR.get(action, _PATIENCE)
        )
        if status == 403:
            raise AnkiError(f"{self.url}: AnkiConnect refuses this program: see its settings")
        try:
            answer = json.loads(body)
        except ValueError as error:
            raise self._something_else() from error
        if status != 200 or not isinstance(answer, dict) or answer.keys() != {"result", "error"}:
            raise self._something_else()
        if answer["error"] is not None:
            raise self._refusal(action, str(answer["error"]))
        return answer["result"]

    def _exchange(self, body: bytes, timeout: int) -> tuple[int, bytes]:
        """Send a request, past any proxy, and return the status and body of the answer."""
        secure = self.address.scheme == "https"
        host = self.address.hostname or ""
        connect = HTTPSConnection if secure else HTTPConnection
        connection = connect(host, self.address.port, timeout=timeout)
        try:
            connection.request(
                "POST", self.address.path or "/", body, {"Content-Type": "application/json"}
            )
            answer = connection.getresponse()
            return answer.status, answer.read()
        except TimeoutError as error:
            raise AnkiError(
                f"{self.url}: Anki did not answer within {timeout} seconds:"
                " close what is open in it (an import, a sync, a question) and try again"
            ) from error
        except ConnectionRefusedError as error:
            raise AnkiError(
                f"{self.url}: nothing answers: open Anki, with the add-on {_ADD_ON} in it, and try again"
            ) from error
        except (HTTPException, ConnectionError) as error:
            raise self._broke_off() from error
        except OSError as error:
            raise AnkiError(
                f"{self.url}: can't be reached ({error.strerror or error}): check the address"
            ) from error
        finally:
            connection.close()

    def _refusal(self, action: str, problem: str) -> AnkiError:
        """Return the error for what AnkiConnect or Anki itself complains of."""
        if "api key" in problem.lower():
            return AnkiError(
                f"{self.url}: AnkiConnect does not take this key: give the one of its setting apiKey"
                if self.key
                else f"{self.url}: AnkiConnect wants a key: give the one of its setting apiKey"
            )
        if problem == "unsupported action":
            return self.too_old()
        if problem == "collection is not available":
            return self.no_collection()
        shown = " ".join(problem.split())[:_LONGEST_ERROR]
        if action == "importPackage":
            return AnkiError(
                f"Anki can't import the package ({shown}): write it with -o to a folder that Anki may read"
            )
        return AnkiError(
            f"{self.url}: AnkiConnect refuses {action} ({shown}): update it and try again"
        )

    def no_collection(self) -> AnkiError:
        return AnkiError(f"{self.url}: Anki has no collection open: choose a profile and try again")

    def too_old(self) -> AnkiError:
        return AnkiError(f"{self.url}: the add-on AnkiConnect is too old: update it and try again")

    def _something_else(self) -> AnkiError:
        return AnkiError(
            f"{self.url}: something other than AnkiConnect answers there: check the address"
        )

    def _broke_off(self) -> AnkiError:
        return AnkiError(
            f"{self.url}: the answer broke off: see that Anki is still open, check the address, and try again"
        )
