"""Amendments of approved visits into read tables: what is asked for stands beside the visit until it is granted."""

from typing import Any
from uuid import UUID

from services.approvals import events as fact

Statement = tuple[str, dict[str, Any]]

NO_AMENDMENT = "DELETE FROM visit_amendments WHERE visit_id = %(visit_id)s"
NO_AMENDMENT_MEMBERS = "DELETE FROM visit_amendment_members WHERE visit_id = %(visit_id)s"
AMENDMENT = """
INSERT INTO visit_amendments (visit_id, departs_on, returns_on, reason, requested_at, budget)
VALUES (%(visit_id)s, %(departs_on)s, %(returns_on)s, %(reason)s, %(at)s, %(budget)s)
"""
AMENDMENT_MEMBER = """
INSERT INTO visit_amendment_members (visit_id, person_id, name_zh, name_en, unit, post, rank)
VALUES (%(visit_id)s, %(person_id)s, %(name_zh)s, %(name_en)s, %(unit)s, %(post)s, %(rank)s) ON CONFLICT DO NOTHING
"""
OLD_MEMBERS = """
DELETE FROM visit_members WHERE visit_id = %(visit_id)s
    AND EXISTS (SELECT FROM visit_amendments a WHERE a.visit_id = %(visit_id)s)
"""
NEW_MEMBERS = """
INSERT INTO visit_members SELECT * FROM visit_amendment_members WHERE visit_id = %(visit_id)s ON CONFLICT DO NOTHING
"""
# asked for once more, it is still what stood before the first request that counts
SAID_BEFORE = """
INSERT INTO visit_said_before (visit_id, notices, objections, opinions, consents)
SELECT %(visit_id)s, (SELECT jsonb_agg(n ORDER BY unit) FROM visit_notices n WHERE visit_id = %(visit_id)s),
       (SELECT jsonb_agg(o ORDER BY objection) FROM visit_objections o WHERE visit_id = %(visit_id)s),
       (SELECT jsonb_agg(o ORDER BY body) FROM visit_opinions o WHERE visit_id = %(visit_id)s),
       (SELECT jsonb_agg(c ORDER BY authority) FROM visit_consents c WHERE visit_id = %(visit_id)s)
ON CONFLICT DO NOTHING
"""
NOT_BEFORE = "DELETE FROM visit_said_before WHERE visit_id = %(visit_id)s"
SAID_AGAIN = tuple(
    statement
    for what in ("notices", "objections", "opinions", "consents")
    for statement in (
        f"DELETE FROM visit_{what} WHERE visit_id = %(visit_id)s",  # noqa: S608 - names of ours
        f"""
        INSERT INTO visit_{what} SELECT said.*
        FROM visit_said_before before, jsonb_populate_recordset(NULL::visit_{what}, before.{what}) said
        WHERE before.visit_id = %(visit_id)s
        """,  # noqa: S608 - names of ours
    )
)
NEW_BUDGET = """
UPDATE visits v SET budget = a.budget FROM visit_amendments a
WHERE v.visit_id = %(visit_id)s AND a.visit_id = v.visit_id AND a.budget IS NOT NULL
"""


def said_before(visit_id: UUID) -> Statement:
    """Kept for the case that the amendment is dropped."""
    return SAID_BEFORE, {"visit_id": visit_id}


def requested(happened: fact.AmendmentRequested) -> list[Statement]:
    visit_id, plan = happened.visit_id, happened.visit
    row = {
        "visit_id": visit_id,
        "departs_on": plan.departs_on,
        "returns_on": plan.returns_on,
        "reason": happened.reason,
        "at": happened.at,
        "budget": sum(line.amount for line in plan.budget),
    }
    members = [
        (
            AMENDMENT_MEMBER,
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
        for member in plan.members
    ]
    return [*each(visit_id, NO_AMENDMENT, NO_AMENDMENT_MEMBERS), (AMENDMENT, row), *members]


def granted(visit_id: UUID) -> list[Statement]:
    return [*each(visit_id, OLD_MEMBERS, NEW_MEMBERS, NEW_BUDGET), *over(visit_id)]


def dropped(visit_id: UUID) -> list[Statement]:
    """What was said of the approved visit counts again."""
    return [*each(visit_id, *SAID_AGAIN), *over(visit_id)]


def over(visit_id: UUID) -> list[Statement]:
    return each(visit_id, NO_AMENDMENT, NO_AMENDMENT_MEMBERS, NOT_BEFORE)


def each(visit_id: UUID, *statements: str) -> list[Statement]:
    return [(statement, {"visit_id": visit_id}) for statement in statements]
