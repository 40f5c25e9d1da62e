"""Who is abroad, who is in distress there, and what is dangerous where.

Made from the code by `make reference`; not to be edited.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Literal, TypedDict
from uuid import UUID

from waishi_client.caller import AtLeast, Caller, Receipt
from waishi_client.every_service import EveryService
from waishi_client.facts import Fact


@dataclass(frozen=True, kw_only=True)
class Label:
    """A name in both scripts that is nobody's: of a city, an office, an institution."""

    zh: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Place:
    country: str  # Give a code such as GR; Hong Kong and Macao, and Taiwan, have offices of their own.
    region: str
    city: Label


@dataclass(frozen=True, kw_only=True)
class Name:
    """A person's name in both scripts."""

    zh: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Kin:
    """Whom to call when something happens."""

    name: Name
    phone: str
    relation: str
    person_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Resident:
    """A person who registers."""

    name: Name
    phone: str | None = None
    kin: Kin | None = None
    birth_date: date | None = None
    document_number: str | None = None
    person_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class RegisterStay:
    """`agreed`: they want to be registered; `may_share`: missions and other offices may see how to reach them."""

    stay_id: UUID | None = None  # Left out, a new file gets a new id.
    kind: Literal["person", "institution"]
    place: Place
    starts_on: date
    agreed: bool
    may_share: bool
    people: Sequence[Resident] = ()
    institution: Label | None = None
    headcount: int = 1  # Give a number above 0.
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class UpdateStay:
    """The stay as it now is, in full. An empty `people` leaves the persons as they were."""

    stay_id: UUID
    place: Place
    starts_on: date
    headcount: int = 1  # Give a number above 0.
    people: Sequence[Resident] = ()
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ConfirmAbroad:
    stay_id: UUID
    arrived_on: date


@dataclass(frozen=True, kw_only=True)
class EndStay:
    stay_id: UUID
    ended_on: date


@dataclass(frozen=True, kw_only=True)
class WithdrawRegistration:
    stay_id: UUID


@dataclass(frozen=True, kw_only=True)
class Reporter:
    """Who tells us of a person in distress. A mission or unit reports under its own name."""

    kind: Literal["relative", "person", "mission", "unit", "police", "other"]
    name: Name | None = None
    phone: str | None = None
    office: Label | None = None
    person_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person in distress, registered or not."""

    name: Name
    birth_date: date | None = None
    document_number: str | None = None
    phone: str | None = None
    person_id: UUID | None = None


Kind = Literal[
    "rights_violated",
    "detained",
    "court",
    "guardianship",
    "destitute",
    "missing",
    "injured_or_dead",
    "major_emergency",
    "dispute",
]


@dataclass(frozen=True, kw_only=True)
class Harm:
    """The figures that grade an emergency."""

    dead: int = 0  # Give 0 or a number above it.
    injured: int = 0  # Give 0 or a number above it.
    evacuation: bool = False
    labour_protesters: int = 0  # Give 0 or a number above it.


@dataclass(frozen=True, kw_only=True)
class ReportDistress:
    """`kind` and `harm` are the first assessment. Search the person first: another relative may have called."""

    case_id: UUID | None = None  # Left out, a new file gets a new id.
    reporter: Reporter
    person: Person
    place: Place
    kind: Kind
    what_happened: str
    people: int = 1  # Give a number above 0.
    harm: Harm | None = None
    stay_id: UUID | None = None
    visit_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class JoinReport:
    """A further report of the same person."""

    case_id: UUID
    reporter: Reporter
    what_happened: str


IdentityBasis = Literal["passport", "id_card", "registration", "mission_confirmation", "police_record"]


@dataclass(frozen=True, kw_only=True)
class CheckIdentity:
    case_id: UUID
    basis: IdentityBasis
    document_number: str | None = None


Level = Literal["I", "II", "III", "IV"]


@dataclass(frozen=True, kw_only=True)
class TriageCase:
    case_id: UUID
    kind: Kind
    level: Level
    harm: Harm | None = None


@dataclass(frozen=True, kw_only=True)
class AcceptCase:
    case_id: UUID


RedirectTo = Literal["12308", "police", "mission"]


@dataclass(frozen=True, kw_only=True)
class RedirectCase:
    case_id: UUID
    to: RedirectTo
    reason: str


FamilyOutcome = Literal["reached", "not_reached", "not_wanted"]


@dataclass(frozen=True, kw_only=True)
class ContactFamily:
    """`costs_explained`: they know that the person bears the costs of lodging, transport and doctors."""

    case_id: UUID
    outcome: FamilyOutcome
    costs_explained: bool
    told: str


HandOffTo = Literal["mission", "province", "county"]


@dataclass(frozen=True, kw_only=True)
class HandOver:
    case_id: UUID
    hand_off_id: UUID
    to: HandOffTo
    owner: Label
    due_at: datetime
    asked: str


@dataclass(frozen=True, kw_only=True)
class AcknowledgeHandOff:
    """The receipt of the office that now owns it."""

    case_id: UUID
    hand_off_id: UUID
    receipt: str


@dataclass(frozen=True, kw_only=True)
class AnswerHandOff:
    case_id: UUID
    hand_off_id: UUID
    reply: str


@dataclass(frozen=True, kw_only=True)
class WithdrawHandOff:
    case_id: UUID
    hand_off_id: UUID
    reason: str


Receiver = Literal["city", "province"]


@dataclass(frozen=True, kw_only=True)
class ReportUp:
    case_id: UUID
    to: Receiver
    document: str


@dataclass(frozen=True, kw_only=True)
class NoteProgress:
    case_id: UUID
    text: str


Expense = Literal["lodging", "transport", "medical", "other"]


Payer = Literal["person", "family", "insurer", "employer", "travel_agent", "office"]


@dataclass(frozen=True, kw_only=True)
class NoteCost:
    """What something costs third parties is the person's own affair; we only note who bears it."""

    case_id: UUID
    item: Expense
    borne_by: Payer


