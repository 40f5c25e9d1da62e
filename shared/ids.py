"""Ids: version 7 UUIDs for what is new, version 5 where the same cause must always give the same id."""

from uuid import UUID, uuid5

from uuid6 import uuid7

NAMESPACE = UUID("6f1c1f0e-3f1b-5d52-9f0b-3b6a7c2f9d11")


def new_id() -> UUID:
    """A new UUIDv7: ordered by the time of its making."""
    return UUID(int=uuid7().int)


def derived_id(*parts: object) -> UUID:
    """The same parts give the same id, in every process and for ever."""
    return uuid5(NAMESPACE, "\x1f".join(str(part) for part in parts))
