"""Connections to the broker on which nothing waits for ever, ours and nameko's alike.

The driver waits without end for an answer of the broker, and for room to send; a network that swallows what is sent,
or a broker that stopped reading because its disk is full, would hold the caller as long as it likes.
"""

import time
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, pyamqp

ANSWER_SECONDS = 5.0
"""The longest wait for an answer of the broker where the caller names no time, and for a message to be taken."""


class Bounded(pyamqp.Connection):
    """Raises TimeoutError, one of BROKER_AWAY, where the driver would wait on."""

    def connect(self, callback: Any = None) -> Any:
        connected = super().connect(callback)
        self.transport.sock.settimeout(ANSWER_SECONDS)
        return connected

    def drain_events(self, timeout: float | None = None) -> None:
        """In all no longer than that: the driver begins its time-out anew with each heartbeat."""
        deadline = time.monotonic() + (ANSWER_SECONDS if timeout is None else timeout)
        while not self.blocking_read(max(deadline - time.monotonic(), 0.001) if timeout != 0 else 0):
            pass


class Transport(pyamqp.Transport):
    Connection = Bounded


class SecureTransport(pyamqp.SSLTransport):
    Connection = Bounded


def use() -> None:
    """From now on every connection by `amqp://` or `amqps://` is bounded."""
    TRANSPORT_ALIASES["amqp"] = f"{__name__}:Transport"
    TRANSPORT_ALIASES["amqps"] = f"{__name__}:SecureTransport"
