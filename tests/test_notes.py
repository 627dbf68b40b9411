"""From a ranked word to a note: fields, marks, blanks, escaping, tags, decks, GUIDs."""

import re
from dataclasses import replace

import pytest

from handmade import (
    ARTICLE,
    LI_MING,
    MARKET,
    OPENS,
    PEOPLE,
    PERSON,
    article,
    mark,
    number,
    ranked,
    said_as,
    sentence,
)
from shengci.notes import character_senses, make_notes
from shengci.notes.decks import deck_name
from shengci.notes.markup import escape
from shengci.notetype import FIELDS, FLAG_OF, guid_for
from shengci.records import (
    Annotated,
    AnnotatedPair,
    Article,
    Levels,
    NameType,
    Note,
    Part,
    RankedWord,
    Sense,
    Settings,
    Span,
    Speech,
    Token,
)
from tables import cases

OPENING = sentence(
    "The night market opens at six.",
    said_as(MARKET, "night market"), number("6"), mark("点"), said_as(OPENS, "opens"), mark("。"),
)  # fmt: skip


def the_note(word: RankedWord, annotated: Annotated, **article_changes: object) -> Note:
    (note,) = make_notes([word], annotated, [replace(ARTICLE, **article_changes)], Settings())
    return note


def fields_of(note: Note) -> dict[str, str]:
    return dict(zip(FIELDS, note.fields, strict=True))


def fields(word: RankedWord, annotated: Annotated, **article_changes: object) -> dict[str, str]:
    return fields_of(the_note(word, annotated, **article_changes))


def fields_about(token: Token, **changes: object) -> dict[str, str]:
    """Return the fields of a word that stands alone in a sentence of its own."""
    alone = article(sentence("One line.", token, mark("。")))
    return fields(ranked(alone, token.headword, **changes), alone)


# --- Which notes ---------------------------------------------------------------------------------


def test_only_words_that_get_a_card_become_notes_in_their_order() -> None:
    annotated = article(OPENING)
    market, opens = ranked(annotated, "夜市"), ranked(annotated, "开门")
    too_easy = replace(market, status="too easy")
    notes = make_notes([opens, too_easy, market], annotated, [ARTICLE], Settings())
    assert [note.fields[0] for note in notes] == ["开门", "夜市"]


def test_fields_are_those_of_the_note_type() -> None:
    annotated = article(OPENING)
    note = the_note(ranked(annotated, "夜市"), annotated)
    assert len(note.fields) == len(FIELDS)
    assert all(isinstance(field, str) for field in note.fields)


def test_note_makes_one_card_and_leaves_the_student_and_the_teacher_their_fields() -> None:
    values = fields_about(MARKET)
    theirs = (*FLAG_OF.values(), "MyNotes", "TeacherNote", "Spare1", "Spare2")
    assert [values[name] for name in theirs] == [""] * len(theirs)


def test_guid_comes_from_word_and_reading_whatever_the_sentence_says() -> None:
    other = sentence("It is another market.", mark("是"), replace(MARKET, meaning=None))
    guids = {
        the_note(ranked(annotated, "夜市"), annotated).guid
        for annotated in (article(OPENING), article(other))
    }
    assert guids == {guid_for("夜市", ("ye4", "shi4"))}


def test_readings_of_one_word_are_two_notes() -> None:
    still = Token("还", 0, 0, "word", "还", "還", ("hai2",), Sense("still"))
    returns = replace(still, pinyin=("huan2",), meaning=Sense("to return"))
    guids = set()
    for token in (still, returns):
        alone = article(sentence("A line.", token))
        guids.add(the_note(ranked(alone, "还"), alone).guid)
    assert len(guids) == 2


# --- The word ------------------------------------------------------------------------------------


