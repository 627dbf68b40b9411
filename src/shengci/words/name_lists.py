"""Closed classes about names: what follows a name and says its kind, how surnames are romanised, titles."""

import re
from collections.abc import Iterator

from shengci.lexicon import dictionary
from shengci.records import Entry, NameType
from shengci.remembering import remembered
from shengci.words.segmentation import is_listed

DOTS = "·•‧・"

ADDRESS = frozenset(
    """先生 女士 小姐 太太 夫人 老师 师傅 博士 教授 医生 大夫 律师 警官 主任 经理 总统 总理 部长 法官 阿姨 叔叔 伯伯
    大爷 大妈 大叔 大婶 奶奶 爷爷 校长 院长 队长 船长 局长 市长 县长 主席 上尉 将军 同学 同志 老板 工程师 护士 导演 婆婆 公公 舅舅 姑姑 大伯 大哥 大姐 大嫂 嫂子 师母 姑娘""".split()
)
"""Titles that stand behind a surname."""
KIN = frozenset("爷奶伯叔婶姨姑舅哥姐嫂总")
"""Titles of one character, which the dictionary may join to a surname: 李叔."""

# A last part of a name, the English words it is put into, and the kind of what is called so.
_HEADS: dict[NameType, str] = {
    "organisation": """署:Agency,Administration,Office,Authority 局:Bureau,Administration,Agency,Office,Authority 交易所:Exchange 部:Ministry,Department
        委员会:Commission,Committee,Council,Board 会:Association,Society,Council,Committee,Federation,Union,Club
        协会:Association,Society 学会:Society,Academy 联合会:Federation,Union 院:Institute,Academy,Hospital,Court
        研究院:Institute,Academy 研究所:Institute 所:Institute,Office 大学:University,Institute 学院:College,Institute,School
        中学:School 小学:School 国小:School 公司:Company,Corporation,Corp,Inc,Co,Ltd 集团:Group,Corporation 银行:Bank
        基金:Fund 基金会:Foundation,Fund 组织:Organization,Organisation 中心:Center,Centre 报:Times,Daily,News,Post,Journal,Herald
        时报:Times 日报:Daily 晚报:Evening,News 周刊:Weekly 杂志:Magazine 社:Agency,Press,Society 出版社:Press 党:Party
        队:Team 俱乐部:Club 医院:Hospital 诊所:Clinic 法院:Court 馆:Hall,Museum,Center,Centre 博物馆:Museum 图书馆:Library 美术馆:Gallery,Museum
        剧院:Theater,Theatre 科技:Technology,Technologies,Tech 资本:Capital 联盟:Alliance,Union,League 厂:Factory,Mill,Plant,Works
        餐厅:Restaurant 饭店:Hotel,Restaurant 酒店:Hotel 书店:Bookstore,Books 实验室:Laboratory,Lab,Labs 电视台:Television,TV
        幼儿园:Kindergarten 街道办:Office 街道办事处:Office 居委会:Committee 村委会:Committee 派出所:Station 工会:Union 教会:Church 使馆:Embassy 大使馆:Embassy 法庭:Court,Tribunal 理事会:Council 机构:Authority,Agency,Institution,Organization""",
    "place": """岩:Rock 峰:Peak 崖:Cliff 溪:Creek,Stream 滩:Beach 洞:Cave 礁:Reef 街道:Subdistrict 市:City 县:County 镇:Town,Township 村:Village 乡:Township 省:Province 州:State,Prefecture 区:District
        路:Road,Avenue 街:Street 大街:Street,Avenue 大道:Avenue,Boulevard,Road 巷:Lane,Alley 胡同:Hutong,Lane 江:River 河:River
        湖:Lake 海:Sea 洋:Ocean 山:Mount,Mountain,Mountains,Hill 岛:Island 屿:Islet,Island 群岛:Islands 半岛:Peninsula 湾:Bay,Gulf
        港:Harbor,Harbour,Port 桥:Bridge 大桥:Bridge 公园:Park 广场:Square,Plaza 站:Station 东站:Station 机场:Airport 沙漠:Desert
        谷:Valley 峡:Gorge,Strait 海峡:Strait 峡谷:Canyon,Gorge 寺:Temple,Monastery 庙:Temple 塔:Tower,Pagoda 宫:Palace 门:Gate
        国:Republic,Kingdom 共和国:Republic 王国:Kingdom 市场:Market 夜市:Market 高原:Plateau 平原:Plain 瀑布:Falls
        水库:Reservoir 运河:Canal 花园:Gardens,Garden 小区:Estate 码头:Pier,Wharf 线:Line 号线:Line 大厦:Building,Tower""",
    "work": "奖:Prize,Award 法:Act,Law 公约:Convention 条约:Treaty 协定:Agreement 交响曲:Symphony 宣言:Declaration,Manifesto",
}


