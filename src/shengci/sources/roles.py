"""What each block of an article is: title, heading, date, byline, caption, section break or body."""

import datetime
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from shengci import text
from shengci.records import Block, Role

_LONGEST_TITLE = {"english": 16, "chinese": 30}  # words; Han characters and Latin words
_QUESTION_TITLE = 2  # a title that asks is that much shorter than the paragraph under it

_BREAK = re.compile(r"[*＊\-_=~—–·•◆◇○●□■☆★※#+\s]+")
_MARKED = re.compile(r"#{1,6}\s")
_ITEM = re.compile(r"(?:[-*•·–]|\(?\d{1,2}[.)、）]|[（(]\d{1,2}[)）]|[①-⑳])\s*")
URL = re.compile(r"(?:\S{1,12}[：:]\s*)?<?((?:https?://|www\.)[^\s<>]+)>?", re.IGNORECASE)

_NAME = r"[A-Z][\w.’'-]*(?:\s+(?:[A-Z][\w.’'-]*|de|del|der|van|von|bin|al|la|le)){0,4}"
_BYLINE = re.compile(
    rf"(?:(?:By|BY|(?:Written|Translated|Reported|Reporting|Edited|Compiled|Story|Text|Words) by)\s+{_NAME}"
    rf"(?:(?:,|,? and| &)\s+{_NAME})*(?:\s*[|•·/—–].*)?"
    r"|(?:Author|Translator|Source|Editor|Reporter|Writer)s?:\s*\S.{0,60}"
    r"|[（(【\[]?(?:作者|文字|文|撰文|记者|記者|译者|譯者|翻译|翻譯|编译|編譯|责任编辑|責任編輯|编辑|編輯|责编|責編|校对|校對"
    r"|来源|來源|出处|出處|原文|供稿|通讯员|通訊員|整理|采写|採寫)\s*[：:／/|｜丨]\s*[^？！。?!]{1,40}"
    r"|(?:本报|本報|本刊|新华社|新華社|中新社|中央社|特约|特約|见习|見習|实习|實習)?(?:记者|記者)\s+[^，。？！,?!]{2,25}"
    r"|\S{2,12}\s*[／/]\s*文)"
)
_CAPTION = re.compile(
    r"[▲△▼↑◀▶📷]|[上下左右本]?[图圖]\s?[为為]"
    r"|(?:图片?|圖片?|图说|圖說|图注|圖註|配图|配圖|摄影|攝影|供图|供圖|图源|圖源|照片)\s*[\d一二三四五六七八九十]*\s*[：:／/|｜丨]"
    r"|(?:Photo|Photograph|Image|Picture|Figure|Fig\.|Illustration|Caption|Credit)s?(?:\s\d+)?(?:\s?[:/]|\sby\s[A-Z])"
    r"|.*[（(](?:摄影|攝影|图|圖|图片来源|圖片來源|供图|供圖|Photo|Credit)\s*[：:/／][^（()）]*[)）]$"
)

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_HAN_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
}
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:(?P<year>\d{4}|[〇零○一二三四五六七八九]{4})\s?年\s?)?"
        r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])\s?月\s?"
        r"(?P<day>\d{1,2}|(?:[二三]?十|廿)[一二三四五六七八九]?|[一二三四五六七八九])\s?[日号號]",
        rf"\b{_MONTH}\s+{_DAY}(?:,?\s+(?P<year>\d{{4}}))?\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+(?P<year>\d{{4}}))?\b",
        r"\b(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)",
    )
)
# What may stand beside a date and leaves it one: labels, weekdays, times and their zones.
_BESIDE = re.compile(
    r"(?:Published|Updated|Posted|Date|Last (?:updated|modified))(?:\son)?\s*:?"
    r"|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b\.?"
    r"|(?:发布|發布|發佈|更新|出版)?(?:日期|时间|時間)|(?:发布|發布|發佈|更新|发表|發表)于?"
    r"|(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|[上下中]午|凌晨|早上|晚上|晚间"
    r"|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|\d{1,2}[点點时時](?:\d{1,2}分)?|\d{1,2}\s?[ap]\.?m\b\.?|[ap]\.?m\b\.?"
    r"|\b(?:at|GMT|UTC|CST|E[SD]?T|P[SD]?T)\b(?:\s?[+-]\d{1,4})?|T(?=\d)|Z\b",
    re.IGNORECASE,
)
_PLACE_NAME = re.compile(r"(?:[A-Z][\w’'-]*[\s,.]*){1,4}|[\u4e00-\u9fff]{1,6}")