def test_fields_of_a_word() -> None:
    token = replace(PEOPLE, senses=("men", "folk"), part_of_speech="noun", measure_words=("个 gè",))
    values = fields_about(token, levels=Levels(2, 3, None), zipf=5.24)
    wanted = {
        "Word": "人们",
        "Traditional": "人們",
        "Pinyin": '<span class="t2">rén</span><span class="t5">men</span>',
        "Zhuyin": '<span class="t2">ㄖㄣˊ</span> <span class="t5">˙ㄇㄣ</span>',
        "Meaning": "people",
        "Senses": "<ol><li>men</li><li>folk</li></ol>",
        "MeasureWords": "个 gè",
        "PartOfSpeech": "noun",
        "HSK": "2",
        "HSK2021": "3",
        "HSK2": "",
        "Frequency": "5.2",
        "Article": "老棉纺厂的夜市, 2026-03-12",
    }
    assert {name: values[name] for name in wanted} == wanted


@pytest.mark.parametrize(("level", "shown"), [(None, ""), (1, "1"), (6, "6"), (7, "7-9")])
def test_level_is_shown_as_the_standard_writes_it(level: int | None, shown: str) -> None:
    values = fields_about(MARKET, levels=Levels(level, level, level))
    assert (values["HSK"], values["HSK2021"], values["HSK2"]) == (shown,) * 3


def test_estimated_level_stands_by_the_frequency_and_not_among_the_levels() -> None:
    values = fields_about(MARKET, levels=Levels(None, None, None, estimate=7), zipf=0.0)
    assert (values["HSK"], values["Frequency"]) == ("", "0.0; estimated level 7-9")


@pytest.mark.parametrize(
    ("origin", "shown"),
    [
        ("dictionary", "night market"),
        ("parts", 'night market <span class="origin">put together from its parts</span>'),
        ("counterpart", 'night market <span class="origin">as the English line has it</span>'),
    ],
)
def test_meaning_that_is_not_the_dictionarys_says_so(origin: str, shown: str) -> None:
    token = replace(MARKET, meaning=Sense("night market", origin))
    assert fields_about(token)["Meaning"] == shown


def test_english_form_of_a_name_needs_no_remark() -> None:
    token = replace(LI_MING, meaning=Sense("Li Ming", "counterpart"))
    assert fields_about(token)["Meaning"] == "Li Ming"


def test_word_without_a_meaning_has_an_empty_field() -> None:
    assert fields_about(replace(MARKET, meaning=None))["Meaning"] == ""


def test_syllables_without_a_reading_leave_no_trace() -> None:
    token = Token(
        "普丽娅·王", 0, 0, "name", "普丽娅·王", "普麗婭·王", ("Pu3", "li4", "ya4", "", "Wang2")
    )
    values = fields_about(token)
    assert re.sub("<[^>]+>", "", values["Pinyin"]) == "Pǔlìyà Wáng"
    assert '<span class="t5"></span>' not in values["Pinyin"]
    assert re.sub("<[^>]+>", "", values["Zhuyin"]).split() == ["ㄆㄨˇ", "ㄌㄧˋ", "ㄧㄚˋ", "ㄨㄤˊ"]


def test_breakdown_gives_each_character_the_meaning_of_its_reading_here() -> None:
    bank = Token("银行", 0, 0, "word", "银行", "銀行", ("yin2", "hang2"), Sense("bank"))
    rows = re.findall("<li>(.*?)</li>", fields_about(bank)["Breakdown"])
    assert [row.split("</span> ")[0] for row in rows] == [
        '<span lang="zh-Hans">银', '<span lang="zh-Hans">行',
    ]  # fmt: skip
    assert " yín silver" in rows[0]
    assert " háng " in rows[1]
    assert "to walk" not in rows[1]


@pytest.mark.parametrize(
    ("word", "reading", "meaning", "character", "beginning"), cases("character-senses.tsv")
)
def test_character_has_the_sense_nearest_to_the_word_else_the_usual_one(
    word: str, reading: str, meaning: str, character: str, beginning: str
) -> None:
    syllable = reading.split()[word.index(character)]
    is_last = word.endswith(character)
    gloss = character_senses.gloss_in((meaning,), character, syllable, is_last)
    assert gloss.startswith(beginning)
    assert len(set(gloss.split("; "))) == len(gloss.split("; "))


