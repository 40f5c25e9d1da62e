"""From the guests' arrival to the archive: lodging, overstays, the exit, the close-out (销签)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.commands import (
    ArchiveInvitation,
    CloseOutInvitation,
    GuestOutcome,
    NoteGuestsArrived,
    NoteGuestsLeft,
    PaperKind,
    RecordGuestsArrived,
    RecordGuestsLeft,
    RegisterLodging,
    ReportOverstay,
)
from services.approvals.invitation.deadlines import close_out_deadline, lodge_outside, lodging_deadline
from services.approvals.invitation.state import Invitation, wrong_state
from services.approvals.visit.journey import archived
from shared.aggregate import Decision, Occasion, Refusal, Violation, refuse

ARTICLE = "close-out within 30 days [S25]"
NEEDED: tuple[PaperKind, ...] = ("request", "approval")
OVER = ("ClosedOut", "Archived")


def note_arrival(state: Invitation, command: NoteGuestsArrived, occasion: Occasion) -> Decision:
    """What reception has seen is so, whatever became of the paper; unless they are known to have left already."""
    if state.arrived_on == command.arrived_on or state.left_on is not None or state.state in OVER:
        return []
    return arrived(state, command.invitation_id, command.arrived_on, occasion)


def record_arrival(state: Invitation, command: RecordGuestsArrived, occasion: Occasion) -> Decision:
    if state.arrived_on == command.arrived_on:
        return []
    if not state.approved:
        return wrong_state(state, "Approved")
    if command.arrived_on > occasion.today:
        return _day(f"a day up to {occasion.today}", command.arrived_on, "wait for the day")
    return arrived(state, command.invitation_id, command.arrived_on, occasion)


def arrived(state: Invitation, invitation_id: UUID, arrived_on: date, occasion: Occasion) -> list[Any]:
    came = fact.GuestsArrived(invitation_id=invitation_id, arrived_on=arrived_on, at=occasion.now)
    return [came, *lodging_deadline(state, invitation_id, arrived_on, occasion)]


def note_exit(state: Invitation, command: NoteGuestsLeft, occasion: Occasion) -> Decision:
    if state.left_on == command.left_on or state.state in OVER:
        return []
    return left(state, command.invitation_id, command.left_on, occasion)


def record_exit(state: Invitation, command: RecordGuestsLeft, occasion: Occasion) -> Decision:
    """Recorded again with another day, it moves the close-out."""
    if state.left_on == command.left_on:
        return []
    if state.state != "Left" and not state.approved:
        return wrong_state(state, "Arrived")
    if not (state.arrived_on or command.left_on) <= command.left_on <= occasion.today:
        allowed = f"{state.arrived_on or 'a day'} to {occasion.today}"
        return _day(allowed, command.left_on, "give the day of the exit stamp")
    return left(state, command.invitation_id, command.left_on, occasion)


def left(state: Invitation, invitation_id: UUID, left_on: date, occasion: Occasion) -> list[Any]:
    gone = fact.GuestsLeft(invitation_id=invitation_id, left_on=left_on, at=occasion.now)
    return [gone, *close_out_deadline(state, invitation_id, left_on, occasion)]


def register_lodging(state: Invitation, command: RegisterLodging, occasion: Occasion) -> Decision:
    article = "Exit-Entry Law art 39 [S5]"
    if state.lodging_registered:
        return []
    if not lodge_outside(state.invitation):
        return refuse("lodging", article, "a guest outside hotels", "none", "hotels register their guests themselves")
    if state.arrived_on is None:
        return wrong_state(state, "Arrived")
    if not state.arrived_on <= command.registered_on <= occasion.today:
        allowed = f"{state.arrived_on} to {occasion.today}"
        return refuse("lodging", article, allowed, command.registered_on, "give the day of the registration")
    return [
        fact.LodgingRegistered(
            invitation_id=command.invitation_id,
            registered_on=command.registered_on,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def report_overstay(state: Invitation, command: ReportOverstay, occasion: Occasion) -> Decision:
    """Whoever learns of it reports it to the police (art 45); staying costs the guest 500 CNY a day (art 78)."""
    article = "Exit-Entry Law arts 45, 78 [S5]"
    if state.overstay_reported:
        return []
    if not state.overstayed or state.stay_due is None:
        return refuse("overstay", article, "guests who have overstayed", state.state, "nothing is to be reported")
    if not state.stay_due < command.reported_on <= occasion.today:
        allowed = f"{state.stay_due + timedelta(days=1)} to {occasion.today}"
        return refuse("overstay", article, allowed, command.reported_on, "give the day of the report")
    return [
        fact.OverstayReported(
            invitation_id=command.invitation_id,
            reported_on=command.reported_on,
            document=command.document,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def close_out(state: Invitation, command: CloseOutInvitation, occasion: Occasion) -> Decision:
    """The whole of it at once; said again otherwise, it corrects what was said, until the file is archived."""
    if state.closed == command.guests and state.closed:
        return []
    if state.close_out_due is None or state.state == "Archived":
        found, mend = state.state, "record that the guests have left, or cancel it; an archived file stays as it is"
        return refuse("close-out", ARTICLE, "guests who have left, or a cancellation", found, mend)
    wrong = _not_closed_by(state, command.guests, occasion)
    if wrong:
        return Refusal(tuple(wrong))
    return [
        fact.InvitationClosedOut(
            invitation_id=command.invitation_id,
            unit=state.invitation.unit,
            guests=command.guests,
            closed_on=occasion.today,
            late=occasion.today > state.close_out_due,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def _not_closed_by(state: Invitation, guests: tuple[GuestOutcome, ...], occasion: Occasion) -> list[Violation]:
    """Each guest once; a last day for each who came, and none for who did not."""
    invited = [guest.person_id for guest in state.invitation.guests]
    told = [guest.person_id for guest in guests]
    days = [guest.left_on for guest in guests if guest.left_on is not None]
    missing, strange = len(set(invited) - set(told)), len(set(told) - set(invited))
    checks = (
        ("each guest once", f"{missing} not told of, {strange} not invited, {len(told) - len(set(told))} told of twice",
         sorted(map(str, invited)) == sorted(map(str, told)), "tell of each guest by the id that get_invitation shows"),
        ("the day on which each left who came", f"{sum(g.came and g.left_on is None for g in guests)} still here",
         all(g.left_on is not None for g in guests if g.came), "give the day, or wait until they have left"),
        ("no day for who did not come", f"{sum(not g.came and g.left_on is not None for g in guests)} with a day",
         all(g.left_on is None for g in guests if not g.came), "leave the day out"),
        (f"days up to {occasion.today}", ", ".join(map(str, days)) or "none",
         all(day <= occasion.today for day in days), "give the days of the exit stamps"),
    )  # fmt: skip
    return [Violation("close-out", ARTICLE, value, found, mend) for value, found, holds, mend in checks if not holds]


def archive(state: Invitation, command: ArchiveInvitation, occasion: Occasion) -> Decision:
    """A closed file, whole: the request and the approval are in every one."""
    if state.state == "Archived":
        return []
    if state.state != "ClosedOut":
        return wrong_state(state, "ClosedOut")
    kinds = {paper.kind for paper in command.papers}
    missing = [kind for kind in NEEDED if kind not in kinds]
    if missing:
        return refuse("archive", "档案局令第8号 [S61]", ", ".join(NEEDED), f"no {', '.join(missing)}", "list them too")
    return [
        fact.InvitationArchived(
            invitation_id=command.invitation_id,
            papers=tuple(archived(paper) for paper in command.papers),
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def _day(allowed: str, found: date, mend: str) -> Refusal:
    return refuse("dates", "section 1.3, state machine", allowed, found, mend)
