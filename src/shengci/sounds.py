"""How names sound and are spelt: Chinese characters beside Latin letters.

A name that was written in Chinese by its sound (奥尔特曼, Altman) is brought to the same few sounds as
its Latin spelling; a Chinese name is compared letter by letter with the romanisations in use.
"""

import re
import unicodedata
from collections.abc import Iterator

from shengci.lexicon import dictionary
from shengci.remembering import remembered

LONGEST_SPELT = 6  # characters of a Chinese name that the English line spells

TRANSCRIBING = frozenset(
    "斯尔拉克特德罗亚里尼利阿马布巴卡西达纳兰格哈普萨瓦多波顿维伯奥林比迪科洛伊塔夫鲁坦莱托勒雷塞埃米诺索曼摩法士蒙弗贝玛伦帕"
    "安威苏哥姆那赫提古兹得森福加佛恩撒博莫图沃菲乌丹文门根班堡茨杰蒂内卢爱库努桑海霍列丽奇雅美吉史密丁戈莎莉赛俄凯登欧麦杜穆"
    "切朗地拿基逊台皮佩什劳希龙喀夏沙艾敦泰南路义力柏印本干辛康梅金白底隆厄立耶高温墨明生昂浦赖瓜坎娜郡彼费朱查乐潘迈思万茅支"
    "松通宁别他默度城瑞荷富娅盖拜芬韦约耳汉锡亨凡世保冈修木勃罕可司土乔因培涅察廷斐谢肯非贾宾代色休禄狄琳彻毕瑟灵圭黑宝包汤陀"
    "齐堪道昆所铁满旺赞毗黎纽开邦雪飞何英露莲琼珍妮珊萝露蕾茜黛艺微连泽孟惠丝理施哲柯毛玻甘忒鲍庞鲁汤"
)
"""Characters foreign names are written with: those that CC-CEDICT's names of people and places which
sound like their gloss hold four times or more, without a few words of grammar, and some of women's names."""

# A Latin spelling's sounds: vowels in small letters, consonants in classes, longest spelling first.
_LATIN = tuple(
    pair.split(":")
    for pair in """
    tsch:S sch:S tch:S igh:ai ough:o augh:o eau:o sh:S ch:S ph:F th:S ck:K gh: qu:KW wh:W wr:L kn:N ng:N
    cz:S sz:S dge:S ge:Ge gi:Gi gy:Gi ce:Se ci:Si cy:Si ee:i ea:i oo:u ou:u au:o aw:o ow:o ai:ai ay:ei
    ei:ei ey:i ie:i oa:o oe:o ue:u eu:ou b:P p:P d:T t:T g:K k:K c:K h:H j:S q:K s:S z:S f:F v:F w:W l:L
    r:L m:M n:N x:KS Y:Y y:i a:a e:e i:i o:o u:u""".split()
)
_INITIALS = dict(
    pair.split(":")
    for pair in """zh:S ch:S sh:S b:P p:P m:M f:F d:T t:T n:N l:L g:K k:K h:H j:S q:S x:S r:R z:S c:S s:S
    y:Y w:W""".split()
)
_FINALS = {
    "an": "aN", "ang": "aN", "en": "eN", "eng": "eN", "er": "eL", "ian": "ieN", "in": "iN", "iang": "iaN", "ing": "iN",
    "iong": "ioN", "ong": "oN", "ui": "uei", "uan": "uaN", "un": "uN", "uang": "uaN", "v": "u", "ve": "ue",
    "van": "ueN", "vn": "uN",
}  # fmt: skip
_VOWELS = frozenset("aeiou")
_NEAR = frozenset(map(frozenset, ("FW", "FP", "HK", "LN", "MN", "ST", "GK", "GS", "HS", "YS", "HF", "RS")))  # fmt: skip
_GLIDES = frozenset(("Wu", "uW", "Wo", "oW", "Yi", "iY"))


def likeness(latin: str, characters: str) -> float:
    """Return how much a Latin word sounds like these characters, 1 for the same, below 0.7 by chance.

    An edit distance over classes of sounds, in which vowels count little, and a liquid or nasal that
    Chinese has to leave out (Larkfield without its r) less than another consonant. Of the names by sound
    in CC-CEDICT three quarters reach 0.85, and one in a thousand of pairs made at random.
    """
    wanted, heard = _latin_sounds(latin), _sounds_of(characters)
    if not wanted or not heard:
        return 0.0
    before = [0.0]
    for j, other in enumerate(heard):
        before.append(before[-1] + _loss(other, heard, j))
    for i, sound in enumerate(wanted):
        row = [before[0] + _loss(sound, wanted, i)]
        for j, other in enumerate(heard):
            row.append(
                min(
                    before[j + 1] + _loss(sound, wanted, i),
                    row[-1] + _loss(other, heard, j),
                    before[j] + _change(sound, other),
                )
            )
        before = row
    return 1 - before[-1] / max(_size(wanted), _size(heard))


def n_consonants(latin: str) -> int:
    """Return how many consonants of a Latin word are heard."""
    return sum(sound not in _VOWELS for sound in _latin_sounds(latin))


def _size(sounds: str) -> float:
    return sum(0.25 if sound in _VOWELS else 1.0 for sound in sounds)


