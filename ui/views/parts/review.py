"""Review what the machine read: one doubt at a time with its picture, sure values in a line."""

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.views.icons import IconName, draw_icon
from ui.views.parts.button import Button
from ui.views.parts.card import Card
from ui.views.parts.chip import Chip
from ui.views.parts.field import Line
from ui.views.parts.keys import make_action
from ui.views.parts.paint import cap_size, draw_box, draw_cap, draw_ring, elided, painter_for
from ui.views.parts.paint import text_width as wide_of
from ui.views.parts.text import Text
from ui.views.theme import theme

if TYPE_CHECKING:
    from ui.views.tokens import Colour

RowState = Literal["sure", "doubt", "done", "missing"]
"""A field in a line: read surely, still to be looked at, accepted by a person, not found."""

_CROP_TALL = 62
_ALTERNATIVES = 3
_LEGIBLE, _PART = 26, 0.54
"""Height of a crop in px at 100 % under which it is shown in two rows; which part of it each row shows, 0-1."""

_SHORT = 12
"""Letters up to which three readings stand side by side."""


@dataclass(frozen=True)
class FieldFacts:
    """Hold what is shown of one field; every text is ready to read.

    Attributes:
        name: the field's stable key.
        label: the form's own word («Số định danh cá nhân»).
        value: what was read.
        chip: the state in words («Cần xem 1 trên 3»).
        reason: why it is doubted, one or two lines.
        crop: the picture of the word and its label, None when there is none.
        mark: the doubted place in the crop, 0-1 of its width and height; None for no mark.
        alternatives: other readings, best first, at most three.
        sure: how sure the machine is, in words («99 %»).
    """

    name: str
    label: str
    value: str
    chip: str = ""
    reason: str = ""
    crop: QImage | None = None
    mark: QRectF | None = None
    alternatives: tuple[str, ...] = ()
    sure: str = ""


class Crop(QWidget):
    """Show the picture of a word at reading size, its doubted place in amber."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QImage | None = None
        self._mark: QRectF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_crop(self, picture: QImage | None, mark: QRectF | None = None) -> None:
        """Show a picture; `mark` is 0-1 of it. None empties and hides the crop."""
        self._picture, self._mark = picture, mark
        self.setVisible(picture is not None and not picture.isNull())
        self.update()

    def sizeHint(self) -> QSize:
        """Measure the strip."""
        return QSize(120, theme().px(_CROP_TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper, the word and its mark; dimmed in dark palettes."""
        del event
        picture = self._picture
        if picture is None or picture.isNull():
            return
        now = theme()
        page = now.tokens.page
        painter = painter_for(self)
        rect = QRectF(self.rect())
        draw_box(painter, rect, QColor(page.colours["paper"]), now.colour("line"), 8)
        room = rect.adjusted(8, 5, -8, -5)
        long = picture.height() * room.width() / picture.width() < now.px(_LEGIBLE)
        if long:  # a long value at reading size: its first part above, the rest below
            half = QRectF(room.left(), room.top(), room.width(), room.height() / 2 - 1)
            self._draw_part(painter, half, 0.0, _PART)
            self._draw_part(painter, half.translated(0, half.height() + 2), 1.0 - _PART, _PART)
        else:
            self._draw_part(painter, room, 0.0, 1.0)
        if now.dark:
            shade = QColor(now.colour("shadow"))
            shade.setAlphaF(page.dim)
            draw_box(painter, rect, shade, None, 8)
        painter.end()

    def _draw_part(self, painter: QPainter, room: QRectF, begin: float, wide: float) -> None:
        """Draw a part of the picture, from where on and how wide (0-1), with the mark on it."""
        picture = self._picture
        if picture is None:
            return
        source = QRectF(begin * picture.width(), 0, wide * picture.width(), picture.height())
        scale = min(room.width() / source.width(), room.height() / source.height())
        size = QSizeF(source.width() * scale, source.height() * scale)
        box = QRectF(QPointF(room.left(), room.center().y() - size.height() / 2), size)
        painter.drawImage(box, picture, source)
        if self._mark is None:
            return
        amber = QColor(theme().tokens.page.colours["doubt"])
        amber.setAlphaF(0.32)
        mark = QRectF(
            box.left() + (self._mark.left() - begin) * box.width() / wide,
            box.top() + self._mark.top() * box.height(),
            self._mark.width() * box.width() / wide,
            self._mark.height() * box.height(),
        )
        painter.fillRect(mark & box, amber)


