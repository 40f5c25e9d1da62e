"""One table from any exception to what the caller is told of it."""

from typing import Any

import marshmallow
import psycopg
import psycopg_pool
from nameko.exceptions import BadRequest, deserialize_to_instance

from shared.errors import (
    Conflict,
    Declined,
    Failed,
    Invalid,
    Late,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Refused,
    Unavailable,
)

KINDS = (Invalid, NotSignedIn, NotAllowed, NotFound, Conflict, Refused, Late, Unavailable, Failed)
TYPED: dict[str, type[Declined]] = {kind.__name__: kind for kind in KINDS}

# A nameko caller that imports this module gets these typed, and not as a RemoteError.
for kind in KINDS:
    deserialize_to_instance(kind)


def declined(error: BaseException, correlation: str) -> Declined:
    """The table: what a caller is told of any exception. No exception's own text leaves, lest it hold data."""
    match error:
        case Declined():
            return error
        case marshmallow.ValidationError():
            return Invalid.fields(list(_fields(error.messages_dict)))
        case BadRequest():
            return Invalid.field("call", type(error).__name__, "see the method's parameters")
        case psycopg.OperationalError() | psycopg_pool.PoolTimeout():
            return Unavailable.of("the database is away", "call again with the same command_id")
        case _:
            return Failed.of("this failed, and had no effect", "report the correlation_id", correlation_id=correlation)


MENDS = {
    "Missing data for required field.": "give this field",
    "Unknown field.": "leave this field out",
    "Field may not be null.": "give a value",
    "Not a valid date.": "give a date as YYYY-MM-DD",
    "Not a valid datetime.": "give a moment with its zone, as 2026-11-23T09:00:00+08:00",
    "Not a valid aware datetime.": "give a moment with its zone, as 2026-11-23T09:00:00+08:00",
    "Not a valid UUID.": "give an id as a UUID",
    "Not a valid integer.": "give a whole number",
    "Not a valid number.": 'give a number as text, such as "1200.50"',
    "Not a valid string.": "give text",
    "Not a valid boolean.": "give true or false",
}


def _fields(messages: Any, at: str = "") -> Any:
    """marshmallow's nested messages as one flat list of field, rule and mend."""
    if isinstance(messages, dict):
        for key, inner in messages.items():
            yield from _fields(inner, at if key == "_schema" else f"{at}.{key}".lstrip("."))
        return
    for rule in messages:
        yield {
            "field": at or "payload",
            "rule": str(rule),
            "mend": getattr(rule, "mend", None) or MENDS.get(str(rule), str(rule)),
        }
