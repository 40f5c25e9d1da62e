"""Runs one service: `python -m shared.run services.approvals`. Ends in good order on SIGTERM.

In an image that holds one service, its package stands in the environment as SERVICE. A counter that isn't in the
module `service` of its package is named as module:class.
"""

from shared import green  # isort: skip  # before everything else: see there

import os
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
    """`path` is a service's package, or module:class of its counter. Settings come from the environment."""
    counter = counter_at(path)
    set_up_logging(counter.name)
    settings = Settings.from_environment(counter.desk.service.settings)
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


def counter_at(path: str) -> Any:
    """The class that nameko runs: `services.approvals` has one, named as the service, in its module `service`."""
    module, _, name = path.partition(":")
    if name:
        return getattr(import_module(module), name)
    return getattr(import_module(f"{module}.service"), module.rpartition(".")[2].capitalize())


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else os.environ["SERVICE"])
