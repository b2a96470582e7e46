"""Say the lines of the journal in the office's words."""

from PySide6.QtCore import QCoreApplication

from desk.model.events import Event, Kind
from desk.model.values import Json

_DIGEST = 64


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


def kind_words(kind: Kind) -> str:  # long: one word a kind of event, in their order
    """Say what happened."""
    words: dict[Kind, str] = {
        Kind.OFFICE_OPENED: _tr("Lập văn phòng"),
        Kind.SIGNED_IN: _tr("Vào quầy"),
        Kind.SIGN_IN_FAILED: _tr("Vào quầy không được"),
        Kind.OFFICER_ADDED: _tr("Thêm cán bộ"),
        Kind.OFFICER_CHANGED: _tr("Đổi tài khoản cán bộ"),
        Kind.SETTINGS_CHANGED: _tr("Đổi thiết đặt"),
        Kind.CATALOGUE_IMPORTED: _tr("Nạp danh mục thủ tục"),
        Kind.CITIZEN_REGISTERED: _tr("Ghi người dân mới"),
        Kind.CITIZEN_CHANGED: _tr("Sửa thông tin người dân"),
        Kind.CONSENT_GIVEN: _tr("Đồng ý giữ bản sao"),
        Kind.CONSENT_WITHDRAWN: _tr("Rút đồng ý giữ bản sao"),
        Kind.DOSSIER_OPENED: _tr("Mở hồ sơ"),
        Kind.PAPER_SHOWN: _tr("Xuất trình giấy"),
        Kind.PAPER_SHOWN_UNDONE: _tr("Bỏ đánh dấu xuất trình"),
        Kind.DOCUMENT_RECEIVED: _tr("Nhận giấy"),
        Kind.PAGE_RECEIVED: _tr("Nhận trang"),
        Kind.DOCUMENT_READ: _tr("Đọc xong giấy"),
        Kind.READING_FAILED: _tr("Đọc không được"),
        Kind.FIELDS_CONFIRMED: _tr("Kiểm và xác nhận"),
        Kind.DOCUMENT_MOVED: _tr("Chuyển mục"),
        Kind.DOCUMENT_REMOVED: _tr("Bỏ vào khay"),
        Kind.DOCUMENT_RESTORED: _tr("Lấy lại từ khay"),
        Kind.DOCUMENT_DESTROYED: _tr("Hủy ảnh có dấu mật"),
        Kind.PAGE_TURNED: _tr("Xoay trang"),
        Kind.DEED_TAKEN_BACK: _tr("Hoàn tác"),
        Kind.DEED_DONE_AGAIN: _tr("Làm lại việc đã hoàn tác"),
        Kind.PAGE_REPLACED: _tr("Quét lại một mặt"),
        Kind.PAGES_LAID: _tr("Xếp lại các mặt của giấy"),
        Kind.BATCH_OPENED: _tr("Mở đợt cuối ngày"),
        Kind.BATCH_READ: _tr("Đọc và tách xong đợt"),
        Kind.BATCH_CHANGED: _tr("Xếp lại đợt"),
        Kind.PAPERS_LOOKED_UP: _tr("Xem giấy đang giữ"),
        Kind.RESULT_REUSED: _tr("Dùng lại giấy"),
        Kind.REUSE_UNDONE: _tr("Bỏ dùng lại"),
        Kind.SEARCHED: _tr("Tra cứu"),
        Kind.SIGNER_ASSIGNED: _tr("Gán USB ký số"),
        Kind.COPY_COMPARED: _tr("Đối chiếu với bản chính"),
        Kind.COPY_NUMBERED: _tr("Giữ số chứng thực"),
        Kind.COPY_SIGNED: _tr("Cán bộ ký bản sao"),
        Kind.COPY_SEALED: _tr("Đóng dấu bản sao"),
        Kind.COPY_FINISHED: _tr("Hoàn thành bản sao"),
        Kind.COPY_RENEWED: _tr("Gia hạn lưu trữ bản sao"),
        Kind.COPY_FAILED: _tr("Ký bản sao không được"),
        Kind.COPY_VOIDED: _tr("Hủy số chứng thực"),
        Kind.CERTIFICATION_REFUSED: _tr("Từ chối chứng thực"),
        Kind.REFUSAL_TAKEN_BACK: _tr("Rút lại từ chối chứng thực"),
        Kind.CERTIFICATION_DEFERRED: _tr("Hẹn trả kết quả chứng thực"),
        Kind.TRUE_COPY_NUMBERED: _tr("Giữ số bản sao văn bản"),
        Kind.COMPONENT_SIGNED: _tr("Cán bộ ký giấy số hóa"),
        Kind.COMPONENT_RENEWED: _tr("Gia hạn lưu trữ giấy số hóa"),
        Kind.REGISTER_EXPORTED: _tr("Xuất sổ chứng thực"),
        Kind.BOOK_CLOSED: _tr("Khóa sổ chứng thực"),
        Kind.DOSSIER_PACKAGED: _tr("Đóng gói hồ sơ"),
        Kind.DOSSIER_HANDED_OVER: _tr("Trao, đóng hồ sơ"),
        Kind.BACKED_UP: _tr("Sao lưu văn phòng"),
        Kind.RESTORED: _tr("Khôi phục văn phòng"),
        Kind.MOVED_TO_SERVER: _tr("Chuyển văn phòng lên máy chủ"),
    }
    return words.get(kind, kind.value)


