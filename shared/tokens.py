"""Signed tokens (JWT, EdDSA): the only way in which an actor is believed; nameko's own headers are unsigned.

A token carries `sub` (the actor's id), `roles`, `unit`, `aud` "waishi", `iat` and `exp`; a deputy's also `acting_for`.
The identity provider holds the private key; every service holds the public one, or two behind each other while a new
key takes the place of an old one.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

import jwt
from jwt.types import Options

from shared.actors import Actor
from shared.errors import NotSignedIn
from shared.times import now

AUDIENCE = "waishi"
END = "-----END PUBLIC KEY-----"


def sign_token(private_key: str, actor: Actor, lifetime: timedelta = timedelta(hours=8)) -> str:
    """A token for that actor, signed with an Ed25519 key in PEM."""
    claims = {
        "sub": actor.id,
        "roles": sorted(actor.roles),
        "unit": actor.unit,
        **({"acting_for": actor.acting_for} if actor.acting_for else {}),
        "aud": AUDIENCE,
        "iat": now(),
        "exp": now() + lifetime,
    }
    return jwt.encode(claims, private_key, algorithm="EdDSA")


def read_token(public_key: str, token: object) -> Actor:
    """The actor whom a token names. Raises NotSignedIn, saying what is wrong with it."""
    if not isinstance(token, str) or not token:
        raise NotSignedIn.because("no token", "send a signed token as `auth_token` in the call's context")
    try:
        actor, expires = _read(public_key, token)
        if expires <= now().timestamp():
            raise jwt.ExpiredSignatureError
        return actor
    except jwt.ExpiredSignatureError as error:
        raise NotSignedIn.because("the token has expired", "sign in again") from error
    except (jwt.InvalidTokenError, TypeError) as error:
        raise NotSignedIn.because("the token is not valid here", "sign in again for this system") from error


@lru_cache(maxsize=1000)
def _read(public_keys: str, token: str) -> tuple[Actor, float]:
    """Who it names and when it expires; one that isn't valid raises, and is not kept."""
    claims = _claims(token, _each_key(public_keys))
    return _actor(claims), float(claims["exp"])


def _claims(token: str, keys: Sequence[str]) -> Mapping[str, Any]:
    """What the token says, if one of the keys signed it."""
    required: Options = {"require": ["sub", "exp", "roles", "unit"]}
    try:
        claims: Mapping[str, Any] = jwt.decode(token, keys[0], ["EdDSA"], required, audience=AUDIENCE)
        return claims
    except jwt.InvalidSignatureError:
        if not keys[1:]:
            raise
        return _claims(token, keys[1:])


def _each_key(public_keys: str) -> list[str]:
    return [f"{key}{END}\n" for key in public_keys.split(END) if key.strip()]


def _actor(claims: Mapping[str, Any]) -> Actor:
    deputy = claims.get("acting_for")
    if deputy == claims["sub"]:
        raise jwt.InvalidTokenError("nobody is his own deputy")
    acting_for = None if deputy is None else str(deputy)
    return Actor(str(claims["sub"]), frozenset(map(str, claims["roles"])), str(claims["unit"]), acting_for)
