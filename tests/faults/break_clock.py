"""The clock jumps."""

from datetime import datetime, timedelta
from unittest.mock import patch

from deploy.local import databases, postgres
from shared import clock_door, log, tail
from shared.clock_door import clock_reader
from shared.database import connect
from shared.ids import new_id
from shared.migrate import migrate
from shared.times import now
from tests.faults.fault import Counts, Run, fault, hold
from tests.faults.open_village import give
from tests.kernel.garden import GARDEN, PlanHarvest, PlantBed
from tests.keys import OpenKeys


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
