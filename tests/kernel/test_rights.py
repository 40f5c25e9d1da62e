"""What each user of the broker may do, and that it may do no more. The node is real, and so are its refusals."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import nameko.rpc
import pytest
from amqp import Message
from amqp.exceptions import AccessRefused
from kombu import Exchange
from nameko.standalone.rpc import ClusterRpcProxy

from deploy.local.definitions import admission
from deploy.terminal import integrators
from deploy.terminal.office import NoOffice
from shared import errors
from shared.broker import connection
from shared.client import Client
from shared.rights import CALLER, WATCH, topology_of, users_of
from tests.kernel import garden, market
from tests.kernel.conftest import Village
from tests.waiting import until

Act = Callable[[Any], Any]


def publish(exchange: str, key: str) -> Act:
    return lambda channel: channel.basic_publish_confirm(Message("{}"), exchange=exchange, routing_key=key)


def consume(queue: str) -> Act:
    return lambda channel: channel.basic_cancel(channel.basic_consume(queue, callback=lambda _: None))


def read_stream(queue: str) -> Act:
    """From the first fact that it holds."""

    def act(channel: Any) -> None:
        channel.basic_qos(0, 10, False)
        tag = channel.basic_consume(queue, callback=lambda _: None, arguments={"x-stream-offset": "first"})
        channel.basic_cancel(tag)

    return act


def bind(queue: str, exchange: str, key: str) -> Act:
    """Make the queue, of that name or one that the broker chooses, and bind it."""

    def act(channel: Any) -> None:
        made = channel.queue_declare(queue, exclusive=True, auto_delete=True).queue
        channel.queue_bind(made, exchange, key)

    return act


def detour(channel: Any) -> None:
    """Bind the RPC exchange behind another, whose keys nobody checks."""
    channel.exchange_declare("rpc.reply-detour", "topic")
    channel.exchange_bind("nameko-rpc", "rpc.reply-detour", "#")


def attempt(village: Village, user: str, act: Act) -> None:
    with connection(village.office.uri_of(user)) as link:
        channel = link.default_channel
        channel.confirm_select()
        act(channel)


ADDRESS = str(uuid4())


@pytest.mark.parametrize(
    ("user", "act"),
    [
        ("market", publish("nameko-rpc", "garden.plant_bed")),
        ("market", publish("nameko-rpc", "garden.facts_told.")),
        ("market", publish("nameko-rpc", "market.list_heard")),
        ("garden", publish("nameko-rpc", "market.facts_told")),
        ("market", publish("garden.events", "BedWatered")),
        ("garden", publish("garden.events", "NoFactOfTheGarden")),
        ("market", publish("", "rpc-garden")),
        ("garden", publish("", "market.heard.garden")),
        ("market", publish("amq.topic", "anything")),
        ("market", consume("rpc-garden")),
        ("garden", consume("market.heard.garden")),
        ("market", bind("", "nameko-rpc", "garden.*")),
        ("market", bind("", "nameko-rpc", "#")),
        ("market", bind("", "garden.events", "#")),
        ("market", bind("rpc.reply-of-market", "nameko-rpc", ADDRESS)),
        ("market", lambda channel: channel.queue_delete("rpc-market")),
        ("market", lambda channel: channel.exchange_delete("market.events")),
        ("garden", lambda channel: channel.queue_purge("market.heard.garden")),
        ("market", detour),
        (CALLER, publish("garden.events", "BedWatered")),
        (CALLER, publish("nameko-rpc", ADDRESS)),
        (CALLER, consume("rpc-garden")),
        (CALLER, consume("market.heard.garden")),
        (CALLER, bind("", "nameko-rpc", "#")),
        (CALLER, bind("", "garden.events", "#")),
        (CALLER, lambda channel: channel.exchange_delete("nameko-rpc")),
        ("listener", publish("garden.events", "BedWatered")),
        ("listener", publish("nameko-rpc", "garden.facts_told")),
        ("listener", publish("", "rpc-garden")),
        ("listener", bind("listener.all", "garden.events", "#")),
        ("listener", bind("listener.another", "garden.events", "BedHarvested")),
        ("listener", bind("listener.market", "market.events", "#")),
        ("listener", bind("another.queue", "garden.events", "BedWatered")),
        ("listener", bind("evt-garden-BedWatered--another.on", "garden.events", "BedWatered")),
        ("listener", bind("evt-garden-BedWatered--another.x--listener.on", "garden.events", "BedWatered")),
        ("listener", consume("market.heard.garden")),
        ("listener", consume("watch.history")),
        ("listener_history", publish("nameko-rpc", "garden.plant_bed")),
        ("listener_history", publish("nameko-rpc", "garden.lag")),
        ("listener_history", publish("nameko-rpc", "market.facts_told")),
        ("listener_history", publish("nameko-rpc", ADDRESS)),
        ("listener_history", bind("", "nameko-rpc", "#")),
        ("listener_history", bind("", "garden.events", "BedWatered")),
        ("listener_history", bind("listener_history.mine", "nameko-rpc", ADDRESS)),
        ("listener_history", consume("listener.history")),
        ("listener_history", detour),
        (WATCH, publish("garden.events", "BedWatered")),
        (WATCH, publish("nameko-rpc", "garden.lag")),
    ],
)
def test_what_a_user_is_not_meant_to_do_is_refused(village: Village, user: str, act: Act) -> None:
    """Calls, answers, facts and queues of others are out of reach."""
    with pytest.raises(AccessRefused):
        attempt(village, user, act)


@pytest.mark.parametrize(
    ("user", "act"),
    [
        ("market", publish("nameko-rpc", "garden.facts_told")),
        ("market", publish("nameko-rpc", "garden.exchange_seals")),
        ("garden", publish("nameko-rpc", ADDRESS)),
        ("market", bind("", "nameko-rpc", ADDRESS)),
        ("garden", consume("rpc-garden")),
        ("market", consume("market.heard.garden")),
        (CALLER, publish("nameko-rpc", "garden.lag")),
        (CALLER, publish("nameko-rpc", "any_service.any_method")),
        (CALLER, bind("rpc.reply-standalone_rpc_proxy-1", "nameko-rpc", ADDRESS)),
        ("listener", bind("listener.watered", "garden.events", "BedWatered")),
        ("listener", bind("evt-garden-BedWatered--listener.on_watered", "garden.events", "BedWatered")),
        ("listener", read_stream("listener.history")),
        ("listener_history", publish("nameko-rpc", "garden.facts_told")),
        ("listener_history", bind("", "nameko-rpc", ADDRESS)),
        (WATCH, bind("watch.all", "garden.events", "#")),
    ],
)
def test_what_a_user_is_meant_to_do_it_may(village: Village, user: str, act: Act) -> None:
    """The narrow rights are enough."""
    attempt(village, user, act)


def test_a_stock_nameko_client_calls_as_the_caller(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the README's line, since re-declaring nameko's exchange needs a right that nobody has."""
    monkeypatch.setattr(
        nameko.rpc,
        "get_rpc_exchange",
        lambda _: Exchange("nameko-rpc", type="topic", durable=True, no_declare=True),
    )
    token = village.office.people.token("gardener-1", "gardener")
    config = {"AMQP_URI": village.office.uri_of(CALLER)}
    with ClusterRpcProxy(config, context_data={"auth_token": token}, timeout=10) as rpc:
        assert rpc.garden.plant_bed({"plant": "peas", "gardener": "张三"}, command_id=str(uuid4()))["id"]


