"""Say an evening's stack in the words of the office: what a group is, what is asked, what an answer does."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desk.model.evening import Batch, DoubtKind, How
from desk.model.procedure import Procedure
from desk.text import phrase, say
from desk.work.evening_look import Look, Paper
from desk.work.evening_stack import Doubt
from ui.models.evening_answers import Answer, Say
from ui.models.evening_rows import Group, Tray
from ui.views.icons import IconName
from ui.views.language import language_now
from ui.views.slot_words import clock_of, day_of
from ui.views.tokens import Tone

KIND_ICONS: dict[DoubtKind, IconName] = {
    DoubtKind.SECRECY: "lock", DoubtKind.CUT: "cut", DoubtKind.DOSSIER: "folder", DoubtKind.KIND: "doubt",
    DoubtKind.COUNT: "number", DoubtKind.PERSON: "people", DoubtKind.UNREADABLE: "eye", DoubtKind.BLANK: "eye-off",
}  # fmt: skip
_MINUTE = 60
_HOW_ICONS: dict[How, IconName] = {
    How.SLIP: "qr", How.PATCH: "cut", How.BLANK: "cut", How.COUNT: "number", How.FILE: "paper", How.OPENING: "cut",
    How.HAND: "person", How.START: "layers",
}  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


def kind_words(kind: DoubtKind) -> str:
    """Name a kind of doubt."""
    return phrase(f"evening.doubt-{kind.value}", language_now())


def how_words(how: How) -> str:
    """Say what began a dossier's papers."""
    return {
        How.SLIP: _tr("mã QR trên phiếu"), How.PATCH: _tr("tờ ngăn"), How.BLANK: _tr("tờ trắng"),
        How.COUNT: _tr("đủ số tờ"), How.FILE: _tr("đầu tệp"), How.OPENING: _tr("nhận ra trang đầu"),
        How.HAND: _tr("người tách"), How.START: _tr("đầu chồng"),
    }[how]  # fmt: skip


def how_icon(group: Group) -> IconName:
    """Picture what a group is."""
    icons: dict[Tray, IconName] = {
        Tray.ASIDE: "eye-off", Tray.SEPARATORS: "qr", Tray.REMOVED: "trash", Tray.COMING: "clock"
    }  # fmt: skip
    return icons[group.tray] if group.tray is not None else _HOW_ICONS[group.how]


def procedure_words(procedure: Procedure) -> str:
    """Name a procedure by its first words, up to a comma or a bracket."""
    return procedure.name.split(",")[0].split("(")[0].strip()


def title_of(group: Group) -> str:
    """Name a group: the citizen and what the dossier is for, or the tray."""
    if group.tray is not None:
        return {
            Tray.ASIDE: _tr("Trang trống để riêng"), Tray.SEPARATORS: _tr("Phiếu và tờ ngăn"),
            Tray.REMOVED: _tr("Đã bỏ vào khay"), Tray.COMING: _tr("Vừa vào, chưa đọc"),
        }[group.tray]  # fmt: skip
    if group.dossier is None or group.citizen is None:
        return _tr("Hồ sơ {code} không có").format(code=group.code) if group.code else _tr("Chưa thuộc hồ sơ nào")
    return f"{group.citizen.name} · {procedure_words(group.dossier.procedure)}"


def note_of(group: Group) -> str:
    """Add a few words to a group's name."""
    if group.tray is None:
        return how_words(group.how)
    return {
        Tray.ASIDE: _tr("không xóa, lúc nào cũng lấy lại được"), Tray.SEPARATORS: _tr("không vào hồ sơ"),
        Tray.REMOVED: _tr("bản quét vẫn còn"), Tray.COMING: "",
    }[group.tray]  # fmt: skip


def count_of(group: Group) -> str:
    """Count a group's pages and papers."""
    pages = len(group.sides)
    if group.tray is not None:
        return _tr("{pages} trang").format(pages=pages)
    return _tr("{pages} trang = {papers} giấy").format(pages=pages, papers=len(group.papers))


def chip_of(group: Group) -> tuple[str, Tone]:
    """Say how far a group is, in two words."""
    if group.tray is not None:
        return (_tr("{count} cần xem").format(count=group.doubts), "doubt") if group.doubts else ("", "plain")
    if group.doubts and not group.filed:
        return _tr("{count} chỗ cần xem").format(count=group.doubts), "doubt"
    if group.filed:
        return _tr("Đã cất"), "accent"
    return (_tr("Sẵn sàng"), "ok") if group.ready else (_tr("Đang đọc"), "plain")


def paper_words(paper: Paper) -> str:
    """Name a paper; one that is still being understood has no name yet."""
    if paper.title:
        return paper.title
    if DoubtKind.KIND in paper.bundle.settled:
        return _tr("Giấy tờ khác")
    unknown = any(doubt.kind is DoubtKind.KIND for doubt in paper.doubts)
    return _tr("Chưa rõ loại") if unknown else ""


