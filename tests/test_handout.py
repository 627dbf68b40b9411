"""The handout: what is on the page, what must not be, and the files it is written to."""

import itertools
import os
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html as lxml_html
from pypdf import PdfReader

from handmade import (
    LI_MING,
    MARKET,
    OPENS,
    PEOPLE,
    PERSON,
    article,
    latin,
    mark,
    ranked,
    said_as,
    sentence,
)
from program import Program, ended, in_this_process, start
from shengci import printing
from shengci.errors import MissingExtra
from shengci.handout import make_handout
from shengci.handout.exercise import exercise_of
from shengci.handout.passages import paragraphs_of
from shengci.pairing import pair_sentences
from shengci.pipeline import analyse
from shengci.records import (
    Annotated,
    AnnotatedPair,
    Article,
    Block,
    Handout,
    HandoutSettings,
    Levels,
    Place,
    RankedWord,
    Sense,
    Settings,
    Token,
)
from shengci.sources import read_article

HERE = Path(__file__).parent
ARTICLES = sorted((HERE / "articles").glob("*.txt"))
CASES = sorted(
    path
    for path in (HERE / "cases" / "pairing").iterdir()
    if path.suffix in (".txt", ".md") and ".en." not in path.name and path.name != "README.md"
)
Page = lxml_html.HtmlElement


def words_of(annotated: Annotated, *headwords: str) -> tuple[RankedWord, ...]:
    return tuple(ranked(annotated, headword) for headword in headwords)


def article_of(annotated: Annotated, title: str = "夜市") -> Article:
    """Return the article that the pairs are from, a paragraph each."""
    blocks = []
    for line, pair in enumerate(annotated.pairs):
        for language, text in (("chinese", pair.pair.chinese), ("english", pair.pair.english)):
            if text:
                place = Place("market.txt", 2 * line + (language == "english"))
                blocks.append(Block(text, language, pair.pair.role, place))
    return Article(title, tuple(blocks), "interleaved")


def handout_of(
    annotated: Annotated,
    words: tuple[RankedWord, ...],
    settings: Settings | None = None,
    title: str = "夜市",
    **chosen: object,
) -> Handout:
    articles = [article_of(annotated, title)]
    return make_handout(
        words, annotated, articles, settings or Settings(), HandoutSettings(**chosen)
    )


def parsed(made: Handout) -> Page:
    return lxml_html.document_fromstring(made.html)


def base_text(element: Page) -> str:
    """Return the text of an element without the readings over it."""
    return "".join(element.xpath(".//text()[not(ancestor::rt)]"))


def texts(page: Page, path: str) -> list[str]:
    return [base_text(element) for element in page.xpath(path)]


def folded(text: str) -> str:
    return "".join(text.split())


MARKET_TEXT = article(
    sentence("The night market opens.", said_as(MARKET, "night market"), OPENS, mark("。")),
    sentence("Li Ming is a person.", LI_MING, mark("是"), said_as(PERSON, "person"), mark("。")),
    sentence("People like tea & cake.", PEOPLE, mark("喜欢"), latin("K"), mark("。")),
)


# --- The word list ---


def test_word_list_has_all_of_a_word_in_a_row_with_its_header() -> None:
    page = parsed(handout_of(MARKET_TEXT, words_of(MARKET_TEXT, "夜市", "开门")))
    first, second = page.xpath("//table[@class='words']/tbody/tr")
    assert base_text(first.find("th")) == "夜市yèshì"
    assert texts(second, "th/span") == ["开门", "kāimén", "開門"]
    assert texts(first, "td")[1:3] == ["noun night market", "5"]
    assert texts(first, ".//b") == ["夜市", "night market"]
    assert page.xpath("//thead//th/@scope") == ["col"] * 5
    assert page.xpath("//tbody//th/@scope") == ["row", "row"]


def test_words_come_in_their_order() -> None:
    words = words_of(MARKET_TEXT, "人们", "夜市")
    page = parsed(handout_of(MARKET_TEXT, words))
    assert texts(page, "//tbody//th/span[1]") == ["人们", "夜市"]


def test_level_that_is_our_estimate_says_so_and_a_name_has_none() -> None:
    (estimated,) = words_of(MARKET_TEXT, "夜市")
    estimated = replace(estimated, levels=Levels(None, None, None, estimate=7))
    (name,) = words_of(MARKET_TEXT, "李明")
    page = parsed(handout_of(MARKET_TEXT, (estimated, name)))
    assert texts(page, "//tbody//td[@class='level']") == ["≈7-9", ""]
    assert texts(page, "//tbody//span[@class='kind']") == ["noun", "name"]


