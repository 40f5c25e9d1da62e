"""Signed tokens (JWT, EdDSA): the only way in which an actor is believed; nameko's own headers are unsigned.

A token carries `sub` (the actor's id), `roles`, `unit`, `aud` "waishi", `iat` and `exp`. The identity provider
holds the private key; every service holds the public one.
"""

from datetime import timedelta

import jwt

from shared.actors import Actor
from shared.errors import NotSignedIn
from shared.times import now

AUDIENCE = "waishi"


def sign_token(private_key: str, actor: Actor, lifetime: timedelta = timedelta(hours=8), key_id: str = "") -> str:
    """A token for that actor, signed with an Ed25519 key in PEM; `key_id` says which."""
    claims = {
        "sub": actor.id,
        "roles": sorted(actor.roles),
        "unit": actor.unit,
        "aud": AUDIENCE,
        "iat": now(),
        "exp": now() + lifetime,
    }
    return jwt.encode(claims, private_key, algorithm="EdDSA", headers={"kid": key_id} if key_id else None)


def read_token(public_key: str, token: object) -> Actor:
    """The actor whom a token names. Raises NotSignedIn, saying what is wrong with it."""
    if not isinstance(token, str) or not token:
        raise NotSignedIn.because("no token", "send a signed token as `auth_token` in the call's context")
    try:
        claims = jwt.decode(
            token,
            public_key,
            algorithms=["EdDSA"],
            audience=AUDIENCE,
            options={"require": ["sub", "exp", "roles", "unit"]},
        )
        return Actor(str(claims["sub"]), frozenset(map(str, claims["roles"])), str(claims["unit"]))
    except jwt.ExpiredSignatureError as error:
        raise NotSignedIn.because("the token has expired", "sign in again") from error
    except (jwt.InvalidTokenError, TypeError) as error:
        raise NotSignedIn.because("the token is not valid here", "sign in again for this system") from error
