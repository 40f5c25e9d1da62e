"""Calls to methods: each with the token, an idempotency key, a time-out, and further tries under the same key."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from uuid import UUID, uuid4

import amqp
from amqp.exceptions import AccessRefused

from waishi_client.errors import Declined, Late, NotAllowed, Unavailable, declined, no_answer
from waishi_client.line import AWAY, Line
from waishi_client.values import encode

CALLS = "nameko-rpc"
FIRST_PAUSE = 0.2
QUIET_SECONDS = 60.0
"""A connection that nobody used for so long may be gone without our knowledge: then another is opened."""


@dataclass(frozen=True)
class Receipt:
    """The answer to a command: the file's id and version, and the log's position, which a query may wait for."""

    id: str
    version: int
    position: int


AtLeast = Receipt | int
"""How far a query's read store must have come: the receipt of a command that it shall show, or its position."""


class Caller:
    """Calls the methods of all services; any number of threads may share one.

    `token` is the signed token, or a function that gives a fresh one. A call waits `timeout` seconds for its answer,
    and is given `tries` times in all while the answer is Unavailable or Late.
    """

    def __init__(self, uri: str, token: str | Callable[[], str], timeout: float = 10.0, tries: int = 3) -> None:
        self._uri, self._token = uri, token
        self._timeout, self._tries = timeout, tries
        self._idle: list[_Link] = []
        self._turn = threading.Lock()

    def command(
        self,
        service: str,
        method: str,
        request: Any,
        command_id: UUID | None = None,
        expected_version: int | None = None,
    ) -> Receipt:
        """Give a command. It takes effect once, however often it is called with that `command_id`; without one it gets
        a new one, which a Declined bears. With `expected_version` the file must be at that version of a receipt."""
        key = command_id or uuid4()
        named = {"command_id": str(key), "expected_version": expected_version}
        return Receipt(**self.call(service, method, request, named, key))

    def ask(self, service: str, method: str, question: Any = None, at_least: AtLeast = 0) -> Any:
        """Ask the read store, once it has come as far as `at_least`."""
        position = at_least.position if isinstance(at_least, Receipt) else at_least
        return self.call(service, method, question, {"at_least": position})

    def call(
        self, service: str, method: str, payload: Any, named: Mapping[str, Any], command_id: UUID | None = None
    ) -> Any:
        body = {"args": [encode(payload) if payload is not None else {}], "kwargs": dict(named)}
        for turn in range(self._tries):
            try:
                return self._once(service, method, body, command_id)
            except (Unavailable, Late) as error:
                if turn + 1 == self._tries:
                    error.command_id = command_id
                    raise
                time.sleep(FIRST_PAUSE * 2**turn)
            except Declined as error:
                error.command_id = command_id
                raise
        raise ValueError("tries: a call is tried at least once")

    def _once(self, service: str, method: str, body: Any, command_id: UUID | None) -> Any:
        try:
            with self._link() as link:
                answer = link.exchange(service, method, body, self._signed(), self._timeout)
        except AccessRefused as error:
            refusal = "the broker refuses this call to our user there"
            raise NotAllowed({"error": "not_allowed", "message": refusal, "mend": "ask the operator"}) from error
        except AWAY as error:
            raise no_answer(command_id, type(error).__name__) from error
        if answer["error"]:
            raise declined(answer["error"])
        return answer["result"]

    def _signed(self) -> str:
        return self._token if isinstance(self._token, str) else self._token()

    @contextmanager
    def _link(self) -> Iterator["_Link"]:
        """One that nobody else uses; a new one if there is none. After an error none that was open is used again."""
        with self._turn:
            link = self._idle.pop() if self._idle else None
        if link is not None and link.is_quiet():
            link.line.hang_up()
            link = None
        link = link or _Link(self._uri)
        try:
            yield link
        except BaseException:
            link.line.hang_up()
            self.close()
            raise
        with self._turn:
            self._idle.append(link)

    def close(self) -> None:
        """Close what no call uses."""
        with self._turn:
            links, self._idle = self._idle, []
        for link in links:
            link.line.hang_up()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()


class _Link:
    """One connection, with a queue for the answers to it, whose name the broker chooses. One call at a time."""

    def __init__(self, uri: str) -> None:
        self.line = Line(uri)
        self._answers: dict[str, Any] = {}
        self._returned = False
        self._used_at = time.monotonic()
        self._address = str(uuid4())
        try:
            self.line.connect()
            self._channel = self.line.channel()
            queue = self._channel.queue_declare("", exclusive=True, auto_delete=True).queue
            self._channel.queue_bind(queue, CALLS, self._address)
            self._channel.basic_consume(queue, no_ack=True, callback=self._receive)
            self._channel.events["basic_return"].add(self._note_return)
        except BaseException:
            self.line.hang_up()
            raise

    def is_quiet(self) -> bool:
        return time.monotonic() - self._used_at > QUIET_SECONDS

    def exchange(self, service: str, method: str, body: Any, token: str, seconds: float) -> Any:
        call_id, deadline = str(uuid4()), time.monotonic() + seconds
        self._returned = False
        message = amqp.Message(
            json.dumps(body, ensure_ascii=False).encode(),
            content_type="application/json",
            content_encoding="utf-8",
            delivery_mode=1,  # a call that is not answered is given again: it must not outlive us on the broker's disk
            reply_to=self._address,
            correlation_id=call_id,
            application_headers={"nameko.auth_token": token, "nameko.call_id_stack": [call_id]},
        )
        self._channel.basic_publish(message, CALLS, f"{service}.{method}", mandatory=True)
        while call_id not in self._answers:
            if self._returned:
                raise ConnectionError("nobody listens for calls to this service")
            self.line.drain_events(timeout=deadline - time.monotonic())
        self._used_at = time.monotonic()
        return self._answers.pop(call_id)

    def _receive(self, message: Any) -> None:
        self._answers[message.properties.get("correlation_id", "")] = json.loads(message.body)

    def _note_return(self, *_: Any) -> None:
        self._returned = True
