"""Read tables into answers."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from shared.errors import NotFound
from shared.service import Read
from shared.values import POSITIVE, value

Limit = Annotated[int, POSITIVE]


@value
class DelegationById:
    delegation_id: UUID


@value
class Delegations:
    """All, or those in a state, of a country, of one approval."""

    state: str | None = None
    country: str | None = None
    visit_id: UUID | None = None
    limit: Limit = 100


@value
class InTheHouse:
    """Delegations that are expected or here on any day from `first` to `last`."""

    first: date
    last: date
    limit: Limit = 100


@value
class DiaryOf:
    leader_id: str
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    limit: Limit = 100


DELEGATION = "SELECT * FROM delegations WHERE delegation_id = %(delegation_id)s"
PROGRAMME = """
SELECT number, begins_at, ends_at, place, what FROM programme WHERE delegation_id = %(delegation_id)s ORDER BY number
"""
SETTLEMENT = "SELECT item, amount FROM cost_lines WHERE delegation_id = %(delegation_id)s ORDER BY number"
DELEGATIONS = """
SELECT * FROM delegations
WHERE (%(state)s::text IS NULL OR state = %(state)s) AND (%(country)s::text IS NULL OR country = %(country)s)
  AND (%(visit_id)s::uuid IS NULL OR visit_id = %(visit_id)s)
ORDER BY arrives_on DESC, delegation_id LIMIT %(limit)s
"""
IN_THE_HOUSE = """
SELECT * FROM delegations WHERE arrives_on <= %(last)s AND departs_on >= %(first)s AND state <> 'Cancelled'
ORDER BY arrives_on, delegation_id LIMIT %(limit)s
"""
DIARY = """
SELECT activity_id, state, kind, begins_at, ends_at, place, delegation_id, follow_ups FROM activities
WHERE leader_id = %(leader_id)s AND (%(begins_at)s::timestamptz IS NULL OR ends_at > %(begins_at)s)
  AND (%(ends_at)s::timestamptz IS NULL OR begins_at < %(ends_at)s)
ORDER BY begins_at, activity_id LIMIT %(limit)s
"""


def get_delegation(read: Read, question: DelegationById) -> dict[str, Any]:
    """One delegation, with its programme."""
    found = read(DELEGATION, vars(question))
    if not found:
        raise NotFound.thing("delegation", question.delegation_id)
    return {**found[0], "programme": read(PROGRAMME, vars(question))}


def list_delegations(read: Read, question: Delegations) -> dict[str, Any]:
    return {"delegations": read(DELEGATIONS, vars(question))}


def in_the_house(read: Read, question: InTheHouse) -> dict[str, Any]:
    return {"delegations": read(IN_THE_HOUSE, vars(question))}


def settlement(read: Read, question: DelegationById) -> dict[str, Any]:
    """What a reception cost, line by line."""
    return {"lines": read(SETTLEMENT, vars(question))}


def diary_of(read: Read, question: DiaryOf) -> dict[str, Any]:
    return {"activities": read(DIARY, vars(question))}
