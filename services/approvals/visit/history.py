"""A case as it stood at any moment: every fact of a visit is kept in its order, and folded again up to then.

What is kept is what the log says today of a fact: of a person who is erased, a rebuilt read store has no more.
"""

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.visit.course import VisitFact, evolve
from services.approvals.visit.state import Visit
from shared.errors import NotFound
from shared.facts import kind_of
from shared.service import Read
from shared.times import end_of_local_day, now
from shared.values import decoder, encode, value

KEEP = """
INSERT INTO visit_history (visit_id, at, fact, by_actor, content)
SELECT %(visit_id)s, %(at)s, %(fact)s, %(by)s, %(content)s::jsonb
WHERE EXISTS (SELECT FROM visits WHERE visit_id = %(visit_id)s)
"""
# what bears no moment of its own was recorded together with the fact before it
UP_TO = """
SELECT fact, by_actor, at, content FROM (
    SELECT *, max(at) OVER (ORDER BY number) AS recorded_at FROM visit_history WHERE visit_id = %(visit_id)s
) kept
WHERE recorded_at <= %(at)s ORDER BY number
"""


UP_TO_STEP = """
SELECT fact, by_actor, at, content FROM visit_history
WHERE visit_id = %(visit_id)s AND number <= (
    SELECT max(number) FROM visit_history WHERE visit_id = %(visit_id)s AND fact = %(at_step)s)
ORDER BY number
"""


@value
class VisitAsOf:
    """At that moment, or at the end of that local day; or as whoever took a step saw it, the last such step, named by
    its fact: `VisitSigned` is what the director saw when signing. Now, if none of these is given."""

    visit_id: UUID
    at: datetime | None = None
    on: date | None = None
    at_step: str | None = None


def project(happened: Any) -> list[tuple[str, dict[str, Any]]]:
    if not isinstance(happened, VisitFact) or getattr(happened, "direction", "outbound") != "outbound":
        return []
    return [
        (
            KEEP,
            {
                "visit_id": happened.visit_id,
                "at": moment_of(happened),
                "fact": kind_of(happened).name,
                "by": getattr(happened, "by", None),
                "content": json.dumps(without_passport_numbers(encode(happened)), ensure_ascii=False),
            },
        )
    ]


def moment_of(happened: Any) -> datetime | None:
    for name in ("at", "approved_at", "amended_at", "cancelled_at", "revoked_at"):
        if (at := getattr(happened, name, None)) is not None:
            return at  # type: ignore[no-any-return]
    return None


def without_passport_numbers(content: Any) -> Any:
    """Nobody who reads how a case stood needs them."""
    if isinstance(content, dict):
        return {key: None if key == "passport_number" else without_passport_numbers(it) for key, it in content.items()}
    return [without_passport_numbers(item) for item in content] if isinstance(content, list) else content


def visit_as_of(read: Read, question: VisitAsOf) -> dict[str, Any]:
    """The visit, its notices and signatures, and the outcome of every rule, as the file held them then; at a step, the
    outcomes that it was taken upon."""
    asked = {"at": question.at or (end_of_local_day(question.on) if question.on else now())}
    rows = read(UP_TO_STEP, vars(question)) if question.at_step else read(UP_TO, {**vars(question), **asked})
    at = rows[-1]["at"] if question.at_step and rows else asked["at"]
    state = folded(question.visit_id, rows[:-1] if question.at_step else rows)
    judged = [row["content"]["outcomes"] for row in rows if "outcomes" in row["content"]]
    steps = [{"fact": row["fact"], "by": row["by_actor"], "at": row["at"]} for row in rows]
    return {**encode(stood(state)), "as_of": at, "outcomes": judged[-1] if judged else [], "steps": steps}


def state_of(read: Read, visit_id: UUID) -> Visit:
    """The file as the read store has it now. Raises NotFound."""
    return folded(visit_id, read(UP_TO, {"visit_id": visit_id, "at": now()}))


def folded(visit_id: UUID, rows: list[dict[str, Any]]) -> Visit:
    state: Visit | None = None
    for row in rows:
        kind = fact.facts.classes[None, row["fact"]]
        state = evolve(state, decoder(kind)(row["content"]))
    if state is None:
        raise NotFound.thing("visit of that time", visit_id)
    return state


def stood(state: Visit) -> dict[str, Any]:
    names = ("state", "visit", "notices", "sides", "objections", "opinions", "consents", "proposed", "document",
             "departed_on", "returned_on", "passports_due", "report_due", "judged_on", "rules", "authority",
             "trips")  # fmt: skip
    return {"unit": state.visit.unit, **{name: getattr(state, name) for name in names}}
