"""A person's rights, in every service alike: what is held may be corrected, and it may be erased.

The person's file is the stream `person-<id>`. A correction is sealed like all else that is personal, and from then on
stands in place of what was entered, wherever it was entered. An erasure destroys the person's key.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from shared.aggregate import Aggregate, Decision, Occasion, refuse
from shared.facts import fact, of_every_service
from shared.personal import Holding, OfPerson, Personal
from shared.values import value

RIGHTS = Holding("PIPL art 44 to 47: the person's own request", "30 years")


@value
class CorrectPerson:
    """`field` is one that `export_person` shows, or the end of it: "passport_number", "name/zh"."""

    person: str
    field: str
    value: Personal[str]


@value
class ErasePerson:
    """`decision` is the number of the document that decided it: who erases has weighed the retention (PIPL art 47)."""

    person: str
    decision: str


@of_every_service
@fact("PersonCorrected")
class PersonCorrected:
    person: Annotated[str, OfPerson(RIGHTS)]
    field: str
    value: Personal[str]
    by: str
    at: datetime


@of_every_service
@fact("PersonErased")
class PersonErased:
    person: str
    decision: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Known:
    """State of a person's file."""

    erased: bool = False


def decide(state: Known | None, command: Any, occasion: Occasion) -> Decision:
    by, at = occasion.actor.id, occasion.now
    match command:
        case ErasePerson() if state is not None and state.erased:
            return []
        case ErasePerson():
            return [PersonErased(person=command.person, decision=command.decision, by=by, at=at)]
        case CorrectPerson() if state is not None and state.erased:
            return refuse("ERASED", "PIPL art 47", "not erased", "erased", "enter the person anew, with a new id")
        case CorrectPerson():
            correction = {"person": command.person, "field": command.field, "value": command.value}
            return [PersonCorrected(**correction, by=by, at=at)]
        case _:
            raise TypeError(command)


def evolve(_: Known | None, fact: Any) -> Known:
    return Known(erased=isinstance(fact, PersonErased))


PERSON: Aggregate[Known] = Aggregate(
    name="person",
    key="person",
    commands=(CorrectPerson, ErasePerson),
    opens=(CorrectPerson, ErasePerson),
    decide=decide,
    evolve=evolve,
)


def heed(keys: Any, fact: Any, position: int) -> None:
    """Do with the keys what a person's file says; done again it changes nothing."""
    match fact:
        case PersonErased():
            keys.destroy(fact.person)
        case PersonCorrected():
            keys.correct(fact.person, fact.field, position, fact.value)
