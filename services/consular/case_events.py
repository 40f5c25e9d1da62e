"""The facts of a case: a citizen in distress abroad."""

from datetime import datetime
from uuid import UUID

from services.consular.values import (
    Expense,
    FamilyOutcome,
    HandOffTo,
    Harm,
    IdentityBasis,
    Kind,
    Label,
    Level,
    Payer,
    Person,
    Place,
    Receiver,
    RedirectTo,
    Reporter,
)
from shared.facts import deadline_fact, fact, public_fact
from shared.personal import Personal


@fact("DistressReceived", about="person")
class DistressReceived:
    case_id: UUID
    reporter: Reporter
    person: Person
    place: Place
    kind: Kind
    article: str
    level: Level
    harm: Harm
    what_happened: Personal[str]
    people: int
    stay_id: UUID | None
    visit_id: UUID | None
    by: str
    at: datetime


@public_fact("CitizenDistressReported")
class CitizenDistressReported:
    """Citizens are in distress abroad. `kind`: what happened, by Decree 763; `level`: I is the gravest; `visit_id`: the
    official visit that they are on, if any."""

    case_id: UUID
    country: str
    region: str
    city: Label
    kind: str
    level: str
    people: int
    visit_id: UUID | None
    reported_at: datetime


@fact("ReportJoined")
class ReportJoined:
    case_id: UUID
    number: int
    reporter: Reporter
    what_happened: Personal[str]
    by: str
    at: datetime


@fact("IdentityChecked")
class IdentityChecked:
    case_id: UUID
    basis: IdentityBasis
    document_number: Personal[str | None]
    by: str
    at: datetime


@fact("CaseTriaged")
class CaseTriaged:
    case_id: UUID
    kind: Kind
    article: str
    level: Level
    harm: Harm
    by: str
    at: datetime


@deadline_fact("ReportUpDeadlineSet")
class ReportUpDeadlineSet:
    case_id: UUID
    to: Receiver
    due_at: datetime


@fact("ReportedUp")
class ReportedUp:
    case_id: UUID
    to: Receiver
    document: str
    late: bool
    by: str
    at: datetime


@fact("ReportUpDeadlinePassed")
class ReportUpDeadlinePassed:
    case_id: UUID
    to: Receiver
    due_at: datetime
    at: datetime


@fact("CaseAccepted")
class CaseAccepted:
    case_id: UUID
    by: str
    at: datetime


@fact("CaseRedirected")
class CaseRedirected:
    case_id: UUID
    to: RedirectTo
    reason: Personal[str]
    by: str
    at: datetime


@fact("FamilyContacted")
class FamilyContacted:
    case_id: UUID
    outcome: FamilyOutcome
    costs_explained: bool
    told: Personal[str]
    by: str
    at: datetime


@fact("HandedOver")
class HandedOver:
    case_id: UUID
    hand_off_id: UUID
    to: HandOffTo
    owner: Label
    due_at: datetime
    asked: Personal[str]
    by: str
    at: datetime


@deadline_fact("HandOffDeadlineSet")
class HandOffDeadlineSet:
    case_id: UUID
    hand_off_id: UUID
    due_at: datetime


@fact("HandOffAcknowledged")
class HandOffAcknowledged:
    case_id: UUID
    hand_off_id: UUID
    receipt: str
    by: str
    at: datetime


@fact("HandOffAnswered")
class HandOffAnswered:
    case_id: UUID
    hand_off_id: UUID
    reply: Personal[str]
    by: str
    at: datetime


@fact("HandOffWithdrawn")
class HandOffWithdrawn:
    case_id: UUID
    hand_off_id: UUID
    reason: Personal[str]
    by: str
    at: datetime


@fact("HandOffOverdue")
class HandOffOverdue:
    case_id: UUID
    hand_off_id: UUID
    owner: Label
    acknowledged: bool
    due_at: datetime
    at: datetime


@fact("ProgressNoted")
class ProgressNoted:
    case_id: UUID
    text: Personal[str]
    by: str
    at: datetime


@fact("CostNoted")
class CostNoted:
    case_id: UUID
    item: Expense
    borne_by: Payer
    by: str
    at: datetime


@fact("CaseResolved")
class CaseResolved:
    case_id: UUID
    outcome: str
    text: Personal[str]
    by: str
    at: datetime


@fact("CaseFollowedUp")
class CaseFollowedUp:
    case_id: UUID
    text: Personal[str]
    by: str
    at: datetime


@fact("CaseClosed")
class CaseClosed:
    case_id: UUID
    outcome: str
    by: str
    at: datetime


@fact("CaseMerged")
class CaseMerged:
    case_id: UUID
    into: UUID
    by: str
    at: datetime


@public_fact("CitizenDistressClosed")
class CitizenDistressClosed:
    """The case is closed, with its outcome."""

    case_id: UUID
    country: str
    outcome: str
    at: datetime


@fact("CaseReopened")
class CaseReopened:
    case_id: UUID
    reason: Personal[str]
    by: str
    at: datetime


@public_fact("CaseReleasedToMedia")
class CaseReleasedToMedia:
    """The press may be told of this case from now on."""

    case_id: UUID
    at: datetime
