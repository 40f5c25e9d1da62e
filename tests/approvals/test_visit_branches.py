"""Off the straight way: objections, opinions, consents, amendments, postponements, cancellations; each with what it
refuses, and what it does when it is given twice."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.visit.publicity import objections_in_the_way
from shared.actors import Actor
from tests.approvals import examples as e
from tests.approvals.chances import ELSEWHERE, INSTITUTE
from tests.approvals.course import Course
from tests.approvals.walks import TANG, YAN

ID = e.VISIT_ID
SUBMIT = do.SubmitVisit(visit_id=ID)
SIGN = do.SignVisit(visit_id=ID)
objection = do.RaiseObjection(
    visit_id=ID, objection="1", unit=e.BUREAU, raised_on=e.TODAY, ground="a third trip this year"
)
LEADERS = (e.member(1, "bureau"), e.member(2))
FROM_ELSEWHERE = (e.member(1), replace(e.member(4), authority=ELSEWHERE))


def settle(upheld: bool, name: str = "1") -> do.SettleObjection:
    return do.SettleObjection(visit_id=ID, objection=name, upheld=upheld, finding="as it is")


def ask(visit: do.VisitPlan, reason: str = "somebody is ill") -> do.RequestAmendment:
    return do.RequestAmendment(visit_id=ID, visit=visit, reason=reason)


def test_an_objection_stops_a_case_until_it_is_settled() -> None:
    """Raised about a notice that was posted, on a day that has come; once; and investigated by somebody else."""
    course = Course().go_to("Submitted")
    assert course.refused(replace(objection, unit=INSTITUTE), e.SUN) == ["A6"]
    assert course.refused(replace(objection, raised_on=e.TODAY + timedelta(days=1)), e.SUN) == ["A6"]
    assert course.do(objection, e.SUN)
    assert not course.do(objection, e.SUN)
    assert "A6" in course.refused(do.ReviewVisitAsClerk(visit_id=ID), e.SUN)
    assert course.refused(settle(upheld=False), e.SUN) == ["four-eyes"]
    assert course.refused(settle(upheld=False, name="2"), e.LI) == ["A6"]
    assert course.do(settle(upheld=False), e.LI)
    assert not course.do(settle(upheld=False), e.LI)
    assert course.refused(settle(upheld=True), e.LI) == ["A6"]
    course.go_to("Approved")
    assert course.refused(replace(objection, objection="2"), e.SUN) == ["state"]


def test_an_upheld_objection_sends_the_case_back_to_be_changed() -> None:
    """Submitted as it was, it is refused; changed and publicized anew, it goes on."""
    course = Course().go_to("SectionReviewed")
    course.do(objection, e.SUN)
    kinds = [type(happened) for happened in course.do(settle(upheld=True), e.ZHOU)]
    assert kinds[:2] == [fact.ObjectionSettled, fact.PlanEntryFreed]
    assert course.state.state == "Returned"
    assert course.refused(SUBMIT, e.ZHAO) == ["A6"]
    course.do(do.ReviseVisit(visit_id=ID, visit=e.plan(purpose="tea trade, two days")), e.WANG)
    assert not objections_in_the_way(course.state)
    course.go_to("Approved")


def test_opinions_are_of_the_bodies_that_the_team_needs() -> None:
    """A leader's team needs the organization department's; one that is not favourable can be mended by another."""
    course = Course(e.plan(members=LEADERS)).go_to("Submitted")
    opinion = do.GiveOpinion(
        visit_id=ID, body="organization-department", favourable=False, opinion="too soon", document="筑组 1"
    )
    assert course.do(opinion, YAN)
    assert not course.do(opinion, YAN)
    other = replace(opinion, body="secrecy-bureau")
    assert course.refused(other, replace(YAN, unit="secrecy-bureau")) == ["A18"]
    for command, by in course.ways():
        if isinstance(command, (do.ReviewVisitAsClerk, do.ReviewVisitAsSection)):
            course.do(command, by)
    assert course.refused(SIGN, e.ZHOU) == ["A18"]
    assert course.do(replace(opinion, favourable=True), YAN)
    course.go_to("DirectorSigned")
    early = Course(e.plan(members=LEADERS))
    assert early.refused(opinion, YAN) == ["state"]


def test_a_member_from_elsewhere_travels_with_the_consent_of_that_authority() -> None:
    """征求意见函, then 任务确认件 (A23); refused, it may be asked again; no answer without a letter."""
    course = Course(e.plan(members=FROM_ELSEWHERE)).go_to("Submitted")
    answer = do.RecordConsent(visit_id=ID, authority=ELSEWHERE, given=False, document="遵外 1")
    letter = do.RequestConsent(visit_id=ID, authority=ELSEWHERE)
    assert course.refused(replace(answer, authority="nowhere"), e.SUN) == ["A23"]
    assert course.refused(replace(letter, authority="nowhere"), e.SUN) == ["A23"]
    assert course.refused(answer, e.SUN) == ["A23"]
    asked = course.do(letter, e.SUN)[0]
    assert asked.travellers == (e.member(4).person_id,)
    assert not course.do(letter, e.SUN)
    assert course.do(answer, e.SUN)
    assert course.do(letter, e.SUN)
    assert course.do(replace(answer, given=True), e.SUN)
    course.go_to("Approved")
    assert course.refused(replace(answer, given=False), e.SUN) == ["state"]


def test_withdrawn_taken_up_again_and_submitted_anew() -> None:
    """The undo of a submission, and the undo of that; all reviews are done anew."""
    course = Course().go_to("SectionReviewed")
    resume = do.ResumeVisit(visit_id=ID)
    assert course.refused(resume, e.WANG) == ["state"]
    course.do(do.WithdrawVisit(visit_id=ID, reason="ill"), e.WANG)
    assert course.do(resume, e.WANG)
    assert not course.do(resume, e.WANG)
    assert (course.state.state, course.state.clerk, course.state.plan) == ("Drafted", "", None)
    course.go_to("Approved")


def test_what_the_office_refused_it_may_reconsider() -> None:
    """By somebody else than who refused it; what was refused above is not the office's to reconsider."""
    course = Course().go_to("ClerkReviewed")
    again = do.ReconsiderVisit(visit_id=ID, reason="heard again")
    assert course.refused(again, e.ZHOU) == ["state"]
    course.do(do.RefuseVisit(visit_id=ID, reason="no need"), e.ZHOU)
    assert course.refused(again, e.ZHOU) == ["four-eyes"]
    assert course.do(again, e.LI)
    assert not course.do(again, e.LI)
    course.go_to("Approved")
    above = Course(e.plan(members=LEADERS)).go_to("ReportedUp")
    above.do(do.RecordUpperDecision(visit_id=ID, approved=False, document="黔府外 1"), e.ZHENG)
    assert above.refused(again, e.LI) == ["authority"]


