"""What proves that a paper is the office's: a short code for whoever asks, and a signature for whoever can't.

The **code** belongs to one version of one number. It is derived from a secret of the service's own, so it stands in no
log, and telling whether it is right needs no look at what was issued. It has 60 bits: at a thousand guesses a second
for a hundred years one number's code is found with a chance of one in 365,000. So no number is ever locked after wrong
guesses; else anybody could hide a revocation by guessing.

The **signature** is the office's Ed25519 key's, over the lines of `signed_text`, and is checked without a connection.
Both are in the QR code, as the query of an address: k kind, n number, v version, i issued on, f valid from, t valid
until, d SHA-256 of what the paper says, y the key's id, s the signature, c the code; bytes in base64 for addresses.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from shared.values import value

FORM = "waishi document 1"
"""The first line of what is signed. Another form of these lines gets another number."""
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter is taken for a digit."""
LETTERS = 12


class NotGenuine(ValueError):
    """This text is no paper's, or not of these keys; the message says which."""


@value
class Attested:
    """What the office's key signs of a paper. `digest` is in hexadecimal."""

    kind: str
    number: str
    version: int
    issued_on: date
    valid_from: date
    valid_until: date
    digest: str


def code_of(secret: bytes, number: str, version: int) -> str:
    """The code printed on that version of that number, such as 7KQ2-M4XD-0ZRT."""
    found = int.from_bytes(hmac.digest(secret, f"{number}\n{version}".encode(), "sha256")[:8])
    letters = "".join(ALPHABET[found >> 5 * place & 31] for place in range(LETTERS))
    return "-".join(letters[at : at + 4] for at in range(0, LETTERS, 4))


def same_code(one: str, other: str) -> bool:
    """Whether they are the same, read as a person types it; in the same time, whichever letter differs."""
    return hmac.compare_digest(_plain(one), _plain(other))


def _plain(code: str) -> bytes:
    read = code.upper().translate(str.maketrans("OIL", "011"))
    return "".join(letter for letter in read if letter in ALPHABET).encode()


def key_id_of(key: Ed25519PublicKey) -> str:
    """The first eight bytes of the SHA-256 of the public key, in hexadecimal."""
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def public_key_of(private_pem: str) -> tuple[str, str]:
    """The public half, for whoever checks papers: its id, and itself in PEM."""
    public = _private(private_pem).public_key()
    return key_id_of(public), public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def signed_text(paper: Attested, key_id: str) -> bytes:
    """The lines that are signed, each ended by a line feed, in UTF-8."""
    lines = (FORM, key_id, paper.kind, paper.number, paper.version, paper.issued_on, paper.valid_from,
             paper.valid_until, paper.digest)  # fmt: skip
    return "".join(f"{line}\n" for line in lines).encode()


def qr_text(address: str, private_pem: str, paper: Attested, code: str) -> str:
    """What the QR code of a paper says."""
    key = _private(private_pem)
    key_id = key_id_of(key.public_key())
    fields = {
        "k": paper.kind,
        "n": paper.number,
        "v": paper.version,
        "i": paper.issued_on,
        "f": paper.valid_from,
        "t": paper.valid_until,
        "d": _text(bytes.fromhex(paper.digest)),
        "y": key_id,
        "s": _text(key.sign(signed_text(paper, key_id))),
        "c": code,
    }
    return f"{address or 'waishi:'}?{urlencode(fields)}"


def check(text: str, public_pems: Iterable[str]) -> tuple[Attested, str]:
    """The paper that a QR code attests, and its code, if one of these keys signed it. Raises NotGenuine."""
    fields = {name: values[0] for name, values in parse_qs(text.rpartition("?")[2]).items()}
    keys = {key_id_of(key): key for key in map(_public, public_pems)}
    try:
        paper = Attested(
            kind=fields["k"],
            number=fields["n"],
            version=int(fields["v"]),
            issued_on=date.fromisoformat(fields["i"]),
            valid_from=date.fromisoformat(fields["f"]),
            valid_until=date.fromisoformat(fields["t"]),
            digest=_bytes(fields["d"]).hex(),
        )
        key_id, signature, code = fields["y"], _bytes(fields["s"]), fields["c"]
    except (KeyError, ValueError):
        raise NotGenuine("this is not the text of a paper's QR code") from None
    if key_id not in keys:
        raise NotGenuine(f"it names the key {key_id}, which is not among those given")
    try:
        keys[key_id].verify(signature, signed_text(paper, key_id))
    except InvalidSignature:
        raise NotGenuine("its signature is not the office's: it was changed, or never issued") from None
    return paper, code


def _private(pem: str) -> Ed25519PrivateKey:
    try:
        key: Any = load_pem_private_key(pem.encode(), None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("papers are signed by an Ed25519 key in PEM, without a password")
    return key


def _public(pem: str) -> Ed25519PublicKey:
    key: Any = load_pem_public_key(pem.encode())
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("papers are checked by an Ed25519 public key in PEM")
    return key


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
