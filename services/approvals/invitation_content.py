"""What each paper of an invitation says."""

from datetime import date

from services.approvals import events as fact
from services.approvals.authority import who_decides_invitation
from services.approvals.commands import Guest
from services.approvals.document_values import DocumentContent, DocumentKind, DocumentPerson
from services.approvals.office import level_label, unit_label


def content_of(draft: fact.InvitationDrafted, kind: DocumentKind, judged_on: date | None) -> DocumentContent:
    """The letter (邀请函) and its verification (邀请核实单) name the guests with their passports, for the visa; the
    request (请示) is the authority's that decides on guests of this rank."""
    above = who_decides_invitation(draft.head_rank, judged_on or draft.at.date())
    return DocumentContent(
        kind=kind,
        to=draft.organisation if kind == "invitation" else level_label(above),
        unit=unit_label(draft.unit),
        subject=draft.purpose,
        subject_en=draft.purpose_en or draft.purpose,
        organisation=draft.organisation,
        country=draft.country,
        city=draft.city,
        stops=(),
        starts_on=draft.arrives_on,
        ends_on=draft.leaves_on,
        people=tuple(map(_person, draft.guests)),
        head_title=draft.head_title,
    )


def _person(guest: Guest) -> DocumentPerson:
    return DocumentPerson(
        person_id=guest.person_id,
        name=guest.name,
        post=guest.post,
        nationality=guest.nationality,
        passport_number=guest.passport_number,
    )
