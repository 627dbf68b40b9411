"""What has arrived in a folder and is whole: its files have kept still between two looks."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from shengci.batch.finding import Group

_Look = dict[str, tuple[int, int]]  # size and time (ns) of each file


class Arrivals:
    """Remembers what the files of a folder looked like, and which of them were given out."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before: _Look = {}
        self._given: _Look = {}
        self._problems: set[str] = set()

    def settled(self, groups: Iterable[Group]) -> list[Group]:
        """Return the articles that look as they did at the last look, each once for as long as it stays so."""
        now: _Look = {}
        found = []
        for group in groups:
            names = []
            for name in group.names:
                look = self._look(name)
                now[name] = look
                if self._before.get(name) == look and self._given.get(name) != look:
                    self._given[name] = look
                    names.append(name)
            is_new_problem = bool(group.problem) and group.folder not in self._problems
            if group.problem:
                self._problems.add(group.folder)
            if names or is_new_problem:
                problem = group.problem if is_new_problem else ""
                found.append(replace(group, names=tuple(names), others=0, problem=problem))
        self._before = now
        return found

    def _look(self, name: str) -> tuple[int, int]:
        with suppress(OSError):
            status = (self._folder / name).stat()
            return status.st_size, status.st_mtime_ns
        return -1, 0  # a link that leads nowhere
