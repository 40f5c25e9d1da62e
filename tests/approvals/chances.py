"""What else may happen on a walk: other teams and trips, alerts, and whatever else may be asked of a case."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.visit.state import Visit, moved
from shared.ids import derived_id
from tests.approvals import examples as e

INSTITUTE, ELSEWHERE = "tea-institute", "zunyi"
BODIES: tuple[do.Body, ...] = ("organization-department", "secrecy-bureau")
TRAINED_ON = date(2026, 11, 2)
PLAN_NAME = f"{e.BUREAU}/2026"
TEAMS: tuple[tuple[do.Member, ...], ...] = (
    e.PLAN.members,
    (e.member(1, "bureau"), e.member(2)),
    (e.member(1), e.member(2, unit=INSTITUTE)),
    (replace(e.member(1), secrecy="important", trained_on=TRAINED_ON), e.member(3)),
    (e.member(1), replace(e.member(4, unit=INSTITUTE), authority=ELSEWHERE)),
    (
        replace(e.member(2, "vice_minister", unit=INSTITUTE), secrecy="core", trained_on=TRAINED_ON),
        replace(e.member(4), authority=ELSEWHERE),
    ),
    tuple(e.member(number) for number in range(7)),
)
TRIPS: tuple[dict[str, Any], ...] = (
    {},
    {"purpose": "tea and coffee"},
    {"budget": (do.BudgetLine(item="flights", amount=Decimal(31000)),)},
    {"secret": True},
    {"plan_entry": "08"},
    {"plan_entry": "99"},
    {"country": "IT"},
    {"stops": (e.stop(), e.stop("IT"))},
    {"off_plan_reason": "the fair was moved", "country": "IT"},
)


LEAVES = date(2026, 12, 21)
"""Late enough for all that is to be done before."""


def visit_of(team: int, trip: int, leaves: date = LEAVES) -> do.VisitPlan:
    return moved(e.plan(members=TEAMS[team % len(TEAMS)], **TRIPS[trip % len(TRIPS)]), leaves)


ALERT = derived_id("an alert")


def alert(number: int, now: datetime) -> Any:
    """Consular raises it, in some colour, or lifts it."""
    if number % 5 == 0:
        return fact.AlertLifted(alert_id=ALERT, country="GR")
    return fact.AlertRaised(
        alert_id=ALERT, country="GR", region="Peloponnese", colour=("yellow", "orange", "red")[number % 3],
        summary="an earthquake", issued_on=now.date(), valid_until=None,
    )  # fmt: skip


def day(now: datetime, number: int) -> date:
    """Some day around that one."""
    return now.date() + timedelta(days=number % 40 - 20)


Chances = Sequence[Callable[[], Any]]


def before_the_decision(s: Visit, v: UUID, n: int, now: datetime) -> Chances:
    """What else may be asked of a case; `n` chooses how."""
    unit, name, body = (e.BUREAU, INSTITUTE)[n % 2], str(n % 2), BODIES[n % 2]
    sides: tuple[Literal["finance", "foreign_affairs"], ...] = ("finance", "foreign_affairs")
    asked = {"raised_on": now.date(), "ground": "too often"}
    return (
        lambda: do.ReviseVisit(visit_id=v, visit=visit_of(n, n // 7)),
        lambda: do.ReviseVisit(visit_id=v, visit=replace(s.visit, members=TEAMS[n % len(TEAMS)])),
        lambda: do.PublicizeVisit(visit_id=v, unit=unit, posted_on=day(now, n)),
        lambda: do.ClearBudget(visit_id=v, side=sides[n % 2]),
        lambda: do.SubmitVisit(visit_id=v),
        lambda: do.WithdrawVisit(visit_id=v, reason="ill"),
        lambda: do.ReturnVisit(visit_id=v, missing=("the route",)),
        lambda: do.RefuseVisit(visit_id=v, reason="no need"),
        lambda: do.ReconsiderVisit(visit_id=v, reason="heard again"),
        lambda: do.RecordUpperDecision(visit_id=v, approved=False, document="黔府外 1"),
        lambda: do.ReturnVisitFromAbove(visit_id=v, document="黔府外 2", missing=("the route",)),
        lambda: do.RaiseObjection(visit_id=v, objection=name, unit=unit, **asked),
        lambda: do.SettleObjection(visit_id=v, objection=name, upheld=n % 3 > 0, finding="as it is"),
        lambda: do.GiveOpinion(visit_id=v, body=body, favourable=n % 3 > 0, opinion="as it is", document="筑组 2"),
        lambda: do.RequestConsent(visit_id=v, authority=ELSEWHERE),
        lambda: do.RecordConsent(visit_id=v, authority=ELSEWHERE, given=n % 2 > 0, document="遵外 2"),
        lambda: do.ReplacePlanEntry(
            plan=PLAN_NAME,
            entry=("07", "08")[n % 2],
            replacement=do.PlanEntry(number=str(10 + n % 3), purpose="tea", country="IT", people=4),
            reason="the fair was moved",
        ),
    )


def after_the_decision(s: Visit, v: UUID, n: int, now: datetime) -> Chances:
    later, today = max(s.visit.departs_on, now.date()) + timedelta(days=n % 5), now.date()
    longer, someone = s.visit.returns_on + timedelta(days=n % 5), (s.visit.members[0].person_id,)
    return (
        lambda: do.RequestAmendment(visit_id=v, visit=amended(s, n), reason="the fair was moved"),
        lambda: do.RequestAmendment(visit_id=v, visit=amended(s, n), reason="somebody is ill"),
        lambda: do.DropAmendment(visit_id=v),
        lambda: do.AmendVisit(visit_id=v, document=(f"黔府外 {n % 3 + 2}", None)[n % 2]),
        lambda: do.PostponeVisit(visit_id=v, departs_on=later, reason="fog", document=("黔府外 5", None)[n % 2]),
        lambda: do.PostponeVisit(visit_id=v, departs_on=later, reason="fog", new_number=True),
        lambda: do.ChangeDeparture(visit_id=v, departs_on=day(now, n), reason="fog"),
        lambda: do.DelayReturn(visit_id=v, returns_on=longer, reason="a typhoon"),
        lambda: do.CancelVisit(visit_id=v, reason_code="ill"),
        lambda: do.AcknowledgeWarning(visit_id=v, alert_id=ALERT),
        lambda: do.ReturnDocuments(visit_id=v, document=min(s.recalled, default="none"), handed_in_on=today),
        lambda: do.LendPassports(visit_id=v, lent_on=today, travellers=someone),
        lambda: do.ReturnPassports(visit_id=v, handed_in_on=today),
        lambda: do.RecordDeparture(visit_id=v, departed_on=day(now, n)),
        lambda: do.RecordReturn(visit_id=v, returned_on=day(now, n)),
    )


def amended(state: Visit, number: int) -> do.VisitPlan:
    """Other members, other days, or another budget."""
    visit = state.wanted
    changes: tuple[do.VisitPlan, ...] = (
        replace(visit, members=TEAMS[number // 4 % len(TEAMS)]),
        moved(visit, visit.departs_on + timedelta(days=number // 4 % 3)),
        replace(visit, budget=(do.BudgetLine(item="flights", amount=Decimal(30000 + number)),)),
        replace(visit, stops=(e.stop(first=visit.departs_on, last=visit.returns_on),)),
    )
    return changes[number % len(changes)]
