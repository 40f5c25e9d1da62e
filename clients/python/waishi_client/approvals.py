"""Official visits abroad and invitations to foreign guests, judged rule by rule.

Made from the code by `make reference`; not to be edited.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal, NotRequired, TypedDict
from uuid import UUID

from waishi_client.caller import AtLeast, Caller, Receipt
from waishi_client.every_service import EveryService
from waishi_client.facts import Fact


@dataclass(frozen=True, kw_only=True)
class Label:
    """A name of an organisation or city in both scripts."""

    zh: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Stop:
    country: str  # Give two letters, such as GR.
    region: str
    city: Label
    arrives_on: date
    leaves_on: date


@dataclass(frozen=True, kw_only=True)
class Name:
    """A person's name in both scripts."""

    zh: str
    en: str


Rank = Literal[
    "state_leader", "minister", "vice_minister", "bureau", "deputy_bureau", "division", "deputy_division", "staff"
]


Secrecy = Literal["none", "general", "important", "core"]


PassportKind = Literal["official", "ordinary"]


@dataclass(frozen=True, kw_only=True)
class PastTrip:
    """A trip of the past two years, as the member declares it (A14). Both days counted."""

    country: str  # Give two letters, such as GR.
    departed_on: date
    days: int  # Give a number above 0.
    purpose: str


@dataclass(frozen=True, kw_only=True)
class Member:
    """A traveller. `person_id` is the person's own id in the token system, and all that others see. `authority` is
    the other authority that has to agree before this member may travel with us (A23); None if that is ours.
    `relative`: the spouse or a child of another member (A15). `past_trips`: those of the past two years, None if
    not told (A14). `trained_on`: the day of the training in secrecy before the exit, for who bears secrets
    (A18)."""

    person_id: UUID | None = None
    name: Name
    unit: str
    post: str
    rank: Rank
    passport_number: str | None = None
    secrecy: Secrecy = "none"
    authority: str | None = None
    passport_kind: PassportKind = "official"
    passport_expires_on: date | None = None
    leads_unit: bool = False
    relative: bool = False
    retired: bool = False
    past_trips: Sequence[PastTrip] | None = None
    trained_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class BudgetLine:
    """Money in CNY."""

    item: str
    amount: Decimal  # Give 0 or a number above it.


@dataclass(frozen=True, kw_only=True)
class Transit:
    """A transit counts as a country unless the travellers stay inside the airport (A2)."""

    country: str  # Give two letters, such as GR.
    inside_airport: bool


@dataclass(frozen=True, kw_only=True)
class OtherOrganiser:
    """Another authority organises the team, and told us so in its notice (任务通知书) of that number (A23)."""

    authority: str
    notice: str


Task = Literal["work", "economic", "science", "teaching", "training", "study_tour"]


InviterKind = Literal["counterpart", "intermediary", "overseas_chinese_body", "foreign_body_in_china"]


@dataclass(frozen=True, kw_only=True)
class Inviter:
    """Who invites (A13). `matches`: of the level or business of the team. `direct`: the unit states that the
    invitation was not obtained through an intermediary."""

    name: Label
    country: str  # Give two letters, such as GR.
    kind: InviterKind
    matches: bool
    profile: str
    invited_on: date
    direct: bool


Part = Literal["morning", "afternoon", "week"]


@dataclass(frozen=True, kw_only=True)
class Session:
    """A half-day of the itinerary, or a week of a stay beyond 30 days (A16)."""

    on: date
    part: Part
    kind: Literal["official", "travel", "free"]
    what: str


@dataclass(frozen=True, kw_only=True)
class RedEye:
    """An exit just before midnight (A5): the local hour of the flight, the e-ticket, and the note filed with the
    office."""

    hour: int  # Give 0 to 23.
    ticket: str
    note: str


Endorsement = Literal["90 days once", "90 days twice", "90 days multiple", "180 days", "365 days"]


@dataclass(frozen=True, kw_only=True)
class Permit:
    """The endorsement of a permit for Hong Kong or Macao that the team asks for, and the days it stays each
    time."""

    endorsement: Endorsement
    days: int  # Give a number above 0.


Carried = Literal["nothing", "secret", "top_secret"]


@dataclass(frozen=True, kw_only=True)
class VisitPlan:
    """What a visit is about: who goes where, when, why, invited by whom, and paid how. Dates are local. `carries`:
    the highest class of what the team takes along (A18)."""

    unit: str
    purpose: str
    organisation: Label
    country: str  # Give two letters, such as GR.
    city: Label
    stops: Sequence[Stop]
    departs_on: date
    returns_on: date
    members: Sequence[Member]
    plan_year: int
    plan_entry: str
    budget: Sequence[BudgetLine]
    reciprocal: bool = False
    transits: Sequence[Transit] = ()
    off_plan_reason: str | None = None
    organiser: OtherOrganiser | None = None
    task: Task = "work"
    inviter: Inviter | None = None
    itinerary: Sequence[Session] = ()
    red_eye: RedEye | None = None
    permit: Permit | None = None
    secret: bool = False
    for_profit: bool = False
    carries: Carried = "nothing"


@dataclass(frozen=True, kw_only=True)
class DraftVisit:
    visit_id: UUID | None = None  # Left out, a new file gets a new id.
    visit: VisitPlan


@dataclass(frozen=True, kw_only=True)
class ReviseVisit:
    """Change a draft, or what was returned for completion."""

    visit_id: UUID
    visit: VisitPlan


@dataclass(frozen=True, kw_only=True)
class PublicizeVisit:
    """A member's unit posted the notice (A6)."""

    visit_id: UUID
    unit: str
    posted_on: date


@dataclass(frozen=True, kw_only=True)
class ClearBudget:
    """One side of the unit signs the budget (A12); the other side is another person."""

    visit_id: UUID
    side: Literal["foreign_affairs", "finance"]


@dataclass(frozen=True, kw_only=True)
class SubmitVisit:
    """The unit's signatory submits, also again after a return."""

    visit_id: UUID


@dataclass(frozen=True, kw_only=True)
class WithdrawVisit:
    visit_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReturnVisit:
    """All that is missing, told once and completely."""

    visit_id: UUID
    missing: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class ReviewVisitAsClerk:
    visit_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReviewVisitAsSection:
    visit_id: UUID


@dataclass(frozen=True, kw_only=True)
class SignVisit:
    """The director's signature: it issues the approval where the office decides, under the register's next number;
    else the case is reported up."""

    visit_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReportVisitUp:
    """The vice-mayor signs the request (请示) to the upper authority; the register numbers it."""

    visit_id: UUID


@dataclass(frozen=True, kw_only=True)
class RecordUpperDecision:
    """`document` is the number of the answer; `decided_on` its day, today if it is left out."""

    visit_id: UUID
    approved: bool
    document: str
    decided_on: date | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReturnVisitFromAbove:
    """The authority above sends the case back, to be mended, submitted and reported anew."""

    visit_id: UUID
    document: str
    missing: Sequence[str]
    decided_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class RefuseVisit:
    visit_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class AmendVisit:
    """Grant what was requested: a new document supersedes the old one. The register numbers what the office
    decides; `document` is that of the authority above, where it decides."""

    visit_id: UUID
    document: str | None = None


@dataclass(frozen=True, kw_only=True)
class CancelVisit:
    visit_id: UUID
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class RecordDeparture:
    visit_id: UUID
    departed_on: date


@dataclass(frozen=True, kw_only=True)
class RecordReturn:
    visit_id: UUID
    returned_on: date


@dataclass(frozen=True, kw_only=True)
class ReturnPassports:
    """By these travellers; by all who still hold one if none is named."""

    visit_id: UUID
    handed_in_on: date
    travellers: Sequence[UUID] = ()


@dataclass(frozen=True, kw_only=True)
class FileReport:
    visit_id: UUID
    filed_on: date


@dataclass(frozen=True, kw_only=True)
class CloseVisit:
    visit_id: UUID


@dataclass(frozen=True, kw_only=True)
class SetCityQuota:
    """How many visits, and people, all units together may send in a year."""

    year: int
    visits: int  # Give 0 or a number above it.
    people: int  # Give 0 or a number above it.


@dataclass(frozen=True, kw_only=True)
class AllotQuota:
    """How many visits, and people, a unit may send in a year; all allotments together stay within the city's
    total."""

    year: int
    unit: str
    visits: int  # Give 0 or a number above it.
    people: int  # Give 0 or a number above it.


@dataclass(frozen=True, kw_only=True)
class PlanEntry:
    number: str
    purpose: str
    country: str  # Give two letters, such as GR.
    people: int  # Give a number above 0.


@dataclass(frozen=True, kw_only=True)
class DraftPlan:
    """A unit drafts its annual plan, and drafts it anew until it is adopted; `plan` is `<unit>/<year>`."""

    plan: str  # Such as commerce-bureau/2027.
    entries: Sequence[PlanEntry]


@dataclass(frozen=True, kw_only=True)
class RaiseObjection:
    """Somebody objects to what a unit's notice says; nothing is decided until it is investigated."""

    visit_id: UUID
    objection: str
    unit: str
    raised_on: date
    ground: str


@dataclass(frozen=True, kw_only=True)
class SettleObjection:
    """What the investigation found."""

    visit_id: UUID
    objection: str
    upheld: bool
    finding: str


Body = Literal["organization-department", "secrecy-bureau"]


@dataclass(frozen=True, kw_only=True)
class GiveOpinion:
    """The organization department's or the secrecy bureau's; given again, it replaces the one before (A18)."""

    visit_id: UUID
    body: Body
    favourable: bool
    opinion: str
    document: str


@dataclass(frozen=True, kw_only=True)
class RequestConsent:
    """The office writes to a member's own authority (A23), under the register's next number; after a refusal it may
    ask anew."""

    visit_id: UUID
    authority: str


@dataclass(frozen=True, kw_only=True)
class RecordConsent:
    """What that authority answered, with its document's number."""

    visit_id: UUID
    authority: str
    given: bool
    document: str


@dataclass(frozen=True, kw_only=True)
class ResumeVisit:
    """The undo of a withdrawal: it is a draft again."""

    visit_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReconsiderVisit:
    """What the office refused goes back to the unit, to be mended and submitted again."""

    visit_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class RequestAmendment:
    """The unit asks for other dates, stops or members (A17); asked again, it replaces the first request."""

    visit_id: UUID
    visit: VisitPlan
    reason: str


@dataclass(frozen=True, kw_only=True)
class DropAmendment:
    """The approved visit stands as it was: the unit takes its request back, or the office does not grant it."""

    visit_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostponeVisit:
    """The same trip on later days. Its document stays in force, in a new version; or with `new_number` the register
    numbers a new one that supersedes it. `document` is that of the authority above, where it decides."""

    visit_id: UUID
    departs_on: date
    reason: str
    new_number: bool = False
    document: str | None = None


@dataclass(frozen=True, kw_only=True)
class ChangeDeparture:
    """The team leaves on another day than approved; every deadline moves with it."""

    visit_id: UUID
    departs_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class DelayReturn:
    """The team can't be back in time, by typhoon for example; every deadline moves with it."""

    visit_id: UUID
    returns_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReturnDocuments:
    """The original of a recalled document is back."""

    visit_id: UUID
    document: str
    handed_in_on: date


@dataclass(frozen=True, kw_only=True)
class IssueDocuments:
    """The original of the approval is handed to the unit."""

    visit_id: UUID
    issued_on: date


@dataclass(frozen=True, kw_only=True)
class LendPassports:
    """To these travellers, by their ids; to all of the team if none is named."""

    visit_id: UUID
    lent_on: date
    travellers: Sequence[UUID] = ()


@dataclass(frozen=True, kw_only=True)
class PublicizeResult:
    """What was actually done is posted in the unit (A8)."""

    visit_id: UUID
    posted_on: date


PaperKind = Literal[
    "agreement", "memorandum", "important_talks", "approval", "request", "itinerary", "report", "talks", "routine"
]


@dataclass(frozen=True, kw_only=True)
class FiledPaper:
    """A paper of a file, by its own number or title."""

    kind: PaperKind
    number: str


@dataclass(frozen=True, kw_only=True)
class ArchiveVisit:
    """With the list of the file's papers; how long each is kept follows from its kind."""

    visit_id: UUID
    papers: Sequence[FiledPaper]


@dataclass(frozen=True, kw_only=True)
class AcknowledgeWarning:
    """The unit has told its team of the alert."""

    visit_id: UUID
    alert_id: UUID


@dataclass(frozen=True, kw_only=True)
class AdoptPlan:
    """Adopt a unit's annual plan: as it was drafted, or with these entries."""

    plan: str  # Such as commerce-bureau/2027.
    entries: Sequence[PlanEntry] = ()


RegulationKind = Literal["law", "regulation", "policy", "local"]


@dataclass(frozen=True, kw_only=True)
class AdoptRegulation:
    """Enter a text that the office works by. `reference`: the text itself, or where it is kept."""

    regulation_id: UUID | None = None  # Left out, a new file gets a new id.
    kind: RegulationKind
    title: Label
    issuer: str
    number: str
    issued_on: date
    effective_on: date
    reference: str


@dataclass(frozen=True, kw_only=True)
class AmendRegulation:
    """Another text changes it from a day on."""

    regulation_id: UUID
    number: str
    effective_on: date
    change: str


@dataclass(frozen=True, kw_only=True)
class RepealRegulation:
    regulation_id: UUID
    repealed_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Citation:
    """Where a value of a set, or a rule that has none, comes from. `field` is the value's name or the rule's
    number, `number` the regulation's, as registered."""

    field: str
    number: str
    article: str


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """Limits in force from a day on. `days`, `far_days`: by number of countries, both the day out and the day back
    counted; `official_share`: a fraction such as 2/3; `lead_days`: one country, Schengen, and two or more
    countries, the USA or South America (A20); `bureau_years`, `division_years`: years between two departures of
    somebody of such a rank (A21). `citations`: the text that each value comes from; what they leave out is cited as
    in `SHIPPED`."""

    effective_from: date
    source: str
    team_size: int
    countries: int
    days: Sequence[int]
    far_days: Sequence[int]
    hong_kong_macao_days: int
    hong_kong_macao_most_days: int
    red_eye_from_hour: int
    publicity_working_days: int
    passport_days: int
    lock_after_days: int
    passport_months: int
    record_years: int
    official_share: str
    half_days_up_to: int
    report_months: int = 1
    lead_days: Sequence[int] | None = None
    bureau_years: int | None = None
    division_years: int | None = None
    citations: Sequence[Citation] = ()


@dataclass(frozen=True, kw_only=True)
class AdoptRuleSet:
    """Values that hold from `rules.effective_from` on, each citing its text. `rule_set` is `office`."""

    rule_set: Literal["office"]
    rules: RuleSet


@dataclass(frozen=True, kw_only=True)
class RepealRuleSet:
    """Take back a set that does not hold yet."""

    rule_set: Literal["office"]
    effective_from: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Regulations:
    """Those in force on a day, today if it is left out; of a kind; those that have the words in number or title."""

    on: date | None = None
    kind: RegulationKind | None = None
    words: str | None = None
    limit: int = 100  # Give a number above 0.


