"""How scanners of the office's network are found and remembered (tìm máy quét trong mạng)."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Network:
    """How the office's network is looked at.

    Attributes:
        file: Where `Known` keeps what it knows; None = nowhere.
        own: The office's own rows of what devices say wrongly.
        find: Listen for scanners that make themselves known by mDNS.
        interfaces: Addresses of this machine to listen on; empty = all.
    """

    file: Path | None = None
    find: bool = False
    interfaces: tuple[str, ...] = ()
    own: Path | None = None
