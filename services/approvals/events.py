"""What happened, as approvals tells and remembers it, by subject, and what it hears from others."""

from datetime import date
from uuid import UUID

from services.approvals.application_values import *
from services.approvals.authority.deputy_events import *
from services.approvals.authority.events import *
from services.approvals.circular.events import *
from services.approvals.conference.events import *
from services.approvals.conference.values import *
from services.approvals.destination.events import *
from services.approvals.document.events import *
from services.approvals.document.values import *
from services.approvals.invitation.events import *
from services.approvals.invitation.inviter_events import *
from services.approvals.invitation.stay_events import *
from services.approvals.invitation.values import *
from services.approvals.plan.events import *
from services.approvals.refusal.events import *
from services.approvals.regulation.events import *
from services.approvals.trip.events import *
from services.approvals.values import *
from services.approvals.visit.change_events import *
from services.approvals.visit.consult_events import *
from services.approvals.visit.events import *
from services.approvals.visit.journey_events import *
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
