"""Each desk's tray, and where a case stands, in the read store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.approvals import events as fact
from services.approvals.answers.waiting_queries import CaseById, Tray, progress, tray
from services.approvals.policy import POLICY
from services.approvals.service import APPROVALS
from shared.errors import NotAllowed, NotFound
from shared.ids import derived_id
from shared.policy import about_own_unit, shown
from shared.service import Service
from tests.approvals import examples as e
from tests.scenario import MOMENT, actor


@pytest.fixture
def store(read_store: Callable[[Service], Any]) -> Any:
    return read_store(APPROVALS)


def on_desks(store: Any, **question: Any) -> list[tuple[str, str]]:
    return [(row["desk"], row["next"]) for row in tray(store.read, Tray(on=e.TODAY, **question))["waiting"]]


def where(store: Any, case: Any = e.VISIT_ID) -> Any:
    return progress(store.read, CaseById(case_id=case))


def test_a_draft_waits_for_each_of_the_units_people(store: Any) -> None:
    """For the notice, both sides of the budget, and the submission; each leaves the tray when done."""
    store.project(e.drafted)
    assert on_desks(store, role="finance") == [("finance", "clear_budget")]
    assert sorted(on_desks(store, role="unit_signatory")) == [
        ("unit_signatory", "clear_budget"),
        ("unit_signatory", "publicize_visit"),
        ("unit_signatory", "submit_visit"),
    ]
    store.project(e.publicized, e.cleared, e.cleared_by_finance)
    assert on_desks(store) == [("unit_signatory", "submit_visit")]


def test_a_members_own_unit_finds_the_notice_in_its_tray(store: Any) -> None:
    """A6: in each member's own unit."""
    mixed = replace(e.PLAN, members=(e.member(1), e.member(2, unit="tea-institute")))
    store.project(replace(e.drafted, visit=mixed))
    asked = about_own_unit(POLICY["tray"], actor("xu", "unit_signatory", unit="tea-institute"), {})
    assert on_desks(store, **asked) == [("unit_signatory", "publicize_visit")]
    assert where(store)["missing"] == [
        "budget: finance of commerce-bureau",
        "budget: foreign_affairs of commerce-bureau",
        "notice of commerce-bureau",
        "notice of tea-institute",
    ]


@pytest.mark.parametrize(
    ("happened", "desk", "method"),
    [
        (e.submitted, "clerk", "review_visit_as_clerk"),
        (e.returned, "unit_specialist", "revise_visit"),
        (e.by_clerk, "section_head", "review_visit_as_section"),
        (e.by_section, "director", "sign_visit"),
        (e.signed("province"), "vice_mayor", "report_visit_up"),
        (e.reported_up, "provincial_officer", "record_upper_decision"),
        (e.approved, "clerk", "issue_documents"),
    ],
)
def test_a_visit_lies_on_one_desk_at_a_time(store: Any, happened: Any, desk: str, method: str) -> None:
    """Whoever has it finds it in the own tray; nobody else does."""
    store.project(*e.SUBMITTED, happened)
    assert on_desks(store) == [(desk, method)]
    assert on_desks(store, role="finance") == []


def test_days_move_with_the_journey(store: Any) -> None:
    """Until it starts the day of departure, then that of the return, also when both move."""
    store.project(*e.APPROVED)
    assert [row["due_on"] for row in tray(store.read, Tray())["waiting"]] == [date(2026, 12, 7)]
    fields = {name: getattr(e.approved, name) for name in vars(e.approved) if name != "approved_at"}
    moved = {**fields, "starts_on": date(2026, 12, 8), "ends_on": date(2026, 12, 12), "document": "筑外批 2"}
    store.project(fact.VisitAmended(**moved, supersedes="筑外批 1", amended_at=MOMENT))
    assert [row["due_on"] for row in tray(store.read, Tray())["waiting"]] == [date(2026, 12, 8)]
    store.project(e.departed)
    assert tray(store.read, Tray())["waiting"][0]["due_on"] == date(2026, 12, 12)


