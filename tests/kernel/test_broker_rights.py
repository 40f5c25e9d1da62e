"""Each user of the broker can do its own work, and nothing else."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from amqp import Message
from amqp.exceptions import AccessRefused

from shared import errors
from shared.broker import connection
from shared.client import Client
from tests.kernel.conftest import Village
from tests.waiting import until

Act = Callable[[Any], None]


def publish(exchange: str, key: str) -> Act:
    def act(channel: Any) -> None:
        channel.basic_publish(Message(b"{}"), exchange=exchange, routing_key=key)
        channel.basic_qos(0, 1, False)  # asks for an answer: a refusal comes before it

    return act


def consume(queue: str) -> Act:
    return lambda channel: channel.basic_consume(queue)


def bind(queue: str, exchange: str, key: str) -> Act:
    def act(channel: Any) -> None:
        channel.queue_declare(queue, exclusive=True)
        channel.queue_bind(queue, exchange, key)

    return act


def declare(queue: str) -> Act:
    return lambda channel: channel.queue_declare(queue)


REPLY = f"rpc.reply-{uuid4()}"
FORBIDDEN: dict[str, tuple[str, Act]] = {
    "a listener forges a fact of the teller": ("market", publish("garden.events", "BedWatered")),
    "a teller forges a fact of another": ("garden", publish("market.events", "HarvestOffered")),
    "a service gives another a command": ("market", publish("nameko-rpc", "garden.plant_bed")),
    "a service calls one that it does not listen to": ("garden", publish("nameko-rpc", "market.facts_told")),
    "a service takes another's calls": ("market", consume("rpc-garden")),
    "a service answers calls of another": ("market", bind(REPLY, "nameko-rpc", "garden.*")),
    "a service takes all calls": ("market", bind(REPLY, "nameko-rpc", "#")),
    "a service takes what another has to hear": ("garden", consume("market.heard.garden")),
    "a service fills another's queue": ("garden", publish("", "market.heard.garden")),
    "a service makes a queue of another": ("market", declare("rpc-media")),
    "a service hears what it was not declared to": ("garden", bind("garden.heard.market", "market.events", "#")),
    "a caller forges a fact": ("caller", publish("garden.events", "BedWatered")),
    "a caller answers for a service": ("caller", bind(REPLY, "nameko-rpc", "garden.*")),
    "a caller takes a service's calls": ("caller", consume("rpc-garden")),
    "an integrator tells a fact": ("integrator", publish("garden.events", "BedWatered")),
    "an integrator calls a method": ("integrator", publish("nameko-rpc", "garden.lag")),
    "an integrator reads a fact not chosen": ("integrator", bind("integrator.a", "garden.events", "BedPlanted")),
    "an integrator reads all facts": ("integrator", bind("integrator.b", "garden.events", "#")),
    "an integrator takes a listener's messages": ("integrator", consume("market.heard.garden")),
    "an integrator makes another's queue": ("integrator", declare("another.queue")),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_broker_refuses(village: Village, what: str) -> None:
    """Whatever a service, caller or integrator has no need of."""
    user, act = FORBIDDEN[what]
    with connection(village.office.uri_of(user)) as link, pytest.raises(AccessRefused):
        act(link.channel())


def test_a_listener_may_ask_its_teller_for_what_it_missed(village: Village) -> None:
    """And show it the seals; those are the only methods that a service calls."""
    village.water(village.plant(), 1)
    token = village.office.people.token("service:market", "service", unit="market")
    client = Client(village.office.uri_of("market"), token)
    assert client.ask("garden", "facts_told", {"limit": 5})["facts"]
    with pytest.raises((errors.Unavailable, AccessRefused)):
        client.ask("garden", "lag")


def test_an_integrator_reads_the_chosen_fact_into_a_queue_of_its_own(village: Village) -> None:
    """Bare, as the README shows it."""
    found: list[Any] = []
    with connection(village.office.uri_of("integrator")) as link:
        channel = link.channel()
        channel.queue_declare("integrator.waterings", exclusive=True)
        channel.queue_bind("integrator.waterings", "garden.events", "BedWatered")
        channel.basic_consume("integrator.waterings", no_ack=True, callback=found.append)
        village.water(village.plant(), 7)
        until(lambda: found or link.drain_events(timeout=1))
    assert '"litres": 7' in found[0].body


def test_a_broker_that_lost_its_disk_has_the_same_users_and_rights(village: Village) -> None:
    """The node reads them at every start."""
    assert village.office.broker is not None
    village.office.broker.wipe()
    village.client.close()
    with connection(village.office.uri_of("caller")) as link, pytest.raises(AccessRefused):
        publish("garden.events", "BedWatered")(link.channel())
    until(village.plant, within=60)