@pytest.mark.parametrize("token", [PERSON, LI_MING], ids=["one character", "name"])
def test_one_character_and_a_name_are_not_taken_apart(token: Token) -> None:
    assert fields_about(token)["Breakdown"] == ""


# --- The sentence --------------------------------------------------------------------------------


def test_word_and_its_counterpart_are_marked() -> None:
    annotated = article(OPENING)
    values = fields(ranked(annotated, "夜市"), annotated)
    assert values["Sentence"] == '<span lang="zh-Hans"><b>夜市</b>6点开门。</span>'
    assert values["SourceLine"] == "The <b>night market</b> opens at six."


def test_counterpart_in_two_pieces_is_marked_twice() -> None:
    put_out = Token("熄灭", 0, 0, "word", "熄灭", "熄滅", ("xi1", "mie4"), Sense("to put out"))
    annotated = article(sentence("He put the lamps out.", said_as(put_out, "put", "out")))
    source_line = fields(ranked(annotated, "熄灭"), annotated)["SourceLine"]
    assert source_line == "He <b>put</b> the lamps <b>out</b>."


def test_nothing_is_marked_where_no_counterpart_is_certain() -> None:
    annotated = article(sentence("It opens at six.", MARKET, OPENS))
    assert fields(ranked(annotated, "夜市"), annotated)["SourceLine"] == "It opens at six."


def test_only_the_place_of_the_example_is_marked() -> None:
    annotated = article(sentence("People to people.", PERSON, mark("对"), PERSON))
    word = ranked(annotated, "人")
    last = replace(word, example=word.occurrences[1])
    assert "人对<b>人</b>" in fields(last, annotated)["Sentence"]


def test_cloze_hides_every_place_of_the_word_also_inside_a_longer_one() -> None:
    pair = sentence("One person knows people.", PERSON, mark("知道"), PEOPLE, mark("，"), PERSON)
    annotated = article(pair)
    blank = '<b class="blank">＿</b>'
    cloze = fields(ranked(annotated, "人"), annotated)["ClozeSentence"]
    assert cloze == f'<span lang="zh-Hans">{blank}知道{blank}们，{blank}</span>'


def test_form_of_a_word_that_begins_with_it_is_one_blank() -> None:
    look = Token("看", 0, 0, "word", "看", "看", ("kan4",), Sense("to look"))
    looks = replace(look, text="看看", spoken=("kan4", "kan5"))
    annotated = article(sentence("Look, look!", look, mark("，"), looks, mark("！")))
    blank = '<b class="blank">＿</b>'
    cloze = fields(ranked(annotated, "看"), annotated)["ClozeSentence"]
    assert cloze == f'<span lang="zh-Hans">{blank}，{blank}！</span>'


def test_blank_is_as_wide_as_the_word() -> None:
    annotated = article(OPENING)
    cloze = fields(ranked(annotated, "夜市"), annotated)["ClozeSentence"]
    assert cloze == '<span lang="zh-Hans"><b class="blank">＿＿</b>6点开门。</span>'


def test_more_sentences_are_the_next_three_that_have_an_english_side() -> None:
    def at(hour: str) -> AnnotatedPair:
        return sentence(f"The market at {hour}.", said_as(MARKET, "market"), number(hour))

    caption = sentence("", MARKET, mark("一角"))
    annotated = article(at("1"), caption, at("2"), at("3"), at("4"), at("5"))
    more = fields(ranked(annotated, "夜市"), annotated)["MoreSentences"]
    assert re.findall("</b>(.)</span>", more) == ["2", "3", "4"]
    assert more.startswith(
        '<ul><li><span lang="zh-Hans"><b>夜市</b>2</span><br>The <b>market</b> at 2.'
    )


def test_sentence_of_the_example_is_not_among_the_others_even_if_it_has_the_word_twice() -> None:
    annotated = article(sentence("Market to market.", MARKET, mark("到"), MARKET))
    assert fields(ranked(annotated, "夜市"), annotated)["MoreSentences"] == ""


