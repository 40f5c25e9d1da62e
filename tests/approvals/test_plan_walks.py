"""Random walks through quotas and a plan: the total does not grow, and an entry is used once (A11)."""

from collections import deque
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from services.approvals import commands as do
from services.approvals import events as fact
from shared.actors import Actor, people_of
from shared.ids import derived_id
from tests.approvals import examples as e
from tests.approvals.chances import INSTITUTE, PLAN_NAME
from tests.approvals.far import FAR
from tests.approvals.files import POLICIES, Entry, Files
from tests.scenario import MOMENT, actor

UNIT = ("unit_specialist", "unit_signatory")
REACHED: set[type] = set()


def of_plans(entries: list[Entry], quotas: list[Any]) -> list[str]:
    """What is wrong with a plan's file, and with the year's quotas, as their facts now stand."""
    planned: dict[str, Any] = {}
    used: dict[str, Any] = {}
    total, numbers, closed, found = 0, set[str](), False, []
    for entry in entries:
        match entry.fact:
            case fact.PlanAdopted() as adopted:
                drafters = [one.by for one in entries if isinstance(one.fact, fact.PlanDrafted)]
                if any(people_of(entry.by) & people_of(drafter) for drafter in drafters):
                    found.append("adopted by who drafted it")
                planned = {one.number: one for one in adopted.entries}
                total, numbers = sum(one.people for one in adopted.entries), set(planned)
            case fact.PlanEntryReplaced() as replaced:
                if replaced.entry in used or replaced.replacement.number in numbers:
                    found.append("an entry replaced that is used, or by a number that was given")
                planned = {number: one for number, one in planned.items() if number != replaced.entry}
                planned[replaced.replacement.number] = replaced.replacement
                numbers |= {replaced.replacement.number}
            case fact.PlanEntryReserved() as reserved:
                holder_now = used.get(reserved.entry)
                if closed or reserved.entry not in planned:
                    found.append("an entry given that the plan does not have")
                elif holder_now is not None and holder_now.visit_id != reserved.visit_id:
                    found.append("an entry given twice")
                elif planned[reserved.entry].country != reserved.country and not reserved.off_plan_reason:
                    found.append("another trip than planned, without its reason")
                used[reserved.entry] = reserved
            case fact.PlanEntryReleased() as released:
                used.pop(released.entry, None)
            case fact.PlanClosed():
                closed = True
        people = [max(one.people, used[number].people if number in used else 0) for number, one in planned.items()]
        if sum(people) > total:
            found.append("a plan that grew")
    return [*found, *of_quotas(quotas)]


def of_quotas(facts: list[Any]) -> list[str]:
    """All units together have no more than the city."""
    city, units = (0, 0), dict[str, tuple[int, int]]()
    for one in facts:
        if isinstance(one, fact.CityQuotaSet):
            city = (one.visits, one.people)
        else:
            units[one.unit] = (one.visits, one.people)
        if any(sum(unit[part] for unit in units.values()) > city[part] for part in (0, 1)):
            return ["more allotted than there is"]
    return []


def plan_moves(random: Random) -> tuple[Any, Actor]:
    """Something that may be asked of quotas and of the plan, or a visit that asks for an entry, or gives it back."""
    number, country = str(random.randrange(1, 6)), random.choice(["GR", "IT"])
    entry = do.PlanEntry(number=number, purpose="tea", country=country, people=random.randrange(1, 6))
    several = tuple(replace(entry, number=str(each)) for each in random.sample(range(1, 6), random.randrange(1, 4)))
    amount = {"year": 2026, "visits": random.randrange(6), "people": random.randrange(20)}
    visit, reason = derived_id("visit", random.randrange(4)), random.choice(["the fair was moved", None])
    director, drafter = random.choice([e.ZHOU, actor("hu", "director")]), random.choice([e.WANG, actor("hu", *UNIT)])
    replaced = do.ReplacePlanEntry(
        plan=PLAN_NAME, entry=number, replacement=replace(entry, number=str(random.randrange(6, 30))), reason="as it is"
    )
    asked = do.ReservePlanEntry(
        plan=PLAN_NAME, entry=number, visit_id=visit, country=country, people=entry.people, off_plan_reason=reason
    )
    return random.choice(
        [
            (do.SetCityQuota(**amount), director),
            (do.AllotQuota(**amount, unit=random.choice([e.BUREAU, INSTITUTE])), director),
            (do.DraftPlan(plan=PLAN_NAME, entries=several), replace(drafter, unit=e.BUREAU)),
            (do.AdoptPlan(plan=PLAN_NAME, entries=random.choice([several, ()])), director),
            (replaced, director),
            (replaced, director),
            *[(asked, POLICIES)] * 4,
            (do.ReleasePlanEntry(plan=PLAN_NAME, entry=number, visit_id=visit), POLICIES),
            (do.ClosePlan(plan=PLAN_NAME), director),
        ]
    )


@FAR
@given(st.randoms(use_true_random=True))
def walk_the_plan(random: Random) -> None:
    files, day = Files(), MOMENT
    for _ in range(60):
        day += timedelta(days=random.choice([0, 0, 0, 1, 2]))
        command, by = plan_moves(random)
        note(f"{day:%d %b} {by.signature}: {command}")
        done = files.give_by_policy(command, day) if by is POLICIES else files.give(command, by, day)
        assert by is POLICIES or not files.give(command, by, day) or not done, f"{command} has a second effect"
        # the visits are not in these files: nobody takes the plan's answers
        files.waiting = deque(one for one in files.waiting if isinstance(one, fact.QuotaAllotted))
        files.follow(day)
        assert of_plans(files.streams[f"plan-{PLAN_NAME}"], files.facts("quota-2026")) == []
        REACHED.update(type(one) for one in files.facts(f"plan-{PLAN_NAME}"))


def test_no_walk_makes_a_plan_grow_or_gives_an_entry_twice() -> None:
    """A11: nor is it adopted by who drafted it, nor beyond the quota; nothing is taken from a closed plan."""
    REACHED.clear()
    walk_the_plan()
    assert {fact.PlanAdopted, fact.PlanEntryReplaced, fact.PlanEntryReserved, fact.PlanClosed} <= REACHED
