"""The values of the rules on invitations and conferences, each set with the day from which it holds and its source.

A case is judged by the set in force on the day it was submitted. What is local comes from other cities, until Guizhou's
own values replace it by a later set.
"""

from datetime import date

from shared.values import value


@value
class InvitationRules:
    """Limits in force from a day on. `passport_months`: left on the day of the application, by entries asked;
    `stay_days`: the longest stay on a visa for a short one; `answer_working_days`: the office's own time to answer;
    `envoy_working_days`, `pass_on_working_days`: how long before their arrival an envoys' invitation reaches the
    office, and the province and the ministry; `close_out_days`: after the exit or the cancellation;
    `long_overdue_days`: after that. `conference_foreigners`, `conference_people`: from these numbers on the State
    Council decides, and `science_...` in the natural sciences."""

    effective_from: date
    source: str
    passport_months: int
    passport_months_multiple: int
    stay_days: int
    answer_working_days: int
    envoy_working_days: int
    pass_on_working_days: int
    close_out_days: int
    long_overdue_days: int
    conference_countries: int
    conference_months: int
    conference_foreigners: int
    conference_people: int
    science_foreigners: int
    science_people: int
    conference_report_days: int


INVITATION_RULES = (
    InvitationRules(
        effective_from=date(2013, 9, 1),
        source="Decree 637 [S4]; 外发〔2002〕40号 [S17]; 中办发〔2006〕10号 [S32]; Changzhou [S25]; Chongqing 2023",
        passport_months=6,
        passport_months_multiple=12,
        stay_days=180,
        answer_working_days=5,
        envoy_working_days=30,
        pass_on_working_days=25,
        close_out_days=30,
        long_overdue_days=30,
        conference_countries=3,
        conference_months=3,
        conference_foreigners=100,
        conference_people=400,
        science_foreigners=300,
        science_people=800,
        conference_report_days=30,
    ),
)
"""Close-outs long overdue and the conference's report have no source: their days are the office's own (GK)."""


def invitation_rules_on(day: date) -> InvitationRules:
    """The set in force on that day; the first one for a day before it."""
    return ([rules for rules in INVITATION_RULES if rules.effective_from <= day] or [INVITATION_RULES[0]])[-1]
