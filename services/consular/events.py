"""All facts of the consular service, those of cases and crises by import, and its own small view of those it hears."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from services.consular.case_events import (
    CaseAccepted,
    CaseClosed,
    CaseFollowedUp,
    CaseMerged,
    CaseRedirected,
    CaseReleasedToMedia,
    CaseReopened,
    CaseResolved,
    CaseTriaged,
    CitizenDistressClosed,
    CitizenDistressReported,
    CostNoted,
    DistressReceived,
    FamilyContacted,
    HandedOver,
    HandOffAcknowledged,
    HandOffAnswered,
    HandOffDeadlineSet,
    HandOffOverdue,
    HandOffWithdrawn,
    IdentityChecked,
    ProgressNoted,
    ReportedUp,
    ReportJoined,
    ReportUpDeadlinePassed,
    ReportUpDeadlineSet,
)
from services.consular.crisis_events import (
    CheckedIn,
    CrisisDeclared,
    CrisisGraded,
    CrisisReviewed,
    CrisisStoodDown,
    CrisisWatched,
    EntryKeptApart,
    EntryMerged,
    RosterClosed,
    RosterOpened,
)
from services.consular.values import PROTECTION, Colour, Label, OfficialParty, Place, Resident, Stop
from shared.facts import Facts, deadline_fact, fact, heard_fact, public_fact, upcast

CASE_FACTS = (
    DistressReceived,
    CitizenDistressReported,
    ReportJoined,
    IdentityChecked,
    CaseTriaged,
    ReportUpDeadlineSet,
    ReportedUp,
    ReportUpDeadlinePassed,
    CaseAccepted,
    CaseRedirected,
    FamilyContacted,
    HandedOver,
    HandOffDeadlineSet,
    HandOffAcknowledged,
    HandOffAnswered,
    HandOffWithdrawn,
    HandOffOverdue,
    ProgressNoted,
    CostNoted,
    CaseResolved,
    CaseFollowedUp,
    CaseClosed,
    CaseMerged,
    CitizenDistressClosed,
    CaseReopened,
    CaseReleasedToMedia,
)
"""In the order of a case's life; declared on a page of their own."""
CRISIS_FACTS = (
    CrisisWatched,
    CrisisGraded,
    CrisisDeclared,
    RosterOpened,
    CheckedIn,
    EntryMerged,
    EntryKeptApart,
    RosterClosed,
    CrisisStoodDown,
    CrisisReviewed,
)
"""The same for a crisis and its roster."""

# stay


@fact("OfficialStayOpened")
class OfficialStayOpened:
    stay_id: UUID
    party: OfficialParty
    at: datetime


@fact("OfficialStayChanged")
class OfficialStayChanged:
    stay_id: UUID
    party: OfficialParty
    supersedes: str
    at: datetime


@fact("OfficialStayCancelled")
class OfficialStayCancelled:
    stay_id: UUID
    at: datetime


@fact("StayRegistered", version=2)
class StayRegistered:
    """`unit` is whose officer registered it: that unit keeps it up to date."""

    stay_id: UUID
    unit: str
    kind: Literal["person", "institution"]
    place: Place
    starts_on: date
    ends_on: date | None
    people: tuple[Resident, ...]
    institution: Label | None
    headcount: int
    may_share: bool
    by: str
    at: datetime


@fact("StayUpdated")
class StayUpdated:
    """`people` are those who are there now; `headcount` counts them, or an institution's staff."""

    stay_id: UUID
    place: Place
    starts_on: date
    ends_on: date | None
    people: tuple[Resident, ...]
    headcount: int
    by: str
    at: datetime


@fact("WentAbroad")
class WentAbroad:
    stay_id: UUID
    went_on: date
    at: datetime


@fact("CameHome")
class CameHome:
    stay_id: UUID
    came_on: date
    at: datetime


@fact("RegistrationWithdrawn")
class RegistrationWithdrawn:
    stay_id: UUID
    by: str
    at: datetime


# alert


@public_fact("AlertRaised")
class AlertRaised:
    """The alert as it now stands: told when it is raised, and again when it changes."""

    alert_id: UUID
    country: str
    region: str
    colour: Colour
    summary: str
    issued_on: date
    valid_until: date | None
    source: str
    at: datetime


@fact("AlertChanged")
class AlertChanged:
    alert_id: UUID
    was: Colour
    colour: Colour
    by: str
    at: datetime


@deadline_fact("AlertExpirySet")
class AlertExpirySet:
    alert_id: UUID
    valid_until: date
    due_at: datetime


@public_fact("AlertLifted")
class AlertLifted:
    """The alert holds no more."""

    alert_id: UUID
    country: str
    region: str
    at: datetime


# heard


@heard_fact("approvals", "VisitApproved")
class VisitApproved:
    visit_id: UUID
    direction: Literal["outbound", "inbound"]
    unit: str
    document: str
    party: int
    travellers: tuple[UUID, ...]
    stops: tuple[Stop, ...]
    starts_on: date
    ends_on: date


@heard_fact("approvals", "VisitAmended")
class VisitAmended:
    visit_id: UUID
    direction: Literal["outbound", "inbound"]
    unit: str
    document: str
    party: int
    travellers: tuple[UUID, ...]
    stops: tuple[Stop, ...]
    starts_on: date
    ends_on: date


@heard_fact("approvals", "VisitCancelled")
class VisitCancelled:
    visit_id: UUID
    direction: Literal["outbound", "inbound"]


@heard_fact("approvals", "VisitDeparted")
class VisitDeparted:
    visit_id: UUID
    direction: Literal["outbound", "inbound"]
    departed_on: date


@heard_fact("approvals", "VisitReturned")
class VisitReturned:
    visit_id: UUID
    returned_on: date


@upcast("StayRegistered", 1)
def leave_it_to_the_officers(data: Any) -> Any:
    """Nobody wrote down whose officer registered it."""
    return {**data, "unit": ""}


facts = Facts("consular", __name__, PROTECTION)
