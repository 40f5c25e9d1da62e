"""The read store: what officers find there after the facts of the drawer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.consular import queries
from services.consular.names import bounds, keys, searchable
from services.consular.service import CONSULAR
from services.consular.values import Label, Name, Stage, Whereabouts
from shared.errors import NotFound
from tests.consular import examples as e
from tests.scenario import MOMENT


@pytest.fixture
def store(read_store: Callable[[Any], Any]) -> Any:
    return read_store(CONSULAR)


def abroad(store: Any, on: date, region: str | None = None) -> tuple[int, int]:
    """How many people are in Greece that day, official and voluntary."""
    answer = queries.count_abroad(store.read, queries.AbroadIn(country="GR", region=region, on=on))
    return answer["official"]["people"], answer["voluntary"]["people"]


def found(store: Any, name: str, country: str | None = None) -> list[str]:
    """Who is found by that beginning of a name."""
    answer = queries.search_people(store.read, queries.PeopleByName(name=name, country=country))
    return [f"{person['name_en']} {person['source']}" for person in answer["people"]]


def test_every_fact_is_accepted(store: Any) -> None:
    """Heard facts too, though they change nothing here."""
    store.project(*e.PRIVATE.values(), *e.PUBLIC.values(), *e.HEARD.values())
    assert len(store.read("SELECT case_id FROM cases")) == 1


def test_facts_projected_twice_change_no_row_but_the_notes(store: Any) -> None:
    """Upserts by key."""
    facts = (e.opened, e.registered, e.received, e.joined, e.handed, e.city_due, e.alerted)
    store.project(*facts, *facts)
    for table, rows in {"stays": 2, "people": 2, "cases": 1, "case_reporters": 2, "hand_offs": 1, "alerts": 1}.items():
        assert rows == len(store.read(f"SELECT * FROM {table}"))


def test_a_party_is_counted_where_it_is_that_day(store: Any) -> None:
    """Once on the day it moves from Athens to Tripoli; from there on in the Peloponnese."""
    store.project(e.opened)
    assert abroad(store, date(2026, 11, 21)) == (0, 0)
    assert abroad(store, date(2026, 11, 23)) == (5, 0)
    assert abroad(store, date(2026, 11, 23), "attica") == (5, 0)
    assert abroad(store, date(2026, 11, 24), "Peloponnese") == (5, 0)
    assert abroad(store, date(2026, 11, 24), "Attica") == (0, 0)
    assert abroad(store, date(2026, 11, 27)) == (0, 0)


def test_a_party_that_is_late_is_still_there(store: Any) -> None:
    """Until its return is noted; after an early return it is gone."""
    store.project(e.opened, e.left)
    assert abroad(store, date(2026, 11, 30), "Peloponnese") == (5, 0)
    assert abroad(store, date(2026, 11, 30), "Attica") == (0, 0)
    store.project(replace(e.back, came_on=date(2026, 11, 25)))
    assert abroad(store, date(2026, 11, 25)) == (5, 0)
    assert abroad(store, date(2026, 11, 26)) == (0, 0)


def test_an_amended_party_replaces_its_former_self(store: Any) -> None:
    """Four travellers, new paper, same status; cancelled it is gone, amended again it is back."""
    store.project(e.opened, e.left, e.changed)
    stay = queries.get_stay(store.read, queries.StayById(stay_id=e.STAY_OF_VISIT))
    assert (4, e.LATER_PARTY.document, "abroad", 2) == (
        stay["party"],
        stay["document"],
        stay["status"],
        len(stay["places"]),
    )
    store.project(e.cancelled)
    assert abroad(store, date(2026, 11, 24)) == (0, 0)
    store.project(e.changed)
    assert abroad(store, date(2026, 11, 24)) == (4, 0)


def test_official_and_voluntary_stays_are_counted_apart(store: Any) -> None:
    """With the parties listed."""
    company = replace(
        e.registered,
        stay_id=UUID(int=8),
        kind="institution",
        people=(),
        institution=Label(zh="贵州建工希腊分公司", en="Guizhou Construction Greece"),
        headcount=40,
    )
    store.project(e.opened, e.registered, company)
    answer = queries.count_abroad(store.read, queries.AbroadIn(country="GR", on=date(2026, 11, 24)))
    assert answer["official"] == {"stays": 1, "people": 5}
    assert answer["voluntary"] == {"stays": 2, "people": 41}
    assert [party["stay_id"] for party in answer["parties"]] == [e.STAY_OF_VISIT]


def test_a_registered_person_is_found_in_either_script(store: Any) -> None:
    """By the beginning of the name, family name first or last, whatever the case."""
    store.project(e.registered)
    for name in ("张", "张伟林", "zhang", "ZHANG, Wei", "weilin zh", "Zhāng Wěilín"):
        assert found(store, name) == ["Zhang Weilin registered"]
    assert found(store, "伟林") == []
    assert found(store, "zhang", "GR") == ["Zhang Weilin registered"]
    assert found(store, "zhang", "IT") == []


def test_a_person_who_is_not_registered_is_found_once_reported(store: Any) -> None:
    """With the state of the case."""
    store.project(e.registered, e.received, e.joined)
    answer = queries.search_people(store.read, queries.PeopleByName(name="王小"))
    [person] = answer["people"]
    expected = ("reported", e.CASE, "missing", "received", 2)
    assert expected == tuple(person[key] for key in ("source", "file_id", "kind", "stage", "reports"))


def test_a_withdrawn_registration_leaves_no_trace_of_the_person(store: Any) -> None:
    """C2: the row remains, the data goes."""
    store.project(e.registered, e.withdrawn)
    assert found(store, "zhang") == []
    stay = queries.get_stay(store.read, queries.StayById(stay_id=e.STAY))
    assert (stay["status"], stay["people"], stay["places"]) == ("withdrawn", [], [])
    assert store.read("SELECT * FROM name_keys") == []


def test_an_updated_registration_is_found_at_its_new_place(store: Any) -> None:
    """And nowhere else."""
    store.project(e.registered, e.updated)
    assert abroad(store, date(2026, 11, 24), "Attica") == (0, 1)
    assert abroad(store, date(2026, 11, 24), "Peloponnese") == (0, 0)
    assert found(store, "张伟林") == ["Zhang Weilin registered"]


def test_stays_are_listed_by_country_kind_and_state(store: Any) -> None:
    """An empty list is an answer."""
    store.project(e.opened, e.left, e.registered)
    asked = {
        queries.StaysBy(): 2,
        queries.StaysBy(country="GR", kind="official"): 1,
        queries.StaysBy(status=Whereabouts.ABROAD): 1,
        queries.StaysBy(status=Whereabouts.HOME): 0,
        queries.StaysBy(country="IT"): 0,
        queries.StaysBy(limit=1): 1,
    }
    assert asked == {question: len(queries.list_stays(store.read, question)["stays"]) for question in asked}


def test_a_case_shows_its_whole_course(store: Any) -> None:
    """Reporters, hand-offs, reports up and notes, in order."""
    store.project(*e.HANDED[:2], e.city_due, e.joined, *e.HANDED[2:], e.told_city, e.acknowledged, e.answered)
    case = queries.get_case(store.read, queries.CaseById(case_id=e.CASE))
    assert (case["stage"], case["family"], case["reports"]) == ("in_progress", "reached", 2)
    assert e.STUDENT.name.zh == case["person"]["name"]["zh"]
    assert [e.MOTHER.name.zh, e.UNCLE.name.zh] == [each["reporter"]["name"]["zh"] for each in case["reporters"]]
    assert [each["receipt"] for each in case["hand_offs"]] == ["希领〔2026〕88号"]
    assert [(each["reported_at"], each["late"]) for each in case["reports_up"]] == [(MOMENT, False)]
    expected = ["DistressReceived", "IdentityChecked", "CaseTriaged", "CaseAccepted", "FamilyContacted", "HandedOver"]
    assert [*expected, "ReportedUp", "HandOffAcknowledged", "HandOffAnswered"] == [
        note["what"] for note in case["notes"]
    ]


@pytest.mark.parametrize(
    "facts",
    [
        (e.received,),
        e.IN_HAND,
        (*e.IN_HAND, e.noted),
        (*e.IN_HAND, e.family, e.noted),
        e.HANDED,
        (*e.HANDED, e.noted),
        (*e.HANDED, replace(e.handed, hand_off_id=UUID(int=9)), e.answered),
        (*e.HANDED, e.taken_back),
        (*e.IN_HAND[:4], e.redirected),
        (*e.IN_HAND[:4], e.redirected, e.reopened),
        e.FOLLOWED,
        (*e.IN_HAND, e.graver),
        e.CLOSED,
        (*e.CLOSED, e.reopened),
        (*e.IN_HAND, e.merged),
    ],
)
def test_the_read_store_says_what_the_case_remembers(store: Any, facts: tuple[Any, ...]) -> None:
    """Stage, level and outcome are the same in both."""
    store.project(*facts)
    case = queries.get_case(store.read, queries.CaseById(case_id=e.CASE))
    state = CONSULAR.aggregates[1].fold(facts)
    assert state is not None
    assert (state.stage, state.level, state.outcome) == (case["stage"], case["level"], case["outcome"] or "")


def test_a_closed_case_is_no_longer_in_distress(store: Any) -> None:
    """The person is found with how it ended."""
    store.project(*e.CLOSED, e.released)
    [person] = queries.search_people(store.read, queries.PeopleByName(name="wang xiaoming"))["people"]
    assert person["status"] == "found"
    [case] = queries.list_cases(store.read, queries.CasesBy())["cases"]
    assert (case["stage"], case["outcome"], case["released"]) == ("closed", "found", True)


def test_cases_are_listed_without_personal_data(store: Any) -> None:
    """By state, level and country."""
    store.project(*e.IN_HAND)
    asked = {
        queries.CasesBy(): 1,
        queries.CasesBy(stage=Stage.ACCEPTED, level="IV", country="GR"): 1,
        queries.CasesBy(stage=Stage.CLOSED): 0,
        queries.CasesBy(level="I"): 0,
        queries.CasesBy(country="IT"): 0,
    }
    assert asked == {question: len(queries.list_cases(store.read, question)["cases"]) for question in asked}
    [case] = queries.list_cases(store.read, queries.CasesBy())["cases"]
    assert not {"person", "what_happened"} & set(case)


def test_a_missed_report_up_is_marked(store: Any) -> None:
    """And stays so when it is made late."""
    store.project(e.received, e.city_due, e.city_passed)
    read = "SELECT receiver, late, reported_at FROM reports_up"
    assert store.read(read) == [{"receiver": "city", "late": True, "reported_at": None}]
    store.project(replace(e.told_city, late=True, at=MOMENT + timedelta(hours=3)))
    [row] = store.read(read)
    assert (True, MOMENT + timedelta(hours=3)) == (row["late"], row["reported_at"])


def test_overdue_hand_offs_are_listed_until_answered(store: Any) -> None:
    """With their owner and clock."""
    store.project(*e.HANDED)
    ask = queries.HandOffsOverdue(country="GR")
    assert queries.list_overdue_hand_offs(store.read, ask)["hand_offs"] == []
    store.project(e.overdue)
    [hand_off] = queries.list_overdue_hand_offs(store.read, ask)["hand_offs"]
    assert (e.MISSION.en, e.handed.due_at) == (hand_off["owner_en"], hand_off["due_at"])
    assert queries.list_overdue_hand_offs(store.read, queries.HandOffsOverdue(country="IT"))["hand_offs"] == []
    store.project(e.answered)
    assert queries.list_overdue_hand_offs(store.read, ask)["hand_offs"] == []


def test_alerts_in_force_are_listed_the_gravest_first(store: Any) -> None:
    """On a day, in a country or region; not when lifted or expired."""
    blue = replace(e.alerted, alert_id=UUID(int=11), colour="blue", region="Attica", valid_until=None)
    red = replace(e.alerted, alert_id=UUID(int=12), colour="red", region="Crete", valid_until=None)
    store.project(blue, e.alerted, red)

    def regions(**asked: Any) -> list[str]:
        question = queries.AlertsInForce(**{"country": "GR", "on": date(2026, 11, 24), **asked})
        return [alert["region"] for alert in queries.list_alerts_in_force(store.read, question)["alerts"]]

    assert regions() == ["Crete", "Peloponnese", "Attica"]
    assert regions(on=date(2026, 11, 30)) == ["Crete", "Peloponnese", "Attica"]
    assert regions(on=date(2026, 12, 1)) == ["Crete", "Attica"]
    assert regions(on=date(2026, 11, 22)) == []
    assert regions(region="peloponnese") == ["Peloponnese"]
    assert regions(country="IT") == []
    store.project(replace(e.lifted, alert_id=UUID(int=12)))
    assert regions() == ["Peloponnese", "Attica"]


def test_a_changed_alert_shows_how_it_now_stands(store: Any) -> None:
    """With how often it changed."""
    store.project(e.alerted, e.alert_changed, replace(e.alerted, colour="red"))
    assert store.read("SELECT colour, changes FROM alerts") == [{"colour": "red", "changes": 1}]


def test_who_is_under_an_alert_and_how_to_reach_them(store: Any) -> None:
    """Contacts only of those who agreed to share them."""
    today = queries.count_abroad(store.read, queries.AbroadIn(country="GR"))["on"]
    here = replace(e.registered, starts_on=today - timedelta(days=1), ends_on=None)
    shy = replace(here, stay_id=UUID(int=21), may_share=False)
    store.project(e.alerted, here, shy)
    answer = queries.list_stays_under_alert(store.read, queries.StaysUnderAlert(alert_id=e.ALERT))
    assert {e.STAY, UUID(int=21)} == {stay["stay_id"] for stay in answer["stays"]}
    assert [contact["stay_id"] for contact in answer["contacts"]] == [e.STAY]


def test_an_official_stay_shows_its_members_cases(store: Any) -> None:
    """A citizen in distress while the team is there."""
    store.project(e.opened, replace(e.received, stay_id=e.STAY_OF_VISIT, visit_id=e.VISIT))
    stay = queries.get_stay(store.read, queries.StayById(stay_id=e.STAY_OF_VISIT))
    assert [case["case_id"] for case in stay["cases"]] == [e.CASE]


def test_what_is_missing_is_not_found(store: Any) -> None:
    """By its kind and id."""
    for ask, question in (
        (queries.get_stay, queries.StayById(stay_id=e.STAY)),
        (queries.get_case, queries.CaseById(case_id=e.CASE)),
        (queries.list_stays_under_alert, queries.StaysUnderAlert(alert_id=e.ALERT)),
    ):
        with pytest.raises(NotFound):
            ask(store.read, question)  # type: ignore[operator]


def test_the_search_of_names_can_use_its_index(store: Any) -> None:
    """Whatever the database's collation, and under a plan made without knowing the name."""
    store.project(e.registered)
    store.read(
        "SELECT set_config('enable_seqscan', 'off', false), set_config('plan_cache_mode', 'force_generic_plan', false)"
    )
    plan = store.read(f"EXPLAIN {queries.SEARCH_PEOPLE}", vars(queries.PeopleByName(name="z")) | bounds("zhang"))
    assert any("name_keys_by_key" in line["QUERY PLAN"] for line in plan)


def test_names_are_searched_without_marks_and_order() -> None:
    """One spelling for all."""
    assert searchable("ZHĀNG, Wěi-lín") == "zhangweilin"
    assert keys("张伟林", "Zhang Weilin") == ("=aeghiilnnwz", "weilinzhang", "zhangweilin", "张伟林")
    assert {"madonna", "maidangna", "麦当娜"} < set(keys("麦当娜", "Madonna"))


def test_reading_back_what_a_crisis_writes(store: Any) -> None:
    """A thousand check-ins in one batch, each found by name."""
    many = [
        replace(
            e.registered,
            stay_id=UUID(int=10_000 + number),
            people=(replace(e.ENGINEER, name=Name(zh=f"张{number}", en=f"Zhang N{number}")),),
        )
        for number in range(1000)
    ]
    store.project(*many)
    assert abroad(store, date(2026, 11, 24)) == (0, 1000)
    assert found(store, "zhang n777") == ["Zhang N777 registered"]
