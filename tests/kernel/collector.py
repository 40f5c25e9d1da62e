"""A collector for the tests: takes what services send by OTLP over HTTP, and keeps it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span as Wire


@dataclass(frozen=True)
class Span:
    """A span as it was sent; `service` and `version` are of its resource."""

    service: str
    version: str
    name: str
    kind: str
    trace: int
    id: int
    parent: int
    failed: bool
    links: tuple[tuple[int, int], ...]
    attributes: dict[str, Any]


@dataclass
class Collector:
    """`raw` is every byte that came."""

    address: str
    spans: list[Span] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    def take(self, body: bytes) -> None:
        self.raw.append(body)
        for group in ExportTraceServiceRequest.FromString(body).resource_spans:
            of = values(group.resource.attributes)
            assert of["service.namespace"] == "waishi"
            wires = [wire for scope in group.scope_spans for wire in scope.spans]
            self.spans += [span(of["service.name"], of["service.version"], wire) for wire in wires]

    def trace(self, trace: int) -> list[Span]:
        return [span for span in self.spans if span.trace == trace]


def span(service: str, version: str, wire: Wire) -> Span:
    ids = (wire.trace_id, wire.span_id, wire.parent_span_id)
    links = tuple((int.from_bytes(link.trace_id), int.from_bytes(link.span_id)) for link in wire.links)
    kind = Wire.SpanKind.Name(wire.kind).removeprefix("SPAN_KIND_")
    failed, attributes = wire.status.code == 2, values(wire.attributes)
    assert wire.start_time_unix_nano <= wire.end_time_unix_nano
    return Span(service, version, wire.name, kind, *map(int.from_bytes, ids), failed, links, attributes)


def values(attributes: Any) -> dict[str, Any]:
    return {item.key: getattr(item.value, item.value.WhichOneof("value")) for item in attributes}


@contextmanager
def open_collector() -> Iterator[Collector]:
    """On loopback, until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == "/v1/traces"
            collector.take(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing to say."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    collector = Collector(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield collector
    server.shutdown()
    server.server_close()
