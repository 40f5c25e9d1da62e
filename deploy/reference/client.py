"""The typed Python client's modules, one a service: requests, answers and facts as classes, methods as methods.

They import nothing of the services, and are formatted as if somebody had written them.
"""

import subprocess
import sys
import textwrap
from collections.abc import Iterator, Sequence

from deploy.reference.answers import EVERY
from deploy.reference.client_types import Declarations
from deploy.reference.survey import Method, Offer

IMPORTS = {
    "collections.abc": ("Mapping", "Sequence"),
    "dataclasses": ("dataclass",),
    "datetime": ("date", "datetime"),
    "decimal": ("Decimal",),
    "typing": ("Any", "ClassVar", "Literal", "NotRequired", "TypedDict"),
    "uuid": ("UUID",),
    "waishi_client.caller": ("AtLeast", "Caller", "Receipt"),
    "waishi_client.every_service": ("EveryService",),
    "waishi_client.facts": ("Fact",),
}
RESERVED = frozenset(name for names in IMPORTS.values() for name in names) | {"FACTS", "PublicFact", "read"}
WIDTH = 112


def module(offer: Offer) -> str:
    """The module of that service; of `EVERY` the one that the others build upon."""
    name = class_of(offer.service)
    declared = Declarations(RESERVED | {name})
    methods = [line for method in offer.methods for line in _method(method, declared)]
    facts = [declared.fact(fact) for fact in offer.facts]
    head = _indented(f'"""{offer.says}\n\nMade from the code by `make reference`; not to be edited.\n"""', "")
    body = "\n".join([*declared.parts, _class(offer, name), *methods, *_reading(facts)])
    return _formatted("\n".join([head, *_imports(name), body]))


def class_of(service: str) -> str:
    """The class's name: "Approvals", "EveryService"."""
    return "".join(part.title() for part in service.split("_"))


def _imports(name: str) -> Iterator[str]:
    """More than is needed; the formatter leaves what is."""
    for source, names in IMPORTS.items():
        if name not in names:
            yield f"from {source} import {', '.join(names)}"


def _class(offer: Offer, name: str) -> str:
    if offer.service == EVERY:
        return f'''
class {name}:
    """{offer.says}"""

    def __init__(self, caller: Caller, service: str) -> None:
        self._caller, self._service = caller, service
'''
    return f'''
class {name}(EveryService):
    """{offer.says}"""

    def __init__(self, caller: Caller) -> None:
        super().__init__(caller, "{offer.service}")
'''


def _method(method: Method, declared: Declarations) -> Iterator[str]:
    taking = declared.request(method)
    says = f"{method.says} For {method.callers}."
    if method.kind == "command":
        more = "command_id: UUID | None = None, expected_version: int | None = None"
        yield f"    def {method.name}(self, request: {taking}, *, {more}) -> Receipt:"
        yield _said(says)
        given = f'self._service, "{method.name}", request, command_id, expected_version'
        yield f"        return self._caller.command({given})"
    else:
        answer = declared.answer(method)
        question = taking if method.shape["required"] else f"{taking} | None = None"
        yield f"    def {method.name}(self, question: {question}, *, at_least: AtLeast = 0) -> {answer}:"
        yield _said(says)
        yield f'        answer: {answer} = self._caller.ask(self._service, "{method.name}", question, at_least)'
        yield "        return answer"
    yield ""


def _said(says: str) -> str:
    return _indented(f'"""{says}"""', "        ")


def _indented(text: str, indent: str) -> str:
    return "\n".join(
        textwrap.fill(line, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False)
        for line in text.split("\n")
    )


def _reading(facts: Sequence[str]) -> Iterator[str]:
    """How a fact becomes its class."""
    if facts:
        yield f"PublicFact = {' | '.join(facts)}"
        pairs = ", ".join(f'"{name}": {name}' for name in facts)
        yield f"FACTS: Mapping[str, type[PublicFact]] = {{{pairs}}}"
        yield '''
def read(fact: Fact) -> PublicFact | None:
    """The fact as its class, None for one that this client doesn't know. Raises Unreadable."""
    kind = FACTS.get(fact.name)
    return fact.read(kind) if kind else None
'''


def _formatted(code: str) -> str:
    for command in (["check", "--fix-only", "--quiet", "--select", "F401,I"], ["format", "--line-length", "120"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--isolated", "-"]
        code = subprocess.run(ruff, input=code, capture_output=True, text=True, check=True).stdout
    return code
