"""Reminders and lateness on a real log: each once, whatever the clock does, after a restart, and after a rebuild."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from unittest.mock import patch

import pytest
from psycopg import Connection
from psycopg.rows import dict_row

from deploy.local.databases import Database
from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.answers.record_queries import PassportsOut, passports_out
from services.approvals.service import APPROVALS
from services.approvals.visit.queries import VisitFile, visit_file
from shared import clock_door, log, tail
from shared.aggregate import Occasion
from shared.clock_door import clock_reader
from shared.commands import Order, handle
from shared.database import connect
from shared.ids import new_id
from shared.log import Origin
from shared.project import project_reader
from shared.reader import Reader
from shared.rebuild import rebuild
from shared.service import Service
from tests.approvals import examples as e
from tests.approvals.course import Course
from tests.keys import OpenKeys

ID = e.VISIT_ID
STREAM = f"visit-{ID}"
SERVICE = APPROVALS.under(OpenKeys())


def nine(day: date) -> datetime:
    return datetime.combine(day, time(1), UTC)


class Office:
    """The log of a visit whose team is abroad; its readers are asked in turn, at whatever time the clock says."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.open()

    def open(self) -> None:
        """A process of the service: connections and readers of its own."""
        self.connection = connect(self.database.application_url)
        self.clock, self.project = clock_reader(SERVICE), project_reader(SERVICE)

    def restart(self) -> None:
        self.connection.close()
        self.open()

    def set_clock(self, day: date) -> None:
        with patch.object(clock_door, "now", lambda: nine(day)):
            for _ in range(3):  # what a deadline sets may be due already
                self.read(self.clock)
                assert self.clock.meanwhile is not None
                self.clock.meanwhile(self.connection)
        self.read(self.project)

    def read(self, reader: Reader[Any]) -> None:
        while rows := log.read(
            self.connection, at := reader.position(self.connection), tail.find_head(self.connection), reader.batch
        ):
            reader.digest(self.connection, rows, at)

    def give(self, command: Any, by: Any, on: date) -> None:
        origin = Origin(by.signature, new_id(), None)
        handle(self.connection, SERVICE, Order(command, Occasion(by, nine(on)), origin, new_id()))

    def happened(self) -> Counter[str]:
        """How often each fact is in the log."""
        return Counter(name for name, _ in log.load(self.connection, SERVICE.facts, STREAM).recorded)

    def ask(self, query: str, parameters: Any = None) -> list[dict[str, Any]]:
        with self.connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query, parameters or {}).fetchall()


@pytest.fixture
def office(new_database: Callable[[Service], Database]) -> Iterator[Office]:
    office = Office(new_database(APPROVALS))
    append(office.connection, Course().go_to("Approved").set_day(e.LEFT_ON).go_to("Departed"))
    yield office
    office.connection.close()


def append(connection: Connection[Any], course: Course) -> None:
    facts = [SERVICE.facts.encode(happened, STREAM) for happened in course.walk.files.facts(STREAM)]
    log.append(connection, STREAM, 0, facts, Origin("the unit", new_id(), None), new_id(), "")


def test_reminded_before_and_late_after_each_once(office: Office) -> None:
    """Due on 19 December: reminded on 16 and 18, late on 20, locked 30 days on; the clock may jump back meanwhile."""
    seen = []
    for day in (date(2026, 12, 15), date(2026, 12, 16), date(2026, 12, 10), date(2026, 12, 18), date(2026, 12, 19)):
        office.set_clock(day)
        office.restart()
        seen.append(office.happened()["VisitReminded"])
    assert seen == [0, 1, 1, 2, 2]
    assert office.happened()["PassportDeadlinePassed"] == 0
    for day in (date(2026, 12, 20), date(2026, 12, 1), date(2027, 1, 18), date(2027, 1, 19), date(2027, 6, 1)):
        office.set_clock(day)
        office.restart()
    happened = office.happened()
    kinds = ("VisitReminded", "PassportDeadlinePassed", "LockDeadlineSet", "PassportsLongOverdue")
    assert [happened[kind] for kind in kinds] == [2, 1, 1, 1]


def test_a_rebuilt_store_holds_the_same_reminders_and_reminds_nobody_again(office: Office) -> None:
    """What passed is in the log; a rebuild asks no clock."""
    office.set_clock(date(2026, 12, 20))
    before = visit_file(office.ask, VisitFile(visit_id=ID))["reminders"], office.happened()
    rebuild(SERVICE, office.database.migrator_url, office.database.application_role)
    office.restart()
    office.set_clock(date(2026, 12, 20))
    assert (visit_file(office.ask, VisitFile(visit_id=ID))["reminders"], office.happened()) == before
    assert [row["days_before"] for row in before[0]] == [3, 1]
    (out,) = passports_out(office.ask, PassportsOut(on=date(2026, 12, 20)))["visits"]
    assert (out["passports_late"], out["days_late"]) == (True, 1)


def test_a_changed_departure_moves_all_that_hangs_on_it(office: Office) -> None:
    """Reminders and lateness of the old day don't come any more, those of the new one do; a wrong lock is undone, and a
    day that comes back is late again."""
    office.set_clock(date(2026, 12, 16))
    late = do.ChangeDeparture(visit_id=ID, departs_on=date(2026, 12, 14), reason="fog")
    office.give(late, e.FENG, date(2026, 12, 17))
    office.set_clock(date(2026, 12, 22))
    assert office.happened()["VisitReminded"] == 1
    office.set_clock(date(2026, 12, 25))
    assert office.happened()["VisitReminded"] == 3
    office.set_clock(date(2027, 2, 1))
    assert office.happened()["PassportsLongOverdue"] == 1
    corrected = do.ChangeDeparture(visit_id=ID, departs_on=date(2027, 1, 20), reason="the stamp says so")
    office.give(corrected, e.FENG, date(2027, 2, 1))
    assert office.happened()["OverdueCorrected"] == 1
    office.set_clock(date(2027, 2, 1))
    (out,) = passports_out(office.ask, PassportsOut(on=date(2027, 2, 1)))["visits"]
    assert (out["passports_due"], out["passports_late"], out["long_overdue"]) == (date(2027, 2, 1), False, False)
    office.give(late, e.FENG, date(2027, 2, 1))
    office.set_clock(date(2027, 2, 2))
    assert (office.happened()["PassportDeadlinePassed"], office.happened()["PassportsLongOverdue"]) == (2, 2)


def test_working_days_count_for_notices_and_calendar_days_for_the_rest(office: Office) -> None:
    """A9, holidays included [S-ah]: over the New Year the seven days are seven days all the same."""
    office.give(do.RecordReturn(visit_id=ID, returned_on=date(2026, 12, 28)), e.FENG, date(2026, 12, 28))
    facts = log.load(office.connection, SERVICE.facts, STREAM).facts
    passports = [one.due_on for one in facts if isinstance(one, fact.PassportDeadlineSet)]
    report = [one.due_on for one in facts if isinstance(one, fact.ReportDeadlineSet)]
    assert (passports[-1], report[-1]) == (date(2027, 1, 5), date(2027, 1, 28))
