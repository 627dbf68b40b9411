"""Chinese function words: grammar rather than vocabulary.

Closed classes after the usual grammars (particles, pronouns, demonstratives, adverbs of degree and
scope, prepositions, conjunctions, auxiliaries, localisers, common measure words), written down by
hand. They get no card by default: a learner meets them in a grammar lesson, not in a deck.
"""

PARTICLES = frozenset(
    """的 地 得 了 着 过 吗 呢 吧 啊 呀 嘛 哦 啦 之 所 们 等 等等 似的 般 而已 罢了""".split()
)
"""Words that answer nothing in an English line by themselves."""

MEASURE_WORDS = frozenset(
    """个 些 点 位 只 条 张 本 件 块 家 名 次 种 部 份 座 台 辆 把 支 枝 片 双 对 套 层 间 栋 颗 棵 朵 杯 瓶 碗 盘 遍 趟 场 句 段
    道 篇 首 项 届 批 群 口 匹 头 岁 元 角 毛 年 月 日 号 天 分 秒 点钟 根 面 枚 串 倍 股 则 幅 幢 艘 架 顶 扇 盏 粒 滴 堆 排 行 列 圈 顿
    阵 番 笔 桩 宗 卷 册 节 课 门 类 代 桌 壶 罐 箱 袋 包 盒 斤 公斤 米 公里 厘米 吨 克 升 度 亩 勺 匙 盆 束 捆 扎 团 伙 帮 封
    款 级 期 轮 回 下 声 眼 脚 拳 样 摞 沓 叠 缕 尊 剂 截 瓣 丛 撮 簇 桶 筐 篮 锅 捧""".split()
)
"""Measure words and units: what may stand between a numeral and its noun; many are nouns elsewhere."""

FUNCTION_WORDS = PARTICLES | frozenset(
    """
    个 些 点 位 只 条 张 本 件 块 家 名 次 种 部 份 座 台 辆 把 双 对 套 层 元 年 月 日 号 天 分 秒 岁 点钟
    我 你 您 他 她 它 我们 你们 他们 她们 它们 咱们 自己 大家 人家 别人 谁 什么 哪 哪儿 哪里 怎么 怎样 怎么样 几
    多少 为什么 这 那 这个 那个 这些 那些 这儿 那儿 这里 那里 这样 那样 这么 那么 此 其 该 某 各 每 另 本 本人 其中
    其他 其它 有些 有的 一些 一个 某些 任何 一切 所有 整个 每个 各种 彼此
    是 有 在 不 没 没有 不是 就是 也 都 就 才 还 还是 又 再 很 太 更 最 非常 十分 只 只是 只有 已 已经 曾 曾经
    正 正在 将 将要 会 能 能够 可以 可 要 想 应该 应 必须 刚 刚刚 常 常常 总 总是 一直 从来 仍 仍然 却 倒 竟 便 即
    并 并且 且 而 而且 和 与 跟 同 及 以及 或 或者 还有 但 但是 可是 不过 然而 因为 因此 所以 由于 如果 要是 假如
    虽然 尽管 即使 哪怕 只要 除非 无论 不管 不论 既 既然 于是 然后 例如 比如 甚至 乃至 至于 关于 对于 由 于 被 让 叫
    给 向 往 朝 从 自 到 为 为了 以 用 按 按照 根据 通过 比 跟着 随着 除了 除 当 像 如 如同 因 令 使 使得
    上 下 里 外 中 内 前 后 间 旁 之间 之前 之后 之中 之下 之上 以前 以后 以上 以下 以来 以内 以外 的话 的时候 时 时候
    来 去 起来 出来 下来 过来 上来 进来 出去 下去 过去 上去 进去 起 出 进 回
    一 二 两 三 四 五 六 七 八 九 十 百 千 万 亿 零 半 第 约 多 好几 左右 许多 很多 一样 一点 一点儿 一下 一下儿 一会儿
    是不是 有没有 呗 哎 唉 喂 嗯 啊呀 哎呀 哈 哈哈 嘿 哇 别 不要 请 所谓 是否 还要 就要 并不 并非 不再 也许 或许 可能
    """.split()
)
"""Every function word: particles, the plainest measure words, and the other closed classes."""

USUAL_READINGS = {
    "还": "hai2", "没": "mei2", "都": "dou1", "和": "he2", "只": "zhi3", "得": "de5", "地": "de5", "着": "zhe5",
    "了": "le5", "的": "de5", "倒": "dao4", "当": "dang1", "将": "jiang1", "把": "ba3", "给": "gei3", "中": "zhong1",
    "上": "shang4", "几": "ji3", "那": "na4", "哪": "na3", "会": "hui4", "要": "yao4", "应": "ying1", "可": "ke3",
    "正": "zheng4", "便": "bian4", "更": "geng4", "曾": "ceng2", "与": "yu3", "个": "ge4", "令": "ling4", "间": "jian1",
    "难": "nan2", "少": "shao3", "多": "duo1", "好": "hao3", "过": "guo4", "为": "wei4", "朝": "chao2", "似": "si4",
    "种": "zhong3", "处": "chu4", "喝": "he1", "吗": "ma5", "呢": "ne5", "吧": "ba5"
}  # fmt: skip
"""The reading of common single characters where nothing in the sentence asks for another one."""
