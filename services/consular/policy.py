"""Who may do what with stays, cases, alerts and crises."""

from shared.policy import May, Policy

DUTY = frozenset({"duty_officer", "consular_officer"})
OFFICER = frozenset({"consular_officer"})
HEADS = frozenset({"section_head", "director"})
SPECIALIST = frozenset({"unit_specialist"})
REPORTERS = DUTY | SPECIALIST
READERS = DUTY | HEADS | {"auditor"}
COUNTERS = READERS | {"vice_mayor", "leader_office"}
WORDS = ("what_happened", "text", "words", "whereabouts", "reporter")
SENSITIVE = dict.fromkeys(("phone", "kin", "document_number", "birth_date", *WORDS), DUTY | HEADS)
"""An auditor sees that something was done, and not what only those need who help."""

POLICY: Policy = {
    "register_stay": May(DUTY, own=SPECIALIST),
    "update_stay": May(DUTY, own=SPECIALIST),
    "confirm_abroad": May(DUTY, own=SPECIALIST),
    "end_stay": May(DUTY, own=SPECIALIST),
    "withdraw_registration": May(DUTY, own=SPECIALIST),
    "report_distress": May(REPORTERS),
    "join_report": May(REPORTERS),
    "check_identity": May(DUTY),
    "triage_case": May(DUTY),
    "accept_case": May(DUTY),
    "redirect_case": May(DUTY),
    "contact_family": May(DUTY),
    "hand_over": May(DUTY),
    "acknowledge_hand_off": May(DUTY),
    "answer_hand_off": May(DUTY),
    "withdraw_hand_off": May(DUTY),
    "report_up": May(DUTY),
    "note_progress": May(DUTY),
    "note_cost": May(DUTY),
    "resolve_case": May(DUTY),
    "follow_up_case": May(DUTY),
    "close_case": May(DUTY | HEADS),
    "reopen_case": May(DUTY | HEADS),
    "merge_case": May(DUTY | HEADS),
    "release_case_to_media": May(OFFICER | HEADS),
    "raise_alert": May(OFFICER | HEADS),
    "change_alert": May(OFFICER | HEADS),
    "lift_alert": May(OFFICER | HEADS),
    "watch_crisis": May(OFFICER | HEADS),
    "declare_crisis": May(OFFICER | HEADS),
    "open_roster": May(OFFICER | HEADS),
    "stand_down_crisis": May(HEADS),
    "review_crisis": May(HEADS),
    "check_in": May(REPORTERS),
    "merge_entry": May(DUTY | HEADS),
    "keep_entry_apart": May(DUTY | HEADS),
    "get_stay": May(READERS, hides=SENSITIVE),
    "list_stays": May(READERS),
    "search_people": May(READERS, hides=SENSITIVE),
    "abroad_in": May(COUNTERS),
    "get_case": May(READERS, hides=SENSITIVE),
    "list_cases": May(READERS),
    "overdue_hand_offs": May(READERS),
    "alerts_in_force": May(COUNTERS | REPORTERS),
    "stays_under_alert": May(READERS, hides=SENSITIVE),
    "get_crisis": May(COUNTERS),
    "list_crises": May(COUNTERS),
    "list_roster": May(READERS, hides=SENSITIVE),
    "search_roster": May(READERS, hides=SENSITIVE),
    "get_entry": May(READERS, hides=SENSITIVE),
    "list_doubles": May(READERS, hides=SENSITIVE),
}
