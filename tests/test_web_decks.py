"""Class decks over the page's own requests: articles in, words edited, pairs mended, the package out."""

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from anki.collection import Collection

from ferry import IN_TURN
from real_anki import fields_of, take
from shengci.classes import files
from shengci.errors import ShengciError
from shengci.records import Settings
from shengci.web.jobs import Jobs
from shengci.web.places import check_recipe
from visiting import HTML, Answer, Visitor, serving

TEXT = "\n".join(IN_TURN)
SCRIPT = '<script>alert("x")</script>"\'><img src=x onerror=alert(1)>{{7+7}}'


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    folder = tmp_path_factory.mktemp("decks")
    with serving(folder) as served:
        yield Visitor(served).enter()


@pytest.fixture(scope="module")
def folder(visitor: Visitor) -> Path:
    store = visitor.served.app.state.site.store
    assert isinstance(store.folder, Path)
    return store.folder


@pytest.fixture(scope="module")
def island(visitor: Visitor) -> str:
    """The name of a class deck of one lesson."""
    return with_lesson(visitor, "Island")


def with_lesson(visitor: Visitor, title: str) -> str:
    assert visitor.post("/api/decks", {"title": title}).status == 201
    pasted = {"title": "The last vet", "text": TEXT}
    job = visitor.finish(visitor.post(f"/api/decks/{quote(title)}/articles", pasted))
    assert job["state"] == "done", job
    return title


def words_of(visitor: Visitor, name: str) -> dict[str, dict[str, Any]]:
    rows = visitor.get(f"/api/decks/{quote(name)}/words").json["rows"]
    return {row["word"]: row for row in rows}


def edit(visitor: Visitor, name: str, word: str, column: str, value: object) -> Any:  # noqa: ANN401
    guid = words_of(visitor, name)[word]["guid"]
    edits = [{"guid": guid, "column": column, "value": value}]
    return visitor.post(f"/api/decks/{quote(name)}/words", {"edits": edits})


# --- Articles ------------------------------------------------------------------------------------


def test_pasted_article_is_a_file_of_the_deck_and_a_lesson(
    visitor: Visitor, folder: Path, island: str
) -> None:
    assert (folder / "Island" / "The last vet.txt").read_text(encoding="utf-8") == TEXT
    lessons = files.load(folder / "Island.toml").recipe.lessons
    assert [article.file for article in lessons[0].articles] == ["Island/The last vet.txt"]
    vet = words_of(visitor, island)["兽医"]
    assert (vet["pinyin"], vet["meaning"], vet["lesson"]) == ("shòu yī", "vet; veterinarian", 1)
    assert "*兽医*" in vet["sentence"]
    assert vet["zipf"] > 3
    page = visitor.get("/decks/Island", {"Accept": HTML}).text
    assert "article=Island/The%20last%20vet.txt" in page


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../outside.txt", "outside.txt"),
        ("..\\..\\windows.txt", "windows.txt"),
        ("/etc/cron.d/job.txt", "job.txt"),
        ("C:\\boot.txt", "boot.txt"),
        (".htaccess.txt", "htaccess.txt"),
        ("a\x00b\n.txt", "ab.txt"),
        ("%2e%2e%2fx.txt", "%2e%2e%2fx.txt"),
        (".txt", "鸥岛上最后的兽医.txt"),
        (f"{'长' * 300}.txt", f"{'长' * 60}.txt"),
    ],
)
def test_names_of_uploads_are_only_names(
    visitor: Visitor, folder: Path, sent: str, kept: str
) -> None:
    name = f"Uploads {abs(hash(sent)) % 10**6}"
    assert visitor.post("/api/decks", {"title": name}).status == 201
    outside = set(folder.parent.iterdir())
    text = f"# The Last Vet on Gull Island\n# 鸥岛上最后的兽医\n{TEXT}".replace("# ", "")
    address = f"/upload/{quote(name)}?file={quote(sent)}"
    job = visitor.finish(visitor.post(address, text.encode()))
    assert job["state"] == "done", job
    found = [path.name for path in (folder / name).iterdir()]
    assert found == [kept]
    assert set(folder.parent.iterdir()) == outside


