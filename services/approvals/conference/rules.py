"""All checkable rules of an international conference (section 1.3 [S32]), judged at once, and who decides on it."""

from datetime import date

from services.approvals.application_values import Country
from services.approvals.authority.authority import Level
from services.approvals.conference.values import ConferencePlan
from services.approvals.invitation.rule_set import InvitationRules
from services.approvals.rules.team import months_after
from services.approvals.rules.verdict import outcome
from services.approvals.values import RuleOutcome

CONFERENCES = "中办发〔2006〕10号 [S32]"
FUNDS = "财行〔2015〕371号 [S32]"
NOT_COUNTED: tuple[Country, ...] = ("HK", "MO", "TW")
"""Regions of China count neither as countries nor as abroad [S32]."""


def judge_conference(conference: ConferencePlan, applied_on: date, rules: InvitationRules) -> tuple[RuleOutcome, ...]:
    """The outcome of every rule for a conference that was applied for on that day."""
    return (
        _taiwan(conference),
        _countries(conference, rules),
        _numbers(conference),
        _dates(conference),
        _ahead(conference, applied_on, rules),
        _level(conference, rules),
        _budget(conference),
    )


def who_decides_conference(conference: ConferencePlan, rules: InvitationRules) -> Level:
    """The State Council, if it is large, sensitive, or attended by full ministers; else the province."""
    return "state_council" if reasons(conference, rules) else "province"


def reasons(conference: ConferencePlan, rules: InvitationRules) -> list[str]:
    """Why the State Council decides; none if it doesn't."""
    science = conference.natural_sciences
    foreigners = rules.science_foreigners if science else rules.conference_foreigners
    people = rules.science_people if science else rules.conference_people
    why = {
        f"{conference.foreigners} foreigners, {foreigners} or more": conference.foreigners >= foreigners,
        f"{conference.people} people, {people} or more": conference.people >= people,
        f"attended by a {conference.highest_rank}": conference.highest_rank in ("state_leader", "minister"),
        "a sensitive topic": conference.sensitive,
        "a conference of an important international organisation": conference.great_body,
    }
    return [reason for reason, holds in why.items() if holds]


def _taiwan(conference: ConferencePlan) -> RuleOutcome:
    passed = "TW" not in conference.countries
    mend = "leave it out of the countries; people from Taiwan come through the Taiwan Affairs Office"
    found = "not named" if passed else "named as a country"
    return outcome("taiwan", "section 1.2 [S14]", "Taiwan is not a country", found, passed, mend)


def _countries(conference: ConferencePlan, rules: InvitationRules) -> RuleOutcome:
    """People from three or more countries, China among them."""
    countries = sorted({"CN", *conference.countries} - set(NOT_COUNTED))
    needed = rules.conference_countries
    value = f"people from {needed} or more countries, China one of them"
    mend = "this is no international conference: invite the guests by invitations"
    return outcome("countries", CONFERENCES, value, ", ".join(countries), len(countries) >= needed, mend)


def _numbers(conference: ConferencePlan) -> RuleOutcome:
    found = f"{conference.foreigners} foreigners of {conference.people} people"
    passed = 0 < conference.foreigners <= conference.people
    return outcome("numbers", CONFERENCES, "some foreigners, counted among all", found, passed, "mend the numbers")


def _dates(conference: ConferencePlan) -> RuleOutcome:
    found = f"{conference.starts_on} to {conference.ends_on}"
    passed = conference.starts_on <= conference.ends_on
    return outcome("dates", CONFERENCES, "an end not before the beginning", found, passed, "mend the dates")


def _ahead(conference: ConferencePlan, applied_on: date, rules: InvitationRules) -> RuleOutcome:
    last = months_after(conference.starts_on, -rules.conference_months)
    value = f"applied for by {last}, {rules.conference_months} months ahead"
    mend = f"hold it on {months_after(applied_on, rules.conference_months)} or later"
    return outcome("ahead", CONFERENCES, value, f"applied for on {applied_on}", applied_on <= last, mend)


def _level(conference: ConferencePlan, rules: InvitationRules) -> RuleOutcome:
    """Nothing to refuse: it says who decides, and why."""
    why = "; ".join(reasons(conference, rules))
    found = f"the State Council: {why}" if why else "the province"
    value = "the State Council from these numbers, ranks and topics on, else the province"
    return outcome("level", CONFERENCES, value, found, True, "none needed")


def _budget(conference: ConferencePlan) -> RuleOutcome:
    """Recorded only: finance judges it."""
    total = sum(line.amount for line in conference.budget)
    found = f"{total} CNY from {conference.funding or 'funds not named'}" if conference.budget else "not recorded yet"
    return outcome("budget", FUNDS, "recorded here, judged by finance", found, True, "none needed")
