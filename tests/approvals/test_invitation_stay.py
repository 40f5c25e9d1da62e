"""From the guests' arrival to the archive: lodging, overstays, exits, close-outs, each deadline once."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.invitation.invitation import INVITATION
from services.approvals.invitation.inviter import INVITER
from services.approvals.policies import react
from shared.aggregate import DeadlineDue
from shared.times import end_of_local_day
from tests.approvals import examples as e
from tests.approvals import invitation_examples as i
from tests.scenario import MOMENT, given

ID = i.ID
ARRIVE = do.RecordGuestsArrived(invitation_id=ID, arrived_on=date(2026, 12, 1))
LEAVE = do.RecordGuestsLeft(invitation_id=ID, left_on=i.LEFT_ON)
HOUSE = i.with_guest(lodging=do.Lodging(address="12 Garden Road", registers="host"))
LODGE = do.RegisterLodging(invitation_id=ID, registered_on=date(2026, 12, 2))
REPORTED = do.ReportOverstay(invitation_id=ID, reported_on=date(2026, 12, 4), document="报 7")
overstayed = fact.GuestsOverstayed(invitation_id=ID, unit=e.BUREAU, due_on=i.LEFT_ON, at=MOMENT)
PAPERS = (do.FiledPaper(kind="request", number="筑商 9"), do.FiledPaper(kind="approval", number="筑外邀 1"))
late = fact.CloseOutDeadlinePassed(invitation_id=ID, due_on=i.DUE, at=i.AFTER)
ASK = do.AskInviterStanding(unit=e.BUREAU, invitation_id=ID)
COUNT = do.NoteCloseOutOverdue(unit=e.BUREAU, invitation_id=ID)
CLEAR = do.NoteCloseOutDone(unit=e.BUREAU, invitation_id=ID)
counted = fact.LateCloseOutCounted(unit=e.BUREAU, invitation_id=ID)
cleared = fact.LateCloseOutCleared(unit=e.BUREAU, invitation_id=ID)
OVERDUE_ON = date(2027, 2, 1)
long_overdue_due = fact.LongOverdueDeadlineSet(
    invitation_id=ID, due_on=OVERDUE_ON, due_at=end_of_local_day(OVERDUE_ON), at=i.AFTER
)


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC)


def test_what_reception_sees_is_noted_here() -> None:
    """The arrival, and the exit, with which the close-out begins; each once."""
    arrival = do.NoteGuestsArrived(invitation_id=ID, arrived_on=date(2026, 12, 1))
    leaving = do.NoteGuestsLeft(invitation_id=ID, left_on=i.LEFT_ON)
    given(INVITATION, *i.APPROVED).when(arrival, now=i.AFTER).then(i.arrived)
    given(INVITATION, *i.ARRIVED).when(arrival, now=i.AFTER).then()
    given(INVITATION, *i.ARRIVED).when(leaving, now=i.AFTER).then(i.left, *i.closing())
    given(INVITATION, *i.LEFT).when(leaving, now=i.AFTER).then()
    given(INVITATION, *i.LEFT, i.closed_out()).when(replace(leaving, left_on=date(2026, 12, 4))).then()
    told = fact.DelegationArrived(visit_id=ID, arrived_on=date(2026, 12, 1))
    assert [arrival] == list(react(told))
    assert [leaving] == list(react(fact.DelegationDeparted(visit_id=ID, departed_on=i.LEFT_ON)))


def test_what_reception_sees_is_so_whatever_became_of_the_paper() -> None:
    """A fact that is heard is never refused."""
    told = given(INVITATION, *i.APPROVED).when(do.CancelInvitation(invitation_id=ID, reason_code="x")).decision
    arrival = do.NoteGuestsArrived(invitation_id=ID, arrived_on=date(2026, 12, 1))
    given(INVITATION, *i.APPROVED, *told).when(arrival, now=i.AFTER).then(i.arrived)


def test_an_arrival_that_is_heard_late_changes_nothing() -> None:
    """They are known to have left already."""
    gone = (*i.APPROVED, i.left, *i.closing())
    given(INVITATION, *gone).when(do.NoteGuestsArrived(invitation_id=ID, arrived_on=date(2026, 12, 1))).then()


def test_the_inviter_records_what_reception_does_not_see() -> None:
    """On days that have been, in their order."""
    given(INVITATION, *i.APPROVED).when(ARRIVE, by=e.WANG, now=i.AFTER).then(i.arrived)
    given(INVITATION, *i.APPROVED).when(ARRIVE, by=e.WANG, now=MOMENT).refused("dates")
    given(INVITATION, *i.APPROVED).when(ARRIVE, by=e.WANG, now=on(ARRIVE.arrived_on)).then_kinds(fact.GuestsArrived)
    given(INVITATION, *i.REVIEWED).when(ARRIVE, by=e.WANG, now=i.AFTER).refused("state")
    given(INVITATION, *i.ARRIVED).when(ARRIVE, by=e.WANG, now=i.AFTER).then()
    given(INVITATION, *i.ARRIVED).when(LEAVE, by=e.WANG, now=i.AFTER).then(i.left, *i.closing())
    for day in (date(2026, 11, 30), date(2026, 12, 4)):
        given(INVITATION, *i.ARRIVED).when(replace(LEAVE, left_on=day), by=e.WANG, now=i.AFTER).refused("dates")
    given(INVITATION, *i.REVIEWED).when(LEAVE, by=e.WANG, now=i.AFTER).refused("state")
    given(INVITATION, *i.APPROVED).when(LEAVE, by=e.WANG, now=i.AFTER).then(i.left, *i.closing())


def test_an_exit_recorded_twice() -> None:
    """The same day yields nothing; another day moves the close-out, and the old deadline passes nothing."""
    given(INVITATION, *i.LEFT).when(LEAVE, by=e.WANG, now=i.AFTER).then()
    earlier = replace(LEAVE, left_on=date(2026, 12, 2))
    moved = (replace(i.left, left_on=date(2026, 12, 2)), *i.closing(date(2027, 1, 1)))
    given(INVITATION, *i.LEFT).when(earlier, by=e.WANG, now=i.AFTER).then(*moved)
    for deadline in (i.close_out_due(), *i.reminders("close-out", i.DUE)):
        given(INVITATION, *i.LEFT, *moved).when(DeadlineDue(deadline=deadline)).then()


def test_lodging_outside_hotels_is_registered_within_a_day() -> None:
    """Art 39: the deadline is set with the arrival, passes once, and not if it was met."""
    approved = tuple(i.drafted(HOUSE) if isinstance(it, fact.InvitationDrafted) else it for it in i.APPROVED)
    came, deadline = given(INVITATION, *approved).when(ARRIVE, by=e.WANG, now=i.AFTER).decision
    assert (i.arrived, date(2026, 12, 2)) == (came, deadline.due_on)
    here = (*approved, came, deadline)
    passed = fact.LodgingDeadlinePassed(invitation_id=ID, due_on=date(2026, 12, 2), at=MOMENT)
    given(INVITATION, *here).when(DeadlineDue(deadline=deadline)).then(passed)
    registered = fact.LodgingRegistered(invitation_id=ID, registered_on=date(2026, 12, 2), by="wang", at=i.AFTER)
    given(INVITATION, *here).when(LODGE, by=e.WANG, now=i.AFTER).then(registered)
    given(INVITATION, *here, registered).when(LODGE, by=e.WANG, now=i.AFTER).then()
    given(INVITATION, *here, registered).when(DeadlineDue(deadline=deadline)).then()
    for day in (date(2026, 11, 30), date(2026, 12, 4)):
        given(INVITATION, *here).when(replace(LODGE, registered_on=day), by=e.WANG, now=i.AFTER).refused("lodging")
    for day in (date(2026, 12, 1), date(2026, 12, 3)):
        given(INVITATION, *here).when(replace(LODGE, registered_on=day), by=e.WANG, now=i.AFTER).then_kinds(
            fact.LodgingRegistered
        )
    given(INVITATION, *approved).when(LODGE, by=e.WANG, now=i.AFTER).refused("state")
    given(INVITATION, *i.ARRIVED).when(LODGE, by=e.WANG, now=i.AFTER).refused("lodging")


def test_guests_who_stay_longer_than_approved_have_overstayed() -> None:
    """As the approved last day passes; whoever learns of it reports it to the police (art 45)."""
    given(INVITATION, *i.ARRIVED).when(DeadlineDue(deadline=i.stay_due)).then(overstayed)
    given(INVITATION, *i.LEFT).when(DeadlineDue(deadline=i.stay_due)).then()
    now = on(date(2026, 12, 5))
    told = fact.OverstayReported(invitation_id=ID, reported_on=date(2026, 12, 4), document="报 7", by="wang", at=now)
    given(INVITATION, *i.ARRIVED, overstayed).when(REPORTED, by=e.WANG, now=now).then(told)
    given(INVITATION, *i.ARRIVED, overstayed, told).when(REPORTED, by=e.WANG, now=now).then()
    given(INVITATION, *i.ARRIVED).when(REPORTED, by=e.WANG, now=now).refused("overstay")
    for day in (date(2026, 12, 3), date(2026, 12, 6)):
        wrong = replace(REPORTED, reported_on=day)
        given(INVITATION, *i.ARRIVED, overstayed).when(wrong, by=e.WANG, now=now).refused("overstay")
    given(INVITATION, *i.ARRIVED, overstayed).when(
        replace(REPORTED, reported_on=date(2026, 12, 5)), by=e.WANG, now=now
    ).then_kinds(fact.OverstayReported)
    given(INVITATION, *i.ARRIVED, overstayed, told).when(
        replace(LEAVE, left_on=date(2026, 12, 5)), by=e.WANG, now=now
    ).then(replace(i.left, left_on=date(2026, 12, 5), at=now), *i.closing(date(2027, 1, 4), now))


def test_if_nobody_is_known_to_have_come_the_last_day_stands_for_the_exit() -> None:
    """So that a guest who stayed away, or was never recorded, is closed out as well."""
    now = end_of_local_day(date(2026, 12, 3))
    closing = i.closing(i.DUE, now)
    given(INVITATION, *i.APPROVED).when(DeadlineDue(deadline=i.stay_due), now=now).then(*closing)
    nobody = tuple(do.GuestOutcome(person_id=who, came=False) for who in (i.NIKOS, i.ELENI))
    stayed_away = do.CloseOutInvitation(invitation_id=ID, guests=nobody)
    given(INVITATION, *i.APPROVED, *closing).when(stayed_away, by=e.WANG, now=now).then_kinds(fact.InvitationClosedOut)


def test_close_out_on_the_30th_day() -> None:
    """In time on the 30th day after the exit, late on the 31st."""
    for day, is_late in ((date(2027, 1, 2), False), (date(2027, 1, 3), True)):
        closed = i.closed_out(day, is_late, on(day))
        given(INVITATION, *i.LEFT).when(i.close_out, by=e.WANG, now=on(day)).then(closed)


def test_a_close_out_says_what_became_of_each_guest() -> None:
    """Each once, with the day of leaving of each who came; all that is wrong is told at once."""
    now = on(date(2026, 12, 20))
    came = do.GuestOutcome(person_id=i.NIKOS, came=True)
    day_to_come = do.GuestOutcome(person_id=i.NIKOS, came=True, left_on=date(2026, 12, 24))
    absent = do.GuestOutcome(person_id=i.ELENI, came=False, left_on=i.LEFT_ON)
    for guests, wrong in (
        ((), 1),
        (i.CAME[:1], 1),
        ((i.CAME[0], i.CAME[0]), 1),
        ((i.CAME[0], replace(i.CAME[1], person_id=ID)), 1),
        ((came, i.CAME[1]), 1),
        ((day_to_come, i.CAME[1]), 1),
        ((i.CAME[0], absent), 1),
        ((came, absent), 2),
    ):
        told = do.CloseOutInvitation(invitation_id=ID, guests=guests)
        given(INVITATION, *i.LEFT).when(told, by=e.WANG, now=now).refused(*["close-out"] * wrong)
    closed = (*i.LEFT, i.closed_out())
    given(INVITATION, *closed).when(replace(LEAVE, left_on=date(2026, 12, 2)), by=e.WANG, now=now).refused("state")
    for history in (i.APPROVED, i.ARRIVED):
        given(INVITATION, *history).when(i.close_out, by=e.WANG, now=now).refused("close-out")


def test_a_close_out_is_corrected_until_it_is_archived() -> None:
    """Said again it yields nothing, said otherwise it takes the place of the first."""
    now = on(date(2026, 12, 20))
    done = (*i.LEFT, i.closed_out(date(2026, 12, 20), at=now))
    given(INVITATION, *done).when(i.close_out, by=e.WANG, now=now).then()
    both = (i.CAME[0], replace(i.CAME[0], person_id=i.ELENI))
    other = do.CloseOutInvitation(invitation_id=ID, guests=both)
    (corrected,) = given(INVITATION, *done).when(other, by=e.WANG, now=now).decision
    assert both == corrected.guests
    archive = do.ArchiveInvitation(invitation_id=ID, papers=PAPERS)
    (archived,) = given(INVITATION, *done).when(archive, by=e.SUN, now=now).decision
    assert [paper.retention for paper in archived.papers] == ["30 years", "30 years"]
    given(INVITATION, *done, archived).when(archive, by=e.SUN, now=now).then()
    given(INVITATION, *done, archived).when(other, by=e.WANG, now=now).refused("close-out")
    given(INVITATION, *done).when(replace(archive, papers=PAPERS[:1]), by=e.SUN).refused("archive")
    given(INVITATION, *i.LEFT).when(archive, by=e.SUN).refused("state")


def test_the_unit_is_reminded_before_and_late_after_each_once() -> None:
    """Seven days and one before; late after the 30th day; long overdue 30 days later."""
    week, eve = i.reminders("close-out", i.DUE)
    told = fact.InvitationReminded(
        invitation_id=ID, unit=e.BUREAU, matter="close-out", due_on=i.DUE, days_before=7, at=i.AFTER
    )
    given(INVITATION, *i.LEFT).when(DeadlineDue(deadline=week), now=i.AFTER).then(told)
    given(INVITATION, *i.LEFT, told).when(DeadlineDue(deadline=week), now=i.AFTER).then()
    given(INVITATION, *i.LEFT, told).when(DeadlineDue(deadline=eve), now=i.AFTER).then(replace(told, days_before=1))
    due = DeadlineDue(deadline=i.close_out_due())
    given(INVITATION, *i.LEFT).when(due, now=i.AFTER).then(late, long_overdue_due)
    given(INVITATION, *i.LEFT, late, long_overdue_due).when(due, now=i.AFTER).then()
    counted = fact.CloseOutLongOverdue(invitation_id=ID, unit=e.BUREAU, at=i.AFTER)
    overdue = DeadlineDue(deadline=long_overdue_due)
    given(INVITATION, *i.LEFT, late, long_overdue_due).when(overdue, now=i.AFTER).then(counted)


def test_a_unit_that_was_counted_by_a_wrong_day_is_counted_no_more() -> None:
    """An exit on a later day moves the close-out, and takes the count back."""
    counted = fact.CloseOutLongOverdue(invitation_id=ID, unit=e.BUREAU, at=i.AFTER)
    now = on(date(2027, 2, 10))
    moved = do.RecordGuestsLeft(invitation_id=ID, left_on=date(2027, 2, 9))
    history = (*i.LEFT, late, long_overdue_due, counted)
    decision = given(INVITATION, *history).when(moved, by=e.WANG, now=now).decision
    corrected = fact.CloseOutOverdueCorrected(invitation_id=ID, unit=e.BUREAU, at=now)
    assert list(decision)[-1] == corrected
    assert list(react(corrected)) == [CLEAR]
    again = do.RecordGuestsLeft(invitation_id=ID, left_on=date(2027, 2, 8))
    given(INVITATION, *history, *decision).when(again, by=e.WANG, now=now).then_kinds(
        fact.GuestsLeft, fact.CloseOutDeadlineSet, fact.InvitationReminderSet, fact.InvitationReminderSet
    )


@pytest.mark.parametrize("deadline", [i.close_out_due(), *i.reminders("close-out", i.DUE), long_overdue_due])
def test_nothing_passes_once_it_is_closed_out(deadline: Any) -> None:
    """Neither reminder nor lateness."""
    done = (*i.LEFT, late, long_overdue_due, i.closed_out(late=True))
    given(INVITATION, *done).when(DeadlineDue(deadline=deadline)).then()


def test_envoys_do_not_overstay() -> None:
    """They reside here: the last day stands for their way home."""
    envoys = tuple(i.drafted(i.ENVOYS) if isinstance(it, fact.InvitationDrafted) else it for it in i.ARRIVED)
    given(INVITATION, *envoys).when(DeadlineDue(deadline=i.stay_due), now=i.AFTER).then(*i.closing(i.DUE))


def answer(overdue: int) -> fact.InviterStandingAnswered:
    return fact.InviterStandingAnswered(unit=e.BUREAU, invitation_id=ID, overdue=overdue)


def test_a_unit_is_told_of_its_overdue_close_outs_at_its_next_submission() -> None:
    """Each counts once, and no longer when it is done."""
    given(INVITER).when(ASK).then(answer(0))
    given(INVITER).when(COUNT).then(counted)
    given(INVITER, counted).when(COUNT).then()
    given(INVITER, counted).when(ASK).then(answer(1))
    given(INVITER, counted).when(CLEAR).then(cleared)
    given(INVITER, counted, cleared).when(CLEAR).then()
    given(INVITER, counted, cleared).when(ASK).then(answer(0))


def test_the_office_asks_by_itself() -> None:
    """Submitted, asked; answered, noted; long overdue, counted; closed out, cleared."""
    assert list(react(i.submitted())) == [ASK]
    assert [do.NoteInviterStanding(invitation_id=ID, overdue=1)] == list(react(answer(1)))
    assert list(react(fact.CloseOutLongOverdue(invitation_id=ID, unit=e.BUREAU, at=MOMENT))) == [COUNT]
    assert list(react(i.closed_out())) == [CLEAR]
