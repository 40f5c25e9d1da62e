"""A page of a crisis's roster: what was told of people whose names have the same letters.

Everybody's check-ins of one name are decided on one page, whatever the spelling, one after the other: two relatives who
call in the same second can't make two people of one. There are so many pages that check-ins don't wait for each other.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.consular import names
from services.consular.crisis_commands import CheckIn, PlaceCheckIn
from services.consular.crisis_events import CheckedIn
from services.consular.crisis_values import Around, Sighted, Sighting
from services.consular.likeness import Place, place
from services.consular.rules import ARTICLES, DECREE
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, Violation

CLOCKS_DIFFER = timedelta(minutes=5)
WHO_CONFIRMS_A_DEATH = frozenset({"mission", "police"})


@dataclass(frozen=True)
class Page:
    """All that was told, in its order."""

    told: tuple[CheckedIn, ...] = ()


def decide(state: Page | None, command: PlaceCheckIn, occasion: Occasion) -> Decision:
    page, told = state or Page(), command.told
    if any(_is_again(told, before) for before in page.told):
        return []
    # what was looked up knows of merges, and stands for what the page says of the same; the page knows the latest
    looked_up = {sighting.source_id for sighting in command.around.sightings}
    latest = [_sighting(fact) for fact in page.told if fact.check_in_id not in looked_up]
    known = [*command.around.sightings, *latest]
    if wrong := [*_roster(told, command.around), *_name(told.person), *_seen(told, occasion), *_death(told)]:
        return Refusal(tuple(wrong))
    found = Place(told.entry_id, "found") if told.entry_id else place(told.person, known)
    entry_id = found.entry_id or told.check_in_id
    checked_in = CheckedIn(
        check_in_id=told.check_in_id,
        crisis_id=told.crisis_id,
        entry_id=entry_id,
        match=found.match,
        alike=found.alike,
        person=replace(told.person, person_id=_person(entry_id, known) or told.person.person_id),
        reporter=told.reporter,
        state=told.state,
        seen_at=told.seen_at,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    return [checked_in]


def _person(entry_id: UUID, known: list[Sighting]) -> UUID | None:
    """Who the entry is: all that is told of one person is held as that person's."""
    ids = (sighting.person.person_id for sighting in known if sighting.entry_id == entry_id)
    return next((person for person in ids if person is not None), None)


def _sighting(fact: CheckedIn) -> Sighting:
    return Sighting(source_id=fact.check_in_id, entry_id=fact.entry_id, person=fact.person)


def _is_again(told: CheckIn, before: CheckedIn) -> bool:
    """The same check-in; or the same person, words, reporter and moment, with whichever ids it was entered."""
    if told.check_in_id == before.check_in_id:
        return True
    same_moment = (told.seen_at, told.state) == (before.seen_at, before.state)
    return same_moment and _content(told) == _content(before)


def _content(told: CheckIn | CheckedIn) -> Any:
    reporter = told.reporter and replace(told.reporter, person_id=None)
    return replace(told.person, person_id=None), reporter


def _roster(told: CheckIn, around: Around) -> list[Violation]:
    article = "§4 crisis: RosterOpened → CheckIns* → StoodDown"
    if not around.is_open:
        mend = "open the crisis's roster first; once it is closed, report a case"
        return [Violation("state", article, "an open roster", "none", mend)]
    if told.entry_id is not None and told.entry_id not in {one.entry_id for one in around.sightings}:
        mend = "search the roster for the entry, or leave entry_id out"
        return [Violation("entry", article, "an entry of this crisis's roster", str(told.entry_id), mend)]
    return []


def _name(person: Sighted) -> list[Violation]:
    if names.keys(person.name.zh, person.name.en):
        return []
    article, mend = f"{DECREE} 第五条 [S1]", "give the name as you know it, in Chinese or in Latin letters"
    return [Violation("C2", article, "a name in at least one script", "none", mend)]


def _seen(told: CheckIn, occasion: Occasion) -> list[Violation]:
    if told.seen_at <= occasion.now + CLOCKS_DIFFER:
        return []
    article, mend = "§4 crisis: a check-in tells what was", "give the moment when the person was last seen or heard"
    return [Violation("dates", article, f"by {occasion.now.isoformat()}", told.seen_at.isoformat(), mend)]


def _death(told: CheckIn) -> list[Violation]:
    """Nobody is dead in the roster on a caller's word."""
    if told.state != "deceased" or (told.reporter is not None and told.reporter.kind in WHO_CONFIRMS_A_DEATH):
        return []
    article, mend = ARTICLES["injured_or_dead"], "say missing or injured until a mission or the police confirm it"
    found = told.reporter.kind if told.reporter else "the person"
    return [Violation("C4", article, "a death confirmed by a mission or the police", found, mend)]


def evolve(state: Page | None, fact: CheckedIn) -> Page:
    return Page((*(state or Page()).told, fact))


@dataclass(frozen=True)
class Pages(Aggregate[Page]):
    """A page is found by the letters of a name; a check-in has no stream of its own."""

    def stream(self, command: PlaceCheckIn | CheckIn) -> str:
        told = command.told if isinstance(command, PlaceCheckIn) else command
        return f"{self.name}-{told.crisis_id}-{names.page(told.person.name.zh, told.person.name.en)}"


PAGE = Pages(
    name="page",
    key="check_in_id",
    commands=(CheckIn, PlaceCheckIn),
    opens=(CheckIn, PlaceCheckIn),
    decide=decide,
    evolve=evolve,
)
