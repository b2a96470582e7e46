"""Which drivers this machine can use, by name (trình điều khiển)."""

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from desk.ports import Scanner
from desk.scan.child import ChildScanner
from desk.scan.network import Network

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
    found: dict[str, Scanner] = {"escl": ChildScanner("escl", _escl, lambda: (tuple(addresses()), network))}
    if shutil.which("scanimage"):
        found["sane"] = ChildScanner("sane", _sane, lambda: ((), network.own if network is not None else None))
    if sys.platform == "win32":
        found["wia"] = ChildScanner("wia", _wia, lambda: (network.own if network is not None else None,))
    if folder is not None:
        found["folder"] = ChildScanner("folder", _folder, lambda: (folder,))
    order = [*preferred, *PREFERRED]
    return {name: found[name] for name in sorted(found, key=order.index)}


# Each driver is loaded where it is used, in its child: an office opens without any.


def _escl(addresses: Sequence[str], network: Network | None) -> Scanner:
    from desk.scan.escl import EsclScanner

    return EsclScanner(addresses, network)


def _sane(devices: Sequence[str], own: Path | None) -> Scanner:
    from desk.scan.sane import SaneScanner

    return SaneScanner(devices, own)


def _wia(own: Path | None) -> Scanner:
    from desk.scan.wia import WiaScanner

    return WiaScanner(own)


def _folder(folder: Path) -> Scanner:
    from desk.scan.folder import FolderScanner

    return FolderScanner(folder)
