"""The market's counter."""

from shared.actors import ANYONE
from shared.counter import Answer, Counter, Desk, query
from shared.schemas import request
from tests.kernel import market


class Market(Counter):
    name = "market"
    desk = Desk(market.MARKET)

    @query(request(market.Everything), roles=ANYONE)
    def list_heard(self, question: market.Everything) -> Answer:
        return self.desk.answer(market.list_heard, question)
