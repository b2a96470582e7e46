"""Several papers on one glass (nhiều giấy trên một mặt kính): each found by its edges and cut as a side of its own.

What is not the ground is paper. The ground is what lies along the picture's rim, light or dark, and may fade across
the glass. Paper whose edges cannot be told from the ground is framed by what is printed on it, and that is a doubt.
A cut is only turned level and cropped: its picture may become a certified copy's. Worker processes only.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from ocr.card_sheet import CARD_MM
from ocr.clean import Picture, decode
from ocr.errors import FileUnreadable
from ocr.filetype import PNG
from ocr.glass import CUT_OFF, EDGE_UNSEEN, REST, TOUCHING, Corner, Cut
from ocr.page import PageImage

Values = npt.NDArray[np.float64]
Mask = npt.NDArray[np.uint8]

_PX_MM = 3.0
"""Pixels a millimetre of the small picture that edges are looked for in."""

_RIM_MM = 3.0
_NEAR_GROUND = 14.0
_LEAST_STEP = 5.0
"""Levels of tone (0-255) from which on a point is no ground; more where the ground is grainy."""

_GRAINS = 4.0
_LEAST_MM = 14.0
"""Shorter than this is no paper one scans: a receipt is 57 mm wide, a photograph for a card 20 x 30 mm."""

_FULL = 0.9
"""Share of its own frame that a paper with seen edges fills at least; a card's round corners cost 1 %."""

_PRINT_GAP_MM = 11.0
_AROUND_PRINT_MM = 3.0
_WHOLE = 0.88
"""A paper that covers more of the glass than this is not cut out: there is nothing beside it."""

_MOST = 24
_LEVEL_DEG = 0.12
"""A paper turned less is cropped as it lies, no point of its picture changed."""

_CARD_SLACK_MM = 3.0
_REST_MM2 = 60.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """A paper in the small picture: the frame's centre, width, height, and degrees clockwise it is turned."""

    x: float
    y: float
    width: float
    height: float
    turn: float
    doubts: tuple[str, ...] = ()


def part(image: PageImage, spool: Path) -> list[Cut]:
    """Cut each paper on a picture of the glass out into `spool`, in reading order; none when one paper covers it.

    Args:
        image: The side as scanned; its file stays as it is.
        spool: An existing folder.

    Raises:
        FileUnreadable: the bytes are no picture, or it is too large to be cut at its own size.
    """
    sheet = decode(image)
    if sheet.picture.shape[1] != sheet.width_px:
        raise FileUnreadable(file=image.path.name)
    scale = min(1.0, _PX_MM * 25.4 / max(sheet.dpi, 1.0))
    small = np.asarray(cv2.resize(sheet.picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    frames = find_papers(small, scale * sheet.dpi / 25.4)
    cuts = []
    for number, frame in enumerate(frames, 1):
        large = replace(frame, x=frame.x / scale, y=frame.y / scale, width=frame.width / scale,
                        height=frame.height / scale)  # fmt: skip
        picture, corners = _cut(sheet.picture, large)
        path = spool / f"c{number:04d}.png"
        _save(picture, path, sheet.dpi)
        size = (picture.shape[1], picture.shape[0])
        cuts.append(Cut(PageImage(path, PNG, *size, image.dpi or sheet.dpi), corners, frame.turn, frame.doubts))
    return cuts


def find_papers(small: Picture, px_mm: float) -> list[_Frame]:
    """Find the papers on a small picture of the glass, in reading order; none when one covers it or none is there."""
    away, step = _from_ground(small)
    mask = np.asarray(away > step, np.uint8)
    solid = _filled(_closed(mask, 1.2 * px_mm))
    seen = [paper for body in _bodies(_opened(solid, 2.0 * px_mm), px_mm) for paper in _papers_of(body, px_mm)]
    left = np.asarray(mask & ~_drawn(mask.shape, seen, 1.5 * px_mm), np.uint8)
    printed = _print_frames(left, px_mm)
    frames = [*seen, *printed]
    if len(frames) > _MOST or (not seen and len(printed) < 2) or _covers(frames, mask):
        return []
    frames = [_told_of_rim(frame, mask.shape, px_mm) for frame in frames]
    rest = np.count_nonzero(left & ~_drawn(mask.shape, frames, 1.5 * px_mm)) / px_mm**2
    if rest > _REST_MM2:
        frames = [replace(frame, doubts=(*frame.doubts, REST)) for frame in frames]
    return _in_reading_order(frames)


def _covers(frames: Sequence[_Frame], mask: Mask) -> bool:
    return len(frames) == 1 and frames[0].width * frames[0].height > _WHOLE * mask.size


# -- ground -----------------------------------------------------------------------------------------------------------


def _from_ground(small: Picture) -> tuple[Values, float]:
    """Return how far each point is from the ground in levels of tone, and from where on it is none."""
    points = small.reshape(*small.shape[:2], -1).astype(np.float64)
    height, width = points.shape[:2]
    rim = max(2, round(_RIM_MM * _PX_MM))
    on_rim = np.zeros((height, width), bool)
    on_rim[:rim], on_rim[-rim:], on_rim[:, :rim], on_rim[:, -rim:] = True, True, True, True
    down, across = np.mgrid[0:height, 0:width]
    place = np.stack([np.ones_like(across), across / width, down / height], -1).astype(np.float64)
    usual = _usual(points[on_rim])
    near = on_rim & (np.abs(points - usual).max(axis=2) < _NEAR_GROUND)
    if np.count_nonzero(near) < 50:
        near = on_rim
    fade, *_ = np.linalg.lstsq(place[near], points[near], rcond=None)
    away = np.abs(points - place @ fade)
    grain = float(np.percentile(away[near].max(axis=1), 90)) / 1.64
    soft = cv2.GaussianBlur(away.max(axis=2), (0, 0), 0.8)
    return np.asarray(soft, np.float64), max(_LEAST_STEP, _GRAINS * grain)


def _usual(points: Values) -> Values:
    """Return the tone most points have, by bins of 8 levels of their mean; papers may lie on the rim, too."""
    means = points.mean(axis=1)
    counts = np.bincount((means / 8).astype(int), minlength=33)
    best = int((counts[:-1] + counts[1:]).argmax()) if len(counts) > 1 else 0
    inside = (means >= 8 * best) & (means < 8 * best + 16)
    return np.asarray(np.median(points[inside], axis=0), np.float64)


def _kernel(px: float) -> Mask:
    side = max(1, round(px)) | 1
    return np.ones((side, side), np.uint8)


def _closed(mask: Mask, px: float) -> Mask:
    edge = round(px) + 2
    wide = cv2.copyMakeBorder(mask, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(0,))
    closed = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, _kernel(px))
    return np.asarray(closed[edge:-edge, edge:-edge], np.uint8)


def _opened(mask: Mask, px: float) -> Mask:
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, _kernel(px)), np.uint8)


