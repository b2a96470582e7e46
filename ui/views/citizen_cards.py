"""The left column of reception: who is here, what the office holds for them, and today's dossiers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desk.model.dossier import Dossier
from desk.model.people import Citizen
from desk.model.reuse import Outcome
from desk.work.counter import Counter
from desk.work.reuse import Offer
from ui.views.icons import IconName, draw_icon
from ui.views.parts.button import Button
from ui.views.parts.card import Avatar, Box, Card, Rule
from ui.views.parts.chip import Chip
from ui.views.parts.paint import draw_box, elided, painter_for
from ui.views.parts.text import ElidedText, Text
from ui.views.slot_words import date_words, day_of, reason_words, title_words
from ui.views.theme import theme

if TYPE_CHECKING:
    from ui.views.tokens import Colour

HELD_SHOWN = 5


class CitizenCard(Card):
    """Show the citizen: name, number, how they were known, birth, residence, telephone."""

    def __init__(self) -> None:
        super().__init__()
        self.body.setSpacing(8)
        self.body.addLayout(self._make_head())
        self.body.addLayout(self._make_chips())
        self.body.addLayout(self._make_facts())

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        self._avatar = Avatar("", 56)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._name = Text("", "title", wrap=True)
        self._number = Text("", "heading", "ink2")
        words.addWidget(self._name)
        words.addWidget(self._number)
        head.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _make_chips(self) -> QHBoxLayout:
        chips = QHBoxLayout()
        chips.setSpacing(6)
        self._known = Chip("", "ok", "qr")
        chips.addWidget(self._known)
        chips.addStretch(1)
        return chips

    def _make_facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._facts: list[tuple[Text, Text]] = []
        for row in range(4):
            label, value = Text("", "label", "ink2"), Text("", "body", weight=500, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, row, 0)
            grid.addWidget(value, row, 1)
            self._facts.append((label, value))
        return grid

    def show_citizen(self, citizen: Citizen, *, by_card: bool, counter: Counter | None) -> None:
        """Show a citizen, and whether copies may be kept once there is a dossier."""
        self._avatar.set_name(citizen.name)
        self._name.setText(citizen.name)
        number = citizen.personal_id.spaced if citizen.personal_id else self.tr("Chưa có số định danh")
        self._number.setText(number)
        if by_card:
            self._known.set_state(self.tr("QR thẻ đọc đúng"), "ok", "qr")
        else:
            self._known.set_state(self.tr("Đối chiếu thẻ"), "doubt", "id-card")
        sexes = {"male": self.tr("Nam"), "female": self.tr("Nữ")}
        agrees = ""
        if counter is not None:
            agrees = self.tr("Đồng ý") if counter.agrees else self.tr("Không")
        born = " · ".join(part for part in (date_words(citizen.born), sexes.get(citizen.sex or "", "")) if part)
        rows = (
            (self.tr("Sinh ngày"), born),
            (self.tr("Cư trú"), citizen.residence or ""),
            (self.tr("Điện thoại"), citizen.phone or ""),
            (self.tr("Giữ bản sao"), agrees),
        )
        for (label, value), (name, words) in zip(self._facts, rows, strict=True):
            label.setText(name)
            value.setText(words)
            label.setVisible(bool(words))
            value.setVisible(bool(words))


class HeldLine(QAbstractButton):
    """Show one held paper in two lines: verdict icon, title, and when it came or why not."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.offer = offer
        looks: dict[Outcome, tuple[IconName, Colour]] = {
            Outcome.FITS: ("check-circle", "ok"),
            Outcome.WARNING: ("warn", "doubt"),
            Outcome.NO: ("minus", "ink2"),
        }
        self._icon, self._ink = looks[offer.verdict.outcome]
        self._first = title_words(offer.document)
        fits = offer.verdict.outcome is Outcome.FITS
        day = self.tr("Số hóa {day}").format(day=day_of(offer.document.made_at))
        self._second = day if fits else reason_words(offer.verdict)
        self.setText(self._first)
        self.setAccessibleName(f"{self._first}. {reason_words(offer.verdict)}")
        self.setToolTip(f"{self._first}\n{day}\n{reason_words(offer.verdict)}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Measure the two lines."""
        return QSize(theme().px(200), theme().line_px("body") + theme().line_px("caption") + 6)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon and the lines."""
        del event
        now = theme()
        painter = painter_for(self)
        rect = self.rect().toRectF()
        if self.underMouse():
            draw_box(painter, rect, now.colour("sunken"), None, 6)
        side = now.px(18)
        draw_icon(painter, self._icon, QPointF(1, rect.center().y() - side / 2), self._ink, side)
        left = side + 11.0
        first, second = now.font("body", 500), now.font("caption")
        top = now.line_px("body") + 2
        painter.setFont(first)
        painter.setPen(now.colour("ink"))
        wide = rect.width() - left
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 2, wide, top - 2), middle, elided(first, self._first, wide))
        painter.setFont(second)
        painter.setPen(now.colour("ink2"))
        painter.drawText(QRectF(left, top, wide, now.line_px("caption")), middle, elided(second, self._second, wide))
        if self.hasFocus():
            draw_box(painter, rect, None, now.colour("focus"), 6, 2)
        painter.end()


class HeldCard(Card):
    """List what the office holds for the citizen; a press looks at the paper.

    Signals:
        looked: the number of the document to look at.
    """

    looked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.body.setSpacing(4)
        self._offers: tuple[Offer, ...] = ()
        self._all = False
        head = QHBoxLayout()
        head.addWidget(Text(self.tr("Đang giữ cho người này"), "body", weight=600), 1)
        self._count = Text("0", "body", "ink2", weight=600)
        head.addWidget(self._count)
        self.body.addLayout(head)
        self.body.addWidget(Rule())
        ground = Box("none")
        self._lines = QVBoxLayout(ground)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self._empty = Text(self.tr("Chưa giữ giấy nào của người này."), "label", "ink2", wrap=True)
        self._lines.addWidget(self._empty)
        self._lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumHeight(theme().px(80))
        scroll.setWidget(ground)
        self.body.addWidget(scroll, 1)
        self._held_lines: list[HeldLine] = []
        self._more = Button("", "quiet", key="H", size="small")
        self._more.clicked.connect(self.show_all)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._why = Text(self.tr("Lý do tra cứu: tiếp nhận hồ sơ này"), "caption", "ink3", wrap=True)
        self.body.addWidget(self._why)

    def show_held(self, offers: Sequence[Offer]) -> None:
        """Show the held papers, best first; lines that stay are left alone, as one of them may have the keyboard."""
        if tuple(offers) != self._offers or not offers:
            self._offers, self._all = tuple(offers), False
            self._fill()

    def show_all(self) -> None:
        """Show every held paper, or the first few again."""
        self._all = not self._all
        self._fill()

    def _fill(self) -> None:
        for old in self._held_lines:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        shown = self._offers if self._all else self._offers[:HELD_SHOWN]
        self._held_lines = [HeldLine(offer) for offer in shown]
        for number, line in enumerate(self._held_lines):
            line.clicked.connect(lambda _=False, one=line: self.looked.emit(one.offer.document.id))
            self._lines.insertWidget(number, line)
        self._count.setText(str(len(self._offers)))
        self._empty.setVisible(not self._offers)
        self._why.setVisible(bool(self._offers))
        left = len(self._offers) - len(shown)
        self._more.setVisible(len(self._offers) > HELD_SHOWN)
        words = self.tr("Thu gọn") if self._all else self.tr("Xem thêm {count} giấy tờ").format(count=left)
        self._more.set_words(words)


class DossierLine(QAbstractButton):
    """Show one dossier in two lines: the citizen or the procedure, and the code."""

    def __init__(self, dossier: Dossier, first: str) -> None:
        super().__init__()
        self.dossier = dossier
        self.setText(first)
        self.setAccessibleName(f"{first}. {dossier.code}. {dossier.procedure.name}")
        self.setToolTip(f"{first}\n{dossier.procedure.name}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.setSpacing(0)
        column.addWidget(ElidedText(first, "body", weight=500))
        column.addWidget(ElidedText(f"{dossier.code} · {dossier.procedure.name}", "caption", "ink2"))

    def sizeHint(self) -> QSize:
        """Measure the two lines."""
        return QSize(theme().px(180), theme().line_px("body") + theme().line_px("caption") + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground under the pointer and the ring."""
        del event
        painter = painter_for(self)
        if self.underMouse():
            draw_box(painter, self.rect().toRectF(), theme().colour("sunken"), None, 6)
        if self.hasFocus():
            draw_box(painter, self.rect().toRectF(), None, theme().colour("focus"), 6, 2)
        painter.end()


class RecentCard(Card):
    """List the newest dossiers, to take one up again.

    Signals:
        chosen: a `Dossier` and its `Citizen`.
    """

    chosen = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(dense=False)
        self.body.setSpacing(4)
        self.body.addWidget(Text(self.tr("Hồ sơ mới nhận"), "body", weight=600))
        self.body.addWidget(Rule())
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.body.addLayout(self._lines)
        self._empty = Text(self.tr("Chưa nhận hồ sơ nào."), "label", "ink2", wrap=True)
        self.body.addWidget(self._empty)
        self.body.addStretch(1)

    def show_recent(self, rows: Sequence[tuple[Dossier, Citizen]]) -> None:
        """Show the newest dossiers with their citizens."""
        while (item := self._lines.takeAt(0)) is not None:
            old: QWidget | None = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for dossier, citizen in rows:
            line = DossierLine(dossier, citizen.name)
            line.clicked.connect(lambda _=False, d=dossier, c=citizen: self.chosen.emit(d, c))
            self._lines.addWidget(line)
        self._empty.setVisible(not rows)
