"""Checks an installation from outside: `./waishi verify`. Its services may run or not; their databases must answer."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

from deploy.verify import commands, personal, readers, seals, streams, told
from deploy.verify.report import Report, Row
from deploy.verify.site import Opened, Site, open_site

__all__ = ["Report", "Row", "Site", "verify"]

Check = Callable[[dict[str, Opened]], Iterable[Row]]
CHECKS: tuple[Check, ...] = (
    streams.check,
    told.check_told,
    told.check_heard,
    readers.check_applied,
    readers.check_read_stores,
    seals.check,
    personal.check_log,
    personal.check_elsewhere,
)


def verify(site: Site, ledger: Path | None = None) -> Report:
    """Every check over every service. `ledger` is a caller's own book of acknowledged commands, as JSON lines of
    `service`, `command_id`, `id`, `version` and `position`."""
    with ExitStack() as stack:
        services = open_site(site, stack)
        rows = list(commands.check(services, ledger))
        for check in CHECKS:
            rows.extend(check(services))
    return Report(tuple(rows))
