"""The annual plan and the sending unit, which answer every submission; and the policies that ask them."""

from typing import Any

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.plan.plan import PLAN
from services.approvals.policies import react
from services.approvals.unit import UNIT
from shared.ids import derived_id
from tests.approvals import examples as e
from tests.scenario import MOMENT, given

NAME = f"{e.BUREAU}/2026"
ENTRY = do.PlanEntry(number="07", purpose="tea", country="GR", people=4)
OTHER = derived_id("another visit")
adopted = fact.PlanAdopted(plan=NAME, entries=(ENTRY,), by="zhou", at=MOMENT)
reserve = do.ReservePlanEntry(plan=NAME, entry="07", visit_id=e.VISIT_ID, country="GR", people=2)
reserved = fact.PlanEntryReserved(plan=NAME, entry="07", visit_id=e.VISIT_ID, country="GR", people=2, at=MOMENT)
released = fact.PlanEntryReleased(plan=NAME, entry="07", visit_id=e.VISIT_ID, at=MOMENT)


def test_a_plan_is_adopted_once() -> None:
    """And not without an entry."""
    adopt = do.AdoptPlan(plan=NAME, entries=(ENTRY,))
    given(PLAN).when(adopt, by=e.ZHOU).then(adopted)
    given(PLAN, adopted).when(adopt, by=e.ZHOU).then()
    given(PLAN).when(do.AdoptPlan(plan=NAME, entries=()), by=e.ZHOU).refused("A11")


def test_an_entry_is_used_by_one_visit() -> None:
    """A11: the total can't grow. The same visit may ask again."""
    given(PLAN, adopted).when(reserve).then(reserved)
    given(PLAN, adopted, reserved).when(reserve).then(reserved)
    second = do.ReservePlanEntry(plan=NAME, entry="07", visit_id=OTHER)
    given(PLAN, adopted, reserved).when(second).then_kinds(fact.PlanEntryRefused)
    unknown = do.ReservePlanEntry(plan=NAME, entry="99", visit_id=OTHER)
    given(PLAN, adopted).when(unknown).then_kinds(fact.PlanEntryRefused)
    given(PLAN).when(reserve).then_kinds(fact.PlanEntryRefused)


def test_an_entry_is_given_back_by_who_has_it() -> None:
    """Another's is not disturbed."""
    give = do.ReleasePlanEntry(plan=NAME, entry="07", visit_id=e.VISIT_ID)
    given(PLAN, adopted, reserved).when(give).then(released)
    other = do.ReleasePlanEntry(plan=NAME, entry="07", visit_id=OTHER)
    given(PLAN, adopted, reserved).when(other).then()


def test_a_unit_is_locked_while_passports_are_long_overdue() -> None:
    """Who asks meanwhile waits, and is told when the last are back."""
    ask = do.AskUnitStanding(unit=e.BUREAU, visit_id=e.VISIT_ID)
    free = fact.UnitStandingAnswered(unit=e.BUREAU, visit_id=e.VISIT_ID, locked=False)
    given(UNIT).when(ask).then(free)
    locked = fact.UnitLocked(unit=e.BUREAU, visit_id=OTHER)
    given(UNIT).when(do.LockUnit(unit=e.BUREAU, visit_id=OTHER)).then(locked)
    given(UNIT, locked).when(do.LockUnit(unit=e.BUREAU, visit_id=OTHER)).then()
    no = fact.UnitStandingAnswered(unit=e.BUREAU, visit_id=e.VISIT_ID, locked=True)
    given(UNIT, locked).when(ask).then(no)
    unlock = do.UnlockUnit(unit=e.BUREAU, visit_id=OTHER)
    given(UNIT, locked, no).when(unlock).then(
        fact.OverduePassportsCleared(unit=e.BUREAU, visit_id=OTHER),
        fact.UnitUnlocked(unit=e.BUREAU, waiting=(e.VISIT_ID,)),
    )
    given(UNIT).when(unlock).then()
    third = fact.UnitLocked(unit=e.BUREAU, visit_id=derived_id("a third visit"))
    given(UNIT, locked, third).when(unlock).then_kinds(fact.OverduePassportsCleared)


def answers(happened: Any) -> list[Any]:
    return list(react(happened))


def test_a_submission_asks_the_plan_the_unit_and_who_has_other_trips() -> None:
    """Facts in, commands out."""
    ask = do.AskUnitStanding(unit=e.BUREAU, visit_id=e.VISIT_ID)
    first, second, *others = answers(e.submitted)
    assert [reserve, ask] == [first, second]
    assert list(e.OWNERS) == [other.owner for other in others]


def test_what_the_plan_and_the_unit_said_goes_to_that_visit_and_no_other() -> None:
    """Another file is not disturbed."""
    note = do.NotePlanAnswer(visit_id=e.VISIT_ID, plan=NAME, entry="07", reserved=True, found="07")
    assert [note] == answers(reserved)
    standing = fact.UnitStandingAnswered(unit=e.BUREAU, visit_id=OTHER, locked=True)
    assert [do.NoteUnitStanding(visit_id=OTHER, locked=True)] == answers(standing)
    unlocked = fact.UnitUnlocked(unit=e.BUREAU, waiting=(OTHER,))
    assert [do.NoteUnitStanding(visit_id=OTHER, locked=False)] == answers(unlocked)


def test_passports_lock_and_unlock_their_unit() -> None:
    """A10."""
    overdue = fact.PassportsLongOverdue(visit_id=e.VISIT_ID, unit=e.BUREAU)
    assert [do.LockUnit(unit=e.BUREAU, visit_id=e.VISIT_ID)] == answers(overdue)
    assert [do.UnlockUnit(unit=e.BUREAU, visit_id=e.VISIT_ID)] == answers(e.passports_back)


def test_guests_who_left_begin_the_close_out() -> None:
    """Heard from reception."""
    heard = fact.DelegationDeparted(visit_id=e.INVITATION_ID, departed_on=e.TODAY)
    assert [do.NoteGuestsLeft(invitation_id=e.INVITATION_ID, left_on=e.TODAY)] == answers(heard)


def test_a_freed_entry_goes_back_to_its_plan_and_other_facts_ask_nothing() -> None:
    """The undo reaches the plan."""
    assert [do.ReleasePlanEntry(plan=NAME, entry="07", visit_id=e.VISIT_ID)] == answers(e.freed)
    assert answers(e.by_clerk) == []
