"""What happened from the papers' issue to the archive."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from services.approvals.values import Direction, PaperKind, Retention
from shared.facts import deadline_fact, fact, public_fact
from shared.values import value

Matter = Literal["passports", "report", "papers"]
"""What a deadline of a visit is about."""


@fact("DocumentsIssued")
class DocumentsIssued:
    visit_id: UUID
    document: str
    issued_on: date
    by: str
    at: datetime


@fact("PassportsLent")
class PassportsLent:
    visit_id: UUID
    travellers: tuple[UUID, ...]
    lent_on: date
    by: str
    at: datetime


@public_fact("VisitDeparted")
class VisitDeparted:
    """The team has crossed the border, by the exit stamp."""

    visit_id: UUID
    direction: Direction
    departed_on: date
    at: datetime


@public_fact("VisitReturned")
class VisitReturned:
    """Told again with another day if the first was wrong. `countries`: where the visit was."""

    visit_id: UUID
    returned_on: date
    at: datetime
    countries: tuple[str, ...] = ()


@deadline_fact("PassportDeadlineSet")
class PassportDeadlineSet:
    visit_id: UUID
    due_on: date
    due_at: datetime


@fact("PassportDeadlinePassed")
class PassportDeadlinePassed:
    visit_id: UUID
    due_on: date
    at: datetime | None = None


@deadline_fact("LockDeadlineSet")
class LockDeadlineSet:
    """30 days after passports were due the unit is locked (A10)."""

    visit_id: UUID
    due_on: date
    due_at: datetime


@fact("PassportsLongOverdue")
class PassportsLongOverdue:
    visit_id: UUID
    unit: str
    at: datetime | None = None


@fact("OverdueCorrected")
class OverdueCorrected:
    """Passports held for long overdue were not: the team's dates were wrong in the file."""

    visit_id: UUID
    unit: str
    at: datetime


@fact("PassportsHandedIn")
class PassportsHandedIn:
    visit_id: UUID
    travellers: tuple[UUID, ...]
    handed_in_on: date
    by: str
    at: datetime


@fact("PassportsReturned")
class PassportsReturned:
    """The last of the visit's passports is back."""

    visit_id: UUID
    unit: str
    handed_in_on: date
    by: str
    at: datetime | None = None


@deadline_fact("ReportDeadlineSet")
class ReportDeadlineSet:
    """By that day the report is filed, and what was done is published (A8)."""

    visit_id: UUID
    due_on: date
    due_at: datetime


@fact("ReportDeadlinePassed")
class ReportDeadlinePassed:
    visit_id: UUID
    due_on: date
    at: datetime | None = None


@fact("ResultDeadlinePassed")
class ResultDeadlinePassed:
    visit_id: UUID
    due_on: date
    at: datetime


@fact("ReportFiled")
class ReportFiled:
    visit_id: UUID
    filed_on: date
    by: str
    at: datetime | None = None


@fact("ResultPublicized")
class ResultPublicized:
    visit_id: UUID
    posted_on: date
    by: str
    at: datetime


@deadline_fact("ReminderSet")
class ReminderSet:
    visit_id: UUID
    matter: Matter
    due_on: date
    days_before: int
    due_at: datetime


@fact("VisitReminded")
class VisitReminded:
    """What is due on that day is not done yet."""

    visit_id: UUID
    unit: str
    matter: Matter
    due_on: date
    days_before: int
    at: datetime


@fact("VisitClosed")
class VisitClosed:
    visit_id: UUID
    by: str
    at: datetime


@value
class ArchivedPaper:
    kind: PaperKind
    number: str
    retention: Retention


@fact("VisitArchived")
class VisitArchived:
    visit_id: UUID
    papers: tuple[ArchivedPaper, ...]
    by: str
    at: datetime