@pytest.mark.parametrize(
    ("tones", "classes"), [("pleco", ["t4", "t4"]), ("dummitt", ["t4", "t4"]), ("none", [])]
)
def test_tones_have_the_colours_asked_for(tones: str, classes: list[str]) -> None:
    settings = Settings(tones=tones)
    page = parsed(
        handout_of(MARKET_TEXT, words_of(MARKET_TEXT, "夜市"), settings, parts=("words",))
    )
    assert page.xpath("//span[@class='reading']/span/@class") == classes
    assert len(page.xpath(f"//div[@class='tones-{tones}']//table")) == 1


# --- The article ---


def without_words(read: Article) -> list[AnnotatedPair]:
    """Return the pairs of an article, the Chinese of each as one token."""
    return [
        AnnotatedPair(pair, (Token(pair.chinese, 0, len(pair.chinese), "punctuation"),))
        if pair.bead[1] < 2
        else AnnotatedPair(pair, tuple(sentences_as_tokens(pair.chinese_sentences)))
        for pair in pair_sentences(read, Settings())
    ]


def sentences_as_tokens(sentences: tuple[str, ...]) -> list[Token]:
    tokens, at = [], 0
    for text in sentences:
        tokens.append(Token(text, at, at + len(text), "punctuation"))
        at += len(text)
    return tokens


@pytest.mark.parametrize("path", [*ARTICLES, *CASES], ids=lambda path: path.name)
def test_every_paragraph_is_there_in_order_with_all_of_its_english(path: Path) -> None:
    english = path.with_name(path.name.replace(".zh.", ".en."))
    read = read_article(path, english=english if english != path else None)
    paragraphs = paragraphs_of(read, without_words(read), frozenset(), "pinyin")
    shown = [folded("".join(piece.text for piece in p.chinese)) for p in paragraphs if p.chinese]
    blocks = [folded(block.text) for block in read.blocks if block.language == "chinese"]
    assert len(shown) == len(blocks)
    for text, block in zip(shown, blocks, strict=True):
        assert block.endswith(text)
        assert len(block) - len(text) <= 4, "nothing but a mark of layout is gone"
    said = Counter("".join(p.english_marker + p.english for p in paragraphs).replace("•", ""))
    meant = Counter("".join(b.text for b in read.blocks if b.language == "english"))
    missing = {char: n for char, n in (meant - said).items() if char not in " #-*"}
    assert (missing, {c: n for c, n in (said - meant).items() if c != " "}) == ({}, {})


def test_headings_captions_and_items_are_what_they_were_in_the_article() -> None:
    read = read_article(HERE / "articles" / "tofu-at-home.txt")
    paragraphs = paragraphs_of(read, without_words(read), frozenset(), "pinyin")
    title, _, heading, item = paragraphs[:4]
    assert (title.role, title.chinese[0].text) == ("title", "在家做豆腐")
    assert (heading.role, heading.english) == ("heading", "What you need")
    assert (item.marker, item.english_marker) == ("•", "•")
    assert item.chinese[0].text == "干黄豆300克，越新鲜越好"
    assert [p.marker for p in paragraphs if p.marker[:1].isdigit()] == [
        f"{n}." for n in range(1, 9)
    ]
    market = read_article(HERE / "articles" / "night-market.txt")
    roles = [p.role for p in paragraphs_of(market, without_words(market), frozenset(), "pinyin")]
    assert roles[:4] == ["date", "title", "byline", "body"]
    assert roles.count("caption") == 2


def test_bead_over_two_paragraphs_leaves_them_two() -> None:
    pair = sentence("He came and sat.", mark("他来了。"), mark("他坐下。"))
    pair = replace(pair, pair=replace(pair.pair, chinese_sentences=("他来了。", "他坐下。")))
    blocks = [
        Block(text, "chinese", "body", Place("a.txt", line))
        for line, text in enumerate(("他来了。", "他坐下。"), 1)
    ]
    both = paragraphs_of(Article("", tuple(blocks), "separate"), [pair], frozenset(), "pinyin")
    assert [(p.chinese[0].text, p.english) for p in both] == [
        ("他来了。", "He came and sat."),
        ("他坐下。", ""),
    ]


