"""The words of the page that is checked: chosen and copied, found, and put into the field in work by one key."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.model.paper import Page
from ui.models.page_words import PageWords
from ui.views.find_bar import FindBar
from ui.views.parts.keys import make_action
from ui.views.viewer import PageViewer
from ui.views.viewer_bar import ViewerBar


class ReviewWords(QObject):
    """Give a page of a paper its words, and hand what is chosen to the field in work.

    Attributes:
        finder: Finds words on the pages of the paper.
    """

    def __init__(
        self, screen: QWidget, viewer: PageViewer, bar: ViewerBar, column: QVBoxLayout, fill: Callable[[str], None]
    ) -> None:
        """Lay the finding below the tools of the viewer.

        Args:
            screen: the screen whose act filling is.
            viewer: the page.
            bar: its tools.
            column: what holds bar and viewer, in this order.
            fill: puts a text into the field in work.
        """
        super().__init__(screen)
        self._viewer, self._fill = viewer, fill
        self._pages: Sequence[Page] = ()
        self._place = 1
        self.finder = FindBar(viewer)
        column.insertWidget(1, self.finder)
        bar.find_asked.connect(self.finder.open_bar)
        self._put = make_action(screen, self.tr("Điền chữ đã bôi vào ô đang kiểm"), "Ctrl+I")
        self._put.triggered.connect(self._hand_over)
        self._put.setEnabled(False)
        viewer.text.chosen.connect(lambda text: self._put.setEnabled(bool(text)))

    def show_paper(self, pages: Sequence[Page]) -> None:
        """Take the pages of the paper, whenever they may be others."""
        if pages is not self._pages:
            self._pages = pages
            self.finder.show_paper({page.place: PageWords.read(page.reading) for page in pages})
            self.finder.show_page(self._place)

    def show_page(self, place: int) -> None:
        """Tell which page the viewer shows now."""
        self._place = place
        self.finder.show_page(place)

    def _hand_over(self) -> None:
        words = " ".join(self._viewer.text.text.split())
        if words:
            self._fill(words)
            self._viewer.text.clear()