Outcome = Literal[
    "returned_home", "safe_abroad", "released", "found", "settled", "assisted", "deceased", "no_longer_needed"
]


@dataclass(frozen=True, kw_only=True)
class ResolveCase:
    case_id: UUID
    outcome: Outcome
    text: str


@dataclass(frozen=True, kw_only=True)
class FollowUpCase:
    case_id: UUID
    text: str


@dataclass(frozen=True, kw_only=True)
class CloseCase:
    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReopenCase:
    case_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class MergeCase:
    """This file tells of the same person as file `into`, which goes on."""

    case_id: UUID
    into: UUID


@dataclass(frozen=True, kw_only=True)
class ReleaseCaseToMedia:
    case_id: UUID


Colour = Literal["red", "orange", "yellow", "blue"]


@dataclass(frozen=True, kw_only=True)
class RaiseAlert:
    alert_id: UUID | None = None  # Left out, a new file gets a new id.
    country: str  # Give a code such as GR; Hong Kong and Macao, and Taiwan, have offices of their own.
    region: str
    colour: Colour
    summary: str
    issued_on: date
    source: str
    valid_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class ChangeAlert:
    """The alert as it now stands, in full."""

    alert_id: UUID
    colour: Colour
    summary: str
    issued_on: date
    source: str
    valid_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class LiftAlert:
    alert_id: UUID


@dataclass(frozen=True, kw_only=True)
class WatchCrisis:
    """Something happened abroad, to be watched. Without `region` and `city` it concerns the whole country; whoever
    was there on `began_on` or came later is concerned."""

    crisis_id: UUID | None = None  # Left out, a new file gets a new id.
    summary: str
    country: str  # Give a code such as GR; Hong Kong and Macao, and Taiwan, have offices of their own.
    began_on: date
    region: str | None = None
    city: str | None = None
    alert_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class DeclareCrisis:
    """The grade, and the figures behind it; again whenever they change."""

    crisis_id: UUID
    level: Level
    harm: Harm | None = None


@dataclass(frozen=True, kw_only=True)
class OpenRoster:
    crisis_id: UUID


@dataclass(frozen=True, kw_only=True)
class StandDownCrisis:
    crisis_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReviewCrisis:
    """`document`: number of the paper that says what was learned."""

    crisis_id: UUID
    document: str


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """A name in at least one script, as somebody spelled it."""

    zh: str | None = None
    en: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sighted:
    """A person in the place, as somebody tells of them: whatever the caller knows."""

    name: Spelling
    birth_date: date | None = None
    document_number: str | None = None
    phone: str | None = None
    whereabouts: str | None = None
    words: str | None = None
    person_id: UUID | None = None


Told = Literal["safe", "injured", "needs_help", "missing", "deceased", "moved", "home"]


@dataclass(frozen=True, kw_only=True)
class CheckIn:
    """What somebody tells of a person in the place. No `reporter`: the person's own words. `seen_at`: when they
    were last seen or heard. `entry_id`: of the entry that was found by search; left out, it is found by who it
    is."""

    check_in_id: UUID | None = None  # Left out, a new file gets a new id.
    crisis_id: UUID
    person: Sighted
    state: Told
    seen_at: datetime
    reporter: Reporter | None = None
    entry_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class MergeEntry:
    """This entry and the entry `into`, which goes on, are one person."""

    entry_id: UUID | None = None  # Left out, a new file gets a new id.
    crisis_id: UUID
    into: UUID


@dataclass(frozen=True, kw_only=True)
class KeepEntryApart:
    """This entry is a person of its own, whoever it resembles."""

    entry_id: UUID | None = None  # Left out, a new file gets a new id.
    crisis_id: UUID


@dataclass(frozen=True, kw_only=True)
class StayById:
    stay_id: UUID


class GetStayPlaces(TypedDict):
    stay_id: str  # uuid
    number: int
    country: str
    region: str
    city_zh: str
    city_en: str
    arrives_on: str  # date
    leaves_on: str | None  # date
    is_last: bool


class GetStayPeopleKinName(TypedDict):
    en: str
    zh: str


class GetStayPeopleKin(TypedDict):
    name: GetStayPeopleKinName
    phone: str | None
    relation: str
    person_id: str  # uuid


class GetStayPeople(TypedDict):
    number: int
    person_id: str | None  # uuid
    name_zh: str
    name_en: str
    phone: str | None
    kin: GetStayPeopleKin | None
    status: str


class GetStayCases(TypedDict):
    case_id: str  # uuid
    stage: str
    kind: str
    level: str


