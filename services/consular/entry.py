"""An entry of a roster that resembles another: the same person, or one of its own. Officers say which."""

from dataclasses import dataclass
from uuid import UUID

from services.consular.crisis_commands import KeepEntryApart, MergeEntry
from services.consular.crisis_events import EntryKeptApart, EntryMerged
from shared.aggregate import Aggregate, Decision, Occasion, refuse

ARTICLE = "§11 one person reported by three relatives"


@dataclass(frozen=True)
class Entry:
    merged_into: UUID | None = None
    apart: bool = False


def decide(state: Entry | None, command: MergeEntry | KeepEntryApart, occasion: Occasion) -> Decision:
    entry, by, at = state or Entry(), occasion.actor.signature, occasion.now
    match command:
        case MergeEntry() if command.into == command.entry_id:
            return refuse("merge", ARTICLE, "another entry", "the same one", "give in `into` the entry that goes on")
        case MergeEntry() if entry.merged_into == command.into:
            return []
        case _ if entry.merged_into is not None:
            mend = f"go on with entry {entry.merged_into}"
            return refuse("merge", ARTICLE, "an entry that was not merged", f"merged into {entry.merged_into}", mend)
        case MergeEntry():
            ids = {"entry_id": command.entry_id, "crisis_id": command.crisis_id, "into": command.into}
            return [EntryMerged(**ids, by=by, at=at)]
        case KeepEntryApart():
            ids = {"entry_id": command.entry_id, "crisis_id": command.crisis_id}
            return [] if entry.apart else [EntryKeptApart(**ids, by=by, at=at)]


def evolve(_: Entry | None, fact: EntryMerged | EntryKeptApart) -> Entry:
    match fact:
        case EntryMerged():
            return Entry(merged_into=fact.into)
        case EntryKeptApart():
            return Entry(apart=True)


ENTRY = Aggregate(
    name="entry",
    key="entry_id",
    commands=(MergeEntry, KeepEntryApart),
    opens=(MergeEntry, KeepEntryApart),
    decide=decide,
    evolve=evolve,
)
