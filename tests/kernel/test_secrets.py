"""Secrets come from the environment or from files, and those of the embedded default stay on their machine."""

from pathlib import Path

import pytest

from deploy.local.people import People
from shared import embedded
from shared.process import Settings
from tests.kernel.conftest import Village

FIELDS = ("DATABASE_URL", "AMQP_URI", "TOKEN_PUBLIC_KEY", "SERVICE_TOKEN", "HTTP_ADDRESS", "KEYS_URL", "MASTER_KEY")
PEOPLE = People()
HERE, THERE = "127.0.0.1", "db.example.org"


def settings(database: str, broker: str, mark: str) -> dict[str, str]:
    """Settings whose secrets all bear that mark, with servers there."""
    password = f"{mark}-secret"
    return {
        "DATABASE_URL": f"postgresql://application:{password}@{database}/garden",
        "KEYS_URL": f"postgresql://application:{password}@{database}/keys",
        "AMQP_URI": f"amqp://garden:{password}@{broker}/",
        "TOKEN_PUBLIC_KEY": PEOPLE.public_key,
        "SERVICE_TOKEN": PEOPLE.token("service:garden", "service", key_id=mark),
        "HTTP_ADDRESS": "127.0.0.1:8080",
        "MASTER_KEY": embedded.new_master_key() if mark == embedded.MARK else "c2VjcmV0",
    }


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in FIELDS:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    return monkeypatch


def test_every_setting_may_be_given_as_a_file(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As secrets are mounted; a line's end that an editor left is no part of it."""
    given = settings(THERE, THERE, "own")
    for name, value in given.items():
        (tmp_path / name).write_text(value + "\n")
        environment.setenv(f"{name}_FILE", str(tmp_path / name))
    assert list(vars(Settings.from_environment()).values()) == [given[name].rstrip("\n") for name in FIELDS]


def test_a_setting_given_twice_missing_or_unreadable_is_named(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The words say which, and never what was in it."""
    for name, value in settings(HERE, HERE, "own").items():
        environment.setenv(name, value)
    environment.setenv("MASTER_KEY_FILE", str(tmp_path))
    with pytest.raises(SystemExit, match="set MASTER_KEY or MASTER_KEY_FILE, not both"):
        Settings.from_environment()
    environment.delenv("MASTER_KEY")
    with pytest.raises(SystemExit, match=f"MASTER_KEY_FILE names {tmp_path}"):
        Settings.from_environment()
    environment.delenv("MASTER_KEY_FILE")
    with pytest.raises(SystemExit, match="set MASTER_KEY in the environment, or MASTER_KEY_FILE"):
        Settings.from_environment()


@pytest.mark.parametrize(
    ("database", "broker", "wrong"),
    [
        (HERE, HERE, []),
        ("localhost:5432", "[::1]:5672", []),
        (THERE, HERE, ["DATABASE_URL", "KEYS_URL", "MASTER_KEY"]),
        (HERE, "10.0.0.7:5672", ["AMQP_URI", "SERVICE_TOKEN"]),
        (f"{HERE},{THERE}", HERE, ["DATABASE_URL", "KEYS_URL", "MASTER_KEY"]),
        ("0.0.0.0", THERE, ["DATABASE_URL", "KEYS_URL", "MASTER_KEY", "AMQP_URI", "SERVICE_TOKEN"]),
    ],
)
def test_secrets_of_the_embedded_default_are_refused_elsewhere(
    environment: pytest.MonkeyPatch, database: str, broker: str, wrong: list[str]
) -> None:
    """A service does not start with them, and says which they are."""
    for name, value in settings(database, broker, embedded.MARK).items():
        environment.setenv(name, value)
    if not wrong:
        Settings.from_environment()
        return
    with pytest.raises(SystemExit) as ended:
        Settings.from_environment()
    assert set(str(ended.value).partition(":")[0].split(", ")) == set(wrong)
    assert "make a new one" in str(ended.value)
    assert "secret" not in str(ended.value).replace("this secret", "")


@pytest.mark.parametrize("address", ["host=db.example.org", "hostaddr=10.0.0.7"])
def test_a_host_behind_the_question_mark_counts(address: str) -> None:
    """libpq would go there."""
    given = settings(HERE, HERE, embedded.MARK)
    given["DATABASE_URL"] = f"postgresql://application:embedded-secret@/garden?{address}"
    assert embedded.misplaced(given) == ["DATABASE_URL"]


def test_ones_own_secrets_go_anywhere() -> None:
    """Only the mark is looked for."""
    assert embedded.misplaced(settings(THERE, THERE, "own")) == []


def test_what_an_embedded_office_makes_bears_the_mark(village: Village) -> None:
    """Its addresses, its master key and its services' tokens, for each would do harm elsewhere."""
    office = village.office
    urls = [office.admin_url, *office.databases["garden"].__dict__.values(), office.keys["garden"].application_url]
    assert all(embedded.is_marked(url) for url in urls if "://" in url)
    assert all(embedded.is_marked(office.uri_of(user)) for user in ("garden", "market", "caller", "listener"))
    assert office.master_key.startswith(embedded.MARK)
    environ = Path(f"/proc/{office.running['garden'][0].child.pid}/environ").read_bytes().split(b"\0")
    given = dict(item.decode().partition("=")[::2] for item in environ if item)
    moved = {**given, **{name: given[name].replace(HERE, THERE) for name in ("DATABASE_URL", "KEYS_URL", "AMQP_URI")}}
    assert len(embedded.misplaced(moved)) == 5
    assert embedded.misplaced(given) == []
