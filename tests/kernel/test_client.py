"""A caller's connection."""

import socket

import pytest

from shared import client
from tests.kernel.conftest import Village


def test_who_was_quiet_for_long_is_answered_all_the_same(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    """The broker has given up the connection meanwhile, since nobody answered its heartbeats."""
    village.plant()
    link = village.client._link
    assert link is not None
    link.connection.transport.sock.shutdown(socket.SHUT_RDWR)
    monkeypatch.setattr(client, "QUIET_SECONDS", 0.0)
    assert village.client.ask("garden", "lag")["head"] > 0
