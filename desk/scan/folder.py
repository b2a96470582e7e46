"""A watched folder (thư mục theo dõi): whatever tool of whatever vendor saves there becomes sides.

The honest way for devices that only their vendor's own program can drive.
"""

import time
from collections.abc import Iterator
from pathlib import Path

from desk.errors import FeederEmpty, ScannerAbsent
from desk.jobs import Progress
from desk.model.scanning import Device, RawPage, ScanRequest, Source
from desk.scan.spooling import lay_down, next_number

_MEDIA = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".tif": "image/tiff", ".tiff": "image/tiff",
    ".pdf": "application/pdf",
}
_STILL_S = 1.0
_WAIT_S = 10.0
DONE = "done"


class FolderScanner:
    """Takes the files of one folder, oldest first, once they have stopped growing."""

    name = "folder"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def devices(self) -> list[Device]:
        """List the folder as one device if it exists."""
        if not self._folder.is_dir():
            return []
        return [Device(f"folder:{self._folder}", self._folder.name, "folder", (Source.FEEDER, Source.AUTO))]

    def scan(self, request: ScanRequest, spool: Path, progress: Progress) -> Iterator[RawPage]:
        """Yield each file as one side (a PDF may hold several), then move it to `done/` beside.

        A file is moved only when its copy is durable and the caller has asked for the next one.

        Raises:
            ScannerAbsent: the folder is gone. FeederEmpty: nothing came within 10 s. Cancelled.
        """
        if not self._folder.is_dir():
            raise ScannerAbsent(device=str(self._folder))
        came, number = 0, next_number(spool)
        for file in self._files(progress):
            yield lay_down(spool, file.read_bytes(), _MEDIA[file.suffix.lower()], 0.0, number)
            self._put_aside(file)
            came, number = came + 1, number + 1
            if request.limit is not None and came >= request.limit:
                return
        if not came:
            raise FeederEmpty

    def _files(self, progress: Progress) -> Iterator[Path]:
        """Yield what lies there, oldest first, waiting for files under way; end when nothing is left."""
        until = time.monotonic() + _WAIT_S
        while True:
            progress.check()
            lying = [f for f in self._folder.iterdir() if f.is_file() and f.suffix.lower() in _MEDIA]
            lying.sort(key=lambda f: (f.stat().st_mtime, f.name))
            if not lying:
                return
            ready = next((f for f in lying if time.time() - f.stat().st_mtime >= _STILL_S), None)
            if ready is not None:
                yield ready
                until = time.monotonic() + _WAIT_S
            elif time.monotonic() > until:
                return
            else:
                time.sleep(0.1)

    def _put_aside(self, file: Path) -> None:
        done = self._folder / DONE
        done.mkdir(exist_ok=True)
        place, number = done / file.name, 1
        while place.exists():
            place, number = done / f"{file.stem}-{number}{file.suffix}", number + 1
        file.replace(place)
