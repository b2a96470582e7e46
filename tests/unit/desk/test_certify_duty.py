"""What the certify screen shows before a number is taken, and the copy as it would look."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desk.errors import DocumentUnknown, RoleMissing, SecrecyMarked
from desk.model.certification import CopyStage, Purpose
from desk.model.paper import Stage
from desk.work.certify import Wish, certify, take_number
from desk.work.duty import duty, preview
from tests.fakes.certifying import COMPARED, PINS, CertifyingOffice
from tests.fakes.office import StoppedClock


def test_everything_is_shown_and_nothing_is_taken(office: CertifyingOffice) -> None:
    seen = [duty(office.desk, office.who(), office.paper) for _ in range(2)][1]

    assert (seen.pages, seen.fee, seen.copies, seen.next_number) == (1, 2000, 1, 1)
    assert (seen.book, seen.book_name, seen.year) == ("SCTĐT/BS", "01/2026-SCTĐT/BS", 2026)
    assert seen.words == (
        "Chứng thực bản sao đúng với bản chính", "Số chứng thực 1/ĐT Quyển số: 01/2026-SCTĐT/BS",
        "Ngày 24 tháng 11 năm 2026",
    )  # fmt: skip
    assert seen.wording.effective_from == date(2025, 11, 1)
    assert [ground.number for ground in seen.grounds] == [1, 2, 3, 4, 5, 6]
    assert seen.officer is not None
    assert seen.officer.name == "Lý Thị Mai"
    assert seen.officer_signer is not None
    assert seen.officer_signer.purpose is Purpose.OFFICER
    assert seen.seal is not None
    assert seen.seal.name == "Triệu Thị Miền"
    assert seen.laid.officer[:3] == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lý Thị Mai")
    assert (seen.copy, seen.stop, seen.laid.mark) == (None, None, "")
    assert office.kinds() == []


def test_copies_and_title_that_are_wanted_change_the_fee_and_the_book(office: CertifyingOffice) -> None:
    seen = duty(office.desk, office.who(), office.paper, copies=3, title="Giấy khai sinh bản chính")

    assert (seen.fee, seen.copies, seen.title) == (6000, 3, "Giấy khai sinh bản chính")


def test_the_day_and_the_year_are_those_of_vietnam(office: CertifyingOffice) -> None:
    assert isinstance(office.desk.clock, StoppedClock)
    office.desk.clock.at = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)

    seen = duty(office.desk, office.who(), office.paper)

    assert (seen.year, seen.book_name, seen.words[-1]) == (2027, "01/2027-SCTĐT/BS", "Ngày 01 tháng 01 năm 2027")


@pytest.mark.parametrize(
    ("what", "stop"),
    [
        ({"secrecy": "MẬT"}, "intake.secrecy-marked"),
        ({"copy_mark": True}, "certify.copy-of-copy"),
        ({"stage": Stage.REMOVED}, "certify.not-certifiable"),
    ],
)
def test_what_stops_it_is_told_before_anyone_begins(
    office: CertifyingOffice, what: dict[str, object], stop: str
) -> None:
    with office.desk.unit() as uow:
        document = uow.documents.get(office.paper)
        assert document is not None
        uow.documents.update(replace(document, **what))  # type: ignore[arg-type]  # names of fields
        uow.commit()

    assert duty(office.desk, office.who(), office.paper).stop == stop


def test_an_office_without_tokens_says_whose_is_missing(office: CertifyingOffice) -> None:
    with office.desk.unit() as uow:
        for signer in uow.copies.signers():
            uow.copies.put_signer(replace(signer, active=False))
        uow.commit()

    seen = duty(office.desk, office.who(), office.paper)

    assert (seen.stop, seen.stop_context) == ("certify.signer-unknown", {"name": "người chứng thực"})
    assert seen.officer is None
    assert seen.words[1].startswith("Số chứng thực 1/ĐT")


def test_a_copy_under_way_shows_its_own_number_day_and_signer(office: CertifyingOffice) -> None:
    assert isinstance(office.desk.clock, StoppedClock)
    copy = take_number(office.desk, office.who(), Wish(office.paper, COMPARED, copies=2))
    office.desk.clock.at = datetime(2026, 11, 25, 3, tzinfo=UTC)
    take_number(office.desk, office.who(), Wish(office.papers[1], COMPARED))

    seen = duty(office.desk, office.who(), office.paper)

    assert seen.copy == copy
    assert (seen.next_number, seen.copies, seen.fee) == (3, 2, 4000)
    assert seen.words[1:] == (
        "Số chứng thực 1/ĐT Quyển số: 01/2026-SCTĐT/BS", "Ngày 24 tháng 11 năm 2026"
    )  # fmt: skip


def test_an_office_may_write_its_numbers_and_books_its_own_way(office: CertifyingOffice) -> None:
    with office.desk.unit() as uow:
        uow.set_setting("certification", {"symbol": "SCT/BS", "number": "{number}", "name": "{year}/{symbol}"})
        uow.commit()

    seen = duty(office.desk, office.who(), office.paper)
    copy = certify(office.desk, office.who(), Wish(office.paper, COMPARED), PINS)

    assert (seen.book, seen.book_name) == ("SCT/BS", "2026/SCT/BS")
    assert seen.words[1] == "Số chứng thực 1 Quyển số: 2026/SCT/BS"
    assert (copy.book, copy.stage) == ("SCT/BS", CopyStage.SEALED)


def test_in_the_rehearsal_every_copy_is_marked(tmp_path: Path) -> None:
    office = CertifyingOffice(tmp_path / "rehearsal", rehearsal=True)

    assert duty(office.desk, office.who(), office.paper).laid.mark == "DIỄN TẬP"
    office.desk.close()


def test_a_preview_shows_the_number_to_come_and_takes_none(office: CertifyingOffice, tmp_path: Path) -> None:
    out = preview(office.desk, office.who(), office.paper, tmp_path / "seen.pdf")

    assert out.read_bytes().startswith(b"%PDF-")
    assert office.certified().number == 1


def test_a_preview_of_a_finished_copy_is_the_copy(office: CertifyingOffice, tmp_path: Path) -> None:
    copy = office.certified()

    out = preview(office.desk, office.who(), office.paper, tmp_path / "seen.pdf")

    assert out.read_bytes() == office.desk.store.get(copy.file or "")


def test_what_may_not_be_certified_has_no_preview(office: CertifyingOffice, tmp_path: Path) -> None:
    with office.desk.unit() as uow:
        document = uow.documents.get(office.paper)
        assert document is not None
        uow.documents.update(replace(document, secrecy="MẬT"))
        uow.commit()

    with pytest.raises(SecrecyMarked):
        preview(office.desk, office.who(), office.paper, tmp_path / "seen.pdf")
    assert not (tmp_path / "seen.pdf").exists()


def test_a_stranger_and_an_unknown_paper_are_refused(office: CertifyingOffice) -> None:
    nobody = replace(office.who(), officer=replace(office.who().officer, roles=frozenset()))

    with pytest.raises(RoleMissing):
        duty(office.desk, nobody, office.paper)
    with pytest.raises(DocumentUnknown):
        duty(office.desk, office.who(), 999)
