"""An integrator that comes late has all public facts from the first, in order, each once; then those that are told."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import amqp
import pytest

from shared.broker import connection
from shared.operations import MOST
from tests.kernel.conftest import COUNTERS, Village
from tests.waiting import until
from waishi_client import AnotherLog, Caller, Fact, Feed, OwnQueue, Stream
from waishi_client.errors import NotAllowed

CHOSEN = ("BedWatered",)


@pytest.fixture
def history(village: Village) -> Iterator[Caller]:
    """The listener's second user, which may call facts_told and nothing else."""
    token = village.office.people.token("integrator:listener", "integrator")
    with Caller(village.office.uri_of("listener_history"), token, 5) as caller:
        yield caller


@pytest.fixture
def sources(village: Village) -> dict[str, Callable[[], Any]]:
    """A queue for each test, and the one stream. The watcher's user reads every fact."""
    office = village.office
    return {
        "chosen": lambda: OwnQueue(office.uri_of("listener"), f"listener.{uuid4()}"),
        "all": lambda: OwnQueue(office.uri_of("watch"), f"watch.{uuid4()}"),
        "stream": lambda: Stream(office.uri_of("listener"), "listener.history"),
    }


class Listening:
    """What a feed has given so far, in a thread of its own."""

    def __init__(self, feed: Feed, after: int = 0, teller: UUID | None = None) -> None:
        self.feed, self.found, self.error = feed, list[Fact](), list[Exception]()
        self._thread = threading.Thread(target=self._run, args=(after, teller))
        self._thread.start()

    def _run(self, after: int, teller: UUID | None) -> None:
        try:
            for fact in self.feed.facts(after, teller):
                self.found.append(fact)
        except Exception as error:
            self.error.append(error)

    @property
    def sequences(self) -> list[int]:
        return [fact.sequence for fact in self.found]

    def has(self, bed: str) -> bool:
        return any(fact.body.get("bed_id") == bed for fact in self.found)

    def stop(self) -> None:
        self.feed.stop()
        self._thread.join(30)
        assert not self._thread.is_alive()


@contextmanager
def listening(
    caller: Caller, source: Any, after: int = 0, teller: UUID | None = None, **more: Any
) -> Iterator[Listening]:
    heard = Listening(Feed("garden", caller, source, **more), after, teller)
    try:
        yield heard
    finally:
        heard.stop()


def told(village: Village, *names: str) -> list[tuple[int, str, Any]]:
    """All public facts of the garden's log, as its own database has them."""
    found: list[Any] = []
    while page := village.client.ask("garden", "facts_told", {"after": found[-1][0] if found else 0, "limit": MOST}):
        if not page["facts"]:
            return [fact for fact in found if not names or fact[1] in names]
        for fact in page["facts"]:
            headers = fact["headers"]
            found.append((int(headers["cloudEvents_sequence"]), headers["cloudEvents_type"], headers["cloudEvents_id"]))
    return found


def published(village: Village, bed: str) -> bool:
    """Whether the broker has confirmed all, a fact of that bed among it."""
    lag = village.client.ask("garden", "lag")
    page = village.client.ask("garden", "facts_told", {"after": max(lag["told"] - MOST, 0), "limit": MOST})
    return bed in str(page) and bool(lag["told"] == lag["confirmed"] == last_of(page))


def last_of(page: Any) -> int:
    return int(page["facts"][-1]["headers"]["cloudEvents_sequence"])


def heard(listener: Listening) -> list[tuple[int, str, Any]]:
    return [(fact.sequence, fact.name, str(fact.id)) for fact in listener.found]


def water_meanwhile(village: Village, times: int) -> threading.Thread:
    """Facts are told while somebody begins to listen."""
    bed = village.plant()

    def water() -> None:
        for number in range(times):
            village.water(bed, number + 1)

    thread = threading.Thread(target=water)
    thread.start()
    return thread


def break_off(listener: Listening) -> None:
    """The network ends the connection."""
    listener.feed._source._line.transport.sock.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(("kind", "names"), [("all", ()), ("chosen", CHOSEN), ("stream", CHOSEN)])
def test_a_late_integrators_history_equals_the_log(
    village: Village, history: Caller, sources: Any, kind: str, names: tuple[str, ...]
) -> None:
    """While facts are being told, through a broken connection, and after it came back for more: no hole, no double."""
    bed = village.plant()
    for litres in range(20):
        village.water(bed, litres + 1)
    source = sources[kind]()
    writer = water_meanwhile(village, 60)
    with listening(history, source, names=names) as listener:
        until(lambda: len(listener.found) > 30)
        break_off(listener)
        writer.join()
        last = village.plant()
        village.water(last, 9)
        until(lambda: any(fact.name == "BedWatered" and fact.body["bed_id"] == last for fact in listener.found))
    first = heard(listener)
    assert told(village, *names)[: len(first)] == first
    kept = listener.found[-1]
    writer = water_meanwhile(village, 20)
    writer.join()
    village.water(last, 10)
    with listening(history, source, kept.sequence, kept.teller, names=names) as again:
        until(lambda: told(village, *names) == first + heard(again))


