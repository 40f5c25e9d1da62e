"""The broker is killed, and loses its disk, while the office works."""

import threading
import time

import pycountry

from deploy.local.office import Office
from services.consular.commands import RaiseAlert
from services.consular.service import CONSULAR
from shared.actors import Actor
from shared.aggregate import Occasion
from shared.commands import Order, handle
from shared.database import connect
from shared.ids import new_id
from shared.log import Origin
from shared.times import local_date, now
from tests.faults.break_services import open_office
from tests.faults.fault import Counts, Run, fault
from tests.faults.ledger import Ledger
from tests.faults.load import Load, drained, prove
from tests.waiting import until

SETTLED_SECONDS = 2.5
"""RabbitMQ 3.10 forgets a quorum queue if it is killed within about two seconds of declaring it."""
RESUMED_WITHIN_SECONDS = 10.0
DRAINED_A_SECOND = 2000
COUNTRIES = sorted(country.alpha_2 for country in pycountry.countries)
"""Approvals notes an alert in its country's file: in one file alone the thousands would wait for each other."""
OFFICER = Actor("he", frozenset({"consular_officer"}), "fao")


@fault("F2", "kill -9 of the broker, and its disk lost")
def break_broker(run: Run) -> Counts:
    """Commands are accepted all the while, telling resumes in seconds, the backlog drains, nothing is lost."""
    kills, wipes, backlog = run.size(10), run.size(2), run.size(20_000, least=1000)
    office = open_office(run)
    try:
        ledger = Ledger(run.home / "ledger.jsonl")
        load = Load(office, ledger, run.seed, run.size(10_000), pace=0.01).start()
        resumed = [lose_broker(office, wipe=number >= kills) for number in range(kills + wipes)]
        load.finish()
        until(lambda: drained(office), 120)
        rate = drain(office, backlog)
        prove(office, ledger)
        run.hold_speed("telling resumes in time", max(resumed) < RESUMED_WITHIN_SECONDS, f"{max(resumed):.1f} s")
        run.hold_speed("the backlog drains", rate >= DRAINED_A_SECOND, f"{rate:.0f} facts/s")
        return {
            "commands": ledger.count,
            "kills": kills,
            "disks lost": wipes,
            "retries": load.retries,
            "slowest to resume": f"{max(resumed):.1f} s",
            "backlog": backlog,
            "drained": f"{rate:.0f} facts/s",
        }
    finally:
        office.close()


def lose_broker(office: Office, wipe: bool) -> float:
    """Gives the seconds from the broker's return until a fact that was told meanwhile is confirmed."""
    assert office.broker is not None
    time.sleep(SETTLED_SECONDS)
    if wipe:
        office.broker.wipe()
    else:
        office.broker.kill()
        raise_alerts(office, 3)
        office.broker.start()
    begun = time.monotonic()
    raise_alerts(office, 1)
    until(lambda: all_confirmed(office), 60)
    return time.monotonic() - begun


def drain(office: Office, backlog: int) -> float:
    """Public facts pile up while the broker is down; gives how many a second are told once it is back."""
    assert office.broker is not None
    time.sleep(SETTLED_SECONDS)
    office.broker.kill()
    threads = [threading.Thread(target=raise_alerts, args=(office, backlog // 4)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    until(lambda: numbered(office), 60)
    before = confirmed(office)
    office.broker.start()
    until(lambda: confirmed(office) > before, 60)
    begun, first = time.monotonic(), confirmed(office)
    until(lambda: all_confirmed(office), 120)
    return (confirmed(office) - first) / max(time.monotonic() - begun, 0.001)


def raise_alerts(office: Office, count: int) -> None:
    """Commands straight into consular's log: it takes them whatever the broker does."""
    with connect(office.databases["consular"].application_url) as db:
        for number in range(count):
            alert = RaiseAlert(
                alert_id=new_id(),
                country=COUNTRIES[number % len(COUNTRIES)],
                region="the capital",
                colour="blue",
                summary="heat",
                issued_on=local_date(now()),
                source="cs.mfa.gov.cn",
            )
            handle(db, CONSULAR, Order(alert, Occasion(OFFICER, now()), Origin(OFFICER.id, new_id(), None), new_id()))


def confirmed(office: Office) -> int:
    with connect(office.databases["consular"].application_url) as db:
        row = db.execute("SELECT position FROM log.checkpoints WHERE reader = 'tell:published'").fetchone()
        return row[0] if row else 0


def told(office: Office) -> int:
    with connect(office.databases["consular"].application_url) as db:
        found: int = db.execute("SELECT coalesce(max(sequence), 0) FROM log.told").fetchall()[0][0]
        return found


def numbered(office: Office) -> bool:
    """Whether every public fact has its number."""
    with connect(office.databases["consular"].application_url) as db:
        row = db.execute(
            """
            SELECT (SELECT position FROM log.checkpoints WHERE reader = 'tell') >= max(position) FROM log.facts
            """
        ).fetchall()
        return bool(row[0][0])


def all_confirmed(office: Office) -> bool:
    return numbered(office) and confirmed(office) == told(office)