def test_what_waits_on_the_road_and_after_has_its_own_days(store: Any) -> None:
    """Passports and report beside the file; late on the day after."""
    store.project(*e.HOME)
    rows = tray(store.read, Tray(on=date(2026, 12, 20)))["waiting"]
    assert [(row["matter"], row["due_on"], row["late"]) for row in rows] == [
        ("passports", e.DUE, True),
        ("report", e.REPORT_DUE, False),
        ("result", e.REPORT_DUE, False),
        ("case", None, False),
    ]
    assert [row["since"] for row in rows] == [MOMENT, *[e.AFTER] * 3]
    store.project(e.passports_back, e.report_filed, e.result_publicized)
    assert on_desks(store) == [("clerk", "close_visit")]
    store.project(fact.VisitClosed(visit_id=e.VISIT_ID, by="sun", at=MOMENT))
    assert on_desks(store) == [("clerk", "archive_visit")]
    store.project(fact.VisitArchived(visit_id=e.VISIT_ID, papers=(), by="sun", at=MOMENT))
    assert on_desks(store) == []


@pytest.mark.parametrize(
    "end",
    [
        fact.VisitRefused(visit_id=e.VISIT_ID, reason="r", by="sun", at=MOMENT),
        fact.VisitWithdrawn(visit_id=e.VISIT_ID, reason="r", by="wang", at=MOMENT),
    ],
)
def test_what_ended_waits_nowhere(store: Any, end: Any) -> None:
    """An empty tray is an empty list."""
    store.project(*e.SUBMITTED, end)
    assert on_desks(store) == []
    assert where(store)["waiting"] == []


def test_an_applicant_sees_what_keeps_the_case(store: Any) -> None:
    """The answers of the plan and the unit, then what the clerk asks for; by role, never by person."""
    store.project(*e.PREPARED, e.submitted)
    trips = "what other trips the travellers and senders have"
    assert where(store)["missing"] == ["the plan's answer", "the unit's standing", trips]
    store.project(replace(e.plan_answered, reserved=False), replace(e.unit_free, locked=True), *e.no_other_trips)
    assert where(store)["missing"] == [
        "a free entry of the annual plan (A11)",
        "long overdue passports of the unit (A10)",
    ]
    store.project(e.returned)
    found = where(store)
    assert (found["state"], found["missing"]) == ("Returned", ["the route"])
    assert [(row["desk"], row["next"]) for row in found["waiting"]] == [("unit_specialist", "revise_visit")]
    assert "sun" not in str(found)


def test_an_amendment_waits_for_the_travellers_trips_too(store: Any) -> None:
    """Told until each has answered."""
    trips = "what other trips the travellers and senders have"
    fewer, asking = e.plan(members=e.PLAN.members[:1]), replace(e.submitted.asking, number=2)
    store.project(*e.APPROVED)
    store.project(
        fact.AmendmentRequested(visit_id=e.VISIT_ID, visit=fewer, reason="ill", by="wang", at=MOMENT, asking=asking)
    )
    assert trips in where(store)["missing"]
    store.project(*e.no_other_trips)
    found = where(store)["missing"]
    assert trips not in found
    assert f"amendment of {e.BUREAU}" in found


def test_progress_is_the_units_own(store: Any) -> None:
    """Another unit's applicant is not shown it; nobody is shown what isn't there."""
    store.project(e.drafted)
    with pytest.raises(NotAllowed):
        shown(POLICY["progress"], actor("xu", "unit_specialist", unit="tea-institute"), where(store))
    assert shown(POLICY["progress"], e.WANG, where(store))["unit"] == e.BUREAU
    with pytest.raises(NotFound, match="case"):
        where(store, derived_id("nothing"))


def test_a_tray_is_bounded_and_the_earliest_due_comes_first(store: Any) -> None:
    """And may show only what is late."""
    for number in range(3):
        visit = derived_id("tray", number)
        plan = replace(e.PLAN, departs_on=date(2026, 12, 9 - number))
        store.project(replace(e.drafted, visit_id=visit, visit=plan), replace(e.submitted, visit_id=visit))
    days = [row["due_on"].day for row in tray(store.read, Tray(role="clerk", limit=2))["waiting"]]
    assert days == [7, 8]
    late = tray(store.read, Tray(role="clerk", late=True, on=date(2026, 12, 8)))["waiting"]
    assert [row["due_on"].day for row in late] == [7]
