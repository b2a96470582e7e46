"""Scan (Quét): paper into the slot in hand, by the scanner, from files, or dropped here."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from desk.jobs import Progress
from desk.model.paper import Page
from desk.text import Said, phrase, say
from ui.models.scan import ScanModel, ScanState
from ui.models.scan_profile import ProfilePress
from ui.models.window import Notice, WindowModel
from ui.views.language import language_now
from ui.views.parts.card import Box, SidePanel
from ui.views.parts.empty import EmptyState
from ui.views.parts.keys import make_action
from ui.views.parts.panes import Panes
from ui.views.parts.progress import ProgressStrip
from ui.views.parts.scrolling import scrolled_column
from ui.views.pictures import PAGE_PX, load_picture, load_quickly, small_of, upright_turn
from ui.views.profile_bar import ProfileBar
from ui.views.scan_settings import ScanSettings
from ui.views.scan_sides import SideBar
from ui.views.screen import Screen
from ui.views.slot_words import head_name, short_name
from ui.views.sort_list import sort_list
from ui.views.theme import theme
from ui.views.thumb_model import ThumbHead, ThumbPage
from ui.views.viewer import PageViewer
from ui.views.viewer_bar import ViewerBar

_LEAST_PAGE = 190  # px; below it the page scrolls with what is done to its sides
FILES = "*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp *.gif *.webp *.jp2"


class ScanScreen(Screen):
    """Show sides as they arrive; Space scans, Enter goes on, Esc stops or goes back."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Quét"), at_counter=True)
        self._window = model
        self._scan = ScanModel(model, self)
        self._press = ProfilePress(model, self._scan)
        self._pictures: dict[str, QImage] = {}
        self._shown = ""
        self._asked = self._shown_asked = self._poor_told = 0
        self._certify_wished = False
        self.setAcceptDrops(True)
        self._make_acts()
        self._build()
        self._scan.changed.connect(self._refresh)
        self._scan.page_came.connect(self._page_came)
        self._refresh()

    @property
    def model(self) -> ScanModel:
        """Return the scanning behind the screen."""
        return self._scan

    def panes(self) -> list[QWidget]:
        """Give thumbnails, page and settings."""
        return [self._settings] if not self._scan.pages else [self._thumbs, self._viewer, self._settings]

    def enter(self) -> None:
        """Look for scanners if none is known, and be ready for Space."""
        self._certify_wished = False
        if not self._scan.devices:
            self._window.status.look_for_scanners()
        self._scan.make_ready()
        self.setFocus()
        self._refresh()

    # -- building --------------------------------------------------------------------------------------------------

    def _make_acts(self) -> None:
        self._space = make_action(self, self.tr("Quét"), "Space", "scan")
        self._space.triggered.connect(self._scan_now)
        self._go = make_action(self, "", ["Return"], "arrow-right", "primary")
        self._go.setAutoRepeat(False)
        self._go.triggered.connect(self._go_on)
        self._accept = make_action(self, "", "Ctrl+Return")
        self._accept.triggered.connect(lambda: self._scan.finish(accept_count=True))
        self._files = make_action(self, self.tr("Chọn tệp"), "Ctrl+O", "folder")
        self._files.triggered.connect(self._choose_files)
        self._back = make_action(self, self.tr("Về quầy"), "Esc", "arrow-left")
        self._back.triggered.connect(self._step_back)
        self._drop = make_action(self, self.tr("Bỏ giấy này vào khay"), "Delete", "trash")
        self._drop.triggered.connect(lambda: self._scan.remove(self.tr("Đã bỏ giấy vừa quét vào khay")))
        self._trust = make_action(self, "", "", "shield")
        self._trust.triggered.connect(self._scan.trust)
        self._certify = make_action(self, self.tr("Chứng thực bản sao giấy này"), "Ctrl+D", "seal")
        self._certify.setAutoRepeat(False)
        self._certify.triggered.connect(self._certify_read)

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Quét giấy"))
        self._thumbs = sort_list()
        self._thumbs.setAccessibleName(self.tr("Các mặt đã quét"))
        self._thumbs.reached.connect(self._show_page)
        self._left = SidePanel("surface", 216)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self._thumbs)
        self._viewer = PageViewer()
        self._bar = ViewerBar(self._viewer, can_edit=False)
        self._settings = ScanSettings(self._window, self._scan)
        self._empty = EmptyState(
            "scan", self.tr("Đặt giấy vào khay rồi bấm Space"), self.tr("Ảnh điện thoại và PDF: kéo thả vào đây"),
            self._files, dashed=True,
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._bar_of_profiles = ProfileBar(self._window)
        self._stack.addWidget(self._padded(self._empty, self._bar_of_profiles))
        self._stack.addWidget(self._page_column())
        middle = self._over_strip()
        panes = Panes(middle, (self._left, self.tr("Các mặt"), "papers"), (self._settings, self.tr("Máy quét"), "scan"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panes)

    def _padded(self, inner: QWidget, below: QWidget) -> QWidget:
        box = Box("bg")
        column = QVBoxLayout(box)
        edge = theme().px(18)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme().px(14))
        column.addWidget(inner, 1)
        column.addWidget(below)
        return box

    def _over_strip(self) -> QWidget:
        """Put what is under way below the page, and below the empty place while the first side is still to come."""
        box, over = Box("bg"), Box("bg")
        column, shown = QVBoxLayout(box), scrolled_column(over)
        for each in (column, shown):
            each.setContentsMargins(0, 0, 0, 0)
            each.setSpacing(0)
        self._strip = ProgressStrip(self.tr("Quét"), can_stop=False)
        self._strip_box = strip = Box("surface")
        inside = QVBoxLayout(strip)
        inside.setContentsMargins(18, 8, 18, 8)
        inside.addWidget(self._strip)
        self._stack.setMinimumHeight(theme().px(_LEAST_PAGE))
        shown.addWidget(self._stack, 1)
        shown.addWidget(SideBar(self._window, self._scan, lambda: self._shown, self, self._thumbs))
        column.addWidget(over, 1)
        column.addWidget(strip)
        return box

    def _page_column(self) -> QWidget:
        box = Box("bg")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._viewer, 1)
        return box

    # -- showing ---------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        scan = self._scan
        pages = bool(scan.pages) or scan.state is ScanState.READING
        self._stack.setCurrentIndex(1 if pages else 0)
        self._show_rows()
        self._show_progress()
        self._show_trouble()
        self._settings.refresh()
        self._show_acts()
        self._certify_when_read()

    def _show_rows(self) -> None:
        rows: list[ThumbHead | ThumbPage] = [ThumbHead("head", self._head(), self._count())]
        rows += [
            ThumbPage(
                str(page.id), str(page.place), "doubt" if self._scan.looks.get(page.id) else "none",
                " ".join(each.sentence for each in self._looked(page)), page.height_px / max(1, page.width_px),
            )
            for page in self._scan.pages
        ]  # fmt: skip
        if self._scan.state is ScanState.SCANNING:
            rows.append(ThumbPage("coming", "…", "arriving"))
        self._thumbs.show_rows(rows)

    def _target(self) -> str:
        counter, place = self._window.counter.counter, self._scan.place
        if counter is None or place is None:
            return self.tr("Máy tự xếp mục")
        return short_name(counter, place)

    def _head(self) -> str:
        counter, place = self._window.counter.counter, self._scan.place
        return head_name(counter, place) if counter is not None and place is not None else self._target()

    def _count(self) -> str:
        return self.tr("{n} mặt").format(n=len(self._scan.pages))

    def _show_progress(self) -> None:
        scan = self._scan
        busy = scan.state in (ScanState.SCANNING, ScanState.READING)
        self._strip_box.setVisible(busy or scan.state is ScanState.READY)
        done, total, _what = scan.progress
        if scan.state is ScanState.READING:
            self._strip.show_progress(
                self.tr("Đang đọc chữ"), done, total or len(scan.pages),
                self.tr("đọc xong thì mở chứng thực") if self._certify_wished
                else self.tr("có thể về quầy, máy đọc tiếp"),
            )  # fmt: skip
        elif scan.held_by is not None:
            key = "scan.waiting" if scan.held_by else "scan.waiting-unknown"
            words = phrase(key, language_now(), who=scan.held_by)
            self._strip.show_progress(words, 0, 0, phrase("device.wait-stop", language_now()))
        elif scan.state is ScanState.SCANNING:
            self._strip.show_progress(self.tr("Đang quét"), len(scan.pages), 0, self.tr("mặt đã giữ trên đĩa"))
        elif scan.state is ScanState.READY:
            titles = [r.document.title or self.tr("Chưa rõ loại giấy") for r in scan.result if r.fault is None]
            self._strip.show_progress(self.tr("Đã đọc xong"), 1, 1, ", ".join(titles), "ok")

    def _show_trouble(self) -> None:
        scan = self._scan
        if scan.state is ScanState.COUNT_DIFFERS and scan.wish.turns(scan.count):
            what = self.tr("Đã giữ mặt {n} trên {total}.").format(n=scan.count[1], total=scan.count[0])
            todo = self.tr("Lật giấy rồi bấm Space, hoặc Ctrl Enter để nhận như đã quét.")
            self._window.tell(Notice("scan", what, todo, "accent"))
        elif scan.state is ScanState.COUNT_DIFFERS:
            counted, captured = scan.count
            what = self.tr("Bản giấy có {counted} trang nhưng máy thu được {captured}.")
            todo = self.tr("Đặt tiếp trang thiếu rồi bấm Space, hoặc Ctrl Enter để nhận như đã quét.")
            self._window.tell(Notice("scan", what.format(counted=counted, captured=captured), todo))
        elif scan.failure is not None:
            failure, scan.failure = scan.failure, None
            self._window.tell_failure("scan", failure)

        self._show_poor()

    def _looked(self, page: Page) -> list[Said]:
        """Return what is wrong with a side and how to cure it."""
        return [say(f"warning.quality-{code}", None, language_now()) for code in self._scan.looks.get(page.id, ())]

    def _show_poor(self) -> None:
        """Tell of the first poor side as soon as it is known, once; the paper is still in hand."""
        page = self._scan.poor
        if page is None and self._poor_told:
            self._poor_told = 0
            self._window.solve("scan-look")
        if page is not None and page.id != self._poor_told:
            self._poor_told = page.id
            first = self._looked(page)[0]
            what = self.tr("Mặt {n}: {what}").format(n=page.place, what=first.sentence)
            self._window.tell(Notice("scan-look", what, first.cure))

    def _show_acts(self) -> None:
        scan = self._scan
        none, behind = scan.device is None, self.tr("Quét mặt sau")
        words = {
            ScanState.EMPTY: self.tr("Tìm máy quét") if none else self.tr("Quét vào {target}"),
            ScanState.SCANNING: self.tr("Dừng quét, giữ {count}"),
            ScanState.STOPPED: self.tr("Quét tiếp"),
            ScanState.COUNT_DIFFERS: behind if scan.wish.turns(scan.count) else self.tr("Quét tiếp trang thiếu"),
            ScanState.POOR: self.tr("Nhận như đã quét"),
            ScanState.READING: self.tr("Về quầy, máy đọc tiếp"),
            ScanState.READY: self.tr("Kiểm {title}"),
        }[scan.state]
        title = next((r.document.title for r in scan.result if r.document.title), self.tr("giấy vừa đọc"))
        self._go.setText(words.format(target=self._target(), count=self._count(), title=title[:1].lower() + title[1:]))
        self._accept.setText(self.tr("Nhận {count} đã quét").format(count=self._count()))
        stopped = scan.state in (ScanState.STOPPED, ScanState.COUNT_DIFFERS)
        self._accept.setEnabled(stopped)
        poor = scan.poor if scan.state is ScanState.POOR else None
        self._drop.setEnabled(stopped or poor is not None or scan.state is ScanState.READY)
        neighbours = [self._accept, self._drop] if stopped else [self._space] if scan.state is ScanState.READY else []
        self._certify.setEnabled(scan.state in (ScanState.READING, ScanState.READY) and not self._certify_wished)
        if self._certifying() and self._certify.isEnabled():
            neighbours.append(self._certify)
        self._space.setText(self.tr("Quét giấy khác") if scan.state is ScanState.READY else self.tr("Quét"))
        if poor is not None:
            neighbours = [self._space, self._drop]
            self._space.setText(self.tr("Quét lại mặt {n}").format(n=poor.place))
        if scan.changed_device:
            self._trust.setText(phrase("device.trust", language_now()))
            neighbours = [*neighbours, self._trust]
        self.set_acts(self._go, *neighbours)

    # -- pictures --------------------------------------------------------------------------------------------------

    def _page_came(self, page: Page) -> None:
        desk = self._window.session.desk
        if desk is None:
            return
        self._asked += 1
        key, asked = str(page.id), self._asked

        def sharpen(picture: QImage) -> None:
            if key in self._pictures and not picture.isNull():
                self._pictures[key] = picture
                if self._shown == key:
                    self._viewer.set_picture(picture)

        at_once = self._window.runner.homeward(partial(self._take_picture, page, asked))

        def load(_progress: Progress) -> QImage:
            path, turn = desk.store.path(page.digest), upright_turn(page)
            quick = load_quickly(path, turn)
            at_once((quick, small_of(quick)))
            return load_picture(path, PAGE_PX, turn)

        self._window.runner.work(load, sharpen, lambda _: None)

    def _take_picture(self, page: Page, asked: int, came: tuple[QImage, QImage]) -> None:
        key, (picture, small) = str(page.id), came
        self._pictures[key] = picture
        self._thumbs.pages().set_picture(key, small)
        for old in list(self._pictures)[:-12]:
            del self._pictures[old]
        if asked > self._shown_asked:  # pictures come as they are ready, a small one before its forerunner
            self._shown, self._shown_asked = key, asked
            self._thumbs.go_to(key)
            self._viewer.set_picture(picture)
            facts = self.tr("{dpi} dpi").format(dpi=round(page.dpi)) if page.dpi else ""
            self._bar.show_page(self.tr("Mặt {n}").format(n=page.place), facts)

    def _show_page(self, key: str) -> None:
        picture = self._pictures.get(key)
        page = next((p for p in self._scan.pages if str(p.id) == key), None)
        if picture is not None and key != self._shown:
            self._shown, self._shown_asked = key, self._asked
            self._viewer.set_picture(picture)
            self._bar.show_page(self.tr("Mặt {n}").format(n=page.place if page else ""), "")
        elif picture is None and page is not None:
            self._page_came(page)

    # -- acts ------------------------------------------------------------------------------------------------------

    def _scan_now(self) -> None:
        if self._scan.state is ScanState.POOR:
            self._scan.scan_again()
        else:
            self._press.scan()

    def _go_on(self) -> None:
        state = self._scan.state
        if state is ScanState.SCANNING:
            self._scan.stop()
        elif state is ScanState.POOR:
            self._scan.take_poor()
        elif state is ScanState.READING:
            self._window.go("counter")
        elif state is ScanState.READY:
            self._window.go("counter.review")
        else:
            self._press.scan()

    def _certifying(self) -> bool:
        """Tell whether the dossier is one of certification, so that its papers are certified next."""
        counter = self._window.counter.counter
        return counter is not None and counter.dossier.procedure.kind == "chung_thuc"

    def _certify_read(self) -> None:
        """Take the paper scanned last to its certification, now or as soon as it is read."""
        self._certify_wished = True
        self._refresh()

    def _certify_when_read(self) -> None:
        if self._certify_wished and self._scan.state is not ScanState.READING:
            self._certify_wished = False
            paper = next((one.document for one in reversed(self._scan.result) if one.document.pdf is not None), None)
            if self._scan.state is ScanState.READY and paper is not None and self.isVisible():
                self._window.certify(paper.id)

    def _step_back(self) -> None:
        if self._scan.state is ScanState.SCANNING:
            self._scan.stop()
        else:
            self._window.go("counter")

    def _choose_files(self) -> None:
        kinds = self.tr("Giấy tờ") + f" ({FILES})"
        files, _kind = QFileDialog.getOpenFileNames(self, self.tr("Chọn ảnh hoặc PDF"), "", kinds)
        self._scan.take_files([Path(file) for file in files])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Light the drop zone up for files."""
        if event.mimeData().hasUrls():
            self._empty.set_lit(lit=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Let the drop zone go dark."""
        self._empty.set_lit(lit=False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take dropped files in."""
        self._empty.set_lit(lit=False)
        self._scan.take_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()
