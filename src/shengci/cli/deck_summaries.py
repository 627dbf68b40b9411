"""What `shengci deck` says of a class deck: what it holds, what was built, what was merged."""

from collections import Counter
from collections.abc import Iterator

from shengci.classes.building import Built
from shengci.classes.files import FOLDER, ClassDeck
from shengci.decks.merging import Merged


def counted(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def state(deck: ClassDeck) -> str:
    """Return what a deck holds, lesson by lesson."""
    kept = Counter(row.number for row in deck.rows if row.is_kept)
    dropped = Counter(row.number for row in deck.rows if not row.is_kept)
    lines = [f"{deck.path}: {deck.recipe.title}"]
    for number, lesson in enumerate(deck.recipe.lessons, 1):
        name = f"lesson {number} {lesson.title}".rstrip()
        words = counted(kept[number], "word")
        lines.append(
            f"  {name}: {words}" + (f", {dropped[number]} left out" if dropped[number] else "")
        )
    lines.append(f"  edit the words in {deck.rows_path}, then: shengci deck build {_named(deck)}")
    return "\n".join(lines) + "\n"


def _named(deck: ClassDeck) -> str:
    return deck.path.stem if deck.path.parent == FOLDER else str(deck.path)


def built_text(built: Built) -> str:
    return "\n".join(_built_lines(built)) + "\n"


def _built_lines(built: Built) -> Iterator[str]:
    package = built.package
    changes = f"{package.new} new, {package.changed} changed, {package.unchanged} as before"
    kilobytes = max(1, package.bytes // 1024)
    yield f"{package.path}: {counted(package.notes, 'note')} ({changes}), {kilobytes} KB"
    if package.gone:
        yield f"  {counted(package.gone, 'note')} of the last package {'is' if package.gone == 1 else 'are'} not in it: students keep the cards"
    for path in built.handouts:
        yield f"{path}: handout"
    for problem in built.deck.problems:
        yield f"  missing   {problem}"


def merged_text(merged: Merged, deck: ClassDeck) -> str:
    lines = [f"{deck.rows_path}: {counted(merged.taken, 'edit')} taken"]
    for conflict in merged.conflicts:
        lines += [
            f"conflict  {conflict.word}, {conflict.column}",
            f"  yours   {conflict.ours}",
            f"  theirs  {conflict.theirs}",
        ]
    if merged.conflicts:
        lines.append(
            f"{counted(len(merged.conflicts), 'conflict')}: yours stayed; write theirs in by hand"
        )
    return "\n".join(lines) + "\n"
