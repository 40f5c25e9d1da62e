"""A case file: who works at the office, and what they do step by step. Checked before anything starts.

    people:
      wang: {roles: [unit_specialist], unit: commerce-bureau}
      tian: {roles: [section_head], acting_for: li}
    steps:
      - who: wang
        call: approvals.draft_visit
        with: {plan_number: "2026-07", starts_on: "${workday +20}"}
        keep: visit                   # the receipt's id, used later as ${visit}
        say: A team to Athens is drafted
      - who: wang
        call: approvals.submit_visit
        with: {visit_id: "${visit}"}
        refused: [A3]                 # these rules are expected to say no
      - who: zhang
        until: reception.list_delegations
        with: {country: GR}
        shows: Tripoli                # asked again until the answer contains this text
        find: {delegation: delegations.0.delegation_id}   # kept from the answer, by its path
    show:
      - {call: reception.list_delegations, who: zhang, title: Delegations, columns: [state, country]}

In values `${day N}` is the date N days from today, `${workday N}` N Chinese working days from today, `${year N}` the
year of the date N days from today, `${moment N HH:MM}` that time N days from today in the office's zone, `${name}`
something kept, `${id name}` an id that stays the same in one run.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from deploy.demo import words
from deploy.local.office import SERVICES
from deploy.terminal.office import counter_of
from shared.counter import methods_of


class BadCase(ValueError):
    """The case file can't be played. The text names the line, the field, what is wrong and the mend."""

    def __init__(self, line: int, field: str, wrong: str) -> None:
        super().__init__(f"line {line}, {field}: {wrong}")


@dataclass(frozen=True)
class Person:
    """`acting_for`: whose deputy it is, by that person's id."""

    id: str
    roles: tuple[str, ...]
    unit: str
    acting_for: str | None = None


@dataclass(frozen=True)
class Step:
    """A call by somebody. `refused`: rules expected to say no; `shows`: a question, asked until that is in it."""

    line: int
    who: str
    service: str
    method: str
    fields: Mapping[str, Any]
    keep: str = ""
    say: str = ""
    refused: tuple[str, ...] = ()
    shows: str = ""
    find: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    title: str
    people: Mapping[str, Person]
    steps: tuple[Step, ...]
    show: tuple[Step, ...] = field(default=())


STEP = {"who", "call", "until", "with", "keep", "say", "refused", "shows", "find", "title", "columns"}


def read_case(path: Path) -> Case:
    """Read and check a case file. Raises BadCase."""
    try:
        raw = YAML().load(path.read_text())
    except FileNotFoundError:
        raise BadCase(0, "file", f"there is no case file {path}") from None
    except MarkedYAMLError as error:
        mark = error.problem_mark
        raise BadCase(mark.line + 1 if mark else 0, "YAML", str(error.problem)) from None
    if not isinstance(raw, CommentedMap):
        raise BadCase(1, "case", "a case has `people` and `steps`")
    _only(raw, {"title", "people", "steps", "show"}, "case")
    people = {name: _person(raw, name) for name in _map(raw, "people")}
    kept: set[str] = set()
    steps = tuple(_step(item, people, kept) for item in _items(raw, "steps"))
    show = tuple(_step(item, people, kept) for item in _items(raw, "show", required=False))
    return Case(str(raw.get("title", path.stem)), people, steps, show)


def _person(raw: CommentedMap, name: str) -> Person:
    people = raw["people"]
    line = people.lc.key(name)[0] + 1
    given = people[name]
    if not isinstance(given, CommentedMap) or not isinstance(given.get("roles"), list):
        raise BadCase(line, f"people.{name}", "give {roles: [...], unit: ...}")
    _only(given, {"roles", "unit", "id", "acting_for"}, f"people.{name}")
    principal = given.get("acting_for")
    return Person(
        id=str(given.get("id", name)),
        roles=tuple(map(str, given["roles"])),
        unit=str(given.get("unit", "fao")),
        acting_for=None if principal is None else str(principal),
    )


