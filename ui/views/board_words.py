"""Say the figures of the board in the words of the counter."""

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from desk.model.board import Share, Span
from desk.model.deadline import VIETNAM
from desk.work.board import Board, Column, OfficerCount, ProcedureCount
from ui.models.board import View, Wait, WaitKind
from ui.views.icons import IconName
from ui.views.parts.chart import Datum, Plot
from ui.views.tokens import Tone

MOST_ROWS = 5
"""Procedures shown by name; the others are added up in the last row."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


def number_words(number: float, places: int = 0) -> str:
    """Write a number with dots between its groups and a comma before its places; whole ones without."""
    whole, _, rest = f"{number:,.{places}f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def weekday(day: date) -> str:
    """Name a day of the week."""
    names = (
        _tr("thứ Hai"), _tr("thứ Ba"), _tr("thứ Tư"), _tr("thứ Năm"), _tr("thứ Sáu"), _tr("thứ Bảy"), _tr("Chủ nhật"),
    )  # fmt: skip
    return names[day.weekday()]


def span_words(view: View, span: Span) -> str:
    """Name the days shown."""
    if view is View.DAY:
        words = weekday(span.first)
        return f"{words[:1].upper()}{words[1:]} {span.first:%d/%m/%Y}"
    if view is View.WEEK:
        return _tr("Tuần {first} - {last}").format(first=f"{span.first:%d/%m}", last=f"{span.last:%d/%m/%Y}")
    return _tr("Tháng {month}").format(month=f"{span.first:%m/%Y}")


def of_span(view: View, *, today: bool) -> str:
    """Say which dossiers the first figure counts."""
    if view is View.WEEK:
        return _tr("Hồ sơ tuần này") if today else _tr("Hồ sơ trong tuần")
    if view is View.MONTH:
        return _tr("Hồ sơ tháng này") if today else _tr("Hồ sơ trong tháng")
    return _tr("Hồ sơ hôm nay") if today else _tr("Hồ sơ trong ngày")


@dataclass(frozen=True)
class FigureWords:
    """One of the four figures: number, unit, and what is to be known of it, with its tone."""

    number: str
    unit: str
    note: str
    tone: Tone = "plain"
    icon: IconName | None = None

    @property
    def spoken(self) -> str:
        """Say it in one line."""
        return f"{self.number} {self.unit}, {self.note}"


NONE = "–"


def _before(view: View, board: Board) -> str:
    if view is View.WEEK:
        return _tr("tuần trước")
    if view is View.MONTH:
        return _tr("tháng trước")
    return _tr("{weekday} trước").format(weekday=weekday(board.span.first))


def dossier_figure(view: View, board: Board) -> FigureWords:
    """Say how many dossiers were received, and how that is against the span before."""
    more, before = board.dossiers - board.before.dossiers, _before(view, board)
    if more:
        sign = "+" if more > 0 else "−"
        note = _tr("{more} so với {before}").format(more=f"{sign}{abs(more)}", before=before)
    else:
        note = _tr("bằng {before}").format(before=before)
    return FigureWords(number_words(board.dossiers), QCoreApplication.translate("board", "hồ sơ"), note)


def reuse_figure(view: View, board: Board) -> FigureWords:
    """Say how many in a hundred papers were used again instead of scanned."""
    share = board.papers_reused
    if share.percent is None:
        return FigureWords(NONE, _tr("% giấy tờ"), _tr("chưa có giấy phải nộp"))
    percent, before = round(share.percent), board.before.papers.percent
    number, unit = str(percent), _tr("% giấy tờ")
    if before is None:
        note = _tr("{part} trên {whole} giấy").format(part=share.part, whole=share.whole)
        return FigureWords(number, unit, note)
    more = percent - round(before)
    if not more:
        return FigureWords(number, unit, _tr("bằng {before}").format(before=_before(view, board)))
    words = _tr("{more} điểm so với {before}")
    note = words.format(more=f"{'+' if more > 0 else '−'}{abs(more)}", before=_before(view, board))
    return FigureWords(number, unit, note, "ok", "check") if more > 0 else FigureWords(number, unit, note)


def pace_figure(view: View, board: Board) -> FigureWords:
    """Say how many seconds a certified copy takes."""
    middle, before = board.pace.middle, board.before.pace.middle
    if middle is None:
        return FigureWords(NONE, _tr("giây"), _tr("chưa có bản sao nào được đo"))
    number = number_words(round(middle))
    if before is None:
        return FigureWords(number, _tr("giây"), _tr("đo {count} bản").format(count=board.pace.measured))
    faster = round(before) - round(middle)
    if not faster:
        return FigureWords(number, _tr("giây"), _tr("bằng {before}").format(before=_before(view, board)))
    words = _tr("nhanh hơn {count} giây") if faster > 0 else _tr("chậm hơn {count} giây")
    note, unit = words.format(count=abs(faster)), _tr("giây")
    return FigureWords(number, unit, note, "ok", "check") if faster > 0 else FigureWords(number, unit, note)


def on_time_figure(board: Board) -> FigureWords:
    """Say how many in a hundred dossiers of the month were handed over by their hour."""
    share = board.on_time
    if share.percent is None:
        return FigureWords(NONE, "%", _tr("chưa hồ sơ nào đến hẹn"))
    late = share.whole - share.part
    number = number_words(share.percent, 1)
    if late:
        return FigureWords(number, "%", _tr("{count} hồ sơ trễ").format(count=number_words(late)), "doubt", "clock")
    return FigureWords(number, "%", _tr("không hồ sơ nào trễ"), "ok", "check")


# -- charts -----------------------------------------------------------------------------------------------------------


def column_label(one: Column) -> str:
    """Name a column: the hour, or the day."""
    return f"{one.hour}h" if one.hour is not None else f"{one.day:%d/%m}"


def dossier_plot(board: Board, now: datetime | None) -> Plot:
    """Plot the dossiers by hour or day, those with something used again below."""
    said = _tr("{at}: {count} hồ sơ, {reused} có dùng lại")
    data = tuple(
        Datum(
            column_label(one), (float(one.with_reuse), float(one.dossiers - one.with_reuse)),
            (column_label(one), str(one.dossiers), str(one.with_reuse)),
            said.format(at=column_label(one), count=one.dossiers, reused=one.with_reuse),
        )
        for one in board.columns
    )
    return Plot((_when(board), _tr("Hồ sơ"), _tr("Có dùng lại")), data, now=_now_place(board, now))


def copy_plot(board: Board, now: datetime | None) -> Plot:
    """Plot the certified copies by hour or day."""
    said = _tr("{at}: {count} bản sao chứng thực")
    data = tuple(
        Datum(
            column_label(one), (float(one.copies),), (column_label(one), str(one.copies)),
            said.format(at=column_label(one), count=one.copies),
        )
        for one in board.columns
    )
    return Plot((_when(board), _tr("Bản sao chứng thực")), data, now=_now_place(board, now))


def pace_plot(board: Board, today: date) -> Plot:
    """Plot the seconds of a copy by day, with the aim as a line."""
    data = []
    for one in board.trend:
        label = _tr("hôm nay") if one.day == today else f"{one.day:%d/%m}"
        middle = one.pace.middle
        shown = number_words(round(middle)) if middle is not None else NONE
        said = _tr("{at}: {count} giây, đo {measured} bản") if middle is not None else _tr("{at}: không đo bản nào")
        spoken = said.format(at=label, count=shown, measured=one.pace.measured)
        data.append(Datum(label, (middle,), (label, shown, str(one.pace.measured)), spoken))
    aim = board.targets.copy_s
    words = _tr("mục tiêu {count} giây").format(count=f"{aim:g}")
    heads = (_tr("Ngày"), _tr("Giây, trung vị"), _tr("Bản đã đo"))
    return Plot(heads, tuple(data), target=(aim, words) if any(one.values[0] for one in data) else None)


def procedure_plot(board: Board) -> Plot:
    """Plot the procedures by their dossiers, the less frequent ones added up in the last row."""
    counts = board.procedures
    if len(counts) > MOST_ROWS:
        counts = (*counts[: MOST_ROWS - 1], _others(counts[MOST_ROWS - 1 :]))
    said = _tr("{name}: {count} hồ sơ, {percent} giấy dùng lại")
    data = []
    for one in counts:
        percent = percent_words(one.papers)
        data.append(
            Datum(
                one.name, (float(one.with_reuse), float(one.dossiers - one.with_reuse)),
                (one.name, str(one.dossiers), percent),
                said.format(name=one.name, count=one.dossiers, percent=percent),
            )
        )
    return Plot((_tr("Thủ tục"), _tr("Hồ sơ"), _tr("Giấy dùng lại")), tuple(data))


def officer_plot(board: Board) -> Plot:
    """Plot who did how much, for who may see it."""
    counts: tuple[OfficerCount, ...] = tuple(sorted(board.officers, key=lambda one: -one.papers))[:MOST_ROWS]
    said = _tr("{name}: {papers} giấy nhận, kiểm {checked}, {dossiers} hồ sơ, {copies} bản chứng thực")
    data = tuple(
        Datum(
            one.name, (float(min(one.checked, one.papers)), float(max(0, one.papers - one.checked))),
            (one.name, str(one.papers), _tr("{count} hồ sơ").format(count=one.dossiers)),
            said.format(
                name=one.name, papers=one.papers, checked=one.checked, dossiers=one.dossiers, copies=one.copies
            ),
        )
        for one in counts
    )
    return Plot((_tr("Cán bộ"), _tr("Giấy nhận"), _tr("Hồ sơ")), data)


def percent_words(share: Share) -> str:
    """Write a share in whole per cent, a dash for nothing."""
    return f"{round(share.percent)} %" if share.percent is not None else NONE


def counted_words(board: Board) -> str:
    """Say what else was done in one line."""
    words = _tr(
        "{papers} giấy nhận, {sides} mặt, đọc {read} · trả {handed} hồ sơ · {copies} bản chứng thực"
        " · xem {doubts} điều ngờ, sửa {corrected}"
    )
    return words.format(
        papers=number_words(board.papers), sides=number_words(board.sides), read=number_words(board.read),
        handed=number_words(board.handed_over), copies=number_words(board.certified),
        doubts=number_words(board.doubts), corrected=number_words(board.corrected),
    )


def indicator_words(board: Board) -> str:
    """Say the two shares of the national set of indicators with their aims; they count dossiers, not papers.

    Law: docs/law.md#indicators
    """
    words = _tr(
        "Theo bộ chỉ số: hồ sơ có số hóa {digitised} (mục tiêu {aim} %), có giấy dùng lại {reused} (mục tiêu {other} %)"
    )
    return words.format(
        digitised=percent_words(board.digitised), aim=f"{board.targets.digitised:g}",
        reused=percent_words(board.with_reuse), other=f"{board.targets.reused:g}",
    )


def _others(counts: tuple[ProcedureCount, ...]) -> ProcedureCount:
    papers = Share(sum(one.papers.part for one in counts), sum(one.papers.whole for one in counts))
    return ProcedureCount(
        "", _tr("{count} thủ tục khác").format(count=len(counts)), sum(one.dossiers for one in counts),
        sum(one.with_reuse for one in counts), sum(one.digitised for one in counts), papers,
    )


def _when(board: Board) -> str:
    return _tr("Giờ") if len(board.span.days) == 1 else _tr("Ngày")


def _now_place(board: Board, now: datetime | None) -> tuple[float, str] | None:
    """Tell where the present hour lies between the columns; None outside of them."""
    hours = [one.hour for one in board.columns if one.hour is not None]
    if now is None or not hours or now.date() != board.span.first or now.hour < hours[0]:
        return None
    before = [place for place, hour in enumerate(hours) if hour <= now.hour]
    place = before[-1] + (now.minute / 60 - 0.5 if hours[before[-1]] == now.hour else 0.5)
    return place, _tr("bây giờ {clock}").format(clock=f"{now:%H:%M}")


# -- what waits -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WaitWords:
    """What waits, why, and the act that leads there."""

    what: str
    more: str
    act: str
    tone: Tone
    icon: IconName


def wait_words(wait: Wait) -> WaitWords:
    """Say one kind of work that waits."""
    at = wait.at.astimezone(VIETNAM) if wait.at is not None else None
    due = f"{wait.dossier} · " + _tr("hẹn {at}").format(at=f"{at:%H:%M %d/%m}") if at is not None else ""
    words: dict[WaitKind, tuple[str, str, str, Tone, IconName]] = {
        WaitKind.LATE: (_tr("{count} hồ sơ trễ hẹn"), due, _tr("Mở"), "seal", "warn"),
        WaitKind.DUE: (_tr("{count} hồ sơ hẹn trả hôm nay"), due, _tr("Mở"), "doubt", "clock"),
        WaitKind.PEOPLE: (
            _tr("{count} bản sao chờ ký"), _tr("đã có số, chờ cán bộ ký hoặc đóng dấu"), _tr("Ký tiếp"), "doubt",
            "signature",
        ),
        WaitKind.STAMPS: (
            _tr("{count} bản sao chờ dấu thời gian"), _tr("máy tự xin lại khi có mạng"), _tr("Xem"), "doubt", "waiting",
        ),
        WaitKind.UNCHECKED: (
            _tr("{count} giấy đã đọc, chưa kiểm"), _tr("lâu nhất: {dossier}").format(dossier=wait.dossier),
            _tr("Kiểm"), "doubt", "eye",
        ),
        WaitKind.STACKS: (
            _tr("{count} đợt cuối ngày chưa xong"),
            _tr("còn {papers} giấy chưa vào hồ sơ").format(papers=wait.papers), _tr("Xếp tiếp"), "doubt", "evening",
        ),
    }  # fmt: skip
    what, more, act, tone, icon = words[wait.kind]
    return WaitWords(what.format(count=number_words(wait.count)), more, act, tone, icon)
