"""No change breaks those who read public facts, or call methods, unless somebody said so on purpose.

What was promised is recorded in `recorded/`. A break names the field and whom it concerns; what is only new passes.
"""

from dataclasses import replace
from typing import Any, Literal

import pytest

from deploy.reference.answers import Answers
from deploy.reference.compatibility import Break, breaks, contract_of, kept, less, stricter, unread
from deploy.reference.recorded import broken, entries, with_entries
from deploy.reference.shapes import shape_of
from deploy.reference.survey import Method, Offer, Told, shared_offer, survey
from shared.policy import May
from shared.values import value

OFFERS = survey()
APPROVALS = OFFERS[0]
MEND = 'keep it (docs/compatibility.md says how), or `make break WHY="..."`'


def test_nothing_breaks_who_reads_or_calls(asked: Answers) -> None:
    """Today's facts and methods keep all that was recorded."""
    found = [str(item) for item in broken((*survey(asked), shared_offer(asked)))]
    assert found == [], "\n".join([*found, MEND])


def test_every_listener_of_ours_reads_what_is_told() -> None:
    """Its own small schema asks for no more than the teller tells, and takes every value that it may tell."""
    found = [str(item) for item in unread(OFFERS)]
    assert found == []


def kind(defaults: dict[str, Any] | None = None, **hints: Any) -> type:
    """A dataclass with these fields."""
    return value(type("Example", (), {"__annotations__": hints, **(defaults or {})}))


INNER, SMALLER = kind(zh=str, en=str), kind(zh=str)
SPOKEN, SPOKEN_MORE = Literal["zh", "en"], Literal["zh", "en", "fr"]


@pytest.mark.parametrize(
    ("was", "now", "difference"),
    [
        (kind(a=str, b=int), kind(a=str), ("b", "is gone")),
        (kind(a=int), kind(a=str), ("a", "was integer and is string")),
        (kind(a=str), kind(a=INNER), ("a", "was string and is object")),
        (kind(a=str), kind(a=str | None), ("a", "may be null now")),
        (kind(a=str), kind({"a": ""}, a=str), ("a", "may be missing now")),
        (kind(a=SPOKEN), kind(a=SPOKEN_MORE), ("a", "may say fr now")),
        (kind(a=SPOKEN), kind(a=str), ("a", "may say any text now")),
        (kind(a=INNER), kind(a=SMALLER), ("a.en", "is gone")),
        (kind(a=tuple[INNER, ...]), kind(a=tuple[SMALLER, ...]), ("a[].en", "is gone")),
        (kind(a=dict[str, int]), kind(a=dict[str, str]), ("a{}", "was integer and is string")),
    ],
)
def test_a_reader_is_broken_by_what_he_misses(was: type, now: type, difference: tuple[str, str]) -> None:
    """And is told of it by the field's name."""
    assert [difference] == list(less(shape_of(was), shape_of(now)))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (kind(a=str), kind(a=str, b=int)),
        (kind(a=INNER), kind(a=kind(zh=str, en=str, fr=str))),
        (kind(a=str | None), kind(a=str)),
        (kind({"a": ""}, a=str), kind(a=str)),
        (kind(a=SPOKEN_MORE), kind(a=SPOKEN)),
        (kind(a=str), kind(a=SPOKEN)),
    ],
)
def test_a_reader_is_not_broken_by_more(was: type, now: type) -> None:
    """New fields, and fields that say less than they might have said."""
    assert list(less(shape_of(was), shape_of(now))) == []


@pytest.mark.parametrize(
    ("was", "now", "difference"),
    [
        (kind(a=str, b=int), kind(a=str), ("b", "is taken no more")),
        (kind(a=str), kind(a=str, b=int), ("b", "is required now")),
        (kind({"a": ""}, a=str), kind(a=str), ("a", "is required now")),
        (kind(a=int), kind(a=str), ("a", "was integer and is string")),
        (kind(a=str | None), kind(a=str), ("a", "may be null no more")),
        (kind(a=SPOKEN_MORE), kind(a=SPOKEN), ("a", "takes fr no more")),
        (kind(a=str), kind(a=SPOKEN), ("a", "takes any text no more")),
        (kind(a=SMALLER), kind(a=INNER), ("a.en", "is required now")),
        (kind(a=tuple[INNER, ...]), kind(a=tuple[SMALLER, ...]), ("a[].en", "is taken no more")),
    ],
)
def test_a_caller_is_broken_by_what_is_not_taken(was: type, now: type, difference: tuple[str, str]) -> None:
    """Or by what he would have to send, and doesn't."""
    assert [difference] == list(stricter(shape_of(was), shape_of(now)))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (kind(a=str), kind({"b": 1}, a=str, b=int)),
        (kind(a=str), kind({"b": None}, a=str, b=INNER | None)),
        (kind(a=str), kind({"a": ""}, a=str)),
        (kind(a=str), kind(a=str | None)),
        (kind(a=SPOKEN), kind(a=SPOKEN_MORE)),
        (kind(a=SPOKEN), kind(a=str)),
    ],
)
def test_a_caller_is_not_broken_by_more(was: type, now: type) -> None:
    """New optional fields, and values that are taken besides."""
    assert list(stricter(shape_of(was), shape_of(now))) == []


def with_fact(offer: Offer, name: str, changed: type) -> Offer:
    """The offer with a fact of another form."""
    facts = (replace(fact, kind=changed) if fact.name == name else fact for fact in offer.facts)
    return replace(offer, facts=tuple(facts))


