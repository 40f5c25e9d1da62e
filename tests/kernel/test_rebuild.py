"""A read store is rebuilt from the log alone, beside the live one, while queries and writes go on."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from psycopg.rows import dict_row

from deploy.local import databases
from deploy.local.databases import Database
from shared import log, tail
from shared.commands import handle
from shared.database import connect
from shared.project import project_reader
from shared.rebuild import Differs, drop, rebuild
from shared.service import Service
from tests.kernel.conftest import Village
from tests.kernel.test_log import GARDEN, WaterBed, order, planted
from tests.waiting import until

NewDatabase = Callable[[Service], Database]


def beds(url: str) -> list[dict[str, Any]]:
    with connect(url) as connection, connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute("SELECT * FROM beds ORDER BY bed_id").fetchall()


def test_a_dropped_read_store_is_rebuilt_with_nothing_else_running(new_database: NewDatabase) -> None:
    """The log is enough: after the drop and the rebuild the tables hold what they held."""
    database = new_database(GARDEN)
    with connect(database.application_url) as connection:
        for litres in range(1, 40):
            bed = planted(connection)
            handle(connection, GARDEN, order(WaterBed(bed_id=bed, litres=litres)))
        reader = project_reader(GARDEN)
        reader.digest(connection, log.read(connection, 0, tail.find_head(connection), 1000), 0)
    before = beds(database.application_url)
    with connect(database.migrator_url) as connection:
        connection.execute("DROP SCHEMA read CASCADE")
    seen: list[tuple[int, int]] = []
    rebuild(GARDEN, database.migrator_url, database.application_role, lambda *step: seen.append(step))
    assert len(before) == 39
    assert before == beds(database.application_url)
    assert seen[-1][0] == seen[-1][1]


def test_a_store_that_is_not_the_fold_is_not_swapped_in(new_database: NewDatabase) -> None:
    """A projection that depends on more than the facts is found, and the live store stays."""
    database = new_database(GARDEN)
    with connect(database.application_url) as connection:
        planted(connection)
    rebuild(GARDEN, database.migrator_url, database.application_role)
    before = beds(database.application_url)
    rising = count(1)

    def project(fact: Any) -> list[Any]:
        sql = "INSERT INTO beds (bed_id, plant) VALUES (gen_random_uuid(), %(plant)s)"
        return [(sql, {"plant": f"plant {next(rising)}"})]

    moody = replace(GARDEN, project=project)
    with pytest.raises(Differs, match="beds"):
        rebuild(moody, database.migrator_url, database.application_role)
    assert before == beds(database.application_url)
    assert len(before) == 1


def test_a_rebuild_under_writes_loses_and_doubles_nothing(village: Village) -> None:
    """While commands come in the store is rebuilt three times; afterwards every litre is there once."""
    beds = [village.plant() for _ in range(20)]
    with ThreadPoolExecutor(1) as pool:
        rebuilding = pool.submit(rebuild_often, village)
        for number in range(2000):
            receipt = village.water(beds[number % len(beds)], 1)
            if rebuilding.done():
                break
        rebuilding.result()
    found = village.client.ask("garden", "list_beds", {}, receipt["position"])["beds"]
    watered = [bed for bed in found if bed["bed_id"] in beds]
    assert number + 1 == sum(bed["litres"] for bed in watered) == sum(bed["waterings"] for bed in watered)


def rebuild_often(village: Village) -> None:
    for _ in range(3):
        rebuild_once(village)


def rebuild_once(village: Village) -> None:
    database = village.office.databases["garden"]
    with closing(village.office.keyring("garden")) as keyring:
        rebuild(GARDEN.under(keyring), database.migrator_url, database.application_role)


def test_a_running_service_waits_for_a_dropped_store_and_goes_on_after_the_rebuild(village: Village) -> None:
    """No fact is parked for a store that isn't there."""
    bed = village.plant()
    database = village.office.databases["garden"]
    with connect(database.migrator_url) as connection:
        drop(connection, "read")
    village.water(bed, 5)
    rebuild_once(village)
    until(lambda: village.client.ask("garden", "get_bed", {"bed_id": bed})["litres"] == 5)
    assert village.client.ask("garden", "list_parked")["parked"] == []


def test_databases_can_be_dropped_twice(admin_url: str) -> None:
    """Cleaning up again is no error."""
    databases.drop(admin_url, "never_was")
    databases.drop(admin_url, "never_was")
