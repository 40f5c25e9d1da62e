"""A public fact as it was told: whose, which one, where in the order, and what it says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from waishi_client.values import Unreadable, decode

T = TypeVar("T")
PREFIX = "cloudEvents_"


@dataclass(frozen=True)
class Fact:
    """`sequence` counts all public facts of the service without a gap; `teller` is the log that counts. `subject` is
    the file that the fact stands in; facts of one cause bear one `correlation`."""

    id: UUID
    service: str
    teller: UUID
    sequence: int
    name: str
    version: int
    subject: str
    at: datetime
    correlation: UUID
    causation: UUID | None
    body: Mapping[str, Any]

    def read(self, kind: type[T]) -> T:
        """The body as the class of that fact; what it doesn't know is passed over, in a newer version too. Raises
        Unreadable."""
        return decode(kind, self.body)


def fact_of(headers: Mapping[str, Any], body: bytes | str) -> Fact:
    """A message as a fact. Raises Unreadable for one that no service of the office told."""
    try:
        told = {name.removeprefix(PREFIX): str(value) for name, value in headers.items() if name.startswith(PREFIX)}
        _, _, service, teller = told["source"].split("/")
        return Fact(
            id=UUID(told["id"]),
            service=service,
            teller=UUID(teller),
            sequence=int(told["sequence"]),
            name=told["type"],
            version=int(told["dataschema"].rsplit("/", 1)[1]),
            subject=told["subject"],
            at=datetime.fromisoformat(told["time"]),
            correlation=UUID(told["correlation"]),
            causation=UUID(told["causation"]) if "causation" in told else None,
            body=json.loads(body),
        )
    except (KeyError, ValueError, IndexError) as error:
        raise Unreadable(f"no fact of the office: {type(error).__name__}") from error
