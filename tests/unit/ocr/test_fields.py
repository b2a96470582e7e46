"""What the machine says a paper is, and what it reads from it."""
# long: one table of papers, kind by kind

import subprocess
import sys
from pathlib import Path

import pytest

from ocr.fields import understand
from ocr.free_values import BEHIND_LABEL, FREE
from ocr.issuer import issuer_name
from ocr.kinds import kinds
from ocr.page import DocumentReading, FieldReading
from ocr.values import PARSERS, date_in_words, parse_area, parse_date, parse_id, parse_name, words_number
from tests.unit.ocr.papers import centred, official, reading

ROOT = Path(__file__).parents[3]
FREE_TYPES = {*FREE, *BEHIND_LABEL, "heading", "signer", "office-head", "expiry"}


def values(document: DocumentReading) -> dict[str, str | None]:
    return {one.name: one.value for one in document.fields}


def field(document: DocumentReading, name: str) -> FieldReading:
    return next(one for one in document.fields if one.name == name)


DECISION = official(
    ["UBND HUYỆN SƠN DƯƠNG", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"],
    "Số: 215/QĐ-PGDĐT",
    "Sơn Dương, ngày 07 tháng 02 năm 2023",
    [
        centred(480, "QUYẾT ĐỊNH"),
        centred(530, "Về việc công nhận ban đại diện cha mẹ học sinh"),
        centred(572, "trường trung học cơ sở năm học 2022 - 2023"),
        centred(660, "TRƯỞNG PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"),
        (260, 740, "Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019 của Quốc hội;"),
        (260, 790, "Theo đề nghị của tổ chuyên môn tại phòng,"),
        (190, 1500, "Nơi nhận:"),
        (190, 1545, "- Như trên;"),
        (190, 1590, "- Lưu: VT."),
        centred(1500, "KT. TRƯỞNG PHÒNG", 1200),
        centred(1545, "PHÓ TRƯỞNG PHÒNG", 1200),
        centred(1800, "ThS. Lò Thị Ánh Nguyệt", 1200),
    ],
)


@pytest.mark.parametrize("merged", [True, False])
def test_a_decision_of_another_office_is_read_from_its_layout(merged: bool) -> None:
    document = understand([reading(DECISION, merged=merged)])

    assert document.kind == "van_ban_hanh_chinh"
    assert values(document) == {
        "so_ky_hieu": "215/QĐ-PGDĐT",
        "ngay_ban_hanh": "2023-02-07",
        "co_quan_ban_hanh": "Phòng Giáo dục và Đào tạo huyện Sơn Dương",
        "loai_van_ban": "Quyết định",
        "trich_yeu": "Về việc công nhận ban đại diện cha mẹ học sinh trường trung học cơ sở năm học 2022 - 2023",
        "nguoi_ky": "Lò Thị Ánh Nguyệt",
        "chuc_vu": "KT. TRƯỞNG PHÒNG PHÓ TRƯỞNG PHÒNG",
    }
    assert all(one.box is not None and one.page == 1 and one.how == "layout" for one in document.fields)
    assert min(one.confidence for one in document.fields) > 0.7


def test_a_letter_has_its_summary_under_the_number() -> None:
    paper = official(
        ["ỦY BAN NHÂN DÂN", "XÃ TÂN TRÀO"],
        "Số: 88/UBND-VP",
        "Tân Trào, ngày 15 tháng 11 năm 2025",
        [
            centred(400, "V/v rà soát hộ nghèo", 420),
            centred(442, "trên địa bàn xã", 420),
            centred(560, "Kính gửi: Trưởng các thôn."),
            (260, 650, "Thực hiện kế hoạch của tỉnh, Ủy ban nhân dân xã đề nghị các thôn rà soát."),
        ],
    )

    read = values(understand([reading(paper)]))

    assert read["loai_van_ban"] == "Công văn"
    assert read["trich_yeu"] == "V/v rà soát hộ nghèo trên địa bàn xã"
    assert read["co_quan_ban_hanh"] == "Ủy ban nhân dân xã Tân Trào"
    assert read["so_ky_hieu"] == "88/UBND-VP"
    assert read["nguoi_ky"] is None
    assert read["chuc_vu"] is None


def test_a_paper_of_the_party_is_read_by_its_own_form() -> None:
    paper = [
        centred(200, "TỈNH ỦY TUYÊN QUANG", 420),
        centred(242, "ĐẢNG ỦY XÃ TÂN TRÀO", 420),
        centred(200, "ĐẢNG CỘNG SẢN VIỆT NAM", 1150),
        centred(300, "Số 12-QĐ/ĐU", 420),
        centred(300, "Tân Trào, ngày 3 tháng 9 năm 2025", 1150),
        centred(480, "QUYẾT ĐỊNH"),
        centred(530, "về việc thành lập chi bộ"),
    ]

    read = values(understand([reading(paper)]))

    assert read["so_ky_hieu"] == "12-QĐ/ĐU"
    assert read["ngay_ban_hanh"] == "2025-09-03"
    assert read["co_quan_ban_hanh"] == "Đảng ủy xã Tân Trào"
    assert read["loai_van_ban"] == "Quyết định"
    assert read["trich_yeu"] == "về việc thành lập chi bộ"


def test_a_number_nobody_could_read_is_not_said_with_confidence() -> None:
    paper = official(
        ["SỞ Y TẾ"], "Số: ⁄1 2 /TM-SYT", "Kiên Giang, ngày |Ô_ tháng 4 năm 2018", [centred(480, "THƯ MỜI")]
    )

    document = understand([reading(paper)])

    assert field(document, "so_ky_hieu").confidence < 0.5
    assert field(document, "ngay_ban_hanh").confidence < 0.5
    assert field(document, "loai_van_ban").value == "Thư mời"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["UBND TỈNH KIÊN GIANG", "SỞ Y TẾ"], "Sở Y tế tỉnh Kiên Giang"),
        (["UBND TINH KIÊN GIANG", "SỞ Y TẺ"], "Sở Y tế tỉnh Kiên Giang"),
        (["ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NGÃI"], "Ủy ban nhân dân tỉnh Quảng Ngãi"),
        (["ỦY BAN NHÂN DÂN", "TỈNH TUYÊN QUANG", "SỞ TƯ PHÁP"], "Sở Tư pháp tỉnh Tuyên Quang"),
        (["UBND TỈNH ĐỒNG NAI", "TRƯỜNG ĐẠI HỌC ĐỒNG NAI"], "Trường Đại học Đồng Nai"),
        (["VIỆN KIỂM SÁT NHÂN DÂN", "TỐI CAO"], "Viện kiểm sát nhân dân tối cao"),
        (["CHÍNH PHỦ"], "Chính phủ"),
        (["BỘ NỘI VỤ"], "Bộ Nội vụ"),
        (["UBND THÀNH PHỐ HÀ NỘI", "SỞ LAO ĐỘNG - THƯƠNG BINH", "VÀ XÃ HỘI"],
         "Sở Lao động - Thương binh và Xã hội thành phố Hà Nội"),
        (["BỘ GIÁO DỤC VÀ ĐÀO TẠO"], "Bộ Giáo dục và Đào tạo"),
        (["UBND TỈNH LÀO CAI", "VĂN PHÒNG"], "Văn phòng Ủy ban nhân dân tỉnh Lào Cai"),
        (["HUYỆN YÊN SƠN", "ỦY BAN NHÂN DÂN XÃ", "KIM PHÚ"], "Ủy ban nhân dân xã Kim Phú"),
        (["UBND QUẬN 1", "TRƯỜNG THCS LÊ QUÝ ĐÔN"], "Trường THCS Lê Quý Đôn"),
        (["UBND TỈNH KIÊN GIANG", "SỞ LAO ĐỘNG - TB&XH"],
         "Sở Lao động - Thương binh và Xã hội tỉnh Kiên Giang"),
        (["SỞ Y TẾ KIÊN GIANG", "TRUNG TÂM Y TẾ HUYỆN AN BIÊN"], "Trung tâm Y tế huyện An Biên"),
        (["HỘI ĐỒNG NHÂN DÂN", "HUYỆN CHIÊM HÓA"], "Hội đồng nhân dân huyện Chiêm Hóa"),
    ],
)  # fmt: skip
def test_the_issuer_is_written_out(lines: list[str], name: str) -> None:
    read, _ = issuer_name(lines)

    assert read == name


