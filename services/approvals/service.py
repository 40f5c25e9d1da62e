"""The approvals counter."""

from pathlib import Path

from services.approvals import schemas
from services.approvals.answers.service import AnswersCounter
from services.approvals.authority.book import AUTHORITY
from services.approvals.authority.deputy import DEPUTY, by_appointment
from services.approvals.authority.queries import may_ask
from services.approvals.authority.service import AuthorityCounter
from services.approvals.check.service import CheckCounter
from services.approvals.circular.circular import CIRCULAR
from services.approvals.circular.service import CircularCounter
from services.approvals.conference.conference import CONFERENCE
from services.approvals.conference.service import ConferenceCounter
from services.approvals.destination.destination import DESTINATION
from services.approvals.document.copy import KEY
from services.approvals.document.register import REGISTER
from services.approvals.document.seal import public_key_of
from services.approvals.document.service import DocumentCounter
from services.approvals.events import facts
from services.approvals.invitation.invitation import INVITATION
from services.approvals.invitation.inviter import INVITER
from services.approvals.invitation.service import InvitationCounter
from services.approvals.plan.plan import PLAN
from services.approvals.plan.quota import QUOTA
from services.approvals.plan.service import PlanCounter
from services.approvals.policies import react, refused
from services.approvals.policy import POLICY
from services.approvals.projections import project
from services.approvals.refusal.refusal import REFUSALS
from services.approvals.regulation.regulation import REGULATION
from services.approvals.regulation.rule_book import RULE_BOOK
from services.approvals.regulation.service import RegulationCounter
from services.approvals.trip.trip import TRIPS
from services.approvals.unit import UNIT
from services.approvals.visit.service import VisitCounter
from services.approvals.visit.visit import VISIT
from shared.counter import Counter, Desk
from shared.service import Service

APPROVALS = Service(
    name="approvals",
    facts=facts,
    aggregates=tuple(
        by_appointment(aggregate)
        for aggregate in (
            VISIT,
            PLAN,
            QUOTA,
            UNIT,
            INVITATION,
            INVITER,
            CONFERENCE,
            REGULATION,
            RULE_BOOK,
            AUTHORITY,
            DEPUTY,
            TRIPS,
            CIRCULAR,
            DESTINATION,
            REGISTER,
            REFUSALS,
        )
    ),
    react=react,
    refused=refused,
    may_ask=may_ask,
    project=project,
    told=schemas.TOLD,
    heard=schemas.HEARD,
    home=Path(__file__).parent,
    settings={KEY: public_key_of},
)


class Approvals(
    VisitCounter,
    AnswersCounter,
    CheckCounter,
    DocumentCounter,
    InvitationCounter,
    ConferenceCounter,
    PlanCounter,
    RegulationCounter,
    AuthorityCounter,
    CircularCounter,
    Counter,
):
    name = "approvals"
    desk = Desk(APPROVALS)
    policy = POLICY
