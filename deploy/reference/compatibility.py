"""What of a change would break somebody: an offer as it was recorded, beside what it is today. Pure functions.

Who reads (facts, answers) must find what was there, of its type, with no value that is new to him. Who calls must be
taken with what he sends. So the same difference breaks the one and not the other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deploy.reference.shapes import Shape, may_be_null, type_of
from deploy.reference.survey import Offer, Reader

Contract = Mapping[str, Any]
"""A service's offer as data: `facts` and `methods` by name, each with its shapes."""
INTEGRATORS = "integrators"
MAY_BE_NULL, MAY_BE_MISSING = "may be null now", "may be missing now"
INFERRED = (MAY_BE_NULL, MAY_BE_MISSING)
"""What is known of an answer from examples alone, and so may be found out later."""


@dataclass(frozen=True)
class Break:
    """`where` is the service and the fact or method; `field` is empty if all of it is meant."""

    where: str
    field: str
    what: str
    who: str

    def __str__(self) -> str:
        return f"{self.where}{'.' if self.field else ''}{self.field} {self.what}: {self.who}"


def contract_of(offer: Offer) -> Contract:
    """What this service promises today. What a query answers is in it as far as it is known."""
    return {
        "facts": {fact.name: {"version": fact.version, "tells": _plain(fact.shape)} for fact in offer.facts},
        "methods": {
            method.name: {"kind": method.kind, "takes": _plain(method.shape), "answers": _plain(method.answer)}
            for method in offer.methods
        },
    }


def _plain(shape: Any) -> Any:
    """Without what says nothing of the type: words and names."""
    if isinstance(shape, list):
        return [_plain(item) for item in shape]
    if not isinstance(shape, dict):
        return shape
    return {
        name: _plain(item)
        for name, item in shape.items()
        if name not in ("title", "description") or isinstance(item, dict)
    }


def breaks(offer: Offer, recorded: Contract) -> list[Break]:
    """What of today's offer would break a reader or a caller of the recorded one."""
    return [*_facts(offer, recorded["facts"]), *_methods(offer, recorded["methods"])]


def unread(offers: Sequence[Offer]) -> list[Break]:
    """What the services' own listeners need of each other's facts, and the tellers don't tell so."""
    return [
        Break(f"{offer.service}.{fact.name}", field, what, f"{reader.service} reads it")
        for offer in offers
        for fact in offer.facts
        for reader in fact.readers
        for field, what in less(reader.shape, fact.shape)
    ]


def kept(offer: Offer, recorded: Contract) -> Contract:
    """What is recorded from today on: all that is new, and as it was whatever is broken."""
    today, broken = contract_of(offer), {item.where for item in breaks(offer, recorded)}
    return {
        kind: dict(sorted({**recorded[kind], **{
            name: item for name, item in today[kind].items() if f"{offer.service}.{name}" not in broken
        }}.items()))
        for kind in ("facts", "methods")
    }  # fmt: skip


def _facts(offer: Offer, recorded: Mapping[str, Any]) -> Iterator[Break]:
    today = {fact.name: fact for fact in offer.facts}
    for name, was in recorded.items():
        where = f"{offer.service}.{name}"
        if name not in today:
            yield Break(where, "", "is told no more", f"{INTEGRATORS} read it")
            continue
        fact = today[name]
        if fact.version < was["version"]:
            yield Break(where, "", f"goes back from version {was['version']} to {fact.version}", _who(fact.readers, ""))
        for field, what in less(was["tells"], fact.shape):
            yield Break(where, field, what, _who(fact.readers, field))


def _methods(offer: Offer, recorded: Mapping[str, Any]) -> Iterator[Break]:
    today = {method.name: method for method in offer.methods}
    for name, was in recorded.items():
        where = f"{offer.service}.{name}"
        if name not in today:
            yield Break(where, "", "can be called no more", "callers")
            continue
        method, who = today[name], f"called by {today[name].callers}"
        if method.kind != was["kind"]:
            yield Break(where, "", f"was a {was['kind']} and is a {method.kind}", who)
        for field, what in stricter(was["takes"], method.shape):
            yield Break(where, field, what, who)
        for field, what in less(was["answers"], method.answer):
            if what not in INFERRED:
                yield Break(where, field, f"{what} in the answer", who)


def _who(readers: Sequence[Reader], field: str) -> str:
    listening = [reader.service for reader in readers if not field or _has(reader.shape, field)]
    return f"{', '.join([*listening, INTEGRATORS])} read it"


def _has(shape: Shape, field: str) -> bool:
    for step in field.split("."):
        shape = shape.get("properties", {}).get(step.removesuffix("[]").removesuffix("{}"), {})
        shape = _inside(shape) if step.endswith(("[]", "{}")) else shape
    return bool(shape)


Difference = tuple[str, str]
"""A field's path, and what became of it."""


def less(was: Shape, now: Shape, at: str = "") -> Iterator[Difference]:
    """What a reader of the first would miss in the second, or not understand there."""
    if not was or not now or was["type"] == "null":
        return
    if type_of(was) != type_of(now) or was.get("format") != now.get("format"):
        yield at, f"was {_kind(was)} and is {_kind(now)}"
        return
    if may_be_null(now) and not may_be_null(was):
        yield at, MAY_BE_NULL
    if new := _added(was.get("enum"), now.get("enum")):
        yield at, f"may say {', '.join(new)} now"
    for name, inner in was.get("properties", {}).items():
        path = _join(at, name)
        if name not in now.get("properties", {}):
            yield path, "is gone"
            continue
        if name in was["required"] and name not in now["required"]:
            yield path, MAY_BE_MISSING
        yield from less(inner, now["properties"][name], path)
    yield from less(_inside(was), _inside(now), f"{at}{_mark(was)}")


def stricter(was: Shape, now: Shape, at: str = "") -> Iterator[Difference]:
    """What a caller of the first sends, and the second doesn't take; or doesn't send, and the second needs."""
    if not was or not now:
        return
    if type_of(was) != type_of(now) or was.get("format") != now.get("format"):
        yield at, f"was {_kind(was)} and is {_kind(now)}"
        return
    if may_be_null(was) and not may_be_null(now):
        yield at, "may be null no more"
    if gone := _added(now.get("enum"), was.get("enum")):
        yield at, f"takes {', '.join(gone)} no more"
    before, today = was.get("properties", {}), now.get("properties", {})
    yield from ((_join(at, name), "is taken no more") for name in before if name not in today)
    for name, inner in today.items():
        if name in now["required"] and name not in was.get("required", ()):
            yield _join(at, name), "is required now"
        yield from stricter(before.get(name, {}), inner, _join(at, name))
    yield from stricter(_inside(was), _inside(now), f"{at}{_mark(was)}")


def _added(fewer: list[Any] | None, more: list[Any] | None) -> list[str]:
    """What the second list has besides; none stands for any text."""
    return [item for item in more or ["any text"] if item is not None and item not in fewer] if fewer else []


def _join(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _mark(shape: Shape) -> str:
    return "[]" if "items" in shape else "{}"


def _inside(shape: Shape) -> Shape:
    """What a list or a map holds."""
    inner: Any = shape.get("items") or shape.get("additionalProperties") or {}
    return inner if isinstance(inner, dict) else {}


def _kind(shape: Shape) -> str:
    return str(shape.get("format", type_of(shape)))