def test_an_amendment_is_asked_for_and_granted_or_dropped() -> None:
    """Of the same task, and a change; dropped, all that was said of the approved visit counts again."""
    course = Course().go_to("Approved")
    before = course.state
    assert course.refused(ask(e.plan(purpose="coffee")), e.WANG) == ["A17"]
    assert course.refused(ask(e.PLAN), e.WANG) == ["A17"]
    swapped = e.plan(members=(e.member(1, "division"), e.member(4, unit=INSTITUTE)))
    assert course.do(ask(swapped), e.WANG)
    assert not course.do(ask(swapped), e.WANG)
    assert course.do(do.DropAmendment(visit_id=ID), e.WANG)
    assert not course.do(do.DropAmendment(visit_id=ID), e.WANG)
    assert course.state == before.but(asked=course.state.asked)
    assert Course().refused(ask(swapped), e.WANG) == ["state"]


def test_an_objection_to_an_amendment_is_mended_by_asking_otherwise() -> None:
    """As with a draft: what is asked for now is not what was objected to."""
    course = Course().go_to("Approved")
    course.do(ask(e.plan(members=e.PLAN.members[:1])), e.WANG)
    course.do(objection, e.SUN)
    (settled,) = course.do(settle(upheld=True), e.LI)
    assert not settled.held_back
    amend = next((command, by) for command, by in course.ways() if isinstance(command, do.AmendVisit))
    assert course.refused(*amend) == ["A6"]
    course.do(ask(e.plan(members=(e.PLAN.members[1],))), e.WANG)
    course.grant()


