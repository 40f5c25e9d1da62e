"""The register of regulations and the rule sets as answers, and the set that judges a case."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from services.approvals.regulation.commands import RegulationKind
from services.approvals.regulation.rule_book import RuleBook
from services.approvals.rules.rule_set import RULE_SETS, SHIPPED, RuleSet
from shared.errors import NotFound
from shared.service import Read
from shared.times import local_date, now
from shared.values import POSITIVE, decoder, encode, value

Limit = Annotated[int, POSITIVE]


@value
class Regulations:
    """Those in force on a day, today if it is left out; of a kind; those that have the words in number or title."""

    on: date | None = None
    kind: RegulationKind | None = None
    words: str | None = None
    limit: Limit = 100


@value
class RegulationById:
    regulation_id: UUID


@value
class RuleSets:
    """All sets, those that come with the service and those adopted, the earliest first."""


IN_FORCE = """
SELECT regulation_id, kind, number, title_zh, title_en, issuer, issued_on, effective_on, repealed_on FROM regulations
WHERE effective_on <= %(on)s AND (repealed_on IS NULL OR repealed_on > %(on)s)
  AND (%(kind)s::text IS NULL OR kind = %(kind)s)
  AND (%(words)s::text IS NULL OR position(lower(%(words)s) IN lower(concat_ws(' ', number, title_zh, title_en))) > 0)
ORDER BY effective_on DESC, number LIMIT %(limit)s
"""
REGULATION = "SELECT * FROM regulations WHERE regulation_id = %(regulation_id)s"
CHANGES = """
SELECT number, effective_on, change FROM regulation_changes WHERE regulation_id = %(regulation_id)s
ORDER BY effective_on, number
"""
CITED_BY = """
SELECT c.effective_from, c.field, c.article FROM rule_citations c JOIN regulations r ON r.number = c.number
WHERE r.regulation_id = %(regulation_id)s ORDER BY c.effective_from, c.field
"""
ADOPTED = "SELECT effective_from, rules, adopted_by, adopted_at FROM rule_sets ORDER BY effective_from"
ADOPTED_ON = "SELECT rules FROM rule_sets WHERE effective_from <= %(on)s ORDER BY effective_from DESC LIMIT 1"
decode_rules: Callable[[Any], RuleSet] = decoder(RuleSet)


def rules_on(read: Read, on: date) -> RuleSet:
    """The set in force on a day: the latest, of those adopted and those that come with the service."""
    adopted = [decode_rules(row["rules"]) for row in read(ADOPTED_ON, {"on": on})]
    return RuleBook({rules.effective_from: rules for rules in adopted}).on(on, RULE_SETS)


def list_regulations(read: Read, question: Regulations) -> dict[str, Any]:
    on = question.on or local_date(now())
    return {"on": on, "regulations": read(IN_FORCE, {**vars(question), "on": on})}


def get_regulation(read: Read, question: RegulationById) -> dict[str, Any]:
    """A text with what changed it, and the values that cite it."""
    found = read(REGULATION, vars(question))
    if not found:
        raise NotFound.thing("regulation", question.regulation_id)
    return {**found[0], "changes": read(CHANGES, vars(question)), "cited_by": read(CITED_BY, vars(question))}


def list_rule_sets(read: Read, _: RuleSets) -> dict[str, Any]:
    """Each with its values and the text that each value cites, and what is cited where a set says nothing."""
    built_in = [{"rules": encode(rules), "adopted_by": None, "adopted_at": None} for rules in RULE_SETS]
    in_order = sorted([*built_in, *read(ADOPTED, {})], key=lambda item: str(item["rules"]["effective_from"]))
    return {"rule_sets": in_order, "cited_else": encode(tuple(SHIPPED.values()))}