class GetStayAnswer(TypedDict):
    stay_id: str  # uuid
    kind: str
    status: str
    visit_id: str | None  # uuid
    unit: str | None
    document: str | None
    institution_zh: str | None
    institution_en: str | None
    party: int
    may_share: bool
    starts_on: str  # date
    ends_on: str | None  # date
    went_on: str | None  # date
    home_on: str | None  # date
    changed_at: str  # date-time
    places: list[GetStayPlaces]
    people: list[GetStayPeople]
    cases: list[GetStayCases]


Whereabouts = Literal["planned", "abroad", "home", "cancelled", "withdrawn"]


@dataclass(frozen=True, kw_only=True)
class StaysBy:
    country: str | None = None
    kind: Literal["official", "person", "institution"] | None = None
    status: Whereabouts | None = None
    limit: int = 100  # Ask for 1 to 1000 rows.


class ListStaysStays(TypedDict):
    stay_id: str  # uuid
    kind: str
    status: str
    visit_id: str | None  # uuid
    unit: str | None
    document: str | None
    institution_zh: str | None
    institution_en: str | None
    party: int
    may_share: bool
    starts_on: str  # date
    ends_on: str | None  # date
    went_on: str | None  # date
    home_on: str | None  # date
    changed_at: str  # date-time


class ListStaysAnswer(TypedDict):
    stays: list[ListStaysStays]


@dataclass(frozen=True, kw_only=True)
class PeopleByName:
    name: str  # Give the beginning of a name.
    country: str | None = None
    limit: int = 100  # Ask for 1 to 1000 rows.


class SearchPeoplePeople(TypedDict):
    source: str
    file_id: str  # uuid
    number: int
    person_id: str | None  # uuid
    name_zh: str
    name_en: str
    phone: str | None
    country: str
    region: str
    city_zh: str
    city_en: str
    status: str
    kind: str | None
    level: str | None
    stage: str | None
    reports: int | None


class SearchPeopleAnswer(TypedDict):
    people: list[SearchPeoplePeople]


@dataclass(frozen=True, kw_only=True)
class AbroadIn:
    """`on` is today at the office if left out."""

    country: str
    region: str | None = None
    on: date | None = None
    limit: int = 100  # Ask for 1 to 1000 rows.


class AbroadInOfficial(TypedDict):
    stays: int
    people: int


class AbroadInVoluntary(TypedDict):
    stays: int
    people: int


class AbroadInCounts(TypedDict):
    kind: str
    status: str
    stays: int
    people: int


class AbroadInParties(TypedDict):
    stay_id: str  # uuid
    status: str
    visit_id: str  # uuid
    unit: str
    document: str
    party: int
    starts_on: str  # date
    ends_on: str  # date


class AbroadInAnswer(TypedDict):
    country: str
    region: None
    on: str  # date
    official: AbroadInOfficial
    voluntary: AbroadInVoluntary
    counts: list[AbroadInCounts]
    parties: list[AbroadInParties]


@dataclass(frozen=True, kw_only=True)
class CaseById:
    case_id: UUID


class GetCasePersonName(TypedDict):
    en: str
    zh: str


class GetCasePerson(TypedDict):
    name: GetCasePersonName
    phone: str | None
    person_id: str  # uuid
    birth_date: str | None  # date
    document_number: str | None


class GetCaseReportersReporterName(TypedDict):
    en: str
    zh: str


class GetCaseReportersReporterOffice(TypedDict):
    en: str
    zh: str


class GetCaseReportersReporter(TypedDict):
    kind: str
    name: GetCaseReportersReporterName
    phone: str | None
    office: GetCaseReportersReporterOffice
    person_id: str  # uuid


class GetCaseReporters(TypedDict):
    case_id: str  # uuid
    number: int
    reporter: GetCaseReportersReporter | None
    what_happened: str | None
    at: str  # date-time


class GetCaseHandOffs(TypedDict):
    case_id: str  # uuid
    hand_off_id: str  # uuid
    receiver: str
    owner_zh: str
    owner_en: str
    due_at: str  # date-time
    handed_over_at: str  # date-time
    receipt: str | None
    acknowledged_at: str | None  # date-time
    answered_at: str | None  # date-time
    withdrawn_at: str | None  # date-time
    overdue_at: str | None  # date-time


class GetCaseReportsUp(TypedDict):
    case_id: str  # uuid
    receiver: str
    due_at: str | None  # date-time
    reported_at: str | None  # date-time
    document: str | None
    late: bool


class GetCaseNotes(TypedDict):
    what: str
    text: str | None
    by: str
    at: str  # date-time


class GetCaseAnswer(TypedDict):
    case_id: str  # uuid
    stage: str
    kind: str
    article: str
    level: str
    country: str
    region: str
    city_zh: str
    city_en: str
    people: int
    dead: int
    injured: int
    reports: int
    stay_id: str | None  # uuid
    visit_id: str | None  # uuid
    person: GetCasePerson
    what_happened: str | None
    identity_basis: str | None
    family: str | None
    redirected_to: str | None
    outcome: str | None
    resolved_by: str | None
    closed_by: str | None
    merged_into: str | None  # uuid
    released: bool
    reported_at: str  # date-time
    changed_at: str  # date-time
    reporters: list[GetCaseReporters]
    hand_offs: list[GetCaseHandOffs]
    reports_up: list[GetCaseReportsUp]
    notes: list[GetCaseNotes]


