"""Every target holds for its seeds, for what once broke it, and for a few hundred inputs made of these."""

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "fuzzing"))
from seeds import seeds_of
from targets import TARGETS, run

CORPUS = Path(__file__).parent / "fuzzing" / "corpus"
_CHANGED = {
    "aligning": 10,
    "pairing": 20,
    "package": 40,
}  # inputs; the others take less than a millisecond


@pytest.mark.parametrize("name", TARGETS)
def test_target_takes_its_seeds_and_what_is_made_of_them(name: str) -> None:
    chance = random.Random(name)
    seeds = seeds_of(name)
    for seed in seeds:
        run(TARGETS[name], seed)
    for _ in range(_CHANGED.get(name, 150)):
        run(TARGETS[name], _changed(chance.choice(seeds), chance))


@pytest.mark.parametrize(
    "path", sorted(CORPUS.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_what_once_broke_a_target_does_not_any_more(path: Path) -> None:
    run(TARGETS[path.parent.name], path.read_bytes())


def test_the_corpus_is_of_targets_that_there_are() -> None:
    assert {path.name for path in CORPUS.iterdir()} <= set(TARGETS)


def _changed(data: bytes, chance: random.Random) -> bytes:
    """Return an input with a few stretches cut, doubled, swapped or overwritten."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(out) + 1)
        length = chance.choice((1, 1, 2, 8, 64))
        piece = bytes(out[at : at + length])
        change = chance.randrange(4)
        if change == 0:
            del out[at : at + length]
        elif change == 1:
            out[at:at] = piece * chance.randint(1, 3)
        elif change == 2:
            out[at : at + length] = chance.randbytes(len(piece))
        else:
            other = chance.randrange(len(out) + 1)
            out[at:at] = out[other : other + length]
    return bytes(out)
