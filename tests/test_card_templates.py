"""The look of the cards: ours as shipped, the user's in their place, and what is refused before a build."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from anki.collection import Collection
from anki.errors import CardTypeError

from real_anki import take, visible
from shengci.assets import template_dir
from shengci.card_templates import CardTemplates, copy, load, replaced
from shengci.card_templates.markup import TemplateFile, parse, shows
from shengci.errors import TemplateError
from shengci.notetype import CARD_TEMPLATES, FIELDS, FLAG_OF, guid_for
from shengci.package import write_package
from shengci.records import Deck, Note, Reading, ToneColours

OURS = sorted(path.name for path in template_dir("cards").iterdir() if path.name != "README.md")
HAN = re.compile(r"[\u3400-\u9fff]")

NOTE = dict.fromkeys(FIELDS, "") | {
    "Word": "生意",
    "Traditional": "傳統",
    "Pinyin": '<span class="t1">shēng</span><span class="t5">yi</span>',
    "Zhuyin": '<span class="t1">ㄕㄥ</span> <span class="t5">˙ㄧ</span>',
    "Meaning": "business",
    "Senses": "<ol><li>trade (做生意)</li></ol>",
    "MeasureWords": "笔",
    "PartOfSpeech": "noun",
    "HSK": "4",
    "HSK2021": "3",
    "HSK2": "4",
    "Frequency": "4.6",
    "Sentence": '<span lang="zh-Hans">夜里<b>生意</b>好。</span>',
    "SentencePinyin": '<span lang="zh-Hans"><ruby>夜里<rt>yèli</rt></ruby><b><ruby>生意<rt>shēngyi'
    "</rt></ruby></b><ruby>好<rt>hǎo</rt></ruby>。</span>",
    "SourceLine": "At night <b>trade</b> is good.",
    "ClozeSentence": '<span lang="zh-Hans">夜里<b class="blank">＿＿</b>好。</span>',
    "MoreSentences": "<ul><li>小生意</li></ul>",
    "Article": "夜市",
    "Breakdown": "<ul><li>生 shēng</li></ul>",
    "Strokes": '<figure class="stroke"><svg viewBox="0 0 9 9"></svg></figure>',
    "TeacherNote": "说一说",
} | dict.fromkeys(FLAG_OF.values(), "1")  # fmt: skip


@pytest.fixture
def show(student: Collection, tmp_path: Path) -> Callable[..., tuple[str, str]]:
    """Return what Anki makes of a note's card: the HTML of its front and of its back."""

    def sides(
        template: str, templates: CardTemplates | None = None, **fields: str
    ) -> tuple[str, str]:
        values = NOTE | fields
        note = Note(
            guid_for(values["Word"], ("sheng1", "yi5")), tuple(values.values()), (), "Night"
        )
        package = tmp_path / "night.apkg"
        write_package(Deck("Night", "", (note,), (), ()), package, templates=templates)
        take(student, package)
        (card_id,) = student.find_cards(f"card:{template}")
        output = student.get_card(card_id).render_output()
        return output.question_text, output.answer_text

    return sides


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mine"
    made.mkdir()
    return made


def refusal(folder: Path, name: str, text: str | bytes) -> str:
    """Return why a folder with one such file is refused, the folder's own name cut off."""
    data = text if isinstance(text, bytes) else text.encode()
    (folder / name).write_bytes(data)
    with pytest.raises(TemplateError) as caught:
        load(folder)
    return str(caught.value).removeprefix(f"{folder}/")


# --- Ours ----------------------------------------------------------------------------------------


def test_every_card_template_has_both_sides_and_nothing_only_we_can_read() -> None:
    ours = load()
    assert len(ours.fronts) == len(ours.backs) == len(CARD_TEMPLATES)
    assert len(set(ours.fronts)) == len(CARD_TEMPLATES)
    assert "{{>" not in "".join((*ours.fronts, *ours.backs))
    assert all(back.startswith("<hr id=answer>\n") for back in ours.backs)


