"""What only those need who help, the others read as null."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.consular import crisis_queries, queries
from services.consular.policy import POLICY
from services.consular.service import CONSULAR
from shared.facts import Encoded
from shared.policy import shown
from shared.values import encode
from tests.consular import crisis_examples as c
from tests.consular import examples as e
from tests.keys import OpenKeys
from tests.scenario import actor

AUDITOR = actor("wen", "auditor")
SEEN = replace(c.ENGINEER, words="手臂骨折", whereabouts="市立医院")
ASKED = {
    "get_stay": (queries.get_stay, queries.StayById(stay_id=e.STAY)),
    "search_people": (queries.search_people, queries.PeopleByName(name="z")),
    "get_case": (queries.get_case, queries.CaseById(case_id=e.CASE)),
    "stays_under_alert": (queries.list_stays_under_alert, queries.StaysUnderAlert(alert_id=e.ALERT)),
    "list_stays": (queries.list_stays, queries.StaysBy()),
    "list_cases": (queries.list_cases, queries.CasesBy()),
    "list_roster": (crisis_queries.list_roster, crisis_queries.RosterBy(crisis_id=c.CRISIS)),
    "search_roster": (crisis_queries.search_roster, crisis_queries.RosterByName(crisis_id=c.CRISIS, name="z")),
    "get_entry": (crisis_queries.get_entry, crisis_queries.EntryById(entry_id=c.FIRST)),
    "list_doubles": (crisis_queries.list_doubles, crisis_queries.DoublesOf(crisis_id=c.CRISIS)),
}


@pytest.mark.parametrize("method", ASKED)
def test_an_auditor_sees_that_something_was_done_and_no_more(read_store: Callable[[Any], Any], method: str) -> None:
    """No phone, no kin, no number of a document, no birth date, not what happened, not what was noted."""
    store = read_store(CONSULAR)
    today = queries.count_abroad(store.read, queries.AbroadIn(country="GR"))["on"]
    here = replace(e.registered, starts_on=today - timedelta(days=1), ends_on=None)
    told = replace(c.checked_in, entry_id=c.FIRST, person=SEEN, reporter=c.CALLER, match="in_doubt", alike=(c.FIRST,))
    store.project(e.alerted, here, *e.CLOSED, *c.RUNNING, told)
    ask, question = ASKED[method]
    answer = encode(ask(store.read, question))
    secrets = (e.STUDENT.phone, e.STUDENT.document_number, encode(e.STUDENT.birth_date), e.MOTHER.phone,
               e.received.what_happened, e.resolved.text, e.registered.people[0].phone, SEEN.phone, SEEN.words,
               SEEN.whereabouts, SEEN.document_number, encode(SEEN.birth_date), c.CALLER.phone)  # fmt: skip
    seen = str(shown(POLICY[method], AUDITOR, answer))
    assert [secret for secret in secrets if secret and str(secret) in seen] == []
    assert shown(POLICY[method], e.DUTY, answer) == answer


def test_a_registration_from_before_units_were_written_down_is_no_units() -> None:
    """Only officers, who act for every unit, keep it up to date."""
    facts = CONSULAR.facts.under(OpenKeys())
    stored = facts.encode(e.registered, "stay-1")
    data = {name: value for name, value in stored.data.items() if name != "unit"}
    assert replace(e.registered, unit="") == facts.decode(
        None, Encoded(stored.stream, stored.name, 1, data, stored.personal)
    )
