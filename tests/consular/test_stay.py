"""A stay: who is abroad, by an approved visit or by own registration."""

from dataclasses import replace
from datetime import date

import pytest

from services.consular import commands as ask
from services.consular import events
from services.consular.stay import STAY
from services.consular.values import Label
from tests.consular import examples as e
from tests.scenario import given

OPEN = ask.OpenOfficialStay(stay_id=e.STAY_OF_VISIT, party=e.PARTY)
CHANGE = ask.ChangeOfficialStay(stay_id=e.STAY_OF_VISIT, party=e.LATER_PARTY)
CANCEL = ask.CancelOfficialStay(stay_id=e.STAY_OF_VISIT)
LEAVE = ask.NoteDeparture(stay_id=e.STAY_OF_VISIT, departed_on=date(2026, 11, 22))
RETURN = ask.NoteReturn(stay_id=e.STAY_OF_VISIT, returned_on=date(2026, 11, 26))
UPDATE = ask.UpdateStay(stay_id=e.STAY, place=e.updated.place, starts_on=date(2026, 9, 1))
CONFIRM = ask.ConfirmAbroad(stay_id=e.STAY, arrived_on=date(2026, 9, 1))
END = ask.EndStay(stay_id=e.STAY, ended_on=date(2026, 11, 20))
WITHDRAW = ask.WithdrawRegistration(stay_id=e.STAY)
WENT = events.WentAbroad(stay_id=e.STAY, went_on=date(2026, 9, 1), at=e.NOW)
HOME = events.CameHome(stay_id=e.STAY, came_on=date(2026, 11, 20), at=e.NOW)


def test_an_approved_party_is_put_on_the_register() -> None:
    """The first fact of an official stay."""
    given(STAY).when(OPEN).then(e.opened)


def test_an_amended_party_supersedes_the_former_paper() -> None:
    """The fact names the paper that it replaces."""
    given(STAY, e.opened).when(CHANGE).then(e.changed)
    given(STAY).when(CHANGE).then(replace(e.opened, party=e.LATER_PARTY))


def test_an_amended_party_that_was_cancelled_is_on_the_register_again() -> None:
    """A new paper after a cancellation counts."""
    given(STAY, e.opened, e.cancelled).when(CHANGE).then(e.changed)
    given(STAY, e.opened, e.cancelled, e.changed).when(LEAVE).then(e.left)
    given(STAY, e.registered).when(replace(CHANGE, stay_id=e.STAY)).then()


def test_a_party_leaves_and_comes_home() -> None:
    """Departure and return, also a return whose departure nobody told."""
    given(STAY, e.opened).when(LEAVE).then(e.left)
    given(STAY, e.opened, e.left).when(RETURN).then(e.back)
    given(STAY, e.opened).when(RETURN).then(e.back)


def test_a_cancelled_visit_takes_the_party_off_the_register() -> None:
    """Unless they are abroad: then they are there, whatever becomes of the paper."""
    given(STAY, e.opened).when(CANCEL).then(e.cancelled)
    given(STAY, e.opened, e.left).when(CANCEL).then()


def test_a_visit_that_never_was_on_the_register_finds_nothing_to_do() -> None:
    """Guests' visits, and departures after a cancellation."""
    for command in (CANCEL, LEAVE, RETURN):
        given(STAY).when(command).then()
        given(STAY, e.opened, e.cancelled).when(command).then()


def test_repeated_official_commands_yield_nothing() -> None:
    """Each policy may speak twice."""
    given(STAY, e.opened).when(OPEN).then()
    given(STAY, e.opened, e.changed).when(CHANGE).then()
    given(STAY, e.opened, e.cancelled).when(CANCEL).then()
    given(STAY, e.opened, e.left).when(LEAVE).then()
    given(STAY, e.opened, e.left, e.back).when(LEAVE).then()
    given(STAY, e.opened, e.left, e.back).when(RETURN).then()


