"""The cards the pictures show: a few words of our own with every field filled, and some that strain.

A sentence is written token by token, `码头/ma3-tou5`, the card's word with a star before it.
"""

from __future__ import annotations

import html
import re

from shengci import pinyin
from shengci.lexicon import frequency, hsk
from shengci.notes.markup import coloured_pinyin, coloured_zhuyin, listed
from shengci.notetype import FIELDS, FLAG_OF, guid_for
from shengci.records import Deck, Note, Reading

DECK_NAME = "Samples"


def sample_deck() -> Deck:
    """Return the deck of all samples, every one with all five cards."""
    notes = (
        *(note(reading="pinyin", **sample) for sample in SAMPLES),
        *(note(reading="pinyin", **sample) for sample in STRAINING),
        note(reading="zhuyin", **TRADITIONAL),
        bare_note("草稿", "draft"),
    )
    return Deck(DECK_NAME, "", notes, (), ())


def note(
    *,
    reading: Reading,
    word: str,
    syllables: str,
    meaning: str,
    sentence: str,
    english: str,
    script: str = "zh-Hans",
    simplified: str = "",
    **fields: str,
) -> Note:
    """Return a sample as a note; `fields` are further ones by name, as they are stored."""
    headword = simplified or word
    spoken = tuple(syllables.split("-"))
    values = {
        "Word": word,
        "Pinyin": coloured_pinyin(spoken),
        "Zhuyin": coloured_zhuyin(spoken),
        "Meaning": meaning,
        "HSK": hsk.label(hsk.level_of(headword, "2025")),
        "HSK2021": hsk.label(hsk.level_of(headword, "2021")),
        "HSK2": hsk.label(hsk.level_of(headword, "2.0")),
        "Frequency": f"{frequency.zipf_of(headword):.1f}",
        "Sentence": chinese(sentence, script),
        "SentencePinyin": ruby(sentence, script, reading),
        "SourceLine": english,
        "ClozeSentence": chinese(sentence, script, blank=True),
        "Article": "The Night Ferry, 2026-03-12",
    } | fields
    return as_note(values, guid_for(word, spoken))


def bare_note(word: str, meaning: str) -> Note:
    """Return a note with the two fields none is without."""
    return as_note({"Word": word, "Meaning": meaning}, guid_for(word, ()))


def as_note(values: dict[str, str], guid: str) -> Note:
    """Return a note of some fields that makes all five cards."""
    filled = dict.fromkeys(FIELDS, "") | dict.fromkeys(FLAG_OF.values(), "1") | values
    return Note(guid, tuple(filled[field] for field in FIELDS), (), DECK_NAME)


def chinese(sentence: str, script: str, *, blank: bool = False) -> str:
    """Return a sentence with its word in bold, or blanked."""
    out = ""
    for token in sentence.split():
        text = token.partition("/")[0]
        if text.startswith("*"):
            gap = "＿" * (len(text) - 1)
            out += f'<b class="blank">{gap}</b>' if blank else f"<b>{text[1:]}</b>"
        else:
            out += html.escape(text)
    return f'<span lang="{script}">{out}</span>'


def ruby(sentence: str, script: str, reading: Reading) -> str:
    """Return a sentence with each word's reading over it, and its word in bold."""
    out = ""
    for token in sentence.split():
        text, _, syllables = token.partition("/")
        word, spoken = text.lstrip("*"), tuple(syllables.split("-"))
        if not syllables:
            out += html.escape(word)
            continue
        over = pinyin.joined(spoken)
        if reading == "zhuyin":
            over = " ".join(map(pinyin.zhuyin, spoken))
        marked = f"<ruby>{word}<rt>{over}</rt></ruby>"
        out += f"<b>{marked}</b>" if text.startswith("*") else marked
    return f'<span lang="{script}">{out}</span>'


def hans(text: str) -> str:
    """Return simplified Chinese, a word between stars in bold, as a note holds it."""
    marked = re.sub(r"[*](.+?)[*]", r"<b>\1</b>", text)
    return f'<span lang="zh-Hans">{marked}</span>'


