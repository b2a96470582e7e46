"""What a person does to a stack: acts one after the other, filing, and taking any of it back."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desk.errors import FAULTS
from desk.jobs import Progress
from desk.model.arranging import Act
from desk.model.people import Session
from desk.ports import Desk
from desk.work.evening_acts import act, redo, undo
from desk.work.evening_filing import accept, file_ready, take_back
from desk.work.evening_look import Look, look
from ui.models.evening import EveningModel
from ui.models.history import Act as Done
from ui.runner import Failure

Step = Callable[[Desk, Session, Progress], "Outcome"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the stack stands after a step, what it filed by how many acts, and the first fault that kept a paper out."""

    look: Look
    filed: tuple[str, ...] = ()
    acts: int = 0
    fault: Exception | None = None


@dataclass(frozen=True, slots=True)
class _Deed:
    """One thing done in this sitting: its words, the papers it filed, and how many acts the office keeps of it."""

    words: str
    filed: tuple[str, ...] = ()
    acts: int = 1


class EveningActs(QObject):
    """Do what a person wants with the stack in hand, in the order it was wanted, off the window's thread.

    Acts on the arrangement are kept by the office: they are undone to any depth, also after a restart. Filing is taken
    back as long as this sitting lasts; later a paper is taken out where it is.

    Signals:
        changed: something began or ended.
    """

    changed = Signal()

    def __init__(self, evening: EveningModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._evening = evening
        self._waiting: deque[tuple[Step, Callable[[Outcome], None]]] = deque()
        self.busy = False
        self._deeds: list[_Deed] = []
        self._undone: list[_Deed] = []
        self._deeds_of = 0
        evening.changed.connect(self._stack_changed)

    def do(self, words: str, *acts: Act) -> None:
        """Do acts, all or none; `words` tell it at the left of the action bar."""
        batch_id = self._batch_id()

        def carry_out(desk: Desk, who: Session, _progress: Progress) -> Outcome:
            return Outcome(act(desk, who, batch_id, *acts))

        if batch_id:
            self._line_up(carry_out, lambda _: self._did(_Deed(words, acts=len(acts))))

    def accept(self, words: str, bundle: str) -> None:
        """Say of one paper that it is right, and file it."""
        batch_id = self._batch_id()

        def carry_out(desk: Desk, who: Session, _progress: Progress) -> Outcome:
            accept(desk, who, batch_id, bundle)
            return Outcome(look(desk, who, batch_id), (bundle,))

        self._line_up(carry_out, lambda outcome: self._did(_Deed(words, outcome.filed)))

    def file_ready(self, words: str) -> None:
        """File every paper against which nothing speaks, also one that was taken back before."""
        batch_id = self._batch_id()

        def carry_out(desk: Desk, who: Session, progress: Progress) -> Outcome:
            return _file(desk, who, batch_id, progress)

        def filed(outcome: Outcome) -> None:
            if outcome.filed:
                self._did(_Deed(words.format(count=len(outcome.filed)), outcome.filed, outcome.acts))

        if batch_id and self._evening.ready_codes:
            self._line_up(carry_out, filed)

    def undo(self) -> bool:
        """Take the newest deed back; False when there is none, also of earlier sittings."""
        there = self._evening.look
        if self.busy or there is None or not (self._deeds or there.can_undo):
            return False
        deed = self._deeds[-1] if self._deeds else _Deed("")
        batch_id = self._batch_id()

        def carry_out(desk: Desk, who: Session, _progress: Progress) -> Outcome:
            for bundle in deed.filed:
                take_back(desk, who, batch_id, bundle)
            for _ in range(deed.acts):
                undo(desk, who, batch_id)
            return Outcome(look(desk, who, batch_id))

        def undone(_outcome: Outcome) -> None:
            if self._deeds:
                self._undone.append(self._deeds.pop())
            self._tell(self.tr("Đã hoàn tác: {act}").format(act=deed.words or self.tr("thao tác trước")), undone=True)

        self._line_up(carry_out, undone)
        return True

    def redo(self) -> None:
        """Do again what was taken back last."""
        there = self._evening.look
        if self.busy or there is None or not (self._undone or there.can_redo):
            return
        deed = self._undone[-1] if self._undone else _Deed("")
        batch_id = self._batch_id()

        def carry_out(desk: Desk, who: Session, _progress: Progress) -> Outcome:
            for bundle in deed.filed:
                accept(desk, who, batch_id, bundle)
            for _ in range(0 if deed.filed else deed.acts):
                redo(desk, who, batch_id)
            return Outcome(look(desk, who, batch_id), deed.filed, len(deed.filed) or deed.acts)

        def redone(outcome: Outcome) -> None:
            if self._undone:
                self._undone.pop()
            self._deeds.append(_Deed(deed.words, outcome.filed, outcome.acts))
            self._tell(deed.words or self.tr("Đã làm lại thao tác trước"))

        self._line_up(carry_out, redone)

    @property
    def can_undo(self) -> bool:
        """Tell whether there is something to take back."""
        there = self._evening.look
        return bool(self._deeds) or (there is not None and there.can_undo)

    def _batch_id(self) -> int:
        return self._evening.batch.id if self._evening.batch is not None else 0

    def _stack_changed(self) -> None:
        """Let go of the deeds on a stack laid aside, or whose officer left; the office keeps its acts."""
        if self._batch_id() != self._deeds_of:
            self._deeds_of = self._batch_id()
            self._deeds.clear()
            self._undone.clear()
        if self._evening.window.session.who is None:
            self._waiting.clear()  # the next officer does not do what this one wanted

    def _did(self, deed: _Deed) -> None:
        self._deeds.append(deed)
        self._undone.clear()
        self._tell(deed.words)

    def _tell(self, words: str, *, undone: bool = False) -> None:
        more = not undone or self.can_undo
        self._evening.window.history.done.emit(Done(words, (lambda: None) if more else None))

    def _line_up(self, step: Step, then: Callable[[Outcome], None]) -> None:
        self._waiting.append((step, then))
        self._go_on()

    def _go_on(self) -> None:
        desk, who = self._evening.window.session.desk, self._evening.window.session.who
        if self.busy or not self._waiting or desk is None or who is None:
            return
        step, then = self._waiting.popleft()
        self.busy = True
        self.changed.emit()
        self._evening.window.runner.work(
            lambda progress: step(desk, who, progress), lambda outcome: self._done(outcome, then), self._failed
        )

    def _done(self, outcome: Outcome, then: Callable[[Outcome], None]) -> None:
        self.busy = False
        self._evening.window.solve("evening-act")
        self._evening.show(outcome.look)
        if outcome.look.batch.id == self._batch_id():
            then(outcome)
        if outcome.fault is not None:
            self._evening.window.tell_failure("evening-act", self._evening.window.runner.failure(outcome.fault))
        self.changed.emit()
        self._go_on()

    def _failed(self, failure: Failure) -> None:
        self.busy = False
        self._waiting.clear()
        self._evening.window.tell_failure("evening-act", failure)
        self._evening.look_again()
        self.changed.emit()


def _file(desk: Desk, who: Session, batch_id: int, progress: Progress) -> Outcome:
    """File what is ready; a paper a person took back waits in the tray and is brought out again."""
    done = file_ready(desk, who, batch_id, progress)
    there = look(desk, who, batch_id)
    faults: list[Exception] = [one.fault for one in done if one.fault is not None]
    filed = [one.bundle for one in done if one.document is not None]
    tried, acts = {one.bundle for one in done}, 0
    for paper in there.papers:
        if paper.ready and paper.document is None and paper.bundle.id not in tried:
            try:
                accept(desk, who, batch_id, paper.bundle.id)
                filed.append(paper.bundle.id)
                acts += 1
            except FAULTS as fault:
                faults.append(fault)
    return Outcome(look(desk, who, batch_id), tuple(filed), acts, faults[0] if faults else None)