def test_word_without_an_example_has_no_sentence() -> None:
    values = fields_about(MARKET, example=None)
    of_sentence = ("Sentence", "SentencePinyin", "SourceLine", "ClozeSentence", "MoreSentences")
    assert [values[name] for name in of_sentence] == [""] * 5
    assert values["Word"] == "夜市"


def ruby(text: str, reading: str) -> str:
    return f"<ruby>{text}<rt>{reading}</rt></ruby>"


def test_sentence_has_the_reading_above_each_word_and_the_word_marked() -> None:
    annotated = article(OPENING)
    shown = fields(ranked(annotated, "夜市"), annotated)["SentencePinyin"]
    assert shown == (
        f'<span lang="zh-Hans"><b>{ruby("夜市", "yèshì")}</b>6点{ruby("开门", "kāimén")}。</span>'
    )


def test_readings_above_the_words_leave_the_sentence_as_it_is() -> None:
    annotated = article(OPENING)
    values = fields(ranked(annotated, "夜市"), annotated)
    without = re.sub("<rt>.*?</rt>|</?ruby>", "", values["SentencePinyin"])
    assert without == values["Sentence"]


def test_what_is_read_as_it_is_written_has_no_reading_above_it() -> None:
    letters = Token("OK", 0, 0, "word", "OK", "OK", ("O", "K"), Sense("all right"))
    annotated = article(sentence("OK, it opens.", letters, OPENS))
    shown = fields(ranked(annotated, "开门"), annotated)["SentencePinyin"]
    assert shown.startswith('<span lang="zh-Hans">OK<b><ruby>')


def test_both_parts_of_a_word_are_marked_under_their_readings() -> None:
    vote = replace(
        OPENS, text="投", headword="投票", pinyin=("tou2", "piao4"), spoken=("tou2",),
        parts=(Span(0, 1), Span(2, 3)),
    )  # fmt: skip
    ballot = replace(vote, text="票", spoken=("piao4",))
    annotated = article(sentence("They voted.", vote, mark("了"), ballot, mark("。")))
    shown = fields(ranked(annotated, "投票"), annotated)["SentencePinyin"]
    assert f"<b>{ruby('投', 'tóu')}</b>了<b>{ruby('票', 'piào')}</b>。" in shown


def test_sentence_is_read_in_zhuyin_when_asked() -> None:
    annotated = article(OPENING)
    word = ranked(annotated, "夜市")
    (note,) = make_notes([word], annotated, [ARTICLE], Settings(reading="zhuyin"))
    assert ruby("夜市", "ㄧㄝˋ ㄕˋ") in fields_of(note)["SentencePinyin"]


def test_card_shows_one_and_not_as_spoken_when_asked() -> None:
    alike = Token("一样", 0, 0, "word", "一样", "一樣", ("yi1", "yang4"), Sense("alike"))
    annotated = article(sentence("They are alike.", PEOPLE, alike, mark("。")))
    ranked_word = ranked(annotated, "一样")
    (written,) = make_notes([ranked_word], annotated, [ARTICLE], Settings())
    (said,) = make_notes([ranked_word], annotated, [ARTICLE], Settings(sandhi=True))
    assert re.sub("<[^>]+>", "", fields_of(written)["Pinyin"]) == "yīyàng"
    assert re.sub("<[^>]+>", "", fields_of(said)["Pinyin"]) == "yíyàng"
    assert re.sub("<[^>]+>", "", fields_of(said)["Zhuyin"]) == "ㄧˊ ㄧㄤˋ"
    assert ruby("一样", "yíyàng") in fields_of(said)["SentencePinyin"]
    assert said.guid == written.guid  # the same card, whichever way it is written


# --- A pair cut into parts -----------------------------------------------------------------------

ENGLISH = "The night market is old. It opens at six."


