"""The log is what was sealed, and bears every seal that other services witnessed."""

from collections.abc import Iterable
from typing import Any

from deploy.verify.report import Row
from deploy.verify.site import Opened
from shared import log, seal
from shared.seal import Head


def check(services: dict[str, Opened]) -> Iterable[Row]:
    """Two rows a service: its own chain, and the heads that others saw of it."""
    for name, opened in services.items():
        flaw = seal.find_flaw(opened.db)
        head = seal.head(opened.db)
        (unsealed,) = opened.db.execute(
            "SELECT count(*) FROM log.all_facts WHERE position > %s", (head.position,)
        ).fetchall()[0]
        whole = f"sealed up to position {head.position}, {unsealed} behind it"
        yield Row("seals", name, flaw is None, whole if flaw is None else f"position {flaw.position}: {flaw.what}")
        seen = list(_seen(services, name, log.identity(opened.db)))
        flaw = seal.against_witness(opened.db, seen)
        whole = f"{len(seen)} witnessed heads"
        yield Row("witnesses", name, flaw is None, whole if flaw is None else f"position {flaw.position}: {flaw.what}")


def _seen(services: dict[str, Opened], name: str, identity: Any) -> Iterable[Head]:
    for other in services.values():
        for position, bytes_ in other.db.execute(
            "SELECT position, seal FROM log.witnessed WHERE service = %s AND log = %s", (name, identity)
        ).fetchall():
            yield Head(log=identity, position=position, seal=bytes_.hex())
