"""What a caller is told when a call is not done: one tree of errors.

    Declined
    ├── Invalid       a field is missing or wrong         fields: [{field, rule, mend}]
    ├── NotSignedIn   no token, or one that is not valid
    ├── NotAllowed    the role may not do this            roles: what the caller has
    ├── NotFound      there is no such thing              id
    ├── Conflict      somebody else was first             expected, found
    ├── Refused       rules say no                        violations: [{rule, article, value, found, mend}]
    ├── Late          the asked position isn't there yet  asked, reached
    ├── Unavailable   a server is away; try again
    └── Failed        our fault; the log has the cause under correlation_id

Each travels as one JSON text, the exception's only argument, so that a stock nameko client reads it from
`RemoteError.value`, and a caller that imports this module gets the typed exception.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self


class Declined(Exception):
    """The root: the call had no effect. `answer` holds `error`, `message`, `mend` and the fields drawn above."""

    name: ClassVar[str] = "declined"

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.answer: dict[str, Any] = json.loads(text)

    @classmethod
    def of(cls, message: str, mend: str, **details: Any) -> Self:
        answer = {"error": cls.name, "message": message, "mend": mend, **details}
        return cls(json.dumps(answer, ensure_ascii=False))


class Invalid(Declined):
    name = "invalid"

    @classmethod
    def fields(cls, fields: Sequence[Mapping[str, str]]) -> Self:
        named = ", ".join(sorted({item["field"] for item in fields}))
        return cls.of(f"these fields are not valid: {named}", "mend each field and call again", fields=list(fields))

    @classmethod
    def field(cls, field: str, rule: str, mend: str) -> Self:
        return cls.fields([{"field": field, "rule": rule, "mend": mend}])


class NotSignedIn(Declined):
    name = "not_signed_in"

    @classmethod
    def because(cls, message: str, mend: str) -> Self:
        return cls.of(message, mend)


class NotAllowed(Declined):
    name = "not_allowed"

    @classmethod
    def because(cls, message: str, roles: Sequence[str]) -> Self:
        return cls.of(message, "ask somebody who has that role", roles=list(roles))


class NotFound(Declined):
    name = "not_found"

    @classmethod
    def thing(cls, kind: str, key: object) -> Self:
        return cls.of(f"there is no {kind} {key}", "look up its id and call again", kind=kind, id=str(key))


class Conflict(Declined):
    name = "conflict"

    @classmethod
    def version(cls, expected: int, found: int) -> Self:
        message = f"version {expected} was expected, version {found} was found"
        return cls.of(message, "read it again and decide anew", expected=expected, found=found)

    @classmethod
    def key_reused(cls) -> Self:
        message = "this command_id was used before, for another command"
        return cls.of(message, "make a new command_id for a new command")


class Refused(Declined):
    name = "refused"

    @classmethod
    def by(cls, violations: Sequence[Mapping[str, Any]]) -> Self:
        rules = ", ".join(str(item["rule"]) for item in violations)
        return cls.of(f"refused by {rules}", "see each violation's mend", violations=list(violations))


class Late(Declined):
    name = "late"

    @classmethod
    def position(cls, asked: int, reached: int) -> Self:
        message = f"position {asked} was asked for, the read store has reached {reached}"
        return cls.of(message, "ask again in a moment", asked=asked, reached=reached)


class Unavailable(Declined):
    name = "unavailable"


class Failed(Declined):
    name = "failed"