@pytest.mark.parametrize(
    "file", ["x.exe", "x.toml", "x", "", ".", "x.txt/", "x.tsv.py", "x.svg", "x.js"]
)
def test_uploads_of_other_kinds_are_refused(
    visitor: Visitor, island: str, folder: Path, file: str
) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    job = visitor.finish(visitor.post(f"/upload/Island?file={quote(file)}", TEXT.encode()))
    assert job["state"] == "failed"
    assert "save it as one of" in job["result"]
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("data", [b"", b"\x00\xff" * 900, b"%PDF-1.7\nno pdf", b"only English."])
def test_upload_that_is_no_article_leaves_nothing(
    visitor: Visitor, island: str, folder: Path, data: bytes
) -> None:
    job = visitor.finish(visitor.post("/upload/Island?file=bad.txt", data))
    assert job["state"] == "failed"
    assert not (folder / "Island" / "bad.txt").exists()


def test_upload_into_a_linked_folder_is_refused(
    visitor: Visitor, folder: Path, tmp_path: Path
) -> None:
    assert visitor.post("/api/decks", {"title": "Linked"}).status == 201
    (folder / "Linked").symlink_to(tmp_path)
    job = visitor.finish(visitor.post("/upload/Linked?file=a.txt", TEXT.encode()))
    assert "outside the folder" in job["result"]
    assert not list(tmp_path.iterdir())


def test_recipe_that_names_files_outside_or_a_program_is_not_made(
    visitor: Visitor, folder: Path
) -> None:
    secret = folder.parent / "secret.txt"
    secret.write_text(TEXT, encoding="utf-8")
    lesson = '[[lessons]]\narticles = ["{}"]\n'
    for name, text in {
        "Out": 'title = "Out"\n' + lesson.format("../secret.txt"),
        "Far": 'title = "Far"\n' + lesson.format(secret.as_posix()),
        "Known": 'title = "Known"\nexclude = ["../secret.txt"]\n',
        "Program": 'title = "Program"\naudio = "command"\nvoice_command = "touch {out}"\n',
    }.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        job = visitor.finish(visitor.post(f"/api/decks/{name}/build"))
        assert job["state"] == "failed"
        assert "outside the folder" in job["result"] or "runs a program" in job["result"]
        address = f"/api/decks/{name}/pairs?article={quote(secret.as_posix())}"
        assert visitor.get(address).status == 404
        assert visitor.get(address.replace(quote(secret.as_posix()), "../secret.txt")).status == 404
        (folder / f"{name}.toml").unlink()


def test_deck_names_come_from_titles(visitor: Visitor, folder: Path) -> None:
    for title, name in {
        "../../etc": "etc", "C++ & Co.": "C++ & Co", "初级班：春季": "初级班：春季", "a/b": "a b",
        "Aux%2e%2e": "Aux 2e 2e",
    }.items():  # fmt: skip
        assert visitor.post("/api/decks", {"title": title}).json == {"name": name}
        assert (folder / f"{name}.toml").is_file()
    assert visitor.post("/api/decks", {"title": "C++ & Co."}).status == 400, "is there already"
    for title in ("", " ", "...", "///", "\x00", "x" * 61, None, 7, ["a"]):
        assert visitor.post("/api/decks", {"title": title}).status in (400, 404)


# --- Lessons -------------------------------------------------------------------------------------


def with_two_lessons(visitor: Visitor, title: str) -> str:
    """A class deck whose second lesson has two articles."""
    name = with_lesson(visitor, title)
    for at, text in (
        ("0", "She waits.\n她在等渡轮。"),
        ("2", "The goats are brave.\n山羊都很勇敢，也很固执。"),
    ):
        sent = {"title": text[:9].strip("."), "text": text, "lesson": at}
        job = visitor.finish(visitor.post(f"/api/decks/{quote(name)}/articles", sent))
        assert job["state"] == "done", job
    return name


