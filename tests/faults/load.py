"""The office at work: callers play its cases over and over, each command until it is answered, all in their book."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID

from deploy.local.office import Office
from deploy.verify import Site, verify
from shared import errors
from shared.client import Client
from shared.ids import new_id
from shared.times import local_date, now
from tests.faults.fault import hold
from tests.faults.ledger import Ledger
from tests.waiting import until

PATIENCE_SECONDS = 90
CALL_SECONDS = 5
LONGEST_CALL_SECONDS = 30
PEOPLE = {
    "wang": ("unit_specialist",),
    "zhao": ("unit_signatory",),
    "sun": ("clerk",),
    "li": ("section_head",),
    "zhou": ("director",),
    "liu": ("exchange_officer",),
    "he": ("duty_officer", "consular_officer"),
}
Step = tuple[str, str, str, dict[str, Any]]
"""Who, service, method, fields. A case is a generator of steps that is sent each receipt's id."""


def name(random: Random) -> dict[str, str]:
    number = random.randrange(10**9)
    return {"zh": f"某某{number:09d}", "en": f"Somebody {number:09d}"}


def invitation(random: Random) -> Iterator[Step]:
    """From draft to signature: reception opens a delegation, consular a stay."""
    arrives = local_date(now()) + timedelta(days=random.randint(20, 60))
    key = str(UUID(int=random.getrandbits(128), version=4))
    guest = {
        "name": name(random),
        "nationality": "GR",
        "post": "Mayor",
        "rank": "division",
        "passport_number": f"AK{key[:8]}",
        "passport_expires_on": f"{arrives + timedelta(days=900)}",
        "past_visas": [],
        "visa": "F",
        "days": 3,
    }
    yield (
        "wang",
        "approvals",
        "draft_invitation",
        {
            "invitation_id": key,
            "invitation": {
                "unit": "commerce-bureau",
                "purpose": "a market for tea",
                "organisation": {"zh": "某市", "en": "Some city"},
                "country": "GR",
                "city": {"zh": "某市", "en": "Some city"},
                "arrives_on": f"{arrives}",
                "leaves_on": f"{arrives + timedelta(days=3)}",
                "guarantor": "commerce-bureau",
                "guests": [guest],
            },
        },
    )
    by_key = {"invitation_id": key}
    yield "zhao", "approvals", "stamp_invitation", {**by_key, "department": "commerce-bureau"}
    yield "zhao", "approvals", "vouch_for_invitation", {**by_key, "signatory": name(random), "post": "deputy head"}
    yield "zhao", "approvals", "submit_invitation", by_key
    yield "sun", "approvals", "review_invitation_as_clerk", by_key
    yield "li", "approvals", "review_invitation_as_section", by_key
    yield "zhou", "approvals", "sign_invitation", by_key


def case(random: Random) -> Iterator[Step]:
    """A citizen in distress: media hears of it, and of its end."""
    key = str(UUID(int=random.getrandbits(128), version=4))
    by_key = {"case_id": key}
    report = {
        **by_key,
        "reporter": {"kind": "relative", "name": name(random), "phone": f"+86 {key[:12]}"},
        "person": {"name": name(random), "document_number": f"E{key[:8]}"},
        "place": {"country": "GR", "region": "Attica", "city": {"zh": "雅典", "en": "Athens"}},
        "kind": "missing",
        "what_happened": f"did not come back from a walk {key}",
    }
    yield "he", "consular", "report_distress", report
    yield "he", "consular", "check_identity", {**by_key, "basis": "passport"}
    yield "he", "consular", "triage_case", {**by_key, "kind": "missing", "level": "IV"}
    yield "he", "consular", "accept_case", by_key
    yield "he", "consular", "note_progress", {**by_key, "text": f"asked the mission about {key}"}


def partner(random: Random) -> Iterator[Step]:
    """A partner city, and what was done with it."""
    key = f"GR-city-{random.getrandbits(60):x}"
    city = {"zh": "某市", "en": f"City {key.removeprefix('GR-city-')}"}
    fields = {"partner": key, "country": "GR", "city": city, "kind": "friendly_exchange", "source": "some.org"}
    yield "liu", "exchanges", "register_partnership", fields
    for number in range(1, 3):
        what = {"partner": key, "field": "youth", "what": f"meeting {number}", "took_place_on": f"2023-11-{number:02d}"}
        yield "liu", "exchanges", "record_exchange", what


