"""What is known of an official visit abroad, and the checks that every phase shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.approvals.authority import Rank, highest
from services.approvals.commands import Stop, VisitPlan
from services.approvals.events import PlanEntryFreed, RuleOutcome
from services.approvals.rules import judge, rule_set_on
from shared.aggregate import Occasion, Refusal, Violation, refuse


@dataclass(frozen=True, kw_only=True)
class Visit:
    """State: Drafted, Submitted, Returned, ClerkReviewed, SectionReviewed, DirectorSigned, ReportedUp, UpperDecided,
    Approved, Departed, Returned home, Closed; or Withdrawn, Refused, Cancelled. `plan` and `locked` are None until
    the annual plan and the unit have answered."""

    visit: VisitPlan
    drafted_by: str
    state: str = "Drafted"
    notices: Mapping[str, date] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)
    judged_on: date | None = None
    submitted_by: str = ""
    returns: int = 0
    plan: bool | None = None
    locked: bool | None = None
    clerk: str = ""
    section_head: str = ""
    director: str = ""
    document: str = ""
    departed_on: date | None = None
    returned_on: date | None = None
    passports_due: date | None = None
    passports_back: bool = False
    lock_due: date | None = None
    report_due: date | None = None
    report_filed: bool = False

    def but(self, **changes: Any) -> "Visit":
        return replace(self, **changes)

    def amended(self, stops: tuple[Stop, ...], departs_on: date, returns_on: date) -> "Visit":
        return replace(self, visit=replace(self.visit, stops=stops, departs_on=departs_on, returns_on=returns_on))

    @property
    def head_rank(self) -> Rank:
        return highest([member.rank for member in self.visit.members])

    def freed(self, visit_id: UUID) -> list[PlanEntryFreed]:
        """The entry of the annual plan, given back, if it was reserved."""
        if self.plan is not True:
            return []
        plan = f"{self.visit.unit}/{self.visit.plan_year}"
        return [PlanEntryFreed(visit_id=visit_id, plan=plan, entry=self.visit.plan_entry)]

    @property
    def travellers(self) -> frozenset[str]:
        """The actor ids of those who travel."""
        return frozenset(str(member.person_id) for member in self.visit.members)

    def outcomes(self, today: date) -> tuple[RuleOutcome, ...]:
        """Every rule's outcome today, by the set in force when the case was submitted."""
        return judge(self.visit, self.notices, frozenset(self.sides), today, rule_set_on(self.judged_on or today))


def wrong_state(state: Visit, needed: str) -> Refusal:
    return refuse("state", "section 1.5, state machine", needed, state.state, "take the steps in their order")


def four_eyes(state: Visit, occasion: Occasion, earlier: Mapping[str, str]) -> Refusal | None:
    """Section 6: nobody reviews or signs their own case, nobody acts in their own trip. `earlier`: step to actor."""
    article = "section 6, separation of duties"
    found = [
        Violation("four-eyes", article, f"another person than in {step}", "the same", "have a colleague do this step")
        for step, who in earlier.items()
        if occasion.actor.shares(who)
    ]
    if occasion.actor.people & state.travellers:
        mend = "have somebody who does not travel do this step"
        found.append(Violation("own-trip", article, "a person who does not travel", "a traveller", mend))
    return Refusal(tuple(found)) if found else None
