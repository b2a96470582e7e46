"""Which drivers this machine can use, by name (trình điều khiển)."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from desk.ports import Scanner
from desk.scan.child import ChildScanner
from desk.scan.escl import EsclScanner
from desk.scan.folder import FolderScanner
from desk.scan.sane import SaneScanner


def drivers(addresses: Callable[[], Sequence[str]], folder: Path | None) -> dict[str, Scanner]:
    """Return the drivers, each in its own killable process.

    Args:
        addresses: Asked at each look for the addresses of network scanners.
        folder: Watched folder, or None.
    """
    found: dict[str, Scanner] = {"escl": ChildScanner("escl", EsclScanner, lambda: (tuple(addresses()),))}
    if shutil.which("scanimage"):
        found["sane"] = ChildScanner("sane", SaneScanner, tuple)
    if folder is not None:
        found["folder"] = ChildScanner("folder", FolderScanner, lambda: (folder,))
    return found
