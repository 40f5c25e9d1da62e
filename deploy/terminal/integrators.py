"""`./waishi integrator` admits one: users at the broker, a stream if it is wanted, a token."""

import json
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit, urlunsplit

import typer

from deploy.local import rabbitmq
from deploy.local.definitions import admission
from deploy.local.office import HOME, SERVICES
from deploy.terminal.office import At, NoOffice, counter_of, find
from shared.broker import EVERY_FACT, connection
from shared.rights import CALLER, HISTORY, Chosen, users_of

BROKER = HOME / "rabbitmq"
TRIES = 5


def integrator(
    name: Annotated[str, typer.Argument(help="Its user's name, with which its queues begin: lower-case letters, _")],
    facts: Annotated[list[str], typer.Argument(help="What it may read, as approvals.VisitApproved or reception.#")],
    stream: Annotated[bool, typer.Option(help="Keep its facts in a stream, <name>.history, from now on")] = False,
    to: Annotated[Path | None, typer.Option(help="Write what a broker elsewhere imports into this file")] = None,
) -> None:
    """Admit an integrator at the broker, and print its settings. Once more gives it new passwords."""
    admitted = admit(name, chosen_from(facts), stream)
    at = None
    if to is None:
        at = find()
        at_once(at, admitted)
    else:
        write(admitted, to)
        print(f"# at the broker: rabbitmqctl import_definitions <{to}")
    for setting, value in settings(at, name, admitted).items():
        print(f"export {setting}='{value}'")


@dataclass(frozen=True)
class Admission:
    """What the broker is told, and the password of each user."""

    definitions: Mapping[str, Any]
    passwords: Mapping[str, str]


def chosen_from(facts: Sequence[str]) -> Chosen:
    """`service.Fact`, or `service.#` for all of a service's, by service. Raises NoOffice for one that nobody tells."""
    chosen: dict[str, list[str]] = {}
    for each in facts:
        service, _, name = each.partition(".")
        known = counter_of(service).desk.service.facts.public if service in SERVICES else {}
        if name not in (*known, EVERY_FACT) or not known:
            named = ", ".join(f"{service}.{fact}" for fact in known) or f"one of {', '.join(SERVICES)}, a dot, the fact"
            raise NoOffice(f"nobody tells {each}: choose from {named}, or {service}.{EVERY_FACT}")
        chosen.setdefault(service, []).append(name)
    return chosen


def admit(name: str, chosen: Chosen, stream: bool) -> Admission:
    """New passwords for both users. Raises NoOffice for a name that can't be an integrator's."""
    if name in (*SERVICES, CALLER):
        raise NoOffice(f"{name} is somebody else's name: choose another")
    try:
        passwords = {user: secrets.token_urlsafe(24) for user in users_of(name, chosen)}
        return Admission(admission(name, chosen, passwords, stream), passwords)
    except ValueError as error:
        raise NoOffice(str(error)) from error


def at_once(at: At, admitted: Admission) -> None:
    """To the broker of the office opened here. Raises NoOffice where that is another's."""
    if urlsplit(at.amqp_uri).username != CALLER or not BROKER.exists():
        raise NoOffice("this broker is not ours: write its part into a file by --to, and import it there")
    rabbitmq.admit(BROKER, admitted.definitions)
    with connection(_address(at, *next(iter(admitted.passwords.items())))) as link:
        link.ensure_connection(max_retries=TRIES, interval_start=0.2, timeout=TRIES)


def write(admitted: Admission, to: Path) -> None:
    """As `rabbitmqctl import_definitions` takes it; readable by its owner only."""
    to.unlink(missing_ok=True)
    with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(admitted.definitions, file, indent=2)


def settings(at: At | None, name: str, admitted: Admission) -> dict[str, str]:
    """What the integrator sets in its environment; the token only where we can sign one."""
    users = {"AMQP_URI": name, "HISTORY_URI": f"{name}_{HISTORY}"}
    found = {setting: _address(at, user, admitted.passwords[user]) for setting, user in users.items()}
    return found | ({"TOKEN": at.token(("integrator",), f"integrator:{name}", name)} if at else {})


def _address(at: At | None, user: str, password: str) -> str:
    base = urlsplit(at.amqp_uri if at else "amqp://broker:5672/")
    host = base.netloc.rpartition("@")[2]
    return urlunsplit(base._replace(netloc=f"{user}:{password}@{host}"))
