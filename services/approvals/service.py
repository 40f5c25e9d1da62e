"""The approvals counter."""

from pathlib import Path

from services.approvals import schemas
from services.approvals.answers_service import AnswersCounter
from services.approvals.authority_book import AUTHORITY
from services.approvals.authority_queries import may_ask
from services.approvals.authority_service import AuthorityCounter
from services.approvals.check_service import CheckCounter
from services.approvals.circular import CIRCULAR
from services.approvals.circular_service import CircularCounter
from services.approvals.conference import CONFERENCE
from services.approvals.conference_service import ConferenceCounter
from services.approvals.deputy import DEPUTY, by_appointment
from services.approvals.destination import DESTINATION
from services.approvals.document_copy import KEY
from services.approvals.document_seal import public_key_of
from services.approvals.document_service import DocumentCounter
from services.approvals.events import facts
from services.approvals.invitation import INVITATION
from services.approvals.invitation_service import InvitationCounter
from services.approvals.inviter import INVITER
from services.approvals.plan import PLAN
from services.approvals.plan_service import PlanCounter
from services.approvals.policies import react, refused
from services.approvals.policy import POLICY
from services.approvals.projections import project
from services.approvals.quota import QUOTA
from services.approvals.refusal import REFUSALS
from services.approvals.register import REGISTER
from services.approvals.regulation import REGULATION
from services.approvals.regulation_service import RegulationCounter
from services.approvals.rule_book import RULE_BOOK
from services.approvals.trip import TRIPS
from services.approvals.unit import UNIT
from services.approvals.visit import VISIT
from services.approvals.visit_service import VisitCounter
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
