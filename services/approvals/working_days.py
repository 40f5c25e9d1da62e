"""The Chinese working-day calendar, with public holidays and make-up working weekends (调休).

The State Council announces a year's calendar in the autumn before. Until the library knows it, Monday to Friday count,
and whoever is told of days counted so is told that too.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import chinese_calendar

ONE_DAY = timedelta(days=1)
SATURDAY = 5


def is_announced(year: int) -> bool:
    """Whether that year's holidays and make-up days are known here."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def is_working_day(day: date) -> bool:
    """For a year whose calendar is not announced yet, Monday to Friday."""
    return bool(chinese_calendar.is_workday(day)) if is_announced(day.year) else day.weekday() < SATURDAY


def working_days_between(first: date, last: date) -> int:
    """Working days from `first` to `last`, both counted; 0 if `last` is earlier."""
    return sum(1 for day in _days(first, last) if is_working_day(day))


def working_day_after(day: date, number: int) -> date:
    """The day that is so many working days after that one."""
    while number:
        day += ONE_DAY
        number -= is_working_day(day)
    return day


def working_day_before(day: date, number: int) -> date:
    """The last day that is so many working days before that one."""
    while number:
        number -= is_working_day(day)
        day -= ONE_DAY
    return day


def doubt(first: date, last: date) -> str:
    """What has to be said with a count of these days: nothing, or that a year's calendar is not announced."""
    unknown = [str(year) for year in range(first.year, last.year + 1) if not is_announced(year)]
    return f" (the calendar of {', '.join(unknown)} is not announced: Monday to Friday counted)" if unknown else ""


def calendar_of(year: int) -> dict[str, Any]:
    """The weekdays off, and the weekend days at work, of that year."""
    announced = is_announced(year)
    days = list(_days(date(year, 1, 1), date(year, 12, 31))) if announced else []
    return {
        "year": year,
        "announced": announced,
        "holidays": [day for day in days if day.weekday() < SATURDAY and not is_working_day(day)],
        "make_up_days": [day for day in days if day.weekday() >= SATURDAY and is_working_day(day)],
    }


def _days(first: date, last: date) -> Iterator[date]:
    return (first + ONE_DAY * number for number in range((last - first).days + 1))
