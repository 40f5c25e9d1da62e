"""An international conference, from the application to the report after it: every rule, state and branch."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.conference.conference import CONFERENCE
from services.approvals.conference.rules import judge_conference, who_decides_conference
from services.approvals.invitation.rule_set import invitation_rules_on
from shared.aggregate import DeadlineDue
from shared.ids import derived_id
from shared.times import end_of_local_day
from tests.approvals import examples as e
from tests.scenario import MOMENT, given

ID = derived_id("example conference")
RULES = invitation_rules_on(e.TODAY)
PLAN = do.ConferencePlan(
    unit=e.BUREAU,
    title=do.Label(zh="国际茶业研讨会", en="International Tea Symposium"),
    theme="mountain teas",
    place=do.Label(zh="贵阳", en="Guiyang"),
    countries=("GR", "LK"),
    foreigners=99,
    people=399,
    starts_on=date(2027, 3, 1),
    ends_on=date(2027, 3, 3),
    budget=(do.BudgetLine(item="venue", amount=Decimal(90000)),),
    funding="the bureau's own",
)
BIGGER = replace(PLAN, foreigners=100)
REPORT = do.ConferenceReport(
    document="筑商报 3", foreigners=90, people=380, cost=Decimal(88000), summary="two contracts"
)
DUE = date(2027, 4, 2)
LATER = datetime(2027, 3, 10, 1, 0, tzinfo=UTC)
SUBMIT = do.SubmitConference(conference_id=ID)
SIGN = do.SignConference(conference_id=ID)
REPORT_UP = do.ReportConferenceUp(conference_id=ID, report_number="筑府报 9")
ABOVE = do.RecordConferenceDecision(conference_id=ID, approved=True, document="黔府办 31", decided_on=e.TODAY)
CANCEL = do.CancelConference(conference_id=ID, reason="no speakers")
FILE = do.FileConferenceReport(conference_id=ID, report=REPORT)
PAPERS = tuple(do.FiledPaper(kind=kind, number="1") for kind in ("request", "approval", "report"))  # type: ignore[arg-type]
ARCHIVE = do.ArchiveConference(conference_id=ID, papers=PAPERS)


def revise(conference: do.ConferencePlan) -> do.ReviseConference:
    return do.ReviseConference(conference_id=ID, conference=conference)


def failed(**changes: Any) -> list[str]:
    outcomes = judge_conference(replace(PLAN, **changes), e.TODAY, RULES)
    return [item.rule for item in outcomes if not item.passed]


def after(history: tuple[Any, ...], *steps: tuple[Any, Any], now: datetime = MOMENT) -> tuple[Any, ...]:
    """The history with what follows from these commands, each by somebody."""
    for command, by in steps:
        decision = given(CONFERENCE, *history).when(command, by=by, now=now).decision
        assert isinstance(decision, list), decision
        history = (*history, *decision)
    return history


DRAFT = (fact.ConferenceDrafted(conference_id=ID, conference=PLAN, by="wang", at=MOMENT),)
SUBMITTED = after(DRAFT, (SUBMIT, e.ZHAO))
REVIEWED = after(
    SUBMITTED,
    (do.ReviewConferenceAsClerk(conference_id=ID), e.SUN),
    (do.ReviewConferenceAsSection(conference_id=ID), e.LI),
)
REPORTED_UP = after(REVIEWED, (SIGN, e.ZHOU), (REPORT_UP, e.WU))
APPROVED = after(REPORTED_UP, (ABOVE, e.ZHENG))
DONE = after(APPROVED, (FILE, e.WANG), now=LATER)
CHANGED = after(APPROVED, (revise(BIGGER), e.WANG))


def state(history: tuple[Any, ...]) -> Any:
    return CONFERENCE.fold(history)


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("taiwan", {"countries": ("GR", "LK", "TW")}),
        ("countries", {"countries": ("GR",)}),
        ("countries", {"countries": ("GR", "HK", "MO", "CN")}),
        ("numbers", {"foreigners": 0}),
        ("numbers", {"foreigners": 400}),
        ("dates", {"ends_on": date(2027, 2, 28)}),
        ("ahead", {"starts_on": date(2027, 2, 22)}),
    ],
)
def test_a_rule_says_no(rule: str, changes: dict[str, Any]) -> None:
    """And no other does."""
    assert failed(**changes) == [rule]


@pytest.mark.parametrize(
    "changes",
    [{}, {"foreigners": 1}, {"foreigners": 399}, {"ends_on": PLAN.starts_on}, {"starts_on": date(2027, 2, 23)},
     {"budget": (), "funding": None}],
)  # fmt: skip
def test_up_to_the_boundary_it_passes(changes: dict[str, Any]) -> None:
    """Three countries with China; three months ahead to the day; a budget is recorded, not judged."""
    assert failed(**changes) == []


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, "province"),
        ({"foreigners": 100}, "state_council"),
        ({"people": 400}, "state_council"),
        ({"natural_sciences": True, "foreigners": 299, "people": 799}, "province"),
        ({"natural_sciences": True, "foreigners": 300, "people": 799}, "state_council"),
        ({"natural_sciences": True, "foreigners": 299, "people": 800}, "state_council"),
        ({"highest_rank": "vice_minister"}, "province"),
        ({"highest_rank": "minister"}, "state_council"),
        ({"highest_rank": "state_leader"}, "state_council"),
        ({"sensitive": True}, "state_council"),
        ({"great_body": True}, "state_council"),
    ],
)
def test_size_rank_and_topic_say_who_decides(changes: dict[str, Any], level: str) -> None:
    """Section 1.3 [S32]: from these numbers on the State Council, in the natural sciences from higher ones."""
    conference = replace(PLAN, **changes)
    assert who_decides_conference(conference, RULES) == level
    (told,) = [item for item in judge_conference(conference, e.TODAY, RULES) if item.rule == "level"]
    assert told.passed
    assert ("the State Council: " in told.found) == (level == "state_council")


def test_a_budget_is_recorded_in_words() -> None:
    """How much and from where; or that it is not there yet."""
    for changes, found in (
        ({}, "90000 CNY from the bureau's own"),
        ({"funding": None}, "90000 CNY from funds not named"),
        ({"budget": ()}, "not recorded yet"),
    ):
        told = judge_conference(replace(PLAN, **changes), e.TODAY, RULES)[-1]
        assert (told.rule, told.found) == ("budget", found)


def test_an_application_goes_up_and_comes_back_approved() -> None:
    """Applied for, reviewed, signed, reported up, decided above; then its report is due."""
    assert [type(it) for it in APPROVED] == [
        fact.ConferenceDrafted, fact.ConferenceSubmitted, fact.ConferenceReviewedByClerk,
        fact.ConferenceReviewedBySection, fact.ConferenceSigned, fact.ConferenceReportedUp, fact.ConferenceApproved,
        fact.ConferenceReportDeadlineSet, fact.ConferenceReminderSet, fact.ConferenceReminderSet,
    ]  # fmt: skip
    assert (state(APPROVED).state, state(APPROVED).document, state(APPROVED).report_due) == (
        "Approved",
        "黔府办 31",
        DUE,
    )


def test_what_is_missing_is_told_once() -> None:
    """One list a case; a wrong application is told all of it at once."""
    wrong = replace(DRAFT[0], conference=replace(PLAN, countries=(), foreigners=0))
    given(CONFERENCE, wrong).when(SUBMIT, by=e.ZHAO).refused("countries", "numbers")
    ask = do.ReturnConference(conference_id=ID, missing=("speakers",))
    given(CONFERENCE, *SUBMITTED).when(replace(ask, missing=()), by=e.SUN).refused("one-list")
    again = after(SUBMITTED, (ask, e.SUN), (revise(BIGGER), e.WANG), (SUBMIT, e.ZHAO))
    given(CONFERENCE, *again).when(ask, by=e.SUN).refused("one-list")
    given(CONFERENCE, *DRAFT).when(ask, by=e.SUN).refused("state")


def test_steps_are_taken_in_their_order() -> None:
    """None before the one before it; a sent application isn't revised."""
    for history, command in (
        (DRAFT, do.ReviewConferenceAsClerk(conference_id=ID)),
        (SUBMITTED, do.ReviewConferenceAsSection(conference_id=ID)),
        (SUBMITTED, SIGN),
        (REVIEWED, REPORT_UP),
        (REVIEWED, ABOVE),
        (REVIEWED, revise(BIGGER)),
        (REVIEWED, CANCEL),
        (REVIEWED, FILE),
        (APPROVED, ARCHIVE),
        (APPROVED, do.WithdrawConference(conference_id=ID, reason="x")),
        (APPROVED, do.RefuseConference(conference_id=ID, reason="x")),
        (APPROVED, do.ResumeConference(conference_id=ID)),
        (APPROVED, SUBMIT),
    ):
        given(CONFERENCE, *history).when(command, by=e.ZHENG).refused("state")


