"""The table of English words by which translators often say a Chinese word."""

import re
from collections import Counter

from shengci.lexicon import usual_counterparts
from shengci.words import segmentation


def test_rows_are_chinese_words_and_english_words() -> None:
    rows = usual_counterparts.TABLE.read_text(encoding="utf-8").splitlines()[1:]
    assert len(rows) > 3000
    for row in rows:
        word, english = row.split("\t")
        assert all(map(segmentation.is_han, word)), row
        assert all(re.fullmatch(r"[A-Za-z0-9’-]+", each) for each in english.split(" ")), row
        assert max(Counter(english.split(" ")).values()) == 1, row
    assert len({row.partition("\t")[0] for row in rows}) == len(rows)


def test_word_has_what_it_is_said_by_beside_its_glosses() -> None:
    assert {"leave", "keep"} <= usual_counterparts.counterparts_of("放")
    assert usual_counterparts.counterparts_of("魑魅魍魉") == frozenset()
