"""A page as PDF, printed by a browser of the Chromium family that is on the machine.

Only a browser sets readings above Chinese words and prints the page as the user sees it: typst 0.15.2
has no ruby, and neither has WeasyPrint.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from shengci.errors import MissingExtra, PackageError

TIME_LIMIT = 120  # seconds; a hundred pages take 5

_PROGRAMS = """
    chromium chromium-browser google-chrome google-chrome-stable microsoft-edge microsoft-edge-stable
    brave-browser vivaldi chrome msedge
""".split()
_MAC = "Google Chrome|Chromium|Microsoft Edge|Brave Browser".split("|")
_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
    r"Chromium\Application\chrome.exe",
)
_FLAGS = (
    "--headless",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-sync",
    "--generate-pdf-document-outline",
    "--no-first-run",
    "--no-pdf-header-footer",
)


def find_browser(named: Path | None = None) -> Path:
    """Return the program that prints: the one that is named, or the first that is found.

    Raises:
        MissingExtra: there is none.
    """
    if named is not None:
        found = shutil.which(named)
        if found is None:
            raise MissingExtra(f"--browser {named}: no such program: check its path")
        return Path(found)
    for candidate in _candidates():
        if found := shutil.which(candidate):
            return Path(found)
    raise MissingExtra(
        "writing a PDF needs Chromium, Chrome or Edge, and none was found: install one, name its"
        " program with --browser, or write FILE.html and print that from any browser"
    )


def _candidates() -> Iterator[str]:
    yield from _PROGRAMS
    if sys.platform == "darwin":
        for name in _MAC:
            yield f"/Applications/{name}.app/Contents/MacOS/{name}"
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            yield from (str(Path(folder) / program) for program in _WINDOWS)


def pdf_of(html: str, browser: Path) -> bytes:
    """Return a page as PDF, its paper and margins as its style sheet says.

    Raises:
        PackageError: the browser printed nothing.
    """
    with tempfile.TemporaryDirectory(prefix="shengci-", ignore_cleanup_errors=True) as folder:
        page, printed = Path(folder) / "page.html", Path(folder) / "page.pdf"
        try:
            page.write_text(html, encoding="utf-8")
            command = _command(browser, page, printed, Path(folder) / "profile")
            run = subprocess.run(command, capture_output=True, timeout=TIME_LIMIT)
            data = printed.read_bytes() if printed.is_file() else b""
        except subprocess.TimeoutExpired as error:
            raise _no_pdf(browser, f"not done after {TIME_LIMIT} seconds") from error
        except OSError as error:
            raise _no_pdf(browser, error.strerror or str(error)) from error
    if not data.startswith(b"%PDF-"):
        raise _no_pdf(browser, _last_line(run.stderr) or f"exit code {run.returncode}")
    return data


def _command(browser: Path, page: Path, printed: Path, profile: Path) -> list[str]:
    # Chromium won't start as root, as in a container, while its sandbox is on.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [
        str(browser),
        *_FLAGS,
        *(("--no-sandbox",) if is_root else ()),
        f"--user-data-dir={profile}",
        f"--print-to-pdf={printed}",
        page.as_uri(),
    ]


def _last_line(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _no_pdf(browser: Path, problem: str) -> PackageError:
    return PackageError(
        f"{browser}: printed no PDF ({problem}): name another browser with --browser,"
        " or write FILE.html and print that"
    )
