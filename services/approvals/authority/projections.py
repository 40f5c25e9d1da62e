"""Facts about who decides, who acts for whom, and what came back from above, into read tables."""

import json
from typing import Any

from services.approvals import events as fact
from shared.values import encode

Statement = tuple[str, dict[str, Any]]

TABLE = """
INSERT INTO authority_tables (effective_from, authority, adopted_by, adopted_at)
VALUES (%(effective_from)s, %(authority)s::jsonb, %(by)s, %(at)s)
"""
NO_TABLE = "DELETE FROM authority_tables WHERE effective_from = %(effective_from)s"
DEPUTY = """
INSERT INTO deputies (principal, deputy, role, from_on, until_on, document, appointed_by)
VALUES (%(principal)s, %(deputy)s, %(role)s, %(from_on)s, %(until_on)s, %(document)s, %(by)s)
ON CONFLICT (principal, deputy, role, from_on, until_on)
    DO UPDATE SET document = excluded.document, appointed_by = excluded.appointed_by, ended_at = NULL, reason = NULL
"""
ENDED = """
UPDATE deputies SET ended_at = %(at)s, reason = %(reason)s
WHERE principal = %(principal)s AND deputy = %(deputy)s AND role = %(role)s AND ended_at IS NULL
  AND until_on >= (%(at)s::timestamptz AT TIME ZONE 'Asia/Shanghai')::date
"""
JUDGED = "UPDATE visits SET judged_on = %(judged_on)s WHERE visit_id = %(visit_id)s"
DECIDES = "UPDATE visits SET decides = %(decides)s, decides_by = %(decides_by)s WHERE visit_id = %(visit_id)s"
REPORTED = "UPDATE visits SET report_number = %(number)s WHERE visit_id = %(visit_id)s"
ANSWERED = """
UPDATE visits SET upper_document = %(document)s, upper_decision = %(decision)s, upper_decided_on = %(decided_on)s
WHERE visit_id = %(visit_id)s
"""
MISSING = "UPDATE visits SET state = 'Returned', missing = %(missing)s WHERE visit_id = %(visit_id)s"


def project(happened: Any) -> list[Statement]:
    match happened:
        case fact.AuthorityTableAdopted():
            day, table = happened.table.effective_from, json.dumps(encode(happened.table), ensure_ascii=False)
            return [(TABLE, {"effective_from": day, "authority": table, "by": happened.by, "at": happened.at})]
        case fact.AuthorityTableRepealed():
            return [(NO_TABLE, vars(happened))]
        case fact.DeputyAppointed():
            return [(DEPUTY, vars(happened))]
        case fact.DeputyEnded():
            return [(ENDED, vars(happened))]
        case fact.VisitSubmitted():
            return [(JUDGED, {"visit_id": happened.visit_id, "judged_on": happened.judged_on})]
        case fact.VisitSigned():
            by = f"row {happened.row}: {happened.article}" if happened.row else None
            return [(DECIDES, {"visit_id": happened.visit_id, "decides": happened.decides, "decides_by": by})]
        case fact.DocumentNumbered(kind="request", direction="outbound"):
            return [(REPORTED, vars(happened))]
        case fact.UpperDecisionRecorded():
            return [answered(happened, "approved" if happened.approved else "refused")]
        case fact.VisitReturnedFromAbove():
            missing = {"visit_id": happened.visit_id, "missing": "; ".join(happened.missing)}
            return [answered(happened, "returned"), (MISSING, missing)]
        case _:
            return []


def answered(happened: fact.UpperDecisionRecorded | fact.VisitReturnedFromAbove, decision: str) -> Statement:
    values = {"document": happened.document, "decided_on": happened.decided_on, "decision": decision}
    return ANSWERED, {"visit_id": happened.visit_id, **values}
