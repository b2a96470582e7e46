"""Whose paper it is (giấy của ai): a paper that belongs to another citizen is never taken silently."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desk.model.dossier import Dossier
from desk.model.people import Citizen
from desk.model.values import PersonalId
from desk.ports import UnitOfWork
from desk.work.facts import OFFICIALS, OTHERS
from ocr.kinds import kinds
from ocr.page import DocumentReading, FieldReading
from ocr.vietnamese import canon, fold

_DIGITS = 12
_PRINTED = re.compile(r"(?<!\d)(?:\d{3} ?){3}\d{3}(?!\d)")


class Stranger(StrEnum):
    """By what a paper was seen to be another person's."""

    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Named:
    """Who stands on a paper: numbers of twelve digits and folded names, by the field each was read in."""

    numbers: dict[str, str]
    names: dict[str, str]


def named_on(read: DocumentReading) -> Named:
    """Return who is named on a paper, officials left out; nobody where its kind is unknown."""
    known = kinds().get(read.kind or "")
    values = {field.name: field.value for field in read.fields if field.value}
    types = {f.name: f.type for f in known.fields if f.name not in OFFICIALS} if known is not None else {}
    told = {name: values[name] for name, kind in types.items() if kind in ("name", "personal-id") and name in values}
    return Named(
        {name: value for name, value in told.items() if value.isdigit() and len(value) == _DIGITS},
        {name: fold(value) for name, value in told.items() if types[name] == "name"},
    )


def stranger_on(read: DocumentReading, citizen: Citizen) -> Stranger | None:
    """Tell by what a paper is seen to be another person's, None when nothing speaks for that.

    A number of twelve digits weighs more than a name, so that namesakes are told apart; a citizen named as a parent or
    as the one who declares is none. A name that differs in marks alone is the citizen's: reading loses marks first. A
    paper that names nobody belongs to who handed it in.

    Args:
        read: Kind and fields as the machine read them.
        citizen: The person of the dossier.
    """
    on = named_on(read)
    own = citizen.personal_id.number if citizen.personal_id is not None else None
    named_as_other = fold(citizen.name) in [name for field, name in on.names.items() if field.endswith(OTHERS)]
    if own in on.numbers.values() or named_as_other:
        return None
    if own is not None and any(not field.endswith(OTHERS) for field in on.numbers):
        return Stranger.NUMBER
    return Stranger.NAME if on.names and fold(citizen.name) not in on.names.values() else None


def is_namesake_of_nobody(uow: UnitOfWork, read: DocumentReading, citizen: Citizen) -> bool:
    """Tell whether a paper with another number bears the citizen's very name, and the number is of nobody known here.

    Then a digit was misread, or the paper is older than the number; a namesake with a dossier here would be known.
    """
    on = named_on(read)
    values = [canon(field.value) for field in read.fields if field.value and field.name in on.names]
    known = [uow.citizens.by_personal_id(PersonalId(number)) for number in on.numbers.values()]
    return canon(citizen.name) in values and not any(known)


def is_received_here(uow: UnitOfWork, read: DocumentReading, dossier: Dossier) -> bool:
    """Tell whether somebody named on a paper has another open dossier in this office: it may belong there."""
    on = named_on(read)
    people = {one.id for name in on.names.values() for one in uow.citizens.search(name) if fold(one.name) == name}
    for number in on.numbers.values():
        known = uow.citizens.by_personal_id(PersonalId(number))
        people |= {known.id} if known is not None else set()
    return any(
        one.state.open and one.code != dossier.code
        for citizen_id in people - {dossier.citizen_id} for one in uow.dossiers.of_citizen(citizen_id)
    )  # fmt: skip


def printed_numbers(texts: Sequence[str]) -> DocumentReading:
    """Return the numbers of twelve digits that stand on a paper, of whatever kind it is."""
    found = {re.sub(r"\s", "", number) for text in texts for number in _PRINTED.findall(text)}
    return DocumentReading(None, 0.0, tuple(FieldReading("", one, 1.0, 0, None, "pattern") for one in sorted(found)))


def bears_number_of_another(
    uow: UnitOfWork, paper: tuple[DocumentReading, DocumentReading], citizen: Citizen, dossier: Dossier
) -> bool:
    """Tell whether a paper that does not name the citizen bears the number of somebody with an open dossier here.

    Args:
        uow: Where people are looked up.
        paper: What it was understood as, and its `printed_numbers`.
        citizen: The person of the dossier.
        dossier: Where the paper would go.
    """
    numbers = {field.value for field in paper[1].fields if field.value}
    own = citizen.personal_id.number if citizen.personal_id is not None else ""
    if own in numbers or fold(citizen.name) in named_on(paper[0]).names.values():
        return False
    known = [uow.citizens.by_personal_id(PersonalId(number)) for number in sorted(numbers)]
    return any(
        one.state.open and one.code != dossier.code
        for person in known if person is not None and person.id != citizen.id
        for one in uow.dossiers.of_citizen(person.id)
    )  # fmt: skip
