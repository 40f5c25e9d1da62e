"""A case: a citizen in distress abroad, from the first report to the end."""

from dataclasses import replace

from services.consular import case_course, case_hand_offs, case_intake
from services.consular.case_events import (
    CaseAccepted,
    CaseClosed,
    CaseFollowedUp,
    CaseMerged,
    CaseRedirected,
    CaseReleasedToMedia,
    CaseReopened,
    CaseResolved,
    CaseTriaged,
    CitizenDistressClosed,
    CitizenDistressReported,
    CostNoted,
    DistressReceived,
    FamilyContacted,
    HandedOver,
    HandOffAcknowledged,
    HandOffAnswered,
    HandOffDeadlineSet,
    HandOffOverdue,
    HandOffWithdrawn,
    IdentityChecked,
    ProgressNoted,
    ReportedUp,
    ReportJoined,
    ReportUpDeadlinePassed,
    ReportUpDeadlineSet,
)
from services.consular.case_state import Case, HandOff
from services.consular.commands import (
    AcceptCase,
    AcknowledgeHandOff,
    AnswerHandOff,
    CheckIdentity,
    CloseCase,
    ContactFamily,
    FollowUpCase,
    HandOver,
    JoinReport,
    MergeCase,
    NoteCost,
    NoteProgress,
    RedirectCase,
    ReleaseCaseToMedia,
    ReopenCase,
    ReportDistress,
    ReportUp,
    ResolveCase,
    TriageCase,
    WithdrawHandOff,
)
from services.consular.values import Stage
from shared.aggregate import Aggregate, DeadlineDue, Decision, Occasion

IntakeCommand = (
    ReportDistress | JoinReport | CheckIdentity | TriageCase | AcceptCase | RedirectCase | ReportUp | MergeCase
)
HandOffCommand = HandOver | AcknowledgeHandOff | AnswerHandOff | WithdrawHandOff
CourseCommand = (
    ContactFamily | NoteProgress | NoteCost | ResolveCase | FollowUpCase | CloseCase | ReopenCase | ReleaseCaseToMedia
)
CaseCommand = IntakeCommand | HandOffCommand | CourseCommand | DeadlineDue
CaseFact = (
    DistressReceived
    | CitizenDistressReported
    | ReportJoined
    | IdentityChecked
    | CaseTriaged
    | ReportUpDeadlineSet
    | ReportedUp
    | ReportUpDeadlinePassed
    | CaseAccepted
    | CaseRedirected
    | FamilyContacted
    | HandedOver
    | HandOffDeadlineSet
    | HandOffAcknowledged
    | HandOffAnswered
    | HandOffWithdrawn
    | HandOffOverdue
    | ProgressNoted
    | CostNoted
    | CaseResolved
    | CaseFollowedUp
    | CaseClosed
    | CaseMerged
    | CitizenDistressClosed
    | CaseReopened
    | CaseReleasedToMedia
)


def decide(state: Case | None, command: CaseCommand, occasion: Occasion) -> Decision:
    match command:
        case ReportDistress():
            return case_intake.receive(command, occasion) if state is None else []
        case _ if state is None:
            raise ValueError("a case begins with ReportDistress")
        case JoinReport():
            return case_intake.join(state, command, occasion)
        case CheckIdentity():
            return case_intake.check_identity(state, command, occasion)
        case TriageCase():
            return case_intake.triage(state, command, occasion)
        case AcceptCase():
            return case_intake.accept(state, command, occasion)
        case RedirectCase():
            return case_intake.redirect(state, command, occasion)
        case ReportUp():
            return case_intake.report_up(state, command, occasion)
        case MergeCase():
            return case_intake.merge(state, command, occasion)
        case ContactFamily():
            return case_course.contact_family(state, command, occasion)
        case HandOver():
            return case_hand_offs.hand_over(state, command, occasion)
        case AcknowledgeHandOff():
            return case_hand_offs.acknowledge(state, command, occasion)
        case AnswerHandOff():
            return case_hand_offs.answer(state, command, occasion)
        case WithdrawHandOff():
            return case_hand_offs.withdraw(state, command, occasion)
        case NoteProgress():
            return case_course.note_progress(state, command, occasion)
        case NoteCost():
            return case_course.note_cost(state, command, occasion)
        case ResolveCase():
            return case_course.resolve(state, command, occasion)
        case FollowUpCase():
            return case_course.follow_up(state, command, occasion)
        case CloseCase():
            return case_course.close(state, command, occasion)
        case ReopenCase():
            return case_course.reopen(state, command, occasion)
        case ReleaseCaseToMedia():
            return case_course.release(state, command, occasion)
        case DeadlineDue(deadline=ReportUpDeadlineSet() as deadline):
            return case_intake.pass_report_up(state, deadline, occasion)
        case DeadlineDue(deadline=deadline):
            return case_hand_offs.pass_hand_off(state, deadline, occasion)


