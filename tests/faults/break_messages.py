"""Messages come twice, in the wrong order, or not at all."""

import os
import threading
from datetime import datetime
from typing import Any

from kombu import Connection, Consumer, Queue

from shared import hearing
from shared.broker import connection, exchange_of, queue_of, read_message
from shared.times import now
from tests.faults.fault import Counts, Run, fault, hold
from tests.faults.parallel import in_threads
from tests.faults.village import (
    all_told,
    database_of,
    heard,
    number,
    offers,
    open_village,
    plan,
    publish,
    told,
    water,
)
from tests.kernel.conftest import Village
from tests.kernel.market import MARKET
from tests.waiting import until

IN_LOG = "SELECT count(*) FROM log.facts WHERE source = 'garden'"
QUEUE = "market.heard.garden"


@fault("F4", "every message 2 to 5 times, at the same time on two replicas, and again long after")
def repeat(run: Run) -> Counts:
    """Each fact has one effect, whatever copies come, and whenever they come."""
    count = run.size(10_000, 50)
    beds = plan(max(count // 50, 1), count)
    with open_village(run, market=2) as village, database_of(village, "garden") as garden:
        water(garden, beds)
        all_told(village, count + len(beds))
        facts = told(village)
        with database_of(village, "market") as market:
            copies = send_copies(run, village, facts)
            both_at_once(run, village, facts)
            once = until(lambda: offers(market) >= count and heard(market), within=300)
            hold("one effect a fact", once == {bed: list(litres) for bed, litres in beds.items()})
            copies += send_copies(run, village, facts)
            village.restart("market")
            drained(village)
            hold("each fact is in the log once", number(market, IN_LOG) == count, number(market, IN_LOG))
            hold("long after as well", heard(market) == once)
            hold("one step a fact", offers(market) == count, offers(market))
    return {"facts": count, "copies": copies, "effects": count}


def send_copies(run: Run, village: Village, facts: list[dict[str, Any]]) -> int:
    """Each 1 to 4 times more, out of order among its neighbours."""
    copies = [item for item in facts for _ in range(run.random.randint(1, 4))]
    with connection(village.office.amqp_uri) as link:
        for start in range(0, len(copies), 300):
            block = copies[start : start + 300]
            run.random.shuffle(block)
            for item in block:
                publish(link, item)
    return len(copies)


def both_at_once(run: Run, village: Village, facts: list[dict[str, Any]]) -> None:
    """Two doors take the same messages at the same moment, as two replicas would that both believe to be active."""
    read = [read_message(item["headers"], item["body"]) for item in facts]
    moment = threading.Barrier(2)

    def take() -> None:
        with database_of(village, "market") as db:
            for start in range(0, len(read), 100):
                moment.wait(60)
                hearing.hear(db, MARKET, "garden", read[start : start + 100])

    in_threads([take, take])


def waiting_in(village: Village, queue: str) -> int:
    with connection(village.office.amqp_uri) as link:
        return int(link.default_channel.queue_declare(queue, passive=True).message_count)


def drained(village: Village) -> None:
    """Wait until no message waits for the market, and all that it took is committed."""
    until(lambda: waiting_in(village, QUEUE) == 0, within=300)
    for process in [*village.office.running["market"]]:  # in order: what was received is finished first
        village.office.end_service("market", process)
    village.office.start_service("market")
    village.office.wait_until_ready()
    with database_of(village, "market") as market:
        head = number(market, "SELECT last_value FROM log.position")
        for reader in ("react", "seal"):
            query = "SELECT position FROM log.checkpoints WHERE reader = %s"
            until(lambda query=query, reader=reader: number(market, query, reader) >= head, within=60)
        until(lambda: number(market, "SELECT position FROM checkpoint") >= head, within=60)


@fault("F5", "messages shuffled within 100, 1 % of them dropped")
def shuffle_and_drop(run: Run) -> Counts:
    """Each stream is heard in its order; a hole is closed within 5 s of being seen; memory stays bounded."""
    count = run.size(10_000, 400)
    beds = plan(max(min(200, count // 50), 1), count)
    with open_village(run) as village, database_of(village, "market") as market:
        dropped: dict[int, datetime] = {}
        finished = threading.Event()
        with connection(village.office.amqp_uri) as link:
            tap = divert(link)
            thread = threading.Thread(target=shuffle, args=(run, village, tap, dropped, finished))
            thread.start()
            before = memory(village)
            most = [before]
            with database_of(village, "garden") as garden:
                water(garden, beds, at_once=1)
            all_told(village, count + len(beds))

            def settled() -> bool:
                most[0] = max(most[0], memory(village))
                return offers(market) >= count

            until(settled, within=300)
            finished.set()
            thread.join()
        hold("order in each stream", heard(market) == {bed: list(litres) for bed, litres in beds.items()})
        slowest = slowest_hole(market, dropped)
        hold("holes are closed within 5 s", slowest <= 5, f"{slowest:.1f} s")
        hold("memory stays bounded", most[0] - before < 60_000, f"{before} to {most[0]} kB")
    return {"facts": count, "dropped": len(dropped), "slowest hole s": round(slowest, 2),
            "memory grew by kB": most[0] - before}  # fmt: skip


def divert(link: Connection) -> Queue:
    """From now on what the garden tells comes to us, and not to the market."""
    tap = Queue("shuffler", exchange_of("garden"), routing_key="#", durable=True)(link.default_channel)
    tap.declare()
    queue_of("market", "garden")(link.default_channel).unbind_from(exchange_of("garden"), routing_key="#")
    return tap


def shuffle(run: Run, village: Village, tap: Queue, dropped: dict[int, datetime], finished: threading.Event) -> None:
    """Pass on what comes, shuffled in blocks of 100, without one in a hundred."""
    block: list[Any] = []
    with (
        connection(village.office.amqp_uri) as link,
        Consumer(link.default_channel, [tap], on_message=block.append, no_ack=True),
    ):
        while not finished.is_set():
            quiet = False
            try:
                link.drain_events(timeout=0.3)
            except TimeoutError:
                quiet = True
            if len(block) >= 100 or (quiet and block):
                pass_on(run, link, block[:100], dropped)
                del block[:100]


def pass_on(run: Run, link: Connection, block: list[Any], dropped: dict[int, datetime]) -> None:
    run.random.shuffle(block)
    for message in block:
        sequence = int(message.headers["cloudEvents_sequence"])
        if run.random.random() < 0.01:
            dropped[sequence] = now()
        else:
            publish(link, {"headers": message.headers, "body": message.body}, QUEUE)


def slowest_hole(market: Any, dropped: dict[int, datetime]) -> float:
    """The most seconds from a drop to the fact's place in the log."""
    rows = market.execute(
        "SELECT sequence, recorded_at FROM log.facts WHERE source = 'garden' AND sequence = ANY(%s)", (list(dropped),)
    ).fetchall()
    return max([(at - dropped[sequence]).total_seconds() for sequence, at in rows], default=0.0)


def memory(village: Village) -> int:
    """What the market's process holds, in kB."""
    pid = village.office.running["market"][0].child.pid
    with open(f"/proc/{pid}/statm") as pages:
        return int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024
