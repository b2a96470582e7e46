"""Dossiers: what a person hands in for one procedure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from desk.model.procedure import Component, Procedure


class DossierState(IntEnum):
    """Trạng thái hồ sơ, with the synchronisation codes of the provincial systems (docs/law.md#dossier-states)."""

    NEW = 1
    RECEIVED = 2
    REFUSED = 3
    IN_WORK = 4
    SUPPLEMENT_ASKED = 5
    PAYMENT_ASKED = 6
    WITHDRAWAL_ASKED = 7
    STOPPED = 8
    DONE = 9
    HANDED_OVER = 10

    @property
    def open(self) -> bool:
        """Tell whether papers may still be added."""
        return self not in _CLOSED

    @property
    def here(self) -> bool:
        """Tell whether it is still to be handed over: open, or done."""
        return self.open or self is DossierState.DONE


_CLOSED = {DossierState.REFUSED, DossierState.STOPPED, DossierState.DONE, DossierState.HANDED_OVER}


class SlotState(StrEnum):
    """Trạng thái of a component, with the words of the provincial systems in docs/glossary.md."""

    EMPTY = "empty"
    OFFERED = "offered"
    READING = "reading"
    READ = "read"
    CONFIRMED = "confirmed"
    REUSED = "reused"
    SHOWN = "shown"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Dossier:
    """Hồ sơ.

    Attributes:
        code: Provisional code `TAM-yymmdd-nnnn`; official codes are given by the provincial system, never minted here.
        procedure: As it stood in the catalogue when the dossier was opened.
        catalogue: Version of that catalogue.
        receipt: Digest of the receipt slip (Mẫu 01), once made.
        submitter: Người nộp hồ sơ when it is not the citizen, else None.
        handed_over_at: When it was handed over and closed (trả kết quả), or None.
    """

    code: str
    citizen_id: int
    procedure: Procedure
    catalogue: str
    opened_at: datetime
    opened_by: int
    state: DossierState = DossierState.RECEIVED
    due_at: datetime | None = None
    receipt: str | None = None
    submitter: str | None = None
    handed_over_at: datetime | None = None
    id: int = 0

    def component(self, place: int) -> Component | None:
        """Return the component of this place, or None."""
        return next((part for part in self.procedure.components if part.place == place), None)


def provisional_code(day: date, number: int) -> str:
    """Return the office's own code of the day's n-th dossier, plainly different from an official one."""
    return f"TAM-{day:%y%m%d}-{number:04d}"
