"""Traces: one follows one case through its services and the broker, by OpenTelemetry's conventions.

A trace's id is the correlation id, and the span in which a fact was recorded bears the last eight bytes of the fact's
id. So whoever meets a fact, in the log, in a message or by RPC, and however late, knows its place in its trace: nothing
is kept for it, and no rebuild loses it. All that follows from a fact is that span's child. A span holds names and ids,
no field of a fact or a command and no actor. What only reads, as project does, and a rebuild, leaves none.
"""

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from shared import telemetry
from shared.sight import HOUSEKEEPING
from shared.telemetry import Recorder

if TYPE_CHECKING:
    from shared.broker import PublicFact
    from shared.log import Origin

_recorder: Recorder | None = None
_current: ContextVar[int] = ContextVar("current_span", default=0)
_uncommitted: ContextVar[list[Callable[[], None]] | None] = ContextVar("uncommitted_spans", default=None)


def set_up(service: str, public: frozenset[str]) -> None:
    """Begin to record, if the environment wants it. `public` are the names of the service's public facts."""
    global _recorder
    _recorder = telemetry.recorder_of(service, public)


def close() -> None:
    """Send what is left."""
    if _recorder is not None:
        _recorder.close()


def moment() -> int:
    """When something begins whose span is made only once it is done."""
    return time.time_ns() if _recorder is not None else 0


def begin_call(method: str, correlation: UUID, traceparent: Any) -> Any:
    """At the command door: a call's span, under the caller's if it sent a `traceparent`."""
    if _recorder is None or method in HOUSEKEEPING or not _recorder.keeps(correlation):
        return None
    trace, caller = telemetry.read(traceparent)
    name = f"{_recorder.service}/{method}"
    attributes = {"rpc.system.name": "nameko", "rpc.method": name}
    under = caller if trace == correlation.int else 0
    span = _recorder.start(name, "SERVER", correlation.int, under, attributes)
    if caller and not under:
        _recorder.link(span, trace, caller)
    _current.set(span.get_span_context().span_id)
    return span


def end_call(span: Any, outcome: str) -> None:
    """`outcome` is the name of the answer. A refusal is an answer, and no fault of ours."""
    if span is None or _recorder is None:
        return
    _current.set(0)
    span.set_attribute("rpc.response.status_code", outcome)
    if outcome in ("failed", "unavailable", "late"):
        span.set_attribute("error.type", outcome)
        _recorder.fail(span)
    span.end()


def recorded(stream: str, facts: Sequence[Mapping[str, Any]], origin: "Origin", begun: int) -> None:
    """In the log: a span a fact. A public one is a message from here on, whenever it will be sent."""
    if _recorder is None or not _recorder.keeps(origin.correlation):
        return
    parent = _current.get() or (span_of(origin.causation) if origin.causation else 0)
    for fact in facts:
        fact_id, fact_name = UUID(fact["id"]), fact["name"]
        name, kind, attributes = f"record {fact_name}", "INTERNAL", {"waishi.fact": fact_name, "waishi.stream": stream}
        if fact_name in _recorder.public:
            name, kind = f"create {_destination(_recorder.service, fact_name)}", "PRODUCER"
            attributes |= _message("create", "create", _recorder.service, fact_name, fact_id, origin.correlation)
        _show(_recorder.start(name, kind, origin.correlation.int, parent, attributes, begun, span_of(fact_id)))


def sent(facts: "Sequence[PublicFact]", begun: int) -> None:
    """At the tell reader: these public facts were published, and the broker confirmed them."""
    for fact in facts if _recorder is not None else ():
        _carried("publish", "send", "CLIENT", fact, _destination(fact.source, fact.name), begun)


def heard(fact: "PublicFact", begun: int) -> None:
    """At the heard door: another service's public fact came into our log, by the queue or fetched from its teller."""
    if _recorder is not None:
        queue = f"{_recorder.service}.heard.{fact.source}"
        _carried("process", "process", "CONSUMER", fact, f"{_destination(fact.source, fact.name)}:{queue}", begun)


@contextmanager
def following(step: str, origin: "Origin") -> Iterator[None]:
    """What a policy or the clock does because of a fact; what it records is this span's child."""
    if _recorder is None or origin.causation is None or not _recorder.keeps(origin.correlation):
        yield
        return
    span = _recorder.start(step, "INTERNAL", origin.correlation.int, span_of(origin.causation), {})
    token = _current.set(span.get_span_context().span_id)
    try:
        yield
        _show(span)
    except Exception as error:
        span.set_attribute("error.type", type(error).__name__)
        _recorder.fail(span)
        span.end()
        raise
    finally:
        _current.reset(token)


@contextmanager
def if_it_holds() -> Iterator[None]:
    """Around a transaction: what is rolled back leaves no span."""
    if _recorder is None:
        yield
        return
    kept: list[Callable[[], None]] = []
    token = _uncommitted.set(kept)
    try:
        yield
    finally:
        _uncommitted.reset(token)
    for show in kept:
        show()


def header_of(fact: "PublicFact") -> Mapping[str, str]:
    """What a message bears for readers that trace: where the fact was recorded."""
    if _recorder is None or not _recorder.keeps(fact.correlation):
        return {}
    return {"traceparent": telemetry.written(fact.correlation.int, span_of(fact.id))}


def of_caller() -> Mapping[str, str]:
    """What a call bears if the calling program itself traces by OpenTelemetry."""
    api = sys.modules.get("opentelemetry.trace")
    here = api.get_current_span().get_span_context() if api else None
    return {"nameko.traceparent": telemetry.written(here.trace_id, here.span_id)} if here and here.is_valid else {}


def span_of(fact: UUID) -> int:
    """The id of the span in which that fact was recorded."""
    return fact.int % 2**64


def _carried(operation: str, sort: str, kind: str, fact: "PublicFact", destination: str, begun: int) -> None:
    if _recorder is not None and _recorder.keeps(fact.correlation):
        attributes = _message(operation, sort, fact.source, fact.name, fact.id, fact.correlation)
        attributes |= {"messaging.destination.name": destination, "waishi.stream": fact.stream}
        name, trace = f"{operation} {destination}", fact.correlation.int
        _show(_recorder.start(name, kind, trace, span_of(fact.id), attributes, begun))


def _destination(service: str, fact: str) -> str:
    return f"{service}.events:{fact}"


def _message(operation: str, sort: str, service: str, fact: str, id: UUID, correlation: UUID) -> dict[str, Any]:
    return {
        "messaging.system": "rabbitmq",
        "messaging.operation.name": operation,
        "messaging.operation.type": sort,
        "messaging.destination.name": _destination(service, fact),
        "messaging.rabbitmq.destination.routing_key": fact,
        "messaging.message.id": str(id),
        "messaging.message.conversation_id": str(correlation),
    }


def _show(span: Any) -> None:
    """Now, or once the transaction around it holds."""
    waiting, ended = _uncommitted.get(), time.time_ns()
    if waiting is None:
        span.end(ended)
    else:
        waiting.append(partial(span.end, ended))