def test_a_break_names_the_field_and_its_readers() -> None:
    """Those of our services that read the field, and integrators, of whom nobody knows what they read."""
    cancelled = kind(visit_id=str, direction=str, unit=str)
    found = breaks(with_fact(APPROVALS, "VisitCancelled", cancelled), contract_of(APPROVALS))
    told = {item.field: str(item) for item in found}
    assert told["reason_code"] == "approvals.VisitCancelled.reason_code is gone: reception, integrators read it"
    assert told["countries"] == "approvals.VisitCancelled.countries is gone: integrators read it"


def test_a_break_names_who_calls() -> None:
    """By the roles that may."""
    changed = [
        replace(method, taking=kind(visit_id=str)) if method.name == "return_visit" else method
        for method in APPROVALS.methods
    ]
    found = breaks(replace(APPROVALS, methods=tuple(changed)), contract_of(APPROVALS))
    roles = next(method.callers for method in APPROVALS.methods if method.name == "return_visit")
    assert f"approvals.return_visit.missing is taken no more: called by {roles}" in map(str, found)


def test_what_is_gone_is_named_whole() -> None:
    """A fact, a method."""
    found = breaks(replace(APPROVALS, facts=APPROVALS.facts[1:], methods=APPROVALS.methods[1:]), contract_of(APPROVALS))
    fact, method = APPROVALS.facts[0].name, APPROVALS.methods[0].name
    assert [
        f"approvals.{fact} is told no more: integrators read it",
        f"approvals.{method} can be called no more: callers",
    ] == list(map(str, found))


def test_a_fact_does_not_go_back_to_an_older_version() -> None:
    """What was told in the newer one could be read no more."""
    newer = replace(APPROVALS, facts=tuple(replace(fact, version=fact.version + 1) for fact in APPROVALS.facts))
    assert all("goes back from version 2 to 1" in str(item) for item in breaks(APPROVALS, contract_of(newer)))
    assert breaks(newer, contract_of(APPROVALS)) == []


def test_a_command_that_becomes_a_query_is_a_break() -> None:
    """They are called in different ways."""
    methods = tuple(replace(method, kind="query") for method in APPROVALS.methods[:1])
    found = breaks(replace(APPROVALS, methods=methods), contract_of(replace(APPROVALS, methods=APPROVALS.methods[:1])))
    assert "was a command and is a query" in str(found[0])


def test_an_answer_that_lacks_a_field_is_a_break() -> None:
    """Whoever asks reads it. Whether one may be null is known from examples alone, and no promise."""
    asked = shape_of(kind(state=str, unit=str))
    question = Method("approvals", "a_question", "query", "", kind(), May(frozenset({"clerk"})), None, asked)
    was = contract_of(replace(APPROVALS, methods=(question,)))
    now = replace(APPROVALS, methods=(replace(question, answer=shape_of(kind(state=str | None))),))
    assert list(map(str, breaks(now, was))) == ["approvals.a_question.unit is gone in the answer: called by clerk"]


def test_new_facts_and_methods_pass_and_are_recorded() -> None:
    """From then on they are kept too."""
    older = contract_of(replace(APPROVALS, facts=APPROVALS.facts[1:], methods=APPROVALS.methods[1:]))
    assert breaks(APPROVALS, older) == []
    assert kept(APPROVALS, older) == contract_of(APPROVALS)


def test_what_is_broken_stays_recorded_as_it_was() -> None:
    """`make reference` can't make a break pass."""
    was = contract_of(APPROVALS)
    changed = with_fact(APPROVALS, "VisitReturned", kind(visit_id=str))
    recorded = kept(changed, was)
    assert was["facts"]["VisitReturned"] == recorded["facts"]["VisitReturned"]
    assert breaks(changed, recorded)


def test_a_listener_that_needs_more_than_is_told_is_named() -> None:
    """With the field, before any message comes."""
    fact = next(fact for fact in APPROVALS.facts if fact.readers)
    greedy = replace(fact.readers[0], shape=shape_of(kind(visit_id=int, colour=str)))
    found = unread([replace(APPROVALS, facts=(replace(fact, readers=(greedy,)),))])
    assert [
        f"approvals.{fact.name}.visit_id was integer and is uuid: {greedy.service} reads it",
        f"approvals.{fact.name}.colour is gone: {greedy.service} reads it",
    ] == list(map(str, found))


def test_a_deliberate_break_is_written_into_the_changelog() -> None:
    """A line for each fact or method, with why, first of what is not yet released."""
    found = [
        Break("approvals.VisitApproved", "party", "is gone", "integrators read it"),
        Break("approvals.draft_visit", "", "can be called no more", "callers"),
        Break("approvals.VisitApproved", "unit", "may be null now", "integrators read it"),
    ]
    lines = entries(found, "Count `travellers`.")
    assert lines == [
        "- `approvals.VisitApproved`: `party` is gone (integrators read it); `unit` may be null now (integrators read "
        "it). Count `travellers`.",
        "- `approvals.draft_visit`: can be called no more (callers). Count `travellers`.",
    ]
    once = with_entries("# Changelog\n\n## Unreleased\n\n### Added\n- A thing.\n", lines[:1])
    assert once == f"# Changelog\n\n## Unreleased\n\n### Broken\n{lines[0]}\n\n### Added\n- A thing.\n"
    assert f"### Broken\n{lines[1]}\n{lines[0]}\n\n### Added" in with_entries(once, lines[1:])


def test_an_empty_offer_records_nothing() -> None:
    """Where nothing was promised, nothing can break."""
    nothing = Offer("approvals", "", (), ())
    assert breaks(APPROVALS, contract_of(nothing)) == []
    assert isinstance(APPROVALS.facts[0], Told)
