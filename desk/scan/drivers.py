"""Which drivers this machine can use, by name (trình điều khiển)."""

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from desk.ports import Scanner
from desk.scan.child import ChildScanner
from desk.scan.escl import EsclScanner, Network
from desk.scan.folder import FolderScanner
from desk.scan.sane import SaneScanner

PREFERRED = ("escl", "sane", "wia", "folder")
"""Which driver is taken for a device that several see: our own first, as it says most of what goes wrong."""


def drivers(
    addresses: Callable[[], Sequence[str]],
    folder: Path | None,
    network: Network | None = None,
    preferred: Sequence[str] = (),
) -> dict[str, Scanner]:
    """Return the drivers, each in its own killable process, the preferred first.

    Args:
        addresses: Asked at each look for the addresses of network scanners.
        folder: Watched folder, or None.
        network: How scanners that are not named are found and remembered.
        preferred: Names of drivers before all others.
    """
    found: dict[str, Scanner] = {"escl": ChildScanner("escl", EsclScanner, lambda: (tuple(addresses()), network))}
    if shutil.which("scanimage"):
        found["sane"] = ChildScanner("sane", SaneScanner, lambda: ((), network.own if network is not None else None))
    if sys.platform == "win32":
        from desk.scan.wia import WiaScanner

        found["wia"] = ChildScanner("wia", WiaScanner, lambda: (network.own if network is not None else None,))
    if folder is not None:
        found["folder"] = ChildScanner("folder", FolderScanner, lambda: (folder,))
    order = [*preferred, *PREFERRED]
    return {name: found[name] for name in sorted(found, key=order.index)}