def change_lessons(visitor: Visitor, name: str, **change: object) -> Answer:
    page = visitor.get(f"/decks/{quote(name)}", {"Accept": HTML}).text
    seen = re.search('data-seen="([0-9a-f]+)"', page)
    assert seen
    return visitor.post(f"/api/decks/{quote(name)}/lessons", {"seen": seen[1], **change})


def titles(folder: Path, name: str) -> list[str]:
    return [lesson.title for lesson in files.load(folder / f"{name}.toml").recipe.lessons]


def test_lesson_is_renamed_moved_and_taken_out_and_its_words_follow(
    visitor: Visitor, folder: Path
) -> None:
    name = with_two_lessons(visitor, "Change")
    second = titles(folder, name)[1]
    edit(visitor, name, "诊所", "lesson", 2)
    edit(visitor, name, "兽医", "meaning", "animal doctor")
    done = visitor.finish(change_lessons(visitor, name, what="rename", lesson=1, title="Vets"))
    assert done["state"] == "done", done
    visitor.finish(change_lessons(visitor, name, what="move", lesson=1, to=2))
    assert titles(folder, name) == [second, "Vets"]
    words = words_of(visitor, name)
    assert [words[word]["lesson"] for word in ("诊所", "渡轮", "勇敢", "兽医")] == [1, 1, 1, 2]
    kept = list(folder.glob(f"{name}/*"))
    visitor.finish(change_lessons(visitor, name, what="remove", lesson=2))
    assert titles(folder, name) == [second]
    words = words_of(visitor, name)
    assert (words["兽医"]["meaning"], words["兽医"]["review"]) == ("animal doctor", ["gone"])
    assert words["渡轮"]["lesson"] == 1
    assert "女儿" not in words
    assert list(folder.glob(f"{name}/*")) == kept, "the files stay"


def test_article_is_taken_out_of_its_lesson(visitor: Visitor, folder: Path) -> None:
    name = with_two_lessons(visitor, "Fewer")
    article = files.load(folder / f"{name}.toml").recipe.lessons[1].articles[0].file
    change = {"what": "remove article", "lesson": 2, "article": article}
    assert visitor.finish(change_lessons(visitor, name, **change))["state"] == "done"
    lessons = files.load(folder / f"{name}.toml").recipe.lessons
    assert [len(lesson.articles) for lesson in lessons] == [1, 1]
    assert article not in {each.file for each in lessons[1].articles}
    assert (folder / article).is_file()


@pytest.mark.parametrize(
    "change",
    [
        {"what": "rename", "lesson": 1, "title": ""},
        {"what": "rename", "lesson": 1, "title": "x" * 121},
        {"what": "rename", "lesson": 9, "title": "x"},
        {"what": "move", "lesson": 1, "to": 0},
        {"what": "move", "lesson": 1, "to": 9},
        {"what": "move", "lesson": 0, "to": 1},
        {"what": "remove", "lesson": 9},
        {"what": "remove", "lesson": True},
        {"what": "remove article", "lesson": 1, "article": "../x.txt"},
        {"what": "remove article", "lesson": 1},
        {"what": "x", "lesson": 1},
        {"what": "remove", "lesson": 1, "seen": "0"},
    ],
    ids=str,
)
def test_change_of_lessons_that_makes_no_sense_is_refused(
    visitor: Visitor, folder: Path, island: str, change: dict[str, object]
) -> None:
    before = (folder / "Island.toml").read_bytes(), (folder / "Island.tsv").read_bytes()
    answer = change_lessons(visitor, island, **change)
    assert answer.status == (409 if "seen" in change else 400)
    assert answer.json["problem"]
    assert ((folder / "Island.toml").read_bytes(), (folder / "Island.tsv").read_bytes()) == before


