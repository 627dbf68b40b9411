"""Answers kept for when they are asked for again: so many and no more.

A process may read articles without end, and every article asks about words that none before it had. A function
whose arguments are tables, tags or the like keeps all of its answers (`functools.cache`).
"""

from functools import lru_cache

remembered = lru_cache(maxsize=1 << 12)
"""For short answers about any text; a sentence has some 300 runs of characters that could be words, asked about several times."""

remembered_records = lru_cache(maxsize=1 << 11)
"""For answers that take kilobytes; an article has some 1,500 words that a dictionary knows."""
