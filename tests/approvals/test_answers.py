"""What the read store answers over many cases: records, passports, the calendar, statistics, rules, and a case as it
stood."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.approvals import events as fact
from services.approvals.answers.calendar_queries import VisitCalendar, visit_calendar
from services.approvals.answers.record_queries import (
    MemberRecord,
    PassportsOut,
    UnitRecord,
    member_record,
    passports_out,
    unit_record,
)
from services.approvals.answers.statistics_queries import (
    CaseStatistics,
    DecisionsByRule,
    case_statistics,
    decisions_by_rule,
)
from services.approvals.answers.waiting_queries import CaseById, Tray, progress, tray
from services.approvals.policy import POLICY
from services.approvals.service import APPROVALS
from services.approvals.visit.history import VisitAsOf, visit_as_of
from services.approvals.visit.queries import VisitById as ById
from services.approvals.visit.queries import VisitFile, Visits, get_visit, list_visits, visit_file
from services.approvals.working_days import working_day_after, working_days_between
from shared.errors import NotFound
from shared.ids import derived_id
from shared.policy import about_own_unit, shown
from shared.service import Service
from tests.approvals import examples as e
from tests.approvals import invitation_examples as invited
from tests.scenario import MOMENT, actor

INSTITUTE = "tea-institute"
SPECIALIST = actor("xu", "unit_specialist", unit=INSTITUTE)
ONE, OTHER = e.TRAVELLERS


@pytest.fixture
def store(read_store: Callable[[Service], Any]) -> Any:
    return read_store(APPROVALS)


def of(visit: UUID, *facts: Any, **plan: Any) -> list[Any]:
    """These facts as those of another visit, whose plan is changed so."""
    moved = [replace(happened, visit_id=visit) for happened in facts]
    return [replace(one, visit=e.plan(**plan)) if isinstance(one, fact.VisitDrafted) else one for one in moved]


def refused(visit: UUID) -> fact.VisitRefused:
    return fact.VisitRefused(visit_id=visit, reason="no need", by="sun", at=MOMENT)


def test_a_units_record_counts_what_became_of_its_visits_by_year(store: Any) -> None:
    """Each case with what was late; a unit without any has zeros and empty lists."""
    late = fact.PassportDeadlinePassed(visit_id=e.VISIT_ID, due_on=e.DUE, at=e.AFTER)
    store.project(*e.HOME, late, fact.PassportsLongOverdue(visit_id=e.VISIT_ID, unit=e.BUREAU, at=e.AFTER))
    store.project(fact.UnitLocked(unit=e.BUREAU, visit_id=e.VISIT_ID))
    before = {"departs_on": date(2025, 3, 3), "returns_on": date(2025, 3, 5)}
    store.project(*of(derived_id("of 2025"), e.drafted, e.submitted, refused(e.VISIT_ID), **before))
    found = unit_record(store.read, UnitRecord(unit=e.BUREAU))
    names = ("visits", "approved", "refused", "passports_late", "travellers")
    assert [found[name] for name in names] == [2, 1, 1, 1, 4]
    years = [(row["year"], row["approved"], row["days_abroad"]) for row in found["years"]]
    assert years == [(2026, 1, 5), (2025, 0, 0)]
    assert [row["late"] for row in found["cases"]] == [["passports", "long overdue"], []]
    assert found["locked_by"] == [e.VISIT_ID]
    only = unit_record(store.read, UnitRecord(unit=e.BUREAU, year=2025, limit=1))
    assert (only["visits"], [row["state"] for row in only["cases"]]) == (1, ["Refused"])
    nothing = unit_record(store.read, UnitRecord(unit=INSTITUTE))
    assert (nothing["visits"], nothing["budget"], nothing["years"], nothing["cases"]) == (0, 0, [], [])


def test_a_unit_is_free_again_in_its_record(store: Any) -> None:
    """The lock goes with the visit that caused it."""
    store.project(e.drafted, fact.UnitLocked(unit=e.BUREAU, visit_id=e.VISIT_ID))
    store.project(fact.OverduePassportsCleared(unit=e.BUREAU, visit_id=e.VISIT_ID))
    assert unit_record(store.read, UnitRecord(unit=e.BUREAU))["locked_by"] == []


def test_pages_of_cases_follow_each_other_without_a_gap(store: Any) -> None:
    """By the last case of the page before."""
    visits = [derived_id("page", number) for number in range(5)]
    for number, visit in enumerate(visits):
        store.project(*of(visit, e.drafted, departs_on=e.LEFT_ON - timedelta(days=number % 2)))
    seen: list[UUID] = []
    for ask, rows in (
        (lambda **page: list_visits(store.read, Visits(limit=2, **page)), "visits"),
        (lambda **page: unit_record(store.read, UnitRecord(unit=e.BUREAU, limit=2, **page)), "cases"),
    ):
        seen, page = [], ask()[rows]
        while page:
            seen += [row["visit_id"] for row in page]
            page = ask(after=seen[-1])[rows]
        assert sorted(visits) == sorted(seen)


def test_a_members_record_is_of_two_years_with_days_countries_and_decisions(store: Any) -> None:
    """A14: by the person's id, whoever sent the team; both days count (A4)."""
    store.project(*e.HOME)
    old = {"departs_on": date(2024, 11, 1), "returns_on": date(2024, 11, 3)}
    store.project(*of(derived_id("old"), e.drafted, e.submitted, **old))
    (trip,) = member_record(store.read, MemberRecord(person_id=ONE, on=date(2026, 12, 28)))["trips"]
    assert (trip["days"], trip["taken"], trip["countries"], trip["document"]) == (5, True, ["GR"], e.approved.document)
    steps = ["submitted", "clerk's review", "section's review", "director's signature"]
    assert sorted(steps) == sorted(row["step"] for row in trip["decisions"])
    assert len(member_record(store.read, MemberRecord(person_id=ONE, on=date(2026, 11, 1)))["trips"]) == 2
    assert member_record(store.read, MemberRecord(person_id=derived_id("nobody")))["trips"] == []


