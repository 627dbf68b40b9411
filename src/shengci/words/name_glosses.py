"""What the dictionary says a name is the name of."""

import re

from shengci.lexicon import dictionary
from shengci.records import NameType
from shengci.remembering import remembered

# What a dictionary says of names, by the words of its gloss.
_OF_GLOSS: tuple[tuple[NameType, re.Pattern[str]], ...] = (
    ("", re.compile(r"\b(?:[wW]ar|[rR]evolution|[mM]ovement|[cC]ampaign|[dD]ynasty|[fF]estival|[iI]ncident)\b")),
    (
        "organisation",
        re.compile(
            r"\b(?:compan(?:y|ies)|[cC]orporation|Inc\.?|brand|retailer|manufacturer|search engine|website|car make|service|encyclopedia|universit(?:y|ies)"
            r"|University|College|Institute|organi[sz]ation|Organi[sz]ation|association|agency|Agency|party|Party|Union|Nations|newspaper|bank|Bank"
            r"|ministry|Ministry|Commission|Academy|Administration|Bureau|Foundation|Society|payment platform|committee|Committee|League|Congress|Fund|team|club|airline|broadcaster|EU|WHO|social media|app)\b"
        ),
    ),
    (
        "place",
        re.compile(
            r"\b(?:cit(?:y|ies)|count(?:y|ies)|district|province|Province|prefecture|municipality|town(?:ship)?|village|river|River|lake|Lake"
            r"|sea|Sea|ocean|Ocean|islands?|Islands?|mountains?|Mt|region|countr(?:y|ies)|[sS]tate|republic|Republic|Kingdom|capital|peninsula"
            r"|bay|strait|suburb|port|place name|continent|desert|area|Valley|street|House|States|location)\b"
        ),
    ),
    (
        "person",
        re.compile(
            r"\(name\)|\bsurname\b|\d{3,4}\s?[-–]|\bBC\b|\b(?:poet|writers?|philosopher|politician|emperor|composer|painter|author|actor|actress|scientist"
            r"|general|leader|president|[mM]inister|councill?or|chairman|businessm[ae]n|singer|director|thinker|novelist|goddess|god|character|given name|physicist|dramatist|playwright)\b"
        ),
    ),
    ("work", re.compile(r"\b(?:novel|opera|film|poem|TV series|play|classic|book|treatise)\b|^\"|\bPrize\b")),
)  # fmt: skip


@remembered
def kinds_by_gloss(text: str, form: str = "") -> dict[NameType, int]:
    """Return what the dictionary's glosses of a name say of its kind, by weight; those first that have its English form."""
    found: dict[NameType, int] = {}
    entries = [entry for entry in dictionary.entries_of(text) if entry.is_name]
    saying = [e for e in entries if form and any(form in d.gloss for d in e.definitions)]
    for entry in saying or entries:
        for i, definition in enumerate(entry.definitions[:4]):
            said = f"{definition.gloss} ({' '.join(definition.labels)})"
            first = re.split(r"[;]", said)[0]
            where = [
                (m.start(), kind) for kind, pattern in _OF_GLOSS if (m := pattern.search(first))
            ]
            if where:
                kind = min(where)[1]
                found[kind] = (
                    found.get(kind, 0) + (2 if "name" in definition.labels else 4) - min(i, 2)
                )
    return found
