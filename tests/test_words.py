"""Words in context: what the English line makes of the Chinese sentence above it."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_text import CHINESE_LINES, ENGLISH_LINES, examples
from shengci import pinyin, text
from shengci.records import Annotated, AnnotatedPair, Place, Sense, SentencePair, Settings, Token
from shengci.sources import read_article
from shengci.words import annotate, frames
from tables import cases, rows

ARTICLES = Path(__file__).parent / "articles"
NAMES = ("island-vet", "night-market", "the-clockmaker", "tofu-at-home")
LONGEST_MEANING = 40  # characters on a card
LONGEST_NAME = 80

Invariant = Callable[[AnnotatedPair], bool]
Lines = tuple[str, str]  # a Chinese sentence and its English line


def pair(chinese: str, english: str = "") -> SentencePair:
    english_side, chinese_side = ((side,) if side else () for side in (english, chinese))
    return SentencePair(english_side, chinese_side, 1.0, "body", Place("cases.txt", 1))


def article(*lines: Lines) -> Annotated:
    return annotate([pair(*each) for each in lines], Settings())


@cache
def tokens_of(chinese: str, english: str = "") -> tuple[Token, ...]:
    """Return the tokens of a sentence that is an article of its own: names of others don't reach it."""
    (annotated,) = article((chinese, english)).pairs
    return annotated.tokens


def token_in(tokens: Sequence[Token], word: str) -> Token:
    """Return the token that is the word, else the first one that has it inside."""
    found = [token for token in tokens if token.text == word]
    found += [token for token in tokens if word in token.text]
    assert found, f"{word} is cut: {texts(tokens)}"
    return found[0]


