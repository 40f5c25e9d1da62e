"""What other files and bodies say of a visit: A10, A11, A18, A23, and the rules about its travellers' other trips.

The case judges itself by what they answered to its submission; `check_visit` judges a draft by what the read store
knows. The rules are these, both times.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from services.approvals.authority.authority import RANKS, Rank
from services.approvals.rules.rule_set import RuleSet
from services.approvals.rules.trips import Known, judge_trips, unanswered
from services.approvals.rules.verdict import outcome
from services.approvals.values import Body, RuleOutcome, VisitPlan

LOWEST_CADRE: Rank = "deputy_bureau"
"""From this rank up a traveller is a cadre whom the city's organization department manages (GK)."""
CADRES = "opinion of the organization department (GK)"


@dataclass(frozen=True, kw_only=True)
class Answers:
    """`entry`: the annual plan reserved it, or could; `entry_found`: what it said; `locked`: the unit is; `trips`: by
    owner. None while there is no answer; so too a consent; an opinion is left out until it is given."""

    entry: bool | None = None
    entry_found: str = ""
    locked: bool | None = None
    trips: Known = field(default_factory=dict)
    opinions: Mapping[Body, bool] = field(default_factory=dict)
    consents: Mapping[str, bool | None] = field(default_factory=dict)


def opinions_needed(visit: VisitPlan) -> tuple[Body, ...]:
    """The bodies that have to give an opinion on this team, before the director signs."""
    secret = any(member.secrecy != "none" for member in visit.members)
    cadre = any(RANKS.index(member.rank) <= RANKS.index(LOWEST_CADRE) for member in visit.members)
    bodies: dict[Body, bool] = {"organization-department": secret or cadre, "secrecy-bureau": secret}
    return tuple(body for body, needed in bodies.items() if needed)


def consents_needed(visit: VisitPlan) -> tuple[str, ...]:
    """The other authorities that administer a member of this team."""
    return tuple(sorted({member.authority for member in visit.members if member.authority is not None}))


def judge_neighbours(visit: VisitPlan, answers: Answers, on: date, rules: RuleSet) -> tuple[RuleOutcome, ...]:
    """What is needed before the clerk's review. `on`: the day of the submission."""
    return (
        _unlocked(answers.locked, rules),
        _reserved(answers.entry, answers.entry_found, rules),
        *judge_trips(visit, answers.trips, on, rules),
    )


def judge_consulted(visit: VisitPlan, answers: Answers, rules: RuleSet) -> tuple[RuleOutcome, ...]:
    """What is needed before the director's signature; nothing of a body or authority that isn't concerned."""
    return (*_opinions(visit, answers, rules), *_consents(visit, answers, rules))


def _unlocked(locked: bool | None, rules: RuleSet) -> RuleOutcome:
    """A10: a unit with long overdue passports sends nobody [S19, S20]."""
    value = f"a unit without passports overdue for more than {rules.lock_after_days} days"
    found = "locked: passports are long overdue" if locked else "not locked"
    judged = outcome("A10", rules.cite("lock_after_days"), value, found, not locked, "hand in the overdue passports")
    return unanswered(judged, "no answer yet") if locked is None else judged


def _reserved(entry: bool | None, said: str, rules: RuleSet) -> RuleOutcome:
    """A11: an entry of the adopted annual plan that no other visit uses, or one that is replaced with its reason."""
    mend = "name a free entry of the adopted plan, or replace a planned trip with its reason"
    found = (said or "reserved") if entry else f"not reserved: {said}"
    judged = outcome("A11", rules.cite("A11"), "a free entry of the annual plan", found, bool(entry), mend)
    return unanswered(judged, "no answer yet") if entry is None else judged


def _opinions(visit: VisitPlan, answers: Answers, rules: RuleSet) -> Iterator[RuleOutcome]:
    """A18: personnel and secrecy units give their opinions first [S7]."""
    said = {None: "no opinion yet", False: "not favourable", True: "favourable"}
    for body in opinions_needed(visit):
        opinion = answers.opinions.get(body)
        article, value = f"{rules.cite('A18')}; {CADRES}", f"a favourable opinion of the {body}"
        mend = "get the opinion, or change the team"
        yield outcome("A18", article, value, said[opinion], opinion is True, mend)


def _consents(visit: VisitPlan, answers: Answers, rules: RuleSet) -> Iterator[RuleOutcome]:
    """A23: each member's own authority confirms the task (任务确认件) [S15, S18]."""
    said = {None: "no answer yet", False: "refused", True: "given"}
    for authority in consents_needed(visit):
        found = said[answers.consents[authority]] if authority in answers.consents else "not asked yet"
        passed = answers.consents.get(authority) is True
        mend = "ask for consent and record the answer, or change the team"
        yield outcome("A23", rules.cite("A23"), f"the consent (任务确认件) of {authority}", found, passed, mend)
