"""What a clerk does with single sides (mặt giấy): one put in or scanned again, papers parted, a card joined, undone."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desk.jobs import Progress
from desk.model.glass import Region
from desk.model.paper import Page, Stage
from desk.model.people import Session
from desk.model.scanning import ScanRequest
from desk.model.two_passes import BackOrder
from desk.ports import Desk
from desk.work.counter import Paper, paper
from desk.work.glass import Preview, preview_glass, region_for, remember_region
from desk.work.inserting import Spot, scan_to
from desk.work.parting import Parted, card_page, part_side
from desk.work.receive import Place, finish_receiving, scan_into
from desk.work.sorting import sort_sides
from desk.work.two_passes import (
    Stack,
    remember_order,
    scan_back_of,
    scan_backs,
    settle,
    start_fronts,
    usual_order,
    waiting_stacks,
)
from desk.work.two_passes import stack as stack_of
from ui.models.history import Act
from ui.models.scan import ScanModel, ScanState
from ui.models.window import WindowModel
from ui.runner import Failure, Job

Verb = Callable[[Desk, Session, Progress], object]
_HOLDING = (ScanState.STOPPED, ScanState.COUNT_DIFFERS, ScanState.POOR, ScanState.READY)


class SideActs(QObject):
    """Carry out what is done with sides of the paper at the scanner, and with the glass.

    Signals:
        stack_changed: a `Stack` whose backs are to be scanned or settled, and the `BackOrder` of the device.
        looked: a `Preview` of the glass, and the `Region` remembered for what is scanned, or None.
        doubted: doubts of papers that were parted, a tuple of codes for each new side.
    """

    stack_changed = Signal(object, object)
    looked = Signal(object, object)
    doubted = Signal(object)

    def __init__(self, window: WindowModel, scan: ScanModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._scan = window, scan
        window.history.undone.connect(self._turned)
        window.history.redone.connect(self._turned)

    @property
    def holding(self) -> bool:
        """Tell whether a paper's sides are here and nothing is under way."""
        return self._scan.document is not None and bool(self._scan.pages) and self._scan.state in _HOLDING

    @property
    def free(self) -> bool:
        """Tell whether a scan may begin with a paper of its own."""
        scan = self._scan
        return scan.device is not None and scan.state in (ScanState.EMPTY, ScanState.READY)

    # -- sides ------------------------------------------------------------------------------------------------------

    def insert_after(self, page: Page, words: str) -> None:
        """Scan what lies there in behind a side."""
        self._scan_to(Spot(page.document_id, page.place), words)

    def replace(self, page: Page, words: str) -> None:
        """Scan a side once more; the old one is kept in the paper's history."""
        self._scan_to(Spot(page.document_id, page.place, instead=True), words)

    def _scan_to(self, spot: Spot, words: str) -> None:
        request = self._request()
        if request is None:
            return
        self._change(lambda desk, who, progress: scan_to(desk, who, spot, request, progress), words)

    def part(self, page: Page, words: str) -> None:
        """Cut the papers on one side apart."""
        self._change(lambda desk, who, progress: part_side(desk, who, page.document_id, page.place, progress), words)

    def join_card(self, words: str) -> None:
        """Lay both sides of a card on one page."""
        document = self._scan.document
        if document is not None:
            number = document.id
            self._change(lambda desk, who, progress: card_page(desk, who, number, progress), words)

    def sort(self, order: Sequence[int], words: str) -> None:
        """Let the sides of the paper lie in this order of their ids."""
        document = self._scan.document
        if document is not None and list(order) != [page.id for page in self._scan.pages]:
            number = document.id
            self._change(lambda desk, who, progress: sort_sides(desk, who, {number: order}, progress), words)

    def _request(self) -> ScanRequest | None:
        device = self._scan.device
        return self._scan.wish.request(device) if device is not None else None

    def _change(self, verb: Verb, words: str) -> None:
        document, was = self._scan.document, self._scan.state
        if document is None or not self.holding:
            return
        number = document.id

        def carry_out(desk: Desk, who: Session, progress: Progress) -> tuple[object, Paper]:
            made = verb(desk, who, progress)
            return made, paper(desk, number)

        def done(outcome: tuple[object, Paper]) -> None:
            made, found = outcome
            self._show(found, was)
            if made is None or (isinstance(made, Parted) and made.laid is None):
                return
            self._window.history.did(words)
            if isinstance(made, Parted):
                self.doubted.emit(made.doubts)

        self._scan.start(ScanState.SCANNING, carry_out, done, lambda failure: self._back_to(was, failure, number))

    def _show(self, found: Paper, was: ScanState) -> None:
        read = found.document.stage in (Stage.READ, Stage.CONFIRMED)
        self._scan.adopt(found.document, found.pages, ScanState.READY if read else was)
        self._window.counter.refresh()

    def _back_to(self, was: ScanState, failure: Failure, number: int) -> None:
        """Go back to where the paper was; what came before a fault is in its place."""
        self._window.tell_failure("scan", failure)
        self._scan.adopt(self._scan.document, self._scan.pages, was)
        desk = self._window.session.desk
        if desk is not None:
            self._window.runner.ask(lambda: paper(desk, number), lambda found: self._show(found, was))

    def _turned(self, act: Act) -> None:
        """Show the paper at the scanner anew when a deed about it was taken back or done again."""
        document, desk = self._scan.document, self._window.session.desk
        if act.deed is None or document is None or desk is None or document.id not in act.deed.documents:
            return
        number = document.id
        self._window.runner.ask(lambda: paper(desk, number), lambda found: self._show(found, self._scan.state))

    # -- two passes -------------------------------------------------------------------------------------------------

    def scan_fronts(self) -> None:
        """Scan the first pass of a stack, or go on with the stack of this dossier that waits for its backs."""
        code, request = self._window.counter.code, self._request()
        if code is None or request is None or not self.free:
            return
        request = replace(request, duplex=False)
        self._scan.clear()
        where, came, key = Place(code, self._scan.place), self._scan.coming(), request.key

        def carry_out(desk: Desk, who: Session, progress: Progress) -> tuple[Stack, BackOrder]:
            left = waiting_stacks(desk, code)
            if left:
                return left[0], usual_order(desk, key)
            document = start_fronts(desk, who, where)
            try:
                scan_into(desk, who, document, request, progress, on_page=came(desk))
            finally:
                finish_receiving(desk, who, document.id)
            return stack_of(desk, document.id), usual_order(desk, key)

        self._scan.start(ScanState.SCANNING, carry_out, lambda told: self._stack_came(*told), self._stack_failed)

    def scan_backs(self, stack: Stack, order: BackOrder) -> None:
        """Scan the second pass; when the numbers fit, the paper is put together and read."""
        device, request = self._scan.device, self._request()
        if device is None or request is None:
            return
        request, number, key = replace(request, duplex=False), stack.document.id, device.key

        def carry_out(desk: Desk, who: Session, progress: Progress) -> Stack | None:
            remember_order(desk, who, key, order)
            return _settled(desk, who, scan_backs(desk, who, number, request, progress), order)

        self._on_stack(carry_out, number, order)

    def skip_back(self, stack: Stack, order: BackOrder, sheets: Sequence[int]) -> None:
        """Take it that these sheets have no back."""
        number = stack.document.id

        def carry_out(desk: Desk, who: Session, progress: Progress) -> None:
            progress.check()
            settle(desk, who, number, order, sheets)

        self._on_stack(carry_out, number, order)

    def scan_back_of(self, stack: Stack, order: BackOrder, sheet: int) -> None:
        """Scan the back of one sheet once more."""
        request, number = self._request(), stack.document.id
        if request is None:
            return

        def carry_out(desk: Desk, who: Session, progress: Progress) -> Stack | None:
            progress.check()
            return _settled(desk, who, scan_back_of(desk, who, number, sheet, request, order), order)

        self._on_stack(carry_out, number, order)

    def each_picture(
        self, stack: Stack, load: Callable[[Path], object], take: Callable[[int, object], None]
    ) -> Job[None] | None:
        """Load the picture of each side of a stack off the window's thread; `take` gets the id of its page with it.

        Returns the work, to be cancelled when nobody looks any more; None when no office is open.
        """
        desk = self._window.session.desk
        if desk is None:
            return None

        def taken(told: tuple[int, object]) -> None:
            take(*told)

        home = self._window.runner.homeward(taken)

        def carry_out(progress: Progress) -> None:
            for page in (*stack.fronts, *stack.backs):
                progress.check()
                home((page.id, load(desk.store.path(page.digest))))

        return self._window.runner.work(carry_out, None, lambda _: None)

    def _on_stack(self, verb: Callable[[Desk, Session, Progress], Stack | None], number: int, order: BackOrder) -> None:
        def carry_out(desk: Desk, who: Session, progress: Progress) -> tuple[Stack | None, Paper]:
            left = verb(desk, who, progress)
            return left, paper(desk, number)

        def done(outcome: tuple[Stack | None, Paper]) -> None:
            left, found = outcome
            if left is not None:
                self._stack_came(left, order)
                return
            self._scan.adopt(found.document, found.pages, ScanState.STOPPED)
            self._scan.read([number])

        self._scan.start(ScanState.SCANNING, carry_out, done, self._stack_failed)

    def _stack_came(self, stack: Stack, order: BackOrder) -> None:
        self._scan.clear()
        self._window.counter.refresh()
        self.stack_changed.emit(stack, order)

    def _stack_failed(self, failure: Failure) -> None:
        """Tell what stopped a pass; what came waits, and the stack is gone on with."""
        self._scan.clear()
        self._window.tell_failure("scan", failure)
        desk, code, device = self._window.session.desk, self._window.counter.code, self._scan.device
        if desk is None or code is None or device is None:
            return
        key = device.key
        self._window.runner.ask(
            lambda: [(one, usual_order(desk, key)) for one in waiting_stacks(desk, code)],
            lambda left: self.stack_changed.emit(*left[0]) if left else None,
        )

    # -- glass ------------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Look at the glass; the part remembered for the component's kind comes with it."""
        device, was = self._scan.device, self._scan.state
        if device is None or was not in (ScanState.EMPTY, *_HOLDING):
            return
        name = self.kind

        def carry_out(desk: Desk, who: Session, progress: Progress) -> tuple[Preview, Region | None]:
            folder = desk.spool / "look"
            for old in folder.glob("*.*") if folder.is_dir() else ():
                old.unlink(missing_ok=True)
            return preview_glass(desk, who, device, folder, progress), region_for(desk, who, device, name)

        def done(outcome: tuple[Preview, Region | None]) -> None:
            self._scan.adopt(self._scan.document, self._scan.pages, was)
            self.looked.emit(*outcome)

        def failed(failure: Failure) -> None:
            self._scan.adopt(self._scan.document, self._scan.pages, was)
            self._window.tell_failure("scan", failure)

        self._scan.start(ScanState.SCANNING, carry_out, done, failed)

    @property
    def kind(self) -> str:
        """Return what a part of the glass is remembered for: the kind of the component in hand."""
        counter, place = self._window.counter.counter, self._scan.place
        component = counter.dossier.component(place) if counter is not None and place is not None else None
        return component.kinds[0] if component is not None and component.kinds else "any"

    def scan_region(self, region: Region) -> None:
        """Remember a part of the glass and scan it alone."""
        desk, who, name = self._window.session.desk, self._window.session.who, self.kind
        if desk is None or who is None:
            return
        self._window.runner.ask(lambda: remember_region(desk, who, name, region))
        whole = self._scan.wish
        self._scan.set_wish(replace(whole, region=region))
        self._scan.scan()
        self._scan.set_wish(whole)


def _settled(desk: Desk, who: Session, now: Stack, order: BackOrder) -> Stack | None:
    """Put a stack together when its numbers fit; return it when they do not."""
    if now.lacking:
        return now
    settle(desk, who, now.document.id, order)
    return None
