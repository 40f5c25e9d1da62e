"""The public facts of all services as one AsyncAPI 3.0.0 document, with the AMQP binding 0.3.0."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from deploy.reference.shapes import Shape
from deploy.reference.survey import Offer, Told
from shared.broker import PREFIX, PublicFact, exchange_of
from shared.ids import derived_id

BINDING = "0.3.0"
VERSION = "1.0.0"
DESCRIPTION = """\
Each service tells its public facts through the topic exchange `<service>.events`; the routing key is the fact's name,
the body its public fields as JSON, and the headers are CloudEvents 1.0 attributes by the AMQP binding. The exchanges
stand already: declare none. `cloudEvents_sequence` counts all public facts of a teller without a gap; a number that was
seen before is a duplicate, and what was missed comes from the RPC method `<service>.facts_told`. Fields may be added at
any time: pass over what you don't know. A service may tell each attribute as `ce-*` besides.
"""

HEADERS: dict[str, Shape] = {
    "specversion": {"type": "string", "const": "1.0"},
    "id": {"type": "string", "format": "uuid", "description": "The fact's own id."},
    "source": {"type": "string", "description": "/waishi/<service>/<identity of its log>"},
    "type": {"type": "string", "description": "The fact's name."},
    "subject": {"type": "string", "description": "The file that the fact stands in."},
    "time": {"type": "string", "format": "date-time", "description": "When it was recorded."},
    "dataschema": {"type": "string", "description": "/waishi/<service>/<fact>/<version>"},
    "sequence": {"type": "string", "pattern": "^[1-9][0-9]*$", "description": "The teller's own, without a gap."},
    "correlation": {"type": "string", "format": "uuid", "description": "All that follows from one cause."},
    "causation": {"type": "string", "format": "uuid", "description": "The fact that this one follows from, if any."},
}


def document(offers: Sequence[Offer]) -> dict[str, Any]:
    """The document as data."""
    facts = [fact for offer in offers for fact in offer.facts]
    return {
        "asyncapi": "3.0.0",
        "id": "urn:waishi:facts",
        "info": {
            "title": "Public facts of Waishi (外事)",
            "version": VERSION,
            "description": LiteralScalarString(DESCRIPTION),
            "tags": [{"name": offer.service, "description": offer.says} for offer in offers],
        },
        "defaultContentType": "application/json",
        "servers": {"broker": _server()},
        "channels": {_id(fact): _channel(fact) for fact in facts},
        "operations": {f"tell.{_id(fact)}": _operation(fact) for fact in facts},
        "components": {
            "messages": {_id(fact): _message(fact) for fact in facts},
            "messageTraits": {"cloudevent": _trait()},
            "securitySchemes": {
                "user": {"type": "userPassword", "description": "An integrator's own, for the facts chosen for it."}
            },
        },
    }


def asyncapi(offers: Sequence[Offer]) -> str:
    """The document as YAML."""
    yaml = YAML()
    yaml.width = 110
    yaml.allow_unicode = True
    yaml.representer.ignore_aliases = lambda _: True
    text = io.StringIO()
    yaml.dump(document(offers), text)
    return "# Made from the code by `make reference`; not to be edited.\n" + text.getvalue()


def _id(fact: Told) -> str:
    return f"{fact.service}.{fact.name}"


def _server() -> dict[str, Any]:
    return {
        "host": "{host}",
        "protocol": "amqps",
        "description": "The office's RabbitMQ; within one machine also without TLS.",
        "variables": {"host": {"description": "Name and port, as the operator gives them", "default": "broker:5671"}},
        "security": [{"$ref": "#/components/securitySchemes/user"}],
    }


def _channel(fact: Told) -> dict[str, Any]:
    exchange = {"name": exchange_of(fact.service).name, "type": "topic", "durable": True, "autoDelete": False}
    return {
        "address": fact.name,
        "title": f"{fact.name} of {fact.service}",
        "servers": [{"$ref": "#/servers/broker"}],
        "messages": {fact.name: {"$ref": f"#/components/messages/{_id(fact)}"}},
        "bindings": {
            "amqp": {"is": "routingKey", "exchange": {**exchange, "vhost": "/"}, "bindingVersion": BINDING},
        },
    }


def _operation(fact: Told) -> dict[str, Any]:
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{_id(fact)}"},
        "messages": [{"$ref": f"#/channels/{_id(fact)}/messages/{fact.name}"}],
        "bindings": {"amqp": {"deliveryMode": 2, "ack": True, "bindingVersion": BINDING}},
    }


def _trait() -> dict[str, Any]:
    optional = {"causation"}
    return {
        "contentType": "application/json",
        "headers": {
            "type": "object",
            "properties": {PREFIX + name: shape for name, shape in HEADERS.items()},
            "required": [PREFIX + name for name in HEADERS if name not in optional],
        },
    }


def _message(fact: Told) -> dict[str, Any]:
    return {
        "name": fact.name,
        "title": fact.name,
        "summary": fact.says or f"Version {fact.version}, told by {fact.service}.",
        "tags": [{"name": fact.service}],
        "payload": fact.shape,
        "bindings": {"amqp": {"contentEncoding": "utf-8", "bindingVersion": BINDING}},
        "traits": [{"$ref": "#/components/messageTraits/cloudevent"}],
        "examples": [{"name": "example", "headers": _headers(fact), "payload": fact.example}],
        "x-version": fact.version,
        "x-listeners": [reader.service for reader in fact.readers],
    }


def _headers(fact: Told) -> dict[str, str]:
    """As the teller makes them."""
    id_, teller, correlation, file = (derived_id("example", part) for part in ("id", "teller", "correlation", "file"))
    told = PublicFact(
        id=id_,
        source=fact.service,
        teller=teller,
        sequence=1,
        name=fact.name,
        version=fact.version,
        stream=f"file-{file}",
        at=datetime(2026, 11, 23, 1, 0, tzinfo=UTC),
        correlation=correlation,
        causation=None,
        body=None,
    )
    return told.headers()
