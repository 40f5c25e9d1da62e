"""Integrators get facts with what they have: stock nameko, or kombu alone. The pages' own snippets are run by
`tests/journeys/test_first_event.py`."""

import json
import subprocess
import sys
from pathlib import Path

from tests.kernel.conftest import Village
from tests.waiting import until

NAMEKO = """
from nameko.events import event_handler
from nameko.runners import ServiceRunner


class Listener:
    name = "listener"

    @event_handler("garden", "BedWatered")
    def on_watered(self, body):
        print(body["bed_id"], body["litres"], flush=True)


runner = ServiceRunner({"AMQP_URI": "%s", "DECLARE_EVENT_EXCHANGES": False})
runner.add_service(Listener)
runner.start()
print("ready", flush=True)
runner.wait()
"""

KOMBU = """
import json
from kombu import Connection, Consumer, Exchange, Queue


def on_message(message):
    body = json.loads(message.body)
    print(body["bed_id"], body["litres"], message.headers["cloudEvents_sequence"], flush=True)
    message.ack()


garden = Exchange("garden.events", type="topic", no_declare=True)
queue = Queue("listener.watered", garden, routing_key="BedWatered")
with Connection("%s") as connection, Consumer(connection, [queue], on_message=on_message):
    print("ready", flush=True)
    while True:
        connection.drain_events()
"""


def listen(snippet: str, village: Village, tmp_path: Path) -> list[str]:
    """Run a listener, water a bed, and give what it printed."""
    if "nameko" in snippet:
        snippet = "import eventlet\neventlet.monkey_patch()\n" + snippet
    out = tmp_path / "out"
    code = tmp_path / "listener.py"
    code.write_text(snippet % village.office.uri_of("listener"))
    with out.open("w") as output:
        process = subprocess.Popen([sys.executable, "-W", "ignore", str(code)], stdout=output)
        try:
            until(lambda: "ready" in out.read_text())
            bed = village.plant()
            village.water(bed, 9)
            return until(lambda: [line for line in out.read_text().splitlines() if line.startswith(bed)])
        finally:
            process.kill()
            process.wait()


def test_a_stock_nameko_event_handler_receives_facts(village: Village, tmp_path: Path) -> None:
    """`@event_handler("garden", "BedWatered")` needs nothing of ours."""
    assert listen(NAMEKO, village, tmp_path)[0].split()[1] == "9"


def test_a_bare_kombu_consumer_receives_facts_with_their_sequence(village: Village, tmp_path: Path) -> None:
    """Body, routing key and CloudEvents headers are enough to keep in step."""
    _, litres, sequence = listen(KOMBU, village, tmp_path)[0].split()
    assert litres == "9"
    assert json.loads(sequence) > 0
