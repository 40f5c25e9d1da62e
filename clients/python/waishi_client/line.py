"""A connection to the broker on which nothing waits for ever."""

import ssl
import time
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import amqp
from amqp.exceptions import AMQPError

ANSWER_SECONDS = 5.0
"""The longest wait for an answer of the broker, and for a message to be taken."""
AWAY = (OSError, AMQPError)
"""What is raised when the broker is away, broke off, or refuses."""
FILES = {"cacertfile": "ca_certs", "certfile": "certfile", "keyfile": "keyfile"}


class Line(amqp.Connection):
    """Raises TimeoutError where the driver would wait without end. `heartbeat` in seconds, 0 for none."""

    def __init__(self, uri: str, heartbeat: int = 0) -> None:
        parts = urlsplit(uri)
        if parts.scheme not in ("amqp", "amqps") or not parts.hostname:
            raise ValueError("the broker's address is amqp://user:password@host:port/ or amqps://...")
        secure = parts.scheme == "amqps"
        super().__init__(
            host=f"{parts.hostname}:{parts.port or (5671 if secure else 5672)}",
            userid=unquote(parts.username or "guest"),
            password=unquote(parts.password or "guest"),
            virtual_host=unquote(parts.path[1:]) or "/",
            ssl=_checks(parts.hostname, parts.query, secure),
            connect_timeout=ANSWER_SECONDS,
            heartbeat=heartbeat,
        )

    def connect(self, callback: Any = None) -> Any:
        connected = super().connect(callback)
        self.transport.sock.settimeout(ANSWER_SECONDS)
        return connected

    def drain_events(self, timeout: float | None = None) -> None:
        """Take the next message, in all no longer than that: the driver begins anew with each heartbeat."""
        deadline = time.monotonic() + (ANSWER_SECONDS if timeout is None else timeout)
        while not self.blocking_read(max(deadline - time.monotonic(), 0.001)):
            pass

    def hang_up(self) -> None:
        """Close without a word: a broker that doesn't read would keep us waiting for its own."""
        try:
            self.collect()
        except Exception:  # it is gone, which is what was wanted
            return


def _checks(host: str, query: str, secure: bool) -> dict[str, Any] | bool:
    """The broker's certificate must bear its name. Files by RabbitMQ's own names may stand behind `?`."""
    files = dict(parse_qsl(query))
    if unknown := files.keys() - (FILES.keys() if secure else set()):
        known = f"amqps:// and {', '.join(FILES)}"
        raise ValueError(f"the broker's address has {', '.join(sorted(unknown))}, which checks nothing: use {known}")
    named = {FILES[name]: path for name, path in files.items()}
    return {"cert_reqs": ssl.CERT_REQUIRED, "server_hostname": host, **named} if secure else False
