"""Lists of known words as other programs and people write them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from shengci.errors import SourceError
from shengci.known.fields import Fields, fields_of
from shengci.known.importing import import_words, read_source_of_words
from shengci.known.readings import agreement, is_reading, matching
from shengci.known.sources import Choice, Source, Value
from shengci.known.words import plain, written_words

Put = Callable[..., Path]
TODAY = date(2026, 11, 25)


def read(path: Path, **choice: object) -> Source:
    return read_source_of_words(path, Choice(**choice))  # type: ignore[arg-type]


def pairs(source: Source) -> list[tuple[str, str]]:
    return [(value.text, value.reading) for value in source.values]


# Readings


@pytest.mark.parametrize(
    ("written", "reading", "expected"),
    [
        ("píngguǒ", "ping2 guo3", 2),
        ("píng guǒ", "ping2 guo3", 2),
        ("PING2GUO3", "ping2 guo3", 2),
        ("pingguo", "ping2 guo3", 1),
        ("pínguǒ", "ping2 guo3", 0),
        ("pīngguǒ", "ping2 guo3", 0),
        ("xī'ān", "Xi1 an1", 2),
        ("xiān", "Xi1 an1", 1),  # its first syllable might be neutral
        ("lǜ sè", "lu:4 se4", 2),
        ("lv4se4", "lu:4 se4", 2),
        ("lu:4 se4", "lu:4 se4", 2),
        ("lü4 se4", "lu:4 se4", 2),
        ("lù sè", "lu:4 se4", 0),
        ("xuéxí", "xue2 xi2", 2),
        ("péngyou", "peng2 you5", 2),
        ("péngyǒu", "peng2 you5", 1),
        ("peng2 you0", "peng2 you5", 2),
        ("wánr", "wan2 r5", 2),
        ("wán ér", "wan2 r5", 2),
        ("wan2 er5", "wan2 r5", 2),
        ("yí gè", "yi1 ge4", 1),
        ("búcuò", "bu4 cuo4", 1),
        ("ní hǎo", "ni3 hao3", 1),
        ("kǎlā OK", "ka3 la1 O K", 2),
        ("shuo1 Cao2 Cao1 , Cao2 Cao1 jiu4 dao4", "shuo1 Cao2 Cao1 ， Cao2 Cao1 jiu4 dao4", 2),
        ("ㄆㄧㄥˊ ㄍㄨㄛˇ", "ping2 guo3", 2),
        ("ㄆㄧㄥㄍㄨㄛ", "ping2 guo3", 1),
        ("ㄆㄧㄥˊ", "ping2 guo3", 0),
        ("", "ping2 guo3", 0),
    ],
)
def test_written_reading_is_compared_with_the_dictionary(
    written: str, reading: str, expected: int
) -> None:
    score = agreement(written, tuple(reading.split()))
    # Tones that are only partly told never agree wholly.
    assert score == expected


def test_reading_that_agrees_wholly_comes_before_lenient_ones() -> None:
    readings = (("di4", "fang1"), ("di4", "fang5"))
    assert matching("dìfāng", readings) == readings[:1]
    assert matching("dìfang", readings) == readings[1:]
    assert matching("difang", readings) == readings
    assert matching("dàfāng", readings) == ()


@pytest.mark.parametrize("text", ["night market", "the", "café latte", "ㄧㄝˋ market", "", "5"])
def test_other_text_is_no_reading(text: str) -> None:
    assert not is_reading(text)


# Words


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("<div>夜市</div>", "夜市"),
        ("夜市<br>night market", "夜市 / night market"),
        ('<span style="color:red">夜</span><span>市</span>&nbsp;', "夜市"),
        ("<ruby>夜<rt>yè</rt><rp>)</rp></ruby>市", "夜市"),
        ("夜市[sound:yeshi.mp3]", "夜市"),
        ("[anki:tts lang=zh_CN]夜市[/anki:tts]", "夜市[/anki:tts]"),
        ("{{c1::夜市}}", "夜市"),
        ("{{c1::夜市::place}}", "夜市"),
        ("<style>.x{color:red}</style><!-- old -->夜市", "夜市"),
        ("a &lt; b", "a < b"),
        ("3 < 5", "3 < 5"),
    ],
)
def test_field_is_read_as_a_learner_sees_it(field: str, expected: str) -> None:
    assert plain(field) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("夜市", "夜市"),
        ("夜 市", "夜市"),
        ("国[國]", "国"),
        ("國【国】", "國"),
        ("打(电话)", "打"),
        ("漢字[hàn zì]", "漢字"),
        ("(们)", "们"),
        ("爸爸/爸", "爸爸 爸"),
        ("夜市、厂房，摊位；豆腐", "夜市 厂房 摊位 豆腐"),
        ("1. 夜市 yèshì night market", "夜市"),
        ("夜市。", "夜市"),
        ("～市场", "市场"),
        ("卡拉OK", "卡拉OK"),
        ("一传十，十传百", "一传十，十传百"),
        ("night market", ""),
        ("……", ""),
    ],
)
def test_value_names_the_words_in_it(value: str, expected: str) -> None:
    assert " ".join(written_words(value)) == expected


def test_fields_of_two_scripts_and_of_measure_words_are_told_apart() -> None:
    names = ("Notes", "Hanzi (traditional)", "Hanzi", "Count", "Sound")
    rows = [
        ("", "獸醫", "兽医", "个", "shòuyī"),
        ("", "廠房", "厂房", "座", "chǎng fáng"),
        ("see 夜", "夜市", "夜市", "个", "ye4shi4"),
    ]
    assert fields_of(names, rows) == Fields(2, 4)


# Lists


def test_plain_list_of_an_editor_is_read(put: Put) -> None:
    path = put("list.txt", "# lesson 1\n夜市\n獸醫、厂房\n\n3) 摊位 stall\n", "utf-16")
    assert [value.text for value in read(path).values] == ["夜市", "獸醫、厂房", "3) 摊位 stall"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_of_a_table_are_found_by_their_content(put: Put, separator: str) -> None:
    rows = [("No", "English", "Word", "Say"), ("1", "night market", "夜市", "yèshì"), ("2", '"tofu, soft"', "豆腐", "dòufu")]  # fmt: skip
    path = put("words.dat", "\n".join(separator.join(row) for row in rows))
    source = read(path)
    assert pairs(source) == [("夜市", "yèshì"), ("豆腐", "dòufu")]
    assert source.told == ("column Word, reading Say",)


def test_table_with_a_chinese_heading_or_none(put: Put) -> None:
    body = "夜市\tyèshì\tnight market\n豆腐\tdòufu\ttofu\n"
    assert pairs(read(put("a.tsv", "生词\t拼音\t英文\n" + body))) == pairs(read(put("b.tsv", body)))


def test_column_may_be_named(put: Put) -> None:
    path = put(
        "a.csv", "Word,Example,Meaning\n夜市,她去夜市。,night market\n豆腐,他卖豆腐。,tofu\n"
    )
    assert [value.text for value in read(path, field="Example").values] == [
        "她去夜市。",
        "他卖豆腐。",
    ]
    with pytest.raises(SourceError, match="no column 'Hanzi': choose from Word, Example, Meaning"):
        read(path, field="Hanzi")


def test_text_export_of_anki_is_read(put: Put) -> None:
    path = put(
        "export.txt",
        '#separator:tab\n#html:true\n<b>夜市</b>\tyèshì\t"night ""market"""\n豆腐\tdòufu\ttofu\n',
    )
    assert pairs(read(path)) == [("夜市", "yèshì"), ("豆腐", "dòufu")]


