"""compose.yaml: valid by the Compose Specification, complete, and without a secret."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft201909Validator
from ruamel.yaml import YAML

from deploy import secrets
from deploy.local.office import SERVICES

FOLDER = Path(__file__).resolve().parents[2] / "deploy" / "compose"
SCHEMA = json.loads((Path(__file__).parent / "schemas" / "compose-spec.json").read_text())
COMPOSE: dict[str, Any] = YAML(typ="safe").load(FOLDER / "compose.yaml")
PARTS = COMPOSE["services"]


def faults(compose: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft201909Validator(SCHEMA).iter_errors(compose)]


def sources(part: dict[str, Any], kind: str) -> set[str]:
    return {item if isinstance(item, str) else item["source"] for item in part.get(kind, [])}


def test_it_is_valid() -> None:
    assert faults(COMPOSE) == []


def test_a_broken_one_is_found() -> None:
    broken = deepcopy(COMPOSE)
    broken["services"]["media"]["enviroment"] = {}
    broken["services"]["media"]["read_only"] = "perhaps"
    assert len(faults(broken)) == 2


def test_every_secret_and_configuration_is_declared_used_and_there(tmp_path: Path) -> None:
    secrets.make(tmp_path / "secrets")
    for kind, folder in (("secrets", tmp_path), ("configs", FOLDER)):
        used = set().union(*(sources(part, kind) for part in PARTS.values()))
        assert used == set(COMPOSE[kind])
        assert [name for name, item in COMPOSE[kind].items() if not (folder / item["file"]).is_file()] == []


def test_no_secret_stands_in_it() -> None:
    settings = {name: value for part in PARTS.values() for name, value in part.get("environment", {}).items()}
    secret = {name: value for name, value in settings.items() if re.search("PASSWORD|KEY|TOKEN|UR[IL]", name)}
    named = {name for name, value in secret.items() if name.endswith("_FILE") and value.startswith("/run/secrets/")}
    assert secret.keys() - named - {"KEYS_APPLICATION_ROLE"} == set()
    assert [item for item in COMPOSE["secrets"].values() if set(item) != {"file"}] == []
    text = "\n".join(path.read_text() for path in FOLDER.iterdir() if path.is_file())
    assert "@" not in text, "an address with a password"


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_every_setting_and_waits_for_its_migration(name: str) -> None:
    part, migration = PARTS[name], PARTS[f"{name}-migration"]
    assert part["build"]["args"] == migration["build"]["args"] == {"SERVICE": name}
    assert part["depends_on"][f"{name}-migration"] == {"condition": "service_completed_successfully"}
    for which in (part, migration):
        mounted = {item if isinstance(item, str) else item["target"] for item in which["secrets"]}
        files = {path for setting, path in which["environment"].items() if setting.endswith("_FILE")}
        assert files == {f"/run/secrets/{target}" for target in mounted}


@pytest.mark.parametrize("name", [name for service in SERVICES for name in (service, f"{service}-migration")])
def test_a_container_of_ours_can_write_nothing_and_has_no_privilege(name: str) -> None:
    part = PARTS[name]
    assert (part["read_only"], part["cap_drop"], part["security_opt"]) == (True, ["ALL"], ["no-new-privileges:true"])


def test_only_loopback_is_opened() -> None:
    opened = [port for part in PARTS.values() for port in part.get("ports", [])]
    assert [port for port in opened if not port.startswith("127.0.0.1:")] == []


def test_every_image_is_pinned() -> None:
    images = {part["image"] for part in PARTS.values()}
    loose = {image for image in images if not image.startswith("waishi-") and not re.search(r":v?\d+\.\d+", image)}
    assert loose == set()
