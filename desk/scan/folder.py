"""A watched folder (thư mục theo dõi): whatever tool of whatever vendor saves there becomes sides.

The honest way for devices that only their vendor's own program can drive.
"""

import re
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from desk.errors import (
    FeederEmpty,
    FileBroken,
    FileHeld,
    FolderClosed,
    ScannerAbsent,
    ScannerLost,
    SourceUnsupported,
)
from desk.jobs import Progress, milestone
from desk.model.scanning import Device, RawPage, ScanRequest, Source
from desk.scan.spooling import break_promise, has_end, keep_promise, lay_down, next_number, promise, sniff

if sys.platform != "win32":
    import fcntl

_SUFFIXES = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".pdf"}
_TAIL = 4096
_TICK_S = 0.1
_STILL_S = 1.0
_WAIT_S = 10.0
DONE, BROKEN = "done", "broken"

_Look = tuple[int, int]


class FolderScanner:
    """Takes the files of one folder, oldest first, once they are whole.

    Args:
        folder: Where files are saved.
        still_s: A file is left alone until it has not changed for so long.
        wait_s: How long a file without an end (JPEG, PNG and PDF have one) is waited for.
    """

    name = "folder"

    def __init__(self, folder: Path, still_s: float = _STILL_S, wait_s: float = _WAIT_S) -> None:
        self._folder, self._still_s, self._wait_s = folder, still_s, wait_s

    def devices(self) -> list[Device]:
        """List the folder as one device if it exists."""
        if not self._folder.is_dir():
            return []
        return [Device(f"folder:{self._folder}", self._folder.name, "folder", (Source.FEEDER, Source.AUTO))]

    def close(self) -> None:
        """Nothing is held open."""

    def scan(self, request: ScanRequest, spool: Path, progress: Progress) -> Iterator[RawPage]:
        """Yield each file as one side (a PDF may hold several), moved to `done/` beside once its copy is durable.

        Raises:
            ScannerAbsent: the folder is not there. FeederEmpty: nothing lies in it. FileBroken: a file stayed without
            its end or is no page; it lies in `broken/`. FileHeld: another program keeps a file,
            or it may not be put aside; it lies where it lay. FolderClosed: nor can `done/` be made. ScannerLost: the
            folder went away. SourceUnsupported: the glass, or both sides. Cancelled.
        """
        if request.source is Source.GLASS or request.duplex:
            raise SourceUnsupported(source=request.source.value)
        if not self._folder.is_dir():
            raise ScannerAbsent(device=str(self._folder))
        came, number = 0, next_number(spool)
        try:
            for file in self._whole_files(progress):
                side = self._take(file, spool, number)
                if side is None:
                    continue
                came, number = came + 1, number + 1
                yield side
                progress.say(came, max(request.limit or 0, came + 1))
                if request.limit is not None and came >= request.limit:
                    return
        except FileNotFoundError as fault:
            raise ScannerLost(device=str(self._folder)) from fault
        if not came:
            raise FeederEmpty

    def stand_by(self, device: str) -> None:
        """Nothing needs to be ready."""

    def trust(self, device: str) -> None:
        """A folder shows no certificate."""

    def _take(self, file: Path, spool: Path, number: int) -> RawPage | None:
        """Lay a copy down and put the file aside; None when its tool took it away, or wrote on, meanwhile.

        Raises:
            FileHeld, FolderClosed: it may not be read, or not be put aside: no side comes of it, as it would come
            again and again.
        """
        before = _look(file)
        try:
            with file.open("rb") as data:
                media = sniff(data.read(16))
                data.seek(0)
                promise(spool, number, file, self._place(DONE, file.name))
                side = lay_down(spool, data, media, 0.0, number)
        except FileNotFoundError:
            break_promise(spool, number)
            return None
        except PermissionError as fault:
            break_promise(spool, number)
            raise FileHeld(file=file.name) from fault
        if _look(file) not in (before, None):
            side.path.unlink()
            break_promise(spool, number)
            return None
        milestone("folder-copied")
        try:
            with suppress(FileNotFoundError):  # copied whole, and taken away by its tool since
                keep_promise(spool, number)
        except PermissionError as fault:
            side.path.unlink()
            raise FileHeld(file=file.name) from fault
        return side

    def _whole_files(self, progress: Progress) -> Iterator[Path]:
        """Yield what lies there in order, waiting for files under way; end when nothing is left."""
        seen: dict[Path, tuple[_Look, float]] = {}
        while lying := self._lying():
            progress.check()
            now = time.monotonic()
            seen = {file: seen[file] if file in seen and seen[file][0] == look else (look, now) for file, look in lying}
            first, still_s = lying[0][0], now - seen[lying[0][0]][1]
            if still_s >= self._still_s and _is_free(first) and _is_whole(first):
                yield first
            elif still_s >= self._wait_s:
                self._give_up(first)
            else:
                progress.say(0, 1)
                progress.rest(min(_TICK_S, self._still_s))

    def _give_up(self, file: Path) -> None:
        """Raise why a file that has long not changed cannot be taken; one that is no whole page goes aside."""
        if not _is_free(file):
            raise FileHeld(file=file.name)
        try:
            file.replace(self._place(BROKEN, file.name))
        except PermissionError as fault:
            raise FileHeld(file=file.name) from fault
        raise FileBroken(file=file.name, folder=BROKEN)

    def _lying(self) -> list[tuple[Path, _Look]]:
        """List the files with size and time of change, in the order of their names' numbers, then letters.

        By name and not by time, because copying changes times; tools number what they save.
        """
        files = [f for f in self._folder.iterdir() if f.suffix.lower() in _SUFFIXES and not f.is_symlink()]
        looked = [(file, look) for file in files if (look := _look(file)) is not None]
        return sorted(looked, key=lambda one: _by_number(one[0].name))

    def _place(self, where: str, name: str) -> Path:
        """Return a free name in a folder beside, near the one it has; FolderClosed when that cannot be made."""
        folder = self._folder / where
        try:
            folder.mkdir(exist_ok=True)
        except FileNotFoundError:
            raise  # the whole watched folder went away
        except OSError as fault:
            raise FolderClosed(folder=str(folder)) from fault
        place, number = folder / name, 1
        while place.exists():
            place, number = folder / f"{Path(name).stem}-{number}{Path(name).suffix}", number + 1
        return place


def _look(file: Path) -> _Look | None:
    """Return size and time of change, None when it is no file or has just been renamed by its tool."""
    try:
        stat = file.stat()
    except FileNotFoundError:
        return None
    return (stat.st_size, stat.st_mtime_ns) if S_ISREG(stat.st_mode) else None


def _by_number(name: str) -> list[tuple[int, str]]:
    """Order "scan 2" before "scan 10"."""
    return [(int(piece), "") if piece.isdecimal() else (0, piece.lower()) for piece in re.split(r"(\d+)", name)]


def _is_whole(file: Path) -> bool:
    """Tell whether a file shows the head of a kind we take, and its end where its kind has one."""
    try:
        with file.open("rb") as data:
            head = data.read(16)
            data.seek(max(0, file.stat().st_size - _TAIL))
            return has_end(head, data.read())
    except (PermissionError, FileNotFoundError):
        return False


def _is_free(file: Path) -> bool:
    """Tell whether no other program has locked a file; Windows does not open one that is."""
    try:
        with file.open("rb") as data:
            if sys.platform != "win32":
                fcntl.flock(data, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return True
    except (PermissionError, BlockingIOError):
        return False
    except OSError:
        return True  # a share without locks, or a file that is gone: reading it tells