def test_english_that_nothing_answers_stays_in_its_paragraph() -> None:
    pairs = [
        sentence("It rained.", mark("下雨了。")),
        _english_only("Hard.", 2),
        sentence("He left.", mark("他走了。")),
    ]
    blocks = (
        Block("下雨了。他走了。", "chinese", "body", Place("a.txt", 1)),
        Block("It rained. Hard. He left.", "english", "body", Place("a.txt", 2)),
    )
    (only,) = paragraphs_of(Article("", blocks, "interleaved"), pairs, frozenset(), "pinyin")
    assert only.english == "It rained. Hard. He left."


def _english_only(text: str, line: int) -> AnnotatedPair:
    pair = sentence(text, role="body", place=Place("a.txt", line))
    return replace(pair, pair=replace(pair.pair, chinese_sentences=()))


def test_readings_stand_over_the_words_of_the_list_alone() -> None:
    words = (
        *words_of(MARKET_TEXT, "夜市", "人们"),
        ranked(MARKET_TEXT, "开门", status="too easy"),
        ranked(MARKET_TEXT, "李明", status="name"),
    )
    page = parsed(handout_of(MARKET_TEXT, words))
    assert texts(page, "//ruby") == ["夜市", "人们"]
    assert texts(page, "//ruby/rt") == ["", ""]  # `base_text` leaves readings out
    assert [rt.text for rt in page.xpath("//rt")] == ["yèshì", "rénmen"]


@pytest.mark.parametrize(
    ("above", "glossed"), [(0, ["夜市", "李明", "人们"]), (4, ["夜市", "李明"]), (9, ["李明"])]
)
def test_readings_stand_over_words_above_a_level_and_names(above: int, glossed: list[str]) -> None:
    words = (
        *words_of(MARKET_TEXT, "夜市"),  # level 5
        ranked(MARKET_TEXT, "开门", status="known"),
        ranked(MARKET_TEXT, "李明", status="name", levels=Levels(None, None, None)),
        ranked(MARKET_TEXT, "人们", status="too easy", levels=Levels(1, 1, 1)),
    )
    page = parsed(handout_of(MARKET_TEXT, words, gloss_above=above))
    assert texts(page, "//ruby") == glossed


def test_zhuyin_stands_beside_each_character_with_its_tone_apart() -> None:
    settings = Settings(reading="zhuyin")
    page = parsed(handout_of(MARKET_TEXT, words_of(MARKET_TEXT, "人们"), settings))
    readings = [(base_text(r), "".join(r.find("rt").itertext())) for r in page.xpath("//ruby")]
    assert readings == [("人", "ㄖㄣˊ"), ("们", "˙ㄇㄣ")]
    assert [i.text for i in page.xpath("//rt/i")] == ["ˊ"]
    assert set(page.xpath("//rt/@lang")) == {"zh-Bopo"}


def test_punctuation_stays_with_the_word_it_belongs_to() -> None:
    text = article(sentence("“Open!”", mark("他说：“"), OPENS, mark("！”他走了。")))
    page = parsed(handout_of(text, words_of(text, "开门")))
    assert texts(page, "//p[@lang='zh-Hans']//span[@class='keep' and ruby]") == ["“开门！”"]
    assert "他说：“开门！”他走了。" in texts(page, "//section[contains(@class, 'article')]//p")


@pytest.mark.parametrize(
    ("place", "order"),
    [
        ("facing", ["夜市", "The night", "李明", "Li Ming"]),
        ("following", ["夜市", "The night", "李明", "Li Ming"]),
        ("end", ["夜市", "李明", "The night", "Li Ming"]),
        ("none", ["夜市", "李明"]),
    ],
)
def test_english_stands_where_it_is_asked_for(place: str, order: list[str]) -> None:
    pairs = article(*MARKET_TEXT.pairs[:2])
    page = parsed(handout_of(pairs, words_of(pairs, "夜市"), english=place, parts=("article",)))
    shown = texts(page, "//section[contains(@class, 'article')]//p")
    assert [text[: len(start)] for text, start in zip(shown, order, strict=True)] == order
    assert len(page.xpath(f"//section[@class='article {place} pinyin']")) == 1
    languages = page.xpath("//section[contains(@class, 'article')]//p/@lang")
    assert languages == ["zh-Hans" if text[0] in "夜李" else "en" for text in order]


# --- The exercise ---

TEA = Token("茶", 0, 0, "word", "茶", "茶", ("cha2",), Sense("tea"))
GLASS = Token("茶杯", 0, 0, "word", "茶杯", "茶杯", ("cha2", "bei1"), Sense("teacup"))


