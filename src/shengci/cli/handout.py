"""`shengci handout`: word list, article with readings, exercise and key, for print."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated as Option
from typing import get_args

import typer

from shengci.cli.choices import choosing_words
from shengci.cli.options import (
    ArticlePaths,
    EnglishPath,
    Url,
    clean_name,
    default_output,
    read_sources,
)
from shengci.cli.output import print_out, progress
from shengci.errors import SourceError
from shengci.records import (
    Characters,
    EnglishPlace,
    Handout,
    HandoutPart,
    HandoutSettings,
    Paper,
    Reading,
    Settings,
    ToneColours,
)

_SUFFIXES = (".html", ".htm", ".pdf")


@choosing_words()
def handout(
    articles: ArticlePaths = None,
    *,
    settings: Settings,
    known: Path | None,
    url: Url = None,
    english: EnglishPath = None,
    output: Option[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="FILE.html, or FILE.pdf if Chromium, Chrome or Edge is there; default decks/<article>.html.",
        ),
    ] = None,
    parts: Option[
        str,
        typer.Option(
            metavar="PARTS",
            help="What is in it, in this order, with commas: words, article, cloze, key.",
        ),
    ] = "words,article,cloze,key",
    title: Option[str, typer.Option(metavar="TEXT", help="Default: the article's title.")] = "",
    gloss_above: Option[
        int | None,
        typer.Option(
            min=0,
            max=9,
            metavar="N",
            help="Readings over names and words above HSK level N; default: over the words of the list.",
        ),
    ] = None,
    translation: Option[
        EnglishPlace,
        typer.Option(help="Where the English of the article stands."),
    ] = "facing",
    gaps: Option[
        int, typer.Option(min=1, max=100, metavar="N", help="At most N sentences to fill in.")
    ] = 10,
    paper: Option[
        Paper | None,
        typer.Option(
            help="Default: A4 for a PDF, and whatever is in the printer for a page.",
            show_default=False,
        ),
    ] = None,
    browser: Option[
        Path | None, typer.Option(metavar="PROGRAM", help="The browser that writes the PDF.")
    ] = None,
    characters: Option[
        Characters, typer.Option(help="The characters that words and article are shown in.")
    ] = "article",
    reading: Option[Reading, typer.Option(help="How words are read.")] = "pinyin",
    tones: Option[
        ToneColours, typer.Option(help="Whose colours the tones of the word list have.")
    ] = "pleco",
) -> None:
    """Make a handout for print: word list, article with readings, exercise and key."""
    settings = replace(settings, characters=characters, reading=reading, tones=tones)
    chosen = HandoutSettings(
        parts=_parts(parts),
        title=clean_name(title),
        gloss_above=gloss_above,
        english=translation,
        gaps=gaps,
        paper=paper,
    )
    with progress() as tell:
        from shengci.files import check_output, write_bytes
        from shengci.pipeline import make_handout
        from shengci.printing import find_browser, pdf_of

        inputs = [*(articles or []), *filter(None, (english, known))]
        if output is not None:
            _check_name(output, inputs)
        sources = read_sources(articles or [], url, english)
        target = output or default_output(articles or [], sources, ".html", "handout")
        _check_name(target, inputs)
        check_output(target)
        printer = find_browser(browser) if target.suffix.lower() == ".pdf" else None
        if printer:
            chosen = replace(chosen, paper=paper or "A4")
        made = make_handout(sources, settings, chosen, tell)
        data = b""
        if made.parts:
            tell("Printing the PDF")
            data = pdf_of(made.html, printer) if printer else made.html.encode()
            write_bytes(target, data)
    if not made.parts:
        typer.echo("no word is left for the handout: try a lower --min-level", err=True)
        raise typer.Exit(1)
    print_out(_summary(target, made, chosen, len(data)))


def _parts(text: str) -> tuple[HandoutPart, ...]:
    """Return the parts that a list with commas names, in its order, each once."""
    known: dict[str, HandoutPart] = {part: part for part in get_args(HandoutPart)}
    named = [name.strip().lower() for name in text.split(",") if name.strip()]
    for name in named:
        if name not in known:
            raise SourceError(f"--parts {name}: no such part: choose from {', '.join(known)}")
    if not named:
        raise SourceError(f"--parts: names no part: choose from {', '.join(known)}")
    return tuple(known[name] for name in dict.fromkeys(named))


def _check_name(target: Path, inputs: Sequence[Path]) -> None:
    """Refuse a name that says neither page nor PDF, and one that would overwrite what is read."""
    from shengci.files import name_of

    if target.suffix.lower() not in _SUFFIXES:
        raise SourceError(
            f"{name_of(target)}: a handout is a page or a PDF: name it FILE.html or FILE.pdf"
        )
    if any(target.exists() and path.exists() and target.samefile(path) for path in inputs):
        raise SourceError(
            f"{name_of(target)}: is read for the handout: name another output with -o"
        )


def _summary(target: Path, made: Handout, chosen: HandoutSettings, size: int) -> str:
    from shengci.files import name_of

    counts = {
        "words": f"words {made.words}",
        "article": f"paragraphs {made.paragraphs}",
        "cloze": f"gaps {made.gaps}",
        "key": "key",
    }
    missing = ", ".join(part for part in chosen.parts if part not in made.parts)
    left_out = f"  left out  {missing}: no word is left for it: try a lower --min-level\n"
    return (
        f"{name_of(target)}: {', '.join(counts[part] for part in made.parts)}, {max(1, size // 1024)} KB\n"
        + (left_out if missing else "")
    )
