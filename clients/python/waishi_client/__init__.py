"""Typed calls to the services of a foreign affairs office, and their public facts. Needs `amqp`, and nothing else.

    from waishi_client import Caller
    from waishi_client.approvals import Approvals, VisitById

    with Caller(AMQP_URI, TOKEN) as caller:
        print(Approvals(caller).get_visit(VisitById(visit_id=visit))["state"])

`errors` says what a call may be answered, `Feed` gives facts from the first on. The modules named like a service are
made from its code by `make reference`.
"""

from waishi_client.caller import AtLeast, Caller, Receipt
from waishi_client.errors import Declined
from waishi_client.facts import Fact
from waishi_client.feed import AnotherLog, Feed
from waishi_client.paging import pages
from waishi_client.sources import OwnQueue, Stream
from waishi_client.values import Unreadable

__all__ = [
    "AnotherLog",
    "AtLeast",
    "Caller",
    "Declined",
    "Fact",
    "Feed",
    "OwnQueue",
    "Receipt",
    "Stream",
    "Unreadable",
    "pages",
]
