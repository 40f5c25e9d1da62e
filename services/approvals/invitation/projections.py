"""Facts of invitations into read tables."""

import json
from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.commands import Guest, InvitationPlan
from services.approvals.invitation.authority import head_of, standing
from shared.values import encode

Statement = tuple[str, dict[str, Any]]

INVITATION = """
INSERT INTO invitations (invitation_id, state, kind, unit, purpose, organisation_zh, organisation_en, country, city_zh,
                         city_en, guarantor, head_rank, head_title, guests, arrives_on, leaves_on)
VALUES (%(invitation_id)s, 'Drafted', %(kind)s, %(unit)s, %(purpose)s, %(organisation_zh)s, %(organisation_en)s,
        %(country)s, %(city_zh)s, %(city_en)s, %(guarantor)s, %(head_rank)s, %(head_title)s, %(guests)s, %(arrives_on)s,
        %(leaves_on)s)
ON CONFLICT (invitation_id) DO UPDATE SET kind = excluded.kind, unit = excluded.unit, purpose = excluded.purpose,
    organisation_zh = excluded.organisation_zh, organisation_en = excluded.organisation_en, country = excluded.country,
    city_zh = excluded.city_zh, city_en = excluded.city_en, guarantor = excluded.guarantor,
    head_rank = excluded.head_rank, head_title = excluded.head_title, guests = excluded.guests,
    arrives_on = excluded.arrives_on, leaves_on = excluded.leaves_on
"""
NO_GUESTS = "DELETE FROM invitation_guests WHERE invitation_id = %(invitation_id)s"
GUEST = """
INSERT INTO invitation_guests (invitation_id, number, person_id, name_zh, name_en, nationality, post, rank, former,
                               passport_number, passport_expires_on, past_visas, visa, entries, days, lodging)
VALUES (%(invitation_id)s, %(number)s, %(person_id)s, %(name_zh)s, %(name_en)s, %(nationality)s, %(post)s, %(rank)s,
        %(former)s, %(passport_number)s, %(passport_expires_on)s, %(past_visas)s::jsonb, %(visa)s, %(entries)s,
        %(days)s, %(lodging)s)
"""
STATE = "UPDATE invitations SET state = %(state)s WHERE invitation_id = %(invitation_id)s"
STAMP = "UPDATE invitations SET department = %(department)s WHERE invitation_id = %(invitation_id)s"
VOUCHED = """
UPDATE invitations SET vouched_by = %(by)s, vouched_post = %(post)s WHERE invitation_id = %(invitation_id)s
"""
NOT_VOUCHED = """
UPDATE invitations SET vouched_by = NULL, vouched_post = NULL,
    department = CASE WHEN %(stamp_kept)s THEN department END
WHERE invitation_id = %(invitation_id)s
"""
SUBMITTED = """
UPDATE invitations SET state = 'Submitted', judged_on = %(judged_on)s, answer_due = %(answer_due)s,
    close_outs_overdue = NULL
WHERE invitation_id = %(invitation_id)s
"""
STANDING = "UPDATE invitations SET close_outs_overdue = %(overdue)s WHERE invitation_id = %(invitation_id)s"
MISSING = """
UPDATE invitations SET state = 'Returned', missing = %(missing)s WHERE invitation_id = %(invitation_id)s
"""
SIGNED = """
UPDATE invitations SET state = 'DirectorSigned', decides = %(decides)s WHERE invitation_id = %(invitation_id)s
"""
OUTGROWN = """
UPDATE invitations SET state = 'DirectorSigned', decides = %(decides)s, outgrown = document IS NOT NULL
WHERE invitation_id = %(invitation_id)s
"""
REPORTED = """
UPDATE invitations SET state = 'ReportedUp', report_number = NULL WHERE invitation_id = %(invitation_id)s
"""
REPORT = "UPDATE invitations SET report_number = %(number)s WHERE invitation_id = %(invitation_id)s"
DECIDED_ABOVE = "UPDATE invitations SET decided_on = %(decided_on)s WHERE invitation_id = %(invitation_id)s"
# guests who are here already stay in that state
APPROVED = """
UPDATE invitations SET state = CASE state WHEN 'Arrived' THEN state ELSE 'Approved' END, document = %(document)s,
    supersedes = CASE WHEN document <> %(document)s THEN document ELSE supersedes END, outgrown = false
WHERE invitation_id = %(invitation_id)s
"""
SUFFICES_AGAIN = """
UPDATE invitations SET state = 'Approved', outgrown = false WHERE invitation_id = %(invitation_id)s
"""
REFUSED = """
UPDATE invitations SET state = 'Refused', refused_because = %(reason)s WHERE invitation_id = %(invitation_id)s
"""
POST = """
UPDATE invitation_guests SET post = %(post)s, rank = %(rank)s, former = %(former)s
WHERE invitation_id = %(invitation_id)s AND person_id = %(person_id)s
"""
HEAD = """
UPDATE invitations SET head_rank = %(head_rank)s, head_title = %(head_title)s WHERE invitation_id = %(invitation_id)s
"""
NO_AMENDMENT = "DELETE FROM invitation_amendments WHERE invitation_id = %(invitation_id)s"
AMENDMENT = """
INSERT INTO invitation_amendments (invitation_id, arrives_on, leaves_on, guests, reason, requested_at)
VALUES (%(invitation_id)s, %(arrives_on)s, %(leaves_on)s, %(guests)s, %(reason)s, %(at)s)
"""
DECISION = """
INSERT INTO invitation_decisions (invitation_id, step, by_actor, at, outcomes)
VALUES (%(invitation_id)s, %(step)s, %(by)s, %(at)s, %(outcomes)s::jsonb)
"""


