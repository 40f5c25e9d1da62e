"""Facts: frozen dataclasses with a name and version of their own, apart from the class that holds them today.

A service's `events.py` declares them and ends with `facts = Facts("<service>", __name__)`.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast, dataclass_transform

from shared.personal import personal_paths, put_back, take_out
from shared.values import Json, decoder, encode
from shared.values import value as frozen

T = TypeVar("T")
Upcaster = Callable[[Json], Json]


@dataclass(frozen=True)
class Kind:
    """What a class declares of itself as a fact. `source` is the service that tells it, None for our own."""

    name: str
    version: int
    public: bool = False
    source: str | None = None


def _declare(kind: Kind) -> Callable[[type[T]], type[T]]:
    def declare(cls: type[T]) -> type[T]:
        made: Any = frozen(cls)
        made.__fact__ = kind
        if kind.public and personal_paths(made):
            raise TypeError(f"public fact {kind.name} declares personal fields: {personal_paths(made)}")
        return cast(type[T], made)

    return declare


@dataclass_transform(frozen_default=True, kw_only_default=True)
def fact(name: str, version: int = 1) -> Callable[[type[T]], type[T]]:
    """A fact that stays in this service."""
    return _declare(Kind(name, version))


@dataclass_transform(frozen_default=True, kw_only_default=True)
def public_fact(name: str, version: int = 1) -> Callable[[type[T]], type[T]]:
    """A fact told to everybody. Declaring a personal field in it is an error at import."""
    return _declare(Kind(name, version, public=True))


@dataclass_transform(frozen_default=True, kw_only_default=True)
def heard_fact(source: str, name: str) -> Callable[[type[T]], type[T]]:
    """Another service's public fact, with only the fields that we read."""
    return _declare(Kind(name, 1, source=source))


@dataclass_transform(frozen_default=True, kw_only_default=True)
def deadline_fact(name: str, version: int = 1) -> Callable[[type[T]], type[T]]:
    """A deadline: the class has `due_at`, an aware moment, at which the clock door asks the aggregate what passes."""

    def declare(cls: type[T]) -> type[T]:
        if cls.__annotations__.get("due_at") is not datetime:
            raise TypeError(f"deadline {name} must declare due_at: datetime")
        made = _declare(Kind(name, version))(cls)
        made.__deadline__ = True  # type: ignore[attr-defined]
        return made

    return declare


def upcast(name: str, version: int) -> Callable[[Upcaster], Upcaster]:
    """Marks the function that turns stored data of that version into data of the next."""

    def mark(function: Upcaster) -> Upcaster:
        function.__upcasts__ = (name, version)  # type: ignore[attr-defined]
        return function

    return mark


def kind_of(thing: Any) -> Kind:
    """The declaration of a fact or of its class."""
    kind: Kind = thing.__fact__
    return kind


class UnknownFact(Exception):
    """The log or a message names a fact, or a version of one, that this service can't read."""


@dataclass(frozen=True)
class Encoded:
    """A fact as stored: clear data, and personal data by path."""

    name: str
    version: int
    data: Json
    personal: dict[str, Json]


class Facts:
    """All facts that one service knows: its own, and those it hears."""

    def __init__(self, service: str, module: str) -> None:
        self.service = service
        self.classes: dict[tuple[str | None, str], type] = {}
        self.upcasters: dict[tuple[str, int], Upcaster] = {}
        for thing in vars(sys.modules[module]).values():
            if isinstance(thing, type) and "__fact__" in vars(thing):
                kind = kind_of(thing)
                if self.classes.setdefault((kind.source, kind.name), thing) is not thing:
                    raise TypeError(f"two facts of one name: {kind.name}")
            elif hasattr(thing, "__upcasts__"):
                self.upcasters[thing.__upcasts__] = thing

    @property
    def public(self) -> dict[str, type]:
        """Our own public facts by name."""
        return {name: cls for (_, name), cls in self.classes.items() if kind_of(cls).public}

    @property
    def deadlines(self) -> frozenset[str]:
        """The names of facts that set a deadline."""
        return frozenset(name for (_, name), cls in self.classes.items() if hasattr(cls, "__deadline__"))

    @property
    def sources(self) -> tuple[str, ...]:
        """The services that this one listens to."""
        return tuple(sorted({source for source, _ in self.classes if source is not None}))

    def heard_from(self, source: str) -> dict[str, type]:
        """The facts heard from that service, by name."""
        return {name: cls for (teller, name), cls in self.classes.items() if teller == source}

    def encode(self, fact: Any) -> Encoded:
        """A fact of today's class in its stored form."""
        kind = kind_of(fact)
        data = encode(fact)
        return Encoded(kind.name, kind.version, data, take_out(type(fact), data))

    def decode(self, source: str | None, stored: Encoded) -> Any:
        """A stored fact of any version as today's class. Raises UnknownFact."""
        cls = self.classes.get((source, stored.name))
        if cls is None:
            raise UnknownFact(f"{self.service} knows no fact {stored.name} of {source or 'its own'}")
        data, version = stored.data, stored.version
        if stored.personal:
            put_back(data, stored.personal)
        if source is None:
            data = self._upcast(stored.name, version, kind_of(cls).version, data)
        return decoder(cls)(data)

    def _upcast(self, name: str, version: int, today: int, data: Json) -> Json:
        while version < today:
            if (name, version) not in self.upcasters:
                raise UnknownFact(f"{name} has no upcaster from version {version}")
            data, version = self.upcasters[name, version](data), version + 1
        if version > today:
            raise UnknownFact(f"{name} version {version} is newer than this program, which reads up to {today}")
        return data