def texts(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


def names_in(tokens: Sequence[Token]) -> list[str]:
    return [token.text for token in tokens if token.kind == "name"]


def counterpart_of(token: Token, line: str) -> str:
    return " … ".join(line[span.start : span.end] for span in token.counterpart)


# The tables: what a reader of both languages would say


@pytest.mark.parametrize(("chinese", "english", "word", "reading"), cases("readings.tsv"))
def test_reading_in_context(chinese: str, english: str, word: str, reading: str) -> None:
    tokens = tokens_of(chinese, english)
    whole = [token.start for token in tokens if token.text == word]
    start = whole[0] if whole else chinese.index(word)
    syllables = [
        pinyin.marked(syllable)
        for token in tokens
        for syllable in (token.syllables or [""] * len(token.text))
    ]
    assert " ".join(syllables[start : start + len(word)]) == reading


@pytest.mark.parametrize(("word", "reading", "kind"), cases("everyday-readings.tsv"))
def test_reading_of_a_word_by_itself(word: str, reading: str, kind: str) -> None:
    syllables = [syllable for token in tokens_of(word) for syllable in token.pinyin]
    assert pinyin.aligned(tuple(syllables)) == reading


@pytest.mark.parametrize(("chinese", "english", "word", "wordings"), cases("senses.tsv"))
def test_sense_in_context(chinese: str, english: str, word: str, wordings: str) -> None:
    meaning = token_in(tokens_of(chinese, english), word).meaning
    assert meaning is not None
    assert any(wording in meaning.gloss for wording in wordings.split("|")), meaning.gloss


@pytest.mark.parametrize(
    ("chinese", "english", "word", "parts", "wordings"), cases("noun-or-verb.tsv")
)
def test_word_that_is_both_is_the_noun_or_the_verb_that_both_lines_ask_for(
    chinese: str, english: str, word: str, parts: str, wordings: str
) -> None:
    token = token_in(tokens_of(chinese, english), word)
    assert token.meaning is not None
    assert token.part_of_speech in parts.split("|")
    assert any(wording in token.meaning.gloss for wording in wordings.split("|"))
    assert token.meaning.gloss.startswith("to ") is (token.part_of_speech == "verb")


@pytest.mark.parametrize(("chinese", "english", "word", "places"), cases("counterparts.tsv"))
def test_counterpart_in_the_line(chinese: str, english: str, word: str, places: str) -> None:
    token = token_in(tokens_of(chinese, english), word)
    assert counterpart_of(token, english) in places.split("|")


@pytest.mark.parametrize(("chinese", "english", "names"), cases("names.tsv"))
def test_names_of_a_sentence(chinese: str, english: str, names: str) -> None:
    assert "|".join(names_in(tokens_of(chinese, english))) == names


@pytest.mark.parametrize(("chinese", "english", "name", "kinds", "form"), cases("name-types.tsv"))
def test_type_of_a_name_and_its_english_form(
    chinese: str, english: str, name: str, kinds: str, form: str
) -> None:
    token = next(token for token in tokens_of(chinese, english) if token.text == name)
    assert token.kind == "name"
    assert token.name_type in kinds.split("|")
    if english:
        assert counterpart_of(token, english) == form
    assert not form or (token.meaning is not None and token.meaning.gloss.startswith(form))


@pytest.mark.parametrize(("chinese", "english", "cuts"), cases("segmentation.tsv"))
def test_segmentation(chinese: str, english: str, cuts: str) -> None:
    assert texts(tokens_of(chinese, english)) in cuts.split("|")


@pytest.mark.parametrize(("chinese", "english", "headwords"), cases("headwords.tsv"))
def test_word_of_the_dictionary_behind_a_form(chinese: str, english: str, headwords: str) -> None:
    tokens = tokens_of(chinese, english)
    found = [f"{t.text}={t.headword}" for t in tokens if t.text != t.headword]
    assert " ".join(found) == headwords


@pytest.mark.parametrize(
    ("given_away", "its_line", "other", "other_line", "cut"), cases("known-names.tsv")
)
def test_name_given_away_once_is_known_elsewhere_and_cuts_no_word(
    given_away: str, its_line: str, other: str, other_line: str, cut: str
) -> None:
    _, there = article((given_away, its_line), (other, other_line)).pairs
    assert texts(there.tokens) == cut


# What holds of every sentence


def join_back(annotated: AnnotatedPair) -> bool:
    return "".join(token.text for token in annotated.tokens) == annotated.pair.chinese


def stand_where_they_say(annotated: AnnotatedPair) -> bool:
    chinese, end = annotated.pair.chinese, 0
    for token in annotated.tokens:
        if token.start != end or token.end <= token.start:
            return False
        if chinese[token.start : token.end] != token.text:
            return False
        end = token.end
    return True


def have_a_syllable_a_character(annotated: AnnotatedPair) -> bool:
    return all(
        len(token.syllables) == len(token.text) and all(token.syllables)
        for token in annotated.tokens
        if token.kind in ("word", "name")
    )


def keep_their_length_in_both_scripts(annotated: AnnotatedPair) -> bool:
    return all(
        len(token.headword) == len(token.traditional)
        and (token.spoken or len(token.headword) == len(token.text))
        for token in annotated.tokens
    )


def point_into_the_line(annotated: AnnotatedPair) -> bool:
    lengths = len(annotated.pair.english), len(annotated.pair.chinese)
    return all(
        0 <= span.start < span.end <= length
        for token in annotated.tokens
        for spans, length in zip((token.counterpart, token.parts), lengths, strict=True)
        for span in spans
    )


def share_no_counterpart(annotated: AnnotatedPair) -> bool:
    tokens = [token for token in annotated.tokens if not token.is_later_part]
    spans = [span for token in tokens for span in token.counterpart]
    return all(a.end <= b.start or b.end <= a.start for a, b in combinations(spans, 2))


def mean_something_short_or_nothing(annotated: AnnotatedPair) -> bool:
    return all(
        token.meaning.gloss.strip() == token.meaning.gloss
        and 0
        < len(token.meaning.gloss)
        <= (LONGEST_NAME if token.kind == "name" else LONGEST_MEANING)
        for token in annotated.tokens
        if token.meaning is not None
    )


def score_between_0_and_1(annotated: AnnotatedPair) -> bool:
    return all(0 <= token.score <= 1 for token in annotated.tokens)


def have_parts_that_hold_both_sides(annotated: AnnotatedPair) -> bool:
    pair = annotated.pair
    chinese = [pair.chinese[part.chinese.start : part.chinese.end] for part in pair.parts]
    english = [pair.english[part.english.start : part.english.end] for part in pair.parts]
    return not pair.parts or (
        len(pair.parts) > 1
        and all((*chinese, *english))
        and "".join(chinese) == pair.chinese
        and " ".join(map(str.strip, english)).split() == pair.english.split()
    )


INVARIANTS: tuple[Invariant, ...] = (
    join_back,
    stand_where_they_say,
    have_a_syllable_a_character,
    keep_their_length_in_both_scripts,
    point_into_the_line,
    share_no_counterpart,
    mean_something_short_or_nothing,
    score_between_0_and_1,
    have_parts_that_hold_both_sides,
)


@cache
def annotated_article(name: str) -> Annotated:
    lines = (ARTICLES / f"{name}.pairs.tsv").read_text(encoding="utf-8").splitlines()
    beads = (line.split("\t") for line in lines)
    return article(*((chinese, english) for english, chinese in beads))


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        pytest.param(
            name,
            holds,
            id=f"{name}-{holds.__name__}",
        )
        for name in NAMES
        for holds in INVARIANTS
    ],
)
def test_tokens_of_an_article(name: str, holds: Invariant) -> None:
    assert [each.pair.chinese for each in annotated_article(name).pairs if not holds(each)] == []