Stage = Literal[
    "received",
    "identity_checked",
    "triaged",
    "accepted",
    "redirected",
    "family_contacted",
    "handed_over",
    "in_progress",
    "resolved",
    "followed_up",
    "closed",
    "merged",
]


@dataclass(frozen=True, kw_only=True)
class CasesBy:
    stage: Stage | None = None
    level: Level | None = None
    country: str | None = None
    limit: int = 100  # Ask for 1 to 1000 rows.


class ListCasesCases(TypedDict):
    case_id: str  # uuid
    stage: str
    kind: str
    article: str
    level: str
    country: str
    region: str
    city_zh: str
    city_en: str
    people: int
    dead: int
    injured: int
    reports: int
    stay_id: str | None  # uuid
    visit_id: str | None  # uuid
    family: str | None
    redirected_to: str | None
    outcome: str | None
    released: bool
    reported_at: str  # date-time
    changed_at: str  # date-time


class ListCasesAnswer(TypedDict):
    cases: list[ListCasesCases]


@dataclass(frozen=True, kw_only=True)
class HandOffsOverdue:
    country: str | None = None
    limit: int = 100  # Ask for 1 to 1000 rows.


class OverdueHandOffsHandOffs(TypedDict):
    case_id: str  # uuid
    hand_off_id: str  # uuid
    receiver: str
    owner_zh: str
    owner_en: str
    due_at: str  # date-time
    handed_over_at: str  # date-time
    acknowledged_at: str | None  # date-time
    country: str
    kind: str
    level: str


class OverdueHandOffsAnswer(TypedDict):
    hand_offs: list[OverdueHandOffsHandOffs]


@dataclass(frozen=True, kw_only=True)
class AlertsInForce:
    """`on` is today at the office if left out."""

    country: str | None = None
    region: str | None = None
    on: date | None = None
    limit: int = 100  # Ask for 1 to 1000 rows.


class AlertsInForceAlerts(TypedDict):
    alert_id: str  # uuid
    country: str
    region: str
    colour: str
    summary: str
    issued_on: str  # date
    valid_until: str | None  # date
    source: str
    changes: int
    raised_at: str  # date-time
    lifted_at: str | None  # date-time


class AlertsInForceAnswer(TypedDict):
    alerts: list[AlertsInForceAlerts]


@dataclass(frozen=True, kw_only=True)
class StaysUnderAlert:
    alert_id: UUID
    limit: int = 100  # Ask for 1 to 1000 rows.


class StaysUnderAlertAlert(TypedDict):
    alert_id: str  # uuid
    country: str
    region: str
    colour: str
    summary: str
    issued_on: str  # date
    valid_until: str | None  # date
    source: str
    changes: int
    raised_at: str  # date-time
    lifted_at: str | None  # date-time


class StaysUnderAlertStays(TypedDict):
    stay_id: str  # uuid
    kind: str
    status: str
    visit_id: str | None  # uuid
    unit: str | None
    document: str | None
    party: int
    institution_zh: str | None
    institution_en: str | None
    may_share: bool
    starts_on: str  # date
    ends_on: str | None  # date


class StaysUnderAlertContacts(TypedDict):
    stay_id: str  # uuid
    number: int
    person_id: str | None  # uuid
    name_zh: str
    name_en: str
    phone: str | None
    kin: Mapping[str, Any] | None


class StaysUnderAlertAnswer(TypedDict):
    alert: StaysUnderAlertAlert
    stays: list[StaysUnderAlertStays]
    contacts: list[StaysUnderAlertContacts]


@dataclass(frozen=True, kw_only=True)
class CrisisById:
    crisis_id: UUID


class GetCrisisCounts(TypedDict):
    unaccounted: int
    safe: int
    injured: int
    needs_help: int
    missing: int
    deceased: int
    moved: int
    home: int


class GetCrisisCountsInDoubt(TypedDict):
    unaccounted: int
    safe: int
    injured: int
    needs_help: int
    missing: int
    deceased: int
    moved: int
    home: int


class GetCrisisAnswer(TypedDict):
    crisis_id: str  # uuid
    stage: str
    level: str | None
    country: str
    region: str | None
    city: str | None
    began_on: str  # date
    summary: str
    alert_id: str | None  # uuid
    reason: str | None
    document: str | None
    watched_at: str  # date-time
    opened_at: str | None  # date-time
    stood_down_at: str | None  # date-time
    people: int
    counts: GetCrisisCounts
    in_doubt: int
    counts_in_doubt: GetCrisisCountsInDoubt


CrisisStage = Literal["watched", "declared", "roster_open", "stood_down", "reviewed"]


@dataclass(frozen=True, kw_only=True)
class CrisesBy:
    stage: CrisisStage | None = None
    country: str | None = None
    limit: int = 100  # Ask for 1 to 1000 rows.


class ListCrisesCrises(TypedDict):
    crisis_id: str  # uuid
    stage: str
    level: str | None
    country: str
    region: str | None
    city: str | None
    began_on: str  # date
    summary: str
    alert_id: str | None  # uuid
    reason: str | None
    document: str | None
    watched_at: str  # date-time
    opened_at: str | None  # date-time
    stood_down_at: str | None  # date-time


class ListCrisesAnswer(TypedDict):
    crises: list[ListCrisesCrises]


PersonState = Literal["unaccounted", "safe", "injured", "needs_help", "missing", "deceased", "moved", "home"]


