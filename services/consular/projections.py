"""Facts into read tables: the register and the alerts here, the cases on their own page."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from services.consular import names
from services.consular.case_projections import ADD_KEY, Statement, project_case
from services.consular.crisis_projections import bring_home, enter_stay, forget_stay, project_crisis
from services.consular.events import (
    AlertChanged,
    AlertLifted,
    AlertRaised,
    CameHome,
    OfficialStayCancelled,
    OfficialStayChanged,
    OfficialStayOpened,
    RegistrationWithdrawn,
    StayRegistered,
    StayUpdated,
    WentAbroad,
)
from services.consular.values import Resident
from shared.values import encode

PUT_OFFICIAL = """
INSERT INTO stays (stay_id, kind, status, visit_id, unit, document, party, may_share, starts_on, ends_on, changed_at)
VALUES (%(stay_id)s, 'official', 'planned', %(visit_id)s, %(unit)s, %(document)s, %(party)s, true, %(starts_on)s,
    %(ends_on)s, %(at)s)
ON CONFLICT (stay_id) DO UPDATE
SET status = CASE WHEN stays.status = 'cancelled' THEN 'planned' ELSE stays.status END, unit = excluded.unit,
    document = excluded.document, party = excluded.party, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
    changed_at = excluded.changed_at
"""
PUT_REGISTERED = """
INSERT INTO stays (stay_id, kind, status, institution_zh, institution_en, party, may_share, starts_on, ends_on,
    changed_at)
VALUES (%(stay_id)s, %(kind)s, 'planned', %(institution_zh)s, %(institution_en)s, %(party)s, %(may_share)s,
    %(starts_on)s, %(ends_on)s, %(at)s)
ON CONFLICT (stay_id) DO NOTHING
"""
UPDATE_REGISTERED = """
UPDATE stays SET party = %(party)s, starts_on = %(starts_on)s, ends_on = %(ends_on)s, changed_at = %(at)s
WHERE stay_id = %(stay_id)s
"""
FORGET_PLACES = "DELETE FROM stay_places WHERE stay_id = %(stay_id)s"
FORGET_KEYS = "DELETE FROM name_keys WHERE file_id = %(stay_id)s"
FORGET_PEOPLE = "DELETE FROM people WHERE file_id = %(stay_id)s"
ADD_PLACE = """
INSERT INTO stay_places (stay_id, number, country, region, city_zh, city_en, arrives_on, leaves_on, is_last)
VALUES (%(stay_id)s, %(number)s, %(country)s, %(region)s, %(city_zh)s, %(city_en)s, %(arrives_on)s, %(leaves_on)s,
    %(is_last)s)
ON CONFLICT (stay_id, number) DO NOTHING
"""
ADD_PERSON = """
INSERT INTO people (file_id, number, source, person_id, name_zh, name_en, birth_date, document_number, phone, kin,
    country, region, city_zh, city_en, status)
SELECT %(file_id)s, %(number)s, 'registered', %(person_id)s, %(name_zh)s, %(name_en)s, %(birth_date)s,
    %(document_number)s, %(phone)s, %(kin)s::jsonb, %(country)s, %(region)s, %(city_zh)s, %(city_en)s, status
FROM stays WHERE stay_id = %(file_id)s
ON CONFLICT (file_id, number) DO NOTHING
"""
GO_ABROAD = """
UPDATE stays SET status = 'abroad', went_on = %(on)s, changed_at = %(at)s WHERE stay_id = %(stay_id)s
"""
COME_HOME = """
UPDATE stays SET status = 'home', home_on = %(on)s, changed_at = %(at)s WHERE stay_id = %(stay_id)s
"""
CANCEL = "UPDATE stays SET status = 'cancelled', changed_at = %(at)s WHERE stay_id = %(stay_id)s"
MOVE_PEOPLE = "UPDATE people SET status = %(status)s WHERE file_id = %(stay_id)s"
WITHDRAW = """
UPDATE stays SET status = 'withdrawn', institution_zh = NULL, institution_en = NULL, party = 0, changed_at = %(at)s
WHERE stay_id = %(stay_id)s
"""
PUT_ALERT = """
INSERT INTO alerts (alert_id, country, region, colour, summary, issued_on, valid_until, source, raised_at)
VALUES (%(alert_id)s, %(country)s, %(region)s, %(colour)s, %(summary)s, %(issued_on)s, %(valid_until)s, %(source)s,
    %(at)s)
ON CONFLICT (alert_id) DO UPDATE
SET colour = excluded.colour, summary = excluded.summary, issued_on = excluded.issued_on,
    valid_until = excluded.valid_until, source = excluded.source
