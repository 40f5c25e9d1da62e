"""Circulars: issued to units, read by each, reminded of, superseded, withdrawn."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.answers.waiting_queries import Tray, tray
from services.approvals.circular.circular import CIRCULAR
from services.approvals.circular.queries import (
    CircularById,
    Circulars,
    Inbox,
    Unread,
    get_circular,
    inbox,
    list_circulars,
    require_free_number,
    require_superseded,
    unread,
)
from services.approvals.policies import react
from services.approvals.policy import POLICY
from services.approvals.service import APPROVALS
from shared.aggregate import DeadlineDue
from shared.errors import Conflict, NotFound
from shared.ids import derived_id
from shared.policy import about_own_unit, shown
from shared.service import Service
from shared.times import end_of_local_day
from tests.approvals import examples as e
from tests.scenario import MOMENT, actor, given

ID, NEXT = derived_id("circular"), derived_id("next circular")
INSTITUTE = "tea-institute"
# Friday 4 December 2026: the third working day before it is Tuesday the first.
DUE = date(2026, 12, 4)
TEXT = do.Circular(
    title="Passports are handed in within seven days",
    text="Seven calendar days, holidays included.",
    addressees=(e.BUREAU, INSTITUTE),
    due_on=DUE,
)
drafted = fact.CircularDrafted(circular_id=ID, circular=TEXT, by="sun", at=MOMENT)
issued = fact.CircularIssued(
    circular_id=ID,
    number="筑外函 2026-12",
    addressees=(e.BUREAU, INSTITUTE),
    read_by="unit_signatory",
    due_on=DUE,
    supersedes=None,
    by="zhou",
    at=MOMENT,
)
reminder = fact.CircularReminderSet(circular_id=ID, due_on=DUE, due_at=end_of_local_day(date(2026, 11, 30)))
deadline = fact.CircularDeadlineSet(circular_id=ID, due_on=DUE, due_at=end_of_local_day(DUE))
ISSUED = (drafted, issued, reminder, deadline)
read = fact.CircularAcknowledged(circular_id=ID, unit=e.BUREAU, by="zhao", at=MOMENT)
read_too = replace(read, unit=INSTITUTE, by="tang")
superseded = fact.CircularSuperseded(circular_id=ID, by_circular=NEXT, at=MOMENT)
withdrawn = fact.CircularWithdrawn(circular_id=ID, reason="the rule changed", by="zhou", at=MOMENT)
issue = do.IssueCircular(circular_id=ID, number="筑外函 2026-12")
acknowledge = do.AcknowledgeCircular(circular_id=ID, unit=e.BUREAU)
TANG = actor("tang", "unit_signatory", unit=INSTITUTE)


def test_a_circular_is_drafted_revised_and_issued() -> None:
    """By two people; a second try changes nothing; what is issued is changed by another circular only."""
    given(CIRCULAR).when(do.DraftCircular(circular_id=ID, circular=TEXT), by=e.SUN).then(drafted)
    given(CIRCULAR, drafted).when(do.DraftCircular(circular_id=ID, circular=TEXT), by=e.SUN).then()
    revise = do.ReviseCircular(circular_id=ID, circular=replace(TEXT, title="Passports"))
    given(CIRCULAR, drafted).when(revise, by=e.SUN).then_kinds(fact.CircularRevised)
    given(CIRCULAR, drafted).when(replace(revise, circular=TEXT), by=e.SUN).then()
    given(CIRCULAR, drafted).when(issue, by=e.ZHOU).then(issued, reminder, deadline)
    given(CIRCULAR, *ISSUED).when(issue, by=e.ZHOU).then()
    given(CIRCULAR, drafted).when(issue, by=actor("sun", "director")).refused("four-eyes")
    given(CIRCULAR, *ISSUED).when(revise, by=e.SUN).refused("state")
    given(CIRCULAR, *ISSUED).when(replace(issue, number="other"), by=e.ZHOU).refused("state")


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"addressees": ()}, "addressees"),
        ({"addressees": (e.BUREAU, e.BUREAU)}, "addressees"),
        ({"due_on": date(2026, 11, 22)}, "due"),
    ],
)
def test_a_circular_needs_addressees_and_a_day_to_come(changes: Any, rule: str) -> None:
    """Today is the last day that will do."""
    wrong = replace(drafted, circular=replace(TEXT, **changes))
    given(CIRCULAR, wrong).when(issue, by=e.ZHOU).refused(rule)
    today = replace(drafted, circular=replace(TEXT, due_on=e.TODAY))
    given(CIRCULAR, today).when(issue, by=e.ZHOU).then_kinds(fact.CircularIssued, fact.CircularDeadlineSet)


def test_each_unit_reads_it_through_the_named_role() -> None:
    """Once; nobody else for it, no unit that it isn't addressed to, and not what is gone."""
    given(CIRCULAR, *ISSUED).when(acknowledge, by=e.ZHAO).then(read)
    given(CIRCULAR, *ISSUED, read).when(acknowledge, by=e.ZHAO).then()
    given(CIRCULAR, *ISSUED).when(acknowledge, by=e.WANG).refused("role")
    other = replace(acknowledge, unit="port")
    given(CIRCULAR, *ISSUED).when(other, by=e.ZHAO).refused("addressees")
    given(CIRCULAR, *ISSUED, withdrawn).when(acknowledge, by=e.ZHAO).refused("state")
    given(CIRCULAR, drafted).when(acknowledge, by=e.ZHAO).refused("state")


