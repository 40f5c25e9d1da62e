"""Plays the crisis: `make crisis`, or `make crisis PEOPLE=5000 SEED=7`.

On servers of its own it registers all who are abroad, raises the alert, opens the roster, lets everybody check in as
fast as the machine takes it while officers search, and then proves that nothing was lost, doubled or mistaken. It
prints its figures and keeps them under `.bench/`.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog
from psycopg.rows import dict_row
from rich.console import Console
from rich.table import Table

from deploy.local.office import SERVICES, Office
from deploy.verify import Site, verify
from shared.client import Client
from shared.database import connect
from shared.ids import derived_id, new_id
from shared.times import local_date, now
from tests.benchmarks.crisis import callers, proof
from tests.benchmarks.crisis.display import Display
from tests.benchmarks.crisis.proof import COUNTED, Finding, Truth
from tests.benchmarks.crisis.watch import Crew, Roster, spread
from tests.benchmarks.crisis.world import World
from tests.benchmarks.row import machine
from tests.faults.ledger import Ledger
from tests.waiting import until

KEPT = Path(__file__).resolve().parents[3] / ".bench"
COUNTERS = {name: SERVICES[name] for name in ("approvals", "consular")}
PROCESSES, THREADS, OFFICERS = 3, 4, 2
CAUGHT_UP_WITHIN_SECONDS = 600
console = Console()


@dataclass
class Play:
    """One run: what it works with, and what it found."""

    office: Office
    world: World
    client: Client
    crisis_id: str
    replicas: int
    figures: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.office.databases["consular"].application_url

    @property
    def ledger(self) -> Path:
        return self.office.home / "ledger"

    def crew(self, work: str, processes: int, threads: int) -> Crew:
        """So many processes at one work."""
        token = self.office.people.token("he", "duty_officer", "consular_officer")
        uri = self.office.uri_of("caller")
        world = (self.world.seed, self.world.people, self.world.began.isoformat())
        orders = [
            callers.Order(work, uri, token, self.crisis_id, *world, part, processes, threads, f"{self.ledger}")
            for part in range(processes)
        ]
        return Crew([callers.start(order) for order in orders])

    def give(self, method: str, fields: dict[str, Any]) -> Any:
        key = new_id()
        receipt = self.client.command("consular", method, fields, command_id=key)
        Ledger(self.ledger).acknowledged("consular", key, receipt)
        return receipt

    def crisis(self) -> Any:
        return self.client.ask("consular", "get_crisis", {"crisis_id": self.crisis_id})

    def await_roster(self, position: int) -> None:
        """Return once what stands in the log up to that position stands in the roster."""
        with connect(self.url) as store:
            reached = "SELECT position >= %s FROM checkpoint"
            until(lambda: store.execute(reached, (position,)).fetchall()[0][0], CAUGHT_UP_WITHIN_SECONDS)


def register(play: Play) -> None:
    """Everybody onto the register, in groups, by the service's own door."""
    with Display(console) as display:
        crew, begun = play.crew("register", 2, 2), time.time()
        while not crew.is_done:
            display.show("registering", {"people": len(crew.answers) * callers.GROUP, "groups a second": crew.rate})
            time.sleep(0.2)
    _no_failures(crew)
    seconds = time.time() - begun
    play.figures["registered"] = {"people": play.world.people, "seconds": round(seconds, 1)}
    play.figures["registered"]["people a second"] = round(play.world.people / seconds)


