"""What a crash leaves in the spool is cleared a day later, sides of a scan excepted: they are taken in."""

import os
import time
from pathlib import Path

from desk.store.opening import sweep_spool

OLD = time.time() - 2 * 24 * 3600


def left(spool: Path, name: str, *, old: bool, folder: bool) -> Path:
    """Leave a file, in a folder of its own or loose."""
    place = spool / name
    file = place / "page.png" if folder else place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"left")
    if old:
        os.utime(file, (OLD, OLD))
        os.utime(place, (OLD, OLD))
    return place


def test_old_folders_and_loose_files_are_cleared_and_new_ones_stay(tmp_path: Path) -> None:
    gone = [
        left(tmp_path, "cover-1", old=True, folder=True),
        left(tmp_path, "TAM-1-00-ban-ke.pdf", old=True, folder=False),
    ]
    kept = [
        left(tmp_path, "cover-2", old=False, folder=True),
        left(tmp_path, "register-1.png", old=False, folder=False),
    ]

    cleared = sweep_spool(tmp_path)

    assert cleared == 2
    assert not any(one.exists() for one in gone)
    assert all(one.exists() for one in kept)


def test_sides_of_a_scan_under_way_are_never_cleared(tmp_path: Path) -> None:
    side = left(tmp_path, "scan-key", old=True, folder=True)

    assert sweep_spool(tmp_path) == 0
    assert side.exists()
