"""Who may interview here: Decree 537 (2008) for foreign media, the HKMAO measures (2009) for Hong Kong and Macao."""

from datetime import date

from services.media.commands import Credential, Outlet
from shared.aggregate import Violation

DECREE_537 = "Decree 537 (17 Oct 2008)"
HKMAO_2009 = "Measures on interviews by Hong Kong and Macao journalists, HKMAO (6 Feb 2009)"
FOREIGN = ("resident_card", "j2_visa")
HONG_KONG_MACAO = ("hong_kong_macao_card",)


def credential_violations(outlet: Outlet, credential: Credential, last_day: date) -> tuple[Violation, ...]:
    """All that speaks against an outlet and what its journalist shows, for an interview that ends on `last_day`."""
    if outlet.outlet_class == "taiwan":
        return (_taiwan(),)
    found = [_kind(outlet, credential), _validity(outlet, credential, last_day)]
    return tuple(violation for violation in found if violation is not None)


def _taiwan() -> Violation:
    return Violation(
        "M11", HKMAO_2009, "foreign, Hong Kong or Macao media", "Taiwan media", "send them to the Taiwan Affairs Office"
    )


def _kind(outlet: Outlet, credential: Credential) -> Violation | None:
    """Resident journalists show a press card, short-term ones a J2 visa (arts 2, 17); Hong Kong and Macao theirs."""
    foreign = outlet.outlet_class == "foreign"
    allowed = FOREIGN if foreign else HONG_KONG_MACAO
    if credential.kind in allowed:
        return None
    rule, article = ("M2", f"{DECREE_537} art 17") if foreign else ("M11", HKMAO_2009)
    return Violation(rule, article, " or ".join(allowed), credential.kind, "have the journalist show the right paper")


def _validity(outlet: Outlet, credential: Credential, last_day: date) -> Violation | None:
    """A card that lapses before the interview ends is no card then (arts 12, 20)."""
    if credential.valid_until >= last_day:
        return None
    rule, article = ("M10", f"{DECREE_537} arts 12, 20") if outlet.outlet_class == "foreign" else ("M11", HKMAO_2009)
    found = f"valid until {credential.valid_until}"
    return Violation(rule, article, f"valid on {last_day}", found, "renew it first, or bring the interview forward")