def test_edit_made_while_lessons_are_moved_is_kept(visitor: Visitor) -> None:
    name = with_two_lessons(visitor, "Moving")
    answer = change_lessons(visitor, name, what="move", lesson=2, to=1)
    assert edit(visitor, name, "兽医", "meaning", "of this moment").status == 200
    assert visitor.finish(answer)["state"] == "done"
    vet = words_of(visitor, name)["兽医"]
    assert (vet["meaning"], vet["lesson"]) == ("of this moment", 2)


def test_build_that_is_no_update_is_refused_and_may_be_forced(
    visitor: Visitor, folder: Path
) -> None:
    name = with_lesson(visitor, "Forced")
    build = f"/api/decks/{name}/build"
    assert visitor.finish(visitor.post(build))["state"] == "done"
    visitor.finish(change_lessons(visitor, name, what="rename", lesson=1, title="Vets"))
    before = (folder / "Forced.apkg").read_bytes()
    job = visitor.finish(visitor.post(build))
    assert (job["state"], job["forcible"]) == ("failed", True)
    assert "a lesson was called Lesson 01 The last vet" in job["result"]
    assert "--force" not in job["result"]
    assert (folder / "Forced.apkg").read_bytes() == before
    job = visitor.finish(visitor.post(build, {"force": "yes"}))
    assert job["state"] == "failed", "only a plain yes"
    job = visitor.finish(visitor.post(build, {"force": True}))
    assert (job["state"], job["forcible"]) == ("done", False)


# --- Words ---------------------------------------------------------------------------------------


def test_edit_is_in_the_file_when_it_is_answered(
    visitor: Visitor, folder: Path, island: str
) -> None:
    answer = edit(visitor, island, "渡轮", "meaning", "ferry (our word)")
    assert answer.json["rows"][0]["meaning"] == "ferry (our word)"
    assert answer.json["rows"][0]["edited"] == ["meaning"]
    row = next(row for row in files.load(folder / "Island.toml").rows if row.word == "渡轮")
    assert row.meaning == "ferry (our word)"
    assert row.edits == ("Meaning",)
    assert answer.json["stamp"] == visitor.get("/api/decks/Island/stamp").json["stamp"]


def test_words_that_no_list_has_show_the_estimate_that_decided(
    visitor: Visitor, island: str
) -> None:
    words = words_of(visitor, island)
    assert (words["兽医"]["levelName"], words["兽医"]["level"]) != ("", None)
    seen = {True: 0, False: 0}
    for row in words.values():
        level = re.search(r"(estimated )?hsk ([-0-9]+)", row["why"])
        assert level, row
        assert row["levelName"] == f"{'≈' if level[1] else ''}{level[2]}"
        assert (row["level"] is None) == bool(level[1]) == bool(row["estimate"])
        seen[bool(level[1])] += 1
    assert all(seen.values()), "words of a list, and of none"


def test_tags_are_written_as_anki_takes_them_and_stay(
    visitor: Visitor, folder: Path, island: str
) -> None:
    answer = edit(visitor, island, "诊所", "tags", "places, sea places<b>，week::2")
    assert answer.json["rows"][0]["tags"] == "places places<b> sea week::2"
    visitor.finish(visitor.post("/api/decks/Island/refresh"))
    assert words_of(visitor, island)["诊所"]["tags"] == answer.json["rows"][0]["tags"]
    edit(visitor, island, "诊所", "tags", "sea  places")
    row = next(row for row in files.load(folder / "Island.toml").rows if row.word == "诊所")
    assert row.tags == "places sea"


