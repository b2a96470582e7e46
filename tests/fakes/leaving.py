"""A dossier ready to leave: papers, certified copies and a reuse put straight into an office's rows."""

import zipfile
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from desk.model.certification import CertifiedCopy, Comparison, CopyStage
from desk.model.dossier import Dossier
from desk.model.events import Kind
from desk.model.paper import Document, Page, Stage
from desk.model.people import Citizen, Session
from desk.model.procedure import Component, Need, Procedure
from desk.model.reuse import Outcome, Reuse
from desk.model.values import PersonalId
from desk.ports import Desk
from signing.values import Level
from tests.fakes.office import ALLOWANCE, NOW

BOOK = "SCTĐT/BS"
COPYING = Procedure(
    code="2.000815", name="Chứng thực bản sao từ bản chính", group="Chứng thực", kind="chung_thuc", days=0,
    components=(Component(1, "Bản chính giấy tờ, văn bản cần sao", Need.SHOW),),
)  # fmt: skip


@dataclass
class Leaver:
    """Fills the dossiers of one citizen."""

    desk: Desk
    citizen: Citizen
    who: Session
    made: int = 0

    def dossier(self, code: str = "TAM-261124-0001", procedure: Procedure = ALLOWANCE) -> str:
        """Open a dossier and return its code."""
        with self.desk.unit() as uow:
            uow.dossiers.add(Dossier(code, self.citizen.id, procedure, "thu-1", NOW, 1, due_at=NOW + timedelta(days=9)))
            uow.commit()
        return code

    def paper(self, code: str, title: str = "Giấy khai sinh", place: int | None = None, **changed: Any) -> Document:  # noqa: ANN401 -- fields of a document
        """Take in a confirmed paper of one side whose PDF is told apart by its number."""
        self.made += 1
        pdf = self.desk.store.put(b"%PDF-1.7 scan " + str(self.made).encode())
        document = Document(
            code, self.citizen.id, place, "scan:escl", NOW, 1, f"key-{self.made}", stage=Stage.CONFIRMED,
            kind="khai_sinh", title=title, pdf=pdf, confirmed_by=1, confirmed_at=NOW,
        )  # fmt: skip
        with self.desk.unit() as uow:
            document = uow.documents.add(replace(document, **changed))
            uow.documents.add_page(Page(document.id, 1, pdf, "image/jpeg", 620, 877, 300.0))
            uow.commit()
        return document

    def copy(self, document: Document, stage: CopyStage = CopyStage.SEALED) -> CertifiedCopy:
        """Certify a paper with the next number, up to a stage."""
        with self.desk.unit() as uow:
            number = uow.copies.take_number(BOOK, 2026)
            signed = b"%PDF-1.7 signed " + str(number).encode()
            file = self.desk.store.put(signed) if stage is CopyStage.SEALED else None
            copy = CertifiedCopy(
                dossier=document.dossier, document_id=document.id, citizen_id=document.citizen_id,
                title=document.title, book=BOOK, year=2026, number=number, officer_id=2, officer="Lý Thị Mai",
                officer_title="Phó Chủ tịch UBND xã", seal_id=1, pages=1, copies=1, fee=2000, fees="phi-1",
                wording="loi-1", source=document.pdf or "", certified_at=NOW, made_by=1,
                comparison=Comparison(compared=True, pages=1), stage=stage, file=file,
                level=Level.LTA if file else None, finished_at=NOW if file else None,
                requester=self.citizen.name, requester_number="008187004215",
            )  # fmt: skip
            copy = uow.copies.add(copy)
            uow.commit()
        return copy

    def void(self, copy: CertifiedCopy) -> None:
        """Make a number void."""
        with self.desk.unit() as uow:
            uow.copies.update(replace(copy, stage=CopyStage.VOID, voided_at=NOW, voided_by=2, voided_reason="sai tên"))
            uow.commit()

    def reuse(self, document: Document, code: str, place: int, reason: str = "fits") -> None:
        """Let a held paper serve a component."""
        with self.desk.unit() as uow:
            uow.dossiers.add_reuse(Reuse(code, place, document.id, 1, NOW, "r-1", Outcome.FITS, reason))
            uow.commit()


def leaver(desk: Desk) -> Leaver:
    """Receive a citizen whose papers will leave."""
    with desk.unit() as uow:
        citizen = uow.citizens.add(
            Citizen("Nông Thị Hạnh", PersonalId("008187004215"), old_id="095012345", phone="0912 345 678")
        )
        officer = uow.officers.get(1)
        uow.commit()
    return Leaver(desk, citizen, Session(officer, "Quầy 1"))


def files(out: Path) -> dict[str, bytes]:
    """Return the files of a whole package."""
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info) for info in archive.infolist()}


def papers(out: Path) -> list[bytes]:
    """Return the PDFs of the papers in the order of the package; the list on top is not one."""
    return [data for name, data in files(out).items() if name.endswith(".pdf") and not name.startswith("00-")]


def kinds(desk: Desk) -> list[Kind]:
    """Return the kinds of the journal's lines in order."""
    with desk.unit(reading=True) as uow:
        return [entry.event.kind for entry in uow.journal.entries()]