def test_nobody_decides_what_the_same_person_prepared() -> None:
    """Four eyes at every step."""
    for history, command, who in (
        (DRAFT, SUBMIT, e.WANG),
        (SUBMITTED, do.ReviewConferenceAsClerk(conference_id=ID), e.ZHAO),
        (REVIEWED, SIGN, e.LI),
        (REPORTED_UP, ABOVE, e.WANG),
        (REVIEWED, do.RefuseConference(conference_id=ID, reason="x"), e.ZHAO),
    ):
        decision = given(CONFERENCE, *history).when(command, by=who).decision
        assert {violation.rule for violation in decision.violations} == {"four-eyes"}  # type: ignore[union-attr]


def test_an_answer_has_a_day_between_the_report_and_today() -> None:
    """A day to come, or before the report, is a slip."""
    for day in (date(2026, 11, 22), date(2026, 11, 24)):
        given(CONFERENCE, *REPORTED_UP).when(replace(ABOVE, decided_on=day), by=e.ZHENG).refused("dates")


def test_refused_withdrawn_and_resumed() -> None:
    """Above or by the office; taken back before that, and taken up again."""
    no = replace(ABOVE, approved=False)
    assert state(after(REPORTED_UP, (no, e.ZHENG))).state == "Refused"
    assert state(after(REVIEWED, (do.RefuseConference(conference_id=ID, reason="x"), e.SUN))).state == "Refused"
    back = after(REVIEWED, (do.WithdrawConference(conference_id=ID, reason="x"), e.WANG))
    assert state(back).state == "Withdrawn"
    assert state(after(back, (do.ResumeConference(conference_id=ID), e.WANG), (SUBMIT, e.ZHAO))).state == "Submitted"


