"""Tell: public facts out to the broker, in log order, each with the teller's own gap-free sequence.

The reader numbers them in its transaction; only then are they published, with confirms awaited in batches. Whatever
dies in between, the numbers stay, and a fact published twice bears the same one.
"""

from collections.abc import Sequence
from typing import Any

from psycopg import Connection

from shared.broker import PREFIX, PublicFact
from shared.facts import Encoded, kind_of
from shared.log import Recorded
from shared.publisher import Publisher
from shared.reader import Reader
from shared.service import Service
from shared.values import encode

PUBLISHED = "tell:published"
AT_ONCE = 500


def tell_reader(service: Service, uri: str, header_prefixes: Sequence[str] = (PREFIX,)) -> Reader[int | None]:
    """The reader that numbers public facts, and publishes what is numbered."""
    publisher = Publisher(service.name, uri, header_prefixes)

    def prepare(row: Recorded) -> int | None:
        if row.source is not None or row.name not in service.facts.public:
            return None
        public_body(service, row)  # what can't be told is set aside before it gets a number
        return row.position

    def number(db: Connection[Any], ready: Sequence[int | None]) -> None:
        positions = [position for position in ready if position is not None]
        db.execute(NUMBER, {"positions": positions})

    def publish(db: Connection[Any]) -> None:
        while facts := facts_told(db, service, published := published_up_to(db), AT_ONCE):
            confirmed = publisher.publish(facts)
            if confirmed <= published:
                return
            db.execute(SAVE_PUBLISHED, (PUBLISHED, confirmed))
            if len(facts) < AT_ONCE:
                break
        publisher.keep_alive()

    return Reader("tell", prepare, number, meanwhile=publish, pause=0.5)


NUMBER = """
INSERT INTO log.told (sequence, position)
SELECT row_number() OVER (ORDER BY position) + (SELECT coalesce(max(sequence), 0) FROM log.told), position
FROM unnest(%(positions)s::bigint[]) position
WHERE NOT EXISTS (SELECT FROM log.told t WHERE t.position = position.position)
"""

SAVE_PUBLISHED = """
INSERT INTO log.checkpoints (reader, position) VALUES (%s, %s)
ON CONFLICT (reader) DO UPDATE SET position = excluded.position
"""


def published_up_to(db: Connection[Any]) -> int:
    """The sequence up to which the broker has confirmed what was told."""
    row = db.execute("SELECT position FROM log.checkpoints WHERE reader = %s", (PUBLISHED,)).fetchone()
    return row[0] if row else 0


def public_body(service: Service, row: Recorded) -> Any:
    """The public fields of a stored fact, in today's form."""
    return encode(service.facts.decode(None, row.encoded))


def facts_told(
    db: Connection[Any], service: Service, after: int, limit: int, names: Sequence[str] = ()
) -> list[PublicFact]:
    """Public facts with a sequence beyond `after`, in order; if any are named, only those."""
    numbered = db.execute(
        """
        SELECT t.sequence, f.position, f.stream, f.version, f.id, f.name, f.fact_version, f.source, f.data,
               f.personal, f.correlation, f.causation, f.recorded_at, (SELECT id FROM log.identity)
        FROM log.told t JOIN log.all_facts f USING (position)
        WHERE t.sequence > %(after)s AND (%(names)s::text[] = '{}' OR f.name = ANY(%(names)s))
        ORDER BY t.sequence LIMIT %(limit)s
        """,
        {"after": after, "names": list(names), "limit": limit},
    ).fetchall()
    return [_public_fact(service, row) for row in numbered]


def _public_fact(service: Service, row: Any) -> PublicFact:
    sequence, _, stream, _, id_, name, version, _, data, personal, correlation, causation, at, teller = row
    fact = service.facts.decode(None, Encoded(stream, name, version, data, personal or {}))
    today = kind_of(fact).version
    return PublicFact(
        id_, service.name, teller, sequence, name, today, stream, at, correlation, causation, encode(fact)
    )
