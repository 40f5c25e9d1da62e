"""The course of a visit: what each fact makes of what is known of it."""

from datetime import date
from typing import assert_never

from services.approvals import events as fact
from services.approvals.document import document
from services.approvals.document.document import DocumentFact
from services.approvals.rules.trips import traveller
from services.approvals.visit.deadlines import reminder
from services.approvals.visit.facts import ApprovalFact, ChangeFact, DeadlineFact, JourneyFact, PreparationFact
from services.approvals.visit.facts import VisitFact as VisitFact
from services.approvals.visit.state import Visit, moved, rerouted, sent_back
from shared.times import local_date


def evolve(state: Visit | None, happened: VisitFact) -> Visit:
    if state is None:
        assert isinstance(happened, fact.VisitDrafted)
        return Visit(visit=happened.visit, drafted_by=happened.by)
    if isinstance(happened, PreparationFact):
        return prepared(state, happened)
    if isinstance(happened, ApprovalFact):
        return decided(state, happened)
    if isinstance(happened, ChangeFact):
        return changed(state, happened)
    if isinstance(happened, JourneyFact):
        return travelled(state, happened)
    if isinstance(happened, DocumentFact):
        return papered(state, happened)
    return timed(state, happened)


def prepared(state: Visit, happened: PreparationFact) -> Visit:
    match happened:
        case fact.VisitDrafted():
            return state
        case fact.VisitRevised():
            revised = still_said(state, happened).but(visit=happened.visit, sides={}, opinions={})
            return revised.but(objections=still_open(state))
        case fact.VisitPublicized():
            return state.but(notices={**state.notices, happened.unit: happened.posted_on})
        case fact.BudgetCleared():
            return state.but(sides={**state.sides, happened.side: happened.by})
        case fact.ObjectionRaised():
            return state.but(objections={**state.objections, happened.objection: "open"})
        case fact.ObjectionSettled():
            said = "upheld" if happened.upheld else "dismissed"
            settled = state.but(objections={**state.objections, happened.objection: said})
            return sent_back(settled) if happened.held_back else settled
        case fact.OpinionGiven():
            return state.but(opinions={**state.opinions, happened.body: happened.favourable})
        case fact.ConsentRequested():
            return state.but(consents={**state.consents, happened.authority: None})
        case fact.ConsentRecorded():
            return state.but(consents={**state.consents, happened.authority: happened.given})
        case _:
            assert_never(happened)


def still_open(state: Visit) -> dict[str, str]:
    """The objections that are not settled: what was upheld is mended by the change, and what was dismissed is over."""
    return {name: what for name, what in state.objections.items() if what == "open"}


def still_said(state: Visit, happened: fact.VisitRevised | fact.AmendmentRequested) -> Visit:
    """Without the notices and consents that are no longer true."""
    return state.but(
        notices={unit: on for unit, on in state.notices.items() if unit in happened.notices_kept},
        consents={who: said for who, said in state.consents.items() if who in happened.consents_kept},
    )


def decided(state: Visit, happened: ApprovalFact) -> Visit:
    match happened:
        case fact.VisitSubmitted():
            return submitted(state, happened)
        case fact.VisitReturnedForCompletion():
            return sent_back(state).but(returns=state.returns + 1)
        case fact.PlanAnswered():
            return state.but(plan=happened.reserved, plan_found=happened.found)
        case fact.PlanEntryFreed():
            return state.but(plan=None)
        case fact.UnitStandingNoted():
            return state.but(locked=happened.locked)
        case fact.TripsNoted():
            return state.but(trips={**state.trips, happened.owner: happened.trips})
        case fact.TripsFreed():
            return state.but(trips={})
        case fact.VisitReviewedByClerk():
            return state.but(state="ClerkReviewed", clerk=happened.by)
        case fact.VisitReviewedBySection():
            return state.but(state="SectionReviewed", section_head=happened.by)
        case fact.VisitSigned():
            return state.but(state="DirectorSigned", director=happened.by)
        case fact.VisitReportedUp():
            return state.but(state="ReportedUp", reported_on=local_date(happened.at))
        case fact.UpperDecisionRecorded():
            return state.but(state="UpperDecided", refused_above=not happened.approved)
        case fact.VisitReturnedFromAbove():
            return sent_back(state)
        case fact.VisitApproved():
            return state.but(state="Approved", document=happened.document)
        case fact.VisitRefused():
            return state.but(state="Refused")
        case fact.VisitWithdrawn():
            return state.but(state="Withdrawn")
        case _:
            assert_never(happened)


