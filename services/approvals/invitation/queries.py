"""Invitations, their guests and their close-outs as answers; and what the rules say of one before it is submitted."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from services.approvals.authority.queries import authority_on, decided_by
from services.approvals.invitation.authority import question_of_guests
from services.approvals.invitation.history import state_of
from services.approvals.invitation.state import OPEN, Invitation, if_revised
from services.approvals.invitation.values import InvitationKind, InvitationPlan
from shared.errors import Invalid, NotFound
from shared.service import Read
from shared.times import local_date, now
from shared.values import POSITIVE, encode, value

Limit = Annotated[int, POSITIVE]


@value
class InvitationById:
    invitation_id: UUID


@value
class Invitations:
    """All, or those in a state, of a unit, to guests of a country, of a kind."""

    state: str | None = None
    unit: str | None = None
    country: str | None = None
    kind: InvitationKind | None = None
    limit: Limit = 100


@value
class CheckInvitation:
    """A draft as it would be sent; an invitation by its id as it stands; or both: the invitation as it would stand if
    it were revised so. A draft is judged as if it were submitted on that day, today if none is named."""

    invitation: InvitationPlan | None = None
    invitation_id: UUID | None = None
    on: date | None = None


@value
class CloseOuts:
    """Those not done yet, of a unit; only those that are late on that day, today if none is named."""

    unit: str | None = None
    late: bool = False
    on: date | None = None
    limit: Limit = 100


@value
class InviterRecord:
    unit: str


INVITATION = "SELECT * FROM invitations WHERE invitation_id = %(invitation_id)s"
GUESTS = """
SELECT person_id, name_zh, name_en, nationality, post, rank, former, passport_number, passport_expires_on, past_visas,
    visa, entries, days, lodging, came, left_on, note
FROM invitation_guests WHERE invitation_id = %(invitation_id)s ORDER BY number
"""
BESIDE = {
    "amendments": """
        SELECT arrives_on, leaves_on, guests, reason, requested_at FROM invitation_amendments
        WHERE invitation_id = %(invitation_id)s
    """,
    "reminders": """
        SELECT matter, due_on, days_before FROM invitation_reminders
        WHERE invitation_id = %(invitation_id)s ORDER BY due_on, days_before DESC
    """,
    "papers": """
        SELECT kind, number, retention FROM invitation_papers
        WHERE invitation_id = %(invitation_id)s ORDER BY kind, number
    """,
}
DECISIONS = """
SELECT step, by_actor, at, outcomes FROM invitation_decisions WHERE invitation_id = %(invitation_id)s ORDER BY at
"""
INVITATIONS = """
SELECT i.*, (SELECT coalesce(jsonb_agg(jsonb_build_object('person_id', g.person_id, 'name_zh', g.name_zh,
        'name_en', g.name_en, 'nationality', g.nationality, 'post', g.post, 'rank', g.rank, 'came', g.came)
        ORDER BY g.number), '[]') FROM invitation_guests g WHERE g.invitation_id = i.invitation_id) AS guest_list
FROM invitations i
WHERE (%(state)s::text IS NULL OR state = %(state)s) AND (%(unit)s::text IS NULL OR unit = %(unit)s)
  AND (%(country)s::text IS NULL OR country = %(country)s) AND (%(kind)s::text IS NULL OR kind = %(kind)s)
ORDER BY arrives_on DESC, invitation_id LIMIT %(limit)s
"""
CLOSE_OUTS = """
SELECT invitation_id, unit, state, purpose, organisation_zh, organisation_en, country, guests, arrives_on, left_on,
    close_out_due, close_out_due < %(on)s AS late, close_out_long_overdue
FROM invitations
WHERE close_out_due IS NOT NULL AND closed_on IS NULL AND (%(unit)s::text IS NULL OR unit = %(unit)s)
  AND (close_out_due < %(on)s OR NOT %(late)s)
