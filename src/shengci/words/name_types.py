"""What a name is the name of: told by its ending, its gloss, its English form and the words around it."""

import re
from collections import Counter
from collections.abc import Iterable

from shengci import sounds
from shengci.records import NameType
from shengci.words import segmentation
from shengci.words.name_glosses import kinds_by_gloss
from shengci.words.name_lists import (
    ADDRESS,
    KIN,
    KIND_OF_ENGLISH,
    KIND_OF_HEAD,
    head_of,
    is_country,
    is_surname,
    surname_spellings,
)
from shengci.words.names import (
    ADDRESSED,
    BRAND,
    BY_FORM,
    DOTTED,
    OVERSEAS,
    PERSON,
    SHORTENED,
    TITLED,
    Name,
)

_OF_TAG: dict[str, NameType] = {"nr": "person", "ns": "place", "nt": "organisation"}
_PERSONAL = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Uncle|Aunt|Grandpa|Grandma)\.?\s$")
_AT = re.compile(
    r"\b(?:in|near|around|toward|towards|through|leave|left)\s(?:the\s)?$", re.IGNORECASE
)
_BEFORE_PLACES = (
    "在",
    "去",
    "到",
    "从",
    "往",
    "来自",
    "位于",
    "离",
    "于",
    "住在",
    "飞往",
    "抵达",
    "前往",
    "回",
)
_AFTER_PLACES = (
    "人",
    "的街上",
    "市区",
    "城里",
    "附近",
    "北部",
    "南部",
    "东部",
    "西部",
    "郊区",
    "当地",
)
_AFTER_PERSONS = (
    "说",
    "笑",
    "哭",
    "问",
    "想",
    "站",
    "走",
    "抬",
    "点头",
    "摇头",
    "夫妇",
    "认为",
    "回答",
    "今年",
    "住",
    "把",
    "告诉",
    "坚持",
    "叹",
    "家",
    "伯",
    "哥",
    "姐",
)
_AFTER_ORGANISATIONS = (
    "公司",
    "的股票",
    "股价",
    "的产品",
    "宣布",
    "表示",
    "发布",
    "员工",
    "总部",
    "的芯片",
    "报道",
    "的员工",
    "旗下",
    "推出",
    "的创始人",
    "首席执行官",
    "分析师",
    "的新",
)
_BEFORE_ORGANISATIONS = ("公司", "集团", "企业", "机构", "制造商", "智库", "巨头", "报社", "品牌")
_BEFORE_PERSONS = (
    "记者",
    "作家",
    "教授",
    "医生",
    "总统",
    "总理",
    "研究员",
    "诗人",
    "歌手",
    "导演",
    "博士",
    "创始人",
    "叫",
    "主任",
    "律师",
    "邻居",
    "朋友",
)
# What is called so, said beside the name in the Chinese or in the English line.
_A_NAMED_COMPANY = re.compile(
    r"[”」]?的[\w]{0,4}(?:公司|应用|平台|软件|网站|品牌|店|书店|餐馆|组织|用户|骑手|股价|投资人|创始人|总部|仓库|店主|老板)"
)
_A_NAMED_PERSON = re.compile(
    r"[”」]?的\w{0,3}(?:猫|狗|马|孩子|女孩|男孩|女人|男人|老人|少年|姑娘|人)(?!们)"
)
_ON_A_PLATFORM = re.compile(r"[”」]?上(?!的街|山|岛)")
_COMPANY = r"(?:company|start-?up|app|platform|website|service|firm|brand|chain|shop|store|bookshop|cafe|café|restaurant|teahouse|bakery|bar|hotel|studio|farm|factory|school|group|charity)"
_COMPANY_BEFORE = re.compile(rf"\b{_COMPANY}\b(?:,? (?:called|named|known as))?,?\s[“\"]?$")
_COMPANY_AFTER = re.compile(
    rf"^[”\"]?(?:,| is| was) an?\s(?:[\w-]+\s){{0,3}}?{_COMPANY}\b"
    r"|^[’']s\s(?:\w+\s)?(?:users|shares|stock|share price|customers|riders|founder|founders|staff|headquarters|warehouses?|investors?)\b"
)
_USED = re.compile(
    r"\b(?:on|via|using|uses?|built|founded|opened|downloaded|joined)\s[“\"]?$",
    re.IGNORECASE,
)
_PERSON_AFTER = re.compile(
    r"^[”\"]?,?\s(?:asked|laughed|smiled|nodded|shook|looked|cried|replied|sighed|whispered|shouted|knew|ran|walked|sat|stood"
    r"|slept|jumped|turned|pointed|waited|likes|loves|was born|grew up|died|married)\b"
)
_PERSON_BEFORE = re.compile(
    r"\b(?:asked|cried|replied|whispered|called him|called her|nicknamed him|nicknamed her)\s[“\"]?$"
)
_TWICE = re.compile(r"^(.)\1$")
_ONE_CHARACTER_GIVEN = re.compile("^[老小阿].$")


AND = frozenset("和与、及跟")
"""Between two names that are likely of one type."""
BESIDE = 3  # votes
_COUNTRY = 8  # votes, more than its president behind it has: 墨西哥 总统


