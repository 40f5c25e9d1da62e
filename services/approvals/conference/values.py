"""What an international conference is made of."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from services.approvals.application_values import Country, Label
from services.approvals.authority.authority import Rank
from services.approvals.values import BudgetLine
from shared.values import NOT_NEGATIVE, value

Count = Annotated[int, NOT_NEGATIVE]


@value
class ConferencePlan:
    """What a conference is about, who comes from where, and when. Dates are local. `countries`: from which people come,
    China left out or not; `people`: all of them, the `foreigners` among them. `highest_rank`: of the foreign guests; a
    former head of state or government counts as one in office. `great_body`: a general or special conference of the
    United Nations or of an important international organisation. `budget` is recorded (财行〔2015〕371号)."""

    unit: str
    title: Label
    theme: str
    place: Label
    countries: tuple[Country, ...]
    foreigners: Count
    people: Count
    starts_on: date
    ends_on: date
    natural_sciences: bool = False
    sensitive: bool = False
    great_body: bool = False
    highest_rank: Rank = "staff"
    organisers: tuple[str, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    funding: str | None = None


@value
class ConferenceReport:
    """What came of it. Money in CNY."""

    document: str
    foreigners: Count
    people: Count
    cost: Annotated[Decimal, NOT_NEGATIVE]
    summary: str
