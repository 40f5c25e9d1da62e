"""Messages come doubled, shuffled, dropped, or say what can't be digested."""

import os
import threading
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from kombu import Connection, Consumer, Producer, Queue

from shared import hearing, log
from shared.broker import PublicFact, connection, exchange_of, queue_of
from shared.database import connect
from shared.project import project_reader
from shared.tell import facts_told
from shared.times import now
from tests.faults.fault import Counts, Run, fault, hold
from tests.faults.open_village import open_village, plant, prove, settle, water
from tests.kernel import garden
from tests.kernel.conftest import Village
from tests.kernel.garden import GARDEN
from tests.kernel.garden import POISON as PROJECT_POISON
from tests.kernel.market import MARKET
from tests.kernel.market import POISON as HEARD_POISON
from tests.keys import OpenKeys
from tests.waiting import until


def told(village: Village) -> list[PublicFact]:
    """All that the garden told."""
    with connect(village.office.databases["garden"].application_url) as db:
        return facts_told(db, GARDEN, 0, 1_000_000)


def publish(village: Village, facts: Sequence[PublicFact]) -> None:
    """As the garden would, from outside."""
    with connection(village.office.amqp_uri) as link:
        producer = Producer(link.default_channel)
        for fact in facts:
            producer.publish(
                fact.payload(),
                exchange=exchange_of("garden"),
                routing_key=fact.name,
                headers=fact.headers(),
                content_type="application/json",
                content_encoding="utf-8",
            )


def effects(village: Village) -> int:
    """How often the market acted on water."""
    with connect(village.office.databases["market"].application_url) as db:
        found: int = db.execute("SELECT count(*) FROM log.facts WHERE name = 'HarvestOffered'").fetchall()[0][0]
        return found


def watered(facts: Sequence[PublicFact]) -> int:
    return sum(fact.name == "BedWatered" for fact in facts)


@fault("F4", "every message 2 to 5 times, on two replicas at the same time, and again long after")
def double_messages(run: Run) -> Counts:
    """As many effects as facts, whatever number of copies comes whenever."""
    count = run.size(10_000)
    with open_village(run, replicas=2) as village:
        with connect(village.office.databases["garden"].application_url) as db:
            water(db, plant(village, 20), count)
        facts = until(lambda: found if watered(found := told(village)) == count else None, 300)
        copies = [fact for fact in facts for _ in range(run.random.randint(1, 4))]
        hearers = [threading.Thread(target=hear_again, args=(village, facts, Random(run.seed + n))) for n in range(2)]
        for hearer in hearers:
            hearer.start()
        publish(village, copies)
        for hearer in hearers:
            hearer.join()
        settle(village)
        hold("each fact has one effect", effects(village) == count, effects(village))
        again = run.random.sample(facts, len(facts))
        for name in village.office.counters:  # long after: nobody remembers anything in memory
            village.restart(name)
        publish(village, again)
        settle(village)
        until(lambda: queue_is_empty(village))
        hold("also long after", effects(village) == count, effects(village))
        prove(village)
        return {"facts": count, "copies": len(copies) + len(again) + 2 * len(facts), "effects": effects(village)}


def hear_again(village: Village, facts: Sequence[PublicFact], random: Random) -> None:
    """One more replica's heard door, that is given every fact too, in batches of its own."""
    start = 0
    with connect(village.office.databases["market"].application_url) as db:
        while start < len(facts):
            size = random.randint(1, 100)
            while hearing.hear(db, MARKET, "garden", facts[start : start + size]) is not None:
                time.sleep(0.01)  # the other replica is on its way there
            start += size


def queue_is_empty(village: Village) -> bool:
    with connection(village.office.amqp_uri) as link:
        queue = link.default_channel.queue_declare("market.heard.garden", passive=True)
        return bool(queue.message_count == 0)


@fault("F5", "messages shuffled within 100, and 1 % dropped")
def shuffle_messages(run: Run) -> Counts:
    """Each stream is heard in order, holes are closed within 5 s, and nothing piles up while they are open."""
    count = run.size(10_000, least=300)
    dropped: dict[int, datetime] = {}
    finished = threading.Event()
    with open_village(run) as village, connection(village.office.amqp_uri) as link:
        beds = plant(village, run.size(200, least=10))
        settle(village)
        tap = divert(link)
        shuffler = threading.Thread(target=shuffle, args=(run.random, link, tap, dropped, finished))
        shuffler.start()
        before = most = memory(village)
        with connect(village.office.databases["garden"].application_url) as db:
            water(db, beds, count)
        while effects(village) < count:
            most = max(most, memory(village))
            finished.wait(0.1)
        finished.set()
        shuffler.join()
        settle(village)
        prove(village)
        slowest = slowest_hole(village, dropped)
        run.hold_speed("holes are closed within 5 s", slowest <= 5, f"{slowest:.1f} s")
        hold("memory stays bounded", most - before < 50_000, f"{before} to {most} kB")
        return {"facts": count, "dropped": len(dropped), "slowest hole in s": round(slowest, 2),
                "memory grew by kB": most - before}  # fmt: skip


def divert(link: Connection) -> Queue:
    """From now on what the garden tells comes to a queue of ours, and not to the market."""
    tap = Queue("shuffler", exchange_of("garden"), routing_key="#", durable=True)(link.default_channel)
    tap.declare()
    queue_of("market", "garden")(link.default_channel).unbind_from(exchange_of("garden"), routing_key="#")
    return tap


