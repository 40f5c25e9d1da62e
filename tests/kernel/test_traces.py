"""One trace follows one case through its services and the broker, and costs nothing where nobody wants it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

import pytest
from kombu import Consumer, Queue
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider

from shared import VERSION, telemetry, traces
from shared.broker import connection, exchange_of, queue_of, read_message
from shared.errors import Refused, Unavailable
from shared.ids import new_id
from shared.log import Origin
from shared.rebuild import rebuild
from shared.times import now
from tests.kernel.collector import Collector, Span, open_collector
from tests.kernel.conftest import Village
from tests.kernel.garden import GARDEN
from tests.waiting import until

GARDENER = "张三"


@pytest.fixture(autouse=True, scope="module")
def collector() -> Iterator[Collector]:
    """Stands before the village opens, whose services send to it."""
    with open_collector() as opened, pytest.MonkeyPatch.context() as patch:
        patch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", opened.address)
        patch.setenv("OTEL_BSP_SCHEDULE_DELAY", "100")
        yield opened


def call(village: Village, method: str, payload: Any, **context: str) -> int:
    """Call the garden as stock nameko does, with this in the context; gives the trace."""
    trace_of = new_id()
    context.setdefault("correlation_id", str(trace_of))
    with pytest.MonkeyPatch.context() as patch:
        headers = {f"nameko.{name}": text for name, text in context.items() if text}
        patch.setattr(traces, "of_caller", lambda: headers)
        village.client.command("garden", method, payload)
    return trace_of.int


def spans(collector: Collector, trace_of: int, count: int) -> dict[str, Span]:
    """A trace's spans by name, once so many came."""
    found = until(lambda: seen if len(seen := collector.trace(trace_of)) >= count else None)
    assert len(found) == count == len({span.name for span in found}), [span.name for span in found]
    return {span.name: span for span in found}


def watered(collector: Collector, trace_of: int) -> dict[str, Span]:
    """What is left by watering a bed: six spans of two services."""
    return spans(collector, trace_of, 6)


def test_a_command_and_what_follows_from_it_elsewhere_are_one_trace(village: Village, collector: Collector) -> None:
    """Call, fact, message, the other service's hearing, its policy and the fact that follows, each under its cause."""
    bed = village.plant()
    found = watered(collector, call(village, "water_bed", {"bed_id": bed, "litres": 7}))
    server, created = found["garden/water_bed"], found["create garden.events:BedWatered"]
    published = found["publish garden.events:BedWatered"]
    heard = found["process garden.events:BedWatered:market.heard.garden"]
    reacted, recorded = found["OfferHarvest"], found["record HarvestOffered"]
    order = [server, created, published, heard, reacted, recorded]
    assert [span.kind for span in order] == ["SERVER", "PRODUCER", "CLIENT", "CONSUMER", "INTERNAL", "INTERNAL"]
    assert [span.service for span in order] == ["garden"] * 3 + ["market"] * 3
    parents = [0, server.id, created.id, created.id, created.id, reacted.id]
    assert [span.parent for span in order] == parents
    assert {span.version for span in order} == {VERSION}
    assert not any(span.failed or span.links for span in order)


def test_spans_are_named_by_the_conventions(village: Village, collector: Collector) -> None:
    """Those of RPC and of messaging over RabbitMQ, and two of our own: fact and stream."""
    bed = village.plant()
    trace_of = call(village, "water_bed", {"bed_id": bed, "litres": 7})
    found = watered(collector, trace_of)
    assert found["garden/water_bed"].attributes == {
        "rpc.system.name": "nameko",
        "rpc.method": "garden/water_bed",
        "rpc.response.status_code": "done",
    }
    created = found["create garden.events:BedWatered"]
    message = {
        "messaging.system": "rabbitmq",
        "messaging.operation.name": "create",
        "messaging.operation.type": "create",
        "messaging.destination.name": "garden.events:BedWatered",
        "messaging.rabbitmq.destination.routing_key": "BedWatered",
        "messaging.message.id": created.attributes["messaging.message.id"],
        "messaging.message.conversation_id": str(UUID(int=trace_of)),
    }
    assert created.attributes == {**message, "waishi.fact": "BedWatered", "waishi.stream": f"bed-{bed}"}
    assert created.id == traces.span_of(UUID(created.attributes["messaging.message.id"]))
    published = found["publish garden.events:BedWatered"].attributes
    assert (published["messaging.operation.name"], published["messaging.operation.type"]) == ("publish", "send")
    queue = queue_of("market", "garden").name
    heard = found[f"process garden.events:BedWatered:{queue}"].attributes
    assert (heard["messaging.operation.type"], heard["waishi.stream"]) == ("process", f"bed-{bed}")


