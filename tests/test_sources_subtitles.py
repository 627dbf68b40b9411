"""Subtitles: cues in two languages, sentences over several cues, two files matched by time, damage."""

import random
import re
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import Write, refusal_of, rows_of, texts_of
from shengci.errors import SourceError
from shengci.sources import read_article
from shengci.sources.subtitles import MOST_CUES, read_subtitles

PAIRS = [
    ("Where have you been?", "你去哪儿了？"),
    ("I went to the old mill.", "我去了老棉纺厂。"),
    ("They sell tofu there now.", "那里现在卖豆腐。"),
    ("At this hour?", "这个钟点？"),
    ("It never closes before two.", "两点以前从来不关门。"),
    ("Then let us go.", "那我们走吧。"),
]
ROWS = [(i, *pair) for i, pair in enumerate(PAIRS)]

Timed = tuple[float, float, str]


def stamp(seconds: float, mark: str = ",") -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}{mark}{whole % 1000:03}"


def srt(cues: Iterable[Timed], mark: str = ",") -> str:
    return "\n".join(
        f"{number}\n{stamp(start, mark)} --> {stamp(end, mark)}\n{shown}\n"
        for number, (start, end, shown) in enumerate(cues, 1)
    )


def spaced(shown: Iterable[str], start: float = 1.0, every: float = 4.0) -> list[Timed]:
    """Return cues of two and a half seconds at regular times."""
    return [(start + every * i, start + every * i + 2.5, cue) for i, cue in enumerate(shown)]


def spoken(n: int) -> list[tuple[float, float]]:
    """Return the irregular times of so many cues."""
    chance, at, times = random.Random(3), 2.0, []
    for _ in range(n):
        length = chance.uniform(1.2, 4.0)
        times.append((at, at + length))
        at += length + chance.choice([0.1, 0.2, 0.9, 4.0, 7.0])
    return times


# One file, cues in both languages


@pytest.mark.parametrize(
    "form",
    [
        "{e}\n{c}",
        "{c}\n{e}",
        "<i>{c}</i>\n<font color='#fff'>{e}</font>",
        "{{\\an8}}{c}\\N{e}",
        "{{\\an8\\fs20}}{e}\n{{\\i1}}{c}{{\\i0}}",
        "- {e}\n- {c}",
        "-{c}\n-{e}",
        "♪ {e} ♪\n♪ {c} ♪",
        "{e} {c}",
    ],
)
def test_cues_in_both_languages_are_rows(put: Write, form: str) -> None:
    content = srt(spaced(form.format(e=e, c=c) for e, c in PAIRS))
    article = read_article(put("film.srt", content))
    assert rows_of(article) == ROWS
    assert (article.title, article.layout) == ("film", "interleaved")
    assert [block.place.line for block in article.blocks[:4:2]] == [
        2,
        4 + content.split("\n\n")[0].count("\n"),
    ]


def test_two_lines_of_a_language_are_one(put: Write) -> None:
    article = read_article(
        put("film.srt", srt(spaced(["I went to\nthe old mill.\n我去了\n老棉纺厂。"])))
    )
    assert rows_of(article) == [(0, "I went to the old mill.", "我去了 老棉纺厂。")]


@pytest.mark.parametrize("between", ["\n", " "])
def test_speakers_of_one_cue_have_a_row_each(put: Write, between: str) -> None:
    cue = f"- At this hour?{between}- Yes.\n-这个钟点？{between}-对。"
    article = read_article(put("film.srt", srt(spaced([cue]))))
    assert rows_of(article) == [(0, "At this hour?", "这个钟点？"), (1, "Yes.", "对。")]


VTT = """\
WEBVTT - 夜市

STYLE
::cue { color: white }

NOTE 这一条不是台词。
也不是。

opening
00:01.000 --> 00:03.000 align:start position:10%
<v Mei>Where have <c.loud>you</c> been?</v>
你去哪儿了？

00:00:05.000 --> 00:00:07.000
I went to the old mill.
我去了老棉纺厂。
"""


def test_webvtt(put: Write) -> None:
    article = read_article(put("film.vtt", VTT))
    assert rows_of(article) == ROWS[:2]
    assert [block.place.line for block in article.blocks] == [10, 10, 14, 14]


