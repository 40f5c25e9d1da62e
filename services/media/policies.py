"""When that, then this."""

from collections.abc import Iterable
from typing import Any

from services.media.commands import (
    AskAboutCase,
    ClosePressCall,
    OpenPressCall,
    ReleaseCase,
    ReleaseInterview,
    RestrictCase,
    SuspendInterview,
)
from services.media.events import (
    CaseAskedAbout,
    CaseReleased,
    CaseReleasedToMedia,
    CaseRestricted,
    CitizenDistressClosed,
    CitizenDistressReported,
    DelegationArrived,
    DelegationDeparted,
    InterviewRequested,
)
from shared.ids import derived_id


def react(fact: Any) -> Iterable[Any]:
    match fact:
        case DelegationArrived():
            return open_a_press_call_when_a_delegation_arrives(fact)
        case DelegationDeparted():
            return close_the_press_call_when_the_delegation_leaves(fact)
        case CitizenDistressReported():
            return keep_a_case_from_the_press_until_it_is_released(fact)
        case CaseReleasedToMedia() | CitizenDistressClosed():
            return [ReleaseCase(case_id=fact.case_id)]
        case InterviewRequested(case_id=case_id) if case_id is not None:
            return [AskAboutCase(case_id=case_id, interview_id=fact.interview_id)]
        case CaseAskedAbout(restricted=False):
            return [ReleaseInterview(interview_id=fact.interview_id)]
        case CaseRestricted():
            return [SuspendInterview(interview_id=interview) for interview in fact.interviews]
        case CaseReleased():
            return [ReleaseInterview(interview_id=interview) for interview in fact.interviews]
        case _:
            return []


def open_a_press_call_when_a_delegation_arrives(fact: DelegationArrived) -> Iterable[Any]:
    return [
        OpenPressCall(
            press_call_id=derived_id("press-call", fact.delegation_id),
            delegation_id=fact.delegation_id,
            organisation=f"{fact.organisation.zh} {fact.organisation.en}",
            country=fact.country,
            opens_on=fact.arrived_on,
            closes_on=fact.departs_on,
        )
    ]


def close_the_press_call_when_the_delegation_leaves(fact: DelegationDeparted) -> Iterable[Any]:
    return [ClosePressCall(press_call_id=derived_id("press-call", fact.delegation_id))]


def keep_a_case_from_the_press_until_it_is_released(fact: CitizenDistressReported) -> Iterable[Any]:
    return [RestrictCase(case_id=fact.case_id, country=fact.country)]
