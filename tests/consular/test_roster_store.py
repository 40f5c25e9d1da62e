"""The roster in the read store: who stands in it, its counts, its search, and what a check-in is held against."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.consular import crisis_queries as ask
from services.consular.crisis_values import PersonState, Sighted, Spelling
from services.consular.names import bounds
from services.consular.service import CONSULAR
from services.consular.values import Name, Resident
from shared.errors import NotFound
from shared.ids import derived_id
from shared.personal import ERASED
from tests.consular import crisis_examples as c
from tests.consular import examples as e

PERSON = derived_id("resident", 1)
RESIDENT = Resident(
    name=Name(zh="张伟林", en="Zhang Weilin"),
    phone="+86 138 0000 1111",
    birth_date=date(1990, 3, 4),
    document_number="E11112222",
    person_id=PERSON,
)
SECOND_RESIDENT = Resident(name=Name(zh="李雪", en="Li Xue"), person_id=derived_id("resident", 2))
GROUP = replace(e.registered, people=(RESIDENT, SECOND_RESIDENT), headcount=2, ends_on=None)
STRANGER = Sighted(name=Spelling(zh="王小明"), phone="+86 137 0000 3333", person_id=c.STRANGER)
ENTERED = replace(c.checked_in, check_in_id=c.SECOND, entry_id=c.SECOND, match="entered", person=STRANGER)


@pytest.fixture
def store(read_store: Callable[[Any], Any]) -> Any:
    return read_store(CONSULAR)


def roster(store: Any) -> list[dict[str, Any]]:
    return ask.list_roster(store.read, ask.RosterBy(crisis_id=c.CRISIS))["entries"]


def entry_of(store: Any, name: str) -> UUID:
    return search(store, name)[0]["entry_id"]


def search(store: Any, name: str) -> list[dict[str, Any]]:
    return ask.search_roster(store.read, ask.RosterByName(crisis_id=c.CRISIS, name=name))["entries"]


def counts(store: Any) -> dict[str, int]:
    """States that somebody is in; who is in doubt under "in_doubt". What is counted is what a walk would find."""
    found = ask.get_crisis(store.read, ask.CrisisById(crisis_id=c.CRISIS))
    walked = store.read(
        "SELECT state, in_doubt, count(*) AS people FROM roster WHERE merged_into IS NULL GROUP BY 1, 2 ORDER BY 1, 2"
    )
    counted = store.read("SELECT state, in_doubt, people FROM roster_counts WHERE people <> 0 ORDER BY 1, 2")
    assert walked == counted
    assert found["people"] == sum(found["counts"].values())
    return {state: people for state, people in (found["counts"] | {"in_doubt": found["in_doubt"]}).items() if people}


def found_by(store: Any, entry_id: UUID, **more: Any) -> Any:
    return replace(c.checked_in, entry_id=entry_id, **more)


def test_who_is_in_the_place_stands_in_the_roster(store: Any) -> None:
    """By name where the register has one, and otherwise counted; not who is elsewhere, gone, or yet to come."""
    gone = replace(GROUP, stay_id=derived_id("gone"), people=(e.ENGINEER,), headcount=1, ends_on=date(2026, 11, 1))
    elsewhere = replace(gone, stay_id=derived_id("elsewhere"), place=e.updated.place, ends_on=None)
    to_come = replace(elsewhere, stay_id=derived_id("to come"), place=GROUP.place, starts_on=date(2026, 11, 24))
    store.project(GROUP, gone, elsewhere, to_come, e.opened, *c.RUNNING)
    assert {"unaccounted": 2 + e.PARTY.party} == counts(store)
    assert {"张伟林", "李雪", None} == {entry["name_zh"] for entry in roster(store)}


def test_a_crisis_of_a_country_concerns_all_of_it(store: Any) -> None:
    """Without region and city; names of places are compared without case."""
    whole = replace(c.watched, region=None, city=None)
    store.project(GROUP, replace(e.registered, stay_id=derived_id("athens"), place=e.updated.place))
    store.project(whole, *c.RUNNING[1:])
    assert counts(store) == {"unaccounted": 3}


def test_who_registers_while_the_roster_is_open_stands_in_it(store: Any) -> None:
    """Once, even if registered again; and no more after it is closed."""
    store.project(*c.RUNNING, GROUP, replace(GROUP, stay_id=derived_id("again")))
    assert counts(store) == {"unaccounted": 2}
    late = replace(e.registered, stay_id=derived_id("late"), ends_on=None)
    store.project(c.closed, c.stood_down, late)
    assert counts(store) == {"unaccounted": 2}


def test_who_registers_after_being_told_of_may_be_a_double(store: Any) -> None:
    """An officer sees both; another birth date is another person."""
    before = replace(ENTERED, person=replace(c.ENGINEER, document_number=None))
    other = replace(RESIDENT, birth_date=date(1999, 1, 1), person_id=derived_id("resident", 3))
    store.project(*c.RUNNING, before, replace(GROUP, people=(RESIDENT, other)))
    assert counts(store) == {"safe": 1, "unaccounted": 1, "in_doubt": 1}
    (double,) = ask.list_doubles(store.read, ask.DoublesOf(crisis_id=c.CRISIS))["doubles"]
    assert (double["person_id"], [one["entry_id"] for one in double["alike"]]) == (PERSON, [c.SECOND])


def test_a_check_in_changes_the_state_and_the_counts(store: Any) -> None:
    """Of the person found, and of a stranger who is entered."""
    store.project(GROUP, *c.RUNNING)
    store.project(found_by(store, entry_of(store, "zhang")), ENTERED)
    assert counts(store) == {"safe": 2, "unaccounted": 1}


def test_a_check_in_projected_twice_counts_once(store: Any) -> None:
    """As all facts."""
    store.project(GROUP, *c.RUNNING)
    fact = found_by(store, entry_of(store, "zhang"))
    store.project(fact, fact, ENTERED, ENTERED)
    assert {1, 0} == {entry["check_ins"] for entry in roster(store)}
    assert counts(store) == {"safe": 2, "unaccounted": 1}


@pytest.mark.parametrize("turned", [False, True])
def test_the_latest_sighting_counts_in_whatever_order_it_is_told(store: Any, turned: bool) -> None:
    """Of two of the same moment, the later id."""
    store.project(GROUP, *c.RUNNING)
    entry = entry_of(store, "zhang")
    facts = [
        found_by(store, entry, check_in_id=c.FIRST, state="missing", seen_at=c.NOW - 3 * c.HOUR),
        found_by(store, entry, check_in_id=c.SECOND, state="needs_help", seen_at=c.NOW - c.HOUR),
        found_by(store, entry, check_in_id=c.THIRD, state="injured", seen_at=c.NOW - c.HOUR),
    ]
    store.project(*(reversed(facts) if turned else facts))
    assert counts(store) == {"injured": 1, "unaccounted": 1}
    told = ask.get_entry(store.read, ask.EntryById(entry_id=entry))["check_ins"]
    assert [each["state"] for each in told] == ["missing", "needs_help", "injured"]


def test_a_merged_entry_counts_as_the_other_and_leads_to_it(store: Any) -> None:
    """Its check-ins, its state if that is the later one, the spellings it is found by, and what is told of it yet."""
    store.project(GROUP, *c.RUNNING)
    entry = entry_of(store, "zhang")
    doubt = replace(
        ENTERED,
        match="in_doubt",
        alike=(entry,),
        person=replace(STRANGER, name=Spelling(en="W. Zhang")),
        state="injured",
    )
    store.project(found_by(store, entry, seen_at=c.NOW - 3 * c.HOUR), doubt)
    assert counts(store) == {"safe": 1, "unaccounted": 1, "in_doubt": 1}
    store.project(replace(c.merged, into=entry))
    assert counts(store) == {"injured": 1, "unaccounted": 1}
    assert [entry] == [each["entry_id"] for each in search(store, "w. zhang")]
    store.project(replace(doubt, check_in_id=c.THIRD, state="safe", seen_at=c.NOW))
    assert counts(store) == {"safe": 1, "unaccounted": 1}
    assert len(ask.get_entry(store.read, ask.EntryById(entry_id=entry))["check_ins"]) == 3


def test_merges_that_follow_each_other_end_at_one_entry(store: Any) -> None:
    """In whichever order officers make them."""
    one, other = (replace(ENTERED, check_in_id=key, entry_id=key) for key in (c.SECOND, c.THIRD))
    store.project(*c.RUNNING, ENTERED, replace(one, check_in_id=c.FIRST, entry_id=c.FIRST), other)
    store.project(replace(c.merged, entry_id=c.SECOND, into=c.THIRD), replace(c.merged, entry_id=c.THIRD, into=c.FIRST))
    store.project(replace(c.merged, entry_id=c.FIRST, into=c.SECOND))
    assert counts(store) == {"safe": 1}
    assert {c.FIRST} == {row["entry_id"] for row in store.read("SELECT entry_id FROM check_ins")}


def test_two_who_missed_each_other_on_different_pages_are_in_doubt(store: Any) -> None:
    """单 was read dan on one page, and spelled shan on the other; another birth date is no double."""
    one = replace(ENTERED, person=Sighted(name=Spelling(zh="单雄"), birth_date=date(1990, 3, 4)))
    other = replace(ENTERED, check_in_id=c.THIRD, entry_id=c.THIRD, person=Sighted(name=Spelling(en="Shan Xiong")))
    third = Sighted(name=Spelling(en="Shan Xiong"), birth_date=date(1991, 3, 4))
    store.project(*c.RUNNING, one, replace(ENTERED, check_in_id=c.FIRST, entry_id=c.FIRST, person=third))
    assert counts(store) == {"safe": 2}
    store.project(other)
    assert counts(store) == {"safe": 2, "in_doubt": 1}
    (double,) = ask.list_doubles(store.read, ask.DoublesOf(crisis_id=c.CRISIS))["doubles"]
    assert {c.FIRST, c.SECOND} == {each["entry_id"] for each in double["alike"]}


def test_an_entry_kept_apart_is_a_person_of_its_own(store: Any) -> None:
    """No longer in doubt."""
    store.project(*c.RUNNING, replace(ENTERED, match="in_doubt", alike=(c.ENTRY,)))
    assert counts(store) == {"in_doubt": 1}
    store.project(c.kept_apart)
    assert counts(store) == {"safe": 1}


def test_a_stay_that_ends_brings_its_people_home(store: Any) -> None:
    """Also in the roster."""
    store.project(GROUP, *c.RUNNING, replace(e.back, stay_id=e.STAY))
    assert counts(store) == {"home": 2}


def test_a_withdrawn_registration_leaves_a_number_in_the_roster(store: Any) -> None:
    """No name of whom nobody told anything since."""
    store.project(GROUP, *c.RUNNING, e.withdrawn)
    assert counts(store) == {"unaccounted": 2}
    assert search(store, "zhang") == []
    assert {None} == {entry["name_zh"] for entry in roster(store)} | {entry["phone"] for entry in roster(store)}


def test_a_roster_is_searched_in_both_scripts(store: Any) -> None:
    """By the beginning of a name, of whoever is registered or told of; each person once."""
    store.project(GROUP, *c.RUNNING, ENTERED)
    for text in ("张", "zhang", "ZHĀNG wěi", "weilin", "Weilin Zhang"):
        assert [entry["name_zh"] for entry in search(store, text)] == ["张伟林"]
    for text in ("王小", "wang xiao", "xiaoming wang"):
        assert [entry["name_zh"] for entry in search(store, text)] == ["王小明"]


def test_a_roster_is_walked_page_by_page(store: Any) -> None:
    """All of a state, none twice."""
    store.project(GROUP, *c.RUNNING, ENTERED)
    first = ask.RosterBy(crisis_id=c.CRISIS, state=PersonState.UNACCOUNTED, limit=1)
    (one,) = ask.list_roster(store.read, first)["entries"]
    (two,) = ask.list_roster(store.read, replace(first, after=one["entry_id"]))["entries"]
    assert ask.list_roster(store.read, replace(first, after=two["entry_id"]))["entries"] == []
    assert {"张伟林", "李雪"} == {one["name_zh"], two["name_zh"]}


def test_a_check_in_is_held_against_who_is_alike(store: Any) -> None:
    """By any spelling or the document; what the register says first; under the entry that it was merged into."""
    store.project(GROUP, *c.RUNNING)
    entry = entry_of(store, "zhang")
    by_wife = replace(c.check_in, person=replace(c.BY_WIFE, name=Spelling(en="weilinzhang")))
    around = ask.around(store.read, by_wife)["around"]
    assert (True, [(entry, entry)]) == (around.is_open, [(s.source_id, s.entry_id) for s in around.sightings])
    assert around.sightings[0].person.person_id == PERSON
    other_name = replace(c.check_in, person=Sighted(name=Spelling(zh="李梅"), document_number="e1111 2222"))
    assert [entry] == [sighting.entry_id for sighting in ask.around(store.read, other_name)["around"].sightings]
    store.project(ENTERED, replace(c.merged, entry_id=entry, into=c.SECOND))
    around = ask.around(store.read, by_wife)["around"]
    assert [(entry, c.SECOND), (c.SECOND, c.SECOND)] == [(s.source_id, s.entry_id) for s in around.sightings]


def test_what_is_not_there_is_not_found(store: Any) -> None:
    """A crisis, or an entry of another crisis's roster."""
    store.project(*c.RUNNING, ENTERED)
    with pytest.raises(NotFound, match="crisis"):
        ask.around(store.read, replace(c.check_in, crisis_id=c.THIRD))
    for wrong in (c.merge, replace(c.keep_apart, entry_id=c.THIRD), replace(c.keep_apart, crisis_id=c.THIRD)):
        with pytest.raises(NotFound, match="entry of this roster"):
            ask.require_entries(store.read, wrong)
    ask.require_entries(store.read, c.keep_apart)
    store.project(c.closed)
    assert not ask.around(store.read, c.check_in)["around"].is_open


