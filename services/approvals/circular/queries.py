"""Circulars: what was issued, what a unit has to read, and who has not read."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from services.approvals.circular.commands import DraftCircular, IssueCircular, ReviseCircular
from shared.errors import Conflict, NotFound
from shared.service import Read
from shared.times import local_date, now
from shared.values import POSITIVE, value

Limit = Annotated[int, POSITIVE]


@value
class CircularById:
    circular_id: UUID


@value
class Circulars:
    """All, or those in a state: Drafted, Issued, Superseded, Withdrawn."""

    state: Literal["Drafted", "Issued", "Superseded", "Withdrawn"] | None = None
    limit: Limit = 100


@value
class Inbox:
    """What is addressed to a unit; only what it has not read."""

    unit: str
    unread: bool = False
    limit: Limit = 100


@value
class Unread:
    """Who has not read, of one circular or all that are in force, of one unit or all; late on that day, or today."""

    circular_id: UUID | None = None
    unit: str | None = None
    on: date | None = None
    limit: Limit = 100


CIRCULAR = "SELECT * FROM circulars WHERE circular_id = %(circular_id)s"
ADDRESSEES = """
SELECT unit, reminded_at, late_since, read_at FROM circular_addressees WHERE circular_id = %(circular_id)s ORDER BY unit
"""
CIRCULARS = """
SELECT circular_id, number, title, state, due_on, issued_at, count(unit) AS addressed, count(read_at) AS read,
       count(late_since) FILTER (WHERE read_at IS NULL OR read_at > late_since) AS late
FROM circulars LEFT JOIN circular_addressees USING (circular_id)
WHERE %(state)s::text IS NULL OR state = %(state)s
GROUP BY circular_id ORDER BY issued_at DESC NULLS FIRST, circular_id LIMIT %(limit)s
"""
INBOX = """
SELECT unit, number, title, text, state, read_by, due_on, read_at, reminded_at, late_since, superseded_by,
       withdrawn_for, circular_id
FROM circular_addressees JOIN circulars USING (circular_id)
WHERE unit = %(unit)s AND (read_at IS NULL AND state = 'Issued' OR NOT %(unread)s)
ORDER BY read_at IS NOT NULL, due_on, circular_id LIMIT %(limit)s
"""
UNREAD = """
SELECT unit, number, title, read_by, due_on, due_on < %(today)s AS late, reminded_at, circular_id
FROM circular_addressees JOIN circulars USING (circular_id)
WHERE read_at IS NULL AND state = 'Issued' AND (%(circular_id)s::uuid IS NULL OR circular_id = %(circular_id)s)
  AND (%(unit)s::text IS NULL OR unit = %(unit)s)
ORDER BY due_on, number, unit, circular_id LIMIT %(limit)s
"""
NUMBER = "SELECT circular_id FROM circulars WHERE number = %(number)s AND circular_id <> %(circular_id)s"


def get_circular(read: Read, question: CircularById) -> dict[str, Any]:
    """One circular with its addressees."""
    found = read(CIRCULAR, vars(question))
    if not found:
        raise NotFound.thing("circular", question.circular_id)
    return {**found[0], "addressees": read(ADDRESSEES, vars(question))}


def list_circulars(read: Read, question: Circulars) -> dict[str, Any]:
    """Drafts first, then the latest issued, each with how many have read it."""
    return {"circulars": read(CIRCULARS, vars(question))}


def inbox(read: Read, question: Inbox) -> dict[str, Any]:
    """A unit's circulars with their text, what is unread and due first."""
    return {"circulars": read(INBOX, vars(question))}


def unread(read: Read, question: Unread) -> dict[str, Any]:
    """Each unit that has not read a circular in force, the earliest due first."""
    return {"unread": read(UNREAD, {**vars(question), "today": question.on or local_date(now())})}


def require_superseded(read: Read, request: DraftCircular | ReviseCircular) -> dict[str, Any]:
    """Raises NotFound if the circular that this one is to supersede is not there."""
    if request.circular.supersedes is not None:
        get_circular(read, CircularById(circular_id=request.circular.supersedes))
    return {}


def require_free_number(read: Read, request: IssueCircular) -> dict[str, Any]:
    """Raises Conflict if another circular has that number."""
    if read(NUMBER, vars(request)):
        raise Conflict.of(f"{request.number} is another circular's number", "give the next free number")
    return {}
