"""What the cases of approvals are made of."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from services.approvals.application_values import Country as Country
from services.approvals.application_values import (
    Inviter,
    PassportKind,
    PastTrip,
    Permit,
    RedEye,
    Session,
    Task,
)
from services.approvals.application_values import Label as Label
from services.approvals.authority.authority import Rank
from shared.personal import Holding, OfPerson, Personal
from shared.values import NOT_NEGATIVE, POSITIVE, value

Direction = Literal["outbound", "inbound"]
Amount = Annotated[Decimal, NOT_NEGATIVE]
TRAVEL = Holding("PIPL art 13(3): needed for official approvals; Decree 537 and the measures on passports", "30 years")
PersonId = Annotated[UUID, OfPerson(TRAVEL)]


@value
class Name:
    """A person's name in both scripts."""

    zh: Personal[str]
    en: Personal[str]


Secrecy = Literal["none", "general", "important", "core"]
"""Whether somebody bears state secrets, and of what class (涉密人员: 一般, 重要, 核心)."""


Carried = Literal["nothing", "secret", "top_secret"]


Body = Literal["organization-department", "secrecy-bureau"]
"""Who gives an opinion on some travellers (A18). The body's own officers act for the unit of that name."""


@value
class Member:
    """A traveller. `person_id` is the person's own id in the token system, and all that others see. `authority` is the
    other authority that has to agree before this member may travel with us (A23); None if that is ours. `relative`: the
    spouse or a child of another member (A15). `past_trips`: those of the past two years, None if not told (A14).
    `trained_on`: the day of the training in secrecy before the exit, for who bears secrets (A18)."""

    person_id: PersonId
    name: Name
    unit: str
    post: str
    rank: Rank
    passport_number: Personal[str] | None = None
    secrecy: Secrecy = "none"
    authority: str | None = None
    passport_kind: PassportKind = "official"
    passport_expires_on: date | None = None
    leads_unit: bool = False
    relative: bool = False
    retired: bool = False
    past_trips: tuple[PastTrip, ...] | None = None
    trained_on: date | None = None


@value
class Stop:
    country: Country
    region: str
    city: Label
    arrives_on: date
    leaves_on: date


@value
class Transit:
    """A transit counts as a country unless the travellers stay inside the airport (A2)."""

    country: Country
    inside_airport: bool


@value
class BudgetLine:
    """Money in CNY."""

    item: str
    amount: Amount


@value
class OtherOrganiser:
    """Another authority organises the team, and told us so in its notice (任务通知书) of that number (A23)."""

    authority: str
    notice: str


@value
class VisitPlan:
    """What a visit is about: who goes where, when, why, invited by whom, and paid how. Dates are local. `carries`: the
    highest class of what the team takes along (A18)."""

    unit: str
    purpose: str
    organisation: Label
    country: Country
    city: Label
    stops: tuple[Stop, ...]
    departs_on: date
    returns_on: date
    members: tuple[Member, ...]
    plan_year: int
    plan_entry: str
    budget: tuple[BudgetLine, ...]
    reciprocal: bool = False
    transits: tuple[Transit, ...] = ()
    off_plan_reason: str | None = None
    organiser: OtherOrganiser | None = None
    task: Task = "work"
    inviter: Inviter | None = None
    itinerary: tuple[Session, ...] = ()
    red_eye: RedEye | None = None
    permit: Permit | None = None
    secret: bool = False
    for_profit: bool = False
    carries: Carried = "nothing"


@value
class Trip:
    """A visit as other cases have to know of it: no names. `hosts`: who invites, and who is visited. `granted`: it was
    approved; else it is only asked for."""

    visit_id: UUID
    countries: tuple[str, ...]
    purpose: str
    hosts: tuple[str, ...]
    people: int
    departs_on: date
    returns_on: date
    granted: bool = False


@value
class Asking:
    """What a case asks of others: which trips else have its travellers and its senders (`owners`), from a day on? Its
    own are `trips`: the one that is asked for, after the one that stands, if that is to be amended. `left`: who was
    asked before and needs to know no more. `number` tells an answer to this question from one to an earlier."""

    owners: tuple[str, ...]
    trips: tuple[Trip, ...]
    since: date
    number: int
    left: tuple[str, ...] = ()


@value
class PlanEntry:
    number: str
    purpose: str
    country: Country
    people: Annotated[int, POSITIVE]


@value
class RuleOutcome:
    """What one rule said of a case: its value, what was found, and what would mend it."""

    rule: str
    article: str
    value: str
    found: str
    passed: bool
    mend: str


PaperKind = Literal[
    "agreement", "memorandum", "important_talks", "approval", "request", "itinerary", "report", "talks", "routine"
]
Retention = Literal["permanent", "30 years", "10 years"]


@value
class FiledPaper:
    """A paper of a file, by its own number or title."""

    kind: PaperKind
    number: str
