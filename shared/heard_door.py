"""The heard door: another service's public facts into our log, each once, in the teller's order.

One queue a source. A message is acknowledged only after its fact is committed. The teller's sequence is checked:
what was heard before is dropped, and a hole is filled from the teller by RPC before going on; so is whatever was
told while the broker had lost its disk, at every start and every few seconds.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import structlog
from kombu import Consumer
from psycopg import Connection

from shared import failpoint, hearing, seal, sight
from shared.broker import BROKER_AWAY, Malformed, PublicFact, connection, open_now, queue_of, read_message
from shared.client import Client
from shared.database import connect
from shared.errors import Declined, Unavailable
from shared.reader import TRY_AGAIN
from shared.seal import Head
from shared.service import Service
from shared.tail import Tail
from shared.values import decoder, encode

logger = structlog.get_logger()
BATCH = 100
CATCH_UP_SECONDS = 4
FETCH = 500


class HeardDoor:
    """Listens to one source. Of all replicas the broker makes one the consumer; the database makes sure of it."""

    def __init__(self, service: Service, source: str, url: str, uri: str, token: str, tail: Tail) -> None:
        self._service, self._source, self._tail = service, source, tail
        self._url, self._uri = url, uri
        self._client = Client(uri, token, timeout=5)
        self._messages: list[Any] = []
        self._caught_up_at = self._retry_at = 0.0

    def run(self, stopping: threading.Event) -> None:
        """Listen until `stopping`, through every loss of the broker, the database or the teller."""
        structlog.contextvars.bind_contextvars(source=self._source)
        while not stopping.is_set():
            try:
                with connection(self._uri) as link, connect(self._url) as db:
                    self._listen(link, db, stopping)
            except (*TRY_AGAIN, *BROKER_AWAY) as error:
                logger.warning("heard_door_waits", error=type(error).__name__)
                stopping.wait(0.5)

    def _listen(self, link: Any, db: Connection[Any], stopping: threading.Event) -> None:
        open_now(link, 5)
        self._messages.clear()
        consumer = Consumer(link.default_channel, [queue_of(self._service.name, self._source)],
                            on_message=self._messages.append, prefetch_count=2 * BATCH)  # fmt: skip
        with consumer:
            self._caught_up_at = 0.0
            while not stopping.is_set():
                if time.monotonic() - self._caught_up_at > CATCH_UP_SECONDS:
                    self._catch_up(db)
                self._retry_parked(db)
                self._gather(link)
                if self._messages:
                    self._take(db)
                link.heartbeat_check()

    def _gather(self, link: Any) -> None:
        """Wait for a message, then take what else has already come."""
        try:
            link.drain_events(timeout=1)
            while len(self._messages) < BATCH:
                link.drain_events(timeout=0.001)
        except TimeoutError:
            return

    def _take(self, db: Connection[Any]) -> None:
        messages, self._messages[:] = self._messages[:], []
        failpoint.reach("after_receive")
        facts = list(self._readable(db, messages))
        self.hear(db, facts)
        failpoint.reach("before_acknowledge")
        messages[-1].ack(multiple=True)

    def _readable(self, db: Connection[Any], messages: Sequence[Any]) -> Iterator[PublicFact]:
        for message in messages:
            try:
                yield read_message(message.headers, message.body)
            except Malformed as error:
                hearing.park_malformed(db, self._source, message.body, str(error))

    def hear(self, db: Connection[Any], facts: Sequence[PublicFact]) -> None:
        """Commit these facts; where one is missing before them, fetch it from the teller first."""
        missing = hearing.hear(db, self._service, self._source, facts)
        if missing:
            sight.HEARD.labels(self._source, "hole").inc()
            logger.warning("hole_found", sequence=missing)
            self._catch_up(db, must=True)
            if hearing.hear(db, self._service, self._source, facts):
                self._park_untold(db, facts)
        self._tail.wake()

    def _park_untold(self, db: Connection[Any], facts: Sequence[PublicFact]) -> None:
        """A teller numbers a fact before it publishes it: what it doesn't know it never told, whoever sent it."""
        heard = hearing.heard_up_to(db, self._source)
        for fact in facts:
            if fact.sequence > heard:
                hearing.park_malformed(db, self._source, fact.payload(), "NeverTold")

    def _catch_up(self, db: Connection[Any], must: bool = False) -> None:
        """Fetch what the teller told beyond what we heard; show each other our seals. Only a hole needs it now."""
        try:
            while facts := self._fetch(hearing.heard_up_to(db, self._source)):
                hearing.follow(db, self._source, facts[0].teller)
                hearing.hear(db, self._service, self._source, facts)
                self._tail.wake()
                if not hearing.follows(db, self._source, facts[0].teller):
                    break  # another log under the same name has nothing for us
            ours = encode(seal.head(db))
            seal.witness(db, self._source, decoder(Head)(self._client.ask(self._source, "exchange_seals", ours)))
        except Declined as error:
            if must:
                raise ConnectionError("the teller is away") from error
            logger.info("teller_away", error=error.name)
        self._caught_up_at = time.monotonic()

    def _retry_parked(self, db: Connection[Any]) -> None:
        """As the teller tells it today; while the teller is away it waits, and what comes meanwhile goes on."""

        def fetch(sequence: int) -> PublicFact:
            for fact in self._fetch(sequence - 1, 1):
                if fact.sequence == sequence and hearing.follows(db, self._source, fact.teller):
                    return fact
            raise Unavailable.of("the teller does not have this fact", "look into the teller's log")

        if time.monotonic() > self._retry_at:
            try:
                if hearing.retry_parked(db, self._service, self._source, fetch):
                    self._tail.wake()
            except Declined as error:
                logger.info("teller_away", error=error.name)
                self._retry_at = time.monotonic() + CATCH_UP_SECONDS

    def _fetch(self, after: int, limit: int = FETCH) -> list[PublicFact]:
        told = self._client.ask(self._source, "facts_told", {"after": after, "limit": limit})
        return [read_message(item["headers"], item["body"]) for item in told["facts"]]


def listeners(service: Service, url: str, uri: str, token: str, tail: Tail) -> list[Callable[[threading.Event], None]]:
    """A door for each source that the service listens to."""
    return [HeardDoor(service, source, url, uri, token, tail).run for source in service.facts.sources]
