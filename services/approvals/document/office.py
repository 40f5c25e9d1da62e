"""The office as its papers name it, and the prefixes of its numbers: `papers/office.toml`.

PAPERS_FOLDER names an office's own folder of papers: a file that stands there is taken, else the product's.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from services.approvals.authority.authority import Level
from services.approvals.document.values import DocumentKind
from services.approvals.values import Label

PRODUCT = Path(__file__).parent / "papers"
OWN = Path(os.environ.get("PAPERS_FOLDER") or PRODUCT)
KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)


@dataclass(frozen=True)
class Office:
    """`names` holds the texts that templates may use, such as head_zh."""

    names: Mapping[str, str]
    prefixes: Mapping[DocumentKind, str]
    address: str
    signers: Mapping[str, str]
    ranks: Mapping[str, str]
    levels: Mapping[str, Label]
    units: Mapping[str, Label]


def read_office(folder: Path) -> Office:
    """Raises KeyError with what is missing in the file."""
    found = tomllib.loads((folder / "office.toml").read_text(encoding="utf-8"))
    return Office(
        names=found["office"],
        prefixes={kind: found["prefixes"][kind] for kind in KINDS},
        address=found["verification"]["address"],
        signers=found["signers"],
        ranks=found["ranks"],
        levels=_labels(found["levels"]),
        units=_labels(found["units"]),
    )


def _labels(table: Mapping[str, Any]) -> dict[str, Label]:
    return {name: Label(**label) for name, label in table.items()}


def folder_of(file: str) -> Path:
    """The folder that has that file: the office's own, or the product's."""
    return OWN if (OWN / file).exists() else PRODUCT


OFFICE = read_office(folder_of("office.toml"))


def register_of(kind: DocumentKind, year: int) -> str:
    """The register of that kind and year: 筑外批〔2026〕."""
    return f"{OFFICE.prefixes[kind]}〔{year}〕"


def unit_label(unit: str) -> Label:
    """A unit or authority as a paper names it."""
    return OFFICE.units.get(unit) or Label(zh=unit, en=unit)


def level_label(level: Level) -> Label:
    return OFFICE.levels.get(level) or Label(zh=level, en=level)