SENTENCES = [row[:2] for table in ("readings", "senses", "segmentation") for row in rows(f"{table}.tsv")]  # fmt: skip
ENGLISH_WORDS = sorted({word for _, line in SENTENCES for word in line.split()})
STRETCHES = st.one_of(
    st.sampled_from(SENTENCES).map(lambda lines: lines[0][:-1]),
    st.builds(
        lambda lines, start, length: lines[0][start : start + length],
        st.sampled_from(SENTENCES),
        st.integers(0, 8),
        st.integers(1, 6),
    ),
    st.sampled_from("，。、“”《》…… \u3000儿们的一·é🙂の한①龍體３％"),
)
CHINESE = st.one_of(st.lists(STRETCHES, max_size=6).map("".join), CHINESE_LINES.map(text.fold))
ENGLISH = st.one_of(
    st.just(""),
    ENGLISH_LINES.map(text.fold),
    st.sampled_from(SENTENCES).map(lambda lines: lines[1]),
    st.lists(st.sampled_from(ENGLISH_WORDS), max_size=12).map(" ".join),
)


@examples(40)
@given(st.lists(st.tuples(CHINESE, ENGLISH), max_size=6))
def test_tokens_of_any_lines(lines: list[Lines]) -> None:
    annotated = article(*lines)
    whole = [replace(each.pair, parts=()) for each in annotated.pairs]
    assert whole == [pair(*each) for each in lines]
    for each in annotated.pairs:
        assert [holds.__name__ for holds in INVARIANTS if not holds(each)] == [], each.pair


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("他一月一日到。", "He arrives on January 1."),
        ("他1月1日到。", "He arrives on January 1."),
        ("她喊：“OK，OK！”", "She shouted, “OK!”"),
        ("瓜重2.5公斤，卖5元。", "The melon weighs 2.5 kilograms and costs 5 yuan."),
        ("书在桌子上，书包在桌子下。", "The book is on the desk, the bag under the desk."),
        ("李明和李亮是兄弟。", "Li Ming and Li Liang are brothers."),
        ("想吃嫩的，想吃老的。", "How do the Chinese like it?"),
    ],
)
def test_no_place_in_the_line_answers_two_words(chinese: str, english: str) -> None:
    (annotated,) = article((chinese, english)).pairs
    assert share_no_counterpart(annotated)


