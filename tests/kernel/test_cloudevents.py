"""The attributes of a fact's message, read by CloudEvents' own SDK from what the broker delivers."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any
from uuid import UUID

import pytest
from cloudevents.core.base import BaseCloudEvent
from cloudevents.core.bindings import amqp, rabbitmq
from cloudevents.core.formats.json import JSONFormat
from kombu import Connection

from shared.broker import exchange_of, prefixes_of
from tests.kernel.conftest import Village
from tests.waiting import until

QUEUE = "listener.cloudevents"


@pytest.fixture
def channel(village: Village) -> Iterator[Any]:
    """A listener's, with a queue of its own for waterings."""
    with Connection(village.office.uri_of("listener")) as connection:
        channel = connection.default_channel
        channel.queue_declare(QUEUE, durable=True, auto_delete=False)
        channel.queue_bind(QUEUE, exchange_of("garden").name, "BedWatered")
        yield channel


def next_message(channel: Any) -> Any:
    return until(lambda: channel.basic_get(QUEUE, no_ack=True))


def by_the_amqp_binding(message: Any) -> BaseCloudEvent:
    properties = {"content-type": message.properties["content_type"]}
    return amqp.from_amqp(amqp.AMQPMessage(properties, message.headers, message.body.encode()), JSONFormat())


def by_the_rabbitmq_binding(message: Any) -> BaseCloudEvent:
    kind = message.properties["content_type"]
    return rabbitmq.from_binary(rabbitmq.RabbitMQMessage(message.headers, kind, message.body.encode()), JSONFormat())


def test_a_message_is_a_cloudevent_by_the_amqp_binding(village: Village, channel: Any) -> None:
    """Every attribute that the standard asks for, three of ours, and the fields as data."""
    bed = village.plant()
    village.water(bed, 4)
    event = by_the_amqp_binding(next_message(channel))
    assert {"bed_id": bed, "litres": 4} == event.get_data()
    assert (event.get_specversion(), event.get_type()) == ("1.0", "BedWatered")
    assert event.get_source().startswith("/waishi/garden/")
    assert UUID(event.get_id())
    assert event.get_subject() == f"bed-{bed}"
    assert event.get_datacontenttype() == "application/json"
    assert event.get_dataschema() == "/waishi/garden/BedWatered/1"
    assert event.get_time().tzinfo is not None
    assert event.get_time().utcoffset() == UTC.utcoffset(None)
    assert int(event.get_extension("sequence")) > 0
    assert UUID(event.get_extension("correlation"))


def test_with_both_styles_the_rabbitmq_binding_reads_the_same(village: Village, channel: Any) -> None:
    """Switched on for a service; who reads the first style reads on, our own listeners among them."""
    for process in [*village.office.running["garden"]]:
        village.office.end_service("garden", process)
    village.office.start_service("garden", {"CLOUDEVENTS_HEADERS": "both"})
    village.office.wait_until_ready()
    bed = village.plant()
    village.water(bed, 5)
    message = next_message(channel)
    one, other = by_the_amqp_binding(message), by_the_rabbitmq_binding(message)
    assert one.get_attributes() == other.get_attributes()
    assert one.get_data() == other.get_data() == {"bed_id": bed, "litres": 5}
    assert village.market_heard(bed, 5)


def test_another_setting_is_refused_with_its_mend() -> None:
    """Before anything starts."""
    with pytest.raises(SystemExit, match='set it to "both"'):
        prefixes_of("ce-")
