"""The intake of a case, and its course to the end."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.consular import case_events as case
from services.consular import commands as ask
from services.consular.distress import CASE
from services.consular.values import Harm, Reporter
from shared.aggregate import DeadlineDue
from tests.consular import examples as e
from tests.scenario import actor, given

IDENTIFY = ask.CheckIdentity(case_id=e.CASE, basis="passport", document_number="E00000000")
TRIAGE = ask.TriageCase(case_id=e.CASE, kind="missing", level="IV")
ACCEPT = ask.AcceptCase(case_id=e.CASE)
REDIRECT = ask.RedirectCase(case_id=e.CASE, to="12308", reason="在第三国")
JOIN = ask.JoinReport(case_id=e.CASE, reporter=e.UNCLE, what_happened="舅舅来电")
FAMILY = ask.ContactFamily(case_id=e.CASE, outcome="reached", costs_explained=True, told="已告知进展与费用自理")
NOTE = ask.NoteProgress(case_id=e.CASE, text="警方调取监控")
COST = ask.NoteCost(case_id=e.CASE, item="medical", borne_by="insurer")
RESOLVE = ask.ResolveCase(case_id=e.CASE, outcome="found", text="在医院找到，平安")
FOLLOW = ask.FollowUpCase(case_id=e.CASE, text="家属致谢")
CLOSE = ask.CloseCase(case_id=e.CASE)
REOPEN = ask.ReopenCase(case_id=e.CASE, reason="再次失联")
MERGE = ask.MergeCase(case_id=e.CASE, into=e.OTHER_CASE)
RELEASE = ask.ReleaseCaseToMedia(case_id=e.CASE)
UP = ask.ReportUp(case_id=e.CASE, to="city", document="筑外办报〔2026〕3号")
PROMISE = "医疗费由政府承担"
GRAVE = (e.received, e.told, e.identified, e.graver, e.city_due, e.province_due, e.accepted)
GRAVE_FOLLOWED = (*GRAVE, e.family, e.resolved, e.followed)


def test_a_report_opens_a_case_and_is_told_at_once() -> None:
    """The person need not be registered."""
    given(CASE).when(e.report, by=e.DUTY).then(e.received, e.told)


def test_a_member_of_an_official_party_is_tied_to_its_stay() -> None:
    """The stay follows from the visit."""
    facts: Any = given(CASE).when(replace(e.report, visit_id=e.VISIT), by=e.DUTY).decision
    assert (facts[0].stay_id, facts[1].visit_id) == (e.STAY_OF_VISIT, e.VISIT)


def test_a_grave_report_starts_both_clocks() -> None:
    """C11: an evacuation is level I; the city hears in an hour, the province in two."""
    grave = replace(e.report, kind="major_emergency", people=200, harm=Harm(evacuation=True))
    outcome = given(CASE).when(grave, by=e.DUTY)
    outcome.then_kinds(type(e.received), type(e.told), type(e.city_due), type(e.province_due))
    facts: Any = outcome.decision
    assert ["I", "I", e.city_due, e.province_due] == [facts[0].level, facts[1].level, *facts[2:]]


def test_a_second_relative_joins_the_case() -> None:
    """One person reported by several relatives is one case."""
    given(CASE, e.received, e.told).when(JOIN, by=e.DUTY).then(e.joined)
    given(CASE, *e.CLOSED).when(JOIN).then_kinds(case.ReportJoined)
    given(CASE, e.received, e.merged).when(JOIN).refused("state")


def test_nameless_callers_are_told_apart_by_phone() -> None:
    """Two strangers are two reporters."""
    first, second = (Reporter(kind="other", phone=phone) for phone in ("1", "2"))
    facts = (e.received, replace(e.joined, reporter=first))
    given(CASE, *facts).when(replace(JOIN, reporter=second)).then_kinds(case.ReportJoined)
    given(CASE, *facts).when(replace(JOIN, reporter=first)).then()


def test_identity_needs_proof_or_information() -> None:
    """C2."""
    nameless = replace(e.received, person=replace(e.STUDENT, document_number=None))
    given(CASE, e.received).when(IDENTIFY, by=e.DUTY).then(e.identified)
    given(CASE, nameless).when(replace(IDENTIFY, document_number=None)).refused("C2")
    given(CASE, e.received).when(replace(IDENTIFY, document_number=None)).then_kinds(case.IdentityChecked)
    given(CASE, e.received).when(replace(IDENTIFY, basis="registration")).refused("C2")
    registered = replace(e.received, stay_id=e.STAY)
    given(CASE, registered).when(replace(IDENTIFY, basis="registration")).then_kinds(case.IdentityChecked)
    given(CASE, nameless).when(ask.CheckIdentity(case_id=e.CASE, basis="mission_confirmation")).then_kinds(
        case.IdentityChecked
    )


def test_triage_follows_identity_and_figures() -> None:
    """C10: never milder than the figures, and again when they change."""
    ready = (e.received, e.told, e.identified)
    given(CASE, *ready).when(TRIAGE, by=e.DUTY).then(e.triaged)
    given(CASE, e.received).when(TRIAGE).refused("state")
    given(CASE, *ready).when(replace(TRIAGE, harm=Harm(dead=3))).refused("C10")
    given(CASE, *ready).when(replace(TRIAGE, level="III", harm=Harm(dead=3))).then_kinds(case.CaseTriaged)
    given(CASE, *e.CLOSED).when(replace(TRIAGE, level="III")).refused("state")


def test_a_case_that_grows_graver_starts_the_clocks_once() -> None:
    """C11: from the moment at which it is known."""
    again = replace(TRIAGE, level="II", harm=Harm(dead=10))
    given(CASE, *e.IN_HAND).when(again, by=e.DUTY).then(e.graver, e.city_due, e.province_due)
    given(CASE, *GRAVE).when(replace(again, level="I")).then_kinds(case.CaseTriaged)


def test_a_case_is_accepted_or_redirected() -> None:
    """C5: a major emergency is not redirected."""
    ready = (e.received, e.told, e.identified, e.triaged)
    major = (e.received, e.told, e.identified, replace(e.triaged, kind="major_emergency"))
    given(CASE, *ready).when(ACCEPT, by=e.DUTY).then(e.accepted)
    given(CASE, *ready).when(REDIRECT, by=e.DUTY).then(e.redirected)
    given(CASE, *major).when(REDIRECT).refused("C5")
    given(CASE, e.received).when(ACCEPT).refused("state")
    given(CASE, *e.IN_HAND).when(REDIRECT).refused("state")
    given(CASE, *ready, e.redirected).when(ACCEPT).refused("state")


def test_a_report_up_is_noted_in_time_or_late() -> None:
    """C11: on the minute is in time."""
    given(CASE, *GRAVE).when(UP, by=e.DUTY).then(e.told_city)
    given(CASE, *GRAVE).when(UP, by=e.DUTY, now=e.NOW + e.HOUR).then(replace(e.told_city, at=e.NOW + e.HOUR))
    late = e.NOW + e.HOUR + timedelta(seconds=1)
    given(CASE, *GRAVE).when(UP, by=e.DUTY, now=late).then(replace(e.told_city, at=late, late=True))
    given(CASE, *e.IN_HAND).when(UP, by=e.DUTY).then(e.told_city)


def test_a_missed_report_up_is_a_fact() -> None:
    """Unless it was made, the case is milder by now, or went on in another file."""
    due, now = DeadlineDue(deadline=e.city_due), e.NOW + e.HOUR
    given(CASE, *GRAVE).when(due, now=now).then(e.city_passed)
    given(CASE, *GRAVE, e.told_city).when(due, now=now).then()
    given(CASE, *GRAVE, e.triaged).when(due, now=now).then()
    given(CASE, *GRAVE, e.merged).when(due, now=now).then()


def test_a_duplicate_goes_on_in_another_file() -> None:
    """A grave one only by a head: merging closes it."""
    gone = replace(e.told_closed, outcome="merged")
    given(CASE, *e.IN_HAND).when(MERGE, by=e.DUTY).then(e.merged, gone)
    given(CASE, *e.IN_HAND).when(replace(MERGE, into=e.CASE)).refused("state")
    given(CASE, *e.CLOSED).when(MERGE).refused("state")
    given(CASE, *GRAVE).when(MERGE, by=e.DUTY).refused("four-eyes")
    given(CASE, *GRAVE).when(MERGE, by=e.HEAD).then(replace(e.merged, by="head-3"), gone)


def test_the_family_is_told_who_bears_the_costs() -> None:
    """C7: and is promised nothing."""
    given(CASE, *e.IN_HAND).when(FAMILY, by=e.DUTY).then(e.family)
    given(CASE, *e.IN_HAND).when(replace(FAMILY, costs_explained=False)).refused("C7")
    given(CASE, *e.IN_HAND).when(replace(FAMILY, told=PROMISE, costs_explained=False)).refused("C7", "C7")
    given(CASE, e.received).when(FAMILY).refused("state")


def test_a_family_that_was_not_reached_can_be_reached_later() -> None:
    """The first try is an outcome too."""
    missed = replace(FAMILY, outcome="not_reached", costs_explained=False)
    given(CASE, *e.IN_HAND).when(missed).then_kinds(case.FamilyContacted)
    given(CASE, *e.IN_HAND, replace(e.family, outcome="not_reached")).when(FAMILY, by=e.DUTY).then(e.family)


def test_progress_is_noted_without_promises() -> None:
    """C7, and only while the case is open."""
    given(CASE, *e.IN_HAND).when(NOTE, by=e.DUTY).then(e.noted)
    given(CASE, *e.IN_HAND).when(replace(NOTE, text=PROMISE)).refused("C7")
    given(CASE, *e.CLOSED).when(NOTE).refused("state")


def test_the_office_bears_no_cost() -> None:
    """C7."""
    given(CASE, *e.IN_HAND).when(COST, by=e.DUTY).then(e.cost)
    given(CASE, *e.IN_HAND).when(replace(COST, borne_by="office")).refused("C7")
    given(CASE, *e.CLOSED).when(COST).refused("state")


def test_a_case_is_resolved_once_nothing_is_awaited() -> None:
    """All that is missing is told at once."""
    given(CASE, *e.IN_HAND, e.family).when(RESOLVE, by=e.DUTY).then(e.resolved)
    given(CASE, *e.IN_HAND, e.handed).when(replace(RESOLVE, text=PROMISE)).refused("hand-off", "state", "C7")
    given(CASE, e.received).when(RESOLVE).refused("state")


def test_guardianship_is_handed_down_before_it_is_resolved() -> None:
    """C3: with the receipt of the county."""
    minor = (*e.IN_HAND[:3], replace(e.triaged, kind="guardianship"), e.accepted, e.family)
    county = replace(e.handed, to="county", owner=e.COUNTY)
    given(CASE, *minor).when(RESOLVE).refused("C3")
    given(CASE, *minor, e.handed, e.acknowledged, e.answered).when(RESOLVE).refused("C3")
    given(CASE, *minor, county, e.taken_back).when(RESOLVE).refused("C3")
    given(CASE, *minor, county, e.acknowledged, e.answered).when(RESOLVE).then_kinds(case.CaseResolved)


def test_a_resolved_case_is_followed_up_and_closed() -> None:
    """A mild one by one person."""
    given(CASE, *e.IN_HAND, e.family, e.resolved).when(FOLLOW, by=e.DUTY).then(e.followed)
    given(CASE, *e.FOLLOWED).when(CLOSE, by=e.DUTY).then(e.closed, e.told_closed)
    given(CASE, *e.IN_HAND).when(FOLLOW).refused("state")
    given(CASE, *e.IN_HAND, e.family, e.resolved).when(replace(FOLLOW, text=PROMISE)).refused("C7")
    given(CASE, *e.IN_HAND).when(CLOSE).refused("state")


def test_a_redirected_case_is_closed_as_such() -> None:
    """Nothing else is left to do here."""
    outcome = given(CASE, *e.IN_HAND[:4], e.redirected).when(CLOSE, by=e.DUTY)
    outcome.then(replace(e.closed, outcome="redirected"), replace(e.told_closed, outcome="redirected"))


def test_a_grave_case_needs_a_second_person_and_both_reports_up() -> None:
    """Four eyes, and C11."""
    up = (e.told_city, e.told_province)
    given(CASE, *GRAVE_FOLLOWED).when(CLOSE, by=e.DUTY).refused("four-eyes", "C11")
    given(CASE, *GRAVE_FOLLOWED, e.told_city).when(CLOSE, by=e.OFFICER).refused("C11")
    given(CASE, *GRAVE_FOLLOWED, *up).when(CLOSE, by=e.DUTY).refused("four-eyes")
    given(CASE, *GRAVE_FOLLOWED, *up).when(CLOSE, by=e.OFFICER).then(replace(e.closed, by="officer-2"), e.told_closed)


def test_a_deputy_and_the_principal_are_not_two_people() -> None:
    """Whoever of them resolved a grave case, the other does not close it."""
    up = (e.told_city, e.told_province)
    deputy = actor("officer-2", "consular_officer", acting_for="duty-1")
    given(CASE, *GRAVE_FOLLOWED, *up).when(CLOSE, by=deputy).refused("four-eyes")
    resolved = replace(e.resolved, by="officer-2 for duty-1")
    given(CASE, *GRAVE, e.family).when(RESOLVE, by=deputy).then(resolved)
    history = (*GRAVE, e.family, resolved, e.followed, *up)
    for person in (e.DUTY, e.OFFICER, actor("head-3", "section_head", acting_for="duty-1")):
        given(CASE, *history).when(CLOSE, by=person).refused("four-eyes")
    given(CASE, *history).when(CLOSE, by=e.HEAD).then(replace(e.closed, by="head-3"), e.told_closed)


def test_a_case_is_reopened() -> None:
    """A redirected one to be judged anew; the file it was merged into goes on instead."""
    given(CASE, *e.CLOSED).when(REOPEN, by=e.DUTY).then(e.reopened)
    given(CASE, *e.CLOSED, e.reopened).when(RESOLVE, by=e.DUTY).then(e.resolved)
    given(CASE, *e.IN_HAND[:4], e.redirected, e.reopened).when(ACCEPT, by=e.DUTY).then(e.accepted)
    given(CASE, e.received, e.merged).when(REOPEN).refused("state")


def test_a_case_is_released_to_the_media_once_the_family_knows() -> None:
    """They hear it before the press does."""
    given(CASE, *e.IN_HAND).when(RELEASE).refused("state")
    given(CASE, *e.IN_HAND, e.family).when(RELEASE).then(e.released)
    given(CASE, *e.IN_HAND[:4], e.redirected).when(RELEASE).then(e.released)


@pytest.mark.parametrize(
    ("facts", "command"),
    [
        ((e.received,), e.report),
        ((e.received, e.joined), JOIN),
        ((e.received,), replace(JOIN, reporter=e.MOTHER)),
        ((e.received, e.identified), IDENTIFY),
        (e.IN_HAND, TRIAGE),
        (e.IN_HAND, ACCEPT),
        ((*e.IN_HAND, e.family, e.resolved), ACCEPT),
        ((*e.IN_HAND[:4], e.redirected), REDIRECT),
        ((*GRAVE, e.told_city), UP),
        ((e.received, e.merged), MERGE),
        ((*e.IN_HAND, e.family), FAMILY),
        ((*e.IN_HAND, e.noted), NOTE),
        ((*e.IN_HAND, e.cost), COST),
        ((*e.IN_HAND, e.family, e.resolved), RESOLVE),
        (e.FOLLOWED, FOLLOW),
        (e.CLOSED, CLOSE),
        ((e.received, e.merged), CLOSE),
        (e.IN_HAND, REOPEN),
        ((*e.IN_HAND, e.family, e.released), RELEASE),
    ],
)
def test_a_repeated_command_yields_nothing(facts: tuple[Any, ...], command: Any) -> None:
    """Each may be sent twice."""
    given(CASE, *facts).when(command).then()


def test_a_case_begins_with_its_first_fact() -> None:
    """Anything else first is a broken log."""
    with pytest.raises(ValueError, match="does not begin"):
        CASE.evolve(None, e.accepted)
    with pytest.raises(ValueError, match="begins with"):
        given(CASE).when(ACCEPT)