@dataclass(frozen=True, kw_only=True)
class RosterBy:
    """Entries in the order of their ids: `after` is the last one of the page before."""

    crisis_id: UUID
    state: PersonState | None = None
    after: UUID | None = None
    limit: int = 100  # Ask for 1 to 1000 rows.


class ListRosterEntries(TypedDict):
    entry_id: str  # uuid
    crisis_id: str  # uuid
    source: str
    state: str
    in_doubt: bool
    stay_id: str | None  # uuid
    person_id: str | None  # uuid
    name_zh: str | None
    name_en: str | None
    birth_date: str | None  # date
    document_number: str | None
    phone: str | None
    whereabouts: str | None
    check_ins: int
    seen_at: str | None  # date-time
    changed_at: str  # date-time


class ListRosterAnswer(TypedDict):
    entries: list[ListRosterEntries]


@dataclass(frozen=True, kw_only=True)
class RosterByName:
    crisis_id: UUID
    name: str  # Give the beginning of a name.
    limit: int = 20  # Ask for 1 to 1000 rows.


class SearchRosterEntries(TypedDict):
    entry_id: str  # uuid
    crisis_id: str  # uuid
    source: str
    state: str
    in_doubt: bool
    stay_id: str | None  # uuid
    person_id: str | None  # uuid
    name_zh: str | None
    name_en: str | None
    birth_date: str | None  # date
    document_number: str | None
    phone: str | None
    whereabouts: str | None
    check_ins: int
    seen_at: str | None  # date-time
    changed_at: str  # date-time


class SearchRosterAnswer(TypedDict):
    entries: list[SearchRosterEntries]


@dataclass(frozen=True, kw_only=True)
class EntryById:
    entry_id: UUID


class GetEntryCheckInsReporterName(TypedDict):
    en: str
    zh: str


class GetEntryCheckInsReporterOffice(TypedDict):
    en: str
    zh: str


class GetEntryCheckInsReporter(TypedDict):
    kind: str
    name: GetEntryCheckInsReporterName
    phone: str | None
    office: GetEntryCheckInsReporterOffice
    person_id: str  # uuid


class GetEntryCheckIns(TypedDict):
    check_in_id: str  # uuid
    crisis_id: str  # uuid
    entry_id: str  # uuid
    match: str
    state: str
    seen_at: str  # date-time
    name_zh: str | None
    name_en: str | None
    birth_date: str | None  # date
    document_number: str | None
    phone: str | None
    whereabouts: str | None
    words: str | None
    person_id: str | None  # uuid
    reporter: GetEntryCheckInsReporter | None
    by: str
    at: str  # date-time


class GetEntryAlike(TypedDict):
    entry_id: str  # uuid
    crisis_id: str  # uuid
    source: str
    state: str
    in_doubt: bool
    stay_id: str | None  # uuid
    person_id: str | None  # uuid
    name_zh: str | None
    name_en: str | None
    birth_date: str | None  # date
    document_number: str | None
    phone: str | None
    whereabouts: str | None
    check_ins: int
    seen_at: str | None  # date-time
    changed_at: str  # date-time


class GetEntryAnswer(TypedDict):
    entry_id: str  # uuid
    crisis_id: str  # uuid
    source: str
    state: str
    in_doubt: bool
    stay_id: str | None  # uuid
    person_id: str | None  # uuid
    name_zh: str | None
    name_en: str | None
    birth_date: str | None  # date
    document_number: str | None
    phone: str | None
    whereabouts: str | None
    check_ins: list[GetEntryCheckIns]
    seen_at: str | None  # date-time
    changed_at: str  # date-time
    alike: list[GetEntryAlike]
    merged_into: str | None  # uuid


@dataclass(frozen=True, kw_only=True)
class DoublesOf:
    crisis_id: UUID
    after: UUID | None = None
    limit: int = 100  # Ask for 1 to 1000 rows.


class ListDoublesDoublesAlike(TypedDict):
    entry_id: str  # uuid
    crisis_id: str  # uuid
    source: str
    state: str
    in_doubt: bool
    stay_id: str | None  # uuid
    person_id: str | None  # uuid
    name_zh: str | None
    name_en: str | None
    birth_date: str | None  # date
    document_number: str | None
    phone: str | None
    whereabouts: str | None
    check_ins: int
    seen_at: str | None  # date-time
    changed_at: str  # date-time


class ListDoublesDoubles(TypedDict):
    entry_id: str  # uuid
    crisis_id: str  # uuid
    source: str
    state: str
    in_doubt: bool
    stay_id: str | None  # uuid
    person_id: str | None  # uuid
    name_zh: str | None
    name_en: str | None
    birth_date: str | None  # date
    document_number: str | None
    phone: str | None
    whereabouts: str | None
    check_ins: int
    seen_at: str | None  # date-time
    changed_at: str  # date-time
    alike: list[ListDoublesDoublesAlike]


class ListDoublesAnswer(TypedDict):
    doubles: list[ListDoublesDoubles]


