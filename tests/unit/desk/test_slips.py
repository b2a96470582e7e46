"""The slips a citizen takes home: their lines, their code, their font, and that nothing is lost on long ones."""

import io
import json
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from desk.model.deadline import due
from desk.model.dossier import Dossier
from desk.model.people import Citizen
from desk.model.procedure import Component, Need, Procedure
from desk.model.values import PersonalId
from desk.papers.forms import dated
from desk.papers.notices import NoticeData, refusal_pdf, supplement_pdf
from desk.papers.receipt import ReceiptData, receipt_pdf
from desk.work.catalogue import load_pack
from desk.work.packs import load_calendar
from tests.fakes.printed import text_of

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "bad-inputs"
BIRTH = next(p for p in load_pack().procedures if p.code == "1.001193")
NOW = datetime(2026, 11, 23, 2, 4, tzinfo=UTC)
CITIZEN = Citizen(
    "Nông Thị Hạnh", PersonalId("008187000421"), residence="Thôn Nà Tông, xã Minh Thanh", phone="0912000111"
)
DOSSIER = Dossier("TAM-261123-0007", 1, BIRTH, "v", NOW, 1, due_at=due(NOW, 0, load_calendar()))
DATA = ReceiptData(DOSSIER, CITIZEN, "UBND XÃ NÀ HANG", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "Nà Hang", "Ma Văn Thuận")


def codes_of(pdf: bytes) -> list[str]:
    document = pdfium.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=150 / 72).to_pil()
    finally:
        document.close()
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def test_the_receipt_carries_the_lines_of_the_form_in_their_order() -> None:
    text = text_of(receipt_pdf(DATA))

    lines = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Nà Hang, ngày 23 tháng 11 năm 2026",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mã hồ sơ: TAM-261123-0007",
        "Trung tâm Phục vụ hành chính công/Bộ phận Tiếp nhận và Trả kết quả",
        "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức: Nông Thị Hạnh", "Số định danh cá nhân/tổ chức: 008 187 000 421",
        "Địa chỉ: Thôn Nà Tông, xã Minh Thanh", "Số điện thoại: 0912000111 Email:",
        "(Trường hợp ủy quyền thì cung cấp thêm thông tin", "Nội dung yêu cầu giải quyết: Đăng ký khai sinh",
        "Thành phần hồ sơ nộp gồm:", "Số lượng hồ sơ: 01 (bộ)",
        "Thời gian giải quyết hồ sơ theo quy định là: trong ngày làm việc",
        "Thời gian nhận hồ sơ: 09 giờ 04 phút, ngày 23 tháng 11 năm 2026",
        "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 23 tháng 11 năm 2026",
        "Đăng ký nhận kết quả tại:", "Vào Sổ theo dõi hồ sơ, Quyển số", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Ma Văn Thuận",
    ]
    places = [text.find(line) for line in lines]
    assert -1 not in places, [line for line, place in zip(lines, places, strict=True) if place < 0]
    assert places == sorted(places)
    assert all(part.name.split(" (")[0] in text for part in BIRTH.components)


def test_the_qr_of_a_receipt_gives_the_dossiers_code() -> None:
    assert codes_of(receipt_pdf(DATA)) == ["TAM-261123-0007"]
    assert codes_of(receipt_pdf(replace(DATA, rehearsal=True))) == ["TAM-261123-0007"]


def test_days_below_ten_and_the_first_two_months_are_written_with_a_zero() -> None:
    early = replace(DOSSIER, opened_at=datetime(2027, 2, 3, 1, 5, tzinfo=UTC))

    text = text_of(receipt_pdf(replace(DATA, dossier=early)))

    assert "ngày 03 tháng 02 năm 2027" in text
    assert "08 giờ 05 phút" in text


def test_the_minute_of_fifteen_hours_is_written_to_the_second() -> None:
    struck, later = (datetime(2026, 11, 23, 8, 0, second, tzinfo=UTC) for second in (0, 30))

    assert dated("moment", struck).startswith("15 giờ 00 phút, ngày 23")
    assert dated("moment", later).startswith("15 giờ 00 phút 30 giây, ngày 23")


