"""How public facts look on the wire, and what they travel through.

Exchange `<service>.events` (topic, durable), routing key the fact's name, body the public fields as JSON. Headers are
CloudEvents 1.0 attributes by the AMQP binding, with three extensions: `sequence` (the teller's own, without a gap),
`correlation` and `causation`.
"""

import json
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit, urlunsplit
from uuid import UUID

from amqp import Message, spec
from amqp.exceptions import AMQPError
from kombu import Connection, Exchange, Queue
from kombu.exceptions import OperationalError

from shared import transport

BROKER_AWAY = (OSError, AMQPError, OperationalError)
"""What is raised when the broker is away, broke off, or refuses: trying again is right."""
PREFIX = "cloudEvents_"
KNATIVE_PREFIX = "ce-"
SPECIFICATION = "1.0"
LONGEST = 500  # characters in a header that is kept: a stream's name must fit an index
EVERY_FACT = "#"
FILES = {"cacertfile": "ca_certs", "certfile": "certfile", "keyfile": "keyfile"}
ADDRESS = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
"""The pattern of where an answer goes, as nameko makes it: a UUID, so that it can't be mistaken for a method."""
RPC_EXCHANGE = Exchange("nameko-rpc", type="topic", durable=True, no_declare=True)


transport.use()


class Malformed(ValueError):
    """A message that bears no readable address: it can't be placed in any sequence."""


@dataclass(frozen=True)
class PublicFact:
    """A public fact as told. `teller` is the identity of the log it stands in; `at` is when it was recorded."""

    id: UUID
    source: str
    teller: UUID
    sequence: int
    name: str
    version: int
    stream: str
    at: datetime
    correlation: UUID
    causation: UUID | None
    body: Any

    def headers(self, prefixes: Sequence[str] = (PREFIX,)) -> dict[str, str]:
        attributes = {
            "specversion": SPECIFICATION,
            "id": str(self.id),
            "source": f"/waishi/{self.source}/{self.teller}",
            "type": self.name,
            "subject": self.stream,
            "time": self.at.isoformat(),
            "dataschema": f"/waishi/{self.source}/{self.name}/{self.version}",
            "sequence": str(self.sequence),
            "correlation": str(self.correlation),
        }
        if self.causation is not None:
            attributes["causation"] = str(self.causation)
        return {prefix + name: value for prefix in prefixes for name, value in attributes.items()}

    def payload(self) -> bytes:
        return json.dumps(self.body, ensure_ascii=False).encode()


def prefixes_of(setting: str) -> tuple[str, ...]:
    """What the attributes' headers begin with: `cloudEvents_`, by the AMQP binding; with the setting "both" also `ce-`,
    which Knative's RabbitMQ binding reads. The first is always there, so that who reads it reads on."""
    if setting not in ("", "both"):
        raise SystemExit(f'CLOUDEVENTS_HEADERS is "{setting}": leave it out for {PREFIX}*, or set it to "both"')
    return (PREFIX, KNATIVE_PREFIX) if setting else (PREFIX,)


def read_message(headers: Mapping[str, Any], payload: Any) -> PublicFact:
    """A message as a public fact; a body that isn't JSON is kept as text, to be parked. Raises Malformed."""
    try:
        found = {name: str(headers[PREFIX + name]) for name in ("id", "source", "type", "subject", "time", "sequence")}
        if any(len(text) > LONGEST or "\x00" in text for text in found.values()):
            raise ValueError
        _, _, source, teller = found["source"].split("/")
        correlation = str(headers.get(PREFIX + "correlation") or found["id"])
        causation = headers.get(PREFIX + "causation")
        return PublicFact(
            id=UUID(found["id"]),
            source=source,
            teller=UUID(teller),
            sequence=_number(found["sequence"], 2**63),
            name=found["type"],
            version=_number(str(headers.get(PREFIX + "dataschema", "/1")).rsplit("/", 1)[1], 2**31),
            stream=found["subject"],
            at=datetime.fromisoformat(found["time"]),
            correlation=UUID(correlation),
            causation=UUID(str(causation)) if causation else None,
            body=_read_body(payload),
        )
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Malformed(type(error).__name__) from None


