"""What may come in, and what goes out: marshmallow at the edges."""

from services.exchanges import commands, queries
from services.exchanges.events import facts
from shared.schemas import heard, request, told

contact_partner = request(commands.ContactPartner)
register_partnership = request(commands.RegisterPartnership)
record_exchange = request(commands.RecordExchange)
sign_intent = request(commands.SignIntent)
record_city_agreement = request(commands.RecordCityAgreement)
record_province_review = request(commands.RecordProvinceReview)
record_upper_approval = request(commands.RecordUpperApproval)
sign_agreement = request(commands.SignAgreement)
file_agreement = request(commands.FileAgreement)
mark_dormant = request(commands.MarkDormant)
reactivate_partnership = request(commands.ReactivatePartnership)
terminate_partnership = request(commands.TerminatePartnership)
propose_project = request(commands.ProposeProject)
coordinate_project = request(commands.CoordinateProject)
approve_project = request(commands.ApproveProject)
start_project = request(commands.StartProject)
report_project = request(commands.ReportProject)
evaluate_project = request(commands.EvaluateProject)
cancel_project = request(commands.CancelProject)

get_partner = request(queries.PartnerByKey)
partner_record = request(queries.PartnerByKey)
list_partners = request(queries.Partners)
list_projects = request(queries.Projects)
projects_by_field = request(queries.ProjectCounts)
list_missions = request(queries.Missions)

TOLD = told(facts)
HEARD = heard(facts)
