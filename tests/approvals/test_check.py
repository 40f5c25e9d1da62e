"""A draft judged before its submission, by what the read store knows; and past cases judged by other values."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals.authority.authority import table_on
from services.approvals.check.queries import CheckVisit, Notice, check_visit
from services.approvals.policy import POLICY
from services.approvals.regulation.effect_queries import EffectOfChange, RuleChanges, effect_of_rule_change
from services.approvals.rules.rule_set import VALUES, Citation, RuleSet, rule_set_on
from services.approvals.service import APPROVALS
from services.approvals.visit.history import VisitAsOf, visit_as_of
from services.approvals.visit.state import moved
from shared.errors import Invalid, NotAllowed, NotFound
from shared.ids import derived_id
from shared.policy import shown
from shared.service import Service
from shared.values import declared, encode
from tests.approvals import examples as e
from tests.approvals.streams import Streams
from tests.scenario import MOMENT, actor

FIRST, SECOND = e.VISIT_ID, derived_id("second visit")
READY: dict[str, Any] = {
    "notices": (Notice(unit=e.BUREAU, posted_on=e.POSTED_ON),),
    "sides": ("foreign_affairs", "finance"),
    "on": e.TODAY,
}


@pytest.fixture
def store(read_store: Callable[[Service], Any]) -> Any:
    return read_store(APPROVALS)


def checked(store: Any, **question: Any) -> Any:
    return check_visit(store.read, CheckVisit(**question))


def known(*numbers: str) -> Streams:
    """Streams with an annual plan."""
    streams = Streams()
    streams.adopt_plan(*(numbers or ("07", "08")))
    return streams


def test_a_draft_is_judged_by_every_rule_at_once(store: Any) -> None:
    """With article, value, what was found, verdict, mend, and the step that it stands before; and who decides."""
    store.project(*known().log)
    told = checked(store, visit=e.PLAN, **READY)
    assert told["may_submit"]
    assert told["missing"] == {"submit_visit": [], "review_visit_as_clerk": [], "sign_visit": []}
    assert {f"A{n}" for n in (*range(1, 7), *range(9, 24))} <= {item["rule"] for item in told["rules"]} | {"A18", "A23"}
    fields = {"rule", "article", "value", "found", "passed", "mend", "before"}
    assert all(set(item) == fields and item["article"] and item["mend"] for item in told["rules"])
    assert (told["unit"], told["decided_by"]["decides"]) == (e.BUREAU, "office")


def test_a_trip_that_would_have_begun_is_told_before_the_submission(store: Any) -> None:
    """The day of the departure is still in time."""
    store.project(*known().log)
    days = {day: checked(store, visit=e.PLAN, **{**READY, "on": day}) for day in (e.LEFT_ON, date(2026, 12, 8))}
    assert [told["missing"]["submit_visit"] for told in days.values()] == [[], ["dates"]]


def test_all_that_is_missing_is_told_at_once(store: Any) -> None:
    """Before anything is submitted: the file's own rules, the neighbours', opinions and consents."""
    cadre = replace(e.member(1, "bureau"), authority="Sichuan", past_trips=None)
    told = checked(store, visit=e.plan(members=(cadre,)), on=e.TODAY)
    assert not told["may_submit"]
    assert told["missing"] == {
        "submit_visit": ["A6", "A12", "A14"],
        "review_visit_as_clerk": ["A11"],
        "sign_visit": ["A18", "A23"],
    }
    assert told["decided_by"]["decides"] == "province"


def test_a_draft_is_judged_beside_the_other_cases(store: Any) -> None:
    """The plan's entry is used, its traveller in another team, and both teams together too many."""
    streams = known("07")
    streams.approve(FIRST, e.plan(members=tuple(e.member(number) for number in range(1, 5))))
    store.project(*streams.log)
    team = tuple(e.member(number) for number in (4, 5, 6))
    told = checked(store, visit=e.plan(members=team), **READY)
    assert told["missing"]["review_visit_as_clerk"] == ["A11", "A1", "two-teams"]
    later = moved(e.plan(members=team, plan_entry="08"), date(2026, 12, 14))
    assert checked(store, visit=later, **READY)["missing"]["review_visit_as_clerk"] == ["A11"]