def test_skritter_export_is_read(put: Put) -> None:
    path = put(
        "skritter.tsv", "兽医\t獸醫\tshòu yī\tveterinarian\n夜市\t夜市\tyè shì\tnight market\n"
    )
    assert pairs(read(path)) == [("兽医", "shòu yī"), ("夜市", "yè shì")]


def test_quotation_mark_that_nothing_closes_is_text(put: Put) -> None:
    path = put("a.csv", '夜市,"night market\n豆腐,tofu\n厂房,"mill"\n')
    assert [value.text for value in read(path).values] == ["夜市", "豆腐", "厂房"]


@pytest.mark.parametrize("more", ["", "厂房\n摊位\n豆腐\n"])
def test_file_of_another_learner_is_read_with_its_readings(put: Put, more: str) -> None:
    content = "# hers\n\n夜市\t\t老厂, 2026-11-25\n兽医 # easy\n长\tcháng\tHSK 2\n" + more
    found = pairs(read(put("anna.txt", content)))
    assert found[0] == ("夜市", "")
    assert ("长", "cháng") in found
    assert len(found) == 3 + more.count("\n")


# Pleco

PLECO = """//HSK/Level 5
夜市[夜市]\tye4shi4\tnight market
兽医[獸醫]\tshou4yi1\tnoun 兽医 veterinarian；vet
//文章，生词
一传十，十传百[一傳十，十傳百]\tyi1 chuan2 shi2, shi2 chuan2 bai3\tnews spreads
长[長]\tzhang3\tto grow
"""

