"""What may be asked of the table of who decides."""

from datetime import date
from typing import Literal

from services.approvals.authority.authority import AuthorityTable
from shared.values import value


@value
class AdoptAuthorityTable:
    """A table that holds from `table.effective_from` on, each row citing its text. `authority` is `office`."""

    authority: Literal["office"]
    table: AuthorityTable


@value
class RepealAuthorityTable:
    """Take back a table that does not hold yet."""

    authority: Literal["office"]
    effective_from: date
    reason: str


AuthorityCommand = AdoptAuthorityTable | RepealAuthorityTable
