"""From a sense as CC-CEDICT writes it to one a learner can read.

CC-CEDICT's senses carry cross-references (`variant of 逼格[bi1 ge2]`), measure words (`CL:個|个[ge4]`),
usage labels (`(coll.)`), other readings (`also pr. [di4]`) and etymologies. Here they are taken
apart; a reference to another entry is returned as such, for the dictionary to follow.
"""

import re
from dataclasses import dataclass

from shengci.records import Definition

_HAN = r"\u3400-\u9fff\U00020000-\U0003ffff〇"
_WORD = rf"[{_HAN}A-Za-z0-9·，]*[{_HAN}][{_HAN}A-Za-z0-9·，]*"
# traditional|simplified[reading]; each part after the first may be missing
_CITED = re.compile(rf"(?P<first>{_WORD})(?:\|(?P<second>{_WORD}))?(?:\[(?P<reading>[^\]]*)\])?")
_REFERENCE = re.compile(
    rf"(?P<how>(?:[A-Za-z]+ )*?(?:variant of|equivalent of|see|same as|abbr\. for|abbr\. of|equivalent:)) {_CITED.pattern}(?P<rest>.*)"
)
# Remarks about the word rather than its meaning: dropped.
_REMARK = re.compile(
    r"^(?:also (?:written|called|known as|spelled)|see also|cf\b|abbr\. to|(?:[\w.,]+ ){0,3}pr\.(?:[ ,]|$)|(?:PRC|Taiwan|Tw) equivalent|"
    r"(?:also |bound form )?used in (?!the sense)|Japanese variant|Korean variant|single-character equivalent|"
    r"written as|opposite:|Example:|CL:|(?:trad\. )?variant of$|obscure character)"
)
_BRACKETED_REMARK = re.compile(r"\((?:also (?:written|called|known as) |[^()]*\bpr\.)[^()]*\)")
_LABEL = re.compile(
    r"\((?P<label>idiom[^)]*|proverb|saying|Tw|fig\.|lit\.|literary|loanword|name|coll\.|old|dialect|slang|bound form|onom\.|archaic|"
    r"Internet slang|derog\.|honorific|polite|humble|formal|arch\.|colloquial|classical|vulgar|neologism[^)]*|euphemism|jocular|"
    r"PRC|HK|Cantonese|attributive|interj\.|prefix|suffix|lit\. and fig\.|math\.|computing|chemistry|medicine|TCM|Buddhism|physics|"
    r"geology|botany|sports|music|law|military|linguistics|finance|anatomy|zoology|biology|astronomy|grammar|electronics|golf|"
    r"statistics|economics|geometry|mining|biochemistry|agriculture|psychology|religion|basketball|soccer|baseball|photography|"
    r"accounting|architecture|mechanics|physiology|software|gaming|commerce|philosophy|constellation|punct\.|meteorology|Taoism|"
    r"math|med\.|medical|pharm\.|elec\.|electric\.|electricity|textiles|typography|optics|aviation|phonetics|telecommunications|taxonomy|"
    r"gymnastics|athletics|martial arts|calligraphy|chemical|accountancy|engineering|humble expr\.|euph\.|particle physics|"
    r"Christianity|Islam|Catholicism|chess|Chinese chess|cooking|food|drama|theater|printing|computer|Internet|esp\.|of sth|of sb)"
    r"(?:, (?:fig\.|coll\.|literary|old|slang|Tw|dialect|archaic))*\)\s*"
)
# Remarks in brackets that tell a learner nothing beside the reading, the measure word and the sentence.
_ASIDE = re.compile(
    r"\s*\((?:adjective|pronoun|adverb|noun|verb|conjunction|preposition|specifier|(?:in)?transitive(?: (?:or|and) (?:in)?transitive)?|"
    r"(?:also |often |usu\. |usually |used )?(?:lit\.|fig\.)(?:,? (?:and|or) (?:fig|lit)\.)?|abbr\.|bird species of China|"
    r"directional complement|(?:[^()]*[ ,])?(?:pr\.)(?:[^()]*)|(?:loanword )?from (?:\"|English|Japanese|Taiwanese|Tibetan|Manchu|Mongolian)[^()]*|\d{4}-(?:\d{4}(?=\),))?)\)"
)
_WITH_HAN = re.compile(
    rf"\s*\((?:[^()]*[{_HAN}][^()]*|(?:Taiwan|Tw|Beijing|old|also|coll\.) pr\.[^()]*)\)"
)
_READING = re.compile(r"\s*\[[^\]]*\]")
_SLOT = re.compile(r"\{(?=\w)|(?<=[\w.])\}")  # around what a pattern takes: more {adj.} than {noun}
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
_FIGURATIVE = re.compile(r"^(?:fig|lit)\. ?|, (?:also fig\.$|lit\. .*)")
_SHORT_FOR = re.compile(r"^(?:[a-z]+ )?abbr\. (?:for|of) (?=[^\W_])")
_ABBREVIATED = {
    "sb's": "somebody's", "sb": "somebody", "sth's": "something's", "sth": "something",
}  # fmt: skip
_SOMEBODY = re.compile(r"\b(?:sb|sth)(?:'s)?\b")
_CITATION = "\0"  # stands for a cited word until the clause around it is judged
# What a clause is made of that only cites words: "also known as X", "occurring in X, Y etc".
_CITING = frozenset("""also known called as abbr abbreviated to or and occurring in etc by of the pen name
    variant spelling e g i e cf see from for like namely written usually often now such common contrasted with replaces""".split())  # fmt: skip