def open_roster(play: Play) -> None:
    """The alert goes out, the crisis is declared, and whoever is there stands in the roster."""
    place = {"country": "GR", "region": "Peloponnese"}
    today = local_date(now()).isoformat()
    alert = {"alert_id": str(new_id()), **place, "colour": "red", "summary": "伯罗奔尼撒地震，请立即报平安"}
    play.give("raise_alert", {**alert, "issued_on": today, "source": "https://cs.mfa.gov.cn/"})
    watched = {"crisis_id": play.crisis_id, **place, "summary": "地震", "began_on": play.world.began.date().isoformat()}
    play.give("watch_crisis", {**watched, "alert_id": alert["alert_id"]})
    play.give("declare_crisis", {"crisis_id": play.crisis_id, "level": "I", "harm": {"dead": 40, "injured": 300}})
    begun = time.time()
    receipt = play.give("open_roster", {"crisis_id": play.crisis_id})
    play.await_roster(receipt["position"])
    play.figures["roster opened"] = {"seconds": round(time.time() - begun, 1), "people": play.crisis()["people"]}


@dataclass
class Counting:
    """Looks all along whether the counts are what a walk over the roster finds, both in one snapshot."""

    url: str
    looks: int = 0
    wrong: list[Any] = field(default_factory=list)
    latest: dict[str, int] = field(default_factory=dict)
    _stopping: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Counting":
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()

    def _look(self) -> None:
        with connect(self.url) as store, store.cursor(row_factory=dict_row) as cursor:
            while not self._stopping.wait(1.0):
                row = cursor.execute(COUNTED).fetchall()[0]
                self.looks += 1
                self.latest = by_state(row["counted"] or {})
                if row["counted"] != row["walked"]:
                    self.wrong.append(row)


def by_state(counted: Mapping[str, int]) -> dict[str, int]:
    """People by state, and all who are in doubt together."""
    states = {key.removesuffix("false"): people for key, people in counted.items() if key.endswith("false")}
    return states | {"in doubt": sum(people for key, people in counted.items() if key.endswith("true"))}


def check_in(play: Play) -> Finding:
    """Everybody at once, officers searching all along."""
    roster, officers = Roster(play.url), play.crew("search", 1, OFFICERS)
    with Display(console) as display, Counting(play.url) as counting:
        crew = play.crew("check_in", PROCESSES, THREADS)
        while not crew.is_done:
            display.show("the crisis", {**_live(crew, officers, roster), **counting.latest})
            time.sleep(0.25)
        _no_failures(crew, officers)
        play.await_roster(max(position for _, position in crew.answers))
        caught_up = time.time() - max(at for at, _ in crew.answers)
        officers.end()
    roster.stop()
    lags = roster.lags(crew.answers)
    play.figures["check-ins"] = {
        "calls": len(crew.answers),
        "a second": round(crew.overall()),
        "call ms": spread(crew.seconds),
        "lag ms": spread(lags),
        "caught up after the last, seconds": round(max(caught_up, 0.0), 2),
    }
    play.figures["searches"] = {"calls": len(officers.seconds), "search ms": spread(officers.seconds)}
    found = f"{counting.looks} looks, {len(counting.wrong)} wrong {counting.wrong[:1]}"
    return Finding("counts equal a walk at every look", counting.looks > 0 and not counting.wrong, found)


def _live(crew: Crew, officers: Crew, roster: Roster) -> dict[str, object]:
    return {
        "check-ins": len(crew.answers),
        "a second": crew.rate,
        "behind ms": roster.behind(crew.answers) * 1000,
        "searches": len(officers.seconds),
        "search p99 ms": spread(officers.seconds[-500:])["p99"],
    }


