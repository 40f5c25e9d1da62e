"""The command door: nameko's RPC, with a guard before it, since one malformed message would end nameko's process."""

import json
import re
import threading
from contextlib import suppress
from typing import Any

import structlog
from nameko.exceptions import UnserializableValueError, serialize
from nameko.messaging import QueueConsumer
from nameko.rpc import Rpc, RpcConsumer

from shared import sight
from shared.broker import ADDRESS, BROKER_AWAY, RPC_EXCHANGE, send

logger = structlog.get_logger()
STACK = "nameko.call_id_stack"


class GuardedQueueConsumer(QueueConsumer):
    """Drops a message whose body can't be decoded, without a word of its content."""

    def on_decode_error(self, message: Any, _: Exception) -> None:
        drop(message, "undecodable")


class GuardedRpcConsumer(RpcConsumer):
    """Drops what can't be answered, and passes on what can."""

    queue_consumer = GuardedQueueConsumer()

    def setup(self) -> None:
        super().setup()
        self.queue.no_declare = True  # it stands at the broker, where we have no right to make it

    def handle_message(self, body: Any, message: Any) -> None:
        reason = fault_of(body, message)
        if reason is not None:
            drop(message, reason)
            return
        if not _is_stack(message.headers.get(STACK)):
            message.headers.pop(STACK, None)
        super().handle_message(body, message)

        self._turn = threading.Lock()  # the frames of two answers must not mix

    def handle_result(self, message: Any, result: Any, exc_info: Any) -> Any:
        """Send the answer on the connection that the call came by, and acknowledge the call after it: if the broker
        breaks off, both are lost, the call comes again, and its command has the same answer. nameko's own way would be
        another connection, a confirm for each answer, and the process's end if it fails."""
        body = body_of(result, serialize(exc_info[1]) if exc_info else None)
        try:
            with self._turn:
                if message.channel.connection:
                    _publish(message, body)
                    message.ack()
        except BROKER_AWAY as error:
            logger.warning("answer_lost", error=type(error).__name__)
            with suppress(*BROKER_AWAY):
                self.requeue_message(message)
        return result, exc_info


class GuardedRpc(Rpc):
    """nameko's `rpc` behind the guard."""

    rpc_consumer = GuardedRpcConsumer()


guarded_rpc = GuardedRpc.decorator


def body_of(result: Any, error: Any) -> bytes:
    """An answer, as nameko's callers read it."""
    try:
        return json.dumps({"result": result, "error": error}, ensure_ascii=False).encode()
    except (TypeError, ValueError):
        return json.dumps({"result": None, "error": serialize(UnserializableValueError(None))}).encode()


def _publish(message: Any, body: bytes) -> None:
    properties = {"correlation_id": message.properties.get("correlation_id"), "delivery_mode": 1}
    answer = message.channel.prepare_message(body, None, "application/json", "utf-8", None, properties)
    send(message.channel, answer, RPC_EXCHANGE.name, message.properties["reply_to"])


def fault_of(body: Any, message: Any) -> str | None:
    """Why this message can't even be answered, or None."""
    properties = message.properties
    # an answer to anything but an address would be a call to somebody else, in our name
    if not re.fullmatch(ADDRESS, str(properties.get("reply_to"))):
        return "no_reply_to"
    # the broker marks so what came through a dead letter, which asks nobody's right to call
    if "x-death" in message.headers:
        return "detour"
    if message.content_type != "application/json":
        return "not_json"
    properties["content_type"] = message.content_type
    if not isinstance(body, dict):
        return "no_call"
    if not isinstance(body.get("args"), list) or not isinstance(body.get("kwargs"), dict):
        return "no_call"
    return None


def drop(message: Any, reason: str) -> None:
    """Acknowledge what nobody can answer, count it, and say nothing of what was in it."""
    sight.MALFORMED.labels(reason).inc()
    logger.warning("call_dropped", reason=reason)
    if message.channel.connection:
        message.ack()


def _is_stack(stack: Any) -> bool:
    return isinstance(stack, list) and all(isinstance(item, str) for item in stack)
