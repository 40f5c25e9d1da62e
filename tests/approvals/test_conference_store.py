"""Conferences in the read store: files, lists, checks before submission, the trays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals.answers.waiting_queries import CaseById, Tray, progress, tray
from services.approvals.conference.queries import (
    CheckConference,
    ConferenceById,
    Conferences,
    check_conference,
    get_conference,
    list_conferences,
)
from services.approvals.policy import POLICY
from services.approvals.service import APPROVALS
from shared.errors import Invalid, NotAllowed, NotFound
from shared.ids import derived_id
from shared.policy import shown
from shared.service import Service
from tests.approvals import examples as e
from tests.approvals.test_conference import (
    APPROVED,
    ARCHIVE,
    CHANGED,
    DONE,
    DRAFT,
    DUE,
    ID,
    LATER,
    PLAN,
    SUBMIT,
    SUBMITTED,
    after,
    revise,
)
from tests.scenario import actor


@pytest.fixture
def store(read_store: Callable[[Service], Any]) -> Any:
    return read_store(APPROVALS)


def row(store: Any) -> Any:
    return get_conference(store.read, ConferenceById(conference_id=ID))


def desks(store: Any) -> list[tuple[str, str, Any]]:
    found = tray(store.read, Tray(on=e.TODAY))["waiting"]
    return [(item["desk"], item["next"], item["due_on"]) for item in found]


def test_a_conference_is_shown_as_it_stands(store: Any) -> None:
    """From the application to the archive; a change stands for what is asked until it is refused."""
    store.project(*APPROVED)
    assert (row(store)["state"], row(store)["document"], row(store)["budget"]) == (
        "Approved",
        "黔府办 31",
        Decimal(90000),
    )
    assert [step["step"] for step in row(store)["decisions"]][-1] == "director's signature"
    sent = after(CHANGED, (SUBMIT, e.ZHAO), (do.RefuseConference(conference_id=ID, reason="too large"), e.SUN))
    store.project(*sent[len(APPROVED) : -1])
    assert (row(store)["state"], row(store)["foreigners"]) == ("Submitted", 100)
    store.project(sent[-1])
    found = (row(store)["state"], row(store)["foreigners"], row(store)["refused_because"])
    assert found == ("Approved", 99, "too large")
    store.project(*after(DONE, (ARCHIVE, e.SUN), now=LATER)[len(APPROVED) :])
    assert (row(store)["state"], row(store)["came_people"], len(row(store)["papers"])) == ("Archived", 380, 3)
    with pytest.raises(NotFound):
        get_conference(store.read, ConferenceById(conference_id=derived_id("nothing")))


@pytest.mark.parametrize(
    ("question", "found"),
    [({}, 1), ({"state": "Approved"}, 1), ({"decides": "state_council"}, 0), ({"unit": "x"}, 0),
     ({"first": date(2027, 3, 3)}, 1), ({"first": date(2027, 3, 4)}, 0), ({"last": date(2027, 2, 28)}, 0)],
)  # fmt: skip
def test_a_list_is_by_state_unit_level_and_days(store: Any, question: dict[str, Any], found: int) -> None:
    """An empty list is an answer."""
    store.project(*APPROVED)
    assert len(list_conferences(store.read, Conferences(**question))["conferences"]) == found


def test_a_conference_is_checked_before_it_is_submitted(store: Any) -> None:
    """As a draft, or by its id as it stands; of the own unit."""
    told = check_conference(store.read, CheckConference(conference=replace(PLAN, countries=())))
    assert told["missing"]["submit_conference"] == ["countries"]
    store.project(*SUBMITTED)
    stands = check_conference(store.read, CheckConference(conference_id=ID))
    assert (stands["missing"], stands["decided_by"]["decides"], stands["unit"]) == (
        {"submit_conference": []},
        "province",
        e.BUREAU,
    )
    with pytest.raises(NotAllowed):
        shown(POLICY["check_conference"], actor("xu", "unit_specialist", unit="x"), stands)
    revised = check_conference(store.read, CheckConference(conference=replace(PLAN, foreigners=0), conference_id=ID))
    assert revised["missing"]["submit_conference"] == ["numbers"]
    with pytest.raises(Invalid):
        check_conference(store.read, CheckConference())
    with pytest.raises(NotFound):
        check_conference(store.read, CheckConference(conference_id=derived_id("nothing")))


def test_a_conference_lies_on_one_desk_after_the_other(store: Any) -> None:
    """From the application to the archive, with the day by which each has to act."""
    starts, answer = date(2027, 3, 1), date(2026, 11, 30)
    store.project(*DRAFT)
    assert desks(store) == [("unit_signatory", "submit_conference", starts)]
    steps = iter(APPROVED[1:7])
    for desk, method, due in (
        ("clerk", "review_conference_as_clerk", answer),
        ("section_head", "review_conference_as_section", answer),
        ("director", "sign_conference", answer),
        ("vice_mayor", "report_conference_up", starts),
        ("provincial_officer", "record_conference_decision", starts),
    ):
        store.project(next(steps))
        assert desks(store) == [(desk, method, due)]
    assert progress(store.read, CaseById(case_id=ID))["state"] == "ReportedUp"
    store.project(*APPROVED[6:])
    assert desks(store) == [("unit_specialist", "file_conference_report", DUE)]
    store.project(CHANGED[-1])
    assert desks(store) == [("unit_signatory", "submit_conference", starts)]
    store.project(after(CHANGED, (revise(PLAN), e.WANG))[-1])
    assert desks(store) == [("unit_specialist", "file_conference_report", DUE)]
    store.project(DONE[-1])
    assert desks(store) == [("clerk", "archive_conference", None)]
    store.project(after(DONE, (ARCHIVE, e.SUN), now=LATER)[-1])
    assert desks(store) == []
