"""QR codes and bar codes on a picture (mã QR, mã vạch): what machines wrote for machines.

The code of a chip identity card (CCCD) holds the number and the name without a misread letter, so it is
looked for hard: several sizes, several ways of parting black from white. Worker processes only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import zxingcpp

from ocr.clean import Picture, all_ink, decode
from ocr.errors import FileUnreadable
from ocr.page import Box, PageImage
from ocr.rawword import Grey
from ocr.vietnamese import compose

_SIDES_PX = (1600, 2600, 900)
_LEAST_SIDE = 16


@dataclass(frozen=True, slots=True)
class Code:
    """One code that was read and whose check digits hold.

    Attributes:
        text: NFC; bytes that are not UTF-8 as the decoder understands them.
        format: "QRCode", "Code128", "DataMatrix" …, as ISO/IEC names them without spaces.
        box: 0-1 of the picture as a viewer shows it.
        rotation: Degrees clockwise the code stands turned, -180 to 180.
    """

    text: str
    format: str
    box: Box
    rotation: int


def read_codes(source: Path | PageImage | Picture, *, thorough: bool = True) -> list[Code]:
    """Read every code on a picture.

    Args:
        source: A file, a captured side, or a decoded picture.
        thorough: Look on in other sizes and contrasts when nothing was found: 1-3 CPU seconds on a page without any.

    Raises:
        FileUnreadable: The bytes are no picture.
    """
    grey = all_ink(_picture(source))
    if min(grey.shape) < _LEAST_SIDE:
        return []
    for number, view in enumerate(_views(grey)):
        if number and not thorough:
            break
        found = _decoded(view)
        if found:
            return found
    return []


def _picture(source: Path | PageImage | Picture) -> Picture:
    if isinstance(source, PageImage):
        return decode(source).picture
    if not isinstance(source, Path):
        return source
    try:
        data = np.fromfile(source, np.uint8)
        picture = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    except (OSError, cv2.error) as broken:
        raise FileUnreadable(file=source.name) from broken
    if picture is None:
        raise FileUnreadable(file=source.name)
    return np.asarray(picture, np.uint8)


def _views(grey: Grey) -> Iterator[Grey]:
    """Yield the picture in the likeliest forms first: as it is, evenly lit, sharper, and in other sizes."""
    yield grey
    for side in _SIDES_PX:
        scale = side / max(grey.shape)
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        sized = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=how), np.uint8)
        yield sized
        even = cv2.createCLAHE(clipLimit=3.0, tileGridSize=(12, 12)).apply(sized)
        yield np.asarray(even, np.uint8)
        soft = cv2.GaussianBlur(even, (0, 0), 2.0)
        yield np.asarray(cv2.addWeighted(even, 2.2, soft, -1.2, 0), np.uint8)
        window = (side // 40) | 1
        yield np.asarray(
            cv2.adaptiveThreshold(sized, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, window, 5), np.uint8
        )
        yield np.asarray(cv2.medianBlur(sized, 3), np.uint8)


def _decoded(grey: Grey) -> list[Code]:
    height, width = grey.shape
    codes = []
    for each in zxingcpp.read_barcodes(np.ascontiguousarray(grey)):
        corners = [
            each.position.top_left,
            each.position.top_right,
            each.position.bottom_right,
            each.position.bottom_left,
        ]
        across, down = [corner.x / width for corner in corners], [corner.y / height for corner in corners]
        box = tuple(min(1.0, max(0.0, edge)) for edge in (min(across), min(down), max(across), max(down)))
        codes.append(Code(_text(each), each.format.name, (box[0], box[1], box[2], box[3]), round(each.orientation)))
    return codes


def _text(code: zxingcpp.Barcode) -> str:
    try:
        return compose(bytes(code.bytes).decode("utf-8"))
    except UnicodeDecodeError:
        return compose(code.text)
