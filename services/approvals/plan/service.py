"""The counter for quotas and annual plans."""

from services.approvals import schemas
from services.approvals.commands import AdoptPlan, AllotQuota, ClosePlan, DraftPlan, ReplacePlanEntry, SetCityQuota
from services.approvals.plan import queries as plan_queries
from services.approvals.plan.queries import Plans, PlanUse
from shared.counter import Answer, Receipt, command, query
from shared.desk import AtDesk


class PlanCounter:
    """Quotas and annual plans."""

    desk: AtDesk

    @command(schemas.set_city_quota)
    def set_city_quota(self, request: SetCityQuota) -> Receipt:
        """Set how many visits and people all units together may send in a year."""
        return self.desk.decide(request)

    @command(schemas.allot_quota)
    def allot_quota(self, request: AllotQuota) -> Receipt:
        """Allot a unit its part of the year's total."""
        return self.desk.decide(request)

    @command(schemas.draft_plan)
    def draft_plan(self, request: DraftPlan) -> Receipt:
        """Draft the unit's annual plan, or draft it anew."""
        return self.desk.decide(request)

    @command(schemas.adopt_plan)
    def adopt_plan(self, request: AdoptPlan) -> Receipt:
        """Adopt a unit's annual plan, as drafted or with the entries given."""
        return self.desk.decide(request)

    @command(schemas.replace_plan_entry)
    def replace_plan_entry(self, request: ReplacePlanEntry) -> Receipt:
        """Put another entry in the place of one that no visit uses, with the reason."""
        return self.desk.decide(request)

    @command(schemas.close_plan)
    def close_plan(self, request: ClosePlan) -> Receipt:
        """Close the plan at the year's end; what was not used lapses."""
        return self.desk.decide(request)

    @query(schemas.plan_use)
    def plan_use(self, question: PlanUse) -> Answer:
        """A unit's annual plan and the visits that use it, on any date."""
        return self.desk.answer(plan_queries.plan_use, question)

    @query(schemas.list_plans)
    def list_plans(self, question: Plans) -> Answer:
        """Quota, plan and use of each unit in a year."""
        return self.desk.answer(plan_queries.list_plans, question)
