"""A service's public facts from any point on, in order, each once: those told before, then those that are told."""

import threading
import time
from collections.abc import Iterator, Sequence
from uuid import UUID

from amqp.exceptions import AccessRefused, PreconditionFailed

from waishi_client.caller import Caller
from waishi_client.errors import NotAllowed, Unavailable
from waishi_client.facts import Fact, fact_of
from waishi_client.line import AWAY
from waishi_client.sources import Source

PAGE = 500
TURN_SECONDS = 1.0
LONGEST_PAUSE = 10.0


class AnotherLog(RuntimeError):
    """The service's log is not the one that we followed: its numbers mean nothing to us. Begin anew, with an empty
    store and `after=0`."""


class Feed:
    """`for fact in feed.facts(after): ...` ends only with `stop`, which any thread may call.

    `caller` may call the service's `facts_told`, with a token of the role `integrator`: by it comes what was told
    before, unless a stream has it, and what is missing between two messages. Whatever is lost on the way, or while
    nobody listened, is noticed at the next fact, and every `check_seconds` while none comes. If any facts are named,
    only those are given.
    """

    def __init__(
        self, service: str, caller: Caller, source: Source, names: Sequence[str] = (), check_seconds: float = 30.0
    ) -> None:
        self._service, self._caller, self._source = service, caller, source
        self._names, self._check_seconds = tuple(names), check_seconds
        self._stopping = threading.Event()
        self.teller: UUID | None = None
        self.last = 0

    def stop(self) -> None:
        """Let `facts` end within a second."""
        self._stopping.set()

    def facts(self, after: int = 0, teller: UUID | None = None) -> Iterator[Fact]:
        """Facts with a sequence beyond `after`. A fact's message is acknowledged once the next one is asked for: keep
        its `sequence` together with what you did, in one transaction, and give it as `after` the next time; whatever
        comes twice is then dropped here. Raises AnotherLog if `teller`, as you kept it, is not the log any more, and
        NotAllowed for facts or queues that are not ours."""
        self.last, self.teller = after, teller
        pause = 0.1
        try:
            while not self._stopping.is_set():
                try:
                    self._source.open(self._service, self._names)  # first, so that nothing falls between
                    if not self._source.has_history:
                        yield from self._told_before()
                    for fact in self._told_now():
                        pause = 0.1
                        yield fact
                except (AccessRefused, PreconditionFailed) as error:
                    raise _refused(error) from error
                except (*AWAY, Unavailable):
                    self._stopping.wait(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)
        finally:
            self._source.close()

    def _told_before(self) -> Iterator[Fact]:
        """All beyond the last one that the service has told up to now."""
        while not self._stopping.is_set():
            asked = {"after": self.last, "limit": PAGE, **({"names": self._names} if self._names else {})}
            page = self._caller.ask(self._service, "facts_told", asked)["facts"]
            for item in page:
                yield from self._next(fact_of(item["headers"], item["body"]))
            if len(page) < PAGE:
                return

    def _told_now(self) -> Iterator[Fact]:
        checked_at = time.monotonic()
        while not self._stopping.is_set():
            message = self._source.next(min(TURN_SECONDS, self._check_seconds))
            if message is None:
                if time.monotonic() - checked_at >= self._check_seconds:
                    yield from self._told_before()
                    checked_at = time.monotonic()
                continue
            checked_at = time.monotonic()
            fact = fact_of(message.headers, message.body)
            if fact.service == self._service and (not self._names or fact.name in self._names):
                if fact.sequence > self.last + 1:
                    yield from self._told_before()  # what is missing, if anything is: others may count between
                yield from self._next(fact)
            self._source.acknowledge(message)

    def _next(self, fact: Fact) -> Iterator[Fact]:
        """The fact, unless we had it before."""
        if self.teller not in (None, fact.teller):
            raise AnotherLog(f"{self._service} has another log than {self.teller}")
        self.teller = fact.teller
        if fact.sequence > self.last:
            yield fact
            self.last = fact.sequence


def _refused(error: Exception) -> NotAllowed:
    mend = "name facts that were chosen for this user, and a queue that begins with its name"
    return NotAllowed({"error": "not_allowed", "message": f"the broker refuses: {error}", "mend": mend})
