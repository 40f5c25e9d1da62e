"""Facts into read tables."""

from typing import Any
from uuid import UUID

from services.exchanges import events as fact
from services.exchanges.commands import Label
from shared.times import local_date

Statement = tuple[str, dict[str, Any]]

PARTNER = """
INSERT INTO partners (partner, state, partner_class, country, city_zh, city_en, dated, source)
VALUES (%(partner)s, %(state)s, %(partner_class)s, %(country)s, %(city_zh)s, %(city_en)s, %(dated)s, %(source)s)
ON CONFLICT (partner) DO UPDATE SET state = excluded.state, city_zh = excluded.city_zh,
    dated = coalesce(excluded.dated, partners.dated), source = coalesce(excluded.source, partners.source)
"""
KNOWN = """
INSERT INTO partners (partner, state, partner_class, country, city_zh, city_en, visits)
VALUES (%(partner)s, 'Known', %(partner_class)s, %(country)s, %(city_zh)s, %(city_en)s, 1)
ON CONFLICT (partner) DO UPDATE SET visits = partners.visits + 1,
    state = CASE partners.state WHEN 'IntentSigned' THEN 'Nurturing' ELSE partners.state END
"""
NURTURING = "UPDATE partners SET state = 'Nurturing' WHERE partner = %(partner)s AND state = 'IntentSigned'"
STATE = "UPDATE partners SET state = %(state)s WHERE partner = %(partner)s"
SIGNED = """
UPDATE partners SET state = 'AgreementSigned', agreement_signed_on = %(day)s, dated = %(day)s::text
WHERE partner = %(partner)s
"""
RECORD = """
INSERT INTO partner_record (partner, on_day, kind, what) VALUES (%(partner)s, %(on_day)s, %(kind)s, %(what)s)
"""
PROJECT = """
INSERT INTO projects (project_id, state, partner, field, title, proposer, budget)
VALUES (%(project_id)s, 'Proposed', %(partner)s, %(field)s, %(title)s, %(proposer)s, %(budget)s)
"""
PROJECT_STATE = "UPDATE projects SET state = %(state)s WHERE project_id = %(project_id)s"
LEAD = """
UPDATE projects SET state = 'Coordinated', lead_department = %(lead_department)s WHERE project_id = %(project_id)s
"""
GRADE = "UPDATE projects SET state = 'Evaluated', grade = %(grade)s WHERE project_id = %(project_id)s"
REGISTERED = {"agreement": "Active", "friendly_exchange": "FriendlyExchange", "intent": "IntentSigned"}


def project(happened: Any) -> list[Statement]:
    match happened:
        case fact.PartnerContacted():
            where = partner(happened, "Contacted")
            return [where, record(happened.partner, happened.contacted_on, "contact", "first contact")]
        case fact.PartnershipRegistered():
            what = f"registered as {happened.kind}, by {happened.source}"
            on_day = happened.dated or "date unknown"
            return [partner(happened, REGISTERED[happened.kind]), record(happened.partner, on_day, "register", what)]
        case fact.VisitFromPartnerRecorded():
            return visited(happened)
        case fact.ExchangeRecorded():
            exchanged = record(happened.partner, happened.took_place_on, happened.field, happened.what)
            return [(NURTURING, {"partner": happened.partner}), exchanged]
        case fact.IntentSigned():
            return moved(happened.partner, "IntentSigned", happened.signed_on, f"letter of intent {happened.document}")
        case fact.CityAgreed():
            return moved(happened.partner, "CityAgreed", happened.agreed_on, f"the city agrees, {happened.document}")
        case fact.ProvinceReviewed():
            what = f"reviewed by the province, {happened.document}"
            return moved(happened.partner, "ProvinceReviewed", happened.reviewed_on, what)
        case fact.UpperApprovalRecorded():
            state = "UpperApproved" if happened.approved else "Refused"
            what = f"{state} by {happened.authority}, {happened.document}"
            return moved(happened.partner, state, happened.decided_on, what)
        case fact.AgreementSigned():
            signed = record(happened.partner, happened.signed_on, "agreement", f"agreement {happened.document}")
            return [(SIGNED, {"partner": happened.partner, "day": happened.signed_on}), signed]
        case fact.AgreementFiled():
            return moved(happened.partner, "Active", happened.filed_on, "agreement filed")
        case fact.PartnershipDormant():
            return moved(happened.partner, "Dormant", local_date(happened.at), f"Dormant: {happened.reason}")
        case fact.PartnershipReactivated():
            return moved(happened.partner, "Active", local_date(happened.at), f"Active: {happened.reason}")
        case fact.PartnershipEnded():
            return moved(happened.partner, "Terminated", local_date(happened.at), f"Terminated: {happened.reason}")
        case _:
            return projects(happened)


def projects(happened: Any) -> list[Statement]:
    match happened:
        case fact.ProjectProposed():
            on_record = record(happened.partner, local_date(happened.at), "project", happened.title)
            return [(PROJECT, vars(happened)), on_record]
        case fact.ProjectCoordinated():
            return [(LEAD, vars(happened))]
        case fact.ProjectApproved():
            return [project_state(happened.project_id, "Approved")]
        case fact.ProjectStarted():
            return [project_state(happened.project_id, "Running")]
        case fact.ProjectReported():
            return [project_state(happened.project_id, "Reported")]
        case fact.ProjectEvaluated():
            return [(GRADE, vars(happened))]
        case fact.ProjectCancelled():
            return [project_state(happened.project_id, "Cancelled")]
        case _:
            return []


def partner(happened: fact.PartnerContacted | fact.PartnershipRegistered, state: str) -> Statement:
    return PARTNER, {
        "partner": happened.partner,
        "state": state,
        "partner_class": happened.partner_class,
        "country": happened.country,
        **labels(happened.city),
        "dated": getattr(happened, "dated", None),
        "source": getattr(happened, "source", None),
    }


def visited(happened: fact.VisitFromPartnerRecorded) -> list[Statement]:
    partner_class = "hong_kong_macao" if happened.country in ("HK", "MO") else "foreign"
    known = {
        "partner": happened.partner,
        "partner_class": partner_class,
        "country": happened.country,
        **labels(happened.city),
    }
    what = f"{happened.organisation.zh} {happened.organisation.en}, {happened.guests} guests: {happened.purpose}"
    return [(KNOWN, known), record(happened.partner, happened.visited_on, "visit", what)]


def labels(city: Label) -> dict[str, str]:
    return {"city_zh": city.zh, "city_en": city.en}


def moved(name: str, state: str, on_day: object, what: str) -> list[Statement]:
    return [(STATE, {"partner": name, "state": state}), record(name, on_day, "step", what)]


def record(name: str, on_day: object, kind: str, what: str) -> Statement:
    return RECORD, {"partner": name, "on_day": str(on_day), "kind": kind, "what": what}


def project_state(project_id: UUID, state: str) -> Statement:
    return PROJECT_STATE, {"project_id": project_id, "state": state}