def test_exercise_has_one_gap_a_sentence_and_its_answers_in_the_bank_and_the_key() -> None:
    page = parsed(handout_of(MARKET_TEXT, words_of(MARKET_TEXT, "夜市", "李明", "人们")))
    sentences = page.xpath("//ol[@class='sentences']/li")
    assert [len(li.xpath(".//span[@class='gap']")) for li in sentences] == [1, 1, 1]
    answers = texts(page, "//ol[@class='answers']/li/span[1]")
    assert answers == ["夜市", "李明", "人们"]
    bank = texts(page, "//ul[contains(@class, 'bank')]/li")
    assert sorted(bank) == sorted(answers)
    assert bank != answers
    shown = "".join(texts(page, "//ol[@class='sentences']"))
    assert not [answer for answer in answers if answer in shown]


@pytest.mark.parametrize("first", ["夜市", "人们"])
def test_sentence_that_gives_another_answer_away_is_not_asked(first: str) -> None:
    text = article(
        sentence("The night market opens.", MARKET, OPENS, mark("。")),
        sentence("People open the night market.", PEOPLE, MARKET, mark("。")),
    )
    second = "人们" if first == "夜市" else "夜市"
    gaps = exercise_of(words_of(text, first, second), text, Settings(), 5).gaps
    assert [gap.answer for gap in gaps] == [first]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (sentence("Tea.", TEA, mark("好。")), sentence("A teacup.", GLASS, mark("来。"))),
        (sentence("Tea.", TEA, mark("茶。")), sentence("Tea 茶.", TEA, mark("好。"))),
    ],
    ids=["inside another answer", "elsewhere in its own sentence, or in the English"],
)
def test_answer_that_can_be_read_off_is_not_asked(
    first: AnnotatedPair, second: AnnotatedPair
) -> None:
    text = article(first, second)
    headwords = dict.fromkeys(t.headword for p in text.pairs for t in p.tokens if t.meaning)
    gaps = exercise_of(words_of(text, *headwords), text, Settings(), 5).gaps
    assert len(gaps) == len(headwords) - 1


def test_word_in_two_parts_is_not_asked() -> None:
    (pair,) = article(sentence("", OPENS, mark("了。"))).pairs
    token = replace(pair.tokens[0], parts=(Token("开", 0, 1, "word"), Token("门", 1, 2, "word")))
    text = article(replace(pair, tokens=(token, *pair.tokens[1:])))
    assert exercise_of(words_of(text, "开门"), text, Settings(), 5).gaps == ()


# --- Real articles ---


@pytest.fixture(scope="module", params=["tofu-at-home", "island-vet"])
def real(request: pytest.FixtureRequest) -> tuple[Article, Annotated, tuple[RankedWord, ...]]:
    read = read_article(HERE / "articles" / f"{request.param}.txt")
    _, annotated, words = analyse([read], Settings())
    return read, annotated, words


def test_handout_of_a_real_article_holds(
    real: tuple[Article, Annotated, tuple[RankedWord, ...]],
) -> None:
    read, annotated, words = real
    made = make_handout(words, annotated, [read], Settings(), HandoutSettings())
    page = parsed(made)
    cards = [word for word in words if word.status == "card"]
    assert made.words == len(page.xpath("//table/tbody/tr")) == len(cards)
    assert made.gaps == len(page.xpath("//ol[@class='sentences']/li")) == 10
    answers = texts(page, "//ol[@class='answers']/li/span[1]")
    shown = "".join(texts(page, "//ol[@class='sentences']"))
    assert [answer for answer in answers if answer in shown] == []
    article_text = folded("".join(texts(page, "//section[contains(@class,'article')]//*[@lang]")))
    for block in read.blocks:
        assert folded(re.sub(r"^(#+|-|\d+\.) ", "", block.text)) in article_text
    keys = {(word.token.headword, word.token.pinyin) for word in cards}
    tokens = [token for pair in annotated.pairs for token in pair.tokens]
    glossed = [t.text for t in tokens if (t.headword, t.pinyin) in keys and any(t.syllables)]
    assert texts(page, "//ruby") == glossed
    assert made.html == make_handout(words, annotated, [read], Settings(), HandoutSettings()).html


def test_page_needs_nothing_beside_it_and_runs_nothing(
    real: tuple[Article, Annotated, tuple[RankedWord, ...]],
) -> None:
    read, annotated, words = real
    made = make_handout(words, annotated, [read], Settings(), HandoutSettings())
    page = parsed(made)
    assert not page.xpath("//script | //link | //img | //iframe | //*[@src or @href]")
    assert "@import" not in made.html
    assert "url(" not in made.html
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]


