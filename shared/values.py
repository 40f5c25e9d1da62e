"""Plain values: a frozen dataclass to what JSON can hold, and back, by its declared types."""

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import (
    Annotated,
    Any,
    Literal,
    TypeVar,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)
from uuid import UUID

Json = Any
T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def value(cls: type[T]) -> type[T]:
    """A part of a fact or command: a frozen dataclass whose fields are given by name."""
    return dataclass(frozen=True, kw_only=True)(cls)


@dataclass(frozen=True)
class Check:
    """A limit on a field, checked where requests come in: `Annotated[str, Check(is_country, rule, mend)]`."""

    holds: Callable[[Any], bool]
    rule: str
    mend: str


POSITIVE = Check(lambda number: number > 0, "Must be more than 0.", "give a number above 0")
NOT_NEGATIVE = Check(lambda number: number >= 0, "Must not be less than 0.", "give 0 or a number above it")


@cache
def declared(kind: Any) -> dict[str, Any]:
    """The declared type of each field, `Annotated` marks included."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in fields(kind)}


def bare(kind: Any) -> Any:
    """The type without its `Annotated` marks."""
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def optional(kind: Any) -> Any | None:
    """The X of `X | None`, or None if the type is not optional."""
    if get_origin(kind) in (Union, types.UnionType):
        others = [part for part in get_args(kind) if part is not type(None)]
        return others[0] if len(others) == 1 else None
    return None


def encode(thing: Any) -> Json:
    """A value as JSON holds it: dates in ISO 8601, moments in UTC, decimals and ids as text."""
    if thing is None or isinstance(thing, (bool, int)):
        return thing
    if isinstance(thing, Enum):
        return thing.value
    if isinstance(thing, str):
        return thing
    if isinstance(thing, datetime):
        return thing.astimezone(UTC).isoformat()
    if isinstance(thing, date):
        return thing.isoformat()
    if isinstance(thing, (Decimal, UUID)):
        return str(thing)
    if isinstance(thing, Mapping):
        return {str(key): encode(item) for key, item in thing.items()}
    if isinstance(thing, (tuple, list)):
        return [encode(item) for item in thing]
    if is_dataclass(thing) and not isinstance(thing, type):
        return {name: encode(getattr(thing, name)) for name in declared(type(thing))}
    raise TypeError(f"a {type(thing).__name__} has no plain form")


@cache
def decoder(kind: Any) -> Callable[[Json], Any]:
    """The function that makes a value of that type from JSON; fields that the type lacks are passed over."""
    kind = bare(kind)
    if (inner := optional(kind)) is not None:
        decode_inner = decoder(inner)
        return lambda raw: None if raw is None else decode_inner(raw)
    if get_origin(kind) is tuple:
        decode_item = decoder(get_args(kind)[0])
        return lambda raw: tuple(decode_item(item) for item in raw)
    if get_origin(kind) in (dict, Mapping):
        decode_value = decoder(get_args(kind)[1])
        return lambda raw: {key: decode_value(item) for key, item in raw.items()}
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_decoder(kind)
    if kind in (str, int, bool) or get_origin(kind) is Literal:
        return lambda raw: raw
    if kind in (date, datetime):
        parse: Callable[[Json], Any] = kind.fromisoformat
        return parse
    if isinstance(kind, type) and issubclass(kind, (Decimal, UUID, Enum)):
        return kind
    raise TypeError(f"{kind!r} is no type for a fact's field")


def _dataclass_decoder(kind: type) -> Callable[[Json], Any]:
    parts = {name: decoder(hint) for name, hint in declared(kind).items()}

    def decode_dataclass(raw: Json) -> Any:
        return kind(**{name: parts[name](item) for name, item in raw.items() if name in parts})

    return decode_dataclass
