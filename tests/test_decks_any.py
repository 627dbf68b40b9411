"""What holds of a class deck's files whatever stands in them: they come back, and merging equals changes nothing."""

from dataclasses import replace
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from any_text import CHINESE_LINES, ENGLISH_LINES, LINES, examples
from shengci import text
from shengci.decks import cells
from shengci.decks.merging import merge
from shengci.decks.pair_table import pairs_text, parse_pairs
from shengci.decks.recipe import Lesson, LessonArticle, Recipe, parse_recipe
from shengci.decks.recipe_text import new_recipe, with_lessons
from shengci.decks.refreshing import Generated, refreshed
from shengci.decks.row_table import parse_rows, rows_text
from shengci.decks.rows import DROP, KEEP, Row, generated
from shengci.records import CardType, Place, Role, SentencePair, Standard


def typed(lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return lines as a cell holds them: of one line, and nothing in it that is not seen."""
    return lines.map(lambda line: text.fold(text.clean(line)))


CELLS = typed(LINES)
BARE_ROWS = st.builds(
    Row,
    st.sampled_from(("夜市", "长", "卡拉OK", "三P")),
    guid=st.sampled_from(("", "w1", "w2", "w3", "w4", "w5", "w6", "w7")),
    keep=st.sampled_from(("", KEEP, DROP)),
    lesson=st.sampled_from(("", "1", "12")),
    meaning=CELLS,
    sentence=CELLS,
    source_line=CELLS,
    teacher_note=CELLS,
    tags=CELLS,
    why=CELLS,
    review=st.sampled_from(((), ("Meaning",), ("Meaning", "Sentence"))),
    extra=st.one_of(st.just(()), CELLS.filter(bool).map(lambda cell: (("Mine", cell),))),
)
ROWS = st.lists(
    st.one_of(BARE_ROWS, BARE_ROWS.map(generated)),
    max_size=4,
    unique_by=lambda row: row.guid or object(),
).map(tuple)


def with_all_columns(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return rows as they are read: one that has no cell in another's column has an empty one."""
    columns = tuple(dict.fromkeys(column for row in rows for column, _ in row.extra))
    return tuple(
        replace(row, extra=tuple((column, dict(row.extra).get(column, "")) for column in columns))
        for row in rows
    )


@examples(25)
@given(ROWS)
def test_rows_come_back_from_their_text(rows: tuple[Row, ...]) -> None:
    written = rows_text(rows)
    read, problems = parse_rows(written, "class.tsv")
    assert not problems
    assert read == with_all_columns(rows)
    assert rows_text(read) == written


@examples(25)
@given(ROWS)
def test_equal_tables_merge_to_themselves(rows: tuple[Row, ...]) -> None:
    merged = merge(rows, rows)
    assert (merged.rows, merged.taken, merged.conflicts) == (rows, 0, ())
    fresh = refreshed(rows, Generated(()))
    assert refreshed(fresh, Generated(())) == fresh


@examples(25)
@given(ROWS, ROWS)
def test_merging_a_second_time_takes_nothing_more(
    ours: tuple[Row, ...], theirs: tuple[Row, ...]
) -> None:
    once = merge(ours, theirs)
    again = merge(once.rows, theirs)
    assert (again.rows, again.taken) == (once.rows, 0)
    assert again.conflicts == once.conflicts


SIDES = st.tuples(typed(ENGLISH_LINES), typed(CHINESE_LINES)).filter(any)
PAIRS = st.lists(
    st.builds(
        lambda sides, role, line: SentencePair(
            *((side,) if side else () for side in sides), 1.0, role, Place("a.txt", line)
        ),
        SIDES,
        st.sampled_from(get_args(Role)),
        st.integers(1, 9_999),
    ),
    min_size=1,
    max_size=5,
)


@examples(25)
@given(PAIRS)
def test_pairs_come_back_from_their_table(pairs: list[SentencePair]) -> None:
    written = pairs_text(pairs)
    read = parse_pairs(written, "a.pairs.tsv", "a.txt")
    assert [(pair.role, pair.place) for pair in read] == [(p.role, p.place) for p in pairs]
    for one, other in zip(read, pairs, strict=True):
        assert "".join(one.english.split()) == "".join(other.english.split())
        assert "".join(one.chinese.split()) == "".join(other.chinese.split())
    assert pairs_text(parse_pairs(written, "a.pairs.tsv", "a.txt")) == pairs_text(read)


NAMES = typed(LINES).filter(bool)
LESSONS = st.lists(
    st.builds(
        Lesson,
        typed(LINES),
        st.lists(st.builds(LessonArticle, NAMES, typed(LINES), typed(LINES)), min_size=1, max_size=3).map(tuple),
    ),
    max_size=3,
).map(tuple)  # fmt: skip
RECIPES = st.builds(
    Recipe,
    NAMES,
    LESSONS,
    typed(LINES),
    level=st.sampled_from((None, 1, 6)),
    standard=st.sampled_from(get_args(Standard)),
    limit=st.sampled_from((None, 1, 30)),
    names=st.booleans(),
    cards=st.sets(st.sampled_from(get_args(CardType)[1:])).map(
        lambda cards: tuple(c for c in get_args(CardType) if c in ("recognition", *cards))
    ),
    exclude=st.lists(NAMES, max_size=2).map(tuple),
    digits=st.sampled_from((1, 2)),
)


@examples(25)
@given(RECIPES, LESSONS)
def test_a_recipe_comes_back_from_its_text_with_these_lessons_and_with_others(
    recipe: Recipe, lessons: tuple[Lesson, ...]
) -> None:
    written = new_recipe(recipe)
    assert parse_recipe(written, "class.toml") == recipe
    changed = with_lessons(written, lessons)
    assert parse_recipe(changed, "class.toml") == replace(recipe, lessons=lessons)
    back = with_lessons(changed, recipe.lessons)
    assert parse_recipe(back, "class.toml") == recipe


@given(LINES)
def test_text_comes_back_from_a_cell_and_a_note_stays_as_it_is(line: str) -> None:
    cell = cells.cell_of(line)
    assert cells.plain(cell) == text.fold(line)
    note = cells.note_html(line)
    assert cells.note_html(note) == note
    assert cells.stamp(cell) == cells.stamp(f" {cell}\t")
