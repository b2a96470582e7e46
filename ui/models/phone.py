"""A phone as camera at the counter (điện thoại): its page is open while the screen is shown, photos come one by one."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from desk.jobs import Progress
from desk.model.paper import Document, Page, Stage
from desk.model.people import Session
from desk.model.phone import PhoneDoor, PhoneWish
from desk.ports import Desk
from desk.work import receive
from desk.work.digitise import ReadResult, read_documents
from desk.work.phone import SOURCE, PhoneEars, photograph_into, squares
from ui.models.window import WindowModel
from ui.runner import Failure, Job


class PhoneState(StrEnum):
    """Where an opening stands."""

    CLOSED = "closed"
    OPENING = "opening"
    OPEN = "open"
    READING = "reading"
    READY = "ready"


class PhoneModel(QObject):
    """Hold one opening and the paper that a phone photographs meanwhile.

    Attributes:
        state: Where it stands.
        door: The way to the page, or None while there is none.
        code: The rows of the QR of that way.
        pages: The sides that came.
        looks: What is wrong with each, by its id.
        refused: How many photos were no picture.
        progress: (done, total) of the reading.
        result: The papers read last.

    Signals:
        changed: something of the above is another now.
        page_came: a `Page` that is durable now.
    """

    changed = Signal()
    page_came = Signal(object)

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._job: Job[Document] | None = None
        self._opening = 0
        self._clear()
        model.counter.changed.connect(self._counter_changed)

    def _clear(self) -> None:
        self.state = PhoneState.CLOSED
        self.door: PhoneDoor | None = None
        self.code: Sequence[bytes] = ()
        self.pages: list[Page] = []
        self.looks: dict[int, Sequence[str]] = {}
        self.refused = 0
        self.progress = (0, 0)
        self.result: list[ReadResult] = []
        self._dossier = self._model.counter.code

    @property
    def poor(self) -> list[Page]:
        """Return the sides that should be photographed again."""
        return [page for page in self.pages if self.looks.get(page.id)]

    def open(self) -> None:
        """Open the page for one phone, for the slot in hand; while one is open nothing changes."""
        desk, who, code = self._model.session.desk, self._model.session.who, self._model.counter.code
        if desk is None or who is None or code is None or self.state in (PhoneState.OPENING, PhoneState.OPEN):
            return
        self._clear()
        self._opening += 1
        self.state = PhoneState.OPENING
        self._model.solve("phone")
        where, ears = receive.Place(code, self._model.counter.place or None), self._ears(self._opening)

        def carry_out(progress: Progress) -> Document:
            document = receive.start_scan(desk, who, where, source=SOURCE)
            try:
                photograph_into(desk, who, document, PhoneWish(), progress, ears)
            finally:
                document = receive.finish_receiving(desk, who, document.id)
            return document

        opening = self._opening
        self._job = self._model.runner.work(
            carry_out,
            lambda document: self._ended(opening, document, who),
            lambda failure: self._failed(opening, failure),
        )
        self.changed.emit()

    def finish(self) -> None:
        """End the opening; what came is read."""
        if self._job is not None and self._job.running:
            self._job.cancel()

    # -- what is heard ---------------------------------------------------------------------------------------------

    def _ears(self, opening: int) -> PhoneEars:
        """Hear of one opening alone: a paper left for another goes on coming in by itself."""
        home = self._model.runner.homeward

        def ear(take: Callable[..., None]) -> Callable[..., None]:
            def hear(told: tuple[object, ...]) -> None:
                if opening == self._opening:
                    take(*told)

            heard = home(hear)
            return lambda *told: heard(told)

        door, page = ear(self._take_door), ear(self._take_page)
        return PhoneEars(
            lambda way: door(way, squares(way.address)), page, ear(self._take_look), ear(self._take_refused)
        )

    def _take_door(self, door: PhoneDoor, code: Sequence[bytes]) -> None:
        self.door, self.code, self.state = door, code, PhoneState.OPEN
        self.changed.emit()

    def _take_page(self, page: Page) -> None:
        self.pages.append(page)
        self.page_came.emit(page)
        self.changed.emit()

    def _take_look(self, page: Page, codes: Sequence[str]) -> None:
        self.looks[page.id] = codes
        self.changed.emit()

    def _take_refused(self, _number: int) -> None:
        self.refused += 1
        self.changed.emit()

    # -- how it ends -----------------------------------------------------------------------------------------------

    def _ended(self, opening: int, document: Document, who: Session) -> None:
        """Read what came, also when the clerk has gone on to another dossier or has signed out meanwhile."""
        desk, mine = self._model.session.desk, opening == self._opening
        if desk is None or document.stage is Stage.REMOVED:
            if mine:
                self.state, self.door = PhoneState.CLOSED, None
                self.changed.emit()
            return
        if mine:
            self.state, self.door = PhoneState.READING, None
            self.changed.emit()
        self._read(desk, who, document, mine=mine)

    def _read(self, desk: Desk, who: Session, document: Document, *, mine: bool) -> None:
        opening = self._opening

        def done(results: list[ReadResult]) -> None:
            fault = next((one.fault for one in results if one.fault is not None), None)
            if fault is not None:
                self._model.tell_failure("read", self._model.runner.failure(fault))
            if mine and opening == self._opening:
                self.result, self.state = results, PhoneState.READY
                self.changed.emit()

        def told(far: int, total: int, _what: str) -> None:
            if mine and opening == self._opening:
                self.progress = (far, total)
                self.changed.emit()

        self._model.runner.work(
            lambda progress: read_documents(desk, who, [document.id], progress), done,
            lambda failure: self._failed(opening, failure), told,
        )  # fmt: skip

    def _failed(self, opening: int, failure: Failure) -> None:
        if opening == self._opening:
            self.state, self.door = PhoneState.CLOSED, None
            self.changed.emit()
        self._model.tell_failure("phone", failure)

    def _counter_changed(self) -> None:
        if self._model.counter.code != self._dossier:
            self.finish()
            self._opening += 1
            self._clear()
            self.changed.emit()
