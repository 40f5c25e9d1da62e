"""What an office needs on a broker that was given to it: seen before it starts, made, removed after a demo."""

from collections.abc import Sequence
from typing import Any

from amqp.exceptions import NotFound as NoQueue

from shared.broker import connection
from shared.rights import Topology, bindings_of


def occupied(uri: str, services: Sequence[str]) -> bool:
    """Whether another office answers calls on this broker: two under the same names would take each other's work."""
    return any(_consumers(uri, f"rpc-{service}") > 0 for service in services)


def declare(uri: str, topology: Topology) -> None:
    """Make the exchanges and queues, as the user of `uri`. Its users and their rights are for its administrator."""
    with connection(uri) as link:
        channel: Any = link.default_channel
        for exchange in topology.exchanges:
            channel.exchange_declare(exchange.name, exchange.type, durable=True, auto_delete=False)
        for queue in topology.queues:
            channel.queue_declare(queue.name, durable=True, auto_delete=False, arguments=queue.queue_arguments)
            for exchange, key in bindings_of(queue):
                channel.queue_bind(queue.name, exchange, key)


def remove(uri: str, services: Sequence[str]) -> None:
    """Delete the queues and exchanges of these services."""
    with connection(uri) as link:
        channel: Any = link.default_channel
        for service in services:
            channel.queue_delete(f"rpc-{service}")
            for source in services:
                channel.queue_delete(f"{service}.heard.{source}")
        for service in services:
            channel.exchange_delete(f"{service}.events")


def _consumers(uri: str, queue: str) -> int:
    with connection(uri) as link:
        try:
            return int(link.default_channel.queue_declare(queue, passive=True).consumer_count)
        except NoQueue:
            return 0
