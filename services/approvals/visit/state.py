"""What is known of an official visit abroad, and the checks that every phase shares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.approvals.authority.authority import AuthorityRow, AuthorityTable, Rank, highest, table_on
from services.approvals.authority.book import question_of
from services.approvals.commands import Body, Member, Stop, Trip, VisitPlan
from services.approvals.document.document import Papers
from services.approvals.events import PlanEntryFreed, RuleOutcome, TripsFreed
from services.approvals.rules.neighbours import Answers, judge_consulted, judge_neighbours
from services.approvals.rules.rule_set import RuleSet
from services.approvals.rules.visit import in_order, judge, rule_set_on
from shared.aggregate import Occasion, Refusal, Violation, refuse

OPEN = ("Drafted", "Returned")
UNDECIDED = ("Submitted", "ClerkReviewed", "SectionReviewed", "DirectorSigned", "ReportedUp")
SAME_TASK = ("unit", "purpose", "plan_year", "plan_entry", "organiser")


@dataclass(frozen=True, kw_only=True)
class Visit:
    """State: Drafted, Submitted, Returned, ClerkReviewed, SectionReviewed, DirectorSigned, ReportedUp, UpperDecided,
    Approved, Departed, Returned home, Closed, Archived; or Withdrawn, Refused, Cancelled. `plan` and `locked` are None
    until the annual plan and the unit have answered, what `trips` holds of an owner until that one has, a consent until
    its authority has. `rules` and `authority` are those of the day of the first submission.

    `papers_due`: the day by which each recalled document comes back.

    `proposed` is the amendment asked for, if any, and `before` what stood before it was; `granted` is what was granted
    and waits for its number, and `amended` says that the last request was granted. `passed` holds each deadline
    and reminder that has passed, by what it was about and the day that was due: none passes twice.
    """

    visit: VisitPlan
    drafted_by: str
    state: str = "Drafted"
    notices: Mapping[str, date] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)
    objections: Mapping[str, str] = field(default_factory=dict)
    opinions: Mapping[Body, bool] = field(default_factory=dict)
    consents: Mapping[str, bool | None] = field(default_factory=dict)
    judged_on: date | None = None
    rules: RuleSet | None = None
    authority: AuthorityTable | None = None
    submitted_by: str = ""
    returns: int = 0
    plan: bool | None = None
    plan_found: str = ""
    locked: bool | None = None
    trips: Mapping[str, tuple[Trip, ...] | None] = field(default_factory=dict)
    asked: int = 0
    clerk: str = ""
    section_head: str = ""
    director: str = ""
    document: str = ""
    papers: Papers = field(default_factory=Papers)
    reported_on: date | None = None
    refused_above: bool = False
    proposed: VisitPlan | None = None
    before: "Visit | None" = None
    granted: VisitPlan | None = None
    amended: bool = False
    issued: bool = False
    recalled: frozenset[str] = frozenset()
    papers_back: frozenset[str] = frozenset()
    papers_due: Mapping[str, date] = field(default_factory=dict)
    passports_out: frozenset[UUID] = frozenset()
    passports_due: date | None = None
    passports_back: frozenset[UUID] = frozenset()
    long_overdue: bool = False
    lock_due: date | None = None
    leaves_on: date | None = None
    departed_on: date | None = None
    returned_on: date | None = None
    report_due: date | None = None
    report_filed: bool = False
    result_publicized: bool = False
    passed: frozenset[tuple[str, date]] = frozenset()
    warnings: Mapping[UUID, str] = field(default_factory=dict)
    acknowledged: frozenset[UUID] = frozenset()

    def but(self, **changes: Any) -> "Visit":
        return replace(self, **changes)

    @property
    def wanted(self) -> VisitPlan:
        """What notices, budget and consents have to be about: the amendment asked for, or the visit."""
        return self.proposed or self.visit

    @property
    def head_rank(self) -> Rank:
        return highest([member.rank for member in self.visit.members])

    @property
    def countries(self) -> tuple[str, ...]:
        return tuple(sorted({stop.country for stop in self.visit.stops}))

    def freed(self, visit_id: UUID) -> list[PlanEntryFreed | TripsFreed]:
        """What others keep for this visit, given back: the entry of the annual plan, and the days of its travellers."""
        plan = f"{self.visit.unit}/{self.visit.plan_year}"
        entry = PlanEntryFreed(visit_id=visit_id, plan=plan, entry=self.visit.plan_entry)
        trips = TripsFreed(visit_id=visit_id, owners=tuple(sorted(self.trips)))
        return [*([entry] if self.plan is True else []), *([trips] if self.trips else [])]

    @property
    def travellers(self) -> frozenset[str]:
        """The actor ids of those who travel, or shall by the amendment asked for."""
        return frozenset(str(member.person_id) for member in (*self.visit.members, *self.wanted.members))

    @property
    def passport_holders(self) -> frozenset[UUID]:
        """Whose passports our keeper keeps: not those that another authority sends."""
        return frozenset(member.person_id for member in self.visit.members if member.authority is None)

    def rules_on(self, today: date) -> RuleSet:
        """The set in force when the case was submitted."""
        return self.rules or rule_set_on(self.judged_on or today)

    def deciding(self, today: date) -> AuthorityRow:
        """Who decides on the team that is wanted, by the table in force when the case was submitted."""
        table = self.authority or table_on(self.judged_on or today)
        return table.deciding(question_of(self.wanted))

    @property
    def answers(self) -> Answers:
        """What others have said of it so far."""
        return Answers(
            entry=self.plan,
            entry_found=self.plan_found,
            locked=self.locked,
            trips=self.trips,
            opinions=self.opinions,
            consents=self.consents,
        )

    def outcomes(self, today: date) -> tuple[RuleOutcome, ...]:
        """The outcome today of every rule that the file alone can judge."""
        return judge(self.wanted, self.notices, frozenset(self.sides), today, self.rules_on(today))

    def beside(self, today: date) -> tuple[RuleOutcome, ...]:
        """The outcome of the rules that other files have answered."""
        return judge_neighbours(self.wanted, self.answers, self.judged_on or today, self.rules_on(today))

    def consulted(self, today: date) -> tuple[RuleOutcome, ...]:
        """The outcome of the rules that other bodies and authorities have answered."""
        return judge_consulted(self.wanted, self.answers, self.rules_on(today))

    def all_outcomes(self, today: date) -> tuple[RuleOutcome, ...]:
        """Every rule, in the order of its number."""
        return in_order((*self.outcomes(today), *self.beside(today), *self.consulted(today)))


def head_of(visit: VisitPlan) -> Member:
    """The first of those with the highest rank."""
    rank = highest([member.rank for member in visit.members])
    return min(visit.members, key=lambda member: member.rank != rank)


def sent_back(state: Visit) -> Visit:
    """With the unit again: every review is to be done anew."""
    return state.but(state="Returned", clerk="", section_head="", director="")


def kept(state: Visit, was: VisitPlan, now: VisitPlan) -> dict[str, tuple[str, ...]]:
    """`notices_kept` and `consents_kept`: the units and authorities for whom what was said of the visit as it was is
    still true of the changed one.

    A notice tells a unit of its own members, and of the task, the countries, the itinerary, the invitation and the
    money (A6). So a member swapped after publicity starts the window anew in the new member's unit only; one who drops
    out starts none, since nobody can object to that; and any other change starts it anew in all units. The same holds
    for what another authority has agreed to (A23).
    """
    same = _announced(was) == _announced(now)
    notices = {unit for unit in state.notices if _by(unit_of, unit, now) <= _by(unit_of, unit, was)}
    consents = {who for who in state.consents if _by(authority_of, who, now) <= _by(authority_of, who, was)}
    return {
        "notices_kept": tuple(sorted(notices)) if same else (),
        "consents_kept": tuple(sorted(consents)) if same else (),
    }


def unit_of(member: Member) -> str:
    return member.unit


def authority_of(member: Member) -> str | None:
    return member.authority


def _announced(visit: VisitPlan) -> VisitPlan:
    return replace(visit, members=(), plan_year=0, plan_entry="", off_plan_reason=None, reciprocal=False)


def _by(of: Callable[[Member], str | None], who: str, visit: VisitPlan) -> frozenset[tuple[UUID, str, str]]:
    return frozenset((member.person_id, member.post, member.rank) for member in visit.members if of(member) == who)


def moved(visit: VisitPlan, departs_on: date) -> VisitPlan:
    """The same trip, half-day by half-day, leaving on that day."""
    by = departs_on - visit.departs_on
    stops = (replace(stop, arrives_on=stop.arrives_on + by, leaves_on=stop.leaves_on + by) for stop in visit.stops)
    return rerouted(visit, tuple(stops), departs_on, visit.returns_on + by)


def lengthened(visit: VisitPlan, returns_on: date) -> VisitPlan:
    """The same trip, coming back on that day: the team stays so much longer at its last stop."""
    by = returns_on - visit.returns_on
    *earlier, last = sorted(visit.stops, key=lambda stop: stop.leaves_on)
    longer = replace(last, leaves_on=max(last.arrives_on, last.leaves_on + by))
    return replace(visit, returns_on=returns_on, stops=(*earlier, longer))


def rerouted(visit: VisitPlan, stops: tuple[Stop, ...], departs_on: date, returns_on: date) -> VisitPlan:
    """With these stops and days; the itinerary moves with the departure."""
    by = departs_on - visit.departs_on
    itinerary = tuple(replace(session, on=session.on + by) for session in visit.itinerary)
    return replace(visit, stops=stops, departs_on=departs_on, returns_on=returns_on, itinerary=itinerary)


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