@pytest.mark.parametrize(
    ("chinese", "english", "number", "place"),
    [
        ("瓜重2.5公斤。", "The melon weighs 2.5 kilograms.", "2.5", 17),
        ("有1900个摊位。", "There are 1900 stalls.", "1900", 10),
        ("花了5元，瓜重2.5公斤。", "The 2.5-kilogram melon cost 5 yuan.", "5", 28),
        ("3个孩子在2023年来了。", "In 2023, some children came.", "3", None),
    ],
)
def test_number_is_answered_by_the_same_number_only(
    chinese: str, english: str, number: str, place: int | None
) -> None:
    token = token_in(tokens_of(chinese, english), number)
    assert [span.start for span in token.counterpart] == ([] if place is None else [place])


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("", ""),
        ("", "Only English."),
        ("只有中文。", ""),
        ("。。。", "..."),
        ("   ", "   "),
        ("𠮷野先生来了。", "Mr. Yoshino came."),
        ("他发了一个PO文。", "He wrote a post."),
        ("李·安·李", "Li An Li"),
        ("鲃、䳗和兙", "fish"),
        ("甲" * 500, "a " * 500),
    ],
)
def test_odd_lines_are_annotated_all_the_same(chinese: str, english: str) -> None:
    (annotated,) = article((chinese, english)).pairs
    assert [holds.__name__ for holds in INVARIANTS if not holds(annotated)] == []


def test_no_lines_no_pairs() -> None:
    assert article() == Annotated((), False)


def test_same_lines_give_the_same_tokens() -> None:
    lines = [(row[0], row[1]) for row in rows("senses.tsv")[:20]]
    assert article(*lines) == article(*lines)


def test_order_of_the_lines_does_not_matter() -> None:
    lines = [(row[0], row[1]) for row in rows("senses.tsv")[:20]]
    there = {each.pair.chinese: each.tokens for each in article(*lines).pairs}
    random.Random(1).shuffle(lines)
    assert {each.pair.chinese: each.tokens for each in article(*lines).pairs} == there


# Single claims


def test_word_said_twice_has_two_counterparts() -> None:
    english = "He bought apples, and she bought apples, too."
    tokens = tokens_of("他买了苹果，她也买了苹果。", english)
    places = [token.counterpart for token in tokens if token.text == "苹果"]
    assert [english[s.start : s.end] for spans in places for s in spans] == ["apples", "apples"]
    assert len(set(places)) == 2


def test_certain_counterpart_is_scored_higher_than_none() -> None:
    for name in NAMES:
        tokens = [t for each in annotated_article(name).pairs for t in each.tokens]
        words = [token for token in tokens if token.kind == "word"]
        linked = [token.score for token in words if token.counterpart]
        assert min(linked) >= max(t.score for t in words if not t.counterpart)


def test_half_the_words_of_an_article_or_more_have_a_counterpart() -> None:
    for name in NAMES:
        tokens = [t for each in annotated_article(name).pairs if each.pair.english for t in each.tokens]  # fmt: skip
        words = [t for t in tokens if t.kind == "word" and len(t.text) > 1]
        assert sum(bool(t.counterpart) for t in words) > 0.5 * len(words), name


def test_chinese_alone_has_readings_and_meanings_but_no_counterparts() -> None:
    tokens = tokens_of("银行的行长住在这个地方。")
    assert all(token.pinyin for token in tokens if token.kind == "word")
    assert all(token.meaning for token in tokens if token.kind == "word")
    assert not any(token.counterpart for token in tokens)


def test_wording_the_line_has_comes_first_in_the_meaning() -> None:
    token = token_in(tokens_of("这家公司很大。", "The firm is very large."), "公司")
    assert token.meaning is not None
    assert token.meaning.gloss.startswith("firm")


def test_word_without_an_entry_means_what_the_line_says() -> None:
    token = token_in(tokens_of("桌上放着一盘香煎鲈鱼。", "On the table was a plate of pan-fried perch."), "鲈鱼")  # fmt: skip
    assert token.meaning is not None
    assert "perch" in token.meaning.gloss or "bass" in token.meaning.gloss


