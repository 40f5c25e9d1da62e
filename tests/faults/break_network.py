"""The network swallows, cuts and delays; the clock jumps."""

import socket
import threading
import time
from contextlib import suppress
from datetime import datetime, timedelta
from unittest.mock import patch
from urllib.parse import urlsplit

from deploy.local import databases, postgres
from deploy.local.ports import free_port
from shared import clock_door, errors, log, tail
from shared.client import Client
from shared.clock_door import clock_reader
from shared.database import connect
from shared.ids import new_id
from shared.migrate import migrate
from shared.times import now
from tests.faults.fault import Counts, Run, fault, hold
from tests.faults.open_village import give, open_village, prove, settle
from tests.kernel.garden import GARDEN, PlanHarvest, PlantBed
from tests.keys import OpenKeys
from tests.waiting import until

LONGEST_SECONDS = 30.0
MODES = ("pass", "swallow", "swallow answers", "cut")


class Proxy:
    """Stands between a client and a server on loopback, and passes on, swallows, or cuts, as `mode` says."""

    def __init__(self, host: str, port: int) -> None:
        self.mode, self.port = "pass", free_port()
        self._target, self._links = (host, port), list[socket.socket]()
        self._server = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End every connection."""
        links, self._links = self._links, []
        for link in links:
            with suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
            link.close()

    def close(self) -> None:
        self._server.close()
        self.cut()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._server.accept()
                with suppress(OSError):
                    far = socket.create_connection(self._target)
                    self._links += [near, far]
                    threading.Thread(target=self._pipe, args=(near, far, ("swallow",)), daemon=True).start()
                    answers = ("swallow", "swallow answers")
                    threading.Thread(target=self._pipe, args=(far, near, answers), daemon=True).start()

    def _pipe(self, source: socket.socket, target: socket.socket, swallowed_in: tuple[str, ...]) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if self.mode == "cut":
                    break
                if self.mode not in swallowed_in:
                    target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.close()


@fault("F25", "the network swallows, cuts and comes back")
def break_network(run: Run) -> Counts:
    """No call hangs, whatever the network between caller, broker, service and database does; afterwards all is well."""
    rounds, longest, answers = run.size(30, least=4), 0.0, dict[str, int]()
    with open_village(run) as village:
        office = village.office
        bed = village.plant()
        broker, database = urlsplit(office.uri_of("caller")), urlsplit(office.databases["garden"].application_url)
        near = Proxy(broker.hostname or "", broker.port or 0)
        behind = Proxy(database.hostname or "", database.port or 0)
        for process in [*office.running["garden"]]:
            office.end_service("garden", process)
        through = office.databases["garden"].application_url.replace(f":{database.port}/", f":{behind.port}/")
        office.start_service("garden", {"DATABASE_URL": through})
        office.wait_until_ready()
        token = office.people.token("gardener-1", "gardener", "operator")
        client = Client(office.uri_of("caller").replace(f":{broker.port}/", f":{near.port}/"), token, 5)
        try:
            for _ in range(rounds):
                proxy = run.random.choice((near, behind))
                proxy.mode = run.random.choice(MODES)
                for _ in range(3):
                    begun, answer = time.monotonic(), "done"
                    try:
                        client.command("garden", "water_bed", {"bed_id": bed, "litres": 1})
                    except errors.Declined as error:
                        answer = error.name
                    answers[answer] = answers.get(answer, 0) + 1
                    longest = max(longest, time.monotonic() - begun)
                proxy.mode = "pass"
                proxy.cut()
            until(lambda: village.water(bed, 1), 60)
            settle(village)
            prove(village)
        finally:
            client.close()
            near.close()
            behind.close()
        hold("no call hangs", longest < LONGEST_SECONDS, f"{longest:.1f} s")
        hold("answers are typed", set(answers) <= {"done", "unavailable"}, answers)
        return {"rounds": rounds, **answers, "longest call": f"{longest:.1f} s"}


@fault("F26", "the clock jumps back and forth")
def move_the_clock(run: Run) -> Counts:
    """Each deadline passes once, whatever the clock says in between, and whoever asks at the same time."""
    count = run.size(200, least=10)
    server = postgres.start(run.home / "postgres")
    try:
        database = databases.prepare(server.url, "clock")
        migrate(database.migrator_url, GARDEN.home, database.application_role)
        garden = GARDEN.under(OpenKeys())
        with connect(database.application_url) as db:
            for _ in range(count):
                bed, due = new_id(), now() + timedelta(seconds=run.random.uniform(-86_400, 86_400))
                give(db, PlantBed(bed_id=bed, plant="beans", gardener="张三"), service=garden)
                give(db, PlanHarvest(bed_id=bed, due_at=due), service=garden)
            reader = clock_reader(garden)
            while rows := log.read(db, position := reader.position(db), tail.find_head(db), reader.batch):
                reader.digest(db, rows, position)
            jumps = run.size(200, least=20)
            for _ in range(jumps):
                jump_to(db, reader, now() + timedelta(seconds=run.random.uniform(-172_800, 172_800)))
            while open_deadlines(db):
                jump_to(db, reader, now() + timedelta(days=3))
            passed = db.execute("SELECT count(*), count(DISTINCT stream) FROM log.facts WHERE name = %s",
                                ("HarvestDeadlinePassed",)).fetchall()[0]  # fmt: skip
        hold("each deadline passed once", passed == (count, count), passed)
        return {"deadlines": count, "jumps of the clock": jumps, "passed": passed[0]}
    finally:
        server.stop()


def jump_to(db: object, reader: object, moment: datetime) -> None:
    """What the reader does in one turn, at that moment."""
    with patch.object(clock_door, "now", lambda: moment):
        reader.meanwhile(db)  # type: ignore[attr-defined]


def open_deadlines(db: object) -> bool:
    found = db.execute("SELECT count(*) FROM log.deadlines WHERE passed_at IS NULL").fetchall()  # type: ignore[attr-defined]
    return bool(found[0][0])