def test_a_callers_own_trace_goes_on(village: Village, collector: Collector) -> None:
    """Its context comes with the call, from a caller that traces by OpenTelemetry, and becomes the correlation."""
    bed = village.plant()
    tracer = TracerProvider().get_tracer("caller")
    with trace.use_span(tracer.start_span("counter at the town hall")) as caller:
        village.water(bed, 7)
    here = caller.get_span_context()
    assert watered(collector, here.trace_id)["garden/water_bed"].parent == here.span_id


def test_a_caller_with_a_correlation_of_its_own_is_linked(village: Village, collector: Collector) -> None:
    """The trace is that of the correlation; where the caller stands is not lost."""
    bed = village.plant()
    theirs = (uuid4().int, 7)
    trace_of = call(village, "water_bed", {"bed_id": bed, "litres": 7}, traceparent=telemetry.written(*theirs))
    server = watered(collector, trace_of)["garden/water_bed"]
    assert (server.parent, server.links) == (0, (theirs,))


def test_a_refusal_is_an_answer_and_no_fault(village: Village, collector: Collector) -> None:
    """Its span says how it was answered; nothing followed."""
    bed, trace_of = village.plant(), new_id()
    with pytest.raises(Refused):
        call(village, "water_bed", {"bed_id": bed, "litres": 0}, correlation_id=str(trace_of))
    (server,) = spans(collector, trace_of.int, 1).values()
    assert (server.attributes["rpc.response.status_code"], server.failed) == ("refused", False)


def test_a_deadline_that_passes_goes_on_with_the_trace_in_which_it_was_set(
    village: Village, collector: Collector
) -> None:
    """However late: the fact's place is known from the fact."""
    bed = village.plant()
    found = spans(collector, call(village, "plan_harvest", {"bed_id": bed, "due_at": now().isoformat()}), 5)
    passed, set_ = found["HarvestDeadlineSet is due"], found["record HarvestDeadlineSet"]
    assert (passed.parent, found["create garden.events:HarvestDeadlinePassed"].parent) == (set_.id, passed.id)


def test_a_fact_told_by_the_next_process_is_in_the_same_trace(village: Village, collector: Collector) -> None:
    """The one that recorded it died before it could tell."""
    bed, trace_of = village.plant(), new_id()
    for process in [*village.office.running["garden"]]:
        village.office.end_service("garden", process)
    village.office.start_service("garden", {"FAILPOINT": "before_publish"})
    with pytest.MonkeyPatch.context() as patch:
        headers = {"nameko.correlation_id": str(trace_of)}
        patch.setattr(traces, "of_caller", lambda: headers)
        with suppress(Unavailable):  # it may die before it answers
            village.water(bed, 7)
    village.ended("garden")
    village.restart("garden")
    village.market_heard(bed, 7)
    (told,) = until(lambda: [span for span in collector.trace(trace_of.int) if span.name.startswith("publish")])
    assert told.parent == traces.span_of(UUID(told.attributes["messaging.message.id"]))


def test_a_message_bears_its_place_for_readers_that_trace(village: Village) -> None:
    """`traceparent`, as W3C has it."""
    bed, seen = village.plant(), []
    queue = Queue("listener.traced", exchange_of("garden"), routing_key="BedWatered", auto_delete=True)
    with connection(village.office.uri_of("listener")) as link, Consumer(link, [queue], on_message=seen.append):
        village.water(bed, 7)
        until(lambda: seen or link.drain_events(timeout=1))
    fact = read_message(seen[0].headers, seen[0].body)
    place = (fact.correlation.int, traces.span_of(fact.id))
    assert telemetry.read(seen[0].headers["traceparent"]) == place