def test_an_unknown_period_leaves_room_to_write_it_by_hand() -> None:
    unknown = replace(DOSSIER, procedure=replace(BIRTH, days=None, days_note=None), due_at=None)

    text = text_of(receipt_pdf(replace(DATA, dossier=unknown)))

    assert "Thời gian giải quyết hồ sơ theo quy định là: ……… ngày" in text
    assert "Thời gian trả kết quả giải quyết hồ sơ: …… giờ …… phút, ngày …… tháng …… năm ……" in text


def test_only_a_rehearsal_is_marked_so_and_on_every_page() -> None:
    long = replace(BIRTH, components=tuple(Component(n, "Giấy tờ " * 40, Need.HAND_IN) for n in range(1, 13)))
    data = replace(DATA, dossier=replace(DOSSIER, procedure=long), rehearsal=True)
    reader = PdfReader(io.BytesIO(receipt_pdf(data)))

    assert len(reader.pages) > 1
    assert all("DIỄN TẬP" in unicodedata.normalize("NFC", page.extract_text()) for page in reader.pages)
    assert "DIỄN TẬP" not in text_of(receipt_pdf(DATA))


def test_every_font_is_embedded_and_the_same_data_gives_the_same_bytes() -> None:
    pdf = receipt_pdf(DATA)

    assert pdf == receipt_pdf(DATA)
    for page in PdfReader(io.BytesIO(pdf)).pages:
        resources = page["/Resources"].get_object()
        used = [font.get_object() for font in resources["/Font"].values()]
        names = {str(font["/BaseFont"]) for font in used if "/FontDescriptor" in font}
        assert any("LiberationSerif" in name for name in names)
        assert all("/FontFile2" in font["/FontDescriptor"] for font in used if "/FontDescriptor" in font)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from(["Giấy xác nhận", "Bản sao", "Đơn đề nghị " * 12, "Quyết định " * 30]), max_size=14),
    st.sampled_from([None, 0, 3, 15]),
)
def test_no_component_is_lost_however_many_and_long(names: list[str], days: int | None) -> None:
    parts = tuple(Component(n, f"{name.strip()} số {n}", Need.HAND_IN) for n, name in enumerate(names, 1))
    procedure = Procedure("1.000001", "Thủ tục " * 20, "", parts, days=days)
    printed = text_of(receipt_pdf(replace(DATA, dossier=replace(DOSSIER, procedure=procedure, due_at=None))))
    text = re.sub(rf" ?{DOSSIER.code} · trang \d+/\d+ ?", " ", printed)  # a name may run on over the foot of a page

    assert all(part.name in text for part in parts)
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in text


@pytest.mark.parametrize("rank", range(0, 24, 3))
def test_hostile_names_and_addresses_are_printed_as_they_are(rank: int) -> None:
    tricks = json.loads((SAMPLES / "text" / "hostile-fields.json").read_text("utf-8"))[rank : rank + 3]
    for trick in tricks:
        citizen = replace(CITIZEN, name=f"A {trick}", residence=trick)
        pdf = receipt_pdf(replace(DATA, citizen=citizen))

        assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in text_of(pdf)
        assert b"/URI" not in pdf
        assert b"/JavaScript" not in pdf


def test_the_supplement_and_the_refusal_say_what_is_missing_and_why() -> None:
    notice = NoticeData(DOSSIER, CITIZEN, DATA.authority, DATA.centre, DATA.commune, "Ma Văn Thuận", NOW, "0207000111")

    more = text_of(supplement_pdf(notice, ["Bản chính Giấy chứng sinh", "Văn bản ủy quyền"], "Hồ sơ chưa đủ."))
    refused = text_of(refusal_pdf(notice, "Không thuộc thẩm quyền."))

    assert "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ" in more
    assert "1. Bản chính Giấy chứng sinh 2. Văn bản ủy quyền Lý do: Hồ sơ chưa đủ." in more
    assert "liên hệ với Ma Văn Thuận số điện thoại 0207000111" in more
    assert "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ" in refused
    assert "với lý do cụ thể như sau: Không thuộc thẩm quyền." in refused
