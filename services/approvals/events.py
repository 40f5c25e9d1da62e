"""What happened, as approvals tells and remembers it, by subject, and what it hears from others."""

from datetime import date
from uuid import UUID

from services.approvals.application_values import *
from services.approvals.authority_events import *
from services.approvals.circular_events import *
from services.approvals.conference_events import *
from services.approvals.conference_values import *
from services.approvals.deputy_events import *
from services.approvals.destination_events import *
from services.approvals.document_events import *
from services.approvals.document_values import *
from services.approvals.invitation_events import *
from services.approvals.invitation_stay_events import *
from services.approvals.invitation_values import *
from services.approvals.inviter_events import *
from services.approvals.plan_events import *
from services.approvals.regulation_events import *
from services.approvals.trip_events import *
from services.approvals.values import *
from services.approvals.visit_change_events import *
from services.approvals.visit_consult_events import *
from services.approvals.visit_events import *
from services.approvals.visit_journey_events import *
from shared.facts import Facts, heard_fact


@heard_fact("reception", "DelegationArrived")
class DelegationArrived:
    visit_id: UUID
    arrived_on: date


@heard_fact("reception", "DelegationDeparted")
class DelegationDeparted:
    visit_id: UUID
    departed_on: date


facts = Facts("approvals", __name__, TRAVEL)