class ListRegulationsRegulations(TypedDict):
    regulation_id: str  # uuid
    kind: str
    number: str
    title_zh: str
    title_en: str
    issuer: str
    issued_on: str  # date
    effective_on: str  # date
    repealed_on: str | None  # date


class ListRegulationsAnswer(TypedDict):
    on: str  # date
    regulations: list[ListRegulationsRegulations]


@dataclass(frozen=True, kw_only=True)
class RegulationById:
    regulation_id: UUID


class GetRegulationChanges(TypedDict):
    number: str
    effective_on: str  # date
    change: str


class GetRegulationCitedBy(TypedDict):
    effective_from: str  # date
    field: str
    article: str


class GetRegulationAnswer(TypedDict):
    regulation_id: str  # uuid
    kind: str
    number: str
    title_zh: str
    title_en: str
    issuer: str
    issued_on: str  # date
    effective_on: str  # date
    reference: str
    repealed_on: str | None  # date
    repeal_reason: str | None
    changes: list[GetRegulationChanges]
    cited_by: list[GetRegulationCitedBy]


@dataclass(frozen=True, kw_only=True)
class RuleSets:
    """All sets, those that come with the service and those adopted, the earliest first."""


class ListRuleSetsRuleSetsRulesCitations(TypedDict):
    field: str
    number: str
    article: str


class ListRuleSetsRuleSetsRules(TypedDict):
    effective_from: str  # date
    source: str
    team_size: int
    countries: int
    days: list[int]
    far_days: list[int]
    hong_kong_macao_days: int
    hong_kong_macao_most_days: int
    red_eye_from_hour: int
    publicity_working_days: int
    passport_days: int
    lock_after_days: int
    passport_months: int
    record_years: int
    official_share: str
    half_days_up_to: int
    report_months: int
    lead_days: list[int] | None
    bureau_years: int | None
    division_years: int | None
    citations: list[ListRuleSetsRuleSetsRulesCitations]


class ListRuleSetsRuleSets(TypedDict):
    rules: ListRuleSetsRuleSetsRules
    adopted_by: str | None
    adopted_at: str | None  # date-time
    effective_from: NotRequired[str]  # date


class ListRuleSetsCitedElse(TypedDict):
    field: str
    number: str
    article: str


class ListRuleSetsAnswer(TypedDict):
    rule_sets: list[ListRuleSetsRuleSets]
    cited_else: list[ListRuleSetsCitedElse]


@dataclass(frozen=True, kw_only=True)
class Notice:
    unit: str
    posted_on: date


@dataclass(frozen=True, kw_only=True)
class CheckVisit:
    """A visit as it would be drafted, with what is known of its notices and of who signed its budget; or a case by
    its id; or both, for how that case would be revised. Judged as if it were submitted on that day, today if none
    is named."""

    visit: VisitPlan | None = None
    visit_id: UUID | None = None
    notices: Sequence[Notice] = ()
    sides: Sequence[Literal["foreign_affairs", "finance"]] = ()
    on: date | None = None


class CheckVisitRuleSet(TypedDict):
    effective_from: str  # date
    source: str


class CheckVisitMissing(TypedDict):
    submit_visit: list[str]
    review_visit_as_clerk: list[str]
    sign_visit: list[str]


class CheckVisitRules(TypedDict):
    rule: str
    article: str
    value: str
    found: str
    passed: bool
    mend: str
    before: str


class CheckVisitDecidedByRow(TypedDict):
    row: str
    matter: str
    decides: str
    number: str
    article: str
    ranks: list[str]
    destination: str
    tasks: list[str]
    invitees: list[str]


class CheckVisitDecidedBy(TypedDict):
    unit: str
    decides: str
    asked: str
    row: CheckVisitDecidedByRow
    cites: str
    effective_from: str  # date
    source: str


class CheckVisitAnswer(TypedDict):
    unit: str
    visit_id: str  # uuid
    state: str
    on: str  # date
    rule_set: CheckVisitRuleSet
    may_submit: bool
    missing: CheckVisitMissing
    rules: list[CheckVisitRules]
    decided_by: CheckVisitDecidedBy


@dataclass(frozen=True, kw_only=True)
class RuleChanges:
    """Values as in a rule set; what is left out stays. `no_longer`: values that would not be in force."""

    team_size: int | None = None
    countries: int | None = None
    days: Sequence[int] | None = None
    far_days: Sequence[int] | None = None
    hong_kong_macao_days: int | None = None
    hong_kong_macao_most_days: int | None = None
    red_eye_from_hour: int | None = None
    publicity_working_days: int | None = None
    passport_months: int | None = None
    record_years: int | None = None
    official_share: str | None = None
    half_days_up_to: int | None = None
    lead_days: Sequence[int] | None = None
    bureau_years: int | None = None
    division_years: int | None = None
    no_longer: Sequence[Literal["lead_days", "bureau_years", "division_years"]] = ()


@dataclass(frozen=True, kw_only=True)
class EffectOfChange:
    """Of cases submitted from a day to a day; of a unit."""

    changes: RuleChanges
    submitted_from: date | None = None
    submitted_to: date | None = None
    unit: str | None = None
    limit: int = 1000  # Give a number above 0.


class EffectOfRuleChangeAnswer(TypedDict):
    judged: int
    changed: int
    by_rule: list[Any]
    cases: list[Any]


Matter = Literal["visit", "invitation"]


Level = Literal["centre", "state_council", "province", "office"]


Destination = Literal["abroad", "hong-kong-macao"]


Invitee = Literal["serving", "former", "parliament", "envoy"]


@dataclass(frozen=True, kw_only=True)
class AuthorityRow:
    """A row decides what it fits; what it leaves empty fits everything. `ranks`: of the head of the team, or of the
    guests; `destination` and `tasks` are a visit's, `invitees` an invitation's. `number` and `article`: the
    text."""

    row: str
    matter: Matter
    decides: Level
    number: str
    article: str
    ranks: Sequence[Rank] = ()
    destination: Destination | None = None
    tasks: Sequence[Task] = ()
    invitees: Sequence[Invitee] = ()


@dataclass(frozen=True, kw_only=True)
class AuthorityTable:
    """In force from a day on. The first row that fits decides."""

    effective_from: date
    source: str
    rows: Sequence[AuthorityRow]


@dataclass(frozen=True, kw_only=True)
class AdoptAuthorityTable:
    """A table that holds from `table.effective_from` on, each row citing its text. `authority` is `office`."""

    authority: Literal["office"]
    table: AuthorityTable


@dataclass(frozen=True, kw_only=True)
class RepealAuthorityTable:
    """Take back a table that does not hold yet."""

    authority: Literal["office"]
    effective_from: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class AuthorityTables:
    """All tables, those that come with the service and those adopted, the earliest first."""


class ListAuthorityTablesTablesAuthorityRows(TypedDict):
    row: str
    matter: str
    decides: str
    number: str
    article: str
    ranks: list[str]
    destination: str | None
    tasks: list[str]
    invitees: list[str]


class ListAuthorityTablesTablesAuthority(TypedDict):
    effective_from: str  # date
    source: str
    rows: list[ListAuthorityTablesTablesAuthorityRows]


class ListAuthorityTablesTables(TypedDict):
    authority: ListAuthorityTablesTablesAuthority
    adopted_by: str | None
    adopted_at: str | None  # date-time
    effective_from: NotRequired[str]  # date


class ListAuthorityTablesAnswer(TypedDict):
    tables: list[ListAuthorityTablesTables]


@dataclass(frozen=True, kw_only=True)
class WhoDecides:
    """A visit as it would be drafted, or a visit or invitation by its id; by the table in force on that day, today
    if none is named, or on the day of its submission if it was submitted."""

    visit: VisitPlan | None = None
    visit_id: UUID | None = None
    invitation_id: UUID | None = None
    on: date | None = None


class WhoDecidesRow(TypedDict):
    row: str
    matter: str
    decides: str
    number: str
    article: str
    ranks: list[str]
    destination: str
    tasks: list[str]
    invitees: list[str]


class WhoDecidesAnswer(TypedDict):
    unit: str
    decides: str
    asked: str
    row: WhoDecidesRow
    cites: str
    effective_from: str  # date
    source: str


DeputisedRole = Literal[
    "clerk",
    "section_head",
    "director",
    "vice_mayor",
    "provincial_officer",
    "passport_keeper",
    "unit_signatory",
    "finance",
    "organization_department",
    "secrecy_bureau",
]


@dataclass(frozen=True, kw_only=True)
class AppointDeputy:
    """Somebody acts for somebody else in a role, both days included. `principal` and `deputy` are actors' ids;
    `document` is the paper that says so."""

    principal: str
    deputy: str
    role: DeputisedRole
    from_on: date
    until_on: date
    document: str


@dataclass(frozen=True, kw_only=True)
class EndDeputy:
    """The acting period ends before its last day: from today on the deputy acts no more."""

    principal: str
    deputy: str
    role: DeputisedRole
    reason: str


@dataclass(frozen=True, kw_only=True)
class DeputiesOn:
    """Who acts for whom on a day, today if none is named; for one principal, or by one deputy."""

    on: date | None = None
    principal: str | None = None
    deputy: str | None = None
    limit: int = 100  # Give a number above 0.


class DeputiesOnDeputies(TypedDict):
    principal: str
    deputy: str
    role: str
    from_on: str  # date
    until_on: str  # date
    document: str
    appointed_by: str


class DeputiesOnAnswer(TypedDict):
    on: str  # date
    deputies: list[DeputiesOnDeputies]


@dataclass(frozen=True, kw_only=True)
class ReplacePlanEntry:
    """Put another entry in the place of one that no visit uses, with the reason (A11); its number is a new one."""

    plan: str  # Such as commerce-bureau/2027.
    entry: str
    replacement: PlanEntry
    reason: str


@dataclass(frozen=True, kw_only=True)
class ClosePlan:
    """At the year's end: what was not used lapses."""

    plan: str  # Such as commerce-bureau/2027.


Reader = Literal["unit_specialist", "unit_signatory"]


@dataclass(frozen=True, kw_only=True)
class Circular:
    """`addressees`: the units that have to read it, each through somebody of the role `read_by`, by `due_on`.
    `supersedes`: the circular that this one replaces."""

    title: str
    text: str
    addressees: Sequence[str]
    due_on: date
    read_by: Reader = "unit_signatory"
    supersedes: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class DraftCircular:
    circular_id: UUID | None = None  # Left out, a new file gets a new id.
    circular: Circular


@dataclass(frozen=True, kw_only=True)
class ReviseCircular:
    circular_id: UUID
    circular: Circular


@dataclass(frozen=True, kw_only=True)
class IssueCircular:
    """Send it to its addressees, under its number."""

    circular_id: UUID
    number: str


@dataclass(frozen=True, kw_only=True)
class AcknowledgeCircular:
    """The unit has read it and will act on it."""

    circular_id: UUID
    unit: str


@dataclass(frozen=True, kw_only=True)
class WithdrawCircular:
    circular_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class OpenRegister:
    """Where numbers were given by hand before this system: `last` is the last of them, in that year. `register` is
    the head of its numbers, such as 筑外批〔2026〕."""

    register: str
    last: int  # Give 0 or a number above it.


@dataclass(frozen=True, kw_only=True)
class Registers:
    """One register, such as 筑外批〔2026〕; all of them, if none is named."""

    register: str | None = None
    limit: int = 100  # Give a number above 0.


class ListNumbersNumbers(TypedDict):
    register: str | None
    serial: int | None
    number: str | None
    given_at: str | None  # date-time
    visit_id: str | None  # uuid
    direction: str | None
    kind: str | None
    unit: str | None
    version: int | None
    status: str | None


class ListNumbersAnswer(TypedDict):
    numbers: list[ListNumbersNumbers]


DocumentKind = Literal["approval", "confirmation", "notice", "invitation", "request"]


@dataclass(frozen=True, kw_only=True)
class Documents:
    """By kind, state, or the case that they belong to."""

    kind: DocumentKind | None = None
    status: Literal["in force", "superseded", "revoked"] | None = None
    visit_id: UUID | None = None
    unit: str | None = None
    limit: int = 100  # Give a number above 0.


class ListDocumentsDocuments(TypedDict):
    number: str
    version: int
    kind: str
    status: str
    unit: str
    visit_id: str  # uuid
    direction: str
    receiver: str
    languages: list[str]
    signed_by: str
    issued_at: str  # date-time
    valid_from: str  # date
    valid_until: str  # date
    superseded_by: str | None
    reason_code: str | None
    ended_at: str | None  # date-time


class ListDocumentsAnswer(TypedDict):
    documents: list[ListDocumentsDocuments]


@dataclass(frozen=True, kw_only=True)
class DocumentByNumber:
    """In that version; the last one, if none is named."""

    number: str
    version: int | None = None  # Give a number above 0.


class GetDocumentContentTo(TypedDict):
    en: str
    zh: str


class GetDocumentContentCity(TypedDict):
    en: str
    zh: str


class GetDocumentContentUnit(TypedDict):
    en: str
    zh: str


class GetDocumentContentStopsCity(TypedDict):
    en: str
    zh: str


class GetDocumentContentStops(TypedDict):
    city: GetDocumentContentStopsCity
    region: str
    country: str
    leaves_on: str  # date
    arrives_on: str  # date


class GetDocumentContentPeopleName(TypedDict):
    en: str
    zh: str


class GetDocumentContentPeopleUnit(TypedDict):
    en: str
    zh: str


class GetDocumentContentPeople(TypedDict):
    name: GetDocumentContentPeopleName
    post: str
    rank: str
    unit: GetDocumentContentPeopleUnit
    person_id: str  # uuid
    nationality: str
    passport_number: str | None


class GetDocumentContentOrganisation(TypedDict):
    en: str
    zh: str


class GetDocumentContent(TypedDict):
    to: GetDocumentContentTo
    city: GetDocumentContentCity
    kind: str
    unit: GetDocumentContentUnit
    basis: str
    stops: list[GetDocumentContentStops]
    visas: list[str]
    budget: str  # decimal
    envoys: bool
    people: list[GetDocumentContentPeople]
    country: str
    ends_on: str  # date
    subject: str
    starts_on: str  # date
    head_title: str
    subject_en: str
    organisation: GetDocumentContentOrganisation


class GetDocumentAnswer(TypedDict):
    number: str
    version: int
    kind: str
    status: str
    unit: str
    visit_id: str  # uuid
    direction: str
    receiver: str
    languages: list[str]
    signed_by: str
    issued_at: str  # date-time
    valid_from: str  # date
    valid_until: str  # date
    superseded_by: str | None
    reason_code: str | None
    ended_at: str | None  # date-time
    content: GetDocumentContent
    digest: str
    code: str
    qr: str
    intact: bool


Language = Literal["zh", "en"]


Form = Literal["paper", "verification"]


@dataclass(frozen=True, kw_only=True)
class RenderDocument:
    """`form`: of an invitation also its verification (邀请核实单), for the visa; else the paper itself."""

    number: str
    version: int | None = None  # Give a number above 0.
    language: Language = "zh"
    form: Form = "paper"


@dataclass(frozen=True, kw_only=True)
class VerifyDocument:
    """What stands on the paper: its number, and the code beside the QR code."""

    number: str
    code: str


