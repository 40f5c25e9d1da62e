"""Who asks: a person or a service, with its roles and the unit that it acts for."""

from dataclasses import dataclass

from shared.errors import NotAllowed

ANYONE = frozenset({"*"})
"""The roles of a method that every signed-in actor may call."""


@dataclass(frozen=True)
class Actor:
    """`id` is an opaque identifier of the person or service, never a name."""

    id: str
    roles: frozenset[str]
    unit: str


def require_role(actor: Actor, roles: frozenset[str]) -> None:
    """Raises NotAllowed unless the actor bears one of these roles."""
    if roles != ANYONE and not (actor.roles & roles):
        raise NotAllowed.because(f"this needs the role {' or '.join(sorted(roles))}", sorted(actor.roles))