@pytest.mark.parametrize("name", OURS)
def test_our_file_holds_no_script_and_nothing_from_the_network(name: str) -> None:
    text = (template_dir("cards") / name).read_text(encoding="utf-8")
    assert not re.search(r"<script|javascript:|\bon\w+=|//|@import|url\(", text, re.I)


@pytest.mark.parametrize("template", ["Production", "Listening"])
def test_front_gives_no_hanzi_and_no_reading_away(
    show: Callable[..., tuple[str, str]], template: str
) -> None:
    front, back = show(template)
    shown = visible(re.sub(r"\[anki:play[^]]*\]", "", front))
    assert not HAN.search(shown)
    assert not re.search("shēng|ㄕㄥ", front)
    assert HAN.search(visible(back))


def test_listening_front_shows_no_meaning(show: Callable[..., tuple[str, str]]) -> None:
    front, _ = show("Listening")
    assert not re.search("business|trade|noun", front)


@pytest.mark.parametrize("template", CARD_TEMPLATES)
def test_voice_of_the_system_speaks_word_and_sentence_on_every_back(
    show: Callable[..., tuple[str, str]], template: str
) -> None:
    front, back = show(template)
    assert back.count("[anki:play:a:") == 2
    assert front.count("[anki:play:q:") == (2 if template == "Listening" else 0)


@pytest.mark.parametrize("template", CARD_TEMPLATES)
def test_nothing_speaks_where_no_sound_is_wanted(
    show: Callable[..., tuple[str, str]], template: str
) -> None:
    silent = '<span class="silent"></span>'
    assert "[anki:play" not in "".join(show(template, Audio=silent, SentenceAudio=silent))


@pytest.mark.parametrize("template", CARD_TEMPLATES)
def test_empty_fields_leave_nothing_behind(
    show: Callable[..., tuple[str, str]], template: str
) -> None:
    kept = {"Word", "Meaning", *FLAG_OF.values()}
    _, back = show(template, **dict.fromkeys(set(FIELDS) - kept, ""))
    shown = visible(re.sub(r"<code.*?</code>|\[\[type:Word\]\]|\[anki:play[^]]*\]", "", back))
    assert shown.split() == ["生意", "business"]
    assert "<details" not in back


def test_sentence_without_readings_is_shown_plain(show: Callable[..., tuple[str, str]]) -> None:
    _, back = show("Recognition", SentencePinyin="")
    assert "<ruby" not in back
    assert NOTE["Sentence"] in back
    _, back = show("Recognition")
    assert NOTE["Sentence"] not in back
    assert back.count(NOTE["SentencePinyin"]) == 1


# --- Colours -------------------------------------------------------------------------------------

CANVASES = {False: ("#ffffff", "#f5f5f5"), True: ("#303030", "#2c2c2c", "#000000")}
SEMI = re.compile(r"rgba\((\d+), (\d+), (\d+), ([\d.]+)\)")


def variables(css: str, *, night: bool) -> dict[str, str]:
    """Return the values of the style sheet's names by day or by night."""
    found: dict[str, str] = {}
    for selector, block in re.findall(
        r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    ):
        if selector.strip() == ".card" or (night and ".card.nightMode" in selector):
            found |= dict(re.findall(r"(--[\w-]+): ([^;]+);", block))
    while any(value.startswith("var(") for value in found.values()):
        found = {name: found.get(value[4:-1], value) for name, value in found.items()}
    return found


