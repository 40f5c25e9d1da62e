"""Write every file that is made from the code: `make reference`."""

import tempfile
from pathlib import Path

from deploy.local import postgres
from deploy.reference.answers import Answers, answers
from deploy.reference.asyncapi import asyncapi
from deploy.reference.browse import browse
from deploy.reference.client import module
from deploy.reference.compatibility import kept
from deploy.reference.recorded import path_of, read, text_of
from deploy.reference.rpc import overview, page
from deploy.reference.survey import shared_offer, survey
from deploy.reference.told import facts_page

ROOT = Path(__file__).resolve().parents[2]
CLIENT = ROOT / "clients" / "python" / "waishi_client"
COMMAND = "make reference"


def files(asked: Answers) -> dict[Path, str]:
    """What each file should hold today."""
    offers = survey(asked)
    everything = (*offers, shared_offer(asked))
    docs = ROOT / "docs"
    return {
        docs / "asyncapi.yaml": asyncapi(offers),
        docs / "facts.md": facts_page(offers),
        docs / "index.html": browse(everything),
        docs / "rpc.md": overview(everything),
        **{docs / "rpc" / f"{offer.service}.md": page(offer) for offer in everything},
        **{CLIENT / f"{offer.service}.py": module(offer) for offer in everything},
        **{path_of(offer): text_of(kept(offer, read(offer))) for offer in everything},
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = postgres.start(Path(folder))
        try:
            written = files(answers(server.url))
        finally:
            server.stop()
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


if __name__ == "__main__":
    main()
