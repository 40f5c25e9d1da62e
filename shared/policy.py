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

    Which unit it is about says the request's field `names`, if the table gives it; a question that leaves it out is
    about the actor's own. Else, for a command, the file says it, by its aggregate's `unit`, before and after the
    command; and for a query the answer's `unit`, or that of each row. `hides` names fields of the answer that only
    these roles see; others read null.
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


def for_every_unit(may: May, actor: Actor) -> bool:
    """Whether this actor may call for whichever unit."""
    return may.roles == ANYONE or not actor.roles.isdisjoint(may.roles)


def require(may: May, actor: Actor, payload: Any) -> bool:
    """Raises NotAllowed; else says whether it remains to be seen that the file is of the actor's unit."""
    if for_every_unit(may, actor):
        return False
    if not actor.roles & may.own:
        needed = " or ".join(sorted(may.all_roles))
        raise NotAllowed.because(f"this needs the role {needed}", sorted(actor.roles))
    if may.names:
        require_unit(actor, payload.get(may.names) if isinstance(payload, Mapping) else None)
    return not may.names


def about_own_unit(may: May, actor: Actor, question: Any) -> Any:
    """The question; if the actor may ask about the own unit only, and it names none, about that one."""
    if not may.names or for_every_unit(may, actor) or not isinstance(question, Mapping):
        return question
    return {may.names: actor.unit, **question}


def require_unit(actor: Actor, unit: object) -> None:
    """Raises NotAllowed unless that is the unit that the actor acts for."""
    if unit != actor.unit:
        raise NotAllowed.because(f"this is another unit's, and you act for {actor.unit}", sorted(actor.roles))


def shown(may: May, actor: Actor, answer: Any) -> Any:
    """The answer as this actor may see it: nothing that is hidden; and for the own unit only, a file only of that unit,
    or of a list of files only those. What doesn't say whose it is isn't shown."""
    if not for_every_unit(may, actor):
        if "unit" in answer:
            require_unit(actor, answer["unit"])
        else:
            answer = {name: _of_unit(rows, actor) for name, rows in answer.items()}
    hidden = frozenset(name for name, roles in may.hides.items() if actor.roles.isdisjoint(roles))
    return _without(answer, hidden) if hidden else answer


def _of_unit(rows: Any, actor: Actor) -> list[Any]:
    if not isinstance(rows, (list, tuple)):
        return []
    return [row for row in rows if isinstance(row, Mapping) and row.get("unit") == actor.unit]


def _without(thing: Any, hidden: frozenset[str]) -> Any:
    if isinstance(thing, Mapping):
        return {name: None if name in hidden else _without(item, hidden) for name, item in thing.items()}
    if isinstance(thing, (list, tuple)):
        return [_without(item, hidden) for item in thing]
    return thing
