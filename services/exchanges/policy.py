"""Who may do what with partnerships and projects."""

from shared.policy import May, Policy

OFFICERS = frozenset({"exchange_officer"})
DIRECTOR = frozenset({"director"})
PROVINCE = frozenset({"provincial_officer"})
"""What is decided above, by the province or CPAFFC, the province records with its document number, as for visits."""
READERS = frozenset(
    {"exchange_officer", "director", "provincial_officer", "protocol_officer", "media_officer", "auditor"}
)

POLICY: Policy = {
    "contact_partner": May(OFFICERS),
    "register_partnership": May(OFFICERS),
    "record_exchange": May(OFFICERS),
    "sign_intent": May(OFFICERS),
    "record_city_agreement": May(OFFICERS),
    "record_province_review": May(PROVINCE),
    "record_upper_approval": May(PROVINCE),
    "sign_agreement": May(OFFICERS),
    "file_agreement": May(OFFICERS),
    "mark_dormant": May(OFFICERS),
    "reactivate_partnership": May(OFFICERS),
    "terminate_partnership": May(DIRECTOR),
    "propose_project": May(OFFICERS),
    "coordinate_project": May(OFFICERS),
    "approve_project": May(DIRECTOR),
    "start_project": May(OFFICERS),
    "report_project": May(OFFICERS),
    "evaluate_project": May(OFFICERS),
    "cancel_project": May(OFFICERS),
    "get_partner": May(READERS),
    "partner_record": May(READERS),
    "list_partners": May(READERS),
    "list_projects": May(READERS),
    "projects_by_field": May(READERS),
    "list_missions": May(READERS),
}