@dataclass(frozen=True, kw_only=True)
class AlertLifted:
    """The alert holds no more."""

    VERSION: ClassVar[int] = 1
    alert_id: UUID
    country: str
    region: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class AlertRaised:
    """The alert as it now stands: told when it is raised, and again when it changes."""

    VERSION: ClassVar[int] = 1
    alert_id: UUID
    country: str
    region: str
    colour: Colour
    summary: str
    issued_on: date
    valid_until: date | None
    source: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class CaseReleasedToMedia:
    """The press may be told of this case from now on."""

    VERSION: ClassVar[int] = 1
    case_id: UUID
    at: datetime


@dataclass(frozen=True, kw_only=True)
class CitizenDistressClosed:
    """The case is closed, with its outcome."""

    VERSION: ClassVar[int] = 1
    case_id: UUID
    country: str
    outcome: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class CitizenDistressReported:
    """Citizens are in distress abroad. `kind`: what happened, by Decree 763; `level`: I is the gravest; `visit_id`:
    the official visit that they are on, if any."""

    VERSION: ClassVar[int] = 1
    case_id: UUID
    country: str
    region: str
    city: Label
    kind: str
    level: str
    people: int
    visit_id: UUID | None
    reported_at: datetime


@dataclass(frozen=True, kw_only=True)
class CrisisDeclared:
    """The crisis as it now stands: told when it is declared, and again when its grade changes."""

    VERSION: ClassVar[int] = 1
    crisis_id: UUID
    country: str
    region: str | None
    city: str | None
    began_on: date
    level: Level
    summary: str
    alert_id: UUID | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class CrisisStoodDown:
    """The crisis is over."""

    VERSION: ClassVar[int] = 1
    crisis_id: UUID
    country: str
    region: str | None
    city: str | None
    at: datetime


