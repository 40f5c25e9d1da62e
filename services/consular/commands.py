"""What can be asked of the consular service."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from services.consular.values import (
    Abroad,
    Colour,
    Expense,
    FamilyOutcome,
    HandOffTo,
    Harm,
    IdentityBasis,
    Kind,
    Label,
    Level,
    OfficialParty,
    Outcome,
    Payer,
    Person,
    Place,
    Receiver,
    RedirectTo,
    Reporter,
    Resident,
)
from shared.personal import Personal
from shared.values import POSITIVE, value

# stay: official parties, by policy


@value
class OpenOfficialStay:
    stay_id: UUID
    party: OfficialParty


@value
class ChangeOfficialStay:
    stay_id: UUID
    party: OfficialParty


@value
class CancelOfficialStay:
    stay_id: UUID


@value
class NoteDeparture:
    stay_id: UUID
    departed_on: date


@value
class NoteReturn:
    stay_id: UUID
    returned_on: date


# stay: whoever registers by own will


@value
class RegisterStay:
    """`agreed`: they want to be registered; `may_share`: missions and other offices may see how to reach them."""

    stay_id: UUID
    kind: Literal["person", "institution"]
    place: Place
    starts_on: date
    agreed: bool
    may_share: bool
    people: tuple[Resident, ...] = ()
    institution: Label | None = None
    headcount: Annotated[int, POSITIVE] = 1
    ends_on: date | None = None


@value
class UpdateStay:
    """The stay as it now is, in full. An empty `people` leaves the persons as they were."""

    stay_id: UUID
    place: Place
    starts_on: date
    headcount: Annotated[int, POSITIVE] = 1
    people: tuple[Resident, ...] = ()
    ends_on: date | None = None


@value
class ConfirmAbroad:
    stay_id: UUID
    arrived_on: date


@value
class EndStay:
    stay_id: UUID
    ended_on: date


@value
class WithdrawRegistration:
    stay_id: UUID


# case


@value
class ReportDistress:
    """`kind` and `harm` are the first assessment. Search the person first: another relative may have called."""

    case_id: UUID
    reporter: Reporter
    person: Person
    place: Place
    kind: Kind
    what_happened: Personal[str]
    people: Annotated[int, POSITIVE] = 1
    harm: Harm | None = None
    stay_id: UUID | None = None
    visit_id: UUID | None = None


@value
class JoinReport:
    """A further report of the same person."""

    case_id: UUID
    reporter: Reporter
    what_happened: Personal[str]


@value
class CheckIdentity:
    case_id: UUID
    basis: IdentityBasis
    document_number: Personal[str | None] = None


@value
class TriageCase:
    case_id: UUID
    kind: Kind
    level: Level
    harm: Harm | None = None


@value
class AcceptCase:
    case_id: UUID


@value
class RedirectCase:
    case_id: UUID
    to: RedirectTo
    reason: Personal[str]


@value
class ContactFamily:
    """`costs_explained`: they know that the person bears the costs of lodging, transport and doctors."""

    case_id: UUID
    outcome: FamilyOutcome
    costs_explained: bool
    told: Personal[str]


@value
class HandOver:
    case_id: UUID
    hand_off_id: UUID
    to: HandOffTo
    owner: Label
    due_at: datetime
    asked: Personal[str]


@value
class AcknowledgeHandOff:
    """The receipt of the office that now owns it."""

    case_id: UUID
    hand_off_id: UUID
    receipt: str


@value
class AnswerHandOff:
    case_id: UUID
    hand_off_id: UUID
    reply: Personal[str]


@value
class WithdrawHandOff:
    case_id: UUID
    hand_off_id: UUID
    reason: Personal[str]


@value
class ReportUp:
    case_id: UUID
    to: Receiver
    document: str


@value
class NoteProgress:
    case_id: UUID
    text: Personal[str]


@value
class NoteCost:
    """What something costs third parties is the person's own affair; we only note who bears it."""

    case_id: UUID
    item: Expense
    borne_by: Payer


@value
class ResolveCase:
    case_id: UUID
    outcome: Outcome
    text: Personal[str]


@value
class FollowUpCase:
    case_id: UUID
    text: Personal[str]


@value
class CloseCase:
    case_id: UUID


@value
class ReopenCase:
    case_id: UUID
    reason: Personal[str]


@value
class MergeCase:
    """This file tells of the same person as file `into`, which goes on."""

    case_id: UUID
    into: UUID


@value
class ReleaseCaseToMedia:
    case_id: UUID


# alert


@value
class RaiseAlert:
    alert_id: UUID
    country: Abroad
    region: str
    colour: Colour
    summary: str
    issued_on: date
    source: str
    valid_until: date | None = None


@value
class ChangeAlert:
    """The alert as it now stands, in full."""

    alert_id: UUID
    colour: Colour
    summary: str
    issued_on: date
    source: str
    valid_until: date | None = None


@value
class LiftAlert:
    alert_id: UUID
