"""What an operator sees: health, metrics, and one case followed through two services."""

import json
import threading
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from shared.database import HubBlocked, make_sure_it_yields
from shared.sight import plain
from tests.kernel.conftest import Village
from tests.waiting import until


def get(village: Village, path: str) -> str:
    address = village.office.running["garden"][0].http
    with urlopen(f"http://{address}{path}", timeout=5) as answer:
        return str(answer.read().decode())


def lines(village: Village, service: str) -> list[dict[str, Any]]:
    text = "".join(path.read_text() for path in village.office.home.glob(f"{service}-*/log"))
    return [json.loads(line) for line in text.splitlines()]


def test_live_ready_and_metrics_answer(village: Village) -> None:
    """Each service tells by HTTP that it lives, that it is ready, and how it is doing."""
    village.plant()
    assert json.loads(get(village, "/live")) == {"live": True}
    assert json.loads(get(village, "/ready")) == {"database": True, "broker": True}
    assert 'waishi_calls_total{method="plant_bed",outcome="done"}' in get(village, "/metrics")
    with pytest.raises(HTTPError):
        get(village, "/elsewhere")


def test_one_correlation_goes_from_door_to_door(village: Village) -> None:
    """The call, the fact told, the fact heard by the other service: one correlation id on all their log lines."""
    bed = village.plant()
    village.water(bed, 7)
    village.market_heard(bed, 7)
    call = [line for line in lines(village, "garden") if line["event"] == "call" and line["method"] == "water_bed"][-1]
    correlation = call["correlation_id"]
    told = until(lambda: [x for x in lines(village, "garden") if x["event"] == "fact_told"][-1])
    heard = until(lambda: [x for x in lines(village, "market") if x["event"] == "fact_heard"][-1])
    assert [correlation, correlation] == [told["correlation_id"], heard["correlation_id"]]


def test_an_object_given_to_the_log_by_mistake_shows_its_class_only() -> None:
    """A fact's fields never reach a log line, whoever logs it."""
    assert plain(None, "info", {"fact": {"name": "张三"}, "count": 1}) == {"fact": "<dict>", "count": 1}


def test_a_process_whose_queries_block_refuses_to_start(admin_url: str) -> None:
    """Where no other thread runs during a query, the check says so."""
    make_sure_it_yields(admin_url)
    with pytest.raises(HubBlocked):
        make_sure_it_yields(admin_url, pause=lambda _: threading.Event().wait(1) and None)
