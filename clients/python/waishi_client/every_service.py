"""What each service offers besides its own methods.

Made from the code by `make reference`; not to be edited.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict
from uuid import UUID

from waishi_client.caller import AtLeast, Caller, Receipt


@dataclass(frozen=True, kw_only=True)
class FactsAfter:
    """Public facts with a sequence beyond `after`; at most `limit`, and never more than 1,000. If any are named,
    only those: the sequence counts the others all the same."""

    after: int = 0  # Give 0 or a number above it.
    limit: int = 500  # Give a number above 0.
    names: Sequence[str] = ()


class FactsToldFactsHeaders(TypedDict):
    cloudEvents_specversion: str
    cloudEvents_id: str  # uuid
    cloudEvents_source: str
    cloudEvents_type: str
    cloudEvents_subject: str
    cloudEvents_time: str  # date-time
    cloudEvents_dataschema: str
    cloudEvents_sequence: str
    cloudEvents_correlation: str  # uuid
    cloudEvents_causation: NotRequired[str]  # uuid


class FactsToldFacts(TypedDict):
    headers: FactsToldFactsHeaders
    body: str


class FactsToldAnswer(TypedDict):
    facts: list[FactsToldFacts]


@dataclass(frozen=True, kw_only=True)
class Head:
    """How far a log is sealed: its identity, the position of the last sealed fact, and that seal in hex."""

    log: UUID
    position: int
    seal: str


class ExchangeSealsAnswer(TypedDict):
    log: str  # uuid
    position: int
    seal: str


@dataclass(frozen=True, kw_only=True)
class Parked:
    limit: int = 100  # Give a number above 0.


class LagReaders(TypedDict):
    react: int
    tell: int
    clock: int
    seal: int
    project: int


class LagAnswer(TypedDict):
    head: int
    readers: LagReaders
    told: int
    confirmed: int
    heard: Mapping[str, Any]
    parked: int


class ListParkedParked(TypedDict):
    reader: str
    position: int
    stream: str
    state: str
    reason: str
    tries: int
    parked_at: str  # date-time


class ListParkedAnswer(TypedDict):
    parked: list[ListParkedParked]


@dataclass(frozen=True, kw_only=True)
class ParkedAt:
    """`reader` and `position` as `list_parked` shows them."""

    reader: str
    position: int


class RetryParkedAnswer(TypedDict):
    reader: str
    position: int
    state: str


class SkipParkedAnswer(TypedDict):
    reader: str
    position: int
    state: str


@dataclass(frozen=True, kw_only=True)
class PeopleIn:
    """`file` is a stream, such as "bed-<id>"."""

    file: str


class PeopleInPeople(TypedDict):
    person: str
    basis: str
    retention: str
    since: str  # date-time
    erased_at: None


class PeopleInAnswer(TypedDict):
    people: list[PeopleInPeople]


@dataclass(frozen=True, kw_only=True)
class PersonHeld:
    """`person` is the person's id; or a file's, such as "bed-<id>", for what it holds of nobody named."""

    person: str


class ExportPersonHeld(TypedDict):
    stream: str
    position: int
    fact: str
    fields: Mapping[str, Any]


class ExportPersonAnswer(TypedDict):
    person: str  # uuid
    service: str
    basis: str
    retention: str
    since: str  # date-time
    erased_at: None
    held: list[ExportPersonHeld]


@dataclass(frozen=True, kw_only=True)
class CorrectPerson:
    """`field` is one that `export_person` shows, or the end of it: "passport_number", "name/zh"."""

    person: str
    field: str
    value: str


@dataclass(frozen=True, kw_only=True)
class ErasePerson:
    """`decision` is the number of the document that decided it: who erases has weighed the retention (PIPL art
    47)."""

    person: str
    decision: str


@dataclass(frozen=True, kw_only=True)
class PastRetention:
    limit: int = 100  # Give a number above 0.


class ListPastRetentionAnswer(TypedDict):
    people: list[str]


class EveryService:
    """What each service offers besides its own methods."""

    def __init__(self, caller: Caller, service: str) -> None:
        self._caller, self._service = caller, service

    def facts_told(self, question: FactsAfter | None = None, *, at_least: AtLeast = 0) -> FactsToldAnswer:
        """Public facts beyond a sequence, in order, each as headers and body: how a hole is filled. For
        integrator, operator, service."""
        answer: FactsToldAnswer = self._caller.ask(self._service, "facts_told", question, at_least)
        return answer

    def exchange_seals(self, question: Head, *, at_least: AtLeast = 0) -> ExchangeSealsAnswer:
        """Show how far our log is sealed, and remember how far the caller's is. For service."""
        answer: ExchangeSealsAnswer = self._caller.ask(self._service, "exchange_seals", question, at_least)
        return answer

    def lag(self, question: Parked | None = None, *, at_least: AtLeast = 0) -> LagAnswer:
        """How far each reader has come, how far the log has, and what was told and heard. For anybody signed
        in."""
        answer: LagAnswer = self._caller.ask(self._service, "lag", question, at_least)
        return answer

    def list_parked(self, question: Parked | None = None, *, at_least: AtLeast = 0) -> ListParkedAnswer:
        """What readers and the heard door could not digest, with the reason. For operator."""
        answer: ListParkedAnswer = self._caller.ask(self._service, "list_parked", question, at_least)
        return answer

    def retry_parked(self, question: ParkedAt, *, at_least: AtLeast = 0) -> RetryParkedAnswer:
        """Try a parked fact again, and then what waits behind it. For operator."""
        answer: RetryParkedAnswer = self._caller.ask(self._service, "retry_parked", question, at_least)
        return answer

    def skip_parked(self, question: ParkedAt, *, at_least: AtLeast = 0) -> SkipParkedAnswer:
        """Pass a parked fact over for good, and go on with what waits behind it. For operator."""
        answer: SkipParkedAnswer = self._caller.ask(self._service, "skip_parked", question, at_least)
        return answer

    def people_in(self, question: PeopleIn, *, at_least: AtLeast = 0) -> PeopleInAnswer:
        """The people whose data stands in a file, with the legal basis and retention class of each. For
        privacy_officer."""
        answer: PeopleInAnswer = self._caller.ask(self._service, "people_in", question, at_least)
        return answer

    def export_person(self, question: PersonHeld, *, at_least: AtLeast = 0) -> ExportPersonAnswer:
        """All that is held about a person, with the legal basis and retention class (PIPL art 45). For
        privacy_officer."""
        answer: ExportPersonAnswer = self._caller.ask(self._service, "export_person", question, at_least)
        return answer

    def correct_person(
        self, request: CorrectPerson, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Correct what is held about a person, wherever it was entered (PIPL art 46). For privacy_officer."""
        return self._caller.command(self._service, "correct_person", request, command_id, expected_version)

    def erase_person(
        self, request: ErasePerson, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Destroy a person's key: nothing of the person can be read again (PIPL art 47). For
        privacy_officer."""
        return self._caller.command(self._service, "erase_person", request, command_id, expected_version)

    def list_past_retention(
        self, question: PastRetention | None = None, *, at_least: AtLeast = 0
    ) -> ListPastRetentionAnswer:
        """People whose retention has run out: to be erased, or their files archived. For privacy_officer."""
        answer: ListPastRetentionAnswer = self._caller.ask(self._service, "list_past_retention", question, at_least)
        return answer
