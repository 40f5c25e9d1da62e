"""Who decides: the table of sections 1.3 and 1.4, by rank, invitee, destination and kind of task.

Zhejiang's model comes with the service [S15]; Guizhou's own values, which were not found, replace it by a table that
the office adopts. A case is decided by the table in force on the day it was submitted.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from services.approvals.application_values import Task
from services.approvals.regulation.book import in_force
from shared.values import value

Rank = Literal[
    "state_leader", "minister", "vice_minister", "bureau", "deputy_bureau", "division", "deputy_division", "staff"
]
Level = Literal["centre", "state_council", "province", "office"]
RANKS: tuple[Rank, ...] = (
    "state_leader",
    "minister",
    "vice_minister",
    "bureau",
    "deputy_bureau",
    "division",
    "deputy_division",
    "staff",
)
Matter = Literal["visit", "invitation"]
Destination = Literal["abroad", "hong-kong-macao"]
Invitee = Literal["serving", "former", "parliament", "envoy"]
"""A guest in office, one who was, a member of parliament, a foreign envoy in China (section 1.3)."""


def highest(ranks: list[Rank]) -> Rank:
    """The highest of these ranks; `staff` if there is none."""
    return min(ranks, key=RANKS.index, default="staff")


@value
class AuthorityRow:
    """A row decides what it fits; what it leaves empty fits everything. `ranks`: of the head of the team, or of the
    guests; `destination` and `tasks` are a visit's, `invitees` an invitation's. `number` and `article`: the text."""

    row: str
    matter: Literal["visit", "invitation"]
    decides: Level
    number: str
    article: str
    ranks: tuple[Rank, ...] = ()
    destination: Destination | None = None
    tasks: tuple[Task, ...] = ()
    invitees: tuple[Invitee, ...] = ()

    @property
    def citation(self) -> str:
        return f"{self.number}, {self.article}"


@value
class Question:
    """What the table is asked about."""

    matter: Literal["visit", "invitation"]
    rank: Rank
    destination: Destination = "abroad"
    task: Task = "work"
    invitee: Invitee = "serving"

    def __str__(self) -> str:
        more = f"{self.destination}, {self.task}" if self.matter == "visit" else self.invitee
        return f"{self.matter}, {self.rank}, {more}"


@value
class AuthorityTable:
    """In force from a day on. The first row that fits decides."""

    effective_from: date
    source: str
    rows: tuple[AuthorityRow, ...]

    def row_for(self, question: Question) -> AuthorityRow | None:
        return next((row for row in self.rows if _fits(row, question)), None)

    def deciding(self, question: Question) -> AuthorityRow:
        """The row that decides; every table has one for each question."""
        found = self.row_for(question)
        assert found is not None
        return found


def _fits(row: AuthorityRow, question: Question) -> bool:
    return (
        row.matter == question.matter
        and (not row.ranks or question.rank in row.ranks)
        and row.destination in (None, question.destination)
        and (not row.tasks or question.task in row.tasks)
        and (not row.invitees or question.invitee in row.invitees)
    )


MODEL = "approval powers, Zhejiang model"
ABOVE_BUREAU: tuple[Rank, ...] = ("state_leader", "minister", "vice_minister")
ABOVE_VICE_MINISTER: tuple[Rank, ...] = ("state_leader", "minister")
AT_BUREAU: tuple[Rank, ...] = ("bureau", "deputy_bureau")
TABLES = (
    AuthorityTable(
        effective_from=date(2013, 1, 1),
        source=f"{MODEL} [S15]",
        rows=(
            AuthorityRow(
                row="1", matter="visit", ranks=ABOVE_BUREAU, decides="centre", number=MODEL, article="1.4 [S15]"
            ),
            AuthorityRow(
                row="2", matter="visit", ranks=AT_BUREAU, decides="province", number=MODEL, article="1.4 [S15]"
            ),
            AuthorityRow(row="3", matter="visit", decides="office", number=MODEL, article="1.4 [S15]"),
            AuthorityRow(
                row="4", matter="invitation", invitees=("envoy",), decides="province",
                number="外发〔2002〕40号", article="[S17]",
            ),
            AuthorityRow(
                row="5", matter="invitation", invitees=("parliament",), decides="province",
                number=MODEL, article="1.3 [S15]",
            ),
            AuthorityRow(
                row="6", matter="invitation", invitees=("former",), ranks=("state_leader",), decides="state_council",
                number=MODEL, article="1.3 [S15]",
            ),
            AuthorityRow(
                row="7", matter="invitation", invitees=("former",), ranks=("minister",), decides="province",
                number=MODEL, article="1.3 [S15]",
            ),
            AuthorityRow(
                row="8", matter="invitation", invitees=("serving",), ranks=ABOVE_VICE_MINISTER,
                decides="state_council", number=MODEL, article="1.3 [S15]",
            ),
            AuthorityRow(
                row="9", matter="invitation", invitees=("serving",), ranks=("vice_minister",), decides="province",
                number=MODEL, article="1.3 [S15]",
            ),
            AuthorityRow(row="10", matter="invitation", decides="office", number=MODEL, article="1.3 [S15, S16]"),
        ),
    ),
)  # fmt: skip


def table_on(day: date, adopted: Sequence[AuthorityTable] = ()) -> AuthorityTable:
    """The table in force on that day, of those that come with the service and these."""
    return in_force([*TABLES, *adopted], day)


def who_decides_visit(head_rank: Rank, day: date) -> Level:
    return table_on(day).deciding(Question(matter="visit", rank=head_rank)).decides
