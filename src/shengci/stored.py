"""Records as JSON and back, for what is kept between runs: no code is run by reading it, unlike a pickle.

A dataclass is written as the list of its fields' values, a tuple as a list.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Decoder = Callable[[Any], Any]


def as_stored(value: Any) -> Any:  # noqa: ANN401 - any record or what it holds
    """Return a record as lists, texts and numbers."""
    if is_dataclass(value):
        kind: Any = type(value)
        return [as_stored(getattr(value, name)) for name in _names(kind)]
    if isinstance(value, tuple):
        return [as_stored(each) for each in value]
    return value


def from_stored(kind: type[T], stored: Any) -> T:  # noqa: ANN401 - whatever a file holds
    """Return the record of a kind that was stored.

    Raises:
        ValueError: it is not stored as such a record is.
    """
    record: T = _decoder(cast("Any", kind))(stored)
    return record


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a type
    return tuple(each.name for each in fields(kind))


@cache
def _decoder(kind: Any) -> _Decoder:  # noqa: ANN401 - a type or a form of typing
    """Return what turns a stored value into one of a kind."""
    if isinstance(kind, type) and is_dataclass(kind):
        return _of_dataclass(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _of_tuple(arguments)
    if origin in (Union, UnionType):
        (inner,) = (each for each in arguments if each is not NoneType)
        decode = _decoder(inner)
        return lambda stored: None if stored is None else decode(stored)
    allowed = {type(each) for each in arguments} if origin is Literal else {kind}

    def check(stored: Any) -> Any:  # noqa: ANN401
        if type(stored) in allowed and (origin is not Literal or stored in arguments):
            return stored
        if kind is float and type(stored) is int:
            return float(stored)
        raise ValueError(f"{str(stored)[:40]!r} is no {kind}")

    return check


def _of_dataclass(kind: type) -> _Decoder:
    hints = get_type_hints(kind)
    decoders = [_decoder(hints[name]) for name in _names(kind)]

    def decode(stored: Any) -> Any:  # noqa: ANN401
        if not isinstance(stored, list) or len(stored) != len(decoders):
            raise ValueError(f"no {kind.__name__}")
        return kind(*[read(value) for read, value in zip(decoders, stored, strict=True)])

    return decode


def _of_tuple(arguments: tuple[Any, ...]) -> _Decoder:
    if len(arguments) == 2 and arguments[1] is ...:
        one = _decoder(arguments[0])

        def of_any_length(stored: Any) -> Any:  # noqa: ANN401
            if not isinstance(stored, list):
                raise ValueError("no list")
            return tuple([one(value) for value in stored])

        return of_any_length
    decoders = [_decoder(each) for each in arguments]

    def of_length(stored: Any) -> Any:  # noqa: ANN401
        if not isinstance(stored, list) or len(stored) != len(decoders):
            raise ValueError("no list of this length")
        return tuple([read(value) for read, value in zip(decoders, stored, strict=True)])

    return of_length