class VerifyDocumentAnswer(TypedDict):
    genuine: bool
    number: None
    kind: None
    version: None
    status: None
    superseded_by: None
    issued_on: None
    valid_from: None
    valid_until: None
    ended_on: None


@dataclass(frozen=True, kw_only=True)
class DocumentKey:
    """Nothing is asked but the key."""


class DocumentKeyAnswer(TypedDict):
    key_id: str
    public_key: str


VisaCategory = Literal["F", "M", "J1", "J2", "Z", "R", "L", "S1", "S2", "official", "visa_free"]


@dataclass(frozen=True, kw_only=True)
class PastVisa:
    """A visa that the guest has had for China."""

    visa: VisaCategory
    year: int


Entries = Literal["once", "twice", "multiple"]


@dataclass(frozen=True, kw_only=True)
class Lodging:
    """Where a guest lodges who doesn't lodge in a hotel, and who registers it within 24 hours: the guest, or the
    host (Exit-Entry Law art 39)."""

    address: str
    registers: Literal["guest", "host"]


@dataclass(frozen=True, kw_only=True)
class Guest:
    """`rank`: the Chinese rank to which the post corresponds; `former`: they hold the post no more; `parliament`:
    an important member of parliament. `past_visas`: None if not told. `days`: the days of stay asked for each
    entry. `work_permit`: the number of the permit of one who comes to work (art 41). No `lodging`: a hotel."""

    person_id: UUID | None = None
    name: Name
    nationality: str  # Give two letters, such as GR.
    post: str
    rank: Rank
    former: bool = False
    parliament: bool = False
    passport_number: str | None = None
    passport_expires_on: date | None = None
    past_visas: Sequence[PastVisa] | None = None
    visa: VisaCategory | None = None
    entries: Entries = "once"
    days: int | None = None  # Give a number above 0.
    work_permit: str | None = None
    lodging: Lodging | None = None


InvitationKind = Literal["guests", "envoys"]


@dataclass(frozen=True, kw_only=True)
class InvitationPlan:
    """What an invitation is about: who is invited by whom, from where, why and when. Dates are local. `guarantor`:
    who answers for the guests' costs and for their leaving in time. `purpose_en`: as the English letter says it, if
    that is not as `purpose` does."""

    unit: str
    purpose: str
    organisation: Label
    country: str  # Give two letters, such as GR.
    city: Label
    guests: Sequence[Guest]
    arrives_on: date
    leaves_on: date
    kind: InvitationKind = "guests"
    guarantor: str | None = None
    reciprocal: bool = False
    purpose_en: str | None = None


@dataclass(frozen=True, kw_only=True)
class DraftInvitation:
    """The inviter answers for the truth of what it says (Exit-Entry Law art 19)."""

    invitation_id: UUID | None = None  # Left out, a new file gets a new id.
    invitation: InvitationPlan


@dataclass(frozen=True, kw_only=True)
class ReviseInvitation:
    """Change a draft, or what was returned for completion."""

    invitation_id: UUID
    invitation: InvitationPlan


@dataclass(frozen=True, kw_only=True)
class StampInvitation:
    """The unit's line department stamps it."""

    invitation_id: UUID
    department: str


@dataclass(frozen=True, kw_only=True)
class VouchForInvitation:
    """The named signatory of the unit states that it is true and needed, and answers for it (art 19)."""

    invitation_id: UUID
    signatory: Name
    post: str


@dataclass(frozen=True, kw_only=True)
class SubmitInvitation:
    """The unit's signatory submits, also again after a return."""

    invitation_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReturnInvitation:
    """All that is missing, told once and completely."""

    invitation_id: UUID
    missing: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class ReviewInvitationAsClerk:
    invitation_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReviewInvitationAsSection:
    invitation_id: UUID


@dataclass(frozen=True, kw_only=True)
class SignInvitation:
    """The director's signature: it approves where the office decides, under the register's next number; else the
    case is reported up."""

    invitation_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReportInvitationUp:
    """The vice-mayor signs the request (请示) to the level that decides; envoys the director passes on [S17]. The
    register numbers it."""

    invitation_id: UUID


@dataclass(frozen=True, kw_only=True)
class RecordUpperInvitationDecision:
    """The answer from above, with its document's number and day: today, if none is given."""

    invitation_id: UUID
    approved: bool
    document: str
    decided_on: date | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReturnInvitationFromAbove:
    """The level above wants it mended: all of it, told at once."""

    invitation_id: UUID
    document: str
    missing: Sequence[str]
    decided_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class RefuseInvitation:
    invitation_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReconsiderInvitation:
    """Take up again what the office itself refused."""

    invitation_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class WithdrawInvitation:
    invitation_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class ResumeInvitation:
    """Take up again what was withdrawn."""

    invitation_id: UUID


@dataclass(frozen=True, kw_only=True)
class RequestInvitationAmendment:
    """Other dates, guests, posts or entries of an approved invitation: all of it, as it shall be."""

    invitation_id: UUID
    invitation: InvitationPlan
    reason: str


@dataclass(frozen=True, kw_only=True)
class DropInvitationAmendment:
    invitation_id: UUID


@dataclass(frozen=True, kw_only=True)
class AmendInvitation:
    """Grant the amendment that was asked for, by a document that supersedes the earlier one. The register numbers
    what the office decides; `document` is that of the level above, where it decides."""

    invitation_id: UUID
    document: str | None = None


@dataclass(frozen=True, kw_only=True)
class ChangeGuestPost:
    """A guest holds another post now, before the arrival."""

    invitation_id: UUID
    person_id: UUID
    post: str
    rank: Rank
    former: bool = False


@dataclass(frozen=True, kw_only=True)
class CancelInvitation:
    invitation_id: UUID
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class RecordGuestsArrived:
    """Whom reception doesn't receive, the inviter does."""

    invitation_id: UUID
    arrived_on: date


@dataclass(frozen=True, kw_only=True)
class RecordGuestsLeft:
    """The day on which the last of them left China; recorded again with another day, it moves the close-out."""

    invitation_id: UUID
    left_on: date


@dataclass(frozen=True, kw_only=True)
class RegisterLodging:
    """Who lodges outside hotels has been registered with the police (art 39)."""

    invitation_id: UUID
    registered_on: date


@dataclass(frozen=True, kw_only=True)
class ReportOverstay:
    """Guests who stay longer than approved were reported to the police (art 45), by that paper."""

    invitation_id: UUID
    reported_on: date
    document: str


@dataclass(frozen=True, kw_only=True)
class GuestOutcome:
    """What became of a guest: whether they came, and the day on which they left China."""

    person_id: UUID | None = None
    came: bool
    left_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class CloseOutInvitation:
    """销签: what became of each guest, all at once; again, if something of it was wrong."""

    invitation_id: UUID
    guests: Sequence[GuestOutcome]


@dataclass(frozen=True, kw_only=True)
class ArchiveInvitation:
    """All papers of the closed file."""

    invitation_id: UUID
    papers: Sequence[FiledPaper]


@dataclass(frozen=True, kw_only=True)
class ConferencePlan:
    """What a conference is about, who comes from where, and when. Dates are local. `countries`: from which people
    come, China left out or not; `people`: all of them, the `foreigners` among them. `highest_rank`: of the foreign
    guests; a former head of state or government counts as one in office. `great_body`: a general or special
    conference of the United Nations or of an important international organisation. `budget` is recorded
    (财行〔2015〕371号)."""

    unit: str
    title: Label
    theme: str
    place: Label
    countries: Sequence[str]
    foreigners: int  # Give 0 or a number above it.
    people: int  # Give 0 or a number above it.
    starts_on: date
    ends_on: date
    natural_sciences: bool = False
    sensitive: bool = False
    great_body: bool = False
    highest_rank: Rank = "staff"
    organisers: Sequence[str] = ()
    budget: Sequence[BudgetLine] = ()
    funding: str | None = None


@dataclass(frozen=True, kw_only=True)
class DraftConference:
    conference_id: UUID | None = None  # Left out, a new file gets a new id.
    conference: ConferencePlan


@dataclass(frozen=True, kw_only=True)
class ReviseConference:
    """Change a draft, or what was returned; or an approved one, which then needs a new approval. Changed back to
    what is approved, it is approved as before."""

    conference_id: UUID
    conference: ConferencePlan


@dataclass(frozen=True, kw_only=True)
class SubmitConference:
    """The unit's signatory applies, also again after a return."""

    conference_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReturnConference:
    """All that is missing, told once and completely."""

    conference_id: UUID
    missing: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class ReviewConferenceAsClerk:
    conference_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReviewConferenceAsSection:
    conference_id: UUID


@dataclass(frozen=True, kw_only=True)
class SignConference:
    """The director's signature, for the city's request upward."""

    conference_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReportConferenceUp:
    """The vice-mayor signs the city's request."""

    conference_id: UUID
    report_number: str


@dataclass(frozen=True, kw_only=True)
class RecordConferenceDecision:
    """The answer from above, with its document's number and date."""

    conference_id: UUID
    approved: bool
    document: str
    decided_on: date


@dataclass(frozen=True, kw_only=True)
class RefuseConference:
    conference_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class WithdrawConference:
    conference_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class ResumeConference:
    """Take up again what was withdrawn."""

    conference_id: UUID


@dataclass(frozen=True, kw_only=True)
class CancelConference:
    conference_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class ConferenceReport:
    """What came of it. Money in CNY."""

    document: str
    foreigners: int  # Give 0 or a number above it.
    people: int  # Give 0 or a number above it.
    cost: Decimal  # Give 0 or a number above it.
    summary: str


@dataclass(frozen=True, kw_only=True)
class FileConferenceReport:
    conference_id: UUID
    report: ConferenceReport


@dataclass(frozen=True, kw_only=True)
class ArchiveConference:
    """All papers of the file."""

    conference_id: UUID
    papers: Sequence[FiledPaper]


@dataclass(frozen=True, kw_only=True)
class VisitById:
    visit_id: UUID


class GetVisitMembers(TypedDict):
    person_id: str  # uuid
    name_zh: str
    name_en: str
    unit: str
    post: str
    rank: str


class GetVisitAnswer(TypedDict):
    visit_id: str  # uuid
    state: str
    unit: str
    purpose: str
    country: str
    city_zh: str
    city_en: str
    departs_on: str  # date
    returns_on: str  # date
    party: int
    plan: str
    plan_entry: str
    budget: str  # decimal
    plan_reserved: bool | None
    unit_locked: bool | None
    document: str | None
    missing: str | None
    departed_on: str | None  # date
    returned_on: str | None  # date
    passports_due: str | None  # date
    passports_back_on: str | None  # date
    passports_late: bool
    report_due: str | None  # date
    report_filed_on: str | None  # date
    report_late: bool
    issued_on: str | None  # date
    papers_due: str | None  # date
    papers_late: bool
    leaves_on: str | None  # date
    moved_because: str | None
    result_posted_on: str | None  # date
    result_late: bool
    judged_on: str | None  # date
    decides: str | None
    decides_by: str | None
    report_number: str | None
    upper_document: str | None
    upper_decision: str | None
    upper_decided_on: str | None  # date
    submitted_on: str | None  # date
    decided_on: str | None  # date
    long_overdue: bool
    members: list[GetVisitMembers]


class VisitDecisionsDecisionsOutcomes(TypedDict):
    mend: str
    rule: str
    found: str
    value: str
    passed: bool
    article: str


class VisitDecisionsDecisions(TypedDict):
    step: str
    by_actor: str
    at: str  # date-time
    outcomes: list[VisitDecisionsDecisionsOutcomes]


class VisitDecisionsAnswer(TypedDict):
    unit: str
    decisions: list[VisitDecisionsDecisions]


@dataclass(frozen=True, kw_only=True)
class Visits:
    """All, or those in a state, of a unit, to a country. `after` is the last one of the page before."""

    state: str | None = None
    unit: str | None = None
    country: str | None = None
    after: UUID | None = None
    limit: int = 100  # Give a number above 0.


class ListVisitsVisits(TypedDict):
    visit_id: str  # uuid
    state: str
    unit: str
    purpose: str
    country: str
    city_zh: str
    city_en: str
    departs_on: str  # date
    returns_on: str  # date
    party: int
    plan: str
    plan_entry: str
    budget: str  # decimal
    plan_reserved: bool | None
    unit_locked: bool | None
    document: str | None
    missing: str | None
    departed_on: str | None  # date
    returned_on: str | None  # date
    passports_due: str | None  # date
    passports_back_on: str | None  # date
    passports_late: bool
    report_due: str | None  # date
    report_filed_on: str | None  # date
    report_late: bool
    issued_on: str | None  # date
    papers_due: str | None  # date
    papers_late: bool
    leaves_on: str | None  # date
    moved_because: str | None
    result_posted_on: str | None  # date
    result_late: bool
    judged_on: str | None  # date
    decides: str | None
    decides_by: str | None
    report_number: str | None
    upper_document: str | None
    upper_decision: str | None
    upper_decided_on: str | None  # date
    submitted_on: str | None  # date
    decided_on: str | None  # date
    long_overdue: bool


class ListVisitsAnswer(TypedDict):
    visits: list[ListVisitsVisits]


@dataclass(frozen=True, kw_only=True)
class Tray:
    """What waits for a role, such as clerk or unit_specialist, or at every desk; of a unit; only what is late on
    that day, today if none is named."""

    role: str | None = None
    unit: str | None = None
    late: bool = False
    on: date | None = None
    limit: int = 100  # Give a number above 0.


class TrayWaiting(TypedDict):
    desk: str
    kind: str
    matter: str
    next: str
    unit: str
    subject: str
    country: str | None
    since: str  # date-time
    due_on: str | None  # date
    late: bool | None
    case_id: str  # uuid


class TrayAnswer(TypedDict):
    waiting: list[TrayWaiting]


@dataclass(frozen=True, kw_only=True)
class CaseById:
    """The id of a visit, an invitation or a conference."""

    case_id: UUID


class ProgressWaiting(TypedDict):
    desk: str
    matter: str
    next: str
    unit: str
    since: str  # date-time
    due_on: str | None  # date
    late: bool | None


class ProgressAnswer(TypedDict):
    case_id: str  # uuid
    kind: str
    state: str | None
    unit: str
    subject: str
    country: str | None
    starts_on: str | None  # date
    ends_on: str | None  # date
    document: str | None
    missing: list[str]
    waiting: list[ProgressWaiting]


@dataclass(frozen=True, kw_only=True)
class InvitationById:
    invitation_id: UUID


class GetInvitationGuestListPastVisas(TypedDict):
    visa: str
    year: int


class GetInvitationGuestList(TypedDict):
    person_id: str | None  # uuid
    name_zh: str
    name_en: str
    nationality: str
    post: str
    rank: str
    former: bool
    passport_number: str | None
    passport_expires_on: str | None  # date
    past_visas: list[GetInvitationGuestListPastVisas] | None
    visa: str | None
    entries: str
    days: int | None
    lodging: str | None
    came: bool | None
    left_on: str | None  # date
    note: str | None


class GetInvitationAmendments(TypedDict):
    arrives_on: str  # date
    leaves_on: str  # date
    guests: int
    reason: str
    requested_at: str  # date-time


class GetInvitationReminders(TypedDict):
    matter: str
    due_on: str  # date
    days_before: int


class GetInvitationPapers(TypedDict):
    kind: str
    number: str
    retention: str


