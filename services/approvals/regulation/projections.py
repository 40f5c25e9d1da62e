"""Facts about regulations and rule sets into read tables."""

import json
from typing import Any

from services.approvals.regulation import events as fact
from shared.values import encode

Statement = tuple[str, dict[str, Any]]

REGULATION = """
INSERT INTO regulations (regulation_id, kind, number, title_zh, title_en, issuer, issued_on, effective_on, reference)
VALUES (%(regulation_id)s, %(kind)s, %(number)s, %(title_zh)s, %(title_en)s, %(issuer)s, %(issued_on)s,
    %(effective_on)s, %(reference)s)
"""
CHANGE = """
INSERT INTO regulation_changes (regulation_id, number, effective_on, change)
VALUES (%(regulation_id)s, %(number)s, %(effective_on)s, %(change)s)
"""
REPEALED = """
UPDATE regulations SET repealed_on = %(repealed_on)s, repeal_reason = %(reason)s WHERE regulation_id = %(regulation_id)s
"""
RULE_SET = """
INSERT INTO rule_sets (effective_from, rules, adopted_by, adopted_at)
VALUES (%(effective_from)s, %(rules)s, %(by)s, %(at)s)
"""
CITATION = """
INSERT INTO rule_citations (effective_from, field, number, article)
VALUES (%(effective_from)s, %(field)s, %(number)s, %(article)s)
"""
NO_RULE_SET = "DELETE FROM rule_sets WHERE effective_from = %(effective_from)s"
NO_CITATIONS = "DELETE FROM rule_citations WHERE effective_from = %(effective_from)s"


def project(happened: Any) -> list[Statement]:
    match happened:
        case fact.RegulationAdopted():
            return [(REGULATION, {**vars(happened), "title_zh": happened.title.zh, "title_en": happened.title.en})]
        case fact.RegulationAmended():
            return [(CHANGE, vars(happened))]
        case fact.RegulationRepealed():
            return [(REPEALED, vars(happened))]
        case fact.RuleSetAdopted():
            return adopted(happened)
        case fact.RuleSetRepealed():
            return [(NO_RULE_SET, vars(happened)), (NO_CITATIONS, vars(happened))]
        case _:
            return []


def adopted(happened: fact.RuleSetAdopted) -> list[Statement]:
    day = happened.rules.effective_from
    rules = json.dumps(encode(happened.rules), ensure_ascii=False)
    row = {"effective_from": day, "rules": rules, "by": happened.by, "at": happened.at}
    cited = [(CITATION, {"effective_from": day, **vars(citation)}) for citation in happened.rules.citations]
    return [(RULE_SET, row), *cited]
