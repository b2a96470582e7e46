"""Kinds of paper as data: those that come with the program, those an office adds, how they are told apart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ocr.fields import understand
from ocr.kinds import faulty_kinds, kinds, use_own_kinds
from ocr.page import DocumentReading
from tests.unit.ocr.papers import centred, official, reading

OWN = """
ten = "Sổ hộ nghèo"
title = "Book of a poor household"
headings = ["SỔ HỘ NGHÈO"]

[[field]]
name = "ho_ten"
label = "Chủ hộ"
label_en = "Head"
type = "name"
labels = ["Họ và tên chủ hộ"]

[[field]]
name = "so_khau"
label = "Số khẩu"
label_en = "Persons"
type = "count"
labels = ["Số nhân khẩu"]
"""


def values(document: DocumentReading) -> dict[str, str | None]:
    return {one.name: one.value for one in document.fields}


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "kinds"
    folder.mkdir()
    yield folder
    use_own_kinds(tmp_path / "none")


def test_an_office_adds_a_kind_of_paper_by_a_file_alone(own: Path) -> None:
    (own / "ho_ngheo.toml").write_text(OWN, "utf-8")
    use_own_kinds(own)

    read = understand(
        [
            reading(
                [centred(330, "SỔ HỘ NGHÈO"), (180, 480, "Họ và tên chủ hộ: LÝ VĂN A"), (180, 540, "Số nhân khẩu: 05")]
            )
        ]
    )

    assert read.kind == "ho_ngheo"
    assert values(read) == {"ho_ten": "LÝ VĂN A", "so_khau": "5"}
    assert "khai_sinh" in kinds()


def test_a_file_of_the_office_that_is_no_kind_is_named_and_the_others_serve(own: Path) -> None:
    (own / "ho_ngheo.toml").write_text(OWN, "utf-8")
    (own / "hong.toml").write_text("ten = ", "utf-8")
    (own / "thieu.toml").write_text('ten = "Thiếu"', "utf-8")

    use_own_kinds(own)

    assert faulty_kinds() == ("hong.toml", "thieu.toml")
    assert "ho_ngheo" in kinds()


@pytest.mark.parametrize(
    ("told", "instead"),
    [
        ('ten = "Sổ hộ nghèo"', "ten = 3"),
        ("headings = [", 'headings = "SỔ"\nstarts = ['),
        ("headings = [", "clues = [1]\nheadings = ["),
        ("headings = [", 'rank = "cao"\nheadings = ['),
        ('labels = ["Số nhân khẩu"]', 'labels = "Số nhân khẩu"'),
        ('labels = ["Số nhân khẩu"]', 'labels = ["Số nhân khẩu"]\nlines = "3"'),
        ('labels = ["Số nhân khẩu"]', 'labels = ["Số nhân khẩu"]\ntimes = 100000000'),
        ('labels = ["Số nhân khẩu"]', 'labels = ["Số nhân khẩu"]\nmonths_after = 999999'),
        ('name = "so_khau"', 'name = "ho_ten"'),
    ],
)
def test_a_slip_in_an_office_s_file_is_told_and_stops_no_reading(own: Path, told: str, instead: str) -> None:
    assert told in OWN
    (own / "ho_ngheo.toml").write_text(OWN.replace(told, instead), "utf-8")

    use_own_kinds(own)

    assert faulty_kinds() == ("ho_ngheo.toml",)
    assert understand([reading([centred(330, "SỔ HỘ NGHÈO")])]).kind is None


def test_without_a_folder_the_kinds_are_those_of_the_program(tmp_path: Path) -> None:
    use_own_kinds(tmp_path / "none")

    assert "ho_ngheo" not in kinds()
    assert faulty_kinds() == ()


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["GIẤY CHỨNG SINH", "Họ và tên mẹ: LÝ THỊ HOA"], "chung_sinh"),
        (["GIẤY BÁO TỬ", "Họ, chữ đệm, tên người chết: LÝ VĂN A"], "bao_tu"),
        (["GIẤY XÁC NHẬN KHUYẾT TẬT", "Dạng khuyết tật: vận động"], "khuyet_tat"),
        (["BẢO HIỂM Y TẾ", "Mã số: 0123456789", "Nơi ĐK KCB BĐ: Trạm y tế"], "bao_hiem_y_te"),
        (["TỔ QUỐC GHI CÔNG", "Liệt sĩ: LÝ VĂN A"], "to_quoc_ghi_cong"),
        (["QUYẾT ĐỊNH", "Về việc hưởng chế độ hưu trí hằng tháng", "Số sổ BHXH: 0123456789"], "nghi_huu"),
        (["GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH", "Mã số: 15A8001234"], "ho_kinh_doanh"),
        (["GIẤY CHỨNG NHẬN", "QUYỀN SỬ DỤNG ĐẤT, QUYỀN SỞ HỮU TÀI SẢN GẮN LIỀN VỚI ĐẤT", "AA 01234567"], "qsdd"),
        (["TRÍCH LỤC", "GHI CHÚ LY HÔN", "Số: 3/TLGCLH"], "trich_luc"),
        (["GIẤY CHỨNG NHẬN KẾT", "HÔN", "Số: 3"], "ket_hon"),
    ],
)
def test_papers_are_known_by_headings_of_one_line_or_of_several(lines: list[str], kind: str) -> None:
    paper = [centred(330 + 60 * row, text) for row, text in enumerate(lines)]

    assert understand([reading(paper)]).kind == kind


def test_a_decision_that_speaks_of_pensions_in_general_is_an_administrative_paper() -> None:
    paper = official(
        ["UBND XÃ TÂN TRÀO"],
        "Số: 9/QĐ-UBND",
        "Tân Trào, ngày 01 tháng 12 năm 2025",
        [
            centred(480, "QUYẾT ĐỊNH"),
            centred(530, "Về việc phân công công chức"),
            (260, 700, "theo dõi người về việc hưởng chế độ hưu trí trên địa bàn xã."),
        ],
    )

    assert understand([reading(paper)]).kind == "van_ban_hanh_chinh"


def test_a_paper_whose_heading_is_unreadable_is_known_by_labels_that_only_its_kind_has() -> None:
    paper = [
        centred(330, "KHIAT SINH"),
        (180, 480, "Họ, chữ đệm, tên người mẹ: LÝ THỊ HOA"),
        (180, 540, "Họ, chữ đệm, tên người cha: ĐỖ VĂN QUÝ"),
        (180, 600, "Nơi đăng ký khai sinh: Ủy ban nhân dân xã Tân Trào"),
        (180, 660, "Họ, chữ đệm, tên người đi khai sinh: LÝ THỊ HOA"),
    ]

    document = understand([reading(paper)])

    assert document.kind == "khai_sinh"
    assert document.confidence <= 0.8


def test_labels_that_many_kinds_share_make_no_kind() -> None:
    paper = [(180, 480, "Họ và tên: LÝ THỊ HOA"), (180, 540, "Giới tính: Nữ"), (180, 600, "Quốc tịch: Việt Nam")]

    assert understand([reading(paper)]).kind is None


def test_words_inside_a_value_are_not_taken_for_the_next_label() -> None:
    paper = [
        centred(330, "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN"),
        (180, 420, "Số: 12/UBND-XNTTHN"),
        (180, 480, "Giấy tờ tùy thân: Căn cước công dân số 008085001234 cấp ngày 12/05/2021"),
        (180, 540, "Giấy này có giá trị đến khi thay đổi tình trạng hôn nhân hoặc 06 tháng kể từ ngày cấp"),
    ]

    read = values(understand([reading(paper)]))

    assert read["giay_to"] == "Căn cước công dân số 008085001234 cấp ngày 12/05/2021"
    assert read["so_dinh_danh"] == "008085001234"
    assert read["gia_tri"] == "đến khi thay đổi tình trạng hôn nhân hoặc 06 tháng kể từ ngày cấp"


def test_a_marital_status_paper_tells_the_day_it_ends() -> None:
    paper = [
        centred(330, "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN"),
        (180, 540, "Giấy này có giá trị: 06 tháng kể từ ngày cấp"),
        (900, 900, "Tân Trào, ngày 31 tháng 8 năm 2026"),
    ]

    read = values(understand([reading(paper)]))

    assert read["ngay_cap"] == "2026-08-31"
    assert read["ngay_het_han"] == "2027-02-28"


def test_a_number_behind_a_misread_label_is_found_in_the_head_of_the_paper() -> None:
    paper = official(
        ["ỦY BAN NHÂN DÂN", "XÃ TÂN TRÀO"],
        "S0: 23/TLKT",
        "Tân Trào, ngày 28 tháng 9 năm 2020",
        [centred(480, "TRÍCH LỤC KHAI TỬ"), (180, 560, "Họ, chữ đệm, tên: LÝ VĂN A")],
    )

    assert values(understand([reading(paper)]))["so"] == "23/TLKT"


def test_a_card_is_read_past_its_small_print_and_without_the_label_of_its_number() -> None:
    paper = [
        centred(200, "CĂN CƯỚC CÔNG DÂN"),
        (500, 300, "sø/No: 008186179879"),
        (500, 360, "Nơi thường trú / Place of residence:"),
        (100, 402, "Có giá trị đến: 15/11/2026"),
        (100, 424, "Date of expiry"),
        (500, 424, "Thôn 3, xã Tân Trào, tỉnh Tuyên Quang"),
    ]

    read = values(understand([reading(paper)]))

    assert read["so_dinh_danh"] == "008186179879"
    assert read["ngay_het_han"] == "2026-11-15"
    assert read["noi_thuong_tru"] == "Thôn 3, xã Tân Trào, tỉnh Tuyên Quang"


def test_each_member_of_a_household_book_has_fields_of_their_own() -> None:
    paper = [
        centred(330, "SỔ HỘ KHẨU"),
        (180, 420, "Họ và tên chủ hộ: LÝ VĂN QUÝ"),
        (180, 540, "Quan hệ với chủ hộ: Chủ hộ"),
        (180, 600, "Họ và tên: LÝ VĂN QUÝ"),
        (180, 660, "Ngày, tháng, năm sinh: 11/12/1960"),
        (180, 780, "Quan hệ với chủ hộ: Vợ"),
        (180, 840, "Họ và tên: BÀN THỊ HOA"),
        (180, 900, "Ngày, tháng, năm sinh: 1964"),
        (180, 960, "CMND số: 070123456"),
    ]

    read = values(understand([reading(paper)]))

    assert (read["ho_ten"], read["quan_he"], read["ngay_sinh"]) == ("LÝ VĂN QUÝ", "Chủ hộ", "1960-12-11")
    assert (read["ho_ten_2"], read["quan_he_2"], read["ngay_sinh_2"]) == ("BÀN THỊ HOA", "Vợ", "1964")
    assert (read["so_dinh_danh"], read["so_dinh_danh_2"]) == (None, "070123456")
    assert "ho_ten_3" not in read


def test_the_new_land_certificate_is_read_by_its_items() -> None:
    paper = [
        centred(330, "GIẤY CHỨNG NHẬN"),
        centred(390, "QUYỀN SỬ DỤNG ĐẤT, QUYỀN SỞ HỮU TÀI SẢN GẮN LIỀN VỚI ĐẤT"),
        (180, 480, "1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất:"),
        (180, 522, "Bà BÀN THỊ HOA"),
        (900, 522, "CCCD số: 008164001234"),
        (180, 564, "Địa chỉ: Thôn 3, xã Tân Trào, tỉnh Tuyên Quang"),
        (180, 606, "2. Thông tin thửa đất:"),
        (180, 648, "a) Thửa đất số: 45"),
        (900, 648, "b) Tờ bản đồ số: 7"),
        (180, 690, "c) Diện tích: 1.250,5 m²"),
        (180, 732, "g) Địa chỉ: Thôn 4, xã Tân Trào, tỉnh Tuyên Quang"),
        (1200, 2200, "AA 01234567"),
    ]

    read = values(understand([reading(paper)]))

    assert read["so_phat_hanh"] == "AA 01234567"
    assert (read["ho_ten"], read["so_dinh_danh"]) == ("BÀN THỊ HOA", "008164001234")
    assert (read["thua_dat"], read["to_ban_do"], read["dien_tich"]) == ("45", "7", "1250.5")
    assert read["dia_chi_nguoi"] == "Thôn 3, xã Tân Trào, tỉnh Tuyên Quang"
    assert read["dia_chi"] == "Thôn 4, xã Tân Trào, tỉnh Tuyên Quang"