def strokes(*characters: str) -> str:
    """Return plain stroke diagrams; a stroke is where its number stands and the points it runs through."""
    figures = ""
    for character in characters:
        lines, numbers = "", ""
        for n, stroke in enumerate(character.split("|"), 1):
            at, points = stroke.split(" ", 1)
            x, y = at.split(",")
            lines += f'<polyline points="{points}"/>'
            numbers += f'<text x="{x}" y="{y}">{n}</text>'
        figures += (
            '<figure class="stroke"><svg viewBox="0 0 100 100" fill="none" stroke="currentColor" '
            f'stroke-width="7" stroke-linecap="round" stroke-linejoin="round">{lines}<g fill="currentColor" '
            f'stroke="none" font-size="11">{numbers}</g></svg></figure>'
        )
    return figures


GONG = "12,19 20,25 80,25|57,42 50,27 50,80|6,75 8,82 92,82"
REN = "38,15 50,12 46,42 32,68 10,88|57,46 48,40 62,66 90,88"

SAMPLES: tuple[dict[str, str], ...] = (
    {
        "word": "生意",
        "syllables": "sheng1-yi5",
        "meaning": "business",
        "PartOfSpeech": "noun",
        "MeasureWords": "笔, 桩",
        "sentence": "渡轮/du4-lun2 开/kai1 了/le5 夜班/ye4-ban1 ， 码头/ma3-tou5 的/de5 *生意/sheng1-yi5 就/jiu4 好/hao3 了/le5 。",
        "english": "Once the ferry ran at night, <b>business</b> on the quay picked up.",
        "Senses": listed("ol", ["trade; dealings", "(shēngyì) life; vitality"]),
        "Breakdown": listed(
            "ul",
            [
                f'{hans("生")} shēng to be born; life <span class="seen" lang="zh-Hans">学生 生活 陌生</span>',
                f'{hans("意")} yì meaning; intention <span class="seen" lang="zh-Hans">满意 意见</span>',
            ],
        ),
        "MoreSentences": listed(
            "ul",
            [
                f"{hans('下雨天没有*生意*。')}<br>On rainy days there is no <b>trade</b>.",
                f"{hans('她做的是小*生意*，靠的是老顾客。')}<br>Hers is a small <b>business</b> that lives on regulars.",
            ],
        ),
        "TeacherNote": "Say it with a light 意: with a full fourth tone it means vitality.",
    },
    {
        "word": "垄断",
        "Traditional": "壟斷",
        "syllables": "long3-duan4",
        "meaning": "to monopolize",
        "PartOfSpeech": "verb",
        "sentence": "两/liang3 家/jia1 公司/gong1-si1 *垄断/long3-duan4 了/le5 市场/shi4-chang3 。",
        "english": "Two companies had <b>cornered</b> the market.",
        "Senses": listed("ol", ["monopoly"]),
        "Breakdown": listed(
            "ul",
            [
                f"{hans('垄')} lǒng ridge in a field",
                f'{hans("断")} duàn to break; to cut off <span class="seen" lang="zh-Hans">判断 不断</span>',
            ],
        ),
    },
    {
        "word": "热闹",
        "Traditional": "熱鬧",
        "syllables": "re4-nao5",
        "meaning": "lively; bustling",
        "PartOfSpeech": "adjective",
        "sentence": "天/tian1 一/yi4 黑/hei1 ， 码头/ma3-tou5 就/jiu4 *热闹/re4-nao5 起来/qi3-lai5 。",
        "english": "As soon as it is dark, the quay comes <b>alive</b>.",
        "Senses": listed("ol", ["to have a jolly time", "fun; spectacle"]),
    },
    {
        "word": "舍不得",
        "Traditional": "捨不得",
        "syllables": "she3-bu5-de5",
        "meaning": "to be reluctant to part with",
        "PartOfSpeech": "verb",
        "sentence": "票/piao4 涨/zhang3 了/le5 价/jia4 ， 可/ke3 老人/lao3-ren2 还/hai2 是/shi4 *舍不得/she3-bu5-de5 这/zhe4 条/tiao2 船/chuan2 。",
        "english": "The fare had gone up, but the old man <b>could not bear to give up</b> the boat.",
        "Breakdown": listed(
            "ul",
            [
                f"{hans('舍')} shě to give up; to abandon",
                f'{hans("不")} bù not; no <span class="seen" lang="zh-Hans">不断 不同 不久</span>',
                f'{hans("得")} dé to obtain <span class="seen" lang="zh-Hans">觉得 获得</span>',
            ],
        ),
    },
    {
        "word": "工人",
        "syllables": "gong1-ren2",
        "meaning": "worker",
        "PartOfSpeech": "noun",
        "MeasureWords": "个, 名",
        "sentence": "船厂/chuan2-chang3 的/de5 *工人/gong1-ren2 坐/zuo4 末班船/mo4-ban1-chuan2 回/hui2 家/jia1 。",
        "english": "The <b>workers</b> of the shipyard go home on the last boat.",
        "Strokes": strokes(GONG, REN),
        "Breakdown": listed("ul", [f"{hans('工')} gōng work", f"{hans('人')} rén person; people"]),
    },
)

