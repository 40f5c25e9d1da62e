"""Many cases in numbers: by month, country, unit and outcome; and what each rule said to them."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from services.approvals.values import Direction
from shared.service import Read
from shared.values import POSITIVE, value

Limit = Annotated[int, POSITIVE]
Part = Literal["direction", "month", "country", "unit", "outcome"]


@value
class CaseStatistics:
    """Cases that begin from `first` to `last`, counted apart `by` each of these."""

    by: tuple[Part, ...] = ("outcome",)
    first: date | None = None
    last: date | None = None
    direction: Direction | None = None
    unit: str | None = None
    country: str | None = None
    limit: Limit = 1000


@value
class DecisionsByRule:
    """From `first` to `last`; of one rule, of one unit. `cases` come with the latest first, so many."""

    first: date | None = None
    last: date | None = None
    rule: str | None = None
    unit: str | None = None
    case_id: UUID | None = None
    limit: Limit = 100


STATISTICS = """
WITH outbound AS (
  SELECT 'outbound' AS direction, unit, country, state, party, budget, document, departed_on,
         coalesce(departed_on, leaves_on, departs_on) AS starts_on, departs_on, returned_on, returns_on FROM visits
), every AS (
  SELECT direction, unit, country, state, party, budget, document, starts_on,
         coalesce(returned_on, returns_on + (starts_on - departs_on)) AS ends_on FROM outbound
  UNION ALL
  SELECT 'inbound', unit, country, state, guests, 0, document, arrives_on, leaves_on FROM invitations
), told AS (
  SELECT *, CASE WHEN state IN ('Refused', 'Withdrawn', 'Cancelled') THEN lower(state)
    WHEN document IS NOT NULL THEN 'approved' WHEN state = 'Drafted' THEN 'drafted' ELSE 'undecided' END AS outcome
  FROM every
)
SELECT CASE WHEN 'direction' = ANY(%(by)s) THEN direction END AS direction,
       CASE WHEN 'month' = ANY(%(by)s) THEN to_char(starts_on, 'YYYY-MM') END AS month,
       CASE WHEN 'country' = ANY(%(by)s) THEN country END AS country,
       CASE WHEN 'unit' = ANY(%(by)s) THEN unit ELSE %(unit)s END AS unit,
       CASE WHEN 'outcome' = ANY(%(by)s) THEN outcome END AS outcome,
       count(*) AS cases, sum(party) AS people, sum(ends_on - starts_on + 1) AS days,
       sum(party * (ends_on - starts_on + 1)) AS person_days, sum(budget) AS budget
FROM told
WHERE (%(first)s::date IS NULL OR starts_on >= %(first)s) AND (%(last)s::date IS NULL OR starts_on <= %(last)s)
  AND (%(direction)s::text IS NULL OR direction = %(direction)s)
  AND (%(unit)s::text IS NULL OR unit = %(unit)s) AND (%(country)s::text IS NULL OR country = %(country)s)
GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5 LIMIT %(limit)s
"""
SAID_NO = """
WITH no AS (
  SELECT rule, case_id, step, article, value, found, at, cases.unit, cases.kind
  FROM rule_findings LEFT JOIN cases USING (case_id)
), asked AS (
  SELECT * FROM no
  WHERE (%(first)s::date IS NULL OR (at AT TIME ZONE 'Asia/Shanghai')::date >= %(first)s)
    AND (%(last)s::date IS NULL OR (at AT TIME ZONE 'Asia/Shanghai')::date <= %(last)s)
    AND (%(rule)s::text IS NULL OR rule = %(rule)s) AND (%(unit)s::text IS NULL OR unit = %(unit)s)
    AND (%(case_id)s::uuid IS NULL OR case_id = %(case_id)s)
)
"""
RULES = f"""
{SAID_NO}, yes AS (
  SELECT outcome->>'rule' AS rule, count(*) AS times
  FROM decisions JOIN visits USING (visit_id), jsonb_array_elements(outcomes) AS outcome
  WHERE (outcome->>'passed')::boolean
    AND (%(first)s::date IS NULL OR (at AT TIME ZONE 'Asia/Shanghai')::date >= %(first)s)
    AND (%(last)s::date IS NULL OR (at AT TIME ZONE 'Asia/Shanghai')::date <= %(last)s)
    AND (%(rule)s::text IS NULL OR outcome->>'rule' = %(rule)s) AND (%(unit)s::text IS NULL OR unit = %(unit)s)
    AND (%(case_id)s::uuid IS NULL OR visit_id = %(case_id)s)
  GROUP BY 1
), said_no AS (
  SELECT rule, count(*) AS times, count(DISTINCT case_id) AS cases, array_agg(DISTINCT step) AS steps FROM asked
  GROUP BY 1
)
SELECT rule, coalesce(said_no.times, 0) AS said_no, coalesce(said_no.cases, 0) AS cases,
       coalesce(yes.times, 0) AS said_yes, coalesce(steps, '{{}}') AS steps
FROM said_no FULL JOIN yes USING (rule)
ORDER BY said_no DESC, length(rule), rule
"""  # noqa: S608 - the first part is a constant
CASES = f"""
{SAID_NO} SELECT rule, case_id, kind, unit, step, article, value, found, at FROM asked
ORDER BY at DESC, case_id, rule, step LIMIT %(limit)s
"""  # noqa: S608 - the first part is a constant


def case_statistics(read: Read, question: CaseStatistics) -> dict[str, Any]:
    """Cases, people, days, and money of visits; a part that was not asked for is null."""
    return {"statistics": read(STATISTICS, {**vars(question), "by": list(question.by)})}


def decisions_by_rule(read: Read, question: DecisionsByRule) -> dict[str, Any]:
    """How often each rule said no, in how many cases, at which steps, and how often it said yes in a decision; and the
    cases that it said no to, with what was found."""
    return {"rules": read(RULES, vars(question)), "cases": read(CASES, vars(question))}
