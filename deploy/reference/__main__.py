"""Write every file that is made from the code: `make reference`."""

from pathlib import Path

from deploy.reference.asyncapi import asyncapi
from deploy.reference.browse import browse
from deploy.reference.rpc import overview, page
from deploy.reference.survey import shared_offer, survey

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "make reference"


def files() -> dict[Path, str]:
    """What each file should hold today."""
    offers = survey()
    everything = (*offers, shared_offer())
    docs = ROOT / "docs"
    return {
        docs / "asyncapi.yaml": asyncapi(offers),
        docs / "index.html": browse(everything),
        docs / "rpc.md": overview(everything),
        **{docs / "rpc" / f"{offer.service}.md": page(offer) for offer in everything},
    }


def main() -> None:
    for path, text in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


if __name__ == "__main__":
    main()
