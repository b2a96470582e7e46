"""Say what leaves with a dossier and what keeps it here, in the words of the counter."""

from PySide6.QtCore import QCoreApplication

from desk.model.certification import CertifiedCopy, CopyKind
from desk.work.handing import Handing, PaperState, PaperToHand
from ui.models.hand import Place
from ui.views.icons import IconName
from ui.views.parts.slot import SlotFacts
from ui.views.slot_words import need_words, title_words
from ui.views.tokens import Tone

_GIGA = 1_000_000_000


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


def state_chip(state: PaperState) -> tuple[str, Tone, IconName]:
    """Say a paper's state in two or three words, with tone and icon."""
    chips: dict[PaperState, tuple[str, Tone, IconName]] = {
        PaperState.READY: (_tr("Sẵn sàng"), "ok", "check"),
        PaperState.UNCHECKED: (_tr("Trao được, chưa kiểm"), "doubt", "warn"),
        PaperState.STAYS: (_tr("Chỉ xuất trình"), "plain", "id-card"),
        PaperState.TO_CERTIFY: (_tr("Chưa chứng thực"), "doubt", "warn"),
        PaperState.READING: (_tr("Đang đọc"), "accent", "refresh"),
        PaperState.FAILED: (_tr("Đọc không được"), "seal", "cross"),
        PaperState.UNSIGNED: (_tr("Chưa ký xong"), "doubt", "signature"),
        PaperState.WAITING: (_tr("Chờ dấu thời gian"), "doubt", "clock"),
        PaperState.VOIDED: (_tr("Số đã hủy"), "seal", "cross"),
        PaperState.TO_SIGN: (_tr("Cán bộ chưa ký"), "doubt", "signature"),
    }
    return chips[state]


def why_words(paper: PaperToHand) -> str:
    """Say what to do about a paper that is not simply ready; "" when nothing is to be said."""
    number = paper.copy.number if paper.copy is not None else 0
    return {
        PaperState.READY: "",
        PaperState.UNCHECKED: _tr("Chưa ai kiểm các trường máy đọc; nên kiểm trước khi trao"),
        PaperState.STAYS: _tr("Giấy chỉ xuất trình thì trả lại, không nằm trong gói"),
        PaperState.TO_CERTIFY: _tr("Chứng thực xong mới có bản sao để trao"),
        PaperState.READING: _tr("Máy đang đọc, xong thì trao được ngay"),
        PaperState.FAILED: _tr("Mở giấy, xem lỗi, quét lại hoặc bỏ vào khay"),
        PaperState.UNSIGNED: _tr("Đã giữ số {number}; ký tiếp và đóng dấu rồi trao").format(number=number),
        PaperState.WAITING: _tr("Đã ký và đóng dấu; chờ máy chủ dấu thời gian trả lời"),
        PaperState.VOIDED: _tr("Bản sao dùng lại đã hủy số; bỏ dùng lại hoặc chứng thực lại"),
        PaperState.TO_SIGN: _tr("Giấy số hóa cần chữ ký số của cán bộ tiếp nhận trước khi trao"),
    }[paper.state]


def act_words(state: PaperState) -> tuple[str, IconName] | None:
    """Name the act that mends a paper, None when there is none."""
    acts: dict[PaperState, tuple[str, IconName]] = {
        PaperState.UNCHECKED: (_tr("Kiểm"), "eye"),
        PaperState.TO_CERTIFY: (_tr("Chứng thực"), "seal"),
        PaperState.FAILED: (_tr("Xem lỗi"), "warn"),
        PaperState.UNSIGNED: (_tr("Ký tiếp"), "signature"),
        PaperState.WAITING: (_tr("Thử lại"), "refresh"),
        PaperState.VOIDED: (_tr("Về quầy"), "counter"),
        PaperState.TO_SIGN: (_tr("Ký"), "signature"),
    }
    return acts.get(state)


def paper_name(paper: PaperToHand) -> str:
    """Name a paper: the title of its copy, else what it is."""
    return paper.copy.title if paper.copy is not None else title_words(paper.document)


def true_kind_words(kind: CopyKind) -> str:
    """Name a kind of true copy."""
    words = {
        CopyKind.SAO_Y: _tr("Sao y"), CopyKind.SAO_LUC: _tr("Sao lục"), CopyKind.TRICH_SAO: _tr("Trích sao"),
    }  # fmt: skip
    return words.get(kind, "")


def copy_words(copy: CertifiedCopy) -> str:
    """Name a certified or true copy by its number and book."""
    if copy.kind.true_copy:
        return _tr("{kind} số {number}, quyển {book} năm {year}").format(
            kind=true_kind_words(copy.kind), number=copy.number, book=copy.book, year=copy.year
        )
    return _tr("Bản sao chứng thực số {number}, quyển {book} năm {year}").format(
        number=copy.number, book=copy.book, year=copy.year
    )


def row_facts(number: int, paper: PaperToHand, *, gone: bool = False) -> SlotFacts:
    """Say a paper in the three lines of a row; `gone`: the dossier was handed over."""
    chip, tone, icon = state_chip(paper.state)
    why = why_words(paper)
    if gone and paper.state in (PaperState.READY, PaperState.UNCHECKED):
        chip, tone, icon, why = _tr("Đã trao"), "ok", "check", ""
    if paper.copy is not None:
        source = copy_words(paper.copy)
        level = paper.copy.level.value if paper.copy.level is not None else ""
        source = f"{source} · {level}" if level else source
    elif paper.reused:
        source = _tr("Dùng lại từ hồ sơ {code}").format(code=paper.document.dossier)
    elif paper.signature is not None:
        source = _tr("Bản số hóa, cán bộ tiếp nhận đã ký số · {level}").format(level=paper.signature.level.value)
    else:
        source = _tr("Bản số hóa PDF/A")
    need = ""
    if paper.component is not None:
        need = _tr("mục {place} · {need}").format(place=paper.component.place, need=need_words(paper.component.need))
    return SlotFacts(
        number, paper_name(paper), need, chip, tone, icon, source, why, icon="paper-text",
    )  # fmt: skip


def count_words(handing: Handing) -> str:
    """Count what the package holds."""
    papers = handing.leaving
    copies = sum(paper.copy is not None and not paper.copy.kind.true_copy for paper in papers)
    if not papers:
        return _tr("Chưa có giấy nào để trao")
    if not copies:
        return _tr("{count} giấy PDF/A").format(count=len(papers))
    return _tr("{count} giấy PDF, trong đó {copies} bản sao chứng thực").format(count=len(papers), copies=copies)


def place_words(place: Place) -> str:
    """Name a folder: a drive by its own name and free room, another by its path."""
    if place.removable:
        free = f"{place.free / _GIGA:.0f}"
        return _tr("USB {name} · còn {free} GB").format(name=place.name, free=free)
    return str(place.folder)