def test_those_who_have_not_read_are_reminded_before_and_named_after_each_once() -> None:
    """Nobody, once all have; nor of what is superseded or withdrawn."""
    due = DeadlineDue(deadline=reminder)
    given(CIRCULAR, *ISSUED, read).when(due).then(fact.UnitsReminded(circular_id=ID, units=(INSTITUTE,), at=MOMENT))
    late = DeadlineDue(deadline=deadline)
    given(CIRCULAR, *ISSUED, read).when(late).then(
        fact.CircularDeadlinePassed(circular_id=ID, units=(INSTITUTE,), at=MOMENT)
    )
    for settled in ((read, read_too), (superseded,), (withdrawn,)):
        given(CIRCULAR, *ISSUED, *settled).when(due).then()
        given(CIRCULAR, *ISSUED, *settled).when(late).then()


def test_a_new_circular_takes_the_place_of_the_old() -> None:
    """By policy, once, and only while the old one is in force."""
    new = replace(issued, circular_id=NEXT, supersedes=ID)
    replace_old = do.SupersedeCircular(circular_id=ID, by_circular=NEXT)
    assert list(react(new)) == [replace_old]
    assert list(react(issued)) == []
    given(CIRCULAR, *ISSUED).when(replace_old).then(superseded)
    given(CIRCULAR, *ISSUED, superseded).when(replace_old).then()
    given(CIRCULAR, *ISSUED, withdrawn).when(replace_old).then()


def test_a_circular_is_withdrawn_with_its_reason() -> None:
    """A draft too; once; not what another has replaced."""
    withdraw = do.WithdrawCircular(circular_id=ID, reason="the rule changed")
    given(CIRCULAR, *ISSUED).when(withdraw, by=e.ZHOU).then(withdrawn)
    given(CIRCULAR, drafted).when(withdraw, by=e.ZHOU).then(withdrawn)
    given(CIRCULAR, *ISSUED, withdrawn).when(withdraw, by=e.ZHOU).then()
    given(CIRCULAR, *ISSUED, superseded).when(withdraw, by=e.ZHOU).refused("state")


@pytest.fixture
def store(read_store: Callable[[Service], Any]) -> Any:
    return read_store(APPROVALS)


def who(rows: list[dict[str, Any]]) -> list[str]:
    return [row["unit"] for row in rows]


