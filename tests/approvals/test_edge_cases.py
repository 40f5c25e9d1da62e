"""The edge cases of section 11 that touch approvals, each by its name; that of a promoted guest is in
`test_invitation_change.py`."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.application_values import RedEye
from services.approvals.values import Transit
from shared.ids import derived_id
from tests.approvals import examples as e
from tests.approvals.chances import INSTITUTE
from tests.approvals.course import Course
from tests.approvals.walks import OTHER, TANG

ID = e.VISIT_ID
SUBMIT = do.SubmitVisit(visit_id=ID)
ALERT = derived_id("an alert")


def days(first: date, length: int, **more: Any) -> do.VisitPlan:
    """The example's trip on these days, each half-day told."""
    last = first + timedelta(days=length - 1)
    stops = (e.stop(first=first, last=last),)
    itinerary = e.half_days(first, length)
    return e.plan(**{"departs_on": first, "returns_on": last, "stops": stops, "itinerary": itinerary, **more})


def drafted(plan: do.VisitPlan, today: date = e.TODAY) -> Course:
    """Its notices stand, and its budget is signed."""
    course = Course(plan, today)
    for command, by in course.ways():
        if isinstance(command, (do.PublicizeVisit, do.ClearBudget)):
            course.do(command, by)
    return course


def test_red_eye_exit() -> None:
    """A5: an exit just before midnight adds a day, if the note is filed with the e-ticket; passports wait for it."""
    six_days = days(e.LEFT_ON, 6)
    assert drafted(six_days).refused(SUBMIT, e.ZHAO) == ["A3"]
    unfiled = replace(six_days, red_eye=RedEye(hour=23, ticket="781-1", note=""))
    assert drafted(unfiled).refused(SUBMIT, e.ZHAO) == ["A3", "A5"]
    evening = replace(six_days, red_eye=RedEye(hour=20, ticket="781-1", note="筑商 1"))
    assert drafted(evening).refused(SUBMIT, e.ZHAO) == ["A3", "A5"]
    filed = replace(six_days, red_eye=RedEye(hour=23, ticket="781-1", note="筑商 1"))
    course = drafted(filed).go_to("Approved").set_day(e.LEFT_ON).go_to("Departed")
    assert course.state.passports_due == e.LEFT_ON + timedelta(days=6 + 7)


def test_date_line_return() -> None:
    """A4: days count from exit stamp to entry stamp; beyond the date line the calendar goes back, and home again on."""
    eastward = replace(e.stop("US", date(2026, 12, 6), date(2026, 12, 9)), region="Hawaii")
    plan = days(e.LEFT_ON, 5, country="US", stops=(eastward,), off_plan_reason="the fair was moved")
    course = drafted(plan).go_to("Approved").set_day(e.LEFT_ON).go_to("Departed").set_day(date(2026, 12, 11))
    course.do(do.RecordReturn(visit_id=ID, returned_on=date(2026, 12, 11)), e.FENG)
    assert course.state.passports_due == date(2026, 12, 19)
    six = days(e.LEFT_ON, 6, country="US", stops=(eastward,), off_plan_reason="the fair was moved")
    assert drafted(six).refused(SUBMIT, e.ZHAO) == ["A3"]


def test_transit_that_left_the_airport() -> None:
    """A2: then it counts as a country; found out on the way, it needs its approval like any other change (A17)."""
    outside = tuple(Transit(country=country, inside_airport=False) for country in ("TR", "QA", "AE"))
    inside = tuple(replace(transit, inside_airport=True) for transit in outside)
    assert drafted(days(e.LEFT_ON, 5, transits=outside)).refused(SUBMIT, e.ZHAO) == ["A2"]
    course = drafted(days(e.LEFT_ON, 5, transits=inside)).go_to("Approved").set_day(e.LEFT_ON).go_to("Departed")
    left = replace(course.state.visit, transits=(outside[0], *inside[1:]))
    course.do(do.RequestAmendment(visit_id=ID, visit=left, reason="the connection was missed"), e.WANG)
    course.set_day(e.LEFT_ON + timedelta(days=1)).grant()
    assert course.happened(fact.VisitAmended)[-1].supersedes
    too_many = replace(course.state.visit, transits=outside)
    course.do(do.RequestAmendment(visit_id=ID, visit=too_many, reason="and another"), e.WANG)
    amends = [(command, by) for command, by in course.ways() if isinstance(command, do.AmendVisit)]
    for command, by in course.ways():
        if isinstance(command, (do.PublicizeVisit, do.ClearBudget)):
            course.do(command, by)
    assert course.refused(*amends[0]) == ["A2"]


