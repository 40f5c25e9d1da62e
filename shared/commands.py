"""Load, decide, append: how every command takes effect once, whoever gives it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from shared import log
from shared.actors import Actor
from shared.aggregate import Aggregate, DeadlineDue, Occasion, Refusal
from shared.errors import Conflict, NotFound
from shared.ids import derived_id
from shared.log import Origin, Raced, Receipt
from shared.service import Service

MOST_RACES = 20


@dataclass(frozen=True)
class Order:
    """A command as it arrives at a door.

    The same `key` gives the first receipt again. `fingerprint` tells one command from another under the same key;
    `expected_version`, where the caller gives it, is the version of the stream that it decided upon.
    """

    command: Any
    occasion: Occasion
    origin: Origin
    key: UUID
    fingerprint: str = ""
    expected_version: int | None = None


def handle(connection: Connection[Any], service: Service, order: Order) -> Receipt:
    """Decide a command in an autocommitting connection, anew as often as somebody else was faster.

    Raises Refused, NotFound, and Conflict if the stream is not at `expected_version` or the key was used before.
    """
    for _ in range(MOST_RACES):
        try:
            return handle_once(connection, service, order)
        except Raced:
            continue
    raise Conflict.of("too many others write to the same file", "call again with the same command_id")


def handle_once(connection: Connection[Any], service: Service, order: Order) -> Receipt:
    """As `handle`, but raises Raced: for a caller whose own transaction must then begin anew."""
    answered = log.answer_to(connection, order.key)
    if answered is None:
        aggregate = service.aggregate_of(type(order.command))
        return _decide(connection, service, aggregate, aggregate.stream(order.command), order)
    if answered.fingerprint != order.fingerprint:
        raise Conflict.key_reused()
    return answered


def pass_deadline(connection: Connection[Any], service: Service, due: log.Recorded, now: datetime) -> None:
    """Ask the aggregate what passes now that this deadline is due; once, however often it is called. Raises Raced."""
    key = derived_id("deadline", due.id)
    if log.answer_to(connection, key) is not None:
        return
    actor = Actor(f"clock:{service.name}", frozenset({"service"}), service.name)
    command = DeadlineDue(deadline=service.facts.decode(None, due.encoded))
    order = Order(command, Occasion(actor, now), Origin(actor.id, due.correlation, due.id), key)
    _decide(connection, service, service.aggregate_at(due.stream), due.stream, order)


def _decide(
    connection: Connection[Any], service: Service, aggregate: Aggregate[Any], stream: str, order: Order
) -> Receipt:
    facts, version = log.load(connection, service.facts, stream)
    if order.expected_version not in (None, version):
        raise Conflict.version(order.expected_version or 0, version)
    state = aggregate.fold(facts)
    if state is None and type(order.command) not in aggregate.opens:
        raise NotFound.thing(aggregate.name, stream.removeprefix(f"{aggregate.name}-"))
    decision = aggregate.decide(state, order.command, order.occasion)
    if isinstance(decision, Refusal):
        raise decision.as_error()
    encoded = [service.facts.encode(fact, stream) for fact in decision]
    return log.append(connection, stream, version, encoded, order.origin, order.key, order.fingerprint)
