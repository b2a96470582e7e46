"""View one page: zoom to the cursor, pan, fit, turn, choose its words, and the boxes of its fields."""

from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from ui.models.page_words import NO_WORDS
from ui.views.crop_item import CropItem, Edge
from ui.views.loupe import Loupe
from ui.views.page_items import BoxesItem, PageBox, PageItem
from ui.views.parts.paint import draw_ring, painter_for
from ui.views.parts.spoken import PAGE
from ui.views.sharp import Sharpener
from ui.views.text_hand import TextHand
from ui.views.theme import theme

Fit = Literal["page", "width", "free"]
"""How the zoom follows the window: whole page, page width, or as the clerk set it."""

SMALLEST_ZOOM, LARGEST_ZOOM = 0.05, 8.0
"""The zoom's range; 1 shows one picture pixel on one screen pixel."""

_STEP = 1.25
_NUDGE = 0.005
_WHEEL = 120
_MARGIN = 18
_RING = 4
"""Px at the edge of the viewport that the focus ring takes: what is scrolled must not carry it along."""


class PageViewer(QGraphicsView):
    """Show a page on its well; the wheel scrolls, Ctrl+wheel zooms at the cursor, dragging pans.

    With Shift, or once `text.switch` is on, dragging chooses words; a word pressed twice is chosen.

    Attributes:
        text: The words of the page, which of them are chosen, and where those looked for stand.

    Signals:
        box_clicked: the name of the box that was pressed.
        crop_changed: the frame while edges are set by hand, 0-1 of the page.
        zoom_changed: the zoom now, 1 for one picture pixel on one screen pixel.
    """

    spoken_role = PAGE

    box_clicked = Signal(str)
    crop_changed = Signal(QRectF)
    zoom_changed = Signal(float)

    def __init__(self, *, evidence: bool = False, parent: QWidget | None = None) -> None:
        """Make a viewer.

        Args:
            evidence: whether colours must stay true in dark palettes (compare, certify).
            parent: the parent widget.
        """
        super().__init__(parent)
        self._scene = QGraphicsScene(self)
        self._page = PageItem(dim=not evidence)
        self._boxes = BoxesItem(self._page)
        self.text = TextHand(self._page, self)
        self.text.moved.connect(self._bring)
        self._scene.addItem(self._page)
        self.setScene(self._scene)
        self._picture = QImage()
        self._fit: Fit = "page"
        self._turn = 0
        self._loupe: Loupe | None = None
        self._press: QPoint | None = None
        self._crop: CropItem | None = None
        self._held: tuple[Edge, ...] = ()
        self._sharpener = Sharpener(self)
        self._sharpener.ready.connect(self._page.set_sharp)
        self._set_up()

    def set_picture(self, picture: QImage) -> None:
        """Show a decoded page, upright; keeps the way of fitting, drops boxes, words and turn preview.

        A null picture empties the viewer. Decoding belongs to a worker, not here.
        """
        self._picture = picture
        self._turn = 0
        self._page.setRotation(0)
        self._page.set_picture(QPixmap.fromImage(picture))
        self._boxes.set_boxes(())
        self.text.set_words(NO_WORDS)
        self.end_crop()
        self._lay_out()

    def set_true_colour(self, *, true_colour: bool) -> None:
        """Show the page undimmed in dark palettes, as key D asks for."""
        self._page.set_dim(dim=not true_colour)

    def set_boxes(self, boxes: tuple[PageBox, ...]) -> None:
        """Draw boxes over the page; their rects are 0-1 of the upright page."""
        self._boxes.set_boxes(boxes)

    def set_current(self, name: str | None) -> None:
        """Light one box up; the page moves only if the box is out of sight."""
        self._boxes.set_current(name)
        if name is not None:
            self.ensure_box_visible(name)

    def light(self, name: str | None) -> None:
        """Light one box up where it is; nothing moves."""
        self._boxes.set_current(name)

    def page_rect(self) -> QRectF:
        """Give the page's area in the scene, whose units are the picture's px; empty when there is none."""
        return self._page.mapRectToScene(self._page.boundingRect())

    def ensure_box_visible(self, name: str) -> None:
        """Scroll just so far that a box can be seen, with a margin of 48 px."""
        rect = self._boxes.scene_rect(name)
        if rect is not None:
            self._bring(rect)

    def box_view_rect(self, name: str) -> QRectF | None:
        """Give where a box stands in the viewport in px, None when there is no such box."""
        rect = self._boxes.scene_rect(name)
        return None if rect is None else QRectF(self.mapFromScene(rect).boundingRect())

    def zoom(self) -> float:
        """Give the zoom, 1 for one picture pixel on one screen pixel."""
        return self.transform().m11()

    def set_zoom(self, zoom: float, at: QPoint | None = None) -> None:
        """Zoom to a scale, keeping the point `at` of the viewport (or the middle) in place."""
        wanted = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, zoom))
        self._fit = "free"
        anchor = at or self.viewport().rect().center()
        before = self.mapToScene(anchor)
        self._apply_zoom(wanted)
        moved = self.mapFromScene(before) - anchor
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + moved.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved.y())

    def zoom_in(self) -> None:
        """Zoom in by a quarter."""
        self.set_zoom(self.zoom() * _STEP)

    def zoom_out(self) -> None:
        """Zoom out by a quarter."""
        self.set_zoom(self.zoom() / _STEP)

    def fit(self, way: Fit) -> None:
        """Fit the whole page or its width, now and when the window changes size."""
        self._fit = way
        self._fit_now()

    def fit_way(self) -> Fit:
        """Give how the zoom follows the window."""
        return self._fit

    def preview_turn(self, degrees: int) -> None:
        """Show the page turned by 0, 90, 180 or 270° clockwise; the picture itself is not touched."""
        self._turn = degrees % 360
        self._page.setTransformOriginPoint(self._page.boundingRect().center())
        self._page.setRotation(self._turn)
        self._lay_out()

    def start_crop(self, frame: QRectF | None = None) -> None:
        """Set the edges by hand: drag them, or arrows for left and top, Alt+arrows for the others.

        Args:
            frame: where the edges are now, 0-1 of the page; the whole page when not given.
        """
        self.end_crop()
        self._crop = CropItem(self._page, QRectF(frame or QRectF(0, 0, 1, 1)))
        self.setFocus()

    def end_crop(self) -> QRectF | None:
        """Take the frame away and give where it stood; None when there was none."""
        if self._crop is None:
            return None
        frame = self._crop.frame()
        self._scene.removeItem(self._crop)
        self._crop = None
        return frame

    def crop_frame(self) -> QRectF | None:
        """Tell where the frame stands, 0-1 of the page; None when no edges are being set."""
        return self._crop.frame() if self._crop is not None else None

    def cropping(self) -> bool:
        """Tell whether edges are being set."""
        return self._crop is not None

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the words from the screen while they have something to act on."""
        asked = event.type() == QEvent.Type.ShortcutOverride and self._crop is None
        if asked and isinstance(event, QKeyEvent) and self.text.wants(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the frame's edges or go from word to word by the arrow keys, else scroll."""
        if self._crop is None and self.text.press_key(event):
            return
        beyond = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        edges: dict[int, tuple[Edge, float]] = {
            Qt.Key.Key_Left: ("right" if beyond else "left", -_NUDGE),
            Qt.Key.Key_Right: ("right" if beyond else "left", _NUDGE),
            Qt.Key.Key_Up: ("bottom" if beyond else "top", -_NUDGE),
            Qt.Key.Key_Down: ("bottom" if beyond else "top", _NUDGE),
        }
        if self._crop is None or event.key() not in edges:
            super().keyPressEvent(event)
            return
        self._crop.nudge(*edges[event.key()])
        self.crop_changed.emit(self._crop.frame())

    def set_loupe(self, *, on: bool) -> None:
        """Show a round glass at the pointer that shows the page 2.5 times as large."""
        if self._loupe is not None:
            self._loupe.move(None)
        self._loupe = Loupe(self.viewport(), self._page) if on else None
        if self._loupe is not None:
            self._loupe.move(self.viewport().rect().center())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._fit_now()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / _WHEEL
            self.set_zoom(self.zoom() * _STEP**steps, event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the press was, to tell a click from a pan."""
        self._press = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        if self._crop is None and left and self.text.press(self.mapToScene(self._press), event.modifiers()):
            event.accept()
            return
        if self._crop is not None:
            self._held = self._crop.edges_at(self.mapToScene(self._press), self.zoom())
            if self._held:
                event.accept()
                return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which box was clicked."""
        if self.text.release():
            self._press = None
        super().mouseReleaseEvent(event)
        event.accept()
        if self._held:
            self._held = ()
            return
        at = event.position().toPoint()
        if self._press is not None and (at - self._press).manhattanLength() <= 4:
            name = self._boxes.box_at(self.mapToScene(at))
            if name is not None:
                self.box_clicked.emit(name)
        self._press = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose the word that was pressed twice."""
        if self._crop is None and self.text.press_twice(self.mapToScene(event.position().toPoint())):
            event.accept()
        else:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose words or move the loupe; show a hand over a box."""
        at = event.position().toPoint()
        if self.text.drag(self.mapToScene(at)):
            return
        if self._crop is not None and self._held:
            self._crop.drag(self._held, self.mapToScene(at))
            self.crop_changed.emit(self._crop.frame())
            return
        super().mouseMoveEvent(event)
        if self._loupe is not None:
            self._loupe.move(at)
        if not event.buttons():
            over = self._boxes.box_at(self.mapToScene(at)) is not None
            idle = Qt.CursorShape.IBeamCursor if self.text.on else Qt.CursorShape.OpenHandCursor
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else idle)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll what is painted, and paint anew what lies over it: the loupe and the focus ring stay in place."""
        super().scrollContentsBy(dx, dy)
        if self._loupe is not None:
            area = self._loupe.area()
            self.viewport().update(area.united(area.translated(dx, dy)))
        if self.hasFocus():
            self._paint_edges(abs(dx), abs(dy))

    def changeEvent(self, event: QEvent) -> None:
        """Take the well's colour of the palette in use."""
        if event.type() == QEvent.Type.StyleChange:
            self.setBackgroundBrush(theme().colour("well"))
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page, then the loupe and the focus ring."""
        super().paintEvent(event)
        if self._loupe is None and not self.hasFocus():
            return
        painter = painter_for(self.viewport())
        if self._loupe is not None and self._loupe.at is not None:
            self._loupe.paint(painter, self.mapToScene(self._loupe.at), self.zoom())
        if self.hasFocus():
            draw_ring(painter, QRectF(self.viewport().rect()), 2)
        painter.end()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackgroundBrush(theme().colour("well"))
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setMouseTracking(True)
        # Qt hands a viewport's policy on to its view, so the view's own comes after it: F6 must reach the page.
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Trang giấy"))

    def _visible(self) -> QRectF:
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def _bring(self, rect: QRectF) -> None:
        """Scroll just so far that a place of the scene can be seen."""
        if not self._visible().contains(rect):
            self.ensureVisible(rect, 48, 48)

    def _paint_edges(self, across: int, down: int) -> None:
        room = self.viewport().rect()
        wide, tall = _RING + across, _RING + down
        for edge in (
            QRect(0, 0, room.width(), tall), QRect(0, room.height() - tall, room.width(), tall),
            QRect(0, 0, wide, room.height()), QRect(room.width() - wide, 0, wide, room.height()),
        ):  # fmt: skip
            self.viewport().update(edge)

    def _lay_out(self) -> None:
        self._scene.setSceneRect(self._page.mapRectToScene(self._page.boundingRect()))
        self._fit_now()

    def _fit_now(self) -> None:
        page = self._page.mapRectToScene(self._page.boundingRect())
        if self._fit == "free" or page.isEmpty():
            self._want_sharp()
            return
        room = self.contentsRect().size()
        across = max(40, room.width() - 2 * _MARGIN) / page.width()
        down = max(40, room.height() - 2 * _MARGIN) / page.height()
        if self._fit == "page":
            self._apply_zoom(min(across, down))
            self.centerOn(page.center())
        elif across <= down:
            self._apply_zoom(across)
        else:
            bar = self.verticalScrollBar().sizeHint().width()
            self._apply_zoom(max(40, room.width() - bar - 2 * _MARGIN) / page.width())

    def _apply_zoom(self, zoom: float) -> None:
        policy = Qt.ScrollBarPolicy
        free = self._fit == "free"
        self.setHorizontalScrollBarPolicy(policy.ScrollBarAsNeeded if free else policy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if self._fit == "page" else policy.ScrollBarAsNeeded)
        self.resetTransform()
        self.scale(zoom, zoom)
        # The well's margin stays the same in screen px at every zoom.
        page = self._page.mapRectToScene(self._page.boundingRect())
        edge = _MARGIN / zoom
        self._scene.setSceneRect(page.adjusted(-edge, -edge, edge, edge))
        self._want_sharp()
        self.zoom_changed.emit(zoom)

    def _want_sharp(self) -> None:
        self._sharpener.want(self._picture, self.zoom() * self.devicePixelRatioF())
