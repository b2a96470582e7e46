"""Reading and cutting a stack (đọc và tách): side by side, each kept as it comes; a paper is made when it is whole.

What is in memory is the paper under way and a few that are being understood, however long the stack is. A run that was
killed goes on behind the last whole paper; a side that was read is not read again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from desk.errors import WorkerDied, WorkerOverMemory, WorkerOverTime
from desk.jobs import Progress, milestone
from desk.model.cutting import Cutter, Owner, Piece, Seen
from desk.model.evening import Arrangement, Batch, BatchState, Bundle, Side, Unsure
from desk.model.events import Kind
from desk.model.people import Role, Session
from desk.ports import Desk
from desk.work.evening import batch_in_hand, one_batch, recover_scans, set_state
from desk.work.evening_filing import Filed, Finisher, file_ready
from desk.work.evening_side import as_read, side_image
from desk.work.evening_slips import slip_on
from desk.work.evening_stack import load_arrangement
from desk.work.journalling import note
from ocr.errors import EngineMissing, LanguageMissing, OcrError
from ocr.openings import opening
from ocr.page import MAYBE_BLANK, QR, SEPARATOR, PageReading

OnBundle = Callable[[Bundle], None]

_LOOKED_BACK = 8
"""Sides of a long paper that the next side is held against, besides its first one."""

_AT_ONCE = 50
"""Sides whose own letters are in memory at a time."""

_FEW_WORDS = 80
_LEAST_WORDS = 3


def run_batch(
    desk: Desk,
    who: Session,
    batch_id: int,
    progress: Progress | None = None,
    *,
    hold: bool = False,
    on_bundle: OnBundle | None = None,
) -> list[Filed]:
    """Read, cut and understand a batch, and file the papers against which nothing speaks; return what was filed.

    Again after it was cut short it goes on; again after its end it changes nothing. What became of the papers is told
    by `desk.work.evening_look.look`.

    Args:
        desk: The office.
        who: Who acts.
        batch_id: The batch, with its sides.
        progress: Told of sides; its stop is heeded, what was read is kept.
        hold: File nothing: a person looks first.
        on_bundle: Told of each paper when it is cut, in the calling thread.

    Raises:
        RoleMissing, BatchUnknown, WorkHeld, DiskFull, StoreReadOnly, Cancelled.
    """
    who.require(Role.RECEPTION)
    progress = progress or Progress()
    filed: list[Filed] = []
    with batch_in_hand(desk, batch_id) as batch:
        recover_scans(desk, batch)
        run = _Run(desk, who, batch, progress, hold, on_bundle)
        if run.todo or batch.state in (BatchState.TAKING, BatchState.READING):
            set_state(desk, batch_id, BatchState.READING)
            filed += run.all()
            milestone("stack-read")
            _told_read(desk, who, batch_id)
        if not hold:
            filed += file_ready(desk, who, batch_id, progress)
        set_state(desk, batch_id, BatchState.READ)
    return filed


def _told_read(desk: Desk, who: Session, batch_id: int) -> None:
    with desk.unit() as uow:
        arrangement = load_arrangement(uow, batch_id)
        uow.evenings.update(replace(one_batch(uow, batch_id), state=BatchState.FILING, read_at=desk.clock.now()))
        note(
            uow,
            desk,
            who,
            Kind.BATCH_READ,
            f"batch:{batch_id}",
            sides=len(arrangement.sides),
            papers=len(arrangement.bundles),
            separators=len(arrangement.separators),
            blank=len(arrangement.aside),
        )
        uow.commit()


@dataclass
class _Run:
    """One run over the sides of a batch that are not cut yet."""

    desk: Desk
    who: Session
    batch: Batch
    progress: Progress
    hold: bool
    on_bundle: OnBundle | None
    todo: list[Side] = field(init=False)
    cutter: Cutter = field(init=False)
    under_way: dict[int, PageReading] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with self.desk.unit(reading=True) as uow:
            sides = uow.evenings.sides(self.batch.id)
            pieces = uow.evenings.pieces(self.batch.id)
            last = uow.evenings.readings(self.batch.id, [pieces[-1].last]) if pieces else []
            owner = Owner(self.batch.dossier)
        self.cutter = Cutter(self.batch.rules, owner)
        self._before: Side | None = None
        self._unsure: tuple[Unsure, ...] = ()
        self._before_kill = pieces
        if pieces:
            before = [side for side in sides if side.place == pieces[-1].last - 1]
            seen = self._seen(last[0], before[0] if before else None)
            self.cutter = Cutter.behind(self.batch.rules, owner, pieces[-1], seen)
            self._before = last[0]
        self.todo = [side for side in sides if not pieces or side.place > pieces[-1].last]

    def all(self) -> list[Filed]:
        """Read and cut what is left; papers are understood meanwhile, a few behind."""
        finishing = Finisher(self.desk, self.who, self.batch, hold=self.hold)
        try:
            self._hand_on(self._before_kill, finishing)
            for side in self._read():
                self._hand_on(self._take(side), finishing)
            ended = self.cutter.end()
            self._keep(ended)
            self._hand_on(ended, finishing)
            return finishing.end()
        finally:
            finishing.close()

    def _hand_on(self, pieces: Sequence[Piece], finishing: Finisher) -> None:
        for piece in pieces:
            unsure, self._unsure = self._unsure, piece.unsure
            if piece.bundle is not None:
                finishing.take(Arrangement((piece.bundle,), faint=piece.faint, unsure=(*unsure, *piece.unsure)))
                if self.on_bundle is not None:
                    self.on_bundle(piece.bundle)

    def _read(self) -> Iterator[Side]:
        """Yield the sides in order, each with its reading and kept; one that cannot be read carries its fault."""
        fresh: Iterator[PageReading] = iter(())
        begun = False
        for done, side in enumerate(self.progress.over(self.todo, len(self.todo))):
            if side.blank is not None:
                yield self._read_before(side)
                continue
            if not begun:
                fresh, begun = self._stream(self.todo[done:]), True
            try:
                read = self._judged(side, next(fresh))
            except (EngineMissing, LanguageMissing):
                raise  # no side at all could be read
            except (OcrError, WorkerDied, WorkerOverMemory, WorkerOverTime) as fault:
                read, begun = replace(side, blank=False, fault=fault.code), False
            with self.desk.unit() as uow:
                uow.evenings.update_side(read)
                uow.commit()
            milestone("side-read")
            yield read

    def _stream(self, sides: Sequence[Side]) -> Iterator[PageReading]:
        """Read sides in one stream; those with letters of their own, which are in memory then, in short ones."""
        unread = [side for side in sides if side.blank is None]
        step = _AT_ONCE if any(side.own for side in unread) else len(unread)
        for start in range(0, len(unread), step):
            some = unread[start : start + step]
            with self.desk.unit(reading=True) as uow:
                own = uow.evenings.readings(self.batch.id, [side.place for side in some if side.own])
            told = {side.place: _looked_at(side) for side in own}
            images = [side_image(self.desk, told.get(side.place, side)) for side in some]
            yield from self.desk.reader.read(images, Progress(stop=self.progress.stop))

    def _read_before(self, side: Side) -> Side:
        with self.desk.unit(reading=True) as uow:
            return uow.evenings.readings(self.batch.id, [side.place])[0]

    def _judged(self, side: Side, reading: PageReading) -> Side:
        """Return a side as it was read; codes on a page with letters of its own are looked for beside those."""
        if side.own and not reading.marks:
            texts = self.desk.reader.card(self.desk.store.path(side.digest))
            reading = replace(reading, marks=tuple(f"{QR}{text}" for text in texts))
        return as_read(side, reading)

    def _take(self, side: Side) -> list[Piece]:
        """Cut at a side, and keep what that settled."""
        reading = side.reading
        pieces = self.cutter.take(self._seen(side, self._before))
        self._keep(pieces)
        self._before = replace(side, reading=None)
        kept = self.cutter.under_way
        near = {*kept[:1], *kept[-_LOOKED_BACK:]}
        if reading is not None and not reading.blank:
            self.under_way[side.place] = reading
        self.under_way = {place: one for place, one in self.under_way.items() if place in near}
        return pieces

    def _keep(self, pieces: Sequence[Piece]) -> None:
        if not pieces:
            return
        with self.desk.unit() as uow:
            for piece in pieces:
                uow.evenings.add_piece(self.batch.id, piece)
            uow.commit()
        milestone("paper-cut")

    def _seen(self, side: Side, before: Side | None) -> Seen:
        reading = side.reading
        begins = before is not None and _begins_file(before, side)
        plain = Seen(side.place, front=side.front, file_begins=begins, alone=side.alone)
        if reading is None:
            return replace(plain, opening=0.3, reasons=("evening.reason-unread",))
        slip = slip_on(self.desk, reading)
        if slip is not None:
            return replace(plain, slip=slip.owner, further=slip.page > 1)
        if SEPARATOR in reading.marks or reading.blank:
            return replace(plain, patch=SEPARATOR in reading.marks, blank=reading.blank)
        if MAYBE_BLANK in reading.warnings and len(reading.words) < _LEAST_WORDS:
            return replace(plain, faint=True)
        told = opening([self.under_way[place] for place in sorted(self.under_way)], reading)
        return replace(plain, opening=told.confidence, reasons=tuple(f"evening.reason-{one}" for one in told.reasons))


def _begins_file(before: Side, side: Side) -> bool:
    """Tell whether another file begins at a side; a scan that goes on, as after a jam, is the same stack."""
    return before.origin_digest != side.origin_digest and not (before.scanned and side.scanned)


def _looked_at(side: Side) -> Side:
    """Have the picture of a side read beside its own letters when these are few: a printed separator is drawn."""
    own = side.reading
    if own is None or own.rest or len(own.words) >= _FEW_WORDS:
        return side
    return replace(side, reading=replace(own, rest=True))
