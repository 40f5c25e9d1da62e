"""The page for integrators, docs/first-event.md: each snippet as it stands there, against one office."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from amqp.exceptions import AccessRefused

from deploy.local.office import SERVICES, Office
from shared.broker import connection
from shared.client import Client
from shared.rights import CALLER
from tests.snippets import ROOT, Running, snippets
from tests.waiting import until

PAGE = snippets(ROOT / "docs" / "first-event.md")
README, CLIENT = (snippets(ROOT / name) for name in ("README.md", "clients/python/README.md"))
LIVE = {
    "nameko": "evt-consular-AlertRaised--my_app.on_raised",
    "kombu": "my_app.kombu",
    "pika": "my_app.pika",
    "node": "my_app.node",
}
"""Each that listens from now on, and its queue."""
FROM_THE_FIRST = ("client", "history", "stream")
WORDS = "GR Attica orange"


class Opened:
    """The office, and what the page's reader has in his environment."""

    def __init__(self, office: Office, home: Path) -> None:
        self.office, self._home = office, home
        token = office.people.token
        self.environment = {
            **os.environ,
            "AMQP_URI": office.uri_of("my_app"),
            "HISTORY_URI": office.uri_of("my_app_history"),
            "TOKEN": token("integrator:my_app", "integrator"),
            "HTTP_ADDRESS": office.running["consular"][0].http,
            "PYTHONPATH": f"{ROOT}/clients/python:{ROOT}",
        }
        self.officer = {"AMQP_URI": office.uri_of(CALLER), "WAISHI_TOKEN": token("officer-1", "consular_officer")}

    @contextmanager
    def running(self, *names: str) -> Iterator[dict[str, Running]]:
        """These snippets; each that hears only what is told from now on, once it listens."""
        with ExitStack() as stack:
            found = {name: self.start(name, *PAGE[name]) for name in names}
            for each in found.values():
                stack.callback(each.kill)
            for name in LIVE.keys() & names:
                until(lambda name=name: self._listens(found[name], LIVE[name]), 60, every=0.2)
            yield found

    def _listens(self, snippet: Running, queue: str) -> bool:
        assert snippet.process.poll() is None, snippet.lines
        with connection(self.office.amqp_uri) as link:
            return bool(link.default_channel.queue_declare(queue, passive=True).consumer_count)

    def start(self, name: str, language: str, code: str, **more: str) -> Running:
        return Running(self._home, name, language, code, {**self.environment, **more})

    def run(self, name: str, **more: str) -> list[str]:
        return self.start(name, *PAGE[name], **more).done()

    def told(self) -> list[str]:
        """The lines that a reader of all alerts prints, by the service's own log."""
        client = Client(self.officer["AMQP_URI"], self.office.people.token("operator-1", "operator"))
        facts = client.ask("consular", "facts_told", {"names": ["AlertRaised"], "limit": 1000})["facts"]
        return [f"{WORDS} {fact['headers']['cloudEvents_sequence']}" for fact in facts]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    home = tmp_path_factory.mktemp("first_event")
    given: dict[str, Any] = {"integrators": {"my_app": {"consular": ("AlertRaised",)}}, "streams": ["my_app"]}
    counters = {"consular": SERVICES["consular"]}
    prefix = f"first_{uuid4().hex[:6]}"
    with Office(home, counters=counters, prefix=prefix, **given, admin_url="", amqp_uri="") as office:
        yield Opened(office, home)


@pytest.mark.parametrize("name", LIVE)
def test_a_subscriber_receives_the_fact(opened: Opened, name: str) -> None:
    """Who listens as the page says, and has an alert raised as it says."""
    with opened.running(name) as found:
        assert "position" in "".join(opened.run("raise", **opened.officer))
        until(lambda: any(line.startswith(WORDS) for line in found[name].lines))


def test_who_comes_late_has_all_from_the_first(opened: Opened) -> None:
    """By the typed client, by Node alone, and by the stream; and then what is told."""
    for _ in range(2):
        opened.run("raise", **opened.officer)
    with opened.running(*FROM_THE_FIRST) as found:
        opened.run("raise", **opened.officer)
        for reader in found.values():
            until(lambda reader=reader: len(reader.lines) >= 3 and reader.lines == opened.told())


@pytest.mark.parametrize(
    ("name", "page", "printed"),
    [
        ("typed", README, ["wildfires"]),
        ("calls", CLIENT, ["red earthquake", "relay it once it is issued"]),
    ],
)
def test_the_typed_client_calls_as_its_pages_say(opened: Opened, name: str, page: Any, printed: list[str]) -> None:
    """A plain script: a command, a query that has seen it, a refusal."""
    language, code = page[name]
    code = f"import os\nAMQP_URI, TOKEN = os.environ['AMQP_URI'], os.environ['WAISHI_TOKEN']\n{code}"
    assert printed == opened.start(name, language, code, **opened.officer).done()


def test_the_typed_client_reads_facts_as_its_page_says(opened: Opened) -> None:
    """What the reader keeps is his own affair."""
    opened.run("raise", **opened.officer)
    language, code = CLIENT["facts"]
    settings = "AMQP_URI, HISTORY_URI, TOKEN = (os.environ[name] for name in ('AMQP_URI', 'HISTORY_URI', 'TOKEN'))"
    given = "def my_last_sequence(): return 0\ndef keep(*what): print(*what, flush=True)"
    reader = opened.start("facts", language, f"import os\n{settings}\n{given}\n{code}")
    try:
        until(lambda: any(line.endswith(" Attica") for line in reader.lines))
    finally:
        reader.kill()


def test_another_fact_is_refused(opened: Opened) -> None:
    """The user reads what was chosen for it."""
    with connection(opened.office.uri_of("my_app")) as link:
        channel = link.default_channel
        channel.queue_declare("my_app.more", durable=True, auto_delete=False)
        with pytest.raises(AccessRefused):
            channel.queue_bind("my_app.more", "consular.events", "AlertLifted")


def test_the_service_says_whether_it_is_ready_and_what_it_has_told(opened: Opened) -> None:
    """With curl alone."""
    opened.run("raise", **opened.officer)
    lines = until(lambda: found if "waishi_unpublished_facts 0.0" in (found := opened.run("curl")) else None)
    assert '{"database": true, "keys": true, "broker": true}' in lines[0]
    assert any(line.startswith("waishi_told_sequence ") for line in lines)


def test_no_snippet_of_the_pages_is_left_out() -> None:
    """What has a name is run here; the README's kombu in the day's journey, its visit in one of its own."""
    assert PAGE.keys() == {*LIVE, *FROM_THE_FIRST, "raise", "curl"}
    assert CLIENT.keys() == {"calls", "facts"}
    assert README.keys() == {"typed", "kombu", "visit"}
