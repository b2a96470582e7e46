"""Look at pages one at a time, find and copy their words, and print them; the receipt slip is looked at here."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.jobs import Progress
from ui.models.page_words import PageWords
from ui.models.window import Notice, WindowModel
from ui.runner import Failure
from ui.views.find_bar import FindBar
from ui.views.parts.card import Box
from ui.views.parts.keys import make_action, make_page_keys
from ui.views.pictures import PAGE_PX, load_picture
from ui.views.screen import Screen
from ui.views.theme import theme
from ui.views.viewer import PageViewer
from ui.views.viewer_bar import ViewerBar

LOW = 600
"""Height of a window in px at 100 % under which a whole page would be too small to be read."""


class PagesScreen(Screen):
    """Show pages one at a time in a viewer; Page Up and Page Down turn them, Esc goes back to the counter.

    Attributes:
        viewer: The page.
        bar: Its tools.
        finder: Finds words on the pages whose words are known.
        words: The words of pages, by their place.
    """

    def __init__(self, model: WindowModel, title: str) -> None:
        super().__init__(title, at_counter=True)
        self._model = model
        self.pages: list[QImage] = []
        self.words: dict[int, PageWords] = {}
        self._at = 0
        self._asked = 0
        self._low: bool | None = None
        self._what = ""
        self._dialog: QPrintDialog | None = None
        self.viewer = PageViewer(evidence=True)
        self.viewer.setAccessibleName(title)
        self.bar = ViewerBar(self.viewer, can_edit=False, with_words=True)
        self.finder = FindBar(self.viewer)
        self.bar.find_asked.connect(self.finder.open_bar)
        self.finder.page_wanted.connect(self.go_to)
        self.build(self._page_column())
        self.back = make_action(self, self.tr("Về quầy"), "Esc", "arrow-left")
        self.back.triggered.connect(lambda: model.go("counter"))
        make_page_keys(self, self.turn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the width where the window is low: a whole page there is too small to read."""
        super().resizeEvent(event)
        low = self.window().height() < theme().px(LOW)
        if low is not self._low:
            self._low = low
            self.viewer.fit("width" if low else "page")

    def build(self, page: QWidget) -> None:
        """Lay the page with its tools into the screen."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _page_column(self) -> QWidget:
        box = Box("bg")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, self.finder):
            column.addWidget(part)
        column.addWidget(self.viewer, 1)
        return box

    def panes(self) -> list[QWidget]:
        """Give the viewer."""
        return [self.viewer]

    def show_waiting(self, what: str) -> int:
        """Empty the viewer while pages are fetched; return the number of this asking."""
        self._asked += 1
        self.pages, self.words, self._at = [], {}, 0
        self._what = what
        self.finder.forget()
        self.viewer.set_picture(QImage())
        self.bar.show_page(what, self.tr("Đang mở…"))
        return self._asked

    def show_pages(self, asked: int, pages: Sequence[QImage], words: Sequence[PageWords] = ()) -> None:
        """Show pages that came with their words, unless something else was asked for meanwhile."""
        if asked != self._asked:
            return
        self.pages = [page for page in pages if not page.isNull()]
        self.words = dict(enumerate(words, 1))
        self.finder.show_paper(self.words)
        self.turn(0)

    def turn(self, by: int) -> None:
        """Go to another page."""
        if not self.pages:
            self.bar.show_page(self._what, self.tr("Không có trang nào để xem"))
            return
        self._at = max(0, min(len(self.pages) - 1, self._at + by))
        self.viewer.set_picture(self.pages[self._at])
        self.say_page(self._at + 1, len(self.pages))

    def go_to(self, place: int) -> None:
        """Go to the page of a place, from 1."""
        self.turn(place - 1 - self._at)

    def say_page(self, page: int, total: int) -> None:
        """Say which page is shown, and take up its words."""
        self.bar.show_page(self.tr("Trang {page} / {total}").format(page=page, total=total), self._what)
        self.finder.show_page(page)

    def failed(self, failure: Failure) -> None:
        """Say why pages cannot be shown."""
        self.bar.show_page(self._what, failure.said.sentence)
        self._model.tell_failure("pages", failure)

    def print_file(self, file: Path, pages: Callable[[], Iterable[QImage]]) -> None:
        """Choose a printer and print; `pages` is called on a thread of the runner. Without a printer, say where."""

        def came(names: list[str]) -> None:
            if names:
                self._choose_printer(pages)
                return
            what = self.tr("Máy này chưa có máy in nào. Tệp đã lưu tại {file}.").format(file=file)
            todo = self.tr("Cài máy in trong hệ thống rồi in lại bằng Enter, hoặc chép tệp sang máy có máy in.")
            self._model.tell(Notice("print", what, todo))

        self._model.runner.work(lambda _progress: QPrinterInfo.availablePrinterNames(), came)

    def _choose_printer(self, pages: Callable[[], Iterable[QImage]]) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._dialog = QPrintDialog(printer, self)
        self._dialog.accepted.connect(lambda: self._print_on(printer, pages))
        self._dialog.setModal(True)
        self._dialog.show()

    def _print_on(self, printer: QPrinter, pages: Callable[[], Iterable[QImage]]) -> None:
        printed = self.tr("Đã gửi tới máy in")
        self._model.runner.work(
            lambda _progress: print_pages(printer, pages()),
            lambda _: self._model.history.tell(printed),
            lambda failure: self._model.tell_failure("print", failure),
        )


class SlipScreen(PagesScreen):
    """Look at the receipt slip (Mẫu 01) and print it."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(model, self.tr("Phiếu tiếp nhận"))
        self._print = make_action(self, self.tr("In phiếu tiếp nhận"), "Return", "printer", "primary")
        self._print.setAutoRepeat(False)
        self._print.triggered.connect(self._print_slip)
        self.set_acts(self._print, self.back)

    def enter(self) -> None:
        """Have the slip drawn by a reading process, and show it."""
        desk, slip = self._model.session.desk, self._model.counter.receipt
        self.viewer.setFocus()
        if desk is None or slip is None:
            return
        asked = self.show_waiting(slip.stem)

        def draw(progress: Progress) -> list[tuple[QImage, PageWords]]:
            folder = desk.spool / f"slip-{slip.stem}"
            try:
                drawn = desk.reader.split(slip, folder, progress)
                return [(load_picture(page.path, PAGE_PX, page.hint), PageWords.read(page.own)) for page in drawn]
            finally:
                for file in folder.glob("*"):
                    file.unlink(missing_ok=True)
                if folder.is_dir():
                    folder.rmdir()

        def show(came: list[tuple[QImage, PageWords]]) -> None:
            self.show_pages(asked, [page for page, _words in came], [words for _page, words in came])

        self._model.runner.work(draw, show, self.failed)

    def _print_slip(self) -> None:
        slip, pages = self._model.counter.receipt, list(self.pages)
        if slip is not None and pages:
            self.print_file(slip, lambda: pages)


def print_pages(printer: QPrinter, pages: Iterable[QImage]) -> int:
    """Draw pages onto a printer, each fitted into its sheet, and return how many; called on a thread of the runner."""
    painter = QPainter(printer)
    number = -1
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        sheet = QRectF(painter.viewport())
        size = page.size().scaled(sheet.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (sheet.width() - size.width()) / 2, (sheet.height() - size.height()) / 2
        painter.drawImage(QRectF(left, top, size.width(), size.height()), page)
    painter.end()
    return number + 1
