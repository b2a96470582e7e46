"""Destroying a paper under a mark of secrecy: nothing that was made of it stays, and the book keeps its line."""

from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import DocumentUnknown, ObjectMissing
from desk.jobs import Progress
from desk.model.certification import CopyStage
from desk.model.events import Kind
from desk.work.certify import copy_file, refuse
from desk.work.journalling import note
from desk.work.register import register
from desk.work.review import destroy_secret
from tests.fakes.certifying import CertifyingOffice

MARK = "MẬT"


def marked(office: CertifyingOffice, paper: int | None = None) -> None:
    """Let a paper, by itself the first, be found to be under a mark of secrecy."""
    with office.desk.unit() as uow:
        document = uow.documents.get(paper or office.paper)
        assert document is not None
        uow.documents.update(replace(document, secrecy=MARK))
        uow.commit()


def objects(office: CertifyingOffice) -> set[str]:
    return {file.name.partition(".")[0] for file in (office.desk.home / "objects").rglob("*") if file.is_file()}


def of_the_paper(office: CertifyingOffice) -> set[str]:
    """Return every object that rows name for the paper: its pictures, its PDF, its copy at each stage."""
    with office.desk.unit(reading=True) as uow:
        document = uow.documents.get(office.paper)
        assert document is not None
        named = {page.digest for page in uow.documents.pages(office.paper)} | {document.pdf}
        for copy in uow.copies.of_document(office.paper):
            named |= {copy.source, copy.prepared, copy.signed, copy.sealed, copy.file}
    return {one for one in named if one}


def test_nothing_made_of_a_secret_paper_stays_in_the_office(office: CertifyingOffice) -> None:
    copy = office.certified()
    laid = copy_file(office.desk, copy)
    named = of_the_paper(office)
    marked(office)

    destroy_secret(office.desk, office.who(), office.paper)

    assert len(named) > 3
    assert not named & objects(office)
    assert not laid.exists()
    with office.desk.unit(reading=True) as uow:
        assert uow.documents.fields(office.paper) == []
        assert all(page.reading is None for page in uow.documents.pages(office.paper))


def test_a_pdf_from_before_a_correction_is_destroyed_too(office: CertifyingOffice) -> None:
    before = office.desk.store.put(b"%PDF as it was before the correction")
    told_as_made(office, before)
    marked(office)

    destroy_secret(office.desk, office.who(), office.paper)

    with pytest.raises(ObjectMissing):
        office.desk.store.get(before)


def told_as_made(office: CertifyingOffice, digest: str) -> None:
    """Let the journal tell of an object that no row names any more."""
    who, subject = office.who(), f"document:{office.paper}"
    with office.desk.unit() as uow:
        note(uow, office.desk, who, Kind.DOCUMENT_READ, subject, object=digest)
        uow.commit()


def test_the_number_of_its_copy_is_void_and_stays_in_the_book(office: CertifyingOffice) -> None:
    office.certified()
    marked(office)

    destroy_secret(office.desk, office.who(), office.paper)

    (entry,) = register(office.desk, office.who()).entries
    assert (entry.number, entry.stage) == (1, CopyStage.VOID)
    assert entry.note == "Hủy số: Bản chính có dấu mật"


def test_other_papers_and_the_written_refusal_stay(office: CertifyingOffice) -> None:
    _refusal, letter = refuse(office.desk, office.who(), office.paper, [3], "có dấu mật")
    other = office.certified(office.papers[1])
    marked(office)

    destroy_secret(office.desk, office.who(), office.paper)

    assert letter.exists()
    assert office.desk.store.get(_refusal.file)
    assert office.desk.store.get(other.file or "")


def test_destroying_again_destroys_what_a_crash_left(office: CertifyingOffice) -> None:
    office.certified()
    marked(office)
    destroy_secret(office.desk, office.who(), office.paper)
    left = office.desk.store.put(b"left behind")
    told_as_made(office, left)

    destroy_secret(office.desk, office.who(), office.paper)

    assert left not in objects(office)


def test_bytes_that_another_paper_has_too_stay_until_that_one_is_destroyed(office: CertifyingOffice) -> None:
    shared = lent_to(office, office.papers[1])
    marked(office)

    destroy_secret(office.desk, office.who(), office.paper)
    kept = shared in objects(office)
    marked(office, office.papers[1])
    destroy_secret(office.desk, office.who(), office.papers[1])

    assert kept
    assert shared not in objects(office)


def lent_to(office: CertifyingOffice, other: int) -> str:
    """Let another paper have a side of the very same bytes, and return their digest."""
    with office.desk.unit() as uow:
        mine, its = uow.documents.pages(office.paper)[0], uow.documents.pages(other)[0]
        uow.documents.update_page(replace(its, digest=mine.digest))
        uow.commit()
    return mine.digest


def test_a_paper_without_a_mark_is_never_destroyed(office: CertifyingOffice) -> None:
    named = of_the_paper(office)

    with pytest.raises(DocumentUnknown):
        destroy_secret(office.desk, office.who(), office.paper)

    assert named <= objects(office)


def test_a_backup_holds_no_copy_of_a_paper_found_secret_after_it_was_certified(
    office: CertifyingOffice, tmp_path: Path
) -> None:
    office.certified()
    named = of_the_paper(office)
    marked(office)

    office.desk.archive.back_up(tmp_path / "backup", Progress(), lambda _: None)

    kept = {file.name for file in (tmp_path / "backup" / "objects").rglob("*") if file.is_file()}
    assert kept
    assert not named & kept
