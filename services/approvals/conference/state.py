"""What is known of an international conference, and what every phase of it shares."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from services.approvals.authority.authority import Level
from services.approvals.commands import ConferencePlan, ConferenceReport
from services.approvals.conference.rules import judge_conference
from services.approvals.events import RuleOutcome
from services.approvals.invitation.rule_set import InvitationRules, invitation_rules_on
from shared.aggregate import Refusal, refuse

UNDECIDED = ("Submitted", "ClerkReviewed", "SectionReviewed", "DirectorSigned", "ReportedUp")
ARTICLE = "section 1.3, conferences [S32]"


@dataclass(frozen=True, kw_only=True)
class Conference:
    """State: Drafted, Submitted, Returned, ClerkReviewed, SectionReviewed, DirectorSigned, ReportedUp, Approved,
    Reported, Archived; or Withdrawn, Refused, Cancelled. `approved` is what `document` approved; `passed` holds each
    deadline and reminder that has passed, and its day."""

    conference: ConferencePlan
    state: str = "Drafted"
    judged_on: date | None = None
    returns: int = 0
    decides: Level = "province"
    reported_on: date | None = None
    document: str = ""
    approved: ConferencePlan | None = None
    report_due: date | None = None
    report: ConferenceReport | None = None
    passed: frozenset[tuple[str, date]] = frozenset()

    def but(self, **changes: Any) -> "Conference":
        return replace(self, **changes)

    @property
    def stands(self) -> bool:
        """Approved, and neither cancelled nor reported on: perhaps with a change asked for."""
        return self.approved is not None and self.state not in ("Cancelled", "Reported", "Archived")

    def rules(self, today: date) -> InvitationRules:
        """The set in force when it was first submitted."""
        return invitation_rules_on(self.judged_on or today)

    def outcomes(self, today: date) -> tuple[RuleOutcome, ...]:
        """Every rule's outcome, as of the day on which it was first submitted."""
        return judge_conference(self.conference, self.judged_on or today, self.rules(today))


def wrong_state(state: Conference, needed: str) -> Refusal:
    return refuse("state", ARTICLE, needed, state.state, "take the steps in their order")
