"""The market's counter."""

from shared.actors import ANYONE
from shared.counter import Answer, Counter, Desk, query
from shared.policy import May, Policy
from shared.schemas import request
from tests.kernel import market

POLICY: Policy = {"list_heard": May(ANYONE)}


class Market(Counter):
    name = "market"
    desk = Desk(market.MARKET)
    policy = POLICY

    @query(request(market.Everything))
    def list_heard(self, question: market.Everything) -> Answer:
        return self.desk.answer(market.list_heard, question)
