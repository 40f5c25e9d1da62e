"""Which office the terminal speaks to: the one that `make up` opened here, or the one that the environment names."""

import os
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from deploy.local.office import HOME, SERVICES, recall_open_office
from deploy.local.people import People
from deploy.secrets import state_of
from deploy.verify.site import Site
from shared.client import Client
from shared.keys import Keyring


class NoOffice(RuntimeError):
    """Neither an open office here nor AMQP_URI and WAISHI_TOKEN in the environment."""


@dataclass(frozen=True)
class At:
    """Addresses of an office. `state` is what `make up` left or what an installation's secrets say; empty for an office
    elsewhere."""

    amqp_uri: str
    state: dict[str, Any]

    def token(self, roles: tuple[str, ...], actor: str = "terminal", unit: str = "fao") -> str:
        """WAISHI_TOKEN; in the office opened here a token may be signed for any role, as its keeper has the key."""
        if given := os.environ.get("WAISHI_TOKEN"):
            return given
        if not self.state.get("private_key"):
            raise NoOffice("set WAISHI_TOKEN to your signed token")
        return People(self.state["private_key"]).token(actor, *roles, unit=unit)

    @property
    def watch_uri(self) -> str:
        """Where facts are read: as a user who may do nothing else."""
        return str(self.state.get("watch_uri") or self.amqp_uri)

    def client(self, *roles: str, actor: str = "terminal", unit: str = "fao") -> Client:
        return Client(self.amqp_uri, self.token(roles, actor, unit))

    def site(self) -> Site:
        """The office opened here, as verify sees it."""
        if not self.state:
            raise NoOffice("no office is open here: describe yours in a file and give it by --site")
        return Site.from_state(self.state, HOME if "pid" in self.state else None)

    def keyring(self, service: str) -> Keyring:
        """The keys of the service's people, for a rebuild."""
        if self.state:
            keys = self.state["keys"][service]
            return Keyring(keys["application_url"], keys.get("master_key") or self.state["master_key"])
        try:
            return Keyring(os.environ["KEYS_URL"], os.environ["MASTER_KEY"])
        except KeyError as error:
            raise NoOffice(f"set {error.args[0]} for the service's keys") from error

    def migrator(self, service: str) -> tuple[str, str]:
        """The migrator's URL and the application's role: what a rebuild needs."""
        if self.state:
            database = self.state["databases"][service]
            return str(database["migrator_url"]), str(database["application_role"])
        try:
            return os.environ["MIGRATOR_URL"], os.environ["APPLICATION_ROLE"]
        except KeyError as error:
            raise NoOffice(f"set {error.args[0]} for the service's database") from error


def find() -> At:
    """The installation whose secrets lie in WAISHI_SECRETS, else the office opened here, else that of AMQP_URI. Raises
    NoOffice."""
    secrets = os.environ.get("WAISHI_SECRETS")
    state: dict[str, Any] = state_of(Path(secrets)) if secrets else dict(recall_open_office() or {})
    uri = os.environ.get("AMQP_URI") or state.get("amqp_uri")
    if not uri:
        raise NoOffice("no office is open here: `make up` opens one, or set AMQP_URI and WAISHI_TOKEN")
    return At(str(uri), state)


def counter_of(service: str) -> Any:
    """The class behind a service's counter."""
    if service not in SERVICES:
        raise NoOffice(f"there is no service {service}: choose from {', '.join(SERVICES)}")
    module, _, name = SERVICES[service].partition(":")
    return getattr(import_module(module), name)
