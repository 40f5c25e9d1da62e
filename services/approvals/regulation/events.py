"""What happened to the register of regulations and to the rule sets."""

from datetime import date, datetime
from uuid import UUID

from services.approvals.regulation.commands import RegulationKind
from services.approvals.rules.rule_set import RuleSet
from services.approvals.values import Label
from shared.facts import fact


@fact("RegulationAdopted")
class RegulationAdopted:
    regulation_id: UUID
    kind: RegulationKind
    title: Label
    issuer: str
    number: str
    issued_on: date
    effective_on: date
    reference: str
    by: str
    at: datetime


@fact("RegulationAmended")
class RegulationAmended:
    regulation_id: UUID
    number: str
    effective_on: date
    change: str
    by: str
    at: datetime


@fact("RegulationRepealed")
class RegulationRepealed:
    regulation_id: UUID
    repealed_on: date
    reason: str
    by: str
    at: datetime


@fact("RuleSetAdopted")
class RuleSetAdopted:
    rule_set: str
    rules: RuleSet
    by: str
    at: datetime


@fact("RuleSetRepealed")
class RuleSetRepealed:
    rule_set: str
    effective_from: date
    reason: str
    by: str
    at: datetime