def test_an_approved_conference_that_grows_needs_a_new_approval() -> None:
    """By the level that now decides; its document supersedes the first."""
    assert (state(CHANGED).state, state(CHANGED).document) == ("Drafted", "黔府办 31")
    sent = after(
        CHANGED, (SUBMIT, e.ZHAO), (do.ReviewConferenceAsClerk(conference_id=ID), e.SUN),
        (do.ReviewConferenceAsSection(conference_id=ID), e.LI), (SIGN, e.ZHOU), (REPORT_UP, e.WU),
    )  # fmt: skip
    assert state(sent).decides == "state_council"
    (again,) = given(CONFERENCE, *sent).when(replace(ABOVE, document="国函 7"), by=e.ZHENG).decision
    assert (again.supersedes, again.decided_by) == ("黔府办 31", "state_council")


def test_a_change_that_is_refused_or_taken_back_leaves_what_was_approved() -> None:
    """Under its own document."""
    sent = after(CHANGED, (SUBMIT, e.ZHAO))
    for command, by in (
        (do.RefuseConference(conference_id=ID, reason="too large"), e.SUN),
        (do.WithdrawConference(conference_id=ID, reason="x"), e.WANG),
    ):
        before = state(after(sent, (command, by)))
        assert (before.state, before.conference, before.document) == ("Approved", PLAN, "黔府办 31")
    assert state(after(CHANGED, (revise(PLAN), e.WANG))).state == "Approved"


def test_cancelled_before_it_begins() -> None:
    """Also while a change is asked for; not once it has begun."""
    assert state(after(APPROVED, (CANCEL, e.SUN))).state == "Cancelled"
    assert state(after(CHANGED, (CANCEL, e.SUN))).state == "Cancelled"
    given(CONFERENCE, *APPROVED).when(CANCEL, by=e.SUN, now=LATER).refused("dates")
    given(CONFERENCE, *DONE).when(CANCEL, by=e.SUN, now=LATER).refused("state")


