"""A check-in meets the person it is about, however the name is spelled, or stands as a possible double."""

from dataclasses import replace
from typing import Any

import pytest

from services.consular.crisis_commands import CheckIn, PlaceCheckIn
from services.consular.crisis_values import Around, Sighted, Sighting, Spelling
from services.consular.roster import PAGE
from tests.consular import crisis_examples as c
from tests.scenario import Outcome, given

NEW = replace(c.checked_in, entry_id=c.FIRST, match="entered")


def told(*facts: Any, around: Around = c.NOBODY, check_in: CheckIn = c.check_in) -> Outcome:
    return given(PAGE, *facts).when(
        PlaceCheckIn(check_in_id=check_in.check_in_id, told=check_in, around=around), by=c.OFFICER
    )


def again(person: Sighted, **more: Any) -> CheckIn:
    """A second check-in, of that person."""
    return replace(c.check_in, check_in_id=c.SECOND, person=person, reporter=c.CALLER, **more)


def placed(outcome: Outcome) -> Any:
    (fact,) = outcome.decision
    return fact


def test_a_person_nobody_knew_is_entered() -> None:
    """The roster works for those who never registered."""
    told().then(NEW)


def test_a_registered_person_is_found() -> None:
    """By name and passport."""
    told(around=c.HIM).then(c.checked_in)


def test_what_relatives_tell_is_held_as_the_persons_own() -> None:
    """Found in another script: what was told goes under the id of the person who was found."""
    fact = placed(told(around=c.HIM, check_in=again(c.BY_WIFE)))
    assert (fact.entry_id, fact.match, fact.person.person_id) == (c.ENTRY, "found", c.PERSON)


def test_two_who_call_at_once_meet_on_the_page() -> None:
    """The second call was looked up before the first was in the read store."""
    fact = placed(told(NEW, check_in=again(c.BY_WIFE)))
    assert (fact.entry_id, fact.match, fact.person.person_id) == (c.FIRST, "found", c.PERSON)


def test_the_same_check_in_twice_is_one_fact() -> None:
    """With the same id, or the same content under another."""
    told(NEW, around=c.HIM).then()
    told(NEW, check_in=replace(c.check_in, check_in_id=c.SECOND)).then()
    other_ids = replace(c.ENGINEER, person_id=c.STRANGER)
    told(NEW, check_in=replace(c.check_in, check_in_id=c.SECOND, person=other_ids)).then()


def test_a_later_sighting_is_another_check_in() -> None:
    """Nothing is lost that says something new."""
    later = replace(c.check_in, check_in_id=c.SECOND, seen_at=c.NOW)
    assert placed(told(NEW, check_in=later)).entry_id == c.FIRST


def test_a_merge_that_was_looked_up_counts() -> None:
    """The page said one entry, an officer has since said another."""
    merged = Sighting(source_id=c.FIRST, entry_id=c.ENTRY, person=c.ENGINEER)
    around = Around(is_open=True, sightings=(merged,))
    assert placed(told(NEW, around=around, check_in=again(c.BY_WIFE))).entry_id == c.ENTRY


def test_without_a_certain_sign_it_is_a_possible_double() -> None:
    """A name alone, a telephone with a digit missing: an officer must say."""
    vague = Sighted(name=Spelling(en="zhang weilin"), phone="138 0000 111", person_id=c.STRANGER)
    fact = placed(told(around=c.HIM, check_in=again(vague)))
    assert (
        fact.entry_id,
        fact.match,
        fact.alike,
        fact.person.person_id,
    ) == (c.SECOND, "in_doubt", (c.ENTRY,), c.STRANGER)


def test_two_who_fit_are_as_doubtful_as_none() -> None:
    """A telling that is certainly about two entries is never put under either."""
    twin = replace(c.REGISTERED, source_id=c.THIRD, entry_id=c.THIRD)
    fact = placed(told(around=Around(is_open=True, sightings=(c.REGISTERED, twin)), check_in=again(c.BY_WIFE)))
    assert (fact.entry_id, fact.match, fact.alike) == (c.SECOND, "in_doubt", (c.ENTRY, c.THIRD))


def test_an_entry_found_by_search_is_taken_at_the_officers_word() -> None:
    """If it stands in this roster."""
    vague = replace(again(Sighted(name=Spelling(zh="阿林"))), entry_id=c.ENTRY)
    assert placed(told(around=c.HIM, check_in=vague)).entry_id == c.ENTRY
    told(check_in=vague).refused("entry")


def test_only_an_open_roster_takes_check_ins() -> None:
    """Before it is opened and once it is closed there is none."""
    told(around=Around(is_open=False)).refused("state")


def test_nobody_is_dead_on_a_callers_word() -> None:
    """A mission or the police confirm it."""
    dead = replace(c.check_in, state="deceased")
    told(check_in=dead).refused("C4")
    told(check_in=replace(dead, reporter=c.CALLER)).refused("C4")
    assert placed(told(check_in=replace(dead, reporter=c.EMBASSY))).state == "deceased"


def test_a_check_in_names_somebody_and_tells_what_was() -> None:
    """All that is wrong is told at once; five minutes are left to clocks that differ."""
    wrong = replace(c.check_in, person=Sighted(name=Spelling()), seen_at=c.NOW + c.HOUR)
    told(check_in=wrong).refused("C2", "dates")
    told(check_in=replace(c.check_in, seen_at=c.NOW + c.HOUR / 12)).then(replace(NEW, seen_at=c.NOW + c.HOUR / 12))


@pytest.mark.parametrize(
    "name", [Spelling(zh="张伟林"), Spelling(en="ZHANG, Wei-lin"), Spelling(en="weilinzhang"), Spelling(zh="張偉林")]
)
def test_every_spelling_of_a_name_comes_to_the_same_page(name: Spelling) -> None:
    """Of the same crisis."""
    other = replace(c.check_in, person=Sighted(name=name))
    assert PAGE.stream(c.check_in) == PAGE.stream(other)
    assert PAGE.stream(c.check_in) != PAGE.stream(replace(c.check_in, crisis_id=c.THIRD))
