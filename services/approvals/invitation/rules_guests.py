"""What is asked of each guest from abroad: passport, past visas, visa, work permit, stay, lodging."""

from collections.abc import Iterable, Iterator
from datetime import date

from services.approvals.invitation.rule_set import InvitationRules
from services.approvals.invitation.values import Guest, InvitationPlan, VisaCategory
from services.approvals.rules.team import months_after
from services.approvals.rules.verdict import not_given, outcome
from services.approvals.values import RuleOutcome

NO_FOREIGNERS = ("HK", "MO")
"""They come with their permits; asked is neither passport nor visa (Exit-Entry Law arts 10, 89)."""
BY_LETTER: tuple[VisaCategory, ...] = ("F", "M", "R")
"""What a unit's letter supports (Decree 637 art 7); on these the days of stay are asked."""
ELSEWHERE: dict[VisaCategory, str] = {
    "J1": "accreditation as a resident journalist, by the press side (Decree 537)",
    "J2": "the press side's consent to the interviews (Decree 537)",
    "L": "the traveller's own itinerary, or a travel agency's letter",
    "S1": "the letter of the relative who resides here",
    "S2": "the letter of the relative who resides here",
}
"""What the other visas are asked for with (Decree 637 art 7)."""
WORK = (
    "get the work permit from the labour and foreign experts' department first; the visa is asked for with it. Illegal "
    "work costs the guest 5,000 to 20,000 CNY, the employer 10,000 a person (art 80)"
)
LODGING = "have it registered with the police of the place within 24 hours, else up to 2,000 CNY (art 76)"

Numbered = tuple[int, Guest]


def judge_guests(invitation: InvitationPlan, applied_on: date, rules: InvitationRules) -> Iterator[RuleOutcome]:
    foreign = [
        (number, guest)
        for number, guest in enumerate(invitation.guests, start=1)
        if guest.nationality not in NO_FOREIGNERS
    ]
    yield _passports(foreign, invitation, applied_on, rules)
    yield _past_visas(foreign)
    yield _visas(foreign)
    yield _work(foreign)
    yield _stay(foreign, invitation, rules)
    yield _lodging(invitation)


def _passports(
    guests: list[Numbered], invitation: InvitationPlan, applied_on: date, rules: InvitationRules
) -> RuleOutcome:
    """Six months left on the day of the application, twelve for several entries (Chongqing's guide of 2023), and until
    they leave."""
    article, months, more = "[S25, S26]", rules.passport_months, rules.passport_months_multiple
    value = f"{months} months left on {applied_on}, {more} for several entries, and valid to the last day"
    silent = [item for item in guests if item[1].passport_number is None or item[1].passport_expires_on is None]
    if silent:
        return not_given("passport", article, value, f"number and last day of the passport of {numbers(silent)}")

    def short(guest: Guest) -> bool:
        needed = months_after(applied_on, more if guest.entries == "multiple" else months)
        return (guest.passport_expires_on or applied_on) < max(needed, invitation.leaves_on)

    found = [item for item in guests if short(item[1])]
    said = f"too short: {numbers(found)}" if found else "long enough"
    return outcome("passport", article, value, said, not found, "have the guest renew it first")


def _past_visas(guests: list[Numbered]) -> RuleOutcome:
    article, value = (
        "Exit-Entry Law art 21; section 7 [S5, S26]",
        "past visas for China of each, or that there are none",
    )
    silent = [item for item in guests if item[1].visa in BY_LETTER and item[1].past_visas is None]
    if silent:
        return not_given("past-visas", article, value, f"the past visas of {numbers(silent)}")
    return outcome("past-visas", article, value, "told", True, "none needed")


def _visas(guests: list[Numbered]) -> RuleOutcome:
    """F for exchange and visits, M for trade, R for talents; official visas, or none needed (art 22)."""
    article, value = (
        "Decree 637 arts 6, 7 [S4]",
        "a visa that a unit's letter supports: F, M, R, official, or none needed",
    )
    silent = [item for item in guests if item[1].visa is None]
    if silent:
        return not_given("visa", article, value, f"the visa asked of {numbers(silent)}")
    other = [(number, guest) for number, guest in guests if guest.visa in ELSEWHERE]
    found = ", ".join(f"guest {number}: {guest.visa}" for number, guest in other)
    ways = {f"{guest.visa} needs {ELSEWHERE[guest.visa]}": None for _, guest in other if guest.visa in ELSEWHERE}
    mend = "; ".join(ways) or "none needed"
    return outcome("visa", article, value, found or "as asked", not other, mend)


def _work(guests: list[Numbered]) -> RuleOutcome:
    """Who comes to work is no guest: no permit, no invitation."""
    article, value = "Exit-Entry Law arts 41, 43, 80 [S5]", "a work permit for a Z visa"
    found = [item for item in guests if item[1].visa == "Z" and not item[1].work_permit]
    said = f"no work permit: {numbers(found)}" if found else "none without"
    return outcome("work", article, value, said, not found, WORK)


def _stay(guests: list[Numbered], invitation: InvitationPlan, rules: InvitationRules) -> RuleOutcome:
    """The days of a stay are counted from the day after the entry (Decree 637 art 36)."""
    stay = (invitation.leaves_on - invitation.arrives_on).days
    value = f"at least {stay} days asked, at most {rules.stay_days}"
    asked = [item for item in guests if item[1].visa in BY_LETTER]
    silent = [item for item in asked if item[1].days is None]
    if silent:
        return not_given("stay", "Decree 637 art 36 [S4]", value, f"the days asked for {numbers(silent)}")
    wrong = [item for item in asked if not stay <= (item[1].days or 0) <= rules.stay_days]
    found = f"{numbers(wrong)} with {', '.join(str(guest.days) for _, guest in wrong)} days" if wrong else "enough"
    mend = "ask for as many days as they stay; for a longer stay a residence permit is needed"
    return outcome("stay", "Decree 637 art 36 [S4]", value, found, not wrong, mend)


def _lodging(invitation: InvitationPlan) -> RuleOutcome:
    """Nothing to refuse yet: who lodges outside hotels is told what is due after the arrival."""
    outside = [item for item in enumerate(invitation.guests, start=1) if item[1].lodging is not None]
    found = f"outside hotels: {numbers(outside)}" if outside else "all in hotels"
    article, value = "Exit-Entry Law art 39 [S5]", "outside hotels registered within 24 hours"
    return outcome("lodging", article, value, found, True, LODGING if outside else "none needed")


def numbers(guests: Iterable[Numbered]) -> str:
    return "guest " + ", ".join(str(number) for number, _ in guests)
