"""A database for each service on one server, and its four roles.

The owner can't sign in; the migrator signs in and acts as the owner; the application may add to the log and fill the
read store; the reader may look.
"""

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from shared.secrets import EMBEDDED


@dataclass(frozen=True)
class Database:
    """One service's database: where its migrator, its application and its reader sign in."""

    migrator_url: str
    application_url: str
    application_role: str
    reader_url: str


class NoRights(RuntimeError):
    """The given user may not make databases and roles."""


def keys_of(name: str) -> str:
    """The database that holds the keys of that one's people."""
    return f"{name}_keys"


ROLES = ("migrator", "application", "reader")


def prepare(admin_url: str, name: str) -> Database:
    """Make the database and its roles if they aren't there. Each call gives the roles new passwords."""
    try:
        with psycopg.connect(admin_url, autocommit=True, connect_timeout=10) as admin:
            _role(admin, f"{name}_owner", None)
            mark = EMBEDDED if urlsplit(admin_url).hostname == "127.0.0.1" else ""
            passwords = {role: mark + secrets.token_urlsafe(24) for role in ROLES}
            for role, password in passwords.items():
                _role(admin, f"{name}_{role}", password)
            _database(admin, name)
    except psycopg.errors.InsufficientPrivilege as error:
        raise NoRights("the user of DATABASE_URL must be allowed to CREATEDB and CREATEROLE") from error
    migrator, application, reader = (_url(admin_url, f"{name}_{role}", passwords[role], name) for role in ROLES)
    return Database(migrator, application, f"{name}_application", reader)


def drop(admin_url: str, name: str) -> None:
    """Remove the database, that of its people's keys, and their roles."""
    with psycopg.connect(admin_url, autocommit=True, connect_timeout=10) as admin:
        for database in (name, keys_of(name)):
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
            for role in (*ROLES, "owner"):
                admin.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(f"{database}_{role}")))


def _role(admin: psycopg.Connection, role: str, password: str | None) -> None:
    """Make or change a role; without a password it can't sign in."""
    known = admin.execute("SELECT FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
    verb = "ALTER" if known is not None else "CREATE"
    sign_in = sql.SQL("LOGIN PASSWORD {}").format(sql.Literal(password)) if password else sql.SQL("NOLOGIN")
    admin.execute(sql.SQL("{} ROLE {} {}").format(sql.SQL(verb), sql.Identifier(role), sign_in))
    # an administrator who is no superuser may only give away what he is a member of
    admin.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(role)))


def _database(admin: psycopg.Connection, name: str) -> None:
    owner, migrator, application, reader = (sql.Identifier(f"{name}_{role}") for role in ("owner", *ROLES))
    database = sql.Identifier(name)
    if admin.execute("SELECT FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
        # whatever the server was made with: everywhere the same text, in the same order
        made = "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
        admin.execute(sql.SQL(made).format(database, owner))
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    for role in (migrator, application, reader):
        admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, role))
    admin.execute(sql.SQL("GRANT {} TO {}").format(owner, migrator))
    # what the migrator makes is the owner's, whoever migrates next
    admin.execute(sql.SQL("ALTER ROLE {} IN DATABASE {} SET role = {}").format(migrator, database, owner))


def _url(admin_url: str, user: str, password: str, database: str) -> str:
    parts = urlsplit(admin_url)
    address = parts.netloc.rpartition("@")[2]
    return urlunsplit(("postgresql", f"{user}:{password}@{address}", f"/{database}", parts.query, ""))