PLECO_XML = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<plecoflash formatversion="2" creator="Pleco User -1" generator="Pleco 2.0 Flashcard Exporter" platform="Android">
<categories><category name="文章，生词"/></categories>
<cards>
<card language="chinese" created="1" modified="2">
<entry><headword charset="sc">兽医</headword><headword charset="tc">獸醫</headword>
<pron type="hypy" tones="numbers">shou4yi1</pron><defn>noun vet</defn></entry>
<catassign category="文章，生词"/></card>
<card language="chinese"><entry><headword charset="tc">長</headword><pron type="hypy">zhang3</pron></entry></card>
<card language="chinese"><entry><headword charset="sc">夜市</headword></entry></card>
</cards></plecoflash>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_export_of_pleco_is_read_with_its_categories(put: Put, encoding: str) -> None:
    source = read(put("flash.txt", PLECO, encoding))
    assert source.name == "Pleco"
    assert pairs(source) == [
        ("夜市[夜市]", "ye4shi4"),
        ("兽医[獸醫]", "shou4yi1"),
        ("一传十，十传百[一傳十，十傳百]", "yi1 chuan2 shi2, shi2 chuan2 bai3"),
        ("长[長]", "zhang3"),
    ]


def test_xml_export_of_pleco_is_read(put: Put) -> None:
    source = read(put("flash.xml", PLECO_XML))
    assert source.name == "Pleco"
    assert pairs(source) == [("兽医", "shou4yi1"), ("長", "zhang3"), ("夜市", "")]


