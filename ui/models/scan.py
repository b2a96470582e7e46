"""Scanning at the counter (quét): sides arrive one by one, faults keep what came, reading follows by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desk.errors import FAULTS, PageCountDiffers, ScannerChanged
from desk.jobs import Progress
from desk.model.paper import Document, Page
from desk.model.people import Session
from desk.model.scanning import Device
from desk.ports import Desk
from desk.work import receive
from desk.work.devices import HELD_BY, make_ready, trust_device
from desk.work.digitise import AS_USUAL, Reading, ReadResult, read_documents
from desk.work.looking import look_at, scan_again
from desk.work.profiles import finish_sides
from desk.work.review import remove_document
from ui.models.scan_state import ScanState as ScanState
from ui.models.scan_wish import ScanWish
from ui.models.window import WindowModel
from ui.runner import Failure, Job


@dataclass(frozen=True)
class _Received:
    document: Document
    count: PageCountDiffers | None


class ScanModel(QObject):
    """Hold one paper while it is scanned, and carry out what the clerk decides.

    Attributes:
        wish: What is set; kept from one paper to the next.
        document: The paper under way, or None.
        pages: Its sides so far.
        progress: (done, total, what) of the work under way.
        failure: What stopped it last, or None.
        count: (counted, captured) when they differ.
        looks: What is wrong with each side, by its id, told before its paper is put away.
        result: The papers read last.

    Signals:
        changed: something of the above is another now.
        page_came: a `Page` that is durable now.
        fronts_wished: a stack is to be scanned in two passes, turned over by hand.
    """

    changed = Signal()
    page_came = Signal(object)
    fronts_wished = Signal()

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._job: Job[object] | None = None
        self._who: Session | None = None
        self.state = ScanState.EMPTY
        self.wish = ScanWish()
        self._distrusted = ""
        self.clear()
        model.counter.changed.connect(self._counter_changed)
        model.status.changed.connect(self.changed)

    def clear(self) -> None:
        """Be ready for another paper."""
        self.state = ScanState.EMPTY
        self.document: Document | None = None
        self.pages: list[Page] = []
        self.progress = (0, 0, "")
        self.failure: Failure | None = None
        self.count = (0, 0)
        self.result: list[ReadResult] = []
        self.looks: dict[int, Sequence[str]] = {}
        self._poor_taken = self._redone = False
        self.aim: receive.Place | None = None
        self._laid = ScanWish()
        self._by = self._laid.profile
        self._code = self._model.counter.code
        self.changed.emit()

    @property
    def devices(self) -> Sequence[Device]:
        """Return the devices that answered the last look."""
        return self._model.status.scanners.devices

    @property
    def device(self) -> Device | None:
        """Return the device chosen, else the first that answered."""
        chosen = next((d for d in self.devices if d.is_called(self.wish.device)), None)
        return chosen or next(iter(self.devices), None)

    @property
    def poor(self) -> Page | None:
        """Return the first side that should be scanned again, or None; none once they are taken as they are."""
        if self._poor_taken:
            return None
        return next((page for page in self.pages if self.looks.get(page.id)), None)

    @property
    def place(self) -> int | None:
        """Return the component paper goes to; None = the machine finds it."""
        return self.aim.component if self.aim is not None else self._model.counter.place or None

    def set_wish(self, wish: ScanWish) -> None:
        """Change what is set."""
        self.wish = wish
        self.changed.emit()

    # -- scanning -------------------------------------------------------------------------------------------------

    def scan(self, aim: receive.Place | None = None) -> None:
        """Scan; after a fault or a wrong count the sides are appended to the paper under way.

        Args:
            aim: Where a new paper goes, instead of the component in hand.
        """
        device, code = self.device, self._model.counter.code
        if self.state in (ScanState.SCANNING, ScanState.READING) or code is None:
            return
        if device is None:
            self._model.status.look_for_scanners()
            return
        if self.state is ScanState.READY:
            self.clear()
        request, there = self.wish.request(device), self.document
        if there is None:
            self.aim, self._laid, self._by = aim, self.wish, self.wish.profile
        self._laid = replace(self._laid, region=self.wish.region)
        where = receive.Place(code, self.place)
        counted = self.wish.counted or None

        def carry_out(desk: Desk, who: Session, progress: Progress) -> None:
            document = there or receive.start_scan(desk, who, where, counted)
            if there is None:
                self._model.runner.homeward(self._take_document)(document)
            receive.scan_into(desk, who, document, request, progress, on_page=came(desk))

        came = self.coming()
        self.start(ScanState.SCANNING, carry_out, lambda _: self.finish())

    def make_ready(self) -> None:
        """Have all that the next scan needs started while the paper is laid down."""
        device, desk = self.device, self._model.session.desk
        if device is not None and desk is not None:
            self._model.runner.work(lambda _: make_ready(desk, device), None, lambda _: None)

    @property
    def held_by(self) -> str | None:
        """Return the desk whose scan is waited for, "" when it is not known which; None while nobody is."""
        what = self.progress[2]
        waiting = self.state is ScanState.SCANNING and what.startswith(HELD_BY)
        return what.removeprefix(HELD_BY) if waiting else None

    @property
    def changed_device(self) -> str:
        """Return the id of the device that shows another certificate than the first time, "" when it does not."""
        device = self.device
        return device.id if device is not None and (device.trouble or self._distrusted == device.id) else ""

    def trust(self) -> None:
        """Take the other certificate of the device, after a person has asked."""
        device, desk, who = self.changed_device, self._model.session.desk, self._model.session.who
        if device and desk is not None and who is not None:
            self._distrusted = ""
            self._model.solve("scan")
            self._model.runner.work(
                lambda _: trust_device(desk, who, device), lambda _: self._model.status.look_for_scanners()
            )

    def coming(self) -> Callable[[Desk], Callable[[Page], None]]:
        """Return what becomes of a side that came: shown, then looked at where it was scanned, then told."""
        home, told = self._model.runner.homeward(self._take_page), self._model.runner.homeward(self._take_look)

        def came(desk: Desk) -> Callable[[Page], None]:
            def take(page: Page) -> None:
                home(page)
                try:
                    told((page, look_at(desk, page).warnings))
                except FAULTS:
                    return  # a side that cannot be looked at is told of when it is read

            return take

        return came

    def scan_again(self) -> None:
        """Scan the first poor side once more, from where the paper lies now; it takes the poor one's place."""
        page, device = self.poor, self.device
        if page is None or device is None or self.state is not ScanState.POOR:
            return
        request, came = replace(self.wish, region=self._laid.region).request(device), self.coming()

        def carry_out(desk: Desk, who: Session, progress: Progress) -> None:
            scan_again(desk, who, page, request, progress, on_page=came(desk))

        self.start(ScanState.SCANNING, carry_out, lambda _: self.finish())
        self._redone = True

    def take_poor(self) -> None:
        """Take the poor sides as they are, and go on."""
        self._poor_taken = True
        self.finish()

    def take_files(self, files: Sequence[Path]) -> None:
        """Take files in, each as a paper of its own; a bad one does not stop the rest."""
        code = self._model.counter.code
        if self.state in (ScanState.SCANNING, ScanState.READING) or code is None or not files:
            return
        if self.document is None or self.state is ScanState.READY:
            self.clear()
        where, came = receive.Place(code, self.place), self.coming()

        def carry_out(desk: Desk, who: Session, progress: Progress) -> "tuple[list[Document], Exception | None]":
            taken: list[Document] = []
            fault: Exception | None = None
            for file in files:
                try:
                    taken.append(receive.receive_file(desk, who, file, where, progress, on_page=came(desk)))
                except FAULTS as one:
                    progress.check()
                    fault = one
            return taken, fault

        self.start(ScanState.SCANNING, carry_out, self._files_taken)

    def _files_taken(self, outcome: "tuple[list[Document], Exception | None]") -> None:
        taken, fault = outcome
        if fault is not None:
            self._model.tell_failure("file", self._model.runner.failure(fault))
        if taken:
            self.document = taken[0]
            self.read([document.id for document in taken])
        else:
            self.state = ScanState.EMPTY
            self.changed.emit()

    def stop(self) -> None:
        """Stop what runs; sides that came are kept."""
        if self._job is not None and self._job.running:
            self._job.cancel()

    def finish(self, *, accept_count: bool = False) -> None:
        """Close the receiving; when the count fits or the clerk accepts it, the paper is read."""
        document = self.document
        if document is None:
            return
        if self.poor is not None:
            self.state = ScanState.POOR
            self.changed.emit()
            return

        def close(desk: Desk, who: Session, _progress: Progress) -> _Received:
            received = receive.finish_receiving(desk, who, document.id) if accept_count else document
            differs = None
            if not accept_count:
                try:
                    receive.compare_count(desk, document.id)
                except PageCountDiffers as fault:
                    differs = fault
                else:
                    received = receive.finish_receiving(desk, who, document.id)
            return _Received(received, differs)

        self.start(self.state, close, self._closed)

    def _closed(self, received: _Received) -> None:
        if received.count is not None:
            context = received.count.context
            self.count = (int(str(context["counted"])), int(str(context["captured"])))
            self.state = ScanState.COUNT_DIFFERS
            self.changed.emit()
            return
        self.document = received.document
        self.read([received.document.id], self._laid.reading)

    def read(self, ids: Sequence[int], how: Reading = AS_USUAL) -> None:
        """Read papers; the clerk may go on meanwhile."""
        by, self._by = self._by, None

        def carry_out(desk: Desk, who: Session, progress: Progress) -> list[ReadResult]:
            if by is not None:
                finish_sides(desk, who, by, ids[0], progress)
            return read_documents(desk, who, ids, progress, how=how)

        self.start(ScanState.READING, carry_out, self._read)
        self.make_ready()

    def _read(self, results: list[ReadResult]) -> None:
        self.result = results
        self.state = ScanState.READY
        fault = next((result.fault for result in results if result.fault is not None), None)
        if fault is not None:
            self._model.tell_failure("read", self._model.runner.failure(fault))
        self.changed.emit()

    def remove(self, words: str) -> None:
        """Put the paper under way into the tray; undo takes it out again."""
        document, desk, who = self.document, self._model.session.desk, self._model.session.who
        if document is None or desk is None or who is None or self.state is ScanState.SCANNING:
            return
        number = document.id

        def removed(_: Document) -> None:
            self._model.history.did(words)
            self.clear()

        self._model.runner.ask(lambda: remove_document(desk, who, number), removed)

    # -- inside ---------------------------------------------------------------------------------------------------

    def start(
        self,
        state: ScanState,
        verb: "Callable[[Desk, Session, Progress], object]",
        done: "Callable[..., None]",
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        """Carry a verb out; `failed` takes its fault, else what came is kept and the clerk is told.

        What goes on with a scan is done in the name of who began it, also when they have signed out.
        """
        desk, who = self._model.session.desk, self._model.session.who
        if self.state in (ScanState.SCANNING, ScanState.READING):
            who = self._who
        if desk is None or who is None:
            return
        self._who = who
        self.state, self.failure, self.progress, self._redone = state, None, (0, 0, ""), False
        self._model.solve("scan")
        self._job = self._model.runner.work(lambda p: verb(desk, who, p), done, failed or self._failed, self._told)
        self.changed.emit()

    def adopt(self, document: Document | None, pages: Sequence[Page], state: ScanState) -> None:
        """Show a paper as it stands after its sides were laid anew."""
        known = {page.id for page in self.pages}
        self.document, self.pages, self.state = document, list(pages), state
        if document is not None and self.state is ScanState.READY:
            self.result = [ReadResult(document)]
        for page in pages:
            if page.id not in known:
                self.page_came.emit(page)
        self.changed.emit()

    def _take_document(self, document: Document) -> None:
        self.document = document
        self.changed.emit()

    def _take_look(self, told: "tuple[Page, Sequence[str]]") -> None:
        page, warnings = told
        self.looks[page.id] = warnings
        self.changed.emit()

    def _take_page(self, page: Page) -> None:
        same = [(one.document_id, one.place) == (page.document_id, page.place) for one in self.pages]
        there = same.index(True) if True in same else None
        if there is None:
            self.pages.append(page)
        else:
            self.pages[there] = page
        self.page_came.emit(page)
        self.changed.emit()

    def _told(self, done: int, total: int, what: str) -> None:
        self.progress = (done, total, what)
        self.changed.emit()

    def _failed(self, failure: Failure) -> None:
        self.state = ScanState.STOPPED if self.pages else ScanState.EMPTY
        if self.state is ScanState.STOPPED and self._redone:
            self.state = ScanState.POOR
        self.failure = failure
        if failure.code == ScannerChanged.code and self.device is not None:
            self._distrusted = self.device.id
        self.make_ready()
        self.changed.emit()

    def _let_go(self) -> None:
        """Close and read in the background a paper that was left in the middle: what came is never dropped."""
        document, desk, who = self.document, self._model.session.desk, self._who
        if document is None or desk is None or who is None:
            return
        number, how, by = document.id, self._laid.reading, self._by

        def finish(progress: Progress) -> None:
            receive.finish_receiving(desk, who, number)
            if by is not None:
                finish_sides(desk, who, by, number, progress)
            read_documents(desk, who, [number], progress, how=how)

        self._model.runner.work(finish)

    def _counter_changed(self) -> None:
        if self._model.counter.code != self._code and self.state not in (ScanState.SCANNING, ScanState.READING):
            if self.state in (ScanState.STOPPED, ScanState.COUNT_DIFFERS, ScanState.POOR):
                self._let_go()
            self.clear()
