"""A service, as the kernel sees it: its name, its facts, its aggregates, and its two readers' functions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from shared.aggregate import Aggregate, Occasion, Refusal
from shared.facts import Facts, Keys
from shared.person import PERSON

if TYPE_CHECKING:
    from marshmallow import Schema

Statement = tuple[str, Mapping[str, Any]]
"""SQL with %(named)s parameters, and their values. Tables are named without a schema: the reader chooses it."""

Read = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]
"""Runs one SQL query on the read store and gives its rows, column by name."""


def nothing(_: Any, __: Sequence[Mapping[str, str]]) -> Iterable[Any]:
    """No word of a refusal."""
    return ()


def anybody(_: Read, __: Occasion) -> Refusal | None:
    """Every actor's token counts."""
    return None


@dataclass(frozen=True)
class Service:
    """What a service hands to the kernel.

    `react` answers a fact with the commands that follow from it; `project` answers it with statements for the read
    store; `told` and `heard` are the schemas of public facts that go out and come in; `home` is the folder of the
    service, whose `migrations` hold the numbered SQL of its read store; `settings` names what it needs from the
    environment besides what every service does, each with a function that raises ValueError if it is of no use.
    `refused` answers a caller's command and the violations for which it was refused with commands for other files: its
    own stays as it was. `may_ask` says by the read store why an actor's token does not count for a question, if so;
    for a command its aggregate does.
    """

    name: str
    facts: Facts
    aggregates: tuple[Aggregate[Any], ...]
    react: Callable[[Any], Iterable[Any]]
    project: Callable[[Any], Iterable[Statement]]
    told: "Mapping[str, Schema]"
    heard: "Mapping[tuple[str, str], Schema]"
    home: Path
    settings: Mapping[str, Callable[[str], Any]] = field(default_factory=dict)
    refused: Callable[[Any, Sequence[Mapping[str, str]]], Iterable[Any]] = nothing
    may_ask: Callable[[Read, Occasion], Refusal | None] = anybody

    def under(self, keys: Keys) -> Self:
        """The same service, with the keys for its personal data."""
        return replace(self, facts=self.facts.under(keys))

    def aggregate_of(self, command: type) -> Aggregate[Any]:
        """The aggregate that decides this command."""
        for aggregate in (*self.aggregates, PERSON):
            if command in aggregate.commands:
                return aggregate
        raise LookupError(f"no aggregate of {self.name} decides {command.__name__}")

    def aggregate_at(self, stream: str) -> Aggregate[Any]:
        """The aggregate whose stream this is."""
        for aggregate in (*self.aggregates, PERSON):
            if stream.startswith(f"{aggregate.name}-"):
                return aggregate
        raise LookupError(f"no aggregate of {self.name} owns the stream")
