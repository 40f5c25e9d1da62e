"""The disks run full: PostgreSQL's, and the broker's."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local.office import Office
from shared import errors
from shared.client import Client
from tests.faults.break_capacity import alert
from tests.faults.fault import Counts, Run, fault, hold
from tests.faults.ledger import Ledger
from tests.faults.load import Load, prove
from tests.waiting import until

GAVE_UP_WITHIN_SECONDS = 30.0


@fault("F8", "PostgreSQL's disk full; the broker's disk alarm")
def fill_disks(run: Run) -> Counts:
    """Callers get a typed refusal, nothing hangs, and all heals when there is room again."""
    seconds = run.size(60, least=10)
    home = run.home / "office"
    with disk(home / "postgres", megabytes=400), disk(home / "rabbitmq", megabytes=200):
        office = Office(home, prefix="faults", admin_url="", amqp_uri="")
        try:
            office.open()
            ledger = Ledger(run.home / "ledger.jsonl")
            load = Load(office, ledger, run.seed, 10**9, callers=2, pace=0.05).start()
            until(lambda: ledger.count > 20, 60)
            refused = fill(office, home / "postgres", seconds)
            alarmed = fill(office, home / "rabbitmq", seconds, spare=12)  # the alarm is at 20 MB
            load.commands = ledger.count
            load.finish()
            prove(office, ledger)
            return {"seconds each": seconds, "answers on a full database": refused, "on a full broker": alarmed,
                    "commands": ledger.count}  # fmt: skip
        finally:
            office.close()


@contextmanager
def disk(folder: Path, megabytes: int) -> Iterator[None]:
    """A disk of its own, that small; needs the right to mount one."""
    folder.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True)
    try:
        yield
    finally:
        until(lambda: subprocess.run(["umount", folder], check=False, capture_output=True).returncode == 0, 30)


def fill(office: Office, folder: Path, seconds: int, spare: int = 0) -> str:
    """Leave so many megabytes of room for so long, then give it back; says what callers were answered meanwhile."""
    ballast = folder / "ballast"
    room = os.statvfs(folder)
    with ballast.open("wb") as file:
        for _ in range(room.f_bavail * room.f_frsize // 2**20 - spare):
            file.write(bytes(2**20))
    answers: dict[str, int] = {}
    client = Client(office.uri_of("caller"), office.people.token("he", "consular_officer"), 10)
    begun = time.monotonic()
    while time.monotonic() < begun + seconds:
        started, answer = time.monotonic(), outcome(client)
        answers[answer] = answers.get(answer, 0) + 1
        took = time.monotonic() - started
        hold("no call hangs", took < GAVE_UP_WITHIN_SECONDS, f"{took:.1f} s")
        time.sleep(0.2)
    ballast.unlink()
    hold("refusals are typed", set(answers) <= {"done", "unavailable"}, answers)
    until(lambda: outcome(client) == "done", 60)
    client.close()
    return ", ".join(f"{name} {count}" for name, count in sorted(answers.items()))


def outcome(client: Client) -> str:
    try:
        client.command("consular", "raise_alert", alert())
    except errors.Declined as error:
        return error.name
    return "done"
