"""What every service answers about itself: what it told, what is parked, how far its readers are."""

from collections.abc import Mapping
from typing import Annotated, Any

from shared import held, parked, seal, tail
from shared.facts import Facts
from shared.held import PastRetention, PeopleIn, PersonHeld
from shared.person import CorrectPerson, ErasePerson
from shared.process import Process
from shared.seal import Head
from shared.tell import facts_told
from shared.values import NOT_NEGATIVE, POSITIVE, value

MOST = 1000


@value
class FactsAfter:
    """Public facts with a sequence beyond `after`; at most `limit`, and never more than 1,000. If any are named, only
    those: the sequence counts the others all the same."""

    after: Annotated[int, NOT_NEGATIVE] = 0
    limit: Annotated[int, POSITIVE] = 500
    names: tuple[str, ...] = ()


@value
class Parked:
    limit: Annotated[int, POSITIVE] = 100


@value
class ParkedAt:
    """`reader` and `position` as `list_parked` shows them."""

    reader: str
    position: int


class Operations:
    """Run on the process's pool; none of them touches a file of the office."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def facts_told(self, question: FactsAfter) -> Mapping[str, Any]:
        with self._process.pool.connection() as connection:
            limit = min(question.limit, MOST)
            facts = facts_told(connection, self._process.service, question.after, limit, question.names)
        return {"facts": [{"headers": fact.headers(), "body": fact.payload().decode()} for fact in facts]}

    def exchange_seals(self, theirs: Head, service: str) -> Mapping[str, Any]:
        with self._process.pool.connection() as connection:
            seal.witness(connection, service, theirs)
            return vars(seal.head(connection))

    def list_parked(self, question: Parked) -> Mapping[str, Any]:
        with self._process.pool.connection() as connection:
            return {"parked": parked.list_parked(connection, min(question.limit, MOST))}

    def retry_parked(self, question: ParkedAt, by: str) -> Mapping[str, Any]:
        with self._process.pool.connection() as connection:
            parked.ask_retry(connection, question.reader, question.position, by)
        return {"reader": question.reader, "position": question.position, "state": "retry"}

    def skip_parked(self, question: ParkedAt, by: str) -> Mapping[str, Any]:
        with self._process.pool.connection() as connection:
            parked.skip(connection, question.reader, question.position, by)
        return {"reader": question.reader, "position": question.position, "state": "skipped"}

    def export_person(self, question: PersonHeld) -> Mapping[str, Any]:
        with self._process.pool.connection() as connection:
            return held.export_person(connection, self._facts, self._process.keyring, question.person)

    def people_in(self, question: PeopleIn) -> Mapping[str, Any]:
        with self._process.pool.connection() as connection:
            return held.people_in(connection, self._process.keyring, question.file)

    def require_held(self, erasure: ErasePerson) -> None:
        with self._process.pool.connection() as connection:
            held.require_held(connection, self._facts, self._process.keyring, erasure.person)

    def require_field(self, correction: CorrectPerson) -> None:
        with self._process.pool.connection() as connection:
            held.require_field(connection, self._facts, self._process.keyring, correction)

    def past_retention(self, question: PastRetention) -> Mapping[str, Any]:
        return {"people": self._process.keyring.past_retention(min(question.limit, MOST))}

    @property
    def _facts(self) -> Facts:
        return self._process.service.facts

    def lag(self) -> Mapping[str, Any]:
        """`readers`: position of each; `told` and `confirmed`: sequences; `heard`: sequence by source."""
        with self._process.pool.connection() as connection:
            head = tail.find_head(connection)
            readers = dict(connection.execute("SELECT reader, position FROM log.checkpoints").fetchall())
            readers["project"] = connection.execute("SELECT position FROM checkpoint").fetchall()[0][0]
            told = connection.execute("SELECT coalesce(max(sequence), 0) FROM log.told").fetchall()[0][0]
            heard = dict(connection.execute("SELECT source, sequence FROM log.heard").fetchall())
            open_parked = len(parked.list_parked(connection, MOST))
        confirmed = readers.pop("tell:published", 0)
        return {"head": head, "readers": readers, "told": told, "confirmed": confirmed, "heard": heard,
                "parked": open_parked}  # fmt: skip
