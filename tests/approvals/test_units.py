"""Who acts for the own unit only is answered about that unit, and about all of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from services.approvals.answers import record_queries, waiting_queries
from services.approvals.invitation import queries as invited
from services.approvals.plan import queries as plan_queries
from services.approvals.policy import POLICY
from services.approvals.service import APPROVALS
from services.approvals.visit import queries
from shared.ids import derived_id
from shared.policy import about_own_unit, shown
from shared.schemas import request
from shared.service import Service
from tests.approvals import examples as e
from tests.approvals import invitation_examples as i
from tests.scenario import actor

OTHER = "tea-institute"
SPECIALIST = actor("wang", "unit_specialist", unit=e.BUREAU)


def of_other_unit(number: int, day: int) -> list[Any]:
    """A visit of another unit that is on the road, and an invitation, before the bureau's in one list or another."""
    visit = derived_id("other visit", number)
    plan = e.plan(unit=OTHER, departs_on=e.LEFT_ON.replace(day=day))
    ours = (e.drafted, e.submitted, e.departed, replace(e.passport_deadline, due_on=e.DUE.replace(day=1)))
    facts = [replace(fact, visit_id=visit) for fact in ours]
    facts[0] = replace(facts[0], visit=plan)
    invitation = replace(i.drafted(i.plan(unit=OTHER, arrives_on=e.LEFT_ON)), invitation_id=derived_id("other", number))
    return [*facts, invitation]


@pytest.mark.parametrize(
    ("method", "ask", "question", "rows"),
    [
        ("list_visits", queries.list_visits, queries.Visits(limit=1), "visits"),
        ("list_invitations", invited.list_invitations, invited.Invitations(limit=1), "invitations"),
        ("passports_out", record_queries.passports_out, record_queries.PassportsOut(limit=1), "visits"),
        ("tray", waiting_queries.tray, waiting_queries.Tray(role="passport_keeper", limit=1), "waiting"),
    ],
)
def test_other_units_rows_neither_show_nor_take_the_place(
    read_store: Callable[[Service], Any], method: str, ask: Any, question: Any, rows: str
) -> None:
    """With a limit of one the own file is found, though others come before it."""
    store = read_store(APPROVALS)
    for fact in [*of_other_unit(1, day=6), *of_other_unit(2, day=8), *e.DEPARTED, i.drafted()]:
        store.project(fact)
    asked = about_own_unit(POLICY[method], SPECIALIST, {k: v for k, v in vars(question).items() if v is not None})
    answer = shown(POLICY[method], SPECIALIST, ask(store.read, request(type(question)).load(asked)))
    assert [row["unit"] for row in answer[rows]] == [e.BUREAU]
    everybody = ask(store.read, replace(question, limit=10))
    assert {row["unit"] for row in everybody[rows]} == {e.BUREAU, OTHER}


def test_a_plan_is_its_units() -> None:
    """Its name says whose it is; no other unit's specialist reads it."""
    answer = plan_queries.plan_use(lambda *_: [], plan_queries.PlanUse(plan=f"{e.BUREAU}/2026"))
    assert shown(POLICY["plan_use"], SPECIALIST, answer)["unit"] == e.BUREAU
    with pytest.raises(Exception, match="another unit"):
        shown(POLICY["plan_use"], actor("xu", "unit_specialist", unit=OTHER), answer)