def test_undone_edit_is_no_edit(visitor: Visitor, island: str) -> None:
    before = words_of(visitor, island)["山羊"]
    for column, value in {
        "meaning": "billy", "pinyin": "shan1 yang2", "sentence": "*山羊*来了。", "source_line": "Goats!",
        "keep": False, "teacher_note": "not *sheep*", "tags": "animals farm",
    }.items():  # fmt: skip
        assert edit(visitor, island, "山羊", column, value).status == 200
        assert words_of(visitor, island)["山羊"] != before
        assert edit(visitor, island, "山羊", column, before[column]).status == 200
        assert words_of(visitor, island)["山羊"] == before


def test_taking_back_brings_what_is_generated(visitor: Visitor, island: str) -> None:
    before = words_of(visitor, island)["勇敢"]
    edit(visitor, island, "勇敢", "meaning", "brave as a goat")
    sent = {"guid": before["guid"], "column": "meaning"}
    answer = visitor.post("/api/decks/Island/words/restore", sent)
    assert answer.json["rows"] == [before]


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("pinyin", "shòu yī le", "no reading of 2 syllables"),
        ("pinyin", "", "needs a reading"),
        ("sentence", "没有这个词。", "put *stars* around"),
        ("lesson", 0, "no lesson 0"),
        ("lesson", 99, "no lesson 99"),
        ("lesson", True, "no lesson"),
        ("meaning", "x" * 2001, "too many for a card"),
        ("keep", "yes", "can't be edited"),
        ("word", "别的", "can't be edited"),
        ("guid", "x", "can't be edited"),
        ("meaning", None, "no value"),
        ("meaning", {"a": 1}, "no value"),
    ],
)
def test_edit_that_would_break_the_deck_is_refused_and_says_why(
    visitor: Visitor, folder: Path, island: str, column: str, value: object, why: str
) -> None:
    before = (folder / "Island.tsv").read_bytes()
    answer = edit(visitor, island, "兽医", column, value)
    assert answer.status == 400
    assert why in answer.json["problem"]
    assert (folder / "Island.tsv").read_bytes() == before


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"null", b'{"edits": []}', b'{"edits": [1]}', b"[" * 99999]
)
def test_requests_that_make_no_sense_are_refused(
    visitor: Visitor, island: str, body: bytes
) -> None:
    for path in ("words", "pairs?article=x", "words/restore", "articles"):
        assert visitor.post(f"/api/decks/Island/{path}", body).status in (400, 404)


def test_emptied_cell_stays_empty(visitor: Visitor, island: str) -> None:
    answer = edit(visitor, island, "固执", "source_line", "")
    assert answer.json["rows"][0]["source_line"] == ""
    visitor.finish(visitor.post("/api/decks/Island/refresh"))
    assert words_of(visitor, island)["固执"]["source_line"] == ""


def test_files_changed_by_hand_are_picked_up(visitor: Visitor, folder: Path, island: str) -> None:
    stamp = visitor.get("/api/decks/Island/stamp").json["stamp"]
    table = (folder / "Island.tsv").read_text(encoding="utf-8")
    changed = table.replace("女儿", "女兒", 1) if "女儿" in table else table + "\n"
    (folder / "Island.tsv").write_text(changed + "keep\t1\t码头\t\t\t\n", encoding="utf-8")
    assert visitor.get("/api/decks/Island/stamp").json["stamp"] != stamp
    assert "码头" in words_of(visitor, island)
    assert edit(visitor, island, "码头", "meaning", "quay").status == 200
    assert "keep\t1\t码头\t\tquay" in (folder / "Island.tsv").read_text(encoding="utf-8")


def test_broken_file_is_named_and_heals(visitor: Visitor, folder: Path, island: str) -> None:
    table = (folder / "Island.tsv").read_bytes()
    (folder / "Island.tsv").write_bytes(table + b"maybe\t1\t\n")
    answer = visitor.get("/api/decks/Island/words")
    assert answer.status == 400
    assert "Island.tsv:" in answer.json["problem"]
    assert "Island.tsv:" in visitor.get("/", {"Accept": HTML}).text
    (folder / "Island.tsv").write_bytes(table)
    assert visitor.get("/api/decks/Island/words").status == 200


