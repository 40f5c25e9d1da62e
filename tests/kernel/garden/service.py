"""The garden's counter."""

from shared.actors import ANYONE
from shared.counter import Answer, Counter, Desk, Receipt, command, query
from shared.policy import May, Policy
from shared.schemas import request
from tests.kernel import garden

GARDENERS, EVERYBODY = May(frozenset({"gardener"})), May(ANYONE)

POLICY: Policy = {
    "plant_bed": GARDENERS,
    "water_bed": GARDENERS,
    "plan_harvest": GARDENERS,
    "get_bed": EVERYBODY,
    "list_beds": EVERYBODY,
}


class Garden(Counter):
    name = "garden"
    desk = Desk(garden.GARDEN)
    policy = POLICY

    @command(request(garden.PlantBed))
    def plant_bed(self, request: garden.PlantBed) -> Receipt:
        return self.desk.decide(request)

    @command(request(garden.WaterBed))
    def water_bed(self, request: garden.WaterBed) -> Receipt:
        return self.desk.decide(request)

    @command(request(garden.PlanHarvest))
    def plan_harvest(self, request: garden.PlanHarvest) -> Receipt:
        return self.desk.decide(request)

    @query(request(garden.BedById))
    def get_bed(self, question: garden.BedById) -> Answer:
        return self.desk.answer(garden.get_bed, question)

    @query(request(garden.AllBeds))
    def list_beds(self, question: garden.AllBeds) -> Answer:
        return self.desk.answer(garden.list_beds, question)
