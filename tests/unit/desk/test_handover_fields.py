"""What the package tells machines and people: the portal's field names, and the list on top."""

import io
import json
import re
import unicodedata
import zipfile
from typing import Any

import pypdfium2 as pdfium
import zxingcpp
from pypdf import PdfReader

from desk.ports import Desk
from desk.work.handover import COVER, FIELDS, hand_over, package
from tests.fakes.leaving import COPYING, Leaver


def inside(desk: Desk, fill: Leaver, code: str, *, close: bool = False) -> dict[str, bytes]:
    """Pack a dossier and return the files of the package."""
    out = desk.home.parent / "out.zip"
    (hand_over if close else package)(desk, fill.who, code, out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def fields(desk: Desk, fill: Leaver, code: str, *, close: bool = False) -> Any:  # noqa: ANN401 -- JSON
    return json.loads(inside(desk, fill, code, close=close)[FIELDS])


def test_the_data_carries_every_field_the_portals_exchange(desk: Desk, fill: Leaver) -> None:
    code = fill.dossier()
    fill.paper(code, place=2)

    told = fields(desk, fill, code)

    assert set(told) - {"SaoY"} == {
        "MaHoSo", "MaTTHC", "TenTTHC", "MaLinhVuc", "TenLinhVuc", "KenhThucHien", "ChuHoSo", "LoaiDoiTuong",
        "MaDoiTuong", "SoGiayToChuHoSo", "DinhDanhCHS", "Email", "Fax", "SoDienThoai", "TrichYeuHoSo", "NgayNopHoSo",
        "NgayTiepNhan", "NgayHenTra", "NgayKetThucXuLy", "NgayTra", "NgayTuChoi", "TrangThaiHoSo", "ThongTinTra",
        "HinhThuc", "DonViXuLy", "GhiChu", "NoiNopHoSo", "HoSoCoThanhPhanSoHoa", "TaiKhoanDuocXacThucVoiVNeID",
        "DuocThanhToanTrucTuyen", "DSKetNoiCSDL", "TaiLieuNop", "DanhSachGiayToKetQua", "DanhSachLePhi",
        "DanhSachTepDinhKemKhac", "DanhSachHoSoBoSung",
    }
    assert told["MaTTHC"] == "1.001776"
    assert told["DinhDanhCHS"] == [
        {"LoaiDinhDanh": 1, "SoDinhDanh": "008187004215"}, {"LoaiDinhDanh": 2, "SoDinhDanh": "095012345"},
    ]  # fmt: skip


def test_the_official_code_is_left_to_the_provincial_system(desk: Desk, fill: Leaver) -> None:
    code = fill.dossier()
    fill.paper(code)

    told = fields(desk, fill, code)

    assert told["MaHoSo"] == ""
    assert told["SaoY"]["MaHoSoTam"] == code


def test_times_are_told_as_the_portal_reads_them_in_vietnam_time(desk: Desk, fill: Leaver) -> None:
    code = fill.dossier()
    fill.paper(code)

    told = fields(desk, fill, code)

    assert told["NgayTiepNhan"] == "24/11/2026 08:14:00"
    assert told["NgayHenTra"] == "03/12/2026 08:14:00"
    assert (told["NgayTra"], told["TrangThaiHoSo"]) == ("", 2)


def test_a_dossier_handed_over_is_told_as_handed_over(desk: Desk, fill: Leaver) -> None:
    code = fill.dossier()
    fill.paper(code)

    told = fields(desk, fill, code, close=True)

    assert (told["NgayTra"], told["TrangThaiHoSo"]) == ("24/11/2026 08:14:00", 10)


def test_a_paper_taken_in_here_counts_as_digitised_and_its_file_is_in_the_package(desk: Desk, fill: Leaver) -> None:
    code = fill.dossier()
    paper = fill.paper(code, place=2)

    files = inside(desk, fill, code)
    told = json.loads(files[FIELDS])
    (submitted,) = told["TaiLieuNop"]

    assert submitted == {
        "TepDinhKemId": str(paper.id), "TenTepDinhKem": "01-giay-khai-sinh.pdf", "IsDeleted": False,
        "MaThanhPhanHoSo": "2", "DuongDanTaiTepTin": "01-giay-khai-sinh.pdf", "DuocSoHoa": 1, "DuocTaiSuDung": 0,
        "DuocLayTuKhoDMQG": 0, "MaKetQuaThayThe": "",
    }  # fmt: skip
    assert files[submitted["DuongDanTaiTepTin"]] == desk.store.get(paper.pdf or "")
    assert told["HoSoCoThanhPhanSoHoa"] == 1


def test_reuse_is_told_only_of_papers_that_a_recorded_reuse_links(desk: Desk, fill: Leaver) -> None:
    old, code = fill.dossier("TAM-261101-0001"), fill.dossier()
    plain, certified = fill.paper(old), fill.paper(old)
    fill.copy(certified)
    fill.reuse(plain, code, 2)
    fill.reuse(certified, code, 3, "fits-certified")
    fill.paper(code, place=1)

    told = fields(desk, fill, code)

    assert [paper["DuocTaiSuDung"] for paper in told["TaiLieuNop"]] == [0, 1, 2]
    assert [paper["DuocSoHoa"] for paper in told["TaiLieuNop"]] == [1, 0, 0]
    assert [paper["MaKetQuaThayThe"] for paper in told["TaiLieuNop"]] == ["", "", "1/2026-SCTĐT/BS"]
    assert [paper.get("TaiSuDung", {}).get("TuHoSo") for paper in told["SaoY"]["TepTin"]] == [None, old, old]


def test_certified_copies_are_results_of_a_dossier_of_certification_alone(desk: Desk, fill: Leaver) -> None:
    copying, other = fill.dossier(procedure=COPYING), fill.dossier("TAM-261124-0002")
    fill.copy(fill.paper(copying, place=1))
    fill.copy(fill.paper(other, place=2))

    results = fields(desk, fill, copying)["DanhSachGiayToKetQua"]

    assert results == [
        {
            "TenGiayTo": "Giấy khai sinh", "MaThanhPhanHoSo": "1", "GiayToId": "1/2026-SCTĐT/BS",
            "DuongDanTepTinKetQua": "01-giay-khai-sinh-chung-thuc-so-1.pdf", "MaGiayToKetQua": "",
        }
    ]
    assert fields(desk, fill, other)["DanhSachGiayToKetQua"] == []


def test_fees_of_the_copies_made_here_are_listed_void_ones_not(desk: Desk, fill: Leaver) -> None:
    old, code = fill.dossier("TAM-261101-0001"), fill.dossier()
    held = fill.paper(old)
    fill.copy(held)
    fill.reuse(held, code, 2, "fits-certified")
    paper = fill.paper(code)
    fill.void(fill.copy(paper))
    fill.copy(paper)

    (fee,) = fields(desk, fill, code)["DanhSachLePhi"]

    assert fee["Gia"] == 2000
    assert "số 3/ĐT, quyển số 01/2026-SCTĐT/BS" in fee["TenPhiLePhi"]


def text_of(pdf: bytes) -> str:
    pages = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(unicodedata.normalize("NFC", pages).split())


def test_the_list_on_top_tells_people_what_is_inside_and_how_to_check_it(desk: Desk, fill: Leaver) -> None:
    old, code = fill.dossier("TAM-261101-0001"), fill.dossier()
    held = fill.paper(old, "Giấy chứng nhận kết hôn")
    fill.copy(held)
    fill.reuse(held, code, 2, "fits-certified")
    fill.copy(fill.paper(code, place=1))

    files = inside(desk, fill, code)
    text = text_of(files[COVER])

    assert "Nông Thị Hạnh" in text
    assert "số 1/ĐT, quyển số 01/2026-SCTĐT/BS, dùng lại từ hồ sơ TAM-261101-0001" in text
    assert "số 2/ĐT, quyển số 01/2026-SCTĐT/BS" in text
    assert "Phí chứng thực: 2.000 đồng" in text
    assert "cả hai chữ ký phải hợp lệ" in text
    assert all(name in re.sub(r"- ", "-", text) for name in files if name != COVER)


def test_the_list_of_plain_scans_does_not_speak_of_signatures(desk: Desk, fill: Leaver) -> None:
    code = fill.dossier()
    fill.paper(code)

    text = text_of(inside(desk, fill, code)[COVER])

    assert "chữ ký" not in text
    assert "DIỄN TẬP" not in text


def test_the_list_carries_the_code_of_the_dossier_for_a_reader_of_codes(desk: Desk, fill: Leaver) -> None:
    code = fill.dossier()
    fill.paper(code)

    document = pdfium.PdfDocument(inside(desk, fill, code)[COVER])
    try:
        picture = document[0].render(scale=150 / 72).to_pil()
    finally:
        document.close()

    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [code]


def test_a_long_list_runs_over_several_pages_and_loses_no_paper(desk: Desk, fill: Leaver) -> None:
    code = fill.dossier()
    for number in range(60):
        fill.paper(code, f"Giấy tờ thứ {number} của người nộp hồ sơ, tên dài để xuống dòng")

    files = inside(desk, fill, code)
    reader = PdfReader(io.BytesIO(files[COVER]))

    assert len(reader.pages) > 1
    assert all(f"Giấy tờ thứ {number} của" in text_of(files[COVER]) for number in range(60))
