"""Facts of circulars into read tables, and into the trays of those who have to read them."""

from typing import Any

from services.approvals import events as fact
from services.approvals.answers import waiting_projections as waiting
from services.approvals.answers.waiting_projections import Statement
from shared.times import local_date

OFFICE = "fao"

CIRCULAR = """
INSERT INTO circulars (circular_id, state, title, text, read_by, due_on, supersedes)
VALUES (%(circular_id)s, 'Drafted', %(title)s, %(text)s, %(read_by)s, %(due_on)s, %(supersedes)s)
ON CONFLICT (circular_id) DO UPDATE SET title = excluded.title, text = excluded.text, read_by = excluded.read_by,
    due_on = excluded.due_on, supersedes = excluded.supersedes
"""
ISSUED = """
UPDATE circulars SET state = 'Issued', number = %(number)s, issued_at = %(at)s WHERE circular_id = %(circular_id)s
"""
ADDRESSEE = """
INSERT INTO circular_addressees (circular_id, unit) VALUES (%(circular_id)s, %(unit)s) ON CONFLICT DO NOTHING
"""
READ = """
UPDATE circular_addressees SET read_at = %(at)s, read_by_actor = %(by)s
WHERE circular_id = %(circular_id)s AND unit = %(unit)s
"""
REMINDED = """
UPDATE circular_addressees SET reminded_at = %(at)s WHERE circular_id = %(circular_id)s AND unit = ANY(%(units)s)
"""
LATE = """
UPDATE circular_addressees SET late_since = %(at)s WHERE circular_id = %(circular_id)s AND unit = ANY(%(units)s)
"""
SUPERSEDED = """
UPDATE circulars SET state = 'Superseded', superseded_by = %(by_circular)s WHERE circular_id = %(circular_id)s
"""
WITHDRAWN = """
UPDATE circulars SET state = 'Withdrawn', withdrawn_for = %(reason)s WHERE circular_id = %(circular_id)s
"""


def project(happened: Any) -> list[Statement]:
    match happened:
        case fact.CircularDrafted() | fact.CircularRevised():
            return drafted(happened)
        case fact.CircularIssued():
            return issued(happened)
        case fact.CircularAcknowledged():
            return [(READ, vars(happened)), waiting.settled(happened.circular_id, "circular", happened.unit)]
        case fact.UnitsReminded():
            return [(REMINDED, {**vars(happened), "units": list(happened.units)})]
        case fact.CircularDeadlinePassed():
            return [(LATE, {**vars(happened), "units": list(happened.units)})]
        case fact.CircularSuperseded():
            return [(SUPERSEDED, vars(happened)), waiting.over(happened.circular_id)]
        case fact.CircularWithdrawn():
            return [(WITHDRAWN, vars(happened)), waiting.over(happened.circular_id)]
        case _:
            return []


def drafted(happened: fact.CircularDrafted | fact.CircularRevised) -> list[Statement]:
    case, circular = happened.circular_id, happened.circular
    day = local_date(happened.at)
    return [
        (CIRCULAR, {"circular_id": case, **vars(circular)}),
        waiting.case_of(case, "circular", OFFICE, circular.title, None, day, circular.due_on),
        waiting.waits(case, "case", "director", "issue_circular", happened.at, until="end"),
    ]


def issued(happened: fact.CircularIssued) -> list[Statement]:
    case, at = happened.circular_id, happened.at
    addressees = [(ADDRESSEE, {"circular_id": case, "unit": unit}) for unit in happened.addressees]
    waits = [
        waiting.waits(case, "circular", happened.read_by, "acknowledge_circular", at, unit, until="end")
        for unit in happened.addressees
    ]
    return [(ISSUED, vars(happened)), *addressees, waiting.over(case), *waits]