def _loss(sound: str, sounds: str, at: int) -> float:
    if at and sounds[at - 1] == sound:
        return 0.1
    if sound in _VOWELS:
        return 0.12 if at else 0.4
    if at and at == len(sounds) - 1:  # Walmart, Paris
        return 0.5
    return {"W": 0.3, "Y": 0.3, "H": 0.4, "L": 0.5, "N": 0.5}.get(sound, 1.0)


def _change(sound: str, other: str) -> float:
    if sound == other:
        return 0.0
    vowels = (sound in _VOWELS) + (other in _VOWELS)
    if vowels == 1:
        return 0.1 if sound + other in _GLIDES else 1.2
    if vowels == 2:
        return 0.15
    if {sound, other} == {"L", "R"}:
        return 0.05
    return 0.35 if frozenset((sound, other)) in _NEAR else 1.0


@remembered
def _latin_sounds(word: str) -> str:
    letters = re.sub(r"(\w)\1", r"\1", plain_letters(word).replace("ü", "u"))
    letters = re.sub(r"^mc(?=[^aeiou])", "ma" if letters[2:3] in "cgkq" else "mac", letters)
    if len(re.findall("[aeiouy]+", letters)) > 1:
        letters = re.sub(r"(?<=[^aeiouy])e(s?)$", r"\1", letters)
    letters = re.sub(r"(?:^|(?<=[aeiou]))y(?=[aeiou])", "Y", letters)
    out, at = "", 0
    while at < len(letters):
        for spelling, sounds in _LATIN:
            if letters.startswith(spelling, at):
                out += sounds
                at += len(spelling)
                break
        else:
            at += 1
    return out


def _sounds_of(characters: str) -> str:
    readings = ((toneless_readings(char) or ("",))[0] for char in characters)
    return "".join(_syllable_sounds(reading) for reading in readings)


@remembered
def _syllable_sounds(syllable: str) -> str:
    syllable = syllable.replace("ü", "v")
    initial = next((i for i in _INITIALS if syllable.startswith(i)), "")
    final = syllable[len(initial) :]
    sound = _INITIALS.get(initial, "")
    if initial in ("zh", "ch", "sh", "z", "c", "s", "r") and final == "i":
        return sound
    if initial == "y" and final[:1] in ("i", "u"):  # yi and yu begin with a vowel, and so does wu
        sound, final = "", final.replace("u", "v")
    elif initial == "w" and final == "u":
        sound = ""
    elif initial == "h" and final[:1] == "u" and len(final) > 1:
        sound, final = "HW", final[1:]
    return sound + _FINALS.get(final, final)


def plain_letters(word: str) -> str:
    """Return a word's letters in lower case without accents, ü excepted."""
    kept = word.lower().replace("ü", "\0")
    letters = unicodedata.normalize("NFKD", kept).replace("\0", "ü")
    return "".join(char for char in letters if char.isalpha())


def spans_read(sentence: str, letters: str) -> Iterator[tuple[int, int]]:
    """Yield the places of 2 to 6 characters that can be read as these letters."""
    for start in range(len(sentence)):
        for length in _read_from(sentence, start, letters, 0):
            if length > 1:
                yield start, start + length
                break


def is_read(characters: str, letters: str) -> bool:
    """Return whether these characters can be read as these letters."""
    return len(characters) in _read_from(characters, 0, letters, 0)


def _read_from(sentence: str, at: int, letters: str, count: int) -> Iterator[int]:
    if not letters:
        yield count
    elif at < len(sentence) and count < LONGEST_SPELT:
        for reading in toneless_readings(sentence[at]):
            if letters.startswith(reading):
                yield from _read_from(sentence, at + 1, letters[len(reading) :], count + 1)


_WADE_GILES = (
    (r"^x", "hs"), (r"^zh|^[jq]", "ch"), (r"^([zc])i$", "tzu"), (r"^si$", "szu"), (r"^[zc](?!h)", "ts"), (r"^r", "j"),
    (r"^b", "p"), (r"^d", "t"), (r"^g", "k"), (r"ong$", "ung"), (r"ian$", "ien"), (r"ie$", "ieh"), (r"ue$", "ueh"),
    (r"^you$", "yu"), (r"uo$", "o"), (r"(?<=[aeiou])r$", "rh"),
)  # fmt: skip


def _wade_giles(letters: str) -> str:
    """Return a pinyin syllable as Taiwan's passports mostly spell it, without the apostrophes."""
    for pattern, spelling in _WADE_GILES:
        letters = re.sub(pattern, spelling, letters)
    return letters


@remembered
def toneless_readings(character: str) -> tuple[str, ...]:
    """Return the dictionary's readings of a character without their tones, and in Wade-Giles.

    "ü" is also given as "u", "v", and "yu" as in passports.
    """
    readings: dict[str, None] = {}
    for syllable, *_ in dictionary.listed_readings_of(character):
        letters = syllable.rstrip("12345").lower()
        for spelling in ("ü", "u", "v", "yu"):
            readings[letters.replace("u:", spelling)] = None
        readings[_wade_giles(letters.replace("u:", "u"))] = None
    return tuple(readings)
