"""The demo's day as a journey: played once, looked at from every side, rebuilt from the logs."""

import io
import os
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any
from uuid import uuid4

import jsonschema
import psycopg
import pytest
from rich.console import Console

from deploy.demo.__main__ import DAY
from deploy.demo.case import read_case
from deploy.demo.play import Play
from deploy.demo.timeline import Timeline
from deploy.local.office import SERVICES, Office
from deploy.reference.answers import EVERY, Answers
from deploy.reference.survey import Offer, shared_offer, survey
from shared.broker import connection
from shared.client import Client
from shared.errors import Invalid, Refused
from shared.rebuild import rebuild, service_of
from shared.rights import CALLER
from shared.times import local_date, now
from tests.snippets import ROOT, Running, snippets
from tests.waiting import until

README = snippets(ROOT / "README.md")
INTEGRATORS = {"integrator": {"approvals": ("VisitApproved",)}}


class Day:
    """The office after its day, and what an integrator heard of it."""

    def __init__(self, office: Office, play: Play, timeline: Timeline, heard: Running) -> None:
        self.office, self.play, self.timeline, self.heard = office, play, timeline, heard


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    home = tmp_path_factory.mktemp("day")
    with Office(home, prefix=f"day_{uuid4().hex[:6]}", integrators=INTEGRATORS, admin_url="", amqp_uri="") as office:
        language, code = README["kombu"]
        code = f"AMQP_URI = {office.uri_of('integrator')!r}\n{code}"
        listener = Running(home, "readme", language, code, os.environ)
        try:
            until(lambda: listens(office))
            timeline = Timeline(Console(file=io.StringIO()), office.databases)
            play = Play(office, read_case(DAY), timeline)
            with timeline:
                play.play()
            yield Day(office, play, timeline, listener)
        finally:
            listener.kill()


def listens(office: Office) -> bool:
    with connection(office.amqp_uri) as link:
        return bool(link.default_channel.queue_declare("integrator.visits", passive=True).consumer_count)


def test_the_day_went_as_the_file_says(day: Day) -> None:
    """Every step, every expected refusal, and each service heard what concerns it."""
    assert len(day.timeline.travels) >= 10
    assert all(rows for _, _, rows in day.play.tables())


def test_an_integrator_receives_the_days_facts(day: Day) -> None:
    """With the README's snippet, as it stands there."""
    lines = until(lambda: day.heard.lines if len(day.heard.lines) > 1 else None)
    year = local_date(now()).year
    assert any(f"inbound 筑外邀〔{year}〕1号" in line for line in lines)
    assert any(f"outbound 筑外批〔{year}〕1号" in line for line in lines)


@pytest.mark.parametrize("offer", [*survey(), shared_offer()], ids=lambda offer: offer.service)
def test_what_is_answered_is_what_the_reference_says(day: Day, offer: Offer, asked: Answers) -> None:
    """Every query that takes an empty question, by a role that may; after a whole day there is much to answer."""
    for method in offer.methods:
        if method.kind == "query" and not method.shape["required"]:
            role = min(method.may.all_roles)
            token = day.office.people.token("reader", *({"operator"} if role == "*" else {role}))
            for service in SERVICES if offer.service == EVERY else [offer.service]:
                with closing(Client(day.office.uri_of(CALLER), token)) as client, suppress(Invalid):
                    answer = client.ask(service, method.name)
                    jsonschema.validate(answer, asked[offer.service, method.name])


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


def test_a_deputy_asks_in_the_roles_of_the_appointment_alone(day: Day) -> None:
    """Of approvals, which knows the appointments; tian acts for li as a section head, and was not made a director."""
    assert "waiting" in day.play._client("tian").ask("approvals", "tray")
    token = day.office.people.token("tian", "section_head", "director", acting_for="li")
    with closing(Client(day.office.uri_of(CALLER), token)) as client, pytest.raises(Refused, match="deputy"):
        client.ask("approvals", "tray")


def test_nothing_is_parked_after_the_day(day: Day) -> None:
    """Every fact was digested by every reader of every service."""
    client = day.play._client("zhou")
    assert [client.ask(name, "lag")["parked"] for name in day.office.counters] == [0] * 5


def test_no_name_or_passport_of_the_day_is_in_a_log_line_or_a_public_fact(day: Day) -> None:
    """What the case file marks as a person's own stays in the services."""
    personal = ("Guo Yi", "郭一", "AK0000001", "Nikos Example", "Meng Er", "孟二", "J2-0000001", "did not come back")
    logs = "".join(path.read_text() for path in day.office.home.glob("*-*/log"))
    operator = day.office.people.token("operator", "operator")
    told = [
        Client(day.office.amqp_uri, operator).ask(name, "facts_told", {"limit": 1000}) for name in day.office.counters
    ]
    assert "fact_told" in logs
    for word in personal:
        assert word not in logs
        assert word not in str(told)
