"""What the clerk has set before a scan, by hand or by a work profile (kiểu quét)."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk.model.glass import Region
from desk.model.profile import PaperSize, Sides, WorkProfile, size_on
from desk.model.scanning import Device, ScanRequest, Source

if TYPE_CHECKING:
    from desk.work.digitise import Reading


@dataclass(frozen=True)
class ScanWish:
    """What is set for the next scan.

    Attributes:
        device: An id or remembered name, "" = the first that answers.
        counted: Pages counted by hand, 0 = not.
        size: Of the paper.
        clean: False has it read as it is.
        profile: The work profile it came from, None = set by hand alone.
        region: The part of the glass that the next scan is of, None = the paper's size.
    """

    device: str = ""
    source: Source = Source.AUTO
    duplex: bool = False
    dpi: int = 300
    colour: bool = True
    counted: int = 0
    size: PaperSize = PaperSize.A4
    clean: bool = True
    profile: WorkProfile | None = None
    region: Region | None = None

    @property
    def altered(self) -> bool:
        """Tell whether something but the device and the count was set otherwise than its profile has it."""
        profile = self.profile
        if profile is None:
            return False
        return replace(self, device="", counted=profile.pages, region=None) != wish_of(profile, "")

    def turns(self, count: tuple[int, int]) -> bool:
        """Tell whether the sides that lack of (counted, captured) are those that a person turns up by hand."""
        return self.profile is not None and self.profile.sides is Sides.BY_HAND and count[1] < count[0]

    @property
    def reading(self) -> "Reading":
        """Return how a paper is read that is scanned so."""
        from desk.work.digitise import Reading

        return Reading(clean=self.clean, kind=self.profile.kind if self.profile is not None else "")

    def request(self, device: Device) -> ScanRequest:
        """Return what is asked of a device; sizes in mm."""
        width, height = size_on(self.size, device)
        whole = ScanRequest(device.id, self.source, self.duplex, self.dpi, self.colour, width, height, key=device.key)
        return self.region.of(whole) if self.region is not None else whole


def wish_of(profile: WorkProfile, device: str) -> ScanWish:
    """Return what a profile sets, for a device."""
    return ScanWish(
        device, profile.source, profile.sides is Sides.BOTH, profile.dpi, profile.colour, profile.pages, profile.size,
        profile.clean, profile,
    )  # fmt: skip
