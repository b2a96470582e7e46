"""Taking an evening's stack in (nhận xấp giấy cuối ngày): from files, a folder or a feeder, each side durable at once.

The same file given again adds nothing; a batch cut short is found by its key, so whoever repeats the act goes on.
"""

import hashlib
import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from desk.errors import (
    FAULTS,
    BatchUnknown,
    Cancelled,
    DeskError,
    DiskFull,
    PageTruncated,
    ScannerAbsent,
    SignedFileInStack,
    StoreReadOnly,
    WorkerDied,
    WorkerOverMemory,
    WorkerOverTime,
    WorkHeld,
)
from desk.jobs import Progress, milestone
from desk.model.evening import Batch, BatchState, CutRules, Side
from desk.model.events import Kind
from desk.model.people import Role, Session
from desk.model.scanning import RawPage, ScanRequest
from desk.ports import Desk, UnitOfWork
from desk.work.devices import in_hand
from desk.work.intake import open_one
from desk.work.journalling import note
from desk.work.receive import clear_spool, closed_after, file_digest, of_whole_paper
from ocr.errors import OcrError
from ocr.page import PageImage

OnSide = Callable[[Side], None]
STOPS = (Cancelled, DiskFull, StoreReadOnly)
"""Faults of no one file or paper: the next one would meet them too."""

