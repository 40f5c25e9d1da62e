"""Who may do what: one table a service, from which the command door's check, the broker's rights and the tests come.

POLICY: Policy = {
    "draft_visit": May(own=frozenset({"unit_specialist"})),
    "get_visit": May(roles=OFFICE, own=UNITS, hides={"passport_number": KEEPER}),
}
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.actors import ANYONE, Actor
from shared.errors import NotAllowed

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class May:
    """Who may call a method: `roles` for every unit, `own` only for the unit that the actor acts for.

    Which unit it is about says the request's field `names`, if that is given; else, for a command, the file, by its
    aggregate's `unit`, and for a query the `unit` of each row of the answer. `hides` names fields of the answer that
    only these roles see; others read null.
    """

    roles: frozenset[str] = NOBODY
    own: frozenset[str] = NOBODY
    names: str = ""
    hides: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def all_roles(self) -> frozenset[str]:
        """Every role that may call, for whichever unit."""
        return self.roles | self.own


Policy = Mapping[str, May]

OPERATORS = May(frozenset({"operator"}))
PRIVACY = May(frozenset({"privacy_officer"}))
EVERY_SERVICE: Policy = {
    "facts_told": May(frozenset({"service", "operator", "integrator"})),
    "exchange_seals": May(frozenset({"service"})),
    "lag": May(ANYONE),
    "list_parked": OPERATORS,
    "retry_parked": OPERATORS,
    "skip_parked": OPERATORS,
    "people_in": PRIVACY,
    "export_person": PRIVACY,
    "correct_person": PRIVACY,
    "erase_person": PRIVACY,
    "list_past_retention": PRIVACY,
}
"""Who may call what every service offers."""


def require(may: May, actor: Actor, payload: Any) -> bool:
    """Raises NotAllowed; else says whether it remains to be seen that the file is of the actor's unit."""
    if may.roles == ANYONE or actor.roles & may.roles:
        return False
    if not actor.roles & may.own:
        needed = " or ".join(sorted(may.all_roles))
        raise NotAllowed.because(f"this needs the role {needed}", sorted(actor.roles))
    if may.names:
        require_unit(actor, payload.get(may.names) if isinstance(payload, dict) else None)
    return not may.names


def require_unit(actor: Actor, unit: object) -> None:
    """Raises NotAllowed unless that is the unit that the actor acts for."""
    if unit != actor.unit:
        raise NotAllowed.because(f"this is another unit's, and you act for {actor.unit}", sorted(actor.roles))


def shown(may: May, actor: Actor, own_only: bool, answer: Any) -> Any:
    """The answer as this actor may see it: nothing that is hidden; and if `own_only`, a file only of the actor's unit,
    or of a list of files only those."""
    hidden = frozenset(name for name, roles in may.hides.items() if not actor.roles & roles)
    if own_only and "unit" in answer:
        require_unit(actor, answer["unit"])
    elif own_only:
        answer = {name: _of_unit(item, actor.unit) for name, item in answer.items()}
    return _without(answer, hidden) if hidden else answer


def _of_unit(item: Any, unit: str) -> Any:
    if not isinstance(item, (list, tuple)):
        return item
    return [row for row in item if not isinstance(row, Mapping) or row.get("unit", unit) == unit]


def _without(thing: Any, hidden: frozenset[str]) -> Any:
    if isinstance(thing, Mapping):
        return {name: None if name in hidden else _without(item, hidden) for name, item in thing.items()}
    if isinstance(thing, (list, tuple)):
        return [_without(item, hidden) for item in thing]
    return thing
