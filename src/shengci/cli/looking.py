"""The commands that show the work of a stage: `shengci pair`, `words` and `annotate`."""

from pathlib import Path
from typing import Annotated as Option

import typer

from shengci.cli.choices import choosing_words
from shengci.cli.options import (
    ArticlePath,
    EnglishPath,
    Json,
    Url,
    read_source,
)
from shengci.cli.output import print_out, progress
from shengci.errors import SourceError
from shengci.records import Settings


def pair(
    first: Option[
        Path | None,
        typer.Argument(
            metavar="ARTICLE|ENGLISH", help="A bilingual text, or the English of two files."
        ),
    ] = None,
    second: Option[
        Path | None, typer.Argument(metavar="[CHINESE]", help="The Chinese of two files.")
    ] = None,
    *,
    url: Url = None,
    sentences: Option[
        bool,
        typer.Option("--sentences", help="Both files hold one sentence a line: align the lines."),
    ] = False,
    json: Json = False,
    tsv: Option[
        bool, typer.Option("--tsv", help="English, Chinese, score, tab-separated.")
    ] = False,
    tmx: Option[bool, typer.Option("--tmx", help="A translation memory, TMX 1.4.")] = False,
) -> None:
    """Show which English sentences and which Chinese ones say the same."""
    from shengci import exports

    if sentences:
        if first is None or second is None or url is not None:
            raise SourceError(
                "pair --sentences needs two files: the English sentences, then the Chinese ones"
            )
        from shengci.files import read_lines
        from shengci.pairing import align_sentences

        with progress() as tell:
            tell("Pairing sentences")
            beads = align_sentences(read_lines(first), read_lines(second))
        print_out(exports.beads_json(beads) if json else exports.beads_table(beads))
        return
    from shengci.pairing import pair_sentences

    with progress() as tell:
        tell("Pairing sentences")
        article = read_source(second or first, url, first if second else None)
        pairs = pair_sentences(article, Settings())
    form = (
        exports.pairs_json
        if json
        else exports.pairs_tsv
        if tsv
        else exports.pairs_tmx
        if tmx
        else exports.pairs_table
    )
    print_out(form(pairs))


@choosing_words()
def words(
    article: ArticlePath = None,
    *,
    settings: Settings,
    url: Url = None,
    english: EnglishPath = None,
    json: Json = False,
    csv: Option[bool, typer.Option("--csv", help="A table for a spreadsheet.")] = False,
) -> None:
    """List every word of an article with its level, and why it gets a card or not."""
    from shengci import exports
    from shengci.pipeline import analyse

    with progress() as tell:
        _, annotated, ranked = analyse([read_source(article, url, english)], settings, tell)
    if json:
        print_out(exports.words_json(ranked, annotated))
    else:
        print_out(exports.words_csv(ranked, annotated) if csv else exports.words_table(ranked))


def annotate(
    file: Option[
        Path,
        typer.Argument(
            metavar="FILE", help="Lines of Chinese, or of Chinese, a tab, and its English."
        ),
    ],
    *,
    json: Json = False,
) -> None:
    """Read lines of Chinese word by word: reading, meaning here, counterpart in the English."""
    from shengci import exports
    from shengci.pipeline import annotate_pairs
    from shengci.sources.paired import read_paired_lines

    with progress() as tell:
        tell("Reading words in context")
        annotated = annotate_pairs(read_paired_lines(file), Settings())
    print_out(exports.annotated_json(annotated) if json else exports.annotated_table(annotated))
