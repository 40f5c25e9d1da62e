"""An installation as verify sees it: where each service's databases are, and what else may hold traces."""

import json
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg

from deploy.local.office import Office
from shared.keys import Keyring
from shared.service import Service


@dataclass(frozen=True)
class Site:
    """`counters` maps services to module:class, `databases` and `keys` to `migrator_url` and `application_url`, `keys`
    also to `master_key` where each service has its own; `http` to addresses; `home` is the folder with logs and the
    broker's files, if they are on this machine."""

    counters: Mapping[str, str]
    databases: Mapping[str, Mapping[str, str]]
    keys: Mapping[str, Mapping[str, str]]
    master_key: str
    http: Mapping[str, list[str]]
    home: Path | None = None

    @classmethod
    def of(cls, office: Office) -> "Site":
        """An office on this machine."""
        return cls.from_state(office.state(), office.home)

    @classmethod
    def from_state(cls, state: Mapping[str, Any], home: Path | None = None) -> "Site":
        """What an office leaves for others, or a file of the same form."""
        names = ("counters", "databases", "keys", "http")
        return cls(**{name: state[name] for name in names}, master_key=state.get("master_key", ""), home=home)

    @classmethod
    def read(cls, path: Path) -> "Site":
        """From a JSON file with `counters`, `databases`, `keys`, `master_key` and `http`."""
        return cls.from_state(json.loads(path.read_text()))


@dataclass(frozen=True)
class Opened:
    """A service with an open connection of its migrator, and its people's keys."""

    service: Service
    db: psycopg.Connection[Any]
    keyring: Keyring
    url: str
    http: tuple[str, ...]
    home: Path | None


def open_site(site: Site, stack: ExitStack) -> dict[str, Opened]:
    """Connect to every service's databases; `stack` closes them."""
    opened = {}
    for name, path in site.counters.items():
        module, _, cls = path.partition(":")
        url = site.databases[name]["migrator_url"]
        keys = site.keys[name]
        keyring = Keyring(keys["application_url"], keys.get("master_key") or site.master_key)
        stack.callback(keyring.close)
        db = stack.enter_context(psycopg.connect(url, autocommit=True, options="-c timezone=UTC -c search_path=read"))
        service: Service = getattr(import_module(module), cls).desk.service.under(keyring)
        opened[name] = Opened(service, db, keyring, url, tuple(site.http.get(name, ())), site.home)
    return opened
