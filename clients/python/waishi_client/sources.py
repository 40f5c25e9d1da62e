"""Where facts come from as they are told: a queue of one's own, or a stream that the operator made."""

import time
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from waishi_client.line import Line

EVERY_FACT = "#"
AT_ONCE = 100
HEARTBEAT = 60
TICK_SECONDS = 1.0


class Source(Protocol):
    """What `Feed` reads. `open` may be called again after a loss."""

    has_history: bool
    """Whether what was told before comes from here, too."""

    def open(self, service: str, names: Sequence[str]) -> None:
        """Begin to read that service's facts; if any are named, those."""

    def next(self, seconds: float) -> Any | None:
        """The next message, None if none comes in that time."""

    def acknowledge(self, message: Any) -> None:
        """It is done with: it need not come again."""

    def close(self) -> None: ...


class _Reading:
    """One consumer on one connection."""

    has_history = False

    def __init__(self, uri: str, queue: str) -> None:
        self.queue = queue
        self._uri = uri
        self._line: Line | None = None
        self._channel: Any = None
        self._arrived: deque[Any] = deque()

    def open(self, service: str, names: Sequence[str]) -> None:
        self.close()
        self._line = Line(self._uri, HEARTBEAT)
        self._line.connect()
        self._channel = self._line.channel()
        self._prepare(self._channel, service, names)
        self._channel.basic_qos(0, AT_ONCE, False)
        self._channel.basic_consume(self.queue, callback=self._arrived.append, arguments=self._offset())

    def _prepare(self, channel: Any, service: str, names: Sequence[str]) -> None:
        """Nothing has to be made."""

    def _offset(self) -> Mapping[str, Any] | None:
        """A queue knows what was acknowledged."""
        return None

    def next(self, seconds: float) -> Any | None:
        deadline = time.monotonic() + seconds
        while not self._arrived:
            if self._line is None or time.monotonic() > deadline:
                return None
            self._line.heartbeat_tick()
            try:
                self._line.drain_events(timeout=min(TICK_SECONDS, seconds))
            except TimeoutError:
                continue
        return self._arrived.popleft()

    def acknowledge(self, message: Any) -> None:
        self._channel.basic_ack(message.delivery_tag)

    def close(self) -> None:
        if self._line is not None:
            self._line.hang_up()
        self._line = self._channel = None
        self._arrived.clear()


class OwnQueue(_Reading):
    """A durable queue of an integrator's own, `<its user's name>.<any>`: made if it isn't there, and bound."""

    def _prepare(self, channel: Any, service: str, names: Sequence[str]) -> None:
        channel.queue_declare(self.queue, durable=True, auto_delete=False)
        for name in names or (EVERY_FACT,):
            channel.queue_bind(self.queue, f"{service}.events", name)


class Stream(_Reading):
    """A stream, `<its user's name>.history`, which the operator made: read from its first fact on, whenever one comes,
    and after a loss of the connection from where one was."""

    has_history = True

    def __init__(self, uri: str, queue: str) -> None:
        super().__init__(uri, queue)
        self._last: int | None = None

    def _offset(self) -> Mapping[str, Any]:
        return {"x-stream-offset": "first" if self._last is None else self._last + 1}

    def acknowledge(self, message: Any) -> None:
        super().acknowledge(message)
        self._last = int(message.headers["x-stream-offset"])
