"""What happened to invitations, from the draft to the approval and its changes."""

from datetime import date, datetime
from uuid import UUID

from services.approvals.authority.authority import AuthorityTable, Level, Rank
from services.approvals.invitation.values import InvitationKind, InvitationPlan
from services.approvals.values import Label, Name, RuleOutcome
from shared.facts import fact, public_fact


@fact("InvitationDrafted")
class InvitationDrafted:
    invitation_id: UUID
    invitation: InvitationPlan
    by: str
    at: datetime


@fact("InvitationRevised")
class InvitationRevised:
    """`stamp_kept`: what the line department has stamped is still what it says."""

    invitation_id: UUID
    invitation: InvitationPlan
    stamp_kept: bool
    by: str
    at: datetime


@fact("InvitationStamped")
class InvitationStamped:
    invitation_id: UUID
    department: str
    by: str
    at: datetime


@fact("InvitationVouchedFor")
class InvitationVouchedFor:
    """The unit's statement that the invitation is true (Exit-Entry Law art 19), by its named signatory."""

    invitation_id: UUID
    signatory: Name
    post: str
    by: str
    at: datetime


@fact("InvitationSubmitted")
class InvitationSubmitted:
    """`judged_on`: the day of the first submission, whose rule set judges the case from now on; `authority`: the table
    in force on it; `answer_due`: the office's own day to answer; `party`: how many are invited."""

    invitation_id: UUID
    unit: str
    party: int
    judged_on: date
    authority: AuthorityTable
    answer_due: date
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("InviterStandingNoted")
class InviterStandingNoted:
    """How many close-outs of the inviting unit were long overdue when it submitted."""

    invitation_id: UUID
    overdue: int
    at: datetime


@fact("InvitationReturnedForCompletion")
class InvitationReturnedForCompletion:
    invitation_id: UUID
    missing: tuple[str, ...]
    by: str
    at: datetime


@fact("InvitationReviewedByClerk")
class InvitationReviewedByClerk:
    invitation_id: UUID
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("InvitationReviewedBySection")
class InvitationReviewedBySection:
    invitation_id: UUID
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("InvitationSigned")
class InvitationSigned:
    """`decides`: the level that decides; `office` means that it is approved as soon as its letter has its number. `row`
    and `article`: by which row of the table of authority, and the text that the row cites."""

    invitation_id: UUID
    kind: InvitationKind
    decides: Level
    row: str
    article: str
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("InvitationReportedUp")
class InvitationReportedUp:
    """`to`: whom the report went to, by that row of the table of authority."""

    invitation_id: UUID
    decides: Level
    row: str
    to: tuple[str, ...]
    by: str
    at: datetime


@fact("UpperInvitationDecisionRecorded")
class UpperInvitationDecisionRecorded:
    invitation_id: UUID
    approved: bool
    document: str
    decided_on: date
    reason: str | None
    by: str
    at: datetime


@fact("InvitationReturnedFromAbove")
class InvitationReturnedFromAbove:
    """With the unit again: mended, it goes through every review and is reported anew."""

    invitation_id: UUID
    document: str
    missing: tuple[str, ...]
    decided_on: date
    by: str
    at: datetime


@public_fact("InvitationIssued")
class InvitationIssued:
    """The invitation is approved, so its letter may be issued: told with each approval, and again with each document
    that supersedes an earlier one (`supersedes`, else empty). `guests`: how many; `head_title` and `head_rank`: the
    highest of them; `decided_by`: the level that approved it. Envoys (`kind`) reside in China and need no visa. Dates
    are local."""

    invitation_id: UUID
    kind: InvitationKind
    unit: str
    purpose: str
    organisation: Label
    country: str
    city: Label
    guests: int
    head_rank: Rank
    head_title: str
    arrives_on: date
    leaves_on: date
    decided_by: Level
    document: str
    issued_at: datetime
    supersedes: str = ""


@fact("InvitationRefused")
class InvitationRefused:
    invitation_id: UUID
    reason: str
    by: str
    at: datetime


@fact("InvitationReconsidered")
class InvitationReconsidered:
    invitation_id: UUID
    reason: str
    by: str
    at: datetime


@fact("InvitationWithdrawn")
class InvitationWithdrawn:
    invitation_id: UUID
    reason: str
    by: str
    at: datetime


@fact("InvitationResumed")
class InvitationResumed:
    invitation_id: UUID
    by: str
    at: datetime


@fact("InvitationAmendmentRequested")
class InvitationAmendmentRequested:
    """`decides`: the level that decides on the guests as they shall be."""

    invitation_id: UUID
    invitation: InvitationPlan
    stamp_kept: bool
    decides: Level
    reason: str
    by: str
    at: datetime


@fact("InvitationAmendmentDropped")
class InvitationAmendmentDropped:
    invitation_id: UUID
    by: str
    at: datetime


@fact("InvitationAmendmentGranted")
class InvitationAmendmentGranted:
    """`InvitationAmended` follows, as soon as the new letter has its number."""

    invitation_id: UUID
    decides: Level
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("InvitationAmended")
class InvitationAmended:
    invitation_id: UUID
    invitation: InvitationPlan
    decides: Level
    document: str
    supersedes: str
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("GuestPostChanged")
class GuestPostChanged:
    """`head_title` and `head_rank`: the highest of all guests after it."""

    invitation_id: UUID
    person_id: UUID
    post: str
    rank: Rank
    former: bool
    head_rank: Rank
    head_title: str
    by: str
    at: datetime


@fact("InvitationOutgrown")
class InvitationOutgrown:
    """The guests are now of a rank on which a higher level decides than has decided, or was asked. `document`: the
    approval that no longer suffices, empty if there is none yet."""

    invitation_id: UUID
    kind: InvitationKind
    decides: Level
    document: str
    at: datetime


@fact("ApprovalSufficesAgain")
class ApprovalSufficesAgain:
    """The guests are of a rank again on which the level decides that has decided."""

    invitation_id: UUID
    document: str
    at: datetime
