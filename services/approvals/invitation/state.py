"""What is known of an invitation, and what every phase of it shares."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.approvals.authority.authority import AuthorityRow, AuthorityTable, Level, Rank, table_on
from services.approvals.commands import GuestOutcome, InvitationPlan
from services.approvals.document.document import Papers
from services.approvals.events import InvitationAmendmentGranted, RuleOutcome
from services.approvals.invitation.authority import deciding_row
from services.approvals.invitation.rule_set import InvitationRules, invitation_rules_on
from services.approvals.invitation.rules import judge_invitation
from shared.aggregate import Refusal, refuse

OPEN = ("Drafted", "Returned")
UNDECIDED = ("Submitted", "ClerkReviewed", "SectionReviewed", "DirectorSigned", "ReportedUp")
SAME_TASK = ("unit", "purpose", "organisation", "country", "kind")
ARTICLE = "section 1.3, state machine"
AUTHORITY = "powers to invite, section 1.3 [S15]"


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """State: Drafted, Submitted, Returned, ClerkReviewed, SectionReviewed, DirectorSigned, ReportedUp, Approved,
    Arrived, Left, ClosedOut, Archived; or Withdrawn, Refused, Cancelled.

    `authority` is the table of the day of the first submission. `department` has stamped it, `voucher` answers for
    its truth; `document` approves it, by the level `decided_by`. `proposed` is the amendment asked for, if any, and
    `before` what stood before it was; `agreed`: it was granted, and waits for the number of its letter. `outgrown`: a
    higher level has to decide than has. `passed` holds each deadline and reminder that has passed, by what it was about
    and its day.
    """

    invitation: InvitationPlan
    state: str = "Drafted"
    department: str = ""
    voucher: str = ""
    judged_on: date | None = None
    authority: AuthorityTable | None = None
    returns: int = 0
    overdue: int | None = None
    decides: Level = "office"
    reported_on: date | None = None
    refused_above: bool = False
    document: str = ""
    decided_by: Level | None = None
    proposed: InvitationPlan | None = None
    before: "Invitation | None" = None
    outgrown: bool = False
    stay_due: date | None = None
    pass_on_due: date | None = None
    arrived_on: date | None = None
    left_on: date | None = None
    overstayed: bool = False
    overstay_reported: bool = False
    lodging_due: date | None = None
    lodging_registered: bool = False
    close_out_due: date | None = None
    long_overdue_due: date | None = None
    long_overdue: bool = False
    closed: tuple[GuestOutcome, ...] = ()
    passed: frozenset[tuple[str, date]] = frozenset()
    papers: Papers = field(default_factory=Papers)
    agreed: InvitationAmendmentGranted | None = None

    def but(self, **changes: Any) -> "Invitation":
        return replace(self, **changes)

    @property
    def wanted(self) -> InvitationPlan:
        """What stamp and statement have to be about: the amendment asked for, or the invitation."""
        return self.proposed or self.invitation

    @property
    def approved(self) -> bool:
        """Approved, and neither cancelled nor over: perhaps outgrown, and with the level above again."""
        return bool(self.document) and self.state in ("Approved", "DirectorSigned", "ReportedUp", "Arrived")

    @property
    def unarrived(self) -> bool:
        return self.approved and self.state != "Arrived"

    def rules(self, today: date) -> InvitationRules:
        """The set in force when it was submitted."""
        return invitation_rules_on(self.judged_on or today)

    def deciding(self, invitation: InvitationPlan, today: date) -> AuthorityRow:
        """Who decides on it with these guests, by the table in force when it was submitted."""
        return deciding_row(invitation, self.authority or table_on(self.judged_on or today))

    def outcomes(self, today: date) -> tuple[RuleOutcome, ...]:
        """Every rule's outcome, as of the day on which it was first submitted."""
        applied_on = self.judged_on or today
        return judge_invitation(self.wanted, self.department, self.voucher, applied_on, invitation_rules_on(applied_on))


def stamp_kept(was: InvitationPlan, now: InvitationPlan) -> bool:
    """Whether what the line department stamped is still what it says: the task, and who is invited to it. Papers and
    days that were mended it need not see again."""
    return _stamped(was) == _stamped(now)


def if_revised(state: Invitation, now: InvitationPlan) -> Invitation:
    """As it would stand if it were revised so, or so amended: vouched for anew, unless nothing is changed."""
    department = state.department if stamp_kept(state.wanted, now) else ""
    return state.but(
        invitation=now, proposed=None, department=department, voucher=state.voucher if now == state.wanted else ""
    )


def _stamped(invitation: InvitationPlan) -> tuple[Any, ...]:
    task = tuple(getattr(invitation, name) for name in SAME_TASK)
    return (*task, *((guest.person_id, guest.name, guest.post, guest.rank) for guest in invitation.guests))


def with_post(invitation: InvitationPlan, person_id: UUID, post: str, rank: Rank, former: bool) -> InvitationPlan:
    """The same invitation, with that guest in another post."""
    return replace(
        invitation,
        guests=tuple(
            replace(guest, post=post, rank=rank, former=former) if guest.person_id == person_id else guest
            for guest in invitation.guests
        ),
    )


def wrong_state(state: Invitation, needed: str) -> Refusal:
    return refuse("state", ARTICLE, needed, state.state, "take the steps in their order")
