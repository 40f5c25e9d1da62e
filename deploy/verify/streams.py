"""Versions of each stream begin at 1 and have no hole."""

from collections.abc import Iterable

from deploy.verify.report import Row
from deploy.verify.site import Opened

HOLES = """
SELECT stream, count(*), min(version), max(version) FROM log.all_facts GROUP BY stream
HAVING min(version) <> 1 OR max(version) <> count(*) LIMIT 1
"""


def check(services: dict[str, Opened]) -> Iterable[Row]:
    """One row a service."""
    for name, opened in services.items():
        hole = opened.db.execute(HOLES).fetchone()
        count = opened.db.execute("SELECT count(DISTINCT stream), count(*) FROM log.all_facts").fetchall()[0]
        found = f"{count[0]} streams, {count[1]} facts" if hole is None else f"stream {hole[0]} has a hole"
        yield Row("versions of each stream", name, hole is None, found)
