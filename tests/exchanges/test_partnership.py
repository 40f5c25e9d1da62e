"""A partnership, step by step."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.exchanges import commands as do
from services.exchanges.commands import Label
from services.exchanges.partnership import PARTNERSHIP
from tests.exchanges import examples as e
from tests.scenario import given

PATH: list[tuple[Any, list[Any]]] = [
    (e.intent, [e.intent_signed]),
    (e.exchange, [e.exchanged]),
    (e.agree, [e.agreed]),
    (e.review, [e.reviewed]),
    (e.approve, [e.approved]),
    (e.sign, [e.signed]),
    (e.file_it, [e.filed, e.activated]),
]
ACTIVE = [e.contacted, *(happened for _, facts in PATH for happened in facts)]
BY = {"RecordProvinceReview": e.ZHENG, "RecordUpperApproval": e.ZHENG}
STEPS = [step for step in PATH if step[0] is not e.exchange]


def before(command: Any) -> list[Any]:
    """The facts of the main path that stand before this command."""
    facts: list[Any] = [e.contacted]
    for asked, happened in PATH:
        if asked is command:
            break
        facts += happened
    return facts


def by(command: Any) -> Any:
    return BY.get(type(command).__name__, e.LIU)


def test_first_contact() -> None:
    """A city of a state with relations may be contacted."""
    given(PARTNERSHIP).when(e.contact, by=e.LIU).then(e.contacted)


@pytest.mark.parametrize(("command", "facts"), PATH, ids=lambda x: type(x).__name__)
def test_each_step_follows_the_one_before(command: Any, facts: list[Any]) -> None:
    """From contact to active, each step gives its facts."""
    given(PARTNERSHIP, *before(command)).when(command, by=by(command)).then(*facts)


@pytest.mark.parametrize(("command", "facts"), STEPS, ids=lambda x: type(x).__name__)
def test_a_repeated_step_yields_nothing(command: Any, facts: list[Any]) -> None:
    """The same step again, straight after, gives no facts."""
    given(PARTNERSHIP, *before(command), *facts).when(command, by=by(command)).then()


@pytest.mark.parametrize("command", [e.agree, e.review, e.approve, e.file_it, e.rest, e.resume, e.end])
def test_a_step_out_of_order_is_refused(command: Any) -> None:
    """E3: right after the contact no later step may be taken."""
    given(PARTNERSHIP, e.contacted).when(command).refused("E3")


def test_a_repeated_contact_yields_nothing() -> None:
    """A partner already contacted is not contacted again."""
    given(PARTNERSHIP, e.contacted).when(e.contact).then()


@pytest.mark.parametrize("first", [e.registered, e.visited])
def test_a_contact_may_follow_a_friendly_exchange_or_a_visit(first: Any) -> None:
    """What was known of the city stays, and the steps begin."""
    given(PARTNERSHIP, first).when(e.contact, by=e.LIU).then(e.contacted)


def test_one_file_a_city() -> None:
    """A key that is not the city's own is refused, for contact and register alike."""
    given(PARTNERSHIP).when(replace(e.contact, partner="GR-athens")).refused("partner")
    given(PARTNERSHIP).when(replace(e.register, partner="GR-athens")).refused("partner")


def test_a_registered_partnership() -> None:
    """What was there before this system goes in with its source; a second time gives nothing."""
    given(PARTNERSHIP).when(e.register, by=e.LIU).then(e.registered)
    given(PARTNERSHIP, e.visited).when(e.register, by=e.LIU).then(e.registered)
    given(PARTNERSHIP, e.registered).when(e.register, by=e.LIU).then()


def test_a_registered_intent_goes_on() -> None:
    """Ta Khmau's case: a registered letter of intent needs a real exchange, then the city may agree."""
    known = replace(e.registered, kind="intent")
    given(PARTNERSHIP, known).when(e.agree).refused("E3")
    given(PARTNERSHIP, known, e.exchanged).when(e.agree, by=e.LIU).then(e.agreed)


def test_no_city_agreement_without_a_real_exchange() -> None:
    """E3: a letter of intent alone is not enough; a visit is an exchange."""
    given(PARTNERSHIP, e.contacted, e.intent_signed).when(e.agree).refused("E3")
    given(PARTNERSHIP, e.contacted, e.intent_signed, e.visited).when(e.agree, by=e.LIU).then(e.agreed)


def test_an_exchange_before_the_intent_is_not_enough() -> None:
    """E3: the period of real exchange follows the letter of intent."""
    early = replace(e.exchanged, took_place_on=date(2023, 7, 5))
    given(PARTNERSHIP, e.contacted, early, e.intent_signed).when(e.agree).refused("E3")


@pytest.mark.parametrize("length", range(1, 6))
def test_no_agreement_before_approval(length: int) -> None:
    """E4: at no step before CPAFFC's approval."""
    given(PARTNERSHIP, *ACTIVE[:length]).when(e.sign).refused("E4")


def test_no_agreement_after_a_refusal() -> None:
    """What CPAFFC refused is not signed; a new contact may follow."""
    refused = [*before(e.approve), e.turned_down]
    given(PARTNERSHIP, *before(e.approve)).when(replace(e.approve, approved=False), by=e.ZHENG).then(e.turned_down)
    given(PARTNERSHIP, *refused).when(e.sign).refused("E3")
    given(PARTNERSHIP, *refused).when(e.contact, by=e.LIU).then(e.contacted)