def _heads() -> Iterator[tuple[NameType, str, list[str]]]:
    for kind, table in _HEADS.items():
        for pair in table.split():
            chinese, _, english = pair.partition(":")
            yield kind, chinese, english.split(",")


HEADS = {chinese: english for _, chinese, english in _heads()}
"""The English words for the last part of a name: 署, Agency; 河, River."""
KIND_OF_HEAD = {chinese: kind for kind, chinese, _ in _heads()}
KIND_OF_ENGLISH: dict[str, NameType] = {
    **{word: kind for kind, _, english in _heads() for word in reversed(english)},
    "Cape": "place",
    "Statue": "place",
}
GENERIC_WORDS = frozenset(KIND_OF_ENGLISH) | {"Republic", "Region", "News", "Sea", "Gulf"}
"""Words that English may leave out of a name: Rhine (River), Apple (Inc.)."""
BOUND = frozenset("市县镇村乡省州区路街江河湖海山岛屿湾港桥站寺庙奖")
"""Place endings that belong to a name even where English leaves them out."""
CLOSING = frozenset(("大学", "机场", "小区", "公司", "集团", "国家公园", "号线", "大桥"))
"""Longer endings that do: 希思罗机场, Heathrow. Behind a place they say where something is (北京大学, 上海机场)."""

# How surnames are spelt outside pinyin and Wade-Giles: Hong Kong, Southeast Asia, Korea.
SURNAMES = dict(
    pair.split(":")
    for pair in """
    陈:chan,tan 黄:wong,ng,hwang 林:lam,lim,im 李:lee,yi,rhee 张:cheung,chong,teo,jang 王:wong,ong 吴:ng,goh,oh
    刘:lau,low,yoo,ryu 梁:leung,neo,yang 郑:cheng,tay,jung,jeong,chung 何:ho 叶:yip,yap 谢:tse,chia 周:chow,chau,joo,ju
    许:hui,koh,heo 徐:tsui,chui,seo,suh 金:kim,kam 朴:park,pak 崔:choi,chui 姜:kang,keung 赵:chiu,cho,jo 尹:yoon,yun,wan
    郭:kwok,quek,kwak 蔡:choi,tsoi,chua,chae 曾:tsang,chan 冯:fung,pang 邓:tang 罗:law,lo 杨:yeung,yeo 潘:poon,pan 谭:tam
    麦:mak 余:yu,yee 方:fong,bang 马:ma,mah 胡:wu,woo,oh 高:ko,koh 孙:suen,sun 宋:sung,song 韩:hon,han 文:man,moon 申:shin
    安:ahn,on 柳:ryu,yoo 洪:hung,hong,ang 沈:sum,sham,shim 卢:lo,loo,noh 苏:so,soh 江:kong,kang 唐:tong 关:kwan 莫:mok
    钟:chung 傅:foo 丁:ting,jung 戴:tai 施:sze,shi 任:yam,lim 权:kwon 车:cha 白:pak,baek 南:nam 欧阳:auyeung 司徒:szeto,seto""".split()
)

# Countries and regions by the forms that share no beginning with the name the dictionary gives.
ALSO_CALLED = {
    "美国": "U.S. U.S.A. US USA American Americans America",
    "英国": "British Britain Britons U.K. UK English England", "法国": "French", "德国": "German Germans",
    "荷兰": "Dutch", "瑞士": "Swiss", "西班牙": "Spanish", "希腊": "Greek", "泰国": "Thai", "丹麦": "Danish",
    "土耳其": "Turkish", "波兰": "Polish", "芬兰": "Finnish", "瑞典": "Swedish", "欧盟": "E.U. EU European",
    "联合国": "U.N. UN", "欧洲": "European", "中国": "Chinese", "日本": "Japanese", "菲律宾": "Filipino",
    "挪威": "Norwegian", "秘鲁": "Peruvian", "乌克兰": "Ukrainian", "阿根廷": "Argentine", "伊拉克": "Iraqi",
}  # fmt: skip

