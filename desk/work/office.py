"""Founding an office and its standing facts (cơ quan): commune, officers, catalogue."""

from dataclasses import asdict, dataclass
from typing import Any

from desk.model.events import Event, Kind
from desk.model.people import Officer
from desk.model.procedure import Catalogue
from desk.ports import Desk

_FACTS = "office"


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """Thông tin cơ quan, as printed on papers and slips.

    Attributes:
        authority: Cơ quan chủ quản, first line of the head, e.g. "UBND XÃ TÂN TRÀO".
        centre: Second line, the desk's own name.
        commune: Name of the commune for "…, ngày … tháng … năm …".
        phone: Shown to citizens, or "".
        code: Electronic identification code of the agency (QĐ 20/2020/QĐ-TTg), configured, never built; "" = none.
    """

    authority: str
    centre: str
    commune: str
    province: str
    phone: str = ""
    code: str = ""
    rehearsal: bool = False


def found_office(desk: Desk, facts: OfficeFacts, officers: list[Officer], catalogue: Catalogue) -> list[Officer]:
    """Write the facts, the first officers and the catalogue of a new office in one transaction."""
    with desk.unit() as uow:
        uow.set_setting(_FACTS, asdict(facts))
        added = [uow.officers.add(officer) for officer in officers]
        uow.put_catalogue(catalogue)
        actor = added[0].login if added else "-"
        uow.record(
            Event(
                Kind.OFFICE_OPENED, "office", actor, "-", desk.clock.now(),
                {"catalogue": catalogue.version, "officers": len(added), "rehearsal": facts.rehearsal},
            )
        )
        uow.commit()
    return added


def office_facts(desk: Desk) -> OfficeFacts:
    """Return the standing facts of the office."""
    with desk.unit() as uow:
        stored: Any = uow.setting(_FACTS) or {}
    return OfficeFacts(**stored)
