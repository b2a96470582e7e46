"""A paper that is itself a certified copy is known by its attestation, and is not read as what the stamp says."""

import pytest

from ocr.fields import understand
from ocr.marks import without_copy_stamp
from ocr.printed import page_lines
from tests.unit.ocr.papers import Placed, official, reading

LETTER = official(
    ["ỦY BAN NHÂN DÂN", "XÃ YÊN BÌNH"],
    "Số: 45/UBND-VP",
    "Yên Bình, ngày 12 tháng 10 năm 2026",
    [
        (200, 700, "Kính gửi: Sở Tư pháp tỉnh Tuyên Quang"),
        (200, 1500, "Nơi nhận:"),
        (1050, 1500, "CHỦ TỊCH"),
        (200, 1545, "- Lưu: VT."),
        (1040, 1750, "Nông Văn Lâm"),
    ],
)


def stamp(first: str, second: str) -> list[Placed]:
    return [
        (150, 1900, first),
        (150, 1945, second),
        (150, 1990, "Ngày 09 tháng 11 năm 2026"),
        (150, 2035, "PHÓ CHỦ TỊCH"),
        (150, 2200, "Triệu Thị Mai"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH", "Số chứng thực: 777 quyển số: 01/2024-SCT/BS"),
        ("Chứng thực bản sao đúng với bản chính", "Số chứng thực 1234/ĐT Quyển số: 01-SCTĐT/BS"),
        ("CHƯNG THUC BAN SAO ĐUNG VƠI BAN CHINH", "So chung thuc 777 Quyen so 01 SCT/B5"),
        ("SAO Y BẢN CHÍNH", "Số: 12 quyển 3"),
        ("Sô chứng thực: 777", "Quyển số: 01/2024 - SCT / BS"),
    ],
)
def test_an_attested_copy_is_told_and_its_number_and_signer_are_not_the_papers(first: str, second: str) -> None:
    document = understand([reading([*LETTER, *stamp(first, second)])])

    found = {field.name: field.value for field in document.fields}
    assert document.copy_mark
    assert found["so_ky_hieu"] == "45/UBND-VP"
    assert found["nguoi_ky"] == "Nông Văn Lâm"
    assert found["chuc_vu"] == "CHỦ TỊCH"


@pytest.mark.parametrize(
    "prose",
    [
        "Thủ tục chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan có thẩm quyền cấp",
        "nộp bản sao đúng với bản chính kèm theo bản gốc để đối chiếu khi có yêu cầu của cơ quan",
        "Số chứng thực: 15 Quyển số: 01-SCT/CK,ĐC",
        "Số công chứng: 15 Quyển số: 01-SCT/HĐ,GD",
        "BẢN SAO",
    ],
)
def test_a_paper_that_only_speaks_of_copies_is_no_copy(prose: str) -> None:
    document = understand([reading([*LETTER, (200, 900, prose)])])

    assert not document.copy_mark


def test_every_page_may_bear_its_stamp() -> None:
    block = stamp("CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH", "Số chứng thực: 7 quyển số: 1-SCT/BS")
    pages = [reading([(200, 400, "Nội dung của trang này"), *block]) for _ in range(2)]

    kept, found = without_copy_stamp([line for at, page in enumerate(pages, 1) for line in page_lines(page, at)])

    assert found
    assert [line.text for line in kept] == ["Nội dung của trang này"] * 2


def test_an_attestation_torn_by_a_seal_is_taken_away_with_the_number_below_it() -> None:
    torn = [(700, 1900, "CHỨNG THỰC BẢN SAO"), (1150, 1900, "VỚI BẢN CHÍNH")]
    number = [(700, 1945, "Số chứng thực 777 Quyển số 01 SCT/BS"), (700, 2100, "Triệu Thị Mai")]

    document = understand([reading([*LETTER, *torn, *number])])

    found = {field.name: field.value for field in document.fields}
    assert document.copy_mark
    assert found["nguoi_ky"] == "Nông Văn Lâm"