def _number(text: str, limit: int) -> int:
    number = int(text)
    if not 1 <= number < limit:
        raise ValueError
    return number


def _read_body(payload: Any) -> Any:
    raw = payload.tobytes() if isinstance(payload, memoryview) else payload
    try:
        return json.loads(raw)
    except (ValueError, TypeError, RecursionError):
        return str(raw)[:10_000]


def secured(uri: str) -> tuple[str, dict[str, Any] | None]:
    """The address alone, and for `amqps://` how the server is checked: its certificate must bear the host's name.

    Behind `?` stand files, by RabbitMQ's own names: `cacertfile`, whom to trust (else whom the system trusts), and
    `certfile` and `keyfile`, if the server wants to check us too. The check can't be switched off.
    """
    parts = urlsplit(uri)
    files = dict(parse_qsl(parts.query))
    unknown = files.keys() - (FILES.keys() if parts.scheme == "amqps" else set())
    if unknown:
        known = f"amqps:// and {', '.join(FILES)}"
        raise ValueError(f"the broker's address has {', '.join(sorted(unknown))}, which checks nothing: use {known}")
    if parts.scheme != "amqps":
        return uri, None
    checks = {"cert_reqs": ssl.CERT_REQUIRED, "server_hostname": parts.hostname}
    return urlunsplit(parts._replace(query="")), {**checks, **{FILES[name]: path for name, path in files.items()}}


def connection(uri: str) -> Connection:
    """A connection that notices within seconds that the broker is gone. Opened on first use."""
    address, checks = secured(uri)
    return Connection(address, ssl=checks or False, heartbeat=10, connect_timeout=5)


def open_now(link: Connection, seconds: float) -> None:
    """Connect, or raise one of BROKER_AWAY: the driver's own second try comes after a pause of two seconds, in which
    the caller would do nothing else."""
    link.ensure_connection(max_retries=0, timeout=seconds)


def send(channel: Any, message: Message, exchange: str, routing_key: str) -> None:
    """Publish, and no more: the driver's own way first looks, for each message, for what the broker has to say, and
    would read where another green thread may be reading."""
    channel.send_method(spec.Basic.Publish, "Bssbb", (0, exchange, routing_key, False, False), message)


def drain(link: Connection, done: Callable[[], bool], seconds: float) -> None:
    """Take what comes until `done`; raises TimeoutError after so many seconds.

    In short turns, since each heartbeat of the broker makes the driver begin its own time-out anew.
    """
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError
        with suppress(TimeoutError):
            link.drain_events(timeout=min(1.0, seconds))
        link.heartbeat_check()


def hang_up(link: Connection) -> None:
    """Drop a connection without a word: a broker in alarm doesn't read, and would keep us waiting for its answer."""
    with suppress(Exception):
        link.collect()


def exchange_of(service: str) -> Exchange:
    """Where a service tells its public facts; the same that stock nameko declares. It stands before we start."""
    return Exchange(f"{service}.events", type="topic", durable=True, auto_delete=False, no_declare=True)


def rpc_queue_of(service: str) -> Queue:
    """Where calls to a service arrive; the same that stock nameko declares. It stands before we start."""
    return Queue(f"rpc-{service}", exchange=RPC_EXCHANGE, routing_key=f"{service}.*", durable=True, no_declare=True)


def queue_of(listener: str, source: str) -> Queue:
    """One queue a listener and source, so that order holds across all fact types; one consumer at a time.

    It stands before we start.
    """
    return Queue(
        f"{listener}.heard.{source}",
        exchange=exchange_of(source),
        routing_key=EVERY_FACT,
        durable=True,
        no_declare=True,
        queue_arguments={
            "x-queue-type": "quorum",
            "x-single-active-consumer": True,
            # A message given up after so many deliveries is a hole, and holes are filled from the teller.
            "x-delivery-limit": 1000,
        },
    )
