"""A walk through the office: mostly the straight way from draft to archive, now and then a step of it too early, by
another person, or something else altogether."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Self
from uuid import UUID

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.policy import POLICY
from services.approvals.visit.consult import opinions_needed
from services.approvals.visit.state import OPEN, UNDECIDED, Visit, moved
from shared.actors import Actor
from shared.ids import derived_id
from tests.approvals import examples as e
from tests.approvals.chances import (
    BODIES,
    ELSEWHERE,
    INSTITUTE,
    PLAN_NAME,
    after_the_decision,
    alert,
    before_the_decision,
    visit_of,
)
from tests.approvals.files import Files, method_of
from tests.scenario import MOMENT, actor

ONE, OTHER = e.VISIT_ID, derived_id("another visit")
OFFICERS = ("clerk", "section_head", "director", "passport_keeper", "provincial_officer", "vice_mayor")
TANG = actor("tang", "unit_signatory", "unit_specialist", unit=INSTITUTE)
YAN = actor("yan", "organization_department", unit=BODIES[0])
BAI = actor("bai", "secrecy_bureau", unit=BODIES[1])
EVERYBODY = (
    *(e.WANG, e.ZHAO, e.QIAN, TANG, e.SUN, e.LI, e.ZHOU, e.WU, e.ZHENG, e.FENG, YAN, BAI),
    # who bears every role of the unit, or of the office; who travels; and deputies for those above
    actor("xu", "unit_specialist", "unit_signatory", "finance", unit=e.BUREAU),
    actor("hu", *OFFICERS),
    actor(str(e.member(1).person_id), "unit_signatory", "finance", unit=e.BUREAU),
    actor(str(e.member(1).person_id), *OFFICERS),
    actor("yu", *OFFICERS, acting_for="sun"),
    actor("yu", "unit_signatory", "finance", unit=e.BUREAU, acting_for="wang"),
)
UNDER_WAY = ("Approved", "Departed")


@dataclass(frozen=True)
class Move:
    """One step of a walk: `what` it is, and numbers that choose among what is possible."""

    visit: UUID
    what: int
    who: int
    which: int
    days: int

    @classmethod
    def any(cls, random: Random) -> Self:
        what, who, which, days = (random.randrange(100) for _ in range(4))
        return cls(random.choice([ONE, ONE, OTHER]), what, who, which, days // 10)


def deputy(principal: str, role: Any, today: date) -> do.AppointDeputy:
    """Whose token says `acting_for` acts by an appointment."""
    until = today + timedelta(days=400)
    return do.AppointDeputy(
        principal=principal, deputy="yu", role=role, from_on=today, until_on=until, document="筑人 1"
    )


NOTHING = type(None)
FORGETTABLE = (
    *(do.ReviseVisit, do.PublicizeVisit, do.ClearBudget, do.GiveOpinion, do.RecordConsent, do.SettleObjection),
    NOTHING,
)


@dataclass
class Walk:
    """Files, the day that it is, and what everybody forgets to do, from the beginning or a certain move on."""

    random: Random
    files: Files = field(default_factory=Files)
    now: datetime = MOMENT
    forgotten: type = NOTHING

    def begin(self, adopted: bool, locked: bool, plan: str = PLAN_NAME) -> None:
        """An adopted plan, or none; a unit that is locked for another visit's passports, or not; deputies appointed, or
        not."""
        entries = tuple(do.PlanEntry(number=number, purpose="tea", country="GR", people=4) for number in ("07", "08"))
        if adopted:
            self.files.give(do.AdoptPlan(plan=plan, entries=entries), e.ZHOU, self.now)
        if self.random.random() < 0.4:
            self.forgotten = self.random.choice(FORGETTABLE)
        for principal, roles in (("sun", OFFICERS), ("wang", ("unit_signatory", "finance"))):
            for role in roles if self.random.random() < 0.8 else ():
                self.files.give_by_policy(deputy(principal, role, self.now.date()), self.now)
        if locked:
            happened = fact.UnitLocked(unit=e.BUREAU, visit_id=derived_id("long overdue"))
            self.files.append(f"unit-{e.BUREAU}", [happened], e.FENG, self.now)

    def step(self, move: Move) -> tuple[Any, Actor] | None:
        """Time passes, then somebody does something; the command and who gave it."""
        self.now += timedelta(days=(0, 0, 0, 0, 0, 0, 1, 1, 3, 12)[move.days])
        if move.what == 99:
            self.files.waiting.append(alert(move.which, self.now))
        if move.what == 75:
            self.forgotten = self.random.choice(FORGETTABLE)
        self.files.pass_deadlines(self.now)
        if move.days not in (3, 4):  # else the policies are late
            self.files.follow(self.now)
        return self.choose(move)

    def end(self) -> None:
        """Nobody does anything for half a year."""
        self.files.follow(self.now)
        self.now += timedelta(days=180)
        self.files.pass_deadlines(self.now)
        self.files.follow(self.now)

    def choose(self, move: Move) -> tuple[Any, Actor] | None:
        state: Visit | None = self.files.states.get(f"visit-{move.visit}")
        if state is not None and move.what >= (55 if state.state in UNDER_WAY and not state.proposed else 76):
            decided = state.state not in (*OPEN, *UNDECIDED)
            chances = after_the_decision if decided != (move.who % 8 == 0) else before_the_decision
            possible = chances(state, move.visit, move.who, self.now)
            command = possible[move.which % len(possible)]()
            return command, fitting(command, move.who)
        all_ahead = ways(state, move.visit, move.which, self.now)
        ahead = [(command, by) for command, by in all_ahead if not isinstance(command, self.forgotten)]
        early = max(move.what - 64, 0) // 2
        if early >= len(ahead):
            return None
        command, by = ahead[early]
        return command, fitting(command, move.who) if 40 <= move.what < 55 else by


Way = Iterator[tuple[Any, Actor]]


def ways(state: Visit | None, visit_id: UUID, which: int, now: datetime) -> Way:
    """All that is still to do, in the order in which it is to be done, each with somebody who may do it."""
    today = now.date()
    if state is None:
        trip = 0 if which % 4 else which
        visit = visit_of(which, trip)
        if visit_id == OTHER and which % 3:  # who is in both teams is refused in the second
            visit = replace(visit, members=(e.member(11), e.member(12)))
        yield do.DraftVisit(visit_id=visit_id, visit=visit), e.WANG
        return
    late = state.visit.departs_on < today
    if state.proposed is not None and state.state in UNDER_WAY:
        yield from prepared(state, visit_id, which, now)
        yield from consulted(state, visit_id)
        yield do.AmendVisit(visit_id=visit_id), e.ZHOU
        yield do.AmendVisit(visit_id=visit_id, document=f"{state.document} (2)"), e.ZHENG
    if state.state in ("Withdrawn", "Refused"):
        yield from journey(state, visit_id, now)
    yield from settled(state, visit_id, which)
    if state.state in OPEN:
        better = replace(visit_of(which % 6, 0), purpose=f"tea, after {len(state.objections)} objections")
        wrong = "upheld" in state.objections.values() or len(state.visit.members) > 6 or state.plan is False
        if late:
            yield do.ReviseVisit(visit_id=visit_id, visit=moved(state.visit, today + timedelta(days=30))), e.WANG
        elif wrong and state.visit.purpose != better.purpose:
            yield do.ReviseVisit(visit_id=visit_id, visit=better), e.WANG
        yield from prepared(state, visit_id, which, now)
        yield do.SubmitVisit(visit_id=visit_id), e.ZHAO
    if state.state in (*OPEN, *UNDECIDED):
        if late and state.state in UNDECIDED:
            yield do.WithdrawVisit(visit_id=visit_id, reason="too late"), e.WANG
        yield from consulted(state, visit_id)
        reviews = {
            "Submitted": (do.ReviewVisitAsClerk(visit_id=visit_id), e.SUN),
            "ClerkReviewed": (do.ReviewVisitAsSection(visit_id=visit_id), e.LI),
            "SectionReviewed": (do.SignVisit(visit_id=visit_id), e.ZHOU),
            "DirectorSigned": (do.ReportVisitUp(visit_id=visit_id), e.WU),
            "ReportedUp": (do.RecordUpperDecision(visit_id=visit_id, approved=True, document="黔府外 1"), e.ZHENG),
        }
        if (not state.returns and state.plan is False) or "upheld" in state.objections.values():
            yield do.ReturnVisit(visit_id=visit_id, missing=("a free entry",)), e.SUN
        yield from list(reviews.values())[max(list(reviews).index(state.state), 0) if state.state in reviews else 0 :]
    if not state.issued:
        yield do.IssueDocuments(visit_id=visit_id, issued_on=today), e.SUN
    if not state.passport_holders <= state.passports_out | state.passports_back:
        yield do.LendPassports(visit_id=visit_id, lent_on=today), e.FENG
    yield from journey(state, visit_id, now)


def settled(state: Visit, visit_id: UUID, which: int) -> Way:
    for name, said in state.objections.items():
        if said == "open":
            upheld = which % 3 == 0
            yield do.SettleObjection(visit_id=visit_id, objection=name, upheld=upheld, finding="as it is"), e.LI


def prepared(state: Visit, visit_id: UUID, which: int, now: datetime) -> Way:
    for unit in sorted({member.unit for member in state.wanted.members} - set(state.notices)):
        posted = now.date() - timedelta(days=(6 + which % 2, 30, 10)[which % 3])
        yield do.PublicizeVisit(visit_id=visit_id, unit=unit, posted_on=posted), TANG if unit == INSTITUTE else e.ZHAO
    for side, who in (("foreign_affairs", e.ZHAO), ("finance", e.QIAN)):
        if side not in state.sides:
            yield do.ClearBudget(visit_id=visit_id, side=side), who  # type: ignore[arg-type]


def consulted(state: Visit, visit_id: UUID) -> Way:
    if any(member.authority for member in state.wanted.members) and not state.consents.get(ELSEWHERE):
        if state.consents.get(ELSEWHERE, False) is False:
            yield do.RequestConsent(visit_id=visit_id, authority=ELSEWHERE), e.SUN
        yield do.RecordConsent(visit_id=visit_id, authority=ELSEWHERE, given=True, document="遵外 1"), e.SUN
    for body in opinions_needed(state.wanted):
        if not state.opinions.get(body) and state.state not in OPEN:
            given = do.GiveOpinion(visit_id=visit_id, body=body, favourable=True, opinion="agreed", document="筑组 1")
            yield given, YAN if body == BODIES[0] else BAI


def journey(state: Visit, visit_id: UUID, now: datetime) -> Way:
    today = now.date()
    papers = tuple(do.FiledPaper(kind=kind, number=kind) for kind in ("approval", "itinerary", "report"))
    steps: dict[str, list[tuple[Any, Actor]]] = {
        "Approved": [(do.RecordDeparture(visit_id=visit_id, departed_on=today), e.FENG)],
        "Departed": [(do.RecordReturn(visit_id=visit_id, returned_on=today), e.FENG)],
        "Returned home": [
            (do.ReturnPassports(visit_id=visit_id, handed_in_on=today), e.FENG),
            (do.FileReport(visit_id=visit_id, filed_on=today), e.WANG),
            (do.PublicizeResult(visit_id=visit_id, posted_on=today), e.ZHAO),
            (do.CloseVisit(visit_id=visit_id), e.SUN),
        ],
        "Closed": [(do.ArchiveVisit(visit_id=visit_id, papers=papers), e.SUN)],
        "Withdrawn": [(do.ResumeVisit(visit_id=visit_id), e.WANG)],
        "Refused": [(do.ReconsiderVisit(visit_id=visit_id, reason="heard again"), e.LI)],
    }
    for name in list(steps)[list(steps).index(state.state) if state.state in steps else 0 :]:
        for command, who in steps[name]:
            if not done(state, command):
                yield command, who


def done(state: Visit, command: Any) -> bool:
    match command:
        case do.ReturnPassports():
            return not state.passports_out and bool(state.passports_back)
        case do.FileReport():
            return state.report_filed
        case do.PublicizeResult():
            return state.result_publicized
        case _:
            return False


def fitting(command: Any, who: int) -> Actor:
    """Mostly somebody whose role may do that."""
    may = POLICY[method_of(command)]
    able = [one for one in EVERYBODY if one.roles & may.all_roles]
    return able[who % len(able)] if who % 10 else EVERYBODY[who % len(EVERYBODY)]
