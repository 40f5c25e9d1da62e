"""The demo's day as a journey: played once, looked at from every side, rebuilt from the logs."""

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from rich.console import Console

from deploy.demo.__main__ import DAY
from deploy.demo.case import read_case
from deploy.demo.play import Play
from deploy.demo.timeline import Timeline
from deploy.local.office import Office
from shared.rebuild import rebuild, service_of
from shared.times import local_date, now
from tests.waiting import until

NAMEKO = """
import eventlet
eventlet.monkey_patch()
from nameko.events import event_handler
from nameko.runners import ServiceRunner


class Listener:
    name = "integrator"

    @event_handler("approvals", "VisitApproved")
    def on_approved(self, body):
        print("nameko", body["direction"], body["document"], flush=True)


runner = ServiceRunner({"AMQP_URI": "%s", "DECLARE_EVENT_EXCHANGES": False})
runner.add_service(Listener)
runner.start()
print("ready", flush=True)
runner.wait()
"""

KOMBU = """
import json
from kombu import Connection, Consumer, Exchange, Queue


def on_message(message):
    body = json.loads(message.body)
    print("kombu", body["direction"], body["document"], message.headers["cloudEvents_sequence"], flush=True)
    message.ack()


approvals = Exchange("approvals.events", type="topic", no_declare=True)
queue = Queue("integrator.visits", approvals, routing_key="VisitApproved")
with Connection("%s") as connection, Consumer(connection, [queue], on_message=on_message):
    print("ready", flush=True)
    while True:
        connection.drain_events()
"""


INTEGRATORS = {"integrator": {"approvals": ("VisitApproved",)}}


class Day:
    """The office after its day, and what two integrators heard of it."""

    def __init__(self, office: Office, play: Play, timeline: Timeline, heard: list[Path]) -> None:
        self.office, self.play, self.timeline, self.heard = office, play, timeline, heard


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    home = tmp_path_factory.mktemp("day")
    with Office(home, prefix=f"day_{uuid4().hex[:6]}", integrators=INTEGRATORS, admin_url="", amqp_uri="") as office:
        listeners = [start_listener(home, name, code % office.uri_of("integrator")) for name, code in SNIPPETS]
        try:
            for _, out in listeners:
                until(lambda out=out: "ready" in out.read_text())
            timeline = Timeline(Console(file=io.StringIO()), office.databases)
            play = Play(office, read_case(DAY), timeline)
            with timeline:
                play.play()
            yield Day(office, play, timeline, [out for _, out in listeners])
        finally:
            for process, _ in listeners:
                process.kill()
                process.wait()


SNIPPETS = (("nameko", NAMEKO), ("kombu", KOMBU))


def start_listener(home: Path, name: str, code: str) -> tuple[subprocess.Popen[bytes], Path]:
    script, out = home / f"listen_with_{name}.py", home / f"{name}.out"
    script.write_text(code)
    with out.open("w") as output:
        return subprocess.Popen([sys.executable, "-W", "ignore", str(script)], stdout=output), out


def test_the_day_went_as_the_file_says(day: Day) -> None:
    """Every step, every expected refusal, and each service heard what concerns it."""
    assert len(day.timeline.travels) >= 10
    assert all(rows for _, _, rows in day.play.tables())


@pytest.mark.parametrize("number", range(len(SNIPPETS)), ids=[name for name, _ in SNIPPETS])
def test_integrators_receive_the_days_facts(day: Day, number: int) -> None:
    """Stock nameko with `@event_handler("approvals", "VisitApproved")`, and bare kombu: the README's snippets."""
    name = SNIPPETS[number][0]
    lines = until(lambda: [x for x in day.heard[number].read_text().splitlines() if x.startswith(name)][1:] and
                  day.heard[number].read_text().splitlines())  # fmt: skip
    year = local_date(now()).year
    assert any(f"inbound 筑外邀〔{year}〕1号" in line for line in lines)
    assert any(f"outbound 筑外批〔{year}〕1号" in line for line in lines)


def test_every_service_answers_from_a_store_dropped_and_rebuilt(day: Day) -> None:
    """All five read stores are dropped and rebuilt from their logs alone; the answers are the same."""
    before = settled(day)
    for name, database in day.office.databases.items():
        with psycopg.connect(database.migrator_url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA read CASCADE")
        with closing(day.office.keyring(name)) as keyring:
            service = service_of(day.office.counters[name]).under(keyring)
            rebuild(service, database.migrator_url, database.application_role)
    assert before == day.play.tables()


def settled(day: Day) -> Any:
    """The tables, once every service has read its log to the end."""

    def still() -> bool:
        lags = [day.play._client("zhou").ask(name, "lag") for name in day.office.counters]
        return all(
            lag["readers"][role] >= lag["head"] for lag in lags for role in ("project", "react", "tell", "clock")
        )

    until(still)
    return day.play.tables()


def test_nothing_is_parked_after_the_day(day: Day) -> None:
    """Every fact was digested by every reader of every service."""
    client = day.play._client("zhou")
    assert [client.ask(name, "lag")["parked"] for name in day.office.counters] == [0] * 5


def test_no_name_or_passport_of_the_day_is_in_a_log_line_or_a_public_fact(day: Day) -> None:
    """What the case file marks as a person's own stays in the services."""
    personal = ("Guo Yi", "郭一", "AK0000001", "Nikos Example", "Meng Er", "孟二", "J2-0000001", "did not come back")
    logs = "".join(path.read_text() for path in day.office.home.glob("*-*/log"))
    operator = day.office.people.token("operator", "operator")
    from shared.client import Client

    told = [
        Client(day.office.amqp_uri, operator).ask(name, "facts_told", {"limit": 1000}) for name in day.office.counters
    ]
    assert "fact_told" in logs
    for word in personal:
        assert word not in logs
        assert word not in str(told)
