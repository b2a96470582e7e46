"""A dossier in the field names of the provincial systems (`HoSoDongBoDVC`), for the package's `ho-so.json`.

What this office does not know stays empty: official codes are given by the provincial system and never minted here.
The three flags of a component are set from linked papers alone, never by hand (docs/law.md#portal-fields).
"""

from datetime import datetime
from typing import Final

from desk.model.certification import CertifiedCopy
from desk.model.deadline import VIETNAM
from desk.model.values import Json
from desk.text import phrase
from desk.work.leaving import CERTIFYING, Contents, Entry, Leaving
from desk.work.office import OfficeFacts

IN_PERSON: Final = 1
"""KenhThucHien: 1 in person (trực tiếp), 2 online, 3 by post."""

IDENTITY_CARD, OLD_IDENTITY_CARD = 1, 2
"""LoaiDinhDanh: 1 CCCD, 2 CMND."""

NOT_REUSED, REUSED, REUSED_RESULT = 0, 1, 2
"""DuocTaiSuDung: not, a paper used again, the result of another dossier used again."""


def dossier_fields(contents: Contents, facts: OfficeFacts, digests: dict[str, str]) -> dict[str, Json]:
    """Return the dossier in the portal's fields; under "SaoY" what has no field there.

    Args:
        contents: What leaves.
        facts: The office it leaves from.
        digests: SHA-256 of the papers' files by their names in the package.
    """
    return {
        **_top(contents, facts),
        "HoSoCoThanhPhanSoHoa": int(any(paper.reuse is None for paper in contents.papers)),
        "TaiKhoanDuocXacThucVoiVNeID": 0,
        "DuocThanhToanTrucTuyen": 0,
        "DSKetNoiCSDL": [],
        "TaiLieuNop": [_submitted(paper) for paper in contents.papers if paper.true is None],
        "DanhSachGiayToKetQua": [_result(p) for p in contents.papers if _is_result(contents, p)],
        "DanhSachLePhi": [_fee(entry) for entry in contents.entries],
        "DanhSachTepDinhKemKhac": [],
        "DanhSachHoSoBoSung": [],
        "SaoY": _ours(contents, facts, digests),
    }


def _top(contents: Contents, facts: OfficeFacts) -> dict[str, Json]:
    dossier, citizen = contents.dossier, contents.citizen
    number = citizen.personal_id.number if citizen.personal_id else ""
    identities: list[Json] = []
    if number:
        identities.append({"LoaiDinhDanh": IDENTITY_CARD, "SoDinhDanh": number})
    if citizen.old_id:
        identities.append({"LoaiDinhDanh": OLD_IDENTITY_CARD, "SoDinhDanh": citizen.old_id})
    return {
        "MaHoSo": "",
        "MaTTHC": dossier.procedure.code,
        "TenTTHC": dossier.procedure.name,
        "MaLinhVuc": "",
        "TenLinhVuc": dossier.procedure.group,
        "KenhThucHien": IN_PERSON,
        "ChuHoSo": citizen.name,
        "LoaiDoiTuong": "",
        "MaDoiTuong": "",
        "SoGiayToChuHoSo": number or citizen.old_id or "",
        "DinhDanhCHS": identities,
        "Email": "",
        "Fax": "",
        "SoDienThoai": citizen.phone or "",
        "TrichYeuHoSo": dossier.procedure.name,
        "NgayNopHoSo": moment(dossier.opened_at),
        "NgayTiepNhan": moment(dossier.opened_at),
        "NgayHenTra": moment(dossier.due_at),
        "NgayKetThucXuLy": moment(dossier.handed_over_at),
        "NgayTra": moment(dossier.handed_over_at),
        "NgayTuChoi": "",
        "TrangThaiHoSo": int(dossier.state),
        "ThongTinTra": "",
        "HinhThuc": "",
        "DonViXuLy": facts.authority,
        "GhiChu": "",
        "NoiNopHoSo": facts.centre,
    }