_ACRONYM = re.compile(r"\(([A-Z]{2,6})\)")
_ALL_REMARK = re.compile(r"\([^()]*\)")
_INSIDE_BRACKETS = re.compile(r"(?<=\() +| +(?=\))")
_BEFORE_A_STOP = re.compile(r"\s+(?=[,.])(?!\s*\.\.)")
_BETWEEN = re.compile(r";|, (?=variant of)")
_SAYS_SOMETHING = re.compile(r"[^\s()\[\],]")
_A_HAN = re.compile(f"[{_HAN}]")
_ENGLISH = re.compile(r"[A-Za-z]{3}")


@dataclass(frozen=True, slots=True)
class Reference:
    """A sense that is said by pointing at another headword: `how` is "variant of", "see" …"""

    how: str
    headword: str
    pinyin: tuple[str, ...]


def measure_words_of(sense: str) -> tuple[tuple[str, str], ...]:
    """Return (simplified, numbered reading) of each measure word of a `CL:` sense, else nothing.

    >>> measure_words_of("CL:處|处[chu4],個|个[ge4]")
    (('处', 'chu4'), ('个', 'ge4'))
    """
    if not sense.startswith("CL:"):
        return ()
    cited = (match.groupdict() for match in _CITED.finditer(sense[3:]))
    return tuple((c["second"] or c["first"], c["reading"]) for c in cited if c["reading"])


def reference_of(sense: str) -> Reference | None:
    """Return where a sense points, if pointing is all it does.

    >>> reference_of("erhua variant of 一點|一点[yi1 dian3]")
    Reference(how='erhua variant of', headword='一点', pinyin=('yi1', 'dian3'))
    >>> reference_of("abbr. for 全國人大會議|全国人大会议, National People's Congress") is None
    True
    """
    if sense.isascii():  # it cites no word
        return None
    match = _REFERENCE.fullmatch(_LABEL.sub("", sense))
    if match is None or _ENGLISH.search(match["rest"]):
        return None
    reading = tuple((match["reading"] or "").split())
    return Reference(match["how"], match["second"] or match["first"], reading)


