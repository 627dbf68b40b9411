"""Draw the cards: every type, front and back, by day and by night, as PNG files under docs/cards/.

    python docs/make_card_pictures.py
    python docs/make_card_pictures.py DECK.apkg OUT.png [--word 开源] [--card Cloze] [--open]

The second form draws one card of a package. Needs `anki` and a `chromium` on the PATH (on Debian:
apt-get install chromium fonts-noto-cjk), and Pillow for files of a third the size.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from anki.collection import Collection
from card_drawing import Folds, Panel, Side, draw_panels, find_card, open_package, render_card
from card_samples import sample_deck

from shengci import card_templates
from shengci.notetype import CARD_TEMPLATES
from shengci.package import write_package
from shengci.records import Reading, ToneColours

PICTURES = Path(__file__).parent / "cards"
WORD_OF = dict(zip(CARD_TEMPLATES, ("生意", "垄断", "热闹", "舍不得", "工人"), strict=True))
NARROW, WIDE = 320, 640  # CSS pixels: the smallest phone in use, Anki's window on a desktop


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 drawn, 2 not possible."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("package", type=Path, metavar="DECK.apkg", nargs="?")
    parser.add_argument("picture", type=Path, metavar="OUT.png", nargs="?")
    parser.add_argument("--word", default="", help="the note's Word (default: the first card)")
    parser.add_argument("--card", default="Recognition", help="the card template's name")
    parser.add_argument("--open", action="store_true", help="with every fold open")
    parser.add_argument("--chromium", default="chromium", help="the browser's program")
    options = parser.parse_args(arguments)
    browser = shutil.which(options.chromium)
    if browser is None:
        parser.error(f"{options.chromium}: not on the PATH (give the browser with --chromium)")
    if options.package is not None and options.picture is None:
        parser.error("name the picture too: DECK.apkg OUT.png")
    if options.package is not None and not options.package.is_file():
        parser.error(f"{options.package}: no such file")
    with tempfile.TemporaryDirectory(prefix="card-pictures-") as folder:
        package = options.package
        if package is None:
            package = Path(folder) / "samples.apkg"
            write_package(sample_deck(), package, now=0)
        collection = open_package(package, Path(folder))
        try:
            # The page lies among the media, so that a card finds its images.
            page = Path(collection.media.dir()) / "card-pictures.html"
            if options.package is None:
                sheets = all_sheets(collection)
            else:
                sides = sides_of(collection, options.card, options.word)
                if sides is None:
                    parser.error(
                        f"{package}: no {options.card} card of {options.word or 'any word'}"
                    )
                folds: Folds = "all" if options.open else "shut"
                sheets = {options.picture: by_day_and_night(sides, folds)}
        finally:
            collection.close()
        for picture, panels in sheets.items():
            draw_panels(panels, page, picture, browser)
            print(f"{picture}: {picture.stat().st_size // 1024} KB")
    return 0


def all_sheets(collection: Collection) -> dict[Path, list[Panel]]:
    """Return what each picture shows, by its path."""
    sheets = {
        template.lower(): by_day_and_night(sample(collection, template, word))
        for template, word in WORD_OF.items()
    }
    _, back = sample(collection, "Recognition", "生意")
    sheets["open"] = [Panel(back, night, folds="all") for night in (False, True)]
    _, plain = sample(collection, "Recognition", "垄断")
    _, traditional = sample(collection, "Recognition", "壟斷")
    zhuyin = dressed(traditional, reading="zhuyin")
    sheets["choices"] = [
        Panel(plain, folds="reading"),
        Panel(dressed(plain, tones="dummitt")),
        Panel(dressed(plain, tones="none"), night=True),
        Panel(zhuyin, folds="reading"),
        Panel(dressed(zhuyin, tones="dummitt", reading="zhuyin"), night=True, folds="all"),
    ]
    front, back = sample(collection, "Recognition", "联合国教育科学文化组织")
    cloze, _ = sample(collection, "Cloze", "联合国教育科学文化组织")
    _, bare = sample(collection, "Recognition", "草稿")
    long_meaning = sample(collection, "Production", "借")
    sheets["narrow"] = [
        Panel(front, width=NARROW, folds="all"),
        Panel(back, width=NARROW, folds="reading"),
        Panel(cloze, width=NARROW, night=True),
        Panel(bare, width=NARROW),
    ]
    sheets["long"] = [
        Panel(long_meaning[0], night=True),
        Panel(long_meaning[1], folds="all"),
        Panel(back, width=WIDE, folds="reading"),
    ]
    return {PICTURES / f"{name}.png": panels for name, panels in sheets.items()}


def by_day_and_night(sides: tuple[Side, Side], folds: Folds = "shut") -> list[Panel]:
    """Return both sides of a card by day, then by night."""
    return [Panel(side, night, folds) for night in (False, True) for side in sides]


def sample(collection: Collection, template: str, word: str) -> tuple[Side, Side]:
    """Return both sides of a card that the samples are known to have."""
    sides = sides_of(collection, template, word)
    assert sides is not None, f"the samples have no {template} card of {word}"
    return sides


def sides_of(collection: Collection, template: str, word: str) -> tuple[Side, Side] | None:
    """Return both sides of a word's card, None if there is no such card."""
    card = find_card(collection, template, word)
    return render_card(card) if card else None


def dressed(side: Side, *, tones: ToneColours = "pleco", reading: Reading = "pinyin") -> Side:
    """Return a side as a deck with another look has it."""
    return replace(side, css=card_templates.load(tones=tones, reading=reading).css)


if __name__ == "__main__":
    sys.exit(main())
