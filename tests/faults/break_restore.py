"""A dump is restored on another server: the log, its seals and its read store are what they were."""

import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from deploy.local import databases, postgres
from deploy.local.postgres import Postgres, program
from deploy.verify import Site, verify
from shared import seal
from shared.database import connect
from shared.fold import differences, digest
from shared.keys import Keyring
from shared.rebuild import rebuild, service_of
from tests.faults.break_services import open_office
from tests.faults.fault import Counts, Run, fault, hold
from tests.faults.ledger import Ledger
from tests.faults.load import Load, prove


@fault("F21", "dump, restore, replay")
def restore(run: Run) -> Counts:
    """Digests are equal, seals hold, and a rebuild from the restored log and keys gives the same store."""
    office = open_office(run)
    other = postgres.start(run.home / "other")
    try:
        ledger = Ledger(run.home / "ledger.jsonl")
        Load(office, ledger, run.seed, run.size(2000)).start().finish()
        prove(office, ledger)
        for name, processes in office.running.items():
            for process in [*processes]:
                office.end_service(name, process)
        before = {name: digest_of(databases_url(office.admin_url, f"faults_{name}")) for name in office.counters}
        for name in office.counters:
            for database in (f"faults_{name}", databases.keys_of(f"faults_{name}")):
                copy(run.home, office.admin_url, other, database)
        for name, path in office.counters.items():
            url = databases_url(other.url, f"faults_{name}")
            hold(f"{name}: digests are equal", not differences(before[name], digest_of(url)))
            with connect(url) as db:
                hold(f"{name}: seals hold", seal.find_flaw(db) is None)
            keys_url = databases_url(other.url, databases.keys_of(f"faults_{name}"))
            with closing(Keyring(keys_url, office.master_key)) as keyring:
                rebuild(service_of(path).under(keyring), url, f"faults_{name}_application")
            hold(f"{name}: the replay gives the same", not differences(before[name], digest_of(url)))
        site = Site.of(office)
        report = verify(moved(site, other), ledger.path)
        hold("verify is green on the restored", report.ok, report.wrong)
        return {"commands": ledger.count, "databases": 2 * len(before), "tables": sum(map(len, before.values()))}
    finally:
        other.stop()
        office.close()


def databases_url(admin_url: str, name: str) -> str:
    return f"{admin_url.rpartition('/')[0]}/{name}"


def digest_of(url: str) -> dict[str, tuple[int, str]]:
    """Of the log and the read store."""
    with connect(url) as db:
        log = {f"log.{table}": found for table, found in digest(db, "log").items()}
        return {**log, **{f"read.{table}": found for table, found in digest(db, "read").items()}}


def copy(home: Path, admin_url: str, other: Postgres, name: str) -> None:
    """Dump one database and restore it over an empty one with fresh roles."""
    databases.prepare(other.url, name)
    dump = home / f"{name}.dump"
    common = {"check": True, "capture_output": True}
    subprocess.run([program("pg_dump"), "-Fc", "-f", dump, databases_url(admin_url, name)], **common)
    subprocess.run([program("pg_restore"), "-d", databases_url(other.url, name), dump], **common)


def moved(site: Site, other: Postgres) -> Site:
    """The same installation on the other server, its services stopped."""

    def there(urls: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
        return {
            name: {
                role: databases_url(other.url, url.rpartition("/")[2]) for role, url in each.items() if "url" in role
            }
            for name, each in urls.items()
        }

    return Site(site.counters, there(site.databases), there(site.keys), site.master_key, {})