_COUNTRIES = frozenset(
    "加拿大 澳大利亚 新西兰 意大利 俄罗斯 巴西 墨西哥 印度 印度尼西亚 越南 新加坡 马来西亚 以色列 埃及 爱尔兰 奥地利 比利时".split()
)
_VOCABULARY = re.compile(
    r".*(?:[语文节历教族]|汉字|拼音|话|教徒|主义|星座)$|(?:周|星期|礼拜)[一二三四五六日天末]$|.+[人菜式鸭鸡面饭汤酒茶]$|.{1,2}[朝代]$"
)
_PLACE_ENDING = re.compile(r"[国州省市县京海洲江河]$")
_LAST_OF_A_DESCRIPTION = re.compile(
    r"\b(?:cit(?:y|ies)|count(?:y|ies)|district|province|prefecture|municipality|town(?:ship)?|village|river|lake|sea|ocean"
    r"|islands?|mountains?|region|countr(?:y|ies)|state|republic|kingdom|university|company|party|school|street|station|airport"
    r"|desert|capital|peninsula|bay|strait|temple|pass|area|suburb|port|brand)\b"
)


PEOPLE = re.compile(
    r"\b(?:poet|writers?|philosopher|politician|emperor|composer|painter|author|actor|actress|scientist|inventor|explorer|king"
    r"|general|leader|president|singer|director|thinker|novelist|physicist|dramatist|playwright|mathematician|chemist|economist"
    r"|architect|sculptor|statesman|revolutionary|premier|chancellor|pope|businessman|entrepreneur|founder|player)\b"
)
"""What a gloss says of a person."""
COMMON_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤葛殷施康温牛樊"
)
"""The hundred and twenty or so most common, without words of grammar: with a title behind them they need no English."""
LOCALIZERS = frozenset("上下里中内外边旁前后")
"""What stands behind a place's name, and makes words with its ending (路上)."""
FAMILY = frozenset("家氏")
"""Behind the surname of a family."""


def is_plain_word(word: str) -> bool:
    """Return whether the dictionary has the word as something other than a name."""
    return len(word) > 1 and any(not entry.is_name for entry in dictionary.entries_of(word))


@remembered
def is_listed_name(word: str) -> bool:
    """Return whether the dictionary has the word as a proper noun only.

    Languages, feasts, days, peoples, cuisines, religions and dynasties (英语, 春节, 周一, 川菜, 唐朝), which it
    capitalises too, are vocabulary; so is what it describes by a small word after a name (唐诗, Tang
    poetry), and words an HSK list teaches that are not places.
    """
    entries = dictionary.entries_of(word)
    if len(word) < 2 or not entries or not all(entry.is_name for entry in entries):
        return False
    if is_vocabulary(word) or any(_is_slang(entry) for entry in entries):
        return False
    glosses = " ".join(d.gloss for entry in entries for d in entry.definitions)
    if is_listed(word):
        return bool(_PLACE_ENDING.search(word)) or glosses.startswith(("surname", "China"))
    return True


@remembered
def is_vocabulary(word: str) -> bool:
    """Return whether a word that English writes with a capital is a word like others."""
    if not dictionary.is_headword(word):
        return False
    if _VOCABULARY.match(word):
        return True
    heads = [d.gloss for e in dictionary.entries_of(word) for d in e.definitions]
    return bool(heads) and all(_is_described(gloss) for gloss in heads)


def _is_described(gloss: str) -> bool:
    """Return whether a gloss is a name before a small noun: Tang poetry, Peking duck."""
    first = re.split(r"[,;(]", gloss)[0].strip().removeprefix("the ")
    words = first.split()
    return (
        1 < len(words) < 5
        and words[0][:1].isupper()
        and words[-1].islower()
        and not _LAST_OF_A_DESCRIPTION.search(first)
        and not any(w in ("of", "in", "the", "to", "and") for w in words)
    )


def _is_slang(entry: Entry) -> bool:
    return any("slang" in label for definition in entry.definitions for label in definition.labels)


def is_country(name: str) -> bool:
    """Return whether a name is a country's, by its last character or by the list of those English inflects."""
    return is_listed_name(name) and (
        name.endswith("国") or name in ALSO_CALLED or name in _COUNTRIES
    )


def surname_spellings(surname: str) -> tuple[str, ...]:
    """Return how a surname is spelt in Cantonese, Hokkien and Korean names."""
    return tuple(filter(None, SURNAMES.get(surname, "").split(",")))


@remembered
def is_surname(text: str) -> bool:
    """Return whether the dictionary lists a surname of one or two characters."""
    return any(entry.is_surname for entry in dictionary.entries_of(text))


@remembered
def head_of(name: str) -> str:
    """Return the longest ending of a name that says its kind, "" if there is none."""
    for length in range(min(4, len(name) - 1), 0, -1):
        if name[-length:] in HEADS:
            return name[-length:]
    return ""
