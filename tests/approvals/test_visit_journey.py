"""A visit under way: papers issued, passports lent, departed, returned, and all brought back."""

from datetime import date, timedelta
from typing import Any

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.visit.visit import VISIT
from tests.approvals import examples as e
from tests.scenario import MOMENT, given

ID = e.VISIT_ID
ONE, OTHER = e.TRAVELLERS
lend = do.LendPassports(visit_id=ID, lent_on=e.ISSUED_ON)
left = do.RecordDeparture(visit_id=ID, departed_on=e.LEFT_ON)


def test_the_document_is_issued_before_passports_are_lent_and_these_before_the_departure() -> None:
    """DocsIssued, PassportLent, Departed: one after the other."""
    issue = do.IssueDocuments(visit_id=ID, issued_on=e.ISSUED_ON)
    given(VISIT, *e.APPROVED).when(lend, by=e.FENG).refused("state")
    given(VISIT, *e.APPROVED).when(left, by=e.FENG, now=e.AFTER).refused("state")
    given(VISIT, *e.APPROVED).when(issue, by=e.SUN).then(e.documents_issued)
    given(VISIT, *e.SUBMITTED).when(issue, by=e.SUN).refused("state")
    given(VISIT, *e.APPROVED, e.documents_issued).when(issue, by=e.SUN).then()


def test_passports_are_due_from_the_moment_they_are_lent() -> None:
    """By the approved days, so that a departure nobody recorded is noticed; lent one by one they are due once."""
    due = (e.passport_deadline, *e.reminders("passports", e.DUE))
    ready = (*e.APPROVED, e.documents_issued)
    given(VISIT, *ready).when(lend, by=e.FENG).then(e.passports_lent, *due)
    first = do.LendPassports(visit_id=ID, lent_on=e.ISSUED_ON, travellers=(ONE,))
    decision: Any = given(VISIT, *ready).when(first, by=e.FENG).decision
    assert decision[0].travellers == (ONE,)
    given(VISIT, *ready, *decision).when(lend, by=e.FENG).then_kinds(fact.PassportsLent)
    given(VISIT, *ready, *decision).when(left, by=e.FENG, now=e.AFTER).refused("state")
    given(VISIT, *e.READY).when(lend, by=e.FENG).then()


def test_passports_are_lent_to_travellers_only() -> None:
    """By their opaque ids; a member whom another authority sends has a passport there."""
    stranger = do.LendPassports(visit_id=ID, lent_on=e.ISSUED_ON, travellers=(ID,))
    given(VISIT, *e.APPROVED, e.documents_issued).when(stranger, by=e.FENG).refused("passports")


def test_a_departure_as_approved_moves_nothing() -> None:
    """The deadline stands already."""
    given(VISIT, *e.READY).when(left, by=e.FENG, now=e.AFTER).then(e.departed)
    given(VISIT, *e.READY).when(left, by=e.FENG).refused("dates")


def test_a_late_departure_moves_the_passports_day() -> None:
    """Beijing's false overdue list came from teams that had left late [S19]."""
    later = do.RecordDeparture(visit_id=ID, departed_on=date(2026, 12, 9))
    decision: Any = given(VISIT, *e.DEPARTED).when(later, by=e.FENG, now=e.AFTER).decision
    assert date(2026, 12, 21) == decision[1].due_on


def test_home_again_the_report_is_due_in_a_month() -> None:
    """A8; the return lies between departure and today, and may be corrected."""
    back = do.RecordReturn(visit_id=ID, returned_on=date(2026, 12, 11))
    reminded = e.reminders("report", e.REPORT_DUE)
    given(VISIT, *e.DEPARTED).when(back, by=e.FENG, now=e.AFTER).then(e.back_home, e.report_deadline, *reminded)
    early = do.RecordReturn(visit_id=ID, returned_on=date(2026, 12, 6))
    given(VISIT, *e.DEPARTED).when(early, by=e.FENG, now=e.AFTER).refused("dates")
    given(VISIT, *e.READY).when(back, by=e.FENG, now=e.AFTER).refused("state")
    corrected = do.RecordReturn(visit_id=ID, returned_on=date(2026, 12, 13))
    decision: Any = given(VISIT, *e.HOME).when(corrected, by=e.FENG, now=e.AFTER).decision
    due = [happened.due_on for happened in decision if isinstance(happened, fact.PassportDeadlineSet)]
    assert [e.DUE + timedelta(days=2)] == due


