"""Interviews, the hold on a case and press calls, command by command."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.media import commands as do
from services.media import events as fact
from services.media.hold import HOLD
from services.media.interview import INTERVIEW
from services.media.policies import react
from services.media.press_call import PRESS_CALL
from shared.ids import derived_id
from tests.making import make
from tests.scenario import MOMENT, actor, given

ID, CASE, ONE, TWO = (derived_id(name) for name in ("interview", "case", "one", "two"))
SHI = actor("shi", "media_officer")
NAME = do.Name(zh="某", en="Mou")
OUTLET = do.Outlet(name="Daily", place="GR", outlet_class="foreign")
CARD = do.Credential(kind="j2_visa", number="J2-1", valid_until=date(2026, 11, 24))
REQUEST = do.RequestInterview(
    interview_id=ID,
    outlet=OUTLET,
    journalist=NAME,
    credential=CARD,
    topic="tea",
    place="Guiyang",
    begins_at=MOMENT + timedelta(days=1),
    ends_at=MOMENT + timedelta(days=1, hours=1),
    unit="fao",
    interviewees=(
        do.Interviewee(interviewee_id=ONE, name=NAME),
        do.Interviewee(interviewee_id=TWO, name=NAME),
    ),
)


def requested(**changes: Any) -> fact.InterviewRequested:
    return fact.InterviewRequested(**vars(replace(REQUEST, **changes)), by="shi", at=MOMENT)


checked = fact.CredentialChecked(interview_id=ID, by="shi", at=MOMENT)
asked = fact.ConsentAsked(interview_id=ID, by="shi", at=MOMENT)


def unit_said(consent: Any) -> fact.UnitConsentRecorded:
    return fact.UnitConsentRecorded(interview_id=ID, consent=consent, at=MOMENT)


def said(who: Any, consent: Any) -> fact.ConsentRecorded:
    return fact.ConsentRecorded(interview_id=ID, interviewee_id=who, consent=consent, at=MOMENT)


ASKED = (requested(), checked, asked)
READY = (*ASKED, unit_said("given"), said(ONE, "given"))
scheduled = fact.InterviewScheduled(interview_id=ID, interviewees=(ONE,), by="shi", at=MOMENT)
held = fact.InterviewHeld(interview_id=ID, outlet="Daily", country="GR", held_on=date(2026, 11, 24), at=MOMENT)
coverage = fact.CoverageLogged(interview_id=ID, published_on=date(2026, 11, 25), reference="p. 3", at=MOMENT)
schedule, hold = do.ScheduleInterview(interview_id=ID), do.HoldInterview(interview_id=ID, held_on=date(2026, 11, 24))


def test_a_request_is_taken_in_and_taiwan_media_redirected() -> None:
    """M11; a request without anybody to interview, or that ends before it begins, is refused."""
    given(INTERVIEW).when(REQUEST, by=SHI).then(requested())
    taiwan = replace(REQUEST, outlet=replace(OUTLET, outlet_class="taiwan"))
    given(INTERVIEW).when(taiwan, by=SHI).refused("M11")
    given(INTERVIEW).when(replace(REQUEST, interviewees=()), by=SHI).refused("M2")
    given(INTERVIEW).when(replace(REQUEST, ends_at=REQUEST.begins_at), by=SHI).refused("times")


@pytest.mark.parametrize(
    ("outlet_class", "kind", "valid_until", "rules"),
    [
        ("foreign", "j2_visa", date(2026, 11, 24), ()),
        ("foreign", "resident_card", date(2026, 12, 24), ()),
        ("foreign", "j2_visa", date(2026, 11, 23), ("M10",)),
        ("foreign", "hong_kong_macao_card", date(2026, 11, 24), ("M2",)),
        ("hong_kong_macao", "hong_kong_macao_card", date(2026, 11, 24), ()),
        ("hong_kong_macao", "j2_visa", date(2026, 11, 23), ("M11", "M11")),
    ],
)
def test_credentials_for_the_days_of_the_interview(
    outlet_class: Any, kind: Any, valid_until: date, rules: tuple[str, ...]
) -> None:
    """The right paper, and one that does not lapse before the interview ends."""
    outlet = replace(OUTLET, outlet_class=outlet_class)
    history = requested(outlet=outlet, credential=replace(CARD, kind=kind, valid_until=valid_until))
    outcome = given(INTERVIEW, history).when(do.CheckCredential(interview_id=ID), by=SHI)
    outcome.refused(*rules) if rules else outcome.then(checked)


def test_consent_is_asked_after_the_credential_was_checked() -> None:
    """In this order."""
    ask = do.AskConsent(interview_id=ID)
    given(INTERVIEW, requested(), checked).when(ask, by=SHI).then(asked)
    given(INTERVIEW, requested()).when(ask, by=SHI).refused("state")


def test_one_persons_refusal_does_not_cancel_the_others() -> None:
    """M2: each by itself; the interview is scheduled with those who consent."""
    decline = do.RecordConsent(interview_id=ID, interviewee_id=TWO, consent="declined")
    given(INTERVIEW, *READY).when(decline, by=SHI).then(said(TWO, "declined"))
    given(INTERVIEW, *READY, said(TWO, "declined")).when(schedule, by=SHI).then(scheduled)


def test_without_the_units_or_anybodys_consent_nothing_is_scheduled() -> None:
    """Both told at once."""
    given(INTERVIEW, *ASKED).when(schedule, by=SHI).refused("M2", "M2")
    given(INTERVIEW, *ASKED, unit_said("declined"), said(ONE, "given")).when(schedule, by=SHI).refused("M2")
    given(INTERVIEW, requested()).when(schedule, by=SHI).refused("state")


def test_consent_is_withdrawn_at_any_time_also_after_filming() -> None:
    """The coverage must then leave the person out; without anybody's consent nothing is held."""
    withdraw = do.WithdrawConsent(interview_id=ID, interviewee_id=ONE)
    before = fact.ConsentWithdrawn(interview_id=ID, interviewee_id=ONE, after_filming=False, at=MOMENT)
    given(INTERVIEW, *READY, scheduled).when(withdraw, by=SHI).then(before)
    given(INTERVIEW, *READY, scheduled, before).when(hold, by=SHI).refused("M2")
    after = replace(before, after_filming=True)
    given(INTERVIEW, *READY, scheduled, held, coverage).when(withdraw, by=SHI).then(after)
    given(INTERVIEW, *READY, before).when(withdraw, by=SHI).then()
    stranger = do.WithdrawConsent(interview_id=ID, interviewee_id=CASE)
    given(INTERVIEW, *READY).when(stranger, by=SHI).refused("M2")


