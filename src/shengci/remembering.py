"""Answers kept for when they are asked for again: so many and no more.

A process may read articles without end, and every article asks about words that none before it had. A function
whose arguments are tables, tags or the like keeps all of its answers (`functools.cache`).
"""

from functools import lru_cache

remembered = lru_cache(maxsize=1 << 12)
"""For short answers about any text; a sentence has some 300 runs of characters that could be words, asked about several times."""

remembered_records = lru_cache(maxsize=1 << 12)
"""For answers that take kilobytes; an article has some 1,500 words that a dictionary knows."""

remembered_words = lru_cache(maxsize=1 << 14)
"""For what is known of an English word: ten articles and what dictionaries say of their words have 10,000."""

remembered_wordings = lru_cache(maxsize=1 << 13)
"""For the words of one wording of a sense: ten articles ask about 18,000, each of them several times."""