def _submitted(paper: Leaving) -> Json:
    return {
        "TepDinhKemId": str(paper.document.id),
        "TenTepDinhKem": paper.name,
        "IsDeleted": False,
        "MaThanhPhanHoSo": _place(paper),
        "DuongDanTaiTepTin": paper.name,
        "DuocSoHoa": int(paper.reuse is None),
        "DuocTaiSuDung": _reused(paper),
        "DuocLayTuKhoDMQG": 0,
        "MaKetQuaThayThe": called(paper.copy) if _reused(paper) == REUSED_RESULT and paper.copy is not None else "",
    }


def _reused(paper: Leaving) -> int:
    if paper.reuse is None:
        return NOT_REUSED
    return REUSED_RESULT if paper.copy is not None else REUSED


def _is_result(contents: Contents, paper: Leaving) -> bool:
    """Tell whether a paper is the result of this dossier.

    Only certification gives certified copies as its result; counting them as the result of another procedure would
    make a false figure of electronic results.
    """
    return paper.copy is not None and paper.reuse is None and contents.dossier.procedure.kind == CERTIFYING


def _result(paper: Leaving) -> Json:
    return {
        "TenGiayTo": paper.title,
        "MaThanhPhanHoSo": _place(paper),
        "GiayToId": called(paper.copy) if paper.copy is not None else "",
        "DuongDanTepTinKetQua": paper.name,
        "MaGiayToKetQua": "",
    }


def _fee(entry: Entry) -> Json:
    return {
        "TenPhiLePhi": phrase("package.fee", number=entry.number, book=entry.book),
        "MaPhiLePhi": "",
        "HinhThucThu": "",
        "Gia": entry.copy.fee,
        "LoaiPhiLePhi": "",
    }


def _ours(contents: Contents, facts: OfficeFacts, digests: dict[str, str]) -> dict[str, Json]:
    files: list[Json] = [_file(paper, digests[paper.name]) for paper in contents.papers]
    return {
        "MaHoSoTam": contents.dossier.code,
        "MaDonVi": facts.code,
        "DienTap": facts.rehearsal,
        "NguoiNop": contents.dossier.submitter or contents.citizen.name,
        "PhienBanDanhMuc": contents.dossier.catalogue,
        "TepTin": files,
    }


def _file(paper: Leaving, digest: str) -> dict[str, Json]:
    kept = {"TepTin": paper.name, "TenGiayTo": paper.title, "LoaiGiayTo": paper.document.kind or ""}
    shape: dict[str, Json] = {**kept, "SoTrang": paper.pages, "SHA256": digest}
    if paper.entry is not None:
        copy = paper.entry.copy
        shape["ChungThuc"] = {
            "So": paper.entry.number, "Quyen": paper.entry.book, "Nam": copy.year, "Ngay": moment(copy.certified_at),
            "NguoiChungThuc": copy.officer, "MucChuKy": copy.level.value if copy.level is not None else "",
        }
    if paper.true is not None:
        shape["SaoVanBan"] = {
            "Loai": paper.true.copy.kind.value, "So": paper.true.number, "Quyen": paper.true.book,
            "Nam": paper.true.copy.year, "Ngay": moment(paper.true.copy.certified_at),
        }
    elif paper.signed is not None and paper.made is None:
        shape["CanBoDaKy"] = True
    if paper.reuse is not None:
        shape["TaiSuDung"] = {
            "TuHoSo": paper.document.dossier, "Ngay": moment(paper.reuse.at), "QuyTac": paper.reuse.rules,
        }
    return shape


def called(copy: CertifiedCopy) -> str:
    """Return how an entry of the register is called in one word, such as "12/2026-SCTĐT/BS"."""
    return f"{copy.number}/{copy.year}-{copy.book}"


def _place(paper: Leaving) -> str:
    return str(paper.component.place) if paper.component is not None else ""


def moment(at: datetime | None) -> str:
    """Return an instant as the portal writes it, `dd/MM/yyyy HH:mm:ss` in Vietnam time; "" for none."""
    return at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S") if at is not None else ""