def test_a_rebuild_leaves_no_span_and_nothing_personal_was_ever_sent(village: Village, collector: Collector) -> None:
    """Facts that are read again are no news; names, and who acts, are nobody's business there."""
    bed = village.plant()
    trace_of = call(village, "water_bed", {"bed_id": bed, "litres": 7})
    watered(collector, trace_of)
    before = {span.name for span in collector.spans}
    database = village.office.databases["garden"]
    keyring = village.office.keyring("garden")
    rebuild(GARDEN.under(keyring), database.migrator_url, database.application_role)
    keyring.close()
    later = call(village, "water_bed", {"bed_id": bed, "litres": 8})
    watered(collector, later)
    assert ({span.name for span in collector.spans}, len(collector.trace(trace_of))) == (before, 6)
    sent = b"".join(collector.raw)
    assert not [text for text in (GARDENER, "gardener-1") if text.encode() in sent]


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Iterator[telemetry.Recorder]:
    """One in this process."""
    made = telemetry.recorder_of("garden", frozenset({"BedWatered"}))
    assert made is not None
    monkeypatch.setattr(traces, "_recorder", made)
    yield made
    made.close()


def record(trace_of: UUID) -> None:
    traces.recorded("bed-1", [{"id": str(new_id()), "name": "BedWatered"}], Origin("", trace_of, None), traces.moment())


def test_what_is_rolled_back_leaves_no_span(recorder: telemetry.Recorder, collector: Collector) -> None:
    """A batch that meets a poison fact is taken back and tried in halves: each fact is shown once, if it holds."""
    undone, held, outside = new_id(), new_id(), new_id()
    with suppress(ZeroDivisionError), traces.if_it_holds():
        record(undone)
        _ = 1 / 0
    with traces.if_it_holds():
        record(held)
    record(outside)
    recorder.close()
    assert [len(collector.trace(one.int)) for one in (undone, held, outside)] == [0, 1, 1]


def test_a_policy_that_fails_is_seen(recorder: telemetry.Recorder, collector: Collector) -> None:
    """Even though its transaction is taken back."""
    origin = Origin("", new_id(), new_id())
    with pytest.raises(ValueError, match="poison"), traces.if_it_holds(), traces.following("OfferHarvest", origin):
        raise ValueError("poison")
    recorder.close()
    (span,) = collector.trace(origin.correlation.int)
    assert (span.failed, span.attributes, span.parent) == (
        True,
        {"error.type": "ValueError"},
        traces.span_of(origin.causation or new_id()),
    )


def test_every_service_sends_the_same_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the standard variables; a trace is sent whole or not at all."""
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "parentbased_traceidratio")
    monkeypatch.setenv("OTEL_TRACES_SAMPLER_ARG", "0.25")
    garden, market = (telemetry.recorder_of(name, frozenset()) for name in ("garden", "market"))
    assert garden is not None
    assert market is not None
    correlations = [new_id() for _ in range(4000)]
    kept = [one for one in correlations if garden.keeps(one)]
    assert 800 < len(kept) < 1200
    assert kept == [one for one in correlations if market.keeps(one)]
    assert garden.keeps(UUID(int=0)) is False
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "always_off")
    off = telemetry.recorder_of("garden", frozenset())
    assert off is not None
    assert not any(map(off.keeps, correlations))


@pytest.mark.parametrize("off", [{"OTEL_SDK_DISABLED": "true"}, {"OTEL_TRACES_EXPORTER": "none"}, {}])
def test_nothing_is_recorded_unless_it_is_wanted(off: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """By the standard variables, too."""
    if not off:
        monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT")
    for name, text in off.items():
        monkeypatch.setenv(name, text)
    assert telemetry.recorder_of("garden", frozenset()) is None


def test_a_service_runs_without_the_packages_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An endpoint is set, and the extra is not installed."""
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    assert telemetry.recorder_of("garden", frozenset()) is None
    assert "traces_off" in capsys.readouterr().out


def test_where_nobody_traces_nothing_of_it_is_imported() -> None:
    """So it costs neither time nor memory."""
    code = "import sys, shared.run; print([name for name in sys.modules if name.startswith('opentelemetry')])"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
