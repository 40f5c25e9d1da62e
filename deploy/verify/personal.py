"""Nothing marked personal stands in clear: not in the log, nor in what stands around it."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from deploy.verify.report import Row
from deploy.verify.site import Opened
from shared import log
from shared.facts import KERNEL
from shared.log import Recorded
from shared.personal import ERASED, take_out

MOST_VALUES = 500
SHORTEST = 6
AT_ONCE = 1000
TEXTS = (
    "SELECT data::text FROM log.all_facts",
    "SELECT row_to_json(p)::text FROM log.parked p",
    "SELECT row_to_json(c)::text FROM log.commands c",
)


def check_log(services: dict[str, Opened]) -> Iterable[Row]:
    """In the stored data of every fact each marked field is blank; every erased person's key is gone."""
    for name, opened in services.items():
        leaks = list(_leaks(opened))
        found = f"position {leaks[0]} shows a personal field" if leaks else "every marked field is blank"
        yield Row("personal data in the log", name, not leaks, found)
        alive = _alive(opened)
        found = f"person of position {alive} still has a key" if alive else "their keys are gone"
        yield Row("erased people", name, alive is None, found)


def _rows(opened: Opened) -> Iterator[Recorded]:
    last = opened.db.execute("SELECT coalesce(max(position), 0) FROM log.all_facts").fetchall()[0][0]
    position = 0
    while rows := log.read(opened.db, position, last, AT_ONCE):
        opened.service.facts.warm(row.encoded for row in rows)
        yield from rows
        position = rows[-1].position


def _leaks(opened: Opened) -> Iterator[int]:
    classes = opened.service.facts.classes
    for row in _rows(opened):
        cls = classes.get((row.source, row.name)) or KERNEL.get(row.name)
        if cls is not None and row.source is None:
            taken, _ = take_out(cls, row.data, row.stream)
            if any(value not in (ERASED, []) for fields in taken.values() for value in fields.values()):
                yield row.position


def _alive(opened: Opened) -> int | None:
    checkpoint = opened.db.execute("SELECT position FROM checkpoint").fetchall()[0][0]
    for position, person in opened.db.execute(
        "SELECT position, data ->> 'person' FROM log.all_facts WHERE name = 'PersonErased' AND position <= %s",
        (checkpoint,),
    ).fetchall():
        holding = opened.keyring.holding(person)
        if holding is None or holding["erased_at"] is None:
            return int(position)
    return None


def check_elsewhere(services: dict[str, Opened]) -> Iterable[Row]:
    """Personal values of the logs, some hundreds of the longest, are searched in the logs' clear columns, in what is
    parked, in metrics, and in the files of services and broker. Read stores may hold them: queries need it."""
    values = sorted({value for opened in services.values() for value in _values(opened)}, key=len, reverse=True)
    if not values:
        yield Row("personal data elsewhere", "all", True, "no personal data is held")
        return
    pattern = re.compile(pattern_of(values[:MOST_VALUES]))
    for name, opened in services.items():
        leaks = [where for where, text in _texts(opened) if pattern.search(text)]
        yield Row("personal data elsewhere", name, not leaks, leaks[0] if leaks else "columns, parked, metrics")
    home = next(iter(services.values())).home
    if home is not None:
        leaks = [str(path.relative_to(home)) for path in _files(home) if pattern.search(_content(path))]
        yield Row("personal data in files", "all", not leaks, leaks[0] if leaks else f"{len(list(_files(home)))} files")


def pattern_of(values: Iterable[str]) -> str:
    """Any of these values. What they have in common at their beginning is looked for once: one after the other, some
    hundreds of them in a log of a hundred thousand facts would take minutes."""
    heads: dict[str, list[str]] = {}
    for value in values:
        heads.setdefault(value[:1], []).append(value[1:])
    if "" in heads:  # the shorter of two is found wherever the longer is
        return ""
    return f"(?:{'|'.join(re.escape(head) + pattern_of(tails) for head, tails in heads.items())})"


def _values(opened: Opened) -> Iterator[str]:
    for row in _rows(opened):
        if row.personal:
            for value in opened.keyring.open(row.personal, row.encoded.bound).values():
                yield from (text for text in _flat(value) if len(text.encode()) >= SHORTEST and len(text) >= 3)


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _flat(item)


def _texts(opened: Opened) -> Iterator[tuple[str, str]]:
    for query in TEXTS:
        for (text,) in opened.db.execute(query).fetchall():
            yield query, text
    for address in opened.http:
        try:
            with urlopen(f"http://{address}/metrics", timeout=5) as page:
                yield f"metrics of {address}", page.read().decode()
        except (URLError, OSError):
            continue


def _files(home: Path) -> Iterator[Path]:
    """Log files and the broker's, but not the database server's, which holds the read stores."""
    for path in home.rglob("*"):
        if path.is_file() and path.relative_to(home).parts[0] != "postgres":
            yield path


def _content(path: Path) -> str:
    try:
        return path.read_bytes().decode(errors="replace")
    except OSError:
        return ""
