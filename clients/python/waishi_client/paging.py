"""Lists that are asked for page by page."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

Q = TypeVar("Q")


def pages(ask: Callable[[Q], Any], question: Q, rows: str, key: str) -> Iterator[Mapping[str, Any]]:
    """All rows of a query whose question has `after` and `limit`; `key` is the field of a row that `after` takes.

    for entry in pages(consular.list_roster, RosterBy(crisis_id=crisis), rows="entries", key="entry_id"): ...
    """
    asked: Any = question
    while True:
        found = ask(asked)[rows]
        yield from found
        if len(found) < asked.limit:
            return
        asked = replace(asked, after=found[-1][key])