def shuffle(
    random: Random, link: Connection, tap: Queue, dropped: dict[int, datetime], finished: threading.Event
) -> None:
    """Pass on what comes, shuffled in blocks of 100, without one in a hundred."""
    waiting: list[Any] = []
    with Consumer(link.default_channel, [tap], on_message=waiting.append, no_ack=True):
        while not finished.is_set():
            quiet = False
            try:
                link.drain_events(timeout=0.3)
            except TimeoutError:
                quiet = True
            if len(waiting) >= 100 or quiet:
                block = waiting[:100]
                del waiting[:100]
                pass_on(random, link, block, dropped)
            link.heartbeat_check()


def pass_on(random: Random, link: Connection, block: list[Any], dropped: dict[int, datetime]) -> None:
    random.shuffle(block)
    for message in block:
        if random.random() < 0.01:
            dropped[int(message.headers["cloudEvents_sequence"])] = now()
            continue
        Producer(link.default_channel).publish(
            message.body,
            exchange="",
            routing_key=queue_of("market", "garden").name,
            headers=message.headers,
            content_type="application/json",
            content_encoding="utf-8",
        )


def slowest_hole(village: Village, dropped: dict[int, datetime]) -> float:
    """The most seconds from a drop to the fact's place in the market's log."""
    with connect(village.office.databases["market"].application_url) as db:
        rows = db.execute(
            "SELECT sequence, recorded_at FROM log.facts WHERE source = 'garden' AND sequence = ANY(%s)",
            (list(dropped),),
        ).fetchall()
    return max([(at - dropped[sequence]).total_seconds() for sequence, at in rows], default=0.0)


def memory(village: Village) -> int:
    """What the market's process holds, in kB."""
    pid = village.office.running["market"][0].child.pid
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


@fault("F6", "1 % that can't be digested, at a reader and at the heard door")
def poison(run: Run) -> Counts:
    """It is parked after five tries, the rest hardly notices; after the mend a retry gives the fold's digest."""
    count = run.size(10_000, least=400)
    with open_village(run) as village:
        beds = plant(village, 200)
        sick = beds[:2]
        with connect(village.office.databases["garden"].application_url) as db:
            for number in range(count):
                bad = number % 100 == 0
                litres = (PROJECT_POISON if number % 200 else HEARD_POISON) if bad else 1
                water(db, [sick[number % 200 // 100] if bad else run.random.choice(beds[2:])], 1, litres)
        settle(village)

        def parked(name: str) -> Any:
            return village.client.ask(name, "list_parked", {"limit": 1000})["parked"]

        first = {name: until(lambda name=name: [p for p in parked(name) if p["state"] == "parked"]) for name in COUNTED}
        hold("parked after five tries", all(item["tries"] == 5 for found in first.values() for item in found), first)
        for name in COUNTED:
            for process in [*village.office.running[name]]:
                village.office.end_service(name, process)
            village.office.start_service(name, {"MENDED": "1"})
        village.office.wait_until_ready()
        for name, found in first.items():
            for item in found:
                place = {"reader": item["reader"], "position": item["position"]}
                village.client.ask(name, "retry_parked", place)
        until(lambda: not parked("garden") and not parked("market"), 60)
        settle(village)
        os.environ["MENDED"] = "1"
        garden.mended[0] = True
        try:
            prove(village)
        finally:
            del os.environ["MENDED"]
            garden.mended[0] = False
        loss = throughput_loss(village, run)
        run.hold_speed("the rest loses at most 10 % of throughput", loss <= 0.10, f"{loss:.1%}")
        return {"facts": count, "parked": sum(map(len, first.values())), "loss of throughput": f"{loss:.1%}"}


COUNTED = ("garden", "market")


def throughput_loss(village: Village, run: Run) -> float:
    """How much slower the same number of facts is projected if 1 % of them, in streams of their own, can't be: the best
    of rounds in turn, each on a read store of its own."""
    seconds: dict[int, list[float]] = {1: [], PROJECT_POISON: []}
    size = run.size(10_000, least=3000)
    for _ in range(5):
        for litres in (1, PROJECT_POISON):
            seconds[litres].append(project_once(village, size, litres))
    return max(0.0, 1 - min(seconds[1]) / min(seconds[PROJECT_POISON]))


def project_once(village: Village, size: int, litres: int) -> float:
    """Seconds to project so many facts, of which each hundredth has so many litres; rolled back."""
    reader = project_reader(GARDEN.under(OpenKeys()))
    with connect(village.office.databases["garden"].migrator_url) as db, db.transaction(force_rollback=True):
        db.execute("LOCK TABLE log.parked IN EXCLUSIVE MODE")
        begun = find_head_inside(db)
        db.execute(
            """
            INSERT INTO log.facts (stream, version, id, name, fact_version, data, actor, correlation)
            SELECT 'bed-' || n, 1, gen_random_uuid(), 'BedWatered', 1, jsonb_build_object('bed_id', gen_random_uuid(),
                'litres', CASE WHEN n % 100 = 0 THEN %(litres)s ELSE 1 END), 'x', gen_random_uuid()
            FROM generate_series(1, %(size)s) n
            """.replace("n % 100", "n %% 100"),
            {"litres": litres, "size": size},
        )
        head, position = find_head_inside(db), begun
        db.execute("UPDATE checkpoint SET position = %s", (begun,))
        started = time.perf_counter()
        while rows := log.read(db, position, head, reader.batch):
            reader.digest(db, rows, position)
            position = rows[-1].position
        return time.perf_counter() - started


def find_head_inside(db: Any) -> int:
    row = db.execute("SELECT last_value FROM log.position").fetchone()
    return int(row[0])
