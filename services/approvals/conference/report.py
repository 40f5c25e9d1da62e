"""After the approval of a conference: cancelled, reported on in time, archived."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.commands import ArchiveConference, CancelConference, FileConferenceReport, PaperKind
from services.approvals.conference.state import ARTICLE, Conference, wrong_state
from services.approvals.visit.journey import archived
from shared.aggregate import Decision, Occasion, refuse
from shared.times import end_of_local_day

REMIND_DAYS = (7, 1)
NEEDED: tuple[PaperKind, ...] = ("request", "approval", "report")


def report_deadline(state: Conference, conference_id: UUID, occasion: Occasion) -> list[Any]:
    """Some days after its end (GK), and reminders before; nothing if it stays where it is."""
    due = state.conference.ends_on + timedelta(days=state.rules(occasion.today).conference_report_days)
    if due == state.report_due:
        return []
    reminders = (
        fact.ConferenceReminderSet(
            conference_id=conference_id,
            due_on=due,
            days_before=days,
            due_at=end_of_local_day(due - timedelta(days=days + 1)),
            at=occasion.now,
        )
        for days in REMIND_DAYS
    )
    deadline = fact.ConferenceReportDeadlineSet(
        conference_id=conference_id, due_on=due, due_at=end_of_local_day(due), at=occasion.now
    )
    return [deadline, *(reminder for reminder in reminders if reminder.due_at > occasion.now)]


def pass_deadline(state: Conference, deadline: Any, occasion: Occasion) -> Decision:
    """Nothing if the report is filed, if the conference is cancelled or moved, or if it passed already."""
    if not state.stands or deadline.due_on != state.report_due:
        return []
    match deadline:
        case fact.ConferenceReminderSet() if (f"{deadline.days_before} days before", deadline.due_on) in state.passed:
            return []
        case fact.ConferenceReminderSet():
            return [
                fact.ConferenceReminded(
                    conference_id=deadline.conference_id,
                    unit=state.conference.unit,
                    due_on=deadline.due_on,
                    days_before=deadline.days_before,
                    at=occasion.now,
                )
            ]
        case _ if ("report", deadline.due_on) in state.passed:
            return []
        case _:
            return [
                fact.ConferenceReportDeadlinePassed(
                    conference_id=deadline.conference_id, due_on=deadline.due_on, at=occasion.now
                )
            ]


def cancel(state: Conference, command: CancelConference, occasion: Occasion) -> Decision:
    """Before it begins, also while a change of it is asked for."""
    if state.state == "Cancelled":
        return []
    if not state.stands:
        return wrong_state(state, "Approved")
    if occasion.today >= state.conference.starts_on:
        mend = "report what came of it"
        return refuse("dates", ARTICLE, f"before {state.conference.starts_on}", occasion.today, mend)
    return [
        fact.ConferenceCancelled(
            conference_id=command.conference_id, reason=command.reason, by=occasion.actor.signature, at=occasion.now
        )
    ]


def file_report(state: Conference, command: FileConferenceReport, occasion: Occasion) -> Decision:
    """After its end; filed again, it takes the place of the first, until the file is archived."""
    if state.report == command.report:
        return []
    if not (state.stands or state.state == "Reported") or state.approved is None or state.report_due is None:
        return wrong_state(state, "Approved")
    plan, report = state.approved, command.report
    if occasion.today < plan.ends_on:
        return refuse("dates", ARTICLE, f"{plan.ends_on} or later", occasion.today, "wait for its end")
    return [
        fact.ConferenceReportFiled(
            conference_id=command.conference_id,
            report=report,
            exceeded=report.foreigners > plan.foreigners or report.people > plan.people,
            late=occasion.today > state.report_due,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def archive(state: Conference, command: ArchiveConference, occasion: Occasion) -> Decision:
    """A reported file, whole."""
    if state.state == "Archived":
        return []
    if state.state != "Reported":
        return wrong_state(state, "Reported")
    kinds = {paper.kind for paper in command.papers}
    missing = [kind for kind in NEEDED if kind not in kinds]
    if missing:
        return refuse("archive", "档案局令第8号 [S61]", ", ".join(NEEDED), f"no {', '.join(missing)}", "list them too")
    return [
        fact.ConferenceArchived(
            conference_id=command.conference_id,
            papers=tuple(archived(paper) for paper in command.papers),
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]
