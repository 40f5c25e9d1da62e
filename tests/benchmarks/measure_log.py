"""Appends and commands against the bare INSERT, and against the peer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from deploy.local import databases, postgres
from shared.migrate import migrate
from tests.benchmarks import peer, raw
from tests.benchmarks.row import Figure, Run, compared, interleave, row
from tests.benchmarks.writers import rate
from tests.kernel.garden import GARDEN

WRITERS = (1, 4, 16)
SECONDS = 2.0
HOLDS_BACK = (
    "About 100 µs an append inside PostgreSQL beside the bare INSERT: 45 the function that appends all or nothing, 30 "
    "the row by which a command given twice has its first answer, the rest the marker that readers wait for."
)


@row("append", HOLDS_BACK)
def measure_append(run: Run) -> Sequence[Figure]:
    """One fact, one commit, in an order that no reader can miss."""
    return beside(run, "append", "tests.benchmarks.kernel:append", "tests.benchmarks.raw:append", "append", 0.9)


@row("command", HOLDS_BACK)
def measure_command(run: Run) -> Sequence[Figure]:
    """Load, decide, append on an existing aggregate."""
    figures = beside(
        run, "command", "tests.benchmarks.kernel:command", "tests.benchmarks.raw:read_and_append", "command", 0.8
    )
    most = figures[-1]
    assert most.rounds is not None
    return [*figures, compared(f"the same, beside the peer at {WRITERS[-1]}", "/s", most.rounds, "peer", 3.0)]


def beside(run: Run, what: str, ours: str, limit: str, of_peer: str, target: float) -> list[Figure]:
    with three_databases(run) as (own, bare, other):
        return [
            compared(
                f"{what} with {writers} writer{'s' if writers > 1 else ''}",
                "/s",
                interleave(
                    run.rounds,
                    {
                        "ours": lambda n=writers: rate(ours, own, n, run.seconds(SECONDS)),
                        "raw": lambda n=writers: rate(limit, bare, n, run.seconds(SECONDS)),
                        "peer": lambda n=writers: rate(f"tests.benchmarks.peer:{of_peer}", other, n,
                                                       run.seconds(SECONDS)),
                    },
                ),
                "raw",
                target,
            )
            for writers in WRITERS
        ]  # fmt: skip


@contextmanager
def three_databases(run: Run) -> Iterator[tuple[str, str, str]]:
    """On one server: a garden's, one with the bare table, and the peer's."""
    server = postgres.start(run.home / "postgres")
    try:
        own, bare, other = (databases.prepare(server.url, name) for name in ("own", "bare", "other"))
        migrate(own.migrator_url, GARDEN.home, own.application_role)
        raw.prepare(bare.migrator_url)
        peer.open_application(other.migrator_url, makes_tables=True).close()
        yield own.application_url, bare.migrator_url, other.migrator_url
    finally:
        server.stop()