def test_radio_equipment_needs_an_approval() -> None:
    """M9."""
    history = (requested(radio_equipment=True), *READY[1:])
    given(INTERVIEW, *history).when(schedule, by=SHI).refused("M9")
    approve = do.ApproveRadioEquipment(interview_id=ID, approval_number="R-1")
    approved = fact.RadioEquipmentApproved(interview_id=ID, approval_number="R-1")
    given(INTERVIEW, *history).when(approve, by=SHI).then(approved)
    given(INTERVIEW, *history, approved).when(schedule, by=SHI).then(scheduled)
    given(INTERVIEW, *READY).when(approve, by=SHI).then()


def test_an_interview_about_a_case_waits_until_it_is_released() -> None:
    """Without an answer it waits too; a later restriction suspends it again."""
    history = (requested(case_id=CASE), *READY[1:])
    given(INTERVIEW, *history).when(schedule, by=SHI).refused("case-hold")
    released = fact.InterviewReleased(interview_id=ID)
    given(INTERVIEW, *history).when(do.ReleaseInterview(interview_id=ID)).then(released)
    given(INTERVIEW, *history, released).when(schedule, by=SHI).then(scheduled)
    suspended = fact.InterviewSuspended(interview_id=ID)
    given(INTERVIEW, *history, released).when(do.SuspendInterview(interview_id=ID)).then(suspended)
    given(INTERVIEW, *history, released, scheduled, suspended).when(hold, by=SHI).refused("case-hold")


def test_held_covered_closed() -> None:
    """Step by step to the closed file."""
    given(INTERVIEW, *READY, scheduled).when(hold, by=SHI).then(held)
    given(INTERVIEW, *READY).when(hold, by=SHI).refused("state")
    log = do.LogCoverage(interview_id=ID, published_on=date(2026, 11, 25), reference="p. 3")
    given(INTERVIEW, *READY, scheduled, held).when(log, by=SHI).then(coverage)
    given(INTERVIEW, *READY).when(log, by=SHI).refused("state")
    close = do.CloseInterview(interview_id=ID)
    given(INTERVIEW, *READY, scheduled, held, coverage).when(close, by=SHI).then_kinds(fact.InterviewClosed)
    given(INTERVIEW, *READY).when(close, by=SHI).refused("state")


def test_a_cancelled_interview_is_over() -> None:
    """Nothing follows but a withdrawal of consent."""
    cancel = do.CancelInterview(interview_id=ID, reason="x")
    cancelled = fact.InterviewCancelled(interview_id=ID, reason="x", at=MOMENT)
    given(INTERVIEW, *READY).when(cancel, by=SHI).then(cancelled)
    given(INTERVIEW, *READY, cancelled).when(schedule, by=SHI).refused("state")


