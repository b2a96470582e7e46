"""Say the entries of the book of certified copies in the words of the counter."""

from PySide6.QtCore import QCoreApplication

from desk.model.certification import CertifiedCopy, CopyStage
from desk.text import Said
from desk.work.closing import Closing
from ui.models.verify import Mark, Milestone
from ui.views.certify_words import money
from ui.views.slot_words import clock_of
from ui.views.tokens import Tone
from ui.views.verify_words import state_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


def stage_chip(stage: CopyStage) -> tuple[str, Tone]:
    """Say how far a copy has come in two words, with its tone."""
    chips: dict[CopyStage, tuple[str, Tone]] = {
        CopyStage.NUMBERED: (_tr("Chờ ký"), "doubt"),
        CopyStage.SIGNED: (_tr("Chờ dấu"), "doubt"),
        CopyStage.WAITING: (_tr("Chờ thời gian"), "doubt"),
        CopyStage.SEALED: (_tr("Đã xong"), "ok"),
        CopyStage.VOID: (_tr("Hủy số"), "seal"),
    }
    return chips[stage]


def masked(number: str) -> str:
    """Write a personal number so that who looks over the shoulder cannot use it: its first and last three digits."""
    return f"{number[:3]}{'•' * (len(number) - 6)}{number[-3:]}" if len(number) > 8 else number


def waiting_words(copy: CertifiedCopy, why: Said | None) -> tuple[str, str]:
    """Say what a copy that is not finished waits for, the level it has, and why when that is known."""
    what = {
        CopyStage.NUMBERED: _tr("Số {number}, {title}: chờ cán bộ ký"),
        CopyStage.SIGNED: _tr("Số {number}, {title}: chờ đóng dấu"),
        CopyStage.WAITING: _tr("Số {number}, {title}: chờ dấu thời gian"),
    }.get(copy.stage, "")
    level = f" · {copy.level.value}" if copy.level is not None else ""
    words = what.format(number=copy.number, title=copy.title) + level
    late = copy.stage is CopyStage.SIGNED and copy.lacking == "signing.timestamp-down"  # that comes with the seal's
    return words, f"{why.sentence} {why.cure}" if why is not None and not late else ""


def signature_words(one: Milestone) -> str:
    """Say a signature of a copy in one line: who, when, at which level, how it is judged."""
    at = clock_of(one.at) if one.at is not None else ""
    return " · ".join(part for part in (one.name, at, one.level or "", state_words(one.mark)) if part)


def closing_words(one: Closing) -> str:
    """Name a closing: the day, or the year."""
    if one.day is None:
        return _tr("Cả năm {year}").format(year=one.year)
    return _tr("Ngày {day}").format(day=f"{one.day:%d/%m/%Y}")


def counted_words(one: Closing) -> str:
    """Say what a closing counts, or would count now."""
    if not one.numbers:
        return _tr("Chưa cấp số nào.")
    words = _tr("{count} số, từ {first} đến {last}; {copies} bản, phí {fee}.").format(
        count=one.numbers, first=one.first, last=one.last, copies=one.copies, fee=money(one.fee)
    )
    void = " " + _tr("Hủy {void} số.").format(void=one.void) if one.void else ""
    rest = " " + _tr("Còn {open} số chưa ký xong.").format(open=one.unfinished) if one.unfinished else ""
    return words + void + rest


def seal_words(head: str) -> str:
    """Write the beginning of a chain's head in groups, as it stands on the record."""
    return " ".join(head[place : place + 8] for place in (0, 8)) + " …"


MARK_WORST = (Mark.BROKEN, Mark.DOUBT, Mark.PLAIN, Mark.GOOD)
"""Marks from the worst to the best."""