def test_edits_of_many_windows_at_once_are_all_kept(visitor: Visitor) -> None:
    name = with_lesson(visitor, "Windows")
    words = list(words_of(visitor, name).values())
    ready = threading.Barrier(20)

    def write(number: int) -> int:
        row = words[number % len(words)]
        column = "teacher_note" if number < len(words) else "meaning"
        edits = [{"guid": row["guid"], "column": column, "value": f"window {number}"}]
        ready.wait(20)
        return visitor.post(f"/api/decks/{name}/words", {"edits": edits}).status

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(write, range(20))) == {200}
    now = list(words_of(visitor, name).values())
    for number in range(min(20, len(words))):
        assert now[number]["teacher_note"] == f"window {number}"


def test_work_under_way_loses_no_edit(visitor: Visitor) -> None:
    name = with_lesson(visitor, "Meanwhile")
    words = list(words_of(visitor, name))[:8]
    jobs = [visitor.post(f"/api/decks/{name}/{what}") for what in ("build", "refresh", "build")]
    for word in words:
        assert edit(visitor, name, word, "teacher_note", f"note on {word}").status == 200
    done = [visitor.finish(job) for job in jobs]
    assert [job["state"] for job in done] == ["done"] * 3, done
    now = words_of(visitor, name)
    assert [now[word]["teacher_note"] for word in words] == [f"note on {word}" for word in words]


def test_script_in_every_field_is_text(visitor: Visitor, folder: Path) -> None:
    name = visitor.post("/api/decks", {"title": SCRIPT[:60]}).json["name"]
    address = f"/decks/{quote(name)}"
    text = "\n".join(f"{SCRIPT} {line}" for line in IN_TURN)
    pasted = {"title": SCRIPT, "text": text}
    job = visitor.finish(visitor.post(f"/api{address}/articles", pasted))
    assert job["state"] == "done", job
    for column in ("meaning", "source_line", "teacher_note"):
        assert edit(visitor, name, "兽医", column, SCRIPT).status == 200
    assert edit(visitor, name, "兽医", "sentence", f"{SCRIPT}兽医来了。").status == 200
    row = words_of(visitor, name)["兽医"]
    assert row["meaning"] == row["source_line"] == row["teacher_note"] == SCRIPT
    (article,) = files.load(folder / f"{name}.toml").recipe.lessons[0].articles
    pages = [
        "/",
        address,
        f"{address}/words",
        f"{address}/pairs?article={quote(article.file)}",
        f"{address}/report?article={quote(article.file)}",
        *(f"{address}/card?guid={row['guid']}&side={side}" for side in ("front", "back")),
        f"/decks/{quote(SCRIPT)}",
        f"{address}/pairs?article={quote(SCRIPT)}",
    ]
    assert visitor.finish(visitor.post(f"/api{address}/build"))["state"] == "done"
    for path in [*pages, f"{address}/handouts/1"]:
        page = visitor.get(path, {"Accept": HTML})
        assert "<script>alert" not in page.text, path
        assert "<img" not in page.text, path
        policy = page.headers["content-security-policy"]
        assert "script-src 'self'" in policy or "sandbox" in policy
        assert "script-src 'unsafe" not in policy
    assert "&lt;script&gt;" in visitor.get(pages[5], {"Accept": HTML}).text


# --- Pairs ---------------------------------------------------------------------------------------


def pairs_address(name: str) -> str:
    return f"/api/decks/{quote(name)}/pairs?article={quote(f'{name}/The last vet.txt')}"