def test_the_report_is_filed_after_the_end_and_corrected_until_archived() -> None:
    """In time up to the 30th day; more people than approved are seen."""
    given(CONFERENCE, *APPROVED).when(FILE, by=e.WANG).refused("dates")
    last = end_of_local_day(DUE)
    (filed,) = given(CONFERENCE, *APPROVED).when(FILE, by=e.WANG, now=last).decision
    assert (filed.late, filed.exceeded) == (False, False)
    as_approved = replace(FILE, report=replace(REPORT, people=399, foreigners=99))
    assert not after(APPROVED, (as_approved, e.WANG), now=LATER)[-1].exceeded
    more = replace(FILE, report=replace(REPORT, people=400))
    (late,) = given(CONFERENCE, *DONE).when(more, by=e.WANG, now=datetime(2027, 4, 3, 1, 0, tzinfo=UTC)).decision
    assert (late.late, late.exceeded) == (True, True)
    archived = after(DONE, (ARCHIVE, e.SUN), now=LATER)
    assert {paper.retention for paper in archived[-1].papers} == {"30 years"}
    given(CONFERENCE, *archived).when(more, by=e.WANG, now=LATER).refused("state")
    given(CONFERENCE, *DONE).when(replace(ARCHIVE, papers=PAPERS[:2]), by=e.SUN).refused("archive")


def test_a_change_that_is_still_asked_for_keeps_no_report_back() -> None:
    """What was approved took place; it is reported on, and is late like any other."""
    given(CONFERENCE, *CHANGED).when(DeadlineDue(deadline=APPROVED[-3]), now=LATER).then_kinds(
        fact.ConferenceReportDeadlinePassed
    )
    (filed,) = given(CONFERENCE, *CHANGED).when(
        replace(FILE, report=replace(REPORT, foreigners=100)), by=e.WANG, now=LATER
    ).decision  # fmt: skip
    assert filed.exceeded
    cancelled = after(APPROVED, (CANCEL, e.SUN))
    given(CONFERENCE, *cancelled).when(DeadlineDue(deadline=APPROVED[-3]), now=LATER).then()


def test_the_unit_is_reminded_of_the_report_before_and_late_after_each_once() -> None:
    """Nothing once it is filed."""
    deadline, *reminders = APPROVED[-3:]
    before = [end_of_local_day(date(2027, 3, 25)), end_of_local_day(date(2027, 3, 31))]
    assert [it.due_at for it in reminders] == before
    told = after(APPROVED, *((DeadlineDue(deadline=it), e.SUN) for it in (*reminders, deadline)), now=LATER)
    assert [type(it) for it in told[-3:]] == [
        fact.ConferenceReminded, fact.ConferenceReminded, fact.ConferenceReportDeadlinePassed,
    ]  # fmt: skip
    for it in (*reminders, deadline):
        given(CONFERENCE, *told).when(DeadlineDue(deadline=it), now=LATER).then()
        given(CONFERENCE, *DONE).when(DeadlineDue(deadline=it), now=LATER).then()


@pytest.mark.parametrize(
    ("history", "command"),
    [
        (DRAFT, do.DraftConference(conference_id=ID, conference=BIGGER)),
        (DRAFT, revise(PLAN)),
        (SUBMITTED, SUBMIT),
        (after(SUBMITTED, (do.ReviewConferenceAsClerk(conference_id=ID), e.SUN)),
         do.ReviewConferenceAsClerk(conference_id=ID)),
        (REVIEWED, do.ReviewConferenceAsSection(conference_id=ID)),
        (after(REVIEWED, (SIGN, e.ZHOU)), SIGN),
        (REPORTED_UP, REPORT_UP),
        (APPROVED, ABOVE),
        (DONE, FILE),
        (after(APPROVED, (CANCEL, e.SUN)), CANCEL),
        (after(DONE, (ARCHIVE, e.SUN), now=LATER), ARCHIVE),
        (DRAFT, do.ResumeConference(conference_id=ID)),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_a_repeated_command_yields_nothing(history: tuple[Any, ...], command: Any) -> None:
    """Already done is no error and no second fact."""
    given(CONFERENCE, *history).when(command, by=e.FENG, now=LATER).then()
