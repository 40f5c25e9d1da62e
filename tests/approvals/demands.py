"""What the rules demand of an approval, read from the facts of the files alone, and written here a second time: nothing
of `decide` or of the visit's state is asked."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import chinese_calendar

from services.approvals import events as fact
from services.approvals.commands import Member, VisitPlan
from shared.actors import people_of
from shared.times import local_date
from tests.approvals.files import Entry, Files

COURSE: Mapping[str | None, frozenset[str]] = {
    state: frozenset(after.split(", "))
    for state, after in {
        None: "Drafted",
        "Drafted": "Submitted, Withdrawn",
        "Submitted": "Returned, ClerkReviewed, Refused, Withdrawn",
        "Returned": "Submitted, Withdrawn",
        "ClerkReviewed": "SectionReviewed, Returned, Refused, Withdrawn",
        "SectionReviewed": "DirectorSigned, Returned, Refused, Withdrawn",
        "DirectorSigned": "Approved, ReportedUp, Returned, Refused, Withdrawn",
        "ReportedUp": "UpperDecided, Returned, Refused, Withdrawn",
        "UpperDecided": "Approved, Refused",
        "Approved": "Departed, Cancelled",
        "Departed": "Returned home",
        "Returned home": "Closed",
        "Closed": "Archived",
        "Withdrawn": "Drafted",
        "Refused": "Returned",
        "Cancelled": "nothing",
        "Archived": "nothing",
    }.items()
}
"""Section 1.5: which state may follow which."""
LEADERS = ("state_leader", "minister", "vice_minister", "bureau", "deputy_bureau")
CHANGED = (fact.VisitDrafted, fact.VisitRevised, fact.AmendmentRequested)
UNDONE = (
    *(fact.VisitReturnedForCompletion, fact.VisitRefused, fact.VisitWithdrawn),
    *(fact.VisitResumed, fact.VisitReconsidered, fact.VisitReturnedFromAbove),
)


def lacking(files: Files, visit_id: UUID, entries: list[Entry]) -> list[str]:
    """What is missing of all that an approval demands, if the last of these entries is one; of an amendment, if that
    is the last."""
    match entries[-1].fact:
        case fact.VisitSubmitted():
            return [*of_papers(entries), *of_time(entries)]
        case fact.VisitApproved():
            beside = [*of_the_plan(files, visit_id, entries), *of_other_teams(files, visit_id, entries)]
            return [*of_content(entries), *of_steps(entries), *of_time(entries), *beside]
        case fact.AmendmentGranted():
            beside = of_other_teams(files, visit_id, entries)
            return [*of_content(entries), *of_the_change(entries), *of_time(entries), *beside]
        case fact.DocumentsIssued() as issued if issued.document != document_in_force(entries):
            return [f"{issued.document} in force"]
        case fact.DocumentsIssued() | fact.PassportsLent() | fact.PassportsHandedIn():
            travels = people_of(entries[-1].by) & {str(member.person_id) for member in content(entries).members}
            return ["somebody who does not travel"] if travels else []
        case _:
            return []


def of_time(entries: list[Entry]) -> Iterator[str]:
    """Submitted, signed or amended before it begins; who is away already may have it amended."""
    decided = (fact.VisitSubmitted, fact.VisitSigned, fact.AmendmentGranted)
    day = next(local(entry) for entry in reversed(entries) if isinstance(entry.fact, decided))
    gone = any(isinstance(entry.fact, fact.VisitDeparted) for entry in entries)
    if not gone and content(entries).departs_on < day:
        yield "a departure to come"


def of_deputies(files: Files, entries: list[Entry]) -> list[str]:
    """Who acts for somebody was appointed."""
    last = entries[-1].actor
    if last.acting_for is None or files.facts(f"deputy-{last.acting_for}"):
        return []
    return [f"an appointment of {last.signature}"]


def of_papers(entries: list[Entry]) -> Iterator[str]:
    """Notices and budget, each about what is asked for now."""
    wanted, day = content(entries), local(entries[-1])
    if not wanted.secret:
        for unit in sorted({member.unit for member in wanted.members}):
            if not any(notice_holds(entries, at, unit, wanted, day) for at in range(len(entries))):
                yield f"a notice in {unit}"
    signed = {side: budget(entries, side, wanted) for side in ("foreign_affairs", "finance")}
    yield from (f"the {side} side's signature" for side, who in signed.items() if who is None)
    if signed["foreign_affairs"] and signed["finance"] and shared_by(signed.values()):
        yield "two people for the budget"


def of_content(entries: list[Entry]) -> Iterator[str]:
    """Those, opinions, consents, objections and travellers."""
    yield from of_papers(entries)
    wanted = content(entries)
    travellers = {str(member.person_id) for member in wanted.members}
    for body in bodies(wanted.members):
        if not any(favourable(entries, at, body, wanted) for at in range(len(entries))):
            yield f"an opinion of {body}"
    for authority in {member.authority for member in wanted.members if member.authority}:
        if not any(consent_holds(entries, at, authority, wanted) for at in range(len(entries))):
            yield f"the consent of {authority}"
    yield from objections(entries)
    if not 1 <= len(wanted.members) <= 6:
        yield "a team of six"
    if (wanted.returns_on - wanted.departs_on).days + 1 > (5, 8, 10)[len({stop.country for stop in wanted.stops}) - 1]:
        yield "few enough days"
    in_the_chain = (fact.BudgetCleared, fact.VisitSubmitted, fact.VisitReviewedByClerk, fact.VisitReviewedBySection,
                    fact.VisitSigned, fact.VisitReportedUp, fact.UpperDecisionRecorded, fact.AmendmentGranted,
                    fact.VisitPublicized, fact.ConsentRecorded, fact.OpinionGiven, fact.ObjectionSettled)  # fmt: skip
    since = max(at for at, entry in enumerate(entries) if isinstance(entry.fact, CHANGED))
    for entry in entries[since:]:
        if isinstance(entry.fact, in_the_chain) and people_of(entry.by) & travellers:
            yield f"{type(entry.fact).__name__} by somebody who does not travel"


def content(entries: list[Entry]) -> VisitPlan:
    """What the visit is about: its last draft or revision, or the amendment asked for last."""
    plans = [entry.fact.visit for entry in entries if isinstance(entry.fact, CHANGED)]
    found: VisitPlan = plans[-1]
    return found


def content_at(entries: list[Entry], at: int) -> VisitPlan | None:
    plans = [entry.fact.visit for entry in entries[:at] if isinstance(entry.fact, CHANGED)]
    return plans[-1] if plans else None


def notice_holds(entries: list[Entry], at: int, unit: str, wanted: VisitPlan, day: date) -> bool:
    """Posted in that unit, about these people and this task, five working days before; the day of posting apart."""
    posted, about = entries[at].fact, content_at(entries, at)
    if not isinstance(posted, fact.VisitPublicized) or posted.unit != unit or about is None:
        return False
    days = [posted.posted_on + timedelta(days=number) for number in range(1, (day - posted.posted_on).days + 1)]
    enough = sum(works(one) for one in days) >= 5
    return enough and same_task(about, wanted) and of_unit(wanted, unit) <= of_unit(about, unit)


def works(day: date) -> bool:
    """By the announced calendar; Monday to Friday beyond it."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def same_task(one: VisitPlan, other: VisitPlan) -> bool:
    """The same but for the members, and for days that an approved trip was moved to."""
    said = [
        (visit.purpose, visit.budget, [stop.country for stop in visit.stops], visit.returns_on - visit.departs_on)
        for visit in (one, other)
    ]
    return said[0] == said[1]


