"""Values of scanning (quét): devices, what is asked of them, and the sides they give."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Source(StrEnum):
    """Nguồn giấy: the glass, the feeder, or the feeder when it holds paper and else the glass."""

    GLASS = "glass"
    FEEDER = "feeder"
    AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Device:
    """Máy quét.

    Attributes:
        id: Driver and native name, e.g. "sane:test:0", "escl:http://127.0.0.1:8080/eSCL", "folder:/srv/scans".
        name: As a person calls it.
        driver: Key of `Desk.scanners`.
        dpis: Resolutions it offers; empty = it does not say.
    """

    id: str
    name: str
    driver: str
    sources: tuple[Source, ...] = (Source.GLASS,)
    duplex: bool = False
    dpis: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """What is asked of a device: sizes in mm, A4 unless said; `limit` = most sides, None = until the paper ends."""

    device: str
    source: Source = Source.AUTO
    duplex: bool = False
    dpi: int = 300
    colour: bool = True
    width_mm: float = 210.0
    height_mm: float = 297.0
    limit: int | None = None


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