def subject_words(event: Event) -> str:
    """Say what the line is about; identifiers only, as the journal keeps no names of citizens."""
    what, _, which = event.subject.partition(":")
    words = {
        "dossier": _tr("Hồ sơ {which}"),
        "document": _tr("Giấy số {which}"),
        "citizen": _tr("Người dân số {which}"),
        "officer": _tr("Cán bộ số {which}"),
        "catalogue": _tr("Danh mục {which}"),
        "register": _tr("Sổ {which}"),
    }
    return words[what].format(which=which) if what in words and which else event.subject


def data_words(event: Event) -> str:
    """Write the identifiers and counts of a line: fingerprints by their first letters, lists by their count."""
    names = {
        "dossier": _tr("hồ sơ"), "citizen": _tr("người dân số"), "found": _tr("tìm thấy"), "pages": _tr("số trang"),
        "page": _tr("trang"), "fields": _tr("số trường"), "corrected": _tr("sửa"), "object": _tr("tệp"),
        "place": _tr("mục"), "paper": _tr("loại giấy"), "fault": _tr("lỗi"), "rules": _tr("quy tắc"),
        "catalogue": _tr("danh mục"), "procedure": _tr("thủ tục"), "procedures": _tr("số thủ tục"),
        "before": _tr("trước"), "after": _tr("sau"), "quarter": _tr("góc xoay"), "outcome": _tr("kết luận"),
        "reason": _tr("lý do"), "stage": _tr("bước"), "document": _tr("giấy số"), "by_hand": _tr("người chọn loại"),
        "number": _tr("số"), "book": _tr("quyển"), "year": _tr("năm"), "month": _tr("tháng"), "copies": _tr("bản sao"),
        "fee": _tr("phí"), "fees": _tr("biểu phí"), "wording": _tr("lời chứng"), "officer": _tr("cán bộ số"),
        "seal": _tr("văn thư số"), "token": _tr("USB"), "certificate": _tr("chứng thư"), "purpose": _tr("dùng để"),
        "level": _tr("mức"), "lacking": _tr("còn thiếu"), "grounds": _tr("điểm Điều 22"), "seconds": _tr("giây"),
        "form": _tr("dạng"), "entries": _tr("số dòng"), "documents": _tr("giấy"), "digest": _tr("mã băm"),
        "trusted": _tr("gốc tin cậy"), "objects": _tr("số tệp"), "bytes": _tr("byte"), "events": _tr("dòng nhật ký"),
        "work_profiles": _tr("kiểu quét"), "locked": _tr("khóa"), "deed": _tr("việc số"), "act": _tr("việc"),
        "head": _tr("dòng cuối"), "damaged": _tr("tệp hỏng"), "backed_up_at": _tr("lúc sao lưu"),
    }  # fmt: skip
    return " · ".join(f"{names.get(key, key)} {_value_words(value)}" for key, value in sorted(event.data.items()))


def _value_words(value: Json) -> str:
    if isinstance(value, list):
        return str(len(value))
    if isinstance(value, bool):
        return _tr("có") if value else _tr("không")
    text = str(value)
    return f"{text[:8]}…" if len(text) == _DIGEST else text
