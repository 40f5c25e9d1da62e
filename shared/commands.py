"""Load, decide, append: how every command takes effect once, whoever gives it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from shared import log
from shared.actors import Actor
from shared.aggregate import Aggregate, DeadlineDue, Occasion, Refusal, Violation
from shared.errors import Conflict, Declined, NotFound, Refused
from shared.facts import kind_of
from shared.ids import derived_id
from shared.log import Origin, Raced, Receipt
from shared.policy import require_unit
from shared.service import Service

MOST_RACES = 20
ARTICLE = "section 6, separation of duties"
MEND = "have a colleague do this step, who doesn't act for that person either"


@dataclass(frozen=True)
class Order:
    """A command as it arrives at a door.

    The same `key` gives the first receipt again. `fingerprint` tells one command from another under the same key;
    `expected_version`, where the caller gives it, is the version of the stream that it decided upon. With `own_unit`
    the file must be of the unit that the actor acts for.
    """

    command: Any
    occasion: Occasion
    origin: Origin
    key: UUID
    fingerprint: str = ""
    expected_version: int | None = None
    own_unit: bool = False


def handle(connection: Connection[Any], service: Service, order: Order) -> Receipt:
    """Decide a command in an autocommitting connection, anew as often as somebody else was faster.

    Raises Refused, NotFound, and Conflict if the stream is not at `expected_version` or the key was used before.
    """
    aggregate = service.aggregate_of(type(order.command))
    stream = aggregate.stream(order.command)
    for _ in range(MOST_RACES):
        # whether it was answered before is asked only if something stands in its way, as an earlier answer would
        try:
            return _decide(connection, service, aggregate, stream, order)
        except (Raced, Declined) as error:
            if (answered := _answered(connection, order)) is not None:
                return answered
            if isinstance(error, Declined):
                raise
    raise Conflict.of("too many others write to the same file", "call again with the same command_id")


def handle_once(connection: Connection[Any], service: Service, order: Order) -> Receipt:
    """As `handle`, but raises Raced: for a caller whose own transaction must then begin anew."""
    if (answered := _answered(connection, order)) is not None:
        return answered
    aggregate = service.aggregate_of(type(order.command))
    return _decide(connection, service, aggregate, aggregate.stream(order.command), order)


def _answered(connection: Connection[Any], order: Order) -> Receipt | None:
    """The answer that this command had before."""
    answered = log.answer_to(connection, order.key)
    if answered is not None and answered.fingerprint != order.fingerprint:
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
    loaded = log.load(connection, service.facts, stream, last=1 if aggregate.last_is_all else None)
    version = loaded.version
    if order.expected_version not in (None, version):
        raise Conflict.version(order.expected_version or 0, version)
    state = aggregate.fold(loaded.facts)
    if state is None and type(order.command) not in aggregate.opens:
        raise NotFound.thing(aggregate.name, stream.removeprefix(f"{aggregate.name}-"))
    if order.own_unit and state is not None:
        _require_own_file(aggregate, state, order.occasion.actor)
    beside = aggregate.looks_at(state, order.command, order.occasion)
    occasion = replace(order.occasion, beside={name: _state_of(connection, service, name) for name in beside})
    decision = aggregate.decide(state, order.command, occasion)
    if isinstance(decision, Refusal):
        raise decision.as_error()
    if order.own_unit:  # after the command as well: nobody opens a file for another unit, or hands it one
        _require_own_file(aggregate, aggregate.fold(decision, state), order.occasion.actor)
    if order.origin.causation is None:  # what follows from a fact, by a policy or the clock, is nobody's own decision
        violations = four_eyes(aggregate, loaded.recorded, decision, order.occasion.actor)
        if violations:
            raise Refused.by([asdict(violation) for violation in violations])
    encoded = [service.facts.encode(fact, stream) for fact in decision]
    return log.append(connection, stream, version, encoded, order.origin, order.key, order.fingerprint)


def _state_of(connection: Connection[Any], service: Service, stream: str) -> Any:
    return service.aggregate_at(stream).fold(log.load(connection, service.facts, stream).facts)


def _require_own_file(aggregate: Aggregate[Any], state: Any, actor: Actor) -> None:
    require_unit(actor, aggregate.unit(state) if aggregate.unit and state is not None else None)


def four_eyes(
    aggregate: Aggregate[Any], recorded: Sequence[tuple[str, str]], decision: Sequence[Any], actor: Actor
) -> list[Violation]:
    """What of a decision must be another person's than what was `recorded`: names of facts, each with its signature.

    Checked where the facts are appended, after their stream's version: nobody can slip in between.
    """
    steps = [step for step in dict.fromkeys(kind_of(fact).name for fact in decision) if step in aggregate.apart]
    earlier = dict.fromkeys(name for name, signature in recorded if steps and actor.shares(signature))
    return [
        Violation("four-eyes", ARTICLE, f"{step} by another person than {name}", "the same person", MEND)
        for step in steps
        for name in earlier
        if name in aggregate.apart[step]
    ]
