"""Who decides: the table of section 1.3 and 1.4 (Zhejiang's model; Guizhou's own values replace it by a later row)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

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


def highest(ranks: list[Rank]) -> Rank:
    """The highest of these ranks; `staff` if there is none."""
    return min(ranks, key=RANKS.index, default="staff")


@dataclass(frozen=True)
class AuthorityTable:
    """From that day on: the level that decides for each rank."""

    effective_from: date
    article: str
    outbound: dict[Rank, Level]
    inbound: dict[Rank, Level]


TABLES = (
    AuthorityTable(
        effective_from=date(2013, 1, 1),
        article="approval powers, Zhejiang model [S15]; Passport Law art 4 [S6]",
        outbound={
            "state_leader": "centre",
            "minister": "centre",
            "vice_minister": "centre",
            "bureau": "province",
            "deputy_bureau": "province",
            "division": "office",
            "deputy_division": "office",
            "staff": "office",
        },
        inbound={
            "state_leader": "state_council",
            "minister": "state_council",
            "vice_minister": "province",
            "bureau": "office",
            "deputy_bureau": "office",
            "division": "office",
            "deputy_division": "office",
            "staff": "office",
        },
    ),
)


def table_on(day: date) -> AuthorityTable:
    """The table in force on that day."""
    in_force = [table for table in TABLES if table.effective_from <= day]
    return (in_force or list(TABLES))[-1]


def who_decides_visit(head_rank: Rank, day: date) -> Level:
    return table_on(day).outbound[head_rank]


def who_decides_invitation(head_rank: Rank, day: date) -> Level:
    return table_on(day).inbound[head_rank]
