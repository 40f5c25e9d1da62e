"""What a case remembers of its facts, and the questions that its rules ask of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from services.consular.rules import GRAVE
from services.consular.values import (
    Expense,
    FamilyOutcome,
    HandOffTo,
    Harm,
    Kind,
    Label,
    Level,
    Payer,
    Receiver,
    Reporter,
    Stage,
)
from shared.aggregate import Refusal, refuse

STATES = (
    "§4 state machine: Received → IdentityChecked → Triaged → Accepted/Redirected → FamilyContacted → HandedOver"
    " → Resolved → FollowedUp → Closed"
)
IN_HAND = frozenset({Stage.ACCEPTED, Stage.FAMILY_CONTACTED, Stage.HANDED_OVER, Stage.IN_PROGRESS})
ENDING = frozenset({Stage.RESOLVED, Stage.FOLLOWED_UP})
OVER = frozenset({Stage.REDIRECTED, Stage.CLOSED, Stage.MERGED})


@dataclass(frozen=True, kw_only=True)
class HandOff:
    hand_off_id: UUID
    to: HandOffTo
    owner: Label
    acknowledged: bool = False
    answered: bool = False
    withdrawn: bool = False

    @property
    def is_open(self) -> bool:
        return not (self.answered or self.withdrawn)


@dataclass(frozen=True, kw_only=True)
class Case:
    """`ended_by` resolved or redirected it; `report_up_due` are the deadlines set, by receiver."""

    stage: Stage
    country: str
    kind: Kind
    level: Level
    harm: Harm
    registered: bool
    has_document: bool
    reporters: tuple[Reporter, ...]
    reported_up: frozenset[Receiver] = frozenset()
    report_up_due: tuple[tuple[Receiver, datetime], ...] = ()
    family: FamilyOutcome | None = None
    hand_offs: tuple[HandOff, ...] = ()
    last_note: str = ""
    costs: Mapping[Expense, Payer] = field(default_factory=dict)
    outcome: str = ""
    ended_by: str = ""
    released: bool = False
    merged_into: UUID | None = None

    @property
    def is_grave(self) -> bool:
        """Level I or II."""
        return self.level in GRAVE

    @property
    def open_hand_offs(self) -> tuple[HandOff, ...]:
        return tuple(hand_off for hand_off in self.hand_offs if hand_off.is_open)

    def hand_off(self, hand_off_id: UUID) -> HandOff | None:
        """The hand-off of that id, if there is one."""
        return next((hand_off for hand_off in self.hand_offs if hand_off.hand_off_id == hand_off_id), None)

    def with_hand_off(self, changed: HandOff) -> "Case":
        """The case with that hand-off in place of its former self; in our hands again once none is open."""
        others = tuple(each for each in self.hand_offs if each.hand_off_id != changed.hand_off_id)
        case = replace(self, hand_offs=(*others, changed))
        back = case.stage == Stage.HANDED_OVER and not case.open_hand_offs
        return replace(case, stage=Stage.IN_PROGRESS) if back else case


def out_of_turn(case: Case, needed: str, mend: str) -> Refusal:
    """The refusal of a step whose turn it is not."""
    return refuse("state", STATES, needed, case.stage, mend)