class FieldCard(Card):
    """Show the field in work: its crop, an editor, why it is doubted, and other readings.

    Alt+1…3 put another reading into the editor; the editor keeps the focus.

    Signals:
        edited: the field's name and its text, as it is typed or taken from a reading.
    """

    edited = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(state="doubt", parent=parent)
        self._facts = FieldFacts("", "", "")
        self._label = Text("", "heading", wrap=True)
        self._chip = Chip("", "doubt")
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._label, 1)
        top.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        self._crop = Crop()
        self.line = Line(role="title")
        self._means = Text("", "label", "ok", weight=600, wrap=True)
        self._means.hide()
        self._reason = Text("", "label", "ink2", wrap=True)
        self._others = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._others.setSpacing(8)
        self._acts: list[QAction] = []
        self._buttons: list[Button] = []
        for number in range(_ALTERNATIVES):
            self._make_other(number)
        self._others.addStretch(1)
        self.body.addLayout(top)
        for part in (self._crop, self.line, self._means, self._reason):
            self.body.addWidget(part)
        self.body.addLayout(self._others)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._tell)

    def show_field(self, facts: FieldFacts) -> None:
        """Show a field in the card and select its value for typing over."""
        self._facts = facts
        self._label.setText(facts.label)
        self._chip.setVisible(bool(facts.chip))
        self._chip.set_state(facts.chip, "doubt" if facts.reason else "ok")
        self.set_state("doubt" if facts.reason else "current")
        self._crop.show_crop(facts.crop, facts.mark)
        self.line.setText(facts.value)
        self.line.selectAll()
        said = f"{facts.label}. {facts.chip}"
        self.line.setAccessibleName(said)
        self.line.setAccessibleDescription(facts.reason)
        self._reason.setText(facts.reason)
        self._reason.setVisible(bool(facts.reason))
        self.show_means("")
        self.show_others(facts.alternatives)

    def show_picture(self, facts: FieldFacts) -> None:
        """Show the picture of the word alone, once it has come; what is being typed stays as it is."""
        self._crop.show_crop(facts.crop, facts.mark)

    def show_others(self, alternatives: tuple[str, ...]) -> None:
        """Offer other readings by Alt+1…3, side by side while they are short; what was typed stays."""
        self._facts = replace(self._facts, alternatives=alternatives)
        long = sum(len(one) for one in alternatives) > _SHORT * len(alternatives)
        ways = QBoxLayout.Direction
        self._others.setDirection(ways.TopToBottom if long else ways.LeftToRight)
        for number, action in enumerate(self._acts):
            there = number < len(alternatives)
            action.setText(alternatives[number] if there else "")
            action.setEnabled(there)
            self._buttons[number].setVisible(there)
        self._light()

    def show_means(self, words: str) -> None:
        """Say below the line how what is typed is understood; "" for nothing to say."""
        self._means.setText(words)
        self._means.setVisible(bool(words))

    def facts(self) -> FieldFacts:
        """Give the field shown, as it was handed over."""
        return self._facts

    def value(self) -> str:
        """Give what stands in the editor in NFC, without spaces at the ends, a word still being composed with it."""
        return unicodedata.normalize("NFC", self.line.whole_text()).strip()

    def take(self, number: int) -> None:
        """Put a reading (0 is the first) into the editor."""
        if number < len(self._facts.alternatives):
            self.line.setText(self._facts.alternatives[number])
            self.line.setModified(True)
            self._tell()

    def _make_other(self, number: int) -> None:
        action = make_action(self, "", f"Alt+{number + 1}")
        action.triggered.connect(lambda: self.take(number))
        button = Button.of(action, "small")
        button.give_way()
        self._acts.append(action)
        self._buttons.append(button)
        self._others.addWidget(button)

    def _tell(self) -> None:
        self._light()
        self.edited.emit(self._facts.name, self.line.text())

    def _light(self) -> None:
        for action, button in zip(self._acts, self._buttons, strict=True):
            button.set_role("soft" if action.text() == self.line.text() else "secondary")