BIRTH = [
    centred(200, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    centred(330, "GIẤY KHAI SINH"),
    (1150, 400, "Số: 45/2019"),
    (180, 480, "Họ, chữ đệm, tên: ĐỖ MINH KHÔI"),
    (180, 540, "Ngày, tháng, năm sinh: 05/3/2019"),
    (180, 600, "Ghi bằng chữ: Ngày năm tháng ba năm hai nghìn không trăm mười chín"),
    (180, 660, "Giới tính: Nam"),
    (620, 660, "Dân tộc: Tày"),
    (1050, 660, "Quốc tịch: Việt Nam"),
    (180, 720, "Nơi sinh: Trạm y tế xã Tân Trào, huyện Sơn Dương,"),
    (180, 762, "tỉnh Tuyên Quang"),
    (180, 840, "Số định danh cá nhân: 008219001234"),
    (180, 900, "Họ, chữ đệm, tên người mẹ: LÝ THỊ HOA"),
    (180, 960, "Năm sinh: 1994"),
    (620, 960, "Dân tộc: Dao"),
    (180, 1080, "Họ, chữ đệm, tên người cha: ĐỖ VĂN QUÝ"),
    (180, 1140, "Năm sinh: 1990"),
    (620, 1140, "Dân tộc: Tày"),
    (180, 1300, "Ngày, tháng, năm đăng ký: ngày 12 tháng 3 năm 2019"),
]


def test_a_birth_certificate_is_read_by_its_labels() -> None:
    document = understand([reading(BIRTH)])

    read = values(document)
    assert document.kind == "khai_sinh"
    assert read["so"] == "45/2019"
    assert read["ho_ten"] == "ĐỖ MINH KHÔI"
    assert read["ngay_sinh"] == "2019-03-05"
    assert read["gioi_tinh"] == "Nam"
    assert (read["dan_toc"], read["dan_toc_me"], read["dan_toc_cha"]) == ("Tày", "Dao", "Tày")
    assert read["quoc_tich"] == "Việt Nam"
    assert read["noi_sinh"] == "Trạm y tế xã Tân Trào, huyện Sơn Dương, tỉnh Tuyên Quang"
    assert read["so_dinh_danh"] == "008219001234"
    assert (read["ho_ten_me"], read["nam_sinh_me"]) == ("LÝ THỊ HOA", "1994")
    assert (read["ho_ten_cha"], read["nam_sinh_cha"]) == ("ĐỖ VĂN QUÝ", "1990")
    assert read["ngay_dang_ky"] == "2019-03-12"
    assert read["que_quan"] is None


def test_labels_without_their_marks_are_still_found() -> None:
    misread = [
        (left, top, text.replace("đệm", "đêm").replace("Ngày", "Ngảy").replace("Giới", "Giơi"))
        for left, top, text in BIRTH
    ]

    read = values(understand([reading(misread)]))

    assert read["ho_ten"] == "ĐỖ MINH KHÔI"
    assert read["gioi_tinh"] == "Nam"


def test_facts_that_contradict_each_other_are_doubted_and_never_changed() -> None:
    sound = understand([reading(BIRTH)])
    wrong = [(left, top, text.replace("008219001234", "008185001234")) for left, top, text in BIRTH]

    doubted = understand([reading(wrong)])

    assert field(doubted, "so_dinh_danh").value == "008185001234"
    assert field(doubted, "so_dinh_danh").confidence < 0.5 < field(sound, "so_dinh_danh").confidence
    assert field(sound, "ngay_sinh").confidence > 0.97


def test_the_two_columns_of_a_marriage_certificate_stay_apart() -> None:
    paper = [
        centred(330, "GIẤY CHỨNG NHẬN KẾT HÔN"),
        (150, 480, "Họ, chữ đệm, tên vợ: LÝ THỊ HOA"),
        (860, 480, "Họ, chữ đệm, tên chồng: ĐỖ VĂN QUÝ"),
        (150, 540, "Ngày, tháng, năm sinh: 02/9/1994"),
        (860, 540, "Ngày, tháng, năm sinh: 11/12/1990"),
        (150, 600, "Dân tộc: Dao"),
        (860, 600, "Dân tộc: Tày"),
        (150, 900, "Ngày, tháng, năm đăng ký: 14/02/2016"),
    ]

    read = values(understand([reading(paper)]))

    assert (read["ho_ten_vo"], read["ho_ten_chong"]) == ("LÝ THỊ HOA", "ĐỖ VĂN QUÝ")
    assert (read["ngay_sinh_vo"], read["ngay_sinh_chong"]) == ("1994-09-02", "1990-12-11")
    assert (read["dan_toc_vo"], read["dan_toc_chong"]) == ("Dao", "Tày")


CARD = [
    centred(200, "CĂN CƯỚC CÔNG DÂN"),
    (500, 300, "Số / No.: 008085001234"),
    (500, 360, "Họ và tên / Full name:"),
    (500, 402, "NGUYỄN VĂN AN"),
    (500, 460, "Ngày sinh / Date of birth: 15/03/1985"),
    (500, 520, "Giới tính / Sex: Nam"),
]
QR = "008085001234|070123456|NGUYỄN VĂN AN|15031985|Nam|Thôn 3, Xã Tân Trào, Huyện Sơn Dương, Tuyên Quang|12052021"


def test_a_card_is_read_by_its_code_first() -> None:
    document = understand([reading(CARD)], [QR])

    read = values(document)
    assert document.kind == "can_cuoc"
    assert (read["so_dinh_danh"], read["so_cmnd"], read["ho_ten"]) == ("008085001234", "070123456", "NGUYỄN VĂN AN")
    assert (read["ngay_sinh"], read["gioi_tinh"], read["ngay_cap"]) == ("1985-03-15", "Nam", "2021-05-12")
    assert field(document, "ho_ten").how == "qr"
    assert field(document, "ho_ten").box is not None


def test_a_card_without_a_code_is_read_by_its_print() -> None:
    document = understand([reading(CARD)])

    read = values(document)
    assert document.kind == "can_cuoc"
    assert (read["so_dinh_danh"], read["ho_ten"], read["ngay_sinh"]) == ("008085001234", "NGUYỄN VĂN AN", "1985-03-15")
    assert field(document, "so_dinh_danh").how == "label"


@pytest.mark.parametrize(
    ("heading", "more", "kind"),
    [
        ("TRÍCH LỤC KHAI TỬ", "Nơi chết: tại nhà", "khai_tu"),
        ("TRÍCH LỤC CẢI CHÍNH HỘ TỊCH", "Số: 12/TLCC", "trich_luc"),
        ("GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "Số: 3/UBND-XNTTHN", "tinh_trang_hon_nhan"),
        ("GIẤY CHỨNG MINH NHÂN DÂN", "Số: 070123456", "cmnd"),
        ("SỔ HỘ KHẨU", "Họ và tên chủ hộ: Lý Văn A", "so_ho_khau"),
        ("BẰNG TỐT NGHIỆP TRUNG HỌC PHỔ THÔNG", "Cấp cho: Lý Văn A", "bang_cap"),
        ("GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT", "BK 123456", "qsdd"),
        ("ĐƠN XIN XÁC NHẬN", "Kính gửi: Ủy ban nhân dân xã", "don_to_khai"),
        ("TỜ KHAI ĐĂNG KÝ KHAI SINH", "Kính gửi: Ủy ban nhân dân xã", "don_to_khai"),
        ("HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT", "Bên chuyển nhượng: Lý Văn A", "hop_dong"),
        ("GIẤY ỦY QUYỀN", "Bên ủy quyền: Lý Văn A", "uy_quyen"),
        ("TRICH LUC KHAI TU", "Nơi chết: tại nhà", "khai_tu"),
    ],
)
def test_each_kind_is_known_by_its_heading(heading: str, more: str, kind: str) -> None:
    paper = [centred(200, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), centred(330, heading), (180, 480, more)]

    document = understand([reading(paper)])

    assert document.kind == kind
    assert document.confidence > 0.8


def test_a_decision_about_birth_certificates_is_a_decision() -> None:
    paper = official(
        ["UBND XÃ TÂN TRÀO"],
        "Số: 9/QĐ-UBND",
        "Tân Trào, ngày 01 tháng 12 năm 2025",
        [centred(480, "QUYẾT ĐỊNH"), centred(530, "Về việc thu hồi giấy khai sinh cấp sai quy định")],
    )

    assert understand([reading(paper)]).kind == "van_ban_hanh_chinh"


def test_a_page_of_nothing_known_has_no_kind() -> None:
    document = understand([reading([(200, 300, "một vài dòng chữ"), (200, 360, "không có tiêu đề")])])

    assert document.kind is None
    assert document.fields == ()


def test_a_person_may_say_the_kind() -> None:
    assert understand([reading(BIRTH)], kind="trich_luc").kind == "trich_luc"


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_mark_of_secrecy_on_its_own_stops_the_work(mark: str) -> None:
    document = understand([reading([*DECISION, (250, 430, mark)])])

    assert document.secrecy == mark


def test_the_word_in_prose_is_no_mark_of_secrecy() -> None:
    paper = [
        *DECISION,
        (200, 900, "Bảo vệ bí mật nhà nước ở mức MẬT theo quy định"),
        (200, 950, "thiết bị lưu khóa bí mật"),
    ]

    assert understand([reading(paper)]).secrecy is None


def test_the_stamp_of_a_certified_copy_is_not_read_as_the_paper() -> None:
    stamp = [
        (150, 1900, "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH"),
        (150, 1945, "Số chứng thực: 777 quyển số: 01/2024-SCT/BS"),
        (150, 1990, "Ngày, tháng, năm sinh: 09/9/2024"),
    ]
    without_birthday = [one for one in BIRTH if "năm sinh" not in one[2].lower()]

    document = understand([reading(without_birthday + stamp)])

    assert document.copy_mark
    assert values(document)["ngay_sinh"] is None
    assert values(document)["so"] == "45/2019"


def test_every_kind_has_what_the_screen_needs() -> None:
    assert len(kinds()) >= 14
    for kind in kinds().values():
        assert kind.ten
        assert kind.title
        assert kind.headings or kind.starts or kind.reader == "official"
        names = [spec.name for spec in kind.fields]
        assert len(names) == len(set(names))
        for spec in kind.fields:
            assert spec.label
            assert spec.label_en
            assert spec.type in PARSERS or spec.type in FREE_TYPES
            assert spec.after in {"", *names}
            assert spec.words_of in {"", *names}


def test_listing_the_kinds_wakes_no_heavy_library() -> None:
    heavy = "{'cv2', 'numpy', 'pikepdf', 'PIL', 'rapidfuzz', 'tesserocr', 'pypdfium2'}"
    code = f"import sys, ocr.page, ocr.errors, ocr.kinds; ocr.kinds.kinds(); print({heavy} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ngày 05 tháng 3 năm 1987", "1987-03-05"),
        ("Hà Nội, ngày 08 tháng 12 năm 2019", "2019-12-08"),
        ("05/3/1987", "1987-03-05"),
        ("5 - 3 - 1987", "1987-03-05"),
        ("05.03.1987", "1987-03-05"),
        ("3/1987", "1987-03"),
        ("sinh năm 1948", "1948"),
        ("31/02/1987", None),
        ("không rõ", None),
    ],
)
def test_dates_are_read_as_papers_write_them(text: str, day: str | None) -> None:
    assert parse_date(text)[0] == day


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("năm", 5),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("ba mươi", 30),
        ("một nghìn chín trăm tám mươi bảy", 1987),
        ("hai nghìn không trăm linh năm", 2005),
        ("hai ngàn không trăm mười chín", 2019),
        ("xanh", None),
    ],
)
def test_numbers_in_words_are_read(words: str, number: int | None) -> None:
    assert words_number(words) == number


def test_a_date_in_words_is_a_day() -> None:
    text = "Ngày hai mươi tám, tháng tư, năm một nghìn chín trăm chín mươi chín"

    assert date_in_words(text) == "1999-04-28"


def test_numbers_and_names_keep_what_stands_on_the_paper() -> None:
    assert parse_id("Số 008 085 001 234 cấp")[0] == "008085001234"
    assert parse_id("12345")[0] is None
    assert parse_name("....Hoà Thị Thuý Ngân, sinh năm")[0] == "Hoà Thị Thuý Ngân"
    assert parse_area("1.250,5 m2")[0] == "1250.5"