def test_the_format_is_told_by_the_text_and_not_by_the_suffix(put: Write) -> None:
    assert rows_of(read_article(put("film.srt", VTT))) == ROWS[:2]
    assert (
        rows_of(read_article(put("film.vtt", srt(spaced("\n".join(pair) for pair in PAIRS)))))
        == ROWS
    )


ASS = """\
[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Arial,20

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,别读这句。
Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{\\fad(100,100)}你去哪儿了？\\N{\\fs12}Where have you been?
Dialogue: 0,0:00:05.00,0:00:07.00,Default,,0,0,0,,我去了老棉纺厂。
Dialogue: 0,0:00:05.00,0:00:07.00,Default,,0,0,0,,I went to the old mill.
"""


def test_ass_with_a_language_in_each_line(put: Write) -> None:
    article = read_article(put("film.ass", ASS))
    assert rows_of(article) == ROWS[:2]
    assert article.blocks[0].place.line == 11


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings_and_line_ends(put: Write, encoding: str) -> None:
    content = srt(spaced("\n".join(pair) for pair in PAIRS)).replace("\n", "\r\n")
    assert rows_of(read_article(put("film.srt", content, encoding))) == ROWS


def test_a_number_sign_is_music_at_the_ends_of_a_line_and_text_inside_it(put: Write) -> None:
    cues = spaced(["# Go now, go now. #\n#现在走吧。#", "Flat #5 is C# country.\n5#房写的是C#。"])
    assert rows_of(read_article(put("film.srt", srt(cues)))) == [
        (0, "Go now, go now.", "现在走吧。"),
        (1, "Flat #5 is C# country.", "5#房写的是C#。"),
    ]


# Sentences and cues

PIECES = [
    "When the mill closed,\n厂子关了以后，",
    "nobody came here\n谁也不来这儿了，",
    "for twenty years.\n一晃二十年。",
]


def test_cues_that_break_inside_a_sentence_are_joined(put: Write) -> None:
    article = read_article(
        put("film.srt", srt(spaced([*PIECES, "Then let us go.\n那我们走吧。"], every=2.6)))
    )
    assert rows_of(article) == [
        (
            0,
            "When the mill closed, nobody came here for twenty years.",
            "厂子关了以后，谁也不来这儿了，一晃二十年。",
        ),
        (1, "Then let us go.", "那我们走吧。"),
    ]


def test_a_pause_ends_a_sentence_that_has_no_stop(put: Write) -> None:
    assert len(rows_of(read_article(put("film.srt", srt(spaced(PIECES, every=9.0)))))) == 3


def test_another_speaker_ends_it_too(put: Write) -> None:
    cues = [
        "I thought you\n我还以为你",
        "- You thought what?\n- 以为什么？",
        "- Nothing.\n- 没什么。",
    ]
    assert len(rows_of(read_article(put("film.srt", srt(spaced(cues, every=2.6)))))) == 3


def test_a_sound_stands_alone(put: Write) -> None:
    cues = [PIECES[0], "[door slams]\n[关门声]", "That was the wind.\n是风。"]
    assert len(rows_of(read_article(put("film.srt", srt(spaced(cues, every=2.6)))))) == 3


def test_without_punctuation_each_cue_is_a_row(put: Write) -> None:
    bare = [(re.sub(r"\W+$", "", e), re.sub(r"\W+$", "", c)) for e, c in PAIRS]
    article = read_article(put("film.srt", srt(spaced(("\n".join(p) for p in bare), every=2.6))))
    assert rows_of(article) == [(i, *pair) for i, pair in enumerate(bare)]


def test_an_endless_sentence_is_cut(put: Write) -> None:
    cues = [
        "and on,\n又，",
        *["and on,\n又，"] * 8,
        "Stop.\n停。",
        "Go.\n走。",
        "No.\n不。",
        "Yes.\n是。",
        "Now.\n好。",
    ]
    rows = rows_of(read_article(put("film.srt", srt(spaced(cues, every=2.6)))))
    assert max(chinese.count("又") for _, _, chinese in rows) == 4


def test_captions_that_roll_up_say_everything_once(put: Write) -> None:
    cues = [
        "我去了老棉纺厂。",
        "我去了老棉纺厂。\n那里现在卖豆腐。",
        "那里现在卖豆腐。\n那我们走吧。",
    ]
    english = put("en.srt", srt(spaced(["I went.", "They sell tofu.", "Let us go."])))
    article = read_article(put("zh.srt", srt(spaced(cues))), english=english)
    assert [c for _, _, c in rows_of(article)] == [
        "我去了老棉纺厂。",
        "那里现在卖豆腐。",
        "那我们走吧。",
    ]


