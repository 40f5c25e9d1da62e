"""A lease: of all processes one at a time has it for each role, by an advisory lock on the connection it works with."""

import threading
import zlib
from typing import Any

import structlog
from psycopg import Connection

logger = structlog.get_logger()
LEASES = 7301  # the first of a lease's two lock numbers: "a reader's lease"
ASK_AGAIN_SECONDS = 0.2
# Who vanished without a word would hold the lease for ever; who lives asks something each second. The second of the two
# settings, for who vanished within a transaction, came with PostgreSQL 17.
GIVE_UP_ON_US = """
SELECT set_config(name, seconds, false) FROM pg_settings
JOIN (VALUES ('idle_session_timeout', '15s'), ('transaction_timeout', '60s')) wanted (name, seconds) USING (name)
"""


def wait_for(connection: Connection[Any], role: str, stopping: threading.Event) -> None:
    """Come back with the lease, or once `stopping` is set. It ends with the connection."""
    number = zlib.crc32(role.encode()) - 2**31
    while not stopping.is_set():
        row = connection.execute("SELECT pg_try_advisory_lock(%s, %s)", (LEASES, number)).fetchone()
        if row is not None and row[0]:
            connection.execute(GIVE_UP_ON_US)
            logger.info("reader_active")
            return
        stopping.wait(ASK_AGAIN_SECONDS)