@pytest.mark.parametrize(
    ("chinese", "english", "word", "gloss"),
    [
        ("工具装在木箱里。", "The tools were in wooden crates.", "木箱", "wooden crate"),
        (
            "村口的石墙塌了。",
            "The stone wall at the end of the village collapsed.",
            "石墙",
            "stone wall",
        ),
        (
            "村里有一座石桥。",
            "There is a bridge of stone in the village.",
            "石桥",
            "bridge of stone",
        ),
        (
            "桌上摆着塑料盒。",
            "The table was covered with plastic containers.",
            "塑料盒",
            "plastic container",
        ),
        ("他们的会议桌很乱。", "Their table is a mess.", "会议桌", "table"),
        ("她晃悠悠地站起来。", "She got up shakily.", "晃悠悠", "shakily"),
    ],
)
def test_compound_without_an_entry_means_what_the_line_says_of_its_parts(
    chinese: str, english: str, word: str, gloss: str
) -> None:
    token = token_in(tokens_of(chinese, english), word)
    assert token.meaning == Sense(gloss, "counterpart")
    said = [english[place.start : place.end] for place in token.counterpart]
    assert not said or gloss.split()[0] in said[0]


def test_line_that_says_no_part_leaves_a_compound_in_two() -> None:
    tokens = tokens_of("他的会议桌很乱。", "He is a messy person.")
    assert [token.text for token in tokens][2:4] == ["会议", "桌"]


def test_link_to_an_auxiliary_alone_that_nothing_asks_for_is_unsure() -> None:
    tokens = tokens_of("他已经三十岁了。", "He was thirty years old.")
    assert not token_in(tokens, "已经").counterpart


def test_word_of_matter_takes_what_only_grammar_had() -> None:
    line = "I tell them to go home and put cheese in it themselves."
    token = token_in(tokens_of("我说，想加芝士，你们自己回家加去。", line), "回家")
    assert [line[place.start : place.end] for place in token.counterpart] == ["go home"]


def test_name_means_its_form_in_the_line() -> None:
    token = token_in(tokens_of("邓一帆笑了。", "Deng Yifan laughed."), "邓一帆")
    assert token.kind == "name"
    assert token.meaning is not None
    assert token.meaning.gloss == "Deng Yifan"
    assert token.meaning.origin == "counterpart"


def test_name_keeps_the_form_of_another_line() -> None:
    _, there = article(("邓一帆笑了。", "Deng Yifan laughed."), ("邓一帆走了。", "He left.")).pairs
    token = token_in(there.tokens, "邓一帆")
    assert token.meaning is not None
    assert token.meaning.gloss == "Deng Yifan"
    assert token.counterpart == ()


def test_name_means_the_dictionary_form_beside_an_adjective() -> None:
    token = token_in(tokens_of("她爱看中国电影。", "She loves Chinese films."), "中国")
    assert token.meaning is not None
    assert token.meaning.gloss == "China"
    assert len(token.counterpart) == 1


def test_name_said_again_by_a_part_means_the_whole() -> None:
    _, there = article(
        ("贾皓钧说。", "Jia Haojun said so."), ("贾皓钧笑了。", "Mr. Jia laughed.")
    ).pairs
    token = token_in(there.tokens, "贾皓钧")
    assert token.meaning is not None
    assert token.meaning.gloss == "Jia Haojun"
    assert counterpart_of(token, there.pair.english) == "Jia"


def test_every_decision_has_a_reason() -> None:
    for name in NAMES:
        for each in annotated_article(name).pairs:
            assert all(token.reasons for token in each.tokens if token.kind in ("word", "name"))


def test_other_senses_leave_out_the_chosen_one_and_say_another_reading() -> None:
    token = token_in(tokens_of("这个地方很安静。", "This place is quiet."), "地方")
    assert token.meaning is not None
    assert not any(sense.startswith("place") for sense in token.senses)
    assert any(sense.startswith("dìfāng: ") for sense in token.senses)


def test_measure_words_come_with_their_reading() -> None:
    token = token_in(tokens_of("这个地方很安静。", "This place is quiet."), "地方")
    assert "个 gè" in token.measure_words


