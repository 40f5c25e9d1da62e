"""The tables of who decides that the office adopted, in one stream: which holds from which day."""

from collections.abc import Iterator
from itertools import product
from typing import assert_never, get_args

from services.approvals.application_values import Task
from services.approvals.authority.authority import (
    RANKS,
    TABLES,
    AuthorityTable,
    Destination,
    Invitee,
    Question,
    highest,
)
from services.approvals.authority.commands import AdoptAuthorityTable, AuthorityCommand, RepealAuthorityTable
from services.approvals.authority.events import AuthorityTableAdopted, AuthorityTableRepealed
from services.approvals.regulation.book import Book, holds_already, untimely
from services.approvals.rules.journey import only_hong_kong_macao
from services.approvals.values import VisitPlan
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, Violation

AuthorityFact = AuthorityTableAdopted | AuthorityTableRepealed
AuthorityBook = Book[AuthorityTable]
ARTICLE = "sections 1.3 and 1.4, who decides"
OFFICE_AUTHORITY = "authority-office"
"""The stream that holds them."""


def authority_in_force(occasion: Occasion) -> AuthorityTable:
    """The table that decides on what is submitted today; the book of tables stands beside the occasion."""
    book: AuthorityBook = occasion.beside.get(OFFICE_AUTHORITY) or AuthorityBook()
    return book.on(occasion.today, TABLES)


def question_of(visit: VisitPlan) -> Question:
    """What the table is asked about a team. A trip that goes on from Hong Kong or Macao is one abroad."""
    return Question(
        matter="visit",
        rank=highest([member.rank for member in visit.members]),
        destination="hong-kong-macao" if only_hong_kong_macao(visit) else "abroad",
        task=visit.task,
    )


def decide(state: AuthorityBook | None, command: AuthorityCommand, occasion: Occasion) -> Decision:
    book = state or AuthorityBook()
    match command:
        case AdoptAuthorityTable() if book.adopted.get(command.table.effective_from) == command.table:
            return []
        case AdoptAuthorityTable():
            return _wrong(command.table, book, occasion) or [
                AuthorityTableAdopted(
                    authority=command.authority, table=command.table, by=occasion.actor.signature, at=occasion.now
                )
            ]
        case RepealAuthorityTable() if command.effective_from not in book.adopted:
            return []
        case RepealAuthorityTable():
            return holds_already(command.effective_from, ARTICLE, occasion) or [
                AuthorityTableRepealed(
                    authority=command.authority,
                    effective_from=command.effective_from,
                    reason=command.reason,
                    by=occasion.actor.signature,
                    at=occasion.now,
                )
            ]
        case _:
            assert_never(command)


def _wrong(table: AuthorityTable, book: AuthorityBook, occasion: Occasion) -> Refusal | None:
    """All that is wrong with a table: its day, rows of one number, and questions that no row decides."""
    found = untimely(table, book, ARTICLE, occasion)
    names = [row.row for row in table.rows]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        found.append(Violation("rows", ARTICLE, "each number once", f"twice: {', '.join(twice)}", "number them anew"))
    open_questions = [str(question) for question in questions() if table.row_for(question) is None]
    if open_questions:
        said = f"none for {len(open_questions)}, such as {open_questions[0]}"
        mend = "add a row for it; a row that leaves a column empty fits everything there"
        found.append(Violation("complete", ARTICLE, "a row for every question", said, mend))
    return Refusal(tuple(found)) if found else None


def questions() -> Iterator[Question]:
    """All that a table has to decide."""
    for rank, destination, task in product(RANKS, get_args(Destination), get_args(Task)):
        yield Question(matter="visit", rank=rank, destination=destination, task=task)
    for rank, invitee in product(RANKS, get_args(Invitee)):
        yield Question(matter="invitation", rank=rank, invitee=invitee)


def evolve(state: AuthorityBook | None, happened: AuthorityFact) -> AuthorityBook:
    book = state or AuthorityBook()
    match happened:
        case AuthorityTableAdopted():
            return book.with_one(happened.table)
        case AuthorityTableRepealed():
            return book.without(happened.effective_from)
        case _:
            assert_never(happened)


AUTHORITY: Aggregate[AuthorityBook] = Aggregate(
    name="authority",
    key="authority",
    commands=AuthorityCommand.__args__,
    opens=(AdoptAuthorityTable, RepealAuthorityTable),
    decide=decide,
    evolve=evolve,
)
