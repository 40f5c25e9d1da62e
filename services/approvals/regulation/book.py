"""What the office adopts with a day from which it holds: rule sets, and tables of who decides.

Each holds from a later day than the one on which it is adopted, and only what does not hold yet is taken back. So what
is in force on a day is known when that day begins, and is never changed afterwards.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Protocol, TypeVar

from shared.aggregate import Occasion, Refusal, Violation, refuse


class Dated(Protocol):
    @property
    def effective_from(self) -> date: ...


T = TypeVar("T", bound=Dated)


@dataclass(frozen=True)
class Book(Generic[T]):
    """What was adopted, by the day from which it holds."""

    adopted: Mapping[date, T] = field(default_factory=dict)

    def on(self, day: date, shipped: Iterable[T]) -> T:
        """What is in force on a day: the latest of these and of those that come with the service."""
        return in_force([*shipped, *self.adopted.values()], day)

    def with_one(self, one: T) -> "Book[T]":
        return Book({**self.adopted, one.effective_from: one})

    def without(self, day: date) -> "Book[T]":
        return Book({other: one for other, one in self.adopted.items() if other != day})


def in_force(all_of_them: Iterable[T], day: date) -> T:
    """The latest that holds on that day; before any did, the first."""
    in_order = sorted(all_of_them, key=lambda one: one.effective_from)
    return ([one for one in in_order if one.effective_from <= day] or in_order[:1])[-1]


def untimely(one: Dated, book: Book[T], article: str, occasion: Occasion) -> list[Violation]:
    """Adopted for a day that has begun, or for one that has its own already."""
    day, found = one.effective_from, []
    if day <= occasion.today:
        found.append(Violation("in-force", article, f"a day after {occasion.today}", str(day), "give a later day"))
    if day in book.adopted:
        mend = "repeal that one first, or take another day"
        found.append(Violation("one-a-day", article, "one a day", f"another from {day}", mend))
    return found


def holds_already(day: date, article: str, occasion: Occasion) -> Refusal | None:
    """What cases were judged by is not taken back."""
    if day > occasion.today:
        return None
    mend = "adopt another from a later day on: cases were judged by this one"
    return refuse("in-force", article, "one that does not hold yet", f"in force since {day}", mend)
