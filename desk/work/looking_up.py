"""Going straight to what a clerk names (tra nhanh): people, open dossiers and procedures by a few letters.

Nothing here looks into papers: that is `find`, for an open dossier alone.
"""

import re
from dataclasses import dataclass

from desk.model.dossier import Dossier
from desk.model.people import Citizen, Role, Session
from desk.model.procedure import Catalogue, Procedure
from desk.ports import Desk, UnitOfWork
from desk.work.catalogue import find_procedures

_LEAST_OF_NAME, _LEAST_OF_CODE = 2, 3
"""Letters from which people are looked for, as one alone begins a name of half of them; and from which codes are."""

_LETTERS = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a few letters may mean, best first.

    Attributes:
        dossiers: Open ones by their code or their citizen, behind them closed ones by their code.
    """

    people: tuple[Citizen, ...] = ()
    dossiers: tuple[tuple[Dossier, Citizen], ...] = ()
    procedures: tuple[Procedure, ...] = ()


def look_up(desk: Desk, who: Session, words: str, catalogue: Catalogue | None, limit: int = 6) -> LookedUp:
    """Find people, open dossiers and procedures by name without marks, part of a number or of a code, or initials.

    People and dossiers are for who receives; of a person only the name and the masked number are meant to be shown.

    Args:
        desk: The office.
        who: Who asks; without the role of reception only procedures are found.
        words: As typed.
        catalogue: The procedures in force, None = none are looked for.
        limit: Most of each sort.
    """
    typed = " ".join(words.split())
    if not _LETTERS.search(typed):
        return LookedUp()
    procedures = find_procedures(catalogue, typed)[:limit] if catalogue is not None else []
    if Role.RECEPTION not in who.officer.roles:
        return LookedUp(procedures=tuple(procedures))
    with desk.unit(reading=True) as uow:
        people = uow.citizens.search(typed, limit) if len(typed) >= _LEAST_OF_NAME else []
        dossiers = _dossiers(uow, typed, people, limit)
    return LookedUp(tuple(people), tuple(dossiers), tuple(procedures))


def _dossiers(uow: UnitOfWork, typed: str, people: list[Citizen], limit: int) -> list[tuple[Dossier, Citizen]]:
    code = typed.replace(" ", "")
    coded = uow.dossiers.with_code(code, limit) if len(code) >= _LEAST_OF_CODE and _is_code(code) else []
    found = {one.code: (one, uow.citizens.get(one.citizen_id)) for one in coded}
    for person in people:
        if len(found) >= limit:
            break
        mine = [one for one in uow.dossiers.of_citizen(person.id) if one.state.open]
        found.update({one.code: (one, person) for one in mine[:2] if one.code not in found})
    return sorted(list(found.values())[:limit], key=lambda pair: not pair[0].state.open)


def _is_code(text: str) -> bool:
    """Tell whether a text may be part of a code: it has a digit, or begins like the codes of this office."""
    return any(letter.isdigit() for letter in text) or text.upper().startswith("TAM-")
