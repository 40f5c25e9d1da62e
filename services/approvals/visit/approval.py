"""From the submission to the approval: what the office and the authority above do."""

from uuid import UUID

from services.approvals import events as fact
from services.approvals.commands import (
    NotePlanAnswer,
    NoteTrips,
    NoteUnitStanding,
    RecordUpperDecision,
    RefuseVisit,
    ReportVisitUp,
    ReturnVisit,
    ReturnVisitFromAbove,
    ReviewVisitAsClerk,
    ReviewVisitAsSection,
    SignVisit,
    WithdrawVisit,
)
from services.approvals.document.document import ask_number, revoked
from services.approvals.one_list import empty_list, not_the_one_list
from services.approvals.rules.visit import in_order
from services.approvals.visit.content import main_kind
from services.approvals.visit.obstacles import in_the_way
from services.approvals.visit.state import UNDECIDED, Visit, four_eyes, head_of, wrong_state
from shared.aggregate import Decision, Occasion, Refusal, refuse


def note_plan_answer(state: Visit, command: NotePlanAnswer, occasion: Occasion) -> Decision:
    """An answer that the visit needs no more, or that names another entry than today's, is given back at once."""
    needed = state.state == "Submitted" and command.entry == state.visit.plan_entry
    if not needed and command.reserved:
        return [fact.PlanEntryFreed(visit_id=command.visit_id, plan=command.plan, entry=command.entry)]
    if not needed or state.plan == command.reserved:
        return []
    return [
        fact.PlanAnswered(
            visit_id=command.visit_id,
            entry=command.entry,
            reserved=command.reserved,
            found=command.found,
            at=occasion.now,
        )
    ]


def note_unit_standing(state: Visit, command: NoteUnitStanding, occasion: Occasion) -> Decision:
    if state.locked == command.locked:
        return []
    return [fact.UnitStandingNoted(visit_id=command.visit_id, locked=command.locked, at=occasion.now)]


def note_trips(state: Visit, command: NoteTrips, occasion: Occasion) -> Decision:
    """An answer to an earlier question is passed over: the one to the last is on its way."""
    current = command.owner in state.trips and command.number == state.asked
    if not current or state.trips[command.owner] == command.trips:
        return []
    return [fact.TripsNoted(visit_id=command.visit_id, owner=command.owner, trips=command.trips, at=occasion.now)]


def return_for_completion(state: Visit, command: ReturnVisit, occasion: Occasion) -> Decision:
    """Missing papers are told once, completely [S26]: a second list is not allowed."""
    if state.state == "Returned":
        return []
    if state.state != "Submitted":
        return wrong_state(state, "Submitted")
    if refusal := not_the_one_list(command.missing, state.returns) or four_eyes(state, occasion, {}):
        return refusal
    return [
        fact.VisitReturnedForCompletion(
            visit_id=command.visit_id, missing=command.missing, by=occasion.actor.signature, at=occasion.now
        ),
        *state.freed(command.visit_id),
    ]


