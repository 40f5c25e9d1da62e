"""What happened to international conferences."""

from datetime import date, datetime
from uuid import UUID

from services.approvals.authority.authority import Level
from services.approvals.conference.values import ConferencePlan, ConferenceReport
from services.approvals.values import RuleOutcome
from services.approvals.visit.journey_events import ArchivedPaper
from shared.facts import deadline_fact, fact


@fact("ConferenceDrafted")
class ConferenceDrafted:
    conference_id: UUID
    conference: ConferencePlan
    by: str
    at: datetime


@fact("ConferenceRevised")
class ConferenceRevised:
    """`approved`: it is what was approved, again."""

    conference_id: UUID
    conference: ConferencePlan
    approved: bool
    by: str
    at: datetime


@fact("ConferenceSubmitted")
class ConferenceSubmitted:
    """`judged_on`: the day whose rule set judges the case from now on."""

    conference_id: UUID
    judged_on: date
    answer_due: date
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("ConferenceReturnedForCompletion")
class ConferenceReturnedForCompletion:
    conference_id: UUID
    missing: tuple[str, ...]
    by: str
    at: datetime


@fact("ConferenceReviewedByClerk")
class ConferenceReviewedByClerk:
    conference_id: UUID
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("ConferenceReviewedBySection")
class ConferenceReviewedBySection:
    conference_id: UUID
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("ConferenceSigned")
class ConferenceSigned:
    """`decides`: the level that the city asks; never the office."""

    conference_id: UUID
    decides: Level
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("ConferenceReportedUp")
class ConferenceReportedUp:
    conference_id: UUID
    decides: Level
    report_number: str
    by: str
    at: datetime


@fact("ConferenceApproved")
class ConferenceApproved:
    """`supersedes`: the document that approved what it was before, if any."""

    conference_id: UUID
    decided_by: Level
    document: str
    decided_on: date
    supersedes: str
    by: str
    at: datetime


@fact("ConferenceRefused")
class ConferenceRefused:
    """`document`: that of the level above, empty if the office refused it. `approved`: what was approved before, and
    still is, if only a change of it was refused."""

    conference_id: UUID
    reason: str
    document: str
    approved: ConferencePlan | None
    by: str
    at: datetime


@fact("ConferenceWithdrawn")
class ConferenceWithdrawn:
    conference_id: UUID
    reason: str
    by: str
    at: datetime


@fact("ConferenceResumed")
class ConferenceResumed:
    conference_id: UUID
    by: str
    at: datetime


@fact("ConferenceCancelled")
class ConferenceCancelled:
    conference_id: UUID
    reason: str
    by: str
    at: datetime


@deadline_fact("ConferenceReportDeadlineSet")
class ConferenceReportDeadlineSet:
    conference_id: UUID
    due_on: date
    due_at: datetime
    at: datetime


@deadline_fact("ConferenceReminderSet")
class ConferenceReminderSet:
    conference_id: UUID
    due_on: date
    days_before: int
    due_at: datetime
    at: datetime


@fact("ConferenceReminded")
class ConferenceReminded:
    conference_id: UUID
    unit: str
    due_on: date
    days_before: int
    at: datetime


@fact("ConferenceReportDeadlinePassed")
class ConferenceReportDeadlinePassed:
    conference_id: UUID
    due_on: date
    at: datetime


@fact("ConferenceReportFiled")
class ConferenceReportFiled:
    """`exceeded`: more people or foreigners came than were approved."""

    conference_id: UUID
    report: ConferenceReport
    exceeded: bool
    late: bool
    by: str
    at: datetime


@fact("ConferenceArchived")
class ConferenceArchived:
    conference_id: UUID
    papers: tuple[ArchivedPaper, ...]
    by: str
    at: datetime