def test_a_state_that_has_no_relations_when_signing() -> None:
    """E1: relations are asked for on the day of signing too."""
    city = replace(e.contacted, country="PY")
    given(PARTNERSHIP, city, *before(e.sign)[1:]).when(e.sign).refused("E1")


def test_hong_kong_is_a_class_of_its_own() -> None:
    """E11: no foreign partner; another authority than CPAFFC decides."""
    ask = do.ContactPartner(
        partner=e.HONG_KONG, country="HK", city=e.HK_CITY, level="city", contacted_on=date(2023, 3, 1)
    )
    given(PARTNERSHIP).when(ask, by=e.LIU).then(e.hk_contacted)
    so_far = [replace(f, partner=e.HONG_KONG) for f in before(e.approve)[1:]]
    decided = replace(e.approved, partner=e.HONG_KONG, authority="provincial office for Hong Kong and Macao")
    command = replace(e.approve, partner=e.HONG_KONG)
    given(PARTNERSHIP, e.hk_contacted, *so_far).when(command, by=e.ZHENG).then(decided)


def test_a_visit_from_a_city_that_is_no_partner() -> None:
    """Nothing is lost: it opens a record; the same delegation again gives nothing."""
    given(PARTNERSHIP).when(e.visit).then(e.visited)
    given(PARTNERSHIP, e.visited).when(e.visit).then()


@pytest.mark.parametrize("length", range(1, len(ACTIVE) + 1))
def test_a_visit_is_never_refused(length: int) -> None:
    """Whatever the partnership's state, the visit goes on the record."""
    given(PARTNERSHIP, *ACTIVE[:length]).when(replace(e.visit, delegation_id=e.PROJECT_ID)).then_kinds(type(e.visited))


def test_rest_and_return() -> None:
    """Active and dormant, to and fro; repeated gives nothing."""
    given(PARTNERSHIP, *ACTIVE).when(e.rest).then(e.dormant)
    given(PARTNERSHIP, *ACTIVE, e.dormant).when(e.rest).then()
    given(PARTNERSHIP, *ACTIVE, e.dormant).when(e.resume).then(e.reactivated)
    given(PARTNERSHIP, *ACTIVE).when(e.resume).then()


def test_the_end() -> None:
    """An active or dormant partnership may end, once; it is told; no exchange follows."""
    over = [*ACTIVE, e.ended, e.terminated]
    given(PARTNERSHIP, *ACTIVE).when(e.end, by=e.ZHOU).then(e.ended, e.terminated)
    given(PARTNERSHIP, *ACTIVE, e.dormant).when(e.end, by=e.ZHOU).then(e.ended, e.terminated)
    given(PARTNERSHIP, *over).when(e.end, by=e.ZHOU).then()
    given(PARTNERSHIP, *over).when(replace(e.exchange, what="another")).refused("E3")


def test_an_agreement_dated_before_the_approval() -> None:
    """E4: the dates count, not the order in which they were typed in."""
    given(PARTNERSHIP, *before(e.sign)).when(replace(e.sign, signed_on=date(2024, 8, 29))).refused("E4")


def test_an_exchange_dated_before_the_intent() -> None:
    """E3: an exchange of 2010, entered after the letter of intent of 2023, is no period of exchange after it."""
    old = replace(e.exchanged, took_place_on=date(2010, 5, 1))
    given(PARTNERSHIP, e.contacted, e.intent_signed, old).when(e.agree).refused("E3")


def test_an_exchange_that_has_not_taken_place() -> None:
    """E3: an exchange is real when it has taken place."""
    tomorrow = e.AT.date() + timedelta(days=1)
    given(PARTNERSHIP, e.contacted, e.intent_signed).when(replace(e.exchange, took_place_on=tomorrow)).refused("E3")


def test_the_same_visit_before_and_after_the_intent() -> None:
    """A repeated visit yields nothing, also after the letter of intent."""
    given(PARTNERSHIP, e.contacted, e.visited, e.intent_signed).when(e.visit).then()


def test_a_repeated_exchange_yields_nothing() -> None:
    """The same exchange again gives no facts."""
    given(PARTNERSHIP, e.contacted, e.exchanged).when(e.exchange, by=e.LIU).then()


def test_an_earlier_step_repeated_yields_nothing() -> None:
    """A letter of intent already signed is already done, however far the partnership has come."""
    given(PARTNERSHIP, *ACTIVE).when(e.intent).then()


def test_registering_over_an_open_contact_is_not_silent() -> None:
    """An officer who registers an agreement on a file that is under way hears that nothing was registered."""
    given(PARTNERSHIP, e.contacted).when(replace(e.register, kind="agreement")).refused("state")


def test_a_mainland_city_is_no_foreign_partner() -> None:
    """A twin city at home is none of this register's."""
    city = Label(zh="遵义", en="Zunyi")
    given(PARTNERSHIP).when(replace(e.contact, partner="CN-zunyi", country="CN", city=city)).refused("E1")


def test_taiwan_is_not_registered_as_foreign() -> None:
    """What contact refuses, register doesn't take."""
    city = Label(zh="台北", en="Taipei")
    given(PARTNERSHIP).when(replace(e.register, partner="TW-taipei", country="TW", city=city)).refused("taiwan")


def test_all_that_is_wrong_is_told_at_once() -> None:
    """A county in a state without relations breaks E1 and E2."""
    city = Label(zh="某县", en="Somewhere")
    wrong = replace(e.contact, partner="PY-somewhere", country="PY", city=city, level="county")
    given(PARTNERSHIP).when(wrong).refused("E1", "E2")
