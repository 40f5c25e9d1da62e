"""Who was appointed to act for whom, and when that ended."""

from datetime import date, datetime

from shared.facts import fact


@fact("DeputyAppointed")
class DeputyAppointed:
    principal: str
    deputy: str
    role: str
    from_on: date
    until_on: date
    document: str
    by: str
    at: datetime


@fact("DeputyEnded")
class DeputyEnded:
    """From that moment on."""

    principal: str
    deputy: str
    role: str
    reason: str
    by: str
    at: datetime
