"""What is approved is approved anew: amended, or postponed to later days."""

from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.commands import (
    AmendVisit,
    Asking,
    DropAmendment,
    PostponeVisit,
    RequestAmendment,
    VisitPlan,
)
from services.approvals.document.document import ask_number, being_numbered, next_version, superseded
from services.approvals.rules.trips import Known, asking, judge_trips, owners_of
from services.approvals.rules.visit import in_order, refusal_of
from services.approvals.trip.trip import Trips, stream_of
from services.approvals.visit.approval import approved
from services.approvals.visit.content import content_of, main_kind
from services.approvals.visit.deadlines import passport_deadline, recalled
from services.approvals.visit.obstacles import in_the_way
from services.approvals.visit.state import SAME_TASK, Visit, four_eyes, kept, moved, wrong_state
from shared.aggregate import Decision, Occasion, Refusal, refuse
from shared.values import declared

ARTICLE = "no change of dates, members or countries without a new approval [S22]"
NUMBERING = "the number is that of whoever decides (section 1.4)"


def request_amendment(state: Visit, command: RequestAmendment, occasion: Occasion) -> Decision:
    """Other dates, stops or members. Another task is another visit, with its own entry of the plan. An approved trip
    that only moves to other days is still what the notices said of it."""
    if command.visit == state.proposed:
        return []
    if state.state not in ("Approved", "Departed"):
        return wrong_state(state, "Approved or Departed")
    other = [name for name in SAME_TASK if getattr(command.visit, name) != getattr(state.visit, name)]
    if other:
        return refuse("A17", ARTICLE, "the same task", f"another {', '.join(other)}", "draft a new visit for it")
    if command.visit == state.visit:
        return refuse("A17", ARTICLE, "a change", "none", "say what is to change")
    return [
        fact.AmendmentRequested(
            visit_id=command.visit_id,
            visit=command.visit,
            reason=command.reason,
            by=occasion.actor.signature,
            at=occasion.now,
            budget_kept=command.visit.budget == state.wanted.budget,
            opinions_kept=command.visit.members == state.wanted.members,
            asking=ask_again(state, command.visit_id, (state.visit, command.visit), occasion),
            **kept(state, moved(state.wanted, command.visit.departs_on), command.visit),
        )
    ]


def ask_again(state: Visit, visit_id: UUID, plans: tuple[VisitPlan, ...], occasion: Occasion) -> Asking:
    """What else the travellers and senders of these plans have; whoever was asked before and is in none is left out."""
    today = occasion.today
    return asking(visit_id, plans, state.trips, state.asked + 1, state.judged_on or today, state.rules_on(today))


def drop_amendment(state: Visit, command: DropAmendment, occasion: Occasion) -> Decision:
    if state.proposed is None:
        return []
    return [
        fact.AmendmentDropped(
            visit_id=command.visit_id,
            by=occasion.actor.signature,
            at=occasion.now,
            asking=ask_again(state, command.visit_id, (state.visit,), occasion),
        )
    ]


def amend(state: Visit, command: AmendVisit, occasion: Occasion) -> Decision:
    """Judged by the same rules, and decided where the first approval would be. Its document supersedes the old one,
    whose original comes back: as soon as the register has numbered it, or with the number of the authority above."""
    if state.granted == state.proposed if state.proposed else state.amended:
        return []
    if state.state not in ("Approved", "Departed"):
        return wrong_state(state, "Approved or Departed")
    if state.proposed is None:
        return refuse("A17", ARTICLE, "an amendment asked for by the unit", "none", "have the unit ask for it")
    today = occasion.today
    trips = judge_trips(state.proposed, state.trips, state.judged_on or today, state.rules_on(today))
    outcomes = in_order((*state.outcomes(today), *trips, *state.consulted(today)))
    refusal = _may_change(state, state.proposed, command.document, occasion) or in_the_way(state, today, outcomes)
    if refusal:
        return refusal
    granted = fact.AmendmentGranted(visit_id=command.visit_id, by=occasion.actor.signature, at=occasion.now)
    if command.document is None:
        return [granted, _ask(state, state.proposed, command.visit_id, occasion)]
    return [granted, *_changed_above(state, state.proposed, command.visit_id, command.document, occasion)]


def _ask(state: Visit, plan: VisitPlan, visit_id: UUID, occasion: Occasion) -> fact.NumberAsked:
    return ask_number(state.papers, visit_id, "outbound", main_kind(plan), occasion)


def _changed_above(state: Visit, plan: VisitPlan, visit_id: UUID, document: str, occasion: Occasion) -> list[Any]:
    """By the document of the authority above: what the office issued itself holds no more."""
    return [
        *changed(state, plan, visit_id, document, occasion),
        *superseded(state.papers, main_kind(plan), document, occasion),
    ]


