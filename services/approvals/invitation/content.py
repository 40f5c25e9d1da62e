"""What each paper of an invitation says."""

from services.approvals.commands import Guest, InvitationPlan
from services.approvals.document.office import level_label, unit_label
from services.approvals.document.values import DocumentContent, DocumentKind, DocumentPerson
from services.approvals.invitation.authority import head_of
from services.approvals.invitation.state import Invitation


def content_of(state: Invitation, plan: InvitationPlan, kind: DocumentKind) -> DocumentContent:
    """The letter (邀请函) and its verification (邀请核实单) name the guests with their passports, for the visa; the
    request (请示) goes to the level that decides on these guests."""
    above = state.deciding(plan, plan.arrives_on).decides
    return DocumentContent(
        kind=kind,
        to=plan.organisation if kind == "invitation" else level_label(above),
        unit=unit_label(plan.unit),
        subject=plan.purpose,
        subject_en=plan.purpose_en or plan.purpose,
        organisation=plan.organisation,
        country=plan.country,
        city=plan.city,
        stops=(),
        starts_on=plan.arrives_on,
        ends_on=plan.leaves_on,
        people=tuple(map(_person, plan.guests)),
        head_title=head_of(plan).post,
        envoys=plan.kind == "envoys",
        visas=tuple(dict.fromkeys(guest.visa for guest in plan.guests if guest.visa)),
    )


def _person(guest: Guest) -> DocumentPerson:
    return DocumentPerson(
        person_id=guest.person_id,
        name=guest.name,
        post=guest.post,
        nationality=guest.nationality,
        passport_number=guest.passport_number,
    )
