"""A crisis from the first news to its review, and what officers say of entries that resemble each other."""

from dataclasses import replace
from datetime import date

from services.consular.crisis import CRISIS
from services.consular.entry import ENTRY
from services.consular.values import Harm
from tests.consular import crisis_examples as c
from tests.scenario import given


def test_a_crisis_is_watched_declared_opened_stood_down_and_reviewed() -> None:
    """The whole course of §4."""
    given(CRISIS).when(c.watch, by=c.OFFICER).then(c.watched)
    given(CRISIS, c.watched).when(c.declare, by=c.OFFICER).then(c.graded, c.declared)
    given(CRISIS, c.watched, c.graded, c.declared).when(c.open_roster, by=c.OFFICER).then(c.opened)
    given(CRISIS, *c.RUNNING).when(c.stand_down, by=c.OFFICER).then(c.closed, c.stood_down)
    given(CRISIS, *c.RUNNING, c.closed, c.stood_down).when(c.review, by=c.OFFICER).then(c.reviewed)


def test_what_is_done_already_is_not_done_again() -> None:
    """No facts for a repeated command."""
    over = (*c.RUNNING, c.closed, c.stood_down)
    given(CRISIS, c.watched).when(c.watch).then()
    given(CRISIS, *c.RUNNING).when(c.declare).then()
    given(CRISIS, *c.RUNNING).when(c.open_roster).then()
    given(CRISIS, *over).when(c.stand_down).then()
    given(CRISIS, *over, c.reviewed).when(c.review).then()


def test_each_step_waits_for_the_one_before() -> None:
    """A refusal says which step is missing."""
    given(CRISIS, c.watched).when(c.open_roster).refused("state")
    given(CRISIS, c.watched).when(c.stand_down).refused("state")
    given(CRISIS, *c.RUNNING).when(c.review).refused("state")
    graver = replace(c.declare, level="I")
    given(CRISIS, *c.RUNNING, c.closed, c.stood_down).when(graver).refused("state")


def test_a_crisis_has_begun_and_lies_in_a_region() -> None:
    """Today is the boundary; a city is named with its region; a whole country may be concerned."""
    given(CRISIS).when(replace(c.watch, began_on=date(2026, 11, 24), region=None)).refused("dates", "C8")
    whole = replace(c.watch, region=None, city=None)
    given(CRISIS).when(whole, by=c.OFFICER).then(replace(c.watched, region=None, city=None))


def test_a_crisis_is_graded_by_its_figures() -> None:
    """C10: twelve dead are level II; a graver level may be declared, a milder one not."""
    given(CRISIS, c.watched).when(replace(c.declare, level="III")).refused("C10")
    graver = replace(c.declare, level="I")
    facts = (replace(c.graded, level="I"), replace(c.declared, level="I"))
    given(CRISIS, c.watched).when(graver, by=c.OFFICER).then(*facts)


def test_new_figures_of_the_same_level_are_not_told_again() -> None:
    """Only a new level is."""
    more = replace(c.declare, harm=Harm(dead=13, injured=70))
    given(CRISIS, *c.RUNNING).when(more, by=c.OFFICER).then(replace(c.graded, harm=more.harm))


def test_an_officer_merges_an_entry_or_keeps_it_apart() -> None:
    """Once, and not with itself; an entry that was kept apart may still be merged."""
    given(ENTRY).when(c.merge, by=c.OFFICER).then(c.merged)
    given(ENTRY).when(c.keep_apart, by=c.OFFICER).then(c.kept_apart)
    given(ENTRY, c.kept_apart).when(c.merge, by=c.OFFICER).then(c.merged)
    given(ENTRY, c.merged).when(c.merge).then()
    given(ENTRY, c.kept_apart).when(c.keep_apart).then()
    given(ENTRY).when(replace(c.merge, into=c.merge.entry_id)).refused("merge")


def test_an_entry_that_was_merged_is_gone() -> None:
    """The refusal names the one that goes on."""
    given(ENTRY, c.merged).when(c.keep_apart).refused("merge")
    given(ENTRY, c.merged).when(replace(c.merge, into=c.THIRD)).refused("merge")