def submitted(state: Visit, happened: fact.VisitSubmitted) -> Visit:
    return asks(state, happened.asking).but(
        state="Submitted",
        judged_on=happened.judged_on,
        rules=happened.rules,
        authority=happened.authority,
        submitted_by=happened.by,
        plan=None,
        plan_found="",
        locked=None,
    )


def asks(state: Visit, asking: fact.Asking | None) -> Visit:
    """It waits for the answer of everybody whom it asks."""
    if asking is None:
        return state
    return state.but(trips={**state.trips, **dict.fromkeys(asking.owners)}, asked=asking.number)


def changed(state: Visit, happened: ChangeFact) -> Visit:
    match happened:
        case fact.VisitResumed():
            return sent_back(state).but(state="Drafted")
        case fact.VisitReconsidered():
            return sent_back(state)
        case fact.AmendmentRequested():
            return asked(state, happened)
        case fact.AmendmentGranted():
            return state.but(granted=state.proposed)
        case fact.AmendmentDropped():
            return as_before(state, happened)
        case fact.VisitAmended():
            return amended(state, happened)
        case fact.VisitPostponed():
            return state.but(leaves_on=None, granted=moved(state.visit, happened.departs_on))
        case fact.ReturnDelayed():
            return state.but(leaves_on=None)
        case fact.DepartureChanged():
            return state.but(leaves_on=happened.departs_on)
        case fact.VisitCancelled():
            return state.but(state="Cancelled", proposed=None, before=None)
        case fact.DocumentsRecalled():
            return state.but(issued=False, recalled=state.recalled | {happened.document})
        case fact.PaperDeadlineSet():
            due = dict.fromkeys(state.recalled - state.papers_due.keys(), happened.due_on)
            return set_anew(state, "papers", happened.due_on).but(papers_due={**state.papers_due, **due})
        case fact.PaperDeadlinePassed():
            return state.but(passed=state.passed | {("papers", happened.due_on)})
        case fact.DocumentsReturned():
            back = {happened.document}
            due = {document: day for document, day in state.papers_due.items() if document not in back}
            return state.but(recalled=state.recalled - back, papers_back=state.papers_back | back, papers_due=due)
        case fact.VisitWarned():
            told = state.acknowledged - {happened.alert_id}
            return state.but(warnings={**state.warnings, happened.alert_id: happened.colour}, acknowledged=told)
        case fact.WarningAcknowledged():
            return state.but(acknowledged=state.acknowledged | {happened.alert_id})
        case fact.WarningEnded():
            left = {alert: colour for alert, colour in state.warnings.items() if alert != happened.alert_id}
            return state.but(warnings=left, acknowledged=state.acknowledged - {happened.alert_id})
        case _:
            assert_never(happened)


def asked(state: Visit, happened: fact.AmendmentRequested) -> Visit:
    """New members need opinions anew, and another budget its signatures; what was upheld against it is mended."""
    return asks(still_said(state, happened), happened.asking).but(
        objections=still_open(state),
        proposed=happened.visit,
        before=state.before or state,
        amended=False,
        sides=state.sides if happened.budget_kept else {},
        opinions=state.opinions if happened.opinions_kept else {},
    )


