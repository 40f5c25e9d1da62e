"""The year's quotas (A11): what each unit may send, within the city's total."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from services.approvals.commands import AllotQuota, QuotaCommand, SetCityQuota
from services.approvals.events import CityQuotaSet, QuotaAllotted
from shared.aggregate import Aggregate, Decision, Occasion, refuse

ARTICLE = "annual plan [S-edu]"

QuotaFact = CityQuotaSet | QuotaAllotted


@dataclass(frozen=True, kw_only=True)
class Amount:
    visits: int = 0
    people: int = 0

    def fits(self, limit: "Amount") -> bool:
        return self.visits <= limit.visits and self.people <= limit.people

    def __str__(self) -> str:
        return f"{self.visits} visits with {self.people} people"


@dataclass(frozen=True, kw_only=True)
class Quota:
    """A year's total, None until it is set, and what each unit has of it."""

    total: Amount | None = None
    units: Mapping[str, Amount] = field(default_factory=dict)


def allotted(units: Mapping[str, Amount]) -> Amount:
    return Amount(
        visits=sum(each.visits for each in units.values()), people=sum(each.people for each in units.values())
    )


def decide(state: Quota | None, command: QuotaCommand, occasion: Occasion) -> Decision:
    quota = state or Quota()
    amount = Amount(visits=command.visits, people=command.people)
    by, at = occasion.actor.signature, occasion.now
    match command:
        case SetCityQuota() if quota.total == amount:
            return []
        case SetCityQuota() if not (given := allotted(quota.units)).fits(amount):
            return refuse("A11", ARTICLE, f"at least the {given} allotted", amount, "lower an allotment first")
        case SetCityQuota():
            return [CityQuotaSet(year=command.year, visits=command.visits, people=command.people, by=by, at=at)]
        case AllotQuota() if quota.units.get(command.unit) == amount:
            return []
        case AllotQuota() if quota.total is None:
            return refuse("A11", ARTICLE, f"the city's total for {command.year}", "none", "set it first")
        case AllotQuota() if not (given := allotted({**quota.units, command.unit: amount})).fits(quota.total):
            return refuse("A11", ARTICLE, f"all units: {quota.total}", given, "allot less, or lower another unit's")
        case AllotQuota():
            return [
                QuotaAllotted(
                    year=command.year, unit=command.unit, visits=command.visits, people=command.people, by=by, at=at
                )
            ]


def evolve(state: Quota | None, happened: QuotaFact) -> Quota:
    quota = state or Quota()
    amount = Amount(visits=happened.visits, people=happened.people)
    match happened:
        case CityQuotaSet():
            return replace(quota, total=amount)
        case QuotaAllotted():
            return replace(quota, units={**quota.units, happened.unit: amount})


QUOTA: Aggregate[Quota] = Aggregate(
    name="quota",
    key="year",
    commands=QuotaCommand.__args__,
    opens=(SetCityQuota, AllotQuota),
    decide=decide,
    evolve=evolve,
)
