"""An invitation as it stood at any moment: every fact of it is kept in its order, and folded again up to then.

What is kept is what the log says today of a fact; that a passport's number was given is kept, the number is not.
"""

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.invitation.course import InvitationFact, evolve
from services.approvals.invitation.state import Invitation
from services.approvals.visit.history import moment_of
from shared.errors import NotFound
from shared.facts import kind_of
from shared.service import Read
from shared.times import end_of_local_day, now
from shared.values import decoder, encode, value

KEEP = """
INSERT INTO invitation_history (invitation_id, at, fact, by_actor, content)
VALUES (%(invitation_id)s, %(at)s, %(fact)s, %(by)s, %(content)s::jsonb)
"""
# what bears no moment of its own was recorded together with the fact before it
UP_TO = """
SELECT fact, by_actor, at, content FROM (
    SELECT *, max(at) OVER (ORDER BY number) AS recorded_at FROM invitation_history
    WHERE invitation_id = %(invitation_id)s
) kept
WHERE recorded_at <= %(at)s ORDER BY number
"""
GIVEN = "[given]"


@value
class InvitationAsOf:
    """At that moment, or at the end of that local day; now, if neither is given."""

    invitation_id: UUID
    at: datetime | None = None
    on: date | None = None


def project(happened: Any) -> list[tuple[str, dict[str, Any]]]:
    if not isinstance(happened, InvitationFact) or getattr(happened, "direction", "inbound") != "inbound":
        return []
    return [
        (
            KEEP,
            {
                "invitation_id": getattr(happened, "visit_id", None) or getattr(happened, "invitation_id", None),
                "at": moment_of(happened),
                "fact": kind_of(happened).name,
                "by": getattr(happened, "by", None),
                "content": json.dumps(masked(encode(happened)), ensure_ascii=False),
            },
        )
    ]


def masked(content: Any) -> Any:
    if isinstance(content, dict):
        return {key: GIVEN if key == "passport_number" and it else masked(it) for key, it in content.items()}
    return [masked(item) for item in content] if isinstance(content, list) else content


def stood(read: Read, invitation_id: UUID, at: datetime) -> tuple[Invitation, list[dict[str, Any]]]:
    """The invitation as its file stood then, and the facts that made it so. Raises NotFound."""
    rows = read(UP_TO, {"invitation_id": invitation_id, "at": at})
    state: Invitation | None = None
    for row in rows:
        state = evolve(state, decoder(fact.facts.classes[None, row["fact"]])(row["content"]))
    if state is None:
        raise NotFound.thing("invitation of that time", invitation_id)
    return state, rows


def state_of(read: Read, invitation_id: UUID) -> Invitation:
    """The file as the read store has it now. Raises NotFound."""
    return stood(read, invitation_id, now())[0]


def invitation_as_of(read: Read, question: InvitationAsOf) -> dict[str, Any]:
    """The invitation, who had stamped and vouched for it, and the outcome of every rule, as the file held them then."""
    at = question.at or (end_of_local_day(question.on) if question.on else now())
    state, rows = stood(read, question.invitation_id, at)
    judged = [row["content"]["outcomes"] for row in rows if "outcomes" in row["content"]]
    steps = [{"fact": row["fact"], "by": row["by_actor"], "at": row["at"]} for row in rows]
    names = ("state", "invitation", "department", "voucher", "proposed", "judged_on", "authority", "decides",
             "document", "arrived_on", "left_on", "close_out_due", "closed")  # fmt: skip
    shown = {name: encode(getattr(state, name)) for name in names}
    outcomes = judged[-1] if judged else []
    return {"unit": state.invitation.unit, **shown, "as_of": at, "outcomes": outcomes, "steps": steps}
