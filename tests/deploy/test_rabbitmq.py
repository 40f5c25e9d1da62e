"""The private RabbitMQ node: quorum queues survive what they must, a wiped disk is empty, nothing is left running."""

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import amqp
import kombu
import pytest

from deploy.local import processes, rabbitmq
from deploy.local.rabbitmq import RabbitMQ

# 3.10 writes the name of a new quorum queue to disk this long after it has answered the declaration
QUEUE_IS_ON_DISK_SECONDS = 2.0


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RabbitMQ]:
    running = rabbitmq.start(tmp_path_factory.mktemp("rabbitmq"))
    yield running
    running.stop()


def quorum_queue(name: str) -> kombu.Queue:
    return kombu.Queue(name, durable=True, queue_arguments={"x-queue-type": "quorum"})


def publish(node: RabbitMQ, queue: str, body: dict[str, Any]) -> None:
    with kombu.Connection(node.uri, transport_options={"confirm_publish": True}) as connection:
        connection.Producer().publish(body, routing_key=queue, declare=[quorum_queue(queue)], delivery_mode=2)


def receive(node: RabbitMQ, queue: str) -> Any:
    with kombu.Connection(node.uri) as connection:
        bound = quorum_queue(queue)(connection.default_channel)
        bound.declare()
        message = bound.get(no_ack=True)
        return message.payload if message else None


def test_a_quorum_queue_survives_a_kill_on_the_same_address(node: RabbitMQ) -> None:
    before = node.uri
    publish(node, "killed", {"place": "Tripoli"})
    time.sleep(QUEUE_IS_ON_DISK_SECONDS)
    node.kill()
    node.start()
    assert node.uri == before
    assert receive(node, "killed") == {"place": "Tripoli"}


def test_a_quorum_queue_survives_an_orderly_stop(node: RabbitMQ) -> None:
    publish(node, "stopped", {"place": "Guiyang"})
    node.stop()
    node.start()
    assert receive(node, "stopped") == {"place": "Guiyang"}


def test_a_wiped_node_is_empty_at_the_same_address(node: RabbitMQ) -> None:
    before = node.uri
    publish(node, "wiped", {"place": "Tripoli"})
    node.wipe()
    assert node.uri == before
    assert receive(node, "wiped") is None


def test_the_well_known_guest_is_not_let_in(node: RabbitMQ) -> None:
    with (
        pytest.raises(amqp.AccessRefused),
        kombu.Connection(f"amqp://guest:guest@127.0.0.1:{node.port}/") as connection,
    ):
        connection.connect()


def test_everything_listens_on_loopback_only(node: RabbitMQ) -> None:
    ours = {inode for process in family_of(node) for inode in sockets_of(process.pid)}
    listening = [
        line.split() for table in ("tcp", "tcp6") for line in Path("/proc/net", table).read_text().splitlines()
    ]
    addresses = {fields[1].split(":")[0] for fields in listening if fields[3] == "0A" and fields[9] in ours}
    assert addresses == {"0100007F"}


def test_a_kill_leaves_none_of_its_processes(node: RabbitMQ) -> None:
    family = family_of(node)
    assert len(family) > 1
    node.kill()
    assert not [process for process in family if processes.is_alive(process)]
    node.start()


def family_of(node: RabbitMQ) -> list[processes.Running]:
    return [
        process for pid in [node.pid] for process in [processes.running(pid), *processes.descendants(pid)] if process
    ]


def sockets_of(pid: int) -> set[str]:
    links = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed since it was listed
            links.add(link.readlink().name)
    return {link.removeprefix("socket:[").removesuffix("]") for link in links if link.startswith("socket:")}