def test_a_unit_sees_the_record_and_the_absence_of_its_own_people(store: Any) -> None:
    """Whoever sends the team: a row is of the unit that the traveller belongs to."""
    mixed = (e.member(1), e.member(2, unit=INSTITUTE))
    store.project(*of(e.VISIT_ID, *e.SUBMITTED, members=mixed))
    for person, trips in ((e.member(2), 1), (e.member(1), 0)):
        answer = member_record(store.read, MemberRecord(person_id=person.person_id, on=e.TODAY))
        assert trips == len(shown(POLICY["member_record"], SPECIALIST, answer)["trips"])
    asked = about_own_unit(POLICY["visit_calendar"], SPECIALIST, {"first": e.LEFT_ON})
    answer = shown(POLICY["visit_calendar"], SPECIALIST, visit_calendar(store.read, VisitCalendar(**asked)))
    assert [e.member(2).person_id] == [row["person_id"] for row in answer["away"]]


def test_passports_out_say_who_holds_them_and_how_late_they_are(store: Any) -> None:
    """The day itself is not late."""
    store.project(*e.DEPARTED)
    (row,) = passports_out(store.read, PassportsOut(on=e.DUE))["visits"]
    assert (False, 0, sorted(e.TRAVELLERS)) == (row["overdue"], row["days_late"], row["holders"])
    assert passports_out(store.read, PassportsOut(on=e.DUE, overdue=True))["visits"] == []
    (row,) = passports_out(store.read, PassportsOut(on=e.DUE + timedelta(days=3), overdue=True))["visits"]
    assert (row["overdue"], row["days_late"]) == (True, 3)
    one_back = replace(e.handed_in, travellers=(ONE,))
    store.project(one_back)
    assert [row["holders"] for row in passports_out(store.read, PassportsOut())["visits"]] == [[OTHER]]
    store.project(replace(e.handed_in, travellers=(OTHER,)), e.passports_back)
    assert passports_out(store.read, PassportsOut())["visits"] == []