def of_unit(visit: VisitPlan, unit: str) -> set[tuple[UUID, str]]:
    return {(member.person_id, member.rank) for member in visit.members if member.unit == unit}


def budget(entries: list[Entry], side: str, wanted: VisitPlan) -> str | None:
    """Who signed this budget for that side, after the draft was last changed."""
    for at in range(len(entries) - 1, -1, -1):
        if isinstance(entries[at].fact, (fact.VisitDrafted, fact.VisitRevised)):
            return None
        about = content_at(entries, at)
        signed = isinstance(entries[at].fact, fact.BudgetCleared) and entries[at].fact.side == side
        if signed and about is not None and about.budget == wanted.budget:
            return entries[at].by
    return None


def bodies(members: tuple[Member, ...]) -> list[str]:
    secret = any(member.secrecy != "none" for member in members)
    leader = any(member.rank in LEADERS for member in members)
    return ["organization-department"] * (secret or leader) + ["secrecy-bureau"] * secret


def favourable(entries: list[Entry], at: int, body: str, wanted: VisitPlan) -> bool:
    """That body's last word, on this team."""
    given, about = entries[at].fact, content_at(entries, at)
    later = [
        entry.fact for entry in entries[at + 1 :] if isinstance(entry.fact, (fact.OpinionGiven, fact.VisitRevised))
    ]
    return (
        isinstance(given, fact.OpinionGiven) and given.body == body and given.favourable
        and about is not None and about.members == wanted.members
        and not any(isinstance(other, fact.VisitRevised) or (other.body == body and not other.favourable)
                    for other in later)
    )  # fmt: skip