def review_as_clerk(state: Visit, command: ReviewVisitAsClerk, occasion: Occasion) -> Decision:
    if state.state == "ClerkReviewed":
        return []
    if state.state != "Submitted":
        return wrong_state(state, "Submitted")
    today = occasion.today
    refusal = four_eyes(
        state, occasion, {"the draft": state.drafted_by, "the submission": state.submitted_by}
    ) or in_the_way(state, today, in_order((*state.outcomes(today), *state.beside(today))))
    if refusal:
        return refusal
    return [
        fact.VisitReviewedByClerk(
            visit_id=command.visit_id,
            outcomes=state.all_outcomes(today),
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def review_as_section(state: Visit, command: ReviewVisitAsSection, occasion: Occasion) -> Decision:
    if state.state == "SectionReviewed":
        return []
    if state.state != "ClerkReviewed":
        return wrong_state(state, "ClerkReviewed")
    earlier = {"the draft": state.drafted_by, "the clerk's review": state.clerk}
    refusal = four_eyes(state, occasion, earlier) or in_the_way(state, occasion.today)
    if refusal:
        return refusal
    return [
        fact.VisitReviewedBySection(
            visit_id=command.visit_id,
            outcomes=state.all_outcomes(occasion.today),
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def sign(state: Visit, command: SignVisit, occasion: Occasion) -> Decision:
    """Within the office's power the signature issues the approval (任务批件), or, for a team that another authority
    organises, the confirmation (任务确认件), as soon as the register has numbered it; else the case goes up
    (section 1.4)."""
    if state.director:
        return []
    if state.state != "SectionReviewed":
        return wrong_state(state, "SectionReviewed")
    earlier = {"the clerk's review": state.clerk, "the section's review": state.section_head}
    today = occasion.today
    outcomes = state.all_outcomes(today)
    refusal = four_eyes(state, occasion, {"the draft": state.drafted_by, **earlier}) or in_the_way(
        state, today, outcomes
    )
    if refusal:
        return refusal
    row = state.deciding(today)
    signed = fact.VisitSigned(
        visit_id=command.visit_id,
        decides=row.decides,
        outcomes=outcomes,
        by=occasion.actor.signature,
        at=occasion.now,
        row=row.row,
        article=row.citation,
    )
    if row.decides != "office":
        return [signed]
    return [signed, ask_number(state.papers, command.visit_id, "outbound", main_kind(state.visit), occasion)]


def report_up(state: Visit, command: ReportVisitUp, occasion: Occasion) -> Decision:
    if state.state == "ReportedUp":
        return []
    if state.state != "DirectorSigned":
        return wrong_state(state, "DirectorSigned")
    refusal = four_eyes(state, occasion, {}) or in_the_way(state, occasion.today, state.consulted(occasion.today))
    if refusal:
        return refusal
    row = state.deciding(occasion.today)
    return [
        fact.VisitReportedUp(
            visit_id=command.visit_id, by=occasion.actor.signature, at=occasion.now, to=row.decides, row=row.row
        ),
        ask_number(state.papers, command.visit_id, "outbound", "request", occasion),
    ]


def record_upper_decision(state: Visit, command: RecordUpperDecision, occasion: Occasion) -> Decision:
    if state.state in ("Approved", "Refused"):
        return []
    day = command.decided_on or occasion.today
    said = in_the_way(state, day, state.consulted(occasion.today)) if command.approved else None
    refusal = _from_above(state, command, occasion) or said
    if refusal:
        return refusal
    recorded = fact.UpperDecisionRecorded(
        visit_id=command.visit_id,
        approved=command.approved,
        document=command.document,
        by=occasion.actor.signature,
        at=occasion.now,
        decided_on=day,
        reason=command.reason,
    )
    if command.approved:
        return [recorded, approved(state, command.visit_id, command.document, occasion)]
    reason = f"refused above by {command.document}" + (f": {command.reason}" if command.reason else "")
    return [
        recorded,
        fact.VisitRefused(visit_id=command.visit_id, reason=reason, by=occasion.actor.signature, at=occasion.now),
        *state.freed(command.visit_id),
        *revoked(state.papers, "refused", occasion, but=frozenset({"request"})),
    ]


def return_from_above(state: Visit, command: ReturnVisitFromAbove, occasion: Occasion) -> Decision:
    """The unit mends it; clerk, section head, director and vice-mayor see it anew."""
    if state.state == "Returned":
        return []
    if refusal := _from_above(state, command, occasion):
        return refusal
    if refusal := empty_list(command.missing, "say what is to be mended"):
        return refusal
    return [
        fact.VisitReturnedFromAbove(
            visit_id=command.visit_id,
            document=command.document,
            missing=command.missing,
            decided_on=command.decided_on or occasion.today,
            by=occasion.actor.signature,
            at=occasion.now,
        ),
        *state.freed(command.visit_id),
    ]


def _from_above(
    state: Visit, command: RecordUpperDecision | ReturnVisitFromAbove, occasion: Occasion
) -> Refusal | None:
    """An answer to a report that went up, given on a day between then and now."""
    if state.state != "ReportedUp":
        return wrong_state(state, "ReportedUp")
    first, day = state.reported_on or occasion.today, command.decided_on or occasion.today
    if not first <= day <= occasion.today:
        mend = "give the day on which it was decided above"
        return refuse("dates", "section 1.5", f"a day from {first} to {occasion.today}", day, mend)
    return four_eyes(state, occasion, {})


def refuse_visit(state: Visit, command: RefuseVisit, occasion: Occasion) -> Decision:
    if state.state == "Refused":
        return []
    if state.state not in UNDECIDED:
        return wrong_state(state, "a submitted case that is not decided")
    refusal = four_eyes(state, occasion, {})
    if refusal:
        return refusal
    return [
        fact.VisitRefused(
            visit_id=command.visit_id, reason=command.reason, by=occasion.actor.signature, at=occasion.now
        ),
        *state.freed(command.visit_id),
        *revoked(state.papers, "refused", occasion),
    ]


def withdraw(state: Visit, command: WithdrawVisit, occasion: Occasion) -> Decision:
    if state.state == "Withdrawn":
        return []
    if state.state not in (*UNDECIDED, "Drafted", "Returned"):
        return wrong_state(state, "a case that is not decided")
    taken_back = fact.VisitWithdrawn(
        visit_id=command.visit_id, reason=command.reason, by=occasion.actor.signature, at=occasion.now
    )
    return [taken_back, *state.freed(command.visit_id), *revoked(state.papers, "withdrawn", occasion)]


def approved(state: Visit, visit_id: UUID, document: str, occasion: Occasion) -> fact.VisitApproved:
    """What the others need to know, and nothing personal."""
    visit = state.visit
    return fact.VisitApproved(
        visit_id=visit_id,
        direction="outbound",
        unit=visit.unit,
        purpose=visit.purpose,
        organisation=visit.organisation,
        country=visit.country,
        city=visit.city,
        stops=visit.stops,
        party=len(visit.members),
        travellers=tuple(member.person_id for member in visit.members),
        head_rank=state.head_rank,
        head_title=head_of(visit).post,
        starts_on=visit.departs_on,
        ends_on=visit.returns_on,
        reciprocal=visit.reciprocal,
        document=document,
        approved_at=occasion.now,
        organiser=visit.organiser.authority if visit.organiser else "",
    )
