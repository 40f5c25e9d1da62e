"""Every method, called in every role, with every kind of token: all as the policy tables say."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import jwt

from deploy.local.office import SERVICES, Office
from deploy.local.people import People
from deploy.terminal.office import counter_of
from shared import errors
from shared.actors import ANYONE, Actor
from shared.client import Client
from shared.counter import may_of, methods_of
from shared.policy import EVERY_SERVICE, May
from shared.times import now
from shared.tokens import sign_token
from tests.faults.break_services import open_office
from tests.faults.fault import Counts, Run, fault, hold

TOKENS = ("good", "none", "forged", "expired", "wrong audience", "another algorithm", "own deputy")
CALLERS = 4


@dataclass(frozen=True)
class Call:
    service: str
    method: str
    may: May
    role: str
    token: str


@fault("F22", "every method x every role x every kind of token")
def call_everything(run: Run) -> Counts:
    """Who has no valid token is not signed in, who has no right is not allowed, all others are let through."""
    office = open_office(run)
    try:
        calls = list(all_calls(list(office.counters)))
        chosen = run.random.sample(calls, run.size(len(calls)))
        wrong: list[str] = []
        parts = [chosen[number::CALLERS] for number in range(CALLERS)]
        threads = [threading.Thread(target=call, args=(office, part, wrong)) for part in parts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        hold("each is answered as the table says", not wrong, wrong[:5])
        return {"calls": len(chosen), "methods": len({(c.service, c.method) for c in chosen}), "roles": len(roles())}
    finally:
        office.close()


def roles() -> list[str]:
    """Every role that any table names, and one that none does."""
    tables = [EVERY_SERVICE, *(counter_of(name).policy for name in SERVICES)]
    named = {role for table in tables for may in table.values() for role in may.all_roles}
    return [*sorted(named - ANYONE), "nobody"]


def all_calls(services: Sequence[str]) -> Iterator[Call]:
    for service in services:
        counter = counter_of(service)
        for method in methods_of(counter):
            for role in roles():
                for token in TOKENS:
                    yield Call(service, method, may_of(counter, method), role, token)


def call(office: Office, calls: Sequence[Call], wrong: list[str]) -> None:
    """Call each with an empty request, and note what was answered otherwise than the table says."""
    client = Client(office.uri_of("caller"), "", 10)
    for each in calls:
        client.token = make_token(office.people, each)
        found, wanted = answer(client, each), expected(each)
        if found != wanted:
            wrong.append(f"{each.service}.{each.method} as {each.role} with {each.token} token: {found}, not {wanted}")
    client.close()


def answer(client: Client, each: Call) -> str:
    """not_signed_in, not_allowed, or let through, whatever then became of it."""
    try:
        client.call(each.service, each.method, {}, {})
    except (errors.NotSignedIn, errors.NotAllowed) as error:
        return error.name
    except errors.Unavailable:
        return "unavailable"
    except errors.Declined:
        pass
    return "let through"


def expected(each: Call) -> str:
    if each.token != "good":
        return "not_signed_in"
    if each.may.roles == ANYONE or each.role in each.may.roles:
        return "let through"
    if each.role in each.may.own and not each.may.names:
        return "let through"
    return "not_allowed"


def make_token(people: People, each: Call) -> str:
    actor = Actor("somebody", frozenset({each.role}), "fao")
    claims: dict[str, Any] = {"sub": "somebody", "roles": [each.role], "unit": "fao", "aud": "waishi"}
    match each.token:
        case "none":
            return ""
        case "forged":
            return People().token("somebody", each.role)
        case "expired":
            return sign_token(people.private_key, actor, timedelta(seconds=-5))
        case "wrong audience":
            claims |= {"aud": "another", "exp": now() + timedelta(hours=1)}
            return jwt.encode(claims, people.private_key, algorithm="EdDSA")
        case "another algorithm":
            claims |= {"exp": now() + timedelta(hours=1)}
            return jwt.encode(claims, "a secret of at least thirty-two bytes", algorithm="HS256")
        case "own deputy":
            return sign_token(people.private_key, Actor("somebody", frozenset({each.role}), "fao", "somebody"))
        case _:
            return sign_token(people.private_key, actor)
