"""Keys and tokens of a local office: who may sign in, and as what. In production an identity provider does this."""

from dataclasses import dataclass, field
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from shared.actors import Actor
from shared.tokens import sign_token

LIFETIME = timedelta(days=7)


def new_private_key() -> str:
    """An Ed25519 key in PEM, with which tokens are signed."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public_key_of(private_key: str) -> str:
    """The public half, in PEM: what every service needs."""
    key = load_pem_private_key(private_key.encode(), None)
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@dataclass(frozen=True)
class People:
    """Signs tokens for whoever is named. Made anew for each new office."""

    private_key: str = field(default_factory=new_private_key)

    @property
    def public_key(self) -> str:
        return public_key_of(self.private_key)

    def token(self, actor_id: str, *roles: str, unit: str = "fao", acting_for: str | None = None) -> str:
        """A token of a week for that actor, or for a deputy of somebody."""
        return sign_token(self.private_key, Actor(actor_id, frozenset(roles), unit, acting_for), LIFETIME)
