"""A delegation in the house: opened by an approved invitation, planned, confirmed, received, settled."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from services.reception import commands as do
from services.reception import events as fact
from services.reception.rules import judge_meals, judge_plan, refusal_of, rule_set_on
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, refuse

DelegationFact = (
    fact.DelegationOpened
    | fact.DelegationMoved
    | fact.PlanDrafted
    | fact.PlanSigned
    | fact.ProgrammeSet
    | fact.DelegationConfirmed
    | fact.DelegationArrived
    | fact.DelegationDeparted
    | fact.ReceptionSettled
    | fact.ReceptionSummarised
    | fact.DelegationPostponed
    | fact.DelegationCancelled
)
BEFORE_ARRIVAL = ("Approved", "PlanDrafted", "PlanSigned", "Confirmed", "Postponed")


@dataclass(frozen=True, kw_only=True)
class Delegation:
    """State: Approved, PlanDrafted, PlanSigned, Confirmed, Arrived, Departed, Settled, Summarised; or Postponed,
    Cancelled."""

    opened: fact.DelegationOpened
    state: str = "Approved"
    arrives_on: date
    departs_on: date
    plan: do.Plan | None = None
    drafted_by: str = ""
    programme: bool = False
    guests: int = 0


def decide(state: Delegation | None, command: do.DelegationCommand, occasion: Occasion) -> Decision:
    if state is None:
        return open_delegation(command, occasion)
    match command:
        case do.OpenDelegation():
            return []
        case do.MoveDelegation():
            return move(state, command)
        case do.CancelDelegation():
            return cancel(state, command, occasion)
        case _ if state.state == "Cancelled":
            return wrong_state(state, "a delegation that is not cancelled")
        case do.DraftPlan():
            return draft_plan(state, command, occasion)
        case do.SignPlan():
            return sign_plan(state, command, occasion)
        case do.SetProgramme():
            return set_programme(state, command, occasion)
        case do.ConfirmDelegation():
            return confirm(state, command, occasion)
        case do.RecordArrival():
            return arrive(state, command, occasion)
        case do.RecordDelegationDeparture():
            return depart(state, command, occasion)
        case do.SettleReception():
            return settle(state, command, occasion)
        case do.SummariseReception():
            return summarise(state, command, occasion)
        case do.PostponeDelegation():
            return postpone(state, command, occasion)
        case _:
            assert_never(command)


def open_delegation(command: do.DelegationCommand, occasion: Occasion) -> Decision:
    """R1: nothing is promised before approval, so only an approval opens a delegation."""
    if not isinstance(command, do.OpenDelegation):
        return []  # moved or cancelled before it was opened: its approval is no more
    fields = {name: getattr(command, name) for name in do.OpenDelegation.__dataclass_fields__}
    return [fact.DelegationOpened(**fields, at=occasion.now)]


def move(state: Delegation, command: do.MoveDelegation) -> Decision:
    if state.state not in BEFORE_ARRIVAL or (state.arrives_on, state.departs_on) == (
        command.arrives_on,
        command.departs_on,
    ):
        return []
    return [
        fact.DelegationMoved(
            delegation_id=command.delegation_id,
            arrives_on=command.arrives_on,
            departs_on=command.departs_on,
            document=command.document,
        )
    ]


def cancel(state: Delegation, command: do.CancelDelegation, occasion: Occasion) -> Decision:
    """Guests who are in the house are received to the end, whatever became of the paper."""
    if state.state not in BEFORE_ARRIVAL:
        return []
    return [
        fact.DelegationCancelled(delegation_id=command.delegation_id, visit_id=state.opened.visit_id, at=occasion.now)
    ]


def draft_plan(state: Delegation, command: do.DraftPlan, occasion: Occasion) -> Decision:
    if state.plan == command.plan:
        return []
    if state.state not in ("Approved", "PlanDrafted", "Postponed"):
        return wrong_state(state, "Approved or PlanDrafted")
    outcomes = outcomes_of(state, command.plan, occasion)
    refusal = refusal_of(outcomes)
    if refusal:
        return refusal
    return [
        fact.PlanDrafted(
            delegation_id=command.delegation_id,
            plan=command.plan,
            outcomes=outcomes,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def outcomes_of(state: Delegation, plan: do.Plan, occasion: Occasion) -> tuple[fact.RuleOutcome, ...]:
    opened = state.opened
    return judge_plan(plan, opened.guests, opened.head_rank, opened.reciprocal, rule_set_on(occasion.today))


def sign_plan(state: Delegation, command: do.SignPlan, occasion: Occasion) -> Decision:
    if state.state != "PlanDrafted" or state.plan is None:
        return [] if state.state == "PlanSigned" else wrong_state(state, "PlanDrafted")
    if occasion.actor.shares(state.drafted_by):
        found, mend = "the same person", "have a colleague sign"
        return refuse("four-eyes", "section 6", "another person than who drafted the plan", found, mend)
    outcomes = outcomes_of(state, state.plan, occasion)
    refusal = refusal_of(outcomes)
    if refusal:
        return refusal
    return [
        fact.PlanSigned(
            delegation_id=command.delegation_id, outcomes=outcomes, by=occasion.actor.signature, at=occasion.now
        )
    ]


def set_programme(state: Delegation, command: do.SetProgramme, occasion: Occasion) -> Decision:
    if state.state not in ("PlanSigned", "Confirmed", "Arrived"):
        return wrong_state(state, "PlanSigned, Confirmed or Arrived")
    wrong = [item.what for item in command.items if item.ends_at <= item.begins_at]
    if wrong or not command.items:
        found = ", ".join(wrong) or "no item"
        return refuse("programme", "section 2", "items that end after they begin", found, "mend their times")
    return [fact.ProgrammeSet(delegation_id=command.delegation_id, items=command.items, by=occasion.actor.signature)]


def confirm(state: Delegation, command: do.ConfirmDelegation, occasion: Occasion) -> Decision:
    if state.state == "Confirmed":
        return []
    if state.state != "PlanSigned":
        return wrong_state(state, "PlanSigned")
    if not state.programme:
        return refuse("programme", "section 2", "a programme", "none", "set the programme first")
    return [
        fact.DelegationConfirmed(
            delegation_id=command.delegation_id,
            visit_id=state.opened.visit_id,
            country=state.opened.country,
            city=state.opened.city,
            arrives_on=state.arrives_on,
            departs_on=state.departs_on,
            at=occasion.now,
        )
    ]


def arrive(state: Delegation, command: do.RecordArrival, occasion: Occasion) -> Decision:
    if state.state == "Arrived":
        return []
    if state.state != "Confirmed":
        return wrong_state(state, "Confirmed")
    if command.arrived_on > occasion.today:
        return refuse("dates", "section 2", f"a day up to {occasion.today}", command.arrived_on, "wait for the day")
    opened = state.opened
    return [
        fact.DelegationArrived(
            delegation_id=command.delegation_id,
            visit_id=opened.visit_id,
            unit=opened.unit,
            organisation=opened.organisation,
            country=opened.country,
            city=opened.city,
            purpose=opened.purpose,
            head_rank=opened.head_rank,
            head_title=opened.head_title,
            guests=command.guests,
            arrived_on=command.arrived_on,
            departs_on=state.departs_on,
            at=occasion.now,
        )
    ]


def depart(state: Delegation, command: do.RecordDelegationDeparture, occasion: Occasion) -> Decision:
    if state.state == "Departed":
        return []
    if state.state != "Arrived":
        return wrong_state(state, "Arrived")
    if command.departed_on > occasion.today:
        return refuse("dates", "section 2", f"a day up to {occasion.today}", command.departed_on, "wait for the day")
    return [
        fact.DelegationDeparted(
            delegation_id=command.delegation_id,
            visit_id=state.opened.visit_id,
            organisation=state.opened.organisation,
            country=state.opened.country,
            city=state.opened.city,
            guests=state.guests,
            departed_on=command.departed_on,
            at=occasion.now,
        )
    ]


def settle(state: Delegation, command: do.SettleReception, occasion: Occasion) -> Decision:
    if state.state in ("Settled", "Summarised"):
        return []
    if state.state != "Departed":
        return wrong_state(state, "Departed")
    outcomes = judge_meals(command.meals, rule_set_on(occasion.today))
    refusal = refusal_of(outcomes)
    if refusal:
        return refusal
    return [
        fact.ReceptionSettled(
            delegation_id=command.delegation_id,
            lines=command.lines,
            meals=command.meals,
            outcomes=outcomes,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def summarise(state: Delegation, command: do.SummariseReception, occasion: Occasion) -> Decision:
    if state.state == "Summarised":
        return []
    if state.state != "Settled":
        return wrong_state(state, "Settled")
    return [
        fact.ReceptionSummarised(
            delegation_id=command.delegation_id, summary=command.summary, by=occasion.actor.signature
        )
    ]


def postpone(state: Delegation, command: do.PostponeDelegation, occasion: Occasion) -> Decision:
    if state.state == "Postponed":
        return []
    if state.state not in BEFORE_ARRIVAL:
        return wrong_state(state, "a delegation that has not arrived")
    return [
        fact.DelegationPostponed(
            delegation_id=command.delegation_id, reason=command.reason, by=occasion.actor.signature
        )
    ]


def wrong_state(state: Delegation, needed: str) -> Refusal:
    return refuse("state", "section 2, state machine", needed, state.state, "take the steps in their order")


def evolve(state: Delegation | None, happened: DelegationFact) -> Delegation:
    if state is None:
        assert isinstance(happened, fact.DelegationOpened)
        return Delegation(opened=happened, arrives_on=happened.arrives_on, departs_on=happened.departs_on)
    match happened:
        case fact.DelegationOpened():
            return state
        case fact.DelegationMoved():
            return replace(state, arrives_on=happened.arrives_on, departs_on=happened.departs_on)
        case fact.PlanDrafted():
            return replace(state, state="PlanDrafted", plan=happened.plan, drafted_by=happened.by)
        case fact.PlanSigned():
            return replace(state, state="PlanSigned")
        case fact.ProgrammeSet():
            return replace(state, programme=True)
        case fact.DelegationConfirmed():
            return replace(state, state="Confirmed")
        case fact.DelegationArrived():
            return replace(state, state="Arrived", guests=happened.guests)
        case fact.DelegationDeparted():
            return replace(state, state="Departed")
        case fact.ReceptionSettled():
            return replace(state, state="Settled")
        case fact.ReceptionSummarised():
            return replace(state, state="Summarised")
        case fact.DelegationPostponed():
            return replace(state, state="Postponed")
        case fact.DelegationCancelled():
            return replace(state, state="Cancelled")
        case _:
            assert_never(happened)


DELEGATION: Aggregate[Delegation] = Aggregate(
    name="delegation",
    key="delegation_id",
    commands=do.DelegationCommand.__args__,
    opens=(do.OpenDelegation, do.MoveDelegation, do.CancelDelegation),
    decide=decide,
    evolve=evolve,
    apart={"PlanSigned": ("PlanDrafted",)},
)
