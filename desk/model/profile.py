"""Work profiles (kiểu quét): all that is set before a scan under one name and one key."""

from dataclasses import dataclass
from enum import StrEnum

from desk.errors import ProfileFeederMissing, ProfilePaperTooLarge, ProfileSidesUnfit
from desk.model.scanning import Device, ScanRequest, Source

KEYS = range(2, 10)
"""The keys a profile may have: Shift+F2 to Shift+F9."""

NO_KEY = 0
LEAST_DPI, MOST_DPI = 75, 1200
MOST_PAGES = 500
MOST_PROFILES = 40
LONGEST_NAME = 40
_SLACK_MM = 4.0


class Sides(StrEnum):
    """Mặt giấy được quét: one, both by the device, or both by turning the paper over by hand."""

    ONE = "one"
    BOTH = "both"
    BY_HAND = "by-hand"


class PaperSize(StrEnum):
    """Khổ giấy; AUTO asks for all the device can take, and the paper's edge is found on the picture."""

    A4 = "a4"
    A5 = "a5"
    CARD = "card"
    A3 = "a3"
    AUTO = "auto"


class Target(StrEnum):
    """Nơi nhận: the dossier that is open, or the evening's stack that is sorted by itself."""

    DOSSIER = "dossier"
    EVENING = "evening"


SIZES_MM: dict[PaperSize, tuple[float, float]] = {
    PaperSize.A4: (210.0, 297.0), PaperSize.A5: (148.0, 210.0), PaperSize.CARD: (85.6, 54.0),
    PaperSize.A3: (297.0, 420.0),
}  # fmt: skip
"""Width and height in mm as the paper lies on the glass (ISO 216; a card is ID-1 of ISO/IEC 7810)."""


@dataclass(frozen=True, slots=True)
class WorkProfile:
    """Kiểu quét: device, paper, quality and destination in one.

    Attributes:
        name: What people call it; unique in its set whatever the case.
        key: F key pressed with Shift, one of `KEYS`; `NO_KEY` = none.
        device: `Device.key` of a device, "" = whichever answers first.
        dpi: Dots per inch, `LEAST_DPI` to `MOST_DPI`.
        clean: False has the picture read as it is, neither levelled nor evened; the kept side is never touched.
        kind: Code of `ocr/kinds` that the paper is expected to be, "" = any.
        slot: Number of the component it goes to; 0 = found by the kind, else the one in hand.
        pages: Sides expected, held against those that came; 0 = not counted.
        to: The open dossier, or the evening's stack.
    """

    name: str
    key: int = NO_KEY
    device: str = ""
    source: Source = Source.AUTO
    sides: Sides = Sides.ONE
    dpi: int = 300
    colour: bool = True
    size: PaperSize = PaperSize.A4
    clean: bool = True
    kind: str = ""
    slot: int = 0
    pages: int = 0
    to: Target = Target.DOSSIER

    @property
    def joins_card(self) -> bool:
        """Tell whether both sides of a card become one A4 page at real size."""
        return self.size is PaperSize.CARD and self.sides is not Sides.ONE

    @property
    def turns_stack(self) -> bool:
        """Tell whether a stack is scanned in two passes; a card is turned over on the glass instead."""
        return self.sides is Sides.BY_HAND and self.size is not PaperSize.CARD


@dataclass(frozen=True, slots=True)
class ProfileSet:
    """Bộ kiểu quét của cơ quan.

    Attributes:
        locked: True when the office does not let it be changed at the desk.
    """

    profiles: tuple[WorkProfile, ...]
    locked: bool = False

    def on_key(self, key: int) -> WorkProfile | None:
        """Return the profile on Shift+F`key`, or None."""
        return next((one for one in self.profiles if one.key == key), None)

    def named(self, name: str) -> WorkProfile | None:
        """Return the profile of a name, case ignored, or None."""
        wanted = name.casefold()
        return next((one for one in self.profiles if one.name.casefold() == wanted), None)


def request_for(profile: WorkProfile, device: Device) -> ScanRequest:
    """Return what a profile asks of a device; sizes in mm.

    Raises:
        ProfileFeederMissing: the profile wants a source that the device has not.
        ProfileSidesUnfit: it wants both sides in one go of a device that gives one.
        ProfilePaperTooLarge: its paper is wider than the device takes, or longer.
    """
    told = {"profile": profile.name, "device": device.name}
    folder = device.driver == "folder"
    if not folder and profile.source is not Source.AUTO and profile.source not in device.sources:
        raise ProfileFeederMissing(**told)
    if not folder and profile.sides is Sides.BOTH and not device.duplex:
        raise ProfileSidesUnfit(**told)
    width, height = size_on(profile.size, device)
    if not folder and not _holds(device, width, height):
        raise ProfilePaperTooLarge(**told, width=round(width), height=round(height))
    return ScanRequest(
        device=device.id, source=profile.source, duplex=profile.sides is Sides.BOTH, dpi=profile.dpi,
        colour=profile.colour, width_mm=width, height_mm=height, key=device.key,
    )  # fmt: skip


def size_on(size: PaperSize, device: Device) -> tuple[float, float]:
    """Return width and height in mm that are asked of a device for a paper."""
    if size is PaperSize.AUTO:
        a4 = SIZES_MM[PaperSize.A4]
        return device.width_mm or a4[0], device.height_mm or a4[1]
    return SIZES_MM[size]


def _holds(device: Device, width: float, height: float) -> bool:
    """Tell whether a paper fits: glasses of "A4" devices are often a few millimetres short."""
    return (not device.width_mm or width <= device.width_mm + _SLACK_MM) and (
        not device.height_mm or height <= device.height_mm + _SLACK_MM
    )
