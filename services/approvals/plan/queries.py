"""Annual plans: what was planned, what is used, on any date."""

from datetime import date
from typing import Annotated, Any

from services.approvals.plan.commands import PlanName
from services.approvals.plan.plan import unit_of
from shared.service import Read
from shared.times import end_of_local_day, local_date, now
from shared.values import POSITIVE, value

Limit = Annotated[int, POSITIVE]


@value
class PlanUse:
    """A unit's plan as it stood at the end of that day, today if none is named."""

    plan: PlanName
    on: date | None = None


@value
class Plans:
    """The plans of a year, at the end of that day, today if none is named."""

    year: int
    unit: str | None = None
    on: date | None = None
    limit: Limit = 100


PLAN = """
SELECT plan, unit, year, CASE WHEN closed_at <= %(at)s THEN 'Closed' WHEN adopted_at <= %(at)s THEN 'Adopted'
         ELSE 'Drafted' END AS state, draft, unit_quotas.visits AS quota_visits, unit_quotas.people AS quota_people
FROM plans LEFT JOIN unit_quotas USING (year, unit) WHERE plan = %(plan)s
"""
ENTRIES = """
WITH used AS (
  SELECT entry, visit_id, country AS used_country, people AS used_people, off_plan_reason FROM plan_uses
  WHERE plan = %(plan)s AND (since IS NULL OR since <= %(at)s) AND (until IS NULL OR until > %(at)s)
)
SELECT entry, planned.purpose, planned.country, planned.people, used.visit_id, visits.state AS visit_state,
       used_country, used_people, off_plan_reason
FROM plan_entries AS planned LEFT JOIN used USING (entry) LEFT JOIN visits ON visits.visit_id = used.visit_id
WHERE planned.plan = %(plan)s AND (since IS NULL OR since <= %(at)s) AND (until IS NULL OR until > %(at)s)
ORDER BY entry
"""
PLANS = """
WITH planned AS (
  SELECT plan, count(*) AS visits, sum(people) AS people FROM plan_entries
  WHERE (since IS NULL OR since <= %(at)s) AND (until IS NULL OR until > %(at)s) GROUP BY plan
), used AS (
  SELECT plan, count(*) AS visits, sum(people) AS people, count(off_plan_reason) AS off_plan FROM plan_uses
  WHERE (since IS NULL OR since <= %(at)s) AND (until IS NULL OR until > %(at)s) GROUP BY plan
), quota AS (
  SELECT unit, visits, people FROM unit_quotas WHERE year = %(year)s
), asked AS (
  SELECT * FROM plans WHERE year = %(year)s
)
SELECT unit, CASE WHEN closed_at <= %(at)s THEN 'Closed' WHEN adopted_at <= %(at)s THEN 'Adopted'
         WHEN plan IS NOT NULL THEN 'Drafted' ELSE 'None' END AS state,
       quota.visits AS quota_visits, quota.people AS quota_people,
       coalesce(planned.visits, 0) AS planned_visits, coalesce(planned.people, 0) AS planned_people,
       coalesce(used.visits, 0) AS used_visits, coalesce(used.people, 0) AS used_people,
       coalesce(used.off_plan, 0) AS off_plan
FROM asked FULL JOIN quota USING (unit) LEFT JOIN planned USING (plan) LEFT JOIN used USING (plan)
WHERE %(unit)s::text IS NULL OR unit = %(unit)s
ORDER BY unit LIMIT %(limit)s
"""
CITY = """
SELECT city_quotas.visits, city_quotas.people, planned.visits AS planned_visits,
       planned.people AS planned_people, used.visits AS used_visits, used.people AS used_people
FROM city_quotas, (
  SELECT count(*) AS visits, coalesce(sum(entry.people), 0) AS people FROM plan_entries entry JOIN plans USING (plan)
  WHERE year = %(year)s AND (since IS NULL OR since <= %(at)s) AND (until IS NULL OR until > %(at)s)
) planned, (
  SELECT count(*) AS visits, coalesce(sum(one.people), 0) AS people FROM plan_uses one JOIN plans USING (plan)
  WHERE year = %(year)s AND (since IS NULL OR since <= %(at)s) AND (until IS NULL OR until > %(at)s)
) used
WHERE city_quotas.year = %(year)s
"""


def plan_use(read: Read, question: PlanUse) -> dict[str, Any]:
    """A unit's plan: each entry, the visit that uses it, and whether that is another trip than the planned one."""
    asked = {"plan": question.plan, "at": end_of_local_day(question.on or local_date(now()))}
    found = read(PLAN, asked)
    nothing = {"plan": question.plan, "unit": unit_of(question.plan), "state": "None", "draft": []}
    return {**(found[0] if found else nothing), "entries": read(ENTRIES, asked)}


def list_plans(read: Read, question: Plans) -> dict[str, Any]:
    """Quota, plan and use of each unit in a year, and of the city in all."""
    asked = {**vars(question), "at": end_of_local_day(question.on or local_date(now()))}
    return {"city": read(CITY, asked), "plans": read(PLANS, asked)}
