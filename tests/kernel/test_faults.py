"""Whatever dies, nothing is lost and nothing is doubled."""

from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from kombu import Consumer, Producer

from deploy.local.office import is_ready
from shared import errors
from shared.broker import connection, exchange_of, queue_of
from shared.ids import new_id
from tests.kernel.conftest import Village
from tests.waiting import until

NOBODY = "00000000-0000-4000-8000-000000000000"


def kill_at(village: Village, name: str, place: str) -> None:
    """Have the service's only process die when it reaches that place."""
    for process in [*village.office.running[name]]:
        village.office.end_service(name, process)
    process = village.office.start_service(name, {"FAILPOINT": place})
    until(lambda: is_ready(process.http) or not process.child.is_alive())


def test_after_the_database_is_back_the_first_call_is_answered(village: Village) -> None:
    """All connections that lay in the pool are dead: none of them, and no pause for each, reaches the caller."""
    assert village.office.database_server is not None
    village.client.ask("market", "list_heard")
    village.office.database_server.kill()
    village.office.database_server.start()
    assert "heard" in village.client.ask("market", "list_heard")


@pytest.mark.parametrize("place", ["before_publish", "after_publish", "before_checkpoint_tell"])
def test_a_teller_killed_between_commit_and_confirm_loses_and_doubles_nothing(village: Village, place: str) -> None:
    """The fact was committed; it is told, and heard once, when the teller is back."""
    bed = village.plant()
    village.water(bed, 1)
    village.market_heard(bed, 1)
    kill_at(village, "garden", place)
    key = new_id()
    with suppress(errors.Unavailable):  # the process may die before it answers: the caller then tries again
        village.water(bed, 2, command_id=key)
    village.ended("garden")
    village.restart("garden")
    village.water(bed, 2, command_id=key)
    village.water(bed, 4)
    assert village.market_heard(bed, 7)["order_heard"] == [1, 2, 4]


@pytest.mark.parametrize("place", ["after_receive", "before_acknowledge", "before_checkpoint_react"])
def test_a_listener_killed_between_receive_and_acknowledge_loses_and_doubles_nothing(
    village: Village, place: str
) -> None:
    """The message comes again; the fact is in the log once, and its command took effect once."""
    bed = village.plant()
    village.water(bed, 1)
    village.market_heard(bed, 1)
    kill_at(village, "market", place)
    village.water(bed, 2)
    village.ended("market")
    village.restart("market")
    village.water(bed, 4)
    heard = village.market_heard(bed, 7)
    assert (heard["order_heard"], heard["offers"]) == ([1, 2, 4], 3)


def all_told(lag: Any) -> bool:
    """Whether the teller has read all, and the broker has confirmed it."""
    return bool(lag["readers"]["tell"] == lag["head"] and lag["told"] == lag["confirmed"])


def test_a_message_is_acknowledged_only_once_its_fact_is_committed(village: Village) -> None:
    """A listener that dies with messages in its hands leaves them all in its queue."""
    for process in [*village.office.running["market"]]:
        village.office.end_service("market", process)
    bed = village.plant()
    village.water(bed, 1)
    until(lambda: all_told(village.client.ask("garden", "lag")))
    with connection(village.office.amqp_uri) as link:
        name = queue_of("market", "garden").name

        def waiting() -> int:
            return int(link.default_channel.queue_declare(name, passive=True).message_count)

        before = until(waiting)
        kill_at(village, "market", "after_receive")
        village.ended("market")
        until(lambda: waiting() == before, within=10)
    village.restart("market")
    village.market_heard(bed, 1)


def test_the_same_message_ten_times_has_one_effect(village: Village) -> None:
    """Copies are told by their sequence, at once and long after."""
    bed = village.plant()
    village.water(bed, 3)
    village.market_heard(bed, 3)
    told = village.client.ask("garden", "facts_told", {"limit": 1000})["facts"]
    copy = next(item for item in told if f'"{bed}", "litres": 3' in item["body"])
    with connection(village.office.amqp_uri) as link:
        for _ in range(10):
            Producer(link.default_channel).publish(
                copy["body"].encode(),
                exchange=exchange_of("garden"),
                routing_key="BedWatered",
                headers=copy["headers"],
                content_type="application/json",
                content_encoding="utf-8",
            )
    village.water(bed, 4)
    assert village.market_heard(bed, 7)["order_heard"] == [3, 4]


