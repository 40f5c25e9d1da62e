"""What approvals may be asked to do, by subject."""

from services.approvals.application_values import *
from services.approvals.authority_commands import *
from services.approvals.circular_commands import *
from services.approvals.conference_commands import *
from services.approvals.conference_values import *
from services.approvals.deputy_commands import *
from services.approvals.destination_commands import *
from services.approvals.document_commands import *
from services.approvals.document_values import *
from services.approvals.invitation_commands import *
from services.approvals.invitation_values import *
from services.approvals.inviter_commands import *
from services.approvals.plan_commands import *
from services.approvals.regulation_commands import *
from services.approvals.trip_commands import *
from services.approvals.values import *
from services.approvals.visit_change_commands import *
from services.approvals.visit_commands import *
from services.approvals.visit_consult_commands import *
from services.approvals.visit_journey_commands import *
