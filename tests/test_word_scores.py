"""What the benchmark of the words counts, on gold small enough to count by hand."""

import json
import sys
from pathlib import Path

import pytest

import word_articles
import word_gold
import word_scores
import words
from shengci.records import Span
from word_gold import GoldWord, NameFound, Segmented
from word_ours import annotated
from word_scores import Answer

LINE = "The vendors gave up the old stall, then gave the stall away."
PAIRS = [("", "三月"), (LINE, "摊贩们放弃了旧摊位，又把摊位送人。")]


def span(text: str, line: str = LINE, nth: int = 1) -> Span:
    return word_gold.place_of(text, line, nth)


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def gold_word(tmp_path: Path, counterpart: str = "gave up") -> GoldWord:
    table = write(tmp_path / "gold.tsv", "# pair\tword\tnth\treading\tmeanings\tcounterpart\tcomment",
                  f"2\t放弃\t1\tfàng qì\tgive up|abandon\t{counterpart}\t")  # fmt: skip
    (word,) = word_gold.gold_words_of(table, PAIRS)
    return word


def test_words_of_a_treebank_are_read_without_its_spaces_and_tags(tmp_path: Path) -> None:
    (sentence,) = word_gold.segmented_of(write(tmp_path / "gold.txt", "北京/NNP 的 AT 7 号"))
    assert sentence.text == "北京的AT 7号"
    assert [sentence.text[s.start : s.end] for s in sentence.words] == [
        "北京",
        "的",
        "AT",
        "7",
        "号",
    ]
    assert sentence.names == {Span(0, 2)}


def test_hits_are_counted_sentence_by_sentence() -> None:
    found = word_scores.hits([{1, 2}, {1}], [{1}, {2, 3}])
    assert (found.right, found.found, found.gold) == (1, 3, 3)
    assert found.precision == found.recall == found.f1 == pytest.approx(1 / 3)


def linked(tmp_path: Path) -> word_gold.Linked:
    line = {"chinese": ["她", "放弃", "了", "摊位", "。"], "english": "She gave up the stall .".split(),
            "sure": [[0, 0], [1, 1], [1, 2], [3, 4], [4, 5]], "possible": [[3, 3]]}  # fmt: skip
    (found,) = word_gold.linked_of(write(tmp_path / "gold.jsonl", json.dumps(line)))
    return found


def test_places_become_links_between_tokens(tmp_path: Path) -> None:
    gold = linked(tmp_path)
    assert (gold.chinese, gold.english) == ("她放弃了摊位。", "She gave up the stall.")
    links = gold.links([(Span(1, 4), (span("gave up", gold.english),))])
    assert links == {(1, 1), (1, 2), (2, 1), (2, 2)}
    assert gold.same_marks() == {(4, 5)}


def test_error_rate_is_that_of_och_and_ney(tmp_path: Path) -> None:
    scores = word_scores.link_scores([linked(tmp_path)], [{(1, 1), (3, 3), (2, 4)}])
    assert scores.precision == pytest.approx(2 / 3)
    assert scores.recall == pytest.approx(1 / 5)
    assert scores.error_rate == pytest.approx(1 - (1 + 2) / (3 + 5))


@pytest.mark.parametrize(
    ("marked", "right"),
    [("gave up", 1), ("gave", 1), ("the stall", 0), ("gave up the stall", 0), ("up", 1)],
)
def test_mark_is_right_if_its_content_words_are_linked_to_the_word(
    tmp_path: Path, marked: str, right: int
) -> None:
    gold = linked(tmp_path)
    hits = word_scores.marks(gold, {Span(1, 3): (span(marked, gold.english),)})
    assert (hits.right, hits.marked, hits.linked) == (right, 1, 1)


def test_word_without_a_link_makes_its_mark_wrong_and_counts_for_no_coverage(
    tmp_path: Path,
) -> None:
    gold = linked(tmp_path)
    hits = word_scores.marks(gold, {Span(3, 4): (span("the", gold.english),), Span(4, 6): ()})
    assert (hits.right, hits.marked, hits.linked, hits.coverage) == (0, 1, 1, 0)


def test_second_place_in_the_line_is_told_by_its_number(tmp_path: Path) -> None:
    assert gold_word(tmp_path, "gave#2 … away|gave up").counterparts == (
        (span("gave", nth=2), span("away")),
        (span("gave up"),),
    )
    assert gold_word(tmp_path).place == Span(3, 5)


def test_word_in_pieces_and_other_cuts_are_read_from_the_table(tmp_path: Path) -> None:
    table = write(tmp_path / "gold.tsv", "1\t帮…忙\t1\tbāng máng\thelp\t|Help\tor 帮 + 忙; as one",
                  "1\t棉厂\t1\tmián chǎng|miǎn chǎng\tmill\tmill\tnot or 厂")  # fmt: skip
    parted, plain = word_gold.gold_words_of(table, [("Help the mill.", "帮棉厂一个忙")])
    assert (parted.word, parted.pieces) == ("帮忙", (Span(0, 1), Span(5, 6)))
    assert (parted.cuts, plain.cuts) == ((("帮", "忙"),), ())
    assert parted.counterparts == ((), (Span(0, 4),))
    assert plain.readings == ("mián chǎng", "miǎn chǎng")


def test_no_mark_is_no_gap_where_gold_allows_none(tmp_path: Path) -> None:
    word = gold_word(tmp_path, "|gave up")
    nothing, marked = (
        word_scores.judged(word, LINE, Answer(True, "", "", mark))
        for mark in ((), (span("gave up"),))
    )
    assert not nothing.to_mark
    assert marked.strict
    assert not marked.to_mark


