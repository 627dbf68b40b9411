"""Stroke diagrams, of two characters written here in the format of hanzi-writer-data."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from shengci.errors import ShengciError
from shengci.media import strokes
from shengci.media.strokes import diagrams_of

ACROSS = "M 120 380 L 900 400 L 900 440 L 120 420 Z"
DOWN = "M 490 780 L 530 780 Q 530 400 528 -60 L 488 -60 Z"
ONE = {"strokes": [ACROSS], "medians": [[[130, 400], [890, 420]]]}
TEN = {
    "strokes": [ACROSS, DOWN],
    "medians": [[[130, 400], [890, 420]], [[510, 770], [510, 300], [508, -50]]],
    "radStrokes": [0, 1],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "hanzi-writer-data"
    folder.mkdir()
    for character, data in (("一", ONE), ("十", TEN)):
        (folder / f"{character}.json").write_text(json.dumps(data), encoding="utf-8")
    return folder


def parsed(diagram: str) -> ElementTree.Element:
    return ElementTree.fromstring(diagram)


def numbers(diagram: str) -> dict[str, tuple[float, float]]:
    return {
        str(text.text): (float(text.attrib["x"]), float(text.attrib["y"]))
        for text in parsed(diagram).iter("text")
    }


def test_a_diagram_shows_every_stroke_with_its_number_and_says_so(folder: Path) -> None:
    diagrams = diagrams_of("十一", folder)
    assert list(diagrams) == ["十", "一"]
    ten = parsed(diagrams["十"])
    assert ten.attrib["aria-label"] == "十, 2 strokes, numbered in order"
    assert parsed(diagrams["一"]).attrib["aria-label"] == "一, 1 stroke, numbered in order"
    outlines = ten.findall("g")[0].findall("path")
    assert len(outlines) == 2
    assert list(numbers(diagrams["十"])) == ["1", "2"]


def test_it_is_the_right_way_up_and_a_quarter_of_the_size(folder: Path) -> None:
    (outline,) = parsed(diagrams_of("一", folder)["一"]).findall("g")[0].findall("path")
    # The data's y runs up from -124 to 900: 120, 380 is at 30, 130 of our 256.
    assert outline.attrib["d"] == "M30 130l195-5l0-10l-195 5z"


def test_a_number_stands_near_its_own_start_and_clear_of_the_strokes(folder: Path) -> None:
    at = numbers(diagrams_of("十", folder)["十"])
    assert at["1"][0] < 45  # the first begins at the left, at 32, 125
    assert abs(at["1"][1] - 125) < 40
    assert at["2"][1] < 60  # the second at the top, at 128, 32
    assert abs(at["2"][0] - 128) < 40


def test_no_two_numbers_touch_however_close_the_strokes_begin(tmp_path: Path) -> None:
    ways = [[[500 + 9 * i, 500 - 7 * i], [560 + 9 * i, 380 - 7 * i]] for i in range(25)]
    data = {"strokes": [DOWN] * 25, "medians": ways}
    (tmp_path / "囊.json").write_text(json.dumps(data), encoding="utf-8")
    diagram = diagrams_of("囊", tmp_path)["囊"]
    size = float(re.findall(r'font-size="(\d+)"', diagram)[0])
    boxes = [
        (x - 0.28 * size * len(text), x + 0.28 * size * len(text), y - 0.72 * size, y)
        for text, (x, y) in numbers(diagram).items()
    ]
    assert len(boxes) == 25
    for i, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[:i]:
            apart = right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top
            assert apart, (i + 1, boxes.index(other) + 1)
        assert -20 <= left < right <= 276
        assert -20 <= top < bottom <= 276


def test_many_strokes_get_a_larger_picture_with_numbers_of_the_same_size(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "囊.json").write_text(
        json.dumps({"strokes": [DOWN] * 22, "medians": [[[500, 500], [500, 300]]] * 22})
    )
    sizes = []
    for diagram in (diagrams_of("一", folder)["一"], diagrams_of("囊", tmp_path)["囊"]):
        picture = parsed(diagram)
        side = float(picture.attrib["viewBox"].split()[2])
        pixels = float(picture.attrib["width"])
        (font,) = re.findall(r'font-size="(\d+)"', diagram)
        sizes.append((pixels, float(font) * pixels / side))
    assert [pixels for pixels, _ in sizes] == [140, 170]
    assert all(size == pytest.approx(12, abs=0.5) for _, size in sizes)


def test_it_has_no_ids_no_script_and_no_colour_but_the_cards_own(folder: Path) -> None:
    diagram = diagrams_of("十", folder)["十"]
    assert not re.search(r"\bid=|<script|#[0-9a-f]{3}|rgb|url|\{", diagram)
    colours = set(re.findall(r'(?:fill|stroke)(?:="|:)([^";]+)', diagram))
    assert colours == {"currentColor", "none", "var(--mark,currentColor)"}
    assert len(diagram.encode()) < 1000


def test_the_same_data_gives_the_same_diagram(folder: Path) -> None:
    assert diagrams_of("十", folder) == diagrams_of("十", folder)


def test_what_is_not_in_the_data_has_no_diagram_and_letters_need_none(folder: Path) -> None:
    assert diagrams_of("T恤，〇十", folder).keys() == {"恤", "〇", "十"}
    assert diagrams_of("恤", folder) == {"恤": ""}


@pytest.mark.parametrize("inner", ["data", "package", "node_modules/hanzi-writer-data"])
def test_the_folder_around_it_does_as_well(folder: Path, tmp_path: Path, inner: str) -> None:
    (tmp_path / "project" / inner).parent.mkdir(parents=True)
    folder.rename(tmp_path / "project" / inner)
    assert diagrams_of("十", tmp_path / "project")["十"]


def test_a_folder_that_is_missing_or_holds_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ShengciError, match=r"nowhere: no such folder: name the one that npm's"):
        diagrams_of("十", tmp_path / "nowhere")
    (tmp_path / "a.json").write_text("{}")
    with pytest.raises(ShengciError, match=r"holds no stroke data: name the folder"):
        diagrams_of("十", tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "null",
        "{}",
        json.dumps(TEN)[:200],
        json.dumps(TEN | {"medians": TEN["medians"][:1]}),
        json.dumps({"strokes": [], "medians": []}),
        json.dumps({"strokes": [ACROSS], "medians": [[]]}),
        json.dumps({"strokes": [ACROSS], "medians": [[[1, "x"]]]}),
        json.dumps({"strokes": [ACROSS], "medians": [[[1, 2, 3]]]}),
        json.dumps({"strokes": [7], "medians": [[[1, 2]]]}),
        '{"strokes": ["M 1 1 L NaN 2 Z"], "medians": [[[1, 2]]]}',
        '{"strokes": ["M 1 1 L 2 Z"], "medians": [[[1, 2]]]}',
        '{"strokes": ["\\"/><script>alert(1)</script>"], "medians": [[[1, 2]]]}',
        '{"strokes": ["M 1 1 A 1 1 Z"], "medians": [[[1, 2]]]}',
        '{"strokes": ["M 1 1 Z"], "medians": [[[Infinity, 2]]]}',
        "[" * 100_000,
        b"\xff\xfe",
        " " * 1_000_001,
    ],
)
def test_a_damaged_file_is_named(folder: Path, content: str | bytes) -> None:
    data = content if isinstance(content, bytes) else content.encode()
    (folder / "十.json").write_bytes(data)
    with pytest.raises(
        ShengciError, match=r"十\.json: damaged, or not of hanzi-writer-data"
    ) as told:
        diagrams_of("一十", folder)
    assert "\n" not in str(told.value)


def test_short_pieces_are_left_out_without_drifting() -> None:
    path = "M 100 100 L 102 101 L 104 102 L 500 300 L 500 302 L 900 100 Z"
    # 100, 100 is at 25, 200; the two short steps are gone, and the next still arrives at 125, 150.
    assert strokes._short_path(path) == "M25 200l100-50l100 50z"
