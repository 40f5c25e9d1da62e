"""Plays a case: each step by its person, in order; keeps what later steps need."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from deploy.demo.case import Case, Person, Step
from deploy.demo.timeline import Timeline
from deploy.demo.words import fill
from deploy.local.office import Office
from deploy.terminal.office import counter_of
from shared.client import Client
from shared.counter import methods_of
from shared.errors import Declined, Refused, Unavailable
from shared.ids import derived_id, new_id
from shared.rights import CALLER

PATIENCE_SECONDS = 20.0


class Disappointed(RuntimeError):
    """A step did not go as the case file says; the text names the line and what happened."""


@dataclass
class Play:
    """One run of a case in an open office."""

    office: Office
    case: Case
    timeline: Timeline
    run: UUID = field(default_factory=new_id)
    kept: dict[str, str] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    reached: dict[str, int] = field(default_factory=dict)
    """How far each service's log had come at the last command: who asks next sees it."""

    def play(self) -> None:
        """Every step. Raises Disappointed at the first that goes otherwise than the file says."""
        for number, step in enumerate(self.case.steps):
            if step.shows:
                self._wait(step)
            else:
                self._do(step, derived_id(self.run, number))

    def tables(self) -> list[tuple[str, tuple[str, ...], list[Mapping[str, Any]]]]:
        """Title, columns and rows of each answer that the case wants shown at the end."""
        return [(step.title, step.columns, _rows(self._ask(step))) for step in self.case.show]

    def _do(self, step: Step, key: UUID) -> None:
        started = time.perf_counter()
        fields = fill(step.fields, self.kept, self.run)
        try:
            answer = self._call(step, fields, key)
        except Refused as refusal:
            rules = tuple(str(item["rule"]) for item in refusal.answer["violations"])
            if set(step.refused) != set(rules):
                raise Disappointed(f"line {step.line}: {_why(refusal)}") from None
            self.timeline.refused(self._person(step), step, refusal.answer["violations"])
            return
        except Declined as error:
            raise Disappointed(f"line {step.line}: {step.service}.{step.method}: {_why(error)}") from None
        if step.refused:
            raise Disappointed(f"line {step.line}: expected a refusal by {', '.join(step.refused)}")
        if step.keep:
            self.kept[step.keep] = str(answer["id"])
        if _is_command(step):
            self.reached[step.service] = answer["position"]
        self.timeline.done(self._person(step), step, time.perf_counter() - started)

    def _call(self, step: Step, fields: Any, key: UUID) -> Any:
        client = self._client(step.who)
        if not _is_command(step):
            return client.ask(step.service, step.method, fields, self.reached.get(step.service, 0))
        for _ in range(3):
            try:
                return client.command(step.service, step.method, fields, key)
            except Unavailable:
                continue
        return client.command(step.service, step.method, fields, key)

    def _wait(self, step: Step) -> None:
        started = time.perf_counter()
        wanted = fill(step.shows, self.kept, self.run)
        while True:
            answer = self._ask_or_nothing(step)
            if wanted in json.dumps(answer, ensure_ascii=False):
                self.kept.update({name: str(_at(answer, path)) for name, path in step.find.items()})
                self.timeline.seen(self._person(step), step, time.perf_counter() - started)
                return
            if time.perf_counter() - started > PATIENCE_SECONDS:
                raise Disappointed(f"line {step.line}: {step.service}.{step.method} never showed {wanted!r}: {answer}")
            time.sleep(0.02)

    def _ask(self, step: Step) -> Any:
        fields = fill(step.fields, self.kept, self.run)
        return self._client(step.who).ask(step.service, step.method, fields, self.reached.get(step.service, 0))

    def _ask_or_nothing(self, step: Step) -> Any:
        try:
            return self._ask(step)
        except Declined as error:
            return error.answer["message"]

    def _person(self, step: Step) -> Person:
        return self.case.people[step.who]

    def _client(self, who: str) -> Client:
        if who not in self.clients:
            person = self.case.people[who]
            token = self.office.people.token(person.id, *person.roles, unit=person.unit, acting_for=person.acting_for)
            self.clients[who] = Client(self.office.uri_of(CALLER), token)
        return self.clients[who]


def _is_command(step: Step) -> bool:
    return bool(methods_of(counter_of(step.service))[step.method].__kind__ == "command")


def _at(answer: Any, path: str) -> Any:
    """What stands at a path such as `delegations.0.delegation_id`."""
    for part in path.split("."):
        answer = answer[int(part)] if isinstance(answer, list) else answer[part]
    return answer


def _rows(answer: Any) -> list[Mapping[str, Any]]:
    """The first list of rows in an answer, a filled one before an empty one; else the answer as its only row."""
    lists = [item for item in answer.values() if isinstance(item, list)] if isinstance(answer, Mapping) else []
    rows = [item for item in lists if not item or isinstance(item[0], Mapping)]
    return next((item for item in rows if item), rows[0] if rows else [answer])


def _why(error: Declined) -> str:
    details = error.answer.get("fields") or error.answer.get("violations") or error.answer["mend"]
    return f"{error.answer['message']}: {json.dumps(details, ensure_ascii=False)}"
