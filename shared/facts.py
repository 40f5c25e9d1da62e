"""Facts: frozen dataclasses with a name and version of their own, apart from the class that holds them today.

A service's `events.py` declares them and ends with `facts = Facts("<service>", __name__)`.
"""

import copy
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, Self, TypeVar, cast, dataclass_transform

from shared.personal import Holding, Taken, personal_paths, put_back, take_out
from shared.values import Json, decoder, encode
from shared.values import value as frozen

T = TypeVar("T")
Upcaster = Callable[[Json], Json]


@dataclass(frozen=True)
class Kind:
    """What a class declares of itself as a fact. `source` is the service that tells it, None for our own; `about` is
    the field, a dataclass with a person's id, that says whose file the stream is from here on."""

    name: str
    version: int
    public: bool = False
    source: str | None = None
    about: str | None = None


def _declare(kind: Kind) -> Callable[[type[T]], type[T]]:
    def declare(cls: type[T]) -> type[T]:
        made: Any = frozen(cls)
        made.__fact__ = kind
        if kind.public and personal_paths(made):
            raise TypeError(f"public fact {kind.name} declares personal fields: {personal_paths(made)}")
        return cast(type[T], made)

    return declare


@dataclass_transform(frozen_default=True, kw_only_default=True)
def fact(name: str, version: int = 1, about: str | None = None) -> Callable[[type[T]], type[T]]:
    """A fact that stays in this service."""
    return _declare(Kind(name, version, about=about))


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
    """A fact as stored in its stream: clear data, and a sealed text for each person whose data it holds."""

    stream: str
    name: str
    version: int
    data: Json
    personal: Mapping[str, str]

    @property
    def bound(self) -> bytes:
        """What a sealed text belongs to: it opens nowhere else."""
        return f"{self.stream} {self.name} {self.version}".encode()


class Keys(Protocol):
    """Seals and opens personal data: `shared.keys.Keyring`."""

    def seal(
        self, taken: Taken, holdings: Mapping[str, Holding | None], file: str, owner: str | None, bound: bytes
    ) -> dict[str, str]:
        """A sealed text for each person. `owner` says whose the file is, from here on."""

    def open(self, sealed: Mapping[str, str], bound: bytes) -> dict[str, Json]:
        """What was sealed, by where it stood; nothing of those who are erased."""

    def warm(self, people: Iterable[str]) -> None:
        """Fetch these people's keys at once, since they are needed soon."""


KERNEL: dict[str, type] = {}
"""Facts that every service has, by name: `shared/person.py`."""


def of_every_service(cls: type[T]) -> type[T]:
    """Marks a fact of the kernel."""
    KERNEL[kind_of(cls).name] = cls
    return cls


class Facts:
    """All facts that one service knows: its own, and those it hears. `holding` is why and for how long personal data
    is held that belongs to a file and to nobody named in it."""

    def __init__(self, service: str, module: str, holding: Holding) -> None:
        self.service = service
        self.holding = holding
        self.keys: Keys | None = None
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

    def under(self, keys: Keys) -> Self:
        """The same facts, with the keys for their personal data."""
        held = copy.copy(self)
        held.keys = keys
        return held

    def encode(self, fact: Any, stream: str) -> Encoded:
        """A fact of today's class in the form in which it is stored in that stream."""
        kind = kind_of(fact)
        data = encode(fact)
        owner = _person_in(data[kind.about]) if kind.about else None
        taken, holdings = take_out(type(fact), data, stream)
        encoded = Encoded(stream, kind.name, kind.version, data, {})
        if not taken and owner is None:
            return encoded
        if self.keys is None:
            raise TypeError(f"{kind.name} holds personal data, and there are no keys")
        why = {person: holding or self.holding for person, holding in holdings.items()}
        sealed = self.keys.seal(taken, why, stream, owner, encoded.bound)
        return Encoded(stream, kind.name, kind.version, data, sealed)

    def warm(self, stored: Iterable[Encoded]) -> None:
        """Fetch the keys of all these facts at once."""
        people = {person for item in stored for person in item.personal or ()}
        if people and self.keys is not None:
            self.keys.warm(people)

    def decode(self, source: str | None, stored: Encoded) -> Any:
        """A stored fact of any version as today's class. Raises UnknownFact."""
        cls = self.classes.get((source, stored.name)) or KERNEL.get(stored.name)
        if cls is None:
            raise UnknownFact(f"{self.service} knows no fact {stored.name} of {source or 'its own'}")
        data, version = stored.data, stored.version
        if stored.personal and self.keys is not None:
            put_back(data, self.keys.open(stored.personal, stored.bound))
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


def _person_in(data: Mapping[str, Json]) -> str | None:
    """The id of the person whom an encoded dataclass is about."""
    return data.get("person_id")
