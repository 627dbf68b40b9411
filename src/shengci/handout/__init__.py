"""A handout for print: word list, article with readings, cloze exercise and key, as one page."""

from collections.abc import Sequence

from shengci import pages, script
from shengci.handout.exercise import Exercise, exercise_of
from shengci.handout.passages import Paragraph, glossed_words, paragraphs_of
from shengci.handout.wordlist import Row, rows_of
from shengci.records import Annotated, Article, Handout, HandoutSettings, RankedWord, Settings
from shengci.text import language_of

_STANDARDS = {
    "2025": "HSK, examination syllabus in force since July 2026",
    "2021": "HSK, standard of 2021 (GF0025-2021)",
    "2.0": "HSK 2.0, the older examination",
}


def make_handout(
    words: Sequence[RankedWord],
    annotated: Annotated,
    articles: Sequence[Article],
    settings: Settings,
    chosen: HandoutSettings,
) -> Handout:
    """Return the handout of one or more articles; a part that would be empty is left out.

    `articles` are those the pairs come from, by `AnnotatedPair.article`. The words with the status
    "card" are listed and asked for. The same input gives the same page, byte for byte.
    """
    rows: tuple[Row, ...] = ()
    texts: list[tuple[Paragraph, ...]] = []
    exercise = Exercise()
    if "words" in chosen.parts:
        rows = rows_of(words, annotated, settings)
    if "article" in chosen.parts:
        texts = _texts(words, annotated, articles, settings, chosen)
    if {"cloze", "key"} & set(chosen.parts):
        exercise = exercise_of(words, annotated, settings, chosen.gaps)
    there = {"words": rows, "article": texts, "cloze": exercise.gaps, "key": exercise.gaps}
    parts = tuple(part for part in chosen.parts if there[part])
    html = pages.render(
        "handout.html",
        lang="en",
        chinese=pages.language_tag(traditional=annotated.traditional),
        other_chinese=pages.language_tag(traditional=not annotated.traditional),
        titles=_titles(annotated, articles, chosen),
        subtitles=_subtitles(annotated, articles),
        parts=parts,
        rows=rows,
        standard=_STANDARDS[settings.standard],
        texts=texts,
        exercise=exercise,
        reading=settings.reading,
        tones=settings.tones,
        english=chosen.english if annotated.bilingual_articles else "none",
        paper=chosen.paper,
    )
    return Handout(html, parts, len(rows), sum(map(len, texts)), len(exercise.gaps))


def _titles(
    annotated: Annotated, articles: Sequence[Article], chosen: HandoutSettings
) -> list[tuple[str, str]]:
    """Return the title, or that of each article, in the script of the handout, with its language."""
    convert = script.to_traditional if annotated.traditional else script.to_simplified
    titles = [chosen.title] if chosen.title else [convert(article.title) for article in articles]
    chinese = pages.language_tag(traditional=annotated.traditional)
    return [(title, chinese if language_of(title) == "chinese" else "en") for title in titles]


def _texts(
    words: Sequence[RankedWord],
    annotated: Annotated,
    articles: Sequence[Article],
    settings: Settings,
    chosen: HandoutSettings,
) -> list[tuple[Paragraph, ...]]:
    glossed = glossed_words(words, settings, chosen.gloss_above)
    return [
        paragraphs_of(
            article,
            [pair for pair in annotated.pairs if pair.article == number],
            glossed,
            settings.reading,
        )
        for number, article in enumerate(articles)
    ]


def _subtitles(annotated: Annotated, articles: Sequence[Article]) -> list[str]:
    """Return what stands under the title: of one article its English title, its date and its source."""
    if len(articles) > 1:
        return []
    (article,) = articles
    english = [
        block.text.lstrip("# ")
        for block in article.blocks
        if block.role == "title" and block.language == "english"
    ]
    return [
        text
        for text in (*english[:1], article.date, article.source)
        if text not in ("", article.title)
    ]