def test_member_swapped_after_publicity() -> None:
    """A6: the window starts anew in the new member's own unit, and nowhere else; who drops out starts none."""
    course = drafted(e.plan(members=(e.member(1), e.member(2), e.member(3))))
    swapped = e.plan(members=(e.member(1), e.member(2), e.member(4, unit=INSTITUTE)))
    course.do(do.ReviseVisit(visit_id=ID, visit=swapped), e.WANG)
    assert set(course.state.notices) == {e.BUREAU}
    course.do(do.PublicizeVisit(visit_id=ID, unit=INSTITUTE, posted_on=e.TODAY), TANG)
    course.do(do.ClearBudget(visit_id=ID, side="foreign_affairs"), e.ZHAO)
    course.do(do.ClearBudget(visit_id=ID, side="finance"), e.QIAN)
    assert course.refused(SUBMIT, e.ZHAO) == ["A6"]
    assert course.set_day(e.TODAY + timedelta(days=4)).refused(SUBMIT, e.ZHAO) == ["A6"]
    course.set_day(date(2026, 11, 30)).go_to("Submitted")
    own = drafted(e.PLAN)
    own.do(do.ReviseVisit(visit_id=ID, visit=e.plan(members=(e.member(1, "division"), e.member(5)))), e.WANG)
    assert not own.state.notices


def test_member_swapped_after_the_approval() -> None:
    """By an amendment: the new member's unit posts its notice, and a new document supersedes the old one."""
    course = drafted(e.PLAN).go_to("Approved")
    swapped = e.plan(members=(e.member(1, "division"), e.member(4, unit=INSTITUTE)))
    course.do(do.RequestAmendment(visit_id=ID, visit=swapped, reason="somebody is ill"), e.WANG)
    assert set(course.state.notices) == {e.BUREAU}
    course.grant()
    (told,) = course.happened(fact.VisitAmended)
    assert told.travellers == (e.member(1).person_id, e.member(4).person_id)
    assert told.document != told.supersedes


def test_publicity_across_make_up_working_days() -> None:
    """A6: the Saturdays and Sundays made up for count, the holidays don't: National Day 2025, Spring Festival 2026."""
    windows = (
        # posted on Friday 26 September; Sunday 28 is made up for, 1 to 8 October is off, Saturday 11 is made up for
        (date(2025, 9, 26), date(2025, 9, 30), date(2025, 10, 10), date(2025, 11, 24)),
        # posted on Wednesday 11 February; Saturday 14 is made up for, 15 to 23 is off, Saturday 28 is made up for
        (date(2026, 2, 11), date(2026, 2, 24), date(2026, 2, 25), date(2026, 3, 23)),
    )
    for posted_on, too_early, enough, leaves in windows:
        course = Course(days(leaves, 5), today=too_early)
        course.do(do.PublicizeVisit(visit_id=ID, unit=e.BUREAU, posted_on=posted_on), e.ZHAO)
        course.do(do.ClearBudget(visit_id=ID, side="foreign_affairs"), e.ZHAO)
        course.do(do.ClearBudget(visit_id=ID, side="finance"), e.QIAN)
        assert course.refused(SUBMIT, e.ZHAO) == ["A6"]
        assert course.set_day(enough).do(SUBMIT, e.ZHAO)


def test_one_person_in_two_overlapping_teams() -> None:
    """The team that asked first has the traveller: the second waits until the first lets go."""
    first = drafted(e.PLAN).go_to("Submitted")
    both = replace(e.PLAN, members=(e.member(1, "division"), e.member(5)), plan_entry="08")
    second = Course(both, visit_id=OTHER, walk=first.walk).go_to("Submitted")
    review = do.ReviewVisitAsClerk(visit_id=OTHER)
    assert second.refused(review, e.SUN) == ["two-teams"]
    first.do(do.WithdrawVisit(visit_id=ID, reason="ill"), e.WANG)
    second.go_to("Approved")
    again = first.go_to("Submitted")
    assert again.refused(do.ReviewVisitAsClerk(visit_id=ID), e.SUN) == ["two-teams"]


