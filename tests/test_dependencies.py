"""The packages we depend on: declared where they are used, and as docs/RELIABILITY.md lists them."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import (
    Distribution,
    PackageNotFoundError,
    distribution,
    packages_distributions,
)
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement

from test_layers import MODULES, STANDARD, imports_of

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOT_A_USERS = ("dev", "formats", "fuzz")  # for those who work on it, and a name for other extras
MEASURED_WITH = "nltk"  # by benchmarks alone

# What packages write for a licence, as SPDX has it.
SPDX = {
    "": "none stated",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "BSD 3-Clause License": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",  # Jinja2, whose LICENSE.txt has three clauses
    "CC BY-SA 4.0": "CC-BY-SA-4.0",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0",
    "MIT License": "MIT",
    "MIT, BSD": "MIT AND BSD-3-Clause",
    "PSFL": "PSF-2.0",
}


class Row(NamedTuple):
    """A row of the table."""

    package: str
    version: str
    licence: str
    purpose: str
    is_compiled: str
    released: str


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements() -> Iterator[Requirement]:
    """Yield what a user's installation needs, with all extras."""
    extras = PROJECT["optional-dependencies"]
    for needed in (
        PROJECT["dependencies"],
        *(extras[name] for name in extras if name not in NOT_A_USERS),
    ):
        yield from map(Requirement, needed)


DECLARED = {canonical(needed.name): needed for needed in requirements()}


def rows() -> dict[str, Row]:
    lines = (ROOT / "docs" / "RELIABILITY.md").read_text(encoding="utf-8").splitlines()
    table = lines[lines.index("## Dependencies") :]
    cells = (
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in table
        if line.startswith("| ")
    )
    found = (Row(*row) for row in cells if len(row) == 6)
    return {
        canonical(row.package): row for row in found if row.version and row.version[0].isdigit()
    }


ROWS = rows()


def installed(package: str) -> Distribution:
    try:
        return distribution(package)
    except PackageNotFoundError:
        pytest.skip(f"{package} is not for this Python")


def stated_licence(package: Distribution) -> str:
    """Return the licence a package's metadata state, the most exact of the three places for it."""
    about = package.metadata
    classes = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    written = (about.get("License") or "").strip().split("\n")[0]
    classified = classes[0].rpartition(" :: ")[2] if classes else ""
    stated = about.get("License-Expression") or written or classified
    return SPDX.get(stated, stated)


def imported() -> set[str]:
    """Return the packages that our code imports, or reads data of."""
    names = {name.split(".")[0] for module in MODULES for name in imports_of(module)}
    homes = {"backports": ["backports.zstd"], **packages_distributions()}
    third_party = names - STANDARD - {"shengci", "compression"}
    return {canonical(home) for name in third_party for home in homes.get(name, [name])}


def test_every_package_that_is_imported_is_declared_and_the_other_way_round() -> None:
    assert imported() == DECLARED.keys() - {MEASURED_WITH}


def test_the_package_that_benchmarks_alone_use_is_used_there() -> None:
    code = (ROOT / "benchmarks" / "pairing.py").read_text(encoding="utf-8")
    assert f"from {MEASURED_WITH}." in code


def test_the_table_lists_what_is_declared() -> None:
    assert ROWS.keys() == DECLARED.keys()
    assert all(row.purpose for row in ROWS.values())
    assert all(re.fullmatch(r"20\d\d-[01]\d", row.released) for row in ROWS.values())


@pytest.mark.parametrize("package", ROWS)
def test_the_table_says_what_the_package_says(package: str) -> None:
    row, found = ROWS[package], installed(package)
    licence = row.licence.partition(" (")[0]
    stated = stated_licence(found)
    # Of several parts the table names the first, that of the package's own code.
    assert stated == licence or stated.startswith(f"{licence} AND ")
    assert DECLARED[package].specifier.contains(row.version)
    compiled = [
        file for file in found.files or () if re.search(r"\.(so|pyd|dylib|dll)\b", file.name)
    ]
    assert row.is_compiled == ("yes" if compiled else "no")