def test_a_unit_finds_its_circulars_in_its_inbox_and_tray(store: Any) -> None:
    """Its own only; what is read leaves the tray and stays in the inbox."""
    store.project(drafted)
    assert [row["next"] for row in tray(store.read, Tray(role="director"))["waiting"]] == ["issue_circular"]
    assert inbox(store.read, Inbox(unit=e.BUREAU)) == {"circulars": []}
    store.project(issued, reminder, deadline)
    asked = about_own_unit(POLICY["tray"], TANG, {})
    answer = shown(POLICY["tray"], TANG, tray(store.read, Tray(**asked)))
    (row,) = answer["waiting"]
    assert (row["unit"], row["next"], row["due_on"]) == (INSTITUTE, "acknowledge_circular", DUE)
    store.project(read_too)
    assert tray(store.read, Tray(unit=INSTITUTE))["waiting"] == []
    (circular,) = inbox(store.read, Inbox(unit=INSTITUTE))["circulars"]
    assert (circular["text"], circular["read_at"]) == (TEXT.text, MOMENT)
    assert inbox(store.read, Inbox(unit=INSTITUTE, unread=True))["circulars"] == []


def test_who_has_not_read_is_told_by_circular_and_by_unit(store: Any) -> None:
    """With the reminder and the lateness; only of what is in force; bounded."""
    store.project(*ISSUED, fact.UnitsReminded(circular_id=ID, units=(e.BUREAU, INSTITUTE), at=MOMENT), read)
    (row,) = unread(store.read, Unread(circular_id=ID, on=DUE))["unread"]
    assert (row["unit"], row["reminded_at"], row["late"]) == (INSTITUTE, MOMENT, False)
    assert unread(store.read, Unread(unit=INSTITUTE, on=date(2026, 12, 5)))["unread"][0]["late"]
    assert unread(store.read, Unread(unit=e.BUREAU))["unread"] == []
    second = replace(issued, circular_id=NEXT, number="筑外函 2026-13")
    store.project(replace(drafted, circular_id=NEXT), second)
    assert who(unread(store.read, Unread())["unread"]) == [INSTITUTE, e.BUREAU, INSTITUTE]
    assert len(unread(store.read, Unread(limit=2))["unread"]) == 2
    store.project(superseded)
    assert who(unread(store.read, Unread())["unread"]) == [e.BUREAU, INSTITUTE]


def test_circulars_are_counted(store: Any) -> None:
    """How many are addressed, have read, are late; drafts first."""
    late = datetime(2026, 12, 4, 16, tzinfo=UTC)
    passed = fact.CircularDeadlinePassed(circular_id=ID, units=(INSTITUTE,), at=late)
    store.project(*ISSUED, read, passed, replace(drafted, circular_id=NEXT))
    draft, sent = list_circulars(store.read, Circulars())["circulars"]
    assert (draft["state"], draft["addressed"]) == ("Drafted", 0)
    assert (sent["addressed"], sent["read"], sent["late"]) == (2, 1, 1)
    assert len(list_circulars(store.read, Circulars(state="Issued", limit=1))["circulars"]) == 1
    shown_one = get_circular(store.read, CircularById(circular_id=ID))
    assert who(shown_one["addressees"]) == [e.BUREAU, INSTITUTE]
    store.project(withdrawn)
    assert get_circular(store.read, CircularById(circular_id=ID))["withdrawn_for"] == "the rule changed"


def test_a_number_is_one_circulars_and_what_is_superseded_must_be_there(store: Any) -> None:
    """Checked at the door; a second try with the own number passes."""
    store.project(*ISSUED)
    require_free_number(store.read, issue)
    with pytest.raises(Conflict, match="next free number"):
        require_free_number(store.read, replace(issue, circular_id=NEXT))
    require_superseded(store.read, do.DraftCircular(circular_id=NEXT, circular=replace(TEXT, supersedes=ID)))
    with pytest.raises(NotFound):
        require_superseded(store.read, do.DraftCircular(circular_id=NEXT, circular=replace(TEXT, supersedes=NEXT)))
