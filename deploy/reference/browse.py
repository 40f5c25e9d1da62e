"""The same as one page for a browser: facts and methods of all services, searchable, without any network."""

import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from deploy.reference.rpc import MEANINGS, fields
from deploy.reference.shapes import Shape
from deploy.reference.survey import Method, Offer, Told

FRAME = (Path(__file__).parent / "frame.html").read_text()


def browse(offers: Sequence[Offer]) -> str:
    """The whole page."""
    parts = {"nav": _nav(offers), "errors": _errors(), "offers": "\n".join(map(_offer, offers))}
    text = FRAME
    for name, part in parts.items():
        text = text.replace(f"<!--{name}-->", part)
    return text


def _nav(offers: Iterable[Offer]) -> str:
    return "\n".join(f'<a href="#{offer.service}">{_title(offer)}</a>' for offer in offers)


def _errors() -> str:
    rows = ["".join(f"<td>{_code(cell)}</td>" for cell in (f"`{name}`", *words)) for name, words in MEANINGS.items()]
    return "\n".join(f"<tr>{row}</tr>" for row in rows)


def _offer(offer: Offer) -> str:
    facts = "\n".join(["<h3>Public facts</h3>", *map(_fact, offer.facts)]) if offer.facts else ""
    methods = "\n".join(_method(method) for method in offer.methods)
    return f"""<section id="{offer.service}"><h2>{_title(offer)}</h2><p>{escape(offer.says)}</p>
{facts}
<h3>Methods</h3>
{methods}
</section>"""


def _title(offer: Offer) -> str:
    return offer.service.replace("_", " ")


def _fact(fact: Told) -> str:
    listeners = ", ".join(reader.service for reader in fact.readers) or "nobody here"
    words = f"Version {fact.version}; exchange {fact.service}.events, routing key {fact.name}; heard by {listeners}."
    return _entry(f"{fact.service}.{fact.name}", "fact", [fact.says, words], fact.shape, fact.example)


def _method(method: Method) -> str:
    words = [method.says, f"For: {method.callers}."]
    if method.key:
        words.append(f"Without {method.key} a new file gets a new id.")
    words += [f"{name} is shown only to {', '.join(sorted(roles))}." for name, roles in method.may.hides.items()]
    return _entry(f"{method.service}.{method.name}", method.kind, words, method.shape, method.example)


def _entry(name: str, kind: str, words: Iterable[str], shape: Shape, example: object) -> str:
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in words if sentence)
    sample = escape(json.dumps(example, ensure_ascii=False, indent=2))
    return f"""<details id="{name}"><summary><code>{name}</code> <small>{kind}</small></summary>
{said}<table>{"".join(_rows(shape))}</table><pre>{sample}</pre></details>"""


def _rows(shape: Shape) -> Iterator[str]:
    for path, kind, word in fields(shape):
        yield f"<tr><td><code>{path}</code></td><td>{_code(kind)}</td><td>{escape(word)}</td></tr>"


def _code(text: str) -> str:
    """Text with its `marks` as code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts))
