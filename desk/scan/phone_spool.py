"""Where photos of a phone lie until they are kept (ảnh điện thoại trong spool): durable first, none twice, none half.

Beside a side `00001.jpg` lie `00001.id`, the name its phone gave it, and once it was looked at `00001.said`, what the
phone is told. The child that serves phones writes the first two, the office the third; so both find their way after
either was killed.
"""

import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

from desk.jobs import milestone
from desk.model.phone import PhotoSaid, PhotoState
from desk.model.scanning import RawPage
from desk.scan.spooling import ENDINGS, PART, laid_down, sync_folder

NAMED, SAID, ENTERED = ".id", ".said", "entered"

_HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif", b"avif")
"""Major brands of HEIF (ISO/IEC 23008-12) and AVIF, at the fourth byte behind "ftyp"."""


def is_heif(head: bytes) -> bool:
    """Tell whether the first 12 bytes are those of a HEIC, HEIF or AVIF picture."""
    return head[4:8] == b"ftyp" and head[8:12] in _HEIF


class PhoneSpool:
    """The folder of one opening.

    Args:
        folder: An existing folder; photos that lie there unkept are told of again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        for part in folder.glob(f"*{PART}"):
            part.unlink(missing_ok=True)
        sides = {side.number for side in laid_down(folder)}
        self._numbers: dict[str, int] = {}
        for named in folder.glob(f"*{NAMED}"):
            number = int(named.stem)
            if number in sides or named.with_suffix(SAID).exists():
                self._numbers[named.read_text("utf-8")] = number
            else:
                named.unlink(missing_ok=True)  # it was never told received: the phone sends it again

    @property
    def count(self) -> int:
        """Return how many photos have been received."""
        return len(self._numbers)

    def number_of(self, name: str) -> int | None:
        """Return the number of a photo that was received already."""
        return self._numbers.get(name)

    def part(self, name: str) -> Path:
        """Return where a photo is written while it arrives, by a thread of its own."""
        return self._folder / f"{name}-{threading.get_ident()}{PART}"

    def take(self, name: str, part: Path, media: str) -> RawPage | None:
        """Give a photo that arrived whole, and is synced, the next number; None when it was there already."""
        milestone("photo-arrived")
        with self._lock:
            if name in self._numbers:
                return None
            number = max(self._numbers.values(), default=0) + 1
            place = self._folder / f"{number:05d}{ENDINGS[media]}"
            with place.with_suffix(NAMED).open("w", encoding="utf-8") as named:
                named.write(name)
                named.flush()
                os.fsync(named.fileno())
            part.replace(place)
            sync_folder(self._folder)
            self._numbers[name] = number
        milestone("photo-durable")
        return RawPage(place, media, 0.0, number)

    def unkept(self) -> Iterator[RawPage]:
        """Yield the sides that lie there and of which nothing was said yet."""
        for side in list(laid_down(self._folder)):
            if not side.path.with_suffix(SAID).exists():
                yield side

    def said(self) -> dict[str, PhotoSaid | None]:
        """Return what is said of each photo by its name; None = it is not looked at yet."""
        return {name: _read(self._folder / f"{number:05d}{SAID}") for name, number in dict(self._numbers).items()}

    def enter(self, who: str) -> bool:
        """Let one phone in, once and for all, by what it has drawn by lot for itself; True for the same one again."""
        entered = self._folder / ENTERED
        with self._lock:
            if entered.exists():
                return entered.read_text("utf-8") == who
            fresh = entered.with_suffix(PART)
            fresh.write_text(who, "utf-8")
            fresh.replace(entered)
            return True

    @property
    def entered(self) -> bool:
        """Tell whether a phone has come in."""
        return (self._folder / ENTERED).exists()


def tell(folder: Path, number: int, said: PhotoSaid) -> None:
    """Write down what the phone is told of a side; whole or not at all."""
    fresh = folder / f"{number:05d}.new"
    fresh.write_text(json.dumps({"state": said.state.value, "side": said.side, "words": said.words}), "utf-8")
    fresh.replace(folder / f"{number:05d}{SAID}")


def _read(file: Path) -> PhotoSaid | None:
    try:
        told = json.loads(file.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return PhotoSaid(PhotoState(told["state"]), int(told["side"]), tuple(told["words"]))