class FieldRow(QAbstractButton):
    """Show one field in a line (sure, done) or two (doubt, missing); a press brings it up.

    The signal `clicked` asks to work on it.
    """

    def __init__(self, facts: FieldFacts, state: RowState = "sure", key: str = "", label_px: int = 92) -> None:
        """Make a row.

        Args:
            facts: the field.
            state: decides the icon and the number of lines.
            key: a key cap shown at the right of a doubt («Tab»).
            label_px: the width kept for labels in px at 100 %, so the values of a list align.
        """
        super().__init__()
        self._key = key
        self._label_px = label_px
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_field(facts, state)

    def show_field(self, facts: FieldFacts, state: RowState) -> None:
        """Show other facts in the row."""
        self._facts, self._state = facts, state
        said = (facts.label, facts.value, facts.chip, facts.reason, facts.sure)
        self.setText(facts.value)
        self.setToolTip(f"{facts.label}: {facts.value}" if facts.value else facts.label)
        self.setAccessibleName(". ".join(word for word in said if word))
        self.setAccessibleDescription(self._key)
        self.updateGeometry()
        self.update()

    def facts(self) -> FieldFacts:
        """Give the field shown."""
        return self._facts

    def sizeHint(self) -> QSize:
        """Measure one line or two."""
        return QSize(220, theme().px(48 if self._two_lines() else 26))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon, the label, the value and what is said of it."""
        del event
        now = theme()
        painter = painter_for(self)
        rect = QRectF(self.rect())
        if self.underMouse():
            draw_box(painter, rect, now.colour("sunken"), None, 6)
        icons: dict[RowState, tuple[IconName, Colour]] = {
            "sure": ("check", "ok"),
            "done": ("check-circle", "ok"),
            "doubt": ("warn", "doubt"),
            "missing": ("waiting", "ink3"),
        }
        icon, ink = icons[self._state]
        side = now.px(16)
        line = rect.height() / 2 if self._two_lines() else rect.height()
        draw_icon(painter, icon, QPointF(0, (line - side) / 2), ink, side)
        if self._two_lines():
            self._paint_two(painter, rect)
        else:
            self._paint_one(painter, rect)
        if self.hasFocus():
            draw_ring(painter, rect, 6)
        painter.end()

    def _two_lines(self) -> bool:
        return self._state in ("doubt", "missing")

    def _paint_one(self, painter: QPainter, rect: QRectF) -> None:
        now = theme()
        middle = Qt.AlignmentFlag.AlignVCenter
        caption, body = now.font("caption"), now.font("body", 500)
        x = now.px(24)
        sure = wide_of(caption, self._facts.sure)
        painter.setFont(now.font("label"))
        painter.setPen(now.colour("ink2"))
        label = elided(now.font("label"), self._facts.label, now.px(self._label_px))
        painter.drawText(rect.adjusted(x, 0, 0, 0), middle, label)
        x += now.px(self._label_px + 8)
        painter.setFont(body)
        painter.setPen(now.colour("ink"))
        value = elided(body, self._facts.value, rect.width() - x - sure - 8)
        painter.drawText(rect.adjusted(x, 0, 0, 0), middle, value)
        painter.setFont(caption)
        painter.setPen(now.colour("ink3"))
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, self._facts.sure)

    def _paint_two(self, painter: QPainter, rect: QRectF) -> None:
        now = theme()
        middle = Qt.AlignmentFlag.AlignVCenter
        right = middle | Qt.AlignmentFlag.AlignRight
        upper = QRectF(now.px(24), 2, rect.width() - now.px(24), rect.height() / 2 - 2)
        lower = upper.translated(0, upper.height())
        caption, label = now.font("caption"), now.font("label", 600)
        name = elided(label, self._facts.label, upper.width() * 0.62)
        painter.setFont(label)
        painter.setPen(now.colour("ink"))
        painter.drawText(upper, middle, name)
        room = upper.width() - wide_of(label, name) - 10
        painter.setFont(caption)
        painter.setPen(now.colour("doubt" if self._state == "doubt" else "ink3"))
        painter.drawText(upper, right, elided(caption, self._facts.reason, room))
        heading = now.font("heading", 500)
        cap = cap_size(self._key) if self._key else QSize(0, 0)
        painter.setFont(heading)
        painter.setPen(now.colour("ink"))
        value = elided(heading, self._facts.value, lower.width() - cap.width() - 8)
        painter.drawText(lower, middle, value)
        if self._key:
            at = QPointF(rect.right() - cap.width(), lower.center().y() - cap.height() / 2)
            draw_cap(painter, at, self._key, now.colour("ink2"), now.colour("edge"))


class FieldList(Card):
    """Hold field rows under one title with a count: «Máy đọc chắc · 5 mục»."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, dense=True, parent=parent)
        self.title.set_role("label", 600)
        self.title.set_tone("ink2")
        self._count = Text("", "label", "ink2")
        self.head.addWidget(self._count)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)

    def set_rows(self, rows: list[FieldRow], count: str) -> None:
        """Show other rows; the old ones are let go."""
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        for row in rows:
            self._rows.addWidget(row)
        self._count.setText(count)
        self.setVisible(bool(rows))
