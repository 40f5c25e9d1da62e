"""The tables of who decides as answers, who decides a case and why, and who acts for whom."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from services.approvals.authority.authority import TABLES, AuthorityTable, Question
from services.approvals.authority.book import AuthorityBook, question_of
from services.approvals.authority.deputy import Deputies, Period, not_appointed, stream_of
from services.approvals.invitation import history as invitation_history
from services.approvals.invitation.authority import question_of_guests
from services.approvals.values import VisitPlan
from services.approvals.visit.history import state_of
from shared.aggregate import Occasion, Refusal
from shared.errors import Invalid
from shared.service import Read
from shared.times import local_date, now
from shared.values import POSITIVE, decoder, encode, value

Limit = Annotated[int, POSITIVE]


@value
class AuthorityTables:
    """All tables, those that come with the service and those adopted, the earliest first."""


@value
class WhoDecides:
    """A visit as it would be drafted, or a visit or invitation by its id; by the table in force on that day, today if
    none is named, or on the day of its submission if it was submitted."""

    visit: VisitPlan | None = None
    visit_id: UUID | None = None
    invitation_id: UUID | None = None
    on: date | None = None


@value
class DeputiesOn:
    """Who acts for whom on a day, today if none is named; for one principal, or by one deputy."""

    on: date | None = None
    principal: str | None = None
    deputy: str | None = None
    limit: Limit = 100


ADOPTED = "SELECT effective_from, authority, adopted_by, adopted_at FROM authority_tables ORDER BY effective_from"
ADOPTED_ON = """
SELECT authority FROM authority_tables WHERE effective_from <= %(on)s ORDER BY effective_from DESC LIMIT 1
"""
DEPUTIES = """
SELECT principal, deputy, role, from_on, until_on, document, appointed_by FROM deputies
WHERE from_on <= %(on)s AND until_on >= %(on)s AND (ended_at IS NULL OR ended_at > %(at)s)
  AND (%(principal)s::text IS NULL OR principal = %(principal)s) AND (%(deputy)s::text IS NULL OR deputy = %(deputy)s)
ORDER BY principal, role, deputy, from_on LIMIT %(limit)s
"""
decode_table: Callable[[Any], AuthorityTable] = decoder(AuthorityTable)


def authority_on(read: Read, on: date) -> AuthorityTable:
    """The table in force on a day."""
    adopted = [decode_table(row["authority"]) for row in read(ADOPTED_ON, {"on": on})]
    return AuthorityBook({table.effective_from: table for table in adopted}).on(on, TABLES)


def list_authority_tables(read: Read, _: AuthorityTables) -> dict[str, Any]:
    """Each with its rows, and the text that each row cites."""
    built_in = [{"authority": encode(table), "adopted_by": None, "adopted_at": None} for table in TABLES]
    tables = sorted([*built_in, *read(ADOPTED, {})], key=lambda item: str(item["authority"]["effective_from"]))
    return {"tables": tables}


def who_decides(read: Read, question: WhoDecides) -> dict[str, Any]:
    """The level that decides, by which row of which table."""
    on = question.on or local_date(now())
    if question.visit is not None:
        return decided_by(question.visit.unit, question_of(question.visit), authority_on(read, on))
    if question.visit_id is not None:
        state = state_of(read, question.visit_id)
        table = state.authority or authority_on(read, state.judged_on or on)
        return decided_by(state.visit.unit, question_of(state.wanted), table)
    if question.invitation_id is not None:
        invited = invitation_history.state_of(read, question.invitation_id)
        table = invited.authority or authority_on(read, invited.judged_on or on)
        return decided_by(invited.invitation.unit, question_of_guests(invited.wanted, table), table)
    raise Invalid.field("visit", "Nothing to decide on.", "give a visit, or a visit_id or invitation_id")


def decided_by(unit: str, asked: Question, table: AuthorityTable) -> dict[str, Any]:
    row = table.deciding(asked)
    return {
        "unit": unit,
        "decides": row.decides,
        "asked": str(asked),
        "row": encode(row),
        "cites": row.citation,
        "effective_from": table.effective_from,
        "source": table.source,
    }


def deputies_on(read: Read, question: DeputiesOn) -> dict[str, Any]:
    """Acting deputies with role, period and paper."""
    at, on = now(), question.on or local_date(now())
    return {"on": on, "deputies": read(DEPUTIES, {**vars(question), "on": on, "at": at})}


def may_ask(read: Read, occasion: Occasion) -> Refusal | None:
    """A deputy's token counts for questions as it does for commands: while the appointment holds."""
    principal, deputy = occasion.actor.acting_for, occasion.actor.id
    if principal is None:
        return None
    question = DeputiesOn(on=occasion.today, principal=principal, deputy=deputy)
    rows = deputies_on(read, question)["deputies"]
    periods = frozenset(Period(row["deputy"], row["role"], row["from_on"], row["until_on"]) for row in rows)
    return not_appointed(replace(occasion, beside={stream_of(principal): Deputies(periods=periods)}))
