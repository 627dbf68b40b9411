"""Draw one card of an Anki package: front and back, by day and by night, side by side in one PNG.

    python docs/make_card_picture.py DECK.apkg OUT.png [--word 开源] [--card Recognition] [--open]

The card is rendered by Anki itself (the `anki` library, in a throw-away collection) and drawn by
headless Chromium at the width of a phone. Needs only `anki` and a `chromium` on the PATH.
"""

from __future__ import annotations

import argparse
import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

if TYPE_CHECKING:  # anki 26.9.3: anki.cards can't be the first of its modules to load
    from anki.cards import Card

PHONE_WIDTH = 360  # CSS pixels, the commonest width of an Android phone
LEAST_HEIGHT = 420  # CSS pixels; longer cards make the picture longer
GAP = 24  # CSS pixels around each panel
SCALE = 2  # device pixels a CSS pixel
TIME_LIMIT = 60  # seconds for one run of Chromium

CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--virtual-time-budget=3000",
)

# What a client adds around a card: its canvas, a margin, and the size of an image.
CLIENT_CSS = """
body { background: #f5f5f5; margin: 16px; overflow-wrap: break-word; }
body.nightMode { background: #2c2c2c; }
img { max-height: 95vh; max-width: 100%; }
"""

REPLAY_BUTTON = (
    '<a class="replay-button soundLink" href="#"><svg viewBox="0 0 64 64" width="40" height="40">'
    '<circle cx="32" cy="32" r="29"></circle><path d="M24 18 L48 32 L24 46 Z"></path></svg></a>'
)

SHEET_CSS = f"""
body {{ background: #d5d7db; display: flex; gap: {GAP}px; margin: 0; padding: {GAP}px; }}
iframe {{ border: 0; border-radius: 14px; flex: none; width: {PHONE_WIDTH}px; }}
"""

# Leaves the height of the longest card where --dump-dom shows it.
MEASURE = """
addEventListener("load", () => {
  const heights = [...document.querySelectorAll("iframe")].map(
    panel => panel.contentDocument.documentElement.scrollHeight);
  document.body.dataset.height = Math.max(...heights);
});
"""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a card as Anki made it, before a client has put its buttons in."""

    body: str
    css: str
    ordinal: int  # of the card template, from 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 drawn, 2 not possible."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("package", type=Path, metavar="DECK.apkg")
    parser.add_argument("picture", type=Path, metavar="OUT.png")
    parser.add_argument("--word", default="", help="the note's Word (default: the first card)")
    parser.add_argument("--card", default="Recognition", help="the card template's name")
    parser.add_argument("--open", action="store_true", help="with every fold open")
    parser.add_argument("--chromium", default="chromium", help="the browser's program")
    options = parser.parse_args(arguments)
    if not options.package.is_file():
        parser.error(f"{options.package}: no such file")
    browser = shutil.which(options.chromium)
    if browser is None:
        parser.error(f"{options.chromium}: not on the PATH (give the browser with --chromium)")
    with tempfile.TemporaryDirectory(prefix="card-picture-") as folder:
        collection = open_package(options.package, Path(folder))
        try:
            card = find_card(collection, options.card, options.word)
            if card is None:
                parser.error(
                    f"{options.package}: no {options.card} card of {options.word or 'any word'}"
                )
            front, back = render_card(card)
            # The page lies among the media, so that a card finds its images.
            page = Path(collection.media.dir()) / "card-picture.html"
        finally:
            collection.close()
        panels = [
            side_page(side, night=night, open_folds=options.open)
            for night in (False, True)
            for side in (front, back)
        ]
        draw_panels(panels, page, options.picture, browser)
    return 0


def open_package(package: Path, folder: Path) -> Collection:
    """Return a new collection in `folder` that holds what the package holds."""
    collection = Collection(str(folder / "collection.anki2"))
    collection.import_anki_package(
        ImportAnkiPackageRequest(
            package_path=str(package.resolve()), options=ImportAnkiPackageOptions()
        )
    )
    return collection


def find_card(collection: Collection, template: str, word: str = "") -> Card | None:
    """Return the first card, in order of study, of a card template and a word ("" for any)."""
    query = f'"card:{template}"' + (f' "Word:{word}"' if word else "")
    found = collection.find_cards(query, order="c.due, c.id")
    return collection.get_card(found[0]) if found else None


def render_card(card: Card) -> tuple[Side, Side]:
    """Return the front and the back of a card, rendered by Anki."""
    output = card.render_output(reload=True)
    css = card.note_type()["css"]
    word = card.note()["Word"]
    front = output.question_text.replace("[[type:Word]]", '<input type="text" id="typeans">')
    back = output.answer_text.replace("[[type:Word]]", card.col.compare_answer(word, ""))
    return Side(front, css, card.ord), Side(back, css, card.ord)


def side_page(side: Side, *, night: bool, open_folds: bool) -> str:
    """Return the page on which a client shows one side, in the classes Anki's desktop gives it."""
    body = re.sub(r"\[anki:play:[qa]:\d+\]", REPLAY_BUTTON, side.body)
    if open_folds:
        body = body.replace("<details>", "<details open>")
    classes = f"card card{side.ordinal + 1} mobile" + (" nightMode night_mode" if night else "")
    return (
        '<!doctype html><html class="mobile"><head><meta charset="utf-8">'
        f"<style>{CLIENT_CSS}</style><style>{side.css}</style></head>"
        f'<body class="{classes}"><div id="qa">{body}</div></body></html>'
    )


def sheet_page(panels: Sequence[str], height: int) -> str:
    """Return the page that shows other pages side by side, all of one height."""
    frames = "".join(
        f'<iframe srcdoc="{html.escape(panel)}" style="height: {height}px"></iframe>'
        for panel in panels
    )
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><style>{SHEET_CSS}</style></head>'
        f"<body>{frames}<script>{MEASURE}</script></body></html>"
    )


def draw_panels(panels: Sequence[str], page: Path, picture: Path, browser: str) -> None:
    """Write a PNG of some pages side by side, as high as the highest needs.

    `page` is where the sheet is written for the browser. It is laid out twice: frames that change
    their height while the picture is taken come out torn.
    """
    width = len(panels) * (PHONE_WIDTH + GAP) + GAP
    page.write_text(sheet_page(panels, LEAST_HEIGHT), encoding="utf-8")
    measured = run_browser(browser, f"--window-size={width},2000", "--dump-dom", page.as_uri())
    found = re.search(r'data-height="(\d+)"', measured)
    if found is None:
        raise RuntimeError(f"{browser} did not lay the page out")
    height = int(found[1])
    picture.unlink(missing_ok=True)  # an old picture would hide that none was written
    page.write_text(sheet_page(panels, height), encoding="utf-8")
    run_browser(
        browser,
        f"--window-size={width},{height + 2 * GAP}",
        f"--force-device-scale-factor={SCALE}",
        f"--screenshot={picture.resolve()}",
        page.as_uri(),
    )
    if not picture.is_file():
        raise RuntimeError(f"{browser} wrote no {picture}")


def run_browser(browser: str, *arguments: str) -> str:
    """Return what Chromium prints, run without a window and with a profile of its own."""
    with tempfile.TemporaryDirectory(
        prefix="card-picture-profile-", ignore_cleanup_errors=True
    ) as profile:
        run = subprocess.run(
            [browser, *CHROMIUM_FLAGS, f"--user-data-dir={profile}", *arguments],
            capture_output=True,
            check=True,
            encoding="utf-8",
            timeout=TIME_LIMIT,
        )
    return run.stdout


if __name__ == "__main__":
    sys.exit(main())
