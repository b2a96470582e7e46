"""The first look at a side that just arrived (xem ngay khi quét xong): what can be cured while its paper is in hand.

Far cheaper than reading: the picture is decoded at half its size or less and no letter is read.
"""

import cv2
import numpy as np

from ocr import clean
from ocr.blank import Side, judge
from ocr.page import FirstLook, PageImage
from ocr.quality import complaints
from ocr.sheet_edges import Corners, find_corners

_ENOUGH_DPI = 145.0
_REDUCED = {8: cv2.IMREAD_REDUCED_COLOR_8, 4: cv2.IMREAD_REDUCED_COLOR_4, 2: cv2.IMREAD_REDUCED_COLOR_2}


def first_look(image: PageImage) -> FirstLook:
    """Judge a side that just arrived; runs in a worker process.

    Raises:
        FileUnreadable: The bytes are no picture.
    """
    sheet = _decoded(image)
    dpi = sheet.dpi * sheet.shrink
    if judge(sheet.picture, dpi) is Side.BLANK:
        return FirstLook((), blank=True)
    corners = find_corners(sheet.picture)
    if corners is None:
        return FirstLook(tuple(complaints(sheet.picture, dpi)), blank=False)
    seen = _from_above(sheet.picture, corners)
    return FirstLook(tuple(complaints(seen, clean.guess_dpi(seen.shape[1], seen.shape[0]))), blank=False)


def _decoded(image: PageImage) -> clean.Sheet:
    """Decode a side no larger than needed: JPEG gives halves and quarters for a fraction of the work."""
    dpi = image.dpi or clean.guess_dpi(image.width_px, image.height_px)
    step = next((each for each in _REDUCED if dpi / each >= _ENOUGH_DPI), 0)
    data = np.fromfile(image.path, np.uint8) if step and image.path.is_file() else np.zeros(0, np.uint8)
    picture = cv2.imdecode(data, _REDUCED[step] | cv2.IMREAD_IGNORE_ORIENTATION) if data.size else None
    if picture is None:
        return clean.decode(image)
    picture = clean.turned(np.asarray(picture, np.uint8), image.hint)
    sideways = image.hint % 180 != 0
    size = (image.height_px, image.width_px) if sideways else (image.width_px, image.height_px)
    return clean.Sheet(picture, *size, dpi)


def _from_above(picture: clean.Picture, corners: Corners) -> clean.Picture:
    """Give the sheet alone, as seen from straight above."""
    sides = np.hypot(*(np.roll(corners, -1, axis=0) - corners).T)
    width, height = max(8, round(float(max(sides[0], sides[2])))), max(8, round(float(max(sides[1], sides[3]))))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), flat)
    return np.asarray(cv2.warpPerspective(picture, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)
