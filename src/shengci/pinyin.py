"""Notations of a Mandarin syllable: numbered, with tone marks, in Zhuyin; and how words join.

A *numbered syllable* is what CC-CEDICT writes: letters, `u:` for ü, and a digit 1 to 5, 5 being the
neutral tone ("lu:4", "r5" for the 儿 of erhua). Anything else (a Latin letter) stands for itself.
"""

import re
import unicodedata
from collections.abc import Sequence

from shengci.remembering import remembered

_SYLLABLE = re.compile(r"([A-Za-zü:]+)([1-5])")
_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300", "5": ""}
_INITIALS = {
    "b": "ㄅ", "p": "ㄆ", "m": "ㄇ", "f": "ㄈ", "d": "ㄉ", "t": "ㄊ", "n": "ㄋ", "l": "ㄌ",
    "g": "ㄍ", "k": "ㄎ", "h": "ㄏ", "j": "ㄐ", "q": "ㄑ", "x": "ㄒ",
    "zh": "ㄓ", "ch": "ㄔ", "sh": "ㄕ", "r": "ㄖ", "z": "ㄗ", "c": "ㄘ", "s": "ㄙ", "": "",
}  # fmt: skip
_FINALS = {
    "a": "ㄚ", "o": "ㄛ", "e": "ㄜ", "ê": "ㄝ", "ai": "ㄞ", "ei": "ㄟ", "ao": "ㄠ", "ou": "ㄡ",
    "an": "ㄢ", "en": "ㄣ", "ang": "ㄤ", "eng": "ㄥ", "er": "ㄦ", "ong": "ㄨㄥ",
    "i": "ㄧ", "ia": "ㄧㄚ", "io": "ㄧㄛ", "ie": "ㄧㄝ", "iai": "ㄧㄞ", "iao": "ㄧㄠ", "iu": "ㄧㄡ",
    "ian": "ㄧㄢ", "in": "ㄧㄣ", "iang": "ㄧㄤ", "ing": "ㄧㄥ", "iong": "ㄩㄥ",
    "u": "ㄨ", "ua": "ㄨㄚ", "uo": "ㄨㄛ", "uai": "ㄨㄞ", "ui": "ㄨㄟ", "uan": "ㄨㄢ", "un": "ㄨㄣ",
    "uang": "ㄨㄤ", "ueng": "ㄨㄥ",
    "v": "ㄩ", "ve": "ㄩㄝ", "van": "ㄩㄢ", "vn": "ㄩㄣ",
}  # fmt: skip
# What a syllable without an initial is spelled like, against the final it stands for.
_BARE = {
    "yi": "i", "ya": "ia", "yo": "io", "ye": "ie", "yai": "iai", "yao": "iao", "you": "iu",
    "yan": "ian", "yin": "in", "yang": "iang", "ying": "ing", "yong": "iong",
    "wu": "u", "wa": "ua", "wo": "uo", "wai": "uai", "wei": "ui", "wan": "uan", "wen": "un",
    "wang": "uang", "weng": "ueng", "yu": "v", "yue": "ve", "yuan": "van", "yun": "vn",
}  # fmt: skip
_SIBILANTS = ("zh", "ch", "sh", "r", "z", "c", "s")
_ZHUYIN_TONES = {"1": "", "2": "ˊ", "3": "ˇ", "4": "ˋ"}
_SPECIAL = {"r": "ㄦ", "m": "ㄇ", "n": "ㄋ", "ng": "ㄫ", "hm": "ㄏㄇ", "hng": "ㄏㄫ"}


def tone_of(syllable: str) -> int:
    """Return the tone of a numbered syllable, 1 to 5; 5 where there is none (a Latin letter).

    >>> tone_of("zhong1"), tone_of("de5"), tone_of("K")
    (1, 5, 5)
    """
    return int(syllable[-1]) if _SYLLABLE.fullmatch(syllable) else 5


def letters_of(syllable: str) -> str:
    """Return a numbered syllable's plain letters, as English writes names.

    >>> letters_of("Shan4"), letters_of("Lu:3")
    ('shan', 'lu')
    """
    return syllable.rstrip("12345").replace(":", "").lower()


@remembered
def marked(syllable: str) -> str:
    """Return a numbered syllable with its tone mark; other text comes back as it is.

    >>> [marked(s) for s in ("zhong1", "lu:4", "Hua2", "de5", "liu4", "gui4", "r5", "OK")]
    ['zhōng', 'lǜ', 'Huá', 'de', 'liù', 'guì', 'r', 'OK']
    """
    match = _SYLLABLE.fullmatch(syllable)
    if match is None:
        return syllable
    letters, tone = match[1].replace("u:", "ü").replace("U:", "Ü"), match[2]
    at = _mark_place(letters.lower())
    return unicodedata.normalize("NFC", letters[: at + 1] + _MARKS[tone] + letters[at + 1 :])


