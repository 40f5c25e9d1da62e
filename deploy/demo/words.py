"""The words of a case file: `${day 5}`, `${workday -6}`, `${year 0}`, `${moment 3 09:30}`, `${id delegation}`, and
`${kept}`."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import chinese_calendar

from shared.ids import derived_id
from shared.times import OFFICE_ZONE, local_date, now

WORD = re.compile(r"\$\{([^}]*)\}")
A_YEAR = re.compile(r"\$\{(year [+-]?\d+)\}")
"""Alone it is a number."""
DATED = re.compile(r"(day|workday|year) ([+-]?\d+)$|moment ([+-]?\d+) (\d\d:\d\d)$|id (.+)$")


def words_in(text: str) -> Iterator[str]:
    for match in WORD.finditer(text):
        yield match.group(1)


def is_known(word: str) -> bool:
    """Whether it needs nothing that was kept."""
    return DATED.match(word) is not None


def fill(thing: Any, kept: Mapping[str, str], run: UUID) -> Any:
    """The value with every word replaced; plain dictionaries and lists."""
    if isinstance(thing, Mapping):
        return {str(key): fill(item, kept, run) for key, item in thing.items()}
    if isinstance(thing, list):
        return [fill(item, kept, run) for item in thing]
    if isinstance(thing, (date, datetime)):
        return thing.isoformat()
    if isinstance(thing, str):
        if alone := A_YEAR.fullmatch(thing):
            return int(_value(alone.group(1), kept, run))
        return WORD.sub(lambda match: _value(match.group(1), kept, run), str(thing))
    return thing


def _value(word: str, kept: Mapping[str, str], run: UUID) -> str:
    today = local_date(now())
    match = DATED.match(word)
    if match is None:
        return kept[word]
    kind, days, moment_days, clock, name = match.groups()
    if name:
        return str(derived_id(run, name))
    if kind == "day":
        return (today + timedelta(days=int(days))).isoformat()
    if kind == "year":
        return f"{(today + timedelta(days=int(days))).year}"
    if kind == "workday":
        return workday(today, int(days)).isoformat()
    moment = datetime.combine(today + timedelta(days=int(moment_days)), time.fromisoformat(clock), OFFICE_ZONE)
    return moment.isoformat()


def workday(day: date, count: int) -> date:
    """The date so many Chinese working days away; make-up weekends count; beyond its data, Monday to Friday."""
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not _works(day):
            day += step
    return day


def _works(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5
