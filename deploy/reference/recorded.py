"""The offers as they were recorded, kept in the repository: what callers and readers may count on.

    make break WHY="one sentence for those whom it concerns"

records a deliberate break, and says so in CHANGELOG.md. What is new is recorded by `make reference`.
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from deploy.local import postgres
from deploy.reference.answers import answers
from deploy.reference.compatibility import Break, Contract, breaks, contract_of
from deploy.reference.survey import Offer, shared_offer, survey

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "tests" / "contracts" / "recorded"
CHANGELOG = ROOT / "CHANGELOG.md"
NOTHING: Contract = {"facts": {}, "methods": {}}
SECTION = "### Broken"


def path_of(offer: Offer) -> Path:
    return HOME / f"{offer.service}.json"


def read(offer: Offer) -> Contract:
    """What was recorded of this service, nothing at first."""
    path = path_of(offer)
    recorded: Contract = json.loads(path.read_text()) if path.exists() else NOTHING
    return recorded


def text_of(contract: Contract) -> str:
    """A line a fact or method, so that changes beside each other don't meet."""
    parts = [
        f"{json.dumps(kind)}: {{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(contract[kind][name])}" for name in
        sorted(contract[kind])) + "\n}"
        for kind in ("facts", "methods")
    ]  # fmt: skip
    return "{\n" + ",\n".join(parts) + "\n}\n"


def broken(offers: Sequence[Offer]) -> list[Break]:
    """What today's offers break of the recorded ones."""
    return [item for offer in offers for item in breaks(offer, read(offer))]


def entries(found: Iterable[Break], why: str) -> list[str]:
    """What the changelog says of these breaks, a line a fact or method."""
    return [
        f"- `{where}`: {'; '.join(dict.fromkeys(_words(item) for item in items))}. {why}"
        for where, items in groupby(sorted(found, key=lambda item: item.where), key=lambda item: item.where)
    ]


def _words(item: Break) -> str:
    return f"`{item.field}` {item.what} ({item.who})" if item.field else f"{item.what} ({item.who})"


def with_entries(changelog: str, lines: Sequence[str]) -> str:
    """The changelog with these lines under "Broken", the first section of what is not yet released."""
    head, title, rest = changelog.partition("## Unreleased\n")
    section = f"\n{SECTION}\n"
    if rest.startswith(section):
        return head + title + section + "\n".join(lines) + "\n" + rest.removeprefix(section)
    return head + title + section + "\n".join(lines) + "\n" + rest


def main() -> None:
    why = " ".join(os.environ.get("WHY", "").split())
    with tempfile.TemporaryDirectory() as folder:
        server = postgres.start(Path(folder))
        try:
            asked = answers(server.url)
        finally:
            server.stop()
    offers = (*survey(asked), shared_offer(asked))
    found = broken(offers)
    if not found:
        sys.exit("nothing is broken: `make reference` records what is new")
    print("\n".join(map(str, found)))
    if not re.search(r"\w", why):
        sys.exit('say why, and what to do instead: make break WHY="one sentence"')
    for offer in offers:
        path_of(offer).write_text(text_of(contract_of(offer)))
    CHANGELOG.write_text(with_entries(CHANGELOG.read_text(), entries(found, why)))
    print(f"recorded, and written into {CHANGELOG.name}; now: make reference")


if __name__ == "__main__":
    main()
