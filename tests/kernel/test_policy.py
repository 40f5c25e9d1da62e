"""The policy tables: roles, units, hidden fields; and four eyes at the log, deputies included."""

from collections.abc import Callable
from typing import Any

import pytest

from deploy.local.databases import Database
from shared.actors import ANYONE, Actor
from shared.aggregate import Aggregate, Occasion
from shared.commands import Order, handle
from shared.counter import Counter, Desk, query
from shared.database import connect
from shared.errors import NotAllowed, Refused
from shared.facts import Facts, fact
from shared.ids import new_id
from shared.log import Origin
from shared.personal import Holding
from shared.policy import May, about_own_unit, require, shown
from shared.schemas import request
from shared.service import Service
from shared.times import now
from shared.values import value
from tests.kernel.garden import AllBeds
from tests.kernel.market import MARKET

CLERK, SPECIALIST = frozenset({"clerk"}), frozenset({"specialist"})
MAY = May(CLERK, own=SPECIALIST, hides={"phone": CLERK})


def actor(name: str, *roles: str, unit: str = "fao", acting_for: str | None = None) -> Actor:
    return Actor(name, frozenset(roles), unit, acting_for)


def test_a_role_may_call_or_not() -> None:
    """For every unit, for the own unit only, or not at all."""
    assert require(MAY, actor("a", "clerk"), {}) is False
    assert require(MAY, actor("a", "specialist"), {}) is True
    assert require(May(ANYONE), actor("a"), {}) is False
    with pytest.raises(NotAllowed, match="clerk or specialist"):
        require(MAY, actor("a", "driver"), {})


def test_a_request_that_names_its_unit_must_name_the_actors() -> None:
    """A role for every unit may name any."""
    may = May(CLERK, own=SPECIALIST, names="unit")
    assert require(may, actor("a", "specialist", unit="health"), {"unit": "health"}) is False
    assert require(may, actor("a", "clerk"), {"unit": "health"}) is False
    for payload in ({"unit": "trade"}, {}, None):
        with pytest.raises(NotAllowed, match="another unit"):
            require(may, actor("a", "specialist", unit="health"), payload)


def test_a_question_that_names_no_unit_is_about_the_own() -> None:
    """So that the read store gives only that unit's rows, however many others come before."""
    may, specialist = May(CLERK, own=SPECIALIST, names="unit"), actor("a", "specialist", unit="health")
    assert about_own_unit(may, specialist, {"limit": 1}) == {"unit": "health", "limit": 1}
    assert about_own_unit(may, specialist, {"unit": "trade"}) == {"unit": "trade"}
    assert about_own_unit(may, actor("a", "clerk"), {}) == {}
    assert about_own_unit(MAY, specialist, {}) == {}


def test_what_is_hidden_reads_null_at_any_depth() -> None:
    """But to those who may see it."""
    may = May(frozenset({"clerk", "auditor"}), hides={"phone": CLERK})
    answer = {"name": "x", "phone": "1", "people": [{"phone": "2", "kin": {"phone": "3", "name": "y"}}]}
    assert shown(may, actor("a", "clerk"), answer) == answer
    hidden = {"name": "x", "phone": None, "people": [{"phone": None, "kin": {"phone": None, "name": "y"}}]}
    assert shown(may, actor("a", "auditor"), answer) == hidden


def test_own_unit_only_means_no_row_of_another() -> None:
    """Nor a file of another; nor anything that doesn't say whose it is."""
    mine, theirs = {"unit": "health", "n": 1}, {"unit": "trade", "n": 2}
    who, clerk = actor("a", "specialist", unit="health"), actor("a", "clerk", unit="health")
    answer = {"rows": [mine, theirs, {"n": 3}, "n"], "count": 4, "first": theirs}
    assert shown(MAY, who, answer) == {"rows": [mine], "count": [], "first": []}
    assert shown(MAY, clerk, answer) == answer
    file = {**mine, "members": [theirs]}
    assert shown(MAY, who, file) == file
    for file in (theirs, {"unit": None}):
        with pytest.raises(NotAllowed):
            shown(MAY, who, file)


def test_a_method_without_a_line_cannot_be_declared() -> None:
    """Nor a line without a method: both fail at import."""
    with pytest.raises(TypeError, match="no policy for"):

        class Forgetful(Counter):
            desk = Desk(MARKET)
            policy = {}  # noqa: RUF012

            @query(request(AllBeds))
            def list_all(self, question: AllBeds) -> Any: ...

    with pytest.raises(TypeError, match="no method for"):

        class Boastful(Counter):
            desk = Desk(MARKET)
            policy = {"fly": May(ANYONE)}  # noqa: RUF012


@value
class WriteNote:
    note_id: str
    unit: str = "health"


@value
class SignNote:
    note_id: str