def channels(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def tinted(canvas: list[float], tint: str) -> list[float]:
    match = SEMI.fullmatch(tint)
    assert match is not None
    *over, alpha = map(float, match.groups())
    return [(1 - alpha) * under + alpha * top for under, top in zip(canvas, over, strict=True)]


def luminance(colour: list[float]) -> float:
    """Return the relative luminance of WCAG 2.2."""
    linear = [c / 255 / 12.92 if c <= 10.31 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: list[float], other: list[float]) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("night", [False, True])
@pytest.mark.parametrize("tones", get_args(ToneColours))
def test_text_is_readable_on_every_canvas(tones: ToneColours, night: bool) -> None:
    named = variables(load(tones=tones).css, night=night)
    texts = ["ink", "quiet", "good", "bad", *(f"tone{n}" for n in range(1, 6))]
    for canvas in map(channels, CANVASES[night]):
        panel = tinted(canvas, named["--tint"])
        for ground in (canvas, panel):
            for text in texts:
                assert contrast(channels(named[f"--{text}"]), ground) >= 4.5, (text, ground)
            marked = tinted(ground, named["--mark-tint"])
            assert contrast(channels(named["--mark"]), marked) >= 4.5, ground


def test_tones_of_a_scheme_are_told_apart_and_none_has_the_ink_alone() -> None:
    for night in (False, True):
        for tones in get_args(ToneColours):
            named = variables(load(tones=tones).css, night=night)
            colours = {named[f"--tone{n}"] for n in range(1, 6)}
            assert len(colours) == (1 if tones == "none" else 5)
        assert colours == {named["--ink"]}


@pytest.mark.parametrize("reading", get_args(Reading))
def test_reading_names_what_a_tap_on_the_sentence_shows(reading: Reading) -> None:
    css = load(reading=reading).css
    assert ("ㄓㄨˋ" in css) == (reading == "zhuyin")
    assert ("pīnyīn" in css) == (reading == "pinyin")


# --- The user's own ------------------------------------------------------------------------------


def test_file_of_the_user_takes_the_place_of_ours_alone(folder: Path) -> None:
    (folder / "recognition-front.html").write_text("<h1>{{Word}}</h1>\n", encoding="utf-8")
    ours, theirs = load(), load(folder)
    assert theirs.fronts == ("<h1>{{Word}}</h1>\n", *ours.fronts[1:])
    assert (theirs.backs, theirs.css) == (ours.backs, ours.css)
    assert replaced(folder) == ("recognition-front.html",)


def test_part_of_the_user_is_on_every_side_that_takes_it_in(folder: Path) -> None:
    (folder / "part-notes.html").write_text("<p>{{> mine}}</p>", encoding="utf-8")
    (folder / "part-mine.html").write_text("{{MyNotes}}\n", encoding="utf-8")
    assert all("<p>{{MyNotes}}</p>" in back for back in load(folder).backs)


def test_back_of_one_card_may_be_another(folder: Path) -> None:
    (folder / "cloze-back.html").write_text("{{FrontSide}}<hr id=answer>{{Word}}", encoding="utf-8")
    (folder / "own.css").write_text(".blank { color: red; }", encoding="utf-8")
    ours, theirs = load(), load(folder)
    assert theirs.backs[3].startswith("{{FrontSide}}")
    assert [n for n in range(5) if ours.backs[n] != theirs.backs[n]] == [3]
    assert theirs.css == ours.css + "\n.blank { color: red; }"


def test_file_from_windows_is_the_same_file(folder: Path) -> None:
    for name in OURS:
        text = (template_dir("cards") / name).read_text(encoding="utf-8")
        (folder / name).write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert load(folder) == load()
    assert replaced(folder) == ()


def test_script_and_a_tool_of_the_users_are_theirs_to_use(folder: Path) -> None:
    (folder / "part-notes.html").write_text(
        "<script>go('{{text:Word}}')</script>", encoding="utf-8"
    )
    (folder / ".git").mkdir()
    (folder / "README.md").write_text("mine", encoding="utf-8")
    assert "<script>go('{{text:Word}}')</script>" in load(folder).backs[0]


# --- What is refused -----------------------------------------------------------------------------

REFUSED = [
    ("back.html", "{{Word}}\n{{Wrod}}", "back.html:2: {{Wrod}}: there is no field “Wrod”: did you mean Word?"),
    ("back.html", "{{word}}", "back.html:1: {{word}}: there is no field “word”: did you mean Word?"),
    ("back.html", "{{#Sentense}}{{/Sentense}}", "back.html:1: {{#Sentense}}: there is no field “Sentense”: did you mean Sentence?"),
    ("back.html", "{{Qqq}}", "README.md"),
    ("back.html", "{{}}", "there is no field “”"),
    ("back.html", "{{Word}}\n{{#HSK}}x", "back.html:2: {{#HSK}} is not closed: write {{/HSK}}"),
    ("back.html", "x{{/HSK}}", "back.html:1: {{/HSK}} closes nothing"),
    ("back.html", "{{#HSK}}\n{{^HSK2}}\n{{/HSK}}{{/HSK2}}", "back.html:3: {{/HSK}} comes before {{/HSK2}} of line 2"),
    ("back.html", "{{Word}}\n{{Meaning", "back.html:2: {{ is not closed"),
    ("back.html", "{{Word} {{Meaning}}", "back.html:1: {{Word} {{Meaning}}: there is no field"),
    ("back.html", "{{speak:Word}}", "back.html:1: {{speak:Word}}: there is no filter “speak”"),
    ("back.html", "{{hint:txt:Word}}", "there is no filter “txt”: did you mean text?"),
    ("back.html", "{{hint :Word}}{{texts :Word}}", "there is no filter"),
    ("back.html", "{{cloze:ClozeSentence}}", "no Anki clozes"),
    ("back.html", "{{type:cloze:ClozeSentence}}", "no Anki clozes"),
    ("back.html", "{{tts:Word}}", "names no language: write {{tts zh_CN:Word}}"),
    ("back.html", "{{> wrod}}{{Word}}", "back.html:1: {{> wrod}}: there is no part “wrod”: did you mean word?"),
    ("back.html", "<p>good</p>", "back.html: the back of Recognition would be blank"),
    ("part-word.html", "{{Word}}\n{{> word}}", "part-word.html:2: {{> word}}: part-word.html would hold itself"),
    ("part-audoi.html", "{{Audio}}", "part-audoi.html: no template takes it in: did you mean part-audio.html?"),
    ("recognition-front.html", "hello", "recognition-front.html: the front would be blank"),
    ("recognition-front.html", "{{#Sentence}}{{Word}}{{/Sentence}}", "recognition-front.html: the front would be blank"),
    ("recognition-front.html", "{{Word}}{{FrontSide}}", "recognition-front.html:1: {{FrontSide}} is for backs"),
    ("cloze-front.html", "{{#ProductionCard}}{{Word}}{{/ProductionCard}}", "cloze-front.html: the front would be blank where ClozeCard is filled"),
    ("cloze-front.html", "{{ClozeSentence}}", "cloze-front.html: the front would make a card of every note: put all of it inside {{#ClozeCard}}"),
    ("cloze-front.html", "{{Deck}}{{#ClozeCard}}{{Word}}{{/ClozeCard}}", "cloze-front.html: the front would make a card of every note"),
    ("listening-front.htm", "{{Word}}", "listening-front.htm: no card template has this name: did you mean listening-front.html?"),
    ("holiday.jpg", "x", "holiday.jpg: no card template has this name: take it out"),
    ("back.html", b"{{Word}}\n\xd6\xd0", "back.html:2: not UTF-8: save the file as UTF-8"),
    ("style.css", "a {\n", "style.css:1: the block is not closed"),
    ("own.css", "a { }\n}\n", "own.css:2: } closes nothing"),
    ("own.css", "/* a { }\n", "own.css:1: the comment is not closed"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "message"), REFUSED)
def test_template_that_would_not_work_is_refused_with_its_place(
    folder: Path, name: str, text: str | bytes, message: str
) -> None:
    told = refusal(folder, name, text)
    assert message in told
    assert told.startswith(name)
    assert "\n" not in told.replace(str(text), "")


@pytest.mark.parametrize("make", [False, True])
def test_folder_without_templates_is_refused(tmp_path: Path, make: bool) -> None:
    folder = tmp_path / "none"
    if make:
        folder.mkdir()
    with pytest.raises(TemplateError, match="shengci templates copy"):
        load(folder)


def test_file_that_can_not_be_read_is_named(folder: Path) -> None:
    (folder / "back.html").mkdir()
    with pytest.raises(TemplateError, match=r"back\.html: can't be read"):
        load(folder)


# --- Anki's own mind -----------------------------------------------------------------------------

FRONTS = [
    "{{Word}}", "{{Wrod}}", "plain", "{{#Word}}x{{/Word}}", "{{#Word}}{{Word}}", "{{Word}", "{{Word",
    "{{#Word}}{{#HSK}}{{/Word}}{{/HSK}}", "{{/Word}}{{Word}}", "{{ Word }}", "{{{Word}}}",
    "{{# Word }}{{Word}}{{/ Word }}", "<!-- {{Wrod}} -->{{Word}}", "<!-- {{Wrod}} {{Word}}",
    "{{#HSK}}{{Word}}{{/HSK}}", "{{^HSK}}{{Word}}{{/HSK}}", "{{^Word}}{{Meaning}}{{/Word}}{{HSK}}",
    "{{hint:text:Word}}", "{{word}}", "{{#text:Word}}{{Word}}{{/text:Word}}", "{{type:Word}}",
    "{{> audio}}{{Word}}", "{{!note}}{{Word}}", "{{#Word}}{{^Word}}{{Word}}{{/Word}}{{/Word}}",
]  # fmt: skip


def fault_we_find(front: str) -> bool:
    """Return whether we find a fault in a front of a note type with the fields Word, Meaning, HSK."""
    try:
        pieces = parse(TemplateFile(Path("front.html"), front))
    except TemplateError:
        return True
    tags = [piece for piece in pieces if not isinstance(piece, str)]
    unknown = [tag for tag in tags if tag.name not in ("Word", "Meaning", "HSK")]
    return bool(unknown) or not tags


@pytest.mark.parametrize("front", FRONTS)
def test_anki_finds_the_same_faults_and_the_same_blank_fronts(
    student: Collection, front: str
) -> None:
    note_type = student.models.new("Three")
    for name in ("Word", "Meaning", "HSK"):
        student.models.add_field(note_type, student.models.new_field(name))
    template = student.models.new_template("Card")
    template |= {"qfmt": front, "afmt": "{{Word}}"}
    student.models.add_template(note_type, template)
    try:
        student.models.add(note_type)
    except CardTypeError:
        assert fault_we_find(front)
        return
    assert not fault_we_find(front)
    note = student.new_note(student.models.by_name("Three"))
    note["Word"], note["Meaning"] = "生意", "business"
    student.add_note(note, student.decks.id("Default"))
    blank = "The front of this card is blank" in note.cards()[0].question()
    assert shows(parse(TemplateFile(Path("f.html"), front)), {"Word", "Meaning"}) != blank


# --- Handing ours out ----------------------------------------------------------------------------


def test_copy_hands_out_files_that_work_as_ours(folder: Path) -> None:
    target = folder / "new" / "mine"
    written = copy(target)
    assert sorted(path.name for path in written) == sorted([*OURS, "README.md"])
    assert load(target) == load()
    assert replaced(target) == ()


def test_copy_again_writes_only_what_is_missing(folder: Path) -> None:
    copy(folder)
    (folder / "back.html").unlink()
    assert copy(folder) == (folder / "back.html",)
    assert copy(folder) == ()


def test_copy_never_writes_over_a_changed_file(folder: Path) -> None:
    (folder / "style.css").write_text("mine", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"style\.css: is there already"):
        copy(folder)
    assert [path.name for path in folder.iterdir()] == ["style.css"]
    assert (folder / "style.css").read_text(encoding="utf-8") == "mine"


def test_copy_says_where_it_can_not_write(folder: Path) -> None:
    (folder / "file").write_text("", encoding="utf-8")
    with pytest.raises(TemplateError, match="can't be written"):
        copy(folder / "file" / "mine")


def fields_told_of() -> Iterator[str]:
    text = (template_dir("cards") / "README.md").read_text(encoding="utf-8")
    table = text[text.index("| field |") :]
    for row in re.findall(r"^\| ([A-Z][^|]*) \|", table, re.M):
        yield from row.split(", ")


def test_readme_of_the_templates_tells_of_every_field_and_no_other() -> None:
    assert sorted(fields_told_of()) == sorted(FIELDS)
