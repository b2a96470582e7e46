"""What every `Copies` owes the verbs: numbers without a gap, entries that are kept for ever, one live copy a paper.

Kept by the office in a file and by the one on a server.
"""

from dataclasses import replace

import pytest

from desk.model.certification import CertifiedCopy, Comparison, CopyStage, Purpose, Refusal, Signer
from desk.ports import Copies, UnitOfWork, Units
from signing.values import Level
from tests.fakes.memory import NOW, Start, begin, paper

BOOK = "SCTĐT/BS"
YEAR = 2026


def a_copy(uow: UnitOfWork, start: Start, key: str, **changed: object) -> CertifiedCopy:
    """Return a copy of a new paper with the next number, not yet added."""
    document = uow.documents.add(paper(start, key))
    copy = CertifiedCopy(
        dossier=start.dossier.code, document_id=document.id, citizen_id=start.citizen.id, title="Giấy khai sinh",
        book=BOOK, year=YEAR, number=uow.copies.take_number(BOOK, YEAR), officer_id=start.officer.id,
        officer="Lý Thị Mai", officer_title="Phó Chủ tịch UBND xã", seal_id=start.officer.id, pages=2, copies=1,
        fee=4000, fees="phi-1", wording="loi-chung-1", source="a" * 64, certified_at=NOW, made_by=start.officer.id,
        comparison=Comparison(compared=True, pages=2, grounds=(1, 2, 3, 4, 5, 6), seconds=41.5),
    )
    return replace(copy, **changed)  # type: ignore[arg-type]  # names of fields of the copy


def test_numbers_of_a_book_run_from_1_each_year_without_a_gap(unit: Units) -> None:
    given = []
    for number in range(6):
        with unit() as uow:
            given.append(uow.copies.take_number(BOOK, YEAR))
            if number % 2:
                uow.commit()

    with unit() as uow:
        assert given == [1, 1, 2, 2, 3, 3]
        assert uow.copies.take_number(BOOK, YEAR + 1) == 1
        assert uow.copies.take_number("SCT/BS", YEAR) == 1


def test_the_number_to_come_is_told_and_not_taken(unit: Units) -> None:
    with unit() as uow:
        copies: Copies = uow.copies

        assert [copies.next_number(BOOK, YEAR), copies.next_number(BOOK, YEAR)] == [1, 1]
        assert copies.take_number(BOOK, YEAR) == 1
        assert copies.next_number(BOOK, YEAR) == 2


def test_a_copy_comes_back_whole_by_its_id_and_by_its_number(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        added = uow.copies.add(a_copy(uow, start, "a"))
        full = replace(
            added, stage=CopyStage.VOID, prepared="b" * 64, signed="c" * 64, sealed="d" * 64, file="e" * 64,
            level=Level.LTA, lacking="signing.timestamp-down", note="gấp", finished_at=NOW, voided_at=NOW,
            voided_by=start.officer.id, voided_reason="ký nhầm", requester="Nông Thị Hạnh",
            requester_number="008187004215",
        )  # fmt: skip
        uow.copies.update(full)

        assert added.id
        assert uow.copies.get(added.id) == uow.copies.by_number(BOOK, YEAR, 1) == full
        assert uow.copies.get(added.id + 1) is None
        assert uow.copies.by_number(BOOK, YEAR, 2) is None


def test_copies_are_listed_by_paper_dossier_book_and_stage(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        first = uow.copies.add(a_copy(uow, start, "a", stage=CopyStage.VOID))
        second = uow.copies.add(a_copy(uow, start, "b", stage=CopyStage.WAITING))
        third = uow.copies.add(a_copy(uow, start, "c", document_id=first.document_id))
        other = a_copy(uow, start, "d")
        uow.copies.take_number("SCT/BS", YEAR)
        paper_book = uow.copies.add(replace(other, book="SCT/BS", number=1))

        assert uow.copies.of_document(first.document_id) == [third, first]
        assert uow.copies.of_dossier(start.dossier.code) == [paper_book, first, second, third]
        assert uow.copies.of_book(BOOK, YEAR) == [first, second, third]
        assert uow.copies.of_book(BOOK, YEAR, newest=2) == [second, third]
        assert uow.copies.of_book(BOOK, YEAR, newest=9) == [first, second, third]
        assert uow.copies.of_book(BOOK, YEAR - 1) == []
        assert uow.copies.books() == [("SCT/BS", YEAR), (BOOK, YEAR)]
        assert uow.copies.in_stage(CopyStage.WAITING, CopyStage.NUMBERED) == [second, third, paper_book]


def test_a_paper_has_one_copy_that_is_not_void(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        first = uow.copies.add(a_copy(uow, start, "a"))

        with pytest.raises(Exception, match=r"(?i)unique"):
            uow.copies.add(a_copy(uow, start, "b", document_id=first.document_id))


def test_a_number_is_given_to_one_entry(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        uow.copies.add(a_copy(uow, start, "a"))

        with pytest.raises(Exception, match=r"(?i)unique"):
            uow.copies.add(a_copy(uow, start, "b", number=1))


def test_an_entry_keeps_its_number_whatever_is_changed(unit: Units) -> None:
    with unit() as uow:
        added = uow.copies.add(a_copy(uow, begin(uow), "a"))

        uow.copies.update(replace(added, number=7, year=1999, book="SCT/BS", note="changed"))

        assert uow.copies.get(added.id) == replace(added, note="changed")


def test_refusals_of_a_dossier_are_kept_in_their_order(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        document = uow.documents.add(paper(start, "a"))
        made = [
            uow.copies.add_refusal(
                Refusal(start.dossier.code, document.id, grounds, "tẩy xóa ngày sinh", start.officer.id, NOW, "f" * 64)
            )
            for grounds in ((1,), (1, 3))
        ]

        assert uow.copies.refusals(start.dossier.code) == made
        assert uow.copies.refusals("TAM-0") == []
        assert made[0].id != made[1].id


def test_an_officer_has_one_certificate_for_a_purpose(unit: Units) -> None:
    with unit() as uow:
        officer = begin(uow).officer
        old = Signer(officer.id, Purpose.OFFICER, "A1", "1" * 64, b"der", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))
        uow.copies.put_signer(old)
        seal = uow.copies.put_signer(replace(old, purpose=Purpose.SEAL, on_behalf=()))

        new = uow.copies.put_signer(replace(old, token="B2", certificate="2" * 64))

        assert uow.copies.signers() == [seal, new]
        assert new.id


def test_an_assignment_can_be_ended(unit: Units) -> None:
    with unit() as uow:
        signer = uow.copies.put_signer(Signer(begin(uow).officer.id, Purpose.SEAL, "A1", "1" * 64, b"der"))

        uow.copies.put_signer(replace(signer, active=False))

        assert uow.copies.signers() == []
