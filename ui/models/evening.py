"""The evening's stack (chồng giấy cuối ngày): taken in, read, looked over one question at a time, and filed."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desk.jobs import Progress
from desk.model.evening import Batch, BatchState, DoubtKind, Side
from desk.model.people import Session
from desk.model.scanning import Device, ScanRequest, Source
from desk.ports import Desk
from desk.work.evening import OnSide, Taken, folder_files, open_batch, scan_batch, take_files
from desk.work.evening_folder import take_evening_folder
from desk.work.evening_look import Look, look
from desk.work.evening_report import Report, report, report_pdf
from desk.work.evening_run import run_batch
from desk.work.evening_stack import Doubt
from ui.models.evening_begin import SAMPLE, Beginning, StackWish, beginning, known_dossiers, read_meanwhile
from ui.models.evening_questions import Questions
from ui.models.window import WindowModel
from ui.runner import Failure

T = TypeVar("T")

LOOK_MS = 700
"""While a stack is read, it is looked at no more often than this."""

_SHARE = 6
"""A look that took long, as at a thousand sides, is not repeated before so many times its time has gone by."""

SIDES_MS = 120
"""Sides that come faster than this are shown together."""

_TELLS = 2
"""Sides read, from which on their pace tells something."""


class EveningState(StrEnum):
    """What the room shows: how to begin, a stack, or its report."""

    START = "start"
    STACK = "stack"
    REPORT = "report"


class Busy(StrEnum):
    """What runs on the stack."""

    NO = "no"
    TAKING = "taking"
    READING = "reading"


class EveningModel(QObject):
    """Hold one stack from the feeder to the report.

    Attributes:
        wish: What is set; kept from one stack to the next.
        begin: What there is to begin with.
        batch: The stack in hand, or None.
        look: How it stands; None until it was looked at.
        came: Sides that came since the last look, in order.
        busy: What runs.
        read: (done, total) of the reading.
        failure: What stopped it last, or None.
        questions: What is asked, one at a time.
        report: The stack's report, once asked for.

    Signals:
        changed: something of the above is another now.
        looked: the stack stands otherwise than before.
    """

    changed = Signal()
    looked = Signal()

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.window = model
        self.wish = StackWish()
        self.begin = Beginning()
        self._clear()
        self._soon = QTimer(self, singleShot=True, interval=SIDES_MS)
        self._soon.timeout.connect(self.changed)
        self._again = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._again.timeout.connect(self.look_again)
        model.status.changed.connect(self._soon.start)
        model.session.changed.connect(self._session_changed)

    def _clear(self) -> None:
        self.state = EveningState.START
        self.busy = Busy.NO
        self.batch: Batch | None = None
        self.look: Look | None = None
        self.came: list[Side] = []
        self.read = (0, 0)
        self.failure: Failure | None = None
        self.questions = Questions()
        self.report: Report | None = None
        self._stop: Callable[[], None] | None = None
        self._looking = self._wanted = False
        self._begun = self._look_from = 0.0

    # -- beginning ----------------------------------------------------------------------------------------------------

    @property
    def device(self) -> Device | None:
        """Return the device chosen, else the first with a feeder, else the first that answered."""
        devices = self.window.status.scanners.devices
        chosen = next((one for one in devices if one.is_called(self.wish.device)), None)
        fed = next((one for one in devices if Source.FEEDER in one.sources), None)
        return chosen or fed or next(iter(devices), None)

    def set_wish(self, wish: StackWish) -> None:
        """Change what is set."""
        self.wish = wish
        self.changed.emit()

    def enter(self) -> None:
        """See what there is to begin with, or how the stack in hand stands."""
        if self.batch is not None:
            self.look_again()
            return
        desk, who = self.window.session.desk, self.window.session.who
        if desk is not None and who is not None:  # it looks at each stack: no verb of the counter waits behind that
            self.window.runner.work(lambda _: beginning(desk, who), self._found)

    def _found(self, begin: Beginning) -> None:
        self.begin = begin
        self.changed.emit()

    def scan(self, asked: ScanRequest | None = None) -> None:
        """Scan what lies in the feeder, into the stack in hand or a new one; `asked` instead of what is set here."""
        device = self.device
        request = asked or (self.wish.request(device) if device is not None else None)
        if request is None:
            self.window.status.look_for_scanners()
            return

        def take(desk: Desk, who: Session, batch: Batch, progress: Progress, on_side: OnSide) -> Taken:
            return Taken(scan_batch(desk, who, batch.id, request, progress, on_side=on_side))

        self._take(f"scan:{request.device}", take)

    def take_files(self, files: Sequence[Path], source: str = "files") -> None:
        """Take files into the stack in hand or a new one; a bad one does not stop the rest."""

        def take(desk: Desk, who: Session, batch: Batch, progress: Progress, on_side: OnSide) -> Taken:
            return take_files(desk, who, batch.id, files, progress, on_side=on_side)

        if files:
            self._take(source, take)

    def take_folder(self, folder: Path) -> None:
        """Take the files of a folder; they stay where they are."""
        source = f"folder:{folder.name}"
        self.window.runner.work(lambda _: folder_files(folder), lambda files: self.take_files(files, source))

    def take_evening(self) -> None:
        """Take what lies in the machine's evening folder; files that are safe in the office are moved to `done`."""
        folder, rules = self.begin.folder, self.wish.rules

        def take(desk: Desk, who: Session, progress: Progress) -> Taken:
            with read_meanwhile(desk, lambda _side: None) as on_side:
                found = take_evening_folder(desk, who, folder, rules, progress, on_side=on_side)
            if found.batch is not None:
                home(found.batch)
            return found.taken

        home = self.window.runner.homeward(self._hold)
        self._start(Busy.TAKING, take, self._taken)

    def take_sample(self) -> None:
        """Lay the rehearsal's stack and take it in sheet by sheet, as it would come from a feeder."""
        lay = self.window.session.sample_stack
        if lay is None:
            return

        def take(desk: Desk, who: Session, batch: Batch, progress: Progress, on_side: OnSide) -> Taken:
            taken = Taken()
            for file in lay(desk, who, progress):
                taken += take_files(desk, who, batch.id, [file], Progress(stop=progress.stop), on_side=on_side)
            return taken

        self._take(SAMPLE, take)

    def open(self, batch: Batch) -> None:
        """Take a stack that waits in hand: it is read on where it was cut short, and undone as far as before."""
        self._hold(batch)
        self.look_again()
        if batch.state is not BatchState.READ:
            self.read_on()

    def _take(self, source: str, take: Callable[[Desk, Session, Batch, Progress, OnSide], Taken]) -> None:
        """Take sides in; those that are there are read while the next ones come."""
        there, rules = self.batch, self.wish.rules

        def carry_out(desk: Desk, who: Session, progress: Progress) -> Taken:
            batch = there or open_batch(desk, who, source, rules)
            if there is None:
                home(batch)
            with read_meanwhile(desk, came) as on_side:
                taken = take(desk, who, batch, progress, on_side)
            progress.check()  # the last ones may have been waited for
            return taken

        home, came = self.window.runner.homeward(self._hold), self.window.runner.homeward(self._side_came)
        self._start(Busy.TAKING, carry_out, self._taken)

    def _hold(self, batch: Batch) -> None:
        self.batch, self.state = batch, EveningState.STACK
        self.changed.emit()

    def _side_came(self, side: Side) -> None:
        self.came.append(side)
        if not self._soon.isActive():
            self._soon.start()

    def _taken(self, taken: Taken) -> None:
        self._ask(lambda desk, _: known_dossiers(desk), lambda told: self._found(replace(self.begin, dossiers=told)))
        self.busy = Busy.NO
        for _, fault in taken.faults[:1]:
            self.window.tell_failure("evening-file", self.window.runner.failure(fault))
        if self.batch is None:
            self.enter()
            self.changed.emit()
            return
        self.read_on()

    # -- reading ------------------------------------------------------------------------------------------------------

    def read_on(self) -> None:
        """Read and cut what has come; nothing is filed before a person says so."""
        batch = self.batch
        if batch is None or self.busy is not Busy.NO:
            return

        def carry_out(desk: Desk, who: Session, progress: Progress) -> object:
            return run_batch(desk, who, batch.id, progress, hold=True, on_bundle=cut)

        cut = self.window.runner.homeward(lambda _bundle: self._look_soon())
        self._begun = time.monotonic()
        self._start(Busy.READING, carry_out, self._all_read)

    def _all_read(self, _filed: object) -> None:
        self.busy = Busy.NO
        done, total = self.read
        self.read = (max(done, total), max(done, total))
        self.look_again()

    @property
    def read_left_s(self) -> float | None:
        """Return about how many seconds the reading will still take, None while it cannot be told."""
        done, total = self.read
        if self.busy is not Busy.READING or done < _TELLS:
            return None
        return (time.monotonic() - self._begun) / done * (total - done)

    @property
    def waits_to_be_read(self) -> int:
        """Return how many sides came and are not read."""
        return len(self.came) or (self.look.unread if self.look is not None else 0)

    def stop(self) -> None:
        """Stop what runs; what came and what was read is kept."""
        if self._stop is not None and self.busy is not Busy.NO:
            self._stop()

    # -- looking ------------------------------------------------------------------------------------------------------

    def look_again(self) -> None:
        """See how the stack stands; one look at a time."""
        batch = self.batch
        if batch is None or self.window.session.who is None:
            return
        if self._looking:
            self._wanted = True
            return
        self._looking, self._look_from = True, time.monotonic()
        self._ask(lambda desk, who: look(desk, who, batch.id), self._have_looked, self._look_failed)

    def _look_soon(self) -> None:
        if not self._again.isActive():
            self._again.start()

    def _have_looked(self, found: Look) -> None:
        self._looking = False
        took_ms = round(1000 * (time.monotonic() - self._look_from))
        self._again.setInterval(max(LOOK_MS, _SHARE * took_ms))
        self.show(found)
        if self._wanted:
            self._wanted = False
            self._look_soon()

    def _look_failed(self, failure: Failure) -> None:
        self._looking = False
        self.window.tell_failure("evening", failure)

    def show(self, found: Look) -> None:
        """Take how the stack stands now, and keep to the question in hand while it is still one."""
        if self.batch is None or found.batch.id != self.batch.id:
            return
        self.batch, self.look, self.came = found.batch, found, []
        # While papers still come, nobody is asked why some are missing.
        self.questions.take([one for one in found.doubts if not (found.unread and one.kind is DoubtKind.COUNT)])
        self.looked.emit()
        self.changed.emit()

    def ask_about(self, doubt: Doubt | None) -> None:
        """Put another question."""
        self.questions.now = doubt
        self.changed.emit()

    def have_seen(self, doubt: Doubt) -> None:
        """Note that a person saw what is only told and changes nothing."""
        self.questions.seen(doubt)
        self.changed.emit()

    @property
    def ready_codes(self) -> list[str]:
        """Return the codes of the dossiers with papers that may be filed now."""
        papers = self.look.papers if self.look is not None else ()
        return sorted({one.bundle.dossier or "" for one in papers if one.ready and one.document is None})

    # -- the end ------------------------------------------------------------------------------------------------------

    def tell_report(self) -> None:
        """Count what became of the stack, and show it."""
        batch = self.batch
        if batch is not None:
            self._ask(lambda desk, who: report(desk, who, batch.id), self._reported)

    def _reported(self, found: Report) -> None:
        self.report, self.state = found, EveningState.REPORT
        self.changed.emit()

    def make_report(self, made: Callable[[Path], None]) -> None:
        """Write the report as a PDF, to be looked at and printed."""
        batch, desk = self.batch, self.window.session.desk
        if batch is not None and desk is not None:
            out = desk.spool / f"evening-report-{batch.id}.pdf"
            self._ask(lambda desk, who: report_pdf(desk, who, batch.id, out), lambda _told: made(out))

    def back_to_stack(self) -> None:
        """Go from the report back to the stack."""
        self.state = EveningState.STACK
        self.changed.emit()

    def leave(self) -> None:
        """Lay the stack aside: it waits, and whoever comes goes on with it."""
        if self.busy is Busy.NO:
            self._clear()
            self.window.solve("evening")
            self.enter()
            self.changed.emit()

    # -- inside -------------------------------------------------------------------------------------------------------

    def _ask(
        self,
        verb: Callable[[Desk, Session], T],
        done: Callable[[T], None],
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        desk, who = self.window.session.desk, self.window.session.who
        if desk is not None and who is not None:
            self.window.runner.ask(lambda: verb(desk, who), done, failed)

    def _start(self, busy: Busy, verb: Callable[[Desk, Session, Progress], T], done: Callable[[T], None]) -> None:
        desk, who = self.window.session.desk, self.window.session.who
        if desk is None or who is None or self.busy is not Busy.NO:
            return
        self.busy, self.failure = busy, None
        if busy is Busy.READING:
            self.read = (0, 0)
        self.window.solve("evening")
        job = self.window.runner.work(lambda progress: verb(desk, who, progress), done, self._failed, self._told)
        self._stop = job.cancel
        self.changed.emit()

    def _told(self, done: int, total: int, _what: str) -> None:
        if self.busy is Busy.READING:
            self.read = (done, total)
            self._look_soon()
        self._soon.start()

    def _failed(self, failure: Failure) -> None:
        self.busy, self.failure = Busy.NO, failure
        self.look_again()
        self.changed.emit()

    def _session_changed(self) -> None:
        if self.window.session.who is None and self.busy is Busy.NO:
            self._clear()
            self.changed.emit()