def test_the_calendar_shows_who_is_away_when_where_and_who_else_meanwhile(store: Any) -> None:
    """By month, unit and country; what was never decided or won't take place is nobody's absence."""
    second, third = derived_id("second"), derived_id("third")
    in_italy = {"stops": (e.stop("IT", date(2026, 12, 11), date(2026, 12, 13)),), "departs_on": date(2026, 12, 11)}
    store.project(*e.APPROVED)
    store.project(*of(second, *e.SUBMITTED, **in_italy, returns_on=date(2026, 12, 13), members=(e.member(2),)))
    store.project(*of(third, *e.SUBMITTED, refused(third)))
    december = visit_calendar(store.read, VisitCalendar(first=date(2026, 12, 1)))["away"]
    rows = [(row["visit_id"], row["person_id"], row["overlaps"], row["twice"]) for row in december]
    assert rows == [
        (e.VISIT_ID, e.member(1).person_id, [second], False),
        (e.VISIT_ID, e.member(2).person_id, [second], True),
        (second, e.member(2).person_id, [e.VISIT_ID], True),
    ]
    assert [e.LEFT_ON, e.LEFT_ON, date(2026, 12, 11)] == [row["left_on"] for row in december]
    italy = visit_calendar(store.read, VisitCalendar(first=date(2026, 12, 1), country="IT"))["away"]
    assert [[stop["country"] for stop in row["stops"]] for row in italy] == [["IT"]]
    assert visit_calendar(store.read, VisitCalendar(first=date(2027, 1, 1)))["away"] == []
    assert visit_calendar(store.read, VisitCalendar(first=date(2026, 12, 1), unit=INSTITUTE))["away"] == []
    (last,) = visit_calendar(store.read, VisitCalendar(first=date(2026, 12, 1), after=e.VISIT_ID))["away"]
    assert second == last["visit_id"]


def test_a_late_departure_moves_the_absence(store: Any) -> None:
    """As it was filed, until the entry stamp says otherwise."""
    store.project(*e.READY)
    store.project(
        fact.DepartureChanged(visit_id=e.VISIT_ID, departs_on=date(2026, 12, 30), reason="fog", by="wang", at=MOMENT)
    )
    (row, _) = visit_calendar(store.read, VisitCalendar(first=date(2027, 1, 1)))["away"]
    assert (date(2026, 12, 30), date(2027, 1, 3)) == (row["left_on"], row["back_on"])


def test_statistics_count_cases_people_days_and_money_by_what_is_asked(store: Any) -> None:
    """By month, country, unit and outcome, visits and invitations apart; none is an empty list."""
    assert case_statistics(store.read, CaseStatistics())["statistics"] == []
    store.project(*e.HOME)
    lost = derived_id("refused")
    in_may = {"departs_on": date(2026, 5, 6), "returns_on": date(2026, 5, 8), "unit": INSTITUTE}
    store.project(*of(lost, e.drafted, e.submitted, refused(lost), **in_may))
    store.project(*invited.DRAFT)
    everything = case_statistics(store.read, CaseStatistics(by=("direction", "outcome")))["statistics"]
    assert [(row["direction"], row["outcome"], row["cases"]) for row in everything] == [
        ("inbound", "drafted", 1),
        ("outbound", "approved", 1),
        ("outbound", "refused", 1),
    ]
    by_month = case_statistics(store.read, CaseStatistics(by=("month",), direction="outbound"))["statistics"]
    assert [("2026-05", 2, 3, 6, Decimal(28000)), ("2026-12", 2, 5, 10, Decimal(28000))] == [
        (row["month"], row["people"], row["days"], row["person_days"], row["budget"]) for row in by_month
    ]
    december = CaseStatistics(by=("unit",), first=date(2026, 12, 1), last=date(2026, 12, 31), direction="outbound")
    assert [(row["unit"], row["cases"]) for row in case_statistics(store.read, december)["statistics"]] == [
        (e.BUREAU, 1)
    ]
    asked = about_own_unit(POLICY["case_statistics"], SPECIALIST, {"by": ("country",)})
    mine = shown(POLICY["case_statistics"], SPECIALIST, case_statistics(store.read, CaseStatistics(**asked)))
    assert [(row["country"], row["cases"]) for row in mine["statistics"]] == [("GR", 1)]


