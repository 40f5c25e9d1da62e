"""What approvals may be asked to do, by subject."""

from services.approvals.application_values import *
from services.approvals.authority.commands import *
from services.approvals.authority.deputy_commands import *
from services.approvals.circular.commands import *
from services.approvals.conference.commands import *
from services.approvals.conference.values import *
from services.approvals.destination.commands import *
from services.approvals.document.commands import *
from services.approvals.document.values import *
from services.approvals.invitation.commands import *
from services.approvals.invitation.inviter_commands import *
from services.approvals.invitation.values import *
from services.approvals.plan.commands import *
from services.approvals.refusal.commands import *
from services.approvals.regulation.commands import *
from services.approvals.trip.commands import *
from services.approvals.values import *
from services.approvals.visit.change_commands import *
from services.approvals.visit.commands import *
from services.approvals.visit.consult_commands import *
from services.approvals.visit.journey_commands import *