def votes_for(sentence: str, name: Name, line: str) -> Counter[NameType]:
    """Return what one place of a name says about its type, by the weight of the evidence."""
    text = sentence[name.start : name.end]
    votes: Counter[NameType] = Counter()
    before, after = sentence[: name.start], sentence[name.end :]
    if name.reason == TITLED:
        votes["work"] += 12
    if name.reason in (BRAND, SHORTENED):
        votes["organisation"] += 12
    if name.reason in (DOTTED, ADDRESSED, PERSON, OVERSEAS):
        votes["person"] += 6
    head = head_of(text)
    if head and len(text) > len(head):
        like_a_person = len(head) == 1 and len(text) == 3 and is_surname(text[0])
        votes[KIND_OF_HEAD[head]] += 1 if like_a_person else 3 + (len(head) > 1)
    form = line[slice(*name.english)] if name.english else ""
    listed = kinds_by_gloss(text, form)
    votes["place"] += _COUNTRY * (is_country(text) and "organisation" not in listed)
    votes.update(listed)
    tag = segmentation.tag_of(text)
    votes[_OF_TAG.get(tag[:2], "")] += 1
    if name.english is not None:
        votes += _from_english(text, name, line, before)
    votes += _from_chinese(text, before, after, bool(head))
    votes["place"] += 2 * before.endswith(_BEFORE_PLACES) + 1 * after.startswith(_AFTER_PLACES)
    votes["place"] += 4 * before.endswith(("州", "省", "州的", "省的"))
    votes["person"] += 2 * after.startswith(_AFTER_PERSONS) + 2 * before.endswith(_BEFORE_PERSONS)
    votes["person"] += 3 * after.startswith(tuple(ADDRESS))
    votes["organisation"] += 3 * before.endswith(_BEFORE_ORGANISATIONS)
    votes["organisation"] += 3 * after.startswith(_AFTER_ORGANISATIONS)
    if not head and len(text) in (2, 3) and is_surname(text[0]) and name.reason == BY_FORM:
        votes["person"] += 3
    return votes


def _from_chinese(text: str, before: str, after: str, has_head: bool) -> Counter[NameType]:
    """Return what a name that has no ending of its own says by its form, and by what is called so."""
    votes: Counter[NameType] = Counter()
    if not has_head:
        on_a_platform = before.endswith(("在", "在“")) and _ON_A_PLATFORM.match(after) is not None
        votes["organisation"] += 4 * on_a_platform
        votes["person"] += 2 * bool(_TWICE.match(text)) + 2 * after.startswith(tuple(KIN))
    votes["organisation"] += 3 * bool(_A_NAMED_COMPANY.match(after))
    votes["person"] += 3 * bool(_A_NAMED_PERSON.match(after))
    return votes


def _from_english(text: str, name: Name, line: str, before: str) -> Counter[NameType]:
    votes: Counter[NameType] = Counter()
    assert name.english is not None
    start, end = name.english
    form = line[start:end]
    words = re.split(r"[\s-]+", form)
    for word in {words[0], words[-1]} if len(words) > 1 else ():
        if word in KIND_OF_ENGLISH:
            votes[KIND_OF_ENGLISH[word]] += 4 if word == words[-1] else 2
    if _PERSONAL.search(line[:start]):
        votes["person"] += 5
    if _AT.search(line[:start]):
        votes["place"] += 2
    if len(words) == 1 and form.isupper() and len(form) > 1:
        votes["organisation"] += 2
    if name.reason.startswith("spelt") and _is_full_name(text, words):
        votes["person"] += 4
    elif (
        len(words) > 1
        and _is_full_name(text, words)
        and sounds.is_read(text, "".join(map(sounds.plain_letters, words)))
    ):
        votes["person"] += 2
    elif name.reason.startswith("spelt") and (
        _ONE_CHARACTER_GIVEN.match(text) or is_surname(text) or _may_be_given(text, before)
    ):
        votes["person"] += 1
    if name.reason.startswith("sounds") and len(words) == 1:
        votes["person"] += 1
    if re.fullmatch(r"[A-Z][a-z]+-[a-z]+", form):  # Gou-er
        votes["person"] += 2
    votes["organisation"] += 3 * bool(_COMPANY_BEFORE.search(line[:start]))
    votes["organisation"] += 3 * bool(_COMPANY_AFTER.match(line[end:]))
    votes["organisation"] += len(words) < 3 and bool(_USED.search(line[:start]))
    votes["person"] += 3 * bool(_PERSON_AFTER.match(line[end:]))
    votes["person"] += 2 * bool(_PERSON_BEFORE.search(line[:start]))
    if re.match(r"[’']s\b", line[end:]):
        votes["person"] += 1
    return votes


def _may_be_given(text: str, before: str) -> bool:
    """Return whether a name of two characters opens a clause, as given names do: 志刚去了部队."""
    return len(text) == 2 and not head_of(text) and (not before or before[-1] in "，。；：“和、")


def _is_full_name(text: str, words: list[str]) -> bool:
    surname = next((n for n in (2, 1) if is_surname(text[:n]) and len(text) > n), 0)
    if len(words) > 1 and surname:
        return True
    return len(words) > 1 and words[0].lower() in surname_spellings(text[:1])


def type_of(votes: Counter[NameType]) -> NameType:
    """Return the type with the most evidence, "" without any."""
    ranked = [(n, kind) for kind, n in votes.items() if n > 0 and kind]
    return max(ranked)[1] if ranked else ""


def total(all_votes: Iterable[Counter[NameType]]) -> Counter[NameType]:
    """Return the votes of all the places of a name together."""
    out: Counter[NameType] = Counter()
    for votes in all_votes:
        out.update(votes)
    return out
