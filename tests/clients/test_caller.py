"""Calls by the client that integrators use: plain threads, no nameko and no eventlet in the process."""

import os
import signal
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.rights import CALLER
from tests.kernel.conftest import Village
from tests.waiting import until
from waishi_client import Caller, Receipt, errors, pages
from waishi_client.every_service import EveryService, FactsAfter

PEAS = {"plant": "peas", "gardener": "张三"}


@contextmanager
def client(village: Village, user: str = CALLER, **more: Any) -> Iterator[Caller]:
    given = {"token": village.office.people.token("gardener-2", "gardener"), "timeout": 5.0, **more}
    with Caller(village.office.uri_of(user), **given) as caller:
        yield caller


def test_a_receipt_is_what_a_query_waits_for(caller: Caller) -> None:
    """Read your own writes, without a pause of one's own."""
    receipt = caller.command("garden", "plant_bed", PEAS)
    bed = caller.ask("garden", "get_bed", {"bed_id": receipt.id}, at_least=receipt)
    assert ("peas", receipt.id) == (bed["plant"], bed["bed_id"])
    again = caller.command("garden", "water_bed", {"bed_id": receipt.id, "litres": 4}, expected_version=receipt.version)
    assert caller.ask("garden", "get_bed", {"bed_id": receipt.id}, at_least=again.position)["litres"] == 4


def test_the_same_command_id_takes_effect_once(caller: Caller) -> None:
    """And is answered with the same receipt."""
    bed, key = caller.command("garden", "plant_bed", PEAS).id, uuid4()
    receipts = {caller.command("garden", "water_bed", {"bed_id": bed, "litres": 4}, key) for _ in range(3)}
    assert len(receipts) == 1
    assert caller.ask("garden", "get_bed", {"bed_id": bed}, at_least=receipts.pop())["litres"] == 4


def declined_by(call: Any, kind: type[errors.Declined]) -> Any:
    with pytest.raises(kind) as raised:
        call()
    return raised.value


def test_each_error_is_its_exception_with_what_mends_it(village: Village, caller: Caller) -> None:
    """As the table of errors says; a command's id stands on it."""
    bed = caller.command("garden", "plant_bed", PEAS).id
    water = {"bed_id": bed, "litres": 4}
    invalid = declined_by(lambda: caller.command("garden", "water_bed", {"bed_id": bed}), errors.Invalid)
    assert [item["field"] for item in invalid.fields] == ["litres"]
    assert isinstance(invalid.command_id, UUID)
    refused = declined_by(lambda: caller.command("garden", "water_bed", {**water, "litres": 0}), errors.Refused)
    assert [(item["rule"], item["found"]) for item in refused.violations] == [("G1", "0")]
    conflict = declined_by(lambda: caller.command("garden", "water_bed", water, None, 7), errors.Conflict)
    assert (conflict.expected, conflict.found) == (7, 2)
    key = caller_key(caller, water)
    reused = declined_by(lambda: caller.command("garden", "water_bed", {**water, "litres": 5}, key), errors.Conflict)
    assert (reused.expected, reused.command_id) == (None, key)
    unknown = declined_by(
        lambda: caller.command("garden", "water_bed", {**water, "bed_id": str(uuid4())}), errors.NotFound
    )
    assert unknown.kind == "bed"
    declined_by(lambda: caller.ask("garden", "no_such_method"), errors.UnknownMethod)
    with client(village, token="nonsense") as nobody:
        declined_by(lambda: nobody.ask("garden", "lag"), errors.NotSignedIn)
    with client(village, token=village.office.people.token("guest", "guest")) as guest:
        assert declined_by(lambda: guest.command("garden", "water_bed", water), errors.NotAllowed).roles == ["guest"]


def caller_key(caller: Caller, water: Any) -> UUID:
    key = uuid4()
    caller.command("garden", "water_bed", water, key)
    return key


def test_a_position_that_does_not_come_is_late(village: Village) -> None:
    """After as many tries as were asked for."""
    with client(village, tries=1) as caller:
        head = caller.ask("garden", "lag")["head"]
        late = declined_by(lambda: caller.ask("garden", "list_beds", at_least=head + 1000), errors.Late)
    assert late.asked == head + 1000
    assert late.reached <= head


def test_a_token_may_be_fetched_anew_for_each_call(village: Village) -> None:
    """It expires; the caller's identity provider has another."""
    tokens = iter(["nonsense", village.office.people.token("gardener-2", "gardener")])
    with client(village, token=lambda: next(tokens)) as caller:
        declined_by(lambda: caller.ask("garden", "lag"), errors.NotSignedIn)
        assert caller.ask("garden", "lag")["head"] > 0


