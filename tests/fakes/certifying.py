"""A paper on the counter of the invented office, compared and ready to be certified."""

from pathlib import Path
from typing import TYPE_CHECKING

from desk.model.certification import CertifiedCopy, Comparison
from desk.model.people import Session
from desk.work.access import act_as
from desk.work.certify import Pins, Wish, certify
from tests.fakes.office import make_office
from tests.fakes.signing import OFFICER_PIN, SEAL_PIN, SoftKeys, ToldSignatures

if TYPE_CHECKING:
    from desk.ports import Desk

PINS = Pins(OFFICER_PIN, SEAL_PIN)
COMPARED = Comparison(compared=True, pages=1, grounds=(1, 2, 3, 4, 5, 6), seconds=12.5)


class CertifyingOffice:
    """The office with its four held papers, and whoever acts in it.

    Attributes:
        keys, room: The invented tokens and signing room, to be told what goes wrong.
        paper: Id of the first held paper, a birth certificate of one page.
    """

    def __init__(self, home: Path, *, rehearsal: bool = False) -> None:
        self.desk: Desk = make_office(home, rehearsal=rehearsal, papers=True)
        with self.desk.unit(reading=True) as uow:
            self.citizen = uow.citizens.search("Nông Thị Hạnh")[0]
            self.papers = [paper.id for paper in uow.documents.of_dossier("TAM-261006-0003")]
        self.paper = self.papers[0]
        assert isinstance(self.desk.keys, SoftKeys)
        assert isinstance(self.desk.signatures, ToldSignatures)
        self.keys, self.room = self.desk.keys, self.desk.signatures

    def who(self, login: str = "pao.hv") -> Session:
        """Return a session of an officer."""
        return act_as(self.desk, login, "Quầy 1")

    def certified(self, paper: int | None = None) -> CertifiedCopy:
        """Certify a paper."""
        return certify(self.desk, self.who(), Wish(paper or self.paper, COMPARED), PINS)

    def copy(self, copy_id: int) -> CertifiedCopy:
        """Return a copy as it stands."""
        with self.desk.unit(reading=True) as uow:
            found = uow.copies.get(copy_id)
        assert found is not None
        return found

    def kinds(self) -> list[str]:
        """Return the kinds of the journal's lines about certification, in order."""
        with self.desk.unit(reading=True) as uow:
            lines = uow.journal.entries(limit=10_000)
            assert uow.journal.first_break()[1] is None
        return [
            line.event.kind.value for line in lines if line.event.kind.value.startswith(("certify.", "register."))
        ]
