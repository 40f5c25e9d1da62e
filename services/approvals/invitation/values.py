"""What an invitation is made of: the guests, their papers, and what became of them."""

from datetime import date
from typing import Annotated, Literal

from services.approvals.application_values import Country, Label
from services.approvals.authority.authority import Rank
from services.approvals.values import Name, PersonId
from shared.personal import Personal
from shared.values import POSITIVE, value

InvitationKind = Literal["guests", "envoys"]
"""Guests from abroad, or ambassadors and consuls who reside in China [S17]."""

VisaCategory = Literal["F", "M", "J1", "J2", "Z", "R", "L", "S1", "S2", "official", "visa_free"]
"""Ordinary visas by their letter (Decree 637 art 6); diplomatic, courtesy and service visas in one (Exit-Entry Law art
16); and those who need none (art 22)."""

Entries = Literal["once", "twice", "multiple"]


@value
class PastVisa:
    """A visa that the guest has had for China."""

    visa: VisaCategory
    year: int


@value
class Lodging:
    """Where a guest lodges who doesn't lodge in a hotel, and who registers it within 24 hours: the guest, or the host
    (Exit-Entry Law art 39)."""

    address: Personal[str]
    registers: Literal["guest", "host"]


@value
class Guest:
    """`rank`: the Chinese rank to which the post corresponds; `former`: they hold the post no more; `parliament`: an
    important member of parliament. `past_visas`: None if not told. `days`: the days of stay asked for each entry.
    `work_permit`: the number of the permit of one who comes to work (art 41). No `lodging`: a hotel."""

    person_id: PersonId
    name: Name
    nationality: Country
    post: str
    rank: Rank
    former: bool = False
    parliament: bool = False
    passport_number: Personal[str] | None = None
    passport_expires_on: date | None = None
    past_visas: Personal[tuple[PastVisa, ...]] | None = None
    visa: VisaCategory | None = None
    entries: Entries = "once"
    days: Annotated[int, POSITIVE] | None = None
    work_permit: str | None = None
    lodging: Lodging | None = None


@value
class InvitationPlan:
    """What an invitation is about: who is invited by whom, from where, why and when. Dates are local. `guarantor`: who
    answers for the guests' costs and for their leaving in time. `purpose_en`: as the English letter says it, if that is
    not as `purpose` does."""

    unit: str
    purpose: str
    organisation: Label
    country: Country
    city: Label
    guests: tuple[Guest, ...]
    arrives_on: date
    leaves_on: date
    kind: InvitationKind = "guests"
    guarantor: str | None = None
    reciprocal: bool = False
    purpose_en: str | None = None


@value
class GuestOutcome:
    """What became of a guest: whether they came, and the day on which they left China."""

    person_id: PersonId
    came: bool
    left_on: date | None = None
    note: Personal[str] | None = None
