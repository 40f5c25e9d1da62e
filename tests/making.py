"""An example of any fact or command, made from its declaration: every field filled, always the same."""

import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin
from uuid import UUID

from shared.ids import derived_id
from shared.values import bare, declared


def make(kind: Any, **given: Any) -> Any:
    """An instance of that class; `given` fields as given."""
    return kind(**{name: given.get(name, example(hint, name)) for name, hint in declared(kind).items()})


def example(hint: Any, name: str) -> Any:
    """A value of that type for a field of that name; optional fields are filled."""
    kind = bare(hint)
    if get_origin(kind) in (Union, types.UnionType):
        return example(next(part for part in get_args(kind) if part is not type(None)), name)
    if get_origin(kind) is tuple:
        return LISTED.get(name) or (example(get_args(kind)[0], name),)
    if get_origin(kind) in (dict, Mapping):
        return {name: example(get_args(kind)[1], name)}
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if is_dataclass(kind):
        return make(kind)
    if issubclass(kind, Enum):
        return next(iter(kind))
    return PLAIN[kind](name)


FORMED = {
    "country": "GR",
    "countries": "GR",
    "digest": "00" * 32,
    "nationality": "GR",
    "official_share": "1/2",
    "plan": "example/2026",
}
"""Text that has a form, by the field's name."""
LISTED = {"days": (5, 8, 10), "far_days": (6, 9, 11), "lead_days": (5, 10, 20)}
"""Lists that have one."""
PLAIN: dict[Any, Any] = {
    str: lambda name: FORMED.get(name, f"example {name}"),
    int: lambda _: 3,
    bool: lambda _: True,
    date: lambda _: date(2026, 11, 23),
    datetime: lambda _: datetime(2026, 11, 23, 1, 0, tzinfo=UTC),
    Decimal: lambda _: Decimal("12.50"),
    UUID: lambda name: derived_id("example", name),
}