def project(happened: Any) -> list[Statement]:
    return [*decided(happened), *changed(happened), *judged(happened)]


def decided(happened: Any) -> list[Statement]:
    match happened:
        case fact.InvitationDrafted():
            return written(happened.invitation_id, happened.invitation)
        case fact.InvitationRevised():
            return [*written(happened.invitation_id, happened.invitation), (NOT_VOUCHED, of(happened, "stamp_kept"))]
        case fact.InvitationStamped():
            return [(STAMP, of(happened, "department"))]
        case fact.InvitationVouchedFor():
            return [(VOUCHED, of(happened, "by", "post"))]
        case fact.InvitationSubmitted():
            return [(SUBMITTED, of(happened, "judged_on", "answer_due"))]
        case fact.InviterStandingNoted():
            return [(STANDING, of(happened, "overdue"))]
        case fact.InvitationReturnedForCompletion() | fact.InvitationReturnedFromAbove():
            return [(MISSING, {"invitation_id": happened.invitation_id, "missing": "; ".join(happened.missing)})]
        case fact.InvitationReviewedByClerk():
            return [state(happened, "ClerkReviewed")]
        case fact.InvitationReviewedBySection():
            return [state(happened, "SectionReviewed")]
        case fact.InvitationSigned():
            return [(SIGNED, of(happened, "decides"))]
        case fact.InvitationReportedUp():
            return [(REPORTED, of(happened))]
        case fact.DocumentNumbered(kind="request", direction="inbound"):
            return [(REPORT, {"invitation_id": happened.visit_id, "number": happened.number})]
        case fact.UpperInvitationDecisionRecorded():
            return [(DECIDED_ABOVE, of(happened, "decided_on"))]
        case fact.InvitationRefused():
            return [(REFUSED, of(happened, "reason"))]
        case fact.InvitationReconsidered():
            return [state(happened, "Returned")]
        case fact.InvitationWithdrawn():
            return [state(happened, "Withdrawn")]
        case fact.InvitationResumed():
            return [state(happened, "Drafted")]
        case _:
            return []