@fact("NoteWritten")
class NoteWritten:
    note_id: str
    unit: str


@fact("NoteSigned")
class NoteSigned:
    note_id: str


facts = Facts("notes", __name__, Holding("an act", "10 years"))


@value
class MoveNote:
    note_id: str
    to: str


def decide(state: str | None, command: Any, _: Occasion) -> list[Any]:
    match command:
        case MoveNote():
            return [NoteWritten(note_id=command.note_id, unit=command.to)]
        case WriteNote():
            return [NoteWritten(note_id=command.note_id, unit=command.unit)]
        case _:
            return [NoteSigned(note_id=command.note_id)]


def evolve(state: str | None, fact: Any) -> str:
    return fact.unit if isinstance(fact, NoteWritten) else state or ""


NOTE: Aggregate[str] = Aggregate(
    name="note",
    key="note_id",
    commands=(WriteNote, SignNote, MoveNote),
    opens=(WriteNote,),
    decide=decide,
    evolve=evolve,
    unit=lambda unit: unit,
    apart={"NoteSigned": ("NoteWritten",)},
)
NOTES = Service("notes", facts, (NOTE,), lambda _: [], lambda _: [], {}, {}, MARKET.home)


def give(db: Any, command: Any, by: Actor, own_unit: bool = False) -> Any:
    origin = Origin(by.signature, new_id(), None)
    return handle(db, NOTES, Order(command, Occasion(by, now()), origin, new_id(), own_unit=own_unit))


@pytest.fixture
def notes(new_database: Callable[[Service], Database]) -> Any:
    with connect(new_database(NOTES).application_url) as db:
        yield db


@pytest.mark.parametrize(
    ("writer", "signer", "allowed"),
    [
        (actor("wang"), actor("li"), True),
        (actor("wang"), actor("wang"), False),
        (actor("tom", acting_for="wang"), actor("wang"), False),
        (actor("wang"), actor("tom", acting_for="wang"), False),
        (actor("tom", acting_for="wang"), actor("tom", acting_for="li"), False),
        (actor("tom", acting_for="wang"), actor("ann", acting_for="wang"), False),
        (actor("tom", acting_for="wang"), actor("ann", acting_for="li"), True),
    ],
)
def test_nobody_signs_what_he_or_his_principal_wrote(notes: Any, writer: Actor, signer: Actor, allowed: bool) -> None:
    """Deputies and those they act for count on both sides; what is refused leaves nothing behind."""
    give(notes, WriteNote(note_id="1"), writer)
    if allowed:
        assert give(notes, SignNote(note_id="1"), signer).version == 2
        return
    with pytest.raises(Refused, match="four-eyes"):
        give(notes, SignNote(note_id="1"), signer)
    assert notes.execute("SELECT count(*) FROM log.facts").fetchall() == [(1,)]


def test_what_follows_from_a_fact_is_nobodys_own_decision(notes: Any) -> None:
    """A policy may sign what the same policy wrote; a caller of the same name may not."""
    policy = actor("policy:notes", "service")
    give(notes, WriteNote(note_id="1"), policy)
    with pytest.raises(Refused, match="four-eyes"):
        give(notes, SignNote(note_id="1"), policy)
    caused = Origin(policy.id, new_id(), causation=new_id())
    assert handle(notes, NOTES, Order(SignNote(note_id="1"), Occasion(policy, now()), caused, new_id())).version == 2


def test_a_refusal_names_both_steps(notes: Any) -> None:
    """The one that was recorded, once, and the one that another person must take."""
    give(notes, WriteNote(note_id="1"), actor("wang"))
    with pytest.raises(Refused) as refused:
        give(notes, SignNote(note_id="1"), actor("wang"))
    (violation,) = refused.value.answer["violations"]
    assert violation["value"] == "NoteSigned by another person than NoteWritten"


def test_a_deputy_is_recorded_with_the_principal(notes: Any) -> None:
    """Both names stand in the log."""
    give(notes, WriteNote(note_id="1"), actor("tom", acting_for="wang"))
    assert notes.execute("SELECT actor FROM log.facts").fetchall() == [("tom for wang",)]


def test_a_file_of_another_unit_is_not_touched(notes: Any) -> None:
    """Neither opened nor changed by who may act for the own unit only."""
    health, trade = actor("a", unit="health"), actor("b", unit="trade")
    give(notes, WriteNote(note_id="1"), health, own_unit=True)
    for command in (SignNote(note_id="1"), WriteNote(note_id="2")):
        with pytest.raises(NotAllowed, match="another unit"):
            give(notes, command, trade, own_unit=True)
    assert give(notes, SignNote(note_id="1"), actor("c", unit="health"), own_unit=True).version == 2
    with pytest.raises(NotAllowed, match="another unit"):
        give(notes, MoveNote(note_id="1", to="trade"), health, own_unit=True)
