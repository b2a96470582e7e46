"""One side of a stack for the readers, and what they say of it (mặt giấy)."""

from dataclasses import replace

from desk.errors import SideUnreadable
from desk.model.evening import Side
from desk.ports import Desk
from ocr.page import MAYBE_BLANK, PageImage, PageReading

_LEAST_SURE = 0.35


def side_image(desk: Desk, side: Side, turn: int = 0) -> PageImage:
    """Return the picture of a side as the readers take it, turned by the degrees clockwise a person added."""
    return PageImage(
        path=desk.store.path(side.digest), media=side.media, width_px=side.width_px, height_px=side.height_px,
        dpi=side.dpi, hint=(side.hint + turn) % 360, own=side.reading if side.own else None,
    )


def as_read(side: Side, reading: PageReading) -> Side:
    """Return a side as it was read; one of which hardly a word could be is a fault of its own."""
    poor = not (reading.blank or reading.marks) and _poor(reading)
    return replace(side, reading=reading, blank=reading.blank, fault=SideUnreadable.code if poor else None)


def _poor(reading: PageReading) -> bool:
    """Tell whether hardly a word could be read; a side that may be blank is another question."""
    if MAYBE_BLANK in reading.warnings:
        return False
    if not reading.words:
        return True
    return sum(word.confidence for word in reading.words) / len(reading.words) < _LEAST_SURE
