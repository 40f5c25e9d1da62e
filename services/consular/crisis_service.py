"""The counter for crises and their rosters."""

from services.consular import crisis_queries, schemas
from services.consular.crisis_commands import (
    CheckIn,
    DeclareCrisis,
    KeepEntryApart,
    MergeEntry,
    OpenRoster,
    PlaceCheckIn,
    ReviewCrisis,
    StandDownCrisis,
    WatchCrisis,
)
from services.consular.crisis_queries import CrisesBy, CrisisById, DoublesOf, EntryById, RosterBy, RosterByName
from shared.counter import Answer, Receipt, command, query
from shared.desk import AtDesk


class CrisisCounter:
    """Crises abroad and their rosters."""

    desk: AtDesk

    @command(schemas.watch_crisis)
    def watch_crisis(self, request: WatchCrisis) -> Receipt:
        """Watch something that happened abroad."""
        return self.desk.decide(request)

    @command(schemas.declare_crisis)
    def declare_crisis(self, request: DeclareCrisis) -> Receipt:
        """Declare a crisis of that level; again when its figures change."""
        return self.desk.decide(request)

    @command(schemas.open_roster)
    def open_roster(self, request: OpenRoster) -> Receipt:
        """Enter all whom the register has in the place, as unaccounted, and take check-ins."""
        return self.desk.decide(request)

    @command(schemas.stand_down_crisis)
    def stand_down_crisis(self, request: StandDownCrisis) -> Receipt:
        """End a crisis and close its roster."""
        return self.desk.decide(request)

    @command(schemas.review_crisis)
    def review_crisis(self, request: ReviewCrisis) -> Receipt:
        """Note the review of a crisis that is over."""
        return self.desk.decide(request)

    @command(schemas.check_in)
    def check_in(self, request: CheckIn) -> Receipt:
        """Tell how a person in the place fares, whoever tells it and however the name is spelled."""
        around = self.desk.answer(crisis_queries.around, request)
        return self.desk.decide(PlaceCheckIn(check_in_id=request.check_in_id, told=request, **around))

    @command(schemas.merge_entry)
    def merge_entry(self, request: MergeEntry) -> Receipt:
        """Say that an entry of a roster is the same person as another."""
        self.desk.answer(crisis_queries.require_entries, request)
        return self.desk.decide(request)

    @command(schemas.keep_entry_apart)
    def keep_entry_apart(self, request: KeepEntryApart) -> Receipt:
        """Say that an entry of a roster is nobody else."""
        self.desk.answer(crisis_queries.require_entries, request)
        return self.desk.decide(request)

    @query(schemas.crisis_by_id)
    def get_crisis(self, question: CrisisById) -> Answer:
        """A crisis, and how many of its roster are in which state."""
        return self.desk.answer(crisis_queries.get_crisis, question)

    @query(schemas.crises_by)
    def list_crises(self, question: CrisesBy) -> Answer:
        """Crises by state and country."""
        return self.desk.answer(crisis_queries.list_crises, question)

    @query(schemas.roster_by)
    def list_roster(self, question: RosterBy) -> Answer:
        """People of a roster by state."""
        return self.desk.answer(crisis_queries.list_roster, question)

    @query(schemas.roster_by_name)
    def search_roster(self, question: RosterByName) -> Answer:
        """People of a roster by the beginning of a name, in either script."""
        return self.desk.answer(crisis_queries.search_roster, question)

    @query(schemas.entry_by_id)
    def get_entry(self, question: EntryById) -> Answer:
        """A person of a roster with all check-ins, and whom they resemble."""
        return self.desk.answer(crisis_queries.get_entry, question)

    @query(schemas.doubles_of)
    def list_doubles(self, question: DoublesOf) -> Answer:
        """People of a roster who may be the same as others, each with those."""
        return self.desk.answer(crisis_queries.list_doubles, question)
