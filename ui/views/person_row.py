"""Show one citizen found by name, with a masked number until a dossier is open."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout

from desk.model.people import Citizen
from ui.views.parts.card import Avatar
from ui.views.parts.paint import draw_box, painter_for
from ui.views.parts.text import ElidedText
from ui.views.theme import theme


class PersonRow(QAbstractButton):
    """Show a citizen to choose: name, year of birth, residence and masked number."""

    def __init__(self, citizen: Citizen) -> None:
        super().__init__()
        self.citizen = citizen
        born = self.tr("sinh {year}").format(year=citizen.born[:4]) if citizen.born else ""
        masked = citizen.personal_id.masked if citizen.personal_id else self.tr("chưa có số định danh")
        second = " · ".join(part for part in (born, citizen.residence or "", masked.replace("*", "•")) if part)
        self.setText(citizen.name)
        self.setAccessibleName(f"{citizen.name}. {second}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(Avatar(citizen.name, 38))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedText(citizen.name, "body", weight=600))
        words.addWidget(ElidedText(second, "caption", "ink2"))
        row.addLayout(words, 1)

    def sizeHint(self) -> QSize:
        """Measure the row."""
        return QSize(theme().px(260), theme().px(54))

    def event(self, event: QEvent) -> bool:
        """Choose the row that gets the focus, as a list does."""
        if event.type() == QEvent.Type.FocusIn:
            self.setChecked(True)
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, the chosen ground with its bar, and the ring."""
        del event
        now = theme()
        painter = painter_for(self)
        rect = self.rect().toRectF()
        on = self.isChecked()
        edge = now.colour("accent" if on else "line")
        width = 3 if on and now.high_contrast else 1
        draw_box(painter, rect, now.colour("soft" if on else "surface"), edge, now.radius("card"), width)
        if self.hasFocus():
            draw_box(painter, rect, None, now.colour("focus"), now.radius("card"), 2)
        painter.end()
