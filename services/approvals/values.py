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
from services.approvals.authority import Rank
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


Body = Literal["organization-department", "secrecy-bureau"]
"""Who gives an opinion on some travellers (A18). The body's own officers act for the unit of that name."""


@value
class Member:
    """A traveller. `person_id` is the person's own id in the token system, and all that others see. `authority` is the
    other authority that has to agree before this member may travel with us (A23); None if that is ours. `relative`: the
    spouse or a child of another member (A15). `past_trips`: those of the past two years, None if not told (A14)."""

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
    """What a visit is about: who goes where, when, why, invited by whom, and paid how. Dates are local."""

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
