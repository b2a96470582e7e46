"""Hold the viewer's tools above the page, each with its name, tip and key."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.views.icons import IconName
from ui.views.parts.button import Button
from ui.views.parts.card import Box
from ui.views.parts.keys import make_action
from ui.views.parts.text import ElidedText, Text
from ui.views.theme import theme
from ui.views.viewer import PageViewer

_TALL = 44
_QUARTER_TURN = 90


class ViewerBar(Box):
    """Show which page this is and the tools: zoom, fit, turn, crop, loupe, words to copy and to find.

    Signals:
        turn_asked: 90 or 270, clockwise; the screen turns the page itself and previews it.
        crop_asked: the edges are to be set by hand.
        find_asked: words are to be looked for on the paper.
    """

    turn_asked = Signal(int)
    crop_asked = Signal()
    find_asked = Signal()

    def __init__(
        self,
        viewer: PageViewer,
        *,
        can_edit: bool = True,
        can_crop: bool = True,
        with_words: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the bar of a viewer.

        Without `can_edit` nothing is turned and cropped, without `can_crop` nothing cropped; `with_words` the words
        of its pages are known, to be chosen, copied and found.
        """
        super().__init__("top", parent)
        self._viewer = viewer
        self._said = ("", "")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 0, 14, 0)
        self._row.setSpacing(2)
        self._title = Text("", "label", weight=700)
        self._facts = ElidedText("", "label", "ink2")
        self._row.addWidget(self._title)
        self._row.addSpacing(6)
        self._row.addWidget(self._facts, 1)
        self._add_zooming()
        if can_edit:
            self._add_editing(can_crop=can_crop)
        loupe = self._tool(self.tr("Kính lúp"), "Ctrl+L", "loupe")
        loupe.setCheckable(True)
        loupe.toggled.connect(lambda on: viewer.set_loupe(on=on))
        if with_words:
            self._add_words()
        self._zoom = Text("", "label", "ink2", weight=600)
        self._row.addSpacing(6)
        self._row.addWidget(self._zoom)
        viewer.zoom_changed.connect(self._show_zoom)
        self._show_zoom(viewer.zoom())
        self._fit_height()

    def _add_zooming(self) -> None:
        viewer = self._viewer
        self._tool(self.tr("Thu nhỏ"), "Ctrl+-", "zoom-out").triggered.connect(viewer.zoom_out)
        zoom_in = self._tool(self.tr("Phóng to"), ["Ctrl+=", "Ctrl++"], "zoom-in")
        zoom_in.triggered.connect(viewer.zoom_in)
        fit = self._tool(self.tr("Vừa cả trang"), "Ctrl+0", "fit")
        fit.triggered.connect(lambda: viewer.fit("page"))
        wide = self._tool(self.tr("Vừa chiều ngang"), "Ctrl+9", "fit-width")
        wide.triggered.connect(lambda: viewer.fit("width"))

    def changeEvent(self, event: QEvent) -> None:
        """Take the new height when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self._fit_height()
        super().changeEvent(event)

    def _fit_height(self) -> None:
        self.setFixedHeight(theme().px(_TALL))

    def show_page(self, title: str, facts: str = "") -> None:
        """Say which page is shown («Trang 3 / 4») and its facts («300 dpi · thẳng»)."""
        self._said = (title, facts)
        self._title.setText(title)
        self._viewer.setAccessibleName(f"{title}. {facts}")
        self._show_facts()

    def _add_editing(self, *, can_crop: bool) -> None:
        left = self._tool(self.tr("Xoay trái"), "Ctrl+[", "turn-left")
        left.triggered.connect(lambda: self.turn_asked.emit(3 * _QUARTER_TURN))
        right = self._tool(self.tr("Xoay phải"), "Ctrl+]", "turn-right")
        right.triggered.connect(lambda: self.turn_asked.emit(_QUARTER_TURN))
        if can_crop:
            self._tool(self.tr("Cắt mép"), "Ctrl+E", "crop").triggered.connect(self.crop_asked)

    def _add_words(self) -> None:
        text = self._viewer.text
        choose = self._tool(self.tr("Bôi chữ để chép"), "Ctrl+B", "text-cursor")
        choose.setCheckable(True)
        choose.setStatusTip(self.tr("Bôi chữ để chép: kéo chuột trên chữ, hoặc mũi tên và Shift"))
        choose.toggled.connect(self._choose_words)
        text.switched.connect(choose.setChecked)
        find = self._tool(self.tr("Tìm chữ trên giấy"), "Ctrl+F", "search")
        find.triggered.connect(self.find_asked)
        self._copy = make_action(self, self.tr("Chép chữ đã bôi"), "Ctrl+C")
        self._copy.triggered.connect(text.copy)
        self._copy.setEnabled(False)
        text.chosen.connect(self._chosen)

    def _choose_words(self, on: bool) -> None:  # noqa: FBT001 -- Qt's own signature
        self._viewer.text.switch(on=on)
        if on:
            self._viewer.setFocus()

    def _chosen(self, text: str) -> None:
        self._copy.setEnabled(bool(text))
        self._viewer.setAccessibleDescription(self.tr("Đã bôi: {text}").format(text=text) if text else "")
        self._show_facts()

    def _show_facts(self) -> None:
        count = self._viewer.text.count
        chosen = self.tr("Đã bôi {count} từ, Ctrl C để chép").format(count=count)
        self._facts.setText(chosen if count else self._said[1])

    def _tool(self, name: str, keys: str | list[str], icon: IconName) -> QAction:
        action = make_action(self, name, keys, icon, "tool")
        self._row.addWidget(Button.of(action, "small"))
        return action

    def _show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{round(zoom * 100)} %")