def as_before(state: Visit, happened: fact.AmendmentDropped) -> Visit:
    """The amendment is dropped: what was said of the approved visit counts again."""
    said = ("notices", "sides", "consents", "opinions", "objections", "trips")
    number = happened.asking.number if happened.asking else state.asked
    return state.but(proposed=None, before=None, asked=number, **{name: getattr(state.before, name) for name in said})


def amended(state: Visit, happened: fact.VisitAmended) -> Visit:
    """What was asked for, if that is what is granted; else other dates of the same visit."""
    granted = state.proposed is not None and happened.document != state.document
    plan = state.granted or (state.proposed if granted and state.proposed else state.visit)
    gone = {traveller(person) for person in happened.travellers_left_out}
    return state.but(
        trips={owner: trips for owner, trips in state.trips.items() if owner not in gone},
        visit=rerouted(plan, happened.stops, happened.starts_on, happened.ends_on),
        document=happened.document,
        proposed=None if granted else state.proposed,
        before=None if granted else state.before,
        granted=None,
        amended=granted or state.amended,
    )


def papered(state: Visit, happened: DocumentFact) -> Visit:
    """The consent that a revoked letter brought holds no more."""
    papers = document.evolve(state.papers, happened)
    if not (isinstance(happened, fact.DocumentRevoked) and happened.kind == "notice"):
        return state.but(papers=papers)
    asked = {paper.to for paper in papers.in_force if paper.kind == "notice"}
    return state.but(papers=papers, consents={who: said for who, said in state.consents.items() if who in asked})


def travelled(state: Visit, happened: JourneyFact) -> Visit:
    match happened:
        case fact.DocumentsIssued():
            return state.but(issued=True)
        case fact.PassportsLent():
            lent = frozenset(happened.travellers)
            return state.but(passports_out=state.passports_out | lent, passports_back=state.passports_back - lent)
        case fact.VisitDeparted():
            return state.but(state="Departed", departed_on=happened.departed_on, leaves_on=None)
        case fact.VisitReturned():
            return state.but(state="Returned home", returned_on=happened.returned_on, proposed=None, before=None)
        case fact.PassportsHandedIn():
            back = frozenset(happened.travellers)
            return state.but(passports_out=state.passports_out - back, passports_back=state.passports_back | back)
        case fact.PassportsReturned():
            return state.but(passports_out=frozenset(), long_overdue=False, passports_due=None, lock_due=None)
        case fact.ReportFiled():
            return state.but(report_filed=True)
        case fact.ResultPublicized():
            return state.but(result_publicized=True)
        case fact.VisitClosed():
            return state.but(state="Closed")
        case fact.VisitArchived():
            return state.but(state="Archived")
        case _:
            assert_never(happened)


def set_anew(state: Visit, matter: str, due_on: date) -> Visit:
    """A day that passed before, and moved away, may pass again."""
    return state.but(passed=state.passed - {(matter, due_on)})


def timed(state: Visit, happened: DeadlineFact) -> Visit:
    match happened:
        case fact.PassportDeadlineSet():
            return set_anew(state, "passports", happened.due_on).but(passports_due=happened.due_on, lock_due=None)
        case fact.PassportDeadlinePassed():
            return state.but(passed=state.passed | {("passports", happened.due_on)})
        case fact.LockDeadlineSet():
            return state.but(lock_due=happened.due_on)
        case fact.PassportsLongOverdue():
            return state.but(long_overdue=True)
        case fact.OverdueCorrected():
            return state.but(long_overdue=False)
        case fact.ReportDeadlineSet():
            return set_anew(state, "report", happened.due_on).but(report_due=happened.due_on)
        case fact.ReportDeadlinePassed() | fact.ResultDeadlinePassed():
            return state.but(passed=state.passed | {("report", happened.due_on)})
        case fact.ReminderSet():
            return state
        case fact.VisitReminded():
            name = reminder(happened.matter, happened)
            return state.but(passed=state.passed | {(name, happened.due_on)})
        case _:
            assert_never(happened)
