"""All that a service offers to others: its methods and its public facts, as data for the documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from deploy.local.office import SERVICES
from deploy.reference.answers import EVERY, Answers
from deploy.reference.shapes import Shape, says_something, shape_of
from deploy.terminal.office import counter_of
from shared.counter import may_of, methods_of
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
from shared.facts import kind_of
from shared.policy import EVERY_SERVICE, May
from shared.service import Service
from shared.values import encode
from tests.making import make

UNASKED: Answers = MappingProxyType({})
RECEIPT: Shape = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "version": {"type": "integer"}, "position": {"type": "integer"}},
    "required": ["id", "version", "position"],
}
EVERY_CALL: tuple[type[Declined], ...] = (Invalid, NotSignedIn, NotAllowed, NotFound)
ERRORS: dict[str, tuple[type[Declined], ...]] = {
    "command": (*EVERY_CALL, Conflict, Refused, Unavailable, Failed),
    "query": (*EVERY_CALL, Refused, Late, Unavailable, Failed),
}
"""What a caller may be told, by the kind of the method."""


@dataclass(frozen=True)
class Method:
    """One RPC method; `service` is EVERY where each has it.

    `key` is the id of the file that a command may open, which may then be left out. `answer` is what comes back, empty
    for a query that was not asked.
    """

    service: str
    name: str
    kind: str
    says: str
    taking: type
    may: May
    key: str | None
    answer: Shape

    @property
    def shape(self) -> Shape:
        """What the door takes: without the key a new file gets a new id."""
        shape = shape_of(self.taking)
        return shape | {"required": [name for name in shape["required"] if name != self.key]}

    @property
    def example(self) -> Any:
        return encode(make(self.taking))

    @property
    def errors(self) -> list[str]:
        return [error.name for error in ERRORS[self.kind]]

    @property
    def callers(self) -> str:
        """The roles, in words."""
        own = [f"{role} (own unit)" for role in sorted(self.may.own - self.may.roles)]
        return ", ".join([*sorted(self.may.roles), *own]).replace("*", "anybody signed in")


@dataclass(frozen=True)
class Reader:
    """A service that listens to a fact, with the shape of the few fields that it reads."""

    service: str
    shape: Shape


@dataclass(frozen=True)
class Told:
    """One public fact, and who of the five listens to it."""

    service: str
    name: str
    version: int
    kind: type
    readers: tuple[Reader, ...]

    @property
    def shape(self) -> Shape:
        return shape_of(self.kind)

    @property
    def says(self) -> str:
        return " ".join(str(self.kind.__doc__).split()) if says_something(self.kind) else ""

    @property
    def example(self) -> Any:
        return encode(make(self.kind))


@dataclass(frozen=True)
class Offer:
    """All of one service."""

    service: str
    says: str
    methods: tuple[Method, ...]
    facts: tuple[Told, ...]


def survey(answers: Answers = UNASKED, counters: Sequence[Any] = ()) -> tuple[Offer, ...]:
    """What these services offer of their own; without any, what the five do. `answers` as `answers.py` finds them."""
    counters = counters or [counter_of(name) for name in SERVICES]
    services = [counter.desk.service for counter in counters]
    return tuple(
        Offer(
            counter.name,
            _purpose(counter.desk.service),
            tuple(_method(counter, counter.name, name, answers) for name in counter.policy),
            tuple(_told(counter.desk.service, name, kind, services) for name, kind in _facts(counter)),
        )
        for counter in counters
    )


def shared_offer(answers: Answers = UNASKED) -> Offer:
    """What each service offers besides: to listeners, to operators, to the people whose data it holds."""
    counter = counter_of(next(iter(SERVICES)))
    methods = tuple(_method(counter, EVERY, name, answers) for name in EVERY_SERVICE)
    return Offer(EVERY, "What each service offers besides its own methods.", methods, ())


def _facts(counter: Any) -> list[tuple[str, type]]:
    return sorted(counter.desk.service.facts.public.items())


def _purpose(service: Service) -> str:
    """What stands below the title of the service's README."""
    readme = service.home / "README.md"
    first, *_ = readme.read_text().split("\n\n") if readme.exists() else [""]
    return " ".join(first.splitlines()[1:])


def _method(counter: Any, service: str, name: str, answers: Answers) -> Method:
    method = methods_of(counter)[name]
    taking = method.__taking__.kind
    says = " ".join((method.__doc__ or "").split())
    key, answer = None, answers.get((service, name), {})
    if method.__kind__ == "command":
        answer = RECEIPT
        aggregate = counter.desk.service.aggregate_of(taking)
        opens = taking in aggregate.opens and shape_of(taking)["properties"][aggregate.key].get("format") == "uuid"
        key = aggregate.key if opens else None
    return Method(service, name, method.__kind__, says, taking, may_of(counter, name), key, answer)


def _told(service: Service, name: str, kind: type, services: Sequence[Service]) -> Told:
    readers = tuple(
        Reader(listener.name, shape_of(listener.facts.classes[service.name, name]))
        for listener in services
        if (service.name, name) in listener.facts.classes
    )
    return Told(service.name, name, kind_of(kind).version, kind, readers)
