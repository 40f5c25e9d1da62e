"""One visit on its straight way, as far as a test needs it, and what happens then."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from services.approvals import commands as do
from services.approvals.visit.state import Visit
from shared.actors import Actor
from tests.approvals import examples as e
from tests.approvals.walks import NOTHING, Walk, ways

T = TypeVar("T")
STEPS = 40
LONG_AGO = 1
"""Which of the walk's choices: a notice that was posted a month before."""


class Course:
    """A visit of this plan, drafted; `go_to` takes the next step that is due until the file is in that state. With the
    `walk` of another visit it is one more in the same office."""

    def __init__(
        self, plan: do.VisitPlan = e.PLAN, today: date = e.TODAY, visit_id: UUID = e.VISIT_ID, walk: Walk | None = None
    ) -> None:
        self.visit_id, self.walk = visit_id, walk or Walk(Random(0))
        if walk is None:
            self.set_day(today)
            self.open_office(f"{plan.unit}/{plan.plan_year}")
        self.do(do.DraftVisit(visit_id=visit_id, visit=plan), e.WANG)

    def open_office(self, plan: str) -> None:
        self.walk.begin(adopted=True, locked=False, plan=plan)
        self.walk.forgotten = NOTHING

    @property
    def state(self) -> Visit:
        found: Visit = self.walk.files.states[f"visit-{self.visit_id}"]
        return found

    def set_day(self, day: date) -> "Course":
        """It is that day, nine in the morning at the office; what was due before has passed."""
        self.walk.now = datetime.combine(day, time(1), UTC)
        self.walk.files.pass_deadlines(self.walk.now)
        self.walk.files.follow(self.walk.now)
        return self

    def do(self, command: Any, by: Actor) -> Sequence[Any]:
        """The facts that it led to, and what follows from them has followed too."""
        decision = self.walk.files.give(command, by, self.walk.now)
        self.walk.files.follow(self.walk.now)
        return decision

    def refused(self, command: Any, by: Actor) -> list[str]:
        """The rules that said no."""
        assert not self.do(command, by)
        assert self.walk.files.refused is not None
        return [violation.rule for violation in self.walk.files.refused.violations]

    def go_to(self, state: str) -> "Course":
        for _ in range(STEPS):
            if self.state.state == state:
                return self
            if not any(self.do(command, by) for command, by in self.ways()):
                break
        raise AssertionError(f"{self.state.state}, and not {state}: {self.walk.files.refused}")

    def ways(self) -> list[tuple[Any, Actor]]:
        """What is still to do, and by whom."""
        return list(ways(self.state, self.visit_id, LONG_AGO, self.walk.now))

    def grant(self) -> "Course":
        """What an amendment that was asked for needs, and its document."""
        for _ in range(STEPS):
            if self.state.proposed is None:
                return self
            if not any(self.do(command, by) for command, by in self.ways() if self.state.proposed is not None):
                break
        raise AssertionError(f"the amendment is not granted: {self.walk.files.refused}")

    def happened(self, kind: type[T]) -> list[T]:
        """All facts of that kind in the visit's file."""
        return [one for one in self.walk.files.facts(f"visit-{self.visit_id}") if isinstance(one, kind)]
