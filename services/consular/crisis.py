"""A crisis abroad: watched, declared by its grade, its roster opened and closed, reviewed."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.consular.crisis_commands import DeclareCrisis, OpenRoster, ReviewCrisis, StandDownCrisis, WatchCrisis
from services.consular.crisis_events import (
    CrisisDeclared,
    CrisisGraded,
    CrisisReviewed,
    CrisisStoodDown,
    CrisisWatched,
    RosterClosed,
    RosterOpened,
)
from services.consular.crisis_values import CrisisStage
from services.consular.rules import DECREE, level_fits_the_figures, rule_set_on
from services.consular.values import Harm, Level
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, Violation, refuse

CrisisCommand = WatchCrisis | DeclareCrisis | OpenRoster | StandDownCrisis | ReviewCrisis
CrisisFact = (
    CrisisWatched | CrisisDeclared | CrisisGraded | RosterOpened | RosterClosed | CrisisStoodDown | CrisisReviewed
)
STATES = "§4 state machine: Watched → Declared → RosterOpened → StoodDown → Reviewed"


@dataclass(frozen=True, kw_only=True)
class Crisis:
    stage: CrisisStage
    summary: str
    country: str
    region: str | None
    city: str | None
    began_on: date
    alert_id: UUID | None
    level: Level | None = None
    harm: Harm | None = None


def decide(state: Crisis | None, command: CrisisCommand, occasion: Occasion) -> Decision:
    match command:
        case WatchCrisis():
            return _watch(command, occasion) if state is None else []
        case _ if state is None:
            raise ValueError("a crisis begins with WatchCrisis")
        case DeclareCrisis():
            return _declare(state, command, occasion)
        case OpenRoster():
            return _open(state, command, occasion)
        case StandDownCrisis():
            return _stand_down(state, command, occasion)
        case ReviewCrisis():
            return _review(state, command, occasion)


def _watch(command: WatchCrisis, occasion: Occasion) -> Decision:
    wrong = []
    if command.began_on > occasion.today:
        article, mend = "§4 crisis: it has begun", "give the day on which it began"
        wrong.append(Violation("dates", article, f"by {occasion.today}", str(command.began_on), mend))
    if command.city is not None and command.region is None:
        article, mend = f"{DECREE} 第十九条 [S1]; C8: by region", "give the region that the city lies in"
        wrong.append(Violation("C8", article, "a city with its region", "a city alone", mend))
    if wrong:
        return Refusal(tuple(wrong))
    return [CrisisWatched(**vars(command), by=occasion.actor.signature, at=occasion.now)]


def _declare(state: Crisis, command: DeclareCrisis, occasion: Occasion) -> Decision:
    """C10: the grade is the figures' or graver. Declared again as the figures change."""
    harm = command.harm or state.harm or Harm()
    if (command.level, harm) == (state.level, state.harm):
        return []
    if state.stage not in (CrisisStage.WATCHED, CrisisStage.DECLARED, CrisisStage.ROSTER_OPEN):
        return _out_of_turn(state, "a crisis that goes on", "watch a new crisis")
    if wrong := level_fits_the_figures(rule_set_on(occasion.today), command.level, harm):
        return Refusal((wrong,))
    by, at = occasion.actor.signature, occasion.now
    graded = CrisisGraded(crisis_id=command.crisis_id, level=command.level, harm=harm, by=by, at=at)
    declared = CrisisDeclared(
        crisis_id=command.crisis_id,
        country=state.country,
        region=state.region,
        city=state.city,
        began_on=state.began_on,
        level=command.level,
        summary=state.summary,
        alert_id=state.alert_id,
        at=at,
    )
    return [graded] if command.level == state.level else [graded, declared]


def _open(state: Crisis, command: OpenRoster, occasion: Occasion) -> Decision:
    if state.stage == CrisisStage.ROSTER_OPEN:
        return []
    if state.stage != CrisisStage.DECLARED:
        return _out_of_turn(state, "a declared crisis", "declare it with its grade first")
    return [RosterOpened(crisis_id=command.crisis_id, by=occasion.actor.signature, at=occasion.now)]


def _stand_down(state: Crisis, command: StandDownCrisis, occasion: Occasion) -> Decision:
    if state.stage in (CrisisStage.STOOD_DOWN, CrisisStage.REVIEWED):
        return []
    if state.stage == CrisisStage.WATCHED:
        return _out_of_turn(state, "a declared crisis", "a crisis that was only watched needs no end")
    by, at = occasion.actor.signature, occasion.now
    closed = RosterClosed(crisis_id=command.crisis_id, reason=command.reason, by=by, at=at)
    over = CrisisStoodDown(
        crisis_id=command.crisis_id, country=state.country, region=state.region, city=state.city, at=at
    )
    return [closed, over]


def _review(state: Crisis, command: ReviewCrisis, occasion: Occasion) -> Decision:
    if state.stage == CrisisStage.REVIEWED:
        return []
    if state.stage != CrisisStage.STOOD_DOWN:
        return _out_of_turn(state, "a crisis that is over", "stand it down first")
    by, at = occasion.actor.signature, occasion.now
    return [CrisisReviewed(crisis_id=command.crisis_id, document=command.document, by=by, at=at)]


def _out_of_turn(state: Crisis, wanted: str, mend: str) -> Refusal:
    return refuse("state", STATES, wanted, state.stage, mend)


def evolve(state: Crisis | None, fact: CrisisFact) -> Crisis:
    match fact:
        case CrisisWatched():
            return Crisis(
                stage=CrisisStage.WATCHED,
                summary=fact.summary,
                country=fact.country,
                region=fact.region,
                city=fact.city,
                began_on=fact.began_on,
                alert_id=fact.alert_id,
            )
        case _ if state is None:
            raise ValueError(f"a crisis does not begin with {type(fact).__name__}")
        case CrisisGraded():
            stage = CrisisStage.DECLARED if state.stage == CrisisStage.WATCHED else state.stage
            return replace(state, stage=stage, level=fact.level, harm=fact.harm)
        case RosterOpened():
            return replace(state, stage=CrisisStage.ROSTER_OPEN)
        case RosterClosed():
            return replace(state, stage=CrisisStage.STOOD_DOWN)
        case CrisisReviewed():
            return replace(state, stage=CrisisStage.REVIEWED)
        case CrisisDeclared() | CrisisStoodDown():
            return state


CRISIS = Aggregate(
    name="crisis",
    key="crisis_id",
    commands=(WatchCrisis, DeclareCrisis, OpenRoster, StandDownCrisis, ReviewCrisis),
    opens=(WatchCrisis,),
    decide=decide,
    evolve=evolve,
)
