"""See the whole glass small and quick, and set the part of it that is scanned."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAction, QImage, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from desk.errors import RegionWrong
from desk.model.glass import Region
from desk.work.glass import Preview
from ui.runner import Runner
from ui.views.parts.button import Button
from ui.views.parts.keys import make_action
from ui.views.parts.paint import draw_box, painter_for
from ui.views.parts.text import Text
from ui.views.pictures import load_quickly
from ui.views.theme import theme
from ui.views.viewer import PageViewer

_SHARE = 0.86


class GlassDialog(QDialog):
    """Show the glass with the frame of the part; handles and arrow keys set it, Enter scans it.

    Signals:
        chosen: the `Region` to be scanned and remembered.
    """

    chosen = Signal(object)

    def __init__(self, preview: Preview, region: Region | None, runner: Runner, parent: QWidget) -> None:
        super().__init__(parent)
        self._glass = preview
        self.setModal(True)
        title = self.tr("Xem trước mặt kính")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.viewer = PageViewer()
        self.viewer.setAccessibleName(self.tr("Vùng sẽ quét"))
        self.viewer.crop_changed.connect(lambda _: self._tell())
        self._size = Text("", "label", "ink2")
        self._over = parent
        self.lie_beside()
        self._lay_out(title)
        path = preview.path
        runner.work(lambda _: load_quickly(path, 0), lambda picture: self._show(picture, region), lambda _: None)

    def lie_beside(self) -> None:
        """Take the share of the window that fits it as it is now, in its middle."""
        window = self._over.window()
        self.resize(round(window.width() * 0.62), round(window.height() * _SHARE))
        self.move(window.mapToGlobal(window.rect().center()) - self.rect().center())

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addWidget(Text(title, "heading"))
        keys = self.tr("Phím mũi tên dời mép trái và trên, Alt kèm mũi tên dời mép phải và dưới.")
        kept = self.tr("Vùng được nhớ cho loại giấy này.")
        column.addWidget(Text(f"{keys} {kept}", "label", "ink2", wrap=True))
        column.addWidget(self.viewer, 1)
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        row.addWidget(self._size)
        row.addStretch(1)
        for act in self._acts():
            row.addWidget(Button.of(act))
        column.addLayout(row)

    def _acts(self) -> list[QAction]:
        go = make_action(self, self.tr("Quét vùng này"), ["Return", "Enter"], "scan", "primary")
        go.setAutoRepeat(False)
        go.triggered.connect(self._give)
        whole = make_action(self, self.tr("Cả mặt kính"), "Ctrl+A", "fit")
        whole.triggered.connect(lambda: self._frame(QRectF(0, 0, 1, 1)))
        back = make_action(self, self.tr("Thôi"), "Esc")
        back.triggered.connect(self.reject)
        return [back, whole, go]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and a hairline for desktops without window frames."""
        super().paintEvent(event)
        painter = painter_for(self)
        draw_box(painter, QRectF(self.rect()), theme().colour("surface"), theme().colour("edge"), 0)
        painter.end()

    def _show(self, picture: QImage, region: Region | None) -> None:
        if not isValid(self):
            return  # it was closed before its picture came
        self.viewer.set_picture(picture)
        glass, frame = self._glass, QRectF(0, 0, 1, 1)
        if region is not None:
            frame = QRectF(
                region.left / glass.width_mm, region.top / glass.height_mm, region.width / glass.width_mm,
                region.height / glass.height_mm,
            )  # fmt: skip
        self._frame(frame)

    def _frame(self, frame: QRectF) -> None:
        self.viewer.start_crop(frame & QRectF(0, 0, 1, 1))
        self.viewer.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def region(self) -> Region | None:
        """Return the part that the frame stands around, None when it is no part one scans."""
        frame = self.viewer.crop_frame()
        if frame is None:
            return None
        wide, tall = self._glass.width_mm, self._glass.height_mm
        try:
            return Region(frame.left() * wide, frame.top() * tall, frame.width() * wide, frame.height() * tall)
        except RegionWrong:
            return None

    def _tell(self) -> None:
        region = self.region()
        words = self.tr("{width} x {height} mm")
        self._size.setText(words.format(width=round(region.width), height=round(region.height)) if region else "")

    def _give(self) -> None:
        region = self.region()
        if region is not None:
            self.accept()
            self.chosen.emit(region)