def test_the_rules_that_said_no_are_counted_with_their_cases(store: Any) -> None:
    """Refused requests, other files' answers, and days that passed; and how often each said yes in a decision."""
    assert decisions_by_rule(store.read, DecisionsByRule()) == {"rules": [], "cases": []}
    too_many = fact.RuleOutcome(rule="A1", article="[S14]", value="1 to 6", found="7", passed=False, mend="send fewer")
    noted = fact.RefusalNoted(case_id=e.VISIT_ID, step="SubmitVisit", outcomes=(too_many,), by="zhao", at=MOMENT)
    store.project(e.drafted, noted, e.submitted, replace(e.plan_answered, reserved=False, found="used by another"))
    store.project(fact.PassportDeadlinePassed(visit_id=e.VISIT_ID, due_on=e.DUE, at=e.AFTER))
    found = decisions_by_rule(store.read, DecisionsByRule())
    said_no = {row["rule"]: (row["said_no"], row["cases"], row["said_yes"]) for row in found["rules"]}
    assert (said_no["A1"], said_no["A11"], said_no["A2"]) == ((1, 1, 1), (1, 1, 1), (0, 0, 1))
    assert [row["rule"] for row in found["cases"]] == ["A9", "A1", "A11"]
    (case,) = decisions_by_rule(store.read, DecisionsByRule(rule="A1"))["cases"]
    assert (case["kind"], case["unit"], case["step"], case["found"]) == ("visit", e.BUREAU, "SubmitVisit", "7")
    later = decisions_by_rule(store.read, DecisionsByRule(first=date(2026, 12, 1)))
    assert [row["rule"] for row in later["rules"]] == ["A9"]


def test_what_the_director_saw_when_signing(store: Any) -> None:
    """The file before the signature, and the outcomes that it was given upon; not what came after."""
    store.project(*e.HOME)
    seen = visit_as_of(store.read, VisitAsOf(visit_id=e.VISIT_ID, at_step="VisitSigned"))
    assert (seen["state"], seen["document"], seen["steps"][-1]["fact"]) == ("SectionReviewed", "", "VisitSigned")
    assert len(e.all_outcomes()) == len(seen["outcomes"])
    assert visit_as_of(store.read, VisitAsOf(visit_id=e.VISIT_ID, at=e.AFTER))["state"] == "Returned home"
    assert visit_as_of(store.read, VisitAsOf(visit_id=e.VISIT_ID, on=e.TODAY))["state"] == "Approved"
    with pytest.raises(NotFound):
        visit_as_of(store.read, VisitAsOf(visit_id=e.VISIT_ID, at_step="VisitRefused"))


def test_an_amended_budget_counts_once_it_is_granted(store: Any) -> None:
    """Not while it is asked for, and not if it is dropped."""
    dearer = e.plan(budget=(e.BudgetLine(item="flights", amount=Decimal(31000)),))
    asked = fact.AmendmentRequested(visit_id=e.VISIT_ID, visit=dearer, reason="fares", by="wang", at=MOMENT)
    store.project(*e.APPROVED, asked)
    budget = lambda: get_visit(store.read, ById(visit_id=e.VISIT_ID))["budget"]  # noqa: E731
    assert Decimal(28000) == budget()
    told = {name: value for name, value in vars(e.approved).items() if name != "approved_at"}
    store.project(fact.VisitAmended(**{**told, "document": "筑外批 2"}, supersedes="筑外批 1", amended_at=MOMENT))
    assert Decimal(31000) == budget()