def test_approval_superseded_after_printing() -> None:
    """批件: the original that is out is recalled, its day is told, and nobody leaves on it."""
    course = drafted(e.PLAN).go_to("Approved")
    course.do(do.IssueDocuments(visit_id=ID, issued_on=e.TODAY), e.SUN)
    old = course.state.document
    longer = replace(e.PLAN, members=e.PLAN.members[:1])
    course.do(do.RequestAmendment(visit_id=ID, visit=longer, reason="somebody is ill"), e.WANG)
    course.grant()
    (recalled,) = course.happened(fact.DocumentsRecalled)
    assert (recalled.document, course.state.issued) == (old, False)
    assert course.refused(do.LendPassports(visit_id=ID, lent_on=e.TODAY), e.FENG) == ["state"]
    course.set_day(e.TODAY + timedelta(days=8))
    assert [one.days_before for one in course.happened(fact.VisitReminded)] == [1]
    assert len(course.happened(fact.PaperDeadlinePassed)) == 1
    back = do.ReturnDocuments(visit_id=ID, document=old, handed_in_on=e.TODAY)
    assert course.do(back, e.SUN)
    assert not course.do(back, e.SUN)
    assert course.go_to("Approved").do(do.IssueDocuments(visit_id=ID, issued_on=e.TODAY), e.SUN)


def test_a_second_recalled_paper_does_not_hide_that_the_first_is_late() -> None:
    """Each comes back by its own day."""
    course = drafted(e.PLAN).go_to("Approved")
    for number, members in enumerate((e.PLAN.members[:1], e.PLAN.members)):
        course.set_day(e.TODAY + timedelta(days=4 * number))
        course.do(do.IssueDocuments(visit_id=ID, issued_on=e.TODAY), e.SUN)
        changed = replace(e.PLAN, members=members)
        course.do(do.RequestAmendment(visit_id=ID, visit=changed, reason="somebody is ill"), e.WANG)
        course.grant()
    course.set_day(e.TODAY + timedelta(days=30))
    passed = [one.due_on for one in course.happened(fact.PaperDeadlinePassed)]
    assert passed == [e.TODAY + timedelta(days=7), e.TODAY + timedelta(days=11)]


def test_return_delayed_by_typhoon() -> None:
    """No new approval, but told to all: passports and report wait for the day on which they are really back."""
    course = drafted(e.PLAN).go_to("Approved").set_day(e.LEFT_ON).go_to("Departed").set_day(date(2026, 12, 11))
    late = do.DelayReturn(visit_id=ID, returns_on=date(2026, 12, 14), reason="a typhoon closed the airport")
    assert course.do(late, e.WANG)
    assert not course.do(late, e.WANG)
    (told,) = course.happened(fact.VisitAmended)
    assert (told.ends_on, told.stops[-1].leaves_on) == (date(2026, 12, 14), date(2026, 12, 14))
    assert told.document == told.supersedes
    course.set_day(date(2026, 12, 20))
    assert course.happened(fact.PassportDeadlinePassed) == []
    course.do(do.RecordReturn(visit_id=ID, returned_on=date(2026, 12, 15)), e.FENG)
    assert (course.state.passports_due, course.state.report_due) == (date(2026, 12, 23), date(2027, 1, 15))


def test_partner_country_breaks_relations() -> None:
    """No rule of visits knows of it: the partnership's own rule is E1. The office cancels, and all comes back."""
    course = drafted(e.PLAN).go_to("Approved")
    for command in (do.IssueDocuments(visit_id=ID, issued_on=e.TODAY), do.LendPassports(visit_id=ID, lent_on=e.TODAY)):
        course.do(command, e.SUN if isinstance(command, do.IssueDocuments) else e.FENG)
    assert course.do(do.CancelVisit(visit_id=ID, reason_code="relations_broken_off"), e.ZHOU)
    (told,) = course.happened(fact.VisitCancelled)
    assert told.reason_code == "relations_broken_off"
    assert course.state.recalled
    assert course.state.passports_due == e.TODAY + timedelta(days=7)
    assert not course.walk.files.states["destination-GR"].visits


def test_alert_raised_while_a_team_is_there() -> None:
    """Heard from consular: the visit is flagged, its unit told, and says when its team knows."""
    course = drafted(e.PLAN).go_to("Approved").set_day(e.LEFT_ON).go_to("Departed").set_day(date(2026, 12, 9))
    raised = fact.AlertRaised(
        alert_id=ALERT, country="GR", region="Peloponnese", colour="red", summary="an earthquake",
        issued_on=date(2026, 12, 9), valid_until=None,
    )  # fmt: skip
    course.walk.files.waiting.append(raised)
    course.set_day(date(2026, 12, 9))
    (warned,) = course.happened(fact.VisitWarned)
    assert (warned.unit, warned.colour) == (e.BUREAU, "red")
    told = do.AcknowledgeWarning(visit_id=ID, alert_id=ALERT)
    assert not course.do(told, TANG)
    assert course.do(told, e.WANG)
    assert not course.do(told, e.WANG)
    course.set_day(date(2026, 12, 11)).do(do.RecordReturn(visit_id=ID, returned_on=date(2026, 12, 11)), e.FENG)
    assert len(course.happened(fact.WarningEnded)) == 1
