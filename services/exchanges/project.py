"""A cooperation project in one of the eight fields."""

from dataclasses import dataclass, replace
from typing import assert_never

from services.exchanges import commands as do
from services.exchanges import events as fact
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, refuse

ProjectFact = (
    fact.ProjectProposed
    | fact.ProjectCoordinated
    | fact.ProjectApproved
    | fact.ProjectStarted
    | fact.ProjectReported
    | fact.ProjectEvaluated
    | fact.ProjectCancelled
)


@dataclass(frozen=True, kw_only=True)
class Project:
    """State: Proposed, Coordinated, Approved, Running, Reported, Evaluated; or Cancelled."""

    proposed_by: str
    state: str = "Proposed"


def decide(state: Project | None, command: do.ProjectCommand, occasion: Occasion) -> Decision:
    actor = occasion.actor.signature
    match command:
        case do.ProposeProject():
            return propose(state, command, occasion)
        case _ if state is None:
            raise TypeError(command)
        case do.CoordinateProject():
            coordinated = fact.ProjectCoordinated(
                project_id=command.project_id, lead_department=command.lead_department, by=actor
            )
            return step(state, "Proposed", "Coordinated", coordinated)
        case do.ApproveProject():
            return approve(state, command, occasion)
        case do.StartProject():
            started = fact.ProjectStarted(project_id=command.project_id, started_on=command.started_on)
            return step(state, "Approved", "Running", started)
        case do.ReportProject():
            reported = fact.ProjectReported(project_id=command.project_id, report=command.report, by=actor)
            return step(state, "Running", "Reported", reported)
        case do.EvaluateProject():
            evaluated = fact.ProjectEvaluated(
                project_id=command.project_id, grade=command.grade, remarks=command.remarks, by=actor
            )
            return step(state, "Reported", "Evaluated", evaluated)
        case do.CancelProject():
            return cancel(state, command)
        case _:
            assert_never(command)


def propose(state: Project | None, command: do.ProposeProject, occasion: Occasion) -> Decision:
    if state is not None:
        return []
    fields = {name: getattr(command, name) for name in do.ProposeProject.__dataclass_fields__}
    return [fact.ProjectProposed(**fields, by=occasion.actor.signature, at=occasion.now)]


def approve(state: Project, command: do.ApproveProject, occasion: Occasion) -> Decision:
    if state.state == "Coordinated" and occasion.actor.shares(state.proposed_by):
        found, mend = "the same person", "have a colleague approve"
        return refuse("four-eyes", "section 6", "another person than the proposer", found, mend)
    approved = fact.ProjectApproved(project_id=command.project_id, by=occasion.actor.signature, at=occasion.now)
    return step(state, "Coordinated", "Approved", approved)


def cancel(state: Project, command: do.CancelProject) -> Decision:
    if state.state == "Cancelled":
        return []
    if state.state == "Evaluated":
        return wrong_state(state, "a project that is not over")
    return [fact.ProjectCancelled(project_id=command.project_id, reason=command.reason)]


def step(state: Project, needed: str, reached: str, happened: ProjectFact) -> Decision:
    """The next step of the project; a step already taken gives nothing."""
    if state.state == reached:
        return []
    return [happened] if state.state == needed else wrong_state(state, needed)


def wrong_state(state: Project, needed: str) -> Refusal:
    return refuse("state", "section 3, state machine", needed, state.state, "take the steps in their order")


def evolve(state: Project | None, happened: ProjectFact) -> Project:
    if state is None:
        assert isinstance(happened, fact.ProjectProposed)
        return Project(proposed_by=happened.by)
    match happened:
        case fact.ProjectProposed():
            return state
        case fact.ProjectCoordinated():
            return replace(state, state="Coordinated")
        case fact.ProjectApproved():
            return replace(state, state="Approved")
        case fact.ProjectStarted():
            return replace(state, state="Running")
        case fact.ProjectReported():
            return replace(state, state="Reported")
        case fact.ProjectEvaluated():
            return replace(state, state="Evaluated")
        case fact.ProjectCancelled():
            return replace(state, state="Cancelled")
        case _:
            assert_never(happened)


PROJECT: Aggregate[Project] = Aggregate(
    name="project",
    key="project_id",
    commands=do.ProjectCommand.__args__,
    opens=(do.ProposeProject,),
    decide=decide,
    evolve=evolve,
    apart={"ProjectApproved": ("ProjectProposed",)},
)
