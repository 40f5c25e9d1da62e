"""Facts of invitations from the arrival to the archive, and their deadlines, into read tables."""

from typing import Any

from services.approvals import events as fact
from services.approvals.invitation.projections import Statement, of, state

ARRIVED = """
UPDATE invitations SET state = 'Arrived', arrived_on = %(arrived_on)s WHERE invitation_id = %(invitation_id)s
"""
LEFT = "UPDATE invitations SET state = 'Left', left_on = %(left_on)s WHERE invitation_id = %(invitation_id)s"
OVERSTAYED = "UPDATE invitations SET overstayed = true WHERE invitation_id = %(invitation_id)s"
OVERSTAY_REPORTED = """
UPDATE invitations SET overstay_reported_on = %(reported_on)s WHERE invitation_id = %(invitation_id)s
"""
LODGING_DUE = """
UPDATE invitations SET lodging_due = %(due_on)s, lodging_late = false WHERE invitation_id = %(invitation_id)s
"""
LODGING_LATE = "UPDATE invitations SET lodging_late = true WHERE invitation_id = %(invitation_id)s"
LODGING = """
UPDATE invitations SET lodging_registered_on = %(registered_on)s WHERE invitation_id = %(invitation_id)s
"""
PASS_ON_DUE = """
UPDATE invitations SET pass_on_due = %(due_on)s, pass_on_late = false WHERE invitation_id = %(invitation_id)s
"""
PASS_ON_LATE = "UPDATE invitations SET pass_on_late = true WHERE invitation_id = %(invitation_id)s"
CLOSE_OUT_DUE = """
UPDATE invitations SET close_out_due = %(due_on)s, close_out_late = false, close_out_long_overdue = false
WHERE invitation_id = %(invitation_id)s
"""
CLOSE_OUT_LATE = "UPDATE invitations SET close_out_late = true WHERE invitation_id = %(invitation_id)s"
LONG_OVERDUE = "UPDATE invitations SET close_out_long_overdue = true WHERE invitation_id = %(invitation_id)s"
CLOSED = """
UPDATE invitations SET state = 'ClosedOut', closed_on = coalesce(closed_on, %(closed_on)s),
    close_out_long_overdue = false
WHERE invitation_id = %(invitation_id)s
"""
OUTCOME = """
UPDATE invitation_guests SET came = %(came)s, left_on = %(left_on)s, note = %(note)s
WHERE invitation_id = %(invitation_id)s AND person_id = %(person_id)s
"""
REMINDER = """
INSERT INTO invitation_reminders (invitation_id, matter, due_on, days_before)
VALUES (%(invitation_id)s, %(matter)s, %(due_on)s, %(days_before)s) ON CONFLICT DO NOTHING
"""
PAPER = """
INSERT INTO invitation_papers (invitation_id, kind, number, retention)
VALUES (%(invitation_id)s, %(kind)s, %(number)s, %(retention)s) ON CONFLICT DO NOTHING
"""


def project(happened: Any) -> list[Statement]:
    return [*stayed(happened), *timed(happened)]


def stayed(happened: Any) -> list[Statement]:
    match happened:
        case fact.GuestsArrived():
            return [(ARRIVED, of(happened, "arrived_on"))]
        case fact.GuestsLeft():
            return [(LEFT, of(happened, "left_on"))]
        case fact.GuestsOverstayed():
            return [(OVERSTAYED, of(happened))]
        case fact.OverstayReported():
            return [(OVERSTAY_REPORTED, of(happened, "reported_on"))]
        case fact.LodgingRegistered():
            return [(LODGING, of(happened, "registered_on"))]
        case fact.InvitationClosedOut():
            guests = [(OUTCOME, {**of(happened), **vars(guest)}) for guest in happened.guests]
            return [(CLOSED, of(happened, "closed_on")), *guests]
        case fact.InvitationArchived():
            papers = [(PAPER, {**of(happened), **vars(paper)}) for paper in happened.papers]
            return [state(happened, "Archived"), *papers]
        case _:
            return []


def timed(happened: Any) -> list[Statement]:
    match happened:
        case fact.LodgingDeadlineSet():
            return [(LODGING_DUE, of(happened, "due_on"))]
        case fact.LodgingDeadlinePassed():
            return [(LODGING_LATE, of(happened))]
        case fact.PassOnDeadlineSet():
            return [(PASS_ON_DUE, of(happened, "due_on"))]
        case fact.PassOnDeadlinePassed():
            return [(PASS_ON_LATE, of(happened))]
        case fact.CloseOutDeadlineSet():
            return [(CLOSE_OUT_DUE, of(happened, "due_on"))]
        case fact.CloseOutDeadlinePassed():
            return [(CLOSE_OUT_LATE, of(happened))]
        case fact.CloseOutLongOverdue():
            return [(LONG_OVERDUE, of(happened))]
        case fact.InvitationReminded():
            return [(REMINDER, of(happened, "matter", "due_on", "days_before"))]
        case _:
            return []
