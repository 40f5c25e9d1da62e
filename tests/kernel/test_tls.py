"""TLS to both servers by their addresses alone; a server with another authority's certificate is not spoken to."""

import ssl
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from deploy.local import postgres, rabbitmq
from deploy.local.office import Office
from deploy.local.ports import free_port
from shared import errors
from shared.broker import connection, secured
from shared.client import Client
from tests.kernel.certificates import Authority, authority, behind_tls
from tests.kernel.conftest import COUNTERS, Village
from waishi_client import Caller
from waishi_client import errors as client_errors


class Servers:
    """Both servers behind TLS, with certificates of one authority; `other` is another authority."""

    def __init__(self, amqps: str, database: str, ours: Authority, other: Authority) -> None:
        self.amqps, self.database, self.ours, self.other = amqps, database, ours, other

    def amqp_uri(self, trusted: Authority) -> str:
        return f"{self.amqps}?cacertfile={trusted.root}"

    def database_url(self, trusted: Authority) -> str:
        return f"{self.database}?sslmode=verify-full&sslrootcert={trusted.root}"


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    home = tmp_path_factory.mktemp("tls")
    ours, other = authority(home / "ours"), authority(home / "other")
    port = free_port()
    (home / "rabbitmq" / "conf.d").mkdir(parents=True)
    (home / "rabbitmq" / "conf.d" / "tls.conf").write_text(
        f"listeners.ssl.1 = 127.0.0.1:{port}\n"
        f"ssl_options.cacertfile = {ours.root}\n"
        f"ssl_options.certfile = {ours.certificate}\n"
        f"ssl_options.keyfile = {ours.key}\n"
    )
    node, database = rabbitmq.start(home / "rabbitmq"), postgres.start(home / "postgres")
    try:
        with behind_tls(database.port, ours) as proxy:
            amqps = node.uri.replace("amqp://", "amqps://").replace(f":{node.port}/", f":{port}/")
            yield Servers(amqps, database.url.replace(f":{database.port}/", f":{proxy}/"), ours, other)
    finally:
        node.stop()
        database.stop()


def test_an_office_works_by_tls_to_both_servers(servers: Servers, tmp_path: Path) -> None:
    """Migrations, calls, answers, facts told, heard and asked for: all by way of the two addresses."""
    amqp_uri, admin_url = servers.amqp_uri(servers.ours), servers.database_url(servers.ours)
    prefix = f"tls_{uuid4().hex[:6]}"
    with Office(tmp_path, counters=COUNTERS, prefix=prefix, admin_url=admin_url, amqp_uri=amqp_uri) as office:
        token = office.people.token("gardener-1", "gardener", "operator")
        client = Client(amqp_uri, token, timeout=5)
        village = Village(office, client)
        bed = village.plant()
        village.water(bed, 2)
        assert village.market_heard(bed, 2)["order_heard"] == [2]
        with pytest.raises(errors.Unavailable):
            Client(servers.amqp_uri(servers.other), token, timeout=5).ask("garden", "lag")
        client.close()
        with Caller(amqp_uri, token, 5) as caller:
            assert caller.ask("garden", "lag")["head"] > 0
        with pytest.raises(client_errors.Unavailable, match="SSLCertVerificationError"):
            Caller(servers.amqp_uri(servers.other), token, 5, tries=1).ask("garden", "lag")


def test_a_broker_with_a_certificate_of_another_authority_is_refused(servers: Servers) -> None:
    """Whoever signed it, it was not the one whom we trust; nor does the system trust it."""
    for uri in (servers.amqp_uri(servers.other), servers.amqps):
        with pytest.raises(ssl.SSLCertVerificationError), connection(uri) as link:
            link.connect()


def test_a_broker_under_another_name_is_refused(servers: Servers) -> None:
    """The certificate is for 127.0.0.1, so it proves nothing of localhost."""
    uri = servers.amqp_uri(servers.ours).replace("127.0.0.1", "localhost")
    with pytest.raises(ssl.SSLCertVerificationError), connection(uri) as link:
        link.connect()


def test_a_database_with_a_certificate_of_another_authority_is_refused(servers: Servers) -> None:
    """libpq checks it, as the address asks."""
    with psycopg.connect(servers.database_url(servers.ours)) as db:
        assert db.execute("SELECT 1").fetchone() == (1,)
    with pytest.raises(psycopg.OperationalError, match="certificate verify failed"):
        psycopg.connect(servers.database_url(servers.other))


@pytest.mark.parametrize("uri", ["amqp://a@b/?cacertfile=x", "amqps://a@b/?verify=verify_none"])
def test_an_address_that_would_not_be_checked_is_an_error(uri: str) -> None:
    """What looks like a check and is none must not go unnoticed."""
    with pytest.raises(ValueError, match="the broker's address"):
        secured(uri)
    with pytest.raises(ValueError, match="the broker's address"):
        Caller(uri, "token").ask("garden", "lag")