def definition_of(sense: str) -> Definition | None:
    """Return the sense as a learner reads it, or None where nothing readable is left.

    >>> target = definition_of("(bound form) bull's-eye; target")
    >>> target.gloss, target.alternatives, target.labels
    ("bull's-eye; target", ("bull's-eye", 'target'), ('bound form',))
    >>> definition_of("a taxi; a cab (abbr. for 的士[di1 shi4])").gloss
    'a taxi; a cab'
    >>> definition_of("abbr. for 五卅運動|五卅运动[wu3 sa4 yun4 dong4], The May Thirtieth Movement (1925)").gloss
    'The May Thirtieth Movement (1925)'
    >>> definition_of("also pr. [di4] or [di5] in poetry and songs") is None
    True
    """
    # Most senses have neither brackets nor Chinese: what asks for them need not be tried.
    has_remarks = "(" in sense
    labels = [match["label"] for match in _LABEL.finditer(sense)] if has_remarks else []
    text = (_LABEL.sub("", sense) if has_remarks else sense).strip()
    text = _SLOT.sub("", text) if "}" in text else text
    reference = None if sense.isascii() else _REFERENCE.match(text)
    if reference is not None:  # "abbr. for X, what X is": only the explanation is for reading
        text = reference["rest"].lstrip(",;: ")
        labels.append(reference["how"])
    if has_remarks and not _ALL_REMARK.fullmatch(text):
        text = _ASIDE.sub("", _WITH_HAN.sub("", text))
    text = _READING.sub("", text) if "[" in text else text
    if _SHORT_FOR.match(text):
        text = _SHORT_FOR.sub("", text)
        labels.append("abbr. for")
    parts = [_clean(part) for part in _BETWEEN.split(text)]
    parts = [part for part in parts if _SAYS_SOMETHING.search(part)]
    if not parts:
        return None
    for prefix in ("surname ", "classifier ", "old ", "Japanese surname"):
        if parts[0].startswith(prefix):
            labels.append(prefix.strip())
    if parts[0].endswith("(surname)"):
        labels.append("surname")
    if _ALL_REMARK.fullmatch(parts[0]):
        labels.append("particle")
    wordings = [
        *map(_bare, parts),
        *(_ACRONYM.findall(text) if has_remarks else ()),  # "artificial intelligence (AI)"
    ]
    alternatives = tuple(dict.fromkeys(filter(None, wordings)))
    return Definition(_gloss(parts), alternatives or (_bare_words(parts[0]),), tuple(labels))


def _clean(part: str) -> str:
    part = " ".join(part.split()).strip(" ,")
    if _REMARK.match(part) or _BRACKETED_REMARK.fullmatch(part):
        return ""
    if not part.isascii() and _A_HAN.search(part):
        part = _without_citations(part)
    if "fig" in part or "lit" in part:
        part = _FIGURATIVE.sub("", part)
    if "(" in part or ")" in part:
        part = _INSIDE_BRACKETS.sub("", part)
    part = " ".join(part.split())
    if " ." in part or " ," in part:
        part = _BEFORE_A_STOP.sub("", part)
    part = _closed(part.strip(" ,"))
    if "sb" in part or "sth" in part:
        part = _SOMEBODY.sub(lambda match: _ABBREVIATED[match[0]], part)
    return part


def _without_citations(part: str) -> str:
    """Return a wording without the Chinese words it cites, nor the clauses that only cite them."""
    if part.startswith("("):  # a particle's remark: the word stands in it
        part = re.sub(rf" (?:such as|e\.g\.) [^;]*{_CITED.pattern}[^;]*(?=\)$)", "", part)
        return re.sub(r" ~(?=\)$)", "", _CITED.sub("~", part))
    text = _CITED.sub(_CITATION, part)
    text = re.sub(
        rf"\s*\b(?:as in|e\.g\.|cf\.|see|such as|contrasted with)\b[^;,]*{_CITATION}[^;]*", "", text
    )
    clauses = [clause for clause in text.split(",") if not _only_cites(clause)]
    return ",".join(clauses).replace(_CITATION, "")


def _only_cites(clause: str) -> bool:
    return _CITATION in clause and _CITING.issuperset(re.findall(r"[A-Za-z]+", clause))


def _closed(part: str) -> str:
    """Return a wording without the bracket that has lost its other half, and what stands behind it."""
    if part.count("(") == part.count(")"):
        return part
    if part.count("(") < part.count(")"):
        return part.removesuffix(")")
    if part.startswith("("):
        return part.removeprefix("(")
    return part[: part.rfind("(")].strip(" ,")


def _gloss(parts: list[str]) -> str:
    text = "; ".join(parts)
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip(" ,")  # a particle's sense is all remark: show it plain
    return text


def _bare(part: str) -> str:
    return (_PARENTHESIS.sub("", part) if "(" in part else part).strip(" ,")


def _bare_words(part: str) -> str:
    return part.strip("() ")
