"""A hand-made article of twenty running words, whose report can be worked out by hand.

| word | syllabus | 2021 | 2.0 | Zipf | in the text |
| --- | --- | --- | --- | --- | --- |
| 的 | 1 | 1 | 1 | 7.79 | 8 |
| 苹果 | 1 | 3 | 1 | 5.00 | 2 |
| 邻居 | 3 | 5 | 3 | 4.51 | 1 |
| 豆腐 | 5 | 4 | 5 | 4.03 | 4 |
| 夜市 | 5 | 7 | ≈ 5 | 3.33 | 1 |
| 官员 | 6 | 7 | ≈ 6 | 5.21 | 1 |
| 垄断 | 7 | 7 | 6 | 4.48 | 2 |
| 摊位 | ≈ 7 | ≈ 7 | ≈ 6 | 3.54 | 1 |
"""

from dataclasses import replace

from handmade import article, mark, number, sentence
from shengci.pipeline import usefulness
from shengci.ranking import rank_words, sentence_difficulties
from shengci.records import Annotated, Article, Block, Knowledge, Place, Sense, Settings, Token
from shengci.report import make_report
from shengci.report.records import Report


def word(text: str, gloss: str = "thing", **changes: object) -> Token:
    """Return a word whose meaning is known; its place in a sentence is up to `sentence`."""
    token = Token(text, 0, 0, "word", text, text, ("x1",) * len(text), Sense(gloss))
    return replace(token, **changes)  # type: ignore[arg-type]


OF = word("的", "of")
APPLE, NEIGHBOUR, TOFU = word("苹果", "apple"), word("邻居", "neighbor"), word("豆腐", "tofu")
MARKET, OFFICIAL = word("夜市", "night market"), word("官员", "official")
MONOPOLY, STALL = word("垄断", "monopoly"), word("摊位", "stall", traditional="攤位")
LI_MING = word("李明", "Li Ming", kind="name", pinyin=("Li3", "ming2"), name_type="person")
STOP = mark("。")

STALL_TEXT = article(
    sentence("Apples.", *[OF] * 5, APPLE, APPLE, NEIGHBOUR, STOP, place=Place("stall.txt", 2)),
    sentence("Tofu.", LI_MING, number("2022"), OF, OF, OF, TOFU, TOFU, TOFU, MARKET, STOP, place=Place("stall.txt", 4)),
    sentence("A monopoly.", TOFU, STALL, OFFICIAL, MONOPOLY, MONOPOLY, STOP, place=Place("stall.txt", 6)),
)  # fmt: skip


def knowing(*words: str) -> dict[str, object]:
    """Return the setting of a learner who knows these words."""
    return {"known": Knowledge(frozenset(words), name="mine.txt")}


def source(title: str = "夜市", file: str = "stall.txt") -> Article:
    block = Block(title, "chinese", "title", Place(file, 1))
    return Article(title, (block,), "interleaved", date="2026-03-12")


def report_of(
    annotated: Annotated, title: str = "夜市", file: str = "stall.txt", **settings: object
) -> Report:
    chosen = Settings(**settings)  # type: ignore[arg-type]
    words = rank_words(annotated, chosen)
    difficulties = sentence_difficulties(annotated, words, chosen)
    return make_report(source(title, file), annotated, words, difficulties, chosen, usefulness)
