"""Facts into read tables: each room's own statements, in this order."""

from itertools import chain
from typing import Any

from services.approvals.answers import record_projections, waiting_projections
from services.approvals.authority import projections as authority
from services.approvals.circular import projections as circular
from services.approvals.conference import projections as conference
from services.approvals.conference import waiting as conference_waiting
from services.approvals.document import projections as document
from services.approvals.invitation import history as invitation_history
from services.approvals.invitation import projections as invitation
from services.approvals.invitation import stay_projections as invitation_stay
from services.approvals.invitation import waiting as invitation_waiting
from services.approvals.plan import projections as plan
from services.approvals.regulation import projections as regulation
from services.approvals.trip import projections as trip
from services.approvals.visit import case_projections as visit_case
from services.approvals.visit import history as visit_history
from services.approvals.visit import projections as visit

ROOMS = (
    visit_case,
    plan,
    circular,
    regulation,
    document,
    authority,
    trip,
    visit,
    visit_history,
    waiting_projections,
    invitation,
    invitation_stay,
    invitation_waiting,
    invitation_history,
    conference,
    conference_waiting,
    record_projections,
)
"""Rows come first, then what is written into them."""


def project(happened: Any) -> list[tuple[str, dict[str, Any]]]:
    return list(chain.from_iterable(room.project(happened) for room in ROOMS))
