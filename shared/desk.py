"""The desk behind the counter: one call's actor, key and correlation, and the way to the log and the read store."""

import hmac
import json
import time
from collections.abc import Callable, Mapping
from typing import Any, cast
from uuid import UUID

from nameko.extensions import DependencyProvider
from psycopg.rows import dict_row

from shared import commands, failpoint, telemetry
from shared.actors import Actor
from shared.aggregate import Occasion
from shared.errors import Late, Refused
from shared.ids import new_id
from shared.log import Origin
from shared.personal import with_people
from shared.process import Process
from shared.service import Read, Service
from shared.times import now
from shared.tokens import read_token
from shared.values import bare, declared

Answer = Mapping[str, Any]
Receipt = Mapping[str, Any]
LONGEST_WAIT = 4.0  # less than the 5 s that listeners and impatient callers wait, who would else hear nothing


class DeskProvider(DependencyProvider):
    """Gives each call its own `AtDesk`, and holds the process's readers and doors."""

    def __init__(self, service: Service) -> None:
        self.service = service

    def setup(self) -> None:
        self.process = Process(self.service, self.container.config["waishi"])

    def start(self) -> None:
        self.process.start(self.container.spawn_managed_thread)

    def stop(self) -> None:
        self.process.stop()

    def get_dependency(self, worker_ctx: Any) -> "AtDesk":
        return AtDesk(self.process, worker_ctx.data)


def Desk(service: Service) -> "AtDesk":
    """What a counter's class declares; nameko hands each call its own desk under the same name."""
    return cast(AtDesk, DeskProvider(service))


class AtDesk:
    """One call. `context` is nameko's context data: nothing in it is believed but the signed token."""

    def __init__(self, process: Process, context: Mapping[str, Any]) -> None:
        self.process, self.service = process, process.service
        self.traceparent = context.get("traceparent")
        self.correlation = _correlation(context.get("correlation_id"), self.traceparent)
        self.at_least = 0
        self.own_unit = False
        self._token = context.get("auth_token")
        self._occasion: Occasion | None = None
        self._key: UUID = new_id()
        self._fingerprint = ""
        self._expected_version: int | None = None

    @property
    def actor(self) -> Actor:
        return self.sign_in()

    def sign_in(self) -> Actor:
        """The actor of this call. Raises NotSignedIn."""
        if self._occasion is None:
            self._occasion = Occasion(read_token(self.process.settings.token_public_key, self._token), now())
        return self._occasion.actor

    def take_command(self, payload: Any, key: UUID, expected_version: int | None) -> None:
        """Remember by what key this command takes effect once, and what it looked like."""
        words = json.dumps([self.sign_in().signature, str(key), payload], sort_keys=True)
        self._key, self._expected_version = key, expected_version
        # keyed, so that nobody can find out by guessing what personal data a command held
        secret = self.process.keyring.secret("fingerprints")
        self._fingerprint = hmac.digest(secret, words.encode(), "sha256").hex()

    def with_new_ids(self, kind: type, payload: Any) -> Any:
        """The payload with new ids where they are left out: of a stream that the command may open, and of every
        person in it."""
        aggregate = self.service.aggregate_of(kind)
        opens = kind in aggregate.opens and bare(declared(kind)[aggregate.key]) is UUID
        if opens and isinstance(payload, dict) and aggregate.key not in payload:
            payload = {**payload, aggregate.key: str(new_id())}
        return self.with_new_people(kind, payload)

    def with_new_people(self, kind: type, payload: Any) -> Any:
        """The payload with a new id for every person in it who has none."""
        return with_people(kind, payload, lambda: str(new_id()))

    def decide(self, command: Any) -> Receipt:
        """Have the command decided and its facts appended; answers the stream's id, version and log position."""
        assert self._occasion is not None
        origin = Origin(self._occasion.actor.signature, self.correlation, None)
        order = commands.Order(
            command, self._occasion, origin, self._key, self._fingerprint, self._expected_version, self.own_unit
        )
        with self.process.pool.connection() as connection:
            try:
                receipt = commands.handle(connection, self.service, order)
            except Refused as refused:
                commands.note_refusal(connection, self.service, order, refused)
                raise
        failpoint.reach("after_append")
        self.process.tail.wake()
        aggregate = self.service.aggregate_of(type(command))
        key = receipt.stream.removeprefix(f"{aggregate.name}-")
        return {"id": key, "version": receipt.version, "position": receipt.position}

    def answer(self, ask: Callable[[Read, Any], Answer], question: Any) -> Answer:
        """Answer a question from the read store, once it has reached the asked position. Raises Late, and Refused if
        the actor's token does not count there."""
        assert self._occasion is not None
        with self.process.pool.connection() as connection:
            self._wait_for_position(connection)

            def read(query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
                with connection.cursor(row_factory=dict_row) as cursor:
                    return cursor.execute(query, parameters).fetchall()

            if refusal := self.service.may_ask(read, self._occasion):
                raise refusal.as_error()
            return ask(read, question)

    def secret(self, name: str) -> bytes:
        """A secret of the service's own, made on first use and kept with its keys."""
        return self.process.keyring.secret(name)

    def setting(self, name: str) -> str:
        """A setting that this service alone needs."""
        return self.process.settings.own[name]

    def _wait_for_position(self, connection: Any) -> None:
        deadline = time.monotonic() + LONGEST_WAIT
        while self.at_least:
            (reached,) = connection.execute("SELECT position FROM checkpoint").fetchone()
            if reached >= self.at_least:
                return
            if time.monotonic() > deadline:
                raise Late.position(self.at_least, reached)
            time.sleep(0.005)


def _correlation(given: Any, traceparent: Any) -> UUID:
    """The caller's, else that of the trace which the caller is in, else a new one."""
    try:
        return UUID(given)
    except (ValueError, TypeError, AttributeError):
        trace, _ = telemetry.read(traceparent)
        return UUID(int=trace) if trace else new_id()
