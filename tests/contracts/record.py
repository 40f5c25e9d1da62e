"""Records a sample of every public fact that has none yet: `python -m tests.contracts.record`."""

import json
from collections.abc import Iterator
from pathlib import Path

from shared.facts import kind_of
from shared.service import Service
from shared.values import encode
from tests.making import make
from tests.services.offices import SERVICES

SAMPLES = Path(__file__).parent / "samples"
STORED = Path(__file__).parent / "stored"
"""Older versions of facts that nobody else is told, as they stand in logs."""


def public_facts() -> Iterator[tuple[Service, type]]:
    for service in SERVICES:
        for cls in service.facts.public.values():
            yield service, cls


def main() -> None:
    for service, cls in public_facts():
        kind = kind_of(cls)
        path = SAMPLES / f"{service.name}.{kind.name}.v{kind.version}.json"
        if not path.exists():
            path.write_text(json.dumps(encode(make(cls)), ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main()
