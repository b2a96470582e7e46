"""Laying a side down: whole and durable before anyone hears of it."""

import os
from pathlib import Path

from desk.model.scanning import RawPage

ENDINGS = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/tiff": ".tif", "application/pdf": ".pdf",
    "image/x-portable-anymap": ".pnm",
}


def lay_down(spool: Path, data: bytes, media: str, dpi: float, number: int) -> RawPage:
    """Write one side into the spool (temporary name, fsync, rename, fsync of the folder) and return it."""
    place = spool / f"{number:05d}{ENDINGS.get(media, '.bin')}"
    part = place.with_suffix(".part")
    with part.open("wb") as file:
        file.write(data)
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
    numbers = [int(file.stem) for file in spool.iterdir() if file.stem.isdigit() and file.suffix != ".part"]
    return max(numbers, default=0) + 1
