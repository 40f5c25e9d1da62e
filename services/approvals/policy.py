"""Who may do what with visits, invitations and plans."""

from shared.actors import ANYONE
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
BODIES = frozenset({"organization_department", "secrecy_bureau"})
INVESTIGATORS = OFFICE | {"auditor"}
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
    "amend_visit": May(DIRECTOR | PROVINCE),
    "cancel_visit": May(OFFICE),
    "record_departure": May(KEEPER),
    "record_return": May(KEEPER),
    "return_passports": May(KEEPER),
    "file_report": May(own=UNITS),
    "close_visit": May(CLERK),
    "set_city_quota": May(DIRECTOR),
    "allot_quota": May(DIRECTOR),
    "draft_plan": May(own=SPECIALIST),
    "raise_objection": May(OFFICE, own=SIGNATORY),
    "settle_objection": May(OFFICE),
    "give_opinion": May(own=BODIES, names="body"),
    "request_consent": May(CLERK),
    "record_consent": May(CLERK),
    "resume_visit": May(own=UNITS),
    "reconsider_visit": May(OFFICE),
    "request_amendment": May(own=SPECIALIST),
    "drop_amendment": May(OFFICE, own=UNITS),
    "postpone_visit": May(DIRECTOR | PROVINCE),
    "change_departure": May(KEEPER, own=UNITS),
    "delay_return": May(KEEPER, own=UNITS),
    "return_documents": May(CLERK),
    "issue_documents": May(CLERK),
    "lend_passports": May(KEEPER),
    "publicize_result": May(own=SIGNATORY),
    "archive_visit": May(CLERK),
    "acknowledge_warning": May(own=UNITS),
    "adopt_plan": May(DIRECTOR),
    "adopt_regulation": May(DIRECTOR),
    "amend_regulation": May(DIRECTOR),
    "repeal_regulation": May(DIRECTOR),
    "adopt_rule_set": May(DIRECTOR),
    "repeal_rule_set": May(DIRECTOR),
    "list_regulations": May(ANYONE),
    "get_regulation": May(ANYONE),
    "list_rule_sets": May(ANYONE),
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
    "visit_as_of": May(READERS, own=UNITS),
    "visit_file": May(READERS, own=UNITS, hides={"ground": INVESTIGATORS, "finding": INVESTIGATORS}),
    "notices_due": May(READERS, own=UNITS, names="unit"),
    "opinions_asked": May(own=BODIES, names="body"),
    "warnings_in_force": May(READERS, own=UNITS, names="unit"),
    "working_days": May(ANYONE),
}