def test_a_service_may_ask_a_source_for_what_it_missed_and_nothing_else(village: Village) -> None:
    """Its own token says service; the broker says which methods."""
    village.plant()
    client = Client(village.office.uri_of("market"), village.office.people.token("service:market", "service"), 5)
    assert until(lambda: client.ask("garden", "facts_told")["facts"])
    with pytest.raises(errors.NotAllowed):
        client.ask("garden", "list_beds")
    client.close()


def dropped(village: Village, reason: str) -> int:
    logs = [path.read_text() for path in village.office.home.glob("garden-*/log")]
    return sum(text.count(f'"reason": "{reason}"') for text in logs)


def test_a_call_by_way_of_a_dead_letter_is_dropped(village: Village) -> None:
    """A queue for answers may name the RPC exchange and any key for its dead letters, and the broker lets them pass."""
    before = dropped(village, "detour")

    def act(channel: Any) -> None:
        letters = {"x-dead-letter-exchange": "nameko-rpc", "x-dead-letter-routing-key": "garden.list_beds"}
        queue = channel.queue_declare("", exclusive=True, arguments={**letters, "x-message-ttl": 0}).queue
        channel.queue_bind(queue, "nameko-rpc", ADDRESS)
        call = Message('{"args": [], "kwargs": {}}', reply_to=str(uuid4()), content_type="application/json")
        channel.basic_publish_confirm(call, exchange="nameko-rpc", routing_key=ADDRESS)
        until(lambda: dropped(village, "detour") > before)

    attempt(village, "market", act)


