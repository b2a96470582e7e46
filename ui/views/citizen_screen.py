"""The citizen's second screen (màn hình của công dân): a name, a page, two sentences; hills while nobody is there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.models.citizen_screen import CitizenScreenModel, Shown, View
from ui.models.window import WindowModel
from ui.views.citizen_picture import CalmPicture, PagePicture
from ui.views.citizen_words import CitizenWords
from ui.views.icons import window_icon
from ui.views.parts.card import Box
from ui.views.parts.text import Text
from ui.views.pictures import load_picture, upright_turn
from ui.views.slot_words import short_name
from ui.views.theme import theme

SIDE_PX = 1400
"""Longer side of the page's picture."""

_WIDE, _TALL = 1024, 640
_PAD = 48
_LOW = 520
"""Height in px at 100 % under which large letters would not stand in their lines."""


class CitizenWindow(QWidget):
    """Face the citizen; it never takes the keyboard, and forgets a citizen in the moment the counter does.

    Signals:
        dismissed: somebody closed it.
    """

    dismissed = Signal()

    def __init__(self, model: WindowModel) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._window = model
        self.model = CitizenScreenModel(model, self)
        self._words = CitizenWords(self)
        self._asked = 0
        self.setWindowTitle(self.tr("Sao Y · Màn hình của công dân"))
        self.setAccessibleName(self.tr("Màn hình của công dân"))
        self.setWindowIcon(window_icon())
        self._build()
        self.model.changed.connect(self.refresh)
        model.session.changed.connect(self._show_office)
        theme().changed.connect(self.update)
        self.refresh()
        self._show_office()

    def appear(self, *, on: bool, beside: QWidget) -> None:
        """Open on another display than a window is on, whole; where there is none, beside it to be placed by hand."""
        if on == self.isVisible():
            return
        if not on:
            self.hide()
            return
        keyboard = beside.isActiveWindow()
        others = [one for one in QGuiApplication.screens() if one is not beside.screen()]
        if others:
            self.setGeometry(others[0].geometry())
            self.setWindowState(Qt.WindowState.WindowFullScreen)  # showFullScreen would ask for the keyboard
        else:
            self.setWindowState(Qt.WindowState.WindowNoState)
            self.resize(theme().px(_WIDE), theme().px(_TALL))
        self.show()
        if keyboard:
            beside.activateWindow()  # not every desktop leaves the keyboard where it is

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write smaller on a small screen: all that is said stays to be read."""
        super().resizeEvent(event)
        low = self.height() < theme().px(_LOW)
        self._words_column.setContentsMargins(*(4 * [theme().px(_PAD if not low else _PAD // 2)]))
        self._words_column.setSpacing(theme().px(28 if not low else 12))
        self._name.set_role("title" if low else "figure")
        for line in (self._first, self._second):
            line.set_role("title" if low else "figure", 400)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it was closed by hand."""
        super().closeEvent(event)
        self.dismissed.emit()

    # -- building --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self._idle_page())
        self._stack.addWidget(self._case_page())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _idle_page(self) -> QWidget:
        page = Box("bg")
        self._office = Text("", "figure", wrap=True)
        self._centre = Text("", "title", "ink2", wrap=True)
        for line in (self._office, self._centre):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, theme().px(_PAD), 0, 0)
        column.setSpacing(6)
        column.addWidget(self._office)
        column.addWidget(self._centre)
        column.addWidget(CalmPicture(), 1)
        return page

    def _case_page(self) -> QWidget:
        page = Box("surface")
        self._name = Text("", "figure", wrap=True)
        self._first = Text("", "figure", "ink", weight=400, wrap=True)
        self._second = Text("", "figure", "ink2", weight=400, wrap=True)
        words = self._words_column = QVBoxLayout()
        words.addStretch(1)
        for line in (self._name, self._first, self._second):
            words.addWidget(line)
        words.addStretch(2)
        self.picture = PagePicture()
        self._beside = QStackedWidget()
        self._beside.addWidget(CalmPicture())
        self._beside.addWidget(self.picture)
        across = QHBoxLayout(page)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(words, 1)
        across.addWidget(self._beside, 1)
        return page

    # -- following -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what may be shown; of a citizen who left, nothing stays in any part."""
        now = self.model.now
        idle = now.view is View.IDLE
        first, second = ("", "") if idle else self._words.say(now, self._slot(now))
        self._name.setText(now.name)
        self._first.setText(first)
        self._second.setText(second)
        self._show_page(now)
        self._stack.setCurrentIndex(0 if idle else 1)
        if idle:
            self.repaint()  # at once, whatever waits: the next citizen may be looking already

    def _slot(self, now: Shown) -> str:
        counter = self._window.counter.counter
        return short_name(counter, now.place) if counter is not None and now.place else ""

    def _show_page(self, now: Shown) -> None:
        page, desk = now.page, self._window.session.desk
        wanted = page.id if page is not None else 0
        if page is None or desk is None:
            self._asked = 0
            self.picture.show_page(QImage())
            self._beside.setCurrentIndex(0)
            return
        self._beside.setCurrentIndex(1)
        if wanted == self._asked:
            return
        self._asked = wanted
        self.picture.show_page(QImage())
        path, turn = desk.store.path(page.digest), upright_turn(page)

        def take(picture: QImage) -> None:
            if self._asked == wanted:
                self.picture.show_page(picture)

        self._window.runner.work(lambda _progress: load_picture(path, SIDE_PX, turn), take, lambda _: None)

    def _show_office(self) -> None:
        facts = self._window.session.facts
        self._office.setText(facts.authority if facts is not None else "")
        self._centre.setText(facts.centre if facts is not None else "")
