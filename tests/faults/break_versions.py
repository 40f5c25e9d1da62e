"""Services change one after the other: for a while old and new ones speak with each other."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from shared.facts import Encoded, kind_of
from shared.ids import new_id
from shared.schemas import heard as heard_schemas
from shared.service import Service
from shared.values import encode
from tests.contracts.record import SAMPLES, STORED
from tests.faults import tomorrow
from tests.faults.fault import Counts, Run, fault, hold
from tests.faults.open_village import open_village, prove, settle
from tests.kernel import garden
from tests.kernel.conftest import Village
from tests.making import make
from tests.services.offices import SERVICES

BED = str(new_id())
VILLAGE = {
    ("BedPlanted", 1): {"bed_id": BED, "plant": "rice"},
    ("BedWatered", 1): {"bed_id": BED, "litres": 3},
}
"""The village's facts in their older forms."""
TOMORROW = {"garden": "tests.faults.tomorrow:Garden", "market": "tests.faults.tomorrow:Market"}


@fault("F16", "an old listener with a new teller, and the reverse")
def change_one_by_one(run: Run) -> Counts:
    """Every stored version is read; every recorded sample is taken; whoever is changed first, nothing waits."""
    stored = sum(read_every_version(service) for service in (*SERVICES, garden.GARDEN, tomorrow.GARDEN))
    samples = sum(1 for path in sorted(SAMPLES.glob("*.json")) for _ in everybody_takes(path))
    waterings = run.size(500, 5)
    for order in (("garden", "market"), ("market", "garden")):
        with open_village(Run(run.seed, run.home / order[0])) as village:
            beds = [village.plant() for _ in range(3)]
            for changed in ("", *order):
                change(village, changed)
                for number in range(waterings):
                    village.water(beds[number % 3], number + 1)
            settle(village)
            aside = [village.client.ask(name, "list_parked")["parked"] for name in TOMORROW]
            hold(f"nothing waits, {order[0]} first", aside == [[], []], aside)
            expected = sum(range(waterings + 1)) * 3
            found = sum(item["litres"] for item in village.client.ask("market", "list_heard")["heard"])
            hold("all was heard", found == expected, f"{found} of {expected}")
            prove(village)
    return {"stored versions": stored, "samples taken": samples, "orders": 2, "waterings": waterings * 6}


def change(village: Village, name: str) -> None:
    """Put tomorrow's service in the place of today's; an empty name changes nothing."""
    if name:
        village.office.counters = {**village.office.counters, name: TOMORROW[name]}
        village.restart(name)


def read_every_version(service: Service) -> int:
    """Each own fact, in each version that was ever stored, is today's class when read. An older one was recorded."""
    count = 0
    for (source, name), cls in service.facts.classes.items():
        if source is None:
            today = kind_of(cls).version
            forms = {today: encode(make(cls)), **{old: recorded(service, name, old) for old in range(1, today)}}
            for version, data in forms.items():
                fact = service.facts.decode(None, Encoded("stream", name, version, deepcopy(data), {}))
                hold(f"{name} version {version} is read", isinstance(fact, cls))
                count += 1
    return count


def recorded(service: Service, name: str, version: int) -> Any:
    """An older form of a fact, as it was once stored."""
    public = name in service.facts.public
    path = (SAMPLES if public else STORED) / f"{service.name}.{name}.v{version}.json"
    hold(f"{name} version {version} was recorded", (name, version) in VILLAGE or path.exists())
    return VILLAGE.get((name, version)) or json.loads(path.read_text())


def everybody_takes(path: Path) -> Iterator[Service]:
    """The teller still reads a recorded sample, and every listener takes it: as it is, from a newer teller with a field
    more, and with fields of its own still to come."""
    source, name, version = path.stem.split(".")
    body = json.loads(path.read_text())
    teller = next(service for service in SERVICES if service.name == source)
    teller.facts.decode(None, Encoded("stream", name, int(version[1:]), deepcopy(body), {}))
    yield teller
    for service in SERVICES:
        schema = heard_schemas(service.facts).get((source, name))
        if schema is not None:
            for told in (body, {**body, "added_by_a_newer_teller": [1]}):
                hold(f"{service.name} takes {path.stem}", not schema.validate(told), sorted(schema.validate(told)))
                service.facts.decode(source, Encoded(f"{source}/stream", name, 1, deepcopy(told), {}))
            yield service
