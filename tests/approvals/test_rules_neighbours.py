"""The rules that other files answer: a case that passes, one that fails, and the boundary between them."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.approvals import commands as do
from services.approvals.application_values import PastTrip
from services.approvals.events import VisitReviewedByClerk
from services.approvals.rules.neighbours import Answers, judge_consulted, judge_neighbours
from services.approvals.rules.rule_set import RuleSet, rule_set_on
from services.approvals.rules.trips import owners_of, sender, traveller, trip_of
from services.approvals.visit.state import moved
from services.approvals.visit.visit import VISIT
from shared.ids import derived_id
from tests.approvals.examples import (
    BUREAU,
    OTHER_HOST,
    PLAN,
    PREPARED,
    SUBMITTED,
    SUN,
    TODAY,
    VISIT_ID,
    member,
    plan,
    submitted,
)
from tests.scenario import given

OTHER: UUID = derived_id("another visit")
RULES = rule_set_on(TODAY)


def answers(visit: do.VisitPlan = PLAN, **known: Any) -> Answers:
    """All others have answered, and have nothing against it but what is given."""
    trips = {**dict.fromkeys(owners_of(visit), ()), **known.pop("trips", {})}
    return Answers(**{"entry": True, "entry_found": "07", "locked": False, "trips": trips, **known})


def failing(visit: do.VisitPlan = PLAN, rules: RuleSet = RULES, **known: Any) -> list[str]:
    found = judge_neighbours(visit, answers(visit, **known), TODAY, rules)
    assert all(item.article and item.value and item.found and item.mend for item in found)
    return [item.rule for item in found if not item.passed]


def trip(visit: do.VisitPlan, **changes: Any) -> do.Trip:
    return replace(trip_of(OTHER, visit), **changes)


def of_first(*trips: do.Trip) -> dict[str, Any]:
    """The trips of the first member."""
    return {traveller(member(1).person_id): trips}


@pytest.mark.parametrize(("locked", "expected"), [(False, []), (True, ["A10"]), (None, ["A10"])])
def test_a10_a_locked_unit_sends_nobody(locked: bool | None, expected: list[str]) -> None:
    """While it has not answered, nothing goes on."""
    assert expected == failing(locked=locked)


@pytest.mark.parametrize(("entry", "expected"), [(True, []), (False, ["A11"]), (None, ["A11"])])
def test_a11_an_entry_is_reserved(entry: bool | None, expected: list[str]) -> None:
    """By the annual plan, which says why not."""
    assert expected == failing(entry=entry, entry_found="07 is used by another visit")


@pytest.mark.parametrize(
    ("size", "beside", "expected"), [(2, 4, []), (3, 4, ["A1"]), (6, 0, []), (2, 1, []), (6, 1, ["A1"])]
)
def test_a1_a_team_is_not_divided(size: int, beside: int, expected: list[str]) -> None:
    """Two teams of one unit to one country at one time with one task are one team: six together, not seven."""
    visit = plan(members=tuple(member(number) for number in range(size)))
    others = (trip(PLAN, people=beside),) if beside else ()
    assert expected == failing(visit, trips={sender(BUREAU): others})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["A1"]),
        ({"purpose": "coffee"}, ["A1"]),
        ({"hosts": ("somebody else",)}, ["A1"]),
        ({"purpose": "coffee", "hosts": ("somebody else",)}, []),
        ({"countries": ("IT",)}, []),
        ({"departs_on": date(2026, 12, 11), "returns_on": date(2026, 12, 15)}, ["A1"]),
        ({"departs_on": date(2026, 12, 12), "returns_on": date(2026, 12, 16)}, []),
    ],
)
def test_a1_what_makes_two_teams_one(changes: dict[str, Any], expected: list[str]) -> None:
    """The same country, days that overlap, and the same task or host: a team outside the team (团外团)."""
    assert expected == failing(trips={sender(BUREAU): (trip(PLAN, people=5, **changes),)})


def test_a1_a_team_of_another_organiser_counts_once() -> None:
    """It is known both to the unit and to the organiser."""
    visit = plan(organiser=do.OtherOrganiser(authority="province", notice="黔外 1"))
    other = trip(PLAN, people=4)
    assert failing(visit, trips={sender(BUREAU): (other,), sender("province"): (other,)}) == []


PAST = trip(plan(departs_on=date(2025, 5, 5), returns_on=date(2025, 5, 9)), granted=True)


@pytest.mark.parametrize(
    ("country", "departed_on", "expected"),
    [
        ("GR", date(2025, 5, 5), []),
        ("GR", date(2025, 5, 12), []),
        ("GR", date(2025, 5, 13), ["A14"]),
        ("IT", date(2025, 5, 5), ["A14"]),
    ],
)
def test_a14_a_trip_known_here_is_declared(country: str, departed_on: date, expected: list[str]) -> None:
    """By country, and by a departure within a week of the approved one."""
    past = PastTrip(country=country, departed_on=departed_on, days=5, purpose="tea")
    visit = plan(members=(replace(member(1), past_trips=(past,)),))
    assert expected == failing(visit, trips=of_first(PAST))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["A14"]),
        ({"granted": False}, []),
        ({"returns_on": date(2024, 11, 23)}, ["A14"]),
        ({"returns_on": date(2024, 11, 22)}, []),
        ({"departs_on": date(2026, 11, 20), "returns_on": TODAY}, []),
    ],
)
def test_a14_which_trips_are_to_be_declared(changes: dict[str, Any], expected: list[str]) -> None:
    """Approved, of the past two years, and over before the application."""
    assert expected == failing(trips=of_first(replace(PAST, **changes)))


@pytest.mark.parametrize(
    ("rank", "departs_on", "expected"),
    [
        ("bureau", date(2025, 12, 7), []),
        ("bureau", date(2025, 12, 8), ["A21"]),
        ("bureau", date(2027, 12, 6), ["A21"]),
        ("bureau", date(2027, 12, 7), []),
        ("division", date(2025, 12, 7), ["A21"]),
        ("staff", date(2025, 12, 8), []),
    ],
)
def test_a21_trips_known_here_count_before_and_after(rank: Any, departs_on: date, expected: list[str]) -> None:
    """Declared or not, approved or asked for earlier."""
    rules = replace(RULES, bureau_years=1, division_years=2)
    other = trip(moved(PLAN, departs_on))
    assert expected == failing(plan(members=(member(1, rank),)), rules, trips=of_first(other))
    assert failing(plan(members=(member(1, rank),)), RULES, trips=of_first(other)) == []


@pytest.mark.parametrize(
    ("departs_on", "expected"),
    [(date(2026, 12, 11), ["two-teams"]), (date(2026, 12, 12), []), (date(2026, 12, 2), []),
     (date(2026, 12, 3), ["two-teams"])],
)  # fmt: skip
def test_one_person_is_not_in_two_overlapping_teams(departs_on: date, expected: list[str]) -> None:
    """The day out and the day back both count."""
    elsewhere = moved(plan(purpose="coffee", inviter=OTHER_HOST), departs_on)
    assert expected == failing(trips=of_first(trip(elsewhere)))


def test_nothing_goes_on_while_somebody_has_not_answered() -> None:
    """Of the travellers, or of the senders."""
    assert failing(trips={traveller(member(2).person_id): None}) == ["A14", "A21", "two-teams"]
    assert failing(trips={sender(BUREAU): None}) == ["A1"]


def consulted(visit: do.VisitPlan, **known: Any) -> list[tuple[str, str]]:
    found = judge_consulted(visit, answers(visit, **known), RULES)
    return [(item.rule, item.found) for item in found if not item.passed]


def test_a18_opinions_are_needed_first() -> None:
    """The organization department's for cadres, and the secrecy bureau's too for who bears secrets."""
    assert consulted(PLAN) == []
    bearer = plan(members=(replace(member(1), secrecy="general"),))
    assert consulted(bearer) == [("A18", "no opinion yet")] * 2
    cadre = plan(members=(member(1, "deputy_bureau"),))
    assert consulted(cadre) == [("A18", "no opinion yet")]
    assert consulted(plan(members=(member(1, "division"),))) == []
    assert consulted(cadre, opinions={"organization-department": False}) == [("A18", "not favourable")]
    assert consulted(cadre, opinions={"organization-department": True}) == []


def test_a23_another_authority_agrees_for_its_own_member() -> None:
    """Asked by letter, answered by its confirmation."""
    visit = plan(members=(member(1), replace(member(2), authority="Sichuan")))
    assert consulted(visit) == [("A23", "not asked yet")]
    assert consulted(visit, consents={"Sichuan": None}) == [("A23", "no answer yet")]
    assert consulted(visit, consents={"Sichuan": False}) == [("A23", "refused")]
    assert consulted(visit, consents={"Sichuan": True}) == []


def test_a7_without_publicity_nothing_is_approved() -> None:
    """A submitted case whose notice is no longer there goes no step on."""
    review = do.ReviewVisitAsClerk(visit_id=VISIT_ID)
    given(VISIT, *SUBMITTED).when(review, by=SUN).then_kinds(VisitReviewedByClerk)
    unpublished = (PREPARED[0], *PREPARED[2:], *SUBMITTED[4:])
    given(VISIT, *unpublished).when(review, by=SUN).refused("A6")


def test_all_that_is_missing_is_told_at_once() -> None:
    """What the file lacks, and what others say, in one answer."""
    review = do.ReviewVisitAsClerk(visit_id=VISIT_ID)
    history = (PREPARED[0], submitted)
    given(VISIT, *history).when(review, by=SUN).refused(
        "two-teams", "A1", "A6", "A10", "A11", "A12", "A14", "A21"
    )  # fmt: skip
