"""Decks of many articles: a folder of them, by several processes or a cluster, that a kill does not undo.

`make_packages` makes a package of each article, `make_merged` one of all, `keep_making` one of each as it
arrives. Each names the articles that fail and goes on with the others.
"""

from shengci.batch.making import Batch, Workforce, keep_making, make_merged, make_packages
from shengci.batch.records import Progress
from shengci.batch.running import Tally

__all__ = [
    "Batch",
    "Progress",
    "Tally",
    "Workforce",
    "keep_making",
    "make_merged",
    "make_packages",
]
