"""The papers of a case: which wait for their number, which are in force, and how one takes another's place.

A visit and an invitation each hold their `Papers`. A paper is drawn up when its number comes, from the case as it then
stands; until then nothing else is decided that would change what it says.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.document.office import register_of
from services.approvals.document.values import LANGUAGES, DocumentContent, DocumentKind, RevocationReason
from services.approvals.values import Direction
from shared.aggregate import Occasion, Refusal, refuse
from shared.values import encode

MAIN: frozenset[DocumentKind] = frozenset({"approval", "confirmation", "invitation"})
"""The kinds that let a case go ahead: one at a time is in force."""
DocumentFact = fact.NumberAsked | fact.DocumentNumbered | fact.DocumentSuperseded | fact.DocumentRevoked


@dataclass(frozen=True, kw_only=True)
class Papers:
    """`waiting`: what was signed and has no number yet, by its `ask`."""

    asked: int = 0
    waiting: Mapping[int, fact.NumberAsked] = field(default_factory=dict)
    in_force: tuple[fact.DocumentNumbered, ...] = ()

    @property
    def main(self) -> fact.DocumentNumbered | None:
        """The office's own paper by which the case goes ahead, if it has one."""
        return next((paper for paper in self.in_force if paper.kind in MAIN), None)

    @property
    def deciding(self) -> bool:
        """Whether a decision was signed and waits for its number."""
        return any(asked.kind in MAIN for asked in self.waiting.values())


def evolve(papers: Papers, happened: DocumentFact) -> Papers:
    match happened:
        case fact.NumberAsked():
            return replace(papers, asked=happened.ask, waiting={**papers.waiting, happened.ask: happened})
        case fact.DocumentNumbered():
            waiting = {ask: asked for ask, asked in papers.waiting.items() if ask != happened.ask}
            return replace(papers, waiting=waiting, in_force=(*papers.in_force, happened))
        case fact.DocumentSuperseded() | fact.DocumentRevoked():
            ended = (happened.number, happened.version)
            left = tuple(paper for paper in papers.in_force if (paper.number, paper.version) != ended)
            return replace(papers, in_force=left)


def ask_number(
    papers: Papers, case: UUID, direction: Direction, kind: DocumentKind, occasion: Occasion, to: str = ""
) -> fact.NumberAsked:
    """A paper was signed: it needs a number, of the year in which it was signed."""
    return fact.NumberAsked(
        visit_id=case,
        direction=direction,
        ask=papers.asked + 1,
        kind=kind,
        register=register_of(kind, occasion.today.year),
        to=to,
        by=occasion.actor.signature,
        at=occasion.now,
    )


def numbered(
    papers: Papers, asked: fact.NumberAsked, number: str, unit: str, content: DocumentContent, occasion: Occasion
) -> list[Any]:
    """The paper under its number, and what it takes the place of."""
    drawn_up = fact.DocumentNumbered(
        visit_id=asked.visit_id,
        direction=asked.direction,
        unit=unit,
        kind=asked.kind,
        number=number,
        version=1,
        languages=LANGUAGES[asked.kind],
        content=content,
        digest=digest_of(content),
        valid_from=content.starts_on,
        valid_until=content.ends_on,
        signed_by=asked.by,
        at=occasion.now,
        to=asked.to,
        ask=asked.ask,
    )
    return [*superseded(papers, asked.kind, number, occasion, asked.to), drawn_up]


def next_version(papers: Papers, content: DocumentContent, occasion: Occasion) -> list[Any]:
    """The same number with other dates, where the main paper stays in force; nothing if it isn't the office's own."""
    old = papers.main
    if old is None:
        return []
    drawn_up = replace(
        old,
        version=old.version + 1,
        content=content,
        digest=digest_of(content),
        valid_from=content.starts_on,
        valid_until=content.ends_on,
        signed_by=occasion.actor.signature,
        at=occasion.now,
        ask=0,
    )
    return [*superseded(papers, old.kind, old.number, occasion), drawn_up]


def superseded(
    papers: Papers, kind: DocumentKind, by_number: str, occasion: Occasion, to: str = ""
) -> list[fact.DocumentSuperseded]:
    """What a new paper of that kind takes the place of: a main paper the main one, a letter the one to the same
    authority."""
    same = MAIN if kind in MAIN else {kind}
    return [
        fact.DocumentSuperseded(
            visit_id=old.visit_id,
            direction=old.direction,
            kind=old.kind,
            number=old.number,
            version=old.version,
            by_number=by_number,
            at=occasion.now,
        )
        for old in papers.in_force
        if old.kind in same and old.to == to
    ]


def revoked(
    papers: Papers, reason: RevocationReason, occasion: Occasion, but: frozenset[DocumentKind] = frozenset()
) -> list[fact.DocumentRevoked]:
    """None of the papers in force holds any more, except for these kinds."""
    return [
        fact.DocumentRevoked(
            visit_id=paper.visit_id,
            direction=paper.direction,
            kind=paper.kind,
            number=paper.number,
            version=paper.version,
            reason_code=reason,
            revoked_at=occasion.now,
        )
        for paper in papers.in_force
        if paper.kind not in but
    ]


def being_numbered(papers: Papers) -> Refusal | None:
    """Between a decision's signature and its number nothing else is decided: a moment, while the readers run."""
    if not papers.deciding:
        return None
    mend = "call again in a moment; if it lasts, an operator looks at the react reader"
    return refuse("number", "one number a paper, none left out", "a paper that has its number", "none yet", mend)


def digest_of(content: DocumentContent) -> str:
    """SHA-256 over what a paper says, as JSON with sorted names and no blanks: anybody can compute it again."""
    text = json.dumps(encode(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