def consent_holds(entries: list[Entry], at: int, authority: str, wanted: VisitPlan) -> bool:
    """Asked before, given, and about these people."""
    given, about = entries[at].fact, content_at(entries, at)
    if not isinstance(given, fact.ConsentRecorded) or given.authority != authority or about is None:
        return False
    asked = any(isinstance(entry.fact, fact.ConsentRequested) for entry in entries[:at])
    ours = {member.person_id for member in wanted.members if member.authority == authority}
    theirs = {member.person_id for member in about.members if member.authority == authority}
    later = [entry.fact for entry in entries[at:] if isinstance(entry.fact, fact.ConsentRecorded)]
    return given.given and asked and ours <= theirs and later[-1].given and same_task(about, wanted)


def objections(entries: list[Entry]) -> Iterator[str]:
    """Each was dismissed, or the visit was changed after it was upheld."""
    for at, entry in enumerate(entries):
        if isinstance(entry.fact, fact.ObjectionRaised):
            name = entry.fact.objection
            settled = [
                (later, one.fact.upheld)
                for later, one in enumerate(entries)
                if later > at and isinstance(one.fact, fact.ObjectionSettled) and one.fact.objection == name
            ]
            dropped = any(isinstance(one.fact, fact.AmendmentDropped) for one in entries[at:])
            if not settled and not dropped:
                yield f"objection {name} settled"
            elif settled and settled[-1][1] and not dropped:
                changed = entries[settled[-1][0] :]
                if not any(isinstance(one.fact, CHANGED) for one in changed):
                    yield f"objection {name} mended"


def of_steps(entries: list[Entry]) -> Iterator[str]:
    """Submission, clerk, section, director, in this order, each by another person; and the decision above for
    leaders."""
    drafted = max(
        at for at, entry in enumerate(entries) if isinstance(entry.fact, (fact.VisitDrafted, fact.VisitRevised))
    )
    steps = (fact.VisitSubmitted, fact.VisitReviewedByClerk, fact.VisitReviewedBySection, fact.VisitSigned)
    begun = max((at for at, entry in enumerate(entries) if isinstance(entry.fact, fact.VisitSubmitted)), default=-1)
    taken = [entry for entry in entries[max(begun, 0) :] if isinstance(entry.fact, steps)]
    if begun < drafted or [type(entry.fact) for entry in taken] != list(steps):
        yield "each step once, after the last change"
    if any(isinstance(entry.fact, UNDONE) or getattr(entry.fact, "held_back", False) for entry in entries[begun:]):
        yield "no return, refusal or withdrawal since the submission"
    drafters = [entry.by for entry in entries if isinstance(entry.fact, (fact.VisitDrafted, fact.VisitRevised))]
    chain = [entry.by for entry in entries[max(begun, 0) :] if isinstance(entry.fact, (*steps, *ABOVE))]
    if shared_by(chain) or any(people_of(by) & people_of(drafter) for by in chain for drafter in drafters):
        yield "four eyes"
    if any(member.rank in LEADERS for member in content(entries).members):
        above = [entry.fact for entry in entries[begun:] if isinstance(entry.fact, ABOVE)]
        if [type(one) for one in above] != list(ABOVE) or not above[-1].approved:
            yield "the decision above"
    elif any(isinstance(entry.fact, ABOVE) for entry in entries[begun:]):
        yield "a decision of the office"


ABOVE = (fact.VisitReportedUp, fact.UpperDecisionRecorded)


def of_the_change(entries: list[Entry]) -> Iterator[str]:
    """Asked for, and neither dropped nor granted before; decided by the level that decides on such a team."""
    kinds = (fact.AmendmentRequested, fact.AmendmentDropped, fact.AmendmentGranted)
    asked = [entry for entry in entries[:-1] if isinstance(entry.fact, kinds)]
    if not asked or not isinstance(asked[-1].fact, fact.AmendmentRequested):
        yield "an amendment asked for"
    elif people_of(asked[-1].by) & people_of(entries[-1].by):
        yield "four eyes"
    leaders = any(member.rank in LEADERS for member in content(entries).members)
    if ("provincial_officer" if leaders else "director") not in entries[-1].actor.roles:
        yield "whoever decides on such a team"


def of_other_teams(files: Files, visit_id: UUID, entries: list[Entry]) -> Iterator[str]:
    """Nobody who travels is in another team at the same time, that was approved before."""
    wanted = content(entries)
    for stream, others in files.streams.items():
        told = [entry.fact for entry in others if isinstance(entry.fact, (fact.VisitApproved, fact.VisitAmended))]
        over = any(isinstance(entry.fact, (fact.VisitCancelled, fact.VisitReturned)) for entry in others)
        if not told or over or stream == f"visit-{visit_id}":
            continue
        shared = set(told[-1].travellers) & {member.person_id for member in wanted.members}
        if shared and told[-1].starts_on <= wanted.returns_on and wanted.departs_on <= told[-1].ends_on:
            yield "nobody in two teams"


