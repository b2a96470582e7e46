"""Values of scanning (quét): devices, what is asked of them, and the sides they give."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Source(StrEnum):
    """Nguồn giấy: the glass, the feeder, or the feeder when it holds paper and else the glass."""

    GLASS = "glass"
    FEEDER = "feeder"
    AUTO = "auto"


class Mode(StrEnum):
    """Chế độ màu: what a side may be drawn in."""

    COLOUR = "colour"
    GREY = "grey"
    LINEART = "lineart"


@dataclass(frozen=True, slots=True)
class Device:
    """Máy quét.

    Attributes:
        id: Driver and native name, e.g. "sane:test:0", "escl:http://127.0.0.1:8080/eSCL", "folder:/srv/scans".
        name: As a person calls it.
        driver: Key of `Desk.scanners`.
        dpis: Resolutions it offers; empty = it does not say.
        modes: Likewise.
        width_mm: Widest paper of its widest source; 0 = it does not say. `height_mm` likewise.
        identity: What stays the same whichever driver, cable or address leads to it: "uuid:…", "serial:…"; "" = it
            does not say.
        host: Address on the network, "" = none is known.
        also: Ids under which other drivers see the same device.
        trouble: Code of the fault that keeps it from being used as it stands, "" = none.
        proved: False for a driver that has not been tried on a real device yet.
    """

    id: str
    name: str
    driver: str
    sources: tuple[Source, ...] = (Source.GLASS,)
    duplex: bool = False
    dpis: tuple[int, ...] = ()
    modes: tuple[Mode, ...] = ()
    width_mm: float = 0.0
    height_mm: float = 0.0
    identity: str = ""
    host: str = ""
    also: tuple[str, ...] = ()
    trouble: str = ""
    proved: bool = True

    @property
    def key(self) -> str:
        """Return what the device is remembered by: its identity, else its id."""
        return self.identity or self.id

    def is_called(self, name: str) -> bool:
        """Tell whether a remembered name is this device's: its identity, or an id it has or had."""
        return bool(name) and name in (self.identity, self.id, *self.also)


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """What is asked of a device: sizes in mm, A4 unless said; `limit` = most sides, None = until the paper ends.

    Attributes:
        device: Its id.
        key: `Device.key`, by which other desks see that it is taken; "" = its id.
        left_mm: Where the part to be scanned begins on the glass, from the left; `top_mm` from the top. The feeder has
            its own place for paper: there they count for nothing.
    """

    device: str
    source: Source = Source.AUTO
    duplex: bool = False
    dpi: int = 300
    colour: bool = True
    width_mm: float = 210.0
    height_mm: float = 297.0
    limit: int | None = None
    key: str = ""
    left_mm: float = 0.0
    top_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class RawPage:
    """One side as it came (ảnh thô): the device's own bytes, durable in the spool.

    Attributes:
        media: "image/jpeg", "image/png", "application/pdf" …
        dpi: As asked of the device; 0 = unknown.
        number: Counts from 1 within the scan.
    """

    path: Path
    media: str
    dpi: float
    number: int
