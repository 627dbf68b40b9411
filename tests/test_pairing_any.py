"""What holds of pairing whatever the blocks: each sentence is in one bead, none is lost, and no two beads cross."""

from dataclasses import replace
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from any_text import CHINESE_LINES, ENGLISH_LINES, examples
from shengci import text
from shengci.pairing import align_sentences, pair_sentences
from shengci.records import Article, Block, Language, Layout, Place, Role, Settings
from shengci.sentences import chinese_sentences, english_sentences

SIDES: tuple[tuple[Language, st.SearchStrategy[str]], ...] = (
    ("english", ENGLISH_LINES),
    ("chinese", CHINESE_LINES),
)
ROLES: tuple[Role, ...] = get_args(Role)


def blocks(language: Language, lines: st.SearchStrategy[str]) -> st.SearchStrategy[Block]:
    """Return blocks as a reader gives them: folded and not empty."""
    return st.builds(
        Block,
        lines.map(lambda line: text.fold(text.clean(line))).filter(bool),
        st.just(language),
        st.sampled_from((*ROLES, "body", "body", "body")),
        st.builds(Place, st.just("a.txt"), st.integers(1, 9)),
    )


def with_rows(found: list[Block], rows: list[int]) -> tuple[Block, ...]:
    """Return blocks in rows that follow each other, as the file says."""
    return tuple(replace(block, row=row) for block, row in zip(found, sorted(rows), strict=False))


BLOCKS = st.lists(st.one_of(*(blocks(*side) for side in SIDES)), max_size=8)
ROWS = st.lists(st.integers(0, 5), min_size=8, max_size=8)
ARTICLES = st.builds(
    Article,
    st.just("Any"),
    st.one_of(BLOCKS.map(tuple), st.builds(with_rows, BLOCKS, ROWS)),
    st.sampled_from(get_args(Layout)),
)


def squeezed(texts: list[str]) -> str:
    return "".join("".join(texts).split())


@examples(12)
@given(ARTICLES)
def test_each_sentence_is_in_one_bead_and_in_its_order(article: Article) -> None:
    pairs = pair_sentences(article, Settings())
    assert pairs == pair_sentences(article, Settings())
    for language, _ in SIDES:
        written = [block.text for block in article.blocks if block.language == language]
        paired = [each for pair in pairs for each in getattr(pair, f"{language}_sentences")]
        assert squeezed(paired) == squeezed(written)
        assert all(each.strip() == each != "" for each in paired)
    for pair in pairs:
        assert pair.bead != (0, 0)
        assert 0 <= pair.score <= 1
        assert pair.role in ROLES


LINES = tuple(
    st.lists(st.one_of(lines.map(text.fold), st.just("")), max_size=7) for _, lines in SIDES
)


@examples(25)
@given(*LINES)
def test_each_line_is_in_one_bead_and_in_its_order(english: list[str], chinese: list[str]) -> None:
    beads = align_sentences(english, chinese)
    assert [n for bead in beads for n in bead[0]] == list(range(len(english)))
    assert [n for bead in beads for n in bead[1]] == list(range(len(chinese)))
    assert all(0 <= score <= 1 for *_, score in beads)


@examples(25)
@given(ENGLISH_LINES.map(text.fold), CHINESE_LINES.map(text.fold))
def test_a_pair_of_lines_is_a_bead_whose_sentences_are_those_of_its_text(
    english: str, chinese: str
) -> None:
    place = Place("a.txt", 1)
    sides: tuple[tuple[str, Language], ...] = ((english, "english"), (chinese, "chinese"))
    rows = tuple(Block(line, language, "body", place, 0) for line, language in sides if line)
    pairs = pair_sentences(Article("Any", rows, "interleaved"), Settings())
    assert squeezed([pair.english for pair in pairs]) == squeezed([*english_sentences(english)])
    assert squeezed([pair.chinese for pair in pairs]) == squeezed([*chinese_sentences(chinese)])
