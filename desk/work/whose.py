"""Whose paper it is (giấy của ai): a paper that belongs to another citizen is never taken silently."""

from enum import StrEnum

from desk.model.people import Citizen
from desk.work.facts import OFFICIALS, OTHERS
from ocr.kinds import kinds
from ocr.page import DocumentReading
from ocr.vietnamese import fold

_DIGITS = 12


class Stranger(StrEnum):
    """By what a paper was seen to be another person's."""

    NUMBER = "number"
    NAME = "name"


def stranger_on(read: DocumentReading, citizen: Citizen, *, other: bool = False) -> Stranger | None:
    """Tell by what a paper is seen to be another person's, None when nothing speaks for that.

    A number of twelve digits weighs more than a name, so that namesakes are told apart; a citizen named as a parent or
    as the one who declares is none. A name that differs in marks alone is the citizen's: reading loses marks first. A
    paper that names nobody belongs to who handed it in.

    Args:
        read: Kind and fields as the machine read them.
        citizen: The person of the dossier.
        other: The component is meant for another person's paper, which is nobody's stranger.
    """
    known = kinds().get(read.kind or "")
    if other or known is None:
        return None
    values = {field.name: field.value for field in read.fields if field.value}
    naming = {f.name: f.type for f in known.fields if f.type in ("name", "personal-id") and f.name not in OFFICIALS}
    told = [(name, values[name]) for name in naming if name in values]
    numbers = {name: value for name, value in told if value.isdigit() and len(value) == _DIGITS}
    names = {name: fold(value) for name, value in told if naming[name] == "name"}
    own = citizen.personal_id.number if citizen.personal_id is not None else None
    named_as_other = fold(citizen.name) in [name for field, name in names.items() if field.endswith(OTHERS)]
    if own in numbers.values() or named_as_other:
        return None
    if own is not None and any(not field.endswith(OTHERS) for field in numbers):
        return Stranger.NUMBER
    return Stranger.NAME if names and fold(citizen.name) not in names.values() else None
