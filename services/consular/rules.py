"""The rules that a case or an alert is checked against: article, value, and the day from which the value holds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.consular.values import Harm, Kind, Level, Receiver
from shared.aggregate import Violation

DECREE = "国务院令第763号 领事保护与协助条例"
ARTICLES: dict[Kind, str] = {
    "rights_violated": f"{DECREE} 第八条 [S1]",
    "detained": f"{DECREE} 第九条 [S1]",
    "court": f"{DECREE} 第十条 [S1]",
    "guardianship": f"{DECREE} 第十一条 [S1]",
    "destitute": f"{DECREE} 第十二条 [S1]",
    "missing": f"{DECREE} 第十三条 [S1]",
    "injured_or_dead": f"{DECREE} 第十四条 [S1]",
    "major_emergency": f"{DECREE} 第十五条 [S1]",
    "dispute": f"{DECREE} 第十七条 [S1]",
}
GRAVEST_FIRST: tuple[Level, ...] = ("I", "II", "III", "IV")
GRAVE: frozenset[Level] = frozenset({"I", "II"})


@dataclass(frozen=True)
class Grade:
    """From these figures on, a case has this level."""

    level: Level
    dead: int
    harmed: int


@dataclass(frozen=True)
class RuleSet:
    """The values in force from a day on.

    The figures of levels I and II are Tianjin's; those of level III follow the general grading of accidents, and the
    hours of reporting up are customary: both wait for the province's own text.
    """

    effective_from: date
    grades: tuple[Grade, ...]
    protesters: int
    report_up: tuple[tuple[Receiver, timedelta], ...]
    promises: tuple[str, ...]


RULE_SETS = (
    RuleSet(
        effective_from=date(2023, 9, 1),
        grades=(Grade("I", 30, 100), Grade("II", 10, 50), Grade("III", 3, 10)),
        protesters=100,
        report_up=(("city", timedelta(hours=1)), ("province", timedelta(hours=2))),
        promises=(
            "由我办支付",
            "由我办承担",
            "由政府支付",
            "由政府承担",
            "费用全免",
            "我们会付",
            "we will pay",
            "we shall pay",
            "office pays",
            "office will pay",
            "government pays",
            "government will pay",
            "free of charge",
        ),
    ),
)


def rule_set_on(day: date) -> RuleSet:
    """The rules in force on that day; before the first of them, the first."""
    past = [rules for rules in RULE_SETS if rules.effective_from <= day]
    return past[-1] if past else RULE_SETS[0]


def lowest_level(rules: RuleSet, harm: Harm) -> Level:
    """C10: the level that the figures alone demand."""
    if harm.evacuation or harm.labour_protesters >= rules.protesters:
        return "I"
    for grade in rules.grades:
        if harm.dead >= grade.dead or harm.dead + harm.injured >= grade.harmed:
            return grade.level
    return "IV"


def level_fits_the_figures(rules: RuleSet, level: Level, harm: Harm) -> Violation | None:
    """C10: a level may be graver than the figures demand, never milder."""
    lowest = lowest_level(rules, harm)
    if GRAVEST_FIRST.index(level) <= GRAVEST_FIRST.index(lowest):
        return None
    return Violation(
        rule="C10",
        article="涉外突发事件应急预案（天津）分级标准 [S36]",
        value=f"level {lowest} or graver for {harm.dead} dead, {harm.injured} injured",
        found=f"level {level}",
        mend=f"triage at level {lowest} or graver",
    )


def report_up_deadlines(rules: RuleSet, level: Level, since: datetime) -> tuple[tuple[Receiver, datetime], ...]:
    """C11: who must hear of a case of that level, and by when."""
    if level not in GRAVE:
        return ()
    return tuple((to, since + hours) for to, hours in rules.report_up)


def nobody_promises_payment(rules: RuleSet, text: str) -> Violation | None:
    """C7: no text that somebody else will read may promise that the office pays."""
    promise = next((words for words in rules.promises if words in text.casefold()), None)
    return None if promise is None else costs_are_the_persons_own(f'the words "{promise}"')


def costs_are_the_persons_own(found: str) -> Violation:
    """C7: the refusal of whatever makes the office pay."""
    return Violation(
        rule="C7",
        article=f"{DECREE} 第二十六条 [S1]",
        value="the person bears the costs of lodging, transport and medical help by third parties",
        found=found,
        mend="say that the person, the family, an insurer or an employer bears the costs",
    )
