"""A book as long as one likes out of short gold documents, to see how aligning grows with the text."""

import random
from collections.abc import Sequence

from alignment_scores import Bead, Document

_PEOPLE = {
    "Lin": "林", "Zhao": "赵", "Qian": "钱", "Zhou": "周", "Wu": "吴", "Zheng": "郑", "Feng": "冯",
    "Shen": "沈", "Han": "韩", "Yang": "杨", "Qin": "秦", "Xu": "许", "Lü": "吕", "Zhang": "张",
    "Kong": "孔", "Cao": "曹", "Jin": "金", "Wei": "魏", "Tao": "陶", "Jiang": "姜",
}  # fmt: skip
_GIVEN = {
    "Meihua": "梅花", "Jianguo": "建国", "Xiaoyan": "小燕", "Dawei": "大伟", "Guilan": "桂兰",
    "Zhiqiang": "志强", "Yuzhen": "玉珍", "Haitao": "海涛", "Chunli": "春丽", "Wenbo": "文博",
}  # fmt: skip
_PLACES = {
    "the harbour": "港口", "the school": "学校", "the tea house": "茶馆", "the post office": "邮局",
    "the bridge": "桥头", "the mill": "磨坊", "the hospital": "医院", "the station": "车站",
    "the orchard": "果园", "the market": "集市", "the library": "图书馆", "the temple": "寺庙",
}  # fmt: skip
# What a bead begins with: {p} person, {l} place, {y} year, {n} number.
_OPENINGS = (
    ("In {y}, when {p} still worked at {l}: ", "{y}年,{p}还在{l}上班的时候:"),
    ("{p} wrote on page {n}: ", "{p}在第{n}页上写道:"),
    ("Not far from {l}, {p} told the other {n} of us: ", "离{l}不远的地方,{p}对我们另外{n}个人说:"),
    ("After {n} days at {l}, {p} had it by heart. ", "在{l}待了{n}天,{p}已经背下来了。"),
    ("{p} paid {n} yuan at {l} and went home. ", "{p}在{l}付了{n}块钱就回家了。"),
    ("It was {p} of all people, back in {y}. ", "偏偏是{p},那是{y}年。"),
    ("Everyone at {l} remembers this. ", "{l}的人都记得这件事。"),
    ("Letter {n}, to {p}: ", "第{n}封信,写给{p}:"),
)


def book_of(documents: Sequence[Document], n_sentences: int, *, seed: int = 3) -> Document:
    """Return a document of at least so many sentences a side, made of the beads of others.

    All beads come round again and again, in another order each time, so that no place in the book
    looks like another for long. Each begins with words of its own about somebody, somewhere, some
    time; they join its first sentence on both sides.
    """
    dice = random.Random(seed)
    beads = [
        ([d.english[i] for i in e], [d.chinese[j] for j in c])
        for d in documents
        for e, c in d.beads
    ]
    english: list[str] = []
    chinese: list[str] = []
    gold: list[Bead] = []
    while min(len(english), len(chinese)) < n_sentences:
        for lines_e, lines_c in dice.sample(beads, len(beads)):
            opening_e, opening_c = _opening(dice)
            at_e, at_c = len(english), len(chinese)
            english += [opening_e * (not k) + line for k, line in enumerate(lines_e)]
            chinese += [opening_c * (not k) + line for k, line in enumerate(lines_c)]
            gold.append((tuple(range(at_e, len(english))), tuple(range(at_c, len(chinese)))))
            if min(len(english), len(chinese)) >= n_sentences:
                break
    return Document(tuple(english), tuple(chinese), tuple(gold))


def _opening(dice: random.Random) -> tuple[str, str]:
    english, chinese = dice.choice(_OPENINGS)
    surname, given = dice.choice(list(_PEOPLE)), dice.choice(list(_GIVEN))
    place = dice.choice(list(_PLACES))
    numbers = {"y": dice.randint(1860, 2019), "n": dice.randint(2, 900)}
    return (
        english.format(p=f"{surname} {given}", l=place, **numbers),
        chinese.format(p=_PEOPLE[surname] + _GIVEN[given], l=_PLACES[place], **numbers),
    )
