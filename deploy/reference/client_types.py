"""Declared types and the shapes of answers, as the code that declares them for a client."""

import keyword
import sys
import textwrap
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

from deploy.reference.shapes import Shape, may_be_null, says_something, shape_of, type_of, without_nulls
from deploy.reference.survey import Method, Told
from shared.personal import person_mark
from shared.values import bare, declared, optional

PLAIN = {"string": "str", "integer": "int", "boolean": "bool", "null": "None"}
WIDTH, LONGEST = 112, 118


class Declarations:
    """What a module declares, in the order in which it needs it: `parts`. Names that are `reserved` stay free."""

    def __init__(self, reserved: frozenset[str]) -> None:
        self.parts: list[str] = []
        self._names: dict[str, Any] = dict.fromkeys(reserved)

    def request(self, method: Method) -> str:
        """The class of what a method takes. The key of a file that it may open can be left out."""
        return self._dataclass(method.taking, left_out=method.key or "")

    def fact(self, fact: Told) -> str:
        """The class of a public fact."""
        return self._dataclass(fact.kind, more=[f"VERSION: ClassVar[int] = {fact.version}"])

    def answer(self, method: Method) -> str:
        """The type of what a query answers: as JSON holds it."""
        return self._answer(method.answer, f"{_camel(method.name)}Answer", _camel(method.name))

    def _dataclass(self, kind: type, left_out: str = "", more: list[str] | None = None) -> str:
        name = self._free(kind.__name__, kind)
        if self._names.get(name) is kind:
            return name
        hints, lines = declared(kind), list(more or [])
        for item in fields(kind):
            lines += self._field(kind, item, hints[item.name], item.name == left_out)
        said = [f'"""{" ".join(str(kind.__doc__).split())}"""', ""] if says_something(kind) or not lines else []
        body = [part for line in [*_wrapped(said), *lines] for part in line.split("\n")]
        self._names[name] = kind
        inside = "\n".join(f"    {line}" for line in body)
        self.parts.append(f"\n@dataclass(frozen=True, kw_only=True)\nclass {name}:\n{inside}\n")
        return name

    def _field(self, owner: type, item: Any, hint: Any, left_out: bool) -> list[str]:
        text = self._hint(owner, hint)
        if item.default is not MISSING:
            text = f"{text} = {_code(item.default)}"
        elif item.default_factory is not MISSING:
            text = f"{text} = {_code(item.default_factory())}"
        elif left_out or person_mark(hint) is not None:
            text = f"{text} | None = None"
        remark = shape_of(hint).get("description", "") if not is_dataclass(bare(optional(bare(hint)) or hint)) else ""
        if left_out:
            remark = "Left out, a new file gets a new id."
        return _remarked(f"{item.name}: {text}", remark)

    def _hint(self, owner: type, hint: Any) -> str:
        kind = bare(hint)
        if (inner := optional(kind)) is not None:
            return f"{self._hint(owner, inner)} | None"
        if get_origin(kind) is tuple:
            return f"Sequence[{self._hint(owner, get_args(kind)[0])}]"
        if get_origin(kind) in (dict, Mapping):
            return f"Mapping[str, {self._hint(owner, get_args(kind)[1])}]"
        if get_origin(kind) is Literal:
            return self._literal(_name_in(owner, kind), kind, get_args(kind))
        if is_dataclass(kind) and isinstance(kind, type):
            return self._dataclass(kind)
        if issubclass(kind, Enum):
            return self._literal(kind.__name__, kind, tuple(item.value for item in kind))
        return str(kind.__name__)

    def _literal(self, name: str, kind: Any, values: tuple[str, ...]) -> str:
        """Under the name that it has in the service, if it has one that is free here."""
        text = f"Literal[{', '.join(map(repr, values))}]"
        if not name or self._names.get(name, kind) != kind:
            return text
        if name not in self._names:
            self._names[name] = kind
            self.parts.append(f"\n{name} = {text}\n")
        return name

    def _free(self, name: str, kind: type) -> str:
        """The class's name, with its module's before it if another has that name."""
        if self._names.get(name, kind) is kind:
            return name
        return f"{_camel(kind.__module__.rpartition('.')[2])}{name}"

    def _answer(self, shape: Shape, name: str, above: str) -> str:
        if not shape:
            return "Any"
        if may_be_null(shape):
            return f"{self._answer(without_nulls(shape), name, above)} | None"
        if type_of(shape) == "array":
            return f"list[{self._answer(shape['items'], name, above)}]"
        if type_of(shape) != "object":
            return PLAIN[type_of(shape)]
        if not shape.get("properties") or not all(map(_is_name, shape["properties"])):
            return "Mapping[str, Any]"
        lines = [part for item in shape["properties"].items() for part in self._answer_field(item, shape, above)]
        self.parts.append(f"\nclass {name}(TypedDict):\n" + "\n".join(f"    {line}" for line in lines) + "\n")
        return name

    def _answer_field(self, item: tuple[str, Shape], shape: Shape, above: str) -> list[str]:
        name, inner = item
        below = f"{above}{_camel(name)}"
        text = self._answer(inner, below, below)
        text = text if name in shape["required"] else f"NotRequired[{text}]"
        return _remarked(f"{name}: {text}", inner.get("format", ""))


def _name_in(owner: type, literal: Any) -> str:
    """What its module calls that list of words; empty if it has no name there."""
    known = vars(sys.modules[owner.__module__])
    return next((name for name, value in known.items() if value == literal and not name.startswith("_")), "")


def _is_name(text: str) -> bool:
    return text.isidentifier() and not keyword.iskeyword(text)


def _camel(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def _wrapped(said: list[str]) -> list[str]:
    return [textwrap.fill(line, WIDTH, break_long_words=False) if line else "" for line in said]


def _remarked(line: str, remark: str) -> list[str]:
    """A remark stands behind its field, or above it where there is no room."""
    if not remark:
        return [line]
    short = f"{line}  # {remark}"
    return [short] if len(short) < LONGEST else [f"# {part}" for part in textwrap.wrap(remark, WIDTH)] + [line]


def _code(value: Any) -> str:
    """A default as code."""
    match value:
        case Enum():
            return repr(value.value)
        case None | bool() | int() | str():
            return repr(value)
        case Decimal() | UUID():
            return f'{type(value).__name__}("{value}")'
        case date():
            return f"date({value.year}, {value.month}, {value.day})"
        case tuple():
            return f"({' '.join(f'{_code(item)},' for item in value)})"
    if is_dataclass(value) and not isinstance(value, type):
        given = [(item, getattr(value, item.name)) for item in fields(value)]
        named = [f"{item.name}={_code(part)}" for item, part in given if part != item.default]
        return f"{type(value).__name__}({', '.join(named)})"
    raise TypeError(f"no code for {value!r}")
