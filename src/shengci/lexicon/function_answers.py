"""Which English words a Chinese function word may answer: 在 in, at, on; 已 already, have.

Grammar, written down by hand after the usual grammars: glosses have no place for it ("(used before a
verb to …)"), and a preposition's English depends on the noun. What the table lacks, the glosses may have.
"""

ANSWERS = {
    word: frozenset(english)
    for word, *english in map(
        str.split,
        """
    的 of that which who whose
    在 in at on during while by within
    和 and with
    与 and with to
    及 and
    以及 and well
    并 and also
    并且 and also
    而 and but while
    而且 and moreover also
    或 or
    或者 or either
    但 but however
    但是 but however
    不过 but however though
    然而 but however yet
    因为 because since as for
    因此 so therefore thus
    所以 so therefore
    由于 due because since owing as
    如果 if
    要是 if
    虽然 although though while
    尽管 although though despite
    即使 even if
    只要 long as
    只有 only
    除了 besides except apart addition
    除非 unless
    无论 whether no matter regardless
    不管 whether no matter regardless
    既 both
    于是 so then
    然后 then
    例如 for example instance such like
    比如 for example instance such like
    甚至 even
    至于 as for
    关于 about on regarding concerning
    对于 for to about
    对 to for toward towards on against with at about
    由 by from
    被 by was were been be is are
    让 let made make makes have
    给 to for give
    向 to toward towards from
    往 to toward
    朝 to toward
    从 from since through
    自 from since
    到 to until till at
    为 for as to is be
    为了 to for order
    以 to with by in order
    用 with by use using
    按 according by
    按照 according by
    根据 according based under
    通过 through by via
    比 than
    随着 with as
    当 when as while
    像 like as
    如 as like such if
    如同 like as
    使 make made makes
    令 make made makes
    将 will would to shall be
    会 will would can could be
    能 can could able
    能够 can could able
    可以 can could may might
    可 can could may
    可能 may might could possible likely perhaps
    要 will want to must should need have going
    想 want wants wanted would
    应该 should ought
    应 should
    必须 must have has had
    是 is was are were be been
    有 have has had there is are was were with
    没有 no not without have has had did didn't never none
    没 not no didn't haven't hasn't without
    不 not no never don't doesn't didn't won't can't cannot without
    不是 not isn't wasn't aren't
    也 also too either as well
    都 all both every each
    就 just then as soon on right
    才 only just not until
    还 still also yet even
    还是 or still
    又 again and also
    再 again more then
    很 very quite
    太 too so
    更 more even
    最 most
    非常 very
    十分 very
    只 only just but
    已 already have has had been
    已经 already have has had been
    曾 once had have has
    曾经 once had have has
    正 is are was were just being
    正在 is are was were now being
    刚 just
    刚刚 just
    常 often
    常常 often
    总 always
    总是 always
    一直 always all has have been had
    仍 still
    仍然 still
    却 but yet
    我 I me my
    你 you your
    您 you your
    他 he him his
    她 she her
    它 it its
    我们 we us our ours
    你们 you your
    他们 they them their theirs
    她们 they them their
    它们 they them their its
    自己 own self himself herself itself themselves yourself myself
    大家 everyone everybody all
    人家 others
    谁 who whom whose anyone
    什么 what anything whatever
    哪 which where what
    哪里 where
    哪儿 where
    怎么 how why what
    怎样 how
    怎么样 how
    几 several few how
    多少 how many much
    为什么 why
    这 this these the that it
    那 that those the then
    这个 this the that
    那个 that the
    这些 these those the
    那些 those these the
    这里 here
    那里 there
    这样 this so such like thus way
    那样 that so such like
    这么 so this such
    那么 so then such
    此 this that these
    其 its their his her the
    该 the this that should its
    某 certain some
    各 each every all various
    每 every each per a
    另 another other
    本 this the our own
    其中 which among them these
    其他 other others
    其它 other others
    有些 some
    一些 some few
    一个 a an one
    任何 any
    一切 everything all
    所有 all every
    整个 whole entire all
    上 on in up over last
    下 under down next below
    里 in inside into
    外 outside
    中 in among of during within
    内 in within inside
    前 before ago former front
    后 after later behind
    之间 between among
    之前 before
    之后 after
    以前 before ago
    以后 after later
    以来 since
    以上 above over more
    以下 below under
    以外 outside besides
    时 when while at time
    时候 when time
    来 to come came in for
    去 go went to
    一 a an one
    二 two
    两 two both
    三 three
    四 four
    五 five
    六 six
    七 seven
    八 eight
    九 nine
    十 ten
    百 hundred
    千 thousand
    万 thousand million
    亿 million billion
    半 half
    约 about around approximately some
    左右 about around
    许多 many lots
    很多 many much lot
    多 more many over much than
    个 a
    等 and other others such etc
    等等 and etc
    之 of
    了 have has had
    过 have has had ever
    另外 another other
    年 year years
    月 month months
    日 day
    天 day days
    岁 old years age
    元 yuan
    次 time times
    """.strip().splitlines(),
    )
}
"""The English words, in lower case, by the simplified function word they may stand for."""
