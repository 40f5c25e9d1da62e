"""A visit's row, its members and the decisions on it."""

import json
from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.values import VisitPlan
from shared.values import encode

Statement = tuple[str, dict[str, Any]]

VISIT = """
INSERT INTO visits (visit_id, state, unit, purpose, country, city_zh, city_en, departs_on, returns_on, party, plan,
                    plan_entry, budget)
VALUES (%(visit_id)s, %(state)s, %(unit)s, %(purpose)s, %(country)s, %(city_zh)s, %(city_en)s, %(departs_on)s,
        %(returns_on)s, %(party)s, %(plan)s, %(plan_entry)s, %(budget)s)
ON CONFLICT (visit_id) DO UPDATE SET unit = excluded.unit, purpose = excluded.purpose, country = excluded.country,
    city_zh = excluded.city_zh, city_en = excluded.city_en, departs_on = excluded.departs_on,
    returns_on = excluded.returns_on, party = excluded.party, plan = excluded.plan, plan_entry = excluded.plan_entry,
    budget = excluded.budget
"""
NO_MEMBERS = "DELETE FROM visit_members WHERE visit_id = %(visit_id)s"
MEMBER = """
INSERT INTO visit_members (visit_id, person_id, name_zh, name_en, unit, post, rank)
VALUES (%(visit_id)s, %(person_id)s, %(name_zh)s, %(name_en)s, %(unit)s, %(post)s, %(rank)s) ON CONFLICT DO NOTHING
"""
STATE = "UPDATE visits SET state = %(state)s WHERE visit_id = %(visit_id)s"
SUBMITTED = """
UPDATE visits SET state = 'Submitted', plan_reserved = NULL, unit_locked = NULL WHERE visit_id = %(visit_id)s
"""
MISSING = "UPDATE visits SET state = 'Returned', missing = %(missing)s WHERE visit_id = %(visit_id)s"
RESERVED = "UPDATE visits SET plan_reserved = %(reserved)s WHERE visit_id = %(visit_id)s"
LOCKED = "UPDATE visits SET unit_locked = %(locked)s WHERE visit_id = %(visit_id)s"
APPROVED = "UPDATE visits SET state = 'Approved', document = %(document)s WHERE visit_id = %(visit_id)s"
AMENDED = """
UPDATE visits SET document = %(document)s, departs_on = %(departs_on)s, returns_on = %(returns_on)s,
    party = %(party)s, country = %(country)s, city_zh = %(city_zh)s, city_en = %(city_en)s
WHERE visit_id = %(visit_id)s
"""
DECISION = """
INSERT INTO decisions (visit_id, step, by_actor, at, outcomes)
VALUES (%(visit_id)s, %(step)s, %(by)s, %(at)s, %(outcomes)s::jsonb)
"""


def project(happened: Any) -> list[Statement]:
    match happened:
        case fact.VisitDrafted() | fact.VisitRevised():
            return drafted(happened.visit_id, happened.visit)
        case fact.VisitSubmitted():
            return [(SUBMITTED, {"visit_id": happened.visit_id}), decision(happened, "submitted")]
        case fact.VisitReturnedForCompletion():
            return [(MISSING, {"visit_id": happened.visit_id, "missing": "; ".join(happened.missing)})]
        case fact.PlanAnswered():
            return [(RESERVED, {"visit_id": happened.visit_id, "reserved": happened.reserved})]
        case fact.PlanEntryFreed():
            return [(RESERVED, {"visit_id": happened.visit_id, "reserved": None})]
        case fact.UnitStandingNoted():
            return [(LOCKED, {"visit_id": happened.visit_id, "locked": happened.locked})]
        case fact.VisitReviewedByClerk():
            return [state(happened.visit_id, "ClerkReviewed"), decision(happened, "clerk's review")]
        case fact.VisitReviewedBySection():
            return [state(happened.visit_id, "SectionReviewed"), decision(happened, "section's review")]
        case fact.VisitSigned():
            return [state(happened.visit_id, "DirectorSigned"), decision(happened, "director's signature")]
        case fact.VisitReportedUp():
            return [state(happened.visit_id, "ReportedUp")]
        case fact.VisitApproved(direction="outbound"):
            return [(APPROVED, {"visit_id": happened.visit_id, "document": happened.document})]
        case fact.VisitAmended(direction="outbound"):
            return [amended(happened)]
        case fact.VisitCancelled(direction="outbound"):
            return [state(happened.visit_id, "Cancelled")]
        case fact.VisitRefused():
            return [state(happened.visit_id, "Refused")]
        case fact.VisitWithdrawn():
            return [state(happened.visit_id, "Withdrawn")]
        case fact.VisitClosed():
            return [state(happened.visit_id, "Closed")]
        case _:
            return []


def drafted(visit_id: UUID, visit: VisitPlan) -> list[Statement]:
    row = {
        "visit_id": visit_id,
        "state": "Drafted",
        "unit": visit.unit,
        "purpose": visit.purpose,
        "country": visit.country,
        "city_zh": visit.city.zh,
        "city_en": visit.city.en,
        "departs_on": visit.departs_on,
        "returns_on": visit.returns_on,
        "party": len(visit.members),
        "plan": f"{visit.unit}/{visit.plan_year}",
        "plan_entry": visit.plan_entry,
        "budget": sum(line.amount for line in visit.budget),
    }
    members = [
        (
            MEMBER,
            {
                "visit_id": visit_id,
                "person_id": member.person_id,
                "name_zh": member.name.zh,
                "name_en": member.name.en,
                "unit": member.unit,
                "post": member.post,
                "rank": member.rank,
            },
        )
        for member in visit.members
    ]
    return [(VISIT, row), (NO_MEMBERS, {"visit_id": visit_id}), *members]


def state(visit_id: UUID, name: str) -> Statement:
    return STATE, {"visit_id": visit_id, "state": name}


def decision(happened: Any, step: str) -> Statement:
    outcomes = json.dumps(encode(happened.outcomes), ensure_ascii=False)
    values = {"visit_id": happened.visit_id, "step": step, "by": happened.by, "at": happened.at, "outcomes": outcomes}
    return DECISION, values


def amended(happened: fact.VisitAmended) -> Statement:
    return AMENDED, {
        "visit_id": happened.visit_id,
        "document": happened.document,
        "departs_on": happened.starts_on,
        "returns_on": happened.ends_on,
        "party": happened.party,
        "country": happened.country,
        "city_zh": happened.city.zh,
        "city_en": happened.city.en,
    }
