"""Who may do what with visits, invitations and plans."""

from shared.policy import May, Policy

SPECIALIST = frozenset({"unit_specialist"})
SIGNATORY = frozenset({"unit_signatory"})
BUDGET = frozenset({"unit_signatory", "finance"})
UNITS = frozenset({"unit_specialist", "unit_signatory"})
CLERK = frozenset({"clerk"})
SECTION = frozenset({"section_head"})
DIRECTOR = frozenset({"director"})
VICE_MAYOR = frozenset({"vice_mayor"})
PROVINCE = frozenset({"provincial_officer"})
KEEPER = frozenset({"passport_keeper"})
OFFICE = frozenset({"clerk", "section_head", "director"})
READERS = OFFICE | VICE_MAYOR | KEEPER | {"auditor"}

POLICY: Policy = {
    "draft_visit": May(own=SPECIALIST),
    "revise_visit": May(own=SPECIALIST),
    "publicize_visit": May(own=SIGNATORY, names="unit"),
    "clear_budget": May(own=BUDGET),
    "submit_visit": May(own=SIGNATORY),
    "withdraw_visit": May(own=UNITS),
    "return_visit": May(CLERK),
    "review_visit_as_clerk": May(CLERK),
    "review_visit_as_section": May(SECTION),
    "sign_visit": May(DIRECTOR),
    "report_visit_up": May(VICE_MAYOR),
    "record_upper_decision": May(PROVINCE),
    "refuse_visit": May(OFFICE),
    "amend_visit": May(DIRECTOR),
    "cancel_visit": May(OFFICE),
    "record_departure": May(KEEPER),
    "record_return": May(KEEPER),
    "return_passports": May(KEEPER),
    "file_report": May(own=UNITS),
    "close_visit": May(CLERK),
    "set_city_quota": May(DIRECTOR),
    "allot_quota": May(DIRECTOR),
    "draft_plan": May(own=SPECIALIST),
    "adopt_plan": May(DIRECTOR),
    "replace_plan_entry": May(DIRECTOR),
    "close_plan": May(DIRECTOR),
    "draft_circular": May(CLERK | SECTION),
    "revise_circular": May(CLERK | SECTION),
    "issue_circular": May(DIRECTOR),
    "acknowledge_circular": May(own=UNITS, names="unit"),
    "withdraw_circular": May(DIRECTOR),
    "draft_invitation": May(own=SPECIALIST),
    "stamp_invitation": May(own=SIGNATORY, names="department"),
    "submit_invitation": May(own=SIGNATORY),
    "return_invitation": May(CLERK),
    "review_invitation_as_clerk": May(CLERK),
    "review_invitation_as_section": May(SECTION),
    "sign_invitation": May(DIRECTOR),
    "record_upper_invitation_decision": May(PROVINCE),
    "refuse_invitation": May(OFFICE),
    "withdraw_invitation": May(own=UNITS),
    "cancel_invitation": May(OFFICE),
    "close_out_invitation": May(own=UNITS),
    "get_visit": May(READERS, own=UNITS),
    "visit_decisions": May(READERS, own=UNITS),
    "list_visits": May(READERS, own=UNITS, names="unit"),
    "tray": May(READERS | PROVINCE, own=UNITS | BUDGET, names="unit"),
    "progress": May(READERS | PROVINCE, own=UNITS | BUDGET),
    "get_invitation": May(READERS, own=UNITS),
    "list_invitations": May(READERS, own=UNITS, names="unit"),
    "plan_use": May(READERS, own=UNITS),
    "list_plans": May(READERS, own=UNITS, names="unit"),
    "get_circular": May(READERS),
    "list_circulars": May(READERS),
    "circular_inbox": May(READERS, own=UNITS, names="unit"),
    "circulars_unread": May(READERS, own=UNITS, names="unit"),
    "passports_out": May(READERS, own=UNITS, names="unit"),
    "unit_record": May(READERS, own=UNITS, names="unit"),
}