def evolve(state: Case | None, fact: CaseFact) -> Case:
    match fact:
        case DistressReceived():
            return _begin(fact)
        case _ if state is None:
            raise ValueError(f"a case does not begin with {type(fact).__name__}")
        case ReportJoined():
            return replace(state, reporters=(*state.reporters, fact.reporter))
        case IdentityChecked():
            return replace(state, stage=Stage.IDENTITY_CHECKED)
        case CaseTriaged():
            stage = _after(state, Stage.TRIAGED, Stage.IDENTITY_CHECKED)
            return replace(state, stage=stage, kind=fact.kind, level=fact.level, harm=fact.harm)
        case ReportUpDeadlineSet():
            return replace(state, report_up_due=(*state.report_up_due, (fact.to, fact.due_at)))
        case ReportedUp():
            return replace(state, reported_up=state.reported_up | {fact.to})
        case CaseAccepted():
            return replace(state, stage=Stage.ACCEPTED)
        case CaseRedirected():
            return replace(state, stage=Stage.REDIRECTED, outcome="redirected", ended_by=fact.by)
        case FamilyContacted():
            stage = _after(state, Stage.FAMILY_CONTACTED, Stage.ACCEPTED)
            return replace(state, stage=stage, family=fact.outcome)
        case HandedOver():
            hand_off = HandOff(hand_off_id=fact.hand_off_id, to=fact.to, owner=fact.owner)
            return replace(state, stage=Stage.HANDED_OVER, hand_offs=(*state.hand_offs, hand_off))
        case HandOffAcknowledged() | HandOffAnswered() | HandOffWithdrawn():
            return _move_hand_off(state, fact)
        case ProgressNoted():
            stage = _after(state, Stage.IN_PROGRESS, Stage.ACCEPTED, Stage.FAMILY_CONTACTED)
            return replace(state, stage=stage, last_note=fact.text)
        case CostNoted():
            return replace(state, costs={**state.costs, fact.item: fact.borne_by})
        case CaseResolved():
            return replace(state, stage=Stage.RESOLVED, outcome=fact.outcome, ended_by=fact.by)
        case CaseFollowedUp():
            return replace(state, stage=Stage.FOLLOWED_UP)
        case CaseClosed():
            return replace(state, stage=Stage.CLOSED)
        case CaseMerged():
            return replace(state, stage=Stage.MERGED, outcome="merged", merged_into=fact.into)
        case CaseReopened():
            stage = Stage.TRIAGED if state.outcome == "redirected" else Stage.IN_PROGRESS
            return replace(state, stage=stage, outcome="", ended_by="")
        case CaseReleasedToMedia():
            return replace(state, released=True)
        case _:
            return state


def _begin(fact: DistressReceived) -> Case:
    return Case(
        stage=Stage.RECEIVED,
        country=fact.place.country,
        kind=fact.kind,
        level=fact.level,
        harm=fact.harm,
        registered=fact.stay_id is not None,
        has_document=fact.person.document_number is not None,
        reporters=(fact.reporter,),
    )


def _after(state: Case, stage: Stage, *before: Stage) -> Stage:
    """That stage, if the case stands at one of those before it; else where it stands."""
    return stage if state.stage in before else state.stage


def _move_hand_off(state: Case, fact: HandOffAcknowledged | HandOffAnswered | HandOffWithdrawn) -> Case:
    hand_off = state.hand_off(fact.hand_off_id)
    if hand_off is None:
        raise ValueError(f"the case has no hand-off {fact.hand_off_id}")
    match fact:
        case HandOffAcknowledged():
            return state.with_hand_off(replace(hand_off, acknowledged=True))
        case HandOffAnswered():
            return state.with_hand_off(replace(hand_off, answered=True))
        case HandOffWithdrawn():
            return state.with_hand_off(replace(hand_off, withdrawn=True))


CASE = Aggregate(
    name="case",
    key="case_id",
    commands=(
        ReportDistress,
        JoinReport,
        CheckIdentity,
        TriageCase,
        AcceptCase,
        RedirectCase,
        ReportUp,
        MergeCase,
        ContactFamily,
        HandOver,
        AcknowledgeHandOff,
        AnswerHandOff,
        WithdrawHandOff,
        NoteProgress,
        NoteCost,
        ResolveCase,
        FollowUpCase,
        CloseCase,
        ReopenCase,
        ReleaseCaseToMedia,
    ),
    opens=(ReportDistress,),
    decide=decide,
    evolve=evolve,
)
