"""The crisis is the same from the same seed, its proof sees what is wrong, and a small one plays from end to end."""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from uuid import UUID, uuid5

import pytest

from tests.benchmarks.crisis import __main__ as crisis
from tests.benchmarks.crisis.proof import Roster, Truth, counts_are_right, nobody_mistaken, nothing_lost, settlements
from tests.benchmarks.crisis.world import NAMESPACE, SPELLINGS, World, person_id

WORLD = World(seed=7, people=300, began=datetime(2026, 5, 12, 6, tzinfo=UTC))


def entry_of(number: int) -> UUID:
    return uuid5(NAMESPACE, f"entry {number}")


def perfect(truth: Truth) -> Roster:
    """What a product makes that mistakes nobody."""
    about = {telling.about for telling in truth.tellings.values()}
    latest = {
        number: max(
            (t.fields["seen_at"], key, t.fields["state"]) for key, t in truth.tellings.items() if t.about == number
        )
        for number in about
    }
    entries = {
        entry_of(number): {
            "person_id": person_id(number),
            "source": "registered" if number < WORLD.people else "reported",
            "state": latest[number][2] if number in latest else "unaccounted",
            "in_doubt": False,
        }
        for number in {*range(WORLD.people), *about}
    }
    placed = {key: entry_of(telling.about) for key, telling in truth.tellings.items()}
    return Roster(entries, placed, Counter(found=len(placed)), Counter(str(key) for key in placed))


@pytest.fixture(scope="module")
def truth() -> Truth:
    return Truth.of(WORLD)


def test_a_world_is_the_same_from_the_same_seed() -> None:
    """In every process; from another seed it is another."""
    assert list(WORLD.tellings()) == list(WORLD.tellings())
    assert WORLD.register(0, 50) != replace(WORLD, seed=8).register(0, 50)
    assert len(list(WORLD.tellings())) == WORLD.people
    relatives = [telling for telling in WORLD.tellings() if not telling.own]
    assert len(relatives) == 90
    assert set(WORLD.who_checks_in()) >= {telling.about for telling in relatives}


def test_relatives_spell_a_name_in_many_ways() -> None:
    """None of them is the passport's but one."""
    who = WORLD.person(Random(7).randrange(300))
    assert len({json.dumps(spell(who), sort_keys=True) for spell in SPELLINGS}) == len(SPELLINGS)


def test_a_perfect_roster_is_proven(truth: Truth) -> None:
    roster = perfect(truth)
    findings = [*nothing_lost(truth, roster), *nobody_mistaken(truth, roster)]
    findings.append(counts_are_right(truth, roster, roster.counts()))
    assert [finding for finding in findings if not finding.ok] == []
    assert settlements(truth, roster) == []


def test_what_is_lost_or_doubled_is_seen(truth: Truth) -> None:
    roster = perfect(truth)
    one = next(iter(roster.placed))
    for wrong in (
        roster.logged - Counter([str(one)]),
        roster.logged + Counter([str(one)]),
        roster.logged + Counter("x"),
    ):
        assert not next(nothing_lost(truth, replace(roster, logged=wrong))).ok
    unplaced = {key: entry for key, entry in roster.placed.items() if key != one}
    assert [finding.ok for finding in nothing_lost(truth, replace(roster, placed=unplaced))] == [True, False]


def test_who_is_mistaken_or_stands_twice_is_seen(truth: Truth) -> None:
    """Unless the second entry is in doubt: then an officer is told into which it goes."""
    roster = perfect(truth)
    one, other = next((a, b) for a in roster.placed for b in roster.placed if roster.placed[a] != roster.placed[b])
    mistaken = replace(roster, placed={**roster.placed, one: roster.placed[other]})
    assert next(finding.ok for finding in nobody_mistaken(truth, mistaken)) is False
    second = {"person_id": None, "source": "reported", "state": "safe", "in_doubt": False}
    twice = replace(roster, placed={**roster.placed, one: one}, entries={**roster.entries, one: second})
    registered = truth.tellings[one].about < WORLD.people
    assert [finding.ok for finding in nobody_mistaken(truth, twice)][1] is not registered
    doubtful = replace(twice, entries={**roster.entries, one: {**second, "in_doubt": True}})
    assert next(iter(settlements(truth, doubtful))) == (one, entry_of(truth.tellings[one].about))


def test_a_wrong_count_is_seen(truth: Truth) -> None:
    roster = perfect(truth)
    assert not counts_are_right(truth, roster, roster.counts() + Counter(safe=1)).ok


def test_a_small_crisis_plays_from_end_to_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With every proof, on servers of its own."""
    monkeypatch.setattr(crisis, "KEPT", tmp_path)
    for name, value in {"PEOPLE": "200", "SEED": "3", "REPLICAS": "1"}.items():
        monkeypatch.setenv(name, value)
    assert crisis.main() == 0
    kept = json.loads(next(tmp_path.glob("crisis-*.json")).read_text())
    assert kept["figures"]["roster opened"]["people"] == 200
    assert all(finding["ok"] for finding in kept["proof"])