class GetInvitationAnswer(TypedDict):
    invitation_id: str  # uuid
    state: str
    unit: str
    purpose: str
    organisation_zh: str
    organisation_en: str
    country: str
    head_rank: str
    head_title: str
    guests: int
    arrives_on: str  # date
    leaves_on: str  # date
    document: str | None
    missing: str | None
    close_out_due: str | None  # date
    close_out_late: bool
    kind: str
    city_zh: str | None
    city_en: str | None
    guarantor: str | None
    department: str | None
    vouched_by: str | None
    vouched_post: str | None
    judged_on: str | None  # date
    answer_due: str | None  # date
    close_outs_overdue: int | None
    decides: str | None
    report_number: str | None
    decided_on: str | None  # date
    refused_because: str | None
    supersedes: str | None
    outgrown: bool
    pass_on_due: str | None  # date
    pass_on_late: bool
    arrived_on: str | None  # date
    left_on: str | None  # date
    overstayed: bool
    overstay_reported_on: str | None  # date
    lodging_due: str | None  # date
    lodging_registered_on: str | None  # date
    lodging_late: bool
    close_out_long_overdue: bool
    closed_on: str | None  # date
    guest_list: list[GetInvitationGuestList]
    amendments: list[GetInvitationAmendments]
    reminders: list[GetInvitationReminders]
    papers: list[GetInvitationPapers]


@dataclass(frozen=True, kw_only=True)
class Invitations:
    """All, or those in a state, of a unit, to guests of a country, of a kind."""

    state: str | None = None
    unit: str | None = None
    country: str | None = None
    kind: InvitationKind | None = None
    limit: int = 100  # Give a number above 0.


class ListInvitationsInvitationsGuestList(TypedDict):
    came: bool
    post: str
    rank: str
    name_en: str
    name_zh: str
    person_id: str  # uuid
    nationality: str


class ListInvitationsInvitations(TypedDict):
    invitation_id: str  # uuid
    state: str
    unit: str
    purpose: str
    organisation_zh: str
    organisation_en: str
    country: str
    head_rank: str
    head_title: str
    guests: int
    arrives_on: str  # date
    leaves_on: str  # date
    document: str | None
    missing: str | None
    close_out_due: str | None  # date
    close_out_late: bool
    kind: str
    city_zh: str | None
    city_en: str | None
    guarantor: str | None
    department: str | None
    vouched_by: str | None
    vouched_post: str | None
    judged_on: str | None  # date
    answer_due: str | None  # date
    close_outs_overdue: int | None
    decides: str | None
    report_number: str | None
    decided_on: str | None  # date
    refused_because: str | None
    supersedes: str | None
    outgrown: bool
    pass_on_due: str | None  # date
    pass_on_late: bool
    arrived_on: str | None  # date
    left_on: str | None  # date
    overstayed: bool
    overstay_reported_on: str | None  # date
    lodging_due: str | None  # date
    lodging_registered_on: str | None  # date
    lodging_late: bool
    close_out_long_overdue: bool
    closed_on: str | None  # date
    guest_list: list[ListInvitationsInvitationsGuestList] | None


class ListInvitationsAnswer(TypedDict):
    invitations: list[ListInvitationsInvitations]


@dataclass(frozen=True, kw_only=True)
class CheckInvitation:
    """A draft as it would be sent; an invitation by its id as it stands; or both: the invitation as it would stand
    if it were revised so. A draft is judged as if it were submitted on that day, today if none is named."""

    invitation: InvitationPlan | None = None
    invitation_id: UUID | None = None
    on: date | None = None


class InvitationDecisionsDecisionsOutcomes(TypedDict):
    mend: str
    rule: str
    found: str
    value: str
    passed: bool
    article: str


class InvitationDecisionsDecisions(TypedDict):
    step: str
    by_actor: str
    at: str  # date-time
    outcomes: list[InvitationDecisionsDecisionsOutcomes]


class InvitationDecisionsAnswer(TypedDict):
    unit: str
    decisions: list[InvitationDecisionsDecisions]


@dataclass(frozen=True, kw_only=True)
class InvitationAsOf:
    """At that moment, or at the end of that local day; now, if neither is given."""

    invitation_id: UUID
    at: datetime | None = None
    on: date | None = None


class InvitationAsOfInvitationOrganisation(TypedDict):
    zh: str
    en: str


class InvitationAsOfInvitationCity(TypedDict):
    zh: str
    en: str


class InvitationAsOfInvitationGuestsName(TypedDict):
    zh: str
    en: str


class InvitationAsOfInvitationGuestsPastVisas(TypedDict):
    visa: str
    year: int


class InvitationAsOfInvitationGuestsLodging(TypedDict):
    address: str
    registers: str


class InvitationAsOfInvitationGuests(TypedDict):
    person_id: str  # uuid
    name: InvitationAsOfInvitationGuestsName
    nationality: str
    post: str
    rank: str
    former: bool
    parliament: bool
    passport_number: str | None
    passport_expires_on: str  # date
    past_visas: list[InvitationAsOfInvitationGuestsPastVisas] | None
    visa: str
    entries: str
    days: int
    work_permit: str
    lodging: InvitationAsOfInvitationGuestsLodging | None


class InvitationAsOfInvitation(TypedDict):
    unit: str
    purpose: str
    organisation: InvitationAsOfInvitationOrganisation
    country: str
    city: InvitationAsOfInvitationCity
    guests: list[InvitationAsOfInvitationGuests]
    arrives_on: str  # date
    leaves_on: str  # date
    kind: str
    guarantor: str
    reciprocal: bool
    purpose_en: str


class InvitationAsOfAuthorityRows(TypedDict):
    row: str
    matter: str
    decides: str
    number: str
    article: str
    ranks: list[str]
    destination: str
    tasks: list[str]
    invitees: list[str]


class InvitationAsOfAuthority(TypedDict):
    effective_from: str  # date
    source: str
    rows: list[InvitationAsOfAuthorityRows]


class InvitationAsOfClosed(TypedDict):
    person_id: str  # uuid
    came: bool
    left_on: str  # date
    note: str | None


class InvitationAsOfOutcomes(TypedDict):
    mend: str
    rule: str
    found: str
    value: str
    passed: bool
    article: str


class InvitationAsOfSteps(TypedDict):
    fact: str
    by: str | None
    at: str | None  # date-time


class InvitationAsOfAnswer(TypedDict):
    unit: str
    state: str
    invitation: InvitationAsOfInvitation
    department: str
    voucher: str
    proposed: None
    judged_on: str  # date
    authority: InvitationAsOfAuthority
    decides: str
    document: str
    arrived_on: str  # date
    left_on: str  # date
    close_out_due: str  # date
    closed: list[InvitationAsOfClosed]
    as_of: str  # date-time
    outcomes: list[InvitationAsOfOutcomes]
    steps: list[InvitationAsOfSteps]


@dataclass(frozen=True, kw_only=True)
class CloseOuts:
    """Those not done yet, of a unit; only those that are late on that day, today if none is named."""

    unit: str | None = None
    late: bool = False
    on: date | None = None
    limit: int = 100  # Give a number above 0.


class CloseOutsCloseOuts(TypedDict):
    invitation_id: str  # uuid
    unit: str
    state: str
    purpose: str
    organisation_zh: str
    organisation_en: str
    country: str
    guests: int
    arrives_on: str  # date
    left_on: str | None  # date
    close_out_due: str | None  # date
    late: bool | None
    close_out_long_overdue: bool


class CloseOutsAnswer(TypedDict):
    close_outs: list[CloseOutsCloseOuts]


@dataclass(frozen=True, kw_only=True)
class InviterRecord:
    unit: str


class InviterRecordAnswer(TypedDict):
    unit: str
    invitations: int | None
    approved: int | None
    refused: int | None
    cancelled: int | None
    guests: int | None
    close_outs_open: int | None
    close_outs_late: int | None
    close_outs_long_overdue: int | None
    overstayed: int | None
    lodging_late: int | None
    received_without_sufficient_approval: int | None
    came: int | None
    did_not_come: int | None


@dataclass(frozen=True, kw_only=True)
class ConferenceById:
    conference_id: UUID


class GetConferenceDecisionsOutcomes(TypedDict):
    mend: str
    rule: str
    found: str
    value: str
    passed: bool
    article: str


class GetConferenceDecisions(TypedDict):
    step: str
    by_actor: str
    at: str  # date-time
    outcomes: list[GetConferenceDecisionsOutcomes]


class GetConferenceReminders(TypedDict):
    due_on: str  # date
    days_before: int


class GetConferencePapers(TypedDict):
    kind: str
    number: str
    retention: str


class GetConferenceAnswer(TypedDict):
    conference_id: str  # uuid
    state: str
    unit: str
    title_zh: str
    title_en: str
    theme: str
    place_zh: str
    place_en: str
    countries: list[str]
    foreigners: int
    people: int
    starts_on: str  # date
    ends_on: str  # date
    natural_sciences: bool
    sensitive: bool
    highest_rank: str
    budget: str  # decimal
    funding: str | None
    judged_on: str | None  # date
    missing: str | None
    decides: str | None
    report_number: str | None
    decided_on: str | None  # date
    document: str | None
    supersedes: str | None
    refused_because: str | None
    report_due: str | None  # date
    report_late: bool
    report_document: str | None
    came_foreigners: int | None
    came_people: int | None
    cost: str | None  # decimal
    summary: str | None
    exceeded: bool | None
    decisions: list[GetConferenceDecisions]
    reminders: list[GetConferenceReminders]
    papers: list[GetConferencePapers]


@dataclass(frozen=True, kw_only=True)
class Conferences:
    """All, or those in a state, of a unit, decided by a level, going on in these days."""

    state: str | None = None
    unit: str | None = None
    decides: Level | None = None
    first: date | None = None
    last: date | None = None
    limit: int = 100  # Give a number above 0.


class ListConferencesConferences(TypedDict):
    conference_id: str  # uuid
    state: str
    unit: str
    title_zh: str
    title_en: str
    theme: str
    place_zh: str
    place_en: str
    countries: list[str]
    foreigners: int
    people: int
    starts_on: str  # date
    ends_on: str  # date
    natural_sciences: bool
    sensitive: bool
    highest_rank: str
    budget: str  # decimal
    funding: str | None
    judged_on: str | None  # date
    missing: str | None
    decides: str | None
    report_number: str | None
    decided_on: str | None  # date
    document: str | None
    supersedes: str | None
    refused_because: str | None
    report_due: str | None  # date
    report_late: bool
    report_document: str | None
    came_foreigners: int | None
    came_people: int | None
    cost: str | None  # decimal
    summary: str | None
    exceeded: bool | None


class ListConferencesAnswer(TypedDict):
    conferences: list[ListConferencesConferences]


@dataclass(frozen=True, kw_only=True)
class CheckConference:
    """A draft as it would be sent; a conference by its id as it stands; or both: the conference as it would stand
    if it were revised so. A draft is judged as if it were submitted on that day, today if none is named."""

    conference: ConferencePlan | None = None
    conference_id: UUID | None = None
    on: date | None = None


class CheckConferenceRuleSet(TypedDict):
    effective_from: str  # date
    source: str


class CheckConferenceMissing(TypedDict):
    submit_conference: list[str]


class CheckConferenceRules(TypedDict):
    rule: str
    article: str
    value: str
    found: str
    passed: bool
    mend: str
    before: str


class CheckConferenceDecidedBy(TypedDict):
    decides: str
    cites: str
    why: list[str]


class CheckConferenceAnswer(TypedDict):
    unit: str
    conference_id: None
    state: str
    on: str  # date
    rule_set: CheckConferenceRuleSet
    may_submit: bool
    missing: CheckConferenceMissing
    rules: list[CheckConferenceRules]
    decided_by: CheckConferenceDecidedBy


@dataclass(frozen=True, kw_only=True)
class PlanUse:
    """A unit's plan as it stood at the end of that day, today if none is named."""

    plan: str  # Such as commerce-bureau/2027.
    on: date | None = None


class PlanUseDraft(TypedDict):
    number: str
    people: int
    country: str
    purpose: str


class PlanUseEntries(TypedDict):
    entry: str | None
    purpose: str | None
    country: str | None
    people: int | None
    visit_id: str | None  # uuid
    visit_state: str | None
    used_country: str | None
    used_people: int | None
    off_plan_reason: str | None


class PlanUseAnswer(TypedDict):
    plan: str
    unit: str
    year: int
    state: str | None
    draft: list[PlanUseDraft]
    quota_visits: int | None
    quota_people: int | None
    entries: list[PlanUseEntries]


@dataclass(frozen=True, kw_only=True)
class Plans:
    """The plans of a year, at the end of that day, today if none is named."""

    year: int
    unit: str | None = None
    on: date | None = None
    limit: int = 100  # Give a number above 0.


class ListPlansCity(TypedDict):
    visits: int
    people: int
    planned_visits: int | None
    planned_people: int | None
    used_visits: int | None
    used_people: int | None


class ListPlansPlans(TypedDict):
    unit: str | None
    state: str | None
    quota_visits: int | None
    quota_people: int | None
    planned_visits: int | None
    planned_people: int | None
    used_visits: int | None
    used_people: int | None
    off_plan: int | None


class ListPlansAnswer(TypedDict):
    city: list[ListPlansCity]
    plans: list[ListPlansPlans]


@dataclass(frozen=True, kw_only=True)
class CircularById:
    circular_id: UUID


class GetCircularAddressees(TypedDict):
    unit: str
    reminded_at: str | None  # date-time
    late_since: str | None  # date-time
    read_at: str | None  # date-time


class GetCircularAnswer(TypedDict):
    circular_id: str  # uuid
    state: str
    number: str | None
    title: str
    text: str
    read_by: str
    due_on: str  # date
    issued_at: str | None  # date-time
    supersedes: str | None  # uuid
    superseded_by: str | None  # uuid
    withdrawn_for: str | None
    addressees: list[GetCircularAddressees]


@dataclass(frozen=True, kw_only=True)
class Circulars:
    """All, or those in a state: Drafted, Issued, Superseded, Withdrawn."""

    state: Literal["Drafted", "Issued", "Superseded", "Withdrawn"] | None = None
    limit: int = 100  # Give a number above 0.


class ListCircularsCirculars(TypedDict):
    circular_id: str  # uuid
    number: str | None
    title: str
    state: str
    due_on: str  # date
    issued_at: str | None  # date-time
    addressed: int | None
    read: int | None
    late: int | None


class ListCircularsAnswer(TypedDict):
    circulars: list[ListCircularsCirculars]


@dataclass(frozen=True, kw_only=True)
class Inbox:
    """What is addressed to a unit; only what it has not read."""

    unit: str
    unread: bool = False
    limit: int = 100  # Give a number above 0.


class CircularInboxCirculars(TypedDict):
    unit: str
    number: str | None
    title: str
    text: str
    state: str
    read_by: str
    due_on: str  # date
    read_at: str | None  # date-time
    reminded_at: str | None  # date-time
    late_since: str | None  # date-time
    superseded_by: str | None  # uuid
    withdrawn_for: str | None
    circular_id: str  # uuid


class CircularInboxAnswer(TypedDict):
    circulars: list[CircularInboxCirculars]


