"""A draft judged before it is submitted: every rule, and all that is missing, at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal
from uuid import UUID

from services.approvals.authority.book import question_of
from services.approvals.authority.queries import authority_on, decided_by
from services.approvals.plan.commands import ReservePlanEntry
from services.approvals.plan.plan import Plan, Use, stands_against, unit_of
from services.approvals.regulation.queries import rules_on
from services.approvals.rules.neighbours import Answers, judge_consulted, judge_neighbours
from services.approvals.rules.rule_set import RuleSet
from services.approvals.rules.trips import Known, asking
from services.approvals.rules.verdict import outcome
from services.approvals.values import PlanEntry, RuleOutcome, Trip, VisitPlan
from services.approvals.visit.history import state_of
from services.approvals.visit.obstacles import obstacles
from services.approvals.visit.state import OPEN, Visit
from shared.errors import Invalid
from shared.service import Read
from shared.times import local_date, now
from shared.values import decoder, encode, value

Step = Literal["submit_visit", "review_visit_as_clerk", "sign_visit"]


@value
class Notice:
    unit: str
    posted_on: date


@value
class CheckVisit:
    """A visit as it would be drafted, with what is known of its notices and of who signed its budget; or a case by its
    id; or both, for how that case would be revised. Judged as if it were submitted on that day, today if none is
    named."""

    visit: VisitPlan | None = None
    visit_id: UUID | None = None
    notices: tuple[Notice, ...] = ()
    sides: tuple[Literal["foreign_affairs", "finance"], ...] = ()
    on: date | None = None


PLAN = "SELECT state FROM plans WHERE plan = %(plan)s"
ENTRIES = """
SELECT entry AS number, purpose, country, people FROM plan_entries WHERE plan = %(plan)s AND until IS NULL
"""
PEOPLE = """
SELECT coalesce(sum(people), 0) AS people FROM plan_entries e JOIN plans p USING (plan)
WHERE plan = %(plan)s AND e.since IS NOT DISTINCT FROM p.adopted_at
"""
USES = "SELECT entry, visit_id, people FROM plan_uses WHERE plan = %(plan)s AND until IS NULL"
LOCKED = "SELECT count(*) > 0 AS locked FROM unit_locks WHERE unit = %(unit)s"
OTHER_TRIPS = """
SELECT owner, what, granted FROM trips
WHERE owner = ANY(%(owners)s) AND returns_on >= %(since)s AND visit_id <> %(visit_id)s ORDER BY number
"""
NOBODY = UUID(int=0)
"""The id of a draft that has none yet."""


def check_visit(read: Read, question: CheckVisit) -> dict[str, Any]:
    """Every rule with article, value, what was found, verdict and mend, and the step that it stands before; and who
    decides. A case that was submitted is judged by what it was answered, a draft by what the read store knows."""
    today = question.on or local_date(now())
    visit_id, state = question.visit_id or NOBODY, _state(read, question)
    rules, on = state.rules or rules_on(read, today), state.judged_on or today
    judged = state.but(rules=rules, judged_on=on)
    answers = judged.answers if judged.trips else known_answers(read, visit_id, judged, on, rules)
    plan = judged.wanted
    verdicts: Mapping[Step, tuple[RuleOutcome, ...]] = {
        "submit_visit": (*_obstacles(judged, today), *judged.outcomes(today)),
        "review_visit_as_clerk": judge_neighbours(plan, answers, on, rules),
        "sign_visit": judge_consulted(plan, answers, rules),
    }
    missing = {step: [item.rule for item in found if not item.passed] for step, found in verdicts.items()}
    table = state.authority or authority_on(read, on)
    return {
        "unit": plan.unit,
        "visit_id": question.visit_id,
        "state": state.state,
        "on": today,
        "rule_set": {"effective_from": rules.effective_from, "source": rules.source},
        "may_submit": state.state in OPEN and not missing["submit_visit"],
        "missing": missing,
        "rules": [{**encode(item), "before": step} for step, found in verdicts.items() for item in found],
        "decided_by": decided_by(plan.unit, question_of(plan), table),
    }


def _state(read: Read, question: CheckVisit) -> Visit:
    if question.visit is not None:
        notices = {notice.unit: notice.posted_on for notice in question.notices}
        return Visit(visit=question.visit, drafted_by="", notices=notices, sides=dict.fromkeys(question.sides, ""))
    if question.visit_id is not None:
        return state_of(read, question.visit_id)
    raise Invalid.field("visit", "Nothing to judge.", "give a visit, or the visit_id of a case")


def _obstacles(state: Visit, today: date) -> tuple[RuleOutcome, ...]:
    found = obstacles(state, today)
    return tuple(outcome(item.rule, item.article, item.value, item.found, False, item.mend) for item in found)


def known_answers(read: Read, visit_id: UUID, state: Visit, on: date, rules: RuleSet) -> Answers:
    """What the annual plan, the unit, and who has the travellers would answer today."""
    visit = state.wanted
    said = stands_against(plan_of(read, f"{visit.unit}/{visit.plan_year}"), _reserving(visit_id, visit))
    return Answers(
        entry=not said,
        entry_found=said or visit.plan_entry,
        locked=read(LOCKED, {"unit": visit.unit})[0]["locked"],
        trips=other_trips(read, visit_id, visit, on, rules),
        opinions=state.opinions,
        consents=state.consents,
    )


def _reserving(visit_id: UUID, visit: VisitPlan) -> ReservePlanEntry:
    return ReservePlanEntry(
        plan=f"{visit.unit}/{visit.plan_year}",
        entry=visit.plan_entry,
        visit_id=visit_id,
        country=visit.country,
        people=len(visit.members),
        off_plan_reason=visit.off_plan_reason,
    )


def plan_of(read: Read, name: str) -> Plan:
    """The annual plan as the read store has it; one without entries if there is none."""
    key = {"plan": name}
    found = read(PLAN, key)
    if not found:
        return Plan(unit=unit_of(name))
    entries = decoder(tuple[PlanEntry, ...])(read(ENTRIES, key))
    return Plan(
        unit=unit_of(name),
        state=found[0]["state"],
        people=read(PEOPLE, key)[0]["people"],
        entries={entry.number: entry for entry in entries},
        used={row["entry"]: Use(visit_id=row["visit_id"], people=row["people"]) for row in read(USES, key)},
    )


def other_trips(read: Read, visit_id: UUID, visit: VisitPlan, on: date, rules: RuleSet) -> Known:
    """All that its travellers and senders have: a draft is asked for last."""
    asked = asking(visit_id, (visit,), (), 0, on, rules)
    found: dict[str, list[Trip]] = {owner: [] for owner in asked.owners}
    decode = decoder(Trip)
    for row in read(OTHER_TRIPS, {"owners": list(asked.owners), "since": asked.since, "visit_id": visit_id}):
        found[row["owner"]].append(decode({**row["what"], "granted": row["granted"]}))
    return {owner: tuple(trips) for owner, trips in found.items()}
