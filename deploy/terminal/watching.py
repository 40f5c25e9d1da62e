"""Public facts as they are told: a queue of one's own, bound to the services' exchanges, gone with the connection."""

from collections.abc import Iterator, Sequence
from typing import Any

from kombu import Consumer, Queue

from shared.broker import Malformed, PublicFact, connection, exchange_of, read_message
from shared.ids import new_id


def facts(uri: str, services: Sequence[str], name: str = "#") -> Iterator[PublicFact]:
    """Every fact of that name that is told from now on, by any of these services; ends only with the caller."""
    arrived: list[Any] = []
    with connection(uri) as link:
        queues = [
            Queue(f"{link.userid}.{new_id()}", exchange_of(service), routing_key=name, exclusive=True, auto_delete=True)
            for service in services
        ]
        with Consumer(link.default_channel, queues, on_message=arrived.append, no_ack=True):
            while True:
                yield from _readable(arrived)
                arrived.clear()
                try:
                    link.drain_events(timeout=1)
                except TimeoutError:
                    link.heartbeat_check()


def _readable(messages: Sequence[Any]) -> Iterator[PublicFact]:
    for message in messages:
        try:
            yield read_message(message.headers, message.body)
        except Malformed:
            continue
