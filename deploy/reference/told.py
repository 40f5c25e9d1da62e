"""The public facts of all services as a page in Markdown: what is told, by whom, who of the five hears it."""

import json
from collections.abc import Iterator, Sequence

from deploy.reference.rpc import NOTE, fields, table
from deploy.reference.survey import Offer, Told

HEAD = """\
# Public facts

Each comes through the topic exchange `<service>.events` with its name as the routing key, its fields as JSON, and
CloudEvents attributes in the headers. How to get the first one: [first-event.md](first-event.md). The same for
machines: [asyncapi.yaml](asyncapi.yaml). Fields may be added at any time: pass over what you don't know.
"""


def facts_page(offers: Sequence[Offer]) -> str:
    """Every public fact of these services."""
    return "\n".join([NOTE, HEAD, *(line for offer in offers for line in _offer(offer))])


def _offer(offer: Offer) -> Iterator[str]:
    yield f"## {offer.service}"
    yield ""
    yield offer.says
    yield ""
    for fact in offer.facts:
        yield from _fact(fact)


def _fact(fact: Told) -> Iterator[str]:
    heard = ", ".join(reader.service for reader in fact.readers)
    yield f"### {fact.name}"
    yield ""
    yield " ".join(filter(None, [fact.says, f"Version {fact.version}.", f"Heard by {heard}." if heard else ""]))
    yield ""
    yield from table(fields(fact.shape, lacking="May be missing in older facts."))
    yield ""
    yield "```json"
    yield json.dumps(fact.example, ensure_ascii=False)
    yield "```"
    yield ""
