"""Random walks through the files: whatever is asked, by whomever, in whatever order and on whatever day, no approval
and no paper comes out without every step that the rules demand."""

from random import Random
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from services.approvals import events as fact
from services.approvals.visit.visit import VISIT
from tests.approvals import demands
from tests.approvals.far import FAR
from tests.approvals.walks import ONE, OTHER, Move, Walk


class Watch:
    """Looks at every fact of the visits' files as it is appended."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.looked: dict[Any, int] = {ONE: 0, OTHER: 0}
        self.states: dict[Any, Any] = {ONE: None, OTHER: None}

    def look(self) -> None:
        for visit_id, state in self.states.items():
            entries = self.walk.files.streams[f"visit-{visit_id}"]
            for number in range(self.looked[visit_id], len(entries)):
                before, state = state, VISIT.evolve(state, entries[number].fact)
                came_from, is_now = before.state if before else None, state.state
                assert came_from == is_now or is_now in demands.COURSE[came_from], f"{came_from} to {is_now}"
                assert demands.lacking(self.walk.files, visit_id, entries[: number + 1]) == []
                assert demands.of_deputies(self.walk.files, entries[: number + 1]) == []
                REACHED.add(type(entries[number].fact))
            self.looked[visit_id], self.states[visit_id] = len(entries), state


REACHED: set[type] = set()
EVERYWHERE = {
    *(fact.VisitApproved, fact.UpperDecisionRecorded, fact.DocumentsIssued, fact.VisitAmended, fact.VisitCancelled),
    *(fact.PassportsLongOverdue, fact.VisitArchived, fact.VisitWarned, fact.ObjectionSettled, fact.ConsentRecorded),
}


@FAR
@given(st.randoms(use_true_random=True))
def walk(random: Random) -> None:
    on_the_way = Walk(random)
    on_the_way.begin(adopted=random.random() < 0.9, locked=random.random() < 0.1)
    watch = Watch(on_the_way)
    for move in (Move.any(random) for _ in range(random.randrange(30, 80))):
        chosen = on_the_way.step(move)
        watch.look()
        if chosen is None:
            continue
        command, by = chosen
        note(f"{on_the_way.now:%d %b} {by.signature}: {command}")
        if on_the_way.files.give(command, by, on_the_way.now):
            watch.look()
            assert not on_the_way.files.give(command, by, on_the_way.now), f"{command} has a second effect"
    on_the_way.end()
    for visit_id in (ONE, OTHER):
        happened = on_the_way.files.facts(f"visit-{visit_id}")
        assert demands.passed_too_often(happened) == []
        assert demands.passed_unseen(happened) == []


def test_no_walk_reaches_an_approval_or_a_paper_without_every_step_before() -> None:
    """Nor a state that section 1.5 does not have next, nor a second effect, nor a deadline passed twice; and all
    together the walks go far."""
    REACHED.clear()
    walk()
    assert EVERYWHERE <= REACHED
