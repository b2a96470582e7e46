"""Lead through the rehearsal (tập dượt có hướng dẫn): a callout beside the real control, and nothing in its way."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.models.guide_steps import EXAMINED, VERIFIED
from ui.models.window import WindowModel
from ui.views.guide_card import GuideCard, GuideRing
from ui.views.guide_place import Placed, place
from ui.views.guide_target import NEEDED, target_of, where_now
from ui.views.guide_words import GuideWords, Known, Said
from ui.views.overlay import Overlay

if TYPE_CHECKING:
    from ui.views.certify import CertifyScreen
    from ui.views.frame import Frame
    from ui.views.verify import VerifyScreen

FOLLOW_MS = 150
"""How often it is looked where the control is: screens move it without telling."""

SETTLED = 4
"""Looks after which a screen has come to rest."""

DOCK_EDGE = 12
"""Room in px at both sides of a callout that lies across the top."""

LEAST_WIDE, LEAST_TALL = 1000, 560
"""A window smaller than this, in px, has the callout across the top of its screen."""


class Coach(QObject):
    """Keep callout and ring at the step in hand, as long as the lesson runs."""

    def __init__(self, window: "Frame", model: WindowModel) -> None:
        super().__init__(window)
        self._window, self._model, self._guide = window, model, model.guide
        self._ground = window.ground
        self._words = GuideWords(self)
        self.ring = GuideRing(self._ground)
        self.card = GuideCard()
        self.card.setParent(self._ground)
        self.card.back.triggered.connect(self._guide.back)
        self.card.skip.triggered.connect(self._guide.skip)
        self.card.leave.triggered.connect(self._guide.leave)
        self.card.there.triggered.connect(self._guide.go_there)
        for part in (self.ring, self.card):
            part.hide()
        self._said: tuple[int, Said] | None = None
        self._seen: tuple[object, ...] = ()
        self._stands: tuple[object, ...] = ()
        self._steady = 0
        self._clock = QTimer(self, interval=FOLLOW_MS)
        self._clock.timeout.connect(self.follow)
        self._guide.changed.connect(self._turn)
        self._turn()

    def _turn(self) -> None:
        """Begin or end with the lesson."""
        running = self._guide.running
        app = cast("QApplication", QApplication.instance())
        if running and not self._clock.isActive():
            self._clock.start()
            app.installEventFilter(self)
        elif not running and self._clock.isActive():
            self._clock.stop()
            app.removeEventFilter(self)
            self._put_away()
        if running:
            QTimer.singleShot(0, self, self.follow)  # the screens have heard of what happened by then

    def _put_away(self) -> None:
        self._window.undock(self.card)
        self.card.setParent(self._ground)
        self.card.hide()
        self.ring.hide()
        self._said, self._seen, self._stands = None, (), ()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Esc from the screens while the lesson runs: it ends it, and no screen goes a step back by it."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return super().eventFilter(watched, event)
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape or event.modifiers().value:
            return super().eventFilter(watched, event)
        if not isinstance(watched, QWidget) or not self._mine():
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        else:
            self._guide.leave()
        return True

    def _mine(self) -> bool:
        """Tell whether Esc would go to a screen: not to a dialog, a menu, or a sheet over the window."""
        free = QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None
        sheets = [one for one in self._window.findChildren(Overlay) if one.isVisible()]
        return free and not sheets and not self._window.covered and self._window.isActiveWindow()

    # -- following ---------------------------------------------------------------------------------------------------

    def follow(self) -> None:
        """Look where the clerk and the control are, and stand beside it."""
        self._watch()
        if not self._guide.running or not self._window.isVisible():
            return
        step, where = self._guide.step, where_now(self._window, self._model)
        said = self._words.say(step.name, where, self._known()) if step is not None else self._words.last()
        if (self._guide.at, said) != self._said:
            self._said = (self._guide.at, said)
            total = len(self._guide.steps)
            self.card.say(said, self._guide.at + 1 if step is not None else 0, total)
        target = (
            target_of(self._window, self._guide.steps, step.name, where) if step is not None and not said.away else None
        )
        rect = self._rect(target) if target is not None else QRect()
        key = (self._guide.at, where, self._window.size())
        self._steady = self._steady + 1 if key == self._stands else 0
        clear = self._clear(target) if not self.card.docked else []
        seen = (said, rect, self.card.wanted(), clear)
        if seen != self._seen or self._steady < SETTLED:
            self._seen = seen
            self._stand(key, target, rect)

    def _stand(self, key: tuple[object, ...], target: QWidget | None, rect: QRect) -> None:
        """Stand beside the control; once the screen has settled, what lies across the top stays there.

        Lying there it takes room from the screen: beside the control there might be enough again, and so on.
        """
        placed: Placed | None = None
        small = self._window.width() < LEAST_WIDE or self._window.height() < LEAST_TALL
        stays = self.card.docked and self._stands == key and self._steady >= SETTLED
        if not small and not rect.isEmpty() and not stays:
            self.card.dock(docked=False, wide=0)
            placed = place(self._body(), rect, self.card.wanted(), self._clear(target))
        self._stands = key
        if placed is None:
            self.card.dock(docked=True, wide=self._body().width() - 2 * DOCK_EDGE, low=small)
            self._window.dock(self.card)
        else:
            self._window.undock(self.card)
            self.card.setParent(self._ground)
            self.card.setGeometry(placed.rect)
        self.card.show()
        self.card.raise_()
        if rect.isEmpty():
            self.ring.hide()
        else:
            self.ring.show_at(rect, placed)

    def _body(self) -> QRect:
        body = self._window.body()
        return QRect(body.mapTo(self._ground, QPoint(0, 0)), body.size())

    def _rect(self, widget: QWidget) -> QRect:
        """Return what is seen of a widget in px of the window, as far as it is scrolled; a dialog's whole frame."""
        if widget.isWindow():
            return QRect(self._ground.mapFromGlobal(widget.mapToGlobal(QPoint(0, 0))), widget.size())
        seen, above = widget.rect(), widget.parentWidget()
        seen.moveTopLeft(widget.mapTo(self._ground, QPoint(0, 0)))
        while above is not None and above is not self._ground:
            seen &= QRect(above.mapTo(self._ground, QPoint(0, 0)), above.size())
            above = above.parentWidget()
        return seen

    def _clear(self, target: QWidget | None) -> list[QRect]:
        """Return where something stands that the clerk needs."""
        screen = self._window.screen_now()
        parts = screen.findChildren(QWidget) if screen is not None else []
        mine = [one for one in parts if isinstance(one, NEEDED) and one.isVisible() and one is not target]
        dialog = QApplication.activeModalWidget()
        return [self._rect(one) for one in (*mine, *([dialog] if dialog is not None else []))]

    def _known(self) -> Known:
        lesson = self._guide.lesson
        if lesson is None:
            raise RuntimeError("a lesson runs that was not laid")
        rooms = ("counter", "evening", "register", "board")
        buttons = {name: self._window.rail.button(name) for name in rooms}
        keys = {name: one.accessibleDescription() for name, one in buttons.items() if one is not None}
        return Known(lesson, self._guide.pins, keys)

    def _watch(self) -> None:
        """Tell the lesson what only a screen's own model knows."""
        screen, name = self._window.screen_now(), self._window.screen_name()
        if name == "counter.certify":
            case = cast("CertifyScreen", screen).model.case
            if case is not None and (case.ready or case.copy is not None):
                self._guide.tell(EXAMINED)
        elif name == "verify" and cast("VerifyScreen", screen).model.checked is not None:
            self._guide.tell(VERIFIED)