def test_mended_pairs_are_in_a_file_the_words_follow(visitor: Visitor, folder: Path) -> None:
    name = with_lesson(visitor, "Mended")
    address = pairs_address(name)
    before = visitor.get(address).json
    n_pairs = len(before["pairs"])
    goats = next(n for n, p in enumerate(before["pairs"]) if "goats" in p["english"][0])
    step = {"stamp": before["stamp"], "what": "unpair", "pair": goats}
    after = visitor.post(address, step).json
    assert len(after["pairs"]) == n_pairs + 1
    assert (folder / name / "The last vet.pairs.tsv").is_file()
    (article,) = files.load(folder / f"{name}.toml").recipe.lessons[0].articles
    assert article.pairs == f"{name}/The last vet.pairs.tsv"
    assert visitor.finish(visitor.post(f"/api/decks/{name}/refresh"))["state"] == "done"
    assert "山羊" not in {w for w, row in words_of(visitor, name).items() if row["keep"]}
    rows = [{key: p[key] for key in ("english", "chinese", "role")} for p in before["pairs"]]
    undo = {"stamp": after["stamp"], "what": "set", "pairs": rows}
    undone = visitor.post(address, undo).json
    assert [p["english"] for p in undone["pairs"]] == [p["english"] for p in before["pairs"]]
    visitor.finish(visitor.post(f"/api/decks/{name}/refresh"))
    assert words_of(visitor, name)["山羊"]["keep"]


def test_step_upon_pairs_that_another_window_mended_is_refused(visitor: Visitor) -> None:
    name = with_lesson(visitor, "Two windows")
    address = pairs_address(name)
    stamp = visitor.get(address).json["stamp"]
    step = {"stamp": stamp, "what": "join", "pair": 0}
    assert visitor.post(address, step).status == 200
    again = visitor.post(address, step)
    assert again.status == 409
    assert "another window" in again.json["problem"]


def test_undoing_writes_no_text_of_its_own(visitor: Visitor, island: str, folder: Path) -> None:
    address = pairs_address(island)
    now = visitor.get(address).json
    for rows in (
        [{"english": ["Mine."], "chinese": ["我的。"], "role": "body"}],
        [{"english": [], "chinese": [], "role": "body"}],
        [{"english": "x", "chinese": ["x"], "role": "body"}],
        [{"english": [1], "chinese": ["x"], "role": "body"}],
        [{"english": ["x"], "chinese": ["x"], "role": "song"}],
        ["x"],
        [],
    ):
        step = {"stamp": now["stamp"], "what": "set", "pairs": rows}
        assert visitor.post(address, step).status == 400
    for step in ({"what": "join", "pair": 999}, {"what": "split", "pair": 0, "language": "latin", "n": 1},
                 {"what": "move", "pair": 0, "language": "english", "n": 1, "direction": "sideways"},
                 {"what": "fly", "pair": 0, "language": "english", "n": 1, "direction": "up"},
                 {"what": "join", "pair": "0"}, {"what": "join", "pair": True}):  # fmt: skip
        assert visitor.post(address, {"stamp": now["stamp"], **step}).status == 400
    assert not (folder / "Island" / "The last vet.pairs.tsv").exists()


# --- Out -----------------------------------------------------------------------------------------


def test_package_has_the_edits_on_the_cards(
    visitor: Visitor, tmp_path: Path, student: Collection
) -> None:
    name = with_lesson(visitor, "Package")
    edit(visitor, name, "兽医", "meaning", "animal doctor & <friend>")
    edit(visitor, name, "兽医", "sentence", "岛上只有一个*兽医*。")
    edit(visitor, name, "兽医", "source_line", "The island has one *vet*.")
    edit(visitor, name, "兽医", "teacher_note", "Not a 医生 for *people*.")
    edit(visitor, name, "渡轮", "keep", False)
    assert visitor.get(f"/decks/{name}/package").status == 404
    job = visitor.finish(visitor.post(f"/api/decks/{name}/build"))
    assert job["state"] == "done", job
    answer = visitor.get(f"/decks/{name}/package")
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{name}.apkg"
    package = tmp_path / "package.apkg"
    package.write_bytes(answer.body)
    take(student, package)
    card = fields_of(student, "兽医")
    assert card["Meaning"] == "animal doctor &amp; &lt;friend&gt;"
    assert "岛上只有一个<b>兽医</b>。" in card["Sentence"]
    assert card["SourceLine"] == "The island has one <b>vet</b>."
    assert card["TeacherNote"] == "Not a 医生 for <b>people</b>."
    assert not student.find_notes("Word:渡轮")
    table = visitor.get(f"/decks/{name}/table")
    assert "animal doctor &amp; &lt;friend&gt;" in table.text
    handout = visitor.get(f"/decks/{name}/handouts/1", {"Accept": HTML})
    assert "岛上只有一个" in handout.text
    assert visitor.get(f"/decks/{name}/handouts/2", {"Accept": HTML}).status == 404


