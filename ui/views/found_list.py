"""List what a search found: title, person, day, and the words around the match with the match marked."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desk.model.people import Citizen
from desk.work.find import Found
from desk.work.marks import marks
from ui.views.icons import draw_icon
from ui.views.parts.paint import elided, text_width
from ui.views.parts.painted_list import PaintedList, draw_row_ground
from ui.views.slot_words import day_of, title_words
from ui.views.theme import theme

Index = QModelIndex | QPersistentModelIndex
_PAD, _ICON_PX, _LINES = 14, 18, 2

_NUMBER = re.compile(r"(?<!\d)\d{12}(?!\d)|(?<!\d)\d{9}(?!\d)")
_STARS = re.compile(r"(?<=\d)\*+(?=\d)")
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")


def shown_snippet(snippet: str) -> str:
    """Write the words around a match as they are shown: days the Vietnamese way, personal numbers masked.

    No letter changes its place, so a mark found in the snippet fits what is shown.
    """
    flat = " ".join(snippet.split())
    masked = _NUMBER.sub(lambda found: f"{found[0][:3]}{'•' * (len(found[0]) - 6)}{found[0][-3:]}", flat)
    dotted = _STARS.sub(lambda found: "•" * len(found[0]), masked)
    return _ISO_DAY.sub(r"\3/\2/\1", dotted)


def person_words(citizen: Citizen) -> str:
    """Name a person of a search: name, year of birth, masked number; the whole number is for their own dossier."""
    masked = citizen.personal_id.masked.replace("*", "•") if citizen.personal_id is not None else ""
    born = citizen.born[:4] if citizen.born else ""
    return " · ".join(part for part in (citizen.name, born, masked) if part)


class FoundModel(QAbstractListModel):
    """Hold the answers of a search and the words they answer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Found] = []
        self.words = ""

    def show_rows(self, rows: Sequence[Found], words: str) -> None:
        """Show other answers."""
        self.beginResetModel()
        self.rows, self.words = list(rows), words
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        """Count the answers."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give the words of an answer to screen readers: title, person, day, words around the match."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        one = self.rows[index.row()]
        day = day_of(one.document.made_at)
        return f"{title_words(one.document)}. {person_words(one.citizen)}. {day}. {shown_snippet(one.snippet)}"


class FoundDelegate(QStyledItemDelegate):
    """Paint an answer in four lines: title and day, person, two lines of the words around the match."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Measure a row."""
        del option, index
        now = theme()
        return QSize(240, now.line_px("body") + (1 + _LINES) * now.line_px("label") + 22)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        model = index.model()
        if not isinstance(model, FoundModel):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(1, 2, -1, -2)
        draw_row_ground(painter, rect, option.state)
        self._paint_words(painter, rect, model.rows[index.row()], model.words)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, one: Found, words: str) -> None:
        now = theme()
        side = now.px(_ICON_PX)
        sure = one.document.confirmed_by is not None
        draw_icon(painter, "check-circle" if sure else "paper-text", QPointF(rect.left() + _PAD, rect.top() + 9),
                  now.colour("ok" if sure else "ink2"), side)  # fmt: skip
        left = rect.left() + _PAD + side + 12
        day = day_of(one.document.made_at)
        day_wide = text_width(now.font("caption", 600), day) + 12
        middle = Qt.AlignmentFlag.AlignVCenter
        first = QRectF(left, rect.top() + 7, rect.right() - left - _PAD - day_wide, now.line_px("body"))
        strong = now.font("body", 600)
        painter.setFont(strong)
        painter.setPen(now.colour("ink"))
        painter.drawText(first, middle, elided(strong, title_words(one.document), first.width()))
        painter.setFont(now.font("caption", 600))
        painter.setPen(now.colour("ink2"))
        right = QRectF(first.right(), first.top(), day_wide, first.height())
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, day)
        second = QRectF(left, first.bottom(), rect.right() - left - _PAD, now.line_px("label"))
        font = now.font("label", 500)
        painter.setFont(font)
        painter.drawText(second, middle, elided(font, person_words(one.citizen), second.width()))
        below = QRectF(left, second.bottom() + 2, second.width(), _LINES * now.line_px("label"))
        paint_marked(painter, below, one.snippet, words)


def paint_marked(painter: QPainter, rect: QRectF, text: str, words: str) -> None:
    """Paint text in as many lines as the rect holds, with the words of the search bold and in the accent."""
    now = theme()
    flat = " ".join(text.split())
    layout = QTextLayout(shown_snippet(text), now.font("label"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    strong = QTextCharFormat()
    strong.setFont(now.font("label", 700))
    strong.setForeground(now.colour("accent"))
    ranges = []
    for start, length in marks(flat, words):
        mark = QTextLayout.FormatRange()
        mark.start, mark.length, mark.format = start, length, strong
        ranges.append(mark)
    layout.setFormats(ranges)
    layout.beginLayout()
    tall = float(now.line_px("label"))
    for number in range(max(1, round(rect.height() / tall))):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        line.setPosition(QPointF(0, number * tall))
    layout.endLayout()
    painter.setPen(now.colour("ink2"))
    painter.save()
    painter.setClipRect(rect)
    layout.draw(painter, rect.topLeft())
    painter.restore()


class FoundList(PaintedList):
    """List answers; the field above keeps the focus and moves the mark, Tab reaches the list itself too."""

    def __init__(self) -> None:
        super().__init__(FoundDelegate)
        self.setUniformItemSizes(True)