CASES: tuple[Callable[[Random], Iterator[Step]], ...] = (invitation, case, partner)


@dataclass
class Load:
    """Callers in threads of their own, from `start` to `finish`. What they were refused is a fault of the load."""

    office: Office
    ledger: Ledger
    seed: int
    commands: int
    callers: int = 4
    pace: float = 0.0
    uri: str = ""
    longest_call: float = 0.0
    answered_at: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    retries: int = 0
    most_tries: int = 0
    failures: list[str] = field(default_factory=list)
    _threads: list[threading.Thread] = field(default_factory=list)
    _answered: dict[int, float] = field(default_factory=dict)

    def start(self) -> "Load":
        for number in range(self.callers):
            thread = threading.Thread(target=self._call_on, args=(Random(f"{self.seed}-{number}"),), daemon=True)
            self._threads.append(thread)
            thread.start()
        return self

    def is_done(self) -> bool:
        return not any(thread.is_alive() for thread in self._threads)

    def finish(self) -> None:
        """Wait for all of them. Raises Broken if one gave up."""
        for thread in self._threads:
            thread.join()
        hold("every command is answered in the end", not self.failures, self.failures[:3])

    def _call_on(self, random: Random) -> None:
        clients = {who: self._client(who, roles) for who, roles in PEOPLE.items()}
        try:
            while self.ledger.count < self.commands and not self.failures:
                for who, service, method, fields in random.choice(CASES)(random):
                    self._give(clients[who], service, method, fields)
                    time.sleep(self.pace)
        except Exception as error:
            self.failures.append(f"{type(error).__name__}: {error}")
        finally:
            for client in clients.values():
                client.close()

    def _client(self, who: str, roles: tuple[str, ...]) -> Client:
        token = self.office.people.token(who, *roles, unit="commerce-bureau")
        return Client(self.uri or self.office.uri_of("caller"), token, CALL_SECONDS)

    def _give(self, client: Client, service: str, method: str, fields: dict[str, Any]) -> None:
        key, begun, tries = new_id(), time.monotonic(), 0
        while time.monotonic() < begun + PATIENCE_SECONDS:
            started, tries = time.monotonic(), tries + 1
            try:
                receipt = client.command(service, method, fields, command_id=key)
                self.ledger.acknowledged(service, key, receipt)
                self.most_tries = max(self.most_tries, tries)
                self.answered_at.append(time.monotonic())
                self.seconds.append(time.monotonic() - begun)
                self._answered[threading.get_ident()] = started
                return
            except errors.Unavailable:
                self.retries += 1
                time.sleep(0.1)
            finally:
                took = time.monotonic() - started
                self.longest_call = max(self.longest_call, took)
                hold("no call hangs for more than 30 s", took < LONGEST_CALL_SECONDS, f"{took:.1f} s")
        raise errors.Unavailable.of(f"{service}.{method} was not answered in {PATIENCE_SECONDS} s", "")

    def all_answered_since(self, moment: float) -> bool:
        """Whether each caller has had an answer to a call that it gave after that moment."""
        return sum(given > moment for given in [*self._answered.values()]) == self.callers

    def longest_silence(self) -> float:
        """The longest time in which nobody got an answer, in seconds."""
        moments = sorted(self.answered_at)
        return max((later - earlier for earlier, later in pairwise(moments)), default=0.0)


def lags(office: Office) -> dict[str, Any]:
    """What each service says of its readers."""
    client = Client(office.uri_of("caller"), office.people.token("operator", "operator"), 5)
    try:
        return {name: client.ask(name, "lag") for name in office.counters}
    finally:
        client.close()


def drained(office: Office) -> bool:
    """Whether every reader has read all, all is confirmed, and every listener has heard all."""
    try:
        found = lags(office)
    except errors.Declined:
        return False
    for lag in found.values():
        if any(position != lag["head"] for position in lag["readers"].values()) or lag["told"] != lag["confirmed"]:
            return False
        if any(found[source]["told"] != sequence for source, sequence in lag["heard"].items() if source in found):
            return False
    return True


def prove(office: Office, ledger: Ledger, within: float = 120) -> None:
    """Wait until all is drained, then verify the whole installation."""
    with suppress(AssertionError):
        until(lambda: drained(office), within)
    hold("all is drained", drained(office), lags(office))
    report = verify(Site.of(office), ledger.path)
    hold("verify is green", report.ok, report.wrong)
