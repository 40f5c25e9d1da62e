"""From the paper's issue to the archive: passports lent, departed, returned, passports back, report filed, result
published, closed."""

from typing import Any

from services.approvals import events as fact
from services.approvals.commands import (
    ArchiveVisit,
    CloseVisit,
    FiledPaper,
    FileReport,
    IssueDocuments,
    LendPassports,
    PaperKind,
    PublicizeResult,
    RecordDeparture,
    RecordReturn,
    Retention,
    ReturnPassports,
)
from services.approvals.visit.deadlines import passport_deadline, passports_after, report_deadline
from services.approvals.visit.state import Visit, four_eyes, wrong_state
from shared.aggregate import Decision, Occasion, Refusal, refuse

RETENTION: dict[PaperKind, Retention] = {
    "agreement": "permanent",
    "memorandum": "permanent",
    "important_talks": "permanent",
    "approval": "30 years",
    "request": "30 years",
    "itinerary": "30 years",
    "report": "30 years",
    "talks": "30 years",
    "routine": "10 years",
}
"""How long each kind of paper is kept: the class belongs to the document, not to the trip (档案局令第8号 [S61])."""
NEEDED: tuple[PaperKind, ...] = ("approval", "itinerary", "report")


def issue_documents(state: Visit, command: IssueDocuments, occasion: Occasion) -> Decision:
    if state.issued:
        return []
    if state.state not in ("Approved", "Departed"):
        return wrong_state(state, "Approved")
    if refusal := four_eyes(state, occasion, {}):
        return refusal
    return [
        fact.DocumentsIssued(
            visit_id=command.visit_id,
            document=state.document,
            issued_on=command.issued_on,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def lend_passports(state: Visit, command: LendPassports, occasion: Occasion) -> Decision:
    """The day to bring them back stands from now on, by the approved days; it moves with the departure."""
    lent = frozenset(command.travellers) or state.passport_holders
    if lent and lent <= state.passports_out:
        return []
    if state.state not in ("Approved", "Departed"):
        return wrong_state(state, "Approved")
    if not state.issued:
        return refuse("state", "section 1.5", "DocsIssued", "no document issued", "issue the document first")
    if not lent or not lent <= state.passport_holders:
        mend = "name travellers of this visit whose passports are kept here"
        return refuse("passports", "[S18, S19]", "a traveller of this visit", "somebody else", mend)
    if refusal := four_eyes(state, occasion, {}):
        return refusal
    handed = fact.PassportsLent(
        visit_id=command.visit_id,
        travellers=tuple(sorted(lent - state.passports_out)),
        lent_on=command.lent_on,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    after = state.but(passports_out=state.passports_out | lent)
    leaves = state.departed_on or state.leaves_on or state.visit.departs_on
    return [handed, *passport_deadline(after, command.visit_id, leaves, occasion)]


def record_departure(state: Visit, command: RecordDeparture, occasion: Occasion) -> Decision:
    """Deadlines run from the day they really left: a late departure moves them (section 1.5, known failure)."""
    if state.departed_on == command.departed_on:
        return []
    if state.state not in ("Approved", "Departed"):
        return wrong_state(state, "Approved")
    if command.departed_on > occasion.today:
        return refuse("dates", "section 1.5", f"a day up to {occasion.today}", command.departed_on, "wait for the day")
    refusal = _ready(state)
    if refusal:
        return refusal
    left = fact.VisitDeparted(
        visit_id=command.visit_id, direction="outbound", departed_on=command.departed_on, at=occasion.now
    )
    return [left, *passport_deadline(state, command.visit_id, command.departed_on, occasion)]


def _ready(state: Visit) -> Refusal | None:
    missing = len(state.passport_holders - state.passports_out)
    if missing and state.departed_on is None:
        mend = "issue the document and lend the passports; if somebody stays at home, amend the visit"
        return refuse("state", "section 1.5", "DocsIssued, PassportLent", f"{missing} passports not lent", mend)
    return None


def record_return(state: Visit, command: RecordReturn, occasion: Occasion) -> Decision:
    """Recorded again with another day, it moves what hangs on it."""
    if state.returned_on == command.returned_on:
        return []
    if state.state not in ("Departed", "Returned home") or state.departed_on is None:
        return wrong_state(state, "Departed")
    if not state.departed_on <= command.returned_on <= occasion.today:
        allowed = f"{state.departed_on} to {occasion.today}"
        return refuse("dates", "section 1.5", allowed, command.returned_on, "give the day of the entry stamp")
    home = fact.VisitReturned(
        visit_id=command.visit_id, returned_on=command.returned_on, at=occasion.now, countries=state.countries
    )
    return [
        home,
        *report_deadline(state, command.visit_id, command.returned_on, occasion),
        *passports_after(state, command.visit_id, command.returned_on, occasion),
    ]


def return_passports(state: Visit, command: ReturnPassports, occasion: Occasion) -> Decision:
    """One by one or all together; the last one ends it."""
    named = frozenset(command.travellers) or state.passports_out
    if named <= state.passports_back and state.passports_back:
        return []
    if not named or not named <= state.passports_out | state.passports_back:
        mend = "name travellers who hold a passport that was lent"
        return refuse("passports", "[S18, S19]", "a passport that is out", "one that was not lent", mend)
    if refusal := four_eyes(state, occasion, {}):
        return refusal
    handed = named & state.passports_out
    back: list[Any] = [
        fact.PassportsHandedIn(
            visit_id=command.visit_id,
            travellers=tuple(sorted(handed)),
            handed_in_on=command.handed_in_on,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]
    if handed == state.passports_out:
        back.append(
            fact.PassportsReturned(
                visit_id=command.visit_id,
                unit=state.visit.unit,
                handed_in_on=command.handed_in_on,
                by=occasion.actor.signature,
                at=occasion.now,
            )
        )
    return back


def file_report(state: Visit, command: FileReport, occasion: Occasion) -> Decision:
    if state.report_filed:
        return []
    if state.returned_on is None:
        return wrong_state(state, "Returned home")
    filed = fact.ReportFiled(
        visit_id=command.visit_id, filed_on=command.filed_on, by=occasion.actor.signature, at=occasion.now
    )
    return [filed]


def publicize_result(state: Visit, command: PublicizeResult, occasion: Occasion) -> Decision:
    """A8: the same items as the notice, as executed [S13]; the report is filed first."""
    if state.result_publicized:
        return []
    if state.returned_on is None:
        return wrong_state(state, "Returned home")
    if not state.report_filed:
        return refuse("A8", "[S13, S14]", "the report filed", "no report", "file the report first")
    return [
        fact.ResultPublicized(
            visit_id=command.visit_id, posted_on=command.posted_on, by=occasion.actor.signature, at=occasion.now
        )
    ]


def close(state: Visit, command: CloseVisit, occasion: Occasion) -> Decision:
    if state.state == "Closed":
        return []
    if state.state != "Returned home":
        return wrong_state(state, "Returned home")
    if state.passports_out:
        found = f"{len(state.passports_out)} still out"
        return refuse("A9", "[S18, S19]", "passports back", found, "hand in the passports first")
    if not state.report_filed:
        return refuse("A8", "[S13, S14]", "the report filed", "no report", "file the report first")
    if not state.result_publicized:
        mend = "post what was done in the unit first"
        return refuse("A8", "[S13, S14]", "the result publicized", "not publicized", mend)
    return [fact.VisitClosed(visit_id=command.visit_id, by=occasion.actor.signature, at=occasion.now)]


def archive(state: Visit, command: ArchiveVisit, occasion: Occasion) -> Decision:
    """A closed file, whole: approval, itinerary and report are in every one."""
    if state.state == "Archived":
        return []
    if state.state != "Closed":
        return wrong_state(state, "Closed")
    kinds = {paper.kind for paper in command.papers}
    missing = [kind for kind in NEEDED if kind not in kinds]
    if missing:
        return refuse("archive", "档案局令第8号 [S61]", ", ".join(NEEDED), f"no {', '.join(missing)}", "list them too")
    return [
        fact.VisitArchived(
            visit_id=command.visit_id,
            papers=tuple(archived(paper) for paper in command.papers),
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def archived(paper: FiledPaper) -> fact.ArchivedPaper:
    return fact.ArchivedPaper(kind=paper.kind, number=paper.number, retention=RETENTION[paper.kind])
