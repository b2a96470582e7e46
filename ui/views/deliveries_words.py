"""Words for what waits to leave the office: its state, its hour, what keeps it, and the act for it."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desk.model.deadline import VIETNAM
from desk.text import Said, say
from desk.work.waiting_work import SECRECY, Line, Sort
from ui.models.deliveries import Filter
from ui.views.icons import IconName
from ui.views.language import language_now
from ui.views.tokens import Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


def sort_words(sort: Sort) -> tuple[str, Tone]:
    """Say what a line waits for, and in which tone."""
    words: dict[Sort, tuple[str, Tone]] = {
        Sort.STUCK: (_tr("Vướng"), "doubt"),
        Sort.PERSON: (_tr("Chờ ký"), "doubt"),
        Sort.STAMP: (_tr("Chờ dấu thời gian"), "doubt"),
        Sort.TO_HAND: (_tr("Chờ trao"), "accent"),
        Sort.WORK: (_tr("Đang làm"), "plain"),
        Sort.HANDED: (_tr("Đã trao"), "ok"),
    }
    return words[sort]


def filter_words(one: Filter) -> tuple[str, IconName]:
    """Name a filter, with its icon."""
    words: dict[Filter, tuple[str, IconName]] = {
        Filter.WAITING: (_tr("Tất cả việc chờ"), "list"),
        Filter.OVERDUE: (_tr("Trễ hẹn"), "warn"),
        Filter.TODAY: (_tr("Hẹn hôm nay"), "calendar"),
        Filter.TO_HAND: (_tr("Chờ trao"), "upload"),
        Filter.COPIES: (_tr("Bản sao chờ"), "signature"),
        Filter.STUCK: (_tr("Vướng"), "doubt"),
        Filter.HANDED: (_tr("Đã trao 30 ngày"), "check-circle"),
    }
    return words[one]


def due_words(line: Line, now: datetime) -> str:
    """Say for when a line was promised: the hour today, else the day."""
    if not line.sort.waits:
        return f"{line.at.astimezone(VIETNAM):%d/%m/%Y}"
    if line.due_at is None:
        return _tr("không hẹn")
    due = line.due_at.astimezone(VIETNAM)
    same = due.date() == now.astimezone(VIETNAM).date()
    return _tr("{hour} hôm nay").format(hour=f"{due:%H:%M}") if same else f"{due:%d/%m/%Y}"


def late_words(line: Line) -> str:
    """Say how late a line is, "" for in time."""
    if line.late:
        return _tr("Trễ {days} ngày").format(days=line.late)
    return _tr("Quá giờ hẹn") if line.overdue else ""


def what_words(line: Line) -> str:
    """Name what a line is about: the copy with its number, or the procedure."""
    if line.number is None:
        return line.title
    return _tr("Số {number} · {title}").format(number=line.number, title=line.title)


def why_told(line: Line) -> Said:
    """Return what keeps a line here and what to do about it, each a sentence."""
    if not line.reason:
        return Said("", _plain_cure(line.sort))
    return say("deliveries.secrecy" if line.reason == SECRECY else line.reason, line.context, language_now())


def _plain_cure(sort: Sort) -> str:
    cures = {
        Sort.PERSON: _tr("Đã giữ số, chưa ký xong. Cắm USB của người ký rồi bấm Enter."),
        Sort.STAMP: _tr("Máy tự xin dấu thời gian lại. Bấm Enter để xem bản sao."),
        Sort.TO_HAND: _tr("Đủ giấy, chưa trao. Bấm Enter để trao cho người dân."),
        Sort.WORK: _tr("Đã đến hẹn mà chưa xong. Bấm Enter để làm tiếp, hoặc hẹn lại khi trao."),
        Sort.STUCK: _tr("Bấm Enter để mở giấy bị vướng."),
    }
    return cures.get(sort, "")


def act_words(line: Line) -> str:
    """Say what Enter does with a line."""
    words = {
        Sort.STUCK: _tr("Mở giấy bị vướng của {name}"),
        Sort.PERSON: _tr("Ký tiếp bản sao của {name}"),
        Sort.STAMP: _tr("Xem bản sao của {name}"),
        Sort.TO_HAND: _tr("Trao hồ sơ của {name}"),
        Sort.WORK: _tr("Làm tiếp hồ sơ của {name}"),
        Sort.HANDED: _tr("Xem giấy tiếp nhận của {name}"),
    }
    return words[line.sort].format(name=line.citizen)
