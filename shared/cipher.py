"""AES-256-GCM, and the master key that wraps every person's key."""

import base64
import binascii
import hashlib
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


class WrongMasterKey(RuntimeError):
    """The master key is not the one that wrapped the keys, or is no key at all."""


class Master:
    """The master key: 32 bytes in base64."""

    def __init__(self, text: str) -> None:
        try:
            secret = base64.b64decode(text, validate=True)
            self._cipher = AESGCM(secret)
        except (binascii.Error, ValueError) as error:
            raise WrongMasterKey("MASTER_KEY must be 32 bytes in base64: `openssl rand -base64 32`") from error
        self.id = hashlib.sha256(secret).hexdigest()[:16]

    def wrap(self, person: str, key: bytes) -> bytes:
        return encrypt(self._cipher, key, person.encode())

    def unwrap(self, person: str, wrapped: bytes) -> bytes:
        try:
            return decrypt(self._cipher, wrapped, person.encode())
        except Exception as error:
            raise WrongMasterKey("MASTER_KEY is not the one that these keys were wrapped with") from error


def encrypt(cipher: AESGCM, plain: bytes, bound: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + cipher.encrypt(nonce, plain, bound)


def decrypt(cipher: AESGCM, sealed: bytes, bound: bytes) -> bytes:
    return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], bound)