def test_words_of_pleco_are_those_of_the_dictionary(put: Put, tmp_path: Path) -> None:
    imported = import_words(read(put("flash.txt", PLECO)), tmp_path / "me.txt", TODAY)
    assert set(imported.new) == {"夜市", "兽医", "一传十，十传百", "长"}
    assert (imported.phrases, imported.sentences) == ((), ())
    assert "长\tzhǎng\tPleco, 2026-11-25\n" in (tmp_path / "me.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (PLECO_XML[:-40], "is damaged ("),
        ('<plecoflash><cards/></plecoflash>', "has no flashcards in it: export some from Pleco"),
        ('<!DOCTYPE plecoflash PUBLIC "a" "b">\n<plecoflash/>', "has no flashcards in it"),
        ("<?xml version='1.0'?><words/>", "this is markup, not a list: read a text you know with --text"),
        ("<plecoflash>&a;</plecoflash>", "is damaged ("),
        ('<?xml version="1.0"?><!DOCTYPE plecoflash [<!ENTITY a "夜">]><plecoflash>&a;</plecoflash>', "this is markup"),
    ],
)  # fmt: skip
def test_damaged_or_empty_export_of_pleco_is_refused(put: Put, content: str, problem: str) -> None:
    path = put("flash.xml", content)
    with pytest.raises(SourceError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: {problem}")
    assert "\n" not in str(caught.value)


# Bad input


@pytest.mark.parametrize(
    "content", ["", "\n \n", "# only a comment\n", "market\ntofu\n", "a,b\nc,d\n"]
)
def test_list_without_chinese_words_is_refused(put: Put, content: str) -> None:
    path = put("words.txt", content)
    with pytest.raises(
        SourceError, match="has no Chinese words in it: give a list of words you kn"
    ):
        read(path)


def test_running_text_is_refused_with_the_cure(put: Put) -> None:
    path = put(
        "story.txt",
        "老厂的夜晚\n" + "她慢慢地搅着锅里的汤从来不着急也不跟任何一位客人多说一句话。\n" * 5,
    )
    with pytest.raises(
        SourceError, match="holds sentences, not words: if it is a text you have read"
    ):
        read(path)


@pytest.mark.parametrize("article", sorted((Path(__file__).parent / "articles").glob("*.txt")))
def test_article_is_no_list(article: Path) -> None:
    with pytest.raises(SourceError, match="--text"):
        read(article)


def test_table_of_sentences_is_refused(put: Put) -> None:
    line = "她慢慢地搅着汤，从来不着急，也不跟客人说话。\tShe stirs the soup.\n"
    with pytest.raises(
        SourceError, match="no column mostly holds Chinese words: name one with --f"
    ):
        read(put("a.tsv", line * 3))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\x89PNG\r\n", "this is a PNG picture"),
        (b"PK\x03\x04 xl/workbook", "this is an Excel workb"),
    ],
)
def test_other_kind_of_file_is_named(put: Put, content: bytes, problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        read(put("words", content))


# Importing


def listed(*values: str) -> Source:
    return Source("list", tuple(Value(value) for value in values))


def test_import_says_what_became_of_each_word(tmp_path: Path) -> None:
    path = tmp_path / "me.txt"
    path.write_text("夜市\n", encoding="utf-8")
    long = "她慢慢地搅着锅里的汤从来不着急也不跟客人说话"
    values = ("夜市", "獸醫", "叫什么名字", long, "兽医", "问：你是谁？", "一传十，十传百")
    imported = import_words(listed(*values), path, TODAY)
    assert imported.n_values == 7
    assert imported.new == ("一传十，十传百", "兽医", "叫什么名字")
    assert imported.known_before == ("夜市",)
    assert imported.phrases == ("叫什么名字",)
    assert imported.sentences == (long, "问：你是谁")
    assert imported.n_known == 4


def test_import_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "me.txt"
    import_words(listed("夜市"), path, TODAY)
    before = path.stat().st_mtime_ns, path.read_bytes()
    assert import_words(listed("夜市"), path, date(2027, 1, 1)).new == ()
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def test_mistake_in_the_learners_file_stops_the_import(tmp_path: Path) -> None:
    path = tmp_path / "me.txt"
    path.write_text("夜市\n" * 16 + "tofu\n", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(SourceError, match=r"me\.txt:17: 'tofu' is not one Chinese word"):
        import_words(listed("豆腐"), path, TODAY)
    assert path.read_bytes() == before


def test_reading_beside_two_words_is_nobodys(tmp_path: Path) -> None:
    source = Source("list", (Value("长/高", "cháng"), Value("得", "děi")))
    import_words(source, tmp_path / "me.txt", TODAY)
    lines = (tmp_path / "me.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line[:1] in "长高得"][-3:] == [
        "得\tděi\tlist, 2026-11-25",
        "长\t\tlist, 2026-11-25",
        "高\t\tlist, 2026-11-25",
    ]


def test_list_without_anything_that_could_be_a_word_writes_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="list: no Chinese words in it, only sentences"):
        import_words(
            listed("她慢慢地搅着锅里的汤从来不着急也不跟客人说话"), tmp_path / "me.txt", TODAY
        )
    assert not (tmp_path / "me.txt").exists()
