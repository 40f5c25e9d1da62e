"""OpenTelemetry behind one door: spans with the ids that we choose, sent as the OTEL_ variables say.

Off unless an endpoint is set, and then nothing of it is imported. It takes OTLP over HTTP.
"""

import os
import random
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import structlog

from shared import VERSION

logger = structlog.get_logger()
ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
TRACEPARENT = "00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}"
RANDOM_BITS = 2**56
"""The end of a trace's id, which is random in every UUID: by it a share of all traces is chosen."""


class Recorder:
    """One service's tracer. The share of OTEL_TRACES_SAMPLER is chosen by the trace's id alone, so that every service
    chooses the same. `public` are the names of the service's public facts."""

    def __init__(self, service: str, public: frozenset[str]) -> None:
        from opentelemetry import trace
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import OTELResourceDetector, Resource
        from opentelemetry.sdk.trace import TracerProvider, sampling
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        self.service, self.public, self._api = service, public, trace
        named = {"service.name": service, "service.namespace": "waishi", "service.version": VERSION}
        resource = Resource.create(named).merge(OTELResourceDetector().detect())
        ids: Any = self
        self._provider = TracerProvider(sampling.ALWAYS_ON, resource, shutdown_on_exit=False, id_generator=ids)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("waishi", VERSION)
        self._below = RANDOM_BITS * _share()
        self._trace = self._span = 0

    def keeps(self, correlation: UUID) -> bool:
        """Whether this trace is one of the share that is sent."""
        return correlation.int % RANDOM_BITS < self._below and correlation.int != 0

    def start(
        self,
        name: str,
        kind: str,
        trace: int,
        parent: int,
        attributes: Mapping[str, Any],
        begun: int | None = None,
        span: int = 0,
    ) -> Any:
        """A span of that trace, a root if `parent` is 0, with its own id if `span` is given."""
        under = self._api.NonRecordingSpan(self._place(trace, parent))
        context = self._api.set_span_in_context(under) if parent else None
        # nothing else runs until the two are asked for
        self._trace, self._span = trace, span
        return self._tracer.start_span(name, context, self._api.SpanKind[kind], attributes, start_time=begun)

    def link(self, span: Any, trace: int, other: int) -> None:
        """Say that the span belongs to one of another trace."""
        span.add_link(self._place(trace, other))

    def fail(self, span: Any) -> None:
        """Mark a span as a fault of ours."""
        span.set_status(self._api.StatusCode.ERROR)

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()

    def _place(self, trace: int, span: int) -> Any:
        flags = self._api.TraceFlags(self._api.TraceFlags.SAMPLED)
        return self._api.SpanContext(trace, span, is_remote=True, trace_flags=flags)

    # what OpenTelemetry asks of its generator of ids

    def generate_trace_id(self) -> int:
        return self._trace

    def generate_span_id(self) -> int:
        return self._span or random.getrandbits(64)

    def is_trace_id_random(self) -> bool:
        return False


def recorder_of(service: str, public: frozenset[str]) -> Recorder | None:
    """A recorder, if an endpoint is set and nothing says otherwise."""
    off = os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true" or os.environ.get("OTEL_TRACES_EXPORTER") == "none"
    if off or not any(map(os.environ.get, ENDPOINTS)):
        return None
    try:
        return Recorder(service, public)
    except ImportError as error:
        logger.error("traces_off", error=type(error).__name__, mend="install the extra tracing, or unset the endpoint")
        return None


def _share() -> float:
    sampler = os.environ.get("OTEL_TRACES_SAMPLER", "always_on").removeprefix("parentbased_")
    if sampler == "traceidratio":
        return float(os.environ.get("OTEL_TRACES_SAMPLER_ARG") or 1)
    return 0.0 if sampler == "always_off" else 1.0


def written(trace: int, span: int) -> str:
    """A place in a trace, as W3C's `traceparent` has it."""
    return f"00-{trace:032x}-{span:016x}-01"


def read(traceparent: Any) -> tuple[int, int]:
    """The ids of trace and span, or zeros for what is none."""
    found = re.fullmatch(TRACEPARENT, traceparent) if isinstance(traceparent, str) else None
    trace, span = (int(part, 16) for part in found.groups()) if found else (0, 0)
    return (trace, span) if trace and span else (0, 0)
