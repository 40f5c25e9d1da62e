"""An aggregate: one stream of facts, and the two pure functions that give it its meaning."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from shared.actors import Actor
from shared.errors import Refused
from shared.times import local_date

S = TypeVar("S")


@dataclass(frozen=True)
class Occasion:
    """Who asks, and when: what `decide` may know besides state and command. `now` is UTC; `beside` holds the states of
    the other streams that the aggregate looks at, by the stream's name: None of one that has no fact yet."""

    actor: Actor
    now: datetime
    beside: Mapping[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The office's local date."""
        return local_date(self.now)


@dataclass(frozen=True)
class Violation:
    """Why a rule says no: which rule, by which article, its value, what was found, and what would mend it."""

    rule: str
    article: str
    value: str
    found: str
    mend: str


@dataclass(frozen=True)
class Refusal:
    """What `decide` returns in place of facts: all that is wrong, told at once."""

    violations: tuple[Violation, ...]

    def as_error(self) -> Refused:
        return Refused.by([asdict(violation) for violation in self.violations])


def refuse(rule: str, article: str, value: object, found: object, mend: str) -> Refusal:
    """A refusal by one rule."""
    return Refusal((Violation(rule, article, str(value), str(found), mend),))


@dataclass(frozen=True)
class DeadlineDue:
    """The clock's command: this deadline, a fact of the aggregate, is due. Answer with what passed, or nothing."""

    deadline: Any


Decision = Sequence[Any] | Refusal


def nothing_beside(*_: Any) -> Collection[str]:
    """What most aggregates look at."""
    return ()


@dataclass(frozen=True)
class Aggregate(Generic[S]):
    """A kind of stream. Its state is None before the first fact.

    `key` is the field of every command that names the stream; `commands` are the commands it decides, of which
    those in `opens` may come first. Streams are named `<name>-<key>`.

    With `last_is_all` each fact says all that is known: a long stream is decided on its last one alone.
    `unit` says whose file it is, where that matters. `apart` maps a fact to the earlier facts of the same file that
    somebody else must have recorded: four eyes, deputies and those they act for included.

    `looks_at` names other streams of the same service, whose states a decision finds beside its occasion, as they stand
    in the log at that moment. Nothing holds them still meanwhile: what two decisions might both take must be asked for
    and answered by the stream that has it.
    """

    name: str
    key: str
    commands: tuple[type, ...]
    opens: tuple[type, ...]
    decide: Callable[[S | None, Any, Occasion], Decision]
    evolve: Callable[[S | None, Any], S]
    unit: Callable[[S], str] | None = None
    apart: Mapping[str, Collection[str]] = field(default_factory=dict)
    last_is_all: bool = False
    looks_at: Callable[[S | None, Any, Occasion], Collection[str]] = nothing_beside

    def stream(self, command: Any) -> str:
        """The stream that a command goes to."""
        return f"{self.name}-{getattr(command, self.key)}"

    def fold(self, facts: Iterable[Any], state: S | None = None) -> S | None:
        """The state after these facts."""
        for fact in facts:
            state = self.evolve(state, fact)
        return state
