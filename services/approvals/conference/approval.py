"""From the application for a conference to the answer from above."""

from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.commands import (
    ConferencePlan,
    DraftConference,
    RecordConferenceDecision,
    RefuseConference,
    ReportConferenceUp,
    ResumeConference,
    ReturnConference,
    ReviewConferenceAsClerk,
    ReviewConferenceAsSection,
    ReviseConference,
    SignConference,
    SubmitConference,
    WithdrawConference,
)
from services.approvals.conference.report import report_deadline
from services.approvals.conference.rules import who_decides_conference
from services.approvals.conference.state import ARTICLE, UNDECIDED, Conference, wrong_state
from services.approvals.one_list import not_the_one_list
from services.approvals.rules.visit import refusal_of
from services.approvals.working_days import working_day_after
from shared.aggregate import Decision, Occasion, refuse


def draft(command: Any, occasion: Occasion) -> Decision:
    assert isinstance(command, DraftConference)
    return [
        fact.ConferenceDrafted(
            conference_id=command.conference_id,
            conference=command.conference,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def revise(state: Conference, command: ReviseConference, occasion: Occasion) -> Decision:
    """An approved conference that is changed needs a new approval; until then the old one holds for what it was."""
    if command.conference == state.conference:
        return []
    if state.state not in ("Drafted", "Returned", "Approved"):
        return wrong_state(state, "Drafted, Returned or Approved")
    return [_revised(command.conference_id, command.conference, command.conference == state.approved, occasion)]


def _revised(
    conference_id: UUID, conference: ConferencePlan, approved: bool, occasion: Occasion
) -> fact.ConferenceRevised:
    return fact.ConferenceRevised(
        conference_id=conference_id,
        conference=conference,
        approved=approved,
        by=occasion.actor.signature,
        at=occasion.now,
    )


def submit(state: Conference, command: SubmitConference, occasion: Occasion) -> Decision:
    if state.state not in ("Drafted", "Returned"):
        return [] if state.state == "Submitted" else wrong_state(state, "Drafted or Returned")
    outcomes = state.outcomes(occasion.today)
    return refusal_of(outcomes) or [
        fact.ConferenceSubmitted(
            conference_id=command.conference_id,
            judged_on=state.judged_on or occasion.today,
            answer_due=working_day_after(occasion.today, state.rules(occasion.today).answer_working_days),
            outcomes=outcomes,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def return_for_completion(state: Conference, command: ReturnConference, occasion: Occasion) -> Decision:
    if state.state == "Returned":
        return []
    if state.state != "Submitted":
        return wrong_state(state, "Submitted")
    if refusal := not_the_one_list(command.missing, state.returns):
        return refusal
    return [
        fact.ConferenceReturnedForCompletion(
            conference_id=command.conference_id, missing=command.missing, by=occasion.actor.signature, at=occasion.now
        )
    ]


def review_as_clerk(state: Conference, command: ReviewConferenceAsClerk, occasion: Occasion) -> Decision:
    if state.state == "ClerkReviewed":
        return []
    if state.state != "Submitted":
        return wrong_state(state, "Submitted")
    outcomes = state.outcomes(occasion.today)
    return refusal_of(outcomes) or [
        fact.ConferenceReviewedByClerk(
            conference_id=command.conference_id, outcomes=outcomes, by=occasion.actor.signature, at=occasion.now
        )
    ]


def review_as_section(state: Conference, command: ReviewConferenceAsSection, occasion: Occasion) -> Decision:
    if state.state == "SectionReviewed":
        return []
    if state.state != "ClerkReviewed":
        return wrong_state(state, "ClerkReviewed")
    outcomes = state.outcomes(occasion.today)
    return refusal_of(outcomes) or [
        fact.ConferenceReviewedBySection(
            conference_id=command.conference_id, outcomes=outcomes, by=occasion.actor.signature, at=occasion.now
        )
    ]


def sign(state: Conference, command: SignConference, occasion: Occasion) -> Decision:
    if state.state == "DirectorSigned":
        return []
    if state.state != "SectionReviewed":
        return wrong_state(state, "SectionReviewed")
    outcomes = state.outcomes(occasion.today)
    return refusal_of(outcomes) or [
        fact.ConferenceSigned(
            conference_id=command.conference_id,
            decides=who_decides_conference(state.conference, state.rules(occasion.today)),
            outcomes=outcomes,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def report_up(state: Conference, command: ReportConferenceUp, occasion: Occasion) -> Decision:
    if state.state == "ReportedUp":
        return []
    if state.state != "DirectorSigned":
        return wrong_state(state, "DirectorSigned")
    return [
        fact.ConferenceReportedUp(
            conference_id=command.conference_id,
            decides=state.decides,
            report_number=command.report_number,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def record_decision(state: Conference, command: RecordConferenceDecision, occasion: Occasion) -> Decision:
    """Approved, its report is due after it; refused, what was approved before still is."""
    if state.state in ("Approved", "Refused"):
        return []
    if state.state != "ReportedUp" or state.reported_on is None:
        return wrong_state(state, "ReportedUp")
    if not state.reported_on <= command.decided_on <= occasion.today:
        allowed = f"a day from {state.reported_on} to {occasion.today}"
        return refuse("dates", ARTICLE, allowed, command.decided_on, "give the day of the answer")
    if not command.approved:
        return [_refused(state, command, f"refused above by {command.document}", command.document, occasion)]
    approved = fact.ConferenceApproved(
        conference_id=command.conference_id,
        decided_by=state.decides,
        document=command.document,
        decided_on=command.decided_on,
        supersedes=state.document,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    return [approved, *report_deadline(state, command.conference_id, occasion)]


def refuse_conference(state: Conference, command: RefuseConference, occasion: Occasion) -> Decision:
    if state.state == "Refused":
        return []
    if state.state not in UNDECIDED:
        return wrong_state(state, "a submitted case that is not decided")
    return [_refused(state, command, command.reason, "", occasion)]


def _refused(state: Conference, command: Any, reason: str, document: str, occasion: Occasion) -> fact.ConferenceRefused:
    return fact.ConferenceRefused(
        conference_id=command.conference_id,
        reason=reason,
        document=document,
        approved=state.approved,
        by=occasion.actor.signature,
        at=occasion.now,
    )


def withdraw(state: Conference, command: WithdrawConference, occasion: Occasion) -> Decision:
    """A change of what is approved is taken back: it is approved as before."""
    if state.state == "Withdrawn":
        return []
    if state.state not in (*UNDECIDED, "Drafted", "Returned"):
        return wrong_state(state, "a case that is not decided")
    if state.approved is not None:
        return [_revised(command.conference_id, state.approved, True, occasion)]
    return [
        fact.ConferenceWithdrawn(
            conference_id=command.conference_id, reason=command.reason, by=occasion.actor.signature, at=occasion.now
        )
    ]


def resume(state: Conference, command: ResumeConference, occasion: Occasion) -> Decision:
    if state.state == "Drafted":
        return []
    if state.state != "Withdrawn":
        return wrong_state(state, "Withdrawn")
    return [fact.ConferenceResumed(conference_id=command.conference_id, by=occasion.actor.signature, at=occasion.now)]
