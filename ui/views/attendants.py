"""What attends the window beside its screens: guided rehearsal, lock, citizen's screen; each made when wanted."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.models.window import WindowModel
from ui.views.idle import IdleWatch
from ui.views.parts.keys import make_action
from ui.views.screen import Screen

if TYPE_CHECKING:
    from desk.model.paper import Page
    from ui.models.review import ReviewModel
    from ui.models.scan import ScanModel
    from ui.views.certify import CertifyScreen
    from ui.views.citizen_screen import CitizenWindow
    from ui.views.frame import Frame
    from ui.views.guide import Coach
    from ui.views.lock import LockPage
    from ui.views.review import ReviewScreen
    from ui.views.scan import ScanScreen


class Attendants(QObject):
    """Hold the acts that work in every room, and what they bring.

    Attributes:
        lesson_act: begins the guided rehearsal or goes on with it; only in a rehearsal.
        lock_act: covers the screen until the officer's password is given.
        citizen_act: opens the citizen's screen or closes it.
        coach: the callouts, once the lesson was begun; `page` and `citizen` likewise.
    """

    def __init__(self, window: "Frame", model: WindowModel) -> None:
        super().__init__(window)
        self._window, self._model = window, model
        self.coach: Coach | None = None
        self.page: LockPage | None = None
        self.citizen: CitizenWindow | None = None
        self._focus: QWidget | None = None
        self.lesson_act = make_action(window, self.tr("Tập dượt ba phút"), "Shift+F1", "flask")
        self.lesson_act.triggered.connect(self._model.guide.begin)
        self.lock_act = make_action(window, self.tr("Khóa màn hình, giữ nguyên việc đang làm"), "Shift+F12", "lock")
        self.lock_act.triggered.connect(self._model.session.lock)
        self.citizen_act = make_action(window, self.tr("Màn hình của công dân"), "F11", "people")
        self.citizen_act.setCheckable(True)
        self.citizen_act.triggered.connect(lambda on: self._model.habits.show_citizen(on=bool(on)))
        self.idle = IdleWatch(window)
        self.idle.fell.connect(self._model.session.lock)
        self._model.guide.changed.connect(self._guide_changed)
        self._model.session.changed.connect(self._session_changed)
        self._model.habits.changed.connect(self._habits_changed)
        window.closing.connect(self._close)
        self._session_changed()

    def made(self, name: str, screen: Screen) -> None:
        """Follow a screen that was just made: what lies before the clerk there may be shown to the citizen."""
        if name == "counter.scan":
            scan = cast("ScanScreen", screen).model
            scan.page_came.connect(lambda page: self._page_of_scan(scan, page))
        elif name == "counter.review":
            review = cast("ReviewScreen", screen).model
            review.changed.connect(lambda: self._page_of_review(review))
        elif name == "counter.certify":
            certify = cast("CertifyScreen", screen).model
            certify.changed.connect(
                lambda: self._model.copy_is(certify.case.duty if certify.case is not None else None)
            )

    def _page_of_scan(self, scan: "ScanModel", page: "Page") -> None:
        if scan.document is not None and scan.document.id == page.document_id:
            self._model.page_shown.emit(page, scan.document.dossier)

    def _page_of_review(self, review: "ReviewModel") -> None:
        page = next((one for one in review.pages if one.place == review.page), None)
        if page is not None and review.document is not None:
            self._model.page_shown.emit(page, review.document.dossier)

    def _guide_changed(self) -> None:
        if self._model.guide.running and self.coach is None:
            from ui.views.guide import Coach

            self.coach = Coach(self._window, self._model)

    def _session_changed(self) -> None:
        session = self._model.session
        inside = session.who is not None
        self.lesson_act.setEnabled(self._model.guide.able)
        self.lock_act.setEnabled(inside)
        self.citizen_act.setEnabled(inside)
        if inside and session.locked and not self._window.covered:
            self._cover()
        elif not (inside and session.locked) and self._window.covered:
            self._uncover()
        self._habits_changed()

    def _habits_changed(self) -> None:
        habits, who = self._model.habits.now, self._model.session.who
        guarded = who is not None and who.officer.secret is not None and not self._model.session.locked
        self.idle.wait(habits.lock if guarded else 0)
        self.citizen_act.setChecked(habits.citizen)
        wanted = habits.citizen and who is not None
        if wanted and self.citizen is None:
            from ui.views.citizen_screen import CitizenWindow

            self.citizen = CitizenWindow(self._model)
            self.citizen.dismissed.connect(lambda: self._model.habits.show_citizen(on=False))
        if self.citizen is not None:
            self.citizen.appear(on=wanted, beside=self._window)

    # -- the lock ------------------------------------------------------------------------------------------------------

    def _cover(self) -> None:
        """Close what drops down or asks for something, then put the lock in place of all that is shown."""
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        while (dialog := QApplication.activeModalWidget()) is not None and dialog.close():
            pass
        self._focus = self._window.focusWidget()
        if self.page is None:
            from ui.views.lock import LockPage

            self.page = LockPage(self._model)
        self._window.cover(self.page)
        self.page.begin()

    def _uncover(self) -> None:
        if self.page is not None:
            self.page.end()
        self._window.cover(None)
        screen = self._window.screen_now()
        if screen is not None and type(screen).hideEvent is not Screen.hideEvent:
            screen.enter()  # it had taken the cover for another screen; the others stand as they were left
        if self._focus is not None and isValid(self._focus) and self._focus.isVisible():
            self._focus.setFocus()
        self._focus = None

    def _close(self) -> None:
        if self.citizen is not None:
            self.citizen.appear(on=False, beside=self._window)