def test_a_locked_unit_is_known_before_the_submission(store: Any) -> None:
    """And free again when the passports are back."""
    streams = known()
    streams.done(do.LockUnit(unit=e.BUREAU, visit_id=SECOND))
    store.project(*streams.log)
    assert checked(store, visit=e.PLAN, **READY)["missing"]["review_visit_as_clerk"] == ["A10"]
    store.project(*streams.done(do.UnlockUnit(unit=e.BUREAU, visit_id=SECOND)))
    assert checked(store, visit=e.PLAN, **READY)["missing"]["review_visit_as_clerk"] == []


def test_what_is_checked_is_what_is_decided(store: Any) -> None:
    """Draft, submission, and the clerk's desk say the same."""
    streams = known()
    streams.prepare(FIRST, e.PLAN)
    store.project(*streams.log)
    draft = checked(store, visit_id=FIRST, on=e.TODAY)
    assert draft["may_submit"]
    before = len(streams.log)
    streams.done(do.SubmitVisit(visit_id=FIRST), e.ZHAO)
    store.project(*streams.log[before:])
    submitted = checked(store, visit_id=FIRST, on=e.TODAY)
    assert (submitted["state"], submitted["may_submit"]) == ("Submitted", False)
    assert draft["rules"] == submitted["rules"]
    again = checked(store, visit=e.plan(returns_on=date(2026, 12, 10)), visit_id=FIRST, **READY)
    assert again["missing"] == {"submit_visit": ["A4"], "review_visit_as_clerk": [], "sign_visit": []}


def test_a_check_needs_a_draft_that_is_there(store: Any) -> None:
    """And shows it to its own unit only."""
    with pytest.raises(Invalid):
        checked(store)
    with pytest.raises(NotFound):
        checked(store, visit_id=SECOND)
    told = checked(store, visit=e.PLAN, **READY)
    assert shown(POLICY["check_visit"], e.WANG, told)["unit"] == e.BUREAU
    with pytest.raises(NotAllowed):
        shown(POLICY["check_visit"], actor("xu", "unit_specialist", unit="tea-institute"), told)


def adopted_later(streams: Streams, **changes: Any) -> None:
    """A set that the office adopts on the day before the case, and that holds from the case's day on."""
    rules = replace(rule_set_on(e.TODAY), effective_from=e.TODAY, source="筑外规 1", **changes)
    cited = tuple(
        Citation(field=name, number="筑外规 1", article="art 1") for name in VALUES if getattr(rules, name) is not None
    )
    day_before = MOMENT.replace(day=22)
    streams.done(do.AdoptRuleSet(rule_set="office", rules=replace(rules, citations=cited)), e.ZHOU, now=day_before)


def test_an_adopted_set_governs_what_is_submitted_from_its_day_on(store: Any) -> None:
    """The check and the submission alike, and each cites the set's own text."""
    streams = known()
    streams.prepare(FIRST, e.PLAN)
    adopted_later(streams, team_size=1)
    store.project(*streams.log)
    assert checked(store, visit_id=FIRST, on=e.TODAY)["missing"]["submit_visit"] == ["A1"]
    assert checked(store, visit_id=FIRST, on=date(2026, 11, 22))["missing"]["submit_visit"] == ["A6"]
    refusal: Any = streams.give(do.SubmitVisit(visit_id=FIRST), e.ZHAO)
    assert [(item.rule, item.article) for item in refusal.violations] == [("A1", "筑外规 1, art 1")]


