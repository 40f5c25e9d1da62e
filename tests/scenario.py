"""Given facts, when a command, then facts: how every rule is tested.

given(VISIT, drafted).when(submit, by=specialist).then(submitted)
given(VISIT, drafted).when(submit, by=specialist).refused("A1")
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shared.actors import Actor
from shared.aggregate import Aggregate, Decision, Occasion, Refusal
from shared.commands import four_eyes
from shared.facts import kind_of

MOMENT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Monday 23 November 2026, nine in the morning at the office: when nothing else is said."""


def actor(name: str, *roles: str, unit: str = "fao", acting_for: str | None = None) -> Actor:
    return Actor(name, frozenset(roles), unit, acting_for)


SOMEBODY = actor("somebody", "clerk")


@dataclass(frozen=True)
class Outcome:
    decision: Decision

    def then(self, *expected: Any) -> None:
        """Exactly these facts, in this order; none for a repeated command."""
        assert not isinstance(self.decision, Refusal), self.decision
        assert list(expected) == list(self.decision)

    def then_kinds(self, *expected: type) -> None:
        """Facts of exactly these classes, in this order."""
        assert not isinstance(self.decision, Refusal), self.decision
        assert list(expected) == [type(fact) for fact in self.decision]

    def refused(self, *rules: str) -> None:
        """A refusal by exactly these rules, each saying what was found and what would mend it."""
        assert isinstance(self.decision, Refusal), self.decision
        assert list(rules) == [violation.rule for violation in self.decision.violations]
        assert all(v.article and v.value and v.found and v.mend for v in self.decision.violations)


@dataclass(frozen=True)
class Given:
    aggregate: Aggregate[Any]
    facts: tuple[Any, ...]

    def when(
        self, command: Any, by: Actor = SOMEBODY, now: datetime = MOMENT, beside: Mapping[str, Any] | None = None
    ) -> Outcome:
        """As the kernel does it: decided first, and then seen by four eyes. `beside`: states of other streams."""
        decision = self.aggregate.decide(self.aggregate.fold(self.facts), command, Occasion(by, now, beside or {}))
        if isinstance(decision, Refusal):
            return Outcome(decision)
        recorded = [(kind_of(fact).name, getattr(fact, "by", "")) for fact in self.facts]
        violations = four_eyes(self.aggregate, recorded, decision, by)
        return Outcome(Refusal(tuple(violations)) if violations else decision)


def given(aggregate: Aggregate[Any], *facts: Any) -> Given:
    return Given(aggregate, facts)
