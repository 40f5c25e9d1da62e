"""When that, then this."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.rules.trips import sender, traveller


def react(happened: Any) -> Iterable[Any]:
    match happened:
        case fact.VisitSubmitted():
            return ask_the_others_when_a_visit_is_submitted(happened)
        case fact.QuotaAllotted():
            return tell_the_plan_its_quota(happened)
        case fact.CircularIssued(supersedes=UUID() as old):
            return put_a_new_circular_in_the_place_of_the_old(happened.circular_id, old)
        case fact.NumberAsked():
            return ask_the_register_for_the_next_number(happened)
        case fact.NumberGiven():
            return tell_the_case_its_number(happened)
        case fact.PlanEntryReserved():
            return tell_the_visit_what_the_plan_said(happened, reserved=True, found=happened.entry)
        case fact.PlanEntryRefused():
            return tell_the_visit_what_the_plan_said(happened, reserved=False, found=happened.found)
        case fact.PlanEntryFreed():
            return give_the_entry_back_to_the_plan(happened)
        case fact.AmendmentRequested():
            return ask_what_other_trips_there_are(happened)
        case fact.AmendmentDropped():
            return keep_the_trip_that_stands(happened)
        case fact.TripsAnswered():
            return [do.NoteTrips(**vars(happened))]
        case fact.TripsFreed():
            return [do.ForgetTrips(owner=owner, visit_id=happened.visit_id) for owner in happened.owners]
        case fact.UnitStandingAnswered():
            return [do.NoteUnitStanding(visit_id=happened.visit_id, locked=happened.locked)]
        case fact.PassportsLongOverdue():
            return [do.LockUnit(unit=happened.unit, visit_id=happened.visit_id)]
        case fact.PassportsReturned():
            return [do.UnlockUnit(unit=happened.unit, visit_id=happened.visit_id)]
        case fact.UnitUnlocked():
            return [do.NoteUnitStanding(visit_id=visit, locked=False) for visit in happened.waiting]
        case fact.OverdueCorrected():
            return [do.UnlockUnit(unit=happened.unit, visit_id=happened.visit_id)]
        case fact.VisitApproved(direction="outbound") | fact.VisitAmended(direction="outbound"):
            return [*expect_the_visit_where_it_goes(happened), *keep_the_trip_that_was_granted(happened)]
        case fact.VisitCancelled(direction="outbound") | fact.VisitReturned():
            return [do.ForgetVisit(country=country, visit_id=happened.visit_id) for country in happened.countries]
        case fact.AlertRaised():
            return [do.NoteAlert(**vars(happened))]
        case fact.AlertLifted():
            return [do.DropAlert(country=happened.country, alert_id=happened.alert_id)]
        case fact.VisitUnderAlert():
            return [do.WarnVisit(**vars(happened))]
        case fact.VisitOutOfAlert():
            return [do.EndWarning(visit_id=happened.visit_id, alert_id=happened.alert_id)]
        case fact.DelegationArrived():
            return [do.NoteGuestsArrived(invitation_id=happened.visit_id, arrived_on=happened.arrived_on)]
        case fact.DelegationDeparted():
            return [do.NoteGuestsLeft(invitation_id=happened.visit_id, left_on=happened.departed_on)]
        case fact.InvitationSubmitted():
            return [do.AskInviterStanding(unit=happened.unit, invitation_id=happened.invitation_id)]
        case fact.InviterStandingAnswered():
            return [do.NoteInviterStanding(invitation_id=happened.invitation_id, overdue=happened.overdue)]
        case fact.CloseOutLongOverdue():
            return [do.NoteCloseOutOverdue(unit=happened.unit, invitation_id=happened.invitation_id)]
        case fact.InvitationClosedOut() | fact.CloseOutOverdueCorrected():
            return [do.NoteCloseOutDone(unit=happened.unit, invitation_id=happened.invitation_id)]
        case _:
            return []


def refused(command: Any, violations: Sequence[Mapping[str, str]]) -> Iterable[Any]:
    """When rules say no to a request, note which: but not that a step came too early, or gave a wrong day."""
    found = [violation for violation in violations if violation["rule"] not in ("state", "dates")]
    case_id = case_of(command)
    if not found or case_id is None:
        return []
    outcomes = tuple(fact.RuleOutcome(**violation, passed=False) for violation in found)
    return [do.NoteRefusal(case_id=case_id, step=type(command).__name__, outcomes=outcomes)]


def case_of(command: Any) -> UUID | None:
    """The case that this is about; None if it is about something else."""
    if isinstance(command, do.VisitCommand):
        return command.visit_id
    if isinstance(command, do.InvitationCommand):
        return command.invitation_id
    return command.conference_id if isinstance(command, do.ConferenceCommand) else None


def ask_the_others_when_a_visit_is_submitted(happened: fact.VisitSubmitted) -> Iterable[Any]:
    return [
        do.ReservePlanEntry(
            plan=happened.plan,
            entry=happened.plan_entry,
            visit_id=happened.visit_id,
            country=happened.country,
            people=happened.party,
            off_plan_reason=happened.off_plan_reason,
        ),
        do.AskUnitStanding(unit=happened.unit, visit_id=happened.visit_id),
        *ask_what_other_trips_there_are(happened),
    ]


def ask_the_register_for_the_next_number(happened: fact.NumberAsked) -> Iterable[Any]:
    return [
        do.GiveNumber(
            register=happened.register, visit_id=happened.visit_id, direction=happened.direction, ask=happened.ask
        )
    ]


def tell_the_case_its_number(happened: fact.NumberGiven) -> Iterable[Any]:
    if happened.direction == "inbound":
        return [do.NoteInvitationNumber(invitation_id=happened.visit_id, ask=happened.ask, number=happened.number)]
    return [do.NoteVisitNumber(visit_id=happened.visit_id, ask=happened.ask, number=happened.number)]


def ask_what_other_trips_there_are(happened: fact.VisitSubmitted | fact.AmendmentRequested) -> Iterable[Any]:
    """And let go of whom the case asked before and needs no more."""
    asking = happened.asking
    if asking is None:
        return
    for owner in asking.left:
        yield do.ForgetTrips(owner=owner, visit_id=happened.visit_id)
    for owner in asking.owners:
        yield do.AskTrips(
            owner=owner, visit_id=happened.visit_id, trips=asking.trips, since=asking.since, number=asking.number
        )


def keep_the_trip_that_stands(happened: fact.AmendmentDropped) -> Iterable[Any]:
    asking = happened.asking
    if asking is None:
        return
    for owner in asking.left:
        yield do.ForgetTrips(owner=owner, visit_id=happened.visit_id)
    for trip in asking.trips:
        for owner in asking.owners:
            yield settle(owner, trip.visit_id, trip.countries, trip.departs_on, trip.returns_on, trip.people)


def keep_the_trip_that_was_granted(happened: fact.VisitApproved | fact.VisitAmended) -> Iterable[Any]:
    """For its travellers and its senders; who travels no more is free."""
    for person in getattr(happened, "travellers_left_out", ()):
        yield do.ForgetTrips(owner=traveller(person), visit_id=happened.visit_id)
    senders = sorted({happened.unit, happened.organiser} - {""})
    countries = tuple(sorted({stop.country for stop in happened.stops}))
    for owner in (*map(traveller, happened.travellers), *map(sender, senders)):
        yield settle(owner, happened.visit_id, countries, happened.starts_on, happened.ends_on, happened.party)


def settle(
    owner: str, visit_id: UUID, countries: tuple[str, ...], departs_on: date, returns_on: date, people: int
) -> do.SettleTrip:
    return do.SettleTrip(
        owner=owner,
        visit_id=visit_id,
        countries=countries,
        departs_on=departs_on,
        returns_on=returns_on,
        people=people,
    )


def tell_the_plan_its_quota(happened: fact.QuotaAllotted) -> Iterable[Any]:
    plan = f"{happened.unit}/{happened.year}"
    return [do.NoteQuota(plan=plan, visits=happened.visits, people=happened.people)]


def put_a_new_circular_in_the_place_of_the_old(new: UUID, old: UUID) -> Iterable[Any]:
    return [do.SupersedeCircular(circular_id=old, by_circular=new)]


def tell_the_visit_what_the_plan_said(
    happened: fact.PlanEntryReserved | fact.PlanEntryRefused, *, reserved: bool, found: str
) -> Iterable[Any]:
    return [
        do.NotePlanAnswer(
            visit_id=happened.visit_id, plan=happened.plan, entry=happened.entry, reserved=reserved, found=found
        )
    ]


def give_the_entry_back_to_the_plan(happened: fact.PlanEntryFreed) -> Iterable[Any]:
    return [do.ReleasePlanEntry(plan=happened.plan, entry=happened.entry, visit_id=happened.visit_id)]


def expect_the_visit_where_it_goes(happened: fact.VisitApproved | fact.VisitAmended) -> Iterable[Any]:
    """And, of an amended one, no more where it went before."""
    for country in sorted({stop.country for stop in happened.stops}):
        stops = tuple(stop for stop in happened.stops if stop.country == country)
        yield do.ExpectVisit(country=country, visit_id=happened.visit_id, stops=stops)
    for country in getattr(happened, "left_out", ()):
        yield do.ForgetVisit(country=country, visit_id=happened.visit_id)
