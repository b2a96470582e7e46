"""Both sides of an identity card on one A4 at real size (hai mặt thẻ trên một trang A4), front above back.

Size of a card: ID-1 of ISO/IEC 7810, 85.60 x 53.98 mm. Worker processes only.
"""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from ocr.clean import Picture, decode
from ocr.errors import CardNotSeen
from ocr.filetype import PNG
from ocr.page import PageImage

CARD_MM = (85.6, 54.0)
SHEET_MM = (210.0, 297.0)
FRONT_TOP_MM, BACK_TOP_MM = 55.0, 129.0
_LEAST_DPI, _MOST_DPI = 300, 600
_SLACK = 0.06
"""Share by which a side of a card may be longer or shorter on a picture: a rim left around it, a device's dpi."""


def is_card(image: PageImage) -> bool:
    """Tell whether a picture is as large as a card, lying or standing."""
    if not image.dpi:
        return False
    sides = sorted((image.width_px / image.dpi * 25.4, image.height_px / image.dpi * 25.4), reverse=True)
    return all(abs(side / card - 1) <= _SLACK for side, card in zip(sides, CARD_MM, strict=True))


def make_sheet(sides: Sequence[PageImage], out: Path) -> PageImage:
    """Draw front and back, each turned by its hint until its print is upright, on one white A4 and write it as PNG.

    A card is drawn at its real size, 300 to 600 dpi as it was scanned; nothing but its place and size changes.

    Raises:
        CardNotSeen: not two pictures, or one that is not as large as a card.
        FileUnreadable: bytes that are no picture.
    """
    if len(sides) != 2 or not all(map(is_card, sides)):
        raise CardNotSeen(found=sum(map(is_card, sides)))
    dpi = min(_MOST_DPI, max(_LEAST_DPI, round(max(side.dpi for side in sides))))
    width, height = (round(side / 25.4 * dpi) for side in SHEET_MM)
    page = np.full((height, width, 3), 255, np.uint8)
    for side, top_mm in zip(sides, (FRONT_TOP_MM, BACK_TOP_MM), strict=True):
        card = _at_size(decode(side).picture, dpi)
        left, top = (width - card.shape[1]) // 2, round(top_mm / 25.4 * dpi)
        page[top : top + card.shape[0], left : left + card.shape[1]] = card
    from PIL import Image

    Image.fromarray(np.ascontiguousarray(page[:, :, ::-1])).save(out, "PNG", compress_level=3, dpi=(dpi, dpi))
    return PageImage(out, PNG, width, height, float(dpi))


def _at_size(card: Picture, dpi: int) -> Picture:
    long, short = (round(side / 25.4 * dpi) for side in CARD_MM)
    if card.ndim == 2:
        card = np.asarray(cv2.cvtColor(card, cv2.COLOR_GRAY2BGR), np.uint8)
    lying = card.shape[1] >= card.shape[0]
    size = (long, short) if lying else (short, long)
    how = cv2.INTER_AREA if size[0] < card.shape[1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(card, size, interpolation=how), np.uint8)
