"""marshmallow at the edges: requests in, public facts out, foreign facts in."""

from services.consular import commands, queries
from services.consular.events import facts
from shared.schemas import heard, request, told

register_stay = request(commands.RegisterStay)
update_stay = request(commands.UpdateStay)
confirm_abroad = request(commands.ConfirmAbroad)
end_stay = request(commands.EndStay)
withdraw_registration = request(commands.WithdrawRegistration)

report_distress = request(commands.ReportDistress)
join_report = request(commands.JoinReport)
check_identity = request(commands.CheckIdentity)
triage_case = request(commands.TriageCase)
accept_case = request(commands.AcceptCase)
redirect_case = request(commands.RedirectCase)
contact_family = request(commands.ContactFamily)
hand_over = request(commands.HandOver)
acknowledge_hand_off = request(commands.AcknowledgeHandOff)
answer_hand_off = request(commands.AnswerHandOff)
withdraw_hand_off = request(commands.WithdrawHandOff)
report_up = request(commands.ReportUp)
note_progress = request(commands.NoteProgress)
note_cost = request(commands.NoteCost)
resolve_case = request(commands.ResolveCase)
follow_up_case = request(commands.FollowUpCase)
close_case = request(commands.CloseCase)
reopen_case = request(commands.ReopenCase)
merge_case = request(commands.MergeCase)
release_case_to_media = request(commands.ReleaseCaseToMedia)

raise_alert = request(commands.RaiseAlert)
change_alert = request(commands.ChangeAlert)
lift_alert = request(commands.LiftAlert)

stay_by_id = request(queries.StayById)
stays_by = request(queries.StaysBy)
people_by_name = request(queries.PeopleByName)
abroad_in = request(queries.AbroadIn)
case_by_id = request(queries.CaseById)
cases_by = request(queries.CasesBy)
hand_offs_overdue = request(queries.HandOffsOverdue)
alerts_in_force = request(queries.AlertsInForce)
stays_under_alert = request(queries.StaysUnderAlert)

TOLD = told(facts)
HEARD = heard(facts)
