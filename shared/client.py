"""A caller of any service's methods by nameko's RPC, from a terminal, a test or another service's heard door."""

import json
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from amqp.exceptions import AccessRefused
from kombu import Connection, Consumer, Producer, Queue
from nameko.exceptions import deserialize

from shared import traces
from shared.answers import TYPED
from shared.broker import BROKER_AWAY, RPC_EXCHANGE, connection, drain, hang_up, open_now
from shared.errors import Declined, NotAllowed, Unavailable
from shared.ids import new_id

QUIET_SECONDS = 10.0
"""Nobody answers the broker's heartbeats between calls, and it gives up who is quiet for two of them."""


class Client:
    """Calls one at a time over one connection; opened on first use, opened again after a loss. Not thread-safe."""

    def __init__(self, uri: str, token: str, timeout: float = 10.0) -> None:
        self._uri = uri
        self.token = token
        self._timeout = timeout
        self._link: Connection | None = None
        self._used_at = 0.0
        self._replies: dict[str, Any] = {}
        self._returned = False

    def command(
        self,
        service: str,
        method: str,
        payload: Mapping[str, Any],
        command_id: UUID | None = None,
        expected_version: int | None = None,
    ) -> Any:
        """Give a command and return its receipt. Raises the typed errors of `shared.errors`.

        After Unavailable call again with the same `command_id`: it takes effect once.
        """
        named = {"command_id": str(command_id or new_id()), "expected_version": expected_version}
        return self.call(service, method, payload, named)

    def ask(self, service: str, method: str, question: Mapping[str, Any] | None = None, at_least: int = 0) -> Any:
        """Ask a question of the read store, once it has reached the position `at_least`."""
        return self.call(service, method, question or {}, {"at_least": at_least})

    def call(self, service: str, method: str, payload: Any, named: Mapping[str, Any]) -> Any:
        try:
            answer = self._exchange(service, method, {"args": [payload], "kwargs": dict(named)})
        except AccessRefused as error:
            self.close()
            raise NotAllowed.because("the broker refuses this call to our user there", []) from error
        except BROKER_AWAY as error:
            self.close()
            raise Unavailable.of("no answer came", "call again with the same command_id") from error
        if answer["error"]:
            raise _typed(answer["error"])
        return answer["result"]

    def _exchange(self, service: str, method: str, body: Any) -> Any:
        if time.monotonic() - self._used_at > QUIET_SECONDS:
            self.close()
        link = self._link or self._open()
        call_id = str(uuid4())
        self._returned = False
        Producer(link.default_channel, on_return=self._note_return).publish(
            json.dumps(body, ensure_ascii=False).encode(),
            exchange=RPC_EXCHANGE,
            routing_key=f"{service}.{method}",
            reply_to=self._reply_to,
            correlation_id=call_id,
            content_type="application/json",
            content_encoding="utf-8",
            mandatory=True,
            # a call that is not answered is given again: it must not outlive us on the broker's disk
            delivery_mode=1,
            headers={"nameko.auth_token": self.token, "nameko.call_id_stack": [call_id], **traces.of_caller()},
        )
        drain(link, lambda: call_id in self._replies or self._returned, self._timeout)
        if self._returned:
            raise ConnectionError("nobody listens for calls to this service")
        self._used_at = time.monotonic()
        return self._replies.pop(call_id)

    def _open(self) -> Connection:
        self._link = link = connection(self._uri)
        open_now(link, self._timeout)
        self._reply_to = str(uuid4())
        queue = Queue(
            "",  # the broker names it: so we need no right to name anything
            exchange=RPC_EXCHANGE,
            routing_key=self._reply_to,
            exclusive=True,
            auto_delete=True,
        )
        self._replies.clear()
        consumer = Consumer(link.default_channel, [queue], on_message=self._receive, no_ack=True)
        consumer.consume()
        return link

    def _receive(self, message: Any) -> None:
        self._replies[message.properties.get("correlation_id", "")] = json.loads(message.body)

    def _note_return(self, *_: Any) -> None:
        self._returned = True

    def close(self) -> None:
        if self._link is not None:
            hang_up(self._link)
            self._link = None


def _typed(error: Mapping[str, Any]) -> Exception:
    if error.get("exc_type") in TYPED:
        typed: Declined = TYPED[error["exc_type"]](error["value"])
        return typed
    made: Exception = deserialize(error)
    return made
