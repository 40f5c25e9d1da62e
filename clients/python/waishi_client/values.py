"""Typed values to what JSON can hold, and back."""

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

T = TypeVar("T")


class Unreadable(ValueError):
    """A fact lacks a field, or holds one of another type: by its word, `docs/compatibility.md`, a service does not do
    so. Stop here and ask, rather than guess."""


def encode(thing: Any) -> Any:
    """As JSON holds it. A field that has its default is left out, so that an older service takes the call."""
    if thing is None or isinstance(thing, (bool, int, str)):
        return thing
    if isinstance(thing, (date, datetime)):
        return thing.isoformat()
    if isinstance(thing, (Decimal, UUID)):
        return str(thing)
    if isinstance(thing, Mapping):
        return {str(key): encode(item) for key, item in thing.items()}
    if isinstance(thing, Sequence):
        return [encode(item) for item in thing]
    if is_dataclass(thing):
        given = ((item, getattr(thing, item.name)) for item in fields(thing))
        return {item.name: encode(value) for item, value in given if not _is_default(item, value)}
    raise TypeError(f"a {type(thing).__name__} has no form in a call; numbers with a point are given as Decimal")


def _is_default(item: Field[Any], value: Any) -> bool:
    return item.default is not MISSING and bool(item.default == value)


def decode(kind: type[T], raw: Any) -> T:
    """A value of that type; fields that the type doesn't know are passed over. Raises Unreadable."""
    try:
        made: Any = kind
        decoded: T = _decoder(made)(raw)
        return decoded
    except (TypeError, ValueError, AttributeError, KeyError, ArithmeticError) as error:
        raise Unreadable(f"{kind.__name__}: {error}") from error


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = _decoder(next(part for part in inside if part is not type(None)))
        return lambda raw: None if raw is None else inner(raw)
    if origin is Sequence:
        item = _decoder(inside[0])
        return lambda raw: tuple(item(each) for each in raw)
    if origin is Mapping:
        value = _decoder(inside[1])
        return lambda raw: {key: value(each) for key, each in raw.items()}
    if origin is Literal or kind in (str, int, bool):
        return lambda raw: raw
    if kind in (date, datetime):
        parse: Callable[[Any], Any] = kind.fromisoformat
        return parse
    if kind in (Decimal, UUID):
        return lambda raw: kind(raw)
    return _dataclass_decoder(kind)


def _dataclass_decoder(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    parts = {item.name: _decoder(hints[item.name]) for item in fields(kind)}
    return lambda raw: kind(**{name: parts[name](value) for name, value in raw.items() if name in parts})
