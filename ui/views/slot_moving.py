"""Move a paper from one slot of the dossier to another: drag its row, or X takes it up and V puts it down."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QMouseEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QGraphicsOpacityEffect, QWidget

from ui.models.sorting import Sorting, Wanted
from ui.models.steps import is_scanned
from ui.models.window import WindowModel
from ui.views.parts.banner import announce
from ui.views.parts.keys import make_action
from ui.views.parts.paint import painter_for
from ui.views.parts.slot import SlotRow
from ui.views.screen import Screen
from ui.views.slot_words import head_name
from ui.views.stack_drag import count_block
from ui.views.theme import theme

MIME = "application/x-saoy-slot"
"""What a drag of a paper carries: the slot it lies in."""

_FAINT = 0.4


def _above(widget: QWidget) -> Iterator[QWidget]:
    """Yield what a widget lies in, the nearest first."""
    holder = widget.parentWidget()
    while holder is not None:
        yield holder
        holder = holder.parentWidget()


class _Zone(QWidget):
    """Light up the row a paper would go to."""

    def __init__(self, row: QWidget) -> None:
        super().__init__(row)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(row.rect())
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashed edge of a drop zone."""
        del event
        now = theme()
        painter = painter_for(self)
        pen = QPen(now.colour("accent"), 2)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        radius = now.radius("card")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), radius, radius)
        painter.end()


class SlotMoving(QObject):
    """Watch the rows of the slots, and move the newest paper of one to another.

    Attributes:
        lifted: The slot whose paper was taken up, 0 for none.
    """

    def __init__(self, model: WindowModel, pane: QWidget) -> None:
        super().__init__(pane)
        self._model = model
        self._acts = Sorting(model, self)
        self._rows: dict[SlotRow, int] = {}
        self._pressed: tuple[SlotRow, QPoint] | None = None
        self._zone: _Zone | None = None
        self.lifted = 0
        self._pane, self._told = pane, False
        self._lift = make_action(pane, self.tr("Nhấc giấy của mục này lên, hoặc thôi"), "X")
        self._lift.triggered.connect(self.lift)
        self._put = make_action(pane, self.tr("Đặt giấy đã nhấc vào mục này"), "V")
        self._put.triggered.connect(self.put_down)
        model.counter.changed.connect(self.refresh)
        self.refresh()

    def watch(self, row: SlotRow, place: int) -> None:
        """Let a row give its paper and take others'."""
        self._rows[row] = place
        row.setAcceptDrops(True)
        row.installEventFilter(self)

    def forget(self) -> None:
        """Let go of the rows: others are shown."""
        self._rows.clear()
        self._hold(0)

    def refresh(self) -> None:
        """Let the keys act where there is something to move, and a place for it."""
        here = self._model.counter.place
        if self.lifted and not self.gives(self.lifted):
            self._hold(0)
        self._lift.setEnabled(bool(self.lifted) or self.gives(here))
        self._put.setEnabled(bool(self.lifted) and here != self.lifted and self.takes(here))

    def gives(self, place: int) -> bool:
        """Tell whether a paper of its own lies in a slot."""
        slot = self._model.counter.slot(place)
        return slot is not None and bool(slot.documents)

    def takes(self, place: int) -> bool:
        """Tell whether paper may go into a slot."""
        counter, slot = self._model.counter.counter, self._model.counter.slot(place)
        if counter is None or slot is None or slot.reused is not None or slot.shown_at is not None:
            return False
        return is_scanned(slot.component, counter.dossier.procedure.kind)

    def lift(self) -> None:
        """Take the paper of the slot in hand up; again lets go of it."""
        self._hold(0 if self.lifted else self._model.counter.place)
        self.refresh()

    def put_down(self) -> None:
        """Put the paper that was taken up into the slot in hand."""
        if self._put.isEnabled():
            self.move(self.lifted, self._model.counter.place)

    def move(self, before: int, after: int) -> None:
        """Move the newest paper of a slot to another."""
        slot, counter = self._model.counter.slot(before), self._model.counter.counter
        self._hold(0)
        if slot is not None and slot.documents and counter is not None and before != after and self.takes(after):
            words = self.tr("Đã chuyển giấy sang «{name}»").format(name=head_name(counter, after))
            self._acts.do(Wanted({}, after, slot.documents[-1].id), words)

    # -- mouse -------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin a drag from a row with a paper, and take one that is dropped on a row."""
        if not isinstance(watched, SlotRow) or watched not in self._rows:
            return super().eventFilter(watched, event)
        kind = event.type()
        if isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseButtonPress:
            left = event.button() == Qt.MouseButton.LeftButton and self.gives(self._rows[watched])
            self._pressed = (watched, event.position().toPoint()) if left else None
        elif isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseMove and self._pressed is not None:
            row, at = self._pressed
            if (event.position().toPoint() - at).manhattanLength() >= QApplication.startDragDistance():
                self._pressed = None
                self._drag(row)
                return True
        elif kind == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            return self._enter(watched, event)
        elif kind in (QEvent.Type.DragLeave, QEvent.Type.MouseButtonRelease):
            self._pressed = None
            self._light(None)
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._light(None)
            before = int(bytes(event.mimeData().data(MIME).data()).decode() or 0)
            event.acceptProposedAction()
            self.move(before, self._rows[watched])
            return True
        return super().eventFilter(watched, event)

    def _enter(self, row: SlotRow, event: QDragEnterEvent) -> bool:
        place = self._rows[row]
        if not event.mimeData().hasFormat(MIME) or not self.takes(place) or place == self.lifted:
            event.ignore()
            return True
        self._light(row)
        event.acceptProposedAction()
        return True

    def _drag(self, row: SlotRow) -> None:
        place = self._rows[row]
        self._hold(place)
        data = QMimeData()
        data.setData(MIME, str(place).encode())
        drag = QDrag(row)
        drag.setMimeData(data)
        drag.setPixmap(count_block(1))
        drag.exec(Qt.DropAction.MoveAction)
        self._hold(0)
        self._light(None)

    def _hold(self, place: int) -> None:
        self.lifted = place if place and self.gives(place) else 0
        screen = next((one for one in _above(self._pane) if isinstance(one, Screen)), None)
        words = self.tr("Đã nhấc giấy của mục {place}: V để đặt vào mục khác, X để thôi").format(place=self.lifted)
        if screen is not None and self.lifted:
            screen.set_fact(words)
            announce(self._pane, words)
        elif screen is not None and self._told:
            screen.set_fact("")
        self._told = bool(self.lifted)
        for row, one in self._rows.items():
            faint = QGraphicsOpacityEffect(row) if one == self.lifted else None
            if faint is not None:
                faint.setOpacity(_FAINT)
            row.setGraphicsEffect(faint)  # type: ignore[arg-type]  # None takes it away

    def _light(self, row: QWidget | None) -> None:
        if self._zone is not None:
            self._zone.deleteLater()
            self._zone = None
        if row is not None:
            self._zone = _Zone(row)
