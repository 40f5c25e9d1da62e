"""What the heard door does in the database: sequence checked, duplicates dropped, facts appended or parked."""

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import structlog
from psycopg import Connection

from shared import failpoint, parked, sight, traces
from shared.broker import PublicFact
from shared.facts import UnknownFact
from shared.reader import TRY_AGAIN, Moved
from shared.service import Service

logger = structlog.get_logger()
Fetch = Callable[[int], PublicFact]
"""Gives the fact of that sequence, anew from its teller."""

HEARD_AND_MARK = "SELECT teller, sequence, log.mark() FROM log.heard WHERE source = %s FOR UPDATE"
APPEND = """
INSERT INTO log.facts (stream, version, id, name, fact_version, source, sequence, data, actor, correlation, causation)
SELECT %(stream)s, 1 + coalesce(max(version), 0), %(id)s, %(name)s, %(version)s, %(source)s, %(sequence)s,
       %(data)s::jsonb, %(actor)s, %(correlation)s, %(causation)s
FROM log.all_facts WHERE stream = %(stream)s
"""


def reader_name(source: str) -> str:
    """The name under which this door parks."""
    return f"heard:{source}"


def heard_up_to(db: Connection[Any], source: str) -> int:
    """The teller's sequence up to which all was heard."""
    row = db.execute("SELECT sequence FROM log.heard WHERE source = %s", (source,)).fetchone()
    return row[0] if row else 0


def hear(db: Connection[Any], service: Service, source: str, facts: Sequence[PublicFact]) -> int | None:
    """Commit these facts in one transaction; gives the first sequence that is missing before one of them, if any.

    What was heard before is dropped. Facts of another log than the one we follow are parked: their sequence means
    nothing to us. While we follow none, all are missing: which log it is only the teller says, not a message.
    """
    with traces.if_it_holds(), db.transaction():
        row = db.execute(HEARD_AND_MARK, (source,)).fetchone()
        teller, heard, _ = row or (None, 0, None)
        if teller is None:
            return 1
        streams = {stream_of(source, fact.stream) for fact in facts}
        waiting = parked.waiting_streams(db, reader_name(source), streams)
        missing = None
        for fact in sorted(facts, key=lambda fact: fact.sequence):
            if fact.teller != teller:
                _park_stranger(db, source, fact)
            elif fact.sequence <= heard:
                sight.HEARD.labels(source, "duplicate").inc()
            elif fact.sequence > heard + 1:
                missing = heard + 1
                break
            else:
                _take(db, service, source, fact, waiting)
                heard = fact.sequence
        db.execute("UPDATE log.heard SET sequence = %s WHERE source = %s", (heard, source))
    return missing


def follow(db: Connection[Any], source: str, teller: UUID) -> None:
    """From now on this is the source's log, unless we follow one already."""
    db.execute(
        """
        INSERT INTO log.heard (source, teller) VALUES (%s, %s)
        ON CONFLICT (source) DO UPDATE SET teller = coalesce(log.heard.teller, excluded.teller)
        """,
        (source, teller),
    )


def follows(db: Connection[Any], source: str, teller: UUID) -> bool:
    """Whether this is the source's log that we follow."""
    row = db.execute("SELECT FROM log.heard WHERE source = %s AND teller = %s", (source, teller)).fetchone()
    return row is not None


def _take(db: Connection[Any], service: Service, source: str, fact: PublicFact, waiting: set[str]) -> None:
    if (source, fact.name) not in service.heard:
        sight.HEARD.labels(source, "not_ours").inc()
        return
    stream = stream_of(source, fact.stream)
    if stream in waiting:
        parked.put_behind(db, reader_name(source), fact.sequence, stream)
        return
    failpoint.reach("before_hearing")
    try:
        with db.transaction():
            _append(db, service, source, fact)
    except TRY_AGAIN:
        raise
    except Exception as error:
        waiting.add(stream)
        _set_aside(db, source, fact, error)


def _set_aside(db: Connection[Any], source: str, fact: PublicFact, error: Exception) -> None:
    reason = parked.reason_of(error)
    sight.HEARD.labels(source, "set_aside").inc()
    logger.error("message_set_aside", sequence=fact.sequence, fact=fact.name, reason=reason)
    parked.set_aside(db, reader_name(source), fact.sequence, stream_of(source, fact.stream), reason)


def _append(db: Connection[Any], service: Service, source: str, fact: PublicFact) -> None:
    """In a transaction that holds the log's mark. Raises ValidationError or UnknownFact for what can't be digested."""
    schema = service.heard.get((source, fact.name))
    if schema is None:
        raise UnknownFact(fact.name)
    schema.load(fact.body)
    begun = traces.moment()
    db.execute(
        APPEND,
        {
            "stream": stream_of(source, fact.stream),
            "id": fact.id,
            "name": fact.name,
            "version": fact.version,
            "source": source,
            "sequence": fact.sequence,
            "data": json.dumps(fact.body, ensure_ascii=False),
            "actor": f"service:{source}",
            "correlation": fact.correlation,
            "causation": fact.causation,
        },
    )
    sight.HEARD.labels(source, "heard").inc()
    traces.heard(fact, begun)
    logger.info("fact_heard", fact=fact.name, sequence=fact.sequence, correlation_id=fact.correlation)


def stream_of(source: str, stream: str) -> str:
    """The name that another service's stream has in our log."""
    return f"{source}/{stream}"


def _park_stranger(db: Connection[Any], source: str, fact: PublicFact) -> None:
    reader = f"{reader_name(source)}:{fact.teller}"
    parked.park_for_good(db, reader, f"{source}/{fact.teller}", f"AnotherLog sequence {fact.sequence}")
    sight.HEARD.labels(source, "another_log").inc()


def park_malformed(db: Connection[Any], source: str, body: Any, reason: str) -> None:
    """Note a message that can't be placed in the sequence: its length and digest, and nothing of what it says."""
    raw = body.encode() if isinstance(body, str) else bytes(body)
    digest = hashlib.sha256(raw).hexdigest()
    with db.transaction():
        parked.park_for_good(db, f"malformed:{source}", f"malformed:{source}", f"{reason} {len(raw)} bytes {digest}")
    sight.HEARD.labels(source, "malformed").inc()
    logger.error("message_malformed", source=source, reason=reason)


def retry_parked(db: Connection[Any], service: Service, source: str, fetch: Fetch) -> bool:
    """Try what is due again, in order, as the teller tells it today; says whether anything was appended."""
    appended = False
    while due := parked.due(db, reader_name(source)):
        for sequence in due:
            appended |= _retry(db, service, source, fetch(sequence))
    return appended


def _retry(db: Connection[Any], service: Service, source: str, fact: PublicFact) -> bool:
    try:
        with traces.if_it_holds(), db.transaction():
            db.execute("SELECT log.mark()")
            _append(db, service, source, fact)
            if not parked.settle(db, reader_name(source), fact.sequence):
                raise Moved
        return True
    except TRY_AGAIN:
        raise
    except Exception as error:
        _set_aside(db, source, fact, error)
        return False
