"""A reading as espeak-ng's voice `cmn-latn-pinyin` wants it: pinyin with a digit, or phonemes.

Found out with espeak-ng 1.52.0: of the 420 syllables of CC-CEDICT, in five tones each, its dictionary has
all but jiong, qiong, xiong and the interjections without a vowel; those it spells out in English, and
it says shun like shen. ü is v. It lowers and raises third tones by itself (nǐ hǎo as ní hǎo), and
its neutral tone follows the tone before. Erhua it does not know: that is written in phonemes.
"""

import re
import unicodedata

from shengci.errors import ShengciError
from shengci.media import numerals

_INITIALS = {
    "b": "p", "p": "ph", "m": "m", "f": "f", "d": "t", "t": "th", "n": "n", "l": "l", "g": "k", "k": "kh",
    "h": "X", "j": "tS;", "q": "tS;h", "x": "S;", "zh": "ts.", "ch": "ts.h", "sh": "s.", "r": "z.",
    "z": "ts", "c": "tsh", "s": "s",
}  # fmt: skip
_TONES = {"1": "55", "2": "35", "3": "214", "4": "51", "5": "11"}
# Syllables its dictionary lacks or has wrong: what stands before the tone, and after it.
_MENDED = {
    "jiong": ("tS;j'ong", ""), "qiong": ("tS;hj'ong", ""), "xiong": ("S;j'ong", ""), "shun": ("s.'u@", "n"),
    "m": ("m-", ""), "hm": ("Xm-", ""), "ng": ("N-", ""), "hng": ("XN-", ""), "n": ("n-", ""),
}  # fmt: skip
# Finals with erhua: -i and -n give way to it (wánr has the vowel of wá), -ng leaves its vowel. The
# tone stands after the vowel. r lowers the third formant from 2,690 Hz to 2,280 and leaves the tone be;
# r- would bring a syllable and a neutral tone of its own.
_ERHUA = {
    "a": "'A%r", "ai": "'A%r", "an": "'A%r", "ang": "'A%r", "ao": "'Au%r", "o": "'o%r", "ou": "'ou%r",
    "e": "'o-%r", "ei": "'@r%", "en": "'@r%", "eng": "'@r%", "er": "'@r%", "ong": "'u%r", "-i": "'@r%",
    "i": "j'@r%", "ia": "'iA%r", "ie": "'iE%r", "iao": "j'Au%r", "iu": "'iou%r", "ian": "'iA%r",
    "in": "j'@r%", "iang": "'iA%r", "ing": "j'@r%", "iong": "j'u%r", "io": "'io%r",
    "u": "'u%r", "ua": "w'A%r", "uo": "'uo%r", "uai": "w'A%r", "ui": "w'@r%", "uan": "w'A%r",
    "un": "w'@r%", "uang": "w'A%r", "ueng": "w'@r%",
    "v": "'y@%r", "ve": "'yE%r", "van": "'y&%r", "vn": "'y@%r",
}  # fmt: skip
# Syllables without an initial, as letters of the final they stand for.
_BARE = {
    "yi": "i", "yin": "in", "ying": "ing", "you": "iu", "yu": "v", "yue": "ve", "yuan": "van", "yun": "vn",
    "yong": "iong", "wu": "u", "wei": "ui", "wen": "un", "weng": "ueng",
}  # fmt: skip
_PAUSES = dict.fromkeys("，,、；;：:", ",") | dict.fromkeys("。.！!？?…—", ".")
_LETTERS = {"A": "ei1"}  # alone, espeak-ng takes it for the article
_MOST_SPELT = (
    3  # capitals that are read letter by letter (AI, WTO); of longer ones it knows itself (NASA)
)


