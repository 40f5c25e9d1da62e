"""Brings a service's database to today's schema: `python -m shared.migrate services.approvals`.

Run by the migrator role, before the service starts. The schemas are `log` (the truth) and `read` (can be rebuilt).
Environment: MIGRATOR_URL, and APPLICATION_ROLE, the role that the service itself signs in with; KEYS_MIGRATOR_URL and
KEYS_APPLICATION_ROLE for the database of people's keys; READER_ROLE, if there is one, may look at everything but keys.
The migrator is a member of the role that owns the database, and signs in as that: `ALTER ROLE ... SET role`.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

from psycopg import sql
from yoyo import get_backend, read_migrations

from shared.database import READ_SCHEMA, connect
from shared.environment import setting, settings

HERE = Path(__file__).parent
KEYS_GRANTS = """
GRANT USAGE ON SCHEMA keys TO {application};
GRANT SELECT, INSERT, UPDATE ON keys.people TO {application};
GRANT SELECT, INSERT ON keys.files TO {application};
"""


def home_of(package: str) -> Path:
    """The folder of a service's package, found without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"there is no service {package}")
    return Path(spec.origin).parent


def migrate(url: str, home: Path, application: str, reader: str = "") -> None:
    """Make or complete both schemas, then grant the application and the reader their rights. Safe to run again."""
    with connect(url) as connection:
        connection.execute("CREATE SCHEMA IF NOT EXISTS log")
    apply(url, "log", [HERE / "migrations" / "log"])
    make_read_store(url, home, READ_SCHEMA)
    grant(url, application)
    if reader:
        with connect(url) as connection:
            statements = sql.SQL((HERE / "reader.sql").read_text())
            connection.execute(statements.format(reader=sql.Identifier(reader)))


def migrate_keys(url: str, application: str) -> None:
    """Make or complete the database of people's keys, and grant the application its rights. Safe to run again."""
    with connect(url) as connection:
        connection.execute("CREATE SCHEMA IF NOT EXISTS keys")
    apply(url, "keys", [HERE / "migrations" / "keys"])
    with connect(url) as connection:
        connection.execute(sql.SQL(KEYS_GRANTS).format(application=sql.Identifier(application)))


def make_read_store(url: str, home: Path, schema: str) -> None:
    """Make or complete the read store's tables in that schema."""
    with connect(url) as connection:
        connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))
    apply(url, schema, [HERE / "migrations" / "read", home / "migrations"])


def apply(url: str, schema: str, folders: list[Path]) -> None:
    """Apply the numbered migrations that this schema has not seen; it remembers them itself."""
    joint = "&" if "?" in url else "?"
    address = url.replace("postgresql://", "postgresql+psycopg://", 1)
    backend = get_backend(f"{address}{joint}options=-csearch_path%3D{schema}")
    try:
        migrations = read_migrations(*map(str, folders))
        with backend.lock():
            backend.apply_migrations(backend.to_apply(migrations))
    finally:
        backend.connection.close()


def grant(url: str, application: str, schema: str = READ_SCHEMA) -> None:
    """Give the application role what it may do in the log and in the read store of that schema, and no more."""
    statements = sql.SQL((HERE / "grants.sql").read_text())
    with connect(url) as connection:
        connection.execute(statements.format(application=sql.Identifier(application), read=sql.Identifier(schema)))


if __name__ == "__main__":
    url, application, *keys = settings("MIGRATOR_URL", "APPLICATION_ROLE", "KEYS_MIGRATOR_URL", "KEYS_APPLICATION_ROLE")
    migrate(url, home_of(sys.argv[1]), application, setting("READER_ROLE"))
    migrate_keys(*keys)
