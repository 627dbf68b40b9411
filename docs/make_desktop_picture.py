"""Photograph the samples in the real Anki for desktops: the first card of each type, both sides.

    python docs/make_desktop_picture.py --anki FOLDER/bin/anki [OUT.png]

Anki runs on a screen of its own (Xvfb) with a profile that is thrown away. Needs Pillow, the program
of a virtual environment with `pip install "aqt[qt6]"`, and on Debian: apt-get install xvfb xdotool
imagemagick fonts-noto-cjk libegl1 libnss3 libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4
libxcb-keysyms1 libxcb-image0 libxcb-render-util0 libxcb-shape0 libasound2 libxcomposite1 libxdamage1
libxrandr2 libxtst6 libxkbfile1 libdbus-1-3.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from card_samples import sample_deck
from PIL import Image

from shengci.notetype import CARD_TEMPLATES
from shengci.package import write_package

SCREEN = ":96"
WIDTH, HEIGHT = 480, 720  # pixels of the screen, which Anki's window fills
COLOURS = 255
PATIENCE = 60  # seconds until Anki's window must be there
PROGRAMS = ("Xvfb", "xdotool", "import")

# Runs in the environment Anki is in: a profile with the package, all but one card a type suspended.
PREPARE = """
import sys
from pathlib import Path
from aqt.profiles import ProfileManager
base, package = Path(sys.argv[1]), sys.argv[2]
manager = ProfileManager(base)
manager.setupMeta()
manager.meta.update(firstRun=False, defaultLang="en_US", updates=False)
manager.create("User 1")
manager.load("User 1")
manager.save()
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
(base / "User 1").mkdir(exist_ok=True)
collection = Collection(str(base / "User 1" / "collection.anki2"))
collection.import_anki_package(
    ImportAnkiPackageRequest(package_path=package, options=ImportAnkiPackageOptions())
)
first_of = {}
for card in map(collection.get_card, collection.find_cards("", order="c.due, c.ord")):
    used = {each.nid for each in first_of.values()}
    if card.ord == len(first_of) and card.nid not in used:  # siblings would be buried
        first_of[card.ord] = card
shown = {card.id for card in first_of.values()}
collection.sched.suspend_cards([id for id in collection.find_cards("") if id not in shown])
deck = next(iter(first_of.values())).did
collection.decks.set_current(deck)
options = collection.decks.config_dict_for_deck_id(deck)
options["autoplay"] = False  # there is no voice on this screen, and Anki would say so
collection.decks.update_config(options)
collection.close()
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 drawn, 2 not possible."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "picture", type=Path, nargs="?", default=Path(__file__).parent / "cards" / "desktop.png"
    )
    parser.add_argument("--anki", default="anki", help="Anki's program, in its environment's bin/")
    options = parser.parse_args(arguments)
    anki = shutil.which(options.anki)
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if anki is None or missing:
        parser.error(f"not on the PATH: {' '.join(missing) or options.anki}")
    with tempfile.TemporaryDirectory(prefix="desktop-picture-") as folder:
        base = Path(folder) / "anki"
        base.mkdir()
        package = Path(folder) / "samples.apkg"
        write_package(sample_deck(), package, now=0)
        python = Path(anki).with_name("python")
        subprocess.run([python, "-c", PREPARE, base, package], check=True)
        shots = Path(folder) / "shots"
        shots.mkdir()
        with anki_on_screen(anki, base):
            pairs = list(photograph_cards(shots))
        join(pairs, options.picture)
    print(f"{options.picture}: {options.picture.stat().st_size // 1024} KB")
    return 0


@contextmanager
def anki_on_screen(anki: str, base: Path) -> Iterator[None]:
    """Run Anki on a screen of its own for as long as the block runs, its window all over it."""
    os.environ |= {
        "DISPLAY": SCREEN,
        "LC_ALL": "C.UTF-8",
        "QT_QUICK_BACKEND": "software",
        "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox --disable-gpu",  # needed as root
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
    }
    size = f"{WIDTH}x{HEIGHT}x24"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", size], **quiet) as screen:
        time.sleep(1)
        command = [anki, "-b", str(base), "-p", "User 1", "-l", "en_US"]
        with subprocess.Popen(command, **quiet) as program:
            try:
                window = wait_for_window()
                press("windowmove", window, "0", "0")
                press("windowsize", window, str(WIDTH), str(HEIGHT))
                time.sleep(2)
                yield
            finally:
                program.kill()
                screen.kill()


def wait_for_window() -> str:
    """Return the id of Anki's window as soon as it has one and has drawn it."""
    for _ in range(PATIENCE):
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "User 1 - Anki"],
            capture_output=True,
            encoding="utf-8",
            check=False,
        ).stdout.split()
        if found:
            time.sleep(4)
            return found[-1]
        time.sleep(1)
    raise RuntimeError("Anki showed no window")


def photograph_cards(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Study the deck; yield a picture of each card's front and of its back."""
    press("key", "s")
    press("key", "s")
    for name in CARD_TEMPLATES:
        front, back = folder / f"{name}-front.png", folder / f"{name}-back.png"
        photograph(front)
        press("key", "Return")
        photograph(back)
        press("key", "4")  # easy: it does not come again
        yield front, back


def press(*arguments: str) -> None:
    """Do something with the mouse, the keyboard or a window, and wait until Anki has answered."""
    subprocess.run(["xdotool", *arguments], check=True)
    time.sleep(2)


def photograph(picture: Path) -> None:
    """Write the whole screen to a file."""
    subprocess.run(["import", "-window", "root", picture], check=True)


def join(pairs: Sequence[tuple[Path, Path]], picture: Path) -> None:
    """Write one PNG of all pictures, the fronts above the backs."""
    sheet = Image.new("RGB", (WIDTH * len(pairs), HEIGHT * 2))
    for column, sides in enumerate(pairs):
        for row, side in enumerate(sides):
            with Image.open(side) as shot:
                sheet.paste(shot.convert("RGB"), (column * WIDTH, row * HEIGHT))
    picture.parent.mkdir(parents=True, exist_ok=True)
    small = sheet.quantize(
        COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=4, dither=Image.Dither.NONE
    )
    small.save(picture, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
