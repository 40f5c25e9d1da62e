"""Those who call: the register's clerks, people and relatives with their check-ins, officers who search all along.

Each a process of its own with some threads: `python -m tests.benchmarks.crisis.callers` reads its order as one line of
JSON, works, and tells what it did as lines of JSON, twice a second.
"""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from shared.client import Client
from shared.ids import derived_id, new_id
from tests.benchmarks.crisis.world import PLAIN, Telling, World
from tests.faults.ledger import Ledger

GROUP = 50
TELL_SECONDS = 0.5
CALL_SECONDS = 30
OFFICER_PAUSE_SECONDS = 0.02


@dataclass(frozen=True)
class Order:
    """What a process is to do: `part` of `parts` of the work, with so many threads; officers until they are ended."""

    work: str
    uri: str
    token: str
    crisis_id: str
    seed: int
    people: int
    began: str
    part: int
    parts: int
    threads: int
    ledger: str

    @property
    def world(self) -> World:
        return World(self.seed, self.people, datetime.fromisoformat(self.began))


@dataclass
class Told:
    """What was done since it was last told: seconds that calls took, and each answer's time and position in the log."""

    seconds: list[float] = field(default_factory=list)
    answers: list[tuple[float, int]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def start(order: Order) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.crisis.callers"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(asdict(order)) + "\n")
    process.stdin.close()
    return process


class Callers:
    """Threads that take the next item of the work, each with a client of its own."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.told = Told()
        self.ledger = Ledger(Path(order.ledger))
        self._lock = threading.Lock()

    def run(self) -> None:
        call, items = WORK[self.order.work]
        mine = islice(items(self.order.world), self.order.part, None, self.order.parts)
        threads = [
            threading.Thread(target=self._work, args=(call, mine), daemon=True) for _ in range(self.order.threads)
        ]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            time.sleep(TELL_SECONDS)
            self.tell()
        self.tell()

    def tell(self) -> None:
        with self._lock:
            told, self.told = self.told, Told()
        print(json.dumps(asdict(told)), flush=True)

    def _work(self, call: "Call", items: Iterator[Any]) -> None:
        client = Client(self.order.uri, self.order.token, CALL_SECONDS)
        try:
            while (item := self._next(items)) is not None:
                call(self, client, item)
        except Exception as error:
            self.told.failures.append(f"{type(error).__name__}: {error}"[:500])
        finally:
            client.close()

    def _next(self, items: Iterator[Any]) -> Any:
        with self._lock:
            return next(items, None)

    def command(self, client: Client, method: str, fields: dict[str, Any], key: UUID) -> None:
        """Call once, and enter the receipt in the book."""
        begun = time.time()
        receipt = client.command("consular", method, fields, command_id=key)
        answered = time.time()
        self.ledger.acknowledged("consular", key, receipt)
        with self._lock:
            self.told.seconds.append(answered - begun)
            self.told.answers.append((answered, receipt["position"]))

    def ask(self, client: Client, method: str, question: dict[str, Any]) -> Any:
        begun = time.time()
        answer = client.ask("consular", method, question)
        with self._lock:
            self.told.seconds.append(time.time() - begun)
        return answer


Call = Callable[[Callers, Client, Any], None]


def register(callers: Callers, client: Client, first: int) -> None:
    """A group of people by one command, as a company or a travel agency registers its own."""
    world = callers.order.world
    stay = {
        "kind": "person",
        "place": {"country": "GR", "region": "Peloponnese", "city": {"zh": "特里波利斯", "en": "Tripoli"}},
        "starts_on": (world.began.date()).isoformat(),
        "agreed": True,
        "may_share": True,
        "people": world.register(first, GROUP),
    }
    callers.command(client, "register_stay", stay, derived_id("group", world.seed, first))


def check_in(callers: Callers, client: Client, telling: Telling) -> None:
    """Once; and once more, where the caller saw no answer or called twice."""
    fields = {**telling.fields, "crisis_id": callers.order.crisis_id}
    key = new_id()
    callers.command(client, "check_in", fields, key)
    if telling.again == "call":
        callers.command(client, "check_in", fields, key)
    if telling.again == "content":
        callers.command(client, "check_in", {**fields, "check_in_id": str(new_id())}, new_id())


def search(callers: Callers, client: Client, number: int) -> None:
    """A name as an officer types it: all of it or its beginning, in one script or the other. The person is found."""
    random = Random(f"{callers.order.seed} search {callers.order.part} {number}")
    who = callers.order.world.person(random.randrange(callers.order.people))
    texts = (who.zh, who.en, f"{''.join(who.given)} {who.family}", who.zh[:2], who.en.translate(PLAIN).lower()[:6])
    whole = number % len(texts) < 3
    question = {"crisis_id": callers.order.crisis_id, "name": texts[number % len(texts)], "limit": 100 if whole else 20}
    entries = callers.ask(client, "search_roster", question)["entries"]
    if not entries or (whole and len(entries) < 100 and who.zh not in {entry["name_zh"] for entry in entries}):
        raise AssertionError(f"search did not find person {who.number}")
    time.sleep(OFFICER_PAUSE_SECONDS)


def _groups(world: World) -> Iterator[int]:
    return iter(range(0, world.people, GROUP))


def _tellings(world: World) -> Iterator[Telling]:
    return world.tellings()


def _searches(world: World) -> Iterator[int]:
    return iter(range(10**9))


WORK: dict[str, tuple[Call, Callable[[World], Iterator[Any]]]] = {
    "register": (register, _groups),
    "check_in": (check_in, _tellings),
    "search": (search, _searches),
}

if __name__ == "__main__":
    Callers(Order(**json.loads(sys.stdin.readline()))).run()
