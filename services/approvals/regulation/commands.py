"""What may be asked of the register of policies, laws and regulations, and of the rule sets drawn from them."""

from datetime import date
from typing import Literal
from uuid import UUID

from services.approvals.rules.rule_set import Citation as Citation
from services.approvals.rules.rule_set import RuleSet
from services.approvals.values import Label
from shared.values import value

RegulationKind = Literal["law", "regulation", "policy", "local"]


@value
class AdoptRegulation:
    """Enter a text that the office works by. `reference`: the text itself, or where it is kept."""

    regulation_id: UUID
    kind: RegulationKind
    title: Label
    issuer: str
    number: str
    issued_on: date
    effective_on: date
    reference: str


@value
class AmendRegulation:
    """Another text changes it from a day on."""

    regulation_id: UUID
    number: str
    effective_on: date
    change: str


@value
class RepealRegulation:
    regulation_id: UUID
    repealed_on: date
    reason: str


@value
class AdoptRuleSet:
    """Values that hold from `rules.effective_from` on, each citing its text. `rule_set` is `office`."""

    rule_set: Literal["office"]
    rules: RuleSet


@value
class RepealRuleSet:
    """Take back a set that does not hold yet."""

    rule_set: Literal["office"]
    effective_from: date
    reason: str


RegulationCommand = AdoptRegulation | AmendRegulation | RepealRegulation
RuleSetCommand = AdoptRuleSet | RepealRuleSet
