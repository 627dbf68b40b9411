"""Companies and their services whose English name neither spells, sounds like nor translates the Chinese one, or is a plain word."""

import re
from collections.abc import Iterator, Sequence

from shengci.words.name_lines import NameLine
from shengci.words.name_matches import cuts_a_word
from shengci.words.segmentation import Piece

BRANDS = {
    chinese: tuple(english.replace("_", " ").split(","))
    for chinese, _, english in (
        pair.partition(":")
        for pair in """苹果:Apple 荣耀:Honor 甲骨文:Oracle 联想:Lenovo 现代:Hyundai 大众:Volkswagen,VW 奔驰:Mercedes,Mercedes-Benz
        宝马:BMW 三星:Samsung 微信:WeChat 微博:Weibo 抖音:Douyin,TikTok 网易:NetEase 京东:JD.com,JD 腾讯:Tencent 百度:Baidu
        淘宝:Taobao 天猫:Tmall 菜鸟:Cainiao 闲鱼:Xianyu,Goofish 饿了么:Ele.me 字节跳动:ByteDance 大疆:DJI 小鹏:XPeng 蔚来:Nio,NIO
        理想汽车:Li_Auto 比亚迪:BYD 宁德时代:CATL 台积电:TSMC 富士康:Foxconn 蜜雪冰城:Mixue 得物:Poizon,Dewu 顺丰:SF_Express
        蚂蚁集团:Ant_Group,Ant 软银:SoftBank 贝莱德:BlackRock 黑石:Blackstone 红杉:Sequoia 高盛:Goldman_Sachs,Goldman 花旗:Citi,Citigroup
        汇丰:HSBC 瑞银:UBS 渣打:Standard_Chartered 宝洁:P&G,Procter_&_Gamble 联合利华:Unilever 任天堂:Nintendo 脸书:Facebook
        领英:LinkedIn 奈飞:Netflix 网飞:Netflix 爱彼迎:Airbnb 优步:Uber 油管:YouTube 照片墙:Instagram 声田:Spotify 维基百科:Wikipedia
        麦当劳:McDonald’s,McDonald's 肯德基:KFC 必胜客:Pizza_Hut 优衣库:Uniqlo 无印良品:Muji 宜家:Ikea,IKEA 山姆会员店:Sam’s_Club
        好市多:Costco 沃尔玛:Walmart 家乐福:Carrefour 小红书:Xiaohongshu,RedNote 知乎:Zhihu 豆瓣:Douban 快手:Kuaishou""".split()
    )
}
"""What they are called in Chinese, without 公司, and in English."""


def branded(
    sentence: str, pieces: Sequence[Piece], line: NameLine
) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Yield the places of brands in both texts, where the line has one as a name.

    At the beginning of a sentence a plain word has a capital too: only Apple’s is the company there.
    """
    for chinese, forms in BRANDS.items():
        at = sentence.find(chinese)
        if at < 0:
            continue
        places = [place for form in forms for place in _places_of(form, line)]
        while at >= 0:
            end = at + len(chinese)
            if not cuts_a_word(sentence, pieces, at, end):
                for place in places:
                    yield at, end, place
            at = sentence.find(chinese, end)


def _places_of(form: str, line: NameLine) -> Iterator[tuple[int, int]]:
    strength = {word.start: line.strength[i] for i, word in enumerate(line.words)}
    for match in re.finditer(rf"\b{re.escape(form)}\b", line.text):
        possessive = re.match(r"[’']s\b", line.text[match.end() :])
        telling = not form[1:].islower() or strength.get(match.start(), 0.0) >= 0.9
        if telling or possessive:
            yield match.span()