def test_an_applicant_is_told_when_the_notice_has_stood_long_enough(store: Any) -> None:
    """A6: five working days after its posting; of a secret item no notice is asked for."""
    assert date(2026, 11, 23) == working_day_after(e.POSTED_ON, 5)
    assert working_days_between(e.POSTED_ON + timedelta(days=1), working_day_after(e.POSTED_ON, 5)) == 5
    far = replace(e.publicized, posted_on=date(2099, 1, 1))
    store.project(e.drafted, far)
    (said,) = [text for text in progress(store.read, CaseById(case_id=e.VISIT_ID))["missing"] if "A6" in text]
    assert said == f"the notice in {e.BUREAU} stands long enough on 2099-01-08 (A6)"
    secret = derived_id("secret")
    store.project(*of(secret, e.drafted, secret=True))
    told = progress(store.read, CaseById(case_id=secret))["missing"]
    assert not [text for text in told if "notice" in text]


def test_a_body_finds_in_its_tray_what_needs_its_opinion(store: Any) -> None:
    """And nothing else: a body acts for the unit of its own name."""
    leader = (e.member(1, "bureau"), e.member(2))
    store.project(*of(e.VISIT_ID, *e.SUBMITTED, members=leader))
    yan = actor("yan", "organization_department", unit="organization-department")
    asked = about_own_unit(POLICY["tray"], yan, {})
    rows = shown(POLICY["tray"], yan, tray(store.read, Tray(on=e.TODAY, **asked)))["waiting"]
    assert [(row["next"], row["due_on"]) for row in rows] == [("give_opinion", e.LEFT_ON)]


def amended(store: Any, **changes: Any) -> None:
    """The approved visit of a leader, with everything said; then an amendment is asked for."""
    leader = {"members": (e.member(1, "bureau"), e.member(2))}
    opinion = fact.OpinionGiven(
        visit_id=e.VISIT_ID, body="organization-department", favourable=True, opinion="agreed", document="筑组 1",
        by="yan", at=MOMENT,
    )  # fmt: skip
    store.project(*of(e.VISIT_ID, *e.SUBMITTED, opinion, e.by_clerk, e.by_section, e.approved, **leader))
    asked = e.plan(**{**leader, **changes})
    kept = {"budget_kept": "budget" not in changes, "opinions_kept": "members" not in changes}
    store.project(fact.AmendmentRequested(visit_id=e.VISIT_ID, visit=asked, reason="ill", by="wang", at=MOMENT, **kept))


def matters(store: Any) -> set[tuple[str, str]]:
    return {(row["matter"], row["next"]) for row in progress(store.read, CaseById(case_id=e.VISIT_ID))["waiting"]}


def test_what_an_amendment_needs_waits_on_the_desks_again(store: Any) -> None:
    """Beside the file, which stays where it lies; what was said and is still true is not asked for anew."""
    amended(store, budget=(e.BudgetLine(item="flights", amount=Decimal(31000)),))
    assert matters(store) == {
        ("case", "issue_documents"),
        ("amendment", "amend_visit"),
        ("notice", "publicize_visit"),
        ("budget: finance", "clear_budget"),
        ("budget: foreign_affairs", "clear_budget"),
    }
    store.project(fact.AmendmentGranted(visit_id=e.VISIT_ID, by="zheng", at=MOMENT))
    assert matters(store) == {("case", "issue_documents")}


def test_a_dropped_amendment_leaves_the_file_as_it_was(store: Any) -> None:
    """Notices, objections, opinions and consents too; asked twice, it is the first request that is undone."""
    amended(store, members=(e.member(5, "bureau"),))
    assert visit_file(store.read, VisitFile(visit_id=e.VISIT_ID))["opinions"][0]["favourable"] is None
    again = e.plan(members=(e.member(6, "bureau"),))
    store.project(fact.AmendmentRequested(visit_id=e.VISIT_ID, visit=again, reason="ill", by="wang", at=MOMENT))
    assert ("opinion", "give_opinion") in matters(store)
    store.project(fact.AmendmentDropped(visit_id=e.VISIT_ID, by="wang", at=MOMENT))
    file = visit_file(store.read, VisitFile(visit_id=e.VISIT_ID))
    assert [row["posted_on"] for row in file["notices"]] == [e.POSTED_ON]
    assert [(row["favourable"], row["document"]) for row in file["opinions"]] == [(True, "筑组 1")]
    assert file["amendments"] == []
    assert matters(store) == {("case", "issue_documents")}
