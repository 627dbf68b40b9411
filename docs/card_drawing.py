"""Drawing cards: a package into Anki, its cards out of Anki, their two sides through a browser.

Cards are rendered by Anki itself (the `anki` library, in a throw-away collection) and drawn by
headless Chromium. Needs only `anki` and a `chromium` on the PATH; with Pillow the files are smaller.
"""

from __future__ import annotations

import html
import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

if TYPE_CHECKING:  # anki 26.9.3: anki.cards can't be the first of its modules to load
    from anki.cards import Card

PHONE_WIDTH = 360  # CSS pixels, the commonest width of an Android phone
LEAST_HEIGHT = 420  # CSS pixels; longer cards make the picture longer
GAP = 24  # CSS pixels around each panel
SCALE = 1.5  # device pixels a CSS pixel
COLOURS = 255  # in a picture; with fewer the colours of the tones run into each other
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
body {{ align-items: flex-start; background: #d5d7db; display: flex; gap: {GAP}px; margin: 0; padding: {GAP}px; }}
iframe {{ border: 0; border-radius: 14px; flex: none; }}
"""

# Leaves the height of the longest card where --dump-dom shows it.
MEASURE = """
addEventListener("load", () => {
  const heights = [...document.querySelectorAll("iframe")].map(
    panel => panel.contentDocument.documentElement.scrollHeight);
  document.body.dataset.height = Math.max(...heights);
});
"""

Folds = Literal["shut", "reading", "all"]  # the reading over the sentence is a fold too


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a card as Anki made it, before a client has put its buttons in."""

    body: str
    css: str
    ordinal: int  # of the card template, from 0


@dataclass(frozen=True, slots=True)
class Panel:
    """How one side is shown: by night or by day, with which folds open, how wide in CSS pixels."""

    side: Side
    night: bool = False
    folds: Folds = "shut"
    width: int = PHONE_WIDTH


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


def panel_page(panel: Panel) -> str:
    """Return the page on which a client shows one side, in the classes Anki gives it."""
    body = re.sub(r"\[anki:play:[qa]:\d+\]", REPLAY_BUTTON, panel.side.body)
    if panel.folds != "shut":
        opened = "<details" if panel.folds == "all" else '<details class="ruby"'
        body = body.replace(opened, f"{opened} open")
    classes = f"card card{panel.side.ordinal + 1} mobile"
    if panel.night:
        classes += " nightMode night_mode"
    return (
        '<!doctype html><html class="mobile"><head><meta charset="utf-8">'
        f"<style>{CLIENT_CSS}</style><style>{panel.side.css}</style></head>"
        f'<body class="{classes}"><div id="qa">{body}</div></body></html>'
    )


def sheet_page(panels: Sequence[Panel], height: int) -> str:
    """Return the page that shows panels side by side, all of one height."""
    frames = "".join(
        f'<iframe srcdoc="{html.escape(panel_page(panel))}" '
        f'style="height: {height}px; width: {panel.width}px"></iframe>'
        for panel in panels
    )
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><style>{SHEET_CSS}</style></head>'
        f"<body>{frames}<script>{MEASURE}</script></body></html>"
    )


def draw_panels(panels: Sequence[Panel], page: Path, picture: Path, browser: str) -> None:
    """Write a PNG of some panels side by side, as high as the highest needs.

    `page` is where the sheet is written for the browser. It is laid out twice: frames that change
    their height while the picture is taken come out torn.
    """
    width = sum(panel.width + GAP for panel in panels) + GAP
    page.write_text(sheet_page(panels, LEAST_HEIGHT), encoding="utf-8")
    measured = run_browser(browser, f"--window-size={width},2000", "--dump-dom", page.as_uri())
    found = re.search(r'data-height="(\d+)"', measured)
    if found is None:
        raise RuntimeError(f"{browser} did not lay the page out")
    height = int(found[1])
    picture.parent.mkdir(parents=True, exist_ok=True)
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
    shrink(picture)


def shrink(picture: Path) -> None:
    """Write a PNG again with a palette, a third of its size, where Pillow is installed."""
    try:
        from PIL import Image
    except ImportError:
        return
    with Image.open(picture) as image:
        small = image.convert("RGB").quantize(
            COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=4, dither=Image.Dither.NONE
        )
    small.save(picture, optimize=True)


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
