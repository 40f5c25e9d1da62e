"""The service's streams in memory: a command is decided, and then all that follows from its facts."""

from collections import defaultdict, deque
from datetime import datetime
from typing import Any
from uuid import UUID

from services.approvals import commands as do
from services.approvals.policies import react
from services.approvals.service import APPROVALS
from shared.actors import Actor
from shared.aggregate import Occasion, Refusal
from tests.approvals import examples as e
from tests.scenario import MOMENT, SOMEBODY

POLICY = Actor("policy:approvals", frozenset({"service"}), "approvals")


class Streams:
    """As the log, the command door and the react reader do it, without four eyes."""

    def __init__(self) -> None:
        self.facts: dict[str, list[Any]] = defaultdict(list)
        self.log: list[Any] = []

    def state(self, stream: str) -> Any:
        return APPROVALS.aggregate_at(stream).fold(self.facts[stream])

    def give(self, command: Any, by: Actor = SOMEBODY, now: datetime = MOMENT) -> list[Any] | Refusal:
        """What was decided; what follows from it is decided too, before this returns."""
        decision = self._decide(command, by, now)
        if isinstance(decision, Refusal):
            return decision
        open_facts = deque(decision)
        while open_facts:
            for follows in react(open_facts.popleft()):
                followed = self._decide(follows, POLICY, now)
                assert not isinstance(followed, Refusal), followed
                open_facts.extend(followed)
        return decision

    def done(self, command: Any, by: Actor = SOMEBODY, now: datetime = MOMENT) -> list[Any]:
        decision = self.give(command, by, now)
        assert not isinstance(decision, Refusal), decision
        return decision

    def rules(self, command: Any, by: Actor = SOMEBODY, now: datetime = MOMENT) -> list[str]:
        """Those that refuse a command."""
        decision = self.give(command, by, now)
        assert isinstance(decision, Refusal), decision
        return [violation.rule for violation in decision.violations]

    def _decide(self, command: Any, by: Actor, now: datetime) -> list[Any] | Refusal:
        aggregate = APPROVALS.aggregate_of(type(command))
        stream = aggregate.stream(command)
        state, occasion = self.state(stream), Occasion(by, now)
        beside = {name: self.state(name) for name in aggregate.looks_at(state, command, occasion)}
        decision = aggregate.decide(state, command, Occasion(by, now, beside))
        if isinstance(decision, Refusal):
            return decision
        self.facts[stream] += decision
        self.log += decision
        return list(decision)

    def adopt_plan(self, *numbers: str, unit: str = e.BUREAU, people: int = 6) -> None:
        entries = tuple(do.PlanEntry(number=number, purpose="tea", country="GR", people=people) for number in numbers)
        self.done(do.AdoptPlan(plan=f"{unit}/2026", entries=entries), e.ZHOU)

    def prepare(self, visit_id: UUID, plan: do.VisitPlan) -> None:
        """Drafted, publicized in each unit, the budget signed."""
        self.done(do.DraftVisit(visit_id=visit_id, visit=plan), e.WANG)
        self.publicize(visit_id, plan)

    def publicize(self, visit_id: UUID, plan: do.VisitPlan) -> None:
        for unit in sorted({member.unit for member in plan.members}):
            self.done(do.PublicizeVisit(visit_id=visit_id, unit=unit, posted_on=e.POSTED_ON), e.ZHAO)
        self.done(do.ClearBudget(visit_id=visit_id, side="foreign_affairs"), e.ZHAO)
        self.done(do.ClearBudget(visit_id=visit_id, side="finance"), e.QIAN)

    def submit(self, visit_id: UUID, plan: do.VisitPlan) -> None:
        self.prepare(visit_id, plan)
        self.done(do.SubmitVisit(visit_id=visit_id), e.ZHAO)

    def sign(self, visit_id: UUID) -> None:
        """Reviewed twice, and signed."""
        self.done(do.ReviewVisitAsClerk(visit_id=visit_id), e.SUN)
        self.done(do.ReviewVisitAsSection(visit_id=visit_id), e.LI)
        self.done(do.SignVisit(visit_id=visit_id), e.ZHOU)

    def approve(self, visit_id: UUID, plan: do.VisitPlan) -> None:
        self.submit(visit_id, plan)
        self.sign(visit_id)
