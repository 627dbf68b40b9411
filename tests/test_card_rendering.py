"""The preview's cards are Anki's: both render the same notes with the same templates."""

import re
from pathlib import Path

import pytest
from anki.collection import Collection

from real_anki import take
from shengci import card_templates
from shengci.card_templates.rendering import render_card, render_side
from shengci.notetype import CARD_TEMPLATES, FIELDS, FLAG_OF, guid_for
from shengci.package import write_package
from shengci.records import Deck, Note, Reading

BOAT = {
    "Word": "渡轮",
    "Traditional": "渡輪",
    "Pinyin": '<span class="t4">dù</span><span class="t2">lún</span>',
    "Meaning": "ferry &amp; &lt;boat&gt;",
    "Senses": "<ol><li>ferryboat</li></ol>",
    "HSK": "7-9",
    "Frequency": "3.4",
    "Sentence": '<span lang="zh-Hans"><b>渡轮</b>晚点了。</span>',
    "SentencePinyin": '<span lang="zh-Hans"><b><ruby>渡轮<rt>dùlún</rt></ruby></b>晚点了。</span>',
    "SourceLine": "The <b>ferry</b> is late.",
    "ClozeSentence": '<b class="blank">＿＿</b>晚点了。',
    "TeacherNote": "Not 轮渡: &#123;&#123;Word&#125;&#125;",
    "Strokes": '<svg viewBox="0 0 9 9"><path d="M0 0L9 9"/></svg>',
}
BARE = {"Word": "码头", "Meaning": "quay"}
HOLLOW = {"Word": "船", "Meaning": "boat", "Sentence": " <br>", "SourceLine": "<div></div>"}
ODD = {"Word": "人", "Meaning": "person", "Sentence": "&nbsp;", "TeacherNote": "<br/>", "HSK": "0"}
NOTES = [BOAT, BARE, HOLLOW, ODD]


def as_note(values: dict[str, str]) -> Note:
    filled = dict.fromkeys(FIELDS, "") | dict.fromkeys(FLAG_OF.values(), "1") | values
    return Note(guid_for(values["Word"], ()), tuple(filled.values()), (), "Ferry")


def without_sound(side: str) -> str:
    """Anki's side without what the client plays and asks for."""
    side = re.sub(r"\[anki:play:[qa]:\d+\]", "", side)
    return side.replace("[[type:Word]]", render_side("{{type:Word}}", {}))


@pytest.mark.parametrize("reading", ["pinyin", "zhuyin"])
def test_every_card_is_as_anki_renders_it(
    student: Collection, tmp_path: Path, reading: Reading
) -> None:
    templates = card_templates.load(reading=reading)
    notes = tuple(map(as_note, NOTES))
    package = tmp_path / "ferry.apkg"
    write_package(Deck("Ferry", "", notes, (), ()), package, templates=templates)
    take(student, package)
    seen = 0
    for note in notes:
        fields = dict(zip(FIELDS, note.fields, strict=True))
        for ordinal, name in enumerate(CARD_TEMPLATES):
            (card_id,) = student.find_cards(f'"card:{name}" "Word:{fields["Word"]}"')
            anki = student.get_card(card_id).render_output()
            ours = render_card(templates, name, fields)
            assert ours is not None
            assert ours.ordinal == ordinal
            assert ours.front.strip() == without_sound(anki.question_text).strip()
            assert ours.back.strip() == without_sound(anki.answer_text).strip()
            assert ours.css.strip() == student.get_card(card_id).note_type()["css"].strip()
            seen += 1
    assert seen == len(NOTES) * len(CARD_TEMPLATES)


def test_card_whose_flag_is_empty_is_none() -> None:
    templates = card_templates.load()
    assert render_card(templates, "Cloze", BOAT) is None
    assert render_card(templates, "Cloze", BOAT | {"ClozeCard": "1"}) is not None
    assert render_card(templates, "Recognition", BARE) is not None


def test_sounds_are_left_out() -> None:
    fields = {"Audio": "[sound:ferry.mp3]", "Word": "渡轮"}
    assert render_side("<p>{{Audio}}{{tts zh_CN:Word}}</p>", fields) == "<p></p>"