def _mark_place(letters: str) -> int:
    for vowel in "aeo":  # a and e carry the mark, and the o of "ou"
        if vowel in letters:
            return letters.index(vowel)
    vowels = [i for i, letter in enumerate(letters) if letter in "iuü"]
    if vowels:  # "iu" and "ui" carry it on the second
        return vowels[-1]
    return max(letters.find("n"), 0) if letters not in ("m", "hm") else letters.index("m")


def numbered(syllable: str) -> str:
    """Return a syllable with a tone mark as a numbered one, the inverse of `marked`.

    >>> numbered("lǜ"), numbered("zhong"), numbered("ér")
    ('lu:4', 'zhong5', 'er2')
    """
    plain, tone = "", "5"
    for char in unicodedata.normalize("NFD", syllable):
        for digit, mark in _MARKS.items():
            if char == mark:
                tone = digit
                break
        else:
            plain += char
    return unicodedata.normalize("NFC", plain).replace("ü", "u:") + tone


def parsed(written: str, n_characters: int) -> tuple[str, ...] | None:
    """Return what a person wrote for the reading of a word as numbered syllables, one a character.

    Tone marks or numbers, spaced or not; None where it can't be read so. 儿 of erhua is an r of its own or
    at the end of the syllable before; a syllable without a tone is neutral; a Latin letter stands for itself.

    >>> parsed("dìfang", 2), parsed("Xi1'an1", 2), parsed("huār", 2), parsed("nǚ ér", 2)
    (('di4', 'fang5'), ('Xi1', 'an1'), ('hua1', 'r5'), ('nu:3', 'er2'))
    >>> parsed("kǎ lā O K", 4), parsed("dì", 2)
    (('ka3', 'la1', 'O', 'K'), None)
    """
    chunks = unicodedata.normalize("NFC", written).replace("v", "ü").replace("’", "'")
    pieces = [piece for piece in re.split(r"[\s'·-]+", chunks) if piece]
    if not pieces or len(written) > _LONGEST_READING:
        return None
    found: list[tuple[tuple[str, ...], tuple[str, ...]]] = [((), tuple(pieces))]
    tried: set[tuple[int, tuple[str, ...]]] = set()
    while found:
        syllables, rest = found.pop()
        if not rest and len(syllables) == n_characters:
            return syllables
        if rest and len(syllables) < n_characters and (len(syllables), rest) not in tried:
            tried.add((len(syllables), rest))
            # Shorter syllables first, so that the longer are taken first from the end of the list.
            for end in range(1, min(len(rest[0]), _LONGEST_SYLLABLE) + 1):
                syllable = _as_numbered(rest[0][:end], at_start=not syllables)
                if syllable:
                    left = rest[0][end:]
                    found.append(((*syllables, syllable), (left, *rest[1:]) if left else rest[1:]))
    return None


_LONGEST_READING = 200  # characters
_LONGEST_SYLLABLE = 8  # zhuāng with its number, and one to spare


def _as_numbered(written: str, *, at_start: bool) -> str:
    """Return one written syllable numbered, "" if it is none."""
    if written == "r" and not at_start:
        return "r5"
    if len(written) == 1 and written.isascii() and (written.isupper() or written.isdigit()):
        return written
    syllable = written if written[-1:] in _MARKS else numbered(written)
    syllable = syllable.replace("ü", "u:").replace("Ü", "U:")
    match = _SYLLABLE.fullmatch(syllable)
    if match is None or (not match[1][-1:].isalpha() and match[1][-1:] != ":"):
        return ""
    letters = match[1].lower().replace("u:", "v")
    return syllable if letters not in ("r",) and _symbols(letters) is not None else ""


def aligned(syllables: tuple[str, ...]) -> str:
    """Return a reading with tone marks, a space between the syllables: one for each character.

    >>> aligned(("wan2", "r5"))
    'wán r'
    """
    return " ".join(marked(syllable) for syllable in syllables)


