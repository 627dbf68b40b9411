"""What passes between the run and its workers."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from shengci.card_templates import CardTemplates
from shengci.records import Annotated, Article, Settings

Outcome = Literal["built", "without cards", "failed"]
Product = Literal["package", "analysis"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is the same for all articles of a run; each worker is told it once.

    `seconds` is how long an article may take, `release` whose results the run may mix with its own.
    """

    key: str
    settings: Settings
    templates: CardTemplates
    makes: Product
    seconds: float
    release: str


@dataclass(frozen=True, slots=True)
class Task:
    """One article for a worker: its path below the folder of the run, and its bytes.

    The package is written to `target`, or comes back as bytes where there is none; `previous` is then
    the package it takes the place of.
    """

    name: str
    content: bytes
    target: Path | None = None
    previous: bytes | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an article: a package or an analysis, and where it failed the reason, on one line.

    `digest` is the SHA-256 of the package, `missing` what it could not be given (a voice that failed).
    """

    outcome: Outcome
    notes: int = 0
    reason: str = ""
    digest: str = ""
    content: bytes | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """An article and its annotated pairs, for a deck of many."""

    article: Article
    annotated: Annotated


@dataclass(frozen=True, slots=True)
class Workers:
    """Those who do the work: an executor, how many articles may be on their way to it, and whether they write.

    `write` is False where they can't reach the folder the packages go to.
    """

    executor: Executor
    most: Callable[[], int]
    write: bool = True


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: articles in all, done before it, done by it with or without a package, and failed.

    `left_for_last` are those that failed once and are tried again at the end.
    """

    total: int
    before: int = 0
    built: int = 0
    without_cards: int = 0
    left_for_last: int = 0
    failed: int = 0

    @property
    def done(self) -> int:
        """How many articles there is nothing left to do for."""
        return self.before + self.built + self.without_cards + self.failed


Listener = Callable[[Progress], None]
