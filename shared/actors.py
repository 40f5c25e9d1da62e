"""Who asks: a person or a service, with its roles and the unit that it acts for."""

from dataclasses import dataclass

FOR = " for "
ANYONE = frozenset({"*"})
"""The roles of a method that every signed-in actor may call."""


@dataclass(frozen=True)
class Actor:
    """`id` is an opaque identifier of the person or service, never a name. A deputy acts for somebody: `acting_for`."""

    id: str
    roles: frozenset[str]
    unit: str
    acting_for: str | None = None

    @property
    def signature(self) -> str:
        """As it is recorded with what the actor did: "id", or "id for id"."""
        return self.id if self.acting_for is None else f"{self.id}{FOR}{self.acting_for}"

    @property
    def people(self) -> frozenset[str]:
        """The actor, and the person that the actor acts for."""
        return people_of(self.signature)

    def shares(self, signature: str) -> bool:
        """Whether the actor, or the person acted for, stands behind that signature too."""
        return not self.people.isdisjoint(people_of(signature))


def people_of(signature: str) -> frozenset[str]:
    """Everybody who stands behind a recorded signature."""
    return frozenset(signature.split(FOR))