def for_espeak(syllables: tuple[str, ...], text: str) -> str:
    """Return what espeak-ng is given for a reading: pinyin, `[[phonemes]]`, English words, pauses.

    Numbers are said in Chinese, Latin words in English, short capitals letter by letter. `text` tells a
    Latin word with a digit (A4) from a syllable that looks the same.

    >>> for_espeak(("nu:3", "ren2", "，", "hua1", "r5", "5G"), "女人，花儿5G")
    "nv3 ren2 , [[Xw'A55r]] wu3 G"
    >>> for_espeak(("xiong2", "mao1"), "熊猫")
    "[[S;j'ong35]] mao1"

    Raises:
        ShengciError: something of it has no reading, or nothing of it is spoken.
    """
    latin = set(re.findall(r"[A-Za-z0-9]+", unicodedata.normalize("NFKC", text)))
    parts: list[str] = []
    last = ""  # the pinyin that an erhua may follow
    for i, item in enumerate(syllables):
        pinyin = item.lower().replace("u:", "v").replace("ü", "v")
        if item and not item.strip("".join(_PAUSES)):
            parts.append(_PAUSES[item[0]])
        elif pinyin in ("r5", "r2") and last:
            parts[-1] = _with_erhua(last)
        elif _is_syllable(pinyin) and item not in latin:
            parts.append(_syllable(pinyin))
            last = pinyin
            continue
        else:
            after = syllables[i + 1] if i + 1 < len(syllables) else ""
            parts += _other(item, is_year=after == "nian2")
        last = ""
    if not any(part not in (",", ".") for part in parts):
        raise ShengciError("nothing in it is spoken")
    return " ".join(parts)


def _syllable(pinyin: str) -> str:
    letters, tone = pinyin[:-1].replace("ê", "ei"), pinyin[-1]
    if letters == "xx":  # CC-CEDICT's sign for a reading nobody knows
        raise ShengciError("a character of it has no known reading")
    if letters == "r":
        return "er" + ("2" if tone == "5" else tone)
    if letters in _MENDED:
        before, after = _MENDED[letters]
        return f"[[{before}{_TONES[tone]}{after}]]"
    return letters + tone


def _with_erhua(pinyin: str) -> str:
    initial, final = _initial_and_final(pinyin[:-1])
    if final not in _ERHUA:
        return f"{_syllable(pinyin)} er5"
    return f"[[{_INITIALS.get(initial, '')}{_ERHUA[final].replace('%', _TONES[pinyin[-1]])}]]"


def _is_syllable(pinyin: str) -> bool:
    if re.fullmatch("[a-zê]+[1-5]", pinyin) is None:
        return False
    letters = pinyin[:-1]
    return _initial_and_final(letters)[1] in _ERHUA or letters in (*_MENDED, "ê", "r", "xx")


def _initial_and_final(letters: str) -> tuple[str, str]:
    """Return the two parts of a syllable, as `_INITIALS` and `_ERHUA` write them if it is one."""
    initial = next((letters[:n] for n in (2, 1) if letters[:n] in _INITIALS), "")
    final = letters[len(initial) :]
    if not initial:
        final = re.sub("^w(?=[ao])", "u", re.sub("^y(?=[aeo])", "i", _BARE.get(letters, letters)))
    elif initial in ("zh", "ch", "sh", "r", "z", "c", "s") and final == "i":
        final = "-i"
    elif initial in ("j", "q", "x") and final.startswith("u"):
        final = "v" + final[1:]
    return initial, final


def _other(item: str, *, is_year: bool) -> list[str]:
    """Return a number, a Latin word, or the two mixed (5G), as espeak-ng is to read it."""
    plain = unicodedata.normalize("NFKC", item)
    said = numerals.spoken(plain, is_year=is_year)
    if said is not None:
        return list(said)
    parts: list[str] = []
    for run in re.findall(r"\d+(?:\.\d+)?|(?:[^\W\d_]\.?)+(?:['’][^\W\d_]+)*", plain):
        if not unicodedata.name(run[0], "").startswith("LATIN") and not run[0].isdigit():
            raise ShengciError(f"{run} has no reading")
        parts += numerals.spoken(run) or _latin(run)
    return parts


def _latin(word: str) -> list[str]:
    plain = word.replace(".", "")
    if plain.isupper() and (len(plain) <= _MOST_SPELT or plain != word):
        return [_LETTERS.get(letter, letter) for letter in plain]
    return [plain]
