"""The same as one page for a browser: facts and methods of all services, searchable, without any network."""

import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from deploy.reference.rpc import MEANINGS, Row, fields
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
    parts = [("Public facts", map(_fact, offer.facts)), ("Methods", map(_method, offer.methods))]
    inside = "\n".join(
        f"<section><h3>{title}</h3>\n{text}</section>" for title, found in parts if (text := "\n".join(found))
    )
    return f"""<section id="{offer.service}"><h2>{_title(offer)}</h2><p>{escape(offer.says)}</p>
{inside}
</section>"""


def _title(offer: Offer) -> str:
    return offer.service.replace("_", " ")


def _fact(fact: Told) -> str:
    listeners = ", ".join(reader.service for reader in fact.readers) or "nobody here"
    words = f"Version {fact.version}; exchange {fact.service}.events, routing key {fact.name}; heard by {listeners}."
    tables = [("tells", _rows(fields(fact.shape, lacking="May be missing in older facts."))), *_example(fact.example)]
    return _entry(f"{fact.service}.{fact.name}", "fact", fact.says, [words], tables)


def _method(method: Method) -> str:
    words = [f"For {method.callers}."]
    if method.key:
        words.append(f"Without {method.key} a new file gets a new id, which the receipt names.")
    words += [f"{name} is shown only to {', '.join(sorted(roles))}." for name, roles in method.may.hides.items()]
    tables = [
        ("takes", _rows(fields(method.shape, required="Required."))),
        *_example(method.example),
        ("answers", _rows(fields(method.answer))),
        ("errors", f"<p>{_code(', '.join(f'`{name}`' for name in method.errors))}</p>"),
    ]
    return _entry(f"{method.service}.{method.name}", method.kind, method.says, words, tables)


def _entry(name: str, kind: str, says: str, words: Iterable[str], parts: Iterable[tuple[str, str]]) -> str:
    said = "".join(f"<p>{_code(sentence)}</p>" for sentence in words)
    inside = "\n".join(f"<h4>{title}</h4>{part}" for title, part in parts if part)
    return f"""<details id="{name}"><summary><code>{name}</code> <small>{kind}</small> {_code(says)}</summary>
{said}{inside}</details>"""


def _example(example: object) -> Iterator[tuple[str, str]]:
    if example:
        yield "for example", f"<pre>{escape(json.dumps(example, ensure_ascii=False, indent=2))}</pre>"


def _rows(rows: Iterable[Row]) -> str:
    text = "\n".join(
        f"<tr><td><code>{path}</code></td><td>{_code(kind)}</td><td>{_code(word)}</td></tr>"
        for path, kind, word in rows
    )
    return f"<table>{text}</table>" if text else ""


def _code(text: str) -> str:
    """Text with its `marks` as code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts))