# Two files


def timed(n: int, side: int, shift: float = 0.0, jitter: float = 0.0) -> list[Timed]:
    chance = random.Random(side)
    return [
        (
            start + shift + chance.uniform(0, jitter),
            end + shift + chance.uniform(0, jitter),
            f"Number {i} is here." if side == 0 else f"这里是第{i}号。",
        )
        for i, (start, end) in enumerate(spoken(n))
    ]


def numbers(rows: Sequence[tuple[int | None, str, str]]) -> list[tuple[list[str], list[str]]]:
    return [(re.findall(r"\d+", e), re.findall(r"\d+", c)) for _, e, c in rows]


@pytest.mark.parametrize("jitter", [0.0, 0.4])
@pytest.mark.parametrize("shift", [0.0, 0.7, -1.0, 2.5, 31.0, -95.0])
def test_two_files_are_matched_by_time_whatever_their_shift(
    put: Write, shift: float, jitter: float
) -> None:
    english = put("en.srt", srt(timed(60, 0, 100)))
    chinese = put("zh.srt", srt(timed(60, 1, 100 + shift, jitter)))
    article = read_article(chinese, english=english)
    assert numbers(rows_of(article)) == [([str(i)], [str(i)]) for i in range(60)]
    assert article.title == "zh"
    assert {block.place.file for block in article.blocks} == {str(chinese)}
    assert article == read_article(english, english=chinese), "the other way round"


@pytest.mark.parametrize("speed", [25 / 23.976, 24 / 25])
def test_a_file_made_for_a_film_at_another_speed_is_stretched(put: Write, speed: float) -> None:
    english = put("en.srt", srt(timed(90, 0, 20)))
    chinese = put("zh.srt", srt((speed * s, speed * e, c) for s, e, c in timed(90, 1, 12)))
    found = numbers(rows_of(read_article(chinese, english=english)))
    assert found == [([str(i)], [str(i)]) for i in range(90)]


def test_cues_cut_differently_make_one_row(put: Write) -> None:
    english = put(
        "en.srt",
        srt(
            [
                (1, 3, "I went"),
                (3, 6, "to the old mill."),
                (8, 12, "They sell tofu there now. Let us go."),
            ]
        ),
    )
    chinese = put(
        "zh.srt",
        srt([(1, 6, "我去了老棉纺厂。"), (8.1, 10, "那里现在卖豆腐。"), (10, 12, "那我们走吧。")]),
    )
    assert rows_of(read_article(chinese, english=english)) == [
        (0, "I went to the old mill.", "我去了老棉纺厂。"),
        (1, "They sell tofu there now. Let us go.", "那里现在卖豆腐。那我们走吧。"),
    ]


def test_a_cue_that_only_one_file_has_stays_alone(put: Write) -> None:
    english, chinese = timed(30, 0), timed(30, 1)
    article = read_article(
        put("zh.srt", srt([*chinese[:9], *chinese[12:]])),
        english=put("en.srt", srt([*english[:20], *english[21:]])),
    )
    found = numbers(rows_of(article))
    assert found == [
        ([str(i)] if i != 20 else [], [str(i)] if not 9 <= i < 12 else []) for i in range(30)
    ]


def test_one_long_cue_does_not_swallow_the_scene(put: Write) -> None:
    chinese = [(0.0, 90.0, "片名：老棉纺厂"), *timed(20, 1)]
    article = read_article(put("zh.srt", srt(chinese)), english=put("en.srt", srt(timed(20, 0))))
    assert all(len(e) <= 4 and len(c) <= 4 for e, c in numbers(rows_of(article)))
    assert sum(e == c for e, c in numbers(rows_of(article))) >= 15


def test_a_language_after_the_other_in_one_file(put: Write) -> None:
    content = srt([*spaced(e for e, _ in PAIRS), *spaced(c for _, c in PAIRS)])
    assert rows_of(read_article(put("film.srt", content))) == ROWS


