"""Who has an invitation, since when, until when, and what comes next: its facts' effect on the trays."""

from datetime import datetime
from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.answers.waiting_projections import (
    Statement,
    case_of,
    due,
    moved,
    on,
    over,
    passed_on,
    settled,
    waits,
)
from services.approvals.commands import InvitationPlan

AWAITS_ARRIVAL = """
UPDATE waiting SET desk = 'unit_specialist', next = 'record_guests_arrived', since = %(since)s, until = 'start'
WHERE case_id = %(case_id)s AND matter = 'case' AND desk IN ('director', 'vice_mayor', 'provincial_officer')
"""


def project(happened: Any) -> list[Statement]:
    return prepared(happened) or reviewed(happened) or changed(happened) or stayed(happened)


def prepared(happened: Any) -> list[Statement]:
    match happened:
        case fact.InvitationDrafted():
            return drafted(happened.invitation_id, happened.invitation, happened.at, stamp=True)
        case fact.InvitationRevised():
            return drafted(happened.invitation_id, happened.invitation, happened.at, stamp=not happened.stamp_kept)
        case fact.InvitationStamped():
            return [settled(happened.invitation_id, "stamp")]
        case fact.InvitationVouchedFor():
            return [settled(happened.invitation_id, "truth")]
        case (
            fact.InvitationReturnedForCompletion()
            | fact.InvitationReturnedFromAbove()
            | fact.InvitationReconsidered()
            | fact.InvitationResumed()
        ):
            return [on("unit_specialist", "revise_invitation", happened)]
        case fact.InvitationRefused() | fact.InvitationWithdrawn() | fact.InvitationArchived():
            return [over(happened.invitation_id)]
        case _:
            return []


def drafted(invitation_id: UUID, plan: InvitationPlan, at: datetime, stamp: bool) -> list[Statement]:
    """The department stamps, a signatory vouches and submits."""
    return [
        case_of(invitation_id, "invitation", plan.unit, plan.purpose, plan.country, plan.arrives_on, plan.leaves_on),
        waits(invitation_id, "case", "unit_signatory", "submit_invitation", at),
        *attested(invitation_id, at, stamp),
    ]


def attested(invitation_id: UUID, at: datetime, stamp: bool) -> list[Statement]:
    truth = waits(invitation_id, "truth", "unit_signatory", "vouch_for_invitation", at)
    return [truth, *([waits(invitation_id, "stamp", "unit_signatory", "stamp_invitation", at)] if stamp else [])]


def reviewed(happened: Any) -> list[Statement]:
    match happened:
        case fact.InvitationSubmitted():
            return [
                over(happened.invitation_id),
                on("clerk", "review_invitation_as_clerk", happened),
                due(happened.invitation_id, "case", happened.answer_due),
            ]
        case fact.PassOnDeadlineSet():
            return [
                waits(happened.invitation_id, "pass-on", "director", "report_invitation_up", happened.at),
                due(happened.invitation_id, "pass-on", happened.due_on),
            ]
        case fact.InvitationReviewedByClerk():
            return [passed_on("section_head", "review_invitation_as_section", happened)]
        case fact.InvitationReviewedBySection():
            return [passed_on("director", "sign_invitation", happened)]
        case fact.InvitationSigned(decides="office"):
            return [settled(happened.invitation_id, "case")]
        case fact.InvitationSigned() | fact.InvitationOutgrown():
            desk = "director" if happened.kind == "envoys" else "vice_mayor"
            return [on(desk, "report_invitation_up", happened)]
        case fact.InvitationReportedUp():
            return [
                settled(happened.invitation_id, "pass-on"),
                on("provincial_officer", "record_upper_invitation_decision", happened),
            ]
        case fact.VisitApproved(direction="inbound"):
            arrival = waits(happened.visit_id, "case", "unit_specialist", "record_guests_arrived", happened.approved_at)
            return [over(happened.visit_id), arrival]
        case _:
            return []


def changed(happened: Any) -> list[Statement]:
    match happened:
        case fact.InvitationAmendmentRequested():
            desk = "director" if happened.decides == "office" else "provincial_officer"
            return [
                waits(happened.invitation_id, "amendment", desk, "amend_invitation", happened.at),
                *attested(happened.invitation_id, happened.at, stamp=not happened.stamp_kept),
            ]
        case fact.InvitationAmendmentDropped() | fact.InvitationAmended():
            return [settled(happened.invitation_id, matter) for matter in ("amendment", "truth", "stamp")]
        case fact.VisitAmended(direction="inbound"):
            back = {"case_id": happened.visit_id, "since": happened.amended_at}
            return [moved(happened.visit_id, happened.starts_on, happened.ends_on), (AWAITS_ARRIVAL, back)]
        case fact.VisitCancelled(direction="inbound"):
            return [over(happened.visit_id)]
        case _:
            return []


def stayed(happened: Any) -> list[Statement]:
    match happened:
        case fact.GuestsArrived():
            return [waits(happened.invitation_id, "case", "unit_specialist", "record_guests_left", happened.at,
                          until="end")]  # fmt: skip
        case fact.LodgingDeadlineSet():
            return [
                waits(happened.invitation_id, "lodging", "unit_specialist", "register_lodging", happened.at),
                due(happened.invitation_id, "lodging", happened.due_on),
            ]
        case fact.LodgingRegistered():
            return [settled(happened.invitation_id, "lodging")]
        case fact.GuestsOverstayed():
            return [waits(happened.invitation_id, "overstay", "unit_specialist", "report_overstay", happened.at,
                          until="end")]  # fmt: skip
        case fact.OverstayReported():
            return [settled(happened.invitation_id, "overstay")]
        case fact.GuestsLeft():
            gone = ("case", "lodging", "overstay", "amendment", "truth", "stamp")
            return [settled(happened.invitation_id, matter) for matter in gone]
        case fact.CloseOutDeadlineSet():
            return [
                settled(happened.invitation_id, "case"),
                waits(happened.invitation_id, "close-out", "unit_specialist", "close_out_invitation", happened.at),
                due(happened.invitation_id, "close-out", happened.due_on),
            ]
        case fact.InvitationClosedOut():
            archive = waits(happened.invitation_id, "case", "clerk", "archive_invitation", happened.at, until=None)
            return [over(happened.invitation_id), archive]
        case _:
            return []
