"""What may come in, and what goes out: marshmallow at the edges."""

from services.media import commands, queries
from services.media.events import facts
from shared.schemas import heard, request, told

request_interview = request(commands.RequestInterview)
check_credential = request(commands.CheckCredential)
ask_consent = request(commands.AskConsent)
record_unit_consent = request(commands.RecordUnitConsent)
record_consent = request(commands.RecordConsent)
withdraw_consent = request(commands.WithdrawConsent)
approve_radio_equipment = request(commands.ApproveRadioEquipment)
schedule_interview = request(commands.ScheduleInterview)
hold_interview = request(commands.HoldInterview)
log_coverage = request(commands.LogCoverage)
close_interview = request(commands.CloseInterview)
cancel_interview = request(commands.CancelInterview)
release_case = request(commands.ReleaseCase)
accredit_journalist = request(commands.AccreditJournalist)
check_in_journalist = request(commands.CheckInJournalist)

get_interview = request(queries.InterviewById)
list_interviews = request(queries.Interviews)
list_press_calls = request(queries.PressCalls)
list_held_cases = request(queries.HeldCases)

TOLD = told(facts)
HEARD = heard(facts)