def changed(happened: Any) -> list[Statement]:
    match happened:
        case fact.VisitApproved(direction="inbound") | fact.VisitAmended(direction="inbound"):
            about = {"invitation_id": happened.visit_id, "document": happened.document}
            head = {"head_rank": happened.head_rank, "head_title": happened.head_title}
            return [(APPROVED, about), (HEAD, {**about, **head})]
        case fact.VisitCancelled(direction="inbound"):
            about = {"invitation_id": happened.visit_id}
            return [(STATE, {**about, "state": "Cancelled"}), (NO_AMENDMENT, about)]
        case fact.InvitationAmendmentRequested():
            asked = happened.invitation
            values = {"arrives_on": asked.arrives_on, "leaves_on": asked.leaves_on, "guests": len(asked.guests)}
            return [(NO_AMENDMENT, of(happened)), (AMENDMENT, {**of(happened, "reason", "at"), **values})]
        case fact.InvitationAmendmentDropped():
            return [(NO_AMENDMENT, of(happened))]
        case fact.InvitationAmended():
            return [*written(happened.invitation_id, happened.invitation), (NO_AMENDMENT, of(happened))]
        case fact.GuestPostChanged():
            return [
                (POST, of(happened, "person_id", "post", "rank", "former")),
                (HEAD, of(happened, "head_rank", "head_title")),
            ]
        case fact.InvitationOutgrown():
            return [(OUTGROWN, of(happened, "decides"))]
        case fact.ApprovalSufficesAgain():
            return [(SUFFICES_AGAIN, of(happened))]
        case _:
            return []


STEPS = {
    fact.InvitationSubmitted: "submitted",
    fact.InvitationReviewedByClerk: "clerk's review",
    fact.InvitationReviewedBySection: "section's review",
    fact.InvitationSigned: "director's signature",
    fact.InvitationAmended: "amended",
}


def judged(happened: Any) -> list[Statement]:
    """What each rule said at each step."""
    if type(happened) not in STEPS:
        return []
    outcomes = json.dumps(encode(happened.outcomes), ensure_ascii=False)
    return [(DECISION, {**of(happened, "by", "at"), "step": STEPS[type(happened)], "outcomes": outcomes})]


def written(invitation_id: UUID, invitation: InvitationPlan) -> list[Statement]:
    """The invitation as it is now, with its guests."""
    head = head_of(invitation) if invitation.guests else None
    row = {
        "invitation_id": invitation_id,
        "kind": invitation.kind,
        "unit": invitation.unit,
        "purpose": invitation.purpose,
        "organisation_zh": invitation.organisation.zh,
        "organisation_en": invitation.organisation.en,
        "country": invitation.country,
        "city_zh": invitation.city.zh,
        "city_en": invitation.city.en,
        "guarantor": invitation.guarantor,
        "head_rank": standing(head) if head else "staff",
        "head_title": head.post if head else "",
        "guests": len(invitation.guests),
        "arrives_on": invitation.arrives_on,
        "leaves_on": invitation.leaves_on,
    }
    guests = [guest_row(invitation_id, number, guest) for number, guest in enumerate(invitation.guests, start=1)]
    return [(INVITATION, row), (NO_GUESTS, {"invitation_id": invitation_id}), *guests]


def guest_row(invitation_id: UUID, number: int, guest: Guest) -> Statement:
    past_visas = None if guest.past_visas is None else json.dumps(encode(guest.past_visas))
    return GUEST, {
        "invitation_id": invitation_id,
        "number": number,
        "person_id": guest.person_id,
        "name_zh": guest.name.zh,
        "name_en": guest.name.en,
        "nationality": guest.nationality,
        "post": guest.post,
        "rank": guest.rank,
        "former": guest.former,
        "passport_number": guest.passport_number,
        "passport_expires_on": guest.passport_expires_on,
        "past_visas": past_visas,
        "visa": guest.visa,
        "entries": guest.entries,
        "days": guest.days,
        "lodging": guest.lodging.address if guest.lodging else None,
    }


def of(happened: Any, *fields: str) -> dict[str, Any]:
    """The invitation's id, and these fields of the fact."""
    return {"invitation_id": happened.invitation_id, **{name: getattr(happened, name) for name in fields}}


def state(happened: Any, name: str) -> Statement:
    return STATE, {"invitation_id": happened.invitation_id, "state": name}