def test_a_broker_that_lost_its_disk_with_a_backlog_loses_nothing(village: Village) -> None:
    """Messages waiting for a listener are gone with the broker's data, and fetched from the teller."""
    bed = village.plant()
    for process in [*village.office.running["market"]]:
        village.office.end_service("market", process)
    for litres in (1, 2, 3):
        village.water(bed, litres)
    until(lambda: all_told(village.client.ask("garden", "lag")))
    assert village.office.broker is not None
    village.office.broker.wipe()
    village.client.close()
    village.office.start_service("market")
    until(lambda: village.water(bed, 4), within=60)
    assert village.market_heard(bed, 10)["order_heard"] == [1, 2, 3, 4]


def test_a_hole_in_the_sequence_is_filled_before_going_on(village: Village) -> None:
    """A message that the broker dropped is fetched from the teller, in its place."""
    bed = village.plant()
    village.water(bed, 1)
    village.market_heard(bed, 1)
    for process in [*village.office.running["market"]]:
        village.office.end_service("market", process)
    village.water(bed, 2)
    until(lambda: all_told(village.client.ask("garden", "lag")))
    taken: list[Any] = []
    with connection(village.office.amqp_uri) as link:  # take one message away, as if it had been dropped
        queue = queue_of("market", "garden")
        with Consumer(link.default_channel, [queue], on_message=taken.append, prefetch_count=1):
            until(lambda: taken or link.drain_events(timeout=1))
            taken[0].ack()
    village.water(bed, 3)
    village.office.start_service("market")
    assert village.market_heard(bed, 6)["order_heard"] == [1, 2, 3]


@pytest.mark.parametrize(
    ("properties", "body"),
    [
        ({}, b'{"args": [], "kwargs": {}}'),
        ({"reply_to": NOBODY, "content_type": "text/plain"}, b"plain"),
        ({"reply_to": NOBODY}, b"not json {"),
        ({"reply_to": NOBODY}, b"[1, 2]"),
        ({"reply_to": NOBODY}, b'{"args": 1, "kwargs": []}'),
        ({"reply_to": NOBODY, "headers": {"nameko.call_id_stack": 5}}, b'{"args": [{}], "kwargs": {}}'),
        ({"reply_to": NOBODY, "headers": {"nameko.call_id_stack": [None]}}, b'{"args": [{}, 1, 2, 3], "kwargs": {}}'),
        ({"reply_to": NOBODY, "content_encoding": "utf-16"}, b"\xff\xfe\x00"),
        ({"reply_to": NOBODY, "content_type": "application/x-python-serialize"}, b"cos\nsystem\n"),
    ],
)
def test_a_malformed_call_never_ends_the_process(village: Village, properties: dict, body: bytes) -> None:  # type: ignore[type-arg]
    """The guard drops what can't be answered, and the next caller is served by the same process."""
    if not village.office.running["garden"]:
        village.office.start_service("garden")
        village.office.wait_until_ready()
    child = village.office.running["garden"][0].child
    with connection(village.office.amqp_uri) as link:
        named = {"content_type": "application/json", "content_encoding": "utf-8", **properties}
        Producer(link.default_channel).publish(body, exchange="nameko-rpc", routing_key="garden.plant_bed", **named)
    assert village.plant()
    assert child.is_alive()


def test_a_malformed_message_is_parked_and_the_next_is_heard(village: Village) -> None:
    """A message without a readable sequence is set aside; nothing waits for it."""
    bed = village.plant()
    with connection(village.office.amqp_uri) as link:
        Producer(link.default_channel).publish(b"\xff\x00", exchange=exchange_of("garden"), routing_key="BedWatered")
    village.water(bed, 1)
    village.market_heard(bed, 1)
    parked = until(lambda: village.client.ask("market", "list_parked")["parked"])
    assert "malformed:garden" in {item["reader"] for item in parked}