class Consular(EveryService):
    """Who is abroad, who is in distress there, and what is dangerous where."""

    def __init__(self, caller: Caller) -> None:
        super().__init__(caller, "consular")

    def register_stay(
        self, request: RegisterStay, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Register persons or an institution abroad that want to be registered. For consular_officer,
        duty_officer, unit_specialist (own unit)."""
        return self._caller.command(self._service, "register_stay", request, command_id, expected_version)

    def update_stay(
        self, request: UpdateStay, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Correct a registered stay: place, dates, people. For consular_officer, duty_officer, unit_specialist
        (own unit)."""
        return self._caller.command(self._service, "update_stay", request, command_id, expected_version)

    def confirm_abroad(
        self, request: ConfirmAbroad, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Note that they have arrived there. For consular_officer, duty_officer, unit_specialist (own unit)."""
        return self._caller.command(self._service, "confirm_abroad", request, command_id, expected_version)

    def end_stay(
        self, request: EndStay, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Note that they are home. For consular_officer, duty_officer, unit_specialist (own unit)."""
        return self._caller.command(self._service, "end_stay", request, command_id, expected_version)

    def withdraw_registration(
        self, request: WithdrawRegistration, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take a voluntary registration off the register, with its personal data. For consular_officer,
        duty_officer, unit_specialist (own unit)."""
        return self._caller.command(self._service, "withdraw_registration", request, command_id, expected_version)

    def report_distress(
        self, request: ReportDistress, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Open a case for a person in distress abroad, registered or not. Search the name first. For
        consular_officer, duty_officer, unit_specialist."""
        return self._caller.command(self._service, "report_distress", request, command_id, expected_version)

    def join_report(
        self, request: JoinReport, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Add a further reporter of the same person to the case. For consular_officer, duty_officer,
        unit_specialist."""
        return self._caller.command(self._service, "join_report", request, command_id, expected_version)

    def check_identity(
        self, request: CheckIdentity, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Note by what the person's identity was established. For consular_officer, duty_officer."""
        return self._caller.command(self._service, "check_identity", request, command_id, expected_version)

    def triage_case(
        self, request: TriageCase, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Say of which type and level the case is; the figures of harm set the lowest level. For
        consular_officer, duty_officer."""
        return self._caller.command(self._service, "triage_case", request, command_id, expected_version)

    def accept_case(
        self, request: AcceptCase, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take the case on. For consular_officer, duty_officer."""
        return self._caller.command(self._service, "accept_case", request, command_id, expected_version)

    def redirect_case(
        self, request: RedirectCase, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Point the reporters to whoever is in charge. For consular_officer, duty_officer."""
        return self._caller.command(self._service, "redirect_case", request, command_id, expected_version)

    def contact_family(
        self, request: ContactFamily, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Note what the family was told; who bears costs is part of it. For consular_officer, duty_officer."""
        return self._caller.command(self._service, "contact_family", request, command_id, expected_version)

    def hand_over(
        self, request: HandOver, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Hand the case to a mission, the province or a county, by a moment. For consular_officer,
        duty_officer."""
        return self._caller.command(self._service, "hand_over", request, command_id, expected_version)

    def acknowledge_hand_off(
        self, request: AcknowledgeHandOff, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Note the new owner's receipt. For consular_officer, duty_officer."""
        return self._caller.command(self._service, "acknowledge_hand_off", request, command_id, expected_version)

    def answer_hand_off(
        self, request: AnswerHandOff, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Note the new owner's reply: the case is ours again. For consular_officer, duty_officer."""
        return self._caller.command(self._service, "answer_hand_off", request, command_id, expected_version)

    def withdraw_hand_off(
        self, request: WithdrawHandOff, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take a hand-off back. For consular_officer, duty_officer."""
        return self._caller.command(self._service, "withdraw_hand_off", request, command_id, expected_version)

    def report_up(
        self, request: ReportUp, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Note the report to the city or the province. For consular_officer, duty_officer."""
        return self._caller.command(self._service, "report_up", request, command_id, expected_version)

    def note_progress(
        self, request: NoteProgress, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Note what happened in the case. For consular_officer, duty_officer."""
        return self._caller.command(self._service, "note_progress", request, command_id, expected_version)

    def note_cost(
        self, request: NoteCost, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Note who bears a cost: never the office. For consular_officer, duty_officer."""
        return self._caller.command(self._service, "note_cost", request, command_id, expected_version)

    def resolve_case(
        self, request: ResolveCase, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Note how the distress ended. For consular_officer, duty_officer."""
        return self._caller.command(self._service, "resolve_case", request, command_id, expected_version)

    def follow_up_case(
        self, request: FollowUpCase, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Note the talk with the person or the family afterwards. For consular_officer, duty_officer."""
        return self._caller.command(self._service, "follow_up_case", request, command_id, expected_version)

    def close_case(
        self, request: CloseCase, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Close the case; at level I and II somebody else than who resolved it. For consular_officer, director,
        duty_officer, section_head."""
        return self._caller.command(self._service, "close_case", request, command_id, expected_version)

    def reopen_case(
        self, request: ReopenCase, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take a closed or redirected case up again. For consular_officer, director, duty_officer,
        section_head."""
        return self._caller.command(self._service, "reopen_case", request, command_id, expected_version)

    def merge_case(
        self, request: MergeCase, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Close a file that tells of the same person as another. For consular_officer, director, duty_officer,
        section_head."""
        return self._caller.command(self._service, "merge_case", request, command_id, expected_version)

    def release_case_to_media(
        self, request: ReleaseCaseToMedia, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Let interviews about the case go on, once the family knows. For consular_officer, director,
        section_head."""
        return self._caller.command(self._service, "release_case_to_media", request, command_id, expected_version)

    def raise_alert(
        self, request: RaiseAlert, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Relay an alert for a region inside a country. For consular_officer, director, section_head."""
        return self._caller.command(self._service, "raise_alert", request, command_id, expected_version)

    def change_alert(
        self, request: ChangeAlert, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Say how the alert now stands. For consular_officer, director, section_head."""
        return self._caller.command(self._service, "change_alert", request, command_id, expected_version)

    def lift_alert(
        self, request: LiftAlert, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Lift an alert. For consular_officer, director, section_head."""
        return self._caller.command(self._service, "lift_alert", request, command_id, expected_version)

    def watch_crisis(
        self, request: WatchCrisis, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Watch something that happened abroad. For consular_officer, director, section_head."""
        return self._caller.command(self._service, "watch_crisis", request, command_id, expected_version)

    def declare_crisis(
        self, request: DeclareCrisis, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Declare a crisis of that level; again when its figures change. For consular_officer, director,
        section_head."""
        return self._caller.command(self._service, "declare_crisis", request, command_id, expected_version)

    def open_roster(
        self, request: OpenRoster, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Enter all whom the register has in the place, as unaccounted, and take check-ins. For
        consular_officer, director, section_head."""
        return self._caller.command(self._service, "open_roster", request, command_id, expected_version)

    def stand_down_crisis(
        self, request: StandDownCrisis, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """End a crisis and close its roster. For director, section_head."""
        return self._caller.command(self._service, "stand_down_crisis", request, command_id, expected_version)

    def review_crisis(
        self, request: ReviewCrisis, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Note the review of a crisis that is over. For director, section_head."""
        return self._caller.command(self._service, "review_crisis", request, command_id, expected_version)

    def check_in(
        self, request: CheckIn, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Tell how a person in the place fares, whoever tells it and however the name is spelled. For
        consular_officer, duty_officer, unit_specialist."""
        return self._caller.command(self._service, "check_in", request, command_id, expected_version)

    def merge_entry(
        self, request: MergeEntry, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Say that an entry of a roster is the same person as another. For consular_officer, director,
        duty_officer, section_head."""
        return self._caller.command(self._service, "merge_entry", request, command_id, expected_version)

    def keep_entry_apart(
        self, request: KeepEntryApart, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Say that an entry of a roster is nobody else. For consular_officer, director, duty_officer,
        section_head."""
        return self._caller.command(self._service, "keep_entry_apart", request, command_id, expected_version)

    def get_stay(self, question: StayById, *, at_least: AtLeast = 0) -> GetStayAnswer:
        """A stay with its places and people. For auditor, consular_officer, director, duty_officer,
        section_head."""
        answer: GetStayAnswer = self._caller.ask(self._service, "get_stay", question, at_least)
        return answer

    def list_stays(self, question: StaysBy | None = None, *, at_least: AtLeast = 0) -> ListStaysAnswer:
        """Stays by country, kind and state. For auditor, consular_officer, director, duty_officer,
        section_head."""
        answer: ListStaysAnswer = self._caller.ask(self._service, "list_stays", question, at_least)
        return answer

    def search_people(self, question: PeopleByName, *, at_least: AtLeast = 0) -> SearchPeopleAnswer:
        """Persons by the beginning of a name in either script: registered, and reported in a case. For auditor,
        consular_officer, director, duty_officer, section_head."""
        answer: SearchPeopleAnswer = self._caller.ask(self._service, "search_people", question, at_least)
        return answer

    def abroad_in(self, question: AbroadIn, *, at_least: AtLeast = 0) -> AbroadInAnswer:
        """How many are in a country or region on a day, official and voluntary, and which parties. For auditor,
        consular_officer, director, duty_officer, leader_office, section_head, vice_mayor."""
        answer: AbroadInAnswer = self._caller.ask(self._service, "abroad_in", question, at_least)
        return answer

    def get_case(self, question: CaseById, *, at_least: AtLeast = 0) -> GetCaseAnswer:
        """A case with its reporters, hand-offs, reports up and notes. For auditor, consular_officer, director,
        duty_officer, section_head."""
        answer: GetCaseAnswer = self._caller.ask(self._service, "get_case", question, at_least)
        return answer

    def list_cases(self, question: CasesBy | None = None, *, at_least: AtLeast = 0) -> ListCasesAnswer:
        """Cases by state, level and country, without personal data. For auditor, consular_officer, director,
        duty_officer, section_head."""
        answer: ListCasesAnswer = self._caller.ask(self._service, "list_cases", question, at_least)
        return answer

    def overdue_hand_offs(
        self, question: HandOffsOverdue | None = None, *, at_least: AtLeast = 0
    ) -> OverdueHandOffsAnswer:
        """Hand-offs that nobody answered in time. For auditor, consular_officer, director, duty_officer,
        section_head."""
        answer: OverdueHandOffsAnswer = self._caller.ask(self._service, "overdue_hand_offs", question, at_least)
        return answer

    def alerts_in_force(self, question: AlertsInForce | None = None, *, at_least: AtLeast = 0) -> AlertsInForceAnswer:
        """Alerts in force in a country or region on a day. For auditor, consular_officer, director,
        duty_officer, leader_office, section_head, unit_specialist, vice_mayor."""
        answer: AlertsInForceAnswer = self._caller.ask(self._service, "alerts_in_force", question, at_least)
        return answer

    def stays_under_alert(self, question: StaysUnderAlert, *, at_least: AtLeast = 0) -> StaysUnderAlertAnswer:
        """Who is in an alert's region today, and how to reach those who agreed to that. For auditor,
        consular_officer, director, duty_officer, section_head."""
        answer: StaysUnderAlertAnswer = self._caller.ask(self._service, "stays_under_alert", question, at_least)
        return answer

    def get_crisis(self, question: CrisisById, *, at_least: AtLeast = 0) -> GetCrisisAnswer:
        """A crisis, and how many of its roster are in which state. For auditor, consular_officer, director,
        duty_officer, leader_office, section_head, vice_mayor."""
        answer: GetCrisisAnswer = self._caller.ask(self._service, "get_crisis", question, at_least)
        return answer

    def list_crises(self, question: CrisesBy | None = None, *, at_least: AtLeast = 0) -> ListCrisesAnswer:
        """Crises by state and country. For auditor, consular_officer, director, duty_officer, leader_office,
        section_head, vice_mayor."""
        answer: ListCrisesAnswer = self._caller.ask(self._service, "list_crises", question, at_least)
        return answer

    def list_roster(self, question: RosterBy, *, at_least: AtLeast = 0) -> ListRosterAnswer:
        """People of a roster by state. For auditor, consular_officer, director, duty_officer, section_head."""
        answer: ListRosterAnswer = self._caller.ask(self._service, "list_roster", question, at_least)
        return answer

    def search_roster(self, question: RosterByName, *, at_least: AtLeast = 0) -> SearchRosterAnswer:
        """People of a roster by the beginning of a name, in either script. For auditor, consular_officer,
        director, duty_officer, section_head."""
        answer: SearchRosterAnswer = self._caller.ask(self._service, "search_roster", question, at_least)
        return answer

    def get_entry(self, question: EntryById, *, at_least: AtLeast = 0) -> GetEntryAnswer:
        """A person of a roster with all check-ins, and whom they resemble. For auditor, consular_officer,
        director, duty_officer, section_head."""
        answer: GetEntryAnswer = self._caller.ask(self._service, "get_entry", question, at_least)
        return answer

    def list_doubles(self, question: DoublesOf, *, at_least: AtLeast = 0) -> ListDoublesAnswer:
        """People of a roster who may be the same as others, each with those. For auditor, consular_officer,
        director, duty_officer, section_head."""
        answer: ListDoublesAnswer = self._caller.ask(self._service, "list_doubles", question, at_least)
        return answer


PublicFact = (
    AlertLifted
    | AlertRaised
    | CaseReleasedToMedia
    | CitizenDistressClosed
    | CitizenDistressReported
    | CrisisDeclared
    | CrisisStoodDown
)
FACTS: Mapping[str, type[PublicFact]] = {
    "AlertLifted": AlertLifted,
    "AlertRaised": AlertRaised,
    "CaseReleasedToMedia": CaseReleasedToMedia,
    "CitizenDistressClosed": CitizenDistressClosed,
    "CitizenDistressReported": CitizenDistressReported,
    "CrisisDeclared": CrisisDeclared,
    "CrisisStoodDown": CrisisStoodDown,
}


def read(fact: Fact) -> PublicFact | None:
    """The fact as its class, None for one that this client doesn't know. Raises Unreadable."""
    kind = FACTS.get(fact.name)
    return fact.read(kind) if kind else None
