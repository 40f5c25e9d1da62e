"""Facts of annual plans and quotas into read tables."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.answers import waiting_projections as waiting
from services.approvals.answers.waiting_projections import Statement
from services.approvals.plan.plan import unit_of, year_of
from services.approvals.values import PlanEntry
from shared.ids import derived_id
from shared.values import encode

PLAN = """
INSERT INTO plans (plan, unit, year) VALUES (%(plan)s, %(unit)s, %(year)s) ON CONFLICT DO NOTHING
"""
DRAFT = "UPDATE plans SET draft = %(draft)s::jsonb WHERE plan = %(plan)s"
ADOPTED = "UPDATE plans SET state = 'Adopted', adopted_at = %(at)s WHERE plan = %(plan)s"
CLOSED = "UPDATE plans SET state = 'Closed', closed_at = %(at)s WHERE plan = %(plan)s"
ENTRY = """
INSERT INTO plan_entries (plan, entry, purpose, country, people, since)
VALUES (%(plan)s, %(entry)s, %(purpose)s, %(country)s, %(people)s, %(at)s) ON CONFLICT DO NOTHING
"""
REPLACED = """
UPDATE plan_entries SET until = %(at)s, replaced_by = %(by)s, reason = %(reason)s
WHERE plan = %(plan)s AND entry = %(entry)s
"""
USER = "UPDATE plan_entries SET visit_id = %(visit_id)s WHERE plan = %(plan)s AND entry = %(entry)s"
# A visit that asks again for its entry has it since the first time.
USE = """
WITH again AS (
  UPDATE plan_uses SET country = %(country)s, people = %(people)s, off_plan_reason = %(off_plan_reason)s
  WHERE plan = %(plan)s AND entry = %(entry)s AND visit_id = %(visit_id)s AND until IS NULL RETURNING 1
)
INSERT INTO plan_uses (plan, entry, visit_id, country, people, off_plan_reason, since)
SELECT %(plan)s, %(entry)s, %(visit_id)s, %(country)s::text, %(people)s, %(off_plan_reason)s::text, %(at)s::timestamptz
WHERE NOT EXISTS (SELECT FROM again)
"""
RELEASED = """
UPDATE plan_uses SET until = coalesce(%(at)s::timestamptz, '-infinity')
WHERE plan = %(plan)s AND entry = %(entry)s AND visit_id = %(visit_id)s AND until IS NULL
"""
CITY_QUOTA = """
INSERT INTO city_quotas (year, visits, people) VALUES (%(year)s, %(visits)s, %(people)s)
ON CONFLICT (year) DO UPDATE SET visits = excluded.visits, people = excluded.people
"""
UNIT_QUOTA = """
INSERT INTO unit_quotas (year, unit, visits, people) VALUES (%(year)s, %(unit)s, %(visits)s, %(people)s)
ON CONFLICT (year, unit) DO UPDATE SET visits = excluded.visits, people = excluded.people
"""


def project(happened: Any) -> list[Statement]:
    match happened:
        case fact.PlanDrafted():
            draft = json.dumps(encode(happened.entries), ensure_ascii=False)
            return [plan(happened.plan), (DRAFT, {"plan": happened.plan, "draft": draft}), *to_be_adopted(happened)]
        case fact.PlanAdopted():
            entries = [entry_of(happened.plan, entry, happened.at) for entry in happened.entries]
            done = (ADOPTED, {"plan": happened.plan, "at": happened.at})
            return [plan(happened.plan), done, *entries, waiting.over(case_id(happened.plan))]
        case fact.PlanEntryReplaced():
            gone = {"plan": happened.plan, "entry": happened.entry, "by": happened.replacement.number,
                    "reason": happened.reason, "at": happened.at}  # fmt: skip
            return [(REPLACED, gone), entry_of(happened.plan, happened.replacement, happened.at)]
        case fact.PlanClosed():
            return [(CLOSED, {"plan": happened.plan, "at": happened.at})]
        case fact.PlanEntryReserved():
            return [(USER, vars(happened)), (USE, vars(happened))]
        case fact.PlanEntryReleased():
            return [(USER, {**vars(happened), "visit_id": None}), (RELEASED, vars(happened))]
        case fact.CityQuotaSet():
            return [(CITY_QUOTA, vars(happened))]
        case fact.QuotaAllotted():
            return [(UNIT_QUOTA, vars(happened))]
        case _:
            return []


def plan(name: str) -> Statement:
    return PLAN, {"plan": name, "unit": unit_of(name), "year": year_of(name)}


def entry_of(name: str, entry: PlanEntry, at: Any) -> Statement:
    values = {"plan": name, "entry": entry.number, "purpose": entry.purpose, "country": entry.country}
    return ENTRY, {**values, "people": entry.people, "at": at}


def case_id(name: str) -> UUID:
    """A plan's id in the trays, where every case has one."""
    return derived_id("plan", name)


def to_be_adopted(happened: fact.PlanDrafted) -> list[Statement]:
    case, name, year = case_id(happened.plan), happened.plan, year_of(happened.plan)
    first, last = date(year, 1, 1), date(year, 12, 31)
    return [
        waiting.case_of(case, "plan", unit_of(name), f"annual plan {name}", None, first, last),
        waiting.waits(case, "case", "director", "adopt_plan", happened.at),
    ]
