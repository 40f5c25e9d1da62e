"""The counter: what a service's class is made of. A method parses nothing and decides nothing; it hands over.

    class Approvals(Counter):
        name = "approvals"
        desk = Desk(APPROVALS)
        policy = POLICY

        @command(schemas.endorse_visit)
        def endorse_visit(self, request: EndorseVisit) -> Receipt:
            return self.desk.decide(request)

A command is called as `approvals.endorse_visit({fields}, command_id="<uuid>", expected_version=None)` and answers
`{"id", "version", "position"}`; a query as `approvals.get_visit({fields}, at_least=<position>)`. The actor's token is
`auth_token` in nameko's context; `correlation_id` may stand beside it.
"""

import functools
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

import structlog

from shared import sight
from shared.answers import declined
from shared.command_door import guarded_rpc
from shared.desk import Answer, AtDesk, Desk, Receipt
from shared.errors import Invalid
from shared.held import PastRetention, PeopleIn, PersonHeld
from shared.operations import FactsAfter, Operations, Parked, ParkedAt
from shared.person import CorrectPerson, ErasePerson
from shared.policy import EVERY_SERVICE, May, Policy, about_own_unit, require, shown
from shared.schemas import Request, request
from shared.seal import Head
from shared.values import encode

__all__ = ["Answer", "Counter", "Desk", "Receipt", "command", "query"]

logger = structlog.get_logger()
C = TypeVar("C")


def command(taking: Request[C]) -> Callable[[Callable[[Any, C], Receipt]], Any]:
    """An RPC method that gives one command, for whom the service's policy says."""

    def decorate(method: Callable[[Any, C], Receipt]) -> Any:
        @functools.wraps(method)
        def door(self: Any, payload: Any = None, command_id: Any = None, expected_version: Any = None) -> Any:
            def call(desk: AtDesk) -> Receipt:
                desk.own_unit = require(may_of(type(self), method.__name__), desk.sign_in(), payload)
                desk.take_command(payload, _key(command_id), _version(expected_version))
                return method(self, taking.load(desk.with_new_ids(taking.kind, payload)))

            return answer(self.desk, method.__name__, call)

        door.__taking__, door.__kind__ = taking, "command"  # type: ignore[attr-defined]
        return guarded_rpc(door)

    return decorate


def query(taking: Request[C]) -> Callable[[Callable[[Any, C], Answer]], Any]:
    """An RPC method that asks the read store, for whom the service's policy says."""

    def decorate(method: Callable[[Any, C], Answer]) -> Any:
        @functools.wraps(method)
        def door(self: Any, payload: Any = None, at_least: Any = 0) -> Any:
            def call(desk: AtDesk) -> Answer:
                may, actor = may_of(type(self), method.__name__), desk.sign_in()
                asked = about_own_unit(may, actor, {} if payload is None else payload)
                require(may, actor, asked)
                question = taking.load(desk.with_new_people(taking.kind, asked))
                desk.at_least = _version(at_least) or 0
                answer: Answer = shown(may, actor, method(self, question))
                return answer

            return answer(self.desk, method.__name__, call)

        door.__taking__, door.__kind__ = taking, "query"  # type: ignore[attr-defined]
        return guarded_rpc(door)

    return decorate


def answer(desk: AtDesk, method: str, call: Callable[[AtDesk], Any]) -> Any:
    """Run a call and turn whatever it raises into what a caller may be told."""
    sight.bind(desk.service.name, desk.correlation)
    started, outcome = time.perf_counter(), "done"
    try:
        return encode(call(desk))
    except Exception as error:
        told = declined(error, str(desk.correlation))
        outcome = told.name
        for rule in {violation["rule"] for violation in told.answer.get("violations", [])}:
            sight.REFUSALS.labels(rule).inc()
        if outcome == "failed":
            logger.error("call_failed", method=method, error=type(error).__name__, where=sight.where(error))
        raise told from None
    finally:
        sight.COMMANDS.labels(method, outcome).inc()
        sight.SECONDS.labels(method).observe(time.perf_counter() - started)
        logger.info("call", method=method, outcome=outcome)