def settle(play: Play, truth: Truth) -> None:
    """Officers say of every entry in doubt who it is: here they know."""
    todo = proof.settlements(truth, proof.Roster.read(play.url))
    begun, parts = time.time(), [todo[part::THREADS] for part in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as pool:
        positions = list(pool.map(lambda part: _settle(play, part), parts))
    play.await_roster(max(positions))
    seconds = time.time() - begun
    play.figures["settled by officers"] = {"entries": len(todo), "seconds": round(seconds, 1)}


def _settle(play: Play, todo: Sequence[tuple[UUID, UUID | None]]) -> int:
    client = Client(play.office.uri_of("caller"), play.client.token, callers.CALL_SECONDS)
    position = 0
    for entry, into in todo:
        fields = {"entry_id": str(entry), "crisis_id": play.crisis_id}
        method, more = ("merge_entry", {"into": str(into)}) if into else ("keep_entry_apart", {})
        position = client.command("consular", method, {**fields, **more})["position"]
    client.close()
    return position


def prove(play: Play, found: list[Finding]) -> None:
    """Against the world's truth, before and after officers settled the doubts; and the whole installation."""
    truth, roster = Truth.of(play.world), proof.Roster.read(play.url)
    play.figures["matches"] = dict(roster.matches)
    found += [*proof.nothing_lost(truth, roster), *proof.nobody_mistaken(truth, roster)]
    settle(play, truth)
    found.append(proof.counts_are_right(truth, proof.Roster.read(play.url), play.crisis()["counts"]))
    begun = time.time()
    report = verify(Site.of(play.office), play.ledger)
    play.figures["verify"] = {"seconds": round(time.time() - begun, 1)}
    found.append(Finding("waishi verify", report.ok, "green" if report.ok else f"{report.wrong}"))


def _no_failures(*crews: Crew) -> None:
    failures = [failure for crew in crews for failure in crew.failures]
    if failures:
        raise SystemExit(f"a caller gave up: {failures[:3]}")


def show(play: Play, found: Sequence[Finding]) -> None:
    figures = Table("what", "figures", title=f"the crisis: {play.world.people:,} people, seed {play.world.seed}")
    for what, items in play.figures.items():
        figures.add_row(what, ", ".join(f"{name} {item}" for name, item in items.items()))
    console.print(figures)
    table = Table("proof", "", "found")
    for finding in found:
        table.add_row(finding.what, "[green]holds[/]" if finding.ok else "[bold red]BROKEN[/]", finding.found)
    console.print(table)


def keep(play: Play, found: Sequence[Finding]) -> Path:
    KEPT.mkdir(exist_ok=True)
    at = now()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    path = KEPT / f"crisis-{at:%Y%m%d-%H%M%S}-{commit}.json"
    head = {"commit": commit, "at": at.isoformat(), "seed": play.world.seed, "people": play.world.people}
    setting = {"replicas": play.replicas, "callers": PROCESSES * THREADS, "officers": OFFICERS, "machine": machine()}
    kept = {**head, **setting, "figures": play.figures, "proof": [asdict(finding) for finding in found]}
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    return path


def main() -> int:
    people, seed = int(os.environ.get("PEOPLE") or 100_000), int(os.environ.get("SEED") or 7)
    played, found = play_crisis(people, seed, int(os.environ.get("REPLICAS") or 2))
    show(played, found)
    console.print(f"kept in {keep(played, found)}")
    return 0 if all(finding.ok for finding in found) else 1


def play_crisis(people: int, seed: int, replicas: int) -> tuple[Play, list[Finding]]:
    """The whole of it, on servers of its own: its figures, and whether each proof holds."""
    world = World(seed, people, now().replace(microsecond=0) - timedelta(hours=12))
    found: list[Finding] = []
    with tempfile.TemporaryDirectory(prefix="waishi-crisis-", ignore_cleanup_errors=True) as home:
        office = Office(Path(home), counters=COUNTERS, prefix="crisis", admin_url="", amqp_uri="", say=console.print)
        with office:
            for _ in range(replicas - 1):
                office.start_service("consular")
            office.wait_until_ready()
            token = office.people.token("he", "duty_officer", "consular_officer", "section_head")
            client = Client(office.uri_of("caller"), token, callers.CALL_SECONDS)
            play = Play(office, world, client, str(derived_id("crisis", seed)), replicas)
            register(play)
            open_roster(play)
            found.append(check_in(play))
            prove(play, found)
            play.give("stand_down_crisis", {"crisis_id": play.crisis_id, "reason": "all was told that can be told"})
    return play, found


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    sys.exit(main())
