"""The calendar of visits: who is away when."""

from calendar import monthrange
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from shared.service import Read
from shared.times import local_date, now
from shared.values import POSITIVE, value

Limit = Annotated[int, POSITIVE]


@value
class VisitCalendar:
    """Who is away on some day from `first` to `last`; this month, if none is named. Of a member's unit, in a country.
    `after` is the visit that the page before ended with."""

    first: date | None = None
    last: date | None = None
    unit: str | None = None
    country: str | None = None
    after: UUID | None = None
    limit: Limit = 200


NOT_AWAY = ("Drafted", "Returned", "Withdrawn", "Refused", "Cancelled")
# A row a traveller; `unit` is the traveller's own. Pages are whole visits: a team isn't torn apart. Whom it is compared
# with is away at some time of the page.
CALENDAR = """
WITH trips AS (
  SELECT *, coalesce(departed_on, leaves_on, departs_on) AS left_on FROM visits WHERE state <> ALL(%(not_away)s)
), timed AS (
  SELECT *, coalesce(returned_on, returns_on + (left_on - departs_on)) AS back_on FROM trips
), wanted AS (
  SELECT left_on, back_on, visit_id FROM timed
  WHERE left_on <= %(last)s AND back_on >= %(first)s
    AND (%(unit)s::text IS NULL OR EXISTS (
        SELECT FROM visit_members m WHERE m.visit_id = timed.visit_id AND m.unit = %(unit)s))
    AND (%(country)s::text IS NULL OR EXISTS (
        SELECT FROM visit_stops s WHERE s.visit_id = timed.visit_id AND s.country = %(country)s))
    AND (%(after)s::uuid IS NULL
        OR (left_on, visit_id) > (SELECT left_on, visit_id FROM timed WHERE visit_id = %(after)s))
  ORDER BY left_on, visit_id LIMIT %(limit)s
), away AS (
  SELECT m.unit, m.person_id, m.name_zh, m.name_en, m.post, m.rank, t.visit_id, t.unit AS sending_unit, t.state,
         t.purpose, t.country, t.left_on, t.back_on
  FROM timed t JOIN visit_members m USING (visit_id)
  WHERE t.left_on <= (SELECT max(back_on) FROM wanted) AND t.back_on >= (SELECT min(left_on) FROM wanted)
)
SELECT away.*,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('country', s.country, 'city_zh', s.city_zh, 'city_en', s.city_en,
       'arrives_on', s.arrives_on, 'leaves_on', s.leaves_on) ORDER BY s.arrives_on), '[]')
   FROM visit_stops s WHERE s.visit_id = away.visit_id) AS stops,
  ARRAY(SELECT DISTINCT other.visit_id FROM away other
        WHERE other.unit = away.unit AND other.visit_id <> away.visit_id
          AND other.left_on <= away.back_on AND other.back_on >= away.left_on) AS overlaps,
  EXISTS (SELECT FROM away other WHERE other.person_id = away.person_id AND other.visit_id <> away.visit_id
     AND other.left_on <= away.back_on AND other.back_on >= away.left_on) AS twice
FROM away WHERE visit_id IN (SELECT visit_id FROM wanted) AND (%(unit)s::text IS NULL OR unit = %(unit)s)
ORDER BY left_on, visit_id, unit, rank, person_id
"""


def visit_calendar(read: Read, question: VisitCalendar) -> dict[str, Any]:
    """Each traveller's trips by departure: decided ones, and those that wait for their decision. `overlaps`: other
    visits in which somebody of the same unit is away meanwhile; `twice`: the traveller is in two teams at once."""
    today = local_date(now())
    first = question.first or (question.last or today).replace(day=1)
    last = question.last or first.replace(day=monthrange(first.year, first.month)[1])
    return {"away": read(CALENDAR, {**vars(question), "first": first, "last": last, "not_away": list(NOT_AWAY)})}
