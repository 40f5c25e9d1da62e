"""The Chinese working-day calendar, with public holidays and make-up working weekends (调休)."""

from datetime import date, timedelta

import chinese_calendar

ONE_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """For a year whose calendar is not announced yet, Monday to Friday."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def working_days_between(first: date, last: date) -> int:
    """Working days from `first` to `last`, both counted; 0 if `last` is earlier."""
    days = (first + ONE_DAY * number for number in range((last - first).days + 1))
    return sum(1 for day in days if is_working_day(day))
