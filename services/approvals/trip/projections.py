"""Facts of travellers' and senders' trips, and of locked units, into read tables."""

import json
from dataclasses import replace
from typing import Any

from services.approvals import events as fact
from services.approvals.values import Trip
from shared.values import encode

Statement = tuple[str, dict[str, Any]]

NO_LONGER = """
DELETE FROM trips WHERE owner = %(owner)s AND visit_id = %(visit_id)s AND what <> ALL(%(kept)s::jsonb[])
"""
ASKED = """
INSERT INTO trips (owner, visit_id, what, returns_on)
SELECT %(owner)s, %(visit_id)s, %(what)s::jsonb, %(returns_on)s
WHERE NOT EXISTS (
    SELECT FROM trips WHERE owner = %(owner)s AND visit_id = %(visit_id)s AND what = %(what)s::jsonb
)
"""
# the place of the trip that this is, or of the last one, if it is on other days now
SETTLED = """
WITH own AS (
    SELECT number, (what - '{purpose,hosts}'::text[]) = (%(what)s::jsonb - '{purpose,hosts}'::text[]) AS same
    FROM trips WHERE owner = %(owner)s AND visit_id = %(visit_id)s
), stays AS (
    SELECT number FROM own ORDER BY same DESC, CASE WHEN same THEN number ELSE -number END LIMIT 1
), others AS (
    DELETE FROM trips WHERE number IN (SELECT number FROM own EXCEPT SELECT number FROM stays)
)
UPDATE trips SET what = %(what)s::jsonb, returns_on = %(returns_on)s, granted = true
WHERE number IN (SELECT number FROM stays)
"""
FORGOTTEN = "DELETE FROM trips WHERE owner = %(owner)s AND visit_id = %(visit_id)s"
WAITS = """
INSERT INTO visit_answers (visit_id, owner) VALUES (%(visit_id)s, %(owner)s)
ON CONFLICT (visit_id, owner) DO UPDATE SET trips = NULL
"""
LEFT = "DELETE FROM visit_answers WHERE visit_id = %(visit_id)s AND owner = ANY(%(owners)s)"
ANSWERED = """
INSERT INTO visit_answers (visit_id, owner, trips) VALUES (%(visit_id)s, %(owner)s, %(trips)s::jsonb)
ON CONFLICT (visit_id, owner) DO UPDATE SET trips = excluded.trips
"""
FREED = "DELETE FROM visit_answers WHERE visit_id = %(visit_id)s"
LOCKED = "INSERT INTO unit_locks (unit, visit_id) VALUES (%(unit)s, %(visit_id)s) ON CONFLICT DO NOTHING"
UNLOCKED = "DELETE FROM unit_locks WHERE unit = %(unit)s AND visit_id = %(visit_id)s"


def project(happened: Any) -> list[Statement]:
    match happened:
        case fact.TripsAsked():
            key = {"owner": happened.owner, "visit_id": happened.visit_id}
            kept = (NO_LONGER, {**key, "kept": [what(trip) for trip in happened.trips]})
            asked = [(ASKED, {**key, "what": what(trip), "returns_on": trip.returns_on}) for trip in happened.trips]
            return [kept, *asked]
        case fact.TripSettled():
            row = {"owner": happened.owner, "visit_id": happened.visit_id, "what": what(happened.trip)}
            return [(SETTLED, {**row, "returns_on": happened.trip.returns_on})]
        case fact.TripsForgotten():
            return [(FORGOTTEN, vars(happened))]
        case fact.VisitSubmitted() | fact.AmendmentRequested():
            return waits_for(happened)
        case fact.TripsNoted():
            trips = json.dumps(encode(happened.trips), ensure_ascii=False)
            return [(ANSWERED, {"visit_id": happened.visit_id, "owner": happened.owner, "trips": trips})]
        case fact.TripsFreed() | fact.AmendmentDropped():
            return [(FREED, {"visit_id": happened.visit_id})]
        case fact.UnitLocked():
            return [(LOCKED, vars(happened))]
        case fact.OverduePassportsCleared():
            return [(UNLOCKED, vars(happened))]
        case _:
            return []


def waits_for(happened: fact.VisitSubmitted | fact.AmendmentRequested) -> list[Statement]:
    asking = happened.asking
    if asking is None:
        return []
    key = {"visit_id": happened.visit_id}
    return [
        (LEFT, {**key, "owners": list(asking.left)}),
        *((WAITS, {**key, "owner": owner}) for owner in asking.owners),
    ]


def what(trip: Trip) -> str:
    return json.dumps(encode(replace(trip, granted=False)), ensure_ascii=False)
