"""TLS to the broker and the database, by configuration alone; a certificate of another authority is refused."""

import asyncio
import contextlib
import ipaddress
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from deploy.local import rabbitmq
from deploy.local.ports import free_port
from shared.broker import BROKER_AWAY, connection
from shared.database import connect

SSL_REQUEST = bytes.fromhex("0000000804d2162f")


@dataclass
class Certificates:
    """An authority, and a server's certificate signed by it."""

    authority: Path
    certificate: Path
    key: Path


def make_certificates(folder: Path, name: str) -> Certificates:
    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"authority {name}")])
    authority = sign(authority_name, authority_key.public_key(), authority_name, authority_key, is_authority=True)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "server")])
    certificate = sign(subject, key.public_key(), authority_name, authority_key, is_authority=False)
    found = Certificates(folder / f"{name}-ca.pem", folder / f"{name}.pem", folder / f"{name}.key")
    found.authority.write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    found.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    pem = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    found.key.write_bytes(key.private_bytes(*pem))
    return found


def sign(subject: x509.Name, public: object, issuer: x509.Name, key: object, is_authority: bool) -> x509.Certificate:
    here = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)  # type: ignore[arg-type]
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(here), critical=False)
        .sign(key, hashes.SHA256())  # type: ignore[arg-type]
    )


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"), "ours")


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("others"), "others")


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory, certificates: Certificates) -> Iterator[str]:
    """A node that also listens with TLS; gives the URI for it."""
    port = free_port()
    extra = f"""
listeners.ssl.1 = 127.0.0.1:{port}
ssl_options.cacertfile = {certificates.authority}
ssl_options.certfile = {certificates.certificate}
ssl_options.keyfile = {certificates.key}
"""
    node = rabbitmq.start(tmp_path_factory.mktemp("tls-broker"), extra=extra)
    yield node.uri.replace("amqp://", "amqps://").replace(f":{node.port}", f":{port}")
    node.stop()


def test_the_broker_is_reached_by_tls(broker: str, certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> None:
    """With amqps:// and the authority in AMQP_CA_FILE."""
    monkeypatch.setenv("AMQP_CA_FILE", str(certificates.authority))
    with connection(broker) as link:
        link.ensure_connection(max_retries=1, timeout=5)
        assert isinstance(link.connection.transport.sock, ssl.SSLSocket)


def test_a_broker_of_another_authority_is_refused(
    broker: str, others: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before any password is sent."""
    monkeypatch.setenv("AMQP_CA_FILE", str(others.authority))
    with connection(broker) as link, pytest.raises(BROKER_AWAY):
        link.connect()


@pytest.fixture(scope="module")
def encrypted(admin_url: str, certificates: Certificates) -> Iterator[int]:
    """TLS before the database server, as PostgreSQL speaks it: the embedded one is built without. Gives a port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.certificate, certificates.key)
    port, loop = free_port(), asyncio.new_event_loop()
    behind = urlsplit(admin_url)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, ssl.SSLError, asyncio.IncompleteReadError):
            assert await reader.readexactly(8) == SSL_REQUEST
            writer.write(b"S")
            await writer.drain()
            await writer.start_tls(context)
            inner, outer = await asyncio.open_connection(behind.hostname, behind.port)
            await asyncio.gather(pipe(reader, outer), pipe(inner, writer))

    async def pipe(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, ssl.SSLError):
            while data := await source.read(65536):
                target.write(data)
                await target.drain()
        target.close()

    server = loop.run_until_complete(asyncio.start_server(serve, "127.0.0.1", port))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield port
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


def url_by_tls(admin_url: str, port: int, authority: Path) -> str:
    parts = urlsplit(admin_url)
    where = f"{parts.username}:{parts.password}@localhost:{port}{parts.path}"
    return f"postgresql://{where}?sslmode=verify-full&sslrootcert={authority}"


def test_the_database_is_reached_by_tls(admin_url: str, encrypted: int, certificates: Certificates) -> None:
    """With sslmode and sslrootcert in DATABASE_URL."""
    with connect(url_by_tls(admin_url, encrypted, certificates.authority)) as link:
        assert link.execute("SELECT 1").fetchone() == (1,)
        assert link.pgconn.ssl_in_use


def test_a_database_of_another_authority_is_refused(admin_url: str, encrypted: int, others: Certificates) -> None:
    """Before any password is sent."""
    with pytest.raises(psycopg.OperationalError, match="certificate"):
        connect(url_by_tls(admin_url, encrypted, others.authority))
