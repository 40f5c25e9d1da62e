"""marshmallow at the edges: a schema made from a dataclass, so that a field is declared once.

A field without a default is required; text is never empty; a `Check` in a field's `Annotated` declaration is its limit.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Generic, Literal, TypeVar, cast, get_args, get_origin
from uuid import UUID

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, post_load, validate
from marshmallow import fields as field

from shared.facts import Facts
from shared.values import Check, bare, declared, optional

C = TypeVar("C")

MAXIMUM_TEXT = 10_000
MAXIMUM_ITEMS = 1_000


class Request(Generic[C]):
    """What a method takes: unknown fields are an error; `load` gives a `kind` or raises ValidationError."""

    def __init__(self, kind: type[C]) -> None:
        self.kind = kind
        self.schema: Schema = _schema(cast(Any, kind), RAISE)()

    def load(self, payload: object) -> C:
        if not isinstance(payload, dict):
            raise ValidationError("The payload is an object of named fields.")
        loaded: C = self.schema.load(payload)
        return loaded


def request(kind: type[C]) -> Request[C]:
    """The request that carries this command or question."""
    return Request(kind)


def told(facts: Facts) -> dict[str, Schema]:
    """The schema of each public fact by name: the fields that integrators see."""
    return {name: _schema(kind, RAISE)() for name, kind in facts.public.items()}


def heard(facts: Facts) -> dict[tuple[str, str], Schema]:
    """The listener's own small schema of each fact it hears, by source and name; unknown fields are passed over."""
    return {
        (source, name): _schema(kind, EXCLUDE)()
        for source in facts.sources
        for name, kind in facts.heard_from(source).items()
    }


@cache
def _schema(kind: Any, unknown: Any) -> type[Schema]:
    hints = declared(kind)
    members: dict[str, Any] = {
        item.name: _field(hints[item.name], unknown, _is_required(item)) for item in fields(kind)
    }

    def make(_: Schema, data: dict[str, Any], **__: Any) -> Any:
        return kind(**data)

    members["make"] = post_load(make)
    members["Meta"] = type("Meta", (), {"unknown": unknown, "register": False})
    return type(f"{kind.__name__}Schema", (Schema,), members)


def _is_required(item: Any) -> bool:
    return item.default is MISSING and item.default_factory is MISSING


def _field(hint: Any, unknown: Any, required: bool, allow_none: bool = False) -> Any:
    kind = bare(hint)
    if (inner := optional(kind)) is not None:
        return _field(inner, unknown, required, allow_none=True)
    checks = [_validator(mark) for mark in get_args(hint)[1:] if isinstance(mark, Check)] if kind is not hint else []
    given: dict[str, Any] = {"required": required, "allow_none": allow_none, "validate": checks}
    if get_origin(kind) is tuple:
        return Items(_field(get_args(kind)[0], unknown, True), **given)
    if get_origin(kind) is Literal:
        return field.String(**{**given, "validate": validate.OneOf(get_args(kind))})
    if get_origin(kind) in (dict, Mapping):
        return field.Dict(keys=field.String(), values=_field(get_args(kind)[1], unknown, True), **given)
    if is_dataclass(kind) and isinstance(kind, type):
        return field.Nested(_schema(kind, unknown), unknown=unknown, **given)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return field.Enum(kind, by_value=True, **given)
    return SIMPLE[kind](**given)


class Told(str):
    """A rule's text that carries its mend."""

    mend: str


def _validator(check: Check) -> Callable[[Any], None]:
    def validator(value: Any) -> None:
        if not check.holds(value):
            rule = Told(check.rule)
            rule.mend = check.mend
            raise ValidationError(rule)

    return validator


class Items(field.List):  # type: ignore[type-arg]
    """A list that loads as a tuple, as frozen values hold it."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, list) and len(value) > MAXIMUM_ITEMS:
            raise ValidationError(f"Longer than {MAXIMUM_ITEMS} items.")
        return tuple(super()._deserialize(value, *args, **kwargs))


class Text(field.String):
    """Text of 1 to 10,000 characters, without blank ends or the zero character, which PostgreSQL can't hold."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs).replace("\x00", "").strip()
        if not 1 <= len(text) <= MAXIMUM_TEXT:
            raise ValidationError(f"Text has 1 to {MAXIMUM_TEXT} characters.")
        return text


class Whole(field.Integer):
    """A whole number that PostgreSQL's bigint can hold; text and fractions are refused."""

    def __init__(self, **given: Any) -> None:
        super().__init__(strict=True, **given)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, (str, bool)):
            raise self.make_error("invalid")
        number = super()._deserialize(value, *args, **kwargs)
        if not -(2**63) <= number < 2**63:
            raise ValidationError("Not a number of this size.")
        return number


class Money(field.Decimal):
    """A decimal number, given as text or number and held exactly."""

    def __init__(self, **given: Any) -> None:
        super().__init__(allow_nan=False, as_string=True, **given)


class Moment(field.AwareDateTime):
    """An aware moment in ISO 8601."""

    def __init__(self, **given: Any) -> None:
        super().__init__(format="iso", **given)


SIMPLE: dict[Any, Any] = {
    str: Text,
    bool: field.Boolean,
    int: Whole,
    date: field.Date,
    datetime: Moment,
    Decimal: Money,
    UUID: field.UUID,
}
