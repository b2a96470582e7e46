"""What stands on the counter (quầy tiếp nhận): the citizen, the dossier with its slots, and the verbs on them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from desk.model.dossier import SlotState
from desk.model.events import Event, Kind
from desk.model.people import Citizen, Session
from desk.model.reuse import Outcome
from desk.ports import Desk
from ui.models.arrival import Arrival
from ui.models.history import Act, History
from ui.models.pause import pause_before
from ui.models.session import SessionModel
from ui.models.steps import Next, is_original, next_step, to_certify
from ui.runner import Failure, Runner

if TYPE_CHECKING:
    from desk.work.counter import Counter, Slot
    from desk.work.reuse import Offer

T = TypeVar("T")

CONCERNS = {
    Kind.CITIZEN_CHANGED, Kind.CONSENT_GIVEN, Kind.CONSENT_WITHDRAWN, Kind.PAPER_SHOWN, Kind.PAPER_SHOWN_UNDONE,
    Kind.DOCUMENT_RECEIVED, Kind.DOCUMENT_READ, Kind.READING_FAILED, Kind.FIELDS_CONFIRMED, Kind.DOCUMENT_MOVED,
    Kind.DOCUMENT_REMOVED, Kind.DOCUMENT_RESTORED, Kind.DOCUMENT_DESTROYED, Kind.PAGE_TURNED, Kind.RESULT_REUSED,
    Kind.REUSE_UNDONE, Kind.COPY_NUMBERED, Kind.COPY_SIGNED, Kind.COPY_SEALED, Kind.COPY_FINISHED, Kind.COPY_VOIDED,
    Kind.CERTIFICATION_REFUSED, Kind.DEED_TAKEN_BACK, Kind.DEED_DONE_AGAIN, Kind.PAGES_LAID,
}  # fmt: skip
"""Events after which the counter is read again. Looking up is no such event: reading the counter causes it."""

GATHER_MS = 40
"""Events that come close together cause one reading of the counter."""


class CounterModel(QObject):
    """Hold the dossier at the counter and carry out what the clerk decides.

    Attributes:
        arrival: How the citizen and the procedure are found, before there is a dossier.
        counter: The dossier as it stands, or None.
        place: The slot in hand, 0 for none.
        seen: Slots that had the focus; a warning counts as seen from then on.
        answered: Whether the citizen answered about keeping copies at this dossier.
        left: The dossier was handed over and is closed: it is looked at once more, then the counter is free.
        receipt: The receipt slip as a file, once made.
        failure: What went wrong last, or None.

    Signals:
        changed: something of the above is another now.
        moved: the slot in hand is another now, and should get the focus.
    """

    changed = Signal()
    moved = Signal(int)

    def __init__(self, runner: Runner, session: SessionModel, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._session, self._history = runner, session, history
        self.arrival = Arrival(runner, session, self)
        self.arrival.opened.connect(self._opened)
        self.arrival.changed.connect(self.changed)
        self.counter: Counter | None = None
        self.left = False
        self.receipt: Path | None = None
        self.place = 0
        self.seen: set[int] = set()
        self.answered = False
        self.failure: Failure | None = None
        self._steer = False
        self._turn = 0
        self._gather = pause_before(self.refresh, GATHER_MS, self)
        runner.happened.connect(self._heard)
        history.undone.connect(self._turned)
        history.redone.connect(self._turned)
        history.failed.connect(lambda _: self._later())
        session.changed.connect(self._session_changed)

    @property
    def code(self) -> str | None:
        """Return the code of the dossier at the counter."""
        return self.counter.dossier.code if self.counter is not None else None

    @property
    def citizen(self) -> Citizen | None:
        """Return the citizen at the counter, with a dossier or still without."""
        return self.counter.citizen if self.counter is not None else self.arrival.citizen

    @property
    def working(self) -> bool:
        """Tell whether the citizen or the procedure is being looked for."""
        return self.arrival.working

    @property
    def gathering(self) -> bool:
        """Tell whether the counter is about to be read again."""
        return self._gather.isActive()

    @property
    def next(self) -> Next:
        """Return the one next step."""
        if self.counter is not None:
            return next_step(self.counter, self.place, self.seen, answered=self.answered)
        return Next(self.arrival.step)

    def slot(self, place: int) -> "Slot | None":
        """Return the slot of a place, or None."""
        slots = self.counter.slots if self.counter is not None else ()
        return next((slot for slot in slots if slot.component.place == place), None)

    # -- moving ---------------------------------------------------------------------------------------------------

    def reach(self, place: int) -> None:
        """Take a slot in hand; a warning on it counts as seen from now on."""
        if self.slot(place) is None or (place == self.place and place in self.seen):
            return
        self.place = place
        self.seen.add(place)
        self.changed.emit()

    def hold(self, place: int) -> None:
        """Take a slot in hand because the machine led there; that alone does not make a warning seen."""
        if self.slot(place) is not None and place != self.place:
            self.place = place
            self.changed.emit()

    def steer(self) -> None:
        """Move to the slot of the next step once the counter was read again."""
        self._steer = True

    def refresh(self) -> None:
        """Read the counter again from the desk."""
        from desk.work import counter as counter_of

        code = self.code
        if code is None or self.left:
            return
        self._ask(lambda desk, who: counter_of.counter(desk, who, code, again=True), self._came)

    def next_citizen(self) -> None:
        """Clear the counter for the next citizen; all work is kept, reading goes on.

        A dossier that is still being read for the one before does not come back.
        """
        self._turn += 1
        self.counter = None
        self.left = False
        self.receipt = None
        self.place, self.seen, self.answered, self.failure = 0, set(), False, None
        self._history.forget()
        self.arrival.clear()
        self.changed.emit()

    # -- verbs ----------------------------------------------------------------------------------------------------

    def agree(self, *, agrees: bool, words: str = "") -> None:
        """Record whether the citizen agrees that copies are kept for reuse."""
        from desk.work.intake import set_consent

        code = self.code
        if code is None:
            return

        def done(_: None) -> None:
            self.answered = True
            if words:
                self._history.add(words, None)
            self._later(steer=True)

        self._ask(lambda desk, who: set_consent(desk, who, code, agrees=agrees), done)

    def reuse(self, place: int, words: str) -> None:
        """Let the best held paper serve a slot.

        A paper that fits with a warning is taken only when its slot was looked at; before that the slot is only
        taken in hand.
        """
        from desk.work.reuse import reuse

        slot, code = self.slot(place), self.code
        if slot is None or code is None or not slot.offers:
            return
        offer = slot.offers[0]
        if offer.verdict.outcome is not Outcome.FITS and place not in self.seen:
            self.reach(place)
            self.moved.emit(place)
            return

        def done(_: object) -> None:
            self._history.did(words)
            self._later(steer=True)

        self._ask(lambda desk, who: reuse(desk, who, offer.document.id, code, place), done)

    def drop_reuse(self, place: int, words: str) -> None:
        """Take a reuse back; it can be made again by undo."""
        from desk.work.reuse import undo_reuse

        slot = self.slot(place)
        if slot is None or slot.reused is None:
            return
        made, _paper = slot.reused

        def done(_: None) -> None:
            self._history.did(words)
            self._back_to(place)

        self._ask(lambda desk, who: undo_reuse(desk, who, made.id), done)

    def mark_shown(self, place: int, words: str, *, shown: bool = True) -> None:
        """Mark a slot's paper as shown and checked, or take the mark back; both can be undone."""
        from desk.work.intake import mark_shown

        code = self.code
        if code is None:
            return

        def done(_: None) -> None:
            self._history.did(words)
            if shown:
                self._later(steer=True)
            else:
                self._back_to(place)

        self._ask(lambda desk, who: mark_shown(desk, who, code, place, shown=shown), done)

    def remove(self, place: int, words: str) -> None:
        """Put the newest paper of a slot into the tray; undo takes it out again."""
        from desk.work.review import remove_document

        slot = self.slot(place)
        if slot is None or not slot.documents:
            return
        paper = slot.documents[-1].id

        def done(_: object) -> None:
            self._history.did(words)
            self._back_to(place)

        self._ask(lambda desk, who: remove_document(desk, who, paper), done)

    def make_receipt(self, then: Callable[[Path], None] | None = None) -> None:
        """Make the receipt slip (Mẫu 01) if it is not there, and tell where it is."""
        from desk.work.intake import receipt_slip

        code = self.code
        if code is None:
            return

        def done(path: Path) -> None:
            self.receipt = path
            self.changed.emit()
            if then is not None:
                then(path)

        self._ask(lambda desk, who: receipt_slip(desk, who, code), done)

    def best_paper(self, place: int) -> int | None:
        """Return the document to look at for a slot: what stands in it, or what is offered."""
        slot = self.slot(place)
        if slot is None:
            return None
        if slot.reused is not None:
            return slot.reused[1].id
        if slot.documents:
            return slot.documents[-1].id
        return slot.offers[0].document.id if slot.offers else None

    def to_certify(self) -> list[int]:
        """Return the papers of the dossier that are to be certified, in the order of their slots."""
        counter = self.counter
        found = [to_certify(counter, slot) for slot in counter.slots] if counter is not None else []
        return [document for document in found if document]

    @property
    def certifiable(self) -> list[int]:
        """Return the papers in the slots for originals that were read and have no copy yet."""
        counter = self.counter
        if counter is None:
            return []
        kind = counter.dossier.procedure.kind
        papers = [d for slot in counter.slots if is_original(slot.component, kind) for d in slot.documents]
        return [d.id for d in papers if d.pdf is not None and counter.copy_of(d.id) is None]

    def held(self) -> "Sequence[Offer]":
        """Return what the office holds for the citizen."""
        return self.counter.held if self.counter is not None else ()

    # -- inside ---------------------------------------------------------------------------------------------------

    def _turned(self, act: Act) -> None:
        """Go to the slot of a deed that was taken back or done again."""
        place = act.deed.data.get("place") if act.deed is not None else None
        if isinstance(place, int) and self.slot(place) is not None:
            self._back_to(place)
        elif act.deed is not None:
            self._later()

    def _back_to(self, place: int) -> None:
        self.place = place
        self.moved.emit(place)
        self._later()

    def _opened(self, code: str, receipt: Path | None) -> None:
        from desk.work import counter as counter_of

        self.receipt = receipt
        self.place, self.seen, self.answered = 0, set(), False
        self._history.follow(code)
        self._steer = True
        self._ask(lambda desk, who: counter_of.counter(desk, who, code), self._came)

    def _came(self, counter: "Counter") -> None:
        if self.counter is not None and self.counter.dossier.code != counter.dossier.code:
            return
        self.counter = counter
        if self._steer or self.slot(self.place) is None:
            self._steer = False
            self._go_on()
        self.changed.emit()

    def _go_on(self) -> None:
        self.place = 0
        wanted = self.next
        if wanted.place:
            self.place = wanted.place
            self.moved.emit(wanted.place)

    def _in_turn(self, hear: Callable[[T], None]) -> Callable[[T], None]:
        """Let an answer count only while the citizen it was asked for is at the counter."""
        turn = self._turn
        return lambda value: hear(value) if turn == self._turn else None

    def _later(self, *, steer: bool = False) -> None:
        self._steer = self._steer or steer
        self._gather.start()

    def _heard(self, events: Sequence[Event]) -> None:
        if any(e.kind is Kind.DOSSIER_HANDED_OVER and e.subject == f"dossier:{self.code}" for e in events):
            self.left = True
        if self.counter is not None and any(event.kind in CONCERNS for event in events):
            self._gather.start()

    def _session_changed(self) -> None:
        if self._session.who is None and self.citizen is not None:
            self.next_citizen()

    def _ask(self, verb: Callable[[Desk, Session], T], done: Callable[[T], None]) -> None:
        """Run a verb; what it answers for a citizen who left is not told before the next one."""
        desk, who = self._session.desk, self._session.who
        if desk is not None and who is not None:
            self._runner.ask(lambda: verb(desk, who), self._in_turn(done), self._failed)

    def _failed(self, failure: Failure) -> None:
        self.failure = failure
        self._later()
        self.changed.emit()


def reading(counter: "Counter") -> int:
    """Return how many slots the machine is reading now."""
    return sum(slot.state is SlotState.READING for slot in counter.slots)
