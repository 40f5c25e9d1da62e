"""From the submission to the approval: what the office and the authority above do."""

from uuid import UUID

from services.approvals import events as fact
from services.approvals.authority import who_decides_visit
from services.approvals.commands import (
    NotePlanAnswer,
    NoteUnitStanding,
    RecordUpperDecision,
    RefuseVisit,
    ReportVisitUp,
    ReturnVisit,
    ReviewVisitAsClerk,
    ReviewVisitAsSection,
    SignVisit,
    WithdrawVisit,
)
from services.approvals.document import ask_number, revoked
from services.approvals.rules import refusal_of
from services.approvals.visit_consult import in_the_way
from services.approvals.visit_content import main_kind
from services.approvals.visit_publicity import objections_in_the_way
from services.approvals.visit_state import UNDECIDED, Visit, four_eyes, head_of, wrong_state
from shared.aggregate import Decision, Occasion, Refusal, Violation, refuse


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


def return_for_completion(state: Visit, command: ReturnVisit, occasion: Occasion) -> Decision:
    """Missing papers are told once, completely [S26]: a second list is not allowed."""
    if state.state == "Returned":
        return []
    if state.state != "Submitted":
        return wrong_state(state, "Submitted")
    if not command.missing:
        return refuse("one-list", "told once, completely [S26]", "a list", "an empty list", "say what is missing")
    if state.returns:
        mend = "judge the case as it is, or refuse it with its reason"
        return refuse("one-list", "told once, completely [S26]", "one list a case", "a second list", mend)
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
    refusal = (
        four_eyes(state, occasion, {"the draft": state.drafted_by, "the submission": state.submitted_by})
        or plan_and_unit(state)
        or objected(state)
        or refusal_of(state.outcomes(occasion.today))
    )
    if refusal:
        return refusal
    return [
        fact.VisitReviewedByClerk(
            visit_id=command.visit_id,
            outcomes=state.outcomes(occasion.today),
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def objected(state: Visit) -> Refusal | None:
    """No step is taken while an objection is investigated."""
    found = objections_in_the_way(state)
    return Refusal(tuple(found)) if found else None


def plan_and_unit(state: Visit) -> Refusal | None:
    """A10 and A11: what the unit's own file and the annual plan have answered to the submission."""
    found = []
    if state.plan is not True:
        said = "not reserved" if state.plan is False else "no answer yet"
        mend = "name a free entry of the adopted plan, or replace a planned trip with its reason"
        found.append(Violation("A11", "annual plan [S-edu]", "a reserved entry of the annual plan", said, mend))
    if state.locked is not False:
        said = "locked: passports are long overdue" if state.locked else "no answer yet"
        found.append(Violation("A10", "[S19, S20]", "a unit that is not locked", said, "hand in the overdue passports"))
    return Refusal(tuple(found)) if found else None


def review_as_section(state: Visit, command: ReviewVisitAsSection, occasion: Occasion) -> Decision:
    if state.state == "SectionReviewed":
        return []
    if state.state != "ClerkReviewed":
        return wrong_state(state, "ClerkReviewed")
    earlier = {"the draft": state.drafted_by, "the clerk's review": state.clerk}
    refusal = four_eyes(state, occasion, earlier) or objected(state)
    if refusal:
        return refusal
    return [
        fact.VisitReviewedBySection(
            visit_id=command.visit_id,
            outcomes=state.outcomes(occasion.today),
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
    outcomes = state.outcomes(occasion.today)
    refusal = (
        four_eyes(state, occasion, {"the draft": state.drafted_by, **earlier})
        or in_the_way(state)
        or refusal_of(outcomes)
    )
    if refusal:
        return refusal
    decides = who_decides_visit(state.head_rank, state.judged_on or occasion.today)
    signed = fact.VisitSigned(
        visit_id=command.visit_id,
        decides=decides,
        outcomes=outcomes,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    if decides != "office":
        return [signed]
    return [signed, ask_number(state.papers, command.visit_id, "outbound", main_kind(state.visit), occasion)]


def report_up(state: Visit, command: ReportVisitUp, occasion: Occasion) -> Decision:
    if state.state == "ReportedUp":
        return []
    if state.state != "DirectorSigned":
        return wrong_state(state, "DirectorSigned")
    refusal = four_eyes(state, occasion, {}) or in_the_way(state)
    if refusal:
        return refusal
    return [
        fact.VisitReportedUp(visit_id=command.visit_id, by=occasion.actor.signature, at=occasion.now),
        ask_number(state.papers, command.visit_id, "outbound", "request", occasion),
    ]


def record_upper_decision(state: Visit, command: RecordUpperDecision, occasion: Occasion) -> Decision:
    if state.state in ("Approved", "Refused"):
        return []
    if state.state != "ReportedUp":
        return wrong_state(state, "ReportedUp")
    refusal = four_eyes(state, occasion, {}) or (in_the_way(state) if command.approved else None)
    if refusal:
        return refusal
    recorded = fact.UpperDecisionRecorded(
        visit_id=command.visit_id,
        approved=command.approved,
        document=command.document,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    if command.approved:
        return [recorded, approved(state, command.visit_id, command.document, occasion)]
    reason = f"refused above by {command.document}"
    return [
        recorded,
        fact.VisitRefused(visit_id=command.visit_id, reason=reason, by=occasion.actor.signature, at=occasion.now),
        *state.freed(command.visit_id),
        *revoked(state.papers, "refused", occasion, but=frozenset({"request"})),
    ]


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
