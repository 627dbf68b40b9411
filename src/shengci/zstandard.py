"""Zstandard, with which Anki packs its collections since 2.1.50: Python's own module, or its backport."""

import sys
from types import ModuleType


def zstd() -> ModuleType:
    """Return the module `compression.zstd`, which Python has since 3.14."""
    if sys.version_info >= (3, 14):
        from compression import zstd as module
    else:
        from backports import zstd as module
    return module
