"""The facts of a visit, by the phase that they belong to."""

from services.approvals import events as fact
from services.approvals.document.document import DocumentFact

PreparationFact = (
    fact.VisitDrafted
    | fact.VisitRevised
    | fact.VisitPublicized
    | fact.BudgetCleared
    | fact.ObjectionRaised
    | fact.ObjectionSettled
    | fact.OpinionGiven
    | fact.ConsentRequested
    | fact.ConsentRecorded
)
ApprovalFact = (
    fact.VisitSubmitted
    | fact.VisitReturnedForCompletion
    | fact.PlanAnswered
    | fact.PlanEntryFreed
    | fact.UnitStandingNoted
    | fact.TripsNoted
    | fact.TripsFreed
    | fact.VisitReviewedByClerk
    | fact.VisitReviewedBySection
    | fact.VisitSigned
    | fact.VisitReportedUp
    | fact.UpperDecisionRecorded
    | fact.VisitReturnedFromAbove
    | fact.VisitApproved
    | fact.VisitRefused
    | fact.VisitWithdrawn
)
ChangeFact = (
    fact.VisitResumed
    | fact.VisitReconsidered
    | fact.AmendmentRequested
    | fact.AmendmentGranted
    | fact.AmendmentDropped
    | fact.VisitAmended
    | fact.VisitPostponed
    | fact.DepartureChanged
    | fact.ReturnDelayed
    | fact.VisitCancelled
    | fact.DocumentsRecalled
    | fact.PaperDeadlineSet
    | fact.PaperDeadlinePassed
    | fact.DocumentsReturned
    | fact.VisitWarned
    | fact.WarningAcknowledged
    | fact.WarningEnded
)
JourneyFact = (
    fact.DocumentsIssued
    | fact.PassportsLent
    | fact.VisitDeparted
    | fact.VisitReturned
    | fact.PassportsHandedIn
    | fact.PassportsReturned
    | fact.ReportFiled
    | fact.ResultPublicized
    | fact.VisitClosed
    | fact.VisitArchived
)
DeadlineFact = (
    fact.PassportDeadlineSet
    | fact.PassportDeadlinePassed
    | fact.LockDeadlineSet
    | fact.PassportsLongOverdue
    | fact.OverdueCorrected
    | fact.ReportDeadlineSet
    | fact.ReportDeadlinePassed
    | fact.ResultDeadlinePassed
    | fact.ReminderSet
    | fact.VisitReminded
)
VisitFact = PreparationFact | ApprovalFact | ChangeFact | JourneyFact | DeadlineFact | DocumentFact