def test_word_cut_in_another_right_way_is_not_judged_by_its_meaning(tmp_path: Path) -> None:
    judged = word_scores.judged(gold_word(tmp_path), LINE, Answer(True, "", None))
    assert judged.understood is None
    assert not judged.to_mark


def answer_of(tmp_path: Path, *rows: str, chinese: str, english: str) -> list[Answer]:
    gold = word_gold.gold_words_of(write(tmp_path / "gold.tsv", *rows), [(english, chinese)])
    (pair,) = annotated((english, chinese))
    return [word_articles.answer_to(gold, i, pair) for i in range(len(gold))]


def test_verb_said_twice_and_verb_with_its_complement_are_right_as_one_token(
    tmp_path: Path,
) -> None:
    said_twice, *_ = answer_of(
        tmp_path, "1\t想\t1\txiǎng\tthink\tthought\t", chinese="她想了想。", english="She thought."
    )
    assert said_twice.is_word
    first, second = answer_of(
        tmp_path, "1\t停\t1\ttíng\tstop\tstopped\t", "1\t下来\t1\txià lai\tstop\tstopped\t",
        chinese="车停下来了。", english="The car stopped.",
    )  # fmt: skip
    assert first.is_word
    assert second.is_word


@pytest.mark.parametrize(
    ("accepted", "marked", "strict", "lenient"),
    [
        ("gave up", ["gave up"], True, True),
        ("the old stall", ["old stall"], True, True),  # what is left out is a function word
        ("old stall", ["stall"], False, True),
        ("old stall", ["the old stall"], True, True),  # articles at the ends are nothing
        ("gave", ["gave up"], False, True),
        ("old stall", ["vendors", "old stall"], False, False),
        ("", ["stall"], False, False),
        ("stall", [], False, False),
    ],
)
def test_mark_is_judged_strictly_and_leniently(
    tmp_path: Path, accepted: str, marked: list[str], strict: bool, lenient: bool
) -> None:
    answer = Answer(True, "", "", tuple(map(span, marked)))
    judged = word_scores.judged(gold_word(tmp_path, accepted), LINE, answer)
    assert (judged.strict, judged.lenient) == (strict, lenient)
    assert judged.to_mark == bool(accepted)


@pytest.mark.parametrize(
    ("reading", "meaning", "read", "understood"),
    [
        ("fàng qì", "to renounce; to abandon", True, True),
        ("fàngqì", "abandoned", True, True),
        ("fǎng qì", "to give (way); up", False, False),
        ("", "", False, False),
    ],
)
def test_reading_is_compared_without_spaces_and_meaning_without_inflection(
    tmp_path: Path, reading: str, meaning: str, read: bool, understood: bool
) -> None:
    judged = word_scores.judged(gold_word(tmp_path), LINE, Answer(True, reading, meaning))
    assert (judged.read, judged.understood) == (read, understood)


def test_names_are_scored_by_place_and_the_right_ones_by_type_and_form(tmp_path: Path) -> None:
    pairs = [("Gu left Linhe.", "顾离开了临河。")]
    gold = word_gold.gold_names_of(
        write(tmp_path / "gold.tsv", "1\t顾\t1\tperson\tGu|Mr. Gu\t", "1\t临河\t1\tplace\tLinhe\t"),
        pairs,
    )
    found = [NameFound(0, Span(0, 1), "person", "gu"), NameFound(0, Span(0, 2), "person", "Gu")]
    scores = word_scores.name_scores(found, gold)
    assert (scores.spans.precision, scores.spans.recall) == (0.5, 0.5)
    assert (scores.types, scores.forms) == (1, 1)


def test_places_without_spaces_are_compared_in_segmentation() -> None:
    gold = Segmented("AT 7号", (Span(0, 2), Span(3, 4), Span(4, 5)), frozenset())
    hits = words._word_hits([gold], [["AT", " ", "7号"]])
    assert (hits.right, hits.found, hits.gold) == (1, 2, 3)


def test_alignment_table_has_ours_beside_the_baselines(tmp_path: Path) -> None:
    line = {"chinese": ["她", "卖", "豆腐", "。"], "english": "She sells tofu .".split(),
            "sure": [[0, 0], [1, 1], [2, 2], [3, 3]], "possible": []}  # fmt: skip
    links, marks = words.alignment(write(tmp_path / "gold.jsonl", json.dumps(line))).split("\n\n")
    assert [row.split(" | ")[0] for row in links.splitlines()[2:]] == [
        "| gloss matching",
        "| gloss matching, then usem3",
        "| ours",
    ]
    assert "| ours | words | 2 | 1.000 | 1.000 |" in marks


# The groups of our articles


def test_every_article_marked_by_hand_is_in_one_group() -> None:
    grouped = [name for group in word_articles.GROUPS.values() for name in group]
    marked = {path.name.split(".")[0] for path in word_articles.WORDS.glob("*.tsv")}
    assert sorted(grouped) == sorted(marked)


def test_errors_are_listed_of_the_articles_for_tuning_only(monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[str] = []

    def measured(group: str, *, with_errors: bool) -> str:
        listed.extend([group] * with_errors)
        return ""

    for name in ("meanings", "names"):
        monkeypatch.setattr(word_articles, name, measured)
    for name in ("names_written", "speed"):
        monkeypatch.setattr(word_articles, name, str)
    monkeypatch.setattr(words, "word_readings", str)
    monkeypatch.setattr(sys, "argv", ["words.py", "--errors"])
    words.main()
    assert listed == ["tuning", "tuning"]
