"""What others said of a visit before it was decided: objections, opinions, and consents of other authorities."""

from datetime import date, datetime
from uuid import UUID

from services.approvals.values import Body
from shared.facts import fact
from shared.personal import Personal


@fact("ObjectionRaised")
class ObjectionRaised:
    """`objection` is its number in the file; `ground` may name people, so it is personal data of the file."""

    visit_id: UUID
    objection: str
    unit: str
    raised_on: date
    ground: Personal[str]
    by: str
    at: datetime


@fact("ObjectionSettled")
class ObjectionSettled:
    """`held_back`: the case was submitted, and goes back to the unit."""

    visit_id: UUID
    objection: str
    upheld: bool
    finding: Personal[str]
    held_back: bool
    by: str
    at: datetime


@fact("OpinionGiven")
class OpinionGiven:
    visit_id: UUID
    body: Body
    favourable: bool
    opinion: str
    document: str
    by: str
    at: datetime


@fact("ConsentRequested")
class ConsentRequested:
    """A letter (征求意见函) asks a member's own authority."""

    visit_id: UUID
    authority: str
    travellers: tuple[UUID, ...]
    by: str
    at: datetime


@fact("ConsentRecorded")
class ConsentRecorded:
    """`document` is the authority's confirmation (任务确认件), or its refusal."""

    visit_id: UUID
    authority: str
    given: bool
    document: str
    by: str
    at: datetime