def test_history_comes_though_nothing_is_told(village: Village, history: Caller, sources: Any) -> None:
    """Nobody waits for the next fact to have the earlier ones."""
    bed = village.plant()
    village.water(bed, 3)
    until(lambda: published(village, bed))
    with listening(history, sources["chosen"](), names=CHOSEN) as listener:
        until(lambda: told(village, *CHOSEN) == heard(listener))


def test_a_doubled_message_is_dropped(village: Village, history: Caller, sources: Any) -> None:
    """The teller may publish a fact again when it dies before it has noted that it did."""
    with listening(history, sources["chosen"](), names=CHOSEN) as listener:
        bed = village.plant()
        village.water(bed, 3)
        until(lambda: listener.has(bed))
        fact = village.client.ask("garden", "facts_told", {"after": listener.found[-1].sequence - 1})["facts"][0]
        with connection(village.office.amqp_uri) as link:
            message = amqp.Message(fact["body"], content_type="application/json", application_headers=fact["headers"])
            link.default_channel.basic_publish(message, "garden.events", "BedWatered")
        other = village.plant()
        village.water(other, 4)
        until(lambda: listener.has(other))
    assert sorted(set(listener.sequences)) == listener.sequences


@pytest.mark.parametrize("more", [True, False])
def test_a_lost_message_is_fetched(village: Village, history: Caller, sources: Any, more: bool) -> None:
    """At the next fact; or, if none comes, at the next look."""
    source = sources["chosen"]()
    look = 60.0 if more else 1.0
    with listening(history, source, names=CHOSEN, check_seconds=look) as listener:
        beds = [village.plant() for _ in range(3)]
        village.water(beds[0], 1)
        until(lambda: listener.has(beds[0]))
        with connection(village.office.amqp_uri) as link:
            channel = link.default_channel
            channel.queue_unbind(source.queue, "garden.events", "BedWatered")
            village.water(beds[1], 2)
            until(lambda: published(village, beds[1]))
            channel.queue_bind(source.queue, "garden.events", "BedWatered")
        if more:
            village.water(beds[2], 3)
        until(lambda: listener.has(beds[2] if more else beds[1]))
    assert told(village, *CHOSEN)[-len(listener.found) :][: len(listener.found)] == heard(listener)


def test_what_was_told_before_a_stream_was_made_comes_from_the_service(village: Village, history: Caller) -> None:
    """Its first fact shows the hole, and so does a stream that lost its oldest facts."""
    with connection(village.office.amqp_uri) as link:
        channel = link.default_channel
        channel.queue_declare("listener.late", durable=True, auto_delete=False, arguments={"x-queue-type": "stream"})
        channel.queue_bind("listener.late", "garden.events", "BedWatered")
    village.water(village.plant(), 5)
    last = village.plant()
    village.water(last, 6)
    with listening(history, Stream(village.office.uri_of("listener"), "listener.late"), names=CHOSEN) as listener:
        until(lambda: listener.has(last))
    assert told(village, *CHOSEN) == heard(listener)


def test_another_log_is_no_continuation(village: Village, history: Caller, sources: Any) -> None:
    """A service that was set up anew counts anew: to go on would be to lose facts unnoticed."""
    with listening(history, sources["chosen"](), teller=uuid4(), names=CHOSEN) as listener:
        until(lambda: listener.error)
    assert isinstance(listener.error[0], AnotherLog)
    assert listener.found == []


def test_facts_that_were_not_chosen_are_refused(village: Village, history: Caller, sources: Any) -> None:
    """With what to do; it is no use to wait."""
    with listening(history, sources["chosen"](), names=("BedPlanted",)) as listener:
        until(lambda: listener.error)
    assert isinstance(listener.error[0], NotAllowed)
    assert "chosen" in listener.error[0].mend


def test_a_newer_version_is_read_by_the_fields_that_are_known(village: Village, history: Caller, sources: Any) -> None:
    """The garden is changed while we listen: its fact says more, and what we read is still there."""
    with listening(history, sources["chosen"](), names=CHOSEN) as listener:
        village.office.counters = {**COUNTERS, "garden": "tests.faults.tomorrow:Garden"}
        village.restart("garden")
        bed = village.plant()
        village.water(bed, 8)
        until(lambda: listener.has(bed))
    newest = listener.found[-1]
    assert (newest.version, newest.body["litres"], newest.body["whence"]) == (2, 8, "rain")


def test_a_broker_that_lost_its_disk_loses_no_fact(village: Village, history: Caller, sources: Any) -> None:
    """Queue, binding and stream are made again, what was told meanwhile is fetched."""
    assert village.office.broker is not None
    with (
        listening(history, sources["chosen"](), names=CHOSEN) as own,
        listening(history, sources["stream"](), names=CHOSEN) as stream,
    ):
        bed = village.plant()
        village.water(bed, 1)
        until(lambda: own.has(bed) and stream.has(bed))
        village.office.broker.wipe()
        village.client.close()
        last = until(village.plant, within=60)
        village.water(last, 2)
        until(lambda: own.has(last) and stream.has(last), within=60)
    assert told(village, *CHOSEN) == heard(own) == heard(stream)