@pytest.mark.parametrize(
    ("chinese", "english", "kinds"),
    [
        (
            "她花了8.5亿元，约1200人来了。",
            "She spent 850 million yuan; some 1,200 people came.",
            {"8.5亿": "number", "1200": "number", "元": "word", "，": "punctuation"},
        ),
        ("OpenAI的GPT-4很贵。", "OpenAI’s GPT-4 is dear.", {"OpenAI": "latin", "GPT-4": "latin"}),
        ("有一百二十个人。", "There were 120 people.", {"一百二十": "number", "人": "word"}),
        ("有三百二十五个人。", "There were 325 people.", {"三百二十五": "number", "人": "word"}),
        ("他一直在等。", "He kept waiting.", {"一直": "word"}),
        ("涨了38%。", "It rose 38 percent.", {"38%": "number"}),
    ],
)
def test_kind_of_a_token(chinese: str, english: str, kinds: dict[str, str]) -> None:
    found = {token.text: token.kind for token in tokens_of(chinese, english)}
    assert {text: found.get(text) for text in kinds} == kinds


# Traditional characters


def test_traditional_text_stays_as_written_over_simplified_headwords() -> None:
    annotated = annotated_article("island-vet")
    assert annotated.traditional
    tokens = [t for each in annotated.pairs for t in each.tokens if t.kind == "word"]
    assert all(token.traditional == token.text for token in tokens if not token.spoken)
    headword_of = {token.text: token.headword for token in tokens}
    assert headword_of["獸醫"] == "兽医"
    assert headword_of["後來"] == "后来"


def test_simplified_text_has_the_traditional_form_of_its_sense() -> None:
    hair = token_in(tokens_of("她剪了头发。", "She had her hair cut."), "头发")
    noodles = token_in(tokens_of("她点了一碗面。", "She ordered a bowl of noodles."), "面")
    surface = token_in(tokens_of("墙面是白的。", "The surface of the wall is white."), "面")
    assert (hair.traditional, noodles.traditional) == ("頭髮", "麵")
    assert "面" in surface.traditional


@pytest.mark.parametrize(
    ("traditional", "simplified", "english"),
    [
        ("銀行行長昨天辭職了。", "银行行长昨天辞职了。", "The president of the bank resigned yesterday."),
        ("這個地方冬天很安靜。", "这个地方冬天很安静。", "This place is quiet in winter."),
        ("海關沒收了他的相機。", "海关没收了他的相机。", "Customs confiscated his camera."),
    ],
)  # fmt: skip
def test_both_scripts_are_read_alike(traditional: str, simplified: str, english: str) -> None:
    one, other = tokens_of(traditional, english), tokens_of(simplified, english)
    assert [t.headword for t in one] == [t.headword for t in other]
    assert [t.pinyin for t in one] == [t.pinyin for t in other]
    assert [t.meaning and t.meaning.gloss for t in one] == [t.meaning and t.meaning.gloss for t in other]  # fmt: skip


# The articles: readings their README promises to exercise


@pytest.mark.parametrize(("name", "part", "word", "reading"), cases("article-readings.tsv"))
def test_readings_of_the_articles(name: str, part: str, word: str, reading: str) -> None:
    (each,) = (each for each in annotated_article(name).pairs if part in each.pair.chinese)
    start = each.pair.chinese.index(part) + part.index(word)
    syllables = [
        pinyin.marked(syllable)
        for token in each.tokens
        for syllable in (token.syllables or [""] * len(token.text))
    ]
    assert " ".join(syllables[start : start + len(word)]) == reading


@pytest.mark.parametrize(("name", "names"), cases("article-names.tsv"))
def test_names_of_the_articles(name: str, names: str) -> None:
    found = {n for each in annotated_article(name).pairs for n in names_in(each.tokens)}
    assert found == set(names.split("|")) - {""}


def test_articles_are_read_from_their_files_as_from_their_beads() -> None:
    written = read_article(ARTICLES / "island-vet.txt")
    chinese = "".join(b.text for b in written.blocks if b.language == "chinese")
    beads = "".join(each.pair.chinese for each in annotated_article("island-vet").pairs)
    assert beads == chinese


def test_every_word_has_one_frame() -> None:
    assert sum(len(room.FRAMES) for room in frames.ROOMS) == len(frames.FRAMES)
