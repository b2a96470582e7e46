"""Slips in a stack (phiếu trong xấp giấy): whose papers follow, by the square code, or by print where it is spoilt."""

from dataclasses import dataclass

from desk.model.cutting import Owner
from desk.model.slip import read_slip
from desk.ports import Desk
from ocr.openings import SURE, SlipRead, slip_code
from ocr.page import QR, PageReading


@dataclass(frozen=True, slots=True)
class SlipSeen:
    """A slip or cover sheet on a side: whose papers follow, and which of its pages it is, from 1."""

    owner: Owner
    page: int


def slip_on(desk: Desk, reading: PageReading) -> SlipSeen | None:
    """Return what a slip or cover sheet says, without a dossier when nobody can tell whose it is; None = no slip.

    The code in print counts when the number of the person beside it is that of the dossier's citizen, or, where none is
    read, when it stands there twice: a digit misread would give one citizen's papers to another.
    """
    texts = [mark.removeprefix(QR) for mark in reading.marks if mark.startswith(QR)]
    for slip in filter(None, map(read_slip, texts)):
        return SlipSeen(Owner(slip.dossier, slip.component), slip.page)
    if reading.blank:
        return None
    printed = slip_code(reading)
    if printed is None:
        return None
    return SlipSeen(Owner(_confirmed(desk, printed), printed.component), printed.page)


def _confirmed(desk: Desk, printed: SlipRead) -> str | None:
    """Return the code in print when it is to be relied on; one that no dossier has is told, for a person to see."""
    if not printed.code:
        return None
    with desk.unit(reading=True) as uow:
        dossier = uow.dossiers.by_code(printed.code)
        number = uow.citizens.get(dossier.citizen_id).personal_id if dossier is not None else None
    if printed.person and number is not None:
        return printed.code if printed.person == number.number else None
    return printed.code if printed.confidence >= SURE else None