def test_preview_is_what_anki_shows(visitor: Visitor, tmp_path: Path, student: Collection) -> None:
    name = with_lesson(visitor, "Preview")
    edit(visitor, name, "兽医", "teacher_note", "Not a 医生 for *people* <or> {{Word}}.")
    visitor.finish(visitor.post(f"/api/decks/{name}/build"))
    package = tmp_path / "preview.apkg"
    package.write_bytes(visitor.get(f"/decks/{name}/package").body)
    take(student, package)
    for word, row in words_of(visitor, name).items():
        found = student.find_cards(f'"Word:{word}"')
        assert len(found) == row["keep"]
        for card in map(student.get_card, found):
            shown = card.render_output()
            for side, text in (("front", shown.question_text), ("back", shown.answer_text)):
                address = f"/decks/{name}/card?guid={row['guid']}&side={side}"
                ours = visitor.get(address).text.partition('<div id="qa">')[2]
                silent = re.sub(r"\[anki:play:[qa]:\d+\]", "", text)
                assert ours.rpartition("</div></body>")[0].strip() == silent.strip()


def test_preview_is_by_day_or_night_and_of_every_card(visitor: Visitor, island: str) -> None:
    edit(visitor, island, "岛上" if "岛上" in words_of(visitor, island) else "兽医", "keep", True)
    row = words_of(visitor, island)["兽医"]
    edit(visitor, island, "兽医", "meaning", "island vet")
    address = f"/decks/Island/card?guid={row['guid']}&side=back"
    back = visitor.get(address, {"Accept": HTML})
    assert "island vet" in back.text
    assert "nightMode" not in back.text.split("<body")[1]
    assert "nightMode" in visitor.get(f"{address}&night=1").text.split("<body")[1]
    assert back.headers["content-security-policy"].endswith("frame-ancestors 'self'; sandbox")
    for card in ("Production", "Listening", "Cloze", "Writing"):
        assert visitor.get(f"{address}&card={card}").status == 200
    assert visitor.get(f"{address}&card=Other").status == 400
    assert visitor.get("/decks/Island/card?guid=").status == 404


def test_work_can_be_cancelled(visitor: Visitor, folder: Path) -> None:
    jobs: Jobs = visitor.served.app.state.site.jobs
    go_on = threading.Event()
    first = jobs.put(lambda tell: str(go_on.wait(10)))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    waiting = visitor.post("/upload/Island?file=late.txt", TEXT.encode()).json
    assert waiting["state"] == "waiting"
    cancelled = visitor.post(f"/api/jobs/{waiting['job']}/cancel").json
    go_on.set()
    assert cancelled["state"] == "cancelled"
    assert visitor.get("/api/jobs/none").status == 404
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert first.state != "cancelled"


def test_unknown_settings_of_a_recipe_are_checked_alone(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('title = "A"\ntemplates = "../mine"\n', encoding="utf-8")
    recipe = files.load(tmp_path / "a.toml").recipe
    with pytest.raises(ShengciError, match="outside the folder"):
        check_recipe(tmp_path, recipe, tmp_path)
    assert recipe.settings(tmp_path) != Settings()