def test_the_brokers_refusal_is_not_allowed(village: Village) -> None:
    """A user who may not make this call."""
    with client(village, "listener_history") as caller:
        assert "broker" in declined_by(lambda: caller.ask("garden", "lag"), errors.NotAllowed).message


def test_many_threads_share_one_caller(caller: Caller) -> None:
    """Each gets its own answer, and connections are used again."""
    beds = [caller.command("garden", "plant_bed", {**PEAS, "plant": f"plant {number}"}) for number in range(8)]

    def ask(number: int) -> Any:
        receipt = beds[number % 8]
        return caller.ask("garden", "get_bed", {"bed_id": receipt.id}, at_least=receipt)["plant"]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(64)))
    assert [f"plant {number % 8}" for number in range(64)] == found
    assert 1 <= len(caller._idle) <= 8


def test_a_service_that_is_away_is_tried_again_until_it_is_back(village: Village) -> None:
    """The command takes effect once, whichever of the tries it was."""
    bed = village.plant()
    process = village.office.running["garden"][0]
    os.kill(process.child.pid, signal.SIGSTOP)
    back = threading.Timer(3, os.kill, (process.child.pid, signal.SIGCONT))
    back.start()
    try:
        with client(village, timeout=1.0, tries=8) as caller:
            receipt = caller.command("garden", "water_bed", {"bed_id": bed, "litres": 4})
            assert caller.ask("garden", "get_bed", {"bed_id": bed}, at_least=receipt)["litres"] == 4
    finally:
        back.join()


def test_who_gets_no_answer_is_told_under_which_id_to_call_again(village: Village) -> None:
    """Nobody knows whether it took effect: calling again finds out."""
    bed = village.plant()
    process = village.office.running["garden"][0]
    os.kill(process.child.pid, signal.SIGSTOP)
    try:
        with client(village, timeout=0.5, tries=1) as caller:
            water = {"bed_id": bed, "litres": 4}
            gone = declined_by(lambda: caller.command("garden", "water_bed", water), errors.Unavailable)
    finally:
        os.kill(process.child.pid, signal.SIGCONT)
    assert "same command_id" in gone.mend
    with client(village) as caller:
        receipts = {caller.command("garden", "water_bed", water, gone.command_id) for _ in range(2)}
        assert len(receipts) == 1
        assert caller.ask("garden", "get_bed", {"bed_id": bed}, at_least=receipts.pop())["litres"] == 4


def test_a_connection_that_broke_is_replaced(caller: Caller) -> None:
    """Unnoticed by whoever calls."""
    caller.ask("garden", "lag")
    caller._idle[0].line.transport.sock.shutdown(socket.SHUT_RDWR)
    assert caller.ask("garden", "lag")["head"] > 0


def test_a_service_that_nobody_runs_is_unavailable_at_once(village: Village) -> None:
    """Not after a time-out: the broker says that nobody listens."""
    with client(village, timeout=60.0, tries=1) as caller:
        assert declined_by(lambda: caller.ask("orchard", "lag"), errors.Unavailable)


def test_a_list_is_read_page_by_page(village: Village) -> None:
    """By what the question takes: here the last sequence of the page before."""
    beds = [village.plant() for _ in range(3)]
    until(lambda: beds[-1] in str(village.client.ask("garden", "facts_told")))
    with client(village, token=village.office.people.token("operator-1", "operator")) as caller:
        garden = EveryService(caller, "garden")

        def ask(question: FactsAfter) -> Any:
            facts = garden.facts_told(question)["facts"]
            return {"facts": [{"at": int(each["headers"]["cloudEvents_sequence"])} for each in facts]}

        whole = ask(FactsAfter())["facts"]
        assert whole == list(pages(ask, FactsAfter(limit=2), rows="facts", key="at"))
        assert len(whole) > 2


def test_an_address_that_is_none_is_refused_with_its_form() -> None:
    """Before anything is tried."""
    with Caller("localhost:5672", "token") as caller, pytest.raises(ValueError, match="amqp://"):
        caller.ask("garden", "lag")
    with Caller("amqps://localhost/?verify=no", "token") as caller, pytest.raises(ValueError, match="cacertfile"):
        caller.ask("garden", "lag")
    assert Receipt("1", 2, 3).position == 3
