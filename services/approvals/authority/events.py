"""What happened to the table of who decides."""

from datetime import date, datetime

from services.approvals.authority.authority import AuthorityTable
from shared.facts import fact


@fact("AuthorityTableAdopted")
class AuthorityTableAdopted:
    authority: str
    table: AuthorityTable
    by: str
    at: datetime


@fact("AuthorityTableRepealed")
class AuthorityTableRepealed:
    authority: str
    effective_from: date
    reason: str
    by: str
    at: datetime
