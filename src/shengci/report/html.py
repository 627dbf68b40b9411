"""Reports as one HTML page that needs nothing beside it."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from shengci import pages, text
from shengci.report import wording
from shengci.report.comparing import words_to_goal
from shengci.report.pictures import (
    coverage_picture,
    level_picture,
    sentence_picture,
    widest_share,
)
from shengci.report.records import Ranked, Report, Sentence

BEGINNING = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" content="default-src'
)
"""How every page begins, by which a file of ours is known."""


_CHINESE = re.compile(f"([{text.HAN}]+(?:…[{text.HAN}]+)*)")


def reports_page(ranked: Sequence[Ranked]) -> str:
    """Return the page of one report, or of several with a table that compares them first.

    The same reports give the same page, byte for byte.
    """
    return pages.render(
        "report.html",
        lang="en",
        ranked=ranked,
        pictures={each.place: _pictures(each.report) for each in ranked},
        wording=wording,
        words_to_goal=words_to_goal,
        chinese=_chinese,
        language=_language,
        file_of=_file_of,
        shown=_shown,
        new_in=_new_in,
        pieces_of=_CHINESE.split,
    )


def _pictures(report: Report) -> dict[str, object]:
    widest = widest_share(report.profiles)
    return {
        "levels": [level_picture(profile, widest) for profile in report.profiles],
        "coverage": coverage_picture(report.coverage),
        "sentences": sentence_picture(report),
    }


def _chinese(report: Report) -> str:
    return pages.language_tag(traditional=report.traditional)


def _language(line: str, report: Report) -> str:
    """Return the `lang` of a title, which may be in either language."""
    return _chinese(report) if text.language_of(line) == "chinese" else "en"


def _file_of(report: Report) -> str:
    """Return the file an article is in, without its folders, which are nobody else's business."""
    return report.file if "://" in report.file else PurePath(report.file).name


def _new_in(sentence: Sentence, report: Report) -> list[str]:
    """Return the new words of a sentence, in the script of its article."""
    traditional = {
        word.word: word.traditional for word in (*report.without_card, *report.new_words)
    }
    words = sentence.difficulty.new_words
    return [_shown(word, traditional.get(word, ""), report) for word in words]


def _shown(simplified: str, traditional: str, report: Report) -> str:
    """Return a word in the script of its article."""
    return (traditional or simplified) if report.traditional else simplified
