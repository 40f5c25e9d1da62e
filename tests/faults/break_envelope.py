"""Messages that no honest sender makes: at the command door, at the heard door, and against the two functions that
look at a message first."""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import amqp
from kombu import Connection

from shared.broker import Malformed, connection, read_message
from shared.command_door import fault_of
from shared.ids import new_id
from tests.faults.coverage import Explorer
from tests.faults.fault import Counts, Run, fault, hold
from tests.faults.open_village import open_village, prove, settle
from tests.kernel.conftest import Village
from tests.waiting import until

CANARY = "C4N4RY-7f3e"
"""Stands in every malformed message, and must stand nowhere else."""

METHODS = ("plant_bed", "water_bed", "get_bed", "facts_told", "lag", "retry_parked", "exchange_seals", "no_such_method")
TYPES = ("application/json", "text/plain", "application/x-python-serialize", "application/x-yaml", "", CANARY)
ENCODINGS = ("utf-8", "utf-16", "latin-1", "binary", "gzip", CANARY)


@fault("F7", "malformed messages at every door, and a coverage-guided fuzzer on the envelope")
def malform(run: Run) -> Counts:
    """No process dies, each is answered, parked or dropped, honest callers are served, and nothing of it is kept."""
    count = run.size(10_000)
    with open_village(run) as village:
        bed = village.plant()
        settle(village)
        pids = sorted(process.child.pid for found in village.office.running.values() for process in found)
        grammar = Grammar(run.random, village.office.people.token("gardener-1", "gardener"), teller(village))
        with connection(village.office.amqp_uri) as link:
            for number in range(count):
                send(link, grammar.call() if number % 2 else grammar.event())
                if number % 500 == 499:
                    until(lambda: village.water(bed, 1), 60)
        settle(village)
        until(lambda: village.water(bed, 1, command_id=new_id()), 60)
        settle(village)
        after = sorted(process.child.pid for found in village.office.running.values() for process in found)
        alive = all(process.child.is_alive() for found in village.office.running.values() for process in found)
        hold("no process died", alive and after == pids)
        hold("none of their content is kept", not (kept := where_kept(village)), kept)
        prove(village)
        return {"messages": count, **fuzz(run, run.size(200_000))}


@dataclass
class Message:
    """What goes on the wire, as it is."""

    body: bytes
    exchange: str
    routing_key: str
    properties: dict[str, Any] = field(default_factory=dict)


def send(link: Connection, message: Message) -> None:
    raw = amqp.Message(message.body, **message.properties)
    link.default_channel.basic_publish(raw, exchange=message.exchange, routing_key=message.routing_key)


