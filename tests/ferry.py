"""A short bilingual article of our own, for tests that set it in several formats."""

from shengci.pairing import pair_sentences
from shengci.records import Article, Settings

TITLES = ("The Last Vet on Gull Island", "鸥岛上最后的兽医")
ENGLISH = [
    "The ferry to Gull Island leaves at seven, and the vet is always the last to board.",
    "She has kept the island's animals alive for thirty years, and she has never owned a car.",
    "Most of her patients are goats.",
    "In winter the boat does not run for weeks, so she keeps a second bag of medicine in the school.",
    "“People think I am brave,” she says. “I am only stubborn.”",
    "Her daughter studies in Ningbo and wants to take over the practice.",
]
CHINESE = [
    "开往鸥岛的渡轮七点出发，兽医总是最后一个上船。",
    "三十年来，岛上的牲口都靠她救治，她却从来没有过一辆车。",
    "她的病人大多是山羊。",
    "冬天渡轮一停就是好几个星期，所以她在学校里另外放了一包药。",
    "“大家以为我勇敢，”她说，“我只是固执。”",
    "她的女儿在宁波上学，打算接过这家诊所。",
]
COUPLES = list(zip(ENGLISH, CHINESE, strict=True))
IN_TURN = [text for couple in COUPLES for text in couple]


def numbered_texts_of(article: Article) -> list[tuple[int | None, str]]:
    return [(block.row, block.text) for block in article.blocks]


def couples_of(article: Article) -> set[tuple[str, str]]:
    """Return the two sides of every bead of an article."""
    return {(pair.english, pair.chinese) for pair in pair_sentences(article, Settings())}
