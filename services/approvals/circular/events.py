"""What happened to circulars."""

from datetime import date, datetime
from uuid import UUID

from services.approvals.circular.commands import Circular, Reader
from shared.facts import deadline_fact, fact


@fact("CircularDrafted")
class CircularDrafted:
    circular_id: UUID
    circular: Circular
    by: str
    at: datetime


@fact("CircularRevised")
class CircularRevised:
    circular_id: UUID
    circular: Circular
    by: str
    at: datetime


@fact("CircularIssued")
class CircularIssued:
    circular_id: UUID
    number: str
    addressees: tuple[str, ...]
    read_by: Reader
    due_on: date
    supersedes: UUID | None
    by: str
    at: datetime


@fact("CircularAcknowledged")
class CircularAcknowledged:
    circular_id: UUID
    unit: str
    by: str
    at: datetime


@deadline_fact("CircularReminderSet")
class CircularReminderSet:
    """When those who have not read are reminded, some working days before the day."""

    circular_id: UUID
    due_on: date
    due_at: datetime


@fact("UnitsReminded")
class UnitsReminded:
    circular_id: UUID
    units: tuple[str, ...]
    at: datetime


@deadline_fact("CircularDeadlineSet")
class CircularDeadlineSet:
    circular_id: UUID
    due_on: date
    due_at: datetime


@fact("CircularDeadlinePassed")
class CircularDeadlinePassed:
    """`units`: those that have not read it."""

    circular_id: UUID
    units: tuple[str, ...]
    at: datetime


@fact("CircularSuperseded")
class CircularSuperseded:
    circular_id: UUID
    by_circular: UUID
    at: datetime


@fact("CircularWithdrawn")
class CircularWithdrawn:
    circular_id: UUID
    reason: str
    by: str
    at: datetime
