"""The evening's folder (thư mục cuối ngày): what lies in it becomes a batch, and goes to `done` when all of it is safe.

A file that cannot be taken goes to `faulty` with its sentence beside it. Whoever is killed in between finds the files
that had not been moved and the batch that had not ended, and goes on; nothing comes twice.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from desk.errors import EveningFolderMissing, FileMissing, OutputRefused
from desk.jobs import Progress, milestone
from desk.model.deadline import VIETNAM
from desk.model.evening import Batch, BatchState, CutRules
from desk.model.people import Session
from desk.ports import Desk
from desk.text import say
from desk.work.evening import OnSide, Taken, batches, folder_files, open_batch, take_files

DONE, FAULTY = "done", "faulty"
SOURCE = "folder:"

_STILL_S = 3.0
"""A file touched within so many seconds may still be coming."""


@dataclass(frozen=True, slots=True)
class FromFolder:
    """What came of the folder: the batch, None when there was nothing to do, and the files as they were named."""

    batch: Batch | None
    taken: Taken = field(default_factory=Taken)


def take_evening_folder(
    desk: Desk, who: Session, folder: Path | None, rules: CutRules, progress: Progress | None = None, *,
    on_side: OnSide | None = None,
) -> FromFolder:
    """Take what lies in the folder into the batch that has not ended, or into a new one, and move it away.

    Raises:
        EveningFolderMissing; RoleMissing, WorkHeld, OutputRefused, DiskFull, StoreReadOnly, Cancelled: what came is
        kept.
    """
    folder = require_folder(folder)
    source = f"{SOURCE}{folder.name}"
    begun = [one for one in batches(desk, who) if one.source == source and one.state is not BatchState.READ]
    files = [file for file in folder_files(folder) if _is_whole(file)]
    if not (begun or files):
        return FromFolder(None)
    batch = begun[-1] if begun else open_batch(desk, who, source, rules)
    taken = take_files(desk, who, batch.id, files, progress, on_side=on_side)
    _put_away(desk, folder, taken)
    return FromFolder(batch, taken)


def _is_whole(file: Path) -> bool:
    """Tell whether a file lies still; one that somebody has taken away meanwhile is none."""
    try:
        return time.time() - file.stat().st_mtime >= _STILL_S
    except FileNotFoundError:
        return False


def require_folder(folder: Path | None) -> Path:
    """Return the folder of the evening; EveningFolderMissing when none is named or it is not there."""
    if folder is None or not folder.is_dir():
        raise EveningFolderMissing(folder=str(folder or ""))
    return folder


def _put_away(desk: Desk, folder: Path, taken: Taken) -> None:
    """Move what is safe in the office to `done`, by day, and what cannot be taken to `faulty`; the rest stays."""
    day = desk.clock.now().astimezone(VIETNAM).date().isoformat()
    for file in taken.files:
        _move(file, folder / DONE / day)
        milestone("file-put-away")
    for file, fault in taken.faults:
        if getattr(fault, "retry", False) or isinstance(fault, FileMissing):
            continue  # the next run may take it, or somebody has taken it away
        moved = _move(file, folder / FAULTY)
        said = say(str(getattr(fault, "code", "bug")), getattr(fault, "context", {}))
        reason = moved.with_name(f"{moved.name}.txt")
        with _refusal_named(reason):
            reason.write_text(f"{said.sentence}\n{said.cure}\n", "utf-8")


def _move(file: Path, to: Path) -> Path:
    """Move a file into a folder, beside what bears its name there; OutputRefused when that cannot be."""
    place = next(one for one in _names(file, to) if not one.exists())
    with _refusal_named(place):
        to.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # another run was quicker
            file.replace(place)
    return place


@contextmanager
def _refusal_named(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise OutputRefused(file=str(place), why=os.strerror(fault.errno or 0)) from fault


def _names(file: Path, to: Path) -> Iterator[Path]:
    yield to / file.name
    yield from (to / f"{file.stem} ({number}){file.suffix}" for number in count(2))
