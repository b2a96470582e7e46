"""Marks that machines read on a side (dấu cho máy đọc): QR codes and patch codes, found in a picture already decoded.

The quick look every side of a stack gets: `ocr.codes` looks harder, where a card must have its code.
"""

import numpy as np
import zxingcpp

from ocr.clean import Picture, all_ink
from ocr.page import PATCH, QR
from ocr.patch import LEAST_CONTRAST, find_patches
from ocr.rawword import Grey
from ocr.vietnamese import compose

_LONGEST = 1000
_LEAST_SIDE = 16
_KINDS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def find_marks(picture: Picture, dpi: float) -> tuple[str, ...]:
    """Tell the marks on a side, as `ocr.page.PageReading.marks` holds them.

    Args:
        picture: As decoded, in any turn.
        dpi: Of this picture.
    """
    grey = all_ink(picture)
    if min(grey.shape) < _LEAST_SIDE:
        return ()
    codes = zxingcpp.read_barcodes(np.ascontiguousarray(grey), formats=_KINDS, try_invert=False)
    texts = dict.fromkeys(compose(code.text)[:_LONGEST] for code in codes if code.text and _is_print(grey, code))
    return (*(f"{QR}{text}" for text in texts), *(f"{PATCH}{name}" for name in find_patches(grey, dpi)))


def _is_print(grey: Grey, code: zxingcpp.Barcode) -> bool:
    """Say whether a code is printed on this side: one of the other side shines through, pale, and reads as well."""
    place = code.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    across, down = [max(0, corner.x) for corner in corners], [max(0, corner.y) for corner in corners]
    part = grey[min(down) : max(down) + 1, min(across) : max(across) + 1]
    return part.size > 0 and float(np.percentile(part, 95) - np.percentile(part, 5)) >= LEAST_CONTRAST
