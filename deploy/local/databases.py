"""A database for each service on one server, with four roles of its own.

The owner can't sign in; the migrator signs in as the owner; the application may add to the log; the reader may look.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from shared.embedded import is_marked, new_password

ROLES = ("owner", "migrator", "application", "reader")


@dataclass(frozen=True)
class Database:
    """One service's database: where its migrator, its application and its reader sign in."""

    migrator_url: str
    application_url: str
    application_role: str
    reader_url: str
    reader_role: str


class NoRights(RuntimeError):
    """The given user may not make databases and roles."""


def keys_of(name: str) -> str:
    """The database that holds the keys of that one's people."""
    return f"{name}_keys"


def prepare(admin_url: str, name: str) -> Database:
    """Make the database and its roles if they aren't there. Each call gives the roles new passwords."""
    owner, migrator, application, reader = (f"{name}_{role}" for role in ROLES)
    new = new_password if is_marked(admin_url) else lambda: secrets.token_urlsafe(24)
    passwords = {role: new() for role in (migrator, application, reader)}
    try:
        with psycopg.connect(admin_url, autocommit=True, connect_timeout=10) as admin:
            _role(admin, owner, sql.SQL("NOLOGIN"))
            for role, password in passwords.items():
                _role(admin, role, sql.SQL("LOGIN PASSWORD {}").format(sql.Literal(password)))
            _database(admin, name, owner, tuple(passwords))
            _let_act_as(admin, migrator, owner, name)
        _hand_over(_in(admin_url, name), migrator, owner)
    except psycopg.errors.InsufficientPrivilege as error:
        raise NoRights("the user of DATABASE_URL must be allowed to CREATEDB and CREATEROLE") from error
    return Database(
        _url(admin_url, migrator, passwords[migrator], name),
        _url(admin_url, application, passwords[application], name),
        application,
        _url(admin_url, reader, passwords[reader], name),
        reader,
    )


def drop(admin_url: str, name: str) -> None:
    """Remove the database, that of its people's keys, and their roles."""
    with psycopg.connect(admin_url, autocommit=True, connect_timeout=10) as admin:
        for database in (name, keys_of(name)):
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
            for role in ROLES:
                admin.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(f"{database}_{role}")))


def _role(admin: psycopg.Connection, role: str, kind: sql.Composable) -> None:
    known = admin.execute("SELECT FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
    verb = sql.SQL("ALTER" if known is not None else "CREATE")
    admin.execute(sql.SQL("{} ROLE {} {}").format(verb, sql.Identifier(role), kind))
    # an administrator who is no superuser may only give away what he is a member of
    admin.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(role)))


def _database(admin: psycopg.Connection, name: str, owner: str, users: Sequence[str]) -> None:
    database = sql.Identifier(name)
    if admin.execute("SELECT FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
        admin.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, sql.Identifier(owner)))
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    for user in users:
        admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, sql.Identifier(user)))


def _let_act_as(admin: psycopg.Connection, migrator: str, owner: str, database: str) -> None:
    """Whatever the migrator makes belongs to the owner: it takes that role on as it signs in."""
    names = {"migrator": sql.Identifier(migrator), "owner": sql.Identifier(owner), "database": sql.Identifier(database)}
    admin.execute(sql.SQL("GRANT {owner} TO {migrator}").format(**names))
    admin.execute(sql.SQL("ALTER ROLE {migrator} IN DATABASE {database} SET role = {owner}").format(**names))


def _hand_over(url: str, migrator: str, owner: str) -> None:
    """In a database of before there was an owner, everything is the migrator's own."""
    with psycopg.connect(url, autocommit=True, connect_timeout=10) as admin:
        names = (sql.Identifier(migrator), sql.Identifier(owner))
        admin.execute(sql.SQL("REASSIGN OWNED BY {} TO {}").format(*names))


def _in(admin_url: str, database: str) -> str:
    return urlunsplit(urlsplit(admin_url)._replace(path=f"/{database}"))


def _url(admin_url: str, user: str, password: str, database: str) -> str:
    parts = urlsplit(admin_url)
    address = parts.netloc.rpartition("@")[2]
    return urlunsplit(("postgresql", f"{user}:{password}@{address}", f"/{database}", parts.query, ""))