_NUMBERED = re.compile(r"(\d{6})-side")


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of files.

    Attributes:
        sides: How many sides of them are in the batch now, those that were there before too.
        files: The files of which every side is there.
        faults: Each file that could not be taken, with its fault.
    """

    sides: int = 0
    files: tuple[Path, ...] = ()
    faults: tuple[tuple[Path, Exception], ...] = ()

    def __add__(self, more: "Taken") -> "Taken":
        """Return what came of both."""
        return Taken(self.sides + more.sides, (*self.files, *more.files), (*self.faults, *more.faults))


@dataclass
class _Origin:
    """Where sides come from: its name, the digest that tells it, and how its sides lie."""

    name: str
    digest: str
    alone: bool
    duplex: bool | None
    count: int = field(default=0)


def batch_key(files: Sequence[Path], rules: CutRules, dossier: str | None) -> str:
    """Return the identity of the act of taking these files by these rules; FileMissing when one cannot be read."""
    told = [*(file_digest(file) for file in files), rules.text, dossier or ""]
    return hashlib.sha256("|".join(told).encode()).hexdigest()


def open_batch(
    desk: Desk, who: Session, source: str, rules: CutRules | None = None, *, dossier: str | None = None,
    key: str | None = None,
) -> Batch:
    """Open a batch, or find the one of this key again.

    Args:
        desk: The office.
        who: Who acts.
        source: "scan:DEVICE", "files" or "folder:NAME".
        rules: What ends a paper; None = slips, Patch-T sheets and the look of a first page.
        dossier: The dossier of what precedes the first slip; None = none, and a person is asked.
        key: Identity of the act; None = a new batch in any case.

    Raises:
        RoleMissing, DossierUnknown, DossierClosed.
    """
    who.require(Role.RECEPTION)
    key = key or uuid.uuid4().hex
    with desk.unit() as uow:
        code = open_one(uow, dossier).code if dossier is not None else None
        made = Batch(key, source, rules or CutRules(), desk.clock.now(), who.officer.id, code)
        batch = uow.evenings.add(made)
        if batch == replace(made, id=batch.id):
            note(uow, desk, who, Kind.BATCH_OPENED, f"batch:{batch.id}", source=source.partition(":")[0])
        uow.commit()
    milestone("batch-opened")
    return batch


def batches(desk: Desk, who: Session, since: datetime | None = None) -> list[Batch]:
    """List the batches made since a moment, newest first; RoleMissing."""
    who.require(Role.RECEPTION)
    with desk.unit(reading=True) as uow:
        return uow.evenings.since(since)


def one_batch(uow: UnitOfWork, batch_id: int) -> Batch:
    """Return a batch; BatchUnknown when there is none."""
    batch = uow.evenings.get(batch_id)
    if batch is None:
        raise BatchUnknown(batch=batch_id)
    return batch


@contextmanager
def batch_in_hand(desk: Desk, batch_id: int) -> Iterator[Batch]:
    """Hold a batch while sides come or are cut, and count the seconds of the work; WorkHeld, BatchUnknown."""
    with desk.unit(reading=True) as uow:
        name = f"evening-{one_batch(uow, batch_id).key}"
    if not desk.holds.take(name):
        raise WorkHeld(file=f"batch {batch_id}")
    try:
        with desk.unit(reading=True) as uow:
            batch = one_batch(uow, batch_id)  # whoever had it may have brought it further
        begun = desk.clock.now()
        try:
            yield batch
        finally:
            _count_time(desk, batch_id, (desk.clock.now() - begun).total_seconds())
    finally:
        desk.holds.release(name)


def _count_time(desk: Desk, batch_id: int, seconds: float) -> None:
    with desk.unit() as uow:
        batch = one_batch(uow, batch_id)
        uow.evenings.update(replace(batch, work_s=batch.work_s + seconds))
        uow.commit()


def set_state(desk: Desk, batch_id: int, state: BatchState) -> None:
    """Keep how far a batch has come."""
    with desk.unit() as uow:
        batch = one_batch(uow, batch_id)
        if batch.state is not state:
            uow.evenings.update(replace(batch, state=state))
            uow.commit()


# -- files ------------------------------------------------------------------------------------------------------------


def take_files(
    desk: Desk, who: Session, batch_id: int, files: Sequence[Path], progress: Progress | None = None, *,
    on_side: OnSide | None = None,
) -> Taken:
    """Take the sides of files into a batch, in the order given; a faulty file does not stop the rest.

    A file of which every side came before is passed over; one of the same bytes under another name is another side, as
    two empty backs may be. One with an electronic signature is a paper by itself: its fault says so.

    Raises:
        RoleMissing, BatchUnknown, WorkHeld, DiskFull, StoreReadOnly, Cancelled; what came is kept.
    """
    who.require(Role.RECEPTION)
    progress = progress or Progress()
    taken = Taken()
    with batch_in_hand(desk, batch_id) as batch:
        known = _Known.of(desk, batch_id)
        for file in progress.over(files, len(files)):
            try:
                sides = _take_file(desk, batch, file, known, progress, on_side)
            except STOPS:
                raise
            except FAULTS as fault:
                taken = replace(taken, faults=(*taken.faults, (file, fault)))
            else:
                taken = replace(taken, sides=taken.sides + sides, files=(*taken.files, file))
    milestone("files-taken")
    return taken


def folder_files(folder: Path) -> list[Path]:
    """Return the files of a folder as a person orders them: numbers in names count as numbers; hidden ones not."""
    found = [file for file in folder.iterdir() if file.is_file() and not file.name.startswith(".")]
    return sorted(found, key=lambda file: [part.zfill(12) if part.isdigit() else part.lower() for part in _parts(file)])


def _parts(file: Path) -> list[str]:
    return re.split(r"(\d+)", file.name)


def take_folder(
    desk: Desk, who: Session, batch_id: int, folder: Path, progress: Progress | None = None, *,
    on_side: OnSide | None = None,
) -> Taken:
    """Take all files of a folder into a batch, as `take_files`; the files stay where they are."""
    return take_files(desk, who, batch_id, folder_files(folder), progress, on_side=on_side)


@dataclass
class _Known:
    """What a batch holds already: by the digest of an origin, its name and how many sides came of it.

    Attributes:
        growing: The batch is known to take more; nobody else changes that while it is in hand.
    """

    names: dict[str, str] = field(default_factory=dict)
    sides: Counter[str] = field(default_factory=Counter)
    growing: bool = False

    @classmethod
    def of(cls, desk: Desk, batch_id: int) -> "_Known":
        known = cls()
        with desk.unit(reading=True) as uow:
            for side in uow.evenings.sides(batch_id):
                known.names[side.origin_digest] = side.origin
                known.sides[side.origin_digest] += 1
        return known

    def digest(self, file: Path) -> str:
        """Return what a file is known by: its digest, and behind that a number when another name has the same bytes."""
        plain, number = file_digest(file), 0
        one = plain
        while self.names.setdefault(one, file.name) != file.name:
            number += 1
            one = f"{plain}-{number}"
        return one


def _take_file(
    desk: Desk, batch: Batch, file: Path, known: _Known, progress: Progress, on_side: OnSide | None
) -> int:
    digest = known.digest(file)
    if known.sides[digest] and batch.state is not BatchState.TAKING:
        return known.sides[digest]
    if not known.growing:
        set_state(desk, batch.id, BatchState.TAKING)
        known.growing = True
    if desk.reader.signed(file):
        raise SignedFileInStack(file=file.name)
    spool = desk.spool / f"evening-{uuid.uuid4().hex}"
    try:
        images = desk.reader.split(file, spool, progress)
        milestone("stack-split")
        origin = _Origin(file.name, digest, len(images) == 1, batch.rules.duplex)
        for image in images:
            progress.check()
            _keep_side(desk, batch, origin, image, on_side)
        return len(images)
    finally:
        clear_spool(spool)


def _keep_side(desk: Desk, batch: Batch, origin: _Origin, image: PageImage, on_side: OnSide | None) -> None:
    """Keep one side: bytes first, then its row, then it is told of."""
    origin.count += 1
    side = Side(
        batch_id=batch.id, place=0, origin=origin.name, origin_digest=origin.digest, number=origin.count,
        digest=desk.store.put_file(image.path), media=image.media, width_px=image.width_px, height_px=image.height_px,
        dpi=image.dpi, hint=image.hint, alone=origin.alone, duplex=origin.duplex, reading=image.own,
    )
    milestone("side-stored")
    with desk.unit() as uow:
        kept = uow.evenings.add_side(side)
        uow.commit()
    milestone("side-kept")
    if on_side is not None:
        on_side(kept)


# -- scanners ---------------------------------------------------------------------------------------------------------


def scan_batch(
    desk: Desk, who: Session, batch_id: int, request: ScanRequest, progress: Progress | None = None, *,
    on_side: OnSide | None = None,
) -> int:
    """Scan a stack into a batch, each side durable before `on_side` hears of it; return how many came.

    A fault in mid-stack (jam, cable, cover) keeps what came and is raised, its counts those of the whole batch; calling
    again appends. A device that another desk has in hand is waited for (`devices.in_hand`).

    Raises:
        RoleMissing, BatchUnknown, WorkHeld, faults `scan.*`, DiskFull, Cancelled.
    """
    who.require(Role.RECEPTION)
    progress = progress or Progress()
    driver = request.device.partition(":")[0]
    if driver not in desk.scanners:
        raise ScannerAbsent(device=request.device)
    with batch_in_hand(desk, batch_id) as batch, in_hand(desk, who, request, progress):
        recover_scans(desk, batch)
        set_state(desk, batch.id, BatchState.TAKING)
        before = _count_sides(desk, batch_id)
        key = uuid.uuid4().hex
        spool = desk.spool / f"scan-evening-{batch.key}-{key}"
        spool.mkdir(parents=True, exist_ok=True)
        origin = _Origin(request.device, key, alone=False, duplex=request.duplex)
        try:
            with closed_after(desk.scanners[driver].scan(request, spool, progress)) as sides:
                for raw in sides:
                    milestone("evening-side-arrived")
                    _keep_raw(desk, batch, origin, raw, on_side)
        except OcrError as fault:
            # Told to put this sheet back and those behind it: what was drawn of them meanwhile goes, or comes twice.
            clear_spool(spool)
            raise of_whole_paper(PageTruncated(), _count_sides(desk, batch_id), both=request.duplex) from fault
        except DeskError as fault:
            raise of_whole_paper(fault, before, both=request.duplex) from fault
        clear_spool(spool)
        return origin.count


def _count_sides(desk: Desk, batch_id: int) -> int:
    with desk.unit(reading=True) as uow:
        return len(uow.evenings.sides(batch_id))


def _keep_raw(desk: Desk, batch: Batch, origin: _Origin, raw: RawPage, on_side: OnSide | None) -> None:
    """Give an arrived side its number in its very name, so that a crash leaves no doubt whether it was recorded."""
    named = raw.path.with_name(f"{origin.count + 1:06d}-side{raw.path.suffix}")
    raw.path.replace(named)
    pieces = desk.spool / f"side-{uuid.uuid4().hex}"
    try:
        for image in desk.reader.split(named, pieces, Progress()):
            _keep_side(desk, batch, origin, replace(image, dpi=raw.dpi or image.dpi), on_side)
    finally:
        clear_spool(pieces)
    named.unlink(missing_ok=True)


def recover_scans(desk: Desk, batch: Batch) -> int:
    """Take in the sides that a scanner had laid down when the program ended, and return how many came."""
    came = 0
    for folder in sorted(desk.spool.glob(f"scan-evening-{batch.key}-*")):
        key = folder.name.rpartition("-")[2]
        with desk.unit(reading=True) as uow:
            there = [side for side in uow.evenings.sides(batch.id) if side.origin_digest == key]
        duplex = there[0].duplex if there else None
        origin = _Origin(there[0].origin if there else batch.source, key, alone=False, duplex=duplex)
        origin.count = len(there)
        for file in sorted(file for file in folder.iterdir() if not file.name.endswith(".part")):
            came += _recover(desk, batch, origin, file)
        clear_spool(folder)
    return came


def _recover(desk: Desk, batch: Batch, origin: _Origin, file: Path) -> int:
    numbered = _NUMBERED.match(file.name)
    if numbered and int(numbered[1]) < origin.count + 1:
        origin.count = int(numbered[1]) - 1  # it was recorded, perhaps not all of it: what is there is given back
    before = origin.count
    with suppress(OcrError, WorkerDied, WorkerOverTime, WorkerOverMemory):  # half a picture that a dead scanner left
        _keep_raw(desk, batch, origin, RawPage(file, "", 0, before + 1), None)
    return origin.count - before