def cut(*, filler: str = "", counterpart: str = "opens") -> AnnotatedPair:
    """Return a pair of two parts; the filler makes the Chinese of the first longer."""
    first = (MARKET, mark(f"{filler}老，"))
    second = (number("6"), mark("点"), said_as(OPENS, counterpart), mark("。"))
    at = sum(len(token.text) for token in first)
    end = at + sum(len(token.text) for token in second)
    parts = (Part(Span(0, 24), Span(0, at)), Part(Span(25, len(ENGLISH)), Span(at, end)))
    return sentence(ENGLISH, *first, *second, parts=parts)


def fields_of_cut(headword: str, **how: str) -> dict[str, str]:
    annotated = article(cut(**how))
    return fields(ranked(annotated, headword), annotated)


LONG = "很" * 20


def test_source_line_is_the_english_of_the_part() -> None:
    assert fields_of_cut("开门", filler=LONG)["SourceLine"] == "It <b>opens</b> at six."
    assert fields_of_cut("夜市", filler=LONG)["SourceLine"] == "The night market is old."


def test_pair_stays_whole_while_its_chinese_is_short() -> None:
    values = fields_of_cut("开门")
    assert values["Sentence"] == '<span lang="zh-Hans">夜市老，6点<b>开门</b>。</span>'
    assert values["SourceLine"] == "The night market is old. It <b>opens</b> at six."
    assert values["ClozeSentence"].startswith('<span lang="zh-Hans">夜市老，6点<b class="blank">')


def test_long_chinese_is_shown_in_part_in_every_field() -> None:
    values = fields_of_cut("开门", filler=LONG)
    assert values["Sentence"] == '<span lang="zh-Hans">6点<b>开门</b>。</span>'
    opens = f"<b>{ruby('开门', 'kāimén')}</b>"
    assert values["SentencePinyin"] == f'<span lang="zh-Hans">6点{opens}。</span>'
    blank = '<b class="blank">＿＿</b>'
    assert values["ClozeSentence"] == f'<span lang="zh-Hans">6点{blank}。</span>'


def test_pair_is_shown_whole_where_the_counterpart_is_in_another_part() -> None:
    values = fields_of_cut("开门", filler=LONG, counterpart="old")
    assert values["SourceLine"] == "The night market is <b>old</b>. It opens at six."
    assert "夜市" in values["Sentence"]
    assert values["MoreSentences"] == ""


def test_pair_is_shown_whole_where_the_word_stands_in_two_parts() -> None:
    pair = cut(filler=LONG)
    both = (Span(0, 1), Span(len(pair.pair.chinese) - 3, len(pair.pair.chinese) - 2))
    opens = next(token for token in pair.tokens if token.headword == "开门")
    assert pair.shown_with(opens) == pair.pair.parts[1]
    assert pair.shown_with(replace(opens, parts=both)) == pair.pair.whole


def test_pair_shown_in_part_comes_whole_and_first_among_the_other_sentences() -> None:
    others = [sentence(f"It opens at {n}.", said_as(OPENS, "opens"), number(n)) for n in "1234"]
    annotated = article(cut(filler=LONG), *others)
    more = fields(ranked(annotated, "开门"), annotated)["MoreSentences"]
    assert more.startswith(
        f'<ul><li><span lang="zh-Hans">夜市{LONG}老，6点<b>开门</b>。</span>'
        "<br>The night market is old. It <b>opens</b> at six.</li>"
    )
    assert re.findall("</b>(.)</span>", more) == ["。", "1", "2", "3"]


# --- Scripts -------------------------------------------------------------------------------------


def test_simplified_article_shows_the_traditional_form_where_it_differs() -> None:
    assert (fields_about(OPENS)["Word"], fields_about(OPENS)["Traditional"]) == ("开门", "開門")
    assert (fields_about(MARKET)["Word"], fields_about(MARKET)["Traditional"]) == ("夜市", "")


