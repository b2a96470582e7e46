"""How the certify screen looks: both papers, the duty panel or the refusal, one sentence above, the progress below."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.models.case import Case, Missing
from ui.models.window import WindowModel
from ui.runner import Failure
from ui.views.certify_side import WIDE, DutyPanel
from ui.views.certify_words import progress_words, size_words, stage_title
from ui.views.compare import ComparePanes
from ui.views.pairs import Pairs
from ui.views.parts.banner import Banner
from ui.views.parts.card import Box, SidePanel
from ui.views.parts.empty import EmptyState
from ui.views.parts.panes import Panes, reveal
from ui.views.parts.progress import ProgressStrip
from ui.views.refuse_panel import RefusePanel
from ui.views.screen import Screen
from ui.views.tokens import Tone

STAGES = 4
"""Number, officer, seal, own check: the stages the progress strip counts."""


class CertifyLook(Screen):
    """Show a case and move the focus; what is done and when is decided by `ui.views.certify`."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Chứng thực"), at_counter=True)
        self._case: Case | None = None
        self._pairs = Pairs(model, self)
        self._banner: Banner | None = None
        self._said: tuple[str, str, Tone] = ("", "", "ok")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Chứng thực bản sao"))
        self._build()
        self.compare.wanted.connect(self._show_page)
        self._pairs.came.connect(self._show_page)
        self._pairs.failed.connect(self._no_page)
        self.duties.grounds.whole.connect(self._all_ticked)

    @property
    def refusing(self) -> bool:
        """Tell whether a refusal is being written."""
        return self._side.currentWidget() is self.refusal

    def panes(self) -> list[QWidget]:
        """Give the duty panel and both pages."""
        return [self.panel, *(pane.viewer for pane in self.compare.panes)]

    def show_refusal(self, *, on: bool) -> None:
        """Turn the side panel to the refusal, or back to the duties."""
        self._side.setCurrentWidget(self.refusal if on else self.duties)
        if on:
            reveal(self.panel)
        if on and self._case is not None:
            self.refusal.start(self._case)
        elif not on:
            self.lead()

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_case(self, case: Case | None) -> None:
        """Show a case as it stands."""
        self._case = case
        self._stack.setCurrentIndex(0 if case is None else 1)
        if case is not None:
            self.duties.show_case(case)
            self._show_heads(case)
            self._show_progress(case)

    def start_pages(self) -> None:
        """Show other papers; a step changes what is laid on the copy, the clerk then stays on the page in hand."""
        case, page = self._case, self.compare.page
        compared = case.compared if case is not None else None
        self._pairs.start(compared)
        if compared is not None:
            self.compare.start(compared.total, at=page if case is not None and case.copy is not None else 1)

    def say(self, what: str, todo: str = "", tone: Tone = "ok") -> None:
        """Show one lasting sentence above the pages; empty takes it away."""
        if (what, todo, tone) == self._said:
            return
        self._said = (what, todo, tone)
        if self._banner is not None:
            self._banners.removeWidget(self._banner)
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        edge = 10 if what else 0
        self._banners.setContentsMargins(edge, edge, edge, edge)
        if what:
            self._banner = Banner("", tone=tone)
            self._banners.addWidget(self._banner)
            self._banner.say(what, todo)

    def _show_heads(self, case: Case) -> None:
        left, right = self.compare.heads
        left.say(self.tr("Bản chính"), self.tr("ảnh quét, chưa chỉnh"))
        compared = case.compared
        right.say(stage_title(case), f"PDF · {size_words(compared.size)}" if compared is not None else "")
        page, total = self.compare.page, self.compare.total
        if compared is None or not page:
            left.show_state("")
            return
        seen = page in case.looked or case.copy is not None
        words = self.tr("Trang {page} / {total}").format(page=page, total=total)
        left.show_state(words, "ok" if seen else "plain", "check" if seen else "eye")

    def _show_progress(self, case: Case) -> None:
        what, done, kept = progress_words(case)
        self._strip_box.setVisible(bool(what))
        if what:
            self._strip.show_progress(what, done, STAGES, kept)

    def _show_page(self, place: int) -> None:
        if place != self.compare.page:
            return
        pair = self._pairs.get(place)
        if pair is None:
            waiting = self.tr("Đang dựng trang…")
            self.compare.show_pair(None, None, (waiting, waiting))
        else:
            words = self.tr("Trang thêm cho lời chứng. Bản chính không có trang này.")
            self.compare.show_pair(pair.original, pair.copy, (words, self.tr("Không vẽ được trang này.")))
            self.compare.outline(pair.zones, self.tr("Trong khung xanh: phần thêm khi chứng thực"))
            for near in (place + 1, place - 1):
                self._pairs.ask(near)
        if self._case is not None:
            self._show_heads(self._case)

    def _no_page(self, place: int, failure: Failure) -> None:
        if place == self.compare.page:
            words = f"{failure.said.sentence} {failure.said.cure}"
            self.compare.show_pair(None, None, (words, words))

    # -- moving ------------------------------------------------------------------------------------------------------

    def lead(self) -> None:
        """Put the focus on the first ground that is open, as pages count by being in sight; else on the screen."""
        missing = self._case.missing if self._case is not None else []
        # Where the panel is a drawer it stays shut: the pages are to be looked at first.
        grounds = [one for one in missing if one.what == "ground"] if self.panel.isVisible() else []
        if grounds or missing:
            self._go_to((grounds or missing)[0])
        else:
            self.setFocus()

    def next_missing(self) -> None:
        """Go to the duty after the one in hand that is missing: pages first, then grounds, round and round."""
        missing = self._case.missing if self._case is not None else []
        if missing:
            self._go_to(missing[(self._in_hand(missing) + 1) % len(missing)])

    def _all_ticked(self) -> None:
        """Fold the article's words away, and show what comes next."""
        self.setFocus()
        QTimer.singleShot(0, self.duties, self.duties.show_signatures)

    def _in_hand(self, missing: list[Missing]) -> int:
        """Return the place in the list of the duty the focus is on, -1 for none."""
        focus = self.focusWidget()
        rows = self.duties.grounds.rows
        ground = next((number for number, row in rows.items() if row is focus), 0)
        page = self.compare.page if any(pane.viewer is focus for pane in self.compare.panes) else 0
        held = {("ground", ground), ("page", page)}
        return next((n for n, one in enumerate(missing) if (one.what, one.number) in held), -1)

    def _go_to(self, one: Missing) -> None:
        if one.what == "ground":
            reveal(self.duties)
            self.duties.focus_ground(one.number)
            return
        self.compare.go_to(one.number)
        self.compare.fit("page")
        self.compare.panes[1].viewer.setFocus()

    # -- building ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.compare = ComparePanes((self.tr("Bản chính"), self.tr("Bản sao sẽ ký")))
        self.duties, self.refusal = DutyPanel(), RefusePanel()
        self._side = QStackedWidget()
        self._side.addWidget(self.duties)
        self._side.addWidget(self.refusal)
        self.panel = SidePanel("side-right", WIDE)
        inside = QVBoxLayout(self.panel)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._side)
        panes = Panes(self._make_centre(), right=(self.panel, self.tr("Việc phải làm"), "list"))
        nothing = EmptyState("seal", self.tr("Chưa chọn giấy nào để chứng thực"), self.tr("Bấm Esc để về quầy"))
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(panes)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _make_centre(self) -> QWidget:
        centre = Box("bg")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._banners = QVBoxLayout()
        self._strip_box = Box("action")
        self._strip = ProgressStrip(self.tr("Chứng thực"), can_stop=False)
        strip = QVBoxLayout(self._strip_box)
        strip.setContentsMargins(18, 8, 18, 10)
        strip.addWidget(self._strip)
        self._strip_box.hide()
        column.addLayout(self._banners)
        column.addWidget(self.compare, 1)
        column.addWidget(self._strip_box)
        return centre
