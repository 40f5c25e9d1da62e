"""The hold on a case: interviews about a citizen in distress wait until consular releases the case.

Every interview about a case asks here first, on the case's own stream, so that no order of arrival lets one slip
through: an interview without an answer waits, a restriction that comes later suspends those that had asked.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from services.media.commands import AskAboutCase, HoldCommand, ReleaseCase, RestrictCase
from services.media.events import CaseAskedAbout, CaseReleased, CaseRestricted
from shared.aggregate import Aggregate, Decision, Occasion

HoldFact = CaseAskedAbout | CaseRestricted | CaseReleased


@dataclass(frozen=True, kw_only=True)
class Hold:
    """`interviews` have asked about this case."""

    restricted: bool = False
    released: bool = False
    interviews: tuple[UUID, ...] = ()


def decide(state: Hold | None, command: HoldCommand, occasion: Occasion) -> Decision:
    hold = state or Hold()
    match command:
        case AskAboutCase() if command.interview_id in hold.interviews:
            return []
        case AskAboutCase():
            return [
                CaseAskedAbout(case_id=command.case_id, interview_id=command.interview_id, restricted=hold.restricted)
            ]
        case RestrictCase() if hold.restricted or hold.released:
            return []
        case RestrictCase():
            return [
                CaseRestricted(
                    case_id=command.case_id, country=command.country, interviews=hold.interviews, at=occasion.now
                )
            ]
        case ReleaseCase() if hold.released:
            return []
        case ReleaseCase():
            return [CaseReleased(case_id=command.case_id, interviews=hold.interviews, at=occasion.now)]


def evolve(state: Hold | None, fact: HoldFact) -> Hold:
    hold = state or Hold()
    match fact:
        case CaseAskedAbout():
            return replace(hold, interviews=(*hold.interviews, fact.interview_id))
        case CaseRestricted():
            return replace(hold, restricted=True)
        case CaseReleased():
            return replace(hold, restricted=False, released=True)


HOLD: Aggregate[Hold] = Aggregate(
    name="hold",
    key="case_id",
    commands=HoldCommand.__args__,
    opens=(AskAboutCase, RestrictCase, ReleaseCase),
    decide=decide,
    evolve=evolve,
)