def test_traditional_article_shows_its_own_form_alone() -> None:
    opens = replace(OPENS, text="開門")
    annotated = article(sentence("It opens.", opens, mark("。")), traditional=True)
    note = the_note(ranked(annotated, "开门"), annotated)
    values = fields_of(note)
    assert (values["Word"], values["Traditional"]) == ("開門", "")
    assert values["Sentence"] == '<span lang="zh-Hant"><b>開門</b>。</span>'
    assert values["ClozeSentence"] == '<span lang="zh-Hant"><b class="blank">＿＿</b>。</span>'
    assert '<span lang="zh-Hant">開</span> kāi' in values["Breakdown"]
    assert "zh-Hans" not in "".join(note.fields)
    assert note.guid == guid_for("开门", ("kai1", "men2")), "the same note in both scripts"


# --- Escaping ------------------------------------------------------------------------------------

NASTY = "<b>R&D</b> {{Word}} [sound:x.mp3] [latex]x[/latex] [anki:tts lang=en]x[/anki:tts]"
MARKUP = re.compile(r"<|>|&(?!amp;|lt;|gt;|#\d+;)|[{}\[]")


@pytest.mark.parametrize("text", [NASTY, "1 < 2 & 3 > 2", "{{c1::a}}", "&lt;", "[[type:Word]]"])
def test_escaped_text_holds_nothing_that_html_or_anki_would_read(text: str) -> None:
    assert not MARKUP.search(escape(text))


def test_every_text_of_the_article_is_escaped() -> None:
    token = replace(
        MARKET,
        text=NASTY, headword=NASTY, traditional=NASTY + "門", meaning=Sense(NASTY, "parts"),
        senses=(NASTY,), measure_words=(NASTY,), part_of_speech=NASTY, pinyin=("ye4", NASTY),
    )  # fmt: skip
    pair = sentence(NASTY + " line", mark("<i>{{"), said_as(token, NASTY))
    annotated = article(pair, pair)
    values = fields(ranked(annotated, NASTY), annotated, title=NASTY, date=NASTY)
    ours = re.compile(r"</?(?:b|br|li|ol|rt|ruby|ul|span)(?: (?:class|lang)=\"[\w -]+\")?>")
    filled = {name for name, value in values.items() if value}
    assert filled >= set(FIELDS[:8]) | {"Sentence", "SourceLine", "MoreSentences", "Article"}
    for name in filled:
        assert not MARKUP.search(ours.sub("", values[name])), name


# --- Tags and decks ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "tag"),
    [
        ("老棉纺厂的夜市", "article::老棉纺厂的夜市"),
        ("  The Old\u3000Mill\t", "article::The_Old_Mill"),
        ("“夜市”与\"老厂\"", "article::夜市_与_老厂"),
        ("Mill::Market: a tour", "article::Mill:Market:_a_tour"),
        (":::", "article::untitled"),
        ("“ ”", "article::untitled"),
    ],
)  # fmt: skip
def test_tag_of_an_article(title: str, tag: str) -> None:
    annotated = article(OPENING)
    assert the_note(ranked(annotated, "夜市"), annotated, title=title).tags[0] == tag


@pytest.mark.parametrize(
    ("level", "tag"), [(3, "hsk::3"), (7, "hsk::7-9"), (None, "hsk::unlisted")]
)
def test_tag_of_a_level(level: int | None, tag: str) -> None:
    annotated = article(OPENING)
    word = ranked(annotated, "夜市", levels=Levels(level, 1, 1))
    assert the_note(word, annotated).tags == ("article::老棉纺厂的夜市", tag)


def test_names_have_a_tag_and_a_deck_of_their_own() -> None:
    annotated = article(sentence("Li Ming is here.", said_as(LI_MING, "Li Ming"), mark("在")))
    note = the_note(ranked(annotated, "李明", levels=Levels(None, None, None)), annotated)
    assert note.tags == ("article::老棉纺厂的夜市", "hsk::unlisted", "name")
    assert note.deck == "Chinese::老棉纺厂的夜市::Names"


