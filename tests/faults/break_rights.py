"""Every method, called in every role, with every kind of token, for the own unit and another: as the tables say."""

import threading
from collections.abc import Iterator, Mapping, Sequence
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
from shared.ids import new_id
from shared.policy import EVERY_SERVICE, May
from shared.times import now
from shared.tokens import sign_token
from shared.values import encode
from tests.faults.break_services import open_office
from tests.faults.fault import Counts, Run, fault, hold
from tests.making import make

TOKENS = ("good", "none", "forged", "expired", "wrong audience", "another algorithm", "own deputy")
CALLERS = 4
OURS, THEIRS = "example unit", "another unit"
"""The unit that every request made for a test names, and one that none does."""
ELSEWHERE = ("get_document", "render_document", "member_record")
"""Asked in `tests/journeys/test_papers.py` and `tests/approvals/test_answers.py`: a paper needs an approved visit, and
a member's record names no unit, but leaves out the trips of another one."""


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
        return {
            "calls": len(chosen),
            **call_for_units(office),
            "methods": len({(c.service, c.method) for c in chosen}),
            "roles": len(roles()),
        }
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
    if each.role in each.may.own and (not each.may.names or kind_of(each) == "query"):
        return "let through"
    return "not_allowed"


def kind_of(each: Call) -> str:
    return str(methods_of(counter_of(each.service))[each.method].__kind__)


@dataclass(frozen=True)
class UnitCall:
    """A call in a role that may act for its own unit only, about a file of OURS."""

    service: str
    method: str
    role: str
    payload: Mapping[str, Any]


def call_for_units(office: Office) -> Counts:
    """Nobody touches or sees a file of another unit; those of the own unit are let through."""
    client = Client(office.uri_of("caller"), "", 10)
    try:
        files, positions = open_files(office, client)
        calls = list(unit_calls(office, files))
        wrong = []
        for unit in (THEIRS, OURS):  # the others first, since what OURS may do changes the file
            for each in calls:
                found = call_for_unit(office, client, each, unit, positions[each.service])
                if (found == "not_allowed") != (unit == THEIRS) or found in ("not_signed_in", "unavailable"):
                    wrong.append(f"{each.service}.{each.method} as {each.role} of {unit}: {found}")
        hold("each unit's own, and no other's", not wrong, wrong[:5])
        hold("no list shows another unit's", not list_files(office, client, THEIRS, positions))
        hold("a list shows the own unit's", bool(list_files(office, client, OURS, positions)))
        return {"calls for own and foreign units": 2 * len(calls)}
    finally:
        client.close()


def methods_for_own_unit(office: Office) -> Iterator[tuple[Any, str, Any, May]]:
    for name in office.counters:
        counter = counter_of(name)
        for method, door in methods_of(counter).items():
            if may_of(counter, method).own:
                yield counter, method, door, may_of(counter, method)


def open_files(office: Office, client: Client) -> tuple[dict[str, str], dict[str, int]]:
    """A file of OURS of each kind that somebody opens for the own unit, by its key; how far each log then is."""
    files, positions = {"plan": f"{OURS}/2026"}, dict.fromkeys(office.counters, 0)
    for counter, method, door, may in methods_for_own_unit(office):
        if door.__kind__ == "query" or not opens(counter, door):
            continue
        key = counter.desk.service.aggregate_of(door.__taking__.kind).key
        client.token = office.people.token("opener", *may.own, unit=OURS)
        payload = {**encode(make(door.__taking__.kind)), key: files.get(key, str(new_id()))}
        receipt = client.command(counter.name, method, payload)
        files[key], positions[counter.name] = receipt["id"], receipt["position"]
    files["case_id"] = files["visit_id"]
    return files, positions


def opens(counter: Any, door: Any) -> bool:
    kind = door.__taking__.kind
    return kind in counter.desk.service.aggregate_of(kind).opens


def unit_calls(office: Office, files: Mapping[str, str]) -> Iterator[UnitCall]:
    for counter, method, door, may in methods_for_own_unit(office):
        if method in ELSEWHERE:
            continue
        payload = encode(make(door.__taking__.kind))
        payload |= {name: key for name, key in files.items() if name in payload}
        payload |= {may.names: OURS} if may.names else {}
        if door.__kind__ == "query":  # as things stand now, not at the example's moment
            payload = {name: asked for name, asked in payload.items() if name not in ("at", "at_step", "on")}
        for role in sorted(may.own):
            yield UnitCall(counter.name, method, role, payload)


def call_for_unit(office: Office, client: Client, each: UnitCall, unit: str, position: int) -> str:
    client.token = office.people.token(f"{each.role} of {unit}", each.role, unit=unit)
    kind = methods_of(counter_of(each.service))[each.method].__kind__
    named = {"command_id": str(new_id())} if kind == "command" else {"at_least": position}
    try:
        client.call(each.service, each.method, each.payload, named)
    except errors.Declined as error:
        return error.name
    return "done"


def list_files(office: Office, client: Client, unit: str, positions: Mapping[str, int]) -> list[Any]:
    """What a unit's specialist finds, who asks for all visits and invitations."""
    client.token = office.people.token("specialist", "unit_specialist", unit=unit)
    at = positions["approvals"]
    return [
        *client.ask("approvals", "list_visits", {}, at)["visits"],
        *client.ask("approvals", "list_invitations", {}, at)["invitations"],
    ]


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