def test_headings_go_down_one_by_one(
    real: tuple[Article, Annotated, tuple[RankedWord, ...]],
) -> None:
    read, annotated, words = real
    made = make_handout(words, annotated, [read], Settings(), HandoutSettings(english="end"))
    levels = [int(h.tag[1]) for h in parsed(made).xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_text_that_looks_like_markup_is_shown_as_it_is() -> None:
    hostile = "<script>alert(1)</script>{{ 7*7 }}{% raw %}&amp;\"'"
    token = replace(MARKET, meaning=Sense(hostile), part_of_speech=hostile)
    text = article(sentence(f"{hostile} night market", token, mark(hostile)))
    made = handout_of(text, words_of(text, "夜市"), title=hostile)
    page = parsed(made)
    assert not page.xpath("//script")
    assert base_text(page.xpath("//h1")[0]).strip() == hostile
    assert texts(page, "//table//td[@class='meaning']") == [f"{hostile} {hostile}"]
    assert texts(page, "//p[@class='zh sentence']") == [f"夜市{hostile}"]
    assert f"{hostile} night market" in texts(page, "//section//p[@lang='en']")


def test_part_that_would_be_empty_is_left_out() -> None:
    made = handout_of(MARKET_TEXT, ())
    assert made.parts == ("article",)
    assert texts(parsed(made), "//h2") == ["Text"]
    assert handout_of(MARKET_TEXT, (), parts=("words", "cloze")).parts == ()


def test_parts_come_in_the_order_asked_for() -> None:
    words = words_of(MARKET_TEXT, "夜市")
    made = handout_of(MARKET_TEXT, words, parts=("key", "article", "words"))
    assert texts(parsed(made), "//h2") == ["Key", "Text", "Words"]


def test_several_articles_are_one_handout_in_one_script() -> None:
    first, second = MARKET_TEXT.pairs[0], replace(MARKET_TEXT.pairs[2], article=1)
    text = article(first, second, traditional=True)
    articles = [
        article_of(article(pair), title) for pair, title in ((first, "夜市"), (second, "人们"))
    ]
    words = words_of(text, "开门", "人们")
    made = make_handout(words, text, articles, Settings(), HandoutSettings())
    page = parsed(made)
    assert base_text(page.xpath("//h1")[0]).strip() == "夜市 · 人們"
    assert len(page.xpath("//div[@class='text']")) == 2
    assert texts(page, "//tbody//th/span[1]") == ["開門", "人們"]
    assert set(page.xpath("//tbody//th/span[1]/@lang")) == {"zh-Hant"}


# --- The command ---

MILL = """The Old Mill at Night
老厂的夜晚
The neighbors complain about the smoke every evening.
邻居每天晚上都抱怨油烟。
She refuses to add cheese, and her customers respect that.
她拒绝加芝士，顾客都尊重她。
"""


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    """Run a command line in a folder with an article, mill.txt, and its copy."""
    monkeypatch.chdir(tmp_path)
    for name in ("mill.txt", "two.txt"):
        Path(name).write_text(MILL, encoding="utf-8")
    return in_this_process(monkeypatch, capsys, "handout")


def test_command_writes_the_page_and_says_what_is_in_it(run: Program) -> None:
    code, out, err = run("mill.txt", "--parts", "words,cloze", "--characters", "traditional")
    assert (code, err) == (0, "")
    page = lxml_html.parse("decks/mill.html").getroot()
    rows = len(page.xpath("//tbody/tr"))
    assert re.fullmatch(rf"decks/mill.html: words {rows}, gaps \d, \d+ KB\n", out)
    assert "鄰居" in texts(page, "//tbody//th/span[1]")
    assert texts(page, "//h2") == ["Words", "Fill the gaps"]


def test_page_is_the_same_in_every_process(run: Program) -> None:
    run("mill.txt", "-o", "mill.html")
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    done = ended(start("handout", "mill.txt", "-o", "again.html", PYTHONHASHSEED=seed))
    assert done.code == 0, done.err
    assert Path("again.html").read_bytes() == Path("mill.html").read_bytes()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("mill.txt -o mill.docx", "mill.docx: a handout is a page or a PDF: name it"),
        ("mill.txt -o no/mill.html", "no/mill.html: there is no folder no: create it"),
        ("mill.txt -o folder.html", "folder.html: is not a file: name another output"),
        ("mill.txt --parts words,quiz", "--parts quiz: no such part: choose from words, article,"),
        ("mill.txt --parts ,", "--parts: names no part: choose from words, article, cloze, key"),
        ("mill.html -o mill.html", "mill.html: is read for the handout: name another output"),
        ("mill.txt two.txt", "several articles make one handout: name it with -o FILE.html"),
        ("mill.txt -o x.pdf --browser nothing", "--browser nothing: no such program: check its"),
        ("none.txt", "none.txt: no such file: check its name and folder"),
        ("mill.txt --translation left", "Invalid value for '--translation': "),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_written(
    run: Program, words: str, message: str
) -> None:
    page = "".join(f"<p>{line}</p>" for line in MILL.splitlines())
    Path("mill.html").write_text(f"<meta charset=utf-8><article>{page}</article>", "utf-8")
    Path("folder.html").mkdir()
    before = {path: path.is_file() and path.read_bytes() for path in Path().iterdir()}
    code, out, err = run(*words.split())
    assert (code, out) == (2, "")
    assert err.startswith(f"shengci: {message}")
    assert err.count("\n") == 1
    after = {path: path.is_file() and path.read_bytes() for path in Path().iterdir()}
    assert after == before


def test_no_word_left_is_said_and_nothing_is_written(run: Program) -> None:
    Path("easy.txt").write_text("We are good.\n我们很好。\nWe go.\n我们去。\n", encoding="utf-8")
    code, out, err = run("easy.txt", "-o", "easy.html", "--parts", "words,key")
    assert (code, out) == (1, "")
    assert err == "no word is left for the handout: try a lower --min-level\n"
    assert not Path("easy.html").exists()
    code, out, _ = run("easy.txt", "-o", "easy.html")
    assert code == 0
    assert "left out  words, cloze, key: no word is left for it" in out


def test_pdf_without_a_browser_is_refused_with_the_cure(
    run: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "_candidates", lambda: iter(["no-such-browser"]))
    code, _, err = run("mill.txt", "-o", "mill.pdf")
    assert code == 2
    assert "needs Chromium, Chrome or Edge, and none was found: install one" in err
    assert not Path("mill.pdf").exists()


# --- PDF, where there is a browser ---


def browser_here() -> Path | None:
    try:
        return printing.find_browser()
    except MissingExtra:
        return None


needs_browser = pytest.mark.skipif(browser_here() is None, reason="no Chromium, Chrome or Edge")


@needs_browser
def test_pdf_holds_the_article_in_its_order_on_the_paper_asked_for(run: Program) -> None:
    code, out, _ = run("mill.txt", "-o", "mill.pdf", "--paper", "letter")
    assert (code, out[:9]) == (0, "mill.pdf:")
    reader = PdfReader("mill.pdf")
    # Chromium 156 writes 老 as the radical ⽼ that some fonts draw with the same glyph.
    pages = [folded(unicodedata.normalize("NFKC", page.extract_text())) for page in reader.pages]
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [612, 792]
    assert len(pages) == 4, "words, text, exercise, key"
    assert all(f"{n}/4" in page for n, page in enumerate(pages, 1)), "pages are numbered"
    assert "老厂的夜晚" in pages[0]
    assert pages[1].index("Theneighbors") < pages[1].index("Sherefuses")


@needs_browser
def test_no_heading_stands_last_on_a_page_and_no_row_is_cut(tmp_path: Path) -> None:
    pairs = []
    for number in range(40):
        heading = sentence(f"Part{number}.", mark(f"第{number}节"), role="heading")
        words = [mark("这里有很多很多的文字。" * (3 + number % 5)), MARKET, mark("。")]
        pairs += [heading, sentence(f"Body{number} of it.", *words)]
    text = article(*pairs)
    row = ranked(text, "夜市")
    many = tuple(replace(row, example=row.occurrences[n % 40]) for n in range(60))
    made = handout_of(text, many, parts=("words", "article"), english="following", paper="A4")
    browser = browser_here()
    assert browser is not None
    reader = PdfReader(BytesIO(printing.pdf_of(made.html, browser)))
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 8
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        lines = [line for line in lines if not re.fullmatch(r"\d+ / \d+", line)]
        assert not re.match(r"Part\d|第\d+节", lines[-1])
    lists = [page for page in pages if "In the text" in page]
    rows = [(page.count("night market"), len(re.findall(r"Body\d+ of it", page))) for page in lists]
    assert sum(words for words, _ in rows) == 60
    assert [words for words, _ in rows] == [sentences for _, sentences in rows]
