"""Who is believed, and until when."""

import pytest

from deploy.local.people import new_private_key, public_key_of
from shared.actors import Actor
from shared.errors import NotSignedIn
from shared.tokens import read_token, sign_token

ACTOR = Actor("sun", frozenset({"clerk"}), "fao")


def test_while_a_key_is_replaced_tokens_of_both_are_believed() -> None:
    """And of no third; once the old one is taken out, its tokens are worth nothing."""
    old, new, other = (new_private_key() for _ in range(3))
    both = public_key_of(new) + public_key_of(old)
    assert [read_token(both, sign_token(key, ACTOR)) for key in (old, new)] == [ACTOR, ACTOR]
    assert read_token(both.strip(), sign_token(old, ACTOR)) == ACTOR
    for keys, token in ((both, sign_token(other, ACTOR)), (public_key_of(new), sign_token(old, ACTOR))):
        with pytest.raises(NotSignedIn):
            read_token(keys, token)
