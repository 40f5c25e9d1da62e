"""Alert rules and the dashboard speak of what a running service really shows, and each alert has its page."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import promql_parser as promql
import pytest
from prometheus_client.parser import text_string_to_metric_families
from ruamel.yaml import YAML

from deploy.local.debian import NotFetched, fetch
from deploy.local.office import ROOT
from tests.kernel.conftest import Village, village

__all__ = ["village"]

SIGHT, RUNBOOK = ROOT / "deploy" / "sight", ROOT / "deploy" / "runbook.md"
OF_THE_SCRAPE = {"service", "job"}
ALERTS = [
    rule for group in YAML(typ="safe").load((SIGHT / "alerts.yaml").read_text())["groups"] for rule in group["rules"]
]


def expressions() -> Iterator[tuple[str, str]]:
    """Every query of the rules and of the dashboard, with where it stands."""
    for rule in ALERTS:
        yield rule["alert"], rule["expr"]
    for panel in json.loads((SIGHT / "dashboard.json").read_text())["panels"]:
        for target in panel["targets"]:
            yield panel["title"], re.sub(r"\$__rate_interval", "5m", target["expr"])


def selectors(expression: str) -> list[Any]:
    """Each metric that a query names, with what it asks of its labels."""
    nodes: list[Any] = []
    promql.walk(promql.parse(expression), nodes.append)
    return [node for node in nodes if isinstance(node, promql.VectorSelector)]


@pytest.fixture(scope="module")
def shown(village: Village) -> dict[str, set[str]]:
    """The metrics of a running service, each with the labels that it was seen with."""
    bed = village.plant()
    village.water(bed, 7)
    village.market_heard(bed, 7)
    with urlopen(f"http://{village.office.running['market'][0].http}/metrics", timeout=5) as answer:
        families = list(text_string_to_metric_families(answer.read().decode()))
    return {name: labels for family in families for name, labels in names_of(family)}


def names_of(family: Any) -> list[tuple[str, set[str]]]:
    endings = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count")}.get(family.type, ("",))
    labels = {label for sample in family.samples for label in sample.labels}
    return [(family.name + ending, labels) for ending in endings]


@pytest.mark.parametrize(("where", "expression"), list(expressions()))
def test_every_query_asks_for_what_a_service_shows(shown: dict[str, set[str]], where: str, expression: str) -> None:
    """A metric that was renamed, or a label that isn't there, would make an alert silent for ever."""
    asked = [selector for selector in selectors(expression) if selector.name != "up"]
    assert {selector.name for selector in asked} <= shown.keys(), where
    for selector in asked:
        labels = {matcher.name for matcher in selector.matchers.matchers} - OF_THE_SCRAPE
        assert not shown[selector.name] or labels <= shown[selector.name], where


def test_every_alert_has_its_page() -> None:
    """Whoever is called finds what to do; and no page is about an alert that is gone."""
    headings = re.findall(r"^#+ (Waishi\w+)$", RUNBOOK.read_text(), re.MULTILINE)
    assert sorted(headings) == sorted(rule["alert"] for rule in ALERTS)
    for rule in ALERTS:
        assert rule["annotations"]["runbook_url"] == f"deploy/runbook.md#{rule['alert'].lower()}"
        assert rule["labels"]["severity"] in ("page", "ticket")


def test_every_panel_has_a_place_of_its_own() -> None:
    """No panel hides another, and each has an id."""
    panels = json.loads((SIGHT / "dashboard.json").read_text())["panels"]
    places = {(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels}
    assert len(places) == len({panel["id"] for panel in panels}) == len(panels)


@pytest.fixture(scope="session")
def promtool() -> str:
    """Prometheus's own checker: the machine's, or out of Debian's package."""
    if found := shutil.which("promtool"):
        return found
    place = ROOT / ".local" / "prometheus"
    try:
        fetch("prometheus", place, print)
    except NotFetched as error:
        pytest.skip(f"promtool is not on this machine, and Debian's package can't be had: {error}")
    return str(place / "usr" / "bin" / "promtool")


def checked(*command: str) -> None:
    done = subprocess.run(command, cwd=SIGHT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_prometheus_takes_rules_and_configuration(promtool: str) -> None:
    """Its own checker reads both."""
    checked(promtool, "check", "rules", "alerts.yaml")
    checked(promtool, "check", "config", "prometheus.yaml")


def test_each_alert_rings_when_it_should_and_not_before(promtool: str) -> None:
    """Series made up for it, minute by minute: tests/deploy/alerts.test.yaml."""
    cases = Path(__file__).with_name("alerts.test.yaml")
    checked(promtool, "test", "rules", str(cases))
    rung = set(re.findall(r"alertname: (\w+)", cases.read_text()))
    assert rung == {rule["alert"] for rule in ALERTS}
