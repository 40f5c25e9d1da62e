"""What a visit must not do beside other cases: A1 (a divided team), A14 and A21 by the record known here, two teams.

Judged by the trips that its travellers and its senders have elsewhere, which the streams of `trip.py` answer in the
order in which they were asked for, or the read store before anything is asked.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from uuid import UUID

from services.approvals.rules.rule_set import RuleSet
from services.approvals.rules.team import judge_frequency, months_after, numbers_of
from services.approvals.rules.verdict import outcome
from services.approvals.values import Asking, Member, RuleOutcome, Trip, VisitPlan

Known = Mapping[str, tuple[Trip, ...] | None]
"""The other trips by owner; None while the owner's stream has not answered."""
DECLARED_WITHIN = timedelta(days=7)
"""A declared departure is that of a trip known here if it is so near: teams leave late, and say so."""


def traveller(person_id: UUID) -> str:
    """The owner of a person's trips."""
    return f"traveller/{person_id}"


def sender(name: str) -> str:
    """The owner of a unit's teams, or of those that another authority organises."""
    return f"sender/{name}"


def senders_of(visit: VisitPlan) -> tuple[str, ...]:
    """The unit, and who organises the team if that is another authority."""
    names = {visit.unit} | ({visit.organiser.authority} if visit.organiser else set())
    return tuple(sender(name) for name in sorted(names))


def owners_of(visit: VisitPlan) -> tuple[str, ...]:
    return (*(traveller(member.person_id) for member in visit.members), *senders_of(visit))


def trip_of(visit_id: UUID, visit: VisitPlan) -> Trip:
    labels = [visit.organisation, *([visit.inviter.name] if visit.inviter else [])]
    return Trip(
        visit_id=visit_id,
        countries=tuple(sorted({stop.country for stop in visit.stops})),
        purpose=visit.purpose.casefold(),
        hosts=tuple(sorted({name.casefold() for label in labels for name in (label.zh, label.en)})),
        people=len(visit.members),
        departs_on=visit.departs_on,
        returns_on=visit.returns_on,
    )


def asking(
    visit_id: UUID, plans: tuple[VisitPlan, ...], before: Collection[str], number: int, on: date, rules: RuleSet
) -> Asking:
    """What a case asks for these plans: the one that stands, if any, and the one that is asked for. `before`: those
    whom it asked before."""
    owners = tuple(dict.fromkeys(owner for plan in plans for owner in owners_of(plan)))
    back = 12 * max(rules.record_years, rules.bureau_years or 0, rules.division_years or 0)
    return Asking(
        owners=owners,
        trips=tuple(trip_of(visit_id, plan) for plan in plans),
        since=months_after(min(on, *(plan.departs_on for plan in plans)), -back),
        number=number,
        left=tuple(sorted(set(before) - set(owners))),
    )


def judge_trips(visit: VisitPlan, known: Known, on: date, rules: RuleSet) -> Iterator[RuleOutcome]:
    """`on`: the day of the submission, up to which the declared record goes."""
    silent = [member for member in visit.members if known.get(traveller(member.person_id)) is None]
    yield _divided(visit, known, rules)
    yield _with_answers(silent, visit, _undeclared(visit, known, on, rules))
    yield _with_answers(silent, visit, _known_frequency(visit, known, rules))
    yield _with_answers(silent, visit, _two_teams(visit, known, rules))


def _with_answers(silent: list[Member], visit: VisitPlan, judged: RuleOutcome) -> RuleOutcome:
    return unanswered(judged, f"{numbers_of(silent, visit)}: no answer yet") if silent else judged


def unanswered(judged: RuleOutcome, found: str) -> RuleOutcome:
    """The rule can't be judged yet: another file has not answered."""
    mend = "look again in a moment: the answer is on its way"
    return outcome(judged.rule, judged.article, judged.value, found, False, mend)


def _others(known: Known, member: Member) -> tuple[Trip, ...]:
    return known.get(traveller(member.person_id)) or ()


def _overlap(visit: VisitPlan, trip: Trip) -> bool:
    """The day out and the day back both count (A4)."""
    return trip.departs_on <= visit.returns_on and visit.departs_on <= trip.returns_on


def _divided(visit: VisitPlan, known: Known, rules: RuleSet) -> RuleOutcome:
    """A1: no team is split, and none travels beside another: teams of one sender, at one time, to one country, with one
    task or host count together [S14]."""
    own, senders = trip_of(UUID(int=0), visit), senders_of(visit)
    beside = {
        trip.visit_id: trip.people
        for sender in senders
        for trip in known.get(sender) or ()
        if _overlap(visit, trip)
        and set(trip.countries) & set(own.countries)
        and (trip.purpose == own.purpose or set(trip.hosts) & set(own.hosts))
    }
    together = own.people + sum(beside.values())
    found = f"{own.people} and {sum(beside.values())} in {len(beside)} other teams" if beside else "no team beside it"
    judged = outcome(
        "A1",
        rules.cite("team_size"),
        f"at most {rules.team_size} persons in all teams to one country with one task or host at one time",
        found,
        not beside or together <= rules.team_size,
        "send fewer, or at another time: a team is not split, and none travels beside it",
    )
    silent = [sender for sender in senders if known.get(sender) is None]
    return unanswered(judged, f"{', '.join(silent)}: no answer yet") if silent else judged


def _undeclared(visit: VisitPlan, known: Known, on: date, rules: RuleSet) -> RuleOutcome:
    """A14: what a member declares holds every trip of these years that is known here [S24]."""
    since = months_after(on, -12 * rules.record_years)
    missing = [
        f"{numbers_of([member], visit)}: {', '.join(trip.countries)} on {trip.departs_on}"
        for member in visit.members
        for trip in _others(known, member)
        if trip.granted and since <= trip.returns_on < on and not _declared(member, trip)
    ]
    value = f"a declared record that holds every trip known here of the past {rules.record_years} years"
    found = f"not declared: {'; '.join(missing)}" if missing else "nothing is missing"
    return outcome("A14", rules.cite("record_years"), value, found, not missing, "declare these trips too")


def _declared(member: Member, trip: Trip) -> bool:
    return any(
        past.country in trip.countries and abs(past.departed_on - trip.departs_on) <= DECLARED_WITHIN
        for past in member.past_trips or ()
    )


def _known_frequency(visit: VisitPlan, known: Known, rules: RuleSet) -> RuleOutcome:
    departures = {member.person_id: [trip.departs_on for trip in _others(known, member)] for member in visit.members}
    return judge_frequency(visit, departures, "trips known here", rules)


def _two_teams(visit: VisitPlan, known: Known, rules: RuleSet) -> RuleOutcome:
    """Nobody is in two teams at one time (section 11)."""
    twice = [
        f"{numbers_of([member], visit)}: {trip.departs_on} to {trip.returns_on}"
        for member in visit.members
        for trip in _others(known, member)
        if _overlap(visit, trip)
    ]
    found = f"in another team, {'; '.join(twice)}" if twice else "in no other"
    mend = "send somebody else, or at another time; or have the other case withdrawn or cancelled"
    return outcome("two-teams", rules.cite("two-teams"), "in one team at a time", found, not twice, mend)
