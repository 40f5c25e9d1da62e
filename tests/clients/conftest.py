"""The village of the kernel's tests, as its callers and integrators see it."""

from collections.abc import Iterator

import pytest

from shared.rights import CALLER
from tests.kernel.conftest import Village, village
from waishi_client import Caller

__all__ = ["village"]


@pytest.fixture
def caller(village: Village) -> Iterator[Caller]:
    """A gardener's."""
    with Caller(village.office.uri_of(CALLER), village.office.people.token("gardener-2", "gardener"), 5) as caller:
        yield caller
