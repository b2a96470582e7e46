"""Refusing in writing and making a number void: the papers of both, and what they leave free."""

from collections.abc import Sequence

import pytest

from desk.errors import (
    CopyStageWrong,
    CopyUnfinished,
    DocumentUnknown,
    GroundUnknown,
    NumberUnknown,
    NumberVoid,
    ReasonMissing,
    RoleMissing,
    WorkHeld,
)
from desk.model.certification import CopyStage
from desk.work.certify import Wish, copy_file, refuse, sign_copy, take_number, void, void_slip, waiting
from tests.fakes.certifying import COMPARED, CertifyingOffice
from tests.fakes.printed import laid_out
from tests.fakes.signing import OFFICER_PIN

# -- refusing ---------------------------------------------------------------------------------------------------------


def test_a_refusal_is_a_paper_with_the_grounds_in_the_laws_words_and_the_reason(office: CertifyingOffice) -> None:
    refusal, file = refuse(office.desk, office.who(), office.paper, [5, 1], "  ngày sinh bị   tẩy xóa ")

    text = laid_out(file)
    assert file.is_absolute()
    assert (refusal.grounds, refusal.reason) == ((1, 5), "ngày sinh bị tẩy xóa")
    assert "VĂN BẢN TỪ CHỐI CHỨNG THỰC" in text
    assert "Nông Thị Hạnh" in text
    assert "Bản chính bị tẩy xóa, sửa chữa, thêm, bớt nội dung không hợp lệ." in text
    assert "chưa được hợp pháp hóa lãnh sự" in text
    assert "ngày sinh bị tẩy xóa" in text
    assert "Bản chính bị hư hỏng" not in text
    assert office.kinds() == ["certify.refused"]
    with office.desk.unit(reading=True) as uow:
        assert uow.copies.refusals(refusal.dossier) == [refusal]


def test_the_same_refusal_again_is_the_same_paper(office: CertifyingOffice) -> None:
    first = refuse(office.desk, office.who(), office.paper, [2], "mất nửa trang")
    first[1].unlink()

    again = refuse(office.desk, office.who(), office.paper, [2], "mất nửa trang")
    other = refuse(office.desk, office.who(), office.paper, [2], "mất cả trang")

    assert again == first
    assert again[1].is_file()
    assert other[0].id != first[0].id
    assert office.kinds() == ["certify.refused"] * 2


@pytest.mark.parametrize("grounds", [[], [0], [7], [1, 9]])
def test_only_grounds_of_the_article_can_be_named(office: CertifyingOffice, grounds: Sequence[int]) -> None:
    with pytest.raises(GroundUnknown):
        refuse(office.desk, office.who(), office.paper, grounds, "lý do")

    assert office.kinds() == []


def test_a_paper_with_a_number_is_not_refused_before_the_number_is_void(office: CertifyingOffice) -> None:
    take_number(office.desk, office.who(), Wish(office.paper, COMPARED))

    with pytest.raises(CopyStageWrong):
        refuse(office.desk, office.who(), office.paper, [1], "")
    void(office.desk, office.who(), 1, "phát hiện tẩy xóa")

    assert refuse(office.desk, office.who(), office.paper, [1], "")[0].grounds == (1,)


def test_who_may_not_certify_may_not_refuse_or_void(office: CertifyingOffice) -> None:
    take_number(office.desk, office.who(), Wish(office.papers[1], COMPARED))

    with pytest.raises(RoleMissing):
        refuse(office.desk, office.who("mien.tt"), office.paper, [1], "")
    with pytest.raises(RoleMissing):
        void(office.desk, office.who("mien.tt"), 1, "nhầm")
    with pytest.raises(DocumentUnknown):
        refuse(office.desk, office.who(), 999, [1], "")


# -- making void ------------------------------------------------------------------------------------------------------


def test_a_void_number_stays_with_its_reason_and_the_paper_takes_the_next(office: CertifyingOffice) -> None:
    office.certified()

    voided = void(office.desk, office.who(), 1, " ký nhầm  giấy ")
    again = office.certified()

    assert (voided.stage, voided.voided_reason, voided.number) == (CopyStage.VOID, "ký nhầm giấy", 1)
    assert voided.voided_by == office.who().officer.id
    assert (again.stage, again.number) == (CopyStage.SEALED, 2)
    assert office.copy(voided.id) == voided
    assert office.kinds().count("certify.copy-voided") == 1


def test_the_file_of_a_void_copy_is_taken_away_and_its_object_kept(office: CertifyingOffice) -> None:
    copy = office.certified()
    file = copy_file(office.desk, copy)

    voided = void(office.desk, office.who(), copy.number, "ký nhầm giấy")

    assert not file.exists()
    assert office.desk.store.get(copy.file or "")
    with pytest.raises(CopyUnfinished):
        copy_file(office.desk, voided)


def test_the_record_of_a_void_number_is_a_paper_for_the_book(office: CertifyingOffice) -> None:
    office.certified()
    voided = void(office.desk, office.who(), 1, "ký nhầm giấy")

    file = void_slip(office.desk, voided)
    text = laid_out(file)

    assert file == void_slip(office.desk, voided)
    assert "1/ĐT" in text
    assert "01/2026-SCTĐT/BS" in text
    assert "ký nhầm giấy" in text


def test_only_a_void_number_has_such_a_record(office: CertifyingOffice) -> None:
    with pytest.raises(CopyStageWrong):
        void_slip(office.desk, office.certified())


def test_a_number_under_way_can_be_made_void_and_goes_no_further(office: CertifyingOffice) -> None:
    copy = take_number(office.desk, office.who(), Wish(office.paper, COMPARED))
    void(office.desk, office.who(), copy.number, "người dân rút yêu cầu")

    with pytest.raises(CopyStageWrong):
        sign_copy(office.desk, office.who(), copy.id, OFFICER_PIN)

    assert waiting(office.desk) == []


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_number_is_not_made_void_without_a_reason(office: CertifyingOffice, reason: str) -> None:
    office.certified()

    with pytest.raises(ReasonMissing):
        void(office.desk, office.who(), 1, reason)

    assert waiting(office.desk) == []


def test_a_number_is_made_void_once_and_only_one_that_is_there(office: CertifyingOffice) -> None:
    office.certified()
    void(office.desk, office.who(), 1, "ký nhầm")

    with pytest.raises(NumberVoid):
        void(office.desk, office.who(), 1, "lần nữa")
    with pytest.raises(NumberUnknown):
        void(office.desk, office.who(), 2, "không có")
    with pytest.raises(NumberUnknown):
        void(office.desk, office.who(), 1, "năm khác", year=2025)
    with pytest.raises(NumberUnknown):
        void(office.desk, office.who(), 1, "sổ khác", book="SCT/BS")


def test_a_copy_that_is_being_signed_is_not_made_void(office: CertifyingOffice) -> None:
    take_number(office.desk, office.who(), Wish(office.paper, COMPARED))
    assert office.desk.holds.take(f"copy-{office.paper}")

    with pytest.raises(WorkHeld):
        void(office.desk, office.who(), 1, "nhầm")

    office.desk.holds.release(f"copy-{office.paper}")
