"""What an operator sees: health, metrics, and one case followed through two services."""

import json
import threading
import tomllib
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from shared import VERSION, sight
from shared.database import HubBlocked, make_sure_it_yields, open_pool
from shared.errors import Refused
from shared.gauges import Gauges
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
    assert json.loads(get(village, "/ready")) == {"database": True, "keys": True, "broker": True}
    assert 'waishi_calls_total{method="plant_bed",outcome="done"}' in get(village, "/metrics")
    with pytest.raises(HTTPError):
        get(village, "/elsewhere")


def metric(village: Village, line: str) -> float:
    """The number behind that name and labels."""
    found = [text for text in get(village, "/metrics").splitlines() if text.startswith(f"{line} ")]
    return float(found[0].rpartition(" ")[2])


def all_read(village: Village) -> bool:
    """Whether no reader has anything left to read, counted in facts and in seconds."""
    readers, units = ("project", "react", "tell", "clock", "seal"), ("facts", "seconds")
    names = [f'waishi_reader_lag_{unit}{{reader="{reader}"}}' for reader in readers for unit in units]
    return all(metric(village, name) == 0 for name in names)


def test_what_an_operator_must_know_is_measured(village: Village) -> None:
    """Lag by reader, what is parked and unpublished, deadlines that are late, pools, the code that runs."""
    bed = village.plant()
    village.water(bed, 7)
    village.market_heard(bed, 7)
    until(lambda: all_read(village) and metric(village, "waishi_unpublished_facts") == 0)
    assert metric(village, "waishi_told_sequence") >= 2
    assert metric(village, "waishi_deadlines_late") == metric(village, "waishi_deadline_late_seconds") == 0
    assert metric(village, 'waishi_pool_connections{pool="log",state="idle"}') >= 3
    assert metric(village, 'waishi_ready{part="broker"}') == 1
    assert metric(village, "waishi_service_token_expiry_timestamp_seconds") > 1.7e9
    (info,) = [line for line in get(village, "/metrics").splitlines() if line.startswith("waishi_build_info{")]
    assert f'version="{VERSION}"' in info


def test_a_refusal_is_counted_by_its_rule(village: Village) -> None:
    """The rule that says no most often is seen."""
    bed = village.plant()
    with pytest.raises(Refused):
        village.water(bed, 0)
    assert metric(village, 'waishi_refusals_total{rule="G1"}') >= 1


def test_a_reader_that_stands_still_is_seen_by_the_age_of_what_it_has_not_read(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what this process reads itself is shown, in facts and in seconds."""
    village.plant()
    monkeypatch.setattr(sight, "READING", {"project": 0})
    with open_pool(village.office.databases["garden"].application_url, 1) as pool:
        gauges = Gauges(lambda: {"database": True}, {"log": pool}, "")
        found = {family.name: family.samples for family in gauges.collect()}
    assert [sample.labels for sample in found["waishi_reader_lag_seconds"]] == [{"reader": "project"}]
    assert found["waishi_reader_lag_seconds"][0].value > 0
    assert found["waishi_reader_lag_facts"][0].value == found["waishi_log_position"][0].value > 0


def test_the_version_shown_is_that_of_the_project() -> None:
    """It is written in two places, since a service's image has no pyproject.toml."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION


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
