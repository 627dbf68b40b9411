"""Which of its readings a word usually has, where the dictionary lists several.

Facts of usage after the usual dictionaries, written down by hand for the words of the HSK lists: where a
neutral tone parts two words (东西, thing or east and west), the everyday one; where one reading is
rare, dated or of one trade (妻子 as wife and children, 好吃 as fond of eating), the other.
"""

import re
from dataclasses import dataclass
from functools import cache

from shengci.remembering import remembered

# The other reading is another word, rare or dated; or only a neutral tone parts the two.
_SETTLED = """
好吃 hao3 chi1|地方 di4 fang5|东西 dong1 xi5|多少 duo1 shao5|便宜 pian2 yi5|起来 qi3 lai5|出来 chu1 lai2
告诉 gao4 su5|重点 zhong4 dian3|妻子 qi1 zi5|过来 guo4 lai2|结果 jie2 guo3|教学 jiao4 xue2|故事 gu4 shi5
高中 gao1 zhong1|好处 hao3 chu5|当时 dang1 shi2|尽量 jin3 liang4|结实 jie1 shi5|本事 ben3 shi5|精神 jing1 shen2
工夫 gong1 fu5|生意 sheng1 yi5|大方 da4 fang5|土地 tu3 di4|恶心 e3 xin1|大爷 da4 ye5|倒车 dao4 che1
说法 shuo1 fa3|尽快 jin3 kuai4|跟前 gen1 qian2|温和 wen1 he2|得了 de2 le5|大都 da4 dou1|开通 kai1 tong1
尽可能 jin3 ke3 neng2|言语 yan2 yu3|利害 li4 hai4|出息 chu1 xi5|背着 bei1 zhe5|分量 fen4 liang5|正当 zheng4 dang4
澄清 cheng2 qing1|照应 zhao4 ying5|琢磨 zuo2 mo5|口音 kou3 yin1|大意 da4 yi4|罢了 ba4 le5|公道 gong1 dao5
得罪 de2 zui4|款式 kuan3 shi4|把手 ba3 shou5|裁缝 cai2 feng5|好学 hao4 xue2|片子 pian1 zi5|冷战 leng3 zhan4
下场 xia4 chang5|为人 wei2 ren2|脊梁 ji3 liang5|摆设 bai3 she4|上头 shang4 tou5|本色 ben3 se4|明朝 ming2 chao2
弹片 dan4 pian4|下调 xia4 tiao2|花儿 hua1 r5|差事 chai1 shi5|大夫 dai4 fu5|了却 liao3 que4
"""
# Both are met: the sentence has a say.
_LIKELIER = """
女人 nu:3 ren2|过去 guo4 qu4|好事 hao3 shi4|所长 suo3 zhang3|大夫 dai4 fu5|老公 lao3 gong1|人家 ren2 jia5
转向 zhuan3 xiang4|当年 dang1 nian2|地道 di4 dao5|同行 tong2 hang2|空地 kong4 di4|看好 kan4 hao3|播种 bo1 zhong3
倒数 dao4 shu3|散落 san4 luo4|省事 sheng3 shi4|供养 gong1 yang3|卷子 juan4 zi5|说道 shuo1 dao4
重重 chong2 chong2
"""
# Readings of CC-CEDICT that the dictionaries of today don't give (or give second): 载 of 下载 is zài, 泄露 xièlòu …
_CORRECTED = """
泄露 xie4 lou4|下载 xia4 zai4|上载 shang4 zai4|密钥 mi4 yue4|拖拽 tuo1 zhuai4|煮熟 zhu3 shu2|产仔 chan3 zai3
角斗士 jue2 dou4 shi4|勃艮第 Bo2 gen4 di4|枇杷 pi2 pa2|塞尔维亚 Sai4 er3 wei2 ya4|脯氨酸 fu3 an1 suan1|糊糊 hu4 hu5
金山屯 Jin1 shan1 tun2|金山屯区 Jin1 shan1 tun2 qu1
"""


# Words whose last syllable is always neutral, by the list for the national test of spoken Mandarin
# (普通话水平测试用必读轻声词语表), where CC-CEDICT gives it a full tone.
_NEUTRAL = frozenset(
    """
    白净 帮手 棒槌 拨弄 簸箕 财主 道士 灯笼 动静 队伍 废物 风筝 高粱 红火 街坊 口袋 懒得 老婆 累赘 码头 买卖 木匠 能耐
    疟疾 盘算 铺盖 勤快 石匠 收成 首饰 挖苦 媳妇 小气 学问 胭脂 月饼 栅栏 丈人 状元 祖宗 牢靠 冷清 外甥 响动 硬朗 玄乎 寻思
    灵便 活计 盖头 亲事 将就
    """.split()
)
_DAYS = re.compile("(?:星期|礼拜|周)[一二三四五六日天末]")  # not capitalised by GB/T 16159-2012

