"""What happened, as approvals tells and remembers it, by subject, and what it hears from others."""

from datetime import date
from uuid import UUID

from services.approvals.application_values import *
from services.approvals.circular_events import *
from services.approvals.invitation_events import *
from services.approvals.plan_events import *
from services.approvals.values import *
from services.approvals.visit_events import *
from shared.facts import Facts, heard_fact


@heard_fact("reception", "DelegationDeparted")
class DelegationDeparted:
    visit_id: UUID
    departed_on: date


facts = Facts("approvals", __name__, TRAVEL)