def _filled(mask: Mask) -> Mask:
    """Fill what outlines enclose: paper between its print."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    full = np.zeros_like(mask)
    cv2.drawContours(full, outlines, -1, (1,), cv2.FILLED)
    return full


def _bodies(mask: Mask, px_mm: float) -> Iterator[Mask]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    least = _LEAST_MM * px_mm
    for number in range(1, count):
        if min(stats[number, cv2.CC_STAT_WIDTH], stats[number, cv2.CC_STAT_HEIGHT]) >= least:
            yield np.asarray(labels == number, np.uint8)


# -- papers with edges ------------------------------------------------------------------------------------------------


def _papers_of(body: Mask, px_mm: float) -> list[_Frame]:
    """Return the paper that a body is, the papers it falls into when they only touch, or none."""
    frame, full = _framed(body)
    if full >= _FULL:
        return _two_cards(frame, px_mm) or [frame]
    for reach in (2.0, 4.0, 7.0, 11.0):
        apart = list(_bodies(_eroded(body, reach * px_mm), px_mm * 0.4))
        frames = [_framed(_grown(piece, reach * px_mm) & body) for piece in apart]
        if len(frames) > 1 and all(full >= _FULL for _, full in frames):
            return [replace(one, doubts=(TOUCHING,)) for one, _ in frames]
    return []


def _framed(body: Mask) -> tuple[_Frame, float]:
    """Return the least frame around a body, and the share of it that is filled."""
    outlines, _ = cv2.findContours(body, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    outline = max(outlines, key=cv2.contourArea)
    (x, y), (width, height), turn = cv2.minAreaRect(outline)
    while turn > 45:
        turn, width, height = turn - 90, height, width
    while turn <= -45:
        turn, width, height = turn + 90, height, width
    # The outline runs through the middles of the outer points: the frame is a point larger.
    frame = _Frame(x, y, width + 1, height + 1, turn)
    return frame, float(np.count_nonzero(body)) / max(1.0, frame.width * frame.height)


def _eroded(body: Mask, px: float) -> Mask:
    wide = cv2.copyMakeBorder(body, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(0,))
    return np.asarray(cv2.erode(wide, _kernel(px))[1:-1, 1:-1], np.uint8)


def _grown(piece: Mask, px: float) -> Mask:
    return np.asarray(cv2.dilate(piece, _kernel(px)), np.uint8)


def _two_cards(frame: _Frame, px_mm: float) -> list[_Frame]:
    """Return both cards of a frame that is as large as two that lie edge to edge, none for another size."""
    wide, tall = CARD_MM
    for across, sizes in ((False, (wide, 2 * tall)), (True, (2 * wide, tall)), (True, (2 * tall, wide))):
        off = max(abs(frame.width - sizes[0] * px_mm), abs(frame.height - sizes[1] * px_mm))
        if off <= _CARD_SLACK_MM * px_mm:
            return [_half(frame, sign, across=across) for sign in (-1, 1)]
    return []


def _half(frame: _Frame, sign: int, *, across: bool) -> _Frame:
    turn = math.radians(frame.turn)
    if across:
        step = sign * frame.width / 4
        x, y, width, height = step * math.cos(turn), step * math.sin(turn), frame.width / 2, frame.height
    else:
        step = sign * frame.height / 4
        x, y, width, height = -step * math.sin(turn), step * math.cos(turn), frame.width, frame.height / 2
    return _Frame(frame.x + x, frame.y + y, width, height, frame.turn, (TOUCHING,))


# -- papers without edges ---------------------------------------------------------------------------------------------


def _print_frames(left: Mask, px_mm: float) -> list[_Frame]:
    """Frame what is printed beside the papers whose edges were seen."""
    clean = _opened(left, 0.3 * px_mm)
    frames = []
    for body in _bodies(_closed(clean, _PRINT_GAP_MM * px_mm), px_mm):
        frame, _ = _framed(np.asarray(body & clean, np.uint8) if np.any(body & clean) else body)
        around = 2 * _AROUND_PRINT_MM * px_mm
        frames.append(replace(frame, width=frame.width + around, height=frame.height + around, doubts=(EDGE_UNSEEN,)))
    return frames


def _drawn(shape: tuple[int, ...], frames: Sequence[_Frame], around: float) -> Mask:
    drawn = np.zeros(shape[:2], np.uint8)
    for frame in frames:
        grown = replace(frame, width=frame.width + 2 * around, height=frame.height + 2 * around)
        cv2.fillConvexPoly(drawn, np.array(_corners(grown)).round().astype(np.int32), (1,))
    return drawn


def _told_of_rim(frame: _Frame, shape: tuple[int, ...], px_mm: float) -> _Frame:
    """Doubt a paper that runs off the glass."""
    height, width = shape[:2]
    near = 0.7 * px_mm
    off = any(x < near or y < near or x > width - near or y > height - near for x, y in _corners(frame))
    return replace(frame, doubts=(*frame.doubts, CUT_OFF)) if off else frame


def _in_reading_order(frames: Sequence[_Frame]) -> list[_Frame]:
    """Sort by rows, those of one row from left to right: papers are one row when they overlap in height by half."""
    rows: list[list[_Frame]] = []
    for frame in sorted(frames, key=lambda one: one.y):
        row = next((r for r in rows if abs(r[0].y - frame.y) < 0.5 * min(r[0].height, frame.height)), None)
        rows.append([frame]) if row is None else row.append(frame)
    return [frame for row in rows for frame in sorted(row, key=lambda one: one.x)]


# -- cutting ----------------------------------------------------------------------------------------------------------


def _corners(frame: _Frame) -> tuple[Corner, Corner, Corner, Corner]:
    turn = math.radians(frame.turn)
    across = (math.cos(turn) * frame.width / 2, math.sin(turn) * frame.width / 2)
    down = (-math.sin(turn) * frame.height / 2, math.cos(turn) * frame.height / 2)
    four = [(frame.x + i * across[0] + j * down[0], frame.y + i * across[1] + j * down[1])
            for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))]  # fmt: skip
    return (four[0], four[1], four[2], four[3])


def _cut(picture: Picture, frame: _Frame) -> tuple[Picture, tuple[Corner, Corner, Corner, Corner]]:
    """Cut a frame out of the picture, level; one that lies level already is cropped and no point of it changes."""
    corners = _corners(frame)
    if abs(frame.turn) < _LEVEL_DEG:
        left, top = max(0, round(frame.x - frame.width / 2)), max(0, round(frame.y - frame.height / 2))
        right, bottom = round(frame.x + frame.width / 2), round(frame.y + frame.height / 2)
        return np.ascontiguousarray(picture[top:bottom, left:right]), corners
    size = (max(1, round(frame.width)), max(1, round(frame.height)))
    flat = np.array([[0, 0], [size[0], 0], [size[0], size[1]]], np.float32) - 0.5
    matrix = cv2.getAffineTransform(flat, np.array(corners[:3], np.float32) - 0.5)
    cut = cv2.warpAffine(
        picture, matrix, size, flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(cut, np.uint8), corners


def _save(picture: Picture, path: Path, dpi: float) -> None:
    from PIL import Image

    plain = picture if picture.ndim == 2 else picture[:, :, ::-1]
    Image.fromarray(np.ascontiguousarray(plain)).save(path, "PNG", compress_level=3, dpi=(dpi, dpi))
