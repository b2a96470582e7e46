"""The row of acts on single sides below the page, and on the glass and two passes while there is no page."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from desk.model.glass import Region
from desk.model.paper import Page
from desk.model.two_passes import BackOrder
from desk.text import phrase
from desk.work.glass import Preview
from desk.work.two_passes import Stack
from ui.models.scan import ScanModel, ScanState
from ui.models.scan_sides import SideActs
from ui.models.window import Notice, WindowModel
from ui.views.glass_dialog import GlassDialog
from ui.views.language import language_now
from ui.views.parts.button import Button
from ui.views.parts.card import Box
from ui.views.parts.keys import make_action
from ui.views.sort_list import DropPlace, SortList
from ui.views.two_passes_dialog import TwoPassesDialog

_EDGE, _GAP = 14, 8


class SideBar(Box):
    """Offer what can be done with the side chosen, each by one key of the screen."""

    def __init__(
        self, window: WindowModel, scan: ScanModel, shown: Callable[[], str], screen: QWidget, thumbs: SortList
    ) -> None:
        super().__init__("surface", screen)  # shown without a parent it would be a window of its own
        self._window, self._scan, self._shown, self._screen = window, scan, shown, screen
        self.acts = SideActs(window, scan, self)
        self.acts.stack_changed.connect(self._ask_stack)
        self.acts.looked.connect(self._show_glass)
        self.acts.doubted.connect(self._tell_doubts)
        self._insert = make_action(screen, self.tr("Chèn sau mặt này"), "I", "plus")
        self._insert.triggered.connect(self._on_side(self.acts.insert_after, self.tr("Đã chèn sau mặt {n}")))
        self._again = make_action(screen, self.tr("Quét lại mặt này"), "R", "refresh")
        self._again.triggered.connect(self._on_side(self.acts.replace, self.tr("Đã quét lại mặt {n}")))
        self._part = make_action(screen, self.tr("Tách các giấy"), "T", "cut")
        self._part.triggered.connect(self._on_side(self.acts.part, self.tr("Đã tách các giấy ở mặt {n}")))
        self._card = make_action(screen, self.tr("Ghép hai mặt thẻ"), "G", "id-card")
        self._card.triggered.connect(lambda: self.acts.join_card(self.tr("Đã ghép hai mặt thẻ lên một trang A4")))
        self._look = make_action(screen, self.tr("Xem trước mặt kính"), "X", "crop")
        self._look.triggered.connect(self.acts.look)
        self._passes = make_action(screen, self.tr("Hai mặt, lật bằng tay"), "M", "turn-right")
        self._passes.triggered.connect(self.acts.scan_fronts)
        self._thumbs = thumbs
        thumbs.dropped.connect(self._drop)
        self._moves = [
            self._move(self.tr("Chuyển mặt lên trước"), ["Ctrl+Left", "Ctrl+Up"], -1),
            self._move(self.tr("Chuyển mặt xuống sau"), ["Ctrl+Right", "Ctrl+Down"], 1),
        ]
        scan.fronts_wished.connect(self.acts.scan_fronts)
        self._lay_out()
        scan.changed.connect(self._refresh)
        self._refresh()

    def _lay_out(self) -> None:
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(_EDGE, 6, _EDGE, 6)
        grid.setSpacing(_GAP)
        acts = (self._insert, self._again, self._part, self._card, self._look, self._passes)
        self._buttons = {act: Button.of(act, "small") for act in acts}
        self._across = 0
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the acts anew for the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put as many acts side by side as there is room for: words are never cut, they stand in more rows."""
        with_page, without = (self._insert, self._again, self._part, self._card), (self._look, self._passes)
        widest = max(button.sizeHint().width() for button in self._buttons.values())
        across = max(1, min(4, (self.width() - 2 * _EDGE + _GAP) // (widest + _GAP)))
        if across == 3:
            across = 2  # four acts in rows of three and one look like a mistake
        if across == self._across:
            return
        self._grid.setColumnStretch(self._across, 0)
        self._across = across
        for acts in (with_page, without):
            for number, act in enumerate(acts):
                place = (number // across, number % across)
                self._grid.addWidget(self._buttons[act], *place, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(across, 1)

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as one act."""
        widest = max(button.sizeHint().width() for button in self._buttons.values())
        return QSize(widest + 2 * _EDGE, super().minimumSizeHint().height())

    def _refresh(self) -> None:
        holding, scan = self.acts.holding, self._scan
        device = scan.device is not None
        for act in (self._insert, self._again):
            act.setEnabled(holding and device)
        for act in (self._part, self._card, *self._moves):
            act.setEnabled(holding)
        self._thumbs.pages().draggable = holding
        self._look.setEnabled(self.acts.free)
        self._passes.setEnabled(self.acts.free)
        for act, button in self._buttons.items():
            with_page = act not in (self._look, self._passes)
            button.setVisible(with_page if scan.pages else not with_page)
        self.setVisible(scan.state is not ScanState.SCANNING and (bool(scan.pages) or device))

    def _move(self, words: str, keys: list[str], by: int) -> QAction:
        act = make_action(self._screen, words, keys)
        act.triggered.connect(lambda: self._nudge(by))
        return act

    def _nudge(self, by: int) -> None:
        """Move the chosen sides one place up or down."""
        ids = [page.id for page in self._scan.pages]
        chosen = {int(key) for key in self._thumbs.chosen() if key.isdecimal()}
        taken = [side for side in ids if side in chosen]
        at = ids.index(taken[0]) + by if taken else -1
        if taken and 0 <= at <= len(ids) - len(taken):
            rest = [side for side in ids if side not in chosen]
            self._sort([*rest[:at], *taken, *rest[at:]], len(taken))

    def _drop(self, keys: tuple[str, ...], where: DropPlace) -> None:
        ids, carried = [page.id for page in self._scan.pages], {int(key) for key in keys if key.isdecimal()}
        taken, rest = [side for side in ids if side in carried], [side for side in ids if side not in carried]
        if self.acts.holding and taken and where.key.isdecimal() and int(where.key) in rest:
            at = rest.index(int(where.key)) + where.behind
            self._sort([*rest[:at], *taken, *rest[at:]], len(taken))

    def _sort(self, order: list[int], count: int) -> None:
        self.acts.sort(order, self.tr("Đã chuyển {count} mặt").format(count=count))

    def _on_side(self, verb: Callable[[Page, str], None], words: str) -> Callable[[], None]:
        def act() -> None:
            page = self._page()
            if page is not None:
                verb(page, words.format(n=page.place))

        return act

    def _page(self) -> Page | None:
        """Return the side that is shown; until its picture is there, the last one."""
        key, pages = self._shown(), self._scan.pages
        return next((page for page in pages if str(page.id) == key), pages[-1] if pages else None)

    def _tell_doubts(self, doubts: tuple[tuple[str, ...], ...]) -> None:
        told = [phrase(f"cut.{one}", language_now(), n=n) for n, each in enumerate(doubts, 1) for one in each]
        if told:
            self._window.tell(Notice("scan-look", told[0], self.tr("Ctrl Z trả lại mặt như đã quét.")))

    def _show_glass(self, preview: Preview, region: Region | None) -> None:
        if not self._screen.isVisible():
            return  # the clerk went elsewhere meanwhile: this citizen's paper is not shown to the next
        dialog = GlassDialog(preview, region, self._window.runner, self._screen)
        dialog.chosen.connect(self.acts.scan_region)
        self._let_go_after(dialog)
        dialog.open()

    def _ask_stack(self, stack: Stack, order: BackOrder) -> None:
        dialog = TwoPassesDialog(stack, order, self.acts, self._screen)
        self._let_go_after(dialog)
        dialog.open_beside(self._screen)

    def _let_go_after(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _: self._screen.setFocus())
        dialog.finished.connect(dialog.deleteLater)