def test_what_cannot_be_digested_is_parked_and_only_its_stream_waits(village: Village) -> None:
    """The rest goes on; a skip lets the stream go on without the parked fact."""
    sick, well = village.plant(), village.plant()
    village.water(sick, 666)
    village.water(sick, 1)
    receipt = village.water(well, 5)
    assert village.client.ask("garden", "get_bed", {"bed_id": well}, receipt["position"])["litres"] == 5
    assert village.client.ask("garden", "get_bed", {"bed_id": sick}, receipt["position"])["litres"] == 0

    def held() -> Any:
        found = village.client.ask("garden", "list_parked")["parked"]
        return [item for item in found if item["reader"] == "project"]

    until(lambda: [(item["state"], item["tries"]) for item in held()] == [("parked", 5), ("behind", 0)])
    first = held()[0]
    assert "666" not in first["reason"]
    place = {"reader": "project", "position": first["position"]}
    village.client.ask("garden", "retry_parked", place)
    until(lambda: village.client.ask("garden", "list_parked")["parked"][0]["tries"] == 6)
    village.client.ask("garden", "skip_parked", place)
    until(lambda: village.client.ask("garden", "get_bed", {"bed_id": sick})["litres"] == 1)
    assert held() == []


def test_a_deadline_fires_once_whatever_replicas_run(village: Village) -> None:
    """Three processes and a restart: the deadline passes once."""
    for _ in range(2):
        village.office.start_service("garden")
    village.office.wait_until_ready()
    bed = village.plant()
    for _ in range(3):
        moment = "2026-01-01T00:00:00+08:00"
        village.client.command("garden", "plan_harvest", {"bed_id": bed, "due_at": moment})
    until(lambda: village.client.ask("garden", "get_bed", {"bed_id": bed})["late"] == 3)
    village.restart("garden")
    receipt = village.water(bed, 1)
    assert village.client.ask("garden", "get_bed", {"bed_id": bed}, receipt["position"])["late"] == 3


def test_another_replica_takes_over_when_the_active_one_dies(village: Village) -> None:
    """Readers go on in the replica that is left."""
    second = village.office.start_service("garden")
    village.office.wait_until_ready()
    first = village.office.running["garden"][0]
    assert first is not second
    village.office.end_service("garden", first, kill=True)
    bed = village.plant("rice")
    village.water(bed, 1, command_id=new_id())
    assert sorted(village.market_heard(bed, 101)["order_heard"], reverse=True) == [100, 1]


def test_a_caller_without_a_token_or_with_a_forged_one_is_not_signed_in(village: Village) -> None:
    """Only a token of the office's own key is believed."""
    from deploy.local.people import People
    from shared.client import Client

    for token in ("", "forged", People().token("gardener-1", "gardener")):
        with pytest.raises(errors.NotSignedIn):
            Client(village.office.amqp_uri, token).command("garden", "plant_bed", {})
    visitor = village.office.people.token("visitor", "visitor")
    with pytest.raises(errors.NotAllowed):
        Client(village.office.amqp_uri, visitor).command("garden", "plant_bed", {})


def test_a_caller_of_a_service_that_is_away_is_told_at_once(village: Village) -> None:
    """No waiting for a reply that can't come."""
    with pytest.raises(errors.Unavailable):
        village.client.ask("orchard", "list_trees")


def test_a_query_for_a_position_that_is_not_there_is_late(village: Village) -> None:
    """The caller learns how far the read store has come."""
    with pytest.raises(errors.Late) as raised:
        village.client.ask("garden", "get_bed", {"bed_id": str(uuid4())}, at_least=10**9)
    assert raised.value.answer["reached"] < 10**9


def test_nothing_personal_leaves_in_facts_or_logs(village: Village) -> None:
    """The gardener's name is in no public fact and in no log line."""
    village.plant()
    told = village.client.ask("garden", "facts_told", {"limit": 1000})["facts"]
    assert told
    assert all("张三" not in item["body"] for item in told)
    logs = [path.read_text() for path in village.office.home.glob("*-*/log")]
    assert logs
    assert all("张三" not in text and "\\u5f20" not in text for text in logs)