@dataclass(frozen=True, kw_only=True)
class Unread:
    """Who has not read, of one circular or all that are in force, of one unit or all; late on that day, or
    today."""

    circular_id: UUID | None = None
    unit: str | None = None
    on: date | None = None
    limit: int = 100  # Give a number above 0.


class CircularsUnreadUnread(TypedDict):
    unit: str
    number: str | None
    title: str
    read_by: str
    due_on: str  # date
    late: bool | None
    reminded_at: str | None  # date-time
    circular_id: str  # uuid


class CircularsUnreadAnswer(TypedDict):
    unread: list[CircularsUnreadUnread]


@dataclass(frozen=True, kw_only=True)
class PassportsOut:
    """Of a unit; only those that are overdue on that day, today if none is named."""

    unit: str | None = None
    overdue: bool = False
    on: date | None = None
    limit: int = 100  # Give a number above 0.


class PassportsOutVisits(TypedDict):
    visit_id: str  # uuid
    unit: str
    country: str
    party: int
    departed_on: str | None  # date
    passports_due: str | None  # date
    passports_late: bool
    long_overdue: bool
    overdue: bool | None
    days_late: int | None
    holders: list[str] | None


class PassportsOutAnswer(TypedDict):
    visits: list[PassportsOutVisits]


@dataclass(frozen=True, kw_only=True)
class UnitRecord:
    """In numbers, and case by case: of all years or of one. `after` is the last case of the page before."""

    unit: str
    year: int | None = None
    after: UUID | None = None
    limit: int = 100  # Give a number above 0.


class UnitRecordYears(TypedDict):
    year: int | None
    visits: int | None
    approved: int | None
    refused: int | None
    withdrawn: int | None
    cancelled: int | None
    travellers: int | None
    days_abroad: int | None
    budget: str | None  # decimal
    passports_late: int | None
    long_overdue: int | None
    reports_late: int | None
    results_late: int | None
    papers_late: int | None


class UnitRecordCases(TypedDict):
    visit_id: str  # uuid
    year: int | None
    state: str
    purpose: str
    country: str
    left_on: str | None  # date
    back_on: str | None  # date
    party: int
    budget: str  # decimal
    document: str | None
    decided_on: str | None  # date
    late: list[str] | None


class UnitRecordAnswer(TypedDict):
    unit: str
    visits: int | None
    approved: int | None
    refused: int | None
    withdrawn: int | None
    cancelled: int | None
    travellers: int | None
    days_abroad: int | None
    budget: str | None  # decimal
    passports_late: int | None
    long_overdue: int | None
    reports_late: int | None
    results_late: int | None
    papers_late: int | None
    locked_by: list[str]
    years: list[UnitRecordYears]
    cases: list[UnitRecordCases]


@dataclass(frozen=True, kw_only=True)
class MemberRecord:
    """A traveller's trips of the years before that day, today if none is named, and those to come."""

    person_id: UUID
    on: date | None = None
    limit: int = 100  # Give a number above 0.


class MemberRecordTripsDecisions(TypedDict):
    at: str  # date-time
    step: str


class MemberRecordTrips(TypedDict):
    unit: str
    visit_id: str  # uuid
    sending_unit: str
    state: str
    purpose: str
    post: str
    rank: str
    country: str
    left_on: str | None  # date
    back_on: str | None  # date
    days: int | None
    taken: bool | None
    document: str | None
    decided_on: str | None  # date
    decides: str | None
    countries: list[str] | None
    decisions: list[MemberRecordTripsDecisions] | None


class MemberRecordAnswer(TypedDict):
    trips: list[MemberRecordTrips]


@dataclass(frozen=True, kw_only=True)
class VisitCalendar:
    """Who is away on some day from `first` to `last`; this month, if none is named. Of a member's unit, in a
    country. `after` is the visit that the page before ended with."""

    first: date | None = None
    last: date | None = None
    unit: str | None = None
    country: str | None = None
    after: UUID | None = None
    limit: int = 200  # Give a number above 0.


class VisitCalendarAwayStops(TypedDict):
    city_en: str
    city_zh: str
    country: str
    leaves_on: str  # date
    arrives_on: str  # date


class VisitCalendarAway(TypedDict):
    unit: str
    person_id: str  # uuid
    name_zh: str
    name_en: str
    post: str
    rank: str
    visit_id: str  # uuid
    sending_unit: str
    state: str
    purpose: str
    country: str
    left_on: str | None  # date
    back_on: str | None  # date
    stops: list[VisitCalendarAwayStops] | None
    overlaps: list[Any] | None
    twice: bool | None


class VisitCalendarAnswer(TypedDict):
    away: list[VisitCalendarAway]


Direction = Literal["outbound", "inbound"]


@dataclass(frozen=True, kw_only=True)
class CaseStatistics:
    """Cases that begin from `first` to `last`, counted apart `by` each of these."""

    by: Sequence[Literal["direction", "month", "country", "unit", "outcome"]] = ("outcome",)
    first: date | None = None
    last: date | None = None
    direction: Direction | None = None
    unit: str | None = None
    country: str | None = None
    limit: int = 1000  # Give a number above 0.


class CaseStatisticsStatistics(TypedDict):
    direction: str | None
    month: str | None
    country: str | None
    unit: str | None
    outcome: str | None
    cases: int | None
    people: int | None
    days: int | None
    person_days: int | None
    budget: str | None


class CaseStatisticsAnswer(TypedDict):
    statistics: list[CaseStatisticsStatistics]


@dataclass(frozen=True, kw_only=True)
class DecisionsByRule:
    """From `first` to `last`; of one rule, of one unit. `cases` come with the latest first, so many."""

    first: date | None = None
    last: date | None = None
    rule: str | None = None
    unit: str | None = None
    case_id: UUID | None = None
    limit: int = 100  # Give a number above 0.


class DecisionsByRuleRules(TypedDict):
    rule: str | None
    said_no: int | None
    cases: int | None
    said_yes: int | None
    steps: list[str] | None


class DecisionsByRuleCases(TypedDict):
    rule: str
    case_id: str  # uuid
    kind: str | None
    unit: str | None
    step: str
    article: str
    value: str
    found: str
    at: str  # date-time


class DecisionsByRuleAnswer(TypedDict):
    rules: list[DecisionsByRuleRules]
    cases: list[DecisionsByRuleCases]


@dataclass(frozen=True, kw_only=True)
class VisitAsOf:
    """At that moment, or at the end of that local day; or as whoever took a step saw it, the last such step, named
    by its fact: `VisitSigned` is what the director saw when signing. Now, if none of these is given."""

    visit_id: UUID
    at: datetime | None = None
    on: date | None = None
    at_step: str | None = None


class VisitAsOfVisitOrganisation(TypedDict):
    zh: str
    en: str


class VisitAsOfVisitCity(TypedDict):
    zh: str
    en: str


class VisitAsOfVisitStopsCity(TypedDict):
    zh: str
    en: str


class VisitAsOfVisitStops(TypedDict):
    country: str
    region: str
    city: VisitAsOfVisitStopsCity
    arrives_on: str  # date
    leaves_on: str  # date


class VisitAsOfVisitMembersName(TypedDict):
    zh: str
    en: str


class VisitAsOfVisitMembersPastTrips(TypedDict):
    country: str
    departed_on: str  # date
    days: int
    purpose: str


class VisitAsOfVisitMembers(TypedDict):
    person_id: str  # uuid
    name: VisitAsOfVisitMembersName
    unit: str
    post: str
    rank: str
    passport_number: None
    secrecy: str
    authority: str
    passport_kind: str
    passport_expires_on: str  # date
    leads_unit: bool
    relative: bool
    retired: bool
    past_trips: list[VisitAsOfVisitMembersPastTrips]
    trained_on: str  # date


class VisitAsOfVisitBudget(TypedDict):
    item: str
    amount: str  # decimal


class VisitAsOfVisitTransits(TypedDict):
    country: str
    inside_airport: bool


class VisitAsOfVisitOrganiser(TypedDict):
    authority: str
    notice: str


class VisitAsOfVisitInviterName(TypedDict):
    zh: str
    en: str


class VisitAsOfVisitInviter(TypedDict):
    name: VisitAsOfVisitInviterName
    country: str
    kind: str
    matches: bool
    profile: str
    invited_on: str  # date
    direct: bool


class VisitAsOfVisitItinerary(TypedDict):
    on: str  # date
    part: str
    kind: str
    what: str


class VisitAsOfVisitRedEye(TypedDict):
    hour: int
    ticket: str
    note: str


class VisitAsOfVisitPermit(TypedDict):
    endorsement: str
    days: int


class VisitAsOfVisit(TypedDict):
    unit: str
    purpose: str
    organisation: VisitAsOfVisitOrganisation
    country: str
    city: VisitAsOfVisitCity
    stops: list[VisitAsOfVisitStops]
    departs_on: str  # date
    returns_on: str  # date
    members: list[VisitAsOfVisitMembers]
    plan_year: int
    plan_entry: str
    budget: list[VisitAsOfVisitBudget]
    reciprocal: bool
    transits: list[VisitAsOfVisitTransits]
    off_plan_reason: str
    organiser: VisitAsOfVisitOrganiser
    task: str
    inviter: VisitAsOfVisitInviter
    itinerary: list[VisitAsOfVisitItinerary]
    red_eye: VisitAsOfVisitRedEye
    permit: VisitAsOfVisitPermit
    secret: bool
    for_profit: bool
    carries: str


class VisitAsOfSides(TypedDict):
    foreign_affairs: str


class VisitAsOfRulesCitations(TypedDict):
    field: str
    number: str
    article: str


class VisitAsOfRules(TypedDict):
    effective_from: str  # date
    source: str
    team_size: int
    countries: int
    days: list[int]
    far_days: list[int]
    hong_kong_macao_days: int
    hong_kong_macao_most_days: int
    red_eye_from_hour: int
    publicity_working_days: int
    passport_days: int
    lock_after_days: int
    passport_months: int
    record_years: int
    official_share: str
    half_days_up_to: int
    report_months: int
    lead_days: list[int]
    bureau_years: int
    division_years: int
    citations: list[VisitAsOfRulesCitations]


class VisitAsOfAuthorityRows(TypedDict):
    row: str
    matter: str
    decides: str
    number: str
    article: str
    ranks: list[str]
    destination: str
    tasks: list[str]
    invitees: list[str]


class VisitAsOfAuthority(TypedDict):
    effective_from: str  # date
    source: str
    rows: list[VisitAsOfAuthorityRows]


class VisitAsOfOutcomes(TypedDict):
    mend: str
    rule: str
    found: str
    value: str
    passed: bool
    article: str


class VisitAsOfSteps(TypedDict):
    fact: str
    by: str | None
    at: str | None  # date-time


class VisitAsOfAnswer(TypedDict):
    unit: str
    state: str
    visit: VisitAsOfVisit
    notices: Mapping[str, Any]
    sides: VisitAsOfSides
    objections: Mapping[str, Any]
    opinions: Mapping[str, Any]
    consents: Mapping[str, Any]
    proposed: None
    document: str
    departed_on: str  # date
    returned_on: str  # date
    passports_due: None
    report_due: str  # date
    judged_on: str  # date
    rules: VisitAsOfRules
    authority: VisitAsOfAuthority
    trips: Mapping[str, Any]
    as_of: str  # date-time
    outcomes: list[VisitAsOfOutcomes]
    steps: list[VisitAsOfSteps]


@dataclass(frozen=True, kw_only=True)
class VisitFile:
    visit_id: UUID


class VisitFileNotices(TypedDict):
    unit: str
    posted_on: str | None  # date


class VisitFileObjections(TypedDict):
    objection: str
    unit: str
    raised_on: str  # date
    ground: str | None
    upheld: bool | None
    finding: str | None


class VisitFileOpinions(TypedDict):
    body: str
    favourable: bool | None
    opinion: str | None
    document: str | None
    given_at: str | None  # date-time


class VisitFileConsents(TypedDict):
    authority: str
    letter: str | None
    given: bool | None
    document: str | None


class VisitFileAmendments(TypedDict):
    departs_on: str  # date
    returns_on: str  # date
    reason: str
    requested_at: str  # date-time


class VisitFilePassports(TypedDict):
    person_id: str  # uuid
    lent_on: str  # date
    handed_in_on: str | None  # date


class VisitFileRecalls(TypedDict):
    document: str
    handed_in_on: str | None  # date


class VisitFileReminders(TypedDict):
    matter: str
    due_on: str  # date
    days_before: int


class VisitFileWarnings(TypedDict):
    alert_id: str  # uuid
    country: str
    region: str
    colour: str
    summary: str
    warned_at: str  # date-time
    acknowledged_at: str | None  # date-time
    ended_at: str | None  # date-time


class VisitFilePapers(TypedDict):
    kind: str
    number: str
    retention: str


class VisitFileAnswer(TypedDict):
    visit_id: str  # uuid
    unit: str
    state: str
    moved_because: str | None
    notices: list[VisitFileNotices]
    objections: list[VisitFileObjections]
    opinions: list[VisitFileOpinions]
    consents: list[VisitFileConsents]
    amendments: list[VisitFileAmendments]
    passports: list[VisitFilePassports]
    recalls: list[VisitFileRecalls]
    reminders: list[VisitFileReminders]
    warnings: list[VisitFileWarnings]
    papers: list[VisitFilePapers]


@dataclass(frozen=True, kw_only=True)
class NoticesDue:
    """Of members' units that have not posted the notice yet."""

    unit: str | None = None
    limit: int = 100  # Give a number above 0.


class NoticesDueNotices(TypedDict):
    unit: str
    visit_id: str  # uuid
    sending_unit: str
    state: str
    purpose: str
    country: str
    departs_on: str  # date


class NoticesDueAnswer(TypedDict):
    notices: list[NoticesDueNotices]


@dataclass(frozen=True, kw_only=True)
class OpinionsAsked:
    body: Body
    limit: int = 100  # Give a number above 0.


class OpinionsAskedCases(TypedDict):
    unit: str
    visit_id: str  # uuid
    sending_unit: str
    state: str
    purpose: str
    country: str
    departs_on: str  # date
    returns_on: str  # date
    favourable: bool | None
    members: Mapping[str, Any] | None


class OpinionsAskedAnswer(TypedDict):
    cases: list[OpinionsAskedCases]


@dataclass(frozen=True, kw_only=True)
class WarningsInForce:
    unit: str | None = None
    limit: int = 100  # Give a number above 0.


class WarningsInForceWarnings(TypedDict):
    unit: str
    visit_id: str  # uuid
    alert_id: str  # uuid
    country: str
    region: str
    colour: str
    summary: str
    warned_at: str  # date-time
    acknowledged_at: str | None  # date-time
    state: str
    departs_on: str  # date
    returns_on: str  # date


class WarningsInForceAnswer(TypedDict):
    warnings: list[WarningsInForceWarnings]


@dataclass(frozen=True, kw_only=True)
class WorkingDays:
    year: int


class WorkingDaysAnswer(TypedDict):
    year: int
    announced: bool
    holidays: list[str]
    make_up_days: list[str]


RevocationReason = Literal["cancelled", "refused", "withdrawn", "promoted"]