def with_roles(blocks: Sequence[Block], known: Collection[int] = ()) -> tuple[Block, ...]:
    """Return the blocks of one file, each with its role.

    The blocks whose index is `known`, and those that are more than body, have one already, which stays,
    but for the heading that is the title, and for titles after the first of a language.

    Else the title is the first line of a language that looks like a heading and has no body paragraph of
    that language above it. Where lines without a final stop outnumber the others, as in a poem or a
    word list, they are body and not headings.
    """
    given = [i in known or block.role != "body" for i, block in enumerate(blocks)]
    roles = [block.role if given[i] else role_of(block) for i, block in enumerate(blocks)]
    if roles.count("heading") > roles.count("body"):
        roles = [
            "body" if role == "heading" and not given[i] and not _MARKED.match(block.text) else role
            for i, (role, block) in enumerate(zip(roles, blocks, strict=True))
        ]
    for language in ("english", "chinese"):
        own = [i for i, block in enumerate(blocks) if block.language == language]
        if titles := [i for i in own if roles[i] == "title"]:
            for i in titles[1:]:
                roles[i] = "heading"
            continue
        title = _title_among([(blocks[i], roles[i]) for i in own])
        if title is not None:
            roles[own[title]] = "title"
    return tuple(replace(block, role=role) for block, role in zip(blocks, roles, strict=True))


def role_of(block: Block) -> Role:
    """Return what a block is by itself; a title is still a heading here."""
    if _BREAK.fullmatch(block.text):
        return "break"
    if _CAPTION.match(block.text):
        return "caption"
    if URL.fullmatch(block.text) or (
        _BYLINE.fullmatch(block.text) and not re.search("[。！？!?]$", block.text)
    ):
        return "byline"
    if _is_date_line(block.text):
        return "date"
    if text.language_of(block.text) == "none":
        return "body"
    return "heading" if _is_heading(block) else "body"


def _is_heading(block: Block) -> bool:
    line = block.text
    if _MARKED.match(line):
        return True
    if _ITEM.match(line) or text.ends_with_stop(line) or line[-1] in ",;，；、—-":
        return False
    longest = _LONGEST_TITLE[block.language] // (2 if line[-1] in ":：" else 1)
    return _length(line) <= longest


def _length(line: str) -> int:
    counts = text.count_scripts(line)
    return counts["han"] + counts["latin"]


def _title_among(blocks: Sequence[tuple[Block, Role]]) -> int | None:
    """Return which of one language's blocks is its title, None if none is."""
    for i, (block, role) in enumerate(blocks):
        if role == "heading":
            return i
        if role == "body":
            return i if _asks_above(block, [b for b, r in blocks[i + 1 :] if r == "body"]) else None
    return None


def _asks_above(block: Block, below: Sequence[Block]) -> bool:
    """Return whether a line is a question or cry that stands as a title over longer paragraphs."""
    if not below or not re.search('[?？!！][”’」』"]?$', block.text):
        return False
    length = _length(block.text)
    return (
        length <= _LONGEST_TITLE[block.language]
        and _length(below[0].text) >= _QUESTION_TITLE * length
    )


def _is_date_line(line: str) -> bool:
    """Return whether a line is a date, perhaps with weekday, time and place, and nothing else."""
    found = next((found for pattern in _DATES if (found := pattern.search(line))), None)
    if found is None:
        return False
    around = [_BESIDE.sub(" ", part) for part in (line[: found.start()], line[found.end() :])]
    rest = " ".join(around).strip(" \t,，.。|·•/／—–-:：()（）[]【】")
    if not rest:
        return True
    if found["year"] is None or not _PLACE_NAME.fullmatch(rest) or text.ends_with_stop(line):
        return False
    return not (around[0][-1:].isalnum() or around[1][:1].isalnum())


def date_in(line: str) -> str:
    """Return the first full date of a line in ISO form, "" if there is none.

    >>> date_in("二〇二六年三月十二日"), date_in("Thursday, March 12, 2026")
    ('2026-03-12', '2026-03-12')
    """
    for pattern in _DATES:
        found = pattern.search(line)
        if found and found["year"]:
            year, day = _number(found["year"]), _number(found["day"])
            try:
                return datetime.date(year, _month(found["month"]), day).isoformat()
            except ValueError:  # 30 February
                continue
    return ""


def _month(name: str) -> int:
    if not name[0].isascii() or name[0].isdigit():
        return _number(name)
    return _MONTHS.index(name[:3].lower()) // 4 + 1


def _number(digits: str) -> int:
    """Return a number up to 99 or a year, in digits or in characters (二〇二六, 十二, 廿一).

    >>> _number("二〇二六"), _number("三十一"), _number("十"), _number("廿一")
    (2026, 31, 10, 21)
    """
    if digits.isdecimal():
        return int(digits)
    digits = digits.replace("廿", "二十")
    if "十" not in digits:
        return int("".join(str(_HAN_DIGITS[digit]) for digit in digits))
    tens, ones = digits.split("十", 1)
    return 10 * (_HAN_DIGITS[tens] if tens else 1) + (_HAN_DIGITS[ones] if ones else 0)
