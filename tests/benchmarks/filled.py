"""A log of many facts, filled at once: rows as the kernel stores them, ten facts a stream, each with its command."""

import psycopg

FILL = """
WITH given AS MATERIALIZED (
    SELECT number, 1 + number %% 10 AS version, md5('bed' || number / 10)::uuid AS bed
    FROM generate_series(%(first)s::bigint, %(last)s::bigint - 1) AS number),
appended AS (
    INSERT INTO log.facts (stream, version, id, name, fact_version, data, actor, correlation)
    SELECT 'bed-' || bed, version, md5('fact' || number)::uuid,
           CASE version WHEN 1 THEN 'BedPlanted' ELSE 'BedWatered' END, CASE version WHEN 1 THEN 2 ELSE 1 END,
           CASE version WHEN 1 THEN jsonb_build_object('bed_id', bed, 'plant', repeat('x', 300), 'beds', 1)
                        ELSE jsonb_build_object('bed_id', bed, 'litres', number %% 7 + 1) END,
           'gardener-1', md5('correlation' || number)::uuid
    FROM given ORDER BY number RETURNING stream, version, position)
INSERT INTO log.commands (key, fingerprint, stream, version, position)
SELECT md5('key' || position)::uuid, md5('fingerprint' || position), stream, version, position FROM appended
"""
CHUNK = 100_000


def fill(migrator_url: str, facts: int) -> None:
    """So many facts into the empty log of a garden; its readers have all of them still to read."""
    with psycopg.connect(migrator_url, autocommit=True) as db:
        for first in range(0, facts, CHUNK):
            db.execute(FILL, {"first": first, "last": min(first + CHUNK, facts)})
        db.execute("ANALYZE log.facts")
        db.execute("ANALYZE log.commands")


def bed(number: int) -> str:
    """The id of the bed that the stream of that number is about."""
    from hashlib import md5
    from uuid import UUID

    return str(UUID(md5(f"bed{number}".encode()).hexdigest()))