def test_passports_come_back_one_by_one() -> None:
    """The last one ends it; who has none can't bring one."""
    hand_in = do.ReturnPassports(visit_id=ID, handed_in_on=date(2026, 12, 15), travellers=(ONE,))
    decision: Any = given(VISIT, *e.HOME).when(hand_in, by=e.FENG, now=e.AFTER).decision
    assert [fact.PassportsHandedIn] == [type(happened) for happened in decision]
    partly = (*e.HOME, *decision)
    given(VISIT, *partly).when(hand_in, by=e.FENG, now=e.AFTER).then()
    given(VISIT, *partly, e.report_filed, e.result_publicized).when(do.CloseVisit(visit_id=ID), by=e.SUN).refused("A9")
    rest = do.ReturnPassports(visit_id=ID, handed_in_on=date(2026, 12, 15))
    last: Any = given(VISIT, *partly).when(rest, by=e.FENG, now=e.AFTER).decision
    assert ((OTHER,), e.passports_back) == (last[0].travellers, last[1])
    given(VISIT, *e.HOME).when(rest, by=e.FENG, now=e.AFTER).then(e.handed_in, e.passports_back)
    stranger = do.ReturnPassports(visit_id=ID, handed_in_on=e.DUE, travellers=(ID,))
    given(VISIT, *e.HOME).when(stranger, by=e.FENG).refused("passports")
    given(VISIT, *e.APPROVED).when(rest, by=e.FENG).refused("passports")


def test_what_was_done_is_published_after_the_report() -> None:
    """A8: both within a month of the return."""
    publish = do.PublicizeResult(visit_id=ID, posted_on=date(2026, 12, 21))
    given(VISIT, *e.HOME).when(publish, by=e.ZHAO, now=e.AFTER).refused("A8")
    given(VISIT, *e.HOME, e.report_filed).when(publish, by=e.ZHAO, now=e.AFTER).then(e.result_publicized)
    given(VISIT, *e.DONE).when(publish, by=e.ZHAO, now=e.AFTER).then()
    given(VISIT, *e.DEPARTED).when(publish, by=e.ZHAO, now=e.AFTER).refused("state")


def test_a_file_is_closed_when_all_is_back_filed_and_published() -> None:
    """One thing missing is told."""
    close = do.CloseVisit(visit_id=ID)
    given(VISIT, *e.HOME).when(close, by=e.SUN).refused("A9")
    given(VISIT, *e.HOME, e.handed_in, e.passports_back).when(close, by=e.SUN).refused("A8")
    unpublished = (*e.HOME, e.handed_in, e.passports_back, e.report_filed)
    given(VISIT, *unpublished).when(close, by=e.SUN).refused("A8")
    given(VISIT, *e.DONE).when(close, by=e.SUN).then_kinds(fact.VisitClosed)
    given(VISIT, *e.DEPARTED).when(close, by=e.SUN).refused("state")


def test_a_closed_file_is_archived_each_paper_by_its_own_class() -> None:
    """The class belongs to the document, not to the trip [S61]."""
    closed = fact.VisitClosed(visit_id=ID, by="sun", at=MOMENT)
    papers = tuple(
        do.FiledPaper(kind=kind, number=kind) for kind in ("approval", "itinerary", "report", "memorandum", "routine")
    )
    archive: Any = do.ArchiveVisit(visit_id=ID, papers=papers)  # type: ignore[arg-type]
    decision: Any = given(VISIT, *e.DONE, closed).when(archive, by=e.SUN).decision
    kept = [paper.retention for paper in decision[0].papers]
    assert kept == ["30 years", "30 years", "30 years", "permanent", "10 years"]
    given(VISIT, *e.DONE, closed, *decision).when(archive, by=e.SUN).then()
    given(VISIT, *e.DONE).when(archive, by=e.SUN).refused("state")
    given(VISIT, *e.DONE, closed).when(do.ArchiveVisit(visit_id=ID, papers=papers[:1]), by=e.SUN).refused("archive")
