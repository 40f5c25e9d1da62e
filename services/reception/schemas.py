"""What may come in, and what goes out: marshmallow at the edges."""

from services.reception import commands, queries
from services.reception.events import facts
from shared.schemas import heard, request, told

draft_plan = request(commands.DraftPlan)
sign_plan = request(commands.SignPlan)
set_programme = request(commands.SetProgramme)
confirm_delegation = request(commands.ConfirmDelegation)
record_arrival = request(commands.RecordArrival)
record_delegation_departure = request(commands.RecordDelegationDeparture)
settle_reception = request(commands.SettleReception)
summarise_reception = request(commands.SummariseReception)
postpone_delegation = request(commands.PostponeDelegation)
cancel_delegation = request(commands.CancelDelegation)
open_diary = request(commands.OpenDiary)
request_activity = request(commands.RequestActivity)
review_activity = request(commands.ReviewActivity)
accept_activity = request(commands.AcceptActivity)
decline_activity = request(commands.DeclineActivity)
cancel_activity = request(commands.CancelActivity)
brief_leader = request(commands.BriefLeader)
record_activity_held = request(commands.RecordActivityHeld)
file_minutes = request(commands.FileMinutes)

get_delegation = request(queries.DelegationById)
list_delegations = request(queries.Delegations)
in_the_house = request(queries.InTheHouse)
settlement = request(queries.DelegationById)
diary_of = request(queries.DiaryOf)

TOLD = told(facts)
HEARD = heard(facts)
