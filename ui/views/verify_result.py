"""What became of one PDF: the verdict, the story of the file, its pages in each state, its signatures."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.model.verification import SignatureReport
from ui.models.verify import Checked, Mark, signature_mark
from ui.models.window import WindowModel
from ui.runner import Failure
from ui.views.find_bar import FindBar
from ui.views.page_items import PageBox
from ui.views.parts.button import Button
from ui.views.parts.card import Box, Card, Rule, ScrollPanel
from ui.views.parts.keys import make_action, make_page_keys
from ui.views.parts.panes import Panes
from ui.views.parts.scrolling import scrolled_column
from ui.views.parts.text import Text
from ui.views.theme import theme
from ui.views.timeline import Timeline
from ui.views.tokens import PageTone
from ui.views.verify_pages import RevisionPages
from ui.views.verify_side import PlaceRow, Sign, VerdictBand, citizen_card, reasons_card, signatures_card
from ui.views.verify_words import trust_words, verdict_said, verdict_word
from ui.views.viewer import PageViewer
from ui.views.viewer_bar import ViewerBar

LEFT_WIDE, RIGHT_WIDE = 376, 348
"""Widths of the side columns with their outer margins, in px at 100 %."""

COMPARED = 8
"""Pages compared at most; a file with more changed pages is another file."""

_LEAST_PAGE = 230  # px; below it the page scrolls with the verdict
_PAGE_TONE: dict[Mark, PageTone] = {Mark.GOOD: "ok", Mark.DOUBT: "doubt", Mark.BROKEN: "seal", Mark.PLAIN: "accent"}


class VerifyResult(Box):
    """Show one file that was checked; the arrows in its story show its pages as they were then.

    Attributes:
        timeline: the story.
        viewer: the page.

    Signals:
        places_found: what was changed has been found on the pages.
    """

    places_found = Signal()

    def __init__(self, model: WindowModel) -> None:
        super().__init__("bg")
        self._pages = RevisionPages(model, self)
        self._checked: Checked | None = None
        self._revision, self._page, self._count, self._place = 0, 1, 0, -1
        self._rows: list[PlaceRow] = []
        self._at_top = True
        self._make_acts()
        self._build()
        self._pages.came.connect(self._page_came)
        self._pages.failed.connect(self._page_failed)
        self._pages.places_came.connect(self._places_came)

    @property
    def places(self) -> int:
        """Return how many changed places were found."""
        return len(self._pages.places)

    @property
    def shown(self) -> tuple[int, int]:
        """Return the revision and the page shown."""
        return self._revision, self._page

    def parts(self) -> list[QWidget]:
        """Give story, page and, where there are changed places, their column, for F6."""
        return [self.timeline, self.viewer, *([self._right] if self._rows else [])]

    def show_checked(self, checked: Checked | None) -> None:
        """Show another file, or let go of the one before."""
        self._checked = checked
        self._pages.show_file(checked)
        self.finder.forget()
        if checked is not None:
            self._show_result(checked)

    def _make_acts(self) -> None:
        self._other = make_action(self, "", "V", "layers", "secondary")
        self._other.triggered.connect(self._show_other_state)
        self._next_place = make_action(self, self.tr("Chỗ kế"), "N", role="quiet")
        self._next_place.setStatusTip(self.tr("Sang chỗ bị sửa kế"))
        self._next_place.triggered.connect(lambda: self._show_place(self._place + 1))
        make_page_keys(self, self._turn)

    def _build(self) -> None:
        self.band = VerdictBand()
        panes = Panes(
            self._make_page(), (self._make_left(), self.tr("Dòng thời gian"), "history"),
            (self._make_right(), self.tr("Chữ ký"), "signature"),
        )  # fmt: skip
        top = QHBoxLayout()
        top.setContentsMargins(18, 14, 18, 0)
        top.addWidget(self.band)
        column = scrolled_column(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        panes.setMinimumHeight(theme().px(_LEAST_PAGE))
        column.addWidget(panes, 1)

    def _make_left(self) -> ScrollPanel:
        left = ScrollPanel("bg", LEFT_WIDE)
        left.column.setContentsMargins(18, 14, 0, 14)
        card = Card(self.tr("Dòng thời gian của tệp"))
        self._points = Text("", "caption", "ink2")
        card.head.addWidget(self._points)
        self.timeline = Timeline()
        self.timeline.reached.connect(self._show_revision)
        card.body.addWidget(self.timeline, 1)
        card.body.addWidget(Rule())
        self._trust_sign, self._trust = Sign("shield", "ok", 16), Text("", "label", "ink2", wrap=True)
        self._trust_line = _line(self._trust_sign, self._trust)
        card.body.addWidget(self._trust_line)
        offline = Text(self.tr("Kiểm trên máy này, không gửi tệp đi đâu"), "label", "ink2", wrap=True)
        card.body.addWidget(_line(Sign("network-off", "plain", 16), offline))
        left.column.addWidget(card, 1)
        return left

    def _make_page(self) -> QWidget:
        self.viewer = PageViewer(evidence=True)
        self.viewer.fit("width")
        self.viewer.box_clicked.connect(self._box_clicked)
        self._bar = ViewerBar(self.viewer, can_edit=False, with_words=True)
        self.finder = FindBar(self.viewer)
        self._bar.find_asked.connect(self.finder.open_bar)
        self.finder.page_wanted.connect(lambda page: self._turn(page - self._page))
        self.finder.opened.connect(lambda: self._pages.fetch_words(self._revision, self._count))
        self._pages.words_came.connect(lambda _: self.finder.show_paper(self._pages.words(self._revision)))
        self._state_words = Text("", "label", weight=600)
        self._state_box = Box("head")
        row = QHBoxLayout(self._state_box)
        row.setContentsMargins(14, 4, 10, 4)
        row.addWidget(self._state_words, 1)
        row.addWidget(Button.of(self._other, "small"))
        frame = Card(dense=True)
        frame.body.setContentsMargins(1, 1, 1, 1)
        frame.body.setSpacing(0)
        frame.body.addWidget(self._bar)
        frame.body.addWidget(self.finder)
        frame.body.addWidget(self._state_box)
        frame.body.addWidget(self.viewer, 1)
        ground = Box("bg")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(14, 14, 14, 14)
        inside.addWidget(frame)
        return ground

    def _make_right(self) -> ScrollPanel:
        self._right = ScrollPanel("bg", RIGHT_WIDE)
        self._right.column.setContentsMargins(0, 14, 18, 14)
        self._right.column.setSpacing(12)
        return self._right

    # -- showing ---------------------------------------------------------------------------------------------------

    def _show_result(self, checked: Checked) -> None:
        sentence, cure = verdict_said(checked)
        self.band.show_verdict(checked.standing, sentence, cure, verdict_word(checked.report))
        count = self.tr("{count} mốc").format(count=len(checked.points))
        self._points.setText(count if checked.points else self.tr("không đọc được"))
        words = trust_words(checked.report)
        trusted = bool(checked.report.signatures) and all(one.trusted for one in checked.report.signatures)
        self._trust.setText(words)
        self._trust_sign.set_state("shield" if trusted else "warn", "ok" if trusted else "doubt")
        self._trust_line.setVisible(bool(words))
        self._page, self._count, self._place = 1, 0, -1
        self._revision, self._at_top = checked.now, True
        if checked.changed:
            pages = checked.changed_pages
            self._page = pages[0]
            self._pages.compare(pages[:COMPARED], checked.signed, checked.now)
        self.timeline.show_points(checked.points)
        self._fill_right(checked)
        self._show_page()

    def _fill_right(self, checked: Checked) -> None:
        column = self._right.column
        while (item := column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._rows = []
        if self._pages.places:
            column.addWidget(self._places_card())
        column.addWidget(citizen_card(self.tr("Nói với người dân"), checked))
        whole = reasons_card(self.tr("Về cả tệp"), checked)
        if whole is not None:
            column.addWidget(whole)
        signatures = checked.report.signatures
        if signatures:
            title = self.tr("{count} chữ ký").format(count=len(signatures))
            column.addWidget(signatures_card(title, signatures))
        column.addStretch(1)

    def _places_card(self) -> Card:
        card = Card(self.tr("{count} chỗ bị sửa").format(count=self.places))
        if self.places > 1:
            card.head.addWidget(Button.of(self._next_place, "small"))
        for number, place in enumerate(self._pages.places):
            row = PlaceRow(number + 1, place)
            row.clicked.connect(lambda _=False, number=number: self._show_place(number))
            self._rows.append(row)
            card.body.addWidget(row)
        return card

    # -- pages -----------------------------------------------------------------------------------------------------

    def _show_page(self) -> None:
        checked = self._checked
        if checked is None:
            return
        shown = self._pages.get(self._revision, self._page)
        if shown is None:
            self._bar.show_page(self.tr("Trang {page}").format(page=self._page), self.tr("đang mở…"))
        else:
            self._count = shown.pages
            self._page = max(1, min(self._page, shown.pages)) if shown.pages else self._page
            total = self.tr("Trang {page} / {total}").format(page=self._page, total=shown.pages)
            self._bar.show_page(total if shown.pages else self.tr("Không vẽ được trang này"))
        self.viewer.set_picture(shown.picture if shown is not None else QImage())
        if shown is not None and self._at_top:
            self.viewer.verticalScrollBar().setValue(self.viewer.verticalScrollBar().minimum())
            self._at_top = False
        self.finder.show_paper(self._pages.words(self._revision))
        self.finder.show_page(self._page)
        self._draw_boxes(checked)
        self._show_state(checked)

    def _show_state(self, checked: Checked) -> None:
        signed_shown = self._revision == checked.signed
        self._state_box.setVisible(checked.changed)
        if self._revision == checked.now:
            words = self.tr("Đang xem: bản đã sửa")
        elif signed_shown:
            words = self.tr("Đang xem: bản đã ký")
        else:
            words = self.tr("Đang xem: bản thứ {number}").format(number=self._revision)
        self._state_words.setText(words)
        self._state_words.set_tone("seal" if self._revision == checked.now else "ok" if signed_shown else "ink2")
        self._other.setText(self.tr("Xem bản đã sửa") if signed_shown else self.tr("Xem bản đã ký"))
        self._other.setProperty("button-role", "refuse" if signed_shown else "secondary")
        self._other.changed.emit()

    def _draw_boxes(self, checked: Checked) -> None:
        boxes = [
            _signature_box(one) for one in checked.report.signatures
            if one.page == self._page and one.box is not None and (one.revision or 1) <= self._revision
        ]  # fmt: skip
        places = self._pages.places
        boxes += [
            PageBox(f"place-{number}", place.rect, "seal", str(number + 1))
            for number, place in enumerate(places) if place.page == self._page and self._revision > checked.signed
        ]  # fmt: skip
        self.viewer.set_boxes(tuple(boxes))
        if 0 <= self._place < len(places) and places[self._place].page == self._page:
            self.viewer.set_current(f"place-{self._place}")

    def _show_revision(self, revision: int) -> None:
        """Show the file as it was then; a signature's block comes into sight."""
        if revision == self._revision or self._checked is None:
            return
        self._revision = revision
        signatures = self._checked.report.signatures
        block = next((s for s in signatures if s.revision == revision and s.page and s.box is not None), None)
        if block is not None:
            self._page = block.page
        self._show_page()
        self.viewer.set_current(f"signature-{block.field}" if block is not None else None)

    def _show_other_state(self) -> None:
        checked = self._checked
        if checked is not None:
            self._show_revision(checked.now if self._revision == checked.signed else checked.signed)
            self.timeline.choose(self._revision)

    def _turn(self, by: int) -> None:
        wanted = self._page + by
        if self._checked is not None and 1 <= wanted <= max(1, self._count):
            self._page, self._at_top = wanted, True
            self._show_page()

    def _page_came(self, revision: int, page: int) -> None:
        if (revision, page) == (self._revision, self._page):
            self._show_page()

    def _page_failed(self, failure: Failure) -> None:
        self._bar.show_page(self.tr("Không vẽ được trang này"), failure.said.sentence)

    def _places_came(self) -> None:
        checked = self._checked
        if checked is None:
            return
        self._fill_right(checked)
        self._draw_boxes(checked)
        self.places_found.emit()

    def _show_place(self, number: int) -> None:
        places, checked = self._pages.places, self._checked
        if not places or checked is None:
            return
        self._place = number % len(places)
        for place, row in enumerate(self._rows):
            row.set_current(current=place == self._place)
        self._right.show_part(self._rows[self._place])
        if self._revision == checked.signed:
            self._revision = checked.now
            self.timeline.choose(self._revision)
        self._page = places[self._place].page
        self._show_page()

    def _box_clicked(self, name: str) -> None:
        if name.startswith("place-"):
            self._show_place(int(name.removeprefix("place-")))


def _line(*parts: QWidget) -> QWidget:
    box = Box("none")
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts[:-1]:
        row.addWidget(part)
    row.addWidget(parts[-1], 1)
    return box


def _signature_box(one: SignatureReport) -> PageBox:
    left, top, right, bottom = one.box or (0, 0, 0, 0)
    rect = QRectF(left, top, right - left, bottom - top)
    return PageBox(f"signature-{one.field}", rect, _PAGE_TONE[signature_mark(one)], one.signer)
