"""All checkable rules of an invitation (section 1.3), judged at once: `judge_invitation`.

They look at what the unit says, as of the day on which it applied: a case that was in time stays in time, whatever day
it is signed. Guests are named by their number, never by their name. Who decides is `invitation_state.who_decides`.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from services.approvals.invitation.rule_set import InvitationRules
from services.approvals.invitation.rules_guests import judge_guests
from services.approvals.invitation.values import InvitationPlan
from services.approvals.rules.verdict import not_given, outcome
from services.approvals.values import RuleOutcome
from services.approvals.working_days import doubt, working_days_between

GUIDE = "invitation procedure [S26]"
ENVOYS = "外发〔2002〕40号, 深府外〔2015〕133号 [S17]"
TRUTH = "Exit-Entry Law arts 19, 74 [S5]"
PENALTY = (
    "have a signatory of the unit sign that it is true and needed: who invites falsely pays 5,000 to 10,000 CNY, a "
    "unit 10,000 to 50,000 and those responsible as well, and the guests' costs of leaving (art 74)"
)


def judge_invitation(
    invitation: InvitationPlan, department: str, voucher: str, applied_on: date, rules: InvitationRules
) -> tuple[RuleOutcome, ...]:
    """The outcome of every rule for an invitation that was applied for on that day: stamped by that department, vouched
    for by that signatory; empty, if by nobody. Envoys reside in China: of them no visa is asked, but time."""
    return (
        _taiwan(invitation),
        _guests(invitation),
        _dates(invitation, applied_on),
        _stamp(department),
        _truth(voucher),
        *(_envoys(invitation, applied_on, rules) if invitation.kind == "envoys" else ()),
        *(_from_abroad(invitation, applied_on, rules) if invitation.kind == "guests" else ()),
    )


def _from_abroad(invitation: InvitationPlan, applied_on: date, rules: InvitationRules) -> Iterator[RuleOutcome]:
    yield _guarantor(invitation)
    yield from judge_guests(invitation, applied_on, rules)


def _taiwan(invitation: InvitationPlan) -> RuleOutcome:
    where = {invitation.country, *(guest.nationality for guest in invitation.guests)}
    found, mend = "Taiwan" if "TW" in where else "not Taiwan", "hand it to the Taiwan Affairs Office"
    return outcome("taiwan", "section 1.2 [S14]", "not Taiwan", found, "TW" not in where, mend)


def _guests(invitation: InvitationPlan) -> RuleOutcome:
    named = [guest.person_id for guest in invitation.guests]
    chinese = [number for number, guest in enumerate(invitation.guests, start=1) if guest.nationality == "CN"]
    wrong = {
        "nobody": not invitation.guests,
        "somebody twice": len(set(named)) < len(named),
        f"Chinese: guest {', '.join(map(str, chinese))}": bool(chinese),
    }
    found = "; ".join(what for what, holds in wrong.items() if holds)
    mend = "name each guest once, and nobody who is a Chinese citizen"
    value = "at least 1 guest, each named once, all foreign"
    return outcome(
        "guests", f"{GUIDE}; Exit-Entry Law art 89 [S5]", value, found or len(invitation.guests), not found, mend
    )


def _dates(invitation: InvitationPlan, applied_on: date) -> RuleOutcome:
    """Nothing is promised before the approval (R1 [S30]), so nobody is invited for a day that is past."""
    value = f"arriving on {applied_on} or later, leaving on that day or after it"
    passed = applied_on <= invitation.arrives_on <= invitation.leaves_on
    found = f"{invitation.arrives_on} to {invitation.leaves_on}"
    return outcome("dates", "section 1.3; R1 [S30]", value, found, passed, "mend the dates")


def _stamp(department: str) -> RuleOutcome:
    mend = "have the line department stamp it"
    return outcome("stamp", GUIDE, "the line department's stamp", department or "none", bool(department), mend)


def _truth(voucher: str) -> RuleOutcome:
    """The unit's letter of guarantee: that it is true and needed, that the costs are borne, that they leave in time."""
    value, found = "the statement of a named signatory that it is true", "signed" if voucher else "none"
    return outcome("truth", TRUTH, value, found, bool(voucher), PENALTY)


def _envoys(invitation: InvitationPlan, applied_on: date, rules: InvitationRules) -> Iterator[RuleOutcome]:
    """The day of the application does not count, the day of the arrival does."""
    needed = rules.envoy_working_days
    ahead = working_days_between(applied_on + timedelta(days=1), invitation.arrives_on)
    found = f"{ahead} working days{doubt(applied_on, invitation.arrives_on)}"
    mend = "invite them for a later day"
    yield outcome("envoys", ENVOYS, f"at least {needed} working days ahead", found, ahead >= needed, mend)


def _guarantor(invitation: InvitationPlan) -> RuleOutcome:
    article, value = "Decree 637 arts 19, 32 [S4]", "who answers for costs and leaving"
    if not (invitation.guarantor or "").strip():
        return not_given("guarantor", article, value, "the guarantor")
    return outcome("guarantor", article, value, "named", True, "none needed")
