"""Compare two papers page by page: both panes at the same place and zoom, and what was looked at is counted."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.views.compare_head import PaneHead
from ui.views.page_items import PageBox
from ui.views.parts.card import Box, Rule
from ui.views.parts.keys import make_action
from ui.views.parts.text import Text
from ui.views.viewer import PageViewer

ACROSS, DOWN = 4, 24
"""Cells a page is parted into to tell which of it was in sight."""

TICK_MS = 250
LOOK_TICKS = 4
"""A cell was looked at when it was in sight for so many ticks: one second."""


@dataclass
class Sight:
    """How long each cell of a page was in sight, in ticks."""

    ticks: dict[tuple[int, int], int] = field(default_factory=dict)

    def see(self, shown: QRectF) -> None:
        """Take in one tick with a part of the page in sight, 0-1 of it."""
        for x in range(ACROSS):
            for y in range(DOWN):
                if shown.contains(QPointF((x + 0.5) / ACROSS, (y + 0.5) / DOWN)):
                    self.ticks[x, y] = self.ticks.get((x, y), 0) + 1

    @property
    def whole(self) -> bool:
        """Tell whether every cell was looked at."""
        return len(self.ticks) == ACROSS * DOWN and min(self.ticks.values()) >= LOOK_TICKS


class Pane(QStackedWidget):
    """Show one page in its viewer, or say why there is none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.viewer = PageViewer(evidence=True)
        self.viewer.setAccessibleName(name)
        self._words = Text("", "label", "ink2", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        note = Box("well")
        inside = QVBoxLayout(note)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.addWidget(self._words)
        self.addWidget(note)
        self.addWidget(self.viewer)
        self.sight = Sight()
        self.there = False

    def show_page(self, picture: QImage | None, words: str = "") -> None:
        """Show a picture, or words in its place."""
        self.there = picture is not None and not picture.isNull()
        self.sight = Sight()
        self._words.setText(words)
        self.setCurrentIndex(1 if self.there else 0)
        self.viewer.set_picture(picture if picture is not None else QImage())

    def shown(self) -> QRectF:
        """Return which part of the page is in sight, 0-1 of it; a hair more, as the edge counts as seen."""
        page = self.viewer.page_rect()
        if page.isEmpty():
            return QRectF()
        seen = self.viewer.mapToScene(self.viewer.viewport().rect()).boundingRect()
        return QRectF(
            seen.left() / page.width(), seen.top() / page.height(),
            seen.width() / page.width(), seen.height() / page.height(),
        )  # fmt: skip


class ComparePanes(Box):
    """Show the same page of two papers side by side; scrolling and zooming go in step.

    Signals:
        wanted: the place of a page whose pictures are to be shown.
        looked: the place of a page that was wholly in sight on both sides.
    """

    wanted = Signal(int)
    looked = Signal(int)

    def __init__(self, names: tuple[str, str], parent: QWidget | None = None) -> None:
        """Make the panes of two papers, by their names."""
        super().__init__("bg", parent)
        self._total, self._page, self._told = 0, 0, False
        self._turning = False
        self.panes = (Pane(names[0]), Pane(names[1]))
        self.heads = (PaneHead(names[0]), PaneHead(names[1]))
        self._make_tools()
        self._lay_out()
        for here, there in (self.panes, reversed(self.panes)):
            here.viewer.zoom_changed.connect(lambda _=0.0, a=here, b=there: self._zoom_along(a, b))
            for bar in (here.viewer.verticalScrollBar(), here.viewer.horizontalScrollBar()):
                bar.valueChanged.connect(lambda _=0, a=here, b=there: self._scroll_along(a, b))
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self.tick)
        self._clock.start()

    # -- pages -------------------------------------------------------------------------------------------------------

    def start(self, total: int, at: int = 1) -> None:
        """Begin with so many pages, one of them shown; 0 = they are not known yet."""
        self._total, self._page = total, 0
        self.go_to(at)

    @property
    def page(self) -> int:
        """Return the place of the page shown, 0 for none."""
        return self._page

    @property
    def total(self) -> int:
        """Return how many pages there are."""
        return self._total

    def go_to(self, place: int) -> None:
        """Show another page; its pictures are asked for."""
        wanted = max(1, min(self._total, place)) if self._total else 0
        for act, by in ((self.before, -1), (self.after, 1)):
            act.setEnabled(0 < wanted + by <= self._total)
            act.setVisible(self._total > 1)
        if wanted and wanted != self._page:
            self._page = wanted
            self.wanted.emit(wanted)

    def show_pair(self, left: QImage | None, right: QImage | None, words: tuple[str, str] = ("", "")) -> None:
        """Show both pictures of the page in work; where there is none its words stand."""
        self._told = False
        ways = [pane.viewer.fit_way() for pane in self.panes]
        self._turning = True
        for pane, picture, said in zip(self.panes, (left, right), words, strict=True):
            pane.show_page(picture, said)
        self._turning = False
        if "free" in ways:
            self.fit("width")  # a zoom set by hand belongs to the page it was set on

    def outline(self, zones: list[QRectF], words: str) -> None:
        """Outline on the right page what the left one does not have.

        Nothing is written beside the outline: it would stand on what is evidence. The tip and the reader say `words`.
        """
        boxes = [PageBox(f"zone-{number}", zone, "accent", filled=False) for number, zone in enumerate(zones)]
        viewer = self.panes[1].viewer
        viewer.set_boxes(tuple(boxes))
        viewer.light(boxes[0].name if boxes else None)
        viewer.setToolTip(words if boxes else "")
        viewer.setAccessibleDescription(words if boxes else "")

    def fit(self, way: str) -> None:
        """Fit the whole page or its width in both panes."""
        for pane in self.panes:
            pane.viewer.fit("width" if way == "width" else "page")

    def tick(self) -> None:
        """Take in what is in sight now; a page that was wholly looked at is told once."""
        there = [pane for pane in self.panes if pane.there]
        if self._told or not there or not self.isVisible() or not self.window().isVisible():
            return
        for pane in there:
            pane.sight.see(pane.shown())
        if all(pane.sight.whole for pane in there):
            self._told = True
            self.looked.emit(self._page)

    # -- in step -----------------------------------------------------------------------------------------------------

    def _zoom_along(self, here: Pane, there: Pane) -> None:
        if self._turning or not self.link.isChecked() or not (here.there and there.there):
            return
        self._turning = True
        way = here.viewer.fit_way()
        if way == "free":
            scale = here.viewer.page_rect().width() / max(1.0, there.viewer.page_rect().width())
            there.viewer.set_zoom(here.viewer.zoom() * scale)
        elif there.viewer.fit_way() != way:
            there.viewer.fit(way)
        self._turning = False
        self._scroll_along(here, there)

    def _scroll_along(self, here: Pane, there: Pane) -> None:
        if self._turning or not self.link.isChecked() or not (here.there and there.there):
            return
        self._turning = True
        for bar, other in (
            (here.viewer.verticalScrollBar(), there.viewer.verticalScrollBar()),
            (here.viewer.horizontalScrollBar(), there.viewer.horizontalScrollBar()),
        ):
            long, far = bar.maximum() - bar.minimum(), other.maximum() - other.minimum()
            share = (bar.value() - bar.minimum()) / long if long else 0.0
            other.setValue(other.minimum() + round(share * far))
        self._turning = False

    # -- building ----------------------------------------------------------------------------------------------------

    def _make_tools(self) -> None:
        left, right = self.heads
        self.before = self._page_act(left, self.tr("Trang trước"), "PgUp", "arrow-left", -1)
        self.after = self._page_act(left, self.tr("Trang sau"), "PgDown", "arrow-right", 1)
        lead = self.panes[1].viewer
        right.tool(make_action(self, self.tr("Thu nhỏ"), "Ctrl+-", "zoom-out", "tool")).triggered.connect(lead.zoom_out)
        larger = make_action(self, self.tr("Phóng to"), ["Ctrl+=", "Ctrl++"], "zoom-in", "tool")
        right.tool(larger).triggered.connect(lead.zoom_in)
        whole = make_action(self, self.tr("Vừa cả trang"), "Ctrl+0", "fit", "tool")
        right.tool(whole).triggered.connect(lambda: self.fit("page"))
        wide = make_action(self, self.tr("Vừa chiều ngang"), "Ctrl+9", "fit-width", "tool")
        right.tool(wide).triggered.connect(lambda: self.fit("width"))
        loupe = right.tool(make_action(self, self.tr("Kính lúp"), "Ctrl+L", "loupe", "tool"))
        loupe.setCheckable(True)
        for pane in self.panes:
            loupe.toggled.connect(lambda on, pane=pane: pane.viewer.set_loupe(on=on))
        self.link = right.tool(make_action(self, self.tr("Cuộn cùng nhau"), "Ctrl+U", "link", "tool"))
        self.link.setCheckable(True)
        self.link.setChecked(True)
        self.link.toggled.connect(lambda on: self._zoom_along(*self.panes) if on else None)

    def _page_act(self, head: PaneHead, words: str, key: str, icon: str, by: int) -> QAction:
        act = head.tool(make_action(self, words, key, icon, "tool"))
        act.triggered.connect(lambda: self.go_to(self._page + by))
        act.setVisible(False)
        return act

    def _lay_out(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        for number, (head, pane) in enumerate(zip(self.heads, self.panes, strict=True)):
            if number:
                across.addWidget(Rule(upright=True))
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(head)
            column.addWidget(pane, 1)
            across.addLayout(column, 1)
