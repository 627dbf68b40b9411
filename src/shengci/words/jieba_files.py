"""The data files of jieba (0.42.1, MIT), read without importing it.

Its import takes a quarter of a second, and its first cut leaves a cache in the shared temporary folder
that another user may have planted.
"""

import importlib.util
from pathlib import Path
from typing import Any

from shengci import assets


def path_of(name: str) -> Path:
    """Return where a file of jieba is: `dict.txt`, `finalseg/prob_emit.py`."""
    return assets.installed("jieba") / name


def table_of(name: str) -> Any:  # noqa: ANN401 - nested dicts whose keys differ
    """Return the table `P` that a module of jieba's holds, of which it imports others as well."""
    spec = importlib.util.spec_from_file_location(Path(name).stem, path_of(name))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.P
