"""Who has come in: links that open once, cookies, and the password of a server others can reach."""

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

_MOST_SESSIONS = 200  # browsers that are let in at a time; the oldest has to come in anew
_FREE_TRIES = 5  # wrong passwords of one address before it has to wait
_LONGEST_WAIT = 300.0  # seconds
_MOST_ADDRESSES = 10_000  # addresses whose wrong passwords are remembered


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that was let in: what its cookie holds, and what its pages send with every change."""

    cookie: str
    token: str


@dataclass(slots=True)
class _Tries:
    wrong: int = 0
    not_before: float = 0.0


@dataclass(slots=True)
class Sessions:
    """The open sessions of one start of the server. Safe to use from several threads.

    `password` is None where only links let in. `now` is a clock in seconds that never goes back.
    """

    password: str | None = None
    now: Callable[[], float] = time.monotonic
    _link: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _open: dict[str, Session] = field(default_factory=dict)
    _tries: dict[str, _Tries] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def link(self) -> str:
        """The secret of the link that lets in next; it works once."""
        return self._link

    def enter_by_link(self, link: str) -> Session | None:
        """Return a new session if this is the secret of the link, which then is another; else None."""
        with self._lock:
            if not _same(link, self._link):
                return None
            self._link = secrets.token_urlsafe(32)
            return self._new()

    def wait(self, address: str) -> int:
        """Return how many seconds an address has to wait until it may try a password."""
        with self._lock:
            tries = self._tries.get(address)
            return 0 if tries is None else max(0, round(tries.not_before - self.now() + 0.5))

    def enter_by_password(self, password: str, address: str) -> Session | None:
        """Return a new session if the password is right and the address need not wait; else None."""
        with self._lock:
            tries = self._tries.pop(address, _Tries())
            self._tries[address] = tries  # the latest come last
            while len(self._tries) > _MOST_ADDRESSES:
                del self._tries[next(iter(self._tries))]
            if self.password is None or tries.not_before > self.now():
                return None
            if not _same(password, self.password):
                tries.wrong += 1
                if tries.wrong >= _FREE_TRIES:
                    delay = min(2.0 ** (tries.wrong - _FREE_TRIES + 1), _LONGEST_WAIT)
                    tries.not_before = self.now() + delay
                return None
            del self._tries[address]
            return self._new()

    def find(self, cookie: str) -> Session | None:
        """Return the session of a cookie, None if it has none (any more)."""
        # Looked up by a digest, so that how long it takes tells nothing of the secret.
        with self._lock:
            return self._open.get(_digest(cookie))

    def leave(self, session: Session) -> None:
        """End a session."""
        with self._lock:
            self._open.pop(_digest(session.cookie), None)

    def _new(self) -> Session:
        session = Session(secrets.token_urlsafe(32), secrets.token_urlsafe(32))
        self._open[_digest(session.cookie)] = session
        while len(self._open) > _MOST_SESSIONS:
            del self._open[next(iter(self._open))]
        return session


def _same(given: str, right: str) -> bool:
    """Return whether two secrets are the same, in a time that does not tell how much of them is."""
    return hmac.compare_digest(_digest(given), _digest(right))


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()
