"""When two tellings are of one person.

Certain: the same name, however it is spelled, and the same birth date, telephone or document, while nothing speaks
against it. A birth date alone is not enough for two who write their Chinese names in different characters: in a crisis
of 100,000 people some who sound alike were born on one day. What is neither certain nor ruled out is for an officer.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from services.consular import names
from services.consular.crisis_values import Match, Sighted, Sighting, Spelling

T = TypeVar("T", bound=Hashable)
MOST_ALIKE = 10


@dataclass(frozen=True)
class Traits:
    """What is known of one person from all tellings."""

    names: frozenset[Spelling]
    characters: frozenset[str]
    births: frozenset[date]
    documents: frozenset[str]
    phones: frozenset[str]

    @classmethod
    def of(cls, people: Iterable[Sighted]) -> "Traits":
        told = list(people)
        return cls(
            names=frozenset(person.name for person in told),
            characters=_known(names.searchable(person.name.zh or "") for person in told),
            births=_known(person.birth_date for person in told),
            documents=_known(names.document_key(person.document_number) for person in told),
            phones=_known(names.phone_key(person.phone) for person in told),
        )

    @cached_property
    def marks(self) -> frozenset[str]:
        """What the names have in common with their other spellings; needed of few, and slow to find."""
        return frozenset(mark for name in self.names for mark in names.marks(name.zh, name.en))

    def is_named_as(self, other: "Traits") -> bool:
        return not self.marks.isdisjoint(other.marks)

    def is_at_odds_with(self, other: "Traits") -> bool:
        """Whether birth dates or documents are known on both sides, and none is the same."""
        return _differ(self.births, other.births) or _differ(self.documents, other.documents)

    def shares(self, other: "Traits") -> bool:
        """Whether a birth date, a telephone or a document is the same."""
        return bool(self.documents & other.documents or self.phones & other.phones or self.births & other.births)

    def is_certainly(self, other: "Traits") -> bool:
        if self.is_at_odds_with(other) or not self.shares(other):
            return False
        by_birth_alone = not (self.documents & other.documents or self.phones & other.phones)
        if by_birth_alone and _differ(self.characters, other.characters):
            return False
        return self.is_named_as(other)

    def may_be(self, other: "Traits") -> bool:
        if self.documents & other.documents:
            return True
        return (self.shares(other) or not self.is_at_odds_with(other)) and self.is_named_as(other)


@dataclass(frozen=True)
class Place:
    """Where a telling belongs: the entry that it certainly is about, or none, and those that it may be about."""

    entry_id: UUID | None
    match: Match
    alike: tuple[UUID, ...] = ()


def place(person: Sighted, sightings: Iterable[Sighting]) -> Place:
    """Find the one entry that this person certainly is. Several are as doubtful as none is certain."""
    traits = Traits.of([person])
    entries = {entry: Traits.of(told) for entry, told in by_entry(sightings).items()}
    certain = [entry for entry, known in entries.items() if traits.is_certainly(known)]
    if len(certain) == 1:
        return Place(certain[0], "found")
    alike = certain or [entry for entry, known in entries.items() if traits.may_be(known)]
    return Place(None, "in_doubt" if alike else "entered", tuple(alike[:MOST_ALIKE]))


def by_entry(sightings: Iterable[Sighting]) -> Mapping[UUID, list[Sighted]]:
    found: dict[UUID, list[Sighted]] = {}
    for sighting in sightings:
        found.setdefault(sighting.entry_id, []).append(sighting.person)
    return found


def _known(items: Iterable[T | None]) -> frozenset[T]:
    return frozenset(item for item in items if item)


def _differ(one: frozenset[T], other: frozenset[T]) -> bool:
    return bool(one and other and one.isdisjoint(other))
