"""The templates of papers: plain texts that an office may edit, in `papers/`. `papers/README.md` says how."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

from services.approvals.document.office import folder_of
from shared.errors import Refused

TABLES = ("people", "guests", "stops")
MANNERS = ("document", "letter", "form")
NEEDED: Mapping[str, frozenset[str]] = {
    "approval.zh": frozenset({"to", "team", "people", "places", "subject", "starts_on", "ends_on"}),
    "confirmation.zh": frozenset({"to", "basis", "people", "places", "subject", "starts_on", "ends_on"}),
    "notice.zh": frozenset({"to", "unit", "people", "places", "subject", "starts_on", "ends_on"}),
    "request.zh": frozenset({"to", "unit", "people", "places", "subject", "starts_on", "ends_on", "budget"}),
    "request-guests.zh": frozenset({"to", "unit", "guests", "subject", "starts_on", "ends_on"}),
    "invitation.zh": frozenset({"to", "unit", "guests", "subject", "starts_on", "ends_on"}),
    "invitation.en": frozenset({"to", "unit", "guests", "subject", "starts_on", "ends_on"}),
    "invitation-envoys.zh": frozenset({"to", "unit", "guests", "subject", "starts_on", "ends_on"}),
    "invitation-envoys.en": frozenset({"to", "unit", "guests", "subject", "starts_on", "ends_on"}),
    "verification.zh": frozenset({"unit", "guests", "subject", "starts_on", "ends_on", "number"}),
}
"""The placeholders without which the paper would not say what it must."""


def bad(template: str, value: str, found: str, mend: str) -> Refused:
    """A template that can't be printed from: which, what in it, and what mends it."""
    violation = {"rule": "template", "article": f"{template}.txt", "value": value, "found": found, "mend": mend}
    return Refused.by([violation])


@dataclass(frozen=True)
class Template:
    """`head` holds the lines before the text, such as title and to; `blocks` its paragraphs, forms and tables."""

    name: str
    head: Mapping[str, str]
    blocks: tuple[str, ...]

    @property
    def placeholders(self) -> frozenset[str]:
        return frozenset(name for text in (*self.head.values(), *self.blocks) for name in names_in(self.name, text))


def read_template(name: str, folder: Path | None = None) -> Template:
    """Raises Refused if it has no title or lacks a placeholder that it needs."""
    text = (folder or folder_of(f"{name}.txt")).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    first, *blocks = [block.strip() for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    head = dict(_head(name, first))
    template = Template(name, head, tuple(blocks))
    missing = NEEDED[name] - template.placeholders
    if missing:
        wanted = ", ".join(f"{{{placeholder}}}" for placeholder in sorted(missing))
        raise bad(name, f"the placeholder {wanted}", "a text without it", "write it where it belongs")
    if head.get("manner") not in MANNERS:
        raise bad(name, f"manner: {' or '.join(MANNERS)}", head.get("manner", "none"), "choose one")
    return template


def _head(name: str, block: str) -> Iterator[tuple[str, str]]:
    for line in block.split("\n"):
        key, colon, value = line.partition(":")
        if not colon or key not in ("manner", "title", "subtitle", "to"):
            mend = "begin with lines such as title: ..., then leave a line empty"
            raise bad(name, "a line of manner, title, subtitle or to", line, mend)
        yield key, value.strip()


def names_in(template: str, text: str) -> list[str]:
    """The placeholders in a text."""
    try:
        return [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        mend = "close each brace that is opened; a brace itself is written {{ or }}"
        raise bad(template, "placeholders such as {subject}", text, mend) from None


def filled(template: str, text: str, words: Mapping[str, str]) -> str:
    """The text with its placeholders filled. Raises Refused for one that nobody knows."""
    for name in names_in(template, text):
        if name not in words:
            mend = f"take one of {', '.join(sorted(words))}; {' and '.join(TABLES)} stand alone on a line"
            raise bad(template, "a placeholder that is known", f"{{{name}}}", mend)
    return text.format_map(words)


def blocks_of(template: Template, words: Mapping[str, str], tables: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The text as the layout takes it. What is filled in is text, whatever it looks like."""
    return [_block(template.name, block, words, tables) for block in template.blocks]


def _block(template: str, block: str, words: Mapping[str, str], tables: Mapping[str, Any]) -> dict[str, Any]:
    alone = block.removeprefix("{").removesuffix("}")
    if alone in tables and block == f"{{{alone}}}":
        return {"kind": "table", **tables[alone]}
    lines = block.split("\n")
    if all(" | " in line for line in lines):
        rows = [[filled(template, cell.strip(), words) for cell in line.split(" | ", 1)] for line in lines]
        return {"kind": "rows", "rows": rows}
    # Chinese has no blank where a line of the template ends
    return {"kind": "text", "text": filled(template, ("" if template.endswith("zh") else " ").join(lines), words)}
