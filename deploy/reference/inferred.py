"""What an example says of its type, as far as an example can."""

import re
from typing import Any

from deploy.reference.shapes import Shape, or_null, without_nulls

FORMATS = {
    "uuid": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "date-time": re.compile(r"\d{4}-\d\d-\d\dT\S+"),
    "decimal": re.compile(r"-?\d+\.\d\d+"),
}


def shape_of_json(value: Any) -> Shape:
    """The shape of this value; an empty list, or an object whose keys are no names, says nothing of what is in it."""
    if value is None:
        return {"type": "null"}
    if isinstance(value, bool):
        return {"type": "boolean"}
    if isinstance(value, int):
        return {"type": "integer"}
    if isinstance(value, str):
        named = [name for name, pattern in FORMATS.items() if pattern.fullmatch(value)]
        return {"type": "string", **({"format": named[0]} if named else {})}
    if isinstance(value, list):
        items: Shape = {}
        for item in value:
            items = merged(items, shape_of_json(item))
        return {"type": "array", "items": items}
    if not all(name.isidentifier() for name in value):  # keys that are data
        return {"type": "object"}
    properties = {name: shape_of_json(item) for name, item in value.items()}
    return {"type": "object", "properties": properties, "required": list(properties)}


def merged(one: Shape, other: Shape) -> Shape:
    """What holds for both. An empty shape says nothing."""
    if one == other or not other:
        return one
    if not one:
        return other
    if "null" in (one["type"], other["type"]):
        return or_null(other if one["type"] == "null" else one)
    if one["type"] != other["type"]:
        first, second = without_nulls(one), without_nulls(other)
        return or_null(merged(first, second)) if first["type"] == second["type"] else {}
    if one["type"] == "array":
        return {"type": "array", "items": merged(one["items"], other["items"])}
    if one["type"] == "object":
        return _merged_objects(one, other)
    return {"type": one["type"]}


def _merged_objects(one: Shape, other: Shape) -> Shape:
    if "properties" not in one or "properties" not in other:
        return {"type": "object"}
    first, second = one["properties"], other["properties"]
    names = [*first, *(name for name in second if name not in first)]
    properties = {name: merged(first.get(name, {}), second.get(name, {})) for name in names}
    return {"type": "object", "properties": properties, "required": [name for name in first if name in second]}
