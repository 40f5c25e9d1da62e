"""Facts into read tables, and read tables into answers, on real PostgreSQL."""

from decimal import Decimal
from typing import Any

import pytest

from services.exchanges import queries as ask
from services.exchanges.partnership import PARTNERSHIP
from services.exchanges.service import EXCHANGES
from shared.errors import NotFound
from tests.exchanges import examples as e
from tests.exchanges.test_partnership import ACTIVE
from tests.exchanges.test_project import FACTS

TRIPOLI = ask.PartnerByKey(partner=e.TRIPOLI)


@pytest.fixture
def store(read_store: Any) -> Any:
    return read_store(EXCHANGES)


@pytest.mark.parametrize("name", sorted({**e.PUBLIC, **e.PRIVATE, **e.HEARD}))
def test_every_fact_is_accepted(store: Any, name: str) -> None:
    """Each fact's statements run."""
    store.project({**e.PUBLIC, **e.PRIVATE, **e.HEARD}[name])


def test_the_read_state_is_the_aggregates_state(store: Any) -> None:
    """After each fact of the main path the row says what the aggregate says."""
    for length, happened in enumerate([*ACTIVE, e.dormant, e.reactivated, e.ended, e.terminated], 1):
        store.project(happened)
        state = PARTNERSHIP.fold([*ACTIVE, e.dormant, e.reactivated, e.ended, e.terminated][:length])
        assert state is not None
        if happened is not e.filed:  # the row is Active with the filing, the aggregate with the fact beside it
            assert state.state == ask.get_partner(store.read, TRIPOLI)["state"]


def test_a_partner_and_its_record(store: Any) -> None:
    """The row of an active partner, and its record by date."""
    store.project(*ACTIVE, e.visited)
    row = ask.get_partner(store.read, TRIPOLI)
    assert (
        row["state"],
        row["agreement_signed_on"],
        row["dated"],
        row["visits"],
    ) == ("Active", e.SIGNED_ON, "2024-11-19", 1)
    record = ask.partner_record(store.read, TRIPOLI)["record"]
    assert [line["kind"] for line in record] == [
        "contact",
        "step",
        "visit",
        "youth",
        "step",
        "step",
        "step",
        "agreement",
        "step",
    ]
    assert sorted(line["on_day"] for line in record) == [line["on_day"] for line in record]


def test_a_city_that_only_sent_guests(store: Any) -> None:
    """It is Known, and a later contact keeps its visits."""
    store.project(e.visited)
    assert ask.get_partner(store.read, TRIPOLI)["state"] == "Known"
    store.project(e.contacted)
    row = ask.get_partner(store.read, TRIPOLI)
    assert (row["state"], row["visits"]) == ("Contacted", 1)


def test_lists_of_partners(store: Any) -> None:
    """By state, class and country; an empty list is an answer, a missing partner is not."""
    store.project(e.contacted, e.hk_contacted)
    listed = [
        [row["partner"] for row in ask.list_partners(store.read, question)["partners"]]
        for question in (
            ask.Partners(),
            ask.Partners(limit=1),
            ask.Partners(partner_class="hong_kong_macao"),
            ask.Partners(country="GR", state="Contacted"),
            ask.Partners(state="Active"),
        )
    ]
    assert listed == [[e.TRIPOLI, e.HONG_KONG], [e.TRIPOLI], [e.HONG_KONG], [e.TRIPOLI], []]
    with pytest.raises(NotFound):
        ask.get_partner(store.read, ask.PartnerByKey(partner="GR-athens"))


def test_projects(store: Any) -> None:
    """By field and state, and in numbers."""
    store.project(*FACTS[:4])
    (row,) = ask.list_projects(store.read, ask.Projects(field="economy_trade", state="Running"))["projects"]
    assert ("commerce-bureau", Decimal("120000")) == (row["lead_department"], row["budget"])
    assert ask.list_projects(store.read, ask.Projects(field="sport"))["projects"] == []
    (counts,) = ask.projects_by_field(store.read, ask.ProjectCounts())["fields"]
    assert {"field": "economy_trade", "projects": 1, "running": 1, "budget": Decimal("120000")} == counts
    store.project(e.reported, e.evaluated)
    (row,) = ask.list_projects(store.read, ask.Projects(partner=e.TRIPOLI))["projects"]
    assert (row["state"], row["grade"]) == ("Evaluated", "good")


def test_missions(store: Any) -> None:
    """Which mission is responsible, those that closed with their note."""
    assert len(ask.list_missions(store.read, ask.Missions())["missions"]) == 18
    (closed,) = ask.list_missions(store.read, ask.Missions(country="US"))["missions"]
    assert (closed["covers_guizhou"], closed["note"]) == ("no", "closed July 2020")


def test_a_project_is_on_the_partners_record(store: Any) -> None:
    """The record is the one timeline of visits, exchanges and projects."""
    store.project(e.contacted, e.proposed)
    days = [line["kind"] for line in ask.partner_record(store.read, TRIPOLI)["record"]]
    assert "project" in days


def test_the_end_is_on_the_partners_record(store: Any) -> None:
    """Why a partnership ended is on its record."""
    store.project(*ACTIVE, e.ended)
    assert e.ended.reason in str(ask.partner_record(store.read, TRIPOLI)["record"])
