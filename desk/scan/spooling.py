"""Laying a side down: whole and durable before anyone hears of it."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from desk.model.scanning import RawPage

ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "image/tiff": ".tif", "application/pdf": ".pdf"}
MEDIA = {ending: media for media, ending in ENDINGS.items()}
PART = ".part"
TAKEN = ".from"
RAW = ".raw"
"""Folder inside a spool where a driver's program writes what is not laid down yet."""

_HEADS = (
    (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"), (b"%PDF-", "application/pdf"),
)  # fmt: skip


_ENDS = {"image/jpeg": b"\xff\xd9", "image/png": b"IEND", "application/pdf": b"%%EOF"}
"""How a file of a kind ends (JPEG: EOI, ITU-T T.81 §B.1.1.3; PNG: IEND; PDF: ISO 32000 §7.5.5); TIFF has no end."""


def has_end(head: bytes, tail: bytes) -> bool:
    """Tell whether data show the head of a kind we take, and in their last bytes its end where the kind has one."""
    media = sniff(head)
    return bool(media) and _ENDS.get(media, b"") in tail


def sniff(data: bytes) -> str:
    """Return the media type that the first bytes show, "" when it is none we take."""
    return next((media for head, media in _HEADS if data.startswith(head)), "")


def lay_down(spool: Path, data: bytes | IO[bytes], media: str, dpi: float, number: int) -> RawPage:
    """Write one side into the spool (temporary name, fsync, rename, fsync of the folder) and return it.

    Args:
        spool: An existing folder.
        data: The bytes, or an open file of them.
        media: A key of `ENDINGS`.
        dpi: As asked of the device; 0 = unknown.
        number: Counts from 1.
    """
    place = spool / f"{number:05d}{ENDINGS[media]}"
    part = place.with_suffix(PART)
    with part.open("wb") as file:
        if isinstance(data, bytes):
            file.write(data)
        else:
            shutil.copyfileobj(data, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(place)
    sync_folder(spool)
    return RawPage(place, media, dpi, number)


def sync_folder(folder: Path) -> None:
    """Make new names in a folder durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def next_number(spool: Path) -> int:
    """Return the number of the next side, after those a spool already holds."""
    return max((side.number for side in laid_down(spool)), default=0) + 1


def laid_down(spool: Path, start: int = 1) -> Iterator[RawPage]:
    """Yield the sides that lie in a spool, in order, from a number on; their resolution is left to the picture."""
    sides = [f for f in spool.iterdir() if f.stem.isdecimal() and f.suffix in MEDIA and int(f.stem) >= start]
    for file in sorted(sides, key=lambda f: int(f.stem)):
        yield RawPage(file, MEDIA[file.suffix], 0.0, int(file.stem))


def promise(spool: Path, number: int, source: Path, aside: Path) -> None:
    """Write down that the file `source` becomes this side and then goes `aside`, before either happens."""
    (spool / f"{number:05d}{TAKEN}").write_text(f"{source}\n{aside}", "utf-8")


def keep_promise(spool: Path, number: int) -> None:
    """Move the source of a side aside now that the side is durable.

    Kept or not, the promise ends here: left lying, it would later move another file of that name that nobody has read.

    Raises:
        FileNotFoundError: the source was taken away. PermissionError: it must not be moved.
    """
    promised = spool / f"{number:05d}{TAKEN}"
    source, aside = map(Path, promised.read_text("utf-8").split("\n"))
    try:
        source.replace(aside)
    finally:
        break_promise(spool, number)


def break_promise(spool: Path, number: int) -> None:
    """Forget what was promised for a side that does not come."""
    (spool / f"{number:05d}{TAKEN}").unlink(missing_ok=True)


def settle(spool: Path) -> None:
    """Keep the promises of a driver that died between laying a side down and moving its source: it comes once only."""
    there = {side.number for side in laid_down(spool)}
    for promised in spool.glob(f"*{TAKEN}"):
        if int(promised.stem) in there:
            with contextlib.suppress(OSError, ValueError):
                keep_promise(spool, int(promised.stem))
        promised.unlink(missing_ok=True)


def sweep(spool: Path) -> None:
    """Remove half sides and what a driver's program left, once the driver has ended."""
    shutil.rmtree(spool / RAW, ignore_errors=True)
    for part in spool.glob(f"*{PART}"):
        part.unlink(missing_ok=True)
