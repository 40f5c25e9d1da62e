"""Who may do what with delegations and leaders' diaries."""

from shared.policy import May, Policy

PROTOCOL = frozenset({"protocol_officer"})
DIRECTOR = frozenset({"director"})
LEADER_OFFICE = frozenset({"leader_office"})
FINANCE = frozenset({"finance", "protocol_officer"})
REVIEWERS = frozenset({"section_head", "director"})
READERS = frozenset(
    {
        "protocol_officer",
        "director",
        "section_head",
        "leader_office",
        "finance",
        "auditor",
        "exchange_officer",
        "media_officer",
        "clerk",
    }
)

POLICY: Policy = {
    "draft_plan": May(PROTOCOL),
    "sign_plan": May(DIRECTOR),
    "set_programme": May(PROTOCOL),
    "confirm_delegation": May(PROTOCOL),
    "record_arrival": May(PROTOCOL),
    "record_delegation_departure": May(PROTOCOL),
    "settle_reception": May(FINANCE),
    "summarise_reception": May(PROTOCOL),
    "postpone_delegation": May(PROTOCOL),
    "cancel_delegation": May(DIRECTOR),
    "open_diary": May(LEADER_OFFICE),
    "request_activity": May(PROTOCOL),
    "review_activity": May(REVIEWERS),
    "accept_activity": May(LEADER_OFFICE),
    "decline_activity": May(LEADER_OFFICE),
    "cancel_activity": May(PROTOCOL),
    "brief_leader": May(PROTOCOL),
    "record_activity_held": May(PROTOCOL),
    "file_minutes": May(PROTOCOL),
    "get_delegation": May(READERS),
    "list_delegations": May(READERS),
    "in_the_house": May(READERS),
    "settlement": May(READERS),
    "diary_of": May(READERS),
}