def of_the_plan(files: Files, visit_id: UUID, entries: list[Entry]) -> Iterator[str]:
    """An entry of the adopted plan, reserved for this visit and nobody else; and a unit that was not locked."""
    begun = max((at for at, entry in enumerate(entries) if isinstance(entry.fact, fact.VisitSubmitted)), default=0)
    since = [entry.fact for entry in entries[begun:]]
    wanted = content(entries)
    plan = files.facts(f"plan-{wanted.unit}/{wanted.plan_year}")
    if not any(isinstance(one, fact.PlanAdopted) for one in plan):
        yield "an adopted plan"
    if holder(plan, wanted.plan_entry) != visit_id:
        yield "a reserved entry of the plan"
    if not any(isinstance(one, fact.PlanAnswered) and one.reserved for one in since):
        yield "the plan's answer"
    standing = [one.locked for one in since if isinstance(one, fact.UnitStandingNoted)]
    if not standing or standing[-1]:
        yield "a unit that is not locked"


def holder(plan: list[Any], number: str) -> UUID | None:
    """The visit that has that entry."""
    has: UUID | None = None
    for one in plan:
        if isinstance(one, fact.PlanEntryReserved) and one.entry == number:
            has = one.visit_id
        elif isinstance(one, fact.PlanEntryReleased) and one.entry == number:
            has = None
    return has


def document_in_force(entries: list[Entry]) -> str:
    told = (fact.VisitApproved, fact.VisitAmended)
    return [entry.fact.document for entry in entries if isinstance(entry.fact, told)][-1]


def shared_by(signatures: Iterable[str | None]) -> bool:
    """Whether somebody stands behind two of these signatures."""
    people = [person for signature in signatures if signature for person in people_of(signature)]
    return len(people) != len(set(people))


def local(entry: Entry) -> date:
    return local_date(entry.at)


def passed_too_often(facts: list[Any]) -> list[str]:
    """Deadlines of a file that passed more often than they were set."""
    pairs = (
        (fact.PassportDeadlineSet, fact.PassportDeadlinePassed, ("due_on",)),
        (fact.ReportDeadlineSet, fact.ReportDeadlinePassed, ("due_on",)),
        (fact.ReportDeadlineSet, fact.ResultDeadlinePassed, ("due_on",)),
        (fact.PaperDeadlineSet, fact.PaperDeadlinePassed, ("due_on",)),
        (fact.ReminderSet, fact.VisitReminded, ("matter", "due_on", "days_before")),
    )
    found = []
    for was_set, has_passed, names in pairs:
        keys = [tuple(getattr(one, name) for name in names) for one in facts if isinstance(one, has_passed)]
        sets = [tuple(getattr(one, name) for name in names) for one in facts if isinstance(one, was_set)]
        found += [f"{has_passed.__name__} {key}" for key in set(keys) if keys.count(key) > sets.count(key)]
    locks = [sum(isinstance(one, kind) for one in facts) for kind in (fact.PassportsLongOverdue, fact.LockDeadlineSet)]
    return [*found, *(["PassportsLongOverdue"] if locks[0] > locks[1] else [])]


def passed_unseen(facts: list[Any]) -> list[str]:
    """What was due long ago, was not done, and nobody was told of: passports, report and result, recalled papers."""
    lent, back = people(facts, fact.PassportsLent), people(facts, fact.PassportsHandedIn)
    out = {one for one in lent if lent[one] > back.get(one, -1)}
    done = {type(one) for one in facts}
    found = []
    if out and since(facts, fact.PassportDeadlineSet, fact.PassportsLongOverdue):
        found.append("passports")
    if fact.ReportFiled not in done and since(facts, fact.ReportDeadlineSet, fact.ReportDeadlinePassed):
        found.append("report")
    if fact.ResultPublicized not in done and since(facts, fact.ReportDeadlineSet, fact.ResultDeadlinePassed):
        found.append("result")
    recalled = {one.document for one in facts if isinstance(one, fact.DocumentsRecalled)}
    returned = {one.document for one in facts if isinstance(one, fact.DocumentsReturned)}
    if recalled - returned and since(facts, fact.PaperDeadlineSet, fact.PaperDeadlinePassed):
        found.append("papers")
    return found


def people(facts: list[Any], kind: type) -> dict[UUID, int]:
    """Who got, or brought back, a passport, and when last."""
    return {one: at for at, happened in enumerate(facts) if isinstance(happened, kind) for one in happened.travellers}


def since(facts: list[Any], was_set: type, has_passed: type) -> bool:
    """Whether the deadline that was set last has not passed."""
    last = max((at for at, one in enumerate(facts) if isinstance(one, was_set)), default=len(facts))
    return last < len(facts) and not any(isinstance(one, has_passed) for one in facts[last:])
