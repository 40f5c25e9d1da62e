"""The garden's counter."""

from shared.actors import ANYONE
from shared.counter import Answer, Counter, Desk, Receipt, command, query
from shared.schemas import request
from tests.kernel import garden

GARDENERS = frozenset({"gardener"})


class Garden(Counter):
    name = "garden"
    desk = Desk(garden.GARDEN)

    @command(request(garden.PlantBed), roles=GARDENERS)
    def plant_bed(self, request: garden.PlantBed) -> Receipt:
        return self.desk.decide(request)

    @command(request(garden.WaterBed), roles=GARDENERS)
    def water_bed(self, request: garden.WaterBed) -> Receipt:
        return self.desk.decide(request)

    @command(request(garden.PlanHarvest), roles=GARDENERS)
    def plan_harvest(self, request: garden.PlanHarvest) -> Receipt:
        return self.desk.decide(request)

    @query(request(garden.BedById), roles=ANYONE)
    def get_bed(self, question: garden.BedById) -> Answer:
        return self.desk.answer(garden.get_bed, question)

    @query(request(garden.AllBeds), roles=ANYONE)
    def list_beds(self, question: garden.AllBeds) -> Answer:
        return self.desk.answer(garden.list_beds, question)
