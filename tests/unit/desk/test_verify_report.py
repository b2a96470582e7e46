"""The record of a check: who found what in which file, so that it can be held against the file later."""

from dataclasses import replace
from datetime import UTC, datetime

from desk.papers.verify_report import SignedBy, VerificationData, verification_pdf
from tests.fakes.printed import text_of

AT = datetime(2026, 11, 23, 7, 5, tzinfo=UTC)
SIGNED = SignedBy(
    "signature", "Hoàng Văn Páo", datetime(2026, 11, 23, 2, 41, 20, tzinfo=UTC), stamped=True, level="B-T",
    issuer="CA phục vụ các cơ quan Nhà nước G2", reasons=(),
)  # fmt: skip
DATA = VerificationData(
    authority="UBND XÃ THƯỢNG LÂM", centre="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", commune="Thượng Lâm",
    file="ban-sao.pdf", size=231_424, digest="ab" * 32, verdict="TOTAL-FAILED · HASH_FAILURE",
    sentence="Không nhận tệp này: trang 1 bị sửa sau khi đóng dấu.", cure="Lấy lại bản đã ký từ chính tệp này.",
    reasons=("Trang 1 khác với lúc ký.",), signed=(SIGNED, replace(SIGNED, name="UBND xã Thượng Lâm", level="B-LTA")),
    revisions=5, at=AT, officer="Nông Thị Hạnh", officer_title="Công chức Tư pháp",
)  # fmt: skip


def test_the_record_says_what_was_found_in_which_file_by_whom_and_when() -> None:
    text = text_of(verification_pdf(DATA))

    lines = [
        "BIÊN BẢN KIỂM TRA TỆP PDF CÓ CHỮ KÝ SỐ",
        "Kiểm tra lúc 14 giờ 05 phút, ngày 23 tháng 11 năm 2026; người kiểm tra: Nông Thị Hạnh.",
        "Tệp: ban-sao.pdf (231.424 byte)",
        "Kết quả: Không nhận tệp này: trang 1 bị sửa sau khi đóng dấu.",
        "TOTAL-FAILED · HASH_FAILURE",
        "Hoàng Văn Páo ký lúc 23/11/2026 09:41:20. Mức B-T.",
        "UBND xã Thượng Lâm ký lúc",
        "CÔNG CHỨC TƯ PHÁP",
    ]
    places = [text.find(line) for line in lines]
    assert -1 not in places
    assert places == sorted(places)


def test_the_fingerprint_stands_whole_on_it_in_groups_that_can_be_read_aloud() -> None:
    text = text_of(verification_pdf(DATA))

    assert " ".join(["abababab"] * 8) in text


def test_a_time_of_the_signers_own_clock_is_said_to_be_that() -> None:
    text = text_of(verification_pdf(replace(DATA, signed=(replace(SIGNED, stamped=False),))))

    assert "09:41:20 (theo đồng hồ máy người ký)" in text


def test_a_file_without_signatures_says_so() -> None:
    text = text_of(verification_pdf(replace(DATA, signed=(), reasons=(), verdict="NOT-SIGNED")))

    assert "Tệp không có chữ ký số nào." in text
    assert "Về cả tệp" not in text


def test_marks_of_markup_in_a_signers_name_stay_letters() -> None:
    text = text_of(verification_pdf(replace(DATA, signed=(replace(SIGNED, name="<b>A & B</b>"),))))

    assert "<b>A & B</b>" in text


def test_a_rehearsal_is_marked_and_the_same_check_gives_the_same_bytes() -> None:
    rehearsed = replace(DATA, rehearsal=True)

    assert "DIỄN TẬP" in text_of(verification_pdf(rehearsed))
    assert verification_pdf(DATA) == verification_pdf(DATA)


def test_a_file_with_very_many_signatures_is_set_on_as_many_pages_as_it_needs() -> None:
    text = text_of(verification_pdf(replace(DATA, signed=(SIGNED,) * 60)))

    assert text.count("Hoàng Văn Páo ký lúc") == 60
    assert "trang 2/" in text
