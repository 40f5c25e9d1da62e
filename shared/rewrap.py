"""Rotates the master key: `python -m shared.rewrap`, with the service stopped.

Environment: KEYS_MIGRATOR_URL, MASTER_KEY (the old one) and NEW_MASTER_KEY. Once more does nothing.
"""

from shared import secrets
from shared.cipher import Master
from shared.database import connect
from shared.keys import SCHEMA


def rewrap(url: str, old: Master, new: Master) -> int:
    """Wrap every key by a new master key, in one transaction; gives how many."""
    with connect(url, SCHEMA) as db, db.transaction():
        rows = db.execute(
            "SELECT person, wrapped FROM people WHERE wrapped IS NOT NULL AND master = %s FOR UPDATE", (old.id,)
        ).fetchall()
        for person, wrapped in rows:
            again = new.wrap(person, old.unwrap(person, wrapped))
            db.execute("UPDATE people SET wrapped = %s, master = %s WHERE person = %s", (again, new.id, person))
    return len(rows)


if __name__ == "__main__":
    keys_url, old, new = secrets.require(["KEYS_MIGRATOR_URL", "MASTER_KEY", "NEW_MASTER_KEY"])
    print(f"{rewrap(keys_url, Master(old), Master(new))} keys are wrapped by the new master key")