def test_an_answer_is_sent_to_addresses_only(village: Village) -> None:
    """A call whose answer should go to a method would be a call in the service's name."""
    before = dropped(village, "no_reply_to")

    def act(channel: Any) -> None:
        call = Message('{"args": [], "kwargs": {}}', reply_to="market.list_heard", content_type="application/json")
        channel.basic_publish_confirm(call, exchange="nameko-rpc", routing_key="garden.list_beds")

    attempt(village, CALLER, act)
    until(lambda: dropped(village, "no_reply_to") > before)
    assert village.plant()


def test_an_integrator_is_admitted_while_the_broker_runs(village: Village) -> None:
    """With its chosen facts, a stream from then on, and nothing else; as `./waishi integrator` and an import do it."""
    assert village.office.broker is not None
    chosen = {"garden": ("BedWatered",)}
    passwords = dict.fromkeys(users_of("newcomer", chosen), "secret")
    village.office.broker.admit(admission("newcomer", chosen, passwords, stream=True))
    uri = village.office.amqp_uri.replace(village.office.amqp_uri.split("//")[1].split("@")[0], "newcomer:secret")

    def may(act: Act) -> bool:
        with connection(uri) as link:
            act(link.default_channel)
        return True

    assert until(lambda: may(read_stream("newcomer.history")))
    assert may(bind("newcomer.watered", "garden.events", "BedWatered"))
    with pytest.raises(AccessRefused):
        may(bind("newcomer.all", "garden.events", "#"))
    with pytest.raises(AccessRefused):
        may(read_stream("listener.history"))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (["approvals.NoSuchFact"], "choose from approvals"),
        (["nobody.VisitApproved"], "one of approvals"),
        (["VisitApproved"], "one of approvals"),
    ],
)
def test_a_fact_that_nobody_tells_is_no_choice(facts: list[str], words: str) -> None:
    """The operator sees which there are."""
    with pytest.raises(NoOffice, match=words):
        integrators.chosen_from(facts)


def test_what_another_broker_imports_is_written_for_its_owner_alone(tmp_path: Path) -> None:
    """It holds no password, but what it makes is a right."""
    chosen = integrators.chosen_from(["approvals.VisitApproved", "reception.#"])
    assert chosen == {"approvals": ["VisitApproved"], "reception": ["#"]}
    admitted = integrators.admit("my_app", chosen, stream=True)
    path = tmp_path / "my_app.json"
    integrators.write(admitted, path)
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_text()
    assert [name for name, password in admitted.passwords.items() if password in text] == []
    assert {"my_app", "my_app_history"} == {user["name"] for user in json.loads(text)["users"]}
    with pytest.raises(NoOffice, match="somebody else's"):
        integrators.admit("approvals", chosen, stream=False)


def test_a_wiped_broker_has_the_same_users_rights_and_queues(village: Village) -> None:
    """Nobody has to make them again, and what was told meanwhile is heard."""
    assert village.office.broker is not None
    village.office.broker.wipe()
    village.client.close()
    with pytest.raises(AccessRefused):
        attempt(village, "market", publish("garden.events", "BedWatered"))
    attempt(village, "listener", bind("listener.watered", "garden.events", "BedWatered"))
    bed = until(village.plant, within=60)
    village.water(bed, 3)
    assert village.market_heard(bed, 3)["order_heard"] == [3]


def test_an_integrator_asks_for_the_facts_that_it_chose(village: Village) -> None:
    """With its second user, and a token of the role integrator; the sequence counts the others all the same."""
    village.water(village.plant(), 7)
    token = village.office.people.token("integrator:listener", "integrator")
    client = Client(village.office.uri_of("listener_history"), token, 5)
    found = until(lambda: client.ask("garden", "facts_told", {"names": ["BedWatered"]})["facts"])
    assert {fact["headers"]["cloudEvents_type"] for fact in found} == {"BedWatered"}
    assert int(found[0]["headers"]["cloudEvents_sequence"]) > 1
    client.close()


@pytest.mark.parametrize("name", ["garden", "market", "caller", "watch", "a.b", ".*"])
def test_an_integrator_can_not_take_a_name_that_means_more(name: str) -> None:
    """Its name is a pattern's beginning: another's would give it what is another's."""
    with pytest.raises(ValueError, match="integrator"):
        topology_of([garden.GARDEN, market.MARKET], {name: {}})