@pytest.mark.parametrize(
    ("history", "command"),
    [
        ((requested(),), REQUEST),
        ((requested(), checked), do.CheckCredential(interview_id=ID)),
        (ASKED, do.AskConsent(interview_id=ID)),
        (READY, do.RecordUnitConsent(interview_id=ID, consent="given")),
        (READY, do.RecordConsent(interview_id=ID, interviewee_id=ONE, consent="given")),
        ((*READY, scheduled), schedule),
        ((*READY, scheduled, held), hold),
        (READY, do.ReleaseInterview(interview_id=ID)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_repeated_command_yields_nothing(history: tuple[Any, ...], command: Any) -> None:
    """Already done is no error and no second fact."""
    given(INTERVIEW, *history).when(command, by=SHI).then()


restricted = fact.CaseRestricted(case_id=CASE, country="GR", interviews=(), at=MOMENT)
asked_about = fact.CaseAskedAbout(case_id=CASE, interview_id=ID, restricted=True)


def test_the_hold_answers_each_interview_and_releases_those_that_asked() -> None:
    """In whatever order report, request and release arrive."""
    ask = do.AskAboutCase(case_id=CASE, interview_id=ID)
    restrict = do.RestrictCase(case_id=CASE, country="GR")
    release = do.ReleaseCase(case_id=CASE)
    given(HOLD, restricted).when(ask).then(asked_about)
    free = replace(asked_about, restricted=False)
    given(HOLD).when(ask).then(free)
    given(HOLD, free).when(restrict).then(replace(restricted, interviews=(ID,)))
    released = fact.CaseReleased(case_id=CASE, interviews=(ID,), at=MOMENT)
    given(HOLD, restricted, asked_about).when(release).then(released)
    given(HOLD, restricted, asked_about, released).when(restrict).then()
    given(HOLD, restricted, asked_about, released).when(release).then()
    given(HOLD, restricted, asked_about).when(ask).then()


CALL = derived_id("press-call", derived_id("example", "delegation_id"))


def test_a_press_call_is_opened_and_closed_by_the_delegation() -> None:
    """Policies: facts in, commands out; a case's interviews wait and go on."""
    arrived = make(fact.DelegationArrived)
    (open_call,) = react(arrived)
    assert (do.OpenPressCall, CALL) == (type(open_call), open_call.press_call_id)
    assert [do.ClosePressCall(press_call_id=CALL)] == list(react(make(fact.DelegationDeparted)))
    reported = fact.CitizenDistressReported(case_id=CASE, country="GR")
    assert [do.RestrictCase(case_id=CASE, country="GR")] == list(react(reported))
    for over in (fact.CaseReleasedToMedia(case_id=CASE), fact.CitizenDistressClosed(case_id=CASE)):
        assert [do.ReleaseCase(case_id=CASE)] == list(react(over))
    assert [do.AskAboutCase(case_id=CASE, interview_id=ID)] == list(react(requested(case_id=CASE)))
    assert list(react(requested())) == []
    assert list(react(asked_about)) == []
    assert [do.ReleaseInterview(interview_id=ID)] == list(react(replace(asked_about, restricted=False)))
    assert [do.SuspendInterview(interview_id=ID)] == list(react(replace(restricted, interviews=(ID,))))


def test_journalists_are_accredited_to_an_open_press_call() -> None:
    """With a card that is valid to its last day; checked in once accredited."""
    opened = fact.PressCallOpened(press_call_id=CALL, delegation_id=ID, at=MOMENT)
    described = make(fact.PressCallDescribed, press_call_id=CALL, closes_on=date(2026, 11, 24))
    accredit = do.AccreditJournalist(
        press_call_id=CALL, journalist_id=ONE, journalist=NAME, outlet=OUTLET, credential=CARD
    )
    given(PRESS_CALL, opened, described).when(accredit, by=SHI).then_kinds(fact.JournalistAccredited)
    late = replace(accredit, credential=replace(CARD, valid_until=date(2026, 11, 23)))
    given(PRESS_CALL, opened, described).when(late, by=SHI).refused("M10")
    check_in = do.CheckInJournalist(press_call_id=CALL, journalist_id=ONE)
    given(PRESS_CALL, opened, described).when(check_in, by=SHI).refused("M2")
    accredited = make(fact.JournalistAccredited, press_call_id=CALL, journalist_id=ONE)
    given(PRESS_CALL, opened, described, accredited).when(check_in, by=SHI).then_kinds(fact.JournalistCheckedIn)
    given(PRESS_CALL, opened, described, accredited).when(accredit, by=SHI).then()
    closed = fact.PressCallClosed(press_call_id=CALL, at=MOMENT)
    given(PRESS_CALL, opened, described).when(do.ClosePressCall(press_call_id=CALL)).then(closed)
    given(PRESS_CALL, opened, described, closed).when(accredit, by=SHI).refused("state")
    given(PRESS_CALL, closed).when(make(do.OpenPressCall, press_call_id=CALL)).then()
