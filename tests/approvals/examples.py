"""The drawer of named examples."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.application_values import Inviter, Session
from services.approvals.authority.authority import MODEL, table_on
from services.approvals.commands import BudgetLine, Label, Member, Name, Stop, VisitPlan
from services.approvals.document.document import digest_of
from services.approvals.document.office import register_of
from services.approvals.rules.neighbours import Answers, judge_neighbours
from services.approvals.rules.trips import asking, owners_of
from services.approvals.rules.visit import in_order, judge, rule_set_on
from services.approvals.visit.content import content_of
from services.approvals.visit.deadlines import REMIND_DAYS
from services.approvals.visit.state import Visit
from shared.ids import derived_id
from shared.times import end_of_local_day
from tests.scenario import MOMENT, actor

TODAY = date(2026, 11, 23)
VISIT_ID: UUID = derived_id("example visit")
BUREAU = "commerce-bureau"

WANG = actor("wang", "unit_specialist", unit=BUREAU)
ZHAO = actor("zhao", "unit_signatory", unit=BUREAU)
QIAN = actor("qian", "finance", unit=BUREAU)
SUN = actor("sun", "clerk")
LI = actor("li", "section_head")
ZHOU = actor("zhou", "director")
WU = actor("wu", "vice_mayor")
ZHENG = actor("zheng", "provincial_officer")
FENG = actor("feng", "passport_keeper")
YAN = actor("yan", "organization_department", unit="organization-department")

TRIPOLI = Label(zh="特里波利", en="Tripoli")
CHAMBER = Label(zh="特里波利商会", en="Chamber of Tripoli")


def member(number: int, rank: Any = "staff", unit: str = BUREAU) -> Member:
    return Member(
        person_id=derived_id("traveller", number),
        name=Name(zh=f"某{number}", en=f"Mou {number}"),
        unit=unit,
        post="officer",
        rank=rank,
        passport_expires_on=date(2031, 5, 1),
        past_trips=(),
    )


def stop(country: str = "GR", first: date = date(2026, 12, 7), last: date = date(2026, 12, 11)) -> Stop:
    return Stop(country=country, region="Peloponnese", city=TRIPOLI, arrives_on=first, leaves_on=last)


def half_days(first: date, days: int, kind: Any = "official") -> tuple[Session, ...]:
    """An itinerary of so many days, the way there and back counted as travel."""
    halves = [(first + timedelta(days=n // 2), "afternoon" if n % 2 else "morning") for n in range(2 * days)]
    ways = (0, len(halves) - 1)
    return tuple(
        Session(on=on, part=part, kind="travel" if n in ways else kind, what="talks")  # type: ignore[arg-type]
        for n, (on, part) in enumerate(halves)
    )


INVITER = Inviter(
    name=CHAMBER,
    country="GR",
    kind="counterpart",
    matches=True,
    profile="the chamber of the tea traders",
    invited_on=date(2026, 9, 1),
    direct=True,
)
OTHER_HOST = replace(INVITER, name=Label(zh="雅典商会", en="Chamber of Athens"))
PLAN = VisitPlan(
    unit=BUREAU,
    purpose="tea trade",
    organisation=CHAMBER,
    country="GR",
    city=TRIPOLI,
    stops=(stop(),),
    departs_on=date(2026, 12, 7),
    returns_on=date(2026, 12, 11),
    members=(member(1, "division"), member(2)),
    plan_year=2026,
    plan_entry="07",
    budget=(BudgetLine(item="flights", amount=Decimal(28000)),),
    inviter=INVITER,
    itinerary=half_days(date(2026, 12, 7), 5),
)
# Monday 16 November to Monday 23 November: five working days after the day of posting.
POSTED_ON = date(2026, 11, 16)


def plan(**changes: Any) -> VisitPlan:
    return replace(PLAN, **changes)


def outcomes(visit: VisitPlan = PLAN, on: date = TODAY) -> tuple[fact.RuleOutcome, ...]:
    """What the file alone can judge."""
    return judge(visit, {BUREAU: POSTED_ON}, frozenset({"foreign_affairs", "finance"}), on, rule_set_on(on))


def all_outcomes(visit: VisitPlan = PLAN, on: date = TODAY) -> tuple[fact.RuleOutcome, ...]:
    """And what the others have answered, who have nothing against it."""
    answers = Answers(entry=True, entry_found="07", locked=False, trips=dict.fromkeys(owners_of(visit), ()))
    return in_order((*outcomes(visit, on), *judge_neighbours(visit, answers, on, rule_set_on(on))))


drafted = fact.VisitDrafted(visit_id=VISIT_ID, visit=PLAN, by="wang", at=MOMENT)
publicized = fact.VisitPublicized(visit_id=VISIT_ID, unit=BUREAU, posted_on=POSTED_ON, by="zhao", at=MOMENT)
cleared = fact.BudgetCleared(visit_id=VISIT_ID, side="foreign_affairs", by="zhao", at=MOMENT)
cleared_by_finance = fact.BudgetCleared(visit_id=VISIT_ID, side="finance", by="qian", at=MOMENT)
submitted = fact.VisitSubmitted(
    visit_id=VISIT_ID,
    unit=BUREAU,
    plan=f"{BUREAU}/2026",
    plan_entry="07",
    judged_on=TODAY,
    outcomes=outcomes(),
    by="zhao",
    at=MOMENT,
    country="GR",
    party=2,
    rules=rule_set_on(TODAY),
    authority=table_on(TODAY),
    asking=asking(VISIT_ID, (PLAN,), (), 1, TODAY, rule_set_on(TODAY)),
)
plan_answered = fact.PlanAnswered(visit_id=VISIT_ID, entry="07", reserved=True, found="07", at=MOMENT)
freed = fact.PlanEntryFreed(visit_id=VISIT_ID, plan=f"{BUREAU}/2026", entry="07")
unit_free = fact.UnitStandingNoted(visit_id=VISIT_ID, locked=False, at=MOMENT)
OWNERS = owners_of(PLAN)


def trips_noted(owner: str, *trips: fact.Trip) -> fact.TripsNoted:
    return fact.TripsNoted(visit_id=VISIT_ID, owner=owner, trips=trips, at=MOMENT)


no_other_trips = tuple(trips_noted(owner) for owner in OWNERS)
trips_freed = fact.TripsFreed(visit_id=VISIT_ID, owners=tuple(sorted(OWNERS)))
returned = fact.VisitReturnedForCompletion(visit_id=VISIT_ID, missing=("the route",), by="sun", at=MOMENT)
by_clerk = fact.VisitReviewedByClerk(visit_id=VISIT_ID, outcomes=all_outcomes(), by="sun", at=MOMENT)
by_section = fact.VisitReviewedBySection(visit_id=VISIT_ID, outcomes=all_outcomes(), by="li", at=MOMENT)


def signed(decides: Any = "office") -> fact.VisitSigned:
    return fact.VisitSigned(
        visit_id=VISIT_ID,
        decides=decides,
        outcomes=all_outcomes(),
        by="zhou",
        at=MOMENT,
        row="3" if decides == "office" else "2",
        article=f"{MODEL}, 1.4 [S15]",
    )


def asked(kind: Any = "approval", by: str = "zhou", ask: int = 1, to: str = "") -> fact.NumberAsked:
    return fact.NumberAsked(
        visit_id=VISIT_ID,
        direction="outbound",
        ask=ask,
        kind=kind,
        register=register_of(kind, 2026),
        to=to,
        by=by,
        at=MOMENT,
    )


NUMBER = "筑外批〔2026〕1号"
reported_up = fact.VisitReportedUp(visit_id=VISIT_ID, by="wu", at=MOMENT, to="province", row="2")
approved = fact.VisitApproved(
    visit_id=VISIT_ID,
    direction="outbound",
    unit=BUREAU,
    purpose="tea trade",
    organisation=CHAMBER,
    country="GR",
    city=TRIPOLI,
    stops=(stop(),),
    party=2,
    travellers=(derived_id("traveller", 1), derived_id("traveller", 2)),
    head_rank="division",
    head_title="officer",
    starts_on=date(2026, 12, 7),
    ends_on=date(2026, 12, 11),
    reciprocal=False,
    document=NUMBER,
    approved_at=MOMENT,
)
PREPARED = (drafted, publicized, cleared, cleared_by_finance)
SUBMITTED = (*PREPARED, submitted, plan_answered, unit_free, *no_other_trips)
SECTION_REVIEWED = (*SUBMITTED, by_clerk, by_section)


def paper(
    number: str = NUMBER, visit: VisitPlan = PLAN, kind: Any = "approval", version: int = 1, ask: int = 1, to: str = "",
    by: str = "zhou",
) -> fact.DocumentNumbered:  # fmt: skip
    """The paper of that kind, as it is drawn up from that visit."""
    content = content_of(Visit(visit=visit, drafted_by="wang", judged_on=TODAY), visit, kind, to)
    return fact.DocumentNumbered(
        visit_id=VISIT_ID,
        direction="outbound",
        unit=BUREAU,
        kind=kind,
        number=number,
        version=version,
        languages=("zh",),
        content=content,
        digest=digest_of(content),
        valid_from=visit.departs_on,
        valid_until=visit.returns_on,
        signed_by=by,
        at=MOMENT,
        to=to,
        ask=ask,
    )


SIGNED = (*SECTION_REVIEWED, signed(), asked())
APPROVED = (*SIGNED, approved, paper())

# Departed on 7 December; with five approved days and seven more the passports are due on 19 December.
LEFT_ON = date(2026, 12, 7)
AFTER = datetime(2026, 12, 28, 1, 0, tzinfo=UTC)
departed = fact.VisitDeparted(visit_id=VISIT_ID, direction="outbound", departed_on=LEFT_ON, at=AFTER)
DUE = date(2026, 12, 19)
passport_deadline = fact.PassportDeadlineSet(visit_id=VISIT_ID, due_on=DUE, due_at=end_of_local_day(DUE))


def reminders(matter: Any, due_on: date) -> tuple[fact.ReminderSet, ...]:
    return tuple(
        fact.ReminderSet(
            visit_id=VISIT_ID,
            matter=matter,
            due_on=due_on,
            days_before=days,
            due_at=end_of_local_day(due_on - timedelta(days=days + 1)),
        )
        for days in REMIND_DAYS[matter]
    )


TRAVELLERS = tuple(sorted((derived_id("traveller", 1), derived_id("traveller", 2))))
ISSUED_ON = date(2026, 11, 23)
documents_issued = fact.DocumentsIssued(visit_id=VISIT_ID, document=NUMBER, issued_on=ISSUED_ON, by="sun", at=MOMENT)
passports_lent = fact.PassportsLent(visit_id=VISIT_ID, travellers=TRAVELLERS, lent_on=ISSUED_ON, by="feng", at=MOMENT)
back_home = fact.VisitReturned(visit_id=VISIT_ID, returned_on=date(2026, 12, 11), at=AFTER, countries=("GR",))
report_deadline = fact.ReportDeadlineSet(
    visit_id=VISIT_ID, due_on=date(2027, 1, 11), due_at=datetime(2027, 1, 11, 15, 59, 59, tzinfo=UTC)
)
handed_in = fact.PassportsHandedIn(
    visit_id=VISIT_ID, travellers=TRAVELLERS, handed_in_on=date(2026, 12, 15), by="feng", at=AFTER
)
passports_back = fact.PassportsReturned(
    visit_id=VISIT_ID, unit=BUREAU, handed_in_on=date(2026, 12, 15), by="feng", at=AFTER
)
report_filed = fact.ReportFiled(visit_id=VISIT_ID, filed_on=date(2026, 12, 20), by="wang", at=AFTER)
result_publicized = fact.ResultPublicized(visit_id=VISIT_ID, posted_on=date(2026, 12, 21), by="zhao", at=AFTER)
REPORT_DUE = date(2027, 1, 11)
READY = (*APPROVED, documents_issued, passports_lent, passport_deadline, *reminders("passports", DUE))
DEPARTED = (*READY, departed)
HOME = (*DEPARTED, back_home, report_deadline, *reminders("report", REPORT_DUE))
DONE = (*HOME, handed_in, passports_back, report_filed, result_publicized)

INVITATION_ID: UUID = derived_id("example invitation")