"""
COUNT_CHANGE = "UPDATE alerts SET changes = changes + 1 WHERE alert_id = %(alert_id)s"
LIFT_ALERT = "UPDATE alerts SET lifted_at = %(at)s WHERE alert_id = %(alert_id)s"


def project(fact: Any) -> Iterable[Statement]:
    match fact:
        case OfficialStayOpened() | OfficialStayChanged():
            return _put_official(fact)
        case StayRegistered():
            return _register(fact)
        case StayUpdated():
            return _update(fact)
        case WentAbroad():
            moved = {"stay_id": fact.stay_id, "on": fact.went_on, "at": fact.at}
            return [(GO_ABROAD, moved), (MOVE_PEOPLE, {"stay_id": fact.stay_id, "status": "abroad"})]
        case CameHome():
            moved = {"stay_id": fact.stay_id, "on": fact.came_on, "at": fact.at}
            home = [(COME_HOME, moved), (MOVE_PEOPLE, {"stay_id": fact.stay_id, "status": "home"})]
            return [*home, *bring_home(fact.stay_id, fact.at)]
        case OfficialStayCancelled():
            return [(CANCEL, {"stay_id": fact.stay_id, "at": fact.at})]
        case RegistrationWithdrawn():
            forgotten = [(sql, {"stay_id": fact.stay_id}) for sql in (FORGET_KEYS, FORGET_PEOPLE, FORGET_PLACES)]
            return [*forgotten, (WITHDRAW, {"stay_id": fact.stay_id, "at": fact.at}), *forget_stay(fact.stay_id)]
        case AlertRaised():
            return [(PUT_ALERT, vars(fact))]
        case AlertChanged():
            return [(COUNT_CHANGE, {"alert_id": fact.alert_id})]
        case AlertLifted():
            return [(LIFT_ALERT, {"alert_id": fact.alert_id, "at": fact.at})]
        case _:
            return [*project_case(fact), *project_crisis(fact)]


def _put_official(fact: OfficialStayOpened | OfficialStayChanged) -> Iterable[Statement]:
    party = fact.party
    stay = {
        "stay_id": fact.stay_id,
        "visit_id": party.visit_id,
        "unit": party.unit,
        "document": party.document,
        "party": party.party,
        "starts_on": party.starts_on,
        "ends_on": party.ends_on,
        "at": fact.at,
    }
    yield PUT_OFFICIAL, stay
    yield FORGET_PLACES, {"stay_id": fact.stay_id}
    for number, stop in enumerate(party.stops, start=1):
        place = {
            "stay_id": fact.stay_id,
            "number": number,
            "country": stop.country,
            "region": stop.region,
            "city_zh": stop.city.zh,
            "city_en": stop.city.en,
            "arrives_on": stop.arrives_on,
            "leaves_on": stop.leaves_on,
            "is_last": number == len(party.stops),
        }
        yield ADD_PLACE, place
    yield from enter_stay(fact.stay_id, fact.at)


def _register(fact: StayRegistered) -> Iterable[Statement]:
    stay = {
        "stay_id": fact.stay_id,
        "kind": fact.kind,
        "institution_zh": fact.institution.zh if fact.institution else None,
        "institution_en": fact.institution.en if fact.institution else None,
        "party": fact.headcount,
        "may_share": fact.may_share,
        "starts_on": fact.starts_on,
        "ends_on": fact.ends_on,
        "at": fact.at,
    }
    yield PUT_REGISTERED, stay
    yield from _place_and_people(fact)


def _update(fact: StayUpdated) -> Iterable[Statement]:
    stay = {
        "stay_id": fact.stay_id,
        "party": fact.headcount,
        "starts_on": fact.starts_on,
        "ends_on": fact.ends_on,
        "at": fact.at,
    }
    yield UPDATE_REGISTERED, stay
    yield FORGET_PLACES, {"stay_id": fact.stay_id}
    yield FORGET_KEYS, {"stay_id": fact.stay_id}
    yield FORGET_PEOPLE, {"stay_id": fact.stay_id}
    yield from _place_and_people(fact)


def _place_and_people(fact: StayRegistered | StayUpdated) -> Iterable[Statement]:
    place = {
        "country": fact.place.country,
        "region": fact.place.region,
        "city_zh": fact.place.city.zh,
        "city_en": fact.place.city.en,
    }
    dates = {"arrives_on": fact.starts_on, "leaves_on": fact.ends_on}
    yield ADD_PLACE, {"stay_id": fact.stay_id, "number": 1, "is_last": True, **place, **dates}
    people = list(enumerate(fact.people, start=1))
    for number, resident in people:
        yield ADD_PERSON, _person(fact.stay_id, number, resident, place)
    for number, resident in people:
        for key in names.keys(resident.name.zh, resident.name.en, resident.document_number):
            yield ADD_KEY, {"file_id": fact.stay_id, "number": number, "key": key}
    yield from enter_stay(fact.stay_id, fact.at)


def _person(stay_id: UUID, number: int, resident: Resident, place: dict[str, str]) -> dict[str, Any]:
    return {
        "file_id": stay_id,
        "number": number,
        "person_id": resident.person_id,
        "name_zh": resident.name.zh,
        "name_en": resident.name.en,
        "birth_date": resident.birth_date,
        "document_number": names.document_key(resident.document_number),
        "phone": resident.phone,
        "kin": None if resident.kin is None else json.dumps(encode(resident.kin)),
        **place,
    }
