"""Who decides on an invitation: what the table of authority says of each guest, and the highest of it (section 1.3)."""

from services.approvals.authority.authority import (
    RANKS,
    AuthorityRow,
    AuthorityTable,
    Invitee,
    Level,
    Question,
    Rank,
    highest,
)
from services.approvals.invitation.values import Guest, InvitationPlan

HEIGHT: tuple[Level, ...] = ("office", "province", "state_council", "centre")


def question_of_guests(invitation: InvitationPlan, table: AuthorityTable) -> Question:
    """The question on which the highest level decides: one guest may raise several, a member of parliament who is a
    minister as well two. Without guests it is about nobody of rank."""
    nobody = Question(matter="invitation", rank="staff")
    asked = [question for guest in invitation.guests for question in _questions(invitation, guest)]
    return max([nobody, *asked], key=lambda question: HEIGHT.index(table.deciding(question).decides))


def deciding_row(invitation: InvitationPlan, table: AuthorityTable) -> AuthorityRow:
    return table.deciding(question_of_guests(invitation, table))


def _questions(invitation: InvitationPlan, guest: Guest) -> list[Question]:
    invitees: dict[Invitee, bool] = {
        "envoy": invitation.kind == "envoys",
        "parliament": guest.parliament,
        "former": guest.former and invitation.kind == "guests",
        "serving": not guest.former and invitation.kind == "guests",
    }
    return [
        Question(matter="invitation", rank=guest.rank, invitee=invitee) for invitee, holds in invitees.items() if holds
    ]


def is_below(level: Level, needed: Level) -> bool:
    return HEIGHT.index(level) < HEIGHT.index(needed)


def standing(guest: Guest) -> Rank:
    """The rank that others are told: a former minister counts as a vice-minister, a former head of state or government
    like one in office, an important member of parliament as a vice-minister (section 1.3)."""
    former: dict[Rank, Rank] = {"minister": "vice_minister", "vice_minister": "bureau"}
    rank = former.get(guest.rank, guest.rank) if guest.former else guest.rank
    return highest([rank, "vice_minister"]) if guest.parliament else rank


def head_of(invitation: InvitationPlan) -> Guest:
    """The first of the highest rank. Without guests nothing is submitted, so whoever asks has one."""
    return min(invitation.guests, key=lambda guest: RANKS.index(standing(guest)))
