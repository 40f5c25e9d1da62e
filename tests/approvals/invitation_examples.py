"""The drawer of named invitations: guests from Tripoli, a promoted one, envoys."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.authority.authority import table_on
from services.approvals.document.document import digest_of
from services.approvals.document.values import LANGUAGES
from services.approvals.invitation.authority import deciding_row
from services.approvals.invitation.content import content_of
from services.approvals.invitation.deadlines import REMIND_DAYS
from services.approvals.invitation.rule_set import invitation_rules_on
from services.approvals.invitation.rules import judge_invitation
from services.approvals.invitation.state import Invitation
from services.approvals.values import Name
from shared.ids import derived_id
from shared.times import end_of_local_day
from tests.approvals import examples as e
from tests.scenario import MOMENT

ID = e.INVITATION_ID
NIKOS, ELENI = derived_id("guest", 1), derived_id("guest", 2)
GUEST = do.Guest(
    person_id=NIKOS,
    name=Name(zh="尼科斯", en="Nikos"),
    nationality="GR",
    post="Mayor of Tripoli",
    rank="division",
    passport_number="AK1",
    passport_expires_on=date(2031, 5, 1),
    past_visas=(do.PastVisa(visa="F", year=2023),),
    visa="F",
    days=7,
)
SECOND = replace(
    GUEST, person_id=ELENI, name=Name(zh="埃莱妮", en="Eleni"), post="Adviser", rank="staff", passport_number="AK2"
)
PLAN = do.InvitationPlan(
    unit=e.BUREAU,
    purpose="tea",
    organisation=e.CHAMBER,
    country="GR",
    city=e.TRIPOLI,
    guests=(GUEST, SECOND),
    arrives_on=date(2026, 12, 1),
    leaves_on=date(2026, 12, 3),
    guarantor=e.BUREAU,
)
SIGNATORY = Name(zh="赵某", en="Zhao")
# of 2026 everything from 1 to 8 October is off; from 23 November thirty working days lead to 5 January, with 1 to 3 off
ENVOYS = replace(
    PLAN, kind="envoys", arrives_on=date(2027, 2, 1), leaves_on=date(2027, 2, 2), guarantor=None,
    guests=(do.Guest(person_id=NIKOS, name=Name(zh="大使", en="Envoy"), nationality="GR", post="Ambassador of Greece",
                     rank="bureau"),),
)  # fmt: skip


def plan(**changes: Any) -> do.InvitationPlan:
    return replace(PLAN, **changes)


def with_guest(**changes: Any) -> do.InvitationPlan:
    """The first guest otherwise."""
    return plan(guests=(replace(GUEST, **changes), SECOND))


def outcomes(invitation: do.InvitationPlan = PLAN) -> tuple[fact.RuleOutcome, ...]:
    return judge_invitation(invitation, e.BUREAU, "zhao", e.TODAY, invitation_rules_on(e.TODAY))


def drafted(invitation: do.InvitationPlan = PLAN) -> fact.InvitationDrafted:
    return fact.InvitationDrafted(invitation_id=ID, invitation=invitation, by="wang", at=MOMENT)


stamped = fact.InvitationStamped(invitation_id=ID, department=e.BUREAU, by="zhao", at=MOMENT)
vouched = fact.InvitationVouchedFor(invitation_id=ID, signatory=SIGNATORY, post="deputy head", by="zhao", at=MOMENT)
ANSWER_DUE = date(2026, 11, 30)


def submitted(invitation: do.InvitationPlan = PLAN) -> fact.InvitationSubmitted:
    return fact.InvitationSubmitted(
        invitation_id=ID,
        unit=e.BUREAU,
        party=len(invitation.guests),
        judged_on=e.TODAY,
        authority=table_on(e.TODAY),
        answer_due=ANSWER_DUE,
        outcomes=outcomes(invitation),
        by="zhao",
        at=MOMENT,
    )


returned = fact.InvitationReturnedForCompletion(invitation_id=ID, missing=("the contract",), by="sun", at=MOMENT)
by_clerk = fact.InvitationReviewedByClerk(invitation_id=ID, outcomes=outcomes(), by="sun", at=MOMENT)
by_section = fact.InvitationReviewedBySection(invitation_id=ID, outcomes=outcomes(), by="li", at=MOMENT)


NUMBER = "筑外邀〔2026〕1号"
NEW = "筑外邀〔2026〕2号"


def signed(decides: Any = "office", invitation: do.InvitationPlan = PLAN) -> fact.InvitationSigned:
    row = deciding_row(invitation, table_on(e.TODAY))
    return fact.InvitationSigned(
        invitation_id=ID,
        kind=invitation.kind,
        decides=decides,
        row=row.row,
        article=row.citation,
        outcomes=outcomes(invitation),
        by="zhou",
        at=MOMENT,
    )


approved = replace(
    e.approved,
    visit_id=ID,
    direction="inbound",
    purpose="tea",
    stops=(),
    travellers=(),
    head_title="Mayor of Tripoli",
    starts_on=date(2026, 12, 1),
    ends_on=date(2026, 12, 3),
    document=NUMBER,
)
issued = fact.InvitationIssued(
    invitation_id=ID,
    kind="guests",
    unit=e.BUREAU,
    purpose="tea",
    organisation=e.CHAMBER,
    country="GR",
    city=e.TRIPOLI,
    guests=2,
    head_rank="division",
    head_title="Mayor of Tripoli",
    arrives_on=date(2026, 12, 1),
    leaves_on=date(2026, 12, 3),
    decided_by="office",
    document=NUMBER,
    issued_at=MOMENT,
)
stay_due = fact.StayDeadlineSet(
    invitation_id=ID, due_on=date(2026, 12, 3), due_at=end_of_local_day(date(2026, 12, 3)), at=MOMENT
)


def reported(
    decides: Any = "province", to: tuple[str, ...] = ("province",), row: str = "9"
) -> fact.InvitationReportedUp:
    return fact.InvitationReportedUp(invitation_id=ID, decides=decides, row=row, to=to, by="wu", at=MOMENT)


def number_asked(kind: Any = "invitation", ask: int = 1, by: str = "zhou") -> fact.NumberAsked:
    return replace(e.asked(kind, by, ask), visit_id=ID, direction="inbound")


def paper(
    number: str = NUMBER, invitation: do.InvitationPlan = PLAN, kind: Any = "invitation", version: int = 1, ask: int = 1
) -> fact.DocumentNumbered:
    """The paper of that kind, as it is drawn up from that invitation."""
    content = content_of(Invitation(invitation=invitation, judged_on=e.TODAY), invitation, kind)
    return replace(
        e.paper(number, version=version, ask=ask),
        visit_id=ID,
        direction="inbound",
        kind=kind,
        languages=LANGUAGES[kind],
        content=content,
        digest=digest_of(content),
        valid_from=content.starts_on,
        valid_until=content.ends_on,
    )


def revoked(reason: Any, number: str = NUMBER) -> fact.DocumentRevoked:
    return fact.DocumentRevoked(
        visit_id=ID,
        direction="inbound",
        kind="invitation",
        number=number,
        version=1,
        reason_code=reason,
        revoked_at=MOMENT,
    )


DRAFT = (drafted(),)
PREPARED = (*DRAFT, stamped, vouched)
SUBMITTED = (*PREPARED, submitted())
REVIEWED = (*SUBMITTED, by_clerk, by_section)
APPROVED = (*REVIEWED, signed(), number_asked(), approved, issued, stay_due, paper())


def reviewed(invitation: do.InvitationPlan) -> tuple[Any, ...]:
    """Another invitation, on the director's desk."""
    return (drafted(invitation), stamped, vouched, submitted(invitation), by_clerk, by_section)