def test_a_leaders_trip_is_amended_where_it_was_decided() -> None:
    """By the province, with its document; not by the director."""
    course = Course(e.plan(members=LEADERS)).go_to("Approved")
    course.do(ask(e.plan(members=LEADERS[:1])), e.WANG)
    for command, by in course.ways():
        if isinstance(command, do.GiveOpinion):
            course.do(command, by)
    director = next(command for command, by in course.ways() if isinstance(command, do.AmendVisit) and by is e.ZHOU)
    assert course.refused(director, e.ZHOU) == ["authority"]
    course.grant()
    assert course.happened(fact.AmendmentGranted)[0].by == "zheng"


def test_a_postponed_trip_moves_whole_within_its_plans_year() -> None:
    """Stops and itinerary with it; the notices stay true; without a new day it is cancelled instead."""
    course = Course().go_to("Approved")
    later = do.PostponeVisit(visit_id=ID, departs_on=date(2026, 12, 21), reason="fog")
    assert course.refused(replace(later, departs_on=date(2026, 12, 1)), e.ZHOU) == ["A17"]
    assert course.refused(replace(later, departs_on=date(2027, 1, 4)), e.ZHOU) == ["A11"]
    assert course.do(later, e.ZHOU)
    assert not course.do(later, e.ZHOU)
    visit = course.state.visit
    assert (visit.returns_on, visit.stops[0].arrives_on, visit.itinerary[0].on) == (
        date(2026, 12, 25),
        date(2026, 12, 21),
        date(2026, 12, 21),
    )
    assert course.happened(fact.VisitAmended)[0].starts_on == date(2026, 12, 21)
    course.do(ask(replace(visit, members=visit.members[:1])), e.WANG)
    assert course.refused(replace(later, departs_on=date(2026, 12, 22)), e.ZHOU) == ["A17"]
    assert Course().go_to("Submitted").refused(later, e.ZHOU) == ["state"]


@pytest.mark.parametrize("who", [e.WANG, e.ZHAO], ids=["who drafted it", "who submitted it"])
def test_the_unit_files_a_late_departure_and_a_delayed_return_itself(who: Actor) -> None:
    """Neither is a decision, so whoever prepared the case may file it; each moves what hangs on it, once."""
    course = Course().go_to("Approved")
    for command, by in course.ways()[:2]:
        course.do(command, by)
    late = do.ChangeDeparture(visit_id=ID, departs_on=date(2026, 12, 9), reason="fog")
    assert course.do(late, who)
    assert not course.do(late, who)
    assert course.state.passports_due == date(2026, 12, 21)
    course.set_day(date(2026, 12, 9)).go_to("Departed")
    delayed = do.DelayReturn(visit_id=ID, returns_on=date(2026, 12, 15), reason="a typhoon")
    assert course.do(delayed, who)
    assert not course.do(delayed, who)
    assert course.refused(replace(delayed, returns_on=date(2026, 12, 12)), who) == ["dates"]
    assert course.state.passports_due == date(2026, 12, 23)
    assert Course().refused(delayed, who) == ["state"]


def test_a_cancelled_visit_gives_everything_back() -> None:
    """The entry, the original, the passports; and nothing more is done with it."""
    course = Course().go_to("Approved")
    cancel = do.CancelVisit(visit_id=ID, reason_code="ill")
    for command, by in course.ways()[:2]:
        course.do(command, by)
    kinds = [type(happened) for happened in course.do(cancel, e.ZHOU)]
    for kind in (fact.VisitCancelled, fact.PlanEntryFreed, fact.DocumentsRecalled, fact.PassportDeadlineSet):
        assert kind in kinds
    assert not course.do(cancel, e.ZHOU)
    back: Any = do.ReturnDocuments(visit_id=ID, document="another", handed_in_on=e.TODAY)
    assert course.refused(back, e.SUN) == ["recall"]
    assert course.refused(do.RecordDeparture(visit_id=ID, departed_on=e.TODAY), e.FENG) == ["state"]
    assert Course().refused(cancel, e.ZHOU) == ["state"]


def test_the_notice_of_another_unit_is_its_own_signatorys_to_certify() -> None:
    """A6: in each member's own unit."""
    course = Course(e.plan(members=(e.member(1), e.member(2, unit=INSTITUTE))))
    posted = do.PublicizeVisit(visit_id=ID, unit=INSTITUTE, posted_on=e.POSTED_ON)
    assert not course.do(posted, e.ZHAO)
    assert course.do(posted, TANG)
