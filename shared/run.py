"""Runs one service: `python -m shared.run services.approvals.service:Approvals`. Ends in good order on SIGTERM."""

from shared import green  # isort: skip  # before everything else: see there

import signal
import sys
from importlib import import_module
from typing import Any

import eventlet
from nameko.containers import ServiceContainer

from shared.broker import secured
from shared.database import Bounded, make_sure_it_yields
from shared.process import Settings
from shared.sight import set_up_logging

WORKERS = 16


def main(path: str) -> None:
    """`path` is module:class of the service's counter. Settings come from the environment."""
    module, _, name = path.partition(":")
    counter: Any = getattr(import_module(module), name)
    set_up_logging(counter.name)
    settings = Settings.from_environment()
    Bounded.waiter = staticmethod(green.wait)
    make_sure_it_yields(settings.database_url)
    address, checks = secured(settings.amqp_uri)
    config = {"AMQP_URI": address, "waishi": settings, "max_workers": WORKERS, "HEARTBEAT": 10}
    if checks is not None:
        config["AMQP_SSL"] = checks
    container = ServiceContainer(counter, config=config)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: eventlet.spawn_n(container.stop))
    container.start()
    container.wait()


if __name__ == "__main__":
    main(sys.argv[1])