def _key(command_id: Any) -> UUID:
    try:
        return UUID(command_id)
    except (ValueError, TypeError, AttributeError):
        mend = "make one UUID for this command, and send the same one if you try again"
        raise Invalid.field("command_id", "Not a valid UUID.", mend) from None


def _version(number: Any) -> int | None:
    if number is None or (isinstance(number, int) and not isinstance(number, bool) and number >= 0):
        return number
    raise Invalid.field("expected_version or at_least", "Not a whole number.", "give a number from a receipt")


class Counter:
    """What every service offers besides its own methods: to listeners, to integrators and to operators."""

    desk: AtDesk
    policy: Policy

    def __init_subclass__(cls) -> None:
        """A method that the service's policy doesn't name, or a line of it without a method, is an error at import."""
        methods, lines = set(methods_of(cls)), {*cls.policy, *EVERY_SERVICE}
        if methods != lines:
            raise TypeError(f"{cls.__name__}: no policy for {methods - lines}, no method for {lines - methods}")

    @property
    def operations(self) -> Operations:
        return Operations(self.desk.process)

    @query(request(FactsAfter))
    def facts_told(self, question: FactsAfter) -> Answer:
        """Public facts beyond a sequence, in order, each as headers and body: how a hole is filled."""
        return self.operations.facts_told(question)

    @query(request(Head))
    def exchange_seals(self, theirs: Head) -> Answer:
        """Show how far our log is sealed, and remember how far the caller's is."""
        return self.operations.exchange_seals(theirs, self.desk.actor.unit)

    @query(request(Parked))
    def list_parked(self, question: Parked) -> Answer:
        """What readers and the heard door could not digest, with the reason."""
        return self.operations.list_parked(question)

    @query(request(ParkedAt))
    def retry_parked(self, question: ParkedAt) -> Answer:
        """Try a parked fact again, and then what waits behind it."""
        return self.operations.retry_parked(question, self.desk.actor.id)

    @query(request(ParkedAt))
    def skip_parked(self, question: ParkedAt) -> Answer:
        """Pass a parked fact over for good, and go on with what waits behind it."""
        return self.operations.skip_parked(question, self.desk.actor.id)

    @query(request(Parked))
    def lag(self, _: Parked) -> Answer:
        """How far each reader has come, how far the log has, and what was told and heard."""
        return self.operations.lag()

    @query(request(PeopleIn))
    def people_in(self, question: PeopleIn) -> Answer:
        """The people whose data stands in a file, with the legal basis and retention class of each."""
        return self.operations.people_in(question)

    @query(request(PersonHeld))
    def export_person(self, question: PersonHeld) -> Answer:
        """All that is held about a person, with the legal basis and retention class (PIPL art 45)."""
        return self.operations.export_person(question)

    @command(request(CorrectPerson))
    def correct_person(self, correction: CorrectPerson) -> Receipt:
        """Correct what is held about a person, wherever it was entered (PIPL art 46)."""
        self.operations.require_field(correction)
        return self.desk.decide(correction)

    @command(request(ErasePerson))
    def erase_person(self, erasure: ErasePerson) -> Receipt:
        """Destroy a person's key: nothing of the person can be read again (PIPL art 47)."""
        self.operations.require_held(erasure)
        return self.desk.decide(erasure)

    @query(request(PastRetention))
    def list_past_retention(self, question: PastRetention) -> Answer:
        """People whose retention has run out: to be erased, or their files archived."""
        return self.operations.past_retention(question)


def methods_of(counter: type[Counter]) -> Mapping[str, Any]:
    """The RPC methods of a service's class, by name: their requests and kinds are marked on them."""
    return {name: method for name in dir(counter) if hasattr(method := getattr(counter, name), "__taking__")}


def may_of(counter: type[Counter], method: str) -> May:
    """Who may call that method."""
    return EVERY_SERVICE.get(method) or counter.policy[method]
