"""What lies on the glass (xem trước mặt kính): a quick look at 75 dpi, and the part that is scanned, remembered."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desk.errors import RegionWrong, ScannerAbsent, SourceUnsupported
from desk.jobs import Progress
from desk.model.glass import Region
from desk.model.people import Role, Session
from desk.model.profile import PaperSize, size_on
from desk.model.scanning import Device, ScanRequest, Source
from desk.ports import Desk
from desk.work.devices import in_hand
from desk.work.receive import closed_after

PREVIEW_DPI = 75
_SETTING = "glass-regions:"


@dataclass(frozen=True, slots=True)
class Preview:
    """Ảnh xem trước: the picture of the whole glass, and the glass's size in mm."""

    path: Path
    width_mm: float
    height_mm: float


def preview_glass(desk: Desk, who: Session, device: Device, folder: Path, progress: Progress | None = None) -> Preview:
    """Draw the whole glass of a device at 75 dpi into a folder; it goes into no dossier.

    Raises:
        RoleMissing; SourceUnsupported: the device has no glass. Faults `scan.*`, Cancelled.
    """
    who.require(Role.RECEPTION)
    if device.driver not in desk.scanners:
        raise ScannerAbsent(device=device.id)
    if Source.GLASS not in device.sources:
        raise SourceUnsupported(source=Source.GLASS.value)
    width, height = size_on(PaperSize.AUTO, device)
    request = ScanRequest(
        device.id, Source.GLASS, dpi=PREVIEW_DPI, width_mm=width, height_mm=height, limit=1, key=device.key
    )
    progress = progress or Progress()
    folder.mkdir(parents=True, exist_ok=True)
    driver = desk.scanners[device.driver]
    with in_hand(desk, who, request, progress), closed_after(driver.scan(request, folder, progress)) as sides:
        side = next(sides, None)
    if side is None:
        raise ScannerAbsent(device=device.id)
    return Preview(side.path, width, height)


def remember_region(desk: Desk, who: Session, name: str, region: Region | None) -> None:
    """Remember the part of the glass for a kind of paper or a profile at this desk; None forgets it.

    Raises:
        RoleMissing; RegionWrong: no name.
    """
    who.require(Role.RECEPTION)
    if not name.strip():
        raise RegionWrong
    with desk.unit() as uow:
        kept: Any = uow.setting(_SETTING + who.desk) or {}
        rows = {**kept, name: asdict(region)} if region is not None else {k: v for k, v in kept.items() if k != name}
        if rows != kept:
            uow.set_setting(_SETTING + who.desk, rows)
            uow.commit()


def regions(desk: Desk, who: Session) -> dict[str, Region]:
    """Return the parts of the glass remembered at this desk, by kind of paper or profile."""
    with desk.unit(reading=True) as uow:
        kept: Any = uow.setting(_SETTING + who.desk) or {}
    return {name: Region(**row) for name, row in kept.items()}


def region_for(desk: Desk, who: Session, device: Device, name: str) -> Region | None:
    """Return the part remembered under a name, as far as it lies on the glass of a device; None = none."""
    region = regions(desk, who).get(name)
    return region.within(device.width_mm, device.height_mm) if region is not None else None