def test_deck_of_a_title_that_ends_with_a_colon_is_one_level() -> None:
    annotated = article(OPENING)
    note = the_note(ranked(annotated, "夜市"), annotated, title="What to know:")
    assert note.deck == "Chinese::What to know：::1 Core"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("person", "name of a person"),
        ("place", "name of a place"),
        ("organisation", "name of an organisation"),
        ("work", "title of a work"),
    ],
)
def test_card_and_tag_say_what_kind_of_name_it_is(kind: NameType, said: str) -> None:
    name = replace(LI_MING, name_type=kind)
    annotated = article(sentence("Li Ming is here.", said_as(name, "Li Ming"), mark("在")))
    note = the_note(ranked(annotated, "李明"), annotated)
    assert note.fields[FIELDS.index("PartOfSpeech")] == said
    assert note.tags[2:] == ("name", kind)


@pytest.mark.parametrize(
    ("title", "chosen", "name"),
    [
        ("老棉纺厂", "", "Chinese::老棉纺厂"),
        ("老棉纺厂", "Chinese::Unit 3", "Chinese::Unit 3"),
        ("Mill::Market", "", "Chinese::Mill：：Market"),
    ],
)
def test_name_of_a_deck(title: str, chosen: str, name: str) -> None:
    articles = [Article(title, (), "interleaved")]
    assert deck_name(articles, Settings(deck_name=chosen)) == name


def test_rare_words_that_no_list_has_are_studied_apart() -> None:
    annotated = article(OPENING)
    market = ranked(annotated, "夜市", levels=Levels(None, 5, None, estimate=6), zipf=2.0)
    opens = ranked(annotated, "开门")
    notes = make_notes([opens, market], annotated, [ARTICLE], Settings(deck_name="Mill"))
    assert [note.deck for note in notes] == ["Mill::1 Core", "Mill::2 Further"]


# --- Several articles ----------------------------------------------------------------------------

SECOND = Article("第二篇", (), "interleaved", date="2026-04-01")


def two_articles() -> Annotated:
    again = [
        sentence("A market in town.", said_as(MARKET, "market"), mark("在镇上。")),
        sentence("Another market.", said_as(MARKET, "market"), mark("又一个。")),
        sentence("Li Ming opens.", LI_MING, said_as(OPENS, "opens")),
    ]
    own = [OPENING, sentence("The market is old.", said_as(MARKET, "market"), mark("很老。"))]
    return article(*own, *(replace(pair, article=1) for pair in again))


def notes_of_two(headword: str, **chosen: object) -> Note:
    annotated = two_articles()
    word = ranked(annotated, headword)
    (note,) = make_notes([word], annotated, [ARTICLE, SECOND], Settings(**chosen))
    return note


def test_word_of_two_articles_is_one_note_with_sentences_of_both() -> None:
    note = notes_of_two("夜市")
    values = fields_of(note)
    assert "点" in values["Sentence"]
    assert re.findall("</b>(.)", values["MoreSentences"])[::2] == ["在", "很", "又"]
    assert note.tags[:2] == ("article::老棉纺厂的夜市", "article::第二篇")
    assert values["Article"] == "老棉纺厂的夜市, 2026-03-12"


def test_each_of_several_articles_has_its_branch_of_the_deck() -> None:
    assert notes_of_two("夜市").deck == "Chinese::老棉纺厂的夜市::1 Core"
    assert notes_of_two("李明", names=True).deck == "Chinese::第二篇::Names"
    assert notes_of_two("夜市", deck_name="Spring").deck == "Spring::老棉纺厂的夜市::1 Core"
    assert deck_name([ARTICLE, SECOND], Settings(deck_name="Spring")) == "Spring"


# --- Card types ----------------------------------------------------------------------------------

ALL_CARDS = Settings(cards=("recognition", "production", "listening", "cloze", "writing"))


def flags_of(token: Token, settings: Settings = ALL_CARDS, **changes: object) -> set[str]:
    alone = article(sentence(changes.pop("english", "One line."), token, mark("。")))
    word = ranked(alone, token.headword, **changes)
    (note,) = make_notes([word], alone, [ARTICLE], settings)
    values = fields_of(note)
    return {template for template, flag in FLAG_OF.items() if values[flag]}


