"""A file that came signed stays the document's file, byte for byte; what was read of it lies beside."""

import zipfile
from pathlib import Path

import pytest

from desk.errors import SignedAlready
from desk.model.paper import Document, Stage
from desk.work.certify import Wish, take_number
from desk.work.digitise import read_documents
from desk.work.handover import package
from desk.work.receive import Place, receive_file
from desk.work.review import confirm, turn_page
from tests.fakes.certifying import COMPARED, CertifyingOffice

DOSSIER = "TAM-261006-0003"
SIGNED = b"%PDF-1.7 a signed file /ByteRange [0 1 2 3]"


@pytest.fixture
def paper(office: CertifyingOffice, tmp_path: Path) -> Document:
    """A signed file, taken in and read."""
    return taken(office, tmp_path, SIGNED)


def taken(office: CertifyingOffice, folder: Path, content: bytes) -> Document:
    (folder / "letter.pdf").write_bytes(content)
    received = receive_file(office.desk, office.who(), folder / "letter.pdf", Place(DOSSIER))
    (done,) = read_documents(office.desk, office.who(), [received.id])
    assert done.fault is None
    return done.document


def test_a_signed_file_is_kept_as_the_documents_file(office: CertifyingOffice, paper: Document) -> None:
    assert paper.stage is Stage.READ
    assert paper.keeps_its_file
    assert paper.pdf is not None
    assert office.desk.store.get(paper.pdf) == SIGNED


def test_an_unsigned_file_is_bound_anew(office: CertifyingOffice, tmp_path: Path) -> None:
    paper = taken(office, tmp_path, b"%PDF-1.7 a plain file")

    assert not paper.keeps_its_file


def test_confirming_and_turning_leave_the_signed_file_alone(office: CertifyingOffice, paper: Document) -> None:
    desk, who = office.desk, office.who()

    turned = turn_page(desk, who, (paper.id, 1), 90)
    (again,) = read_documents(desk, who, [turned.id])
    confirm(desk, who, paper.id)

    assert again.document.pdf == paper.source_digest
    with desk.unit(reading=True) as uow:
        kept = uow.documents.get(paper.id)
    assert kept is not None
    assert (kept.stage, kept.pdf) == (Stage.CONFIRMED, paper.source_digest)


def test_the_signed_file_itself_is_handed_over(office: CertifyingOffice, paper: Document, tmp_path: Path) -> None:
    confirm(office.desk, office.who(), paper.id)

    package(office.desk, office.who(), DOSSIER, tmp_path / "out.zip")

    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert SIGNED in [archive.read(name) for name in archive.namelist()]


def test_no_number_is_taken_for_a_file_whose_signatures_an_attestation_would_break(
    office: CertifyingOffice, paper: Document
) -> None:
    with pytest.raises(SignedAlready):
        take_number(office.desk, office.who(), Wish(paper.id, COMPARED))

    with office.desk.unit(reading=True) as uow:
        assert uow.copies.of_document(paper.id) == []