STRAINING: tuple[dict[str, str], ...] = (
    {
        "word": "联合国教育科学文化组织",
        "Traditional": "聯合國教育科學文化組織",
        "syllables": "Lian2-he2-guo2-jiao4-yu4-ke1-xue2-wen2-hua4-zu3-zhi1",
        "meaning": "United Nations Educational, Scientific and Cultural Organization",
        "PartOfSpeech": "name of an organisation",
        "sentence": "*联合国教育科学文化组织/Lian2-he2-guo2-jiao4-yu4-ke1-xue2-wen2-hua4-zu3-zhi1 去年/qu4-nian2 把/ba3 这/zhe4 条/tiao2 渡轮/du4-lun2 航线/hang2-xian4 和/he2 两岸/liang3-an4 的/de5 旧/jiu4 码头/ma3-tou5 一起/yi4-qi3 列入/lie4-ru4 了/le5 名录/ming2-lu4 ， 镇/zhen4 上/shang5 的/de5 人/ren2 为此/wei4-ci3 高兴/gao1-xing4 了/le5 好/hao3 几/ji3 天/tian1 。",
        "english": "Last year <b>UNESCO</b> put the ferry line on its list, together with the old quays on both banks, and the town was happy about it for days on end.",
    },
    {
        "word": "借",
        "syllables": "jie4",
        "meaning": 'to make use of an opportunity, a pretext or somebody else’s strength in order to get something done that one could not have done alone <span class="origin">put together from its parts</span>',
        "PartOfSpeech": "verb",
        "sentence": "她/ta1 *借/jie4 着/zhe5 月光/yue4-guang1 数/shu3 票/piao4 。",
        "english": "She counted the tickets <b>by</b> the moonlight.",
        "Frequency": "4.9; estimated level 3",
        "Senses": listed(
            "ol",
            [
                "to borrow; to be lent something that has to be given back",
                "to lend; to let somebody have something for a while",
                "by means of",
                "to take as an excuse",
            ],
        ),
    },
)

TRADITIONAL: dict[str, str] = {
    "word": "壟斷",
    "simplified": "垄断",
    "script": "zh-Hant",
    "syllables": "long3-duan4",
    "meaning": "to monopolize",
    "PartOfSpeech": "verb",
    "sentence": "兩/liang3 家/jia1 公司/gong1-si1 *壟斷/long3-duan4 了/le5 市場/shi4-chang3 。",
    "english": "Two companies had <b>cornered</b> the market.",
    "Senses": listed("ol", ["monopoly"]),
    "Breakdown": listed(
        "ul",
        [
            '<span lang="zh-Hant">壟</span> lǒng ridge in a field',
            '<span lang="zh-Hant">斷</span> duàn to break <span class="seen" lang="zh-Hant">判斷 不斷</span>',
        ],
    ),
}
