"""A database for each service on one server: a migrator role owns it, an application role may add to it."""

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


@dataclass(frozen=True)
class Database:
    """One service's database: where its migrator and its application sign in."""

    migrator_url: str
    application_url: str
    application_role: str


class NoRights(RuntimeError):
    """The given user may not make databases and roles."""


def keys_of(name: str) -> str:
    """The database that holds the keys of that one's people."""
    return f"{name}_keys"


def prepare(admin_url: str, name: str) -> Database:
    """Make the database and its roles if they aren't there. Each call gives the roles new passwords."""
    migrator, application = f"{name}_migrator", f"{name}_application"
    try:
        with psycopg.connect(admin_url, autocommit=True, connect_timeout=10) as admin:
            passwords = {role: _role(admin, role) for role in (migrator, application)}
            _database(admin, name, migrator, application)
    except psycopg.errors.InsufficientPrivilege as error:
        raise NoRights("the user of DATABASE_URL must be allowed to CREATEDB and CREATEROLE") from error
    return Database(
        _url(admin_url, migrator, passwords[migrator], name),
        _url(admin_url, application, passwords[application], name),
        application,
    )


def drop(admin_url: str, name: str) -> None:
    """Remove the database, that of its people's keys, and their roles."""
    with psycopg.connect(admin_url, autocommit=True, connect_timeout=10) as admin:
        for database in (name, keys_of(name)):
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
            for role in (f"{database}_migrator", f"{database}_application"):
                admin.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))


def _role(admin: psycopg.Connection, role: str) -> str:
    password = secrets.token_urlsafe(24)
    known = admin.execute("SELECT FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
    verb = "ALTER" if known is not None else "CREATE"
    statement = sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(
        sql.SQL(verb), sql.Identifier(role), sql.Literal(password)
    )
    admin.execute(statement)
    # an administrator who is no superuser may only give away what he is a member of
    admin.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(role)))
    return password


def _database(admin: psycopg.Connection, name: str, migrator: str, application: str) -> None:
    if admin.execute("SELECT FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
        admin.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(migrator)))
    database = sql.Identifier(name)
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, sql.Identifier(application)))


def _url(admin_url: str, user: str, password: str, database: str) -> str:
    parts = urlsplit(admin_url)
    address = parts.netloc.rpartition("@")[2]
    return urlunsplit(("postgresql", f"{user}:{password}@{address}", f"/{database}", parts.query, ""))
