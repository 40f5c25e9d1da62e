"""The RPC methods of a service as a page in Markdown: who may call, what it takes, what it answers, an example."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from deploy.reference.shapes import Shape, may_be_null, type_of
from deploy.reference.survey import ERRORS, Method, Offer
from shared.errors import Declined

FRAME = (Path(__file__).parent / "frame.md").read_text()
NOTE = "<!-- Made from the code by `make reference`; not to be edited. -->"

Row = tuple[str, str, str]
"""Path, type and a word on it, of one field."""

MEANINGS: dict[str, tuple[str, str, str]] = {
    "invalid": ("a field is missing or wrong", "`fields`: field, rule, mend", "mend it and call again"),
    "not_signed_in": ("no token, or one that isn't valid", "", "sign in again"),
    "not_allowed": ("the role or the unit may not do this", "`roles` that you have", "ask somebody who may"),
    "not_found": ("there is no such thing", "`kind`, `id`", "look its id up"),
    "conflict": (
        "somebody else was first, or the key was used before",
        "`expected`, `found`",
        "read again, decide anew",
    ),
    "refused": ("rules say no", "`violations`: rule, article, value, found, mend", "see each violation's mend"),
    "late": ("the read store hasn't reached `at_least` yet", "`asked`, `reached`", "ask again in a moment"),
    "unavailable": ("a server is away", "", "call again with the same `command_id`"),
    "failed": ("our fault; it had no effect", "`correlation_id`", "report the correlation id"),
}


def page(offer: Offer) -> str:
    """One service's methods."""
    return "\n".join([*_head(offer), *(line for method in offer.methods for line in _method(method))])


def overview(offers: tuple[Offer, ...]) -> str:
    """How any method is called, the table of errors, and where each service's page is."""
    rows = [f"| `{name}` | {' | '.join(MEANINGS[name])} | {_raised_by(error)} |" for name, error in _errors()]
    pages = [
        f"- [{offer.service}](rpc/{offer.service}.md): {offer.says} {len(offer.methods)} methods." for offer in offers
    ]
    return f"{NOTE}\n{FRAME}".replace("<!--pages-->", "\n".join(pages)).replace("<!--errors-->", "\n".join(rows))


def _errors() -> Iterator[tuple[str, type[Declined]]]:
    yield from {error.name: error for errors in ERRORS.values() for error in errors}.items()


def _raised_by(error: type[Declined]) -> str:
    return " and ".join(f"{kind}s".replace("querys", "queries") for kind, errors in ERRORS.items() if error in errors)


def _head(offer: Offer) -> list[str]:
    return [
        NOTE,
        f"# {offer.service}",
        "",
        offer.says,
        "",
        "How a method is called, and the errors: [rpc.md](../rpc.md).",
        "",
    ]


def _method(method: Method) -> Iterator[str]:
    yield f"## {method.name}"
    yield ""
    yield method.says
    yield ""
    yield f"A {method.kind}, for: {method.callers}."
    if method.key:
        yield f"Without `{method.key}` a new file gets a new id, which the receipt names."
    for name, roles in method.may.hides.items():
        yield f"`{name}` is shown only to {', '.join(sorted(roles))}; others read null."
    yield ""
    if rows := list(fields(method.shape, required="Required.")):
        yield from table(rows)
        yield ""
    yield "```sh"
    yield f"./waishi call {method.service} {method.name} '{json.dumps(method.example, ensure_ascii=False)}'"
    yield "```"
    yield ""
    if method.kind == "command":
        yield 'Answers a receipt: `{"id", "version", "position"}`.'
    elif method.answer:
        yield "Answers:"
        yield ""
        yield "| field | type |"
        yield "|---|---|"
        yield from (f"| `{path}` | {kind} |" for path, kind, _ in fields(method.answer))
    else:
        yield "Answers an object; its fields are not listed here."
    yield ""
    yield f"Errors: {', '.join(f'`{name}`' for name in method.errors)}."
    yield ""


def table(rows: Iterable[Row]) -> Iterator[str]:
    """Fields that are taken or told."""
    yield "| field | type | |"
    yield "|---|---|---|"
    yield from (f"| `{path}` | {kind} | {word} |" for path, kind, word in rows)


def fields(shape: Shape, above: str = "", required: str = "", lacking: str = "") -> Iterator[Row]:
    """Every field of an object, those inside it after it; with a word on those that must be there, or that may lack."""
    for name, inner in shape.get("properties", {}).items():
        path = f"{above}{name}"
        words = [required if name in shape["required"] else lacking, inner.get("description", "")]
        yield path, kind_in_words(inner), " ".join(" ".join(words).split())
        if inner:
            below = f"{path}[]." if type_of(inner) == "array" else f"{path}."
            yield from fields(_inside(inner), below, required, lacking)


def _inside(shape: Shape) -> Shape:
    inner: Any = shape.get("items") or shape.get("additionalProperties") or shape
    return inner if isinstance(inner, dict) else {}


def kind_in_words(shape: Shape) -> str:
    """A type as a reader says it: "text", "date, or null", "list of text"."""
    return _kind(shape) + (", or null" if may_be_null(shape) else "")


def _kind(shape: Shape) -> str:
    if not shape:
        return "anything"
    if "enum" in shape:
        return "one of " + ", ".join(f"`{item}`" for item in shape["enum"] if item is not None)
    if type_of(shape) == "array":
        return f"list of {_kind(shape['items'])}"
    if "additionalProperties" in shape:
        return f"map of {_kind(shape['additionalProperties'])}"
    return WORDS.get(shape.get("format", type_of(shape)), type_of(shape))


WORDS = {
    "string": "text",
    "integer": "whole number",
    "boolean": "true or false",
    "date": "date",
    "date-time": "moment",
    "decimal": "decimal, as text",
    "uuid": "id (UUID)",
    "null": "null",
}
