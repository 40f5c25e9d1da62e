"""Moments are UTC; the dates that rules speak of are the office's local dates."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    return datetime.now(UTC)


def local_date(moment: datetime) -> date:
    """The calendar date in the office's zone at that moment."""
    return moment.astimezone(OFFICE_ZONE).date()


def end_of_local_day(day: date) -> datetime:
    """The last second of that date in the office's zone, as UTC: when a deadline "by that day" has passed."""
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=OFFICE_ZONE).astimezone(UTC)