def test_a_case_keeps_the_set_and_the_table_of_its_submission(store: Any) -> None:
    """Another set may be adopted meanwhile; who looks at the case as it stood sees which judged it."""
    streams = known()
    streams.submit(FIRST, e.PLAN)
    adopted_later(streams, team_size=1)
    streams.sign(FIRST)
    store.project(*streams.log)
    stood = visit_as_of(store.read, VisitAsOf(visit_id=FIRST, on=e.TODAY))
    assert stood["rules"] == encode(rule_set_on(e.TODAY))
    assert stood["authority"] == encode(table_on(e.TODAY))
    assert (stood["state"], stood["judged_on"]) == ("Approved", str(e.TODAY))


def effect(store: Any, question: dict[str, Any] | None = None, **changes: Any) -> Any:
    return effect_of_rule_change(store.read, EffectOfChange(changes=RuleChanges(**changes), **(question or {})))


def test_what_would_change_if_a_value_changed(store: Any) -> None:
    """Of the past cases, those for which a rule would say something else; a draft is none."""
    streams = known()
    streams.approve(FIRST, e.PLAN)
    streams.prepare(SECOND, e.plan(plan_entry="08"))
    store.project(*streams.log)
    told = effect(store, team_size=1)
    assert (told["judged"], told["changed"]) == (1, 1)
    assert told["by_rule"] == [{"rule": "A1", "would_pass": False, "cases": 1}]
    (case,) = told["cases"]
    assert (case["visit_id"], case["rules"][0]["value"], case["rules"][0]["was"]) == (
        FIRST,
        "1 to 1 persons",
        "1 to 6 persons",
    )
    assert effect(store, team_size=2)["changed"] == 0
    stricter = effect(store, publicity_working_days=6, days=(4, 8, 10))["by_rule"]
    assert [item["rule"] for item in stricter] == ["A3", "A6"]
    assert effect(store, {"submitted_from": date(2026, 11, 24)}, team_size=1)["judged"] == 0
    assert effect(store, {"submitted_to": e.TODAY, "unit": e.BUREAU}, team_size=1)["judged"] == 1
    assert "某" not in str(told)


def test_the_effect_counts_other_trips_and_values_that_would_be_dropped(store: Any) -> None:
    """By what the case was told of them; a value that makes no sense is named."""
    streams = known()
    adopted_later(streams, lead_days=(14, 14, 90), bureau_years=None)
    division = e.member(1, "division")
    streams.approve(FIRST, moved(e.plan(members=(division,)), date(2026, 12, 8)))
    streams.approve(SECOND, moved(e.plan(plan_entry="08", members=(division,)), date(2026, 12, 21)))
    store.project(*streams.log)
    told = effect(store, division_years=1)
    assert [(case["visit_id"], [item["rule"] for item in case["rules"]]) for case in told["cases"]] == [
        (SECOND, ["A21"])
    ]
    assert effect(store, lead_days=(20, 20, 90), no_longer=("lead_days",))["changed"] == 0
    assert effect(store, lead_days=(20, 20, 90))["by_rule"] == [{"rule": "A20", "would_pass": False, "cases": 1}]
    with pytest.raises(Invalid, match="official_share"):
        effect(store, official_share="much")


def test_every_value_of_a_set_that_judges_a_draft_may_be_asked_about() -> None:
    """What only sets a deadline changes no verdict."""
    deadlines = {"passport_days", "lock_after_days", "report_months"}
    aside = {"effective_from", "source", "citations"}
    assert set(declared(RuleSet)) - aside - deadlines == set(declared(RuleChanges)) - {"no_longer"}


def test_nobody_reads_a_passport_number_in_an_effect(store: Any) -> None:
    """The plan of each past case is kept without them."""
    streams = known()
    secret = replace(e.member(1, "division"), passport_number="PE1234567")
    streams.approve(FIRST, e.plan(members=(secret,)))
    store.project(*streams.log)
    kept = store.read("SELECT content::text FROM visit_history")
    assert "PE1234567" not in str(kept)
    assert effect(store, days=(4, 8, 10))["changed"] == 1