def postpone(state: Visit, command: PostponeVisit, occasion: Occasion) -> Decision:
    """The same trip, later, within the year of its plan entry: what the notices said stays true. Without a new day
    there is nothing to approve: then cancel."""
    if command.departs_on == (state.granted or state.visit).departs_on:
        return []
    if state.state != "Approved":
        return wrong_state(state, "Approved")
    if refusal := being_numbered(state.papers):
        return refusal
    if state.proposed is not None:
        return refuse("A17", ARTICLE, "no other change under way", "an amendment asked for", "grant or drop it first")
    if command.departs_on < max(state.visit.departs_on, occasion.today):
        mend = "give a later day, or ask for an amendment"
        allowed = f"after {max(state.visit.departs_on, occasion.today)}"
        return refuse("A17", ARTICLE, allowed, command.departs_on, mend)
    if command.departs_on.year != state.visit.plan_year:
        mend = "cancel it, and draft it on that year's plan"
        return refuse("A11", "annual plan [S-edu]", f"a day of {state.visit.plan_year}", command.departs_on, mend)
    later, today = moved(state.visit, command.departs_on), occasion.today
    known, judged_on = trips_beside(command.visit_id, later, occasion), state.judged_on or today
    trips = judge_trips(later, known, judged_on, state.rules_on(today))
    outcomes = in_order((*state.but(visit=later).outcomes(today), *trips))
    document = command.document
    needs_number = document is None and command.new_number
    refusal = _may_change(state, later, document, occasion, stays=not needs_number) or refusal_of(outcomes)
    if refusal:
        return refusal
    postponed = fact.VisitPostponed(
        visit_id=command.visit_id,
        was=state.visit.departs_on,
        departs_on=command.departs_on,
        reason=command.reason,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    if needs_number:
        return [postponed, _ask(state, later, command.visit_id, occasion)]
    if document is not None:
        return [postponed, *_changed_above(state, later, command.visit_id, document, occasion)]
    return [
        postponed,
        *changed(state, later, command.visit_id, state.document, occasion),
        *next_version(state.papers, content_of(state, later, main_kind(later)), occasion),
    ]


def trips_beside(visit_id: UUID, plan: VisitPlan, occasion: Occasion) -> Known:
    """All that the travellers and senders have beside this visit, whoever asked first: whoever moves gives way."""
    streams = {owner: occasion.beside.get(stream_of(owner)) or Trips() for owner in owners_of(plan)}
    return {owner: tuple(trip for trip in known.trips if trip.visit_id != visit_id) for owner, known in streams.items()}


def _may_change(
    state: Visit, plan: VisitPlan, document: str | None, occasion: Occasion, stays: bool = False
) -> Refusal | None:
    """The director where the office decides on such a team, and its register numbers the document; else the authority
    above, with its document. With `stays` the old document may stay in force."""
    after = state.but(visit=plan, proposed=None)
    row = after.deciding(occasion.today)
    needed = "director" if row.decides == "office" else "provincial_officer"
    if needed not in occasion.actor.roles:
        mend = "have whoever decides on this team do this step, with the document of that decision"
        return refuse("authority", row.citation, f"decided by: {row.decides}", "another's decision", mend)
    if row.decides == "office" and document is not None:
        mend = "leave it out: the register numbers what the office decides"
        return refuse("number", NUMBERING, "no document", document, mend)
    if row.decides != "office" and document is None and not stays:
        mend = "give the number of that decision"
        return refuse("number", NUMBERING, f"the document of: {row.decides}", "none", mend)
    return four_eyes(after, occasion, {"the draft": state.drafted_by})


def changed(state: Visit, plan: VisitPlan, visit_id: UUID, document: str, occasion: Occasion) -> list[Any]:
    """The visit told anew; the old original comes back if its document holds no more; the passports' day moves."""
    after = state.but(visit=plan)
    old = recalled(state, visit_id, occasion) if document != state.document else []
    leaves = state.departed_on or plan.departs_on
    return [told_anew(state, plan, visit_id, document, occasion), *old,
            *passport_deadline(after, visit_id, leaves, occasion)]  # fmt: skip


def told_anew(state: Visit, plan: VisitPlan, visit_id: UUID, document: str, occasion: Occasion) -> fact.VisitAmended:
    after = state.but(visit=plan)
    told = approved(after, visit_id, document, occasion)
    fields = {name: getattr(told, name) for name in declared(fact.VisitApproved) if name != "approved_at"}
    stay = {member.person_id for member in plan.members}
    return fact.VisitAmended(
        **fields,
        supersedes=state.document,
        amended_at=occasion.now,
        left_out=tuple(country for country in state.countries if country not in after.countries),
        travellers_left_out=tuple(item.person_id for item in state.visit.members if item.person_id not in stay),
    )
