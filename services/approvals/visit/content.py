"""What each paper of a visit says."""

from collections.abc import Iterable
from decimal import Decimal

from services.approvals.commands import Label, Member, VisitPlan
from services.approvals.document.office import level_label, unit_label
from services.approvals.document.values import DocumentContent, DocumentKind, DocumentPerson
from services.approvals.visit.state import Visit, head_of


def main_kind(visit: VisitPlan) -> DocumentKind:
    """The approval (任务批件); for a team that another authority organises, the confirmation (任务确认件; A23)."""
    return "confirmation" if visit.organiser else "approval"


def content_of(state: Visit, plan: VisitPlan, kind: DocumentKind, to: str = "") -> DocumentContent:
    """A notice names the members whom it asks about, a confirmation those whom this office sends; the others all."""
    people: Iterable[Member] = plan.members
    basis, budget = "", None
    match kind:
        case "confirmation":
            assert plan.organiser is not None
            receiver, basis = unit_label(plan.organiser.authority), plan.organiser.notice
            people = (member for member in plan.members if member.authority is None)
        case "notice":
            receiver = unit_label(to)
            people = (member for member in plan.members if member.authority == to)
        case "request":
            receiver, budget = _above(state, plan), sum((line.amount for line in plan.budget), Decimal())
        case _:
            receiver = unit_label(plan.unit)
    return DocumentContent(
        kind=kind,
        to=receiver,
        unit=unit_label(plan.unit),
        subject=plan.purpose,
        subject_en=plan.purpose,
        organisation=plan.organisation,
        country=plan.country,
        city=plan.city,
        stops=plan.stops,
        starts_on=plan.departs_on,
        ends_on=plan.returns_on,
        people=tuple(map(_person, people)),
        head_title=head_of(plan).post,
        basis=basis,
        budget=budget,
    )


def _above(state: Visit, plan: VisitPlan) -> Label:
    assert state.judged_on is not None
    return level_label(state.but(visit=plan, proposed=None).deciding(state.judged_on).decides)


def _person(member: Member) -> DocumentPerson:
    return DocumentPerson(
        person_id=member.person_id,
        name=member.name,
        post=member.post,
        unit=unit_label(member.unit),
        rank=member.rank,
    )
