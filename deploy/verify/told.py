"""What was told and what was heard: no hole, nothing twice, in order, and word for word the same."""

from collections.abc import Iterable, Mapping
from typing import Any

from deploy.verify.report import Row
from deploy.verify.site import Opened
from shared import log
from shared.facts import Encoded, kind_of
from shared.hearing import reader_name, stream_of
from shared.tell import facts_told
from shared.values import encode

AT_ONCE = 5000


def check_told(services: dict[str, Opened]) -> Iterable[Row]:
    """Sequences count every public fact up to the teller's checkpoint, from 1 and without a hole."""
    for name, opened in services.items():
        public = list(opened.service.facts.public)
        count, last = opened.db.execute("SELECT count(*), coalesce(max(sequence), 0) FROM log.told").fetchall()[0]
        untold = opened.db.execute(
            """
            SELECT f.position FROM log.all_facts f LEFT JOIN log.told t USING (position)
            WHERE f.source IS NULL AND f.name = ANY(%s) AND t.position IS NULL
            AND f.position <= coalesce((SELECT position FROM log.checkpoints WHERE reader = 'tell'), 0)
            AND NOT EXISTS (SELECT FROM log.parked p WHERE p.reader = 'tell' AND p.position = f.position) LIMIT 1
            """,
            (public,),
        ).fetchone()
        stray = opened.db.execute(
            """
            SELECT t.position FROM log.told t LEFT JOIN log.all_facts f USING (position)
            WHERE f.position IS NULL OR f.source IS NOT NULL OR f.name <> ALL(%s) LIMIT 1
            """,
            (public,),
        ).fetchone()
        wrong = [
            *([f"a hole: {count} sequences up to {last}"] if count != last else []),
            *([f"position {untold[0]} was passed and not told"] if untold else []),
            *([f"position {stray[0]} was told and is no public fact"] if stray else []),
        ]
        yield Row("sequences told", name, not wrong, "; ".join(wrong) or f"{count} without a hole")


def check_heard(services: dict[str, Opened]) -> Iterable[Row]:
    """Each listener's log holds what was told to it, word for word, in the teller's order in each stream."""
    for name, opened in services.items():
        for source in opened.service.facts.sources:
            if source in services:
                yield _compare(name, opened, source, services[source])


def _compare(name: str, listener: Opened, source: str, teller: Opened) -> Row:
    check = f"heard from {source}"
    row = listener.db.execute("SELECT teller, sequence FROM log.heard WHERE source = %s", (source,)).fetchone()
    followed, up_to = row or (None, 0)
    if followed is not None and followed != log.identity(teller.db):
        return Row(check, name, False, "it follows another log of that name")
    have, aside, not_wanted = _have(listener, source, teller), _aside(listener, source), 0
    for sequence, told in _told(teller, up_to).items():
        if (source, told["name"]) not in listener.service.heard:
            not_wanted += 1
        elif sequence in have and have[sequence] != told:
            return Row(check, name, False, f"sequence {sequence} is not what was told")
        elif sequence not in have and sequence not in aside:
            return Row(check, name, False, f"sequence {sequence} was told and is neither in the log nor set aside")
    if len(have) + len(aside - set(have)) + not_wanted != up_to:
        return Row(
            check, name, False, f"{len(have)} heard, {len(aside)} set aside, {not_wanted} not wanted: not {up_to}"
        )
    return Row(check, name, *_ordered(listener, source, f"{len(have)} of {up_to}, {len(aside)} set aside"))


def _have(listener: Opened, source: str, teller: Opened) -> dict[int, Mapping[str, Any]]:
    rows = listener.db.execute(
        "SELECT sequence, id, name, stream, fact_version, data FROM log.all_facts WHERE source = %s", (source,)
    ).fetchall()
    return {
        sequence: {"id": id_, "name": name, "stream": stream, "body": _today(teller, name, version, body)}
        for sequence, id_, name, stream, version, body in rows
    }


def _today(teller: Opened, name: str, version: int, body: Any) -> Any:
    """What was heard in an older version, as its teller would tell it today."""
    cls = teller.service.facts.public.get(name)
    if cls is None or version >= kind_of(cls).version:
        return body
    return encode(teller.service.facts.decode(None, Encoded("", name, version, body, {})))


def _aside(listener: Opened, source: str) -> set[int]:
    rows = listener.db.execute(
        "SELECT position FROM log.parked WHERE reader = %s AND state <> 'done'", (reader_name(source),)
    ).fetchall()
    return {row[0] for row in rows}


def _told(teller: Opened, up_to: int) -> dict[int, Mapping[str, Any]]:
    told: dict[int, Mapping[str, Any]] = {}
    after = 0
    while after < up_to and (facts := facts_told(teller.db, teller.service, after, AT_ONCE)):
        after = facts[-1].sequence
        for fact in facts:
            stream = stream_of(teller.service.name, fact.stream)
            told[fact.sequence] = {"id": fact.id, "name": fact.name, "stream": stream, "body": fact.body}
    return {sequence: fact for sequence, fact in told.items() if sequence <= up_to}


def _ordered(listener: Opened, source: str, found: str) -> tuple[bool, str]:
    row = listener.db.execute(
        """
        SELECT stream FROM (
            SELECT stream, sequence, lag(sequence) OVER (PARTITION BY stream ORDER BY version) AS before
            FROM log.all_facts WHERE source = %s) heard
        WHERE before >= sequence LIMIT 1
        """,
        (source,),
    ).fetchone()
    return (True, found) if row is None else (False, f"stream {row[0]} is out of order")