def test_files_whose_times_have_nothing_in_common_are_left_to_the_pairing(put: Write) -> None:
    english = put("en.srt", srt([(1, 2, "Go now."), (3, 4, "Stay here.")]))
    chinese = put("zh.srt", srt([(5000, 5001, "走吧。"), (5002, 5003, "留下。")]))
    article = read_article(chinese, english=english)
    assert texts_of(article) == ["Go now.", "Stay here.", "走吧。", "留下。"]
    assert {block.row for block in article.blocks} == {None}
    assert article.layout == "separate"


def test_subtitles_and_a_text_are_no_rows(put: Write) -> None:
    english = put("en.txt", "\n".join(e for e, _ in PAIRS))
    article = read_article(put("zh.srt", srt(spaced(c for _, c in PAIRS))), english=english)
    assert {block.row for block in article.blocks} == {None}


# Damage


@pytest.mark.parametrize(
    "cues",
    [
        [(1, 9, PAIRS[0]), (2, 4, PAIRS[1]), (3, 8, PAIRS[2])],
        [(5, 7, PAIRS[0]), (3, 2, PAIRS[1]), (9, 9, PAIRS[2])],
    ],
    ids=["overlapping", "negative and empty durations"],
)
def test_odd_times_keep_every_cue(
    put: Write, cues: list[tuple[float, float, tuple[str, str]]]
) -> None:
    article = read_article(put("film.srt", srt((s, e, "\n".join(pair)) for s, e, pair in cues)))
    assert sorted(texts_of(article)) == sorted(side for *_, pair in cues for side in pair)


def test_times_out_of_order_are_put_in_order(put: Write) -> None:
    content = srt(spaced("\n".join(pair) for pair in PAIRS)).split("\n\n")
    assert rows_of(read_article(put("film.srt", "\n\n".join(reversed(content))))) == ROWS


def test_missing_numbers_blank_lines_and_empty_cues(put: Write) -> None:
    content = srt([(1, 2, "Go.\n走吧。"), (3, 4, ""), (5, 6, "♪"), (7, 8, "In 1998.\n是\n1998")])
    rows = [(0, "Go.", "走吧。"), (1, "In 1998. 1998", "是")]
    assert rows_of(read_article(put("a.srt", content))) == rows
    assert rows_of(read_article(put("b.srt", re.sub(r"(?m)^\d\n", "", content)))) == rows
    assert rows_of(read_article(put("c.srt", content.replace("\n\n", "\n")))) == rows


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.srt", "", "no subtitle in it: a cue is a line like"),
        ("a.srt", "Go now.\n走吧。\n", "no subtitle in it: a cue is a line like"),
        ("a.vtt", "WEBVTT\n\nNOTE 走吧。\n", "no subtitle in it"),
        ("a.ass", "[Script Info]\n[Events]\n", "no subtitle in it"),
        ("a.ass", "[Events]\nFormat: Start, End, Text\nDialogue: x,y\n", "a.ass"),
        ("a.srt", srt(spaced(e for e, _ in PAIRS)), "a.srt:2: no Chinese in it"),
        ("a.srt", srt((i, i + 1, "走。") for i in range(MOST_CUES + 1)), "more than 50,000 cues"),
        ("a.srt", b"\x1a\x45\xdf\xa3\x00\x00" * 99, "a.srt"),
        ("a.srt", b"%PDF-1.7", "this is a PDF file, not a subtitle file: rename it to .pdf"),
    ],
)  # fmt: skip
def test_files_without_subtitles(put: Write, name: str, content: str | bytes, told: str) -> None:
    assert told in refusal_of(put(name, content))


def test_many_cues_at_one_time_end(put: Write) -> None:
    cues = [(1.0, 2.0, "走吧。")] * 3_000 + [(1.0, 2.0, "Go.")] * 3_000
    assert len(read_article(put("film.srt", srt(cues))).blocks) > 0


PARTS = ["1\n", "00:00:01,000 --> 00:00:02,000\n", "00:00:03.5 --> 00:00:01.0\n", "走吧。\n", "Go.\n", "\n", "-->", "{\\an8}", "<i>", "WEBVTT\n", "Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,走", "[Events]\n", "99:99:99,999 --> 0:0:0,0\n"]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_subtitles_are_an_article_or_refused(content: str) -> None:
    try:
        read_subtitles(content.encode(), "film.srt")
    except SourceError as error:
        assert str(error).startswith("film.srt")
