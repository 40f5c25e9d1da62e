"""What a call is answered if it is not done: one tree of exceptions, each with what to do next in `mend`.

    Declined
    ├── Invalid        a field is missing or wrong                 fields
    ├── NotSignedIn    no token, or one that is not valid
    ├── NotAllowed     the role or the unit may not do this        roles
    ├── NotFound       there is no such thing                      kind, id
    ├── Conflict       somebody else was first                     expected, found
    ├── Refused        rules say no                                violations
    ├── Late           the asked position isn't there yet          asked, reached
    ├── Unavailable    a server is away; no answer came
    ├── Failed         the office's fault                          correlation_id
    └── UnknownMethod  the service is older than this client

A call that was declined had no effect. Only of one that was Unavailable nobody knows: call again with the `command_id`
that the exception bears, since a command takes effect once.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID


class Declined(Exception):
    """The root. `answer` is all that was told; `command_id` is what the command was given under."""

    name: ClassVar[str] = "declined"
    command_id: UUID | None = None

    def __init__(self, answer: Mapping[str, Any]) -> None:
        super().__init__(f"{answer.get('message', self.name)}: {answer.get('mend', '')}")
        self.answer = dict(answer)

    @property
    def message(self) -> str:
        return str(self.answer.get("message", ""))

    @property
    def mend(self) -> str:
        """What would make the call succeed."""
        return str(self.answer.get("mend", ""))


class Invalid(Declined):
    name = "invalid"

    @property
    def fields(self) -> Sequence[Mapping[str, str]]:
        """Each with `field`, `rule` and `mend`."""
        found: Sequence[Mapping[str, str]] = self.answer.get("fields", [])
        return found


class NotSignedIn(Declined):
    name = "not_signed_in"


class NotAllowed(Declined):
    name = "not_allowed"

    @property
    def roles(self) -> Sequence[str]:
        """Those that you have."""
        found: Sequence[str] = self.answer.get("roles", [])
        return found


class NotFound(Declined):
    name = "not_found"

    @property
    def kind(self) -> str:
        return str(self.answer.get("kind", ""))

    @property
    def id(self) -> str:
        return str(self.answer.get("id", ""))


class Conflict(Declined):
    """Without `expected` and `found` the command_id was used before, for another command."""

    name = "conflict"

    @property
    def expected(self) -> int | None:
        return self.answer.get("expected")

    @property
    def found(self) -> int | None:
        return self.answer.get("found")


class Refused(Declined):
    name = "refused"

    @property
    def violations(self) -> Sequence[Mapping[str, str]]:
        """Each with `rule`, `article`, `value`, `found` and `mend`."""
        found: Sequence[Mapping[str, str]] = self.answer.get("violations", [])
        return found


class Late(Declined):
    name = "late"

    @property
    def asked(self) -> int:
        return int(self.answer.get("asked", 0))

    @property
    def reached(self) -> int:
        return int(self.answer.get("reached", 0))


class Unavailable(Declined):
    name = "unavailable"


class Failed(Declined):
    name = "failed"

    @property
    def correlation_id(self) -> str:
        return str(self.answer.get("correlation_id", ""))


class UnknownMethod(Declined):
    name = "unknown_method"


KINDS = (Invalid, NotSignedIn, NotAllowed, NotFound, Conflict, Refused, Late, Unavailable, Failed)
BY_NAME: Mapping[str, type[Declined]] = {kind.name: kind for kind in KINDS}


def no_answer(command_id: UUID | None, why: str) -> Unavailable:
    """Nobody knows whether it took effect."""
    mend = "call again with the same command_id" if command_id else "call again"
    return Unavailable({"error": "unavailable", "message": f"no answer came ({why})", "mend": mend})


def declined(error: Mapping[str, Any]) -> Declined:
    """The exception for what came back as an answer's `error`."""
    try:
        answer = json.loads(str(error.get("value")))
        return BY_NAME[answer["error"]](answer)
    except (ValueError, TypeError, KeyError):
        kind = str(error.get("exc_type"))
    if kind == "MethodNotFound":
        mend = "the service is older than this client: use one of the service's version"
        return UnknownMethod({"error": "unknown_method", "message": "the service has no such method", "mend": mend})
    return Failed({"error": "failed", "message": f"the call ended in {kind}", "mend": "report it"})