# How a character that stands alone is read, where the dictionary has several readings.
_ALONE = """
还 hai2|没 mei2|都 dou1|重 zhong4|长 chang2|少 shao3|尽 jin4|差 cha4|切 qie1|薄 bao2|曲 qu3|卷 juan3|刨 pao2|削 xiao1
剥 bao1|劲 jin4|勒 lei1|嚼 jiao2|塞 sai1|壳 ke2|挑 tiao1|挣 zheng4|攒 zan3|拧 ning3|拽 zhuai4|掺 chan1|晃 huang4
框 kuang4|率 lu:4|粘 zhan1|缝 feng2|逮 dai3|颇 po1|谁 shei2|佛 fo2|为 wei4|哄 hong3|唉 ai4|呛 qiang4|幢 zhuang4
抡 lun1|咋 za3|哦 o4|咽 yan4|挨 ai1|得 de5|地 di4|着 zhe5|了 le5|的 de5|和 he2|行 xing2|好 hao3|中 zhong1|种 zhong3
数 shu4|调 tiao2|转 zhuan3|倒 dao4|当 dang1|应 ying1|教 jiao1|背 bei4|干 gan4|相 xiang1|只 zhi3|与 yu3|待 dai4
散 san4|空 kong1|传 chuan2|弹 tan2|朝 chao2|降 jiang4|强 qiang2|奔 ben1|便 bian4|兴 xing1|钉 ding1|乐 le4|单 dan1
曾 ceng2|会 hui4|看 kan4|盛 sheng4|量 liang4|系 xi4|宿 su4|处 chu4|发 fa1|分 fen1|间 jian1|结 jie2|禁 jin4|累 lei4
露 lu4|难 nan2|铺 pu1|圈 quan1|扇 shan4|舍 she3|省 sheng3|似 si4|吐 tu3|压 ya1|扎 zha1|载 zai4|占 zhan4|正 zheng4
撒 sa3|落 luo4|夹 jia1|假 jia3|尾 wei3|血 xue4|乘 cheng2|冲 chong1|横 heng2|糊 hu2|给 gei3|喝 he1|角 jiao3|觉 jue2
据 ju4|可 ke3|笼 long2|论 lun4|闷 men4|蒙 meng2|磨 mo2|那 na4|片 pian4|撇 pie3|漂 piao1|屏 ping2|泊 bo2|扒 ba1|把 ba3
炸 zha4|涨 zhang3|仔 zi3|钻 zuan1|作 zuo4|哪 na3|吧 ba5|啊 a5|吗 ma5|呢 ne5|过 guo4|上 shang4|几 ji3|要 yao4|将 jiang1
正 zheng4|更 geng4|令 ling4|多 duo1|个 ge4
"""


@remembered
def corrected_reading(headword: str, pinyin: tuple[str, ...]) -> tuple[str, ...]:
    """Return a reading of CC-CEDICT with what the dictionaries of today have in its place.

    >>> corrected_reading("风筝", ("feng1", "zheng1"))
    ('feng1', 'zheng5')
    """
    if headword in _NEUTRAL:
        return (*pinyin[:-1], pinyin[-1][:-1] + "5")
    if _DAYS.fullmatch(headword):
        return tuple(syllable.lower() for syllable in pinyin)
    return _table(_CORRECTED).get(headword, pinyin)


@remembered
def reading_alone(character: str) -> str:
    """Return how a character that stands alone is usually read, "" where the dictionary need not be asked."""
    return _table(_ALONE).get(character, ("",))[0]


@dataclass(frozen=True, slots=True)
class Usual:
    """A word's usual reading in numbered syllables, and whether its neighbours may speak against it."""

    syllables: tuple[str, ...]
    settled: bool


@remembered
def usual_reading(word: str) -> Usual | None:
    """Return the reading a word of several readings usually has, None where none is usual.

    >>> usual_reading("东西")
    Usual(syllables=('dong1', 'xi5'), settled=True)
    """
    for table, settled in ((_SETTLED, True), (_LIKELIER, False)):
        if syllables := _table(table).get(word):
            return Usual(syllables, settled)
    return None


@cache
def _table(text: str) -> dict[str, tuple[str, ...]]:
    rows = (row.split() for line in text.split("\n") for row in line.split("|") if row)
    return {word: tuple(syllables) for word, *syllables in rows}
