"""A part of a scanner's glass, in millimetres."""

import math
from dataclasses import dataclass, replace

from desk.errors import RegionWrong
from desk.model.scanning import ScanRequest, Source

LEAST_MM = 10.0
MOST_MM = 1000.0


@dataclass(frozen=True, slots=True)
class Region:
    """Vùng quét trên mặt kính: where it begins, from the left and the top, and its size; mm.

    Raises:
        RegionWrong: it begins off the glass, or a side is under 10 mm or over 1 m.
    """

    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        whole = all(map(math.isfinite, (self.left, self.top, self.width, self.height)))
        sizes = (self.width, self.height)
        if not whole or min(self.left, self.top) < 0 or min(sizes) < LEAST_MM:
            raise RegionWrong
        if max(self.left + self.width, self.top + self.height) > MOST_MM:
            raise RegionWrong

    def within(self, width: float, height: float) -> "Region":
        """Return the part of it that lies on a glass of this size, 0 = not known; RegionWrong when that is nothing."""
        wide, tall = width or MOST_MM, height or MOST_MM
        return replace(
            self, width=min(self.width, wide - self.left), height=min(self.height, tall - self.top)
        )

    def of(self, request: ScanRequest) -> ScanRequest:
        """Return the request for this part of the glass."""
        return replace(
            request, source=Source.GLASS, duplex=False, limit=1, left_mm=self.left, top_mm=self.top,
            width_mm=self.width, height_mm=self.height,
        )  # fmt: skip
