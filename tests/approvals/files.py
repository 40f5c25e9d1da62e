"""Every file of approvals at once, without a database: each command is given as the kernel gives it, by the policy
table, the own unit and four eyes, and what follows from its facts is given in turn."""

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.approvals.events import facts
from services.approvals.policy import POLICY
from services.approvals.service import APPROVALS
from shared.actors import Actor
from shared.aggregate import Aggregate, DeadlineDue, Occasion, Refusal
from shared.commands import four_eyes
from shared.errors import NotAllowed
from shared.facts import kind_of
from shared.policy import require, require_unit
from shared.values import decoder, encode

DEADLINES = facts.deadlines
POLICIES = Actor("policy:approvals", frozenset({"service"}), "approvals")


@dataclass(frozen=True)
class Entry:
    """A fact, by whom it came about, and when."""

    fact: Any
    actor: Actor
    at: datetime

    @property
    def by(self) -> str:
        return self.actor.signature


@dataclass
class Files:
    """`states` holds each stream's fold; `refused` is the refusal of the last command, if it got one; `waiting` are
    facts whose policies have not been asked yet."""

    streams: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    states: dict[str, Any] = field(default_factory=dict)
    stored: dict[str, Any] = field(default_factory=dict)
    waiting: deque[Any] = field(default_factory=deque)
    deadlines: list[tuple[str, Any]] = field(default_factory=list)
    refused: Refusal | None = None

    def give(self, command: Any, by: Actor, now: datetime) -> Sequence[Any]:
        """What a person may do: the facts that it led to, none if it was not allowed, refused or done already."""
        self.refused = None
        aggregate = APPROVALS.aggregate_of(type(command))
        stream = aggregate.stream(command)
        try:
            own = require(POLICY[method_of(command)], by, vars(command))
            state = self.states.get(stream)
            if state is None and type(command) not in aggregate.opens:
                return []
            if own and state is not None:
                require_unit(by, unit_of(aggregate, state))
            decision = aggregate.decide(state, command, self.occasion(aggregate, state, command, by, now))
            if isinstance(decision, Refusal):
                self.refused = decision
                return []
            if own:
                require_unit(by, unit_of(aggregate, aggregate.fold(decision, state)))
        except NotAllowed:
            return []
        recorded = [(kind_of(entry.fact).name, entry.by) for entry in self.streams[stream]]
        if found := four_eyes(aggregate, recorded, decision, by):
            self.refused = Refusal(tuple(found))
            return []
        return self.append(stream, decision, by, now)

    def follow(self, now: datetime) -> None:
        """Give what the policies say to all facts that wait; a policy's command is never refused."""
        while self.waiting:
            for command in APPROVALS.react(self.waiting.popleft()):
                self.give_by_policy(command, now)

    def give_by_policy(self, command: Any, now: datetime) -> Sequence[Any]:
        aggregate = APPROVALS.aggregate_of(type(command))
        stream = aggregate.stream(command)
        state = self.states.get(stream)
        decision = aggregate.decide(state, command, self.occasion(aggregate, state, command, POLICIES, now))
        assert not isinstance(decision, Refusal), decision
        return self.append(stream, decision, POLICIES, now)

    def pass_deadlines(self, now: datetime) -> None:
        """Each that is due, twice: the second time must change nothing."""
        while due := [item for item in self.deadlines if item[1].due_at <= now]:
            self.deadlines = [item for item in self.deadlines if item[1].due_at > now]
            for stream, deadline in [item for item in sorted(due, key=lambda item: item[1].due_at) for _ in range(2)]:
                aggregate, command = APPROVALS.aggregate_at(stream), DeadlineDue(deadline=deadline)
                decision = aggregate.decide(self.states.get(stream), command, Occasion(POLICIES, now))
                assert not isinstance(decision, Refusal), decision
                self.append(stream, decision, POLICIES, now)

    def occasion(self, aggregate: Aggregate[Any], state: Any, command: Any, by: Actor, now: datetime) -> Occasion:
        """With the other streams that the decision looks at."""
        beside = aggregate.looks_at(state, command, Occasion(by, now))
        return Occasion(by, now, {stream: self.states.get(stream) for stream in beside})

    def append(self, stream: str, decision: Sequence[Any], by: Actor, now: datetime) -> Sequence[Any]:
        """To the stream; what is folded again from the facts as stored is the same state after each."""
        evolve = APPROVALS.aggregate_at(stream).evolve
        for fact in decision:
            self.streams[stream].append(Entry(fact, by, now))
            self.states[stream] = evolve(self.states.get(stream), fact)
            self.stored[stream] = evolve(self.stored.get(stream), decoder(type(fact))(encode(fact)))
            assert self.stored[stream] == self.states[stream]
            self.waiting.append(fact)
            if kind_of(fact).name in DEADLINES:
                self.deadlines.append((stream, fact))
        return decision

    def facts(self, stream: str) -> list[Any]:
        return [entry.fact for entry in self.streams[stream]]


def unit_of(aggregate: Aggregate[Any], state: Any) -> str | None:
    return aggregate.unit(state) if aggregate.unit and state is not None else None


def method_of(command: Any) -> str:
    """`sign_visit` for a SignVisit."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(command).__name__).lower()
