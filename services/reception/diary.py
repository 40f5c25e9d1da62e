"""A leader's diary: one leader, one place, one time (R11)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import assert_never
from uuid import UUID

from services.reception import commands as do
from services.reception import events as fact
from services.reception.commands import Rank
from services.reception.rules import rank_distance, rule_set_on
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, Violation, refuse
from shared.times import OFFICE_ZONE, local_date

DiaryFact = (
    fact.DiaryOpened
    | fact.ActivityRequested
    | fact.ActivityReviewed
    | fact.ActivityAccepted
    | fact.ActivityDeclined
    | fact.ActivityCancelled
    | fact.LeaderBriefed
    | fact.ActivityHeld
    | fact.MinutesFiled
)
GONE = ("Declined", "Cancelled")


@dataclass(frozen=True, kw_only=True)
class Activity:
    """State: Requested, Reviewed, Accepted, Briefed, Held, MinutesFiled; or Declined, Cancelled."""

    begins_at: datetime
    ends_at: datetime
    place: str
    state: str = "Requested"


@dataclass(frozen=True, kw_only=True)
class Diary:
    rank: Rank
    activities: Mapping[UUID, Activity] = field(default_factory=dict)


def decide(state: Diary | None, command: do.DiaryCommand, occasion: Occasion) -> Decision:
    if state is None:
        assert isinstance(command, do.OpenDiary)
        return [fact.DiaryOpened(leader_id=command.leader_id, rank=command.rank)]
    match command:
        case do.OpenDiary():
            return (
                [] if command.rank == state.rank else [fact.DiaryOpened(leader_id=command.leader_id, rank=command.rank)]
            )
        case do.RequestActivity():
            return request(state, command, occasion)
        case do.ReviewActivity():
            reviewed = fact.ActivityReviewed(
                leader_id=command.leader_id, activity_id=command.activity_id, by=occasion.actor.signature
            )
            return step(state, command.activity_id, "Requested", "Reviewed", reviewed)
        case do.AcceptActivity():
            accepted = fact.ActivityAccepted(
                leader_id=command.leader_id, activity_id=command.activity_id, by=occasion.actor.signature
            )
            return step(state, command.activity_id, "Reviewed", "Accepted", accepted)
        case do.DeclineActivity():
            declined = fact.ActivityDeclined(
                leader_id=command.leader_id, activity_id=command.activity_id, reason=command.reason
            )
            return step(state, command.activity_id, "Reviewed", "Declined", declined)
        case do.CancelActivity():
            return cancel(state, command)
        case do.BriefLeader():
            briefed = fact.LeaderBriefed(
                leader_id=command.leader_id, activity_id=command.activity_id, reference=command.reference
            )
            return step(state, command.activity_id, "Accepted", "Briefed", briefed)
        case do.RecordActivityHeld():
            held = fact.ActivityHeld(leader_id=command.leader_id, activity_id=command.activity_id)
            return step(state, command.activity_id, "Briefed", "Held", held)
        case do.FileMinutes():
            filed = fact.MinutesFiled(
                leader_id=command.leader_id,
                activity_id=command.activity_id,
                reference=command.reference,
                follow_ups=command.follow_ups,
            )
            return step(state, command.activity_id, "Held", "MinutesFiled", filed)
        case _:
            assert_never(command)


def request(state: Diary, command: do.RequestActivity, occasion: Occasion) -> Decision:
    if command.activity_id in state.activities:
        return []
    violations = [
        violation
        for violation in (
            times(command),
            ahead(command, occasion),
            free(state, command),
            ranks(state, command, occasion),
        )
        if violation is not None
    ]
    if violations:
        return Refusal(tuple(violations))
    return [
        fact.ActivityRequested(
            leader_id=command.leader_id,
            activity_id=command.activity_id,
            kind=command.kind,
            begins_at=command.begins_at,
            ends_at=command.ends_at,
            place=command.place,
            guest_rank=command.guest_rank,
            delegation_id=command.delegation_id,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def times(command: do.RequestActivity) -> Violation | None:
    if command.ends_at > command.begins_at:
        return None
    return Violation("times", "section 2", "an end after its beginning", str(command.ends_at), "mend the times")


def ahead(command: do.RequestActivity, occasion: Occasion) -> Violation | None:
    """R10: a request comes at least 3 days ahead [S31]."""
    needed = rule_set_on(occasion.today).days_ahead
    day = local_date(command.begins_at)
    if day >= occasion.today + timedelta(days=needed):
        return None
    mend = f"choose {occasion.today + timedelta(days=needed)} or later"
    found = f"{(day - occasion.today).days} days"
    return Violation("R10", "秦政外字〔2003〕52号 [S31]", f"at least {needed} days ahead", found, mend)


def free(state: Diary, command: do.RequestActivity) -> Violation | None:
    """R11: what overlaps in this diary, and was not declined or cancelled, is in the way."""
    for activity_id, other in state.activities.items():
        if other.state not in GONE and command.begins_at < other.ends_at and other.begins_at < command.ends_at:
            begins, ends = (moment.astimezone(OFFICE_ZONE) for moment in (other.begins_at, other.ends_at))
            found = f"{activity_id} at {other.place}, {begins:%Y-%m-%d %H:%M} to {ends:%H:%M}"
            return Violation(
                "R11", "section 2", "one leader, one place, one time", found, "choose another time or leader"
            )
    return None


def ranks(state: Diary, command: do.RequestActivity, occasion: Occasion) -> Violation | None:
    """R11: the host's rank is about the guest's."""
    steps = rule_set_on(occasion.today).rank_steps
    if rank_distance(state.rank, command.guest_rank) <= steps:
        return None
    found = f"{command.guest_rank} to be met by {state.rank}"
    return Violation(
        "R11", "section 2", f"ranks at most {steps} apart", found, "ask a leader of about the guest's rank"
    )


def cancel(state: Diary, command: do.CancelActivity) -> Decision:
    activity = state.activities.get(command.activity_id)
    if activity is None:
        return unknown(command.activity_id)
    if activity.state in GONE:
        return []
    if activity.state in ("Held", "MinutesFiled"):
        return wrong_state(activity, "an activity that was not held")
    return [fact.ActivityCancelled(leader_id=command.leader_id, activity_id=command.activity_id, reason=command.reason)]


def step(state: Diary, activity_id: UUID, needed: str, reached: str, happened: DiaryFact) -> Decision:
    """One step of one activity; a step already taken gives nothing."""
    activity = state.activities.get(activity_id)
    if activity is None:
        return unknown(activity_id)
    if activity.state == reached:
        return []
    return [happened] if activity.state == needed else wrong_state(activity, needed)


def unknown(activity_id: UUID) -> Refusal:
    return refuse("activity", "section 2", "an activity of this diary", activity_id, "request it first")


def wrong_state(activity: Activity, needed: str) -> Refusal:
    return refuse("state", "section 2, state machine", needed, activity.state, "take the steps in their order")


def evolve(state: Diary | None, happened: DiaryFact) -> Diary:
    if isinstance(happened, fact.DiaryOpened):
        return Diary(rank=happened.rank) if state is None else replace(state, rank=happened.rank)
    assert state is not None
    match happened:
        case fact.ActivityRequested():
            activity = Activity(begins_at=happened.begins_at, ends_at=happened.ends_at, place=happened.place)
            return replace(state, activities={**state.activities, happened.activity_id: activity})
        case fact.ActivityReviewed():
            return moved(state, happened.activity_id, "Reviewed")
        case fact.ActivityAccepted():
            return moved(state, happened.activity_id, "Accepted")
        case fact.ActivityDeclined():
            return moved(state, happened.activity_id, "Declined")
        case fact.ActivityCancelled():
            return moved(state, happened.activity_id, "Cancelled")
        case fact.LeaderBriefed():
            return moved(state, happened.activity_id, "Briefed")
        case fact.ActivityHeld():
            return moved(state, happened.activity_id, "Held")
        case fact.MinutesFiled():
            return moved(state, happened.activity_id, "MinutesFiled")
        case _:
            assert_never(happened)


def moved(state: Diary, activity_id: UUID, name: str) -> Diary:
    activity = replace(state.activities[activity_id], state=name)
    return replace(state, activities={**state.activities, activity_id: activity})


DIARY: Aggregate[Diary] = Aggregate(
    name="diary",
    key="leader_id",
    commands=do.DiaryCommand.__args__,
    opens=(do.OpenDiary,),
    decide=decide,
    evolve=evolve,
)
