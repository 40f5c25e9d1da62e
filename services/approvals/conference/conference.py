"""An international conference (section 1.3 [S32]), from the application to the report after it.

The city never decides on one itself: the director signs its request, the vice-mayor reports it up. The steps of its
approval stand in `conference_approval.py`, those after it in `conference_report.py`.
"""

from typing import assert_never

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.conference import approval, report
from services.approvals.conference.state import Conference
from shared.aggregate import Aggregate, DeadlineDue, Decision, Occasion
from shared.times import local_date

CaseFact = (
    fact.ConferenceDrafted
    | fact.ConferenceRevised
    | fact.ConferenceSubmitted
    | fact.ConferenceReturnedForCompletion
    | fact.ConferenceReviewedByClerk
    | fact.ConferenceReviewedBySection
    | fact.ConferenceSigned
    | fact.ConferenceReportedUp
    | fact.ConferenceApproved
    | fact.ConferenceRefused
    | fact.ConferenceWithdrawn
    | fact.ConferenceResumed
)
AfterFact = (
    fact.ConferenceCancelled
    | fact.ConferenceReportDeadlineSet
    | fact.ConferenceReminderSet
    | fact.ConferenceReminded
    | fact.ConferenceReportDeadlinePassed
    | fact.ConferenceReportFiled
    | fact.ConferenceArchived
)
ConferenceFact = CaseFact | AfterFact


def decide(state: Conference | None, command: do.ConferenceCommand | DeadlineDue, occasion: Occasion) -> Decision:
    if state is None:
        return approval.draft(command, occasion)
    match command:
        case do.DraftConference():
            return []
        case do.ReviseConference():
            return approval.revise(state, command, occasion)
        case do.SubmitConference():
            return approval.submit(state, command, occasion)
        case do.ReturnConference():
            return approval.return_for_completion(state, command, occasion)
        case do.ReviewConferenceAsClerk():
            return approval.review_as_clerk(state, command, occasion)
        case do.ReviewConferenceAsSection():
            return approval.review_as_section(state, command, occasion)
        case do.SignConference():
            return approval.sign(state, command, occasion)
        case do.ReportConferenceUp():
            return approval.report_up(state, command, occasion)
        case do.RecordConferenceDecision():
            return approval.record_decision(state, command, occasion)
        case do.RefuseConference():
            return approval.refuse_conference(state, command, occasion)
        case do.WithdrawConference():
            return approval.withdraw(state, command, occasion)
        case do.ResumeConference():
            return approval.resume(state, command, occasion)
        case do.CancelConference():
            return report.cancel(state, command, occasion)
        case do.FileConferenceReport():
            return report.file_report(state, command, occasion)
        case do.ArchiveConference():
            return report.archive(state, command, occasion)
        case DeadlineDue():
            return report.pass_deadline(state, command.deadline, occasion)
        case _:
            assert_never(command)


def evolve(state: Conference | None, happened: ConferenceFact) -> Conference:
    if state is None:
        assert isinstance(happened, fact.ConferenceDrafted)
        return Conference(conference=happened.conference)
    return decided(state, happened) if isinstance(happened, CaseFact) else reported(state, happened)


def decided(state: Conference, happened: CaseFact) -> Conference:
    match happened:
        case fact.ConferenceDrafted():
            return state
        case fact.ConferenceRevised():
            where = "Drafted" if state.state == "Approved" else state.state
            return state.but(conference=happened.conference, state="Approved" if happened.approved else where)
        case fact.ConferenceSubmitted():
            return state.but(state="Submitted", judged_on=happened.judged_on)
        case fact.ConferenceReturnedForCompletion():
            return state.but(state="Returned", returns=state.returns + 1)
        case fact.ConferenceReviewedByClerk():
            return state.but(state="ClerkReviewed")
        case fact.ConferenceReviewedBySection():
            return state.but(state="SectionReviewed")
        case fact.ConferenceSigned():
            return state.but(state="DirectorSigned", decides=happened.decides)
        case fact.ConferenceReportedUp():
            return state.but(state="ReportedUp", reported_on=local_date(happened.at))
        case fact.ConferenceApproved():
            return state.but(state="Approved", document=happened.document, approved=state.conference)
        case fact.ConferenceRefused():
            before = happened.approved
            return state.but(state="Approved", conference=before) if before else state.but(state="Refused")
        case fact.ConferenceWithdrawn():
            return state.but(state="Withdrawn")
        case fact.ConferenceResumed():
            return state.but(state="Drafted")
        case _:
            assert_never(happened)


def reported(state: Conference, happened: AfterFact) -> Conference:
    match happened:
        case fact.ConferenceCancelled():
            return state.but(state="Cancelled")
        case fact.ConferenceReportDeadlineSet():
            return state.but(report_due=happened.due_on)
        case fact.ConferenceReminderSet():
            return state
        case fact.ConferenceReminded():
            return state.but(passed=state.passed | {(f"{happened.days_before} days before", happened.due_on)})
        case fact.ConferenceReportDeadlinePassed():
            return state.but(passed=state.passed | {("report", happened.due_on)})
        case fact.ConferenceReportFiled():
            return state.but(state="Reported", report=happened.report)
        case fact.ConferenceArchived():
            return state.but(state="Archived")
        case _:
            assert_never(happened)


DRAFTED = ("ConferenceDrafted", "ConferenceRevised")
PREPARED = (*DRAFTED, "ConferenceSubmitted")
REVIEWED = (*PREPARED, "ConferenceReviewedByClerk", "ConferenceReviewedBySection")

CONFERENCE: Aggregate[Conference] = Aggregate(
    name="conference",
    key="conference_id",
    commands=do.ConferenceCommand.__args__,
    opens=(do.DraftConference,),
    decide=decide,
    evolve=evolve,
    unit=lambda conference: conference.conference.unit,
    apart={
        "ConferenceSubmitted": DRAFTED,
        "ConferenceReviewedByClerk": PREPARED,
        "ConferenceReviewedBySection": (*PREPARED, "ConferenceReviewedByClerk"),
        "ConferenceSigned": REVIEWED,
        "ConferenceReportedUp": PREPARED,
        "ConferenceApproved": PREPARED,
        "ConferenceRefused": PREPARED,
    },
)
