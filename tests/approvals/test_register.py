"""A register of numbers: each once, none left out, whoever asks at once and however often."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg

from deploy.local.databases import Database
from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.document.office import KINDS, register_of
from services.approvals.document.register import REGISTER
from services.approvals.policies import react
from services.approvals.service import APPROVALS
from shared import log
from shared.aggregate import Occasion
from shared.commands import Order, handle
from shared.ids import derived_id, new_id
from shared.log import Origin
from shared.service import Service
from tests.approvals import examples as e
from tests.scenario import MOMENT, actor, given

NAME = "筑外批〔2026〕"
OTHER = derived_id("another visit")


def give(case: Any = e.VISIT_ID, ask: int = 1) -> do.GiveNumber:
    return do.GiveNumber(register=NAME, visit_id=case, direction="outbound", ask=ask)


def given_number(serial: int, case: Any = e.VISIT_ID, ask: int = 1) -> fact.NumberGiven:
    return fact.NumberGiven(
        register=NAME,
        serial=serial,
        number=f"{NAME}{serial}号",
        visit_id=case,
        direction="outbound",
        ask=ask,
        at=MOMENT,
    )


def test_each_that_asks_gets_the_next_number_and_nobody_two() -> None:
    """Asked again for the same, it gives nothing more; each number says all that the next needs."""
    given(REGISTER).when(give()).then(given_number(1))
    given(REGISTER, given_number(1)).when(give()).then()
    given(REGISTER, given_number(1)).when(give(ask=2)).then(given_number(2, ask=2))
    given(REGISTER, given_number(1)).when(give(OTHER)).then(given_number(2, OTHER))
    given(REGISTER, given_number(117, OTHER)).when(give()).then(given_number(118))


def test_a_register_goes_on_after_the_numbers_given_by_hand() -> None:
    """Said once, before the first number, of a register of this year or the next that the office has."""
    opening = do.OpenRegister(register=NAME, last=117)
    opened = fact.RegisterOpened(register=NAME, last=117, by="zhou", at=MOMENT)
    given(REGISTER).when(opening, by=e.ZHOU).then(opened)
    given(REGISTER, opened).when(opening, by=e.ZHOU).then()
    given(REGISTER, opened).when(give()).then(given_number(118))
    given(REGISTER, opened).when(do.OpenRegister(register=NAME, last=50), by=e.ZHOU).refused("register")
    given(REGISTER, given_number(1)).when(opening, by=e.ZHOU).refused("register")
    given(REGISTER).when(do.OpenRegister(register="筑外批〔2025〕", last=1), by=e.ZHOU).refused("register")


def test_kinds_have_registers_of_their_own_and_a_new_year_begins_at_one() -> None:
    """Named by the head of their numbers: two kinds under one prefix would share one, and never a number."""
    assert len({register_of(kind, 2026) for kind in KINDS}) == len(KINDS)
    assert register_of("approval", 2027) == "筑外批〔2027〕"


def test_what_asks_is_answered() -> None:
    """A visit, or an invitation, by its own command."""
    assert list(react(e.asked())) == [give()]
    number = f"{NAME}1号"
    assert list(react(given_number(1))) == [do.NoteVisitNumber(visit_id=e.VISIT_ID, ask=1, number=number)]
    inbound = fact.NumberGiven(**{**vars(given_number(1)), "direction": "inbound"})
    assert list(react(inbound)) == [do.NoteInvitationNumber(invitation_id=e.VISIT_ID, ask=1, number=number)]


def test_many_ask_at_once_and_twice(new_database: Callable[[Service], Database]) -> None:
    """On a real log: four at a time ask for 24 papers, each for every one of them, as react does that begins again
    from an old checkpoint. 24 numbers, 1 to 24."""
    url = new_database(APPROVALS).application_url
    cases = [derived_id("case", number) for number in range(24)]
    policy = actor("policy:approvals", "service")

    def ask(shift: int) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            for case in cases[shift:] + cases[:shift]:
                origin = Origin(policy.id, new_id(), new_id())
                order = Order(give(case), Occasion(policy, MOMENT), origin, derived_id("react", case, 0))
                handle(connection, APPROVALS, order)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(ask, (0, 0, 6, 12)))
    with psycopg.connect(url) as connection:
        numbers = log.load(connection, APPROVALS.facts, f"register-{NAME}").facts
    assert [number.serial for number in numbers] == list(range(1, 25))
    assert {number.visit_id for number in numbers} == set(cases)
