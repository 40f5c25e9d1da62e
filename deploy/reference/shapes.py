"""A declared type as JSON Schema, the one form in which documents, recorded shapes and the gate know it."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

from shared.personal import person_mark
from shared.values import Check, bare, declared, optional

Shape = dict[str, Any]

PLAIN: dict[Any, Shape] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Decimal: {"type": "string", "format": "decimal"},
    UUID: {"type": "string", "format": "uuid"},
}


def shape_of(hint: Any) -> Shape:
    """A type of a field, or a whole dataclass, with all that is inside. What may be null lists "null" as a type."""
    kind = bare(hint)
    if (inner := optional(kind)) is not None:
        return or_null(shape_of(inner))
    mends = [mark.mend for mark in get_args(hint)[1:] if isinstance(mark, Check)] if kind is not hint else []
    said = " ".join(f"{mend[0].upper()}{mend[1:]}." for mend in mends)
    return _shape(kind) | ({"description": said} if said else {})


def _shape(kind: Any) -> Shape:
    if get_origin(kind) is tuple:
        return {"type": "array", "items": shape_of(get_args(kind)[0])}
    if get_origin(kind) in (dict, Mapping):
        return {"type": "object", "additionalProperties": shape_of(get_args(kind)[1])}
    if get_origin(kind) is Literal:
        return {"type": "string", "enum": list(get_args(kind))}
    if is_dataclass(kind) and isinstance(kind, type):
        return _object(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"type": "string", "enum": [item.value for item in kind]}
    return dict(PLAIN[kind])


def _object(kind: type) -> Shape:
    said = {"description": " ".join(str(kind.__doc__).split())} if says_something(kind) else {}
    hints = declared(kind)
    return {
        "title": kind.__name__,
        **said,
        "type": "object",
        "properties": {name: shape_of(hint) for name, hint in hints.items()},
        "required": [item.name for item in fields(kind) if _is_required(item, hints[item.name])],
    }


def _is_required(item: Any, hint: Any) -> bool:
    """Has no default, and isn't a person's id, which a person who is entered without one gets."""
    return item.default is MISSING and item.default_factory is MISSING and person_mark(hint) is None


def says_something(kind: type) -> bool:
    """Whether somebody wrote its docstring; dataclasses write one of their own."""
    return bool(kind.__doc__) and not str(kind.__doc__).startswith(f"{kind.__name__}(")


def or_null(shape: Shape) -> Shape:
    """The same, or null."""
    if not shape or may_be_null(shape) or shape["type"] == "null":
        return shape
    with_null = {**shape, "type": [shape["type"], "null"]}
    return with_null | ({"enum": [*shape["enum"], None]} if "enum" in shape else {})


def without_nulls(shape: Shape) -> Shape:
    """The same, and never null."""
    if not may_be_null(shape):
        return shape
    never = {**shape, "type": type_of(shape)}
    return never | ({"enum": [item for item in shape["enum"] if item is not None]} if "enum" in shape else {})


def may_be_null(shape: Shape) -> bool:
    """Whether it lists "null" besides another type."""
    return isinstance(shape.get("type"), list)


def type_of(shape: Shape) -> str:
    """The type's name apart from null: "string", "object" and so on."""
    return str(shape["type"][0] if may_be_null(shape) else shape["type"])