# Seen off on 3 December; closed out by 2 January.
AFTER = datetime(2026, 12, 3, 2, 0, tzinfo=UTC)
LEFT_ON = date(2026, 12, 3)
DUE = date(2027, 1, 2)
arrived = fact.GuestsArrived(invitation_id=ID, arrived_on=date(2026, 12, 1), at=AFTER)
left = fact.GuestsLeft(invitation_id=ID, left_on=LEFT_ON, at=AFTER)
ARRIVED = (*APPROVED, arrived)


def close_out_due(due_on: date = DUE, at: datetime = AFTER) -> fact.CloseOutDeadlineSet:
    return fact.CloseOutDeadlineSet(invitation_id=ID, due_on=due_on, due_at=end_of_local_day(due_on), at=at)


def reminders(matter: Any, due_on: date, at: datetime = AFTER) -> tuple[fact.InvitationReminderSet, ...]:
    return tuple(
        fact.InvitationReminderSet(
            invitation_id=ID,
            matter=matter,
            due_on=due_on,
            days_before=days,
            due_at=end_of_local_day(due_on - timedelta(days=days + 1)),
            at=at,
        )
        for days in REMIND_DAYS[matter]
    )


def closing(due_on: date = DUE, at: datetime = AFTER) -> tuple[Any, ...]:
    """The close-out is due, with its reminders."""
    return (close_out_due(due_on, at), *reminders("close-out", due_on, at))


LEFT = (*ARRIVED, left, *closing())
CAME = (
    do.GuestOutcome(person_id=NIKOS, came=True, left_on=LEFT_ON),
    do.GuestOutcome(person_id=ELENI, came=False, note="was ill"),
)
close_out = do.CloseOutInvitation(invitation_id=ID, guests=CAME)


def closed_out(on: date = DUE, late: bool = False, at: datetime = AFTER) -> fact.InvitationClosedOut:
    return fact.InvitationClosedOut(
        invitation_id=ID, unit=e.BUREAU, guests=CAME, closed_on=on, late=late, by="wang", at=at
    )
