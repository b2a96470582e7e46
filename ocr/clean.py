"""A page made easy to read for the OCR's eyes only (làm sạch ảnh); the stored bytes never change.

Worker processes only: loads numpy and OpenCV. Pictures are rows of bytes, 0 = black.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, UnidentifiedImageError

from ocr.errors import FileUnreadable
from ocr.page import PageImage
from ocr.rawword import Grey

cv2.setNumThreads(1)

Picture = npt.NDArray[np.uint8]
"""Grey (two axes) or blue-green-red (three axes)."""

_MOST_PIXELS = 50_000_000
_REDUCED = {2: cv2.IMREAD_REDUCED_COLOR_2, 4: cv2.IMREAD_REDUCED_COLOR_4, 8: cv2.IMREAD_REDUCED_COLOR_8}
_A4_IN = (8.27, 11.69)
_A4_RATIO = math.sqrt(2)
_READING_DPI = 200
_ENOUGH_DPI = 170
_BLUE = 35
_RED = 50
_RED_DARK = 170
_MOST_ENLARGED = 3.0
_NEARLY = 0.75
"""Scale from which on the mean of two neighbours serves as well as that of all points, for a sixth of the time."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side decoded and turned as a viewer shows it.

    Attributes:
        picture: Grey or colour, perhaps smaller than stored.
        width_px: Width as stored and turned by the hint.
        height_px: Height as stored and turned by the hint.
        dpi: Of the stored picture; guessed from its size when the file is silent.
    """

    picture: Picture
    width_px: int
    height_px: int
    dpi: float

    @property
    def shrink(self) -> float:
        """Decoded pixels for each stored pixel, at most 1."""
        return float(self.picture.shape[1] / self.width_px)


def decode(image: PageImage) -> Sheet:
    """Decode a side once, turned by its hint; over 50 megapixels at a half, a quarter or an eighth.

    Raises:
        FileUnreadable: The bytes are no picture.
    """
    picture = _decoded(image)
    picture = turned(picture, image.hint)
    sideways = image.hint % 180 != 0
    width, height = (image.height_px, image.width_px) if sideways else (image.width_px, image.height_px)
    width, height = max(1, width), max(1, height)
    return Sheet(picture, width, height, image.dpi or guess_dpi(width, height))


def _decoded(image: PageImage) -> Picture:
    try:
        data = np.fromfile(image.path, np.uint8)
    except OSError as missing:
        raise FileUnreadable(file=image.path.name) from missing
    pixels, step = image.width_px * image.height_px, 1
    while pixels / step**2 > _MOST_PIXELS and step < max(_REDUCED):
        step *= 2
    flags = _REDUCED.get(step, cv2.IMREAD_ANYCOLOR) | cv2.IMREAD_IGNORE_ORIENTATION
    try:
        picture = cv2.imdecode(data, flags) if data.size else None
    except cv2.error:
        picture = None
    if picture is None:
        picture = _decoded_otherwise(image)
    return _without_colour(np.asarray(picture, np.uint8))


def _decoded_otherwise(image: PageImage) -> Picture:
    try:
        with Image.open(image.path) as opened:
            opened.thumbnail((8000, 8000)) if image.width_px * image.height_px > _MOST_PIXELS else None
            rgb = np.asarray(opened.convert("RGB"), np.uint8)
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise FileUnreadable(file=image.path.name) from broken
    return np.ascontiguousarray(rgb[:, :, ::-1])


def _without_colour(picture: Picture) -> Picture:
    """Give grey when no pixel of a sparse grid has a colour to speak of."""
    if picture.ndim == 2:
        return picture
    grid = picture[::7, ::7].astype(np.int16)
    spread = grid.max(axis=2) - grid.min(axis=2)
    if int(spread.max(initial=0)) <= 8:
        return np.ascontiguousarray(picture[:, :, 1])
    return picture


def turned(picture: Picture, clockwise: int) -> Picture:
    """Turn by quarters clockwise: 0, 90, 180, 270 degrees."""
    codes = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
    code = codes.get(clockwise % 360)
    return picture if code is None else np.asarray(cv2.rotate(picture, code), np.uint8)


def guess_dpi(width: int, height: int) -> float:
    """Guess dots per inch from the size in pixels: A4 when the sides say so, else an A4 short side."""
    short, long = sorted((max(1, width), max(1, height)))
    if abs(long / short - _A4_RATIO) < 0.15:
        return round(long / _A4_IN[1], 1)
    return round(max(short / _A4_IN[0], long / _A4_IN[1]), 1)


def red_channel(picture: Picture) -> Grey:
    """Give the red channel: seals and red stamps fade, blue and black ink stay."""
    return picture if picture.ndim == 2 else np.asarray(cv2.extractChannel(picture, 2), np.uint8)


def all_ink(picture: Picture) -> Grey:
    """Give the darkest channel: ink of every colour shows."""
    return picture if picture.ndim == 2 else _darkest(picture)


def _darkest(picture: Picture) -> Grey:
    # OpenCV's minimum of planes is ten times faster than numpy's along the last axis.
    blue, green, red = cv2.split(picture)
    return np.asarray(cv2.min(cv2.min(blue, green), red), np.uint8)


def blue_ink(picture: Picture) -> Grey | None:
    """Give 255 where ink is blue, as ball pens and captions of electronic signatures are; None where nothing is."""
    if picture.ndim == 2:
        return None
    more = cv2.subtract(cv2.extractChannel(picture, 0), cv2.extractChannel(picture, 2))
    blue = np.asarray(cv2.threshold(more, _BLUE, 255, cv2.THRESH_BINARY)[1], np.uint8)
    return blue if blue.any() else None


def red_ink(picture: Picture) -> Grey | None:
    """Give red ink alone, dark on white (stamps, names stamped in red); None where nothing is."""
    if picture.ndim == 2:
        return None
    darkest, red = _darkest(picture), cv2.extractChannel(picture, 2)
    stamped = cv2.threshold(cv2.subtract(red, darkest), _RED, 255, cv2.THRESH_BINARY)[1]
    stamped = cv2.bitwise_and(stamped, cv2.threshold(darkest, _RED_DARK - 1, 255, cv2.THRESH_BINARY_INV)[1])
    if not stamped.any():
        return None
    return np.asarray(cv2.bitwise_or(darkest, cv2.bitwise_not(stamped)), np.uint8)


def reading_scale(dpi: float) -> float:
    """Give the factor that brings a picture to a size the models read best: 1 from 170 dpi on.

    Measured on 13 real pages: enlarging 200 dpi by 1.5 loses 0.3 points and costs a quarter more CPU.
    """
    if dpi >= _ENOUGH_DPI:
        return min(1.0, 400 / dpi)
    return min(_MOST_ENLARGED, _READING_DPI / max(dpi, 1.0))


def level(grey: Grey, angle: float, scale: float = 1.0) -> Grey:
    """Turn counter-clockwise by `angle` degrees about the centre and enlarge, in one pass of pixels."""
    height, width = grey.shape[:2]
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    if abs(angle) < 1e-3:
        if size == (width, height):
            return grey
        how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
        return np.asarray(cv2.resize(grey, size, interpolation=how), np.uint8)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    zoom = np.array([[size[0] / width, 0, 0], [0, size[1] / height, 0], [0, 0, 1.0]])
    matrix = (zoom @ np.vstack([matrix, [0, 0, 1]]))[:2]
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_LINEAR
    out = cv2.warpAffine(grey, matrix, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(out, np.uint8)


def smaller(picture: Picture, scale: float) -> Picture:
    """Make a picture smaller by `scale` (0-1), to look for large things on it.

    Whole steps are taken first: they cost a sixth of uneven ones. The last rows and columns that fill no step of their
    own are left out.
    """
    height, width = picture.shape[:2]
    step = int(1 / max(scale, 1e-3) + 1e-6)
    if step > 1 and min(height, width) >= step:
        height, width = height // step, width // step
        whole = picture[: height * step, : width * step]
        picture = np.asarray(cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
        scale *= step
    if scale > 1 - 1e-3:
        return picture
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    how = cv2.INTER_AREA if scale < _NEARLY else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, size, interpolation=how), np.uint8)


def even_light(grey: Grey) -> Grey:
    """Divide by the paper's own brightness: shadows, yellowing and the page's other side fade to white."""
    height, width = grey.shape[:2]
    if min(height, width) < 16:
        return grey
    small = smaller(grey, 0.25)
    reach = min(51, int(max(small.shape) * 0.02) | 1)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((reach, reach), np.uint8)), max(3, reach))
    paper = cv2.resize(np.maximum(paper, 16), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, paper, scale=255), np.uint8)
