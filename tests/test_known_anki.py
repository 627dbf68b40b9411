"""What a learner knows by their Anki: real collections and packages, open, damaged, newer and none."""

import io
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import anki.lang
import pytest
from anki.collection import Collection, ExportAnkiPackageOptions

from running_anki import RunningAnki, running
from shengci.anki_connect import anki_at
from shengci.errors import AnkiError, SourceError
from shengci.known import anki_collections, anki_packages
from shengci.known.anki_connect import read_anki_connect
from shengci.known.importing import read_source_of_words
from shengci.known.sources import Choice, Source
from shengci.zstandard import zstd

# Words with their readings, and the interval of the card in days.
LEARNED = [
    ("夜市", "yèshì", 30),
    ("豆腐", "dòufu", 21),
    ("长", "cháng", 400),
    ("摊位", "tānwèi", 20),
    ("厂房", "chǎngfáng", 0),
]
FRENCH = [("le marché", "market", 90), ("la nuit", "night", 90)]


def note_type(collection: Collection, name: str, *fields: str) -> None:
    models = collection.models
    made = models.new(name)
    for field in fields:
        models.add_field(made, models.new_field(field))
    template = models.new_template("Card 1")
    template["qfmt"], template["afmt"] = "{{" + fields[0] + "}}", "{{" + fields[-1] + "}}"
    models.add_template(made, template)
    models.add(made)


def add(collection: Collection, deck: str, kind: str, days: int, *values: str) -> int:
    """Add a note whose card has an interval of so many days, 0 for a new one; return the card's id."""
    note = collection.new_note(collection.models.by_name(kind))
    note.fields = list(values)
    deck_id = collection.decks.id(deck)
    assert deck_id is not None
    collection.add_note(note, deck_id)
    (card,) = note.card_ids()
    if days:
        collection.sched.set_due_date([card], f"{days}!")
    return card


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Collection]:
    """A collection with words of Chinese and of French, learned to different intervals."""
    anki.lang.set_lang("en")
    collection = Collection(str(tmp_path / "collection.anki2"))
    note_type(collection, "中文", "English", "Traditional", "Simplified", "Pinyin", "Measure")
    for word, reading, days in LEARNED:
        add(
            collection,
            "Chinese::Words",
            "中文",
            days,
            f"the {word}",
            word,
            f"<b>{word}</b>[sound:a.mp3]",
            reading,
            "个",
        )
    for word, meaning, days in FRENCH:
        add(collection, "French", "Basic", days, word, meaning)
    yield collection
    if collection.db:
        collection.close()


@pytest.fixture
def closed(filled: Collection) -> Path:
    path = Path(filled.path)
    filled.close()
    return path


def exported(collection: Collection, path: Path, *, legacy: bool) -> Path:
    """Export as Anki does, whole for .colpkg."""
    if path.suffix == ".colpkg":
        collection.export_collection_package(str(path), include_media=False, legacy=legacy)
    else:
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=False, legacy=legacy
        )
        collection.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


def words(source: Source) -> list[str]:
    return [value.text for value in source.values]


def read(path: Path, **choice: object) -> list[str]:
    return words(read_source_of_words(path, Choice(**choice)))  # type: ignore[arg-type]


def refusal(path: Path, **choice: object) -> str:
    with pytest.raises(SourceError) as caught:
        read_source_of_words(path, Choice(**choice))  # type: ignore[arg-type]
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message.removeprefix(f"{path}: ")


MATURE = ["夜市", "豆腐", "长"]


# The kinds of files


def test_words_of_a_collection_are_those_of_mature_cards(closed: Path) -> None:
    assert read(closed) == MATURE
    assert read(closed.parent) == MATURE, "the folder of a profile"


@pytest.mark.parametrize("suffix", [".apkg", ".colpkg"])
@pytest.mark.parametrize("legacy", [True, False])
def test_words_of_a_package_are_the_same(
    filled: Collection, tmp_path: Path, suffix: str, legacy: bool
) -> None:
    path = exported(filled, tmp_path / f"words{suffix}", legacy=legacy)
    member = "collection.anki21" if legacy else "collection.anki21b"
    assert member in zipfile.ZipFile(path).namelist()
    assert read(path) == MATURE


