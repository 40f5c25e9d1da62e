"""Publishing with confirms: many messages in flight, none forgotten."""

from collections.abc import Sequence
from typing import Any

import structlog
from amqp import Message

from shared import failpoint, sight, traces
from shared.broker import BROKER_AWAY, PREFIX, PublicFact, connection, drain, exchange_of, hang_up, open_now, send

logger = structlog.get_logger()
CONFIRM_SECONDS = 5


class Publisher:
    """Publishes public facts of one service. While the broker is away nothing is lost: the caller tries again."""

    def __init__(self, service: str, uri: str, header_prefixes: Sequence[str] = (PREFIX,)) -> None:
        self._exchange = exchange_of(service)
        self._uri, self._header_prefixes = uri, header_prefixes
        self._link: Any = None
        self._channel: Any = None
        self._next = 1
        self._unconfirmed: set[int] = set()

    def publish(self, facts: Sequence[PublicFact]) -> int:
        """The sequence up to which the broker has confirmed; 0 if the broker is away."""
        begun = traces.moment()
        try:
            failpoint.reach("before_publish")
            self._send(facts)
            self._await_confirms()
            failpoint.reach("after_publish")
        except BROKER_AWAY as error:
            logger.warning("broker_away", error=type(error).__name__, waiting=len(facts))
            self._close()
            return 0
        sight.TOLD.inc(len(facts))
        traces.sent(facts, begun)
        for fact in facts:
            logger.info("fact_told", fact=fact.name, sequence=fact.sequence, correlation_id=fact.correlation)
        return facts[-1].sequence

    def _send(self, facts: Sequence[PublicFact]) -> None:
        channel = self._channel or self._open()
        for fact in facts:
            message = Message(
                fact.payload(),
                content_type="application/json",
                content_encoding="utf-8",
                delivery_mode=2,
                message_id=str(fact.id),
                application_headers={**fact.headers(self._header_prefixes), **traces.header_of(fact)},
            )
            self._unconfirmed.add(self._next)
            self._next += 1
            send(channel, message, self._exchange.name, fact.name)

    def _await_confirms(self) -> None:
        drain(self._link, lambda: not self._unconfirmed, CONFIRM_SECONDS)

    def _open(self) -> Any:
        link = connection(self._uri)
        open_now(link, CONFIRM_SECONDS)
        channel = link.connection.channel()
        channel.confirm_select()
        channel.events["basic_ack"].add(self._confirmed)
        channel.events["basic_nack"].add(self._refused)
        self._link, self._channel, self._next = link, channel, 1
        self._unconfirmed.clear()
        return channel

    def _confirmed(self, tag: int, multiple: bool) -> None:
        if multiple:
            self._unconfirmed = {number for number in self._unconfirmed if number > tag}
        else:
            self._unconfirmed.discard(tag)

    def _refused(self, *_: Any) -> None:
        raise ConnectionError("the broker refused a message")

    def keep_alive(self) -> None:
        """Answer the broker's heartbeats while there is nothing to publish."""
        if self._channel is not None:
            try:
                self._link.heartbeat_check()
                self._channel.connection.drain_events(timeout=0.001)
            except TimeoutError:
                pass
            except BROKER_AWAY:
                self._close()

    def _close(self) -> None:
        self._channel = None
        if self._link is not None:
            hang_up(self._link)
            self._link = None
