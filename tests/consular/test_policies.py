"""Facts of an official visit in, commands to the register out."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.consular import commands as ask
from services.consular.policies import react
from services.consular.stay import STAY
from tests.consular import examples as e
from tests.scenario import actor, given

POLICY = actor("policy:consular", "service", unit="consular")


def test_an_approved_visit_abroad_goes_on_the_register() -> None:
    """Under an id that follows from the visit's."""
    assert [ask.OpenOfficialStay(stay_id=e.STAY_OF_VISIT, party=e.PARTY)] == list(react(e.approved))


def test_an_amended_visit_corrects_the_register() -> None:
    """With all that the new paper says."""
    assert [ask.ChangeOfficialStay(stay_id=e.STAY_OF_VISIT, party=e.LATER_PARTY)] == list(react(e.amended))


def test_a_cancelled_visit_goes_off_the_register() -> None:
    """The stay that follows from the visit."""
    assert [ask.CancelOfficialStay(stay_id=e.STAY_OF_VISIT)] == list(react(e.visit_cancelled))


def test_departure_and_return_are_noted() -> None:
    """With the days that the visit's own file says."""
    assert [ask.NoteDeparture(stay_id=e.STAY_OF_VISIT, departed_on=date(2026, 11, 22))] == list(react(e.departed))
    assert [ask.NoteReturn(stay_id=e.STAY_OF_VISIT, returned_on=date(2026, 11, 26))] == list(react(e.returned))


def test_visits_of_guests_are_not_ours() -> None:
    """Inbound facts give no command."""
    for fact in (e.approved, e.amended, e.visit_cancelled, e.departed):
        assert list(react(replace(fact, direction="inbound"))) == []


def test_our_own_facts_give_no_command() -> None:
    """Nothing follows by itself from what we say."""
    for fact in {**e.PUBLIC, **e.PRIVATE}.values():
        assert list(react(fact)) == []


def test_another_file_is_not_disturbed() -> None:
    """Another visit's facts go to another stay."""
    other = replace(e.visit_cancelled, visit_id=UUID(int=7))
    [command] = react(other)
    assert command.stay_id != e.STAY_OF_VISIT
    assert STAY.stream(command) != STAY.stream(ask.CancelOfficialStay(stay_id=e.STAY_OF_VISIT))


def test_no_policy_is_ever_refused() -> None:
    """Whatever came before, the register accepts what a visit's file says."""
    histories = [
        (),
        (e.opened,),
        (e.opened, e.changed),
        (e.opened, e.cancelled),
        (e.opened, e.left),
        (e.opened, e.left, e.back),
    ]
    for history in histories:
        for fact in e.HEARD.values():
            for command in react(fact):
                decision = given(STAY, *history).when(command, by=POLICY).decision
                assert isinstance(decision, list)
