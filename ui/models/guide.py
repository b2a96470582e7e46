"""The guided rehearsal (tập dượt có hướng dẫn): where it stands, what it waits for, when it goes on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk.model.certification import Purpose
from desk.model.events import Event
from desk.model.people import Citizen, Role
from ui.models.counter import CounterModel
from ui.models.guide_steps import CITIZEN, DOSSIER, NOTICE, SCREEN, STEPS, Lesson, Step, after
from ui.models.session import SessionModel
from ui.runner import Failure, Runner

if TYPE_CHECKING:
    from desk.model.dossier import Dossier


class GuideModel(QObject):
    """Lead through the steps; each goes on by what the clerk did, never by a key of its own.

    Attributes:
        greets: The next officer who signs in is welcomed before the counter is shown.
        running: The steps are shown.
        laying: The lesson is being laid.
        finished: The last step was done.
        at: The step in hand, from 0; it stays when the clerk leaves.
        lesson: What the steps speak of, once laid.
        failure: Why the lesson could not be laid, or None.

    Signals:
        changed: something of the above is another now.
        wanted: the name of a screen the lesson wants shown.
    """

    changed = Signal()
    wanted = Signal(str)

    def __init__(
        self, runner: Runner, session: SessionModel, counter: CounterModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner, self._session, self._counter = runner, session, counter
        self._citizen = 0
        self._code = ""
        self._dossier: tuple[Dossier, Citizen] | None = None
        self.steps: tuple[Step, ...] = STEPS
        self.greets = self.running = self.laying = self.finished = False
        self.at = 0
        self.lesson: Lesson | None = None
        self.failure: Failure | None = None
        counter.changed.connect(self._counter_changed)
        session.changed.connect(self._session_changed)
        runner.happened.connect(self._heard)

    @property
    def able(self) -> bool:
        """Tell whether there is a lesson for the officer signed in: only in a rehearsal, for who receives."""
        return self._session.lesson is not None and self._session.may(Role.RECEPTION)

    @property
    def step(self) -> Step | None:
        """Return the step in hand, None after the last."""
        return self.steps[self.at] if self.at < len(self.steps) else None

    @property
    def pins(self) -> tuple[str, str]:
        """Return the published PINs of the rehearsal's tokens: the officer's, the seal's."""
        return self._session.known_pin(Purpose.OFFICER), self._session.known_pin(Purpose.SEAL)

    def begin(self) -> None:
        """Begin, or go on where the clerk had left."""
        lay, desk, who = self._session.lesson, self._session.desk, self._session.who
        if not self.able or lay is None or desk is None or who is None or self.laying or self.running:
            return
        self.greets, self.failure = False, None
        if self.finished:
            self.at, self.finished, self.lesson = 0, False, None
        if self.lesson is not None:
            self._run()
            return
        self.laying = True
        self._runner.work(lambda progress: lay(desk, who, progress), self._laid, self._not_laid)
        self.changed.emit()

    def leave(self) -> None:
        """Put the lesson away; the step in hand stays."""
        self.greets = False
        self.running = False
        self.changed.emit()

    def skip(self) -> None:
        """Go on without having done the step; after the last one the lesson ends."""
        if self.running and self.step is None:
            self.leave()
        elif self.running:
            self._go_to(self.at + 1)

    def back(self) -> None:
        """Show the step before again."""
        if self.running and self.at:
            self._go_to(self.at - 1)

    def go_there(self) -> None:
        """Show the screen where the step in hand begins, with the lesson's dossier where it needs that."""
        step = self.step
        if not self.running or step is None:
            return
        if step.with_dossier and self._dossier is not None and self._counter.code != self._dossier[0].code:
            dossier, citizen = self._dossier
            self._counter.next_citizen()
            self._counter.arrival.citizen = citizen
            self._counter.arrival.go_on(dossier)
            self.wanted.emit("counter")
        else:
            self.wanted.emit(step.screens[0])

    def know(self, rooms: frozenset[str]) -> None:
        """Take the last step to the day's board where there is one, else to the book."""
        last = self.steps[-1]
        room = next((one for one in last.screens if one in rooms), last.screens[-1])
        self.steps = (*self.steps[:-1], replace(last, screens=(room,), until=SCREEN.format(name=room)))

    # -- what happens --------------------------------------------------------------------------------------------------

    def tell(self, happening: str) -> None:
        """Hear of something that happened, and go on when it ends the step in hand."""
        if self.running and self.step is not None:
            place = after(self.steps, self.at, happening)
            if place != self.at:
                self._go_to(place)

    def noticed(self, key: str) -> None:
        """Hear of a notice."""
        self.tell(NOTICE.format(key=key))

    def came_to(self, screen: str) -> None:
        """Hear of a screen that is shown."""
        self.tell(SCREEN.format(name=screen))

    def _heard(self, events: Sequence[Event]) -> None:
        for event in events:
            self.tell(event.kind.value)

    def _counter_changed(self) -> None:
        citizen, counter = self._counter.citizen, self._counter.counter
        known = citizen.id if citizen is not None else 0
        code = counter.dossier.code if counter is not None else ""
        came, opened = known != self._citizen and known, code != self._code and code
        self._citizen, self._code = known, code
        if came:
            self.tell(CITIZEN)
        if opened and counter is not None and self.lesson is not None:
            codes = {self.lesson.certifying: "certifying", self.lesson.again: "again"}
            name = codes.get(counter.dossier.procedure.code or "")
            if name is not None:
                self._dossier = counter.dossier, counter.citizen
                self.tell(DOSSIER.format(procedure=name))

    def _session_changed(self) -> None:
        if self._session.who is None and (self.running or self.lesson is not None):
            self.running, self.laying, self.lesson, self.at = False, False, None, 0
            self.changed.emit()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _laid(self, lesson: Lesson) -> None:
        self.laying = False
        if self._session.who is None:
            self.changed.emit()
            return
        self.lesson, self.at, self._dossier = lesson, 0, None
        self._counter.next_citizen()
        self._run()

    def _not_laid(self, failure: Failure) -> None:
        self.laying, self.failure = False, failure
        self.changed.emit()

    def _run(self) -> None:
        self.running = True
        self.go_there()
        self.changed.emit()

    def _go_to(self, place: int) -> None:
        self.at = place
        self.finished = place >= len(self.steps)
        step, lesson = self.step, self.lesson
        if step is not None and step.name == "jam" and lesson is not None:
            self._runner.work(lambda _progress: lesson.mend(), None, lambda _: None)
        self.changed.emit()
