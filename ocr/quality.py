"""What can still be cured while the paper is in hand (chất lượng ảnh): too coarse, too dark, blurred."""

import cv2
import numpy as np

from ocr.rawword import Grey

LOW_DPI = "low-dpi"
DARK = "dark"
BLURRED = "blurred"
CUT = "cut"

_LEAST_DPI = 140
_DARK_PAPER = 110
_STROKE = 40
_SHARP = 0.5
"""Real scans show 0.86 to 1.0; the same softened by two pixels 0.46 to 0.58, by three 0.34 to 0.46."""


def complaints(grey: Grey, dpi: float) -> list[str]:
    """Say what is wrong with a picture, as codes whose sentences stand in `messages.toml` under `quality`.

    Args:
        grey: The page as decoded.
        dpi: Of `grey`, guessed or known.
    """
    found = []
    if dpi < _LEAST_DPI:
        found.append(LOW_DPI)
    step = max(1, max(grey.shape) // 800)
    if np.percentile(grey[::step, ::step], 75) < _DARK_PAPER:
        found.append(DARK)
    if _is_blurred(grey):
        found.append(BLURRED)
    return found


def _is_blurred(grey: Grey) -> bool:
    """Compare the steepest edges with the contrast of the strokes: sharp print falls off within a pixel or two."""
    height, width = grey.shape
    if min(height, width) < 64:
        return False
    top, left = height // 8, width // 8
    part = grey[top : height - top, left : width - left]
    part = part[: min(1600, part.shape[0]), : min(1600, part.shape[1])]
    closed = cv2.morphologyEx(part, cv2.MORPH_BLACKHAT, np.ones((15, 15), np.uint8))
    strokes = closed > _STROKE
    if int(strokes.sum()) < 400:
        return False
    contrast = float(np.percentile(closed[strokes], 90))
    across = np.abs(cv2.Sobel(part, cv2.CV_32F, 1, 0, ksize=3))
    edge = np.maximum(across, np.abs(cv2.Sobel(part, cv2.CV_32F, 0, 1, ksize=3))) / 8
    near = cv2.dilate(strokes.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    steepest = float(np.percentile(edge[near], 95))
    return steepest * 2 / contrast < _SHARP