class Grammar:
    """Seeded: each part of a message is right, wrong, of a wrong type, missing, deep or huge."""

    def __init__(self, random: Random, token: str, teller: str) -> None:
        self.random, self.token, self.teller = random, token, teller

    def call(self) -> Message:
        """For the command door."""
        context = {
            "nameko.auth_token": self._pick(self.token, CANARY, 5, None, ["x"], self.token[:-4] + "AAAA"),
            "nameko.call_id_stack": self._pick(["a.b.c"], CANARY, 7, None, [None], {"a": CANARY}, [[CANARY]] * 50),
            "nameko.correlation_id": self._pick(str(uuid4()), CANARY, 3, ["x"]),
            "nameko.user_id": CANARY,
        }
        headers = {name: value for name, value in context.items() if value is not None and self.random.random() < 0.8}
        body = self._pick({"args": [self._json()], "kwargs": self._json()}, {"args": self._json()}, self._json(), [])
        return Message(
            self._bytes(body), "nameko-rpc", f"garden.{self.random.choice(METHODS)}", self._properties(headers)
        )

    def event(self) -> Message:
        """For the heard door."""
        attributes = {
            "specversion": self._pick("1.0", "9"),
            "id": self._pick(str(uuid4()), CANARY, 12, ""),
            "source": self._pick(self.teller, f"/waishi/garden/{uuid4()}", CANARY, "/waishi/garden/x/y", 4),
            "type": self._pick("BedWatered", CANARY, "BedPlanted"),
            "subject": self._pick("bed-1", CANARY, ""),
            "time": self._pick("2026-11-23T00:00:00+00:00", CANARY, "yesterday"),
            "dataschema": self._pick("/waishi/garden/BedWatered/1", CANARY, "/"),
            "sequence": self._pick(str(10**9), "1", "-4", CANARY, "1e9"),
            "correlation": self._pick(str(uuid4()), CANARY),
            "causation": self._pick(str(uuid4()), CANARY, ""),
        }
        headers = {f"cloudEvents_{name}": value for name, value in attributes.items() if self.random.random() < 0.9}
        key = self._pick("BedWatered", "BedPlanted", CANARY, "")
        return Message(self._bytes(self._json()), "garden.events", key, self._properties(headers))

    def _properties(self, headers: dict[str, Any]) -> dict[str, Any]:
        wanted = {
            "content_type": self._pick(*TYPES),
            "content_encoding": self._pick(*ENCODINGS),
            "reply_to": self._pick("00000000-0000-4000-8000-000000000000", CANARY, ""),
            "correlation_id": self._pick("1", CANARY),
            "application_headers": headers,
        }
        return {name: value for name, value in wanted.items() if self.random.random() < 0.85}

    def _json(self, depth: int = 0) -> Any:
        return self._pick(
            {"bed_id": str(uuid4()), "litres": self._pick(1, -1, "1", 10**40, None), CANARY: 1},
            {"bed_id": CANARY, "plant": CANARY, "gardener": CANARY},
            CANARY,
            None,
            -1,
            1e308,
            [CANARY] * self.random.randint(0, 2000),
            *([{"deep": self._json(depth + 1)}] if depth < 5 else []),
        )

    def _bytes(self, thing: Any) -> bytes:
        text = json.dumps(thing)
        return self._pick(
            text.encode(),
            text.encode("utf-16"),
            text.encode()[: self.random.randint(0, 40)],
            CANARY.encode() + self.random.randbytes(50),
            b"[" * 100_000,
            f'{{"args": [{"[" * 5000}'.encode(),
            b"\x80\x04\x95" + CANARY.encode(),
        )

    def _pick(self, *choices: Any) -> Any:
        return self.random.choice(choices)


def teller(village: Village) -> str:
    """The garden's own address, as it stands in its messages."""
    return str(village.client.ask("garden", "facts_told", {"limit": 1})["facts"][0]["headers"]["cloudEvents_source"])


def where_kept(village: Village) -> list[str]:
    """Log files, metrics and parked rows in which the canary stands."""
    import urllib.request

    found = []
    for name in village.office.counters:
        for path in village.office.home.glob(f"{name}-*/log"):
            found += [str(path)] if CANARY in path.read_text(errors="replace") else []
        for process in village.office.running[name]:
            with urllib.request.urlopen(f"http://{process.http}/metrics") as page:
                found += [f"metrics of {name}"] if CANARY in page.read().decode() else []
        parked = village.client.ask(name, "list_parked", {"limit": 1000})["parked"]
        found += [f"parked in {name}"] if CANARY in f"{parked}" else []
    return found


def fuzz(run: Run, tries: int) -> dict[str, object]:
    """Inputs that reach new lines of the two functions are kept and changed further; only Malformed may be raised."""
    grammar = Grammar(run.random, "token", "/waishi/garden/x")
    explorer = Explorer(run.random, {read_message.__code__.co_filename, fault_of.__code__.co_filename})

    def look(text: bytes) -> None:
        with suppress(ValueError, RecursionError):
            headers, body = parts(text)
            with suppress(Malformed):
                read_message(headers, body)
            message = SimpleNamespace(properties=headers, content_type=headers.get("content_type"), headers=headers)
            fault_of(body, message)

    for _ in range(20):
        event = grammar.event()
        explorer.keep(json.dumps([event.properties.get("application_headers", {}), "body"]).encode())
    reached = explorer.explore(look, tries)
    return {"fuzzed": tries, "lines reached": reached}


def parts(text: bytes) -> tuple[dict[str, Any], Any]:
    """Headers and body out of a fuzzed text. Raises ValueError for what is none."""
    found = json.loads(text)
    if not (isinstance(found, list) and len(found) == 2 and isinstance(found[0], dict)):
        raise ValueError("not headers and a body")
    return found[0], found[1]