@pytest.mark.parametrize("query", ["search", "around"])
def test_searches_can_use_their_index(store: Any, query: str) -> None:
    """Whatever the database's collation, and under a plan made without knowing the name."""
    store.project(GROUP, *c.RUNNING)
    store.read(
        "SELECT set_config('enable_seqscan', 'off', false), set_config('plan_cache_mode', 'force_generic_plan', false)"
    )
    by_name = {"crisis_id": c.CRISIS, "limit": 20, "keys": 160, **bounds("zhang")}
    by_mark = {"crisis_id": c.CRISIS, "entry_id": None, "keys": ["=aeghiilnnwz"], "most": 100}
    sql, parameters = (ask.SEARCH_ROSTER, by_name) if query == "search" else (ask.AROUND, by_mark)
    plan = store.read(f"EXPLAIN {sql}", parameters)
    assert any("roster_keys_pkey" in line["QUERY PLAN"] for line in plan)
    assert not any("Seq Scan on roster" in line["QUERY PLAN"] for line in plan)


def test_a_crisis_is_listed_by_stage_and_country(store: Any) -> None:
    """With its level and what came of it."""
    store.project(*c.RUNNING, c.closed, c.stood_down, c.reviewed)
    (one,) = ask.list_crises(store.read, ask.CrisesBy(country="GR"))["crises"]
    assert ("reviewed", "II", c.reviewed.document) == (one["stage"], one["level"], one["document"])
    assert one["stood_down_at"] - one["opened_at"] == timedelta(0)
    assert ask.list_crises(store.read, ask.CrisesBy(country="FR"))["crises"] == []


def test_an_erasure_changes_no_count(store: Any) -> None:
    """What a rebuild makes of facts whose people are erased: the same entries, without a trace of who it was."""
    nobody = Resident(name=Name(zh=ERASED, en=ERASED), person_id=PERSON)
    store.project(replace(GROUP, people=(nobody, SECOND_RESIDENT)), *c.RUNNING)
    entry = next(row["entry_id"] for row in roster(store) if row["person_id"] == PERSON)
    gone = Sighted(name=Spelling(), person_id=PERSON)
    store.project(found_by(store, entry, person=gone), replace(ENTERED, person=replace(gone, person_id=c.STRANGER)))
    assert counts(store) == {"safe": 2, "unaccounted": 1}
    assert search(store, "erased") == []
    assert [row["name_zh"] for row in search(store, "li")] == ["李雪"]