@pytest.mark.parametrize("command", [UPDATE, CONFIRM, END, WITHDRAW])
def test_an_official_party_is_not_changed_by_hand(command: object) -> None:
    """Its stay follows its visit."""
    given(STAY, e.opened).when(command).refused("state")


def test_a_person_registers() -> None:
    """With both scripts, phone and kin."""
    given(STAY).when(e.register, by=e.DUTY).then(e.registered)


def test_an_institution_registers_with_its_headcount() -> None:
    """Without any person's name."""
    company = Label(zh="贵州建工希腊分公司", en="Guizhou Construction Greece")
    command = replace(e.register, kind="institution", people=(), institution=company, headcount=40)
    fact = replace(e.registered, kind="institution", people=(), institution=company, headcount=40)
    given(STAY).when(command, by=e.DUTY).then(fact)


def test_a_registration_tells_all_that_is_wrong_at_once() -> None:
    """Not agreed, nobody named, and an end before the start."""
    wrong = replace(e.register, agreed=False, people=(), ends_on=date(2026, 8, 31))
    given(STAY).when(wrong).refused("C2", "C2", "dates")
    given(STAY).when(replace(e.register, kind="institution")).refused("C2")


def test_a_stay_may_end_on_the_day_it_starts() -> None:
    """The boundary of the dates."""
    same_day = replace(e.register, ends_on=e.register.starts_on)
    given(STAY).when(same_day).then_kinds(events.StayRegistered)


def test_a_registration_is_updated() -> None:
    """Persons stay as they were if none are given."""
    given(STAY, e.registered).when(UPDATE, by=e.DUTY).then(e.updated)
    given(STAY, e.registered).when(replace(UPDATE, ends_on=date(2026, 8, 1))).refused("dates")


def test_a_registered_person_goes_and_comes_home() -> None:
    """Confirmed, then ended."""
    given(STAY, e.registered).when(CONFIRM).then(WENT)
    given(STAY, e.registered, WENT).when(END).then(HOME)


def test_nobody_arrives_tomorrow_or_is_home_before_leaving() -> None:
    """Dates follow each other; today and the first day are their boundaries."""
    given(STAY, e.registered).when(replace(CONFIRM, arrived_on=date(2026, 11, 24))).refused("dates")
    given(STAY, e.registered).when(replace(CONFIRM, arrived_on=date(2026, 11, 23))).then_kinds(events.WentAbroad)
    given(STAY, e.registered).when(replace(END, ended_on=date(2026, 8, 31))).refused("dates")
    given(STAY, e.registered).when(replace(END, ended_on=date(2026, 9, 1))).then_kinds(events.CameHome)


def test_a_registration_is_withdrawn_at_any_time() -> None:
    """It is voluntary (C2)."""
    given(STAY, e.registered).when(WITHDRAW, by=e.DUTY).then(e.withdrawn)
    given(STAY, e.registered, WENT, HOME).when(WITHDRAW, by=e.DUTY).then(e.withdrawn)


def test_what_is_over_is_not_changed() -> None:
    """A withdrawn registration and one that ended."""
    for command in (UPDATE, CONFIRM, END):
        given(STAY, e.registered, e.withdrawn).when(command).refused("state")
    given(STAY, e.registered, HOME).when(UPDATE).refused("state")


def test_repeated_registration_commands_yield_nothing() -> None:
    """Each may be sent twice."""
    given(STAY, e.registered).when(e.register).then()
    given(STAY, e.registered, e.updated).when(UPDATE).then()
    given(STAY, e.registered, WENT).when(CONFIRM).then()
    given(STAY, e.registered, WENT, HOME).when(CONFIRM).then()
    given(STAY, e.registered, WENT, HOME).when(END).then()
    given(STAY, e.registered, e.withdrawn).when(WITHDRAW).then()


def test_a_stay_begins_with_its_first_fact() -> None:
    """Anything else first is a broken log."""
    with pytest.raises(ValueError, match="does not begin"):
        STAY.evolve(None, e.left)
