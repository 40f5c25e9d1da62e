"""Acting deputies (代理): who acts for somebody, in which role, from which day to which (section 6).

A token that says `acting_for` counts in this service only while each role that it bears was given to its bearer by an
appointment in force. `by_appointment` sees to that before an aggregate decides anything, and `may_ask`, in
`authority_queries.py`, before a question is answered.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar, assert_never

from services.approvals.authority.deputy_commands import AppointDeputy, DeputyCommand, EndDeputy
from services.approvals.authority.deputy_events import DeputyAppointed, DeputyEnded
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, refuse
from shared.times import local_date

DeputyFact = DeputyAppointed | DeputyEnded
ARTICLE = "section 6, a deputy's acting period is dated"
S = TypeVar("S")


@dataclass(frozen=True)
class Period:
    """Both days included."""

    deputy: str
    role: str
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Deputies:
    """Those of one principal."""

    periods: frozenset[Period] = frozenset()

    def roles_of(self, deputy: str, day: date) -> frozenset[str]:
        """In which roles somebody acts for this principal on that day."""
        return frozenset(
            period.role for period in self.periods if period.deputy == deputy and period.first <= day <= period.last
        )

    def left(self, deputy: str, role: str, day: date) -> frozenset[Period]:
        """The periods of a deputy in a role that are not over on that day."""
        return frozenset(
            period for period in self.periods if (period.deputy, period.role) == (deputy, role) and period.last >= day
        )


def decide(state: Deputies | None, command: DeputyCommand, occasion: Occasion) -> Decision:
    deputies = state or Deputies()
    match command:
        case AppointDeputy() if period_of(command) in deputies.periods:
            return []
        case AppointDeputy():
            return _wrong(command, occasion) or [
                DeputyAppointed(**vars(command), by=occasion.actor.signature, at=occasion.now)
            ]
        case EndDeputy() if not deputies.left(command.deputy, command.role, occasion.today):
            return []
        case EndDeputy():
            return [DeputyEnded(**vars(command), by=occasion.actor.signature, at=occasion.now)]
        case _:
            assert_never(command)


def period_of(appointed: AppointDeputy | DeputyAppointed) -> Period:
    return Period(appointed.deputy, appointed.role, appointed.from_on, appointed.until_on)


def _wrong(command: AppointDeputy, occasion: Occasion) -> Refusal | None:
    if command.deputy == command.principal:
        return refuse("deputy", ARTICLE, "another person", "the same", "name somebody else")
    if command.deputy in occasion.actor.people:
        mend = "have somebody else appoint the deputy"
        return refuse("own-case", "section 6", "nobody appoints himself", "the deputy", mend)
    if command.until_on < max(command.from_on, occasion.today):
        found, mend = f"{command.from_on} to {command.until_on}", "give the first and the last day of the period"
        return refuse("dates", ARTICLE, f"a period that ends on {occasion.today} or later", found, mend)
    return None


def evolve(state: Deputies | None, happened: DeputyFact) -> Deputies:
    deputies = state or Deputies()
    match happened:
        case DeputyAppointed():
            return Deputies(periods=deputies.periods | {period_of(happened)})
        case DeputyEnded():
            over = deputies.left(happened.deputy, happened.role, local_date(happened.at))
            return Deputies(periods=deputies.periods - over)
        case _:
            assert_never(happened)


DEPUTY: Aggregate[Deputies] = Aggregate(
    name="deputy",
    key="principal",
    commands=DeputyCommand.__args__,
    opens=(AppointDeputy,),
    decide=decide,
    evolve=evolve,
)


def by_appointment(aggregate: Aggregate[S]) -> Aggregate[S]:
    """The same aggregate, which decides for a deputy only while the appointment holds."""

    def looks_at(state: S | None, command: Any, occasion: Occasion) -> Collection[str]:
        beside = aggregate.looks_at(state, command, occasion)
        principal = occasion.actor.acting_for
        return beside if principal is None else {*beside, stream_of(principal)}

    def decide(state: S | None, command: Any, occasion: Occasion) -> Decision:
        return not_appointed(occasion) or aggregate.decide(state, command, occasion)

    return replace(aggregate, looks_at=looks_at, decide=decide)


def stream_of(principal: str) -> str:
    return f"{DEPUTY.name}-{principal}"


def not_appointed(occasion: Occasion) -> Refusal | None:
    """Why this actor can't act for the principal whom the token names, today; None for who acts for nobody."""
    actor = occasion.actor
    if actor.acting_for is None:
        return None
    deputies: Deputies = occasion.beside.get(stream_of(actor.acting_for)) or Deputies()
    missing = sorted(actor.roles - deputies.roles_of(actor.id, occasion.today))
    if actor.roles and not missing:
        return None
    value = f"an appointment in force on {occasion.today}, for each role of the token"
    found = f"none for {', '.join(missing) or 'any role'}"
    mend = "have the deputy appointed (appoint_deputy), or sign in without acting_for"
    return refuse("deputy", ARTICLE, value, found, mend)
