"""Certificate authorities of a minute, and a PostgreSQL that speaks TLS: the embedded one, behind a proxy of ours."""

import contextlib
import ipaddress
import select
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from shared.times import now

SSL_REQUEST = bytes.fromhex("0000000804d2162f")


@dataclass(frozen=True)
class Authority:
    """The files of an authority, and of a server's certificate for 127.0.0.1 that it has signed."""

    root: Path
    certificate: Path
    key: Path


def authority(folder: Path, host: str = "127.0.0.1") -> Authority:
    """A new authority and a server's certificate for that address."""
    folder.mkdir()
    made = Authority(folder / "root.pem", folder / "server.pem", folder / "server.key")
    root_key, server_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, name = _name(f"Authority {folder.name}"), x509.IPAddress(ipaddress.ip_address(host))
    root = _certificate(root_name, root_name, root_key).add_extension(x509.BasicConstraints(True, None), True)
    server = _certificate(_name("server"), root_name, server_key)
    server = server.add_extension(x509.SubjectAlternativeName([name]), False)
    made.root.write_bytes(root.sign(root_key, SHA256()).public_bytes(Encoding.PEM))
    made.certificate.write_bytes(server.sign(root_key, SHA256()).public_bytes(Encoding.PEM))
    made.key.write_bytes(server_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return made


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    lasts = (now() - timedelta(hours=1), now() + timedelta(days=1))
    return x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number(), *lasts)


@contextlib.contextmanager
def behind_tls(port: int, server: Authority) -> Iterator[int]:
    """A port where the PostgreSQL server of `port` is reached by TLS alone."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(server.certificate, server.key)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_accept, args=(listener, port, context), daemon=True).start()
        yield int(listener.getsockname()[1])
        listener.shutdown(socket.SHUT_RDWR)


def _accept(listener: socket.socket, port: int, context: ssl.SSLContext) -> None:
    with contextlib.suppress(OSError):
        while True:
            client, _ = listener.accept()
            threading.Thread(target=_serve, args=(client, port, context), daemon=True).start()


def _serve(client: socket.socket, port: int, context: ssl.SSLContext) -> None:
    with contextlib.suppress(OSError), client:
        if client.recv(8, socket.MSG_WAITALL) != SSL_REQUEST:
            return
        client.sendall(b"S")
        secret, server = context.wrap_socket(client, server_side=True), socket.create_connection(("127.0.0.1", port))
        with secret, server:
            _relay(secret, server)


def _relay(secret: ssl.SSLSocket, server: socket.socket) -> None:
    while True:
        ready = [secret] if secret.pending() else select.select([secret, server], [], [])[0]
        for one, other in ((secret, server), (server, secret)):
            if one in ready:
                data = one.recv(65536)
                if not data:
                    return
                other.sendall(data)