def test_note_makes_the_cards_that_were_asked_for() -> None:
    assert flags_of(MARKET, Settings()) == set()
    assert flags_of(MARKET, Settings(cards=("cloze", "writing"))) == {"Cloze", "Writing"}
    assert flags_of(MARKET) == {"Production", "Listening", "Cloze", "Writing"}


def test_no_card_is_made_whose_question_holds_its_answer() -> None:
    assert "Production" not in flags_of(MARKET, english="They call it 夜市.")
    assert "Production" not in flags_of(replace(MARKET, meaning=Sense("see 夜市")))
    assert "Production" not in flags_of(replace(MARKET, meaning=None))


def test_no_card_is_made_that_could_not_be_asked() -> None:
    assert "Listening" not in flags_of(MARKET, replace(ALL_CARDS, voice="none"))
    assert "Cloze" not in flags_of(MARKET, example=None)
    letters = Token("OK", 0, 0, "word", "OK", "OK", ("O", "K"), Sense("all right"))
    assert "Writing" not in flags_of(letters)


def test_name_is_to_be_recognised_and_no_more() -> None:
    assert flags_of(LI_MING) == set()


# --- What a voice is told ------------------------------------------------------------------------


def test_voice_is_told_the_word_as_it_is_spoken() -> None:
    alike = Token("一样", 0, 0, "word", "一样", "一樣", ("yi1", "yang4"), Sense("alike"))
    annotated = article(sentence("They are alike.", PEOPLE, alike, mark("。")))
    note = the_note(ranked(annotated, "一样"), annotated)
    assert note.word == Speech("一样", ("yi2", "yang4"))
    assert note.sentence == Speech("人们一样。", ("ren2", "men5", "yi2", "yang4", "。"))


def test_voice_says_the_part_of_the_pair_that_is_shown() -> None:
    annotated = article(cut(filler=LONG))
    note = the_note(ranked(annotated, "开门"), annotated)
    assert note.sentence == Speech("6点开门。", ("6", "点", "kai1", "men2", "。"))


# --- Words with the same character ---------------------------------------------------------------


def rows_of_breakdown(token: Token, **chosen: object) -> list[str]:
    alone = article(sentence("One line.", token, mark("。")))
    (note,) = make_notes([ranked(alone, token.headword)], alone, [ARTICLE], Settings(**chosen))
    return re.findall("<li>(.*?)</li>", fields_of(note)["Breakdown"])


BANK = Token("银行", 0, 0, "word", "银行", "銀行", ("yin2", "hang2"), Sense("bank"))
JOURNEY = Token("行程", 0, 0, "word", "行程", "行程", ("xing2", "cheng2"), Sense("journey"))


def seen_in(rows: list[str]) -> list[list[str]]:
    found = (re.findall('<span class="seen" lang="zh-Hans">(.*?)</span>', row) for row in rows)
    return [words[0].split() if words else [] for words in found]


def test_breakdown_shows_easy_words_with_the_same_character_and_reading() -> None:
    journey, _ = seen_in(rows_of_breakdown(JOURNEY, min_level=5))
    _, bank = seen_in(rows_of_breakdown(BANK, min_level=5))
    assert journey and bank
    assert all("行" in word for word in (*journey, *bank))
    assert max(len(journey), len(bank)) <= 3
    assert not set(journey) & set(bank)
    assert "银行" not in journey  # háng


def test_breakdown_shows_no_word_above_the_learners_level_nor_the_word_itself() -> None:
    assert seen_in(rows_of_breakdown(JOURNEY, min_level=1)) == [[], []]
    assert not any("银行" in words for words in seen_in(rows_of_breakdown(BANK, min_level=7)))


def test_no_slang_stands_beside_what_a_character_usually_means_in_a_word() -> None:
    assert "slang" not in character_senses.gloss_in(("infrastructure",), "基", "ji1")