def test_collection_of_schema_11_is_read(filled: Collection, tmp_path: Path) -> None:
    package = exported(filled, tmp_path / "words.apkg", legacy=True)
    old = tmp_path / "old.anki2"
    old.write_bytes(zipfile.ZipFile(package).read("collection.anki21"))
    with closing(sqlite3.connect(old)) as database:
        assert database.execute("SELECT ver FROM col").fetchone() == (11,)
    assert read(old) == MATURE
    assert read(old, deck="Chinese") == MATURE
    assert read(old, field="Traditional") == MATURE


def test_oldest_package_is_read(filled: Collection, tmp_path: Path) -> None:
    package = exported(filled, tmp_path / "words.apkg", legacy=True)
    oldest = tmp_path / "oldest.apkg"
    with zipfile.ZipFile(oldest, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", zipfile.ZipFile(package).read("collection.anki21"))
        archive.writestr("media", "{}")
    assert read(oldest) == MATURE


def test_file_is_known_by_its_content(closed: Path) -> None:
    assert read(closed.rename(closed.with_name("backup.txt"))) == MATURE


# What is chosen


def test_field_and_reading_are_found_and_told(closed: Path) -> None:
    source = read_source_of_words(closed, Choice())
    assert source.told == ("中文: 3 learned, field Simplified, reading Pinyin",)
    assert [value.reading for value in source.values] == ["yèshì", "dòufu", "cháng"]


@pytest.mark.parametrize(
    ("interval", "expected"), [(1, [*MATURE, "摊位"]), (30, ["夜市", "长"]), (400, ["长"])]
)
def test_interval_is_the_one_asked_for(closed: Path, interval: int, expected: list[str]) -> None:
    assert read(closed, interval=interval) == expected


def test_suspended_card_counts_and_one_that_was_forgotten_does_not(filled: Collection) -> None:
    filled.sched.suspend_cards(filled.find_cards("夜市"))
    (card_id,) = filled.find_cards("豆腐")
    card = filled.get_card(card_id)
    card.type, card.queue = 3, 1  # being relearned
    filled.update_card(card)
    path = Path(filled.path)
    filled.close()
    assert read(path) == ["夜市", "长"]


def test_card_in_a_filtered_deck_is_in_its_own(filled: Collection) -> None:
    filtered = filled.sched.get_or_create_filtered_deck(0)  # type: ignore[arg-type]
    filtered.name = "Before the test"
    filtered.config.search_terms[0].search = "夜市"
    filtered.config.reschedule = False
    filled.sched.add_or_update_filtered_deck(filtered)
    path = Path(filled.path)
    filled.close()
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT count(*) FROM cards WHERE odid != 0").fetchone() == (1,)
    assert read(path, deck="Chinese::Words") == MATURE


def test_deck_holds_those_below_it_and_no_other(filled: Collection) -> None:
    add(filled, "Chinese words", "中文", 50, "soup", "湯", "汤", "tāng", "")
    path = Path(filled.path)
    filled.close()
    assert read(path, deck="chinese") == MATURE
    assert read(path, deck="Chinese words") == ["汤"]


def test_sentences_are_words_only_where_they_are_asked_for(filled: Collection) -> None:
    note_type(filled, "Sentences", "Sentence", "Translation")
    for sentence in ("她在夜市卖豆腐。", "老人慢慢地搅着汤。", "摊主都认识他。"):
        add(filled, "Chinese", "Sentences", 60, sentence, "She sells tofu.")
    path = Path(filled.path)
    filled.close()
    assert read(path) == MATURE
    assert len(read(path, field="Sentence")) == 3
    assert read(path, note_type="中文") == MATURE


def test_note_type_that_a_teacher_named_like_another_is_the_one_named(closed: Path) -> None:
    assert refusal(closed, note_type="Chinese") == (
        "no note type 'Chinese': choose from Basic, 中文"
    )
    assert refusal(closed, field="Hanzi") == (
        "no field 'Hanzi': choose from Front, Back, English, Traditional, Simplified, Pinyin, Measure"
    )
    assert refusal(closed, deck="Japanese") == (
        "no deck 'Japanese': choose from Chinese, Chinese::Words, Default, French"
    )
    assert refusal(closed, deck="French") == (
        "no field mostly holds Chinese words: name one with --field: Basic (Front, Back)"
    )
    assert refusal(closed, interval=1000) == (
        "no card has an interval of 1000 days or more: try a lower --interval"
    )


# While Anki is open

OPEN = """
import sys
from anki.collection import Collection
collection = Collection(sys.argv[1])
(card,) = collection.find_cards("摊位")
collection.sched.set_due_date([card], "77!")
print("open", flush=True)
sys.stdin.readline()
(card,) = collection.find_cards("厂房")
collection.sched.set_due_date([card], "88!")
collection.close()
"""


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = [path for path in folder.iterdir() if path.is_file()]
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_collection_that_anki_has_open_is_read_as_it_is_now_and_left_alone(closed: Path) -> None:
    folder = closed.parent / "profile"
    folder.mkdir()
    path = Path(shutil.move(closed, folder / closed.name))
    with subprocess.Popen(
        [sys.executable, "-c", OPEN, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as anki_process:
        assert anki_process.stdout is not None and anki_process.stdin is not None
        assert anki_process.stdout.readline() == b"open\n"
        before = state(folder)
        assert before["collection.anki2-wal"][0], "what Anki wrote last stands beside"
        with closing(sqlite3.connect(path)) as database, pytest.raises(sqlite3.OperationalError):
            database.execute("SELECT ver FROM col").fetchone()  # locked
        assert read(path) == [*MATURE, "摊位"]
        assert state(folder) == before
        anki_process.stdin.write(b"\n")
        anki_process.stdin.close()
        assert anki_process.wait(60) == 0, "Anki went on as before"
    assert read(path) == [*MATURE, "摊位", "厂房"]


def test_transaction_under_way_is_not_read(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as database:
        database.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        database.execute("PRAGMA journal_mode = delete")
        database.execute("PRAGMA cache_size = 1")  # so that pages reach the file before the end
        database.execute("BEGIN EXCLUSIVE")
        database.execute("UPDATE cards SET ivl = 1")
        database.execute("CREATE TABLE filler AS SELECT zeroblob(200000)")
        assert Path(f"{closed}-journal").exists()
        assert read(closed) == MATURE
        database.rollback()


def test_collection_that_changes_all_the_time_is_given_up(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter(range(1000))
    monkeypatch.setattr(anki_collections, "_state", lambda path: [(next(moments), 0)])
    assert refusal(closed) == "is being written all the time: let Anki finish, and try again"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read all")
def test_collection_that_may_not_be_read_is_named(closed: Path) -> None:
    closed.chmod(0)
    assert "Permission denied" in refusal(closed)


# Bad input


def test_newer_collection_is_refused(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as database:
        database.execute("UPDATE col SET ver = 19")
        database.commit()
    assert refusal(closed).startswith(
        "from a newer Anki (schema 19, this program knows 18): update"
    )


def test_newer_package_is_refused(filled: Collection, tmp_path: Path) -> None:
    package = exported(filled, tmp_path / "words.apkg", legacy=False)
    newer = tmp_path / "newer.apkg"
    with zipfile.ZipFile(newer, "w") as archive, zipfile.ZipFile(package) as old:
        for name in old.namelist():
            archive.writestr(name, b"\x08\x04" if name == "meta" else old.read(name))
    assert refusal(newer).startswith("from a newer Anki (package version 4, this program knows 3)")


def test_ancient_collection_is_refused(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as database:
        database.execute("UPDATE col SET ver = 8")
        database.commit()
    assert refusal(closed).startswith("from a very old Anki (schema 8)")


def test_newest_schema_is_that_of_the_anki_we_test_with(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as database:
        assert database.execute("SELECT ver FROM col").fetchone() == (anki_collections.NEWEST,)


@pytest.mark.parametrize("kept", [100, 5_000, 60_000])
def test_collection_cut_off_is_damaged(closed: Path, kept: int) -> None:
    closed.write_bytes(closed.read_bytes()[:kept])
    assert refusal(closed).startswith("is damaged (")


def test_collection_with_pages_of_noise_is_damaged(closed: Path) -> None:
    data = bytearray(closed.read_bytes())
    random.seed(7)
    data[4096:] = random.randbytes(len(data) - 4096)
    closed.write_bytes(data)
    assert refusal(closed).startswith("is damaged (")


@pytest.mark.parametrize("put_in", [b"CREATE\xffTABLE", b"CREATE\nTAB\nLE"])
def test_damage_that_is_cited_with_its_bytes_is_told_in_one_line(
    closed: Path, put_in: bytes
) -> None:
    closed.write_bytes(closed.read_bytes().replace(b"CREATE TABLE", put_in))
    assert refusal(closed).startswith("is damaged (")


def test_values_of_a_wrong_kind_are_no_words(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as database:
        database.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        database.execute("UPDATE notes SET flds = 5 WHERE flds LIKE '%豆腐%'")
        database.execute("UPDATE notes SET flds = x'ff' WHERE flds LIKE '%marché%'")
        database.commit()
    assert read(closed) == ["夜市", "长"]


@pytest.mark.parametrize("share", [0.3, 0.9])
@pytest.mark.parametrize("legacy", [True, False])
def test_package_with_a_damaged_collection_is_damaged(
    filled: Collection, tmp_path: Path, share: float, legacy: bool
) -> None:
    package = exported(filled, tmp_path / "words.apkg", legacy=legacy)
    broken = tmp_path / "broken.apkg"
    name = "collection.anki21" if legacy else "collection.anki21b"
    with zipfile.ZipFile(broken, "w") as archive, zipfile.ZipFile(package) as good:
        data = good.read(name)
        archive.writestr(name, data[: int(share * len(data))])
    assert refusal(broken).startswith("is damaged (")


def test_package_that_points_before_its_beginning_is_damaged(
    filled: Collection, tmp_path: Path
) -> None:
    package = exported(filled, tmp_path / "words.apkg", legacy=False)
    data = package.read_bytes()
    package.write_bytes(data[:50] + data[150:])
    assert refusal(package).startswith("is damaged (")


def test_package_cut_off_is_refused(filled: Collection, tmp_path: Path) -> None:
    package = exported(filled, tmp_path / "words.apkg", legacy=False)
    package.write_bytes(package.read_bytes()[:3000])
    assert refusal(package) == (
        "is no Anki collection, or a damaged one: export it from Anki again"
    )


def test_other_database_is_no_collection(tmp_path: Path) -> None:
    path = tmp_path / "places.anki2"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE places (id)")
    assert refusal(path).startswith("is a database, but no Anki collection: give collection.anki2")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("collection.anki2", b"words\n", "is no Anki collection, or a damaged one"),
        ("words.apkg", b"", "is no Anki collection, or a damaged one"),
        ("words.pdf", b"%PDF-1.4", "this is a PDF file, not a list of words or an Anki collection"),
    ],
)
def test_other_file_is_no_collection(
    put: Callable[..., Path], name: str, content: bytes, problem: str
) -> None:
    assert refusal(put(name, content)).startswith(problem)


def test_archive_without_a_collection_is_told(put: Callable[..., Path]) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("meta", b"\x08\x03")
    assert refusal(put("words.apkg", data.getvalue())) == (
        "a zip file but not an Anki package: export it from Anki again"
    )


@pytest.mark.parametrize("name", ["collection.anki2", "collection.anki21b"])
def test_archive_that_unpacks_to_too_much_is_refused(
    put: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(anki_packages, "MOST_BYTES", 5_000_000)
    content = bytes(6_000_000)
    if name.endswith("b"):
        content = zstd().compress(content)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    assert len(data.getvalue()) < 20_000
    assert refusal(put("bomb.apkg", data.getvalue())).startswith("unpacks to more than 5 MB")


def test_nothing_is_left_in_the_temporary_folder(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    read(closed)
    refusal(closed, deck="Japanese")
    assert not list(place.iterdir())


# AnkiConnect


def ask(url: str, key: str | None = None, **choice: object) -> list[str]:
    return words(read_anki_connect(anki_at(url, key), Choice(**choice)))  # type: ignore[arg-type]


def test_running_anki_is_asked_for_the_same_words(
    filled: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shengci.known.anki_connect._BATCH", 2)
    (card_id,) = filled.find_cards("豆腐")
    card = filled.get_card(card_id)
    card.type, card.queue = 3, 1  # being relearned
    filled.update_card(card)
    with running(RunningAnki(filled, key="secret")) as anki:
        assert ask(anki.url, "secret") == ["夜市", "长"]
        asked = [request["action"] for request in anki.requests]
        assert asked == ["findNotes", "notesInfo", "notesInfo"]
        assert ask(anki.url, "secret", interval=1, deck="chinese::Words") == ["夜市", "长", "摊位"]
    path = Path(filled.path)
    filled.close()
    assert read(path, interval=1, deck="chinese::Words") == ["夜市", "长", "摊位"]


def test_deck_with_signs_of_a_search_in_its_name_is_found(filled: Collection) -> None:
    add(filled, 'A_b*c "d" (e) or f', "中文", 50, "soup", "湯", "汤", "tāng", "")
    add(filled, "Axbc", "中文", 50, "tea", "茶", "茶", "chá", "")
    with running(RunningAnki(filled)) as anki:
        (name,) = (name for name in anki.deck_names() if name.startswith("A_"))
        assert ask(anki.url, deck=name) == ["汤"]


@pytest.mark.parametrize(
    ("choice", "problem"),
    [
        ({"interval": 1000}, "no card has an interval of 1000 days or more: try a lower --interval"),
        ({"deck": "Japanese"}, "no deck 'Japanese': choose from Chinese, Chinese::Words, Default, French"),
        ({"field": "Hanzi"}, "no field 'Hanzi': choose from Front, Back, English"),
    ],
)  # fmt: skip
def test_running_anki_without_such_words_is_told(
    filled: Collection, choice: dict[str, object], problem: str
) -> None:
    with running(RunningAnki(filled)) as anki, pytest.raises(SourceError) as caught:
        ask(anki.url, **choice)
    assert str(caught.value).startswith(f"{anki.url}: {problem}")


@pytest.mark.parametrize("found", [5, ["x"], [{"modelName": "A"}]])
def test_answer_of_another_kind_is_told(
    filled: Collection, monkeypatch: pytest.MonkeyPatch, found: object
) -> None:
    anki = RunningAnki(filled)
    monkeypatch.setattr(RunningAnki, "notes_info", lambda self, notes: found)
    with (
        running(anki),
        pytest.raises(AnkiError, match="answers notesInfo in a way this program do"),
    ):
        ask(anki.url)


def test_running_anki_without_a_profile_is_told() -> None:
    with running(RunningAnki(None)) as anki, pytest.raises(AnkiError, match="no collection open"):
        ask(anki.url)


# Time and memory


def test_reading_a_collection_takes_little_time_and_memory() -> None:
    program = Path(__file__).parent.parent / "benchmarks" / "known.py"
    words = [sys.executable, str(program), "--notes", "3000", "--reviews", "20000", "--json"]
    done = subprocess.run(words, capture_output=True, check=True)
    figures = json.loads(done.stdout)
    assert figures["notes"] == 3000
    assert figures["mature"]["peak_mb"] < 300
    assert figures["mature"]["seconds"] < 10