@remembered
def groups(syllables: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Return (text, tone) for each spoken syllable of a word, as a card writes it.

    Erhua joins the syllable before it, a syllable that begins with a vowel is set off with an
    apostrophe (GB/T 16159-2012), and one with a capital begins a new word: a given name
    (GB/T 28039-2011).

    >>> groups(("hua1", "r5")), groups(("Xi1", "an1"))
    ((('huār', 1),), (('Xī', 1), ("'ān", 1)))
    """
    out: list[tuple[str, int]] = []
    for syllable in syllables:
        text = marked(syllable)
        if syllable == "r5" and out:
            before, tone = out[-1]
            out[-1] = (before + "r", tone)
            continue
        if out and _SYLLABLE.fullmatch(syllable):
            if text[0].isupper() and out[-1][0][-1:].isalpha():
                text = " " + text
            elif text[0] in "aāáǎàeēéěèoōóǒò":
                text = "'" + text
        out.append((text, tone_of(syllable)))
    return tuple(out)


def joined(syllables: tuple[str, ...]) -> str:
    """Return a word's reading in one piece, as dictionaries print it.

    >>> joined(("di4", "fang5")), joined(("wan2", "r5")), joined(("ka3", "la1", "O", "K"))
    ('dìfang', 'wánr', 'kǎlāOK')
    """
    return "".join(text for text, _ in groups(syllables))


def spoken(words: Sequence[tuple[str, tuple[str, ...]]]) -> list[tuple[str, ...]]:
    """Return the readings of neighbouring words, each given as (characters, reading), as they are spoken.

    一 and 不 take the tone that the next syllable asks for: yí and bú before the fourth, yì before the
    others. 一 keeps its own where it counts (第一, 十一, 一月) and at the end of a word (统一); between two
    the same (看一看, 好不好) both are neutral. The third tone before another stays, as dictionaries print it.

    >>> spoken([("不", ("bu4",)), ("一样", ("yi1", "yang4")), ("统一", ("tong3", "yi1"))])
    [('bu4',), ('yi2', 'yang4'), ('tong3', 'yi1')]
    """
    text = "".join(characters for characters, _ in words)
    syllables = [s for characters, reading in words for s in (reading or ("",) * len(characters))]
    out: list[tuple[str, ...]] = []
    start = 0
    for characters, reading in words:
        end = start + len(characters)
        said = list(reading)
        for at in range(start, start + len(reading)):
            closes = at + 1 == end and len(characters) > 1
            following = "" if closes or at + 1 >= len(syllables) else syllables[at + 1]
            said[at - start] = _said(text, at, syllables[at], following)
        out.append(tuple(said))
        start = end
    return out


def _said(text: str, at: int, syllable: str, following: str) -> str:
    character, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if (character, syllable) not in (("一", "yi1"), ("不", "bu4")) or not following:
        return syllable
    if before and before == after:
        return syllable[:-1] + "5"
    is_fourth = tone_of(following) == 4 or following == "ge5"  # 个 is gè before it is weakened
    if character == "不":
        return "bu2" if is_fourth else syllable
    if (
        before in _COUNTING_BEFORE
        or after in _COUNTING_AFTER
        or (tone_of(following) == 5 and not is_fourth)
    ):
        return syllable
    return "yi2" if is_fourth else "yi4"


_COUNTING_BEFORE = frozenset("第初十百千万亿零〇一二三四五六七八九")
_COUNTING_AFTER = frozenset("月号一二三四五六七八九十零〇")


def zhuyin(syllable: str) -> str:
    """Return a numbered syllable in Zhuyin (Bopomofo); other text comes back as it is.

    The neutral tone's dot comes first, as Taiwan's textbooks print it.

    >>> [zhuyin(s) for s in ("zhong1", "lu:e4", "yuan2", "shi4", "de5", "r5", "xu1", "er2")]
    ['ㄓㄨㄥ', 'ㄌㄩㄝˋ', 'ㄩㄢˊ', 'ㄕˋ', '˙ㄉㄜ', '˙ㄦ', 'ㄒㄩ', 'ㄦˊ']
    """
    match = _SYLLABLE.fullmatch(syllable)
    if match is None:
        return syllable
    letters = match[1].lower().replace("u:", "v").replace("ü", "v")
    symbols = _symbols(letters)
    if symbols is None:
        return syllable
    return f"˙{symbols}" if match[2] == "5" else symbols + _ZHUYIN_TONES[match[2]]


def _symbols(letters: str) -> str | None:
    if letters in _SPECIAL:
        return _SPECIAL[letters]
    if letters in _BARE:
        return _FINALS[_BARE[letters]]
    initial = letters[:2] if letters[:2] in _INITIALS else letters[:1]
    if initial not in _INITIALS:
        initial = ""
    final = letters[len(initial) :]
    if initial in _SIBILANTS and final == "i":
        return _INITIALS[initial]
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = "v" + final[1:]
    return _INITIALS[initial] + _FINALS[final] if final in _FINALS else None