@dataclass(frozen=True, kw_only=True)
class DocumentRevoked:
    """A paper of the office holds no more, and none holds in its place. `number` and `version` stand on the paper;
    `reason_code` is one of cancelled, refused, withdrawn, promoted. Whoever relied on it (bank, border, finance,
    embassy) finds it so by `verify_document` too."""

    VERSION: ClassVar[int] = 1
    visit_id: UUID
    direction: Direction
    kind: DocumentKind
    number: str
    version: int
    reason_code: RevocationReason
    revoked_at: datetime


@dataclass(frozen=True, kw_only=True)
class InvitationIssued:
    """The invitation is approved, so its letter may be issued: told with each approval, and again with each
    document that supersedes an earlier one (`supersedes`, else empty). `guests`: how many; `head_title` and
    `head_rank`: the highest of them; `decided_by`: the level that approved it. Envoys (`kind`) reside in China and
    need no visa. Dates are local."""

    VERSION: ClassVar[int] = 1
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


@dataclass(frozen=True, kw_only=True)
class VisitAmended:
    """The visit as it now stands. `supersedes` is the document that held before: the same as `document` where a
    postponement or a delay leaves it in force. `left_out`: countries where it goes no more; `travellers_left_out`:
    who travels no more."""

    VERSION: ClassVar[int] = 1
    visit_id: UUID
    direction: Direction
    unit: str
    purpose: str
    organisation: Label
    country: str
    city: Label
    stops: Sequence[Stop]
    party: int
    travellers: Sequence[UUID]
    head_rank: Rank
    head_title: str
    starts_on: date
    ends_on: date
    reciprocal: bool
    document: str
    supersedes: str
    amended_at: datetime
    organiser: str = ""
    left_out: Sequence[str] = ()
    travellers_left_out: Sequence[UUID] = ()


@dataclass(frozen=True, kw_only=True)
class VisitApproved:
    """A visit may take place. `travellers` are opaque ids; for guests from abroad it is empty. `organiser` is the
    authority that leads the team, if it isn't ours: then `document` only confirms its task (A23)."""

    VERSION: ClassVar[int] = 1
    visit_id: UUID
    direction: Direction
    unit: str
    purpose: str
    organisation: Label
    country: str
    city: Label
    stops: Sequence[Stop]
    party: int
    travellers: Sequence[UUID]
    head_rank: Rank
    head_title: str
    starts_on: date
    ends_on: date
    reciprocal: bool
    document: str
    approved_at: datetime
    organiser: str = ""


@dataclass(frozen=True, kw_only=True)
class VisitCancelled:
    """`country` is the main one; `countries` are all."""

    VERSION: ClassVar[int] = 1
    visit_id: UUID
    direction: Direction
    unit: str
    country: str
    reason_code: str
    cancelled_at: datetime
    countries: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class VisitDeparted:
    """The team has crossed the border, by the exit stamp."""

    VERSION: ClassVar[int] = 1
    visit_id: UUID
    direction: Direction
    departed_on: date
    at: datetime


@dataclass(frozen=True, kw_only=True)
class VisitReturned:
    """Told again with another day if the first was wrong. `countries`: where the visit was."""

    VERSION: ClassVar[int] = 1
    visit_id: UUID
    returned_on: date
    at: datetime
    countries: Sequence[str] = ()


