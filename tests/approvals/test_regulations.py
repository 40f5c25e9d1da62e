"""The register of regulations, and the rule sets drawn from it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.approvals.commands import (
    AdoptRegulation,
    AdoptRuleSet,
    AmendRegulation,
    Citation,
    Label,
    RepealRegulation,
    RepealRuleSet,
)
from services.approvals.events import RegulationAdopted, RegulationAmended, RegulationRepealed, RuleSetAdopted
from services.approvals.events import RuleSetRepealed as Repealed
from services.approvals.regulation import queries as ask
from services.approvals.regulation.regulation import REGULATION
from services.approvals.regulation.rule_book import RULE_BOOK
from services.approvals.rules.rule_set import IN_2013, VALUES
from services.approvals.service import APPROVALS
from shared.errors import NotFound
from shared.ids import derived_id
from tests.approvals.examples import TODAY, ZHOU
from tests.scenario import MOMENT, given

TEXT: UUID = derived_id("frugality")
adopt = AdoptRegulation(
    regulation_id=TEXT,
    kind="regulation",
    title=Label(zh="党政机关厉行节约反对浪费条例", en="Frugality Regulation"),
    issuer="中共中央、国务院",
    number="中发〔2013〕13号",
    issued_on=date(2013, 11, 18),
    effective_on=date(2013, 11, 18),
    reference="archive, box 7",
)
adopted = RegulationAdopted(**vars(adopt), by="zhou", at=MOMENT)
amend = AmendRegulation(regulation_id=TEXT, number="2025 revision", effective_on=date(2025, 5, 2), change="limits anew")
amended = RegulationAmended(**vars(amend), by="zhou", at=MOMENT)
repeal = RepealRegulation(regulation_id=TEXT, repealed_on=date(2026, 6, 1), reason="replaced")
repealed = RegulationRepealed(**vars(repeal), by="zhou", at=MOMENT)

TOMORROW = TODAY + timedelta(days=1)
LOCAL = replace(IN_2013, effective_from=TOMORROW, source="筑外规 1", lead_days=(45, 60, 90))
CITED = tuple(Citation(field=name, number=adopt.number, article="art 9") for name in VALUES if getattr(LOCAL, name))
RULES = replace(LOCAL, citations=CITED)
adopt_set = AdoptRuleSet(rule_set="office", rules=RULES)
set_adopted = RuleSetAdopted(rule_set="office", rules=RULES, by="zhou", at=MOMENT)


def test_a_text_is_adopted_amended_and_repealed() -> None:
    """Each once; what is repealed is not amended."""
    given(REGULATION).when(adopt, by=ZHOU).then(adopted)
    given(REGULATION, adopted).when(adopt, by=ZHOU).then()
    given(REGULATION, adopted).when(amend, by=ZHOU).then(amended)
    given(REGULATION, adopted, amended).when(amend, by=ZHOU).then()
    given(REGULATION, adopted, amended).when(repeal, by=ZHOU).then(repealed)
    given(REGULATION, adopted, repealed).when(repeal, by=ZHOU).then()
    given(REGULATION, adopted, repealed).when(amend, by=ZHOU).refused("state")
    given(REGULATION, adopted, repealed).when(replace(repeal, repealed_on=TODAY), by=ZHOU).refused("state")


def test_no_text_holds_before_it_is_issued_or_ends_before_it_holds() -> None:
    """The dates of a register make sense."""
    early = date(2010, 1, 1)
    given(REGULATION).when(replace(adopt, effective_on=early), by=ZHOU).refused("dates")
    given(REGULATION, adopted).when(replace(amend, effective_on=early), by=ZHOU).refused("dates")
    given(REGULATION, adopted).when(replace(repeal, repealed_on=early), by=ZHOU).refused("dates")


def test_a_rule_set_holds_from_a_later_day_and_cites_its_texts() -> None:
    """So that every case of today is judged by a set that was known in the morning."""
    given(RULE_BOOK).when(adopt_set, by=ZHOU).then(set_adopted)
    given(RULE_BOOK, set_adopted).when(adopt_set, by=ZHOU).then()
    today = replace(adopt_set, rules=replace(RULES, effective_from=TODAY))
    given(RULE_BOOK).when(today, by=ZHOU).refused("in-force")
    uncited = replace(adopt_set, rules=replace(RULES, citations=CITED[1:]))
    given(RULE_BOOK).when(uncited, by=ZHOU).refused("citation")
    stranger = Citation(field="shoes", number="1", article="1")
    unknown = replace(adopt_set, rules=replace(RULES, citations=(*CITED, stranger)))
    given(RULE_BOOK).when(unknown, by=ZHOU).refused("citation")
    other = replace(adopt_set, rules=replace(RULES, team_size=5))
    given(RULE_BOOK, set_adopted).when(other, by=ZHOU).refused("one-a-day")


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"team_size": 0}, "team_size"),
        ({"days": (5, 8)}, "days"),
        ({"days": (5, 4, 10)}, "days"),
        ({"far_days": (0, 9, 11)}, "far_days"),
        ({"lead_days": (45, 60)}, "lead_days"),
        ({"official_share": "3/2"}, "official_share"),
        ({"official_share": "much"}, "official_share"),
        ({"red_eye_from_hour": 24}, "red_eye_from_hour"),
    ],
)
def test_a_rule_set_by_which_nothing_could_be_judged_is_refused(changes: dict[str, Any], rule: str) -> None:
    """The value is named."""
    given(RULE_BOOK).when(replace(adopt_set, rules=replace(RULES, **changes)), by=ZHOU).refused(rule)


def test_a_rule_set_is_taken_back_until_it_holds() -> None:
    """Afterwards cases were judged by it."""
    undo = RepealRuleSet(rule_set="office", effective_from=TOMORROW, reason="a slip")
    gone = Repealed(rule_set="office", effective_from=TOMORROW, reason="a slip", by="zhou", at=MOMENT)
    given(RULE_BOOK, set_adopted).when(undo, by=ZHOU).then(gone)
    given(RULE_BOOK, set_adopted, gone).when(undo, by=ZHOU).then()
    later = MOMENT + timedelta(days=2)
    given(RULE_BOOK, set_adopted).when(undo, by=ZHOU, now=later).refused("in-force")


@pytest.fixture
def store(read_store: Callable[[Any], Any]) -> Any:
    return read_store(APPROVALS)


def test_texts_in_force_on_a_day(store: Any) -> None:
    """From the day it holds until the day it ceases to; found by words in either script."""
    store.project(adopted, amended, repealed)

    def found(**question: Any) -> list[str]:
        return [row["number"] for row in ask.list_regulations(store.read, ask.Regulations(**question))["regulations"]]

    assert found(on=date(2013, 11, 17)) == []
    assert found(on=date(2026, 5, 31)) == [adopt.number] == found(on=date(2014, 1, 1), words="节约")
    assert found(on=date(2026, 6, 1)) == [] == found(on=date(2014, 1, 1), kind="law")


def test_a_text_is_shown_with_its_changes_and_who_cites_it(store: Any) -> None:
    """An unknown one is not found."""
    store.project(adopted, amended, set_adopted)
    shown = ask.get_regulation(store.read, ask.RegulationById(regulation_id=TEXT))
    assert [change["number"] for change in shown["changes"]] == ["2025 revision"]
    assert {row["field"] for row in shown["cited_by"]} == {citation.field for citation in CITED}
    with pytest.raises(NotFound):
        ask.get_regulation(store.read, ask.RegulationById(regulation_id=derived_id("none")))


def test_the_set_in_force_is_the_latest_adopted_or_built_in(store: Any) -> None:
    """Before the adopted one holds, the built-in one does; taken back, it does again."""
    assert ask.rules_on(store.read, TOMORROW).lead_days is None
    store.project(set_adopted)
    assert ask.rules_on(store.read, TODAY).lead_days is None
    assert ask.rules_on(store.read, TOMORROW) == RULES
    assert len(ask.list_rule_sets(store.read, ask.RuleSets())["rule_sets"]) == 4
    store.project(Repealed(rule_set="office", effective_from=TOMORROW, reason="a slip", by="zhou", at=MOMENT))
    assert ask.rules_on(store.read, TOMORROW).lead_days is None
