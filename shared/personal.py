"""Personal data: a field is marked once, in its declaration, and kept apart from all else.

`name: Personal[str]` marks a field. It belongs to a person: the one whose id stands beside it, in a field marked with
`OfPerson`, or in a dataclass around it; where there is none, to the file that the fact stands in. When a fact is
stored its marked fields are taken out of `data`, which keeps a blank in their place, and are sealed under that person's
own key (`shared/keys.py`). They never leave in a public fact and never reach a log line. When the key is
destroyed the blanks are all that is left.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass, replace
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin

from shared.values import Json, bare, declared, optional

T = TypeVar("T")
ERASED = "[erased]"
"""What a text reads once its person is erased; an optional field then reads None."""


class Mark:
    """What makes a field personal."""


Personal = Annotated[T, Mark()]


@dataclass(frozen=True)
class Holding:
    """Why a person's data is held, and for how long: the law that allows it, and the retention class, such as
    "10 years", "30 years" or "permanent" (Archives Bureau Order 8, 2006; PIPL art 13, 19)."""

    basis: str
    retention: str


@dataclass(frozen=True)
class OfPerson:
    """Marks the field that holds a person's id: `person_id: Annotated[UUID, OfPerson(holding)]`.

    A person who is entered without an id gets a new one at the door.
    """

    holding: Holding


@dataclass(frozen=True)
class Place:
    """Where a marked field stands in a type: `steps` are field names, `*` for every item of a tuple or mapping;
    `blank` is what stands there without its person's key; `person` is the field with the person's id, which is
    found after `depth` steps."""

    steps: tuple[str, ...]
    blank: Json
    depth: int = 0
    person: str | None = None
    holding: Holding | None = None


Taken = dict[str, dict[str, Json]]
"""Personal values by person and by where they stood, such as "members/0/name/zh"."""


def is_personal(kind: Any) -> bool:
    """Whether a field of that type is marked: itself, as `Personal[str] | None`, or as a tuple of marked items."""
    if get_origin(kind) is Annotated:
        return any(isinstance(mark, Mark) for mark in get_args(kind)[1:])
    if (inner := optional(kind)) is not None:
        return is_personal(inner)
    return get_origin(kind) in (tuple, dict) and any(is_personal(item) for item in get_args(kind))


def person_mark(kind: Any) -> OfPerson | None:
    """The mark of a field that holds a person's id, or None."""
    if (inner := optional(kind)) is not None:
        return person_mark(inner)
    return next((mark for mark in get_args(kind)[1:] if isinstance(mark, OfPerson)), None) if _annotated(kind) else None


def _annotated(kind: Any) -> bool:
    return get_origin(kind) is Annotated


@cache
def personal_places(kind: Any) -> tuple[Place, ...]:
    """Where marked fields stand in that type."""
    kind = bare(kind)
    if (inner := optional(kind)) is not None:
        return personal_places(inner)
    if get_origin(kind) in (tuple, dict):
        item = get_args(kind)[0 if get_origin(kind) is tuple else 1]
        return tuple(_below("*", place) for place in personal_places(item))
    if not (is_dataclass(kind) and isinstance(kind, type)):
        return ()
    return tuple(_in_dataclass(kind))


def personal_paths(kind: Any) -> tuple[str, ...]:
    """The same as texts, such as "members/*/name/zh"."""
    return tuple("/".join(place.steps) for place in personal_places(kind))


def _below(step: str, place: Place) -> Place:
    return replace(place, steps=(step, *place.steps), depth=place.depth + 1)


def _in_dataclass(kind: type) -> Iterator[Place]:
    hints = declared(kind)
    person, mark = next(((name, mark) for name, hint in hints.items() if (mark := person_mark(hint))), (None, None))
    holding = mark.holding if mark else None
    for name, hint in hints.items():
        if is_personal(hint):
            yield Place((name,), _blank(name, hint), 0, person, holding)
            continue
        for place in personal_places(hint):
            inner = _below(name, place)
            yield inner if place.person else replace(inner, depth=0, person=person, holding=holding)


def _blank(name: str, hint: Any) -> Json:
    kind = bare(hint)
    if optional(kind) is not None:
        return None
    if get_origin(kind) is tuple:
        return []
    if kind is str:
        return ERASED
    raise TypeError(f"personal field {name} must be text, a tuple, or optional, so that it can be erased")


def take_out(kind: type, data: Json, file: str) -> tuple[Taken, dict[str, Holding | None]]:
    """Blank the marked fields in encoded `data`; gives what stood there by person, and why each person is held.

    What belongs to nobody named belongs to `file`.
    """
    taken: Taken = {}
    holdings: dict[str, Holding | None] = {}
    for place in personal_places(kind):
        for person, at, found in _take(data, place, 0, "", file):
            taken.setdefault(person, {})[at] = found
            holdings[person] = place.holding if person != file else None
    return taken, holdings


def _take(data: Json, place: Place, depth: int, at: str, person: str) -> Iterator[tuple[str, str, Json]]:
    if data is None:
        return
    if depth == place.depth and place.person:
        person = data.get(place.person) or person
    step = place.steps[depth]
    if step == "*":
        for key, item in list(data.items() if isinstance(data, dict) else enumerate(data)):
            yield from _take(item, place, depth + 1, f"{at}{key}/", person)
    elif depth + 1 < len(place.steps):
        yield from _take(data.get(step), place, depth + 1, f"{at}{step}/", person)
    elif data.get(step) is not None:
        yield person, f"{at}{step}", data[step]
        data[step] = place.blank


def put_back(data: Json, fields: dict[str, Json]) -> None:
    """Put values where they stood."""
    for at, item in fields.items():
        *steps, last = at.split("/")
        place = data
        for step in steps:
            place = place[int(step)] if isinstance(place, list) else place[step]
        place[last] = item


def with_people(kind: Any, payload: Json, new_id: Callable[[], str]) -> Json:
    """The payload, with a new id for every person in it who has none. What doesn't fit the type stays as it is."""
    kind = bare(kind)
    if (inner := optional(kind)) is not None:
        return with_people(inner, payload, new_id)
    if get_origin(kind) is tuple and isinstance(payload, list):
        return [with_people(get_args(kind)[0], item, new_id) for item in payload]
    if not (is_dataclass(kind) and isinstance(kind, type) and isinstance(payload, dict)):
        return payload
    hints = declared(kind)
    held = {name: with_people(hints[name], item, new_id) if name in hints else item for name, item in payload.items()}
    nameless = [name for name in hints if person_mark(hints[name]) and held.get(name) is None]
    return {**held, **{name: new_id() for name in nameless}}