def question_words(look: Look, doubt: Doubt) -> str:
    """Ask one question in one sentence."""
    paper = next((one for one in look.papers if one.bundle.id == doubt.bundle), None)
    name = paper_words(paper) if paper is not None else ""
    side = doubt.side or (paper.sides[0].place if paper is not None else 0)
    asked = {
        DoubtKind.SECRECY: _tr("Trang {side} có dấu mật, cất thế nào?"),
        DoubtKind.CUT: _tr("Trang {side} mở đầu giấy tờ mới?"),
        DoubtKind.DOSSIER: _tr("Giấy ở trang {side} thuộc hồ sơ nào?"),
        DoubtKind.KIND: _tr("Giấy ở trang {side} là giấy gì?"),
        DoubtKind.COUNT: _tr("Hồ sơ của {owner} còn thiếu giấy?"),
        DoubtKind.PERSON: _tr("«{name}» có phải của người khác?"),
        DoubtKind.UNREADABLE: _tr("Trang {side} không đọc được, có dùng không?"),
        DoubtKind.BLANK: _tr("Trang {side} có trống không?"),
    }  # fmt: skip
    code = dict(doubt.context).get("dossier", "")
    owner = next((one.citizen.name for one in look.papers if one.bundle.dossier == code and one.citizen), code)
    return asked[doubt.kind].format(side=side, name=name, owner=owner)


def reasons_of(doubt: Doubt) -> list[str]:
    """Say why the machine asks, the weightiest first."""
    return [say(reason, dict(doubt.context), language_now()).sentence for reason in doubt.reasons]


def sure_words(doubt: Doubt, answer: Answer | None) -> str:
    """Say how sure the machine is of its own proposal, "" when it has none."""
    if doubt.confidence is None or answer is None:
        return ""
    sure = 1 - doubt.confidence if answer.say is Say.JOIN else doubt.confidence
    return _tr("Chắc {percent} %").format(percent=round(100 * sure))


def answer_words(answer: Answer, side: int, *, more: bool) -> str:
    """Say what an answer does; the primary's words also say that the next question follows (`more`)."""
    words = {
        Say.SPLIT: _tr("Tách ở trang {side}"), Say.JOIN: _tr("Để liền với trang {other}"),
        Say.MOVE_TO: _tr("Chuyển sang hồ sơ {name}"), Say.FIND_DOSSIER: _tr("Chọn hồ sơ"),
        Say.FIND_KIND: _tr("Chọn loại giấy"),
        Say.OTHER_PAPER: _tr("Để là giấy tờ khác"), Say.SAME_PERSON: _tr("Đúng giấy của hồ sơ này"),
        Say.AS_IT_IS: _tr("Dùng như đã quét"), Say.BLANK: _tr("Đúng là trang trống"),
        Say.NOT_BLANK: _tr("Đưa về giấy của nó"), Say.SEALED: _tr("Cất không đọc chữ"), Say.SEEN: _tr("Đã biết"),
    }[answer.say].format(side=side, other=answer.other, name=answer.name)  # fmt: skip
    stays = answer.say in (Say.FIND_DOSSIER, Say.FIND_KIND)
    return _tr("{act}, sang chỗ kế").format(act=words) if more and not stays else words


def done_words(answer: Answer, side: int) -> str:
    """Tell at the left of the action bar what an answer did."""
    return {
        Say.SPLIT: _tr("Đã tách ở trang {side}"), Say.JOIN: _tr("Đã để trang {side} liền với trang {other}"),
        Say.MOVE_TO: _tr("Đã chuyển sang hồ sơ {name}"),
        Say.OTHER_PAPER: _tr("Đã để trang {side} là giấy tờ khác"), Say.SAME_PERSON: _tr("Đã nhận đúng giấy của hồ sơ"),
        Say.AS_IT_IS: _tr("Đã nhận trang {side} như đã quét"), Say.BLANK: _tr("Trang {side} là trang trống"),
        Say.NOT_BLANK: _tr("Đã đưa trang {side} về giấy của nó"), Say.SEALED: _tr("Đã cất giấy ở trang {side}"),
    }.get(answer.say, "").format(side=side, other=answer.other, name=answer.name)  # fmt: skip


def answer_icon(answer: Answer) -> IconName:
    """Picture an answer."""
    icons: dict[Say, IconName] = {
        Say.SPLIT: "cut", Say.JOIN: "link", Say.FIND_DOSSIER: "search", Say.FIND_KIND: "edit", Say.BLANK: "eye-off",
        Say.NOT_BLANK: "undo", Say.SEALED: "lock", Say.OTHER_PAPER: "paper", Say.SAME_PERSON: "person",
        Say.MOVE_TO: "arrow-right",
    }  # fmt: skip
    return icons.get(answer.say, "check")


def left_words(seconds: float | None) -> str:
    """Say about how long something will still take."""
    if seconds is None:
        return ""
    if seconds < _MINUTE:
        return _tr("còn dưới 1 phút")
    return _tr("còn khoảng {minutes} phút").format(minutes=round(seconds / 60))


def batch_words(batch: Batch) -> str:
    """Name a stack by where it came from and when."""
    driver, _, name = batch.source.partition(":")
    origin = {
        "scan": _tr("Máy quét"), "folder": _tr("Thư mục {name}").format(name=name), "files": _tr("Tệp đưa vào")
    }.get(driver, batch.source)  # fmt: skip
    return f"{origin} · {moment_words(batch.made_at)}"


def moment_words(moment: datetime) -> str:
    """Write day and time in Vietnam."""
    return f"{day_of(moment)} {clock_of(moment)}"
