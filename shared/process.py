"""One process of a service: its settings, its connections, and the readers and doors that run beside its calls."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any, Self

import structlog

from shared import health, secrets
from shared.broker import prefixes_of
from shared.clock_door import clock_reader
from shared.database import open_pool
from shared.heard_door import listeners
from shared.keys import Keyring
from shared.project import project_reader
from shared.react import react_reader
from shared.seal import seal_reader
from shared.service import Service
from shared.tail import Tail
from shared.tell import tell_reader

logger = structlog.get_logger()
POOL = 5


@dataclass(frozen=True)
class Settings:
    """From the environment, or from files that NAME_FILE names: DATABASE_URL (the application role), AMQP_URI,
    TOKEN_PUBLIC_KEY (PEM), SERVICE_TOKEN (with which this service asks others), HTTP_ADDRESS (host:port of /live,
    /ready, /metrics), KEYS_URL (the database of people's keys), MASTER_KEY (32 bytes in base64, which wraps them).
    `own` holds what this service alone needs, by name."""

    database_url: str
    amqp_uri: str
    token_public_key: str
    service_token: str
    http_address: str
    keys_url: str
    master_key: str
    own: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def from_environment(cls, own: Mapping[str, Callable[[str], Any]]) -> Self:
        common = [setting.name for setting in fields(cls) if setting.name != "own"]
        found: Any = iter(secrets.require([*(name.upper() for name in common), *own]))
        settings = cls(**{name: next(found) for name in common}, own=dict(zip(own, found, strict=True)))
        for name, use in own.items():
            try:
                use(settings.own[name])
            except ValueError as error:
                raise SystemExit(f"{name} is of no use: {error}") from None
        return settings


class Process:
    """Starts a thread for each reader and door, and stops them between batches."""

    def __init__(self, service: Service, settings: Settings) -> None:
        self.keyring = Keyring(settings.keys_url, settings.master_key)
        self.service, self.settings = service.under(self.keyring), settings
        self.pool = open_pool(settings.database_url, POOL)
        self.tail = Tail(settings.database_url)
        self._stopping = threading.Event()
        self._threads: list[Any] = []

    def start(self, spawn: Callable[[Callable[[], None]], Any]) -> None:
        """`spawn` runs a function in a thread of its own."""
        self._threads = [spawn(partial(self._guard, work)) for work in self._works()]
        logger.info("service_started")

    def _works(self) -> list[Callable[[threading.Event], None]]:
        url, uri = self.settings.database_url, self.settings.amqp_uri
        header_prefixes = prefixes_of(secrets.read("CLOUDEVENTS_HEADERS") or "")
        readers = (
            project_reader(self.service),
            react_reader(self.service),
            tell_reader(self.service, uri, header_prefixes),
            clock_reader(self.service),
            seal_reader(),
        )
        works = [self.tail.run, *listeners(self.service, url, uri, self.settings.service_token, self.tail)]
        works += [partial(reader.run, url, self.tail) for reader in readers]
        pools = {"log": self.pool, "keys": self.keyring.pool}
        shown = health.application(pools, self.keyring.check, uri, self.settings.service_token)
        answers = partial(health.serve, self.settings.http_address, shown)
        return [*works, answers]

    def _guard(self, work: Callable[[threading.Event], None]) -> None:
        """Whatever a thread dies of, it begins again: a reader that stays away would go unnoticed."""
        structlog.contextvars.bind_contextvars(service=self.service.name)
        while not self._stopping.is_set():
            try:
                work(self._stopping)
            except Exception as error:
                logger.error("thread_failed", error=type(error).__name__)
                self._stopping.wait(1)

    def stop(self) -> None:
        """Let every thread finish its batch, then close the pool."""
        self._stopping.set()
        for thread in self._threads:
            thread.wait()
        self.pool.close()
        self.keyring.close()
        logger.info("service_stopped")
