"""Personal data: a field is marked once, in its declaration, and kept apart from all else.

`name: Personal[str]` marks a field. When a fact is stored its marked fields are taken out of `data` and kept
in a column of their own, by path; they never leave in a public fact and never reach a log line.
`take_out` and `put_back` are the one place where they will be encrypted under a person's key.
"""

from dataclasses import is_dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin

from shared.values import Json, bare, declared, optional

T = TypeVar("T")


class Mark:
    """What makes a field personal."""


Personal = Annotated[T, Mark()]


def is_personal(kind: Any) -> bool:
    """Whether a field of that type is marked: itself, as `Personal[str] | None`, or as a tuple of marked items."""
    if get_origin(kind) is Annotated:
        return any(isinstance(mark, Mark) for mark in get_args(kind)[1:])
    if (inner := optional(kind)) is not None:
        return is_personal(inner)
    return get_origin(kind) in (tuple, dict) and any(is_personal(item) for item in get_args(kind))


@cache
def personal_paths(kind: Any) -> tuple[tuple[str, ...], ...]:
    """Where marked fields stand in that type: field names, `*` for every item of a tuple or mapping."""
    kind = bare(kind)
    if (inner := optional(kind)) is not None:
        return personal_paths(inner)
    if get_origin(kind) in (tuple, dict):
        item = get_args(kind)[0 if get_origin(kind) is tuple else 1]
        return tuple(("*", *path) for path in personal_paths(item))
    if not (is_dataclass(kind) and isinstance(kind, type)):
        return ()
    paths: list[tuple[str, ...]] = []
    for name, hint in declared(kind).items():
        if is_personal(hint):
            paths.append((name,))
        else:
            paths.extend((name, *path) for path in personal_paths(hint))
    return tuple(paths)


def take_out(kind: type, data: Json) -> dict[str, Json]:
    """Remove the marked fields from encoded `data` and return them by path, such as "members/0/name"."""
    taken: dict[str, Json] = {}
    for path in personal_paths(kind):
        _take(data, path, "", taken)
    return taken


def _take(data: Json, path: tuple[str, ...], at: str, taken: dict[str, Json]) -> None:
    step, rest = path[0], path[1:]
    if data is None:
        return
    if step == "*":
        items = data.items() if isinstance(data, dict) else enumerate(data)
        for key, item in items:
            _take(item, rest, f"{at}{key}/", taken)
    elif rest:
        _take(data.get(step), rest, f"{at}{step}/", taken)
    elif step in data:
        taken[f"{at}{step}"] = data.pop(step)


def put_back(data: Json, taken: dict[str, Json]) -> None:
    """The undoing of `take_out`."""
    for at, item in taken.items():
        *steps, last = at.split("/")
        place = data
        for step in steps:
            place = place[int(step)] if isinstance(place, list) else place[step]
        place[last] = item