ORDER BY close_out_due, invitation_id LIMIT %(limit)s
"""
LONG_OVERDUE = """
SELECT invitation_id, close_out_due FROM invitations WHERE unit = %(unit)s AND close_out_long_overdue
ORDER BY close_out_due
"""
RECORD = """
SELECT count(*) AS invitations, count(document) AS approved, count(*) FILTER (WHERE state = 'Refused') AS refused,
    count(*) FILTER (WHERE state = 'Cancelled') AS cancelled, coalesce(sum(guests), 0) AS guests,
    count(*) FILTER (WHERE close_out_due IS NOT NULL AND closed_on IS NULL) AS close_outs_open,
    count(*) FILTER (WHERE close_out_late) AS close_outs_late,
    count(*) FILTER (WHERE close_out_long_overdue) AS close_outs_long_overdue,
    count(*) FILTER (WHERE overstayed) AS overstayed, count(*) FILTER (WHERE lodging_late) AS lodging_late,
    count(*) FILTER (WHERE outgrown AND arrived_on IS NOT NULL) AS received_without_sufficient_approval
FROM invitations WHERE unit = %(unit)s
"""
CAME = """
SELECT count(*) FILTER (WHERE came) AS came, count(*) FILTER (WHERE NOT came) AS did_not_come
FROM invitation_guests JOIN invitations USING (invitation_id) WHERE unit = %(unit)s
"""


def get_invitation(read: Read, question: InvitationById) -> dict[str, Any]:
    """One invitation, with its guests, the amendment asked for, reminders and papers."""
    found = read(INVITATION, vars(question))
    if not found:
        raise NotFound.thing("invitation", question.invitation_id)
    beside = {name: read(query, vars(question)) for name, query in BESIDE.items()}
    return {**found[0], "guest_list": read(GUESTS, vars(question)), **beside}


def invitation_decisions(read: Read, question: InvitationById) -> dict[str, Any]:
    """Every decision on an invitation with the outcome of every rule."""
    return {"unit": get_invitation(read, question)["unit"], "decisions": read(DECISIONS, vars(question))}


def list_invitations(read: Read, question: Invitations) -> dict[str, Any]:
    return {"invitations": read(INVITATIONS, vars(question))}


def check_invitation(read: Read, question: CheckInvitation) -> dict[str, Any]:
    """Every rule with article, value, what was found, verdict and mend; who decides; and the unit's close-outs that are
    long overdue."""
    today = question.on or local_date(now())
    unit, state = asked_about(read, question)
    outcomes, rules = state.outcomes(today), state.rules(today)
    missing = [item.rule for item in outcomes if not item.passed]
    table = state.authority or authority_on(read, state.judged_on or today)
    return {
        "unit": unit,
        "invitation_id": question.invitation_id,
        "state": state.state,
        "on": today,
        "rule_set": {"effective_from": rules.effective_from, "source": rules.source},
        "may_submit": state.state in OPEN and not missing,
        "missing": {"submit_invitation": missing},
        "rules": [{**encode(item), "before": "submit_invitation"} for item in outcomes],
        "decided_by": decided_by(unit, question_of_guests(state.wanted, table), table),
        "close_outs_long_overdue": read(LONG_OVERDUE, {"unit": unit}),
    }


def asked_about(read: Read, question: CheckInvitation) -> tuple[str, Invitation]:
    """Whose file it is, and the invitation as it is to be judged."""
    draft = question.invitation
    if question.invitation_id is not None:
        state = state_of(read, question.invitation_id)
        return state.invitation.unit, state if draft is None else if_revised(state, draft)
    if draft is not None:
        return draft.unit, Invitation(invitation=draft)
    raise Invalid.field("invitation", "Nothing to judge.", "give an invitation, or the invitation_id of a case")


def close_outs(read: Read, question: CloseOuts) -> dict[str, Any]:
    """What is to be closed out, the earliest due first."""
    return {"close_outs": read(CLOSE_OUTS, {**vars(question), "on": question.on or local_date(now())})}


def inviter_record(read: Read, question: InviterRecord) -> dict[str, Any]:
    """A unit's invitations in numbers; zeros for a unit that has none."""
    (record,), (came,) = read(RECORD, vars(question)), read(CAME, vars(question))
    return {"unit": question.unit, **record, **came}
