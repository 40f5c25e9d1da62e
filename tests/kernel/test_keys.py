"""Each person's data under a key of the person's own: bound to its place, corrected, erased, and wrapped anew."""

import base64
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag

from deploy.local.databases import Database
from shared import log, tail
from shared.cipher import Master, WrongMasterKey
from shared.commands import handle
from shared.database import connect
from shared.errors import Conflict
from shared.facts import Facts, fact
from shared.ids import new_id
from shared.keys import Keyring
from shared.personal import ERASED, Holding, OfPerson, Personal
from shared.rewrap import rewrap
from shared.service import Service
from shared.values import value
from tests.kernel.garden import GARDEN, WaterBed
from tests.kernel.test_log import order, planted

HOLDING = Holding("an act, art 1", "10 years")
NewKeyring = Callable[..., Keyring]


@value
class Neighbour:
    person_id: Annotated[UUID, OfPerson(HOLDING)]
    name: Personal[str]


@fact("QuarrelReported", about="neighbour")
class QuarrelReported:
    neighbour: Neighbour
    what_happened: Personal[str]


@fact("QuarrelNoted")
class QuarrelNoted:
    text: Personal[str]


facts = Facts("quarrels", __name__, HOLDING)
REPORT = QuarrelReported(neighbour=Neighbour(person_id=new_id(), name="李四"), what_happened="over a hedge")
PERSON = str(REPORT.neighbour.person_id)
NOTE = QuarrelNoted(text="李四 was loud")


def test_a_fact_comes_back_as_it_was_and_shows_nothing_without_the_keys(new_keyring: NewKeyring) -> None:
    """Sealed under the person's key, and blank for who has none."""
    held = facts.under(new_keyring())
    stored = held.encode(REPORT, "quarrel-1")
    assert "李四" not in f"{stored}"
    assert set(stored.personal) == {PERSON}
    assert held.decode(None, stored) == REPORT
    blank = facts.decode(None, facts.under(held.keys).encode(REPORT, "quarrel-1"))  # type: ignore[arg-type]
    assert (blank.neighbour.name, blank.what_happened) == (ERASED, ERASED)


def test_what_a_file_holds_of_nobody_named_belongs_to_whom_it_is_about(new_keyring: NewKeyring) -> None:
    """A note in the file falls with the person's key; in another file it stays."""
    keyring = new_keyring()
    held = facts.under(keyring)
    held.encode(REPORT, "quarrel-1")
    mine, other = held.encode(NOTE, "quarrel-1"), held.encode(NOTE, "quarrel-2")
    assert (set(mine.personal), set(other.personal)) == ({PERSON}, {"quarrel-2"})
    keyring.destroy(PERSON)
    assert (held.decode(None, mine).text, held.decode(None, other).text) == (ERASED, NOTE.text)


def test_a_sealed_text_opens_in_its_own_place_only(new_keyring: NewKeyring) -> None:
    """Moved to another stream it is refused."""
    keyring = new_keyring()
    stored = facts.under(keyring).encode(REPORT, "quarrel-1")
    with pytest.raises(InvalidTag):
        keyring.open(stored.personal, b"quarrel-2 QuarrelReported 1")


def test_nothing_is_sealed_for_who_is_erased(new_keyring: NewKeyring) -> None:
    """Also by another process that still remembers the key."""
    keyring = new_keyring()
    held = facts.under(keyring)
    held.decode(None, held.encode(REPORT, "quarrel-1"))
    with keyring.pool.connection() as db:  # as another process would
        db.execute("UPDATE people SET wrapped = NULL, erased_at = now() WHERE person = %s", (PERSON,))
    with pytest.raises(Conflict, match="erased"):
        held.encode(REPORT, "quarrel-2")


def test_a_correction_stands_wherever_the_field_was_entered(new_keyring: NewKeyring) -> None:
    """The latest one, whatever order they are heeded in; fields of other names stay."""
    keyring = new_keyring()
    held = facts.under(keyring)
    stored = held.encode(REPORT, "quarrel-1")
    keyring.correct(PERSON, "neighbour/name", 12, "李肆")
    keyring.correct(PERSON, "neighbour/name", 11, "李泗")
    assert (held.decode(None, stored).neighbour.name, held.decode(None, stored).what_happened) == (
        "李肆",
        REPORT.what_happened,
    )


def test_basis_and_retention_are_kept_with_the_key(new_keyring: NewKeyring) -> None:
    """From the declaration of the person; after the erasure it is known when that was."""
    keyring = new_keyring()
    facts.under(keyring).encode(REPORT, "quarrel-1")
    assert keyring.holding("nobody") is None
    found = keyring.holding(PERSON)
    assert found is not None
    assert (found["basis"], found["retention"], found["erased_at"]) == ("an act, art 1", "10 years", None)
    keyring.destroy(PERSON)
    assert (keyring.holding(PERSON) or {})["erased_at"] is not None


def test_who_is_past_retention_is_listed(new_keyring: NewKeyring) -> None:
    """Eleven years after, with a class of ten."""
    keyring = new_keyring()
    facts.under(keyring).encode(REPORT, "quarrel-1")
    assert keyring.past_retention(10) == []
    with keyring.pool.connection() as db:
        db.execute("UPDATE people SET since = since - interval '11 years'")
    assert keyring.past_retention(10) == [PERSON]


def test_another_master_key_opens_nothing_and_a_new_one_takes_over(admin_url: str, new_keyring: NewKeyring) -> None:
    """A rotation wraps all keys anew; what was sealed opens as before."""
    name, new = f"test_keys_{new_id().hex[-8:]}", base64.b64encode(bytes(range(32))).decode()
    keyring = new_keyring(name)
    stored = facts.under(keyring).encode(REPORT, "quarrel-1")
    another = new_keyring(name, new)
    with pytest.raises(WrongMasterKey):
        facts.under(another).decode(None, stored)
    with pytest.raises(WrongMasterKey):  # nor is anybody new entered with it
        facts.under(another).encode(replace(REPORT, neighbour=Neighbour(person_id=new_id(), name="王五")), "quarrel-2")
    with pytest.raises(WrongMasterKey):  # and `/ready` says so
        another.check()
    keyring.check()
    old = base64.b64encode(bytes(32)).decode()
    url = f"{admin_url.rsplit('/', 1)[0]}/{name}"
    assert rewrap(url, Master(old), Master(new)) == 1
    assert rewrap(url, Master(old), Master(new)) == 0
    assert facts.under(new_keyring(name, new)).decode(None, stored) == REPORT


def test_a_master_key_that_is_none_is_refused() -> None:
    """With the way to make one."""
    with pytest.raises(WrongMasterKey, match="openssl rand"):
        Master("too short")


def test_the_log_holds_nothing_personal_in_clear(
    new_database: Callable[[Service], Database], new_keyring: NewKeyring
) -> None:
    """A command's facts are sealed as they are appended, and read back whole by whoever has the keys."""
    garden, database = GARDEN.under(new_keyring()), new_database(GARDEN)
    with connect(database.application_url) as connection:
        bed = planted(connection, garden)
        rows = connection.execute("SELECT f::text FROM log.facts f").fetchall()
        assert all("张三" not in row[0] for row in rows)
        loaded = log.load(connection, garden.facts, f"bed-{bed}").facts
        assert "张三" in f"{loaded}"
        assert len(log.read(connection, 0, tail.find_head(connection), 10)) == len(rows)
        assert handle(connection, garden, order(WaterBed(bed_id=bed, litres=1))).version == len(rows) + 1
