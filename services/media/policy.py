"""Who may do what with interviews and press calls."""

from shared.policy import May, Policy

OFFICERS = frozenset({"media_officer"})
DIRECTORS = frozenset({"director"})
READERS = frozenset({"media_officer", "director", "auditor", "consular_officer", "protocol_officer"})

POLICY: Policy = {
    "request_interview": May(OFFICERS),
    "check_credential": May(OFFICERS),
    "ask_consent": May(OFFICERS),
    "record_unit_consent": May(OFFICERS),
    "record_consent": May(OFFICERS),
    "withdraw_consent": May(OFFICERS),
    "approve_radio_equipment": May(OFFICERS),
    "schedule_interview": May(OFFICERS),
    "hold_interview": May(OFFICERS),
    "log_coverage": May(OFFICERS),
    "close_interview": May(OFFICERS),
    "cancel_interview": May(OFFICERS),
    "release_case": May(DIRECTORS),
    "accredit_journalist": May(OFFICERS),
    "check_in_journalist": May(OFFICERS),
    "get_interview": May(READERS),
    "list_interviews": May(READERS),
    "list_press_calls": May(READERS),
    "list_held_cases": May(READERS),
}