def _step(item: Any, people: Mapping[str, Person], kept: set[str]) -> Step:
    line = item.lc.line + 1
    _only(item, STEP, "step")
    call = str(item.get("call") or item.get("until") or "")
    if not call:
        raise BadCase(line, "call", "say what is called, as service.method")
    at = _line(item, "call" if "call" in item else "until")
    service, _, method = call.partition(".")
    if service not in SERVICES:
        raise BadCase(at, "call", f"there is no service {service!r}; choose from {', '.join(SERVICES)}")
    known = methods_of(counter_of(service))
    if method not in known:
        raise BadCase(at, "call", f"{service} has no method {method!r}; it has {', '.join(sorted(known))}")
    if item.get("who") not in people:
        raise BadCase(_line(item, "who", line), "who", f"{item.get('who')!r} is not among the people")
    if "until" in item and "shows" not in item:
        raise BadCase(line, "shows", "say what text the answer must show")
    fields = item.get("with") or CommentedMap()
    _check_fields(fields, known[method], f"{call}.with", _line(item, "with", line))
    for where, word in _words(fields):
        _check_word(word, kept, where)
    if item.get("keep"):
        kept.add(str(item["keep"]))
    kept.update(map(str, item.get("find", {})))
    return Step(
        line=line,
        who=str(item["who"]),
        service=service,
        method=method,
        fields=fields,
        keep=str(item.get("keep", "")),
        say=str(item.get("say", "")),
        refused=tuple(map(str, item.get("refused", ()))),
        shows=str(item.get("shows", "")),
        find={str(name): str(path) for name, path in item.get("find", {}).items()},
        title=str(item.get("title", call)),
        columns=tuple(map(str, item.get("columns", ()))),
    )


def _check_fields(fields: Any, method: Any, name: str, line: int) -> None:
    """Unknown and missing fields are found before anything starts; values are judged by the service."""
    if not isinstance(fields, CommentedMap):
        raise BadCase(line, name, "give fields by name")
    taking = method.__taking__.schema.fields
    for key in fields:
        if key not in taking:
            raise BadCase(_line(fields, key), f"{name}.{key}", f"unknown field; {name} has {', '.join(taking)}")
    first = next(iter(taking), "")
    for key, declared in taking.items():
        if declared.required and key not in fields and not (key == first and method.__kind__ == "command"):
            raise BadCase(line, f"{name}.{key}", "this field is required")


def _words(thing: Any, line: int = 0) -> Iterator[tuple[int, str]]:
    """Every ${word} in a value, with the line it stands on."""
    if isinstance(thing, CommentedMap):
        for key, item in thing.items():
            yield from _words(item, _line(thing, key))
    elif isinstance(thing, CommentedSeq):
        for number, item in enumerate(thing):
            yield from _words(item, thing.lc.item(number)[0] + 1 if thing.lc.data else line)
    elif isinstance(thing, str):
        for word in words.words_in(thing):
            yield line, word


def _check_word(word: str, kept: set[str], line: int) -> None:
    if not words.is_known(word) and word not in kept:
        raise BadCase(line, f"${{{word}}}", "nothing was kept under this name before this step")


def _only(given: CommentedMap, allowed: set[str], where: str) -> None:
    for key in given:
        if key not in allowed:
            raise BadCase(
                _line(given, key), str(key), f"unknown in a {where}; it may have {', '.join(sorted(allowed))}"
            )


def _map(raw: CommentedMap, key: str) -> CommentedMap:
    if not isinstance(raw.get(key), CommentedMap):
        raise BadCase(_line(raw, key, 1), key, "is missing, or not a list of names")
    found: CommentedMap = raw[key]
    return found


def _items(raw: CommentedMap, key: str, required: bool = True) -> CommentedSeq:
    given = raw.get(key)
    if given is None and not required:
        return CommentedSeq()
    if not isinstance(given, CommentedSeq) or not all(isinstance(item, CommentedMap) for item in given):
        raise BadCase(_line(raw, key, 1), key, "is missing, or not a list of steps")
    return given


def _line(given: CommentedMap, key: Any, otherwise: int = 1) -> int:
    return int(given.lc.key(key)[0]) + 1 if key in given else otherwise