class Approvals(EveryService):
    """Official visits abroad and invitations to foreign guests, judged rule by rule."""

    def __init__(self, caller: Caller) -> None:
        super().__init__(caller, "approvals")

    def draft_visit(
        self, request: DraftVisit, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Draft an official visit abroad. For unit_specialist (own unit)."""
        return self._caller.command(self._service, "draft_visit", request, command_id, expected_version)

    def revise_visit(
        self, request: ReviseVisit, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Change a draft, or what was returned for completion; notice and budget are needed anew. For
        unit_specialist (own unit)."""
        return self._caller.command(self._service, "revise_visit", request, command_id, expected_version)

    def publicize_visit(
        self, request: PublicizeVisit, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Certify that a member's unit posted the notice. For unit_signatory (own unit)."""
        return self._caller.command(self._service, "publicize_visit", request, command_id, expected_version)

    def clear_budget(
        self, request: ClearBudget, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Sign the budget for one side of the unit. For finance (own unit), unit_signatory (own unit)."""
        return self._caller.command(self._service, "clear_budget", request, command_id, expected_version)

    def submit_visit(
        self, request: SubmitVisit, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Submit for the unit: every rule is judged, and each that fails is told. For unit_signatory (own
        unit)."""
        return self._caller.command(self._service, "submit_visit", request, command_id, expected_version)

    def withdraw_visit(
        self, request: WithdrawVisit, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take the case back before it is decided. For unit_signatory (own unit), unit_specialist (own
        unit)."""
        return self._caller.command(self._service, "withdraw_visit", request, command_id, expected_version)

    def return_visit(
        self, request: ReturnVisit, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Return for completion, with one complete list. For clerk."""
        return self._caller.command(self._service, "return_visit", request, command_id, expected_version)

    def review_visit_as_clerk(
        self, request: ReviewVisitAsClerk, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """The clerk's review. For clerk."""
        return self._caller.command(self._service, "review_visit_as_clerk", request, command_id, expected_version)

    def review_visit_as_section(
        self, request: ReviewVisitAsSection, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """The section head's review. For section_head."""
        return self._caller.command(self._service, "review_visit_as_section", request, command_id, expected_version)

    def sign_visit(
        self, request: SignVisit, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """The director's signature: approves, or sends the case up. For director."""
        return self._caller.command(self._service, "sign_visit", request, command_id, expected_version)

    def report_visit_up(
        self, request: ReportVisitUp, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Sign the report to the authority above. For vice_mayor."""
        return self._caller.command(self._service, "report_visit_up", request, command_id, expected_version)

    def record_upper_decision(
        self, request: RecordUpperDecision, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record what was decided above, with its document number. For provincial_officer."""
        return self._caller.command(self._service, "record_upper_decision", request, command_id, expected_version)

    def return_visit_from_above(
        self, request: ReturnVisitFromAbove, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record that the case came back from above, to be mended. For provincial_officer."""
        return self._caller.command(self._service, "return_visit_from_above", request, command_id, expected_version)

    def refuse_visit(
        self, request: RefuseVisit, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Refuse a submitted case, with its reason. For clerk, director, section_head."""
        return self._caller.command(self._service, "refuse_visit", request, command_id, expected_version)

    def amend_visit(
        self, request: AmendVisit, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Grant the amendment asked for; the new document supersedes the old one. For director,
        provincial_officer."""
        return self._caller.command(self._service, "amend_visit", request, command_id, expected_version)

    def cancel_visit(
        self, request: CancelVisit, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Cancel an approved visit; its papers are recalled. For clerk, director, section_head."""
        return self._caller.command(self._service, "cancel_visit", request, command_id, expected_version)

    def record_departure(
        self, request: RecordDeparture, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record the exit stamp; every deadline runs from it. For passport_keeper."""
        return self._caller.command(self._service, "record_departure", request, command_id, expected_version)

    def record_return(
        self, request: RecordReturn, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record the entry stamp. For passport_keeper."""
        return self._caller.command(self._service, "record_return", request, command_id, expected_version)

    def return_passports(
        self, request: ReturnPassports, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take passports back, all or those of some travellers. For passport_keeper."""
        return self._caller.command(self._service, "return_passports", request, command_id, expected_version)

    def file_report(
        self, request: FileReport, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """File the report of the visit. For unit_signatory (own unit), unit_specialist (own unit)."""
        return self._caller.command(self._service, "file_report", request, command_id, expected_version)

    def close_visit(
        self, request: CloseVisit, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Close the file. For clerk."""
        return self._caller.command(self._service, "close_visit", request, command_id, expected_version)

    def set_city_quota(
        self, request: SetCityQuota, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Set how many visits and people all units together may send in a year. For director."""
        return self._caller.command(self._service, "set_city_quota", request, command_id, expected_version)

    def allot_quota(
        self, request: AllotQuota, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Allot a unit its part of the year's total. For director."""
        return self._caller.command(self._service, "allot_quota", request, command_id, expected_version)

    def draft_plan(
        self, request: DraftPlan, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Draft the unit's annual plan, or draft it anew. For unit_specialist (own unit)."""
        return self._caller.command(self._service, "draft_plan", request, command_id, expected_version)

    def raise_objection(
        self, request: RaiseObjection, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record an objection to a notice; nothing is decided until it is settled. For clerk, director,
        section_head, unit_signatory (own unit)."""
        return self._caller.command(self._service, "raise_objection", request, command_id, expected_version)

    def settle_objection(
        self, request: SettleObjection, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record what the investigation of an objection found. For clerk, director, section_head."""
        return self._caller.command(self._service, "settle_objection", request, command_id, expected_version)

    def give_opinion(
        self, request: GiveOpinion, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Give a body's opinion on a team (A18). For organization_department (own unit), secrecy_bureau (own
        unit)."""
        return self._caller.command(self._service, "give_opinion", request, command_id, expected_version)

    def request_consent(
        self, request: RequestConsent, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record the letter to the authority of a member from elsewhere (A23). For clerk."""
        return self._caller.command(self._service, "request_consent", request, command_id, expected_version)

    def record_consent(
        self, request: RecordConsent, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record what that authority answered. For clerk."""
        return self._caller.command(self._service, "record_consent", request, command_id, expected_version)

    def resume_visit(
        self, request: ResumeVisit, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take up again what was withdrawn. For unit_signatory (own unit), unit_specialist (own unit)."""
        return self._caller.command(self._service, "resume_visit", request, command_id, expected_version)

    def reconsider_visit(
        self, request: ReconsiderVisit, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Give what the office refused back to the unit, to be mended. For clerk, director, section_head."""
        return self._caller.command(self._service, "reconsider_visit", request, command_id, expected_version)

    def request_amendment(
        self, request: RequestAmendment, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Ask for other dates, stops or members of an approved visit. For unit_specialist (own unit)."""
        return self._caller.command(self._service, "request_amendment", request, command_id, expected_version)

    def drop_amendment(
        self, request: DropAmendment, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Drop what was asked for: the approved visit stands as it was. For clerk, director, section_head,
        unit_signatory (own unit), unit_specialist (own unit)."""
        return self._caller.command(self._service, "drop_amendment", request, command_id, expected_version)

    def postpone_visit(
        self, request: PostponeVisit, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Approve the same trip on later days. For director, provincial_officer."""
        return self._caller.command(self._service, "postpone_visit", request, command_id, expected_version)

    def change_departure(
        self, request: ChangeDeparture, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """File that the team leaves on another day; every deadline moves. For passport_keeper, unit_signatory
        (own unit), unit_specialist (own unit)."""
        return self._caller.command(self._service, "change_departure", request, command_id, expected_version)

    def delay_return(
        self, request: DelayReturn, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """File that the team can't be back in time; every deadline moves. For passport_keeper, unit_signatory
        (own unit), unit_specialist (own unit)."""
        return self._caller.command(self._service, "delay_return", request, command_id, expected_version)

    def return_documents(
        self, request: ReturnDocuments, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take back the original of a recalled document. For clerk."""
        return self._caller.command(self._service, "return_documents", request, command_id, expected_version)

    def issue_documents(
        self, request: IssueDocuments, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Hand the original of the approval to the unit. For clerk."""
        return self._caller.command(self._service, "issue_documents", request, command_id, expected_version)

    def lend_passports(
        self, request: LendPassports, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Lend the passports, all or those of some travellers. For passport_keeper."""
        return self._caller.command(self._service, "lend_passports", request, command_id, expected_version)

    def publicize_result(
        self, request: PublicizeResult, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Certify that the unit posted what was actually done (A8). For unit_signatory (own unit)."""
        return self._caller.command(self._service, "publicize_result", request, command_id, expected_version)

    def archive_visit(
        self, request: ArchiveVisit, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Archive a closed file, with its papers and how long each is kept. For clerk."""
        return self._caller.command(self._service, "archive_visit", request, command_id, expected_version)

    def acknowledge_warning(
        self, request: AcknowledgeWarning, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Say that the team has been told of an alert. For unit_signatory (own unit), unit_specialist (own
        unit)."""
        return self._caller.command(self._service, "acknowledge_warning", request, command_id, expected_version)

    def adopt_plan(
        self, request: AdoptPlan, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Adopt a unit's annual plan, as drafted or with the entries given. For director."""
        return self._caller.command(self._service, "adopt_plan", request, command_id, expected_version)

    def adopt_regulation(
        self, request: AdoptRegulation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Enter a policy, law or regulation into the register. For director."""
        return self._caller.command(self._service, "adopt_regulation", request, command_id, expected_version)

    def amend_regulation(
        self, request: AmendRegulation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Note that another text changes it. For director."""
        return self._caller.command(self._service, "amend_regulation", request, command_id, expected_version)

    def repeal_regulation(
        self, request: RepealRegulation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Note that it holds no more. For director."""
        return self._caller.command(self._service, "repeal_regulation", request, command_id, expected_version)

    def adopt_rule_set(
        self, request: AdoptRuleSet, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Adopt values that hold from a later day on, each citing its text. For director."""
        return self._caller.command(self._service, "adopt_rule_set", request, command_id, expected_version)

    def repeal_rule_set(
        self, request: RepealRuleSet, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take back a set that does not hold yet. For director."""
        return self._caller.command(self._service, "repeal_rule_set", request, command_id, expected_version)

    def list_regulations(self, question: Regulations | None = None, *, at_least: AtLeast = 0) -> ListRegulationsAnswer:
        """Policies, laws and regulations in force on a day. For anybody signed in."""
        answer: ListRegulationsAnswer = self._caller.ask(self._service, "list_regulations", question, at_least)
        return answer

    def get_regulation(self, question: RegulationById, *, at_least: AtLeast = 0) -> GetRegulationAnswer:
        """A text with its changes, and the values that cite it. For anybody signed in."""
        answer: GetRegulationAnswer = self._caller.ask(self._service, "get_regulation", question, at_least)
        return answer

    def list_rule_sets(self, question: RuleSets | None = None, *, at_least: AtLeast = 0) -> ListRuleSetsAnswer:
        """Every rule set with its values and their sources. For anybody signed in."""
        answer: ListRuleSetsAnswer = self._caller.ask(self._service, "list_rule_sets", question, at_least)
        return answer

    def check_visit(self, question: CheckVisit | None = None, *, at_least: AtLeast = 0) -> CheckVisitAnswer:
        """Judge a draft before it is submitted: every rule, and all that is missing. For auditor, clerk,
        director, passport_keeper, section_head, vice_mayor, finance (own unit), unit_signatory (own unit),
        unit_specialist (own unit)."""
        answer: CheckVisitAnswer = self._caller.ask(self._service, "check_visit", question, at_least)
        return answer

    def effect_of_rule_change(self, question: EffectOfChange, *, at_least: AtLeast = 0) -> EffectOfRuleChangeAnswer:
        """Which past cases would have been judged otherwise by other values, and by which rule. For auditor,
        clerk, director, section_head."""
        answer: EffectOfRuleChangeAnswer = self._caller.ask(self._service, "effect_of_rule_change", question, at_least)
        return answer

    def adopt_authority_table(
        self, request: AdoptAuthorityTable, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Adopt a table of who decides that holds from a later day on, each row citing its text. For
        director."""
        return self._caller.command(self._service, "adopt_authority_table", request, command_id, expected_version)

    def repeal_authority_table(
        self, request: RepealAuthorityTable, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take back a table that does not hold yet. For director."""
        return self._caller.command(self._service, "repeal_authority_table", request, command_id, expected_version)

    def list_authority_tables(
        self, question: AuthorityTables | None = None, *, at_least: AtLeast = 0
    ) -> ListAuthorityTablesAnswer:
        """Every table of who decides, with its rows and their sources. For anybody signed in."""
        answer: ListAuthorityTablesAnswer = self._caller.ask(self._service, "list_authority_tables", question, at_least)
        return answer

    def who_decides(self, question: WhoDecides | None = None, *, at_least: AtLeast = 0) -> WhoDecidesAnswer:
        """Who decides a draft or a case, and by which row of the table. For auditor, clerk, director,
        passport_keeper, provincial_officer, section_head, vice_mayor, finance (own unit), unit_signatory (own
        unit), unit_specialist (own unit)."""
        answer: WhoDecidesAnswer = self._caller.ask(self._service, "who_decides", question, at_least)
        return answer

    def appoint_deputy(
        self, request: AppointDeputy, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Appoint somebody to act for somebody else in a role, from a day to a day. For director,
        vice_mayor."""
        return self._caller.command(self._service, "appoint_deputy", request, command_id, expected_version)

    def end_deputy(
        self, request: EndDeputy, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """End an acting period before its last day. For director, vice_mayor."""
        return self._caller.command(self._service, "end_deputy", request, command_id, expected_version)

    def deputies_on(self, question: DeputiesOn | None = None, *, at_least: AtLeast = 0) -> DeputiesOnAnswer:
        """Who acts for whom on a day. For auditor, clerk, director, finance, passport_keeper,
        provincial_officer, section_head, unit_signatory, unit_specialist, vice_mayor."""
        answer: DeputiesOnAnswer = self._caller.ask(self._service, "deputies_on", question, at_least)
        return answer

    def replace_plan_entry(
        self, request: ReplacePlanEntry, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Put another entry in the place of one that no visit uses, with the reason. For director."""
        return self._caller.command(self._service, "replace_plan_entry", request, command_id, expected_version)

    def close_plan(
        self, request: ClosePlan, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Close the plan at the year's end; what was not used lapses. For director."""
        return self._caller.command(self._service, "close_plan", request, command_id, expected_version)

    def draft_circular(
        self, request: DraftCircular, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Draft a circular to departments and organisations. For clerk, section_head."""
        return self._caller.command(self._service, "draft_circular", request, command_id, expected_version)

    def revise_circular(
        self, request: ReviseCircular, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Change a draft. For clerk, section_head."""
        return self._caller.command(self._service, "revise_circular", request, command_id, expected_version)

    def issue_circular(
        self, request: IssueCircular, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Issue a circular to its addressees, under its number. For director."""
        return self._caller.command(self._service, "issue_circular", request, command_id, expected_version)

    def acknowledge_circular(
        self, request: AcknowledgeCircular, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Say that the unit has read it. For unit_signatory (own unit), unit_specialist (own unit)."""
        return self._caller.command(self._service, "acknowledge_circular", request, command_id, expected_version)

    def withdraw_circular(
        self, request: WithdrawCircular, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Withdraw a circular, with the reason. For director."""
        return self._caller.command(self._service, "withdraw_circular", request, command_id, expected_version)

    def open_register(
        self, request: OpenRegister, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Say which numbers were given by hand before this system, before it gives the first. For director."""
        return self._caller.command(self._service, "open_register", request, command_id, expected_version)

    def list_numbers(self, question: Registers | None = None, *, at_least: AtLeast = 0) -> ListNumbersAnswer:
        """The register book: every number once, and what became of its paper. For auditor, clerk, director,
        passport_keeper, section_head, vice_mayor."""
        answer: ListNumbersAnswer = self._caller.ask(self._service, "list_numbers", question, at_least)
        return answer

    def list_documents(self, question: Documents | None = None, *, at_least: AtLeast = 0) -> ListDocumentsAnswer:
        """Papers by kind, state, unit or case. For auditor, clerk, director, passport_keeper,
        provincial_officer, section_head, vice_mayor, unit_signatory (own unit), unit_specialist (own unit)."""
        answer: ListDocumentsAnswer = self._caller.ask(self._service, "list_documents", question, at_least)
        return answer

    def get_document(self, question: DocumentByNumber, *, at_least: AtLeast = 0) -> GetDocumentAnswer:
        """One paper: all that it says, and what its QR code says. For auditor, clerk, director,
        passport_keeper, provincial_officer, section_head, vice_mayor, unit_signatory (own unit),
        unit_specialist (own unit)."""
        answer: GetDocumentAnswer = self._caller.ask(self._service, "get_document", question, at_least)
        return answer

    def render_document(self, question: RenderDocument, *, at_least: AtLeast = 0) -> Any:
        """A paper as PDF, in base64: the same bytes for the same paper, and marked if it holds no more. For
        auditor, clerk, director, passport_keeper, provincial_officer, section_head, vice_mayor, unit_signatory
        (own unit), unit_specialist (own unit)."""
        answer: Any = self._caller.ask(self._service, "render_document", question, at_least)
        return answer

    def verify_document(self, question: VerifyDocument, *, at_least: AtLeast = 0) -> VerifyDocumentAnswer:
        """Whether a paper is genuine and still holds, for whoever has its number and code; no name is told. For
        anybody signed in."""
        answer: VerifyDocumentAnswer = self._caller.ask(self._service, "verify_document", question, at_least)
        return answer

    def document_key(self, question: DocumentKey | None = None, *, at_least: AtLeast = 0) -> DocumentKeyAnswer:
        """The public key that checks papers without a connection: publish each, and keep it as long as its
        papers. For anybody signed in."""
        answer: DocumentKeyAnswer = self._caller.ask(self._service, "document_key", question, at_least)
        return answer

    def draft_invitation(
        self, request: DraftInvitation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Draft an invitation to foreign guests, or to envoys in China. For unit_specialist (own unit)."""
        return self._caller.command(self._service, "draft_invitation", request, command_id, expected_version)

    def revise_invitation(
        self, request: ReviseInvitation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Change a draft, or what was returned: vouched for anew, and stamped anew if guests or task are
        others. For unit_specialist (own unit)."""
        return self._caller.command(self._service, "revise_invitation", request, command_id, expected_version)

    def stamp_invitation(
        self, request: StampInvitation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """The line department's stamp. For unit_signatory (own unit)."""
        return self._caller.command(self._service, "stamp_invitation", request, command_id, expected_version)

    def vouch_for_invitation(
        self, request: VouchForInvitation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """The statement of a named signatory that it is true (Exit-Entry Law art 19). For unit_signatory (own
        unit)."""
        return self._caller.command(self._service, "vouch_for_invitation", request, command_id, expected_version)

    def submit_invitation(
        self, request: SubmitInvitation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Submit for the inviting unit. For unit_signatory (own unit)."""
        return self._caller.command(self._service, "submit_invitation", request, command_id, expected_version)

    def return_invitation(
        self, request: ReturnInvitation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Return for completion, with one complete list. For clerk."""
        return self._caller.command(self._service, "return_invitation", request, command_id, expected_version)

    def review_invitation_as_clerk(
        self, request: ReviewInvitationAsClerk, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """The clerk's review. For clerk."""
        return self._caller.command(self._service, "review_invitation_as_clerk", request, command_id, expected_version)

    def review_invitation_as_section(
        self, request: ReviewInvitationAsSection, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """The section head's review. For section_head."""
        return self._caller.command(
            self._service, "review_invitation_as_section", request, command_id, expected_version
        )

    def sign_invitation(
        self, request: SignInvitation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """The director's signature: approves, or sends the case up. For director."""
        return self._caller.command(self._service, "sign_invitation", request, command_id, expected_version)

    def report_invitation_up(
        self, request: ReportInvitationUp, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Report to the level that decides; envoys to the province and the ministry, 25 working days ahead. For
        director, vice_mayor."""
        return self._caller.command(self._service, "report_invitation_up", request, command_id, expected_version)

    def record_upper_invitation_decision(
        self,
        request: RecordUpperInvitationDecision,
        *,
        command_id: UUID | None = None,
        expected_version: int | None = None,
    ) -> Receipt:
        """Record what was decided above, with its document's number and date. For provincial_officer."""
        return self._caller.command(
            self._service, "record_upper_invitation_decision", request, command_id, expected_version
        )

    def return_invitation_from_above(
        self, request: ReturnInvitationFromAbove, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """The level above wants it mended, with one complete list. For provincial_officer."""
        return self._caller.command(
            self._service, "return_invitation_from_above", request, command_id, expected_version
        )

    def refuse_invitation(
        self, request: RefuseInvitation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Refuse a submitted invitation, with its reason. For clerk, director, section_head."""
        return self._caller.command(self._service, "refuse_invitation", request, command_id, expected_version)

    def reconsider_invitation(
        self, request: ReconsiderInvitation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take up again what the office itself refused. For clerk, director, section_head."""
        return self._caller.command(self._service, "reconsider_invitation", request, command_id, expected_version)

    def withdraw_invitation(
        self, request: WithdrawInvitation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take it back before it is decided. For unit_signatory (own unit), unit_specialist (own unit)."""
        return self._caller.command(self._service, "withdraw_invitation", request, command_id, expected_version)

    def resume_invitation(
        self, request: ResumeInvitation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take up again what was withdrawn. For unit_signatory (own unit), unit_specialist (own unit)."""
        return self._caller.command(self._service, "resume_invitation", request, command_id, expected_version)

    def request_invitation_amendment(
        self,
        request: RequestInvitationAmendment,
        *,
        command_id: UUID | None = None,
        expected_version: int | None = None,
    ) -> Receipt:
        """Ask for other days, guests, posts or entries of an approved invitation. For unit_specialist (own
        unit)."""
        return self._caller.command(
            self._service, "request_invitation_amendment", request, command_id, expected_version
        )

    def drop_invitation_amendment(
        self, request: DropInvitationAmendment, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Drop the amendment that was asked for. For clerk, director, section_head, unit_signatory (own unit),
        unit_specialist (own unit)."""
        return self._caller.command(self._service, "drop_invitation_amendment", request, command_id, expected_version)

    def amend_invitation(
        self, request: AmendInvitation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Grant the amendment, by a document that supersedes the earlier one. For director,
        provincial_officer."""
        return self._caller.command(self._service, "amend_invitation", request, command_id, expected_version)

    def change_guest_post(
        self, request: ChangeGuestPost, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """A guest holds another post before the arrival: the level that decides is looked at anew. For clerk,
        unit_signatory (own unit), unit_specialist (own unit)."""
        return self._caller.command(self._service, "change_guest_post", request, command_id, expected_version)

    def cancel_invitation(
        self, request: CancelInvitation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Cancel an approved invitation before the arrival; its close-out begins. For clerk, director,
        section_head."""
        return self._caller.command(self._service, "cancel_invitation", request, command_id, expected_version)

    def record_guests_arrived(
        self, request: RecordGuestsArrived, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record the arrival of guests whom reception doesn't receive. For clerk, unit_signatory (own unit),
        unit_specialist (own unit)."""
        return self._caller.command(self._service, "record_guests_arrived", request, command_id, expected_version)

    def record_guests_left(
        self, request: RecordGuestsLeft, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record the exit, also of another day than was recorded; the close-out runs from it. For clerk,
        unit_signatory (own unit), unit_specialist (own unit)."""
        return self._caller.command(self._service, "record_guests_left", request, command_id, expected_version)

    def register_lodging(
        self, request: RegisterLodging, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Guests outside hotels are registered with the police (art 39). For unit_signatory (own unit),
        unit_specialist (own unit)."""
        return self._caller.command(self._service, "register_lodging", request, command_id, expected_version)

    def report_overstay(
        self, request: ReportOverstay, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Guests who have overstayed were reported to the police (art 45). For clerk, unit_signatory (own
        unit), unit_specialist (own unit)."""
        return self._caller.command(self._service, "report_overstay", request, command_id, expected_version)

    def close_out_invitation(
        self, request: CloseOutInvitation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Report what became of each guest; again, if something of it was wrong. For unit_signatory (own unit),
        unit_specialist (own unit)."""
        return self._caller.command(self._service, "close_out_invitation", request, command_id, expected_version)

    def archive_invitation(
        self, request: ArchiveInvitation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Archive a closed file, each paper with its retention. For clerk."""
        return self._caller.command(self._service, "archive_invitation", request, command_id, expected_version)

    def draft_conference(
        self, request: DraftConference, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Draft the application for an international conference. For unit_specialist (own unit)."""
        return self._caller.command(self._service, "draft_conference", request, command_id, expected_version)

    def revise_conference(
        self, request: ReviseConference, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Change a draft, what was returned, or what was approved: that needs a new approval. For
        unit_specialist (own unit)."""
        return self._caller.command(self._service, "revise_conference", request, command_id, expected_version)

    def submit_conference(
        self, request: SubmitConference, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Apply for the organising unit, three months ahead. For unit_signatory (own unit)."""
        return self._caller.command(self._service, "submit_conference", request, command_id, expected_version)

    def return_conference(
        self, request: ReturnConference, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Return for completion, with one complete list. For clerk."""
        return self._caller.command(self._service, "return_conference", request, command_id, expected_version)

    def review_conference_as_clerk(
        self, request: ReviewConferenceAsClerk, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """The clerk's review. For clerk."""
        return self._caller.command(self._service, "review_conference_as_clerk", request, command_id, expected_version)

    def review_conference_as_section(
        self, request: ReviewConferenceAsSection, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """The section head's review. For section_head."""
        return self._caller.command(
            self._service, "review_conference_as_section", request, command_id, expected_version
        )

    def sign_conference(
        self, request: SignConference, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """The director's signature, for the city's request. For director."""
        return self._caller.command(self._service, "sign_conference", request, command_id, expected_version)

    def report_conference_up(
        self, request: ReportConferenceUp, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """The vice-mayor reports it to the level that decides. For vice_mayor."""
        return self._caller.command(self._service, "report_conference_up", request, command_id, expected_version)

    def record_conference_decision(
        self, request: RecordConferenceDecision, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record what was decided above, with its document's number and date. For provincial_officer."""
        return self._caller.command(self._service, "record_conference_decision", request, command_id, expected_version)

    def refuse_conference(
        self, request: RefuseConference, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Refuse an application, or a change of what is approved, with its reason. For clerk, director,
        section_head."""
        return self._caller.command(self._service, "refuse_conference", request, command_id, expected_version)

    def withdraw_conference(
        self, request: WithdrawConference, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take it back before it is decided; a change only, if it was approved before. For unit_signatory (own
        unit), unit_specialist (own unit)."""
        return self._caller.command(self._service, "withdraw_conference", request, command_id, expected_version)

    def resume_conference(
        self, request: ResumeConference, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take up again what was withdrawn. For unit_signatory (own unit), unit_specialist (own unit)."""
        return self._caller.command(self._service, "resume_conference", request, command_id, expected_version)

    def cancel_conference(
        self, request: CancelConference, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Cancel an approved conference before it begins. For clerk, director, section_head, unit_signatory
        (own unit), unit_specialist (own unit)."""
        return self._caller.command(self._service, "cancel_conference", request, command_id, expected_version)

    def file_conference_report(
        self, request: FileConferenceReport, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Report what came of it, after its end. For unit_signatory (own unit), unit_specialist (own unit)."""
        return self._caller.command(self._service, "file_conference_report", request, command_id, expected_version)

    def archive_conference(
        self, request: ArchiveConference, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Archive a reported file, each paper with its retention. For clerk."""
        return self._caller.command(self._service, "archive_conference", request, command_id, expected_version)

    def get_visit(self, question: VisitById, *, at_least: AtLeast = 0) -> GetVisitAnswer:
        """One visit, with its members. For auditor, clerk, director, passport_keeper, section_head, vice_mayor,
        unit_signatory (own unit), unit_specialist (own unit)."""
        answer: GetVisitAnswer = self._caller.ask(self._service, "get_visit", question, at_least)
        return answer

    def visit_decisions(self, question: VisitById, *, at_least: AtLeast = 0) -> VisitDecisionsAnswer:
        """Every decision on a visit, with the outcome of every rule. For auditor, clerk, director,
        passport_keeper, section_head, vice_mayor, unit_signatory (own unit), unit_specialist (own unit)."""
        answer: VisitDecisionsAnswer = self._caller.ask(self._service, "visit_decisions", question, at_least)
        return answer

    def list_visits(self, question: Visits | None = None, *, at_least: AtLeast = 0) -> ListVisitsAnswer:
        """Visits by state, unit or country. For auditor, clerk, director, passport_keeper, section_head,
        vice_mayor, unit_signatory (own unit), unit_specialist (own unit)."""
        answer: ListVisitsAnswer = self._caller.ask(self._service, "list_visits", question, at_least)
        return answer

    def tray(self, question: Tray | None = None, *, at_least: AtLeast = 0) -> TrayAnswer:
        """What waits for a role, or at every desk, with the day by which it is due. For auditor, clerk,
        director, passport_keeper, provincial_officer, section_head, vice_mayor, finance (own unit),
        organization_department (own unit), secrecy_bureau (own unit), unit_signatory (own unit),
        unit_specialist (own unit)."""
        answer: TrayAnswer = self._caller.ask(self._service, "tray", question, at_least)
        return answer

    def progress(self, question: CaseById, *, at_least: AtLeast = 0) -> ProgressAnswer:
        """Where a visit or an invitation stands: who has it, what comes next, what is missing. For auditor,
        clerk, director, passport_keeper, provincial_officer, section_head, vice_mayor, finance (own unit),
        unit_signatory (own unit), unit_specialist (own unit)."""
        answer: ProgressAnswer = self._caller.ask(self._service, "progress", question, at_least)
        return answer

    def get_invitation(self, question: InvitationById, *, at_least: AtLeast = 0) -> GetInvitationAnswer:
        """One invitation, with its guests, the amendment asked for, reminders and papers. For auditor, clerk,
        director, passport_keeper, provincial_officer, section_head, vice_mayor, unit_signatory (own unit),
        unit_specialist (own unit)."""
        answer: GetInvitationAnswer = self._caller.ask(self._service, "get_invitation", question, at_least)
        return answer

    def list_invitations(self, question: Invitations | None = None, *, at_least: AtLeast = 0) -> ListInvitationsAnswer:
        """Invitations with their guests, by state, unit, country or kind. For auditor, clerk, director,
        passport_keeper, provincial_officer, section_head, vice_mayor, unit_signatory (own unit),
        unit_specialist (own unit)."""
        answer: ListInvitationsAnswer = self._caller.ask(self._service, "list_invitations", question, at_least)
        return answer

    def check_invitation(self, question: CheckInvitation | None = None, *, at_least: AtLeast = 0) -> Any:
        """What every rule says of a draft, or of an invitation as it stands, and who decides. For auditor,
        clerk, director, passport_keeper, section_head, vice_mayor, unit_signatory (own unit), unit_specialist
        (own unit)."""
        answer: Any = self._caller.ask(self._service, "check_invitation", question, at_least)
        return answer

    def invitation_decisions(self, question: InvitationById, *, at_least: AtLeast = 0) -> InvitationDecisionsAnswer:
        """Every decision on an invitation, with the outcome of every rule. For auditor, clerk, director,
        passport_keeper, section_head, vice_mayor, unit_signatory (own unit), unit_specialist (own unit)."""
        answer: InvitationDecisionsAnswer = self._caller.ask(self._service, "invitation_decisions", question, at_least)
        return answer

    def invitation_as_of(self, question: InvitationAsOf, *, at_least: AtLeast = 0) -> InvitationAsOfAnswer:
        """An invitation as its file stood at any moment, such as the director's signature. For auditor, clerk,
        director, passport_keeper, section_head, vice_mayor, unit_signatory (own unit), unit_specialist (own
        unit)."""
        answer: InvitationAsOfAnswer = self._caller.ask(self._service, "invitation_as_of", question, at_least)
        return answer

    def close_outs(self, question: CloseOuts | None = None, *, at_least: AtLeast = 0) -> CloseOutsAnswer:
        """Close-outs to be done, the earliest due first; or only those that are late. For auditor, clerk,
        director, passport_keeper, section_head, vice_mayor, unit_signatory (own unit), unit_specialist (own
        unit)."""
        answer: CloseOutsAnswer = self._caller.ask(self._service, "close_outs", question, at_least)
        return answer

    def inviter_record(self, question: InviterRecord, *, at_least: AtLeast = 0) -> InviterRecordAnswer:
        """A unit's invitations in numbers: late close-outs, guests who did not come, overstays. For auditor,
        clerk, director, passport_keeper, section_head, vice_mayor, unit_signatory (own unit), unit_specialist
        (own unit)."""
        answer: InviterRecordAnswer = self._caller.ask(self._service, "inviter_record", question, at_least)
        return answer

    def get_conference(self, question: ConferenceById, *, at_least: AtLeast = 0) -> GetConferenceAnswer:
        """One conference, with every decision on it, reminders and papers. For auditor, clerk, director,
        passport_keeper, provincial_officer, section_head, vice_mayor, unit_signatory (own unit),
        unit_specialist (own unit)."""
        answer: GetConferenceAnswer = self._caller.ask(self._service, "get_conference", question, at_least)
        return answer

    def list_conferences(self, question: Conferences | None = None, *, at_least: AtLeast = 0) -> ListConferencesAnswer:
        """Conferences by state, unit, level or days. For auditor, clerk, director, passport_keeper,
        provincial_officer, section_head, vice_mayor, unit_signatory (own unit), unit_specialist (own unit)."""
        answer: ListConferencesAnswer = self._caller.ask(self._service, "list_conferences", question, at_least)
        return answer

    def check_conference(
        self, question: CheckConference | None = None, *, at_least: AtLeast = 0
    ) -> CheckConferenceAnswer:
        """What every rule says of a draft, or of a conference as it stands, and who decides. For auditor,
        clerk, director, passport_keeper, section_head, vice_mayor, unit_signatory (own unit), unit_specialist
        (own unit)."""
        answer: CheckConferenceAnswer = self._caller.ask(self._service, "check_conference", question, at_least)
        return answer

    def plan_use(self, question: PlanUse, *, at_least: AtLeast = 0) -> PlanUseAnswer:
        """A unit's annual plan and the visits that use it, on any date. For auditor, clerk, director,
        passport_keeper, section_head, vice_mayor, unit_signatory (own unit), unit_specialist (own unit)."""
        answer: PlanUseAnswer = self._caller.ask(self._service, "plan_use", question, at_least)
        return answer

    def list_plans(self, question: Plans, *, at_least: AtLeast = 0) -> ListPlansAnswer:
        """Quota, plan and use of each unit in a year. For auditor, clerk, director, passport_keeper,
        section_head, vice_mayor, unit_signatory (own unit), unit_specialist (own unit)."""
        answer: ListPlansAnswer = self._caller.ask(self._service, "list_plans", question, at_least)
        return answer

    def get_circular(self, question: CircularById, *, at_least: AtLeast = 0) -> GetCircularAnswer:
        """One circular, and who of its addressees has read it. For auditor, clerk, director, passport_keeper,
        section_head, vice_mayor."""
        answer: GetCircularAnswer = self._caller.ask(self._service, "get_circular", question, at_least)
        return answer

    def list_circulars(self, question: Circulars | None = None, *, at_least: AtLeast = 0) -> ListCircularsAnswer:
        """Circulars, each with how many have read it. For auditor, clerk, director, passport_keeper,
        section_head, vice_mayor."""
        answer: ListCircularsAnswer = self._caller.ask(self._service, "list_circulars", question, at_least)
        return answer

    def circular_inbox(self, question: Inbox, *, at_least: AtLeast = 0) -> CircularInboxAnswer:
        """What a unit has to read, and what it has read. For auditor, clerk, director, passport_keeper,
        section_head, vice_mayor, unit_signatory (own unit), unit_specialist (own unit)."""
        answer: CircularInboxAnswer = self._caller.ask(self._service, "circular_inbox", question, at_least)
        return answer

    def circulars_unread(self, question: Unread | None = None, *, at_least: AtLeast = 0) -> CircularsUnreadAnswer:
        """Who has not read, by circular and by unit. For auditor, clerk, director, passport_keeper,
        section_head, vice_mayor, unit_signatory (own unit), unit_specialist (own unit)."""
        answer: CircularsUnreadAnswer = self._caller.ask(self._service, "circulars_unread", question, at_least)
        return answer

    def passports_out(self, question: PassportsOut | None = None, *, at_least: AtLeast = 0) -> PassportsOutAnswer:
        """Passports lent and not yet back, and which of them are overdue. For auditor, clerk, director,
        passport_keeper, section_head, vice_mayor, unit_signatory (own unit), unit_specialist (own unit)."""
        answer: PassportsOutAnswer = self._caller.ask(self._service, "passports_out", question, at_least)
        return answer

    def unit_record(self, question: UnitRecord, *, at_least: AtLeast = 0) -> UnitRecordAnswer:
        """A unit's visits in numbers, by year and one by one, with what was late, and what locks it. For
        auditor, clerk, director, passport_keeper, section_head, vice_mayor, unit_signatory (own unit),
        unit_specialist (own unit)."""
        answer: UnitRecordAnswer = self._caller.ask(self._service, "unit_record", question, at_least)
        return answer

    def member_record(self, question: MemberRecord, *, at_least: AtLeast = 0) -> MemberRecordAnswer:
        """A traveller's trips of the past two years, with days, countries and decisions. For auditor, clerk,
        director, passport_keeper, section_head, vice_mayor, unit_signatory (own unit), unit_specialist (own
        unit)."""
        answer: MemberRecordAnswer = self._caller.ask(self._service, "member_record", question, at_least)
        return answer

    def visit_calendar(self, question: VisitCalendar | None = None, *, at_least: AtLeast = 0) -> VisitCalendarAnswer:
        """Who is away when, where, and with whom at the same time. For auditor, clerk, director,
        passport_keeper, section_head, vice_mayor, unit_signatory (own unit), unit_specialist (own unit)."""
        answer: VisitCalendarAnswer = self._caller.ask(self._service, "visit_calendar", question, at_least)
        return answer

    def case_statistics(self, question: CaseStatistics | None = None, *, at_least: AtLeast = 0) -> CaseStatisticsAnswer:
        """Cases, people, days and money, by direction, month, country, unit and outcome. For auditor, clerk,
        director, passport_keeper, section_head, vice_mayor, unit_signatory (own unit), unit_specialist (own
        unit)."""
        answer: CaseStatisticsAnswer = self._caller.ask(self._service, "case_statistics", question, at_least)
        return answer

    def decisions_by_rule(
        self, question: DecisionsByRule | None = None, *, at_least: AtLeast = 0
    ) -> DecisionsByRuleAnswer:
        """Which rules said no, how often, in which cases, and with what found. For auditor, clerk, director,
        passport_keeper, section_head, vice_mayor."""
        answer: DecisionsByRuleAnswer = self._caller.ask(self._service, "decisions_by_rule", question, at_least)
        return answer

    def visit_as_of(self, question: VisitAsOf, *, at_least: AtLeast = 0) -> VisitAsOfAnswer:
        """A visit as its file stood at any moment, or at a step: what the director saw when signing. For
        auditor, clerk, director, passport_keeper, section_head, vice_mayor, unit_signatory (own unit),
        unit_specialist (own unit)."""
        answer: VisitAsOfAnswer = self._caller.ask(self._service, "visit_as_of", question, at_least)
        return answer

    def visit_file(self, question: VisitFile, *, at_least: AtLeast = 0) -> VisitFileAnswer:
        """Notices, objections, opinions, consents, passports, reminders and warnings of a visit. For auditor,
        clerk, director, passport_keeper, section_head, vice_mayor, unit_signatory (own unit), unit_specialist
        (own unit)."""
        answer: VisitFileAnswer = self._caller.ask(self._service, "visit_file", question, at_least)
        return answer

    def notices_due(self, question: NoticesDue | None = None, *, at_least: AtLeast = 0) -> NoticesDueAnswer:
        """Notices that members' units have not posted yet. For auditor, clerk, director, passport_keeper,
        section_head, vice_mayor, unit_signatory (own unit), unit_specialist (own unit)."""
        answer: NoticesDueAnswer = self._caller.ask(self._service, "notices_due", question, at_least)
        return answer

    def opinions_asked(self, question: OpinionsAsked, *, at_least: AtLeast = 0) -> OpinionsAskedAnswer:
        """Cases that need the opinion of this body, and no other. For organization_department (own unit),
        secrecy_bureau (own unit)."""
        answer: OpinionsAskedAnswer = self._caller.ask(self._service, "opinions_asked", question, at_least)
        return answer

    def warnings_in_force(
        self, question: WarningsInForce | None = None, *, at_least: AtLeast = 0
    ) -> WarningsInForceAnswer:
        """Visits under way or due where an alert holds. For auditor, clerk, director, passport_keeper,
        section_head, vice_mayor, unit_signatory (own unit), unit_specialist (own unit)."""
        answer: WarningsInForceAnswer = self._caller.ask(self._service, "warnings_in_force", question, at_least)
        return answer

    def working_days(self, question: WorkingDays, *, at_least: AtLeast = 0) -> WorkingDaysAnswer:
        """A year's public holidays and make-up days, and whether they are announced. For anybody signed in."""
        answer: WorkingDaysAnswer = self._caller.ask(self._service, "working_days", question, at_least)
        return answer


PublicFact = (
    DocumentRevoked | InvitationIssued | VisitAmended | VisitApproved | VisitCancelled | VisitDeparted | VisitReturned
)
FACTS: Mapping[str, type[PublicFact]] = {
    "DocumentRevoked": DocumentRevoked,
    "InvitationIssued": InvitationIssued,
    "VisitAmended": VisitAmended,
    "VisitApproved": VisitApproved,
    "VisitCancelled": VisitCancelled,
    "VisitDeparted": VisitDeparted,
    "VisitReturned": VisitReturned,
}


def read(fact: Fact) -> PublicFact | None:
    """The fact as its class, None for one that this client doesn't know. Raises Unreadable."""
    kind = FACTS.get(fact.name)
    return fact.read(kind) if kind else None
